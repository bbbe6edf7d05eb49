"""The index on disk: the same bytes every time, and only what changed is made again."""

from hashlib import sha256
from pathlib import Path

import cbor2
import msgspec
import pagefind_bin
import pytest

from site_builder.search import indexing
from site_builder.search.bundle import unpack
from site_builder.search.index_pages import pages
from site_builder.search.indexing import write_index
from site_builder.search.pagefind_run import IndexingError
from site_builder.search.sharding import shards
from site_builder.unit.search_documents import SearchDocument
from tests.conftest import HEAD, Space
from tests.search.generated import documents, labels

MADE = documents(260, 5, "/zgtz/", years=(2021, 2024))


def write(made: list[SearchDocument], root: Path, out: str = "out") -> indexing.IndexReport:
    return write_index(made, root / out, state=root / "state", base_path="/zgtz/", labels=labels(MADE), shard_size=120)


def tree(folder: Path) -> dict[str, str]:
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return {str(path.relative_to(folder)): sha256(path.read_bytes()).hexdigest() for path in files}


def test_the_same_documents_give_the_same_bytes_in_any_order_and_place(tmp_path: Path) -> None:
    write(MADE, tmp_path / "a")
    write(MADE[::-1], tmp_path / "other" / "place")
    write(MADE, tmp_path / "c")
    first = tree(tmp_path / "a" / "out")
    assert len(first) > 260
    assert tree(tmp_path / "other" / "place" / "out") == first
    assert tree(tmp_path / "c" / "out") == first


def test_pages_have_their_own_order_however_the_file_system_lists_them(tmp_path: Path) -> None:
    """Pagefind numbers the files of a folder as they are listed, which is by a hash on one system and backwards on another."""
    write(MADE, tmp_path)
    metas = [unpack(path.read_bytes()) for path in (tmp_path / "out").glob(f"*/{indexing.META}")]
    found = sorted([name.partition(":")[2] for name, _ in cbor2.loads(meta)[1]] for meta in metas)
    assert found == sorted([name for name, _ in pages(shard.documents)] for shard in shards(MADE, "", 120))


def test_an_edit_makes_one_shard_again_and_gives_what_a_clean_run_gives(tmp_path: Path) -> None:
    before = write(MADE, tmp_path)
    edited = [msgspec.structs.replace(MADE[0], title="改过的标题"), *MADE[1:]]
    after = write(edited, tmp_path)
    write(edited, tmp_path / "clean")
    assert before.built > 2
    assert (after.built, after.kept) == (1, before.built - 1)
    assert tree(tmp_path / "out") == tree(tmp_path / "clean" / "out")


def test_nothing_changed_runs_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(MADE, tmp_path)
    monkeypatch.setattr(indexing, "run_pagefind", lambda place: pytest.fail("Pagefind was run"))
    assert write(MADE, tmp_path, out="elsewhere").built == 0
    assert tree(tmp_path / "elsewhere") == tree(tmp_path / "out")


def test_what_is_withdrawn_is_in_no_file(tmp_path: Path) -> None:
    secret = msgspec.structs.replace(MADE[0], url="/zgtz/notices/gone/", title="撤下的标题", blocks=("撤下的正文",))
    write([secret, *MADE], tmp_path)
    write(MADE, tmp_path)
    write(MADE, tmp_path / "clean")
    assert tree(tmp_path / "out") == tree(tmp_path / "clean" / "out")
    assert tree(tmp_path / "state") == tree(tmp_path / "clean" / "state")


def test_no_document_at_all_is_an_index_of_nothing(tmp_path: Path) -> None:
    report = write([], tmp_path)
    assert (report.documents, report.built) == (0, 0)
    assert "pagefind.js" in tree(tmp_path / "out")


def test_a_missing_pagefind_is_said_in_one_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def missing() -> Path:
        raise FileNotFoundError

    monkeypatch.setattr(pagefind_bin, "get_executable", missing)
    with pytest.raises(IndexingError, match="pagefind-bin"):
        write(MADE, tmp_path)


def test_a_failing_pagefind_leaves_nothing_half_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pagefind_bin, "get_executable", lambda: Path("/bin/false"))
    with pytest.raises(IndexingError, match="退出码 1"):
        write(MADE, tmp_path)
    assert list((tmp_path / "state" / "shards").iterdir()) == []


def test_the_licence_of_what_is_shipped_goes_along(space: Space) -> None:
    space.notice(head=HEAD)
    space.build(search=True)
    assert "Copyright 2022 CloudCannon" in (space.out / "pagefind/pagefind-licence.txt").read_text("utf-8")
