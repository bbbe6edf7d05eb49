"""Files in columns, and the list of all files of which most is copied from the published one."""

import json
from datetime import date
from itertools import chain

from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import Raw
from msgspec.structs import replace

from site_builder.build.file_listing import Listing, every_file
from site_builder.build.file_table import FileTable, table_of
from site_builder.build.state import State, UnitState, tables_of
from site_builder.data.file_record import FileRecord, FileRecords
from site_builder.data.manifest import manifest
from site_builder.unit.aspects import AspectDigests
from tests.cases import either

DAY = date(2024, 10, 17)
RECORDS = st.builds(
    FileRecord,
    st.binary(min_size=32, max_size=32).map(bytes.hex),
    st.integers(0, 2**40),
    st.none() | st.binary(min_size=16, max_size=16).filter(any),
    st.integers(0, 2**62),
)
NAMES = st.sampled_from(["index.html", "p1/index.html", "p1/x.json", "files/附件 1.pdf", "index.html/x", "-.txt"])


def unit_of(slug: str, files: FileRecords) -> UnitState:
    own, outside = tables_of(slug, files)
    return UnitState(
        slug=slug,
        sources=b"s",
        key=b"k",
        facts=b"f",
        valid_from=DAY,
        next_change=None,
        own=own,
        outside=outside,
        brief=Raw(b"\xc0"),
        marks=AspectDigests(),
        card=None,
        words=None,
        text_sha256=None,
        warnings=0,
        acknowledged=0,
    )


@st.composite
def units(draw: st.DrawFn) -> UnitState:
    slug, exported = draw(st.tuples(st.sampled_from(["a", "a-b", "a.b", "b", "年"]), st.booleans()))
    files = {f"notices/{slug}/{name}": record for name, record in draw(st.dictionaries(NAMES, RECORDS)).items()}
    outside = {f"data/notices/{slug}.json": draw(RECORDS)} if files and exported else {}
    return unit_of(slug, files | outside)


COMMON = st.dictionaries(
    st.sampled_from(["index.html", "notices/a/q1/index.html", "notices/a-/x", "notices/index.html", "z"]), RECORDS
)
SITES = st.tuples(st.lists(units(), unique_by=lambda unit: unit.slug), COMMON)


@given(st.dictionaries(NAMES, RECORDS))
def test_columns_hold_what_records_hold(files: FileRecords) -> None:
    table = table_of({f"notices/a/{name}": record for name, record in files.items()}, "notices/a/")
    assert table.records("notices/a/") == {f"notices/a/{name}": record for name, record in files.items()}
    assert (len(table), table.size()) == (len(files), sum(record.size for record in files.values()))
    assert table.ending(".html") == sum(name.endswith(".html") for name in files)
    assert FileTable() == table_of({}, "notices/a/")


def written(before: State, published: bytes, site: tuple[list[UnitState], FileRecords]) -> tuple[bytes, Listing]:
    """The manifest of a site."""
    listing = Listing(before, published)
    lines = listing.lines(site[1], {unit.slug: unit for unit in site[0]})
    return b"".join(manifest(lines, {"files": "0"}, (), DAY, drafts=False)), listing


def state_of(site: tuple[list[UnitState], FileRecords], listing: Listing) -> State:
    return State(units={unit.slug: unit for unit in site[0]}, listed=listing.places)


@settings(max_examples=either(10, 100))
@given(SITES, st.lists(st.tuples(SITES, st.sets(st.sampled_from(["a", "a-b", "a.b", "b", "年"]))), max_size=3))
def test_what_is_copied_is_what_would_be_written(
    first: tuple[list[UnitState], FileRecords],
    following: list[tuple[tuple[list[UnitState], FileRecords], set[str]]],
) -> None:
    """One site after another, of which each keeps some units of the one before."""
    content, listing = written(State(), b"", first)
    before = state_of(first, listing)
    for (anew, common), kept in following:
        known = {slug: unit for slug, unit in before.units.items() if slug in kept}
        site = (list(({unit.slug: unit for unit in anew} | known).values()), common)
        content, listing = written(before, content, site)
        clean, afresh = written(State(), b"", site)
        assert (content, listing.places) == (clean, afresh.places)
        files = dict(chain.from_iterable(every_file(common, {unit.slug: unit for unit in site[0]})))
        assert list(json.loads(content)["files"]) == list(files) == sorted(files)
        counted = listing.tally
        assert (counted.files, counted.bytes) == (len(files), sum(file.size for file in files.values()))
        assert counted.pages == sum(path.endswith(".html") for path in files)
        before = state_of(site, listing)


def test_lines_of_units_that_changed_are_not_copied() -> None:
    a = unit_of("a", {"notices/a/index.html": FileRecord("0" * 64, 1)})
    content, listing = written(State(), b"", ([a], {}))
    b = replace(a, own=table_of({"notices/a/index.html": FileRecord("1" * 64, 1)}, "notices/a/"))
    assert b"1" * 64 in written(state_of(([a], {}), listing), content, ([b], {}))[0]
