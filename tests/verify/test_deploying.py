"""`changes`: a second folder that follows the first, change by change, and is never seen broken."""

import json
import re
import shutil
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

from site_builder.deploying import Changes, changes, changes_between
from site_builder.findings import SiteError
from site_builder.manifest import NAME
from site_builder.published import ManifestFile, ManifestJson
from tests.conftest import DEMO_DAY, HEAD, ROOT, TEMPLATES, TEXT, Space
from tests.verify.hosting import hosted


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


def links(page: Path, url: str) -> set[str]:
    """Output paths that a page of the site links to."""
    parser = _Links()
    parser.feed(page.read_text("utf-8"))
    paths = set()
    for link in parser.found:
        parts = urlsplit(link)
        if not parts.scheme and not parts.netloc and parts.path.startswith("/"):
            path = unquote(parts.path).lstrip("/")
            paths.add(path + "index.html" if path == "" or path.endswith("/") else path)
    return paths


def broken(root: Path, entrances: set[str]) -> list[tuple[str, str]]:
    """(page, missing file) over all pages that can be reached from some."""
    waiting, seen, found = sorted(entrances), set(entrances), []
    while waiting:
        path = waiting.pop()
        for target in sorted(links(root / path, path)):
            if not (root / target).is_file():
                found.append((path, target))
            elif target.endswith(".html") and target not in seen:
                seen.add(target)
                waiting.append(target)
    return found


def pages(root: Path) -> set[str]:
    return {path.relative_to(root).as_posix() for path in root.rglob("*.html")} if root.exists() else set()


def follow(out: Path, copy: Path, capsys: pytest.CaptureFixture[str]) -> Changes:
    """Brings a copy up to date file by file. After each step no page that readers know has a dead link."""
    since = str(copy / NAME) if (copy / NAME).exists() else None
    assert changes(out, since, "json") == 0
    found = Changes(**json.loads(capsys.readouterr().out))
    known = pages(copy)
    steps = [*found.new, *found.changed, *found.manifest]
    for number, path in enumerate(steps):
        (copy / path).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(out / path, copy / path)
        if number % 7 == 0 or number > len(steps) - 20:
            home = {"index.html"} if (copy / "index.html").exists() else set()
            assert broken(copy, known | home) == [], path
    for path in found.removed:
        (copy / path).unlink()
        assert broken(copy, {"index.html"}) == [], path
    for folder in sorted((p for p in copy.rglob("*") if p.is_dir()), reverse=True):
        if not any(folder.iterdir()):
            folder.rmdir()
    assert broken(copy, pages(copy) - {"404.html"}) == []
    return found


def test_a_copy_follows_the_site(space: Space, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    copy = tmp_path / "copy"
    space.notice("n")
    space.build("2024-10-20", search=True)
    first = follow(space.out, copy, capsys)
    assert space.tree(copy) == space.tree()
    assert first.removed == () and first.changed == ("index.html",)

    space.notice("second", text=TEXT.replace("拨付迟缓", "库存积压"), head=HEAD.replace("巡察", "审计"))
    space.build("2024-10-21", search=True)
    second = follow(space.out, copy, capsys)
    assert space.tree(copy) == space.tree()
    assert "notices/second/p1/index.html" in second.new
    assert second.changed[-1] == "index.html"

    space.remove("n")
    space.build("2024-10-22", search=True)
    third = follow(space.out, copy, capsys)
    assert space.tree(copy) == space.tree()
    assert "notices/n/p1/index.html" in third.removed

    assert follow(space.out, copy, capsys) == Changes((), (), (), ())


def test_the_demonstration_follows_a_year(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Embargo, windows, marks and a withdrawal between two days far apart."""
    from datetime import date

    from site_builder.pipeline import Options, build

    out, copy = tmp_path / "public", tmp_path / "copy"
    for day in (date(2025, 12, 1), date(2026, 6, 20), DEMO_DAY):
        build(Options(ROOT / "content", out, TEMPLATES, day, jobs=1, search=False))
        follow(out, copy, capsys)
        mine = {p.relative_to(copy): p.read_bytes() for p in copy.rglob("*") if p.is_file()}
        assert mine == {p.relative_to(out): p.read_bytes() for p in out.rglob("*") if p.is_file()}


def test_what_is_printed(space: Space, capsys: pytest.CaptureFixture[str]) -> None:
    space.notice("n")
    space.build()
    before = space.folder / "before.json"
    shutil.copy(space.out / NAME, before)
    space.notice("n", text=TEXT.replace("1. 关于“拨付迟缓”", "1. 关于“拨付缓慢”").replace("{#p2}", "{#p3}"))
    space.build()
    capsys.readouterr()
    for part in ("new", "changed", "manifest", "removed", None):
        assert changes(space.out, str(before), part=part) == 0  # type: ignore[arg-type]
    lines = capsys.readouterr().out.splitlines()
    new, rest = lines[: lines.index("404.html") if "404.html" in lines else 1], lines
    assert "notices/n/p3/index.html" in new
    assert rest.count(NAME) == 2
    assert rest.count("notices/n/p2/index.html") == 1
    assert rest.index("notices/n/p3/index.html") < rest.index("notices/n/p1/index.html") < rest.index("index.html")


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


def test_a_preview_is_not_deployed(space: Space) -> None:
    space.notice("n")
    space.build()
    sound = space.folder / "sound.json"
    shutil.copy(space.out / NAME, sound)
    space.build(drafts=True)
    with pytest.raises(SiteError, match="不能发布"):
        changes(space.out)
    shutil.copy(space.out / NAME, space.folder / "preview.json")
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
    return ManifestJson("", False, None, {}, [], {name: ManifestFile(sha * 64, 1) for name, sha in files.items()})


def test_the_order_is_new_then_changed_then_home() -> None:
    before = listed(**{"index.html": "0", "notices/index.html": "0", "notices/a/p1/index.html": "0", "assets/old.css": "0"})
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
