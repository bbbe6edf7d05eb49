"""What may change after publication: one table of all keys of the content files, from which docs/changes.md and tests are made.

free        may change at any time
corrected   only together with a correction whose `before` and `after` account for exactly the difference
appended    a missing value, or an entry at the end of a list, may be added; existing ones change only with a correction
never       may not change, not even with a correction
"""

from typing import Any, Literal

from msgspec import Struct
from msgspec.structs import fields

from site_builder.records import ledger_model, model, register_model

Change = Literal["free", "corrected", "appended", "never"]
CHANGES: dict[Change, str] = {
    "free": "可以随时改",
    "corrected": "只能随更正改：更正的 before 和 after 恰好说明这一处不同",
    "appended": "只能添加：原来没有的可以补上，列表往后添；已有的只能随更正改",
    "never": "不能改",
}


def _keys(kind: type[Struct], usual: Change, **others: Change) -> dict[str, Change]:
    """All keys of a record with their rule. A key newly added to the model gets the record's usual rule until it is listed here."""
    named = {name.rstrip("_").replace("not_started", "not-started"): change for name, change in others.items()}
    keys = {info.encode_name: named.pop(info.encode_name, usual) for info in fields(kind)}
    if named:
        raise ValueError(f"{kind.__name__} has no {', '.join(named)}")
    return keys


TABLE: dict[str, dict[str, Change]] = {
    "Notice": {
        "head": "appended",
        "text": "corrected",
        "sections": "corrected",
        "items": "never",
        "notice": "appended",
        "targets": "appended",
        "commitments": "appended",
        "files": "corrected",
    },
    "Section": {"heading": "free", "role": "corrected"},
    "Item": {"states": "corrected", "origin": "corrected", **_keys(ledger_model.Ledger, "appended")},
    "Head": _keys(
        model.Head,
        "corrected",
        source="appended",
        follows="appended",
        attachments="appended",
        draft="never",
        after_close="free",
        withdrawn="free",
        states="free",  # only a default: `states` of each item is compared below
        document_number="appended",
        written="appended",
    ),
    "Window": _keys(model.Window, "corrected"),
    "Inspection": {"id": "free", **_keys(model.Inspection, "corrected")},
    "Source": _keys(model.Source, "corrected", retrieved="free"),
    "Contacts": _keys(model.Contacts, "corrected"),
    "Signed": _keys(model.Signed, "corrected", quote="free"),
    "Stated": _keys(model.Stated, "corrected", quote="free", quotes="free"),
    "Acknowledged": _keys(model.Acknowledged, "free"),
    "Attachment": _keys(model.Attachment, "corrected"),
    "Responsible": _keys(ledger_model.Responsible, "corrected"),
    "Due": _keys(ledger_model.Due, "corrected"),
    "Entry": _keys(ledger_model.Entry, "corrected"),
    "EvidenceSource": _keys(ledger_model.EvidenceSource, "corrected", title="free"),
    "Fact": _keys(ledger_model.Fact, "corrected"),
    "Closing": _keys(ledger_model.Closing, "corrected"),
    "SameAs": _keys(ledger_model.SameAs, "corrected"),
    "Assessment": _keys(ledger_model.Assessment, "corrected"),
    "Correction": _keys(ledger_model.Correction, "never"),
    "Milestone": _keys(ledger_model.Milestone, "corrected"),
    "Feedback": _keys(ledger_model.Feedback, "corrected"),
    "NoticeLedger": _keys(ledger_model.NoticeLedger, "appended"),
    "Target": _keys(ledger_model.Target, "corrected", result="appended"),
    "Before": _keys(ledger_model.Before, "corrected"),
    "Result": _keys(ledger_model.Result, "corrected"),
    "Commitment": _keys(ledger_model.Commitment, "corrected"),
    "Organ": _keys(register_model.Organ, "free", name="corrected", names="appended", successor="appended"),
    "OrganName": _keys(register_model.OrganName, "corrected", to="free"),
    "Theme": _keys(register_model.Theme, "free"),
    "Settings": _keys(register_model.Settings, "free"),
    "Footer": _keys(register_model.Footer, "free"),
    "WorkingDays": _keys(register_model.WorkingDays, "free"),
    "Ledger": _keys(ledger_model.Ledger, "appended"),
    "Ledgers": _keys(ledger_model.Ledgers, "appended"),
}
INSIDE: dict[tuple[str, str], str] = {
    ("Notice", "head"): "Head",
    ("Notice", "sections"): "Section",
    ("Notice", "notice"): "NoticeLedger",
    ("Head", "window"): "Window",
    ("Head", "inspection"): "Inspection",
    ("Head", "source"): "Source",
    ("Head", "contacts"): "Contacts",
    ("Head", "signed"): "Signed",
    ("Head", "stated"): "Stated",
    ("Head", "attachments"): "Attachment",
    ("Item", "responsible"): "Responsible",
    ("Item", "due"): "Due",
    ("Item", "entries"): "Entry",
    ("Item", "facts"): "Fact",
    ("Item", "closing"): "Closing",
    ("Item", "same_as"): "SameAs",
    ("Item", "assessments"): "Assessment",
    ("Due", "source"): "EvidenceSource",
    ("Entry", "source"): "EvidenceSource",
    ("Assessment", "source"): "EvidenceSource",
    ("Result", "source"): "EvidenceSource",
    ("NoticeLedger", "corrections"): "Correction",
    ("NoticeLedger", "milestones"): "Milestone",
    ("NoticeLedger", "feedback"): "Feedback",
    ("Target", "before"): "Before",
    ("Target", "result"): "Result",
    ("Organ", "names"): "OrganName",
}
"""(record, key) → the record that stands there, alone or in a list."""
ENTRIES: dict[tuple[str, str], str] = {
    ("Notice", "items"): "Item",
    ("Notice", "targets"): "Target",
    ("Notice", "commitments"): "Commitment",
}
"""(record, key) → the records that stand there by their ids; no id vanishes, but where a redirect tells where it went."""
IN_ORDER = frozenset({("Item", "entries"), ("Item", "due"), ("NoticeLedger", "corrections")})
"""Lists to which nothing is added but at the end: their order is what happened."""
_RESERVED: dict[str, Change] = {"通报的文件夹名（网址）": "never", "事项编号 p1、指标编号 t1": "never"}
_BESIDE: dict[str, Change] = {
    "organs.yaml、inspections.yaml、themes.yaml 的编号": "never",
    "redirects.yaml 的旧网址": "never",
    "redirects.yaml 的去处": "never",
    "pages/ 里的文件名": "never",
    "pages/ 里的文字": "free",
}
_NAMES = {"Notice": "通报", "Section": "正文的标题", "Item": "整改事项", "Head": "notice.md 的文件头"}
_ONLY_INSIDE = ("Ledger", "Ledgers", "Notice")  # their keys are documented under Item and in the introduction


def changes_page(described: dict[str, str], keys: dict[str, dict[str, str]]) -> str:
    """The content of docs/changes.md. Takes   described, keys: the meanings of records and keys from docs/reference/keys.md"""
    parts = [
        "# 公开以后什么可以改",
        "本页由程序生成，不要手改：`python -m tests.docs.regenerate`。",
        "`check --against REV`（与 git 的某个版本比）和 `check --against-published 文件夹或网址`（与现在网上的比）按这张表查每一处不同。"
        "发布的流程每次都先与网上的比；只有第一次发布没有可比的。",
        "**随更正改**：台账 `notice:` 之下的 `corrections` 里有一条新的更正，`before` 是原来的话（原来没有的不写），"
        "`after` 是现在的话（删去的不写），合起来恰好是这一处不同，一字不多，一字不少；它的日期不早于公开和以前的更正，也不在今天以后。"
        "删除（`redaction`）不写原话：被删的字在原处换成 `*`、`×`、`□`、`某` 或 〔…〕，看得出这里删了。",
        "附件和所引的文件换了内容：`before`、`after` 各写原来和现在文件的 SHA-256（提示里有，照抄）。",
        _table([("正文，一字不差", "corrected"), ("附件和所引文件的内容", "corrected"), *_RESERVED.items()]),
    ]
    for record, rows in TABLE.items():
        if record in _ONLY_INSIDE:
            continue
        own = keys.get(record, {})
        name = _NAMES.get(record) or described.get(record, record)
        parts.append(f"## {record}：{name}")
        parts.append(_table((f"`{key}`{_description(own.get(key))}", change) for key, change in rows.items()))
    parts += ["## 文件和编号", _table(_BESIDE.items())]
    return "\n\n".join(parts) + "\n"


def _description(meaning: str | None) -> str:
    return " " + meaning.replace("|", "\\|") if meaning else ""


def _table(rows: Any) -> str:
    return "| 键 | 公开以后 |\n|---|---|\n" + "\n".join(f"| {key} | {CHANGES[change]} |" for key, change in rows)
