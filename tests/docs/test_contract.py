"""docs/contract.md and docs/content-format.md are true: addresses, keys, hooks and exit codes are those of the program."""

import inspect
import re
import subprocess
from datetime import date
from pathlib import Path
from types import UnionType
from typing import Any, Union, get_args, get_origin

import msgspec
import pytest
from lxml import html

from site_builder.data.json_types import ManifestJson, SiteJson
from site_builder.records.record_types import RECORD_TYPES
from site_builder.records.vocabulary import MARKS, STATUSES, WindowState
from site_builder.views.notice_json_types import NoticeJson
from site_builder.views.routes import Routes
from tests.conftest import ROOT, Space, some

CONTRACT = (ROOT / "docs/contract.md").read_text("utf-8")
FORMAT = (ROOT / "docs/content-format.md").read_text("utf-8")


def section(title: str) -> str:
    return CONTRACT.split(f"\n## {title}\n")[1].split("\n## ")[0]


def rows(text: str) -> dict[str, str]:
    """First cell of each row of the tables → the second, where the first is code."""
    return dict(re.findall(r"(?m)^\| `([^`]+)` \| (.*) \|$", text))


def code(text: str) -> list[str]:
    return re.findall(r"`([^`]+)`", text)


ADDRESSES = rows(section("Addresses and files"))


# -- nothing outside


def test_nothing_in_the_repository_cites_what_is_not_in_it() -> None:
    """But for tests that try real notices, which lie beside it where there are any."""
    cited = re.compile(r"\b(?:design(?:-\d)?|style|search-notes)\.md\b|\.\./\w+/|[\"']shared[\"']")
    names = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True).stdout.decode()
    found = []
    for name in filter(None, names.split("\0")):
        path = ROOT / name
        if path.suffix not in (".py", ".md", ".toml", ".yml", ".yaml", ".sh", "") or not path.is_file():
            continue
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
            for each in cited.finditer(line):
                if name.startswith("tests/") and "notices" in line:
                    continue
                if each[0].startswith("../") and (path.parent / each[0]).resolve().is_relative_to(ROOT):
                    continue
                found.append(f"{name}:{number}: {each[0]}")
    assert found == []


# -- addresses


def addresses_of_the_code() -> list[str]:
    """What each method of Routes makes of placeholders that are called as its parameters."""
    found = []
    for name, method in inspect.getmembers(Routes, inspect.isfunction):
        if name.startswith("_") or name in ("to", "file") or name in dir(tuple):
            continue
        parameters = [each for each in inspect.signature(method).parameters.values() if each.name != "self"]
        for left_out in (True, False):
            given = [p for p in parameters if not (left_out and p.default is not p.empty)]
            found.append(getattr(Routes("/"), name)(*(f"<{p.name}>" for p in given)))
    return list(dict.fromkeys(found))


def test_every_address_of_the_code_is_in_the_contract() -> None:
    made = some(addresses_of_the_code())
    assert len(made) > 15
    assert [each for each in made if each not in ADDRESSES] == []


def pattern(address: str) -> re.Pattern[str]:
    named = {"<slug>": "[a-z0-9-]+", "<item>": r"p\d+", "<target>": r"t\d+", "<year>": r"(?:\d{4}|undated)"}
    named |= {"<month>": r"\d{4}-\d\d", "<list>": ".+", "<part>": "[a-z0-9-]+", "<group>": "[a-z0-9-]+"}
    named |= {"<status>": f"(?:{'|'.join(STATUSES)})", "<kind>": "(?:xml|json)", "<name>": ".+", "<number>": r"\d+"}
    text = "".join(
        named.get(part, part if part[:1] != "<" else "[a-z0-9-]+") for part in re.split("(<[a-z]+>)", address)
    )
    return re.compile(text.replace(".", r"\.") if "<" not in address else text)


def urls_of(site: Path) -> set[str]:
    files = {f"/{path.relative_to(site).as_posix()}" for path in site.rglob("*") if path.is_file()}
    return {re.sub("/index.html$", "/", path) for path in files}


def test_every_shipped_file_has_its_address_and_every_address_its_file(demo: Path, archive: Path) -> None:
    """The rows of pages, assets and the index catch whatever lies there, and are asked last."""
    urls, lists = urls_of(demo), urls_of(archive)
    special = [address for address in ADDRESSES if "#" not in address and address != "/<name>/"]
    left = {url for url in urls | lists if not any(pattern(address).fullmatch(url) for address in special)}
    pages = (ROOT / "content/pages").rglob("*.md")
    texts = {f"/{path.relative_to(ROOT / 'content/pages').with_suffix('').as_posix()}/" for path in pages}
    redirects = {
        re.search(r'"?(/[^":]*)"?:', line) for line in (ROOT / "content/redirects.yaml").read_text("utf-8").splitlines()
    }
    moved = {f"/{found[1].strip('/')}/" for found in redirects if found}
    assert left - texts - moved == set()
    unused = [address for address in special if not any(pattern(address).fullmatch(url) for url in urls | lists)]
    unsigned = ["/manifest.json.sig", "/manifest.json.sig.tsr"]  # the demonstration has no key
    assert unused == unsigned


# -- JSON


def structs_in(kind: Any) -> set[type[msgspec.Struct]]:
    """A published type and all that stand in it."""
    if isinstance(kind, type) and issubclass(kind, msgspec.Struct):
        inner = [structs_in(each.type) for each in msgspec.structs.fields(kind)]
        return {kind}.union(*inner)
    if get_origin(kind) in (list, tuple, dict, Union, UnionType) or hasattr(kind, "__metadata__"):
        return set().union(*(structs_in(each) for each in get_args(kind)))
    return set()


PUBLISHED = sorted(
    structs_in(NoticeJson) | structs_in(SiteJson) | structs_in(ManifestJson), key=lambda each: each.__name__
)


@pytest.mark.parametrize("kind", PUBLISHED, ids=lambda each: each.__name__)
def test_every_key_of_the_published_json_is_in_the_contract(kind: type[msgspec.Struct]) -> None:
    told = code(rows(section("JSON"))[kind.__name__])
    assert told == [each.encode_name for each in msgspec.structs.fields(kind)]


def test_every_type_of_the_contract_is_published() -> None:
    assert len(PUBLISHED) > 25
    told = {name for name, keys in rows(section("JSON")).items() if keys.startswith("`")}
    assert told == {each.__name__ for each in PUBLISHED}


# -- closed lists and hooks


def test_statuses_marks_and_states_are_named_in_their_order() -> None:
    text = section("Statuses and marks")
    assert code(text)[: len(STATUSES)] == list(STATUSES)
    assert [each for each in code(text) if each in MARKS] == list(MARKS)
    assert list(get_args(WindowState)) == code(section("Windows"))[: len(get_args(WindowState))]


def test_every_kind_of_page_is_named(demo: Path, archive: Path) -> None:
    told = code(rows(section("Hooks for scripts"))["body[data-page]"])
    there = {
        html.parse(str(path)).xpath("string(//body/@data-page)")
        for site in (demo, archive)
        for path in site.rglob("*.html")
    }
    assert there - set(told) == set()
    assert set(told) - there == set()


def test_every_hook_is_in_templates_or_scripts() -> None:
    shipped = "\n".join(p.read_text("utf-8") for p in (ROOT / "templates").rglob("*") if p.suffix in (".html", ".js"))
    hooks = re.findall(r"data-[a-z-]+", section("Hooks for scripts"))
    assert len(set(hooks)) >= 8
    dataset = {each: re.sub("-(.)", lambda found: found[1].upper(), each.removeprefix("data-")) for each in hooks}
    assert [each for each in hooks if each not in shipped and f"dataset.{dataset[each]}" not in shipped] == []


def test_parameters_of_the_search_are_those_of_its_script() -> None:
    source = (ROOT / "templates/scripts/search-engine.js").read_text("utf-8")
    facets = re.search(r"FACETS = \[(.*)\]", source)
    assert facets
    asked = re.search(r"`/search/\?(.*?)`", section("Hooks for scripts"))
    assert asked
    names = re.findall(r"(?:^|&)(\w+)=", asked[1])
    assert names == ["q", "limit", *re.findall(r'"(\w+)"', facets[1]), "sort"]


# -- content


def test_the_example_of_the_content_format_is_sound(space: Space) -> None:
    """The two blocks of the page, with the file that the ledger cites."""
    notice = re.search(r"````text\n(.*?)````", FORMAT, re.DOTALL)
    ledger = re.search(r"```yaml\n(p1:.*?)```", FORMAT, re.DOTALL)
    assert notice and ledger
    space.write("organs.yaml", 'yunzhou-parks:\n  name: "中共云州市园林局党组"\n')
    space.write("notices/n/notice.md", notice[1])
    space.write("notices/n/ledger.yaml", ledger[1])
    space.write("notices/n/files/2027-01-08-清理情况.txt", "截至2027年1月8日，沉淀资金已全部清理完毕。\n")
    assert space.findings("2026-11-20") == []
    assert [item["status"] for item in space.json()["problems"]] == ["unstated", "unstated"]
    space.build(date(2027, 1, 8))
    assert [item["status"] for item in space.json()["problems"]] == ["done", "unstated"]


def test_the_files_of_the_folder_are_those_that_are_read() -> None:
    tree = re.search(r"```text\ncontent/\n(.*?)```", FORMAT, re.DOTALL)
    assert tree
    from site_builder.rules.folder import REGISTERS

    assert set(re.findall(r"(?m)^  (\w+\.yaml)", tree[1])) == set(REGISTERS)


def test_names_of_content_that_are_coming_are_no_keys_yet() -> None:
    coming = code(FORMAT.split("\n## Coming\n")[1])
    keys = {each.encode_name for record in RECORD_TYPES.values() for each in msgspec.structs.fields(record)}
    assert {"notices/<slug>/.desk.json"} <= set(coming)
    assert sorted({each for each in coming if each.isidentifier()} & keys) == []
