"""What lies beside a site may be served by mistake: it tells nothing of a notice that is not public, neither words nor names."""

import gzip
import os
import stat
import subprocess
from pathlib import Path

import pytest

from site_builder.build import locking, pipeline, state_file
from site_builder.build.site_paths import SitePaths
from tests.conftest import HEAD, SITE, TEXT, Space

SECRET = TEXT.replace("台账不全", "暗号台账").replace("拨付迟缓", "暗号拨付")
FUTURE = HEAD.replace("2024-10-17", "2025-10-17").replace("2024-11-16", "2025-11-16")
NOT_PUBLIC = {
    "anhao-draft": HEAD.replace("关于巡察", "暗号巡察") + "draft: true\n",
    "anhao-embargo": FUTURE.replace("关于巡察", "暗号巡察"),
    "anhao-withdrawn": HEAD.replace("关于巡察", "暗号巡察").replace("2024-", "2023-"),
}
DAY = "2024-10-20"
# Every way in which a public notice can name another: none of them may name one that is hidden.
LINKS = """\
p1:
  entries:
    - {as_of: "2024-10-18", basis: report, quote: "暗号拨付", source: {notice: anhao-draft}}
  assessments:
    - {by: "云州市督查办", date: "2024-10-18", quote: "暗号拨付", source: {notice: anhao-draft}}
p2:
  same_as:
    - {notice: anhao-embargo, item: p1}
  closing: {date: "2024-10-18", by: "云州市督查办", notice: anhao-embargo}
"""


@pytest.fixture
def secret(space: Space, monkeypatch: pytest.MonkeyPatch) -> Space:
    """A public notice that links to a draft, and one of each kind that is not public."""
    monkeypatch.setenv("TAIZHANG_STATE", str(space.folder.parent / f"{space.folder.name}-home"))
    space.write("site.yaml", SITE.replace("after_close: keep", "after_close: withdraw"))
    space.notice("open", head=HEAD + "follows: anhao-draft\n", ledger=LINKS)
    space.notice("other")
    space.write("notices/other/files/暗号未列.pdf", b"%PDF-1.4\n%%EOF")  # named by nobody, so not published
    space.write(".taizhangignore", "暗号*\n")
    space.write("暗号工作稿.docx", b"PK")
    for slug, head in NOT_PUBLIC.items():
        space.notice(slug, text=SECRET, head=head + 'attachments:\n  - file: "暗号表.pdf"\n')
        space.write(f"notices/{slug}/files/暗号表.pdf", b"%PDF-1.4\n%%EOF")
    return space


def unpacked(path: Path) -> bytes:
    """The bytes of a file; of the search index they are packed."""
    content = path.read_bytes()
    return gzip.decompress(content) if content.startswith(b"\x1f\x8b") else content


def told(folder: Path) -> list[str]:
    """Files below a folder, the content left out, in whose name or bytes something hidden stands."""
    words = ("暗号".encode(), b"anhao-draft", b"anhao-embargo")
    paths = [path for path in folder.rglob("*") if "content" not in path.relative_to(folder).parts[:1]]
    return sorted(
        path.relative_to(folder).as_posix()
        for path in paths
        if any(word in os.fsencode(path.name) or (path.is_file() and word in unpacked(path)) for word in words)
    )


def test_nothing_beside_the_site_tells_what_is_hidden(secret: Space) -> None:
    result = secret.build(DAY, search=True)
    assert {each.slug for each in result.withheld} >= {"anhao-draft", "anhao-embargo"}
    assert told(secret.folder) == []
    assert told(Path(os.environ["TAIZHANG_STATE"])) != [], "it is kept, where nothing is served from"


def test_what_is_hidden_is_kept_between_builds(secret: Space, monkeypatch: pytest.MonkeyPatch) -> None:
    for path in secret.content.rglob("*"):
        os.utime(path, (1_600_000_000,) * 2)
    monkeypatch.setattr("site_builder.build.unchanged.RACY_NANOSECONDS", 0)
    secret.build(DAY)
    assert secret.early_check(DAY).result is not None
    secret.notice("other", text=TEXT + "又改了一句。")
    result = secret.build(DAY)
    assert (result.units_made, result.units_kept) == (1, 4)
    assert len(list(Path(os.environ["TAIZHANG_STATE"]).glob("*/hidden-*"))) == 1


def test_it_lies_beside_the_content_and_not_in_git(secret: Space, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where no other place is named: in the project, wherever the site is; nothing of it is committed."""
    monkeypatch.delenv("TAIZHANG_STATE")
    site = secret.folder.parent / f"{secret.folder.name}-www" / "public"
    secret.build(DAY, out=site)
    assert told(site.parent) == []
    place = secret.content.parent / ".taizhang"
    assert stat.S_IMODE(place.stat().st_mode) == 0o700 and (place / ".gitignore").read_bytes() == b"*\n"
    assert len(list(place.glob("*/hidden-*"))) == 1
    assert (secret.build(DAY, out=site).units_made, secret.build(DAY, out=site).units_kept) == (0, 5)


def test_without_a_place_for_it_nothing_is_kept(secret: Space, monkeypatch: pytest.MonkeyPatch) -> None:
    """Content that may only be read, as in some containers: slower, and the same bytes."""
    monkeypatch.delenv("TAIZHANG_STATE")
    (secret.content.parent / ".taizhang").write_text("")  # so that no folder can be made there
    secret.build(DAY)
    before = secret.tree()
    result = secret.build(DAY)
    assert (result.units_made, result.units_kept) == (3, 2)
    assert (told(secret.folder), secret.tree()) == ([], before)


def test_a_place_that_cannot_be_written_stops_no_build(secret: Space, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is there and may be written, by what the system says; and then it is full."""

    def full(*_: object) -> bytes:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(state_file, "keep_hidden", full)
    secret.build(DAY)
    assert told(secret.folder) == [] and (secret.out / "notices/open/index.html").is_file()
    monkeypatch.setattr(locking, "take_place", full)
    secret.notice("other", text=TEXT + "又改了一句。")
    secret.build(DAY)
    assert "又改了一句" in secret.html("/notices/other/")


def test_a_copied_site_goes_on_without_what_was_hidden(secret: Space) -> None:
    secret.build(DAY)
    copy = Space(secret.folder.parent / f"{secret.folder.name}-copy")
    subprocess.run(["cp", "-a", f"{secret.folder}/.", str(copy.folder)], check=True)
    result = copy.build(DAY)
    assert (result.units_made, result.units_kept) == (3, 2)
    assert copy.tree() == secret.tree()


def test_what_waits_to_be_published_is_public(secret: Space, monkeypatch: pytest.MonkeyPatch) -> None:
    """A build that ends between writing and renaming leaves its staging folder: it holds public pages, for its owner alone."""

    def killed(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(pipeline, "publish", killed)
    with pytest.raises(KeyboardInterrupt):
        secret.build(DAY, search=True)
    paths = SitePaths(secret.out)
    assert (paths.staging / "notices/open/index.html").is_file()
    assert told(secret.folder) == []
    assert stat.S_IMODE(paths.folder.stat().st_mode) == 0o700


def test_nobody_else_reads_what_is_hidden(secret: Space) -> None:
    secret.build(DAY)
    paths = SitePaths(secret.out)
    assert paths.private and stat.S_IMODE(paths.private.stat().st_mode) == 0o700
    [kept] = paths.private.glob("hidden-*")
    if os.name != "posix" or os.geteuid():
        return  # only root can become somebody else
    for folder in paths.private.parents:
        if folder.stat().st_mode & 0o001 == 0 and folder != Path("/"):
            folder.chmod(folder.stat().st_mode | 0o001)  # so that only its own mode stands in the way
    call = ["/bin/cat", str(kept)]
    assert subprocess.run(call, capture_output=True, check=False).returncode == 0
    done = subprocess.run(
        call, capture_output=True, text=True, check=False, env={"LC_ALL": "C"}, user=65534, group=65534, extra_groups=[]
    )
    assert (done.returncode, "Permission denied" in done.stderr) == (1, True), done.stderr


def test_the_folder_of_a_site_that_is_gone_is_removed(secret: Space) -> None:
    secret.build(DAY)
    home = Path(os.environ["TAIZHANG_STATE"])
    [old] = home.iterdir()
    os.utime(old, (0, 0))
    other = Space(secret.folder.parent / f"{secret.folder.name}-other")
    other.notice()
    other.build()
    assert old.exists(), "its site is there"
    for path in sorted(secret.out.rglob("*"), reverse=True):
        path.rmdir() if path.is_dir() else path.unlink()
    secret.out.rmdir()
    os.utime(old, (0, 0))
    other.build(out=other.folder / "third")
    assert not old.exists()


def test_a_folder_of_an_older_release_is_cleaned(secret: Space) -> None:
    state = secret.folder / ".public.state"
    state.mkdir()
    (state / "seen.msgpack").write_bytes("暗号".encode())
    secret.build(DAY)
    assert not (state / "seen.msgpack").exists()


def test_what_was_public_and_is_withdrawn_leaves_the_state_too(secret: Space) -> None:
    """Cards, searched texts and shards of the search of the day before: a reader of that folder must not find them still."""
    secret.build("2023-10-20", search=True)
    assert "notices/anhao-withdrawn/index.html" in secret.tree()
    kept = [path for path in told(secret.folder) if path.startswith(".public.state/")]
    assert any("/store/" in path for path in kept) and any("/search/" in path for path in kept)
    secret.build(DAY, search=True)
    assert told(secret.folder) == []
