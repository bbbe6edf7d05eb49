"""Precompressed siblings: read back whole, the same each time, and only where they save something."""

import gzip
import sys
from collections.abc import Iterator
from typing import Any

import brotli
import pytest

from site_builder.build import compressing
from site_builder.build.compressing import sibling_names, siblings, worth_compressing
from tests.conftest import TEXT, Space

PAGE = ("<!DOCTYPE html><p>整改情况：已完成。</p>" * 200).encode()


@pytest.fixture(autouse=True)
def forgotten() -> Iterator[None]:
    """Whether the library is there is asked once a process."""
    compressing._brotli.cache_clear()
    yield
    compressing._brotli.cache_clear()


def test_brotli_is_the_file_and_smaller_than_gzip() -> None:
    made = dict(siblings("a/index.html", PAGE))
    assert tuple(made) == ("a/index.html.gz", "a/index.html.br") == sibling_names("a/index.html")
    assert brotli.decompress(made["a/index.html.br"]) == PAGE
    assert len(made["a/index.html.br"]) < len(made["a/index.html.gz"])


class _Other:
    """A brotli library under another name."""

    @staticmethod
    def compress(content: bytes, quality: int) -> bytes:
        return b"other" + bytes([quality])


@pytest.mark.parametrize(
    ("modules", "made"),
    [
        ({"brotli": None, "brotlicffi": None}, ("a.html.gz",)),
        ({"brotli": None, "brotlicffi": _Other}, ("a.html.gz", "a.html.br")),
    ],
    ids=["no library", "the other library"],
)
def test_without_the_extra_there_is_gzip(monkeypatch: pytest.MonkeyPatch, modules: dict[str, Any], made: Any) -> None:
    for name, module in modules.items():
        monkeypatch.setitem(sys.modules, name, module)
    assert tuple(dict(siblings("a.html", PAGE))) == sibling_names("a.html") == made


def test_a_build_ships_both_and_an_edit_renews_both(space: Space) -> None:
    """Siblings follow their page, are listed in the manifest, and are gone when they are not asked for."""
    space.notice()
    space.build(precompress=True)
    first = space.tree()
    assert brotli.decompress(first["index.html.br"]) == gzip.decompress(first["index.html.gz"]) == first["index.html"]
    space.notice(text=TEXT.replace("台账不全", "台账残缺"))
    space.build(precompress=True)
    page = "notices/n/index.html"
    tree = space.tree()
    assert brotli.decompress(tree[f"{page}.br"]) == tree[page] != first[page]
    assert f"{page}.br".encode() in tree["manifest.json"]
    space.build(precompress=True, out=space.folder / "clean")
    assert tree == space.tree(space.folder / "clean")
    space.build()
    assert [path for path in space.tree() if path.endswith((".br", ".gz"))] == []


def test_a_sibling_is_the_file() -> None:
    made = dict(siblings("a/index.html", PAGE))
    assert gzip.decompress(made["a/index.html.gz"]) == PAGE
    assert len(made["a/index.html.gz"]) < len(PAGE) / 10
    assert tuple(made) == sibling_names("a/index.html")


def test_no_time_and_no_name_is_in_it() -> None:
    (first, *_), (second, *_) = siblings("a.html", PAGE), siblings("b.html", PAGE)
    assert first[1] == second[1]
    assert first[1][3] == 0  # no flags: no file name
    assert first[1][4:8] == b"\0\0\0\0"  # no time


@pytest.mark.parametrize(
    ("path", "size", "worth"),
    [
        ("index.html", 5000, True),
        ("data/ledger.sqlite", 200_000, True),
        ("robots.txt", 60, False),
        ("pagefind/x/index/1.pf_index", 9000, False),
        ("notices/n/files/报告.pdf", 9000, False),
        ("assets/site.css.gz", 9000, False),
    ],
)
def test_what_is_worth_it(path: str, size: int, worth: bool) -> None:
    assert worth_compressing(path, size) is worth
