"""axe-core on every page and on every example of every component: light, dark, large, high contrast."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from site_builder.build.blueprints import asset_urls
from site_builder.build.disk import read_pages, read_registers_texts
from site_builder.build.template_files import read_templates
from site_builder.records.registers import read_registers
from site_builder.rendering.gallery import gallery_pages
from site_builder.rendering.render import Renderer
from site_builder.views.page_frame import Frame, site_view
from site_builder.views.text_pages import titles_of
from tests.browser.axe import violations
from tests.browser.conftest import opened
from tests.browser.kinds import pages_of
from tests.browser.serving import served
from tests.conftest import ROOT, TEMPLATES, some

pytestmark = pytest.mark.audit

LOOKS = ["color-contrast", "target-size", "scrollable-region-focusable", "link-in-text-block"]


def modes(page: Page) -> Iterator[tuple[str, list[str] | None]]:
    """The open page in each mode, and the rules that the mode can break."""
    switch = "(on) => { for (const [k, v] of Object.entries(on)) document.documentElement.dataset[k] = v }"
    page.emulate_media(color_scheme="light")
    yield "light", None
    page.emulate_media(color_scheme="dark")
    yield "dark", LOOKS
    page.emulate_media(color_scheme="light")
    page.evaluate(switch, {"size": "large"})
    yield "large", LOOKS
    page.evaluate(switch, {"contrast": "high"})
    yield "large, high contrast", LOOKS


def found_on(page: Page) -> dict[str, list[str]]:
    return {mode: lines[:5] for mode, rules in modes(page) if (lines := violations(page, rules))}


KINDS = (
    ["notice", "home", "notices", "titles", "changes", "documents"],
    ["problem"],
    [
        "ledger",
        "target",
        "evidence",
        "organ",
        "organs",
        "windows",
        "due",
        "inspection",
        "inspections",
        "cohort",
        "cohorts",
        "theme",
        "themes",
    ],
    ["status", "search", "mark", "data", "definitions", "follow", "text", "tombstone", "notfound"],
)


@pytest.mark.parametrize("kinds", KINDS, ids=lambda kinds: kinds[0])
def test_every_page(browser: Browser, demo: Path, kinds: list[str]) -> None:
    pages = pages_of(demo)
    assert sorted(kind for each in KINDS for kind in each) == sorted(set(pages) - {"redirect"})
    found = {}
    with served(demo) as address, opened(browser, reduced_motion="reduce") as page:
        for path in [path for kind in kinds for path in pages[kind]]:
            page.goto(address + path)
            if lines := found_on(page):
                found[path] = lines
    assert found == {}


@pytest.fixture(scope="module")
def gallery(demo: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The pages of the preview that show every example of every component, beside the assets of the demonstration."""
    root: Path = tmp_path_factory.mktemp("gallery")
    (root / "assets").symlink_to(demo / "assets")
    content = ROOT / "content"
    registers = read_registers(read_registers_texts(content, []), content.name, [])
    assert registers is not None
    templates = read_templates(TEMPLATES)
    assets = asset_urls(templates, registers.base_path)
    view = site_view(registers, titles_of(read_pages(content, [])), assets, date(2026, 11, 20))
    renderer = Renderer(templates.texts, view)
    for page in gallery_pages(templates.texts, Frame(registers, True, assets)):
        target = root / page.path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(renderer.render(page))
    return root


def test_every_example(browser: Browser, gallery: Path) -> None:
    """A page a component; two examples on a page may share an id, and a component's heading starts where it stands."""
    components = sorted(each.parent.name for each in TEMPLATES.glob("components/*/macro.html"))
    shown = sorted(each.name for each in (gallery / "_components").iterdir() if each.is_dir())
    assert shown == components, "every component has examples"
    found = {}
    with served(gallery) as address, opened(browser, reduced_motion="reduce") as page:
        for name in shown:
            page.goto(f"{address}_components/{name}/")
            lines = {
                mode: [
                    line for line in each if not line.startswith(("duplicate-id", "landmark-unique", "heading-order"))
                ]
                for mode, each in found_on(page).items()
            }
            if any(lines.values()):
                found[name] = lines
    assert found == {}


def test_examples_fit_a_narrow_screen(browser: Browser, gallery: Path) -> None:
    """Each component has an example with markup characters and a very long word: it stays within 320 px."""
    wide = {}
    with served(gallery) as address, opened(browser, viewport={"width": 320, "height": 640}) as page:
        for entry in sorted((gallery / "_components").iterdir()):
            if entry.is_dir():
                page.goto(f"{address}_components/{entry.name}/")
                width = page.evaluate("document.documentElement.scrollWidth")
                if width > 320:
                    wide[entry.name] = width
    assert wide == {}


def test_each_component_is_shown_with_hard_words() -> None:
    for folder in some(sorted(TEMPLATES.glob("components/*/"))):
        text = (folder / "examples.yaml").read_text("utf-8")
        assert "<" in text and "&" in text and "Donaudampfschiff" in text, folder.name
