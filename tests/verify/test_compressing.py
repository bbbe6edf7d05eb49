"""Precompressed siblings: read back whole, the same each time, and only where they save something."""

import gzip

import pytest

from site_builder.compressing import sibling_names, siblings, worth_compressing

PAGE = ("<!DOCTYPE html><p>整改情况：已完成。</p>" * 200).encode()


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
