"""Raw notices of every structure, written for the project, and the record we want from each: NNNN.txt (.md) and NNNN.yaml."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest
import yaml

from site_builder.importing.draft import Draft, draft_of
from site_builder.importing.lines.fold import fold, squeeze
from site_builder.importing.names import organ_id
from site_builder.importing.readers.dispatch import read_manuscript
from site_builder.importing.writer import ledger_file, notice_file
from site_builder.records.findings import Finding
from site_builder.records.notice import read_notice

RAW = {path.stem: path for ending in ("txt", "md") for path in Path(__file__).parent.glob(f"[0-9]*.{ending}")}
CASES = sorted(RAW)
HALF_WIDTH = str.maketrans({"，": ",", "：": ":", "；": ";", "（": "(", "）": ")", "！": "!", "？": "?"})
each_case = pytest.mark.parametrize("case", CASES)


def raw(case: str) -> str:
    return RAW[case].read_text(encoding="utf-8")


def imported(case: str, text: str) -> Draft:
    return draft_of(read_manuscript(text.encode(), RAW[case].name), organ_id)


def words(case: str) -> list[str]:
    """The lines of a source without what Markdown adds to them."""
    if RAW[case].suffix == ".txt":
        return raw(case).splitlines()
    return [re.sub(r"^(?:#+|-) +|\*\*", "", line) for line in raw(case).splitlines()]


def said(draft: Draft) -> dict[str, Any]:
    """What the expectations speak of; an item is 'id number states measures category'."""
    head = msgspec.to_builtins(draft.head, enc_hook=str)
    inspection = {key: value for key, value in (head["inspection"] or {}).items() if value}
    window = (
        head["window"] if isinstance(head["window"], str) else {k: v for k, v in head["window"].items() if k != "quote"}
    )
    sections = {section.heading for section in draft.outline.sections}
    items = [
        " ".join(
            str(part)
            for part in (
                p.id,
                p.number or "-",
                p.states,
                len(p.measures),
                "" if p.category in sections else p.category or "",
            )
        ).strip()
        for p in draft.outline.problems
    ]
    return {
        **{key: head[key] for key in ("title", "kind", "published", "written")},
        "organ_name": draft.organ_name,
        "source": (head["source"] or {}).get("name"),
        "inspection": _plain(inspection),
        "signed": _plain({key: value for key, value in (head["signed"] or {}).items() if value}),
        "roles": [section.role for section in draft.outline.sections],
        "items": items,
        "window": window,
        "quote": None if isinstance(head["window"], str) else head["window"]["quote"],
        **{key: list(head["contacts"][key]) for key in ("phones", "emails", "addresses", "postcodes")},
        "set_aside": [each.text for each in draft.aside],
        "stated": _plain({key: value for key, value in (head["stated"] or {}).items() if value and "quote" not in key}),
        "ledger": list(_suggested(draft)),
        "doubts": [f"{each.line} {each.why}" for each in draft.doubts],
    }


def _suggested(draft: Draft) -> Iterator[str]:
    """A suggestion a line: item, what it is, its words or numbers, the part it speaks of."""
    ledgers = draft.suggested.ledgers
    for item, ledger in ledgers.items.items():
        for who in ledger.responsible:
            yield f"{item} {who.role} {who.unit} {who.about or '全部'}"
        for due in ledger.due:
            yield f"{item} due {due.by} {due.about or '全部'}"
        for entry in ledger.entries:
            yield f"{item} {entry.status}{' continuing' if entry.continuing else ''} {entry.about or '全部'}"
        for fact in ledger.facts:
            counted = f" ({fact.count}/{fact.count_of or '-'})" if fact.count else ""
            value = f" {fact.act}" if fact.act else f" {fact.comparator or ''}{fact.value}{fact.unit}{counted}"
            yield f"{item} {fact.kind} {fact.label}{value} {fact.modality or ''}".rstrip()
    for target in ledgers.targets.values():
        yield f"{target.item} target {target.metric} {target.comparator or ''}{target.value}{target.unit or ''} {target.strength or ''}".rstrip()
    for promise in ledgers.commitments.values():
        yield f"{promise.item} promise {promise.every or promise.threshold}"


def _plain(value: Any) -> Any:
    return yaml.safe_load(yaml.safe_dump({k: list(v) if isinstance(v, tuple) else v for k, v in value.items()}))


@each_case
def test_gives_the_record_we_want(case: str) -> None:
    wanted = yaml.safe_load((Path(__file__).parent / f"{case}.yaml").read_text(encoding="utf-8"))
    given = said(imported(case, raw(case)))
    assert {key: given[key] for key in wanted} == wanted


@each_case
def test_half_width_gives_the_same(case: str) -> None:
    full, half = said(imported(case, raw(case))), said(imported(case, raw(case).translate(HALF_WIDTH)))
    assert fold(repr(half)) == fold(repr(full))


@each_case
def test_loses_nothing_and_is_read_back(case: str) -> None:
    draft, findings = imported(case, raw(case)), list[Finding]()
    notice = read_notice(
        "a", notice_file(draft.head, draft.blocks), ledger_file(draft.suggested.ledgers), "a", findings
    )
    assert findings == []
    assert notice is not None
    table_lines = [line for line in words(case) if not set(line) <= set("|- ")]
    kept = (
        squeeze(notice.outline.text) + squeeze(draft.head.title or "") + "".join(squeeze(a.text) for a in draft.aside)
    )
    for line in table_lines:
        for cell in line.strip("|").split("|") if line.startswith("|") else [line]:
            assert squeeze(cell) in kept
