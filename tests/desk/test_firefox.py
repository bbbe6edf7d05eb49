"""The desk in Firefox: what its pages do in Chromium, but for what is asked through Chromium's own protocol."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Playwright

from tests.desk.firefox import firefox, firefox_path
from tests.desk.test_page import (  # noqa: F401 - collected here with another browser
    test_a_conflict_is_shown_side_by_side,
    test_a_due_date_moves_with_its_reason,
    test_a_judgement_draws_what_differs_and_no_more,
    test_a_line_becomes_an_item,
    test_dropped_pasted_and_refused,
    test_everybody_can_use_it,
    test_everything_is_said_in_chinese,
    test_from_a_dropped_file_to_published,
    test_keys_judge_and_undo_gives_the_bytes_back,
    test_other_words_by_keyboard_alone,
    test_progress_with_a_paper,
    test_selected_words_become_a_claim,
    test_the_preview_leads_to_the_desk,
    test_words_that_stand_twice_are_widened_where_everybody_sees_it,
)

pytestmark = [
    pytest.mark.audit,
    pytest.mark.skipif(not firefox_path(), reason="no Firefox here: tests/audit/install.sh"),
]


@pytest.fixture(scope="module")
def browser(driver: Playwright, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    with firefox(driver, tmp_path_factory.mktemp("firefox")) as made:
        yield made
