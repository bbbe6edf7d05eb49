"""Whatever content names, nothing is written, replaced or removed outside the output folder, and no file gives way to a folder."""

import os
import shutil
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from site_builder.records.findings import SiteError
from site_builder.records.site_path import file_name_refused, identifier_refused, old_address_refused, stays_inside
from site_builder.rendering.render import Output
from tests.cases import cases
from tests.conftest import Space

HARMFUL = {
    "up and out": "/../../../victim/",
    "up inside": "/notices/../../victim/",
    "a dot": "/./victim/",
    "a feed becomes a folder": "/feed.xml/x/",
    "an organ's feed becomes a folder": "/organs/o/feed.json/",
    "data becomes a folder": "/data/notices/n.json/",
    "the data folder": "/data/x/",
    "the search index": "/pagefind/x/",
    "the manifest": "/MANIFEST.json/",
    "a line of nginx's map": "/x/ https://evil.invalid/;\n/y/",
    "a semicolon": "/x;y/",
    "a brace": "/{x}/",
    "null": "/a\0b/",
    "a query": "/list?id=1",
    "a fragment": "/list#a",
    "percent": "/%2e%2e/x/",
    "backslash": "/..\\..\\victim/",
    "an extension": "/art/2024/1.html",
    "a space": "/a b/",
    "two slashes": "/a//b/",
    "home": "/",
    "a device": "/con/",
    "NFD": "/cafe\u0301/",
    "beside an attachment": "/notices/n/files/x/",
    "invisible": "/a\u200bb/",
    "too long": "/" + "长" * 300 + "/",
}


def files_around(folder: Path) -> dict[str, bytes]:
    """Every file beside the output and the content."""
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and path.relative_to(folder).parts[0] not in ("content", "public", ".public.state")
    }


@pytest.mark.parametrize("key", HARMFUL.values(), ids=HARMFUL)
def test_a_harmful_old_address_is_refused_at_its_line(space: Space, key: str) -> None:
    space.notice()
    (space.folder / "victim").mkdir()
    (space.folder / "victim/index.html").write_text("mine", "utf-8")
    before = files_around(space.folder)
    quoted = "".join(f"\\u{ord(c):04x}" if ord(c) < 32 or c in '"\\' else c for c in key)
    space.write("redirects.yaml", f'"/notices/old/": "/notices/n/"\n"{quoted}": "/notices/n/"\n')
    found = [finding for finding in space.findings() if finding.code in ("K010", "R002", "R005", "Y003", "Y001")]
    assert [(finding.at.path.rpartition("/")[2], finding.at.line) for finding in found] == [("redirects.yaml", 2)]
    assert files_around(space.folder) == before
    assert not space.out.exists() or not (space.out / "index.html").exists()


def test_addresses_of_one_page_are_one(space: Space) -> None:
    space.notice()
    space.write("redirects.yaml", '"/notices/old/": "/notices/n/"\n"/notices/OLD": "/notices/n/"\n')
    assert [(each.code, each.at.line) for each in space.findings()] == [("K010", 2)]


@given(st.text(alphabet=st.sampled_from("a./\\\0\n%:;{} 长é\u0301\u200b-_9"), max_size=12))
@example("/a/..")
@example("/a/. /")
@settings(max_examples=cases(200), deadline=None)
def test_what_is_not_refused_stays_inside_and_is_one_line(path: str) -> None:
    """Property: an accepted address is a path below the output folder, in one line, whatever reads it."""
    if old_address_refused("/" + path) == "":
        inner = path.strip("/") + "/index.html"
        assert stays_inside(inner)
        out = Path("/nowhere/public")
        assert Path(os.path.normpath(out / inner)).is_relative_to(out)
        assert not set(path) & set("\n\0;{}\\%?#: \u200b")
    if identifier_refused(path) == "" or file_name_refused(path) == "":
        assert path == "" or "/" not in path and path not in (".", "..")


def test_the_last_defence_needs_no_rule(space: Space, monkeypatch: pytest.MonkeyPatch) -> None:
    space.notice()
    space.write("redirects.yaml", '"/../../victim/": "/notices/n/"\n')
    monkeypatch.setattr("site_builder.rules.addresses.old_address_refused", lambda path: "")
    with pytest.raises(SiteError, match="不在网站之内"):
        space.build()
    assert not (space.folder / "victim").exists() and not (space.folder.parent / "victim").exists()


@pytest.mark.parametrize("folder", ["notices", "notices/n", "notices/n/p1", "data"])
def test_nothing_is_written_or_removed_through_a_link(space: Space, folder: str) -> None:
    space.notice()
    space.build()
    elsewhere = space.folder / "elsewhere"
    os.replace(space.out / folder, elsewhere)
    (space.out / folder).symlink_to(elsewhere)
    kept = {path: path.read_bytes() for path in elsewhere.rglob("*") if path.is_file()}
    space.notice(text="## 一、整改情况 {role=problems}\n### 1. 关于甲问题 {#p1}\n已全部改正，另起新制度。\n")
    with pytest.raises(SiteError, match="指向别处的链接"):
        space.build()
    assert {path: path.read_bytes() for path in elsewhere.rglob("*") if path.is_file()} == kept


@pytest.mark.parametrize("there", [True, False])
def test_staging_that_is_a_link_is_made_anew(space: Space, there: bool) -> None:
    """Whether it leads somewhere or nowhere: the link goes, and nothing is written or removed behind it."""
    space.notice()
    space.build()
    staging, elsewhere = space.folder / ".public.state/staging", space.folder / "elsewhere"
    if staging.is_dir():
        shutil.rmtree(staging)
    if there:
        elsewhere.mkdir()
        (elsewhere / "diary.txt").write_text("mine", "utf-8")
    staging.symlink_to(elsewhere)
    space.notice(text="## 一、整改情况 {role=problems}\n### 1. 关于甲问题 {#p1}\n已全部改正，另起新制度。\n")
    space.build()
    assert "另起新制度" in space.html("/notices/n/")
    assert not staging.is_symlink() and elsewhere.exists() == there
    assert not there or [path.name for path in elsewhere.rglob("*")] == ["diary.txt"]


def test_a_file_that_became_a_link_is_replaced_and_what_it_leads_to_stays(space: Space) -> None:
    space.notice()
    space.build()
    page, mine = space.out / "notices/n/index.html", space.folder / "mine.txt"
    mine.write_text("mine", "utf-8")
    page.unlink()
    page.symlink_to(mine)
    space.notice(text="## 一、整改情况 {role=problems}\n### 1. 关于甲问题 {#p1}\n已全部改正，另起新制度。\n")
    space.build()
    assert mine.read_text("utf-8") == "mine"
    assert not page.is_symlink() and "另起新制度" in page.read_text("utf-8")


def test_a_foreign_link_in_the_output_is_removed_and_not_what_it_leads_to(space: Space) -> None:
    space.notice()
    space.build()
    (space.folder / "mine").mkdir()
    (space.folder / "mine/diary.txt").write_text("mine", "utf-8")
    (space.out / "extra").symlink_to(space.folder / "mine")
    space.notice(text="## 一、整改情况 {role=problems}\n### 1. 关于甲问题 {#p1}\n已全部改正，另起新制度。\n")
    space.build()
    assert not (space.out / "extra").is_symlink()
    assert (space.folder / "mine/diary.txt").read_text("utf-8") == "mine"


def test_output_paths_that_leave_are_known() -> None:
    bad = ["../x", "a/../../x", "/x", "a//x", "a/./x", "a\\x", "a\nx", "a\0x", "", "a/", "..", "a/.."]
    assert [path for path in bad if stays_inside(Output(path, b"").path)] == []
    assert stays_inside("notices/n/files/附件（一）..pdf") and stays_inside(".well-known/x")
