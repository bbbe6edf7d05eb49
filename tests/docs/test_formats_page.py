"""docs/formats.md and the code say the same: every format is in it, and everything it says to be left out has a test."""

import ast
import re
from functools import cache

import pytest

from site_builder.importing.readers.file_formats import FORMATS
from site_builder.importing.readers.known_formats import known_format
from tests.docs.formats import rows
from tests.docs.regenerate import ROOT
from tests.importing.office.samples import SAMPLES

PAGE = (ROOT / "docs/formats.md").read_text("utf-8")
WORD, SIGNS, SAME = (
    "importing/test_word.py::",
    "importing/test_word_signs.py::",
    "importing/office/test_same_record.py::",
)
LOST, KNOWN, PAGES = (f"importing/office/test_{name}.py::" for name in ("said_lost", "known_formats", "pages"))
WEB, MAIL, SHEETS = "importing/test_page_words.py::", "importing/office/test_mail.py::", "sheets/test_formats.py::"
RICH, NOTED, SAID = (
    f"{SAME}test_lists_notes_changes_and_tables",
    f"{SAME}test_what_stands_beside_the_text",
    f"{LOST}test_it_is_said",
)
HIDDEN, DRAWN = (
    f"{LOST}test_hidden_sheets_rows_and_columns_of_a_workbook",
    f"{LOST}test_what_lies_on_a_sheet_is_said_and_how_it_looks_says_nothing",
)
REPEATED = f"{SAME}test_what_repeats_on_every_page_is_set_aside"
BOOK = {"hidden sheets": HIDDEN, "hidden rows (filtered ones too)": HIDDEN, "hidden columns": HIDDEN,
        "Strikethrough and colours say nothing": DRAWN}  # fmt: skip
# The first suffix of a row → each thing it says to be left out or changed → the test that tries it.
PROVED: dict[str, dict[str, str]] = {
    ".docx": {
        "deletions": f"{WORD}test_what_is_held_and_not_shown_is_set_aside",
        "words struck out or hidden": f"{SIGNS}test_what_is_struck_or_hidden_by_style_is_set_aside_and_said",
        "comments": NOTED,
        "headers and footers": NOTED,
        "contents lists": f"{SIGNS}test_a_contents_list_makes_no_items",
        "hidden rows": f"{SIGNS}test_rows_that_are_hidden_or_deleted_are_set_aside",
        "Pictures": f"{WORD}test_a_picture_is_said",
        "embedded files": f"{LOST}test_an_embedded_file_of_word",
        "bullets": "importing/test_word_numbers.py::test_bullets_are_left_out_and_said",
        "unknown symbols (□)": f"{SIGNS}test_a_sign_nobody_knows_is_said",
        "unknown forms of numbers": "importing/test_word_numbers.py::test_a_form_that_is_not_known_is_said",
    },
    ".doc": {
        "deletions": RICH,
        "words struck out or hidden": RICH,
        "comments": NOTED,
        "headers and footers": NOTED,
        "contents lists": RICH,
        "Pictures": NOTED,
        "embedded files": SAID,
        "Text boxes stand after the text": NOTED,
        "A password, Word 95": f"{KNOWN}test_an_old_word_file_with_a_password_and_one_of_word_95",
    },
    ".odt": {
        "deletions": RICH,
        "hidden and struck words": RICH,
        "comments": NOTED,
        "headers and footers": NOTED,
        "contents lists": RICH,
        "Embedded objects": SAID,
        "pictures": NOTED,
    },
    ".rtf": {
        "deletions": RICH,
        "hidden and struck words": RICH,
        "comments": NOTED,
        "headers and footers": NOTED,
        "Pictures": NOTED,
        "embedded objects": SAID,
    },
    ".pdf": {
        "running heads": REPEATED,
        "page numbers": REPEATED,
        "slanted words (seals, watermarks)": f"{PAGES}test_what_stands_askew_or_is_too_small_is_set_aside",
        "words too small to be seen": f"{PAGES}test_what_stands_askew_or_is_too_small_is_set_aside",
        "headers of tables printed again": f"{PAGES}test_a_table_over_two_pages_with_its_header_printed_again",
        "Pages that are pictures": f"{PAGES}test_a_page_without_words_among_others_is_said",
        "text recognised in a scan": SAID,
        "annotations and signatures": SAID,
        "attached files": SAID,
        "tables without ruled lines (one that is not sure stays text)": f"{PAGES}test_rows_of_a_table_without_lines_stay_apart_and_are_said",
        "radicals written as characters": f"{PAGES}test_radicals_become_the_characters_they_look_like",
        "A scan": f"{PAGES}test_a_scan_is_refused_with_the_way_out",
        "letters drawn as outlines": f"{PAGES}test_letters_drawn_as_outlines_are_refused",
        "a password": f"{KNOWN}test_a_pdf_with_a_password",
        "characters without an encoding": f"{LOST}test_a_pdf_whose_characters_have_no_encoding_is_refused",
    },
    ".ofd": {
        "running heads": REPEATED,
        "page numbers": REPEATED,
        "Electronic seals": f"{PAGES}test_a_seal_of_a_file_is_counted",
        "attached files": SAID,
        "radicals written as characters": f"{PAGES}test_radicals_become_the_characters_they_look_like",
    },
    ".html": {
        "navigation and what stands outside the main text": f"{WEB}test_navigation_of_the_same_kind_is_no_text",
        "hidden and struck words": f"{WEB}test_what_is_hidden_or_struck_is_set_aside_and_said",
        "Pictures within a sentence": f"{WEB}test_a_file_in_a_page_and_a_picture_in_a_sentence_are_said",
        "embedded files": f"{WEB}test_a_file_in_a_page_and_a_picture_in_a_sentence_are_said",
        "further pages of an article": f"{WEB}test_an_article_over_several_pages_is_said",
        "a text that only a script shows": f"{WEB}test_a_body_that_only_a_script_shows_is_read",
        "attributes of a tag that has more than a thousand": "hostile/test_imports.py::test_attributes_that_are_not_read_are_said",
    },
    ".mht": {
        "subject, addresses and date of a letter": f"{MAIL}test_the_head_of_a_letter_is_set_aside",
        "frames of a page": f"{MAIL}test_frames_of_a_saved_page_are_set_aside_and_said",
        "words that only another form of the text has": f"{MAIL}test_the_page_is_read_and_what_only_the_plain_form_says_is_set_aside",
        "Attachments and forwarded messages by name": f"{MAIL}test_a_message_that_is_forwarded_as_a_file_is_no_part_of_the_text",
        "pictures by their number": f"{MAIL}test_pictures_in_a_letter_are_counted",
        "A letter that is encrypted": f"{MAIL}test_a_letter_that_is_encrypted_is_refused",
        "one that holds nothing but attachments": f"{MAIL}test_a_letter_that_is_only_attachments_names_them",
    },
    ".txt": {
        "a guessed encoding": SAID,
        "damaged characters": "importing/test_formats.py::test_damage_is_a_doubt",
        "signs of one font": f"{SIGNS}test_characters_that_only_one_font_knows_are_said_at_their_line",
    },
    ".xlsx": BOOK | {
        "Formulas whose value was not saved": f"{SHEETS}test_nothing_hidden_is_read_in_silence",
        "`#REF!` and its like": f"{SHEETS}test_nothing_hidden_is_read_in_silence",
        "comments": DRAWN,
        "pictures and charts": DRAWN,
    },
    ".xls": BOOK | {
        "`#REF!` and its like": f"{LOST}test_values_that_a_formula_got_wrong_are_kept_and_said",
        "comments": DRAWN,
        "pictures and charts": DRAWN,
    },
    ".ods": BOOK | {
        "`#REF!` and its like": f"{LOST}test_values_that_a_formula_got_wrong_are_kept_and_said",
        "Comments": DRAWN,
        "pictures and charts": DRAWN,
    },
    ".csv": {"a `.txt` is a table only where its lines are rows of a ledger": f"{SHEETS}test_prose_with_commas_is_no_table"},
    "a table in a document": {
        "only where the table is the ledger (three fifths of the words)": f"{LOST}test_a_table_in_a_text_is_a_ledger_only_where_it_is_most_of_it",
        "a notice in prose with a table in it is read as prose": f"{SAME}test_what_the_record_says",
    },
}  # fmt: skip


def test_the_kinds_of_the_page_are_those_of_the_code() -> None:
    """Which suffixes are read; what is refused is made of the code itself (tests/docs/regenerate.py)."""
    named = {ending for first in rows(PAGE) for ending in re.findall(r"`(\.\w+)`", first)}
    read = {ending for each in FORMATS.values() if each.gives != "nothing" for ending in each.endings}
    assert named == read
    refused = PAGE[PAGE.index("<!-- refused -->") :]
    assert all(f"| {each.name} |" in refused for each in FORMATS.values() if each.gives == "nothing")


def test_every_kind_is_known_by_its_bytes() -> None:
    """A sample of each, under a name that says nothing."""
    assert SAMPLES.keys() == FORMATS.keys()
    named = {"md": "a.md", "csv": "a.csv"}  # texts that only their suffix tells apart
    assert {kind: known_format(raw, named.get(kind, "a")).kind for kind, raw in SAMPLES.items()} == {
        k: k for k in FORMATS
    }


def first_of(row: str) -> str:
    found = re.match(r"`(\.\w+)`", row)
    return found[1] if found else row


@pytest.mark.parametrize("row", rows(PAGE))
def test_everything_said_to_be_lost_has_its_test(row: str) -> None:
    """Nothing of what a row says is left when the things that are proved are taken from it."""
    said, proved = rows(PAGE)[row], PROVED[first_of(row)]
    for thing, test in sorted(proved.items(), key=lambda each: -len(each[0])):
        assert thing in said, thing
        said = said.replace(thing, "", 1)
        path, _, name = test.partition("::")
        assert name in functions(path), test
    assert re.fullmatch(r"(?:set aside|doubts|refused|kept|[:.,;\s])*", said), said


def test_no_row_is_proved_that_is_not_there() -> None:
    assert PROVED.keys() == {first_of(row) for row in rows(PAGE)}


@cache
def functions(path: str) -> frozenset[str]:
    tree = ast.parse((ROOT / "tests" / path).read_text("utf-8"))
    return frozenset(node.name for node in tree.body if isinstance(node, ast.FunctionDef))
