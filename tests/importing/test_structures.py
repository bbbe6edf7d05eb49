"""Raw notices of every structure, written for the project, and the record we want from each: NNNN.txt and NNNN.yaml."""

from pathlib import Path
from typing import Any

import msgspec
import pytest
import yaml

from site_builder.findings import Finding
from site_builder.importing.draft import Draft, draft_of
from site_builder.importing.fold import fold, squeeze
from site_builder.importing.names import organ_id
from site_builder.importing.readers import read_manuscript
from site_builder.importing.writer import ledger_file, notice_file
from site_builder.records import read_notice

CASES = sorted(path.stem for path in Path(__file__).parent.glob("*.txt"))
HALF_WIDTH = str.maketrans({"，": ",", "：": ":", "；": ";", "（": "(", "）": ")", "！": "!", "？": "?"})
each_case = pytest.mark.parametrize("case", CASES)


def raw(case: str) -> str:
    return (Path(__file__).parent / f"{case}.txt").read_text(encoding="utf-8")


def imported(text: str) -> Draft:
    return draft_of(read_manuscript(text.encode(), "a.txt"), organ_id)


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
    }


def _plain(value: Any) -> Any:
    return yaml.safe_load(yaml.safe_dump({k: list(v) if isinstance(v, tuple) else v for k, v in value.items()}))


@each_case
def test_gives_the_record_we_want(case: str) -> None:
    wanted = yaml.safe_load((Path(__file__).parent / f"{case}.yaml").read_text(encoding="utf-8"))
    given = said(imported(raw(case)))
    assert {key: given[key] for key in wanted} == wanted


@each_case
def test_half_width_gives_the_same(case: str) -> None:
    full, half = said(imported(raw(case))), said(imported(raw(case).translate(HALF_WIDTH)))
    assert fold(repr(half)) == fold(repr(full))


@each_case
def test_loses_nothing_and_is_read_back(case: str) -> None:
    draft, findings = imported(raw(case)), list[Finding]()
    notice = read_notice(
        "a", notice_file(draft.head, draft.blocks), ledger_file(draft.suggested.ledgers), "a", findings
    )
    assert findings == []
    assert notice is not None
    table_lines = [line for line in raw(case).splitlines() if not set(line) <= set("|- ")]
    kept = (
        squeeze(notice.outline.text) + squeeze(draft.head.title or "") + "".join(squeeze(a.text) for a in draft.aside)
    )
    for line in table_lines:
        for cell in line.strip("|").split("|") if line.startswith("|") else [line]:
            assert squeeze(cell) in kept
