"""Approval of a notice: steps that hold for its present text and ledger, by their hashes. Source: design, approval.

Where the site requires approval, a notice whose present text and ledger have not all its steps is kept back like a draft.
"""

import json
from datetime import date
from hashlib import sha256
from typing import Any

from msgspec import to_builtins
from msgspec.structs import replace

from site_builder.records.convert import convert
from site_builder.records.findings import Finding
from site_builder.records.model import Head, Record
from site_builder.records.notice import Notice
from site_builder.records.register_model import Settings
from site_builder.records.source import read_yaml


class ApprovalStep(Record, frozen=True):
    """`by`: a post, no person; hashes as the site's JSON has them, of the ledger's bytes, of title, window and organ."""

    step: str
    by: str
    date: str
    text_sha256: str
    ledger_sha256: str
    head_sha256: str | None = None


def read_steps(text: str, path: str, findings: list[Finding]) -> tuple[ApprovalStep, ...]:
    """The steps of an approval.yaml in their order."""
    document = read_yaml(text, path)
    findings.extend(document.findings)
    return convert(document.root, tuple[ApprovalStep, ...], findings) or () if document.root.value is not None else ()


def hashes(notice: Notice, ledger: bytes | None) -> dict[str, str]:
    """What a step is held to, for the text and ledger as they are."""
    return {
        "text_sha256": sha256(notice.outline.text.encode()).hexdigest(),
        "ledger_sha256": sha256((ledger or b"").replace(b"\r\n", b"\n")).hexdigest(),  # as git keeps it
        "head_sha256": sha256(_head_json(notice.head).encode()).hexdigest(),
    }


def _head_json(head: Head) -> str:
    told: dict[str, Any] = {"organ": head.organ, "title": head.title, "window": to_builtins(head.window, enc_hook=str)}
    return json.dumps(told, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def holds(step: ApprovalStep, now: dict[str, str]) -> bool:
    same_head = step.head_sha256 is None or step.head_sha256 == now["head_sha256"]
    return same_head and (step.text_sha256, step.ledger_sha256) == (now["text_sha256"], now["ledger_sha256"])


def given(notice: Notice, ledger: bytes | None, approval: str | None, findings: list[Finding]) -> tuple[str, ...]:
    """Names of the steps that hold for what stands there now.

    Takes   ledger: its bytes; approval: of the site (off, recorded, required)
    """
    if approval is None:
        return ()
    steps = read_steps(approval, f"{notice.path.rpartition('/')[0]}/approval.yaml", findings)
    now = hashes(notice, ledger)
    as_it_lies = now | {"ledger_sha256": sha256(ledger or b"").hexdigest()}  # whoever hashed the file itself
    return tuple(dict.fromkeys(step.step for step in steps if holds(step, now) or holds(step, as_it_lies)))


def approved_on(approval: str | None) -> date | None:
    """The day of approval: that of the last step; None where there is none."""
    steps = read_steps(approval, "", []) if approval else ()
    try:
        return date.fromisoformat(steps[-1].date) if steps else None
    except ValueError:
        return None


def lacking(settings: Settings, steps: tuple[str, ...]) -> tuple[str, ...]:
    """Steps that the site requires and a notice has not; none where it requires none."""
    if settings.approval != "required":
        return ()
    wanted = settings.approval_steps or (() if steps else ("审批",))
    return tuple(step for step in wanted if step not in steps)


def kept_back(head: Head) -> Head:
    """The head of a notice that is not approved: it is shown as drafts are, and to those who see drafts."""
    return replace(head, draft=True)
