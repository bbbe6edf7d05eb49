"""Every quotation of the records is an annotation that points to its words, and to them alone."""

import json
import re
from collections import Counter
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from jsonschema import Draft202012Validator
from lxml import html

from site_builder.unit.annotations import CLAIMS
from tests.conftest import Space, folded, some


def lines(out: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (out / "data/quotations.ndjson").read_text("utf-8").splitlines()]


def quoted(value: Any) -> Counter[str]:
    """Every string that a notice's JSON has under `quote` or `quotes`."""
    found: Counter[str] = Counter()
    if isinstance(value, dict):
        for key, each in value.items():
            if key == "quote" and isinstance(each, str):
                found[each] += 1
            elif key == "quotes":
                found.update(each)
            else:
                found += quoted(each)
    elif isinstance(value, list):
        for each in value:
            found += quoted(each)
    return found


def test_every_quotation_of_the_json_has_its_line(demo: Path) -> None:
    by_notice: dict[str, Counter[str]] = {}
    for line in some(lines(demo)):
        by_notice.setdefault(line["notice"], Counter())[folded(line["target"]["selector"]["exact"])] += 1
    pages = some(sorted((demo / "data/notices").glob("*.json")))
    for path in pages:
        wanted = quoted(json.loads(path.read_text("utf-8")))
        folds: Counter[str] = Counter()
        for words, count in wanted.items():
            folds[folded(words)] += count
        assert by_notice.get(path.stem, Counter()) == folds, path.stem


def test_lines_are_as_their_schema_says_and_no_id_comes_twice(demo: Path) -> None:
    validator = Draft202012Validator(json.loads((demo / "data/schemas/quotations.json").read_text("utf-8")))
    found = lines(demo)
    for line in found:
        assert list(validator.iter_errors(line)) == []
    assert max(Counter(line["id"] for line in found).values()) == 1
    told = {line["claim"] for line in found}
    assert told <= set(CLAIMS) and {"status", "due", "responsible", "fact", "target"} <= told


def test_the_selector_meets_one_place_of_its_source(demo: Path) -> None:
    """Of the notice's own text exactly one; a cited file is looked for by its address."""
    texts = {path.stem: json.loads(path.read_text("utf-8")) for path in (demo / "data/notices").glob("*.json")}
    own = cited = 0
    for line in lines(demo):
        target, selector = line["target"], line["target"]["selector"]
        assert selector["type"] == "TextQuoteSelector"
        notice = texts[line["notice"]]
        if target["source"] != notice["url"]:
            cited += 1
            path = unquote(target["source"]).strip("/")
            assert (demo / path).exists(), path
            continue
        own += 1
        around = folded(selector["prefix"] + selector["exact"] + selector["suffix"])
        assert folded(notice["text"]).count(around) == 1, line["id"]
        if line["item"] and line["claim"] not in ("before",):
            item = next(each for each in notice["problems"] if each["id"] == line["item"])
            assert folded(selector["exact"]) in folded(item["title"] + item["text"]), line["id"]
    assert own > 200 and cited > 2


def test_a_fragment_is_an_anchor_that_holds_the_words(demo: Path) -> None:
    looked = 0
    for slug in sorted({line["notice"] for line in lines(demo)}):
        page = html.parse(str(demo / "notices" / slug / "index.html"))
        for line in (each for each in lines(demo) if each["notice"] == slug):
            target = line["target"]
            if anchor := target.get("fragment"):
                assert page.xpath(f"//*[@id='{anchor}']"), line["id"]
                looked += 1
            if link := target.get("link"):
                directive = link.partition(":~:text=")[2].split(",")
                words = [unquote(part) for part in directive if not re.search("^-|-$", part)]
                text = folded(page.xpath("string(//article)"))
                assert len(words) == 1 and folded(words[0]) in text, line["id"]
    assert looked > 100


TWICE = """\
## 二、整改情况 {role=problems}
### 1. 关于“甲”问题 {#p1}
整改情况：该项已完成整改。
### 2. 关于“乙”问题 {#p2}
整改情况：该项已完成整改。
"""


@pytest.mark.parametrize(("item", "before"), [("p1", "甲"), ("p2", "乙")])
def test_the_same_words_in_two_items_are_told_apart(space: Space, item: str, before: str) -> None:
    ledger = f'{item}:\n  entries:\n    - as_of: "2024-10-17"\n      status: done\n      quote: "该项已完成整改"\n'
    space.notice(text=TWICE, ledger=ledger)
    assert space.findings() == []
    (line,) = (each for each in lines(space.out) if each["claim"] == "status")
    selector = line["target"]["selector"]
    assert (line["item"], line["value"], line["target"]["fragment"]) == (item, "done", f"{item}-m1")
    assert f"“{before}”" in selector["prefix"] and folded(selector["prefix"]).endswith("整改情况：")
    around = selector["prefix"] + selector["exact"] + selector["suffix"]
    assert space.json()["text"].count(around) == 1
    assert "-," in line["target"]["link"]  # the words alone would lead to the first of the two
