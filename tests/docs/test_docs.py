"""What is written about the project is so: references are those of the source, links lead somewhere, nothing is left out."""

import importlib
import re
import tomllib
from collections.abc import Iterator
from importlib.metadata import metadata
from pathlib import Path
from urllib.parse import unquote

import pytest
from markdown_it import MarkdownIt
from packaging.specifiers import SpecifierSet

from site_builder.cli import main as program
from site_builder.rules import CODES
from tests.docs.reference import components
from tests.docs.regenerate import ROOT, made, template_texts
from tests.docs.supply import packages, supply_page

DOCS = ROOT / "docs"
COMMANDS = program.commands
PAGES = sorted([*ROOT.glob("*.md"), *DOCS.rglob("*.md")])
_FUNCTION = re.compile(r"`([a-z_]+(?:/[a-z_]+)+)\.([A-Za-z_]\w*(?:\.\w+)*)`")


def test_made_pages_are_as_made() -> None:
    """To write them anew: python -m tests.docs.regenerate"""
    there = {name: (ROOT / name).read_text("utf-8") for name in made()}
    assert [name for name, text in there.items() if text != made()[name]] == []


def test_every_rule_command_and_component_is_documented() -> None:
    text = {name.removeprefix("docs/"): (ROOT / name).read_text("utf-8") for name in made()}
    assert [code for code in CODES if f"### {code} " not in text["rules.md"]] == []
    assert [name for name in COMMANDS if f"\n## {name}\n" not in text["reference/commands.md"]] == []
    names = components(template_texts())
    assert len(names) > 10
    assert [name for name in names if f"\n## {name}\n" not in text["reference/components.md"]] == []


def test_every_module_that_is_mutated_is_judged() -> None:
    mutated = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["mutmut"]["only_mutate"]
    judged = re.findall(r"^\| `(\w+/\w+\.py)` \|", (DOCS / "mutants.md").read_text("utf-8"), re.MULTILINE)
    assert sorted(f"site_builder/{name}" for name in judged) == sorted(mutated)


def test_every_command_is_told_to_people() -> None:
    """Not only in the reference: a page for editors, operators or beginners says what it is for."""
    pages = [ROOT / "README.md", DOCS / "hosting.md", *(DOCS / "handbook").glob("*.md")]
    text = "\n".join(page.read_text("utf-8") for page in pages) + (DOCS / "reference/keys.md").read_text("utf-8")
    assert [
        name for name in COMMANDS if not re.search(rf"(?:build\.py|taizhang) {name}\b", text) and name != "build"
    ] == []


# -- links


def links_of(page: Path) -> Iterator[tuple[int, str]]:
    for token in MarkdownIt().enable("table").parse(page.read_text("utf-8")):
        for child in token.children or ():
            address = child.attrGet("href") or child.attrGet("src")
            if address:
                yield (token.map[0] + 1 if token.map else 0), str(address)


def anchors_of(page: Path) -> set[str]:
    """Fragments of a page's headings, as code hosts make them."""
    found: dict[str, int] = {}
    tokens = MarkdownIt().parse(page.read_text("utf-8"))
    for token, inline in zip(tokens, tokens[1:], strict=False):
        if token.type == "heading_open":
            text = "".join(child.content for child in inline.children or ())
            anchor = re.sub(r"[^\w\- ]", "", text.lower()).replace(" ", "-")
            number = found.get(anchor, 0)
            found[anchor] = number + 1
            if number:
                found[f"{anchor}-{number}"] = 1
    return set(found)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_links_lead_somewhere(page: Path) -> None:
    broken = []
    for line, address in links_of(page):
        if re.match(r"[a-z]+:", address):
            continue
        path, _, fragment = unquote(address).partition("#")
        target = (page.parent / path).resolve() if path else page
        if not target.exists() or not target.is_relative_to(ROOT):
            broken.append(f"{line}: {address}")
        elif fragment and target.suffix == ".md" and fragment not in anchors_of(target):
            broken.append(f"{line}: {address} (no such heading)")
    assert broken == []


@pytest.mark.parametrize("name", ["README.md", "README.zh-CN.md", "CONTRIBUTING.md"])
def test_paths_of_code_spans_exist(name: str) -> None:
    """`tests/…`, `docs/…`, `site_builder/…` in code are files of the repository."""
    text = (ROOT / name).read_text("utf-8")
    told = re.findall(
        r"`((?:tests|docs|site_builder|templates|deploy|tools|benchmarks|requirements|\.github)/[^`\s…<]*)`", text
    )
    assert [path for path in told if not (ROOT / path).exists()] == []


def test_make_targets_that_are_named_exist() -> None:
    targets = set(re.findall(r"(?m)^([a-z]+):", (ROOT / "Makefile").read_text("utf-8")))
    said = {name for page in PAGES for name in re.findall(r"(?m)(?:`|^    )make ([a-z]+)", page.read_text("utf-8"))}
    assert {"site", "test"} <= said
    assert said - targets == set()


def test_decisions_have_one_form() -> None:
    index = (DOCS / "decisions/README.md").read_text("utf-8")
    pages = sorted((DOCS / "decisions").glob("0*.md"))
    assert [page.name[:4] for page in pages] == [f"{number:04}" for number in range(1, len(pages) + 1)]
    for page in pages:
        text = page.read_text("utf-8")
        assert re.findall(r"(?m)^\*\*(\w+)\.\*\* ", text) == ["Context", "Choice", "Consequences"], page.name
        assert f"- [{text.splitlines()[0].removeprefix('# ')}]({page.name})\n" in index, page.name


# -- architecture


def test_functions_named_in_the_architecture_exist() -> None:
    named = _FUNCTION.findall((DOCS / "architecture.md").read_text("utf-8"))
    named = [(module, name) for module, name in named if name not in ("py", "md", "yaml", "json", "html", "csv", "svg")]
    assert len(named) > 25
    missing = []
    for module, name in named:
        try:
            value = importlib.import_module(f"site_builder.{module.replace('/', '.')}")
            for part in name.split("."):
                value = getattr(value, part)
        except (ImportError, AttributeError):
            missing.append(f"{module}.{name}")
    assert missing == []


_MODULE = re.compile(r"(?<![\w/.<>-])((?:\w+/)*\w+\.py)\b")


def is_there(name: str) -> bool:
    """Whether a module may be called so: by its path from the root, or by the end of its path in site_builder."""
    if (ROOT / name).is_file():
        return True
    folder = ROOT / ("tests" if name.startswith("test_") else "site_builder")
    return any(path.as_posix().endswith(f"/{name}") for path in folder.rglob("*.py"))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_modules_named_in_pages_exist(page: Path) -> None:
    spans = re.findall(r"`([^`\n]+)`", page.read_text("utf-8"))
    named = [name for span in spans for name in _MODULE.findall(span)]
    assert [name for name in named if not is_there(name)] == []


def test_modules_named_in_docstrings_and_comments_exist() -> None:
    lines = [
        (f"{path.relative_to(ROOT)}:{number}", line)
        for path in sorted((ROOT / "site_builder").rglob("*.py"))
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1)
    ]
    named = [(at, name) for at, line in lines for name in _MODULE.findall(line)]
    assert len(named) > 10
    assert [(at, name) for at, name in named if not is_there(name)] == []


def test_every_pinned_package_has_a_licence() -> None:
    rows = re.findall(r"^\| ([\w.-]+) \| (\S+) \| (.*) \|$", supply_page(), re.MULTILINE)[1:]
    assert [row[:2] for row in rows] == list(packages())
    assert len(rows) >= 15
    assert [row for row in rows if not row[2].strip()] == []


@pytest.mark.parametrize("name", ["run.txt", "test.txt"])
def test_every_pin_takes_the_oldest_python(name: str) -> None:
    """Debian 12 has 3.11.2; pins are made on a newer one."""
    pinned = re.findall(r"(?m)^([\w.-]+)==", (ROOT / "requirements" / name).read_text("utf-8"))
    assert len(pinned) >= 15
    wants = {each: str(metadata(each).json.get("requires_python", "")) for each in pinned}
    assert len(set(wants.values())) > 3
    assert {each: says for each, says in wants.items() if "3.11.2" not in SpecifierSet(says)} == {}
