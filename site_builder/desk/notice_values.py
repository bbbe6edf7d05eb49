"""What the page of a notice shows on the desk, as JSON values."""

from collections.abc import Sequence
from typing import Any

import msgspec

from site_builder.desk.acknowledging import can_stand
from site_builder.desk.approving import missing, steps_of
from site_builder.desk.deck import DeskCard
from site_builder.desk.head_forms import head_values
from site_builder.desk.judging import abouts
from site_builder.desk.mending import lines_set_aside
from site_builder.desk.opened import APPROVAL, LEDGER, NOTICE, Opened
from site_builder.records.findings import Finding
from site_builder.records.notice import Notice
from site_builder.records.outline import Block, Problem
from site_builder.records.registers import Registers
from site_builder.records.vocabulary import KINDS, STATES, STATUSES

_SHOWN = 60  # characters of a measure in the list of what a claim can be about


def page_values(
    opened: Opened, notice: Notice, cards: Sequence[DeskCard], registers: Registers | None
) -> dict[str, Any]:
    """Text, items, cards and approval of a notice whose head can be read.

    Takes   opened: the notice as it stands on disk
            notice: the record that was read from it
            cards: of the notice, in their order
            registers: of the site; None where they cannot be read
    Gives   values for JSON
    """
    head = notice.head
    return {
        "title": head.title or head.display_title or opened.slug,
        "draft": head.draft,
        "base": registers.base_path if registers else "/",
        "organs": opened.organs,
        "kinds": KINDS,
        "statuses": STATUSES,
        "states": STATES,
        "window": msgspec.to_builtins(notice.window) if notice.window else head.window,
        "published": str(head.published or ""),
        "blocks": [_block(block) for block in notice.outline.blocks],
        "items": [_item(notice, problem, number) for number, problem in enumerate(notice.outline.problems, 1)],
        "cards": [msgspec.to_builtins(card) | {"abouts": abouts(opened, card) if card.steps else []} for card in cards],
        "head": head_values(opened, registers) if head.draft else [],
        "left": sum(1 for card in cards if card.state == "open"),
        "aside": [{"line": line, "text": words, "why": why} for line, words, why in lines_set_aside(opened)],
        "source": [{"line": each.line, "text": each.text} for each in opened.imported.lines],
        "files": [{"name": name, "readable": bool(text)} for name, text in opened.evidence.items()],
        "approval": _approval(opened, registers),
    }


def _block(block: Block) -> dict[str, Any]:
    return {
        "kind": block.kind,
        "line": block.line,
        "text": block.text,
        "level": block.level,
        "cells": list(block.cells),
        "header": block.header,
    }


def _item(notice: Notice, problem: Problem, number: int) -> dict[str, Any]:
    ledger = notice.ledger(problem.id)
    return {
        "id": problem.id,
        "start": problem.start,
        "stop": problem.stop,
        "title": problem.title,
        "number": number,
        "measures": [{"id": m.id, "start": m.start, "stop": m.stop, "text": m.text[:_SHOWN]} for m in problem.measures],
        "closed": ledger.closing is not None,
        "dues": [due.about for due in ledger.due],
    }


def _approval(opened: Opened, registers: Registers | None) -> dict[str, Any]:
    wanted = tuple(registers.settings.approval_steps) if registers else ()
    mode = registers.settings.approval if registers else "off"
    return {"mode": mode, "steps": steps_of(opened), "missing": missing(opened, wanted)}


_PLACES = {NOTICE: "基本信息", LEDGER: "台账", APPROVAL: "审批"}


def finding_values(finding: Finding, opened: Opened) -> dict[str, Any]:
    """A finding of the notice itself: the place without the folder, also in words, and the words that stand there."""
    at = finding.at
    inside = at.path.rpartition(f"notices/{opened.slug}/")[2]
    lines = {NOTICE: opened.text, LEDGER: opened.ledger, APPROVAL: opened.approval}.get(inside, "").split("\n")
    line = lines[at.line - 1] if 0 < at.line <= len(lines) else ""
    return {
        "where": f"{_PLACES.get(inside, f'文件 {inside} ')}第 {at.line} 行",
        "words": line[at.column - 1 : at.column - 1 + at.length][:_SHOWN] if at.length > 1 else "",
        "severity": finding.severity,
        "code": finding.code,
        "what": finding.what,
        "why": finding.why,
        "mend": finding.mend,
        "file": finding.at.path.rpartition("/")[2],
        "line": finding.at.line,
        "column": at.column,
        "length": at.length,
        "can_stand": can_stand(finding.code, finding.severity, inside),
    }
