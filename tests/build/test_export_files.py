"""Exports are streamed, made from what the last build wrote, and the same bytes as if there had been none."""

import os
import random
import shutil
import sqlite3
import tracemalloc
from collections.abc import Sequence
from contextlib import closing
from hashlib import sha256
from pathlib import Path

import pytest
from msgspec.structs import replace

from site_builder.build import export_files
from site_builder.build.export_files import SQLITE, write_exports
from site_builder.build.plan import export_rows, exports_key
from site_builder.build.site_paths import SitePaths
from site_builder.build.sqlite_bytes import settle
from site_builder.build.state import ExportState
from site_builder.build.state_file import load_state
from site_builder.build.store import Store
from site_builder.data.line_files import LINE_FILES
from site_builder.data.tables import TABLES, Book
from site_builder.records.encoding import digest, pack, unpacker
from site_builder.records.findings import SiteError
from site_builder.records.register_model import Organ
from site_builder.unit.aspects import ASPECTS, AspectDigests
from site_builder.unit.cards import Card
from tests.cases import either
from tests.conftest import HEAD, LEDGER, Space

FILES = (*(each.path for each in LINE_FILES), SQLITE)


@pytest.fixture(scope="module")
def card(tmp_path_factory: pytest.TempPathFactory) -> Card:
    """A notice with two items, entries and a due date."""
    space = Space(tmp_path_factory.mktemp("card"))
    space.notice(ledger=LEDGER)
    space.build()
    unit = load_state(SitePaths(space.out)).units["n"]
    kept = Store(space.folder / ".public.state/store").get(unit.card or b"")
    return unpacker(Card).decode(kept)  # type: ignore[no-any-return]


def book_of(cards: Sequence[Card]) -> Book:
    return Book({"amr": Organ(name="云州市市场监管局")}, {}, list(cards))


def written(book: Book, folder: Path, last: ExportState | None = None, out: Path | None = None) -> ExportState:
    rows = export_rows(book, {card.slug: marks(pack(card)) for card in book.cards})
    staging = folder / "staging"
    made = write_exports(book=book, rows=rows, shape=b"shape", last=last, out=out or folder, staging=staging)
    for name in FILES:  # what is not written stays as it was
        if out and not (staging / name).exists():
            shutil.copy2(out / name, staging / name)
    return made


def marks(content: bytes) -> AspectDigests:
    """As of a card of that content."""
    return AspectDigests(digest(content) * len(ASPECTS))


def untimed(made: ExportState) -> ExportState:
    """The same, but for when its files were written."""
    return replace(made, files={path: replace(record, mtime=0) for path, record in made.files.items()})


def tree(folder: Path) -> dict[str, bytes]:
    return {name: (folder / "staging" / name).read_bytes() for name in FILES}


@pytest.mark.parametrize("large", [False, True])
def test_any_change_gives_the_bytes_of_a_clean_export(
    card: Card, tmp_path: Path, large: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Thirty seeded rounds: notices altered, added, removed, moved in order, followed; large ones are made by two threads."""
    monkeypatch.setattr(export_files, "EXPORT_THREAD_FROM", 0 if large else 10**9)
    chance = random.Random(20241120)
    cards = [replace(card, slug=f"n{number}") for number in range(12)]
    last, out = None, None
    for turn in range(30):
        for _ in range(chance.randint(0, 5)):
            at = chance.randrange(len(cards))
            other = chance.choice(cards).slug
            item = replace(card.items[0], title=f"事项{turn}，“{chance.random()}”")
            cards[at] = chance.choice(
                [
                    replace(cards[at], items=(item, *card.items[1:])),
                    replace(cards[at], items=()),
                    replace(cards[at], follows=other),
                    replace(card, slug=f"n{turn}-{at}"),
                ]
            )
        cards = list({each.slug: each for each in cards}.values())
        chance.shuffle(cards) if turn % 3 == 0 else None
        known = {each.slug for each in cards}
        book = book_of([each if each.follows in known else replace(each, follows=None) for each in cards])
        folder, clean = tmp_path / f"{turn}", tmp_path / f"clean{turn}"
        last = written(book, folder, last, out)
        assert untimed(written(book, clean)) == untimed(last)
        assert tree(folder) == tree(clean), turn
        assert {name: sha256(content).hexdigest() for name, content in tree(folder).items()} == {
            name: record.sha256 for name, record in last.files.items()
        }
        out = folder / "staging"


def test_only_what_changed_is_serialised_again(card: Card, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cards = [replace(card, slug=f"n{number}") for number in range(8)]
    last = written(book_of(cards), tmp_path / "a")
    cards[3] = replace(cards[3], title="改了题的通报")
    met: list[str] = []
    rows = type(TABLES[0]).rows

    def seen(table: object, book: Book) -> object:
        met.extend(each.slug for each in book.cards)
        return rows(table, book)  # type: ignore[arg-type]

    monkeypatch.setattr(type(TABLES[0]), "rows", seen)
    written(book_of(cards), tmp_path / "b", last, tmp_path / "a/staging")
    assert set(met) == {"n3"}


def test_a_published_export_that_was_altered_is_not_built_upon(card: Card, tmp_path: Path) -> None:
    """Under the same size and time of change: nobody but its digest tells."""
    cards = [replace(card, slug=f"n{number}") for number in range(8)]
    edited = [replace(cards[0], title="改了题的通报"), *cards[1:]]
    clean = tmp_path / "clean"
    written(book_of(edited), clean)
    anew = set[str]()
    for name in FILES:
        last = written(book_of(cards), tmp_path / "old")
        path = tmp_path / "old/staging" / name
        stat, content = path.stat(), bytearray(path.read_bytes())
        content[len(content) // 2] ^= 1
        path.write_bytes(content)
        os.utime(path, ns=(stat.st_atime_ns, stat.st_mtime_ns))
        made = written(book_of(edited), tmp_path / "new", last, tmp_path / "old/staging")
        for other, record in made.files.items():
            assert record.sha256 == sha256((clean / "staging" / other).read_bytes()).hexdigest(), (name, other)
            if record != last.files[other]:
                anew.add(other)
                assert (tmp_path / "new/staging" / other).read_bytes() == (clean / "staging" / other).read_bytes(), name
    assert {SQLITE, "data/tables/notices.csv"} <= anew


def test_memory_does_not_grow_with_the_items(card: Card, tmp_path: Path) -> None:
    """Ten times the notices, the same memory: some 200 kB of lines and 500 kB of database a hundred notices."""
    few = either(100, 300)
    peaks, sizes = [], []
    for number in (few, 10 * few):
        book = book_of([replace(card, slug=f"n{each}") for each in range(number)])
        rows = export_rows(book, {each.slug: marks(b"") for each in book.cards})
        staging = tmp_path / str(number)
        tracemalloc.start()
        made = write_exports(book=book, rows=rows, shape=b"shape", last=None, out=tmp_path, staging=staging)
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
        sizes.append(sum(record.size for record in made.files.values()))
    grown, more = peaks[1] - peaks[0], sizes[1] - sizes[0]
    assert more > 4_000_000 * few / 300
    assert grown < more / 5, (peaks, sizes)


def test_the_key_is_that_of_the_rows(card: Card) -> None:
    book = book_of([card])
    rows = export_rows(book, {card.slug: marks(b"1")})
    key = exports_key(book, rows, b"x")
    assert key == exports_key(book, dict(rows), b"x")
    assert key != exports_key(book, export_rows(book, {card.slug: marks(b"2")}), b"x")
    assert key != exports_key(book, rows, b"y")
    assert key != exports_key(book._replace(organs={}), rows, b"x")


def test_the_database_names_no_library(card: Card, tmp_path: Path) -> None:
    written(book_of([card]), tmp_path)
    content = (tmp_path / "staging" / SQLITE).read_bytes()
    assert content[:16] == b"SQLite format 3\0"
    assert int.from_bytes(content[96:100], "big") == 3_040_000
    assert content[24:28] == content[92:96], "the number of changes, which says that the size in the header holds"


def left_over(base: bytes) -> int:
    """Bytes that are not zero between the pointers and the cells of the pages: of nothing that is in the database."""
    heads = [(page, page + (0 if page else 100)) for page in range(0, len(base), 4096)]
    trees = [
        (page, at, {0x0A: 8, 0x0D: 8, 0x02: 12, 0x05: 12}[base[at]])
        for page, at in heads
        if base[at] in b"\x02\x05\x0a\x0d"
    ]
    numbers = [
        (page, at + size, int.from_bytes(base[at + 3 : at + 5]), int.from_bytes(base[at + 5 : at + 7]))
        for page, at, size in trees
    ]
    return sum(any(base[n : n + 1]) for page, at, cells, end in numbers for n in range(at + 2 * cells, page + end))


def test_what_the_library_left_in_its_pages_is_no_part_of_a_database(tmp_path: Path) -> None:
    """Some versions leave such bytes, others do not: the database would tell them apart."""
    path = tmp_path / "made.sqlite"
    with closing(sqlite3.connect(tmp_path / "work.sqlite", isolation_level=None)) as base:
        base.execute("CREATE TABLE t (a PRIMARY KEY, b) WITHOUT ROWID")
        base.execute("CREATE INDEX i ON t(b)")
        base.executemany("INSERT INTO t VALUES (?, ?)", [(n * 7919 % 1000, "字" * (n % 90)) for n in range(1000)])
        base.execute("VACUUM INTO ?", (str(path),))
    with path.open("r+b") as file:  # as such a version does, at the end of the pointers of the last page
        page = (path.stat().st_size // 4096 - 1) * 4096
        file.seek(page + 3)
        cells = int.from_bytes(file.read(2))
        file.seek(page + 12 + 2 * cells)
        file.write(b"\x07")
    assert left_over(path.read_bytes()) > 0
    settle(path)
    assert left_over(path.read_bytes()) == 0
    with closing(sqlite3.connect(path)) as base:
        assert base.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert base.execute("SELECT count(*), sum(length(b)) FROM t").fetchone() == (1000, 44_100)


def test_a_database_that_cannot_be_written_is_said_in_one_line(card: Card, tmp_path: Path) -> None:
    (tmp_path / "staging" / SQLITE).mkdir(parents=True)
    with pytest.raises((SiteError, OSError)) as told:
        written(book_of([card]), tmp_path)
    assert "\n" not in str(told.value)
    assert not (tmp_path / "staging/ledger.work").exists()


def test_a_build_replaces_only_the_exports_whose_rows_changed(space: Space) -> None:
    """A paragraph before the items alters the notice's row in the database, and no row of an item."""
    space.notice("a", ledger=LEDGER)
    space.notice("b")
    space.build()
    before = {name: (space.out / name).stat().st_ino for name in FILES}
    head, _, text = (space.content / "notices/b/notice.md").read_text("utf-8").rpartition("---\n")
    space.write("notices/b/notice.md", f"{head}---\n引言一段。\n\n{text}")
    space.build()
    after = {name: (space.out / name).stat().st_ino for name in FILES}
    assert {name for name in FILES if before[name] != after[name]} == {SQLITE, "data/tables/notices.csv"}
    said: list[str] = []
    space.build(explain=said.append)
    assert "保留 exports" in said, "a file that was left as it was is known by its own time of change"
    space.build(out=space.folder / "clean")
    assert space.tree() == space.tree(space.folder / "clean")
    with sqlite3.connect(space.out / SQLITE) as base:
        assert base.execute("PRAGMA foreign_key_check").fetchall() == []
    base.close()


def test_a_followed_notice_that_becomes_public_changes_the_row_of_its_follower(space: Space) -> None:
    """The follower's own card is the same on both days."""
    later = HEAD.replace("2024-10-17", "2024-12-01").replace("2024-11-16", "2024-12-31")
    space.notice("embargoed", head=later)
    for slug in ("x", "y", "z", "n"):
        space.notice(slug, head=HEAD + ("follows: embargoed\n" if slug == "n" else ""))
    follows = []
    for day in ("2024-11-20", "2024-12-02"):
        space.build(day)
        with closing(sqlite3.connect(space.out / SQLITE)) as base:
            follows.append(base.execute("SELECT follows FROM notices WHERE id = 'n'").fetchone()[0])
    assert follows == [None, "embargoed"]
