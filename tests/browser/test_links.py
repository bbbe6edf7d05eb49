"""Every link and every anchor of the whole site leads somewhere, at the root and below a path."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

import pytest
from lxml import html

from site_builder.build.inputs import Options
from site_builder.build.pipeline import build
from tests.cases import part
from tests.conftest import DEMO_DAY, ROOT, TEMPLATES, some

ORIGIN = "https://taizhang.invalid"


@pytest.fixture(scope="module", params=part(["/zgtz/", "/"], lambda _: "base path"))
def site(request: pytest.FixtureRequest, demo: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    if request.param == "/":
        return demo, "/"
    folder = tmp_path_factory.mktemp("below")
    content = folder / "content"
    shutil.copytree(ROOT / "content", content)
    settings = content / "site.yaml"
    text = settings.read_text("utf-8")
    assert text.count(f'"{ORIGIN}/"') == 1
    settings.write_text(text.replace(f'"{ORIGIN}/"', f'"{ORIGIN}{request.param}"'), "utf-8")
    build(Options(content, folder / "public", TEMPLATES, DEMO_DAY, jobs=1))
    return folder / "public", request.param


def links_of(root: Path, base: str) -> Iterator[tuple[str, str, str]]:
    """(page, what it points with, absolute URL) of everything a page points to."""
    for file in sorted(root.rglob("*.html")):
        path = base + file.relative_to(root).as_posix().removesuffix("index.html")
        page = html.document_fromstring(file.read_bytes())
        for element, attribute, link, _ in page.iterlinks():
            yield path, f"{element.tag!s}[{attribute}]", urljoin(ORIGIN + path, link)
        for link in page.xpath("//@data-bundle | //@data-base | //@data-url"):
            yield path, "data", urljoin(ORIGIN + path, link)


def test_everything_that_is_linked_is_there(site: tuple[Path, str]) -> None:
    root, base = site
    ids: dict[Path, set[str]] = {}
    dead, seen = set(), 0
    for path, what, url in links_of(root, base):
        if urlsplit(url).scheme not in ("http", "https") or not url.startswith(ORIGIN + "/"):
            continue
        seen += 1
        target, anchor = urldefrag(url)
        place = unquote(urlsplit(target).path)
        if not place.startswith(base):
            dead.add(f"{path}: {what} leads out of {base}: {place}")
            continue
        file = root / place[len(base) :]
        if place.endswith("/") and not what.startswith("data"):
            file /= "index.html"
        if not file.exists():
            dead.add(f"{path}: {what} {place}")
        elif anchor and file.suffix == ".html":
            if file not in ids:
                ids[file] = set(html.document_fromstring(file.read_bytes()).xpath("//@id"))
            if unquote(anchor) not in ids[file]:
                dead.add(f"{path}: {what} {place}#{anchor}")
    assert seen > 8000
    assert sorted(dead) == []


def test_only_what_is_cited_leaves_the_site(site: tuple[Path, str]) -> None:
    """No picture, font, script or style comes from elsewhere; a link that leaves says so in words."""
    for file in some(sorted(site[0].rglob("*.html"))):
        page = html.document_fromstring(file.read_bytes())
        for element, attribute, link, _ in page.iterlinks():
            if link.startswith(("http:", "https:", "//")) and not link.startswith(ORIGIN):
                assert element.tag == "a" and attribute == "href", (file, link)
                assert "站外" in element.text_content(), (file, link)


def test_scripts_are_told_the_base(site: tuple[Path, str]) -> None:
    root, base = site
    page = html.document_fromstring((root / "search/index.html").read_bytes())
    assert set(page.xpath("//@data-base")) == {base}
    assert page.xpath("//link[@rel='canonical']/@href") == [f"{ORIGIN}{base}search/"]
