"""Field by field: what a careful reader finds in the five real documents, beside what import makes of them.

real_fields.yaml holds the reader's findings as positions, counts, dates and fingerprints, never as words of the documents. What
import does not find stands there too, marked `missed`; `python -m tests.acceptance.test_real_fields` prints the score.
"""

import time
from collections import Counter
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
import yaml

from site_builder.importing.draft import Draft, draft_of
from site_builder.importing.lines.fold import squeeze
from site_builder.importing.names import organ_id
from site_builder.importing.readers.dispatch import read_manuscript
from site_builder.importing.writer import ledger_file, notice_file
from site_builder.records.ledger_model import Entry
from site_builder.records.model import Window

NOTICES = Path(__file__).parents[2].parent / "shared" / "notices"
TABLE: dict[str, dict[str, Any]] = yaml.safe_load(Path(__file__).with_name("real_fields.yaml").read_text("utf-8"))
pytestmark = pytest.mark.skipif(not NOTICES.is_dir(), reason="the real documents of ../shared/notices are not here")


def print_of(words: str | None) -> str:
    """Four letters that stand for words."""
    return sha256(squeeze(words or "").encode()).hexdigest()[:4] if words else "-"


def prints(words: tuple[str, ...]) -> str:
    return " ".join(print_of(each) for each in words) or "-"


def source(number: str) -> str:
    return next(NOTICES.glob(f"{number}_*.txt")).read_text(encoding="utf-8")


def imported(number: str) -> Draft:
    return draft_of(read_manuscript(source(number).encode(), "a.txt"), organ_id)


def head_of(draft: Draft) -> dict[str, str]:
    """The fields of the head that a reader can check one by one."""
    head = draft.head
    found = {"title": print_of(head.title), "organ": print_of(draft.organ_name), "kind": head.kind}
    found |= {"published": str(head.published or "-"), "written": str(head.written or "-"), "states": head.states}
    found["source"] = print_of(head.source.name if head.source else None)
    inspection = head.inspection
    for name in ("level", "round", "type", "topic", "started", "ended", "feedback"):
        value = getattr(inspection, name, None)
        found[name] = print_of(value) if name in ("round", "topic") and value else str(value or "-")
    found["teams"] = prints(inspection.teams) if inspection and not isinstance(inspection, str) else "-"
    window = head.window
    found["window"] = f"{window.kind} {window.opens} {window.closes}" if isinstance(window, Window) else str(window)
    for name in ("phones", "emails", "addresses", "postcodes"):
        found[name] = prints(getattr(head.contacts, name))
    found["signed"] = f"{prints(head.signed.by)} {head.signed.date}" if head.signed else "-"
    stated = head.stated
    found["stated"] = f"{stated.problems} {stated.documents}" if stated else "-"
    found["persons"] = str(len(draft.persons))
    return found


def items_of(draft: Draft) -> list[str]:
    """number states category measures title, a line an item; categories are counted."""
    seen: dict[str | None, int] = {}
    return [
        f"{p.number} {p.states} c{seen.setdefault(p.category, len(seen) + 1)} {len(p.measures)} {print_of(p.title)}"
        for p in draft.outline.problems
    ]


def _part(about: str | None) -> str:
    return "whole" if about is None else about if about[:1] == "m" and about[1:].isdigit() else print_of(about)


def suggestions_of(draft: Draft) -> list[str]:
    """A line a suggestion: item, kind, numbers, the part it speaks of."""
    ledgers, rows = draft.suggested.ledgers, []
    for item, ledger in ledgers.items.items():
        rows += [
            f"{item} responsible {each.role} {print_of(each.unit)} {_part(each.about)}" for each in ledger.responsible
        ]
        rows += [f"{item} due {each.by} {_part(each.about)}" for each in ledger.due]
        rows += [f"{item} {each.status}{_when(each)} {_part(each.about)}" for each in ledger.entries]
        for fact in ledger.facts:
            counted = f" {fact.count}/{fact.count_of or '-'}" if fact.count else ""
            value = (
                f"{fact.act} {print_of(fact.label)}" if fact.act else f"{fact.comparator or ''}{fact.value}{fact.unit}"
            )
            whole = f" of {fact.of}" if fact.of else ""
            rows.append(f"{item} {fact.kind} {value}{whole}{counted} {fact.modality or ''}".rstrip())
    for target in ledgers.targets.values():
        before = f" before {target.before.value} {target.before.same_metric}" if target.before else ""
        value = f"{target.comparator or ''}{target.value}{target.unit or ''}{'/' + target.stretch if target.stretch else ''}"
        extra = " ".join(
            word for word in (target.strength, "implied" if target.implied else None, target.period) if word
        )
        rows.append(f"{target.item} target {value} {extra}{before}".rstrip())
    for promise in ledgers.commitments.values():
        years = f" {promise.from_}-{promise.until}" if promise.from_ else ""
        rows.append(f"{promise.item} promise {promise.every or promise.threshold}{years}")
    return rows


def _when(entry: Entry) -> str:
    return (" continuing" if entry.continuing else "") + (f" {entry.happened}" if entry.happened else "")


def score(number: str) -> tuple[int, int, list[str]]:
    """Fields right, fields checked, and what differs; a field is one word of a line of the table."""
    wanted, draft = TABLE[number], imported(number)
    pairs = [(str(wanted["head"][key]), value) for key, value in head_of(draft).items()]
    pairs += list(zip(wanted["items"], items_of(draft), strict=True))
    right = checked = 0
    wrong: list[str] = []
    for expected, given in pairs:
        words = list(zip(expected.split(), given.split(), strict=False))
        checked += len(expected.split())
        right += sum(a == b for a, b in words)
        wrong += [f"{number}: {expected} ≠ {given}"] if expected != given else []
    rows = Counter(suggestions_of(draft))
    for row in wanted["suggested"]:
        checked += len(row.split())
        if rows[row]:
            rows[row] -= 1
            right += len(row.split())
        else:
            wrong.append(f"{number}: not found: {row}")
    checked += sum(len(row.split()) for row in wanted.get("missed", ()))
    extra = list(rows.elements())
    checked += sum(len(row.split()) for row in extra)  # what the reader does not find counts as wrong
    return right, checked, wrong + [f"{number}: not in the document: {row}" for row in extra]


@pytest.mark.parametrize("number", sorted(TABLE))
def test_all_but_what_is_known_to_be_missed(number: str) -> None:
    assert score(number)[2] == []


def test_what_the_documents_are_known_for() -> None:
    """Two of seventy items are covered whole; ten due dates in five items, five in the last; twenty targets."""
    drafts = {number: imported(number) for number in TABLE}
    notices = [draft for number, draft in drafts.items() if number != "003"]
    assert sum(len(draft.outline.problems) for draft in notices) == 70
    entries = [each for draft in notices for item in draft.suggested.ledgers.items.values() for each in item.entries]
    assert sum(each.about is None for each in entries) == 2
    due = {key: len(item.due) for key, item in drafts["001"].suggested.ledgers.items.items() if item.due}
    assert (sum(due.values()), len(due), due["p15"]) == (10, 5, 5)
    assert len(drafts["003"].suggested.ledgers.targets) == 20


def main() -> None:
    right = checked = read = kept = 0
    seconds = []
    for number in sorted(TABLE):
        text = source(number)
        imported(number)
        begun = time.perf_counter()
        draft = imported(number)
        notice_file(draft.head, draft.blocks), ledger_file(draft.suggested.ledgers)
        seconds.append(time.perf_counter() - begun)
        a, b, wrong = score(number)
        right, checked = right + a, checked + b
        read += len(squeeze(text))
        kept += len(squeeze(draft.outline.text + (draft.head.title or "") + "".join(each.text for each in draft.aside)))
        print(f"{number}: {a} of {b} fields, {len(text)} characters, {seconds[-1]:.3f} s", *wrong, sep="\n  ")
    print(f"{right} of {checked} fields right; {read} characters in, {kept} out; {max(seconds):.3f} s at most")


if __name__ == "__main__":
    main()
