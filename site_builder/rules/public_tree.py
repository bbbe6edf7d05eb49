"""The public part of a notice as plain values. Records and published JSON give the same tree, so that they can be compared.

A tree consists of dicts (record: key → value), lists and text; `changes.TABLE` lists its records and keys. What the JSON lacks
(quotations for signatures, titles of sources) is missing from its tree too, and missing values are not compared.
"""

from collections.abc import Mapping
from typing import Any

from msgspec.structs import fields

from site_builder.records import model
from site_builder.records.encoding import plain
from site_builder.records.ledger_model import CLAIM_LISTS
from site_builder.records.model import Inspection
from site_builder.records.notice import Notice, inspection_of

Tree = dict[str, Any]
LISTS = (*CLAIM_LISTS, "same_as", "assessments")


def tree_of(notice: Notice, inspections: Mapping[str, Inspection], files: Mapping[str, str]) -> Tree:
    """The tree of a notice read from the content files. Takes   files: name → SHA-256 of the files that it publishes"""
    head = plain(notice.head)
    if notice.head.title is not None:
        del head["display_title"]  # it is only shown where the text has no title
    shared = notice.head.inspection if isinstance(notice.head.inspection, str) else None
    inspection = inspection_of(notice.head, dict(inspections))
    head["inspection"] = ({"id": shared} if shared else {}) | plain(inspection) if inspection else None
    ledgers = plain(notice.ledgers)
    return {
        "head": head,
        "text": notice.outline.text,
        "sections": [{"heading": each.heading, "role": each.role} for each in notice.outline.sections],
        "items": {
            problem.id: {
                "states": problem.states,
                "origin": problem.origin,
                **_without_suggestions(plain(notice.ledger(problem.id))),
            }
            for problem in notice.outline.problems
        },
        "notice": ledgers["notice"],
        "targets": {key: each for key, each in ledgers["targets"].items() if not each["suggested"]},
        "commitments": {key: each for key, each in ledgers["commitments"].items() if not each["suggested"]},
        "titles": {problem.id: problem.title for problem in notice.outline.problems},
        "files": dict(files),
    }


def _without_suggestions(ledger: Tree) -> Tree:
    """A ledger without its suggested records."""
    return {key: _without_suggested(value) if key in LISTS else value for key, value in ledger.items()}


def _without_suggested(records: list[Tree]) -> list[Tree]:
    return [record for record in records if not record.get("suggested")]


def tree_of_json(value: Tree, files: Mapping[str, str]) -> Tree:
    """The tree of a notice from its `/data/notices/<slug>.json`. Takes   files: name → SHA-256, from the manifest"""
    head = {
        key: value.get(key)
        for key in ("kind", "published", "written", "contacts", "source", "follows", "attachments", "inspection")
    }
    head["title"] = value["title"] if value["title_stated"] else None
    if not value["title_stated"]:
        head["display_title"] = value["title"]
    head["organ"] = value["organ"]["id"] if value["organ"] else None
    head["window"] = value["window"] or ("none" if value["window_state"] == "none" else "unstated")
    head["signed"] = value["signed"] if value["signed"]["by"] or value["signed"]["date"] else None
    stated = value["stated"]
    head["stated"] = (
        dict.fromkeys((info.encode_name for info in fields(model.Stated)), None) | stated if stated else None
    )
    if head["follows"] is None:
        del head["follows"]  # either there is none, or it is not public
    return {
        "head": head,
        "text": value["text"],
        "sections": [
            {"heading": each["heading"], "role": each["role"]}
            for each in value["sections"]
            if each["heading"] is not None
        ],
        "items": {problem["id"]: _item(problem) for problem in value["problems"]},
        "notice": {key: value[key] for key in ("corrections", "milestones", "feedback")},
        "targets": {each["id"]: _without(each, "id", "url") for each in value["targets"]},
        "commitments": {each["id"]: _without(each, "id") for each in value["commitments"]},
        "titles": {problem["id"]: problem["title"] for problem in value["problems"]},
        "files": dict(files),
    }


def _item(problem: Tree) -> Tree:
    item = {key: problem[key] for key in ("states", "origin", "facts", "same_as", "review_by", "assessments")}
    item["responsible"] = [_one_quote(each) for each in problem["responsible"]]
    item["due"] = [_one_quote(each) for each in problem["due"]]
    item["entries"] = [_entry(each) for each in problem["entries"]]
    item["closing"] = problem["closing"]
    return item


def _one_quote(record: Tree) -> Tree:
    return _without(record, "quotes") | {"quote": record["quotes"][0]}


def _entry(record: Tree) -> Tree:
    basis = record["basis"]
    entry = _without(record, "basis") | {"basis": basis["kind"]}
    if basis["quotes"]:
        entry["quote"] = basis["quotes"][0]  # empty where the quoted notice was withdrawn: its words are not repeated
    source = basis["source"]
    if source is not None:
        entry["source"] = {key: source[key] for key in ("file", "notice") if source[key] is not None}
    elif basis["kind"] != "report":
        entry["source"] = None
    return entry


def _without(record: Tree, *keys: str) -> Tree:
    return {key: value for key, value in record.items() if key not in keys}
