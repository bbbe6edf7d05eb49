"""What the readers of structure say of texts a little beside those of their tables; tests/neighbours.py says how they are chosen.

`neighbours.tsv` keeps it, and is written anew (some minutes) by

    python -m tests.importing.structure.neighbours
"""

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from types import ModuleType
from typing import Any

from site_builder.importing.lines.manuscript import Line
from site_builder.importing.structure import (
    acts,
    back,
    contacts,
    counting,
    damage,
    draft_blocks,
    evidence,
    found_only,
    front,
    groups,
    heads,
    inspection_days,
    kinds,
    measures,
    phrases,
    publication,
    roles,
    section_plan,
    settled,
    tree,
    window,
    wraps,
)
from tests.importing.structure import (
    test_back,
    test_front,
    test_head_fields,
    test_inspection_days,
    test_measures,
    test_publication,
    test_section_plan,
    test_signatures,
    test_title_place,
    test_tree,
    test_words,
    test_wraps,
)
from tests.importing.structure.written import lines
from tests.neighbours import Table, write

FILE = Path(__file__).with_suffix(".tsv")


def rows_of(test: Any, arguments: int) -> list[Sequence[Any]]:
    """The arguments of a table of tests, without what is expected; as JSON has them."""
    (mark,) = (mark for mark in test.pytestmark if mark.name == "parametrize")
    found = [row[:arguments] for row in mark.args[1]]
    return [[each.isoformat() if isinstance(each, date) else each for each in row] for row in found]


def table(test: Any, arguments: int, read: Callable[..., object], *modules: ModuleType) -> Table:
    return Table(test.__name__.removeprefix("test_"), read, rows_of(test, arguments), modules)


def day_of(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def marks_by(step: Callable[..., tree.Marks]) -> Callable[[str], str]:
    return lambda text: test_tree.named(step(lines(text), tree.number_marks(lines(text))))


def cut_off(text: str, ending: str) -> object:
    return damage.cut_off(test_words.lines(text), test_words.lines(ending))


TABLES = (
    table(test_back.test_worths, 1, lambda text: back._closing_worth(test_back.lines(text)[0]), back),
    table(test_back.test_backs, 2, lambda text, organs: test_back.back(test_back.BODY + text, tuple(organs)), back),
    table(test_back.test_names, 1, lambda text: sorted(back.organs_among(test_back.lines(text))), back),
    table(test_signatures.test_who_signed, 2, lambda text, organs: test_signatures.signed(text, *organs), back),
    table(test_front.test_candidates, 3, test_front.candidates, front),
    table(test_front.test_fronts, 3, test_front.front, front),
    table(test_front.test_contents, 1, test_front.contents, front),
    table(test_title_place.test_over_how_many_lines_a_title_goes, 1, lambda text: test_front.front(text, None, ()), front),
    table(test_title_place.test_what_is_set_aside_around_a_title, 1, lambda text: test_front.front(text, None, ()), front),
    table(test_head_fields.test_inspections, 3, lambda title, lead, year: test_head_fields.inspected(title, lead, year), heads),
    table(test_head_fields.test_organs, 4, lambda title, lead, signed, name: heads.organ_of(title, lead, tuple(signed), name), heads),
    table(test_head_fields.test_leads, 1, lambda text: getattr(heads.lead_of(lines(text)), "number", None), heads),
    table(test_head_fields.test_thirds, 1, lambda lead: heads.thirds_of(Line(1, lead)), heads),
    table(test_inspection_days.test_what_a_date_is_that_of, 1, test_inspection_days.days, inspection_days),
    table(test_measures.test_blocks, 2, test_measures.blocks, measures),
    table(test_measures.test_layouts, 2, test_measures.layout, draft_blocks, measures, section_plan),
    table(test_publication.test_windows, 2, lambda text, day: test_publication.window(text, day_of(day)), window),
    table(test_publication.test_publications, 1, test_publication.told_of, publication),
    table(test_publication.test_contacts, 1, test_publication.contacts, contacts),
    table(test_section_plan.test_scores, 2, test_section_plan.scores, section_plan),
    table(test_section_plan.test_plans, 2, test_section_plan.plan, section_plan),
    table(test_tree.test_marks, 1, lambda text: test_tree.named(tree.number_marks(lines(text))), tree),
    table(test_tree.test_labels, 1, marks_by(tree.with_labels), tree),
    table(test_tree.test_bare, 1, marks_by(tree.with_bare_headings), tree),
    table(test_tree.test_trees, 1, lambda text: test_tree.shown(test_tree.tree(text)), tree),
    table(test_tree.test_counted, 1, lambda text: [sorted(each) for each in counting.counting_on(test_tree.tree(text))], counting),
    table(test_tree.test_groups, 1, test_tree.with_groups, groups),
    table(test_words.test_of_headings, 1, test_words.heading, phrases),
    table(test_words.test_cuts, 1, lambda text: phrases.cut_run_in(test_words.lines(text)[0]), phrases),
    table(test_words.test_lines_told, 1, test_words.line, evidence),
    table(test_words.test_acts, 1, test_words.acts, acts),
    table(test_words.test_kinds, 2, lambda title, text: kinds.kind_of(title, test_words.lines(text)), kinds),
    table(test_words.test_roles, 2, roles.role_of, roles),
    table(test_words.test_roles_by_contents, 3, roles.role_by_contents, roles),
    table(test_words.test_damages, 1, lambda text: damage.doubts_about(test_words.lines(text)), damage),
    table(test_words.test_garbles, 1, damage.garbled, damage),
    table(test_words.test_cut_offs, 2, cut_off, damage),
    table(test_words.test_only_found, 2, lambda first, text: found_only.finds_only(Line(1, first), test_words.lines(text)), found_only),
    table(test_words.test_settled, 1, test_words.settled, settled),
    table(test_wraps.test_unwrapped, 1, test_wraps.whole, wraps),
    table(test_wraps.test_joined, 2, test_wraps.of_two, wraps),
    table(test_wraps.test_ends, 2, test_wraps.ends, wraps),
)  # fmt: skip


if __name__ == "__main__":
    write(TABLES, FILE)
