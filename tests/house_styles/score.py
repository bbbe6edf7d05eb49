"""How much of composed documents the importer reads as their truth has it: `python -m tests.house_styles.score --count 1000`.

Documents and fields, and for each option of each question the share of documents with it that are right as a whole.
"""

import argparse
import re
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import zip_longest

from site_builder.importing.draft import Draft, draft_of
from site_builder.importing.lines.fold import squeeze
from site_builder.importing.lines.manuscript import Manuscript
from site_builder.importing.names import organ_id
from site_builder.importing.readers.dispatch import read_manuscript
from site_builder.importing.refusal import refusal_of
from site_builder.records.model import Window
from tests.house_styles.choices import Choices, draw, shrink
from tests.house_styles.compose import OPTIONS, compose, settled
from tests.house_styles.near_misses import KINDS, near_miss
from tests.house_styles.truth import Document, Item, Truth

_EDGE = re.compile(r"[。:;]+$")
_LABEL = re.compile(r"[^,。;:]{2,10}:(?=.)|[【\[][^】\]]{2,8}[】\]]")


def imported(document: Document) -> tuple[Draft, str | None]:
    manuscript = read_manuscript(document.raw, "a.txt")
    draft = draft_of(manuscript, organ_id)
    return draft, refused(draft, manuscript)


def refused(draft: Draft, manuscript: Manuscript) -> str | None:
    refusal = refusal_of(draft, manuscript.lines)
    return refusal.why if refusal else None


def _plain(value: object) -> object:
    if isinstance(value, str):
        return _EDGE.sub("", squeeze(value))
    return [_plain(each) for each in value] if isinstance(value, list | tuple) else value


def head_of(draft: Draft) -> dict[str, object]:
    """The fields of a draft's head by the names that a truth has for them."""
    head = draft.head
    inspection = head.inspection if not isinstance(head.inspection, str) else None
    window, stated = head.window, head.stated
    return {
        "title": head.title,
        "organ": draft.organ_name,
        "published": str(head.published) if head.published else None,
        "written": str(head.written) if head.written else None,
        "source": head.source.name if head.source else None,
        **{name: (str(day) if (day := getattr(inspection, name, None)) else None) for name in ("started", "ended", "feedback")},
        "level": inspection.level if inspection else None,
        "teams": list(inspection.teams) if inspection else [],
        "window": (window.kind, str(window.opens), str(window.closes)) if isinstance(window, Window) else None,
        **{name: list(getattr(head.contacts, name)) for name in ("phones", "emails", "addresses", "postcodes")},
        "signed": list(head.signed.by) if head.signed else [],
        "signed_on": str(head.signed.date) if head.signed and head.signed.date else None,
        "problems": stated.problems if stated else None,
    }  # fmt: skip


def items_of(draft: Draft) -> list[Item]:
    sections = {section.heading for section in draft.outline.sections}
    ledgers = draft.suggested.ledgers.items
    return [
        Item(
            each.number,
            each.title,
            each.states,
            None if each.category in sections else each.category,
            [measure.text for measure in each.measures],
            [str(due.by) for due in ledgers[each.id].due] if each.id in ledgers else [],
            [who.unit for who in ledgers[each.id].responsible] if each.id in ledgers else [],
        )
        for each in draft.outline.problems
    ]


def _measure(text: str) -> str:
    return (
        _LABEL.sub("", _EDGE.sub("", squeeze(text)), count=1)
        if _LABEL.match(squeeze(text))
        else _EDGE.sub("", squeeze(text))
    )


def differences(truth: Truth, draft: Draft, refusal: str | None) -> Iterator[tuple[str, object, object]]:
    """(field, wanted, given, whether right) of everything that is compared: right ones with equal values."""
    yield "accepted", True, refusal is None
    given = head_of(draft)
    for name, wanted in truth.head.items():
        if wanted == "?" or (name == "teams" and wanted is None):
            continue
        yield name, _plain(wanted), _plain(given.get(name))
    if truth.roles:
        yield "roles", truth.roles, [section.role for section in draft.outline.sections]
    found = items_of(draft)
    yield "items", len(truth.items), len(found)
    for wanted_item, given_item in zip_longest(truth.items, found):
        if wanted_item is None or given_item is None:
            continue  # counted by the number of items
        yield "item number", wanted_item.number, given_item.number
        yield "item title", _plain(wanted_item.title), _plain(given_item.title)
        if wanted_item.states != "?":
            yield "item states", wanted_item.states, given_item.states
        yield "item category", _plain(wanted_item.category), _plain(given_item.category)
        yield (
            "item measures",
            [_measure(each) for each in wanted_item.measures],
            [_measure(each) for each in given_item.measures],
        )
        if "?" not in wanted_item.due:
            yield "item due", wanted_item.due, given_item.due
        yield "item responsible", wanted_item.responsible, given_item.responsible


def lost(document: Document, draft: Draft) -> list[str]:
    """Paragraphs of the document that are neither in the record nor in the report."""
    kept = (
        squeeze(draft.outline.text)
        + "\n"
        + squeeze(draft.head.title or "")
        + "\n"
        + "\n".join(squeeze(each.text) for each in draft.aside)
    )
    whole = kept.replace("\n", "").replace("|", "")
    return [line for line in document.text.split("\n") if not _kept(squeeze(line).replace("|", ""), whole)]


def _kept(line: str, whole: str) -> bool:
    """Whether a line is there; one that was broken over two lines of the file may stand in two places."""
    if line in whole:
        return True
    return any(line[:cut] in whole and line[cut:] in whole for cut in range(3, len(line) - 1))  # 星期五, 中小


def wrong_of(choices: Choices) -> list[tuple[str, object, object]]:
    """What differs between the truth and the record of a document."""
    document = compose(choices)
    draft, refusal = imported(document)
    wrong = [each for each in differences(document.truth, draft, refusal) if each[1] != each[2]]
    return wrong + [("lost", "", line) for line in lost(document, draft)]


def smallest(choices: Choices, field: str | None = None) -> Choices:
    """The simplest choices with which the same field is still wrong."""

    def fails(each: Choices) -> bool:
        return any(field in (None, name) for name, *_ in wrong_of(each))

    return shrink(settled(choices), OPTIONS, lambda each: settled(each) == each and fails(each))


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--count", type=int, default=500)
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--show", type=int, default=0, help="this many failures, simplified")
    parser.add_argument("--field", help="show failures of this field")
    parser.add_argument("--choices", action="store_true", help="score by choice")
    args = parser.parse_args()
    fields: Counter[str] = Counter()
    right: Counter[str] = Counter()
    by_choice: dict[tuple[str, str], list[int]] = defaultdict(lambda: [0, 0])
    whole, failures = 0, []
    begun = time.perf_counter()
    for seed in range(args.first, args.first + args.count):
        choices = settled(draw(seed, OPTIONS))
        document = compose(choices)
        draft, refusal = imported(document)
        bad: list[str] = []
        for name, wanted, given in differences(document.truth, draft, refusal):
            fields[name] += 1
            right[name] += wanted == given
            bad += [name] if wanted != given else []
        bad += ["lost" for _ in lost(document, draft)]
        whole += not bad
        for question, option in choices.picked.items():
            by_choice[question, option][0] += not bad
            by_choice[question, option][1] += 1
        if bad and (args.field is None or args.field in bad):
            failures.append((choices, args.field or bad[0]))
    seconds = time.perf_counter() - begun
    print(
        f"documents {whole} of {args.count} ({whole / args.count:.1%}); fields {right.total()} of {fields.total()}"
        f" ({right.total() / fields.total():.2%}); {seconds:.0f} s"
    )
    for name in fields:
        print(f"  {name:18} {right[name]:6} of {fields[name]:6}  {right[name] / fields[name]:.1%}")
    if args.choices:
        for (question, option), (good, many) in sorted(by_choice.items(), key=lambda each: each[1][0] / each[1][1]):
            print(f"    {good / many:5.0%} of {many:4}  {question} = {option!r}")
    accepted = Counter(kind for kind in KINDS for seed in range(40) if not _refused(near_miss(kind, seed)))
    print(f"near misses refused {len(KINDS) * 40 - accepted.total()} of {len(KINDS) * 40}; accepted: {dict(accepted)}")
    for choices, field in failures[: args.show]:
        simple = smallest(choices, field)
        print("\n" + simple.shown(OPTIONS))
        for each in wrong_of(simple):
            print("   ", *each, sep=" | ")


def _refused(text: str) -> str | None:
    manuscript = read_manuscript(text.encode(), "a.txt")
    return refused(draft_of(manuscript, organ_id), manuscript)


if __name__ == "__main__":
    main()
