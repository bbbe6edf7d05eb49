"""One notice as it is handed over: what its published JSON says, its steps of approval, its source files.

A source file goes along only while it says what is published and no more: a ledger may know of things to come.
"""

from collections.abc import Mapping
from hashlib import sha256
from typing import Any, NamedTuple

from msgspec.structs import asdict

from site_builder.proof.metadata_sheet import HandedFile, HandedRecord, HandedStep
from site_builder.records.approval import hashes, holds, read_steps
from site_builder.records.ledger_model import Ledger
from site_builder.records.model import Inspection
from site_builder.records.notice import Notice
from site_builder.records.vocabulary import KINDS
from site_builder.rules.public_tree import LISTS, tree_of, tree_of_json
from site_builder.rules.record_differences import differences

Json = dict[str, Any]


class OwnSources(NamedTuple):
    """The files of a notice in the content folder. `files`: name relative to its folder → bytes"""

    notice: Notice
    files: Mapping[str, bytes]
    inspections: Mapping[str, Inspection]


def handed_record(
    value: Json, own: OwnSources | None, attached: Mapping[str, HandedFile]
) -> tuple[HandedRecord, dict[str, bytes]]:
    """The record of a public notice, and its source files by path in the archive.

    Takes   value: its published JSON
            own: what it was made of; None = it is not there, or cannot be read
            attached: its published files by name
    """
    slug = value["id"]
    withheld = _withheld(value, own, {name: each.sha256 for name, each in attached.items()})
    sources = {} if withheld or own is None else {f"sources/notices/{slug}/{k}": v for k, v in own.files.items()}
    window = value["window"]
    record = HandedRecord(
        id=slug,
        title=value["title"],
        responsible=value["organ"]["name"] if value["organ"] else "、".join(value["signed"]["by"]) or None,
        kind=KINDS[value["kind"]],
        published=value["published"],
        window=f"{window['opens']}/{window['closes']}" if window else None,
        url=value["url"],
        items=len(value["problems"]),
        text_sha256=value["text_sha256"],
        corrections=len(value["corrections"]),
        steps=_steps(own) if own else (),
        sources=tuple(HandedFile(path, sha256(content).hexdigest(), len(content)) for path, content in sources.items()),
        files=tuple(attached.values()),
        withheld=withheld,
    )
    return record, sources


def _steps(own: OwnSources) -> tuple[HandedStep, ...]:
    text = own.files.get("approval.yaml", b"").decode("utf-8", "replace")
    now = hashes(own.notice, own.files.get("ledger.yaml"))
    return tuple(
        HandedStep(step=each.step, by=each.by, date=each.date, holds=holds(each, now))
        for each in read_steps(text, "approval.yaml", [])
    )


def _withheld(value: Json, own: OwnSources | None, sums: Mapping[str, str]) -> str:
    """Why the source files are not handed over; '' where they are."""
    if own is None:
        return "内容文件夹里没有这份通报"
    if sha256(own.notice.outline.text.encode()).hexdigest() != value["text_sha256"]:
        return "来源文件的正文与公开的不同；重新生成再归档"
    if says_more(own.notice, value):
        return "台账里有还没有公开的内容"
    then, now = tree_of_json(value, sums), tree_of(own.notice, own.inspections, sums)
    return "来源文件与公开的不同；重新生成再归档" if any(differences("Notice", then, now, ())) else ""


def says_more(notice: Notice, value: Json) -> bool:
    """Whether the records have something that the published JSON has not: of days to come, suggested, or kept back."""
    ledgers = notice.ledgers
    published = {problem["id"]: problem for problem in value["problems"]}
    if any(item not in published or _hidden(ledger, published[item]) for item, ledger in ledgers.items.items()):
        return True
    results = [target.result is None for target in ledgers.targets.values()]
    moved = ledgers.notice
    return (
        [len(ledgers.targets), len(ledgers.commitments), len(moved.corrections), len(moved.milestones)]
        != [len(value[key]) for key in ("targets", "commitments", "corrections", "milestones")]
        or results != [target["result"] is None for target in value["targets"]]
        or (moved.feedback is None) != (value["feedback"] is None)
        or (notice.head.follows is None) != (value["follows"] is None)
    )


def _hidden(ledger: Ledger, problem: Json) -> bool:
    if any(len(getattr(ledger, key)) != len(problem[key]) for key in LISTS):
        return True
    told = [bool(each["basis"]["quotes"]) for each in problem["entries"]]
    due = [bool(each["quotes"] and each["quotes"][0]) for each in problem["due"]]
    closing = problem["closing"]
    own = asdict(ledger.closing) if ledger.closing else None
    return (
        told != [entry.quote is not None for entry in ledger.entries]
        or due != [bool(each.quote) for each in ledger.due]
        or (own is None) != (closing is None)
        or any(own[key] is not None and closing[key] is None for key in ("notice", "quote", "ref") if own and closing)
    )
