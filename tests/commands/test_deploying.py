"""`changes`: a second folder that follows the first, change by change, and is never seen broken."""

import json
import re
import shutil
from datetime import date
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

from site_builder.build.inputs import Options
from site_builder.build.pipeline import build
from site_builder.commands.deploying import Changes, DeployPart, changes, changes_between
from site_builder.data.file_record import MANIFEST, SIGNATURE
from site_builder.data.json_types import ManifestFile, ManifestJson
from site_builder.records.findings import SiteError
from tests.commands.hosting import hosted
from tests.conftest import DEMO_DAY, HEAD, ROOT, TEMPLATES, TEXT, Space


class _Links(HTMLParser):
    """Addresses of a page that a reader or browser follows."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if name in ("href", "src", "action") and value:
                self.found.append(value)
            if name == "content" and value and (refresh := re.match(r"\d+;\s*url=(.+)", value)):
                self.found.append(refresh[1])


def links(page: bytes) -> frozenset[str]:
    """Output paths that a page of the site links to."""
    parser = _Links()
    parser.feed(page.decode())
    paths = set()
    for link in parser.found:
        parts = urlsplit(link)
        if not parts.scheme and not parts.netloc and parts.path.startswith("/"):
            path = unquote(parts.path).lstrip("/")
            paths.add(path + "index.html" if path == "" or path.endswith("/") else path)
    return frozenset(paths)


class Follower:
    """A second folder, and what a reader of it can reach."""

    def __init__(self, root: Path):
        self.root = root
        self.files: dict[str, frozenset[str]] = {}  # path → what it links to
        self.known: set[str] = set()  # pages that readers have in their bookmarks

    def put(self, path: str, source: Path) -> None:
        (self.root / path).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source, self.root / path)
        self.files[path] = links(source.read_bytes()) if path.endswith(".html") else frozenset()

    def remove(self, path: str) -> None:
        (self.root / path).unlink()
        del self.files[path]
        self.known.discard(path)

    def broken(self) -> list[tuple[str, str]]:
        """(page, missing file) over all pages that can be reached from home and from bookmarks."""
        waiting = [path for path in {*self.known, "index.html"} if path in self.files]
        seen, found = set(waiting), []
        while waiting:
            path = waiting.pop()
            found += [(path, target) for target in self.files[path] if target not in self.files]
            fresh = {t for t in self.files[path] if t.endswith(".html") and t in self.files} - seen
            seen |= fresh
            waiting += fresh
        return sorted(found)

    def bookmark(self) -> None:
        """Every page is known now, but what only forwards to another."""
        self.known = {
            path for path in self.files if path.endswith(".html") and b'http-equiv="refresh"' not in self.read(path)
        }

    def read(self, path: str) -> bytes:
        return (self.root / path).read_bytes()

    def tree(self) -> dict[str, bytes]:
        return {path: self.read(path) for path in sorted(self.files)}


def follow(out: Path, copy: Follower, capsys: pytest.CaptureFixture[str]) -> Changes:
    """Brings a copy up to date file by file. After each, no page that a reader can reach has a dead link."""
    since = str(copy.root / MANIFEST) if copy.files else None
    capsys.readouterr()
    assert changes(out, since, "json") == 0
    found = Changes(**{part: tuple(paths) for part, paths in json.loads(capsys.readouterr().out).items()})
    for path in [*found.new, *found.changed, *found.manifest]:
        copy.put(path, out / path)
        assert copy.broken() == [], path
    copy.known -= set(found.removed)  # pages that go may link to each other to the last
    for path in found.removed:
        copy.remove(path)
        assert copy.broken() == [], path
    copy.bookmark()
    assert copy.broken() == []
    assert copy.tree() == {p.relative_to(out).as_posix(): p.read_bytes() for p in out.rglob("*") if p.is_file()}
    return found


def test_a_copy_follows_the_site(space: Space, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    copy = Follower(tmp_path / "copy")
    space.notice("n")
    space.build("2024-10-20", search=True)
    first = follow(space.out, copy, capsys)
    assert first.removed == () and first.changed == ("index.html",)

    space.notice("second", text=TEXT.replace("拨付迟缓", "库存积压"), head=HEAD.replace("巡察", "审计"))
    space.build("2024-10-21", search=True)
    second = follow(space.out, copy, capsys)
    assert "notices/second/p1/index.html" in second.new
    assert second.changed[-1] == "index.html"

    space.remove("n")
    space.build("2024-10-22", search=True)
    third = follow(space.out, copy, capsys)
    assert "notices/n/p1/index.html" in third.removed

    assert follow(space.out, copy, capsys) == Changes((), (), (), ())


@pytest.mark.audit
def test_the_demonstration_follows_a_year(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Embargo, windows, marks and a withdrawal, between days far apart."""
    out, copy = tmp_path / "public", Follower(tmp_path / "copy")
    for day in (date(2025, 12, 1), date(2026, 6, 20), DEMO_DAY):
        build(Options(ROOT / "content", out, TEMPLATES, day, jobs=1, search=False))
        found = follow(out, copy, capsys)
        assert found.new and found.changed and found.manifest


def test_the_check_finds_a_dead_link(space: Space, tmp_path: Path) -> None:
    """The home page before what it links to: the test above would see it."""
    space.notice("n")
    space.build()
    copy = Follower(tmp_path / "copy")
    copy.put("index.html", space.out / "index.html")
    assert ("index.html", "notices/n/index.html") in copy.broken()


def test_what_is_printed(space: Space, capsys: pytest.CaptureFixture[str]) -> None:
    space.notice("n")
    space.build()
    before = space.folder / "before.json"
    shutil.copy(space.out / MANIFEST, before)
    space.notice("n", text=TEXT.replace("1. 关于“拨付迟缓”", "1. 关于“拨付缓慢”").replace("{#p2}", "{#p3}"))
    space.build()

    def printed(part: DeployPart | None) -> list[str]:
        capsys.readouterr()
        assert changes(space.out, str(before), part=part) == 0
        return capsys.readouterr().out.splitlines()

    new, changed = printed("new"), printed("changed")
    assert "notices/n/p3/index.html" in new
    assert {"notices/n/p1/index.html", "notices/n/index.html", "data/problems.csv"} <= set(changed)
    assert printed("manifest") == [MANIFEST]
    assert printed("removed") == ["notices/n/p2/index.html"]
    assert printed(None) == [*new, *changed, MANIFEST]


def test_a_live_site_can_be_what_it_is_compared_with(
    space: Space, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    space.notice("n")
    space.build()
    live = Path(shutil.copytree(space.out, tmp_path / "live"))
    space.notice("second")
    space.build()
    capsys.readouterr()
    with hosted(live) as server:
        assert changes(space.out, server.url, part="new") == 0
    assert "notices/second/p1/index.html" in capsys.readouterr().out.splitlines()


def test_a_signature_goes_up_after_the_manifest_and_a_stale_one_goes(
    space: Space, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """No list has it, so what is live is asked for it: by its address, or beside the manifest that was kept."""
    space.notice()
    space.build()
    live = Path(shutil.copytree(space.out, tmp_path / "live"))
    (space.out / SIGNATURE).write_text("signature")
    assert changes(space.out, str(live / MANIFEST)) == 0
    assert capsys.readouterr().out.split() == [SIGNATURE]
    assert changes(space.out, None, "json") == 0
    assert json.loads(capsys.readouterr().out)["manifest"] == [MANIFEST, SIGNATURE]
    (live / SIGNATURE).write_text("signature")
    space.notice("m")
    space.build()  # another manifest, not signed yet
    with hosted(live) as server:
        for since in (str(live / MANIFEST), server.url):
            assert changes(space.out, since, "json") == 0
            found = json.loads(capsys.readouterr().out)
            assert (found["manifest"], found["removed"]) == ([MANIFEST], [SIGNATURE])


def test_a_preview_is_not_deployed(space: Space) -> None:
    space.notice("n")
    space.build()
    sound = space.folder / "sound.json"
    shutil.copy(space.out / MANIFEST, sound)
    space.build(drafts=True)
    with pytest.raises(SiteError, match="不能发布"):
        changes(space.out)
    shutil.copy(space.out / MANIFEST, space.folder / "preview.json")
    space.build()
    with pytest.raises(SiteError, match="不能发布"):
        changes(space.out, str(space.folder / "preview.json"))
    assert changes(space.out, str(sound)) == 0


@pytest.mark.parametrize("since", ["nowhere.json", "."])
def test_no_manifest_there(space: Space, since: str) -> None:
    space.notice("n")
    space.build()
    with pytest.raises(SiteError, match="没有清单"):
        changes(space.out, str(space.folder / since))
    with pytest.raises(SiteError, match="先运行"):
        changes(space.folder / "elsewhere")


def test_a_build_that_was_stopped_is_not_deployed(space: Space) -> None:
    space.notice("n")
    space.build()
    (space.folder / ".public.state/journal.json").write_text('{"write": [], "remove": []}')
    with pytest.raises(SiteError, match="没有做完"):
        changes(space.out)


def listed(**files: str) -> ManifestJson:
    return ManifestJson(
        generator="",
        drafts=False,
        next_change=None,
        notices={},
        withdrawn=[],
        files={name: ManifestFile(sha * 64, 1) for name, sha in files.items()},
    )


def test_the_order_is_new_then_changed_then_home() -> None:
    before = listed(
        **{"index.html": "0", "notices/index.html": "0", "notices/a/p1/index.html": "0", "assets/old.css": "0"}
    )
    after = listed(
        **{
            "index.html": "1",
            "notices/index.html": "1",
            "notices/a/p1/index.html": "1",
            "notices/b/index.html": "0",
            "notices/b/p1/index.html": "0",
            "assets/new.css": "0",
        }
    )
    assert changes_between(before, after) == Changes(
        ("assets/new.css", "notices/b/p1/index.html", "notices/b/index.html"),
        ("notices/a/p1/index.html", "notices/index.html", "index.html"),
        ("manifest.json",),
        ("assets/old.css",),
    )
