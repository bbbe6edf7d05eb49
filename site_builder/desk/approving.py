"""Approval steps: which post approved which text and ledger. A step holds only while the hashes of both still match."""

from collections.abc import Mapping, Sequence
from typing import Any

from site_builder.desk.edits import RefusedError
from site_builder.desk.file_text import text_of, with_text
from site_builder.desk.head_fields import said_date
from site_builder.desk.heading import day
from site_builder.desk.opened import APPROVAL, LEDGER, Opened
from site_builder.desk.outcome import Outcome, readable, text
from site_builder.desk.yaml_values import Tree, block, plain
from site_builder.records.approval import hashes, holds, read_steps
from site_builder.records.source import read_yaml

USUAL = ("审核", "保密审查", "审批")


def approve(opened: Opened, request: Mapping[str, Any]) -> Outcome:
    """Adds a step at the end of approval.yaml, for the text and the ledger as they are now."""
    step, by = text(request, "step", "哪一步", 40), text(request, "by", "谁（职务）", 80)
    record: dict[str, Tree] = {
        "step": step,
        "by": by,
        "date": day(text(request, "date", "日期")),
        **hashes(readable(opened), opened.files.get(LEDGER)),
    }
    old = opened.files.get(APPROVAL) or b""
    known = text_of(old)
    document = read_yaml(known, APPROVAL)
    if document.findings or not isinstance(plain(document.root) or [], list):
        raise RefusedError("approval.yaml 写法有误，先改正它")
    glue = "" if not known or known.endswith("\n") else "\n"
    made = with_text(old, known + glue + "\n".join(block([record], 0)) + "\n")
    if plain(read_yaml(text_of(made), APPROVAL).root) != [*(plain(document.root) or []), record]:
        raise RefusedError("approval.yaml 的写法比较特别，请在文件里手工添加")
    label = f"{step}：{by}，{said_date(str(record['date']))}"
    return Outcome(files={APPROVAL: made}, label=label, act={"do": "approve", "state": "added"})


def steps_of(opened: Opened) -> list[dict[str, Any]]:
    """The steps so far, each with whether its hashes still match the text and the ledger."""
    if opened.notice is None:
        return []
    steps = read_steps(opened.approval, APPROVAL, [])
    now = hashes(opened.notice, opened.files.get(LEDGER))
    return [{"step": step.step, "by": step.by, "date": step.date, "holds": holds(step, now)} for step in steps]


def missing(opened: Opened, wanted: Sequence[str]) -> list[str]:
    """The steps that the current text and ledger still lack."""
    done = {step["step"] for step in steps_of(opened) if step["holds"]}
    return [step for step in wanted or USUAL if step not in done]
