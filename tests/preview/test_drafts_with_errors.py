"""A draft with errors is left out of the preview, which says so; everything else in it is current."""

from collections.abc import Callable
from datetime import date

import pytest

from site_builder.preview.rebuilding import Preview
from tests.conftest import HEAD, TEMPLATES, TEXT, Space

DAY = date(2024, 10, 20)
DRAFT = HEAD + "draft: true\n"
WRONG = DRAFT.replace("organ: amr", "organ: amrr")


def preview_of(space: Space, drafts: bool = True) -> Preview:
    space.notice("n")
    space.notice("d", head=DRAFT)
    preview = Preview(space.content, TEMPLATES, space.folder / "seen", lambda: DAY, drafts)
    assert preview.rebuild() is not None
    return preview


def there(preview: Preview, slug: str) -> bool:
    return (preview.out / "notices" / slug / "index.html").is_file()


def wrong_organ(space: Space) -> None:
    space.notice("d", head=WRONG)


def unreadable_head(space: Space) -> None:
    space.notice("d", head=DRAFT.replace("kind: rectification", "kind: [rectification"))


def quotation_that_is_not_there(space: Space) -> None:
    space.notice(
        "d", head=DRAFT, ledger='p1:\n  entries: [{as_of: "2024-10-17", status: done, quote: "没有这几个字"}]\n'
    )


@pytest.mark.parametrize("spoil", [wrong_organ, unreadable_head, quotation_that_is_not_there])
def test_the_others_are_current(space: Space, spoil: Callable[[Space], None]) -> None:
    preview = preview_of(space)
    spoil(space)
    space.notice("n", text=TEXT.replace("压缩拨付时限", "大为压缩拨付时限"))
    assert preview.rebuild() is not None
    assert "大为压缩拨付时限" in (preview.out / "notices/n/index.html").read_text("utf-8")
    status = preview.status(links=False)
    assert (there(preview, "d"), status["left_out"], status["message"], status["gone"]) == (False, ["d"], "", [])
    assert {each["place"].split("/")[2] for each in status["findings"] if each["severity"] == "error"} == {"d"}


def test_once_it_is_mended_it_is_shown_again(space: Space) -> None:
    preview = preview_of(space)
    wrong_organ(space)
    preview.rebuild()
    space.notice("d", head=DRAFT)
    assert preview.rebuild() is not None
    assert (there(preview, "d"), preview.status(links=False)["left_out"]) == (True, [])


def error_in_a_public_notice(space: Space) -> None:
    space.notice("n", head=HEAD.replace("organ: amr", "organ: amrr"))


def error_in_a_register(space: Space) -> None:
    (space.content / "organs.yaml").write_text("amr: [", "utf-8")


def another_that_follows_the_draft(space: Space) -> None:
    space.notice("n", head=HEAD + "follows: d\n")


@pytest.mark.parametrize("more", [error_in_a_public_notice, error_in_a_register, another_that_follows_the_draft])
def test_any_other_error_leaves_the_preview_as_it_was(space: Space, more: Callable[[Space], None]) -> None:
    preview = preview_of(space)
    wrong_organ(space)
    more(space)
    assert preview.rebuild() is None
    status = preview.status(links=False)
    assert (there(preview, "d"), status["left_out"]) == (True, [])
    assert any(each["severity"] == "error" for each in status["findings"])
