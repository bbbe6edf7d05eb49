"""What is still good since the last build, and why the rest is made again: tables of the pure decisions."""

from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest
from msgspec import Raw
from msgspec.structs import replace

from site_builder.build import plan
from site_builder.build.file_table import FileTable
from site_builder.build.plan import (
    Columns,
    contexts_key,
    export_reason,
    export_rows,
    exports_key,
    file_reason,
    group_key,
    group_reason,
    groups_key,
    outputs_reason,
    page_reason,
    postponed,
    shared_key,
    unchanged_sources,
    unit_key,
    unit_reason,
)
from site_builder.build.state import ExportState, GroupState, UnitState
from site_builder.build.thresholds import RACY_NANOSECONDS
from site_builder.data.file_record import FileRecord
from site_builder.data.tables import Book
from site_builder.records.model import Inspection
from site_builder.records.register_model import Organ, Settings, Theme, WorkingDays
from site_builder.records.registers import Registers, read_registers
from site_builder.site.site_context import Group, SiteContext
from site_builder.unit.aspects import ASPECTS, Aspect, AspectDigests
from site_builder.views.context import Context, Linked
from site_builder.views.neighbours import Neighbour, Reference, Scan
from site_builder.views.prose import Html
from tests.conftest import ORGANS
from tests.conftest import SITE as SITE_YAML

OLD = UnitState(
    slug="n",
    sources=b"s",
    key=b"k",
    facts=b"f",
    valid_from=date(2024, 10, 17),
    next_change=date(2024, 11, 17),
    own=FileTable(),
    outside=FileTable(),
    brief=Raw(b"\xc0"),
    marks=AspectDigests(),
    card=b"card",
    words=b"words",
    text_sha256=None,
    warnings=0,
    acknowledged=0,
)
STORED = {b"card", b"words"}
DAY = date(2024, 11, 16)


@pytest.mark.parametrize(
    ("old", "key", "day", "stored", "search", "reason"),
    [
        (OLD, b"k", DAY, STORED, True, None),
        (None, b"k", DAY, STORED, True, plan.NEW),
        (OLD, b"other", DAY, STORED, True, plan.SOURCES),
        (OLD, b"k", date(2024, 10, 17), STORED, True, None),
        (OLD, b"k", date(2024, 10, 16), STORED, True, plan.DAY),
        (OLD, b"k", date(2024, 11, 17), STORED, True, plan.DAY),
        (replace(OLD, next_change=None), b"k", date(2099, 1, 1), STORED, True, None),
        (OLD, b"k", DAY, {b"words"}, True, plan.CARD),
        (replace(OLD, card=None), b"k", DAY, {b"words"}, True, None),
        (OLD, b"k", DAY, {b"card"}, True, plan.WORDS),
        (OLD, b"k", DAY, {b"card"}, False, None),
        (replace(OLD, words=None), b"k", DAY, STORED, True, plan.WORDS),
        (replace(OLD, words=None), b"k", DAY, STORED, False, None),
    ],
)
def test_units(
    old: UnitState | None, key: bytes, day: date, stored: set[bytes], search: bool, reason: str | None
) -> None:
    assert unit_reason(old, key, day=day, stored=stored, search=search) == reason


def test_outputs_of_a_unit() -> None:
    assert (outputs_reason(True), outputs_reason(False)) == (None, plan.OUTPUTS)


@pytest.mark.parametrize(
    ("known", "key", "intact", "later", "group", "exports"),
    [
        (True, b"k", True, False, None, None),
        (False, b"k", False, False, plan.NEW_OR_GONE, plan.NEW_OR_GONE),
        (True, b"k", False, False, plan.NEW_OR_GONE, plan.NEW_OR_GONE),
        (True, b"k", False, True, plan.NEW_OR_GONE, plan.NEW_OR_GONE),
        (True, b"other", True, False, plan.GROUP_DEPENDENCIES, plan.EXPORT_ROWS),
        (True, b"other", True, True, None, None),
    ],
)
def test_groups_and_exports(
    known: bool, key: bytes, intact: bool, later: bool, group: str | None, exports: str | None
) -> None:
    made = GroupState(b"k", {}) if known else None
    last = ExportState(key=b"k", shape=b"", rows={}, headers={}, sizes={}, prints={}, files={}) if known else None
    assert group_reason(made, key, intact=intact, postponed=later) == group
    assert export_reason(last, key, intact=intact, postponed=later) == exports


def test_a_preview_postpones_what_is_slow() -> None:
    names = ["feeds", "titles", "home", "documents/2024", "sitemap"]
    assert [postponed(name, True) for name in names] == [True, True, False, False, True]
    assert not any(postponed(name, False) for name in names)


@pytest.mark.parametrize(
    ("published", "fingerprint", "reason"),
    [
        (FileRecord("0" * 64, 1, b"f"), b"f", None),
        (FileRecord("0" * 64, 1, b"f"), b"g", plan.CONTENT),
        (FileRecord("0" * 64, 1), b"f", plan.CONTENT),
        (None, b"f", plan.CONTENT),
    ],
)
def test_pages(published: FileRecord | None, fingerprint: bytes, reason: str | None) -> None:
    assert page_reason(published, fingerprint) == reason


def test_files() -> None:
    there = FileRecord("0" * 64, 1)
    assert file_reason(there, "0" * 64) is None
    assert file_reason(there, "f" * 64) == file_reason(None, "0" * 64) == plan.CONTENT


SETTLED, FOLDER = 10 * RACY_NANOSECONDS, "content/notices/"
A, B, SITE = f"{FOLDER}a/notice.md", f"{FOLDER}b/notice.md", "content/site.yaml"
THEN = {A: (5, 1), B: (5, 1), SITE: (5, 1)}


@pytest.mark.parametrize(
    ("now", "unchanged"),
    [
        (THEN, {"a", "b"}),
        (THEN | {SITE: (6, 2)}, {"a", "b"}),
        (THEN | {A: (6, 1)}, {"b"}),
        (THEN | {A: (5, 2)}, {"b"}),
        (THEN | {f"{FOLDER}a/ledger.yaml": (1, 1)}, {"b"}),
        ({A: (5, 1), SITE: (5, 1)}, {"a"}),
        (THEN | {f"{FOLDER}c/notice.md": (5, 1)}, {"a", "b"}),
    ],
)
def test_sources(now: dict[str, tuple[int, int]], unchanged: set[str]) -> None:
    assert unchanged_sources(FOLDER, now, THEN, SETTLED) == unchanged


@pytest.mark.parametrize(
    ("before", "unchanged"), [(0, set()), (RACY_NANOSECONDS, set()), (RACY_NANOSECONDS + 1, {"a"})]
)
def test_a_source_that_changed_shortly_before_it_was_read_is_read_again(before: int, unchanged: set[str]) -> None:
    stamps = {A: (5, SETTLED - before)}
    assert unchanged_sources(FOLDER, stamps, stamps, SETTLED) == unchanged


SETTINGS = Settings(title="台账", base_url="https://tz.invalid/", after_close="keep", operator="unofficial")
CONTEXT = Context(
    settings=SETTINGS,
    base="/",
    origin="https://tz.invalid",
    organ=None,
    inspection_id=None,
    inspection=None,
    previous=None,
    following=None,
    links=(),
    linked_by=(),
    chain=(),
    themes=(),
    calendar=(),
    drafts=False,
)


def key_of(sources: bytes = b"s", units: bytes = b"u", **changed: Any) -> bytes:
    context = replace(CONTEXT, **changed)
    return unit_key(sources, context, shared_key(context, units))


OTHER_CONTEXT: dict[str, Any] = {
    "settings": replace(SETTINGS, title="另一台账"),
    "base": "/zgtz/",
    "origin": "https://other.invalid",
    "inspection_id": "2024-1",
    "previous": Neighbour(slug="m", title="前一份", kind="rectification", published=None),
    "themes": (("p1", "t", "专题"),),
    "calendar": (("2024", WorkingDays(holidays=(), workdays=())),),
    "drafts": True,
    "matters": (
        Linked(
            slug="m", title="另一通报", relation="matter", item="p1", target="p2", target_title=None, public=True,
            cited=None, window=None,
        ),
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", OTHER_CONTEXT)
def test_the_key_of_a_unit_changes_with_its_context(name: str) -> None:
    assert key_of(**{name: OTHER_CONTEXT[name]}) != key_of() == key_of()


def test_the_key_of_a_unit_changes_with_its_sources_and_what_all_units_share() -> None:
    assert len({key_of(), key_of(sources=b"t"), key_of(units=b"v")}) == 3


SCAN = Scan(
    slug="n", title="通报", kind="rectification", organ="amr", published="2024-10-17", inspection="r1", window=None,
    public=True, withdrawn=False, references=(), items={"p1": "问题"}, words=b"w",
)  # fmt: skip
OTHER_SCAN: dict[str, Any] = {
    "slug": "m", "title": "另一通报", "kind": "action-plan", "organ": None, "published": None, "inspection": "r2", "window": "none",
    "public": False, "withdrawn": True, "references": (Reference(notice="m", relation="follows"),), "items": {"p1": "另一问题"}, "words": b"v",
}  # fmt: skip
REGISTERS = Registers(settings=SETTINGS, organs={}, inspections={}, themes={}, redirects={}, calendar={})
OTHER_REGISTERS: dict[str, Any] = {
    "settings": replace(SETTINGS, title="另一台账"),
    "organs": {"amr": Organ(name="局")},
    "inspections": {"r1": Inspection(level="市委")},
    "themes": {"t": Theme(title="专题")},
    "redirects": {"old": "n"},
    "calendar": {"2024": WorkingDays()},
}


def test_the_key_of_the_contexts_changes_with_each_part_of_each_scan_and_of_the_registers() -> None:
    assert {*OTHER_SCAN} == {*Scan.__struct_fields__} and {*OTHER_REGISTERS} == {*Registers.__struct_fields__}
    scans = [[], [SCAN, SCAN], *([replace(SCAN, **{name: value})] for name, value in OTHER_SCAN.items())]
    registers = [replace(REGISTERS, **{name: value}) for name, value in OTHER_REGISTERS.items()]
    given = [
        ([SCAN], REGISTERS, b"u"),
        ([SCAN], REGISTERS, b"v"),
        *((each, REGISTERS, b"u") for each in scans),
        *(([SCAN], each, b"u") for each in registers),
    ]
    assert len({contexts_key(*each) for each in given}) == len(given)
    assert contexts_key([replace(SCAN)], replace(REGISTERS), b"u") == contexts_key([SCAN], REGISTERS, b"u")


@dataclass
class Brief:
    slug: str
    follows: str | None = None


def group(reads: tuple[Aspect, ...], cards: list[Any], name: str = "home", parameters: tuple[Any, ...] = ()) -> Group:
    return Group(name=name, cards=cards, reads=reads, make=tuple, parameters=parameters)


def marks(other: Aspect | None = None) -> dict[str, AspectDigests]:
    digests = AspectDigests(b"".join((b"x" if each == other else b"-") * 16 for each in ASPECTS))
    return {"n": digests, "same": digests}


@pytest.mark.parametrize("changed", ASPECTS)
def test_the_key_of_a_group_changes_with_the_aspects_it_reads_only(changed: Aspect) -> None:
    for read in ASPECTS:
        made = group((read,), [Brief("n")])
        same = group_key(made, b"site", b"", Columns(marks(changed))) == group_key(made, b"site", b"", Columns(marks()))
        assert same == (read != changed)


def test_the_key_of_a_group_changes_with_everything_else_that_it_depends_on() -> None:
    one = group(("brief",), [Brief("n")])
    others = [
        (group(("brief",), []), b"site", b""),
        (group(("brief",), [Brief("same")]), b"site", b""),
        (group(("brief",), [Brief("n")], name="away"), b"site", b""),
        (group(("brief",), [Brief("n")], parameters=("2024",)), b"site", b""),
        (one, b"other", b""),
        (one, b"site", b"templates"),
    ]
    keys = {
        group_key(made, site, templates, Columns(marks())) for made, site, templates in [(one, b"site", b""), *others]
    }
    assert len(keys) == 1 + len(others)


def test_the_key_of_all_groups_changes_with_what_any_group_is_made_of() -> None:
    registers = read_registers({"site.yaml": SITE_YAML, "organs.yaml": ORGANS}, "content", [])
    assert registers
    site = SiteContext(registers=registers, cards=(), graves=(), pages=(), day=DAY, opened=lambda _: None)  # type: ignore[arg-type, return-value]
    unit = replace(OLD, marks=marks()["n"])
    aspects = [replace(unit, marks=marks(aspect)["n"]) for aspect in ASPECTS if aspect != "whole"]
    sites = [
        (b"x", b"", site, [unit]),
        (b"x", b"templates", site, [unit]),
        (b"other", b"", site, [unit]),
        (b"x", b"", replace(site, day=date(2024, 11, 17)), [unit]),
        (b"x", b"", replace(site, pages=(("help", "帮助", Html("<p>")),)), [unit]),
        (b"x", b"", site, [replace(unit, brief=Raw(b"\x80"))]),
        (b"x", b"", site, [replace(unit, slug="m")]),
        (b"x", b"", site, []),
        *((b"x", b"", site, [each]) for each in aspects),
    ]
    assert len({groups_key(*given) for given in sites}) == len(sites)
    unseen = replace(unit, marks=marks("whole")["n"], key=b"other", sources=b"other", text_sha256="other")
    assert groups_key(b"x", b"", site, [unseen]) == groups_key(*sites[0])


def test_the_row_of_a_notice_changes_with_its_card_and_with_the_public_notice_it_follows() -> None:
    def rows(card: Brief, digests: dict[str, AspectDigests]) -> dict[str, bytes]:
        cards: list[Any] = [card]
        return export_rows(Book({}, {}, cards), digests)

    assert rows(Brief("n"), marks()) == rows(Brief("n"), marks("brief"))
    assert rows(Brief("n"), marks()) != rows(Brief("n"), marks("whole"))
    assert rows(Brief("n"), marks()) != rows(Brief("n", follows="m"), marks())


def test_the_key_of_the_exports_changes_with_the_order_of_the_rows() -> None:
    book, one, other = Book({}, {}, []), {"a": b"1", "b": b"2"}, {"b": b"2", "a": b"1"}
    assert exports_key(book, one, b"") != exports_key(book, other, b"")
