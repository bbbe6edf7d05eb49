"""A notice → the cards to review on the desk, in text order: doubts about the structure, fields of the head, claims."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Literal

from msgspec import Struct, structs

from site_builder.desk.claim_words import card_kind, card_title, fields_of
from site_builder.desk.claims import ClaimPlace, place_of, scope_of
from site_builder.desk.head_fields import head_fields, said_date, spellings
from site_builder.desk.opened import Opened, SourceLine, about_words, hash_words
from site_builder.records.ledger_model import (
    CLAIM_LISTS,
    EvidenceSource,
    Fact,
)
from site_builder.records.notice import Notice
from site_builder.records.outline import Block
from site_builder.records.quotes import Found, comparable, find, sentence

_PERSONS = "人名与职务"
_ISO = re.compile(r"(?<!\d)\d{4}-\d{2}-\d{2}(?!\d)")  # a date in what import says
CardState = Literal["open", "accepted", "rejected", "changed"]
_JUDGED: dict[str, CardState] = {"accepted": "accepted", "rejected": "rejected", "changed": "changed"}
_NOT_FOUND = 10**6  # behind every block of the text


class DeskCard(Struct, frozen=True, kw_only=True):
    """One thing for the editor to accept, change or reject.

    id          of a claim or a doubt it depends on its words, of a field of the head on its name: it outlives other edits
    steps       path of the record in ledger.yaml; empty for doubts and fields of the head
    about       what the claim is about: None for the whole item, a measure (m1), or words that name a part
    block       index of the block that holds its words, with their offsets there; -1 where no block does
    before, words, after    the whole sentence around the words
    fields      its other values, as (label, value) pairs for display
    """

    id: str
    kind: str
    item: str | None
    state: CardState
    title: str
    note: str = ""
    steps: tuple[str | int, ...] = ()
    about: str | None = None
    about_said: str = ""
    value: str = ""
    block: int = -1
    start: int = 0
    stop: int = 0
    before: str = ""
    words: str = ""
    after: str = ""
    fields: tuple[tuple[str, str], ...] = ()
    where: str = ""

    @property
    def order(self) -> tuple[int, int, int]:
        return (self.block if self.block >= 0 else _NOT_FOUND, self.start, len(self.steps))


def deck(opened: Opened, judged: Iterable[dict[str, Any]] = ()) -> list[DeskCard]:
    """All cards of a notice.

    Takes   judged: earlier judgements from the journal (undone ones left out), oldest first: {card, state, snapshot}
    """
    notice = opened.notice
    if notice is None:
        return []
    said = {each["card"]: each for each in judged if "card" in each}
    heads = list(_head_cards(opened, notice)) if notice.head.draft else []
    doubts = list(_doubt_cards(opened, notice))
    claims = sorted(_with_changed(_numbered(_claim_cards(opened, notice)), said), key=lambda card: card.order)
    there = {card.id for card in (*heads, *doubts, *claims)}
    gone = [
        structs.replace(_card_from(each["snapshot"]), state="rejected")
        for key, each in said.items()
        if key not in there and each.get("state") == "rejected" and each.get("snapshot")
    ]
    return [*heads, *sorted([*doubts, *claims, *gone], key=lambda card: card.order)]


def _with_changed(cards: Iterable[DeskCard], said: dict[str, dict[str, Any]]) -> Iterator[DeskCard]:
    for card in cards:
        state = said.get(card.id, {}).get("state")
        yield structs.replace(card, state="changed") if card.state == "accepted" and state == "changed" else card


def _card_from(snapshot: dict[str, Any]) -> DeskCard:
    known = {key: value for key, value in snapshot.items() if key in DeskCard.__struct_fields__}
    known["fields"] = tuple(tuple(each) for each in known.get("fields", ()))
    return DeskCard(**{**known, "steps": ()})


# -- head and structure


def _head_cards(opened: Opened, notice: Notice) -> Iterator[DeskCard]:
    for field in head_fields(notice, opened.organs):
        place = _placed_in_line(notice, field.words, field.line) if field.words else {}
        yield DeskCard(
            id=f"head-{field.name}",
            kind="head",
            item=None,
            state=_remembered(opened, field.key),
            title=f"{field.label}：{field.shown}",
            note=field.note,
            value=field.value,
            fields=field.fields,
            where=field.name,
            **place,
        )


def _remembered(opened: Opened, key: str) -> CardState:
    """How a field of the head or a doubt was judged."""
    return _JUDGED.get(opened.memory.get(key, ""), "open")


def doubt_key(text: str, why: str, line: int | None = None) -> str:
    """The hash of a doubt. `line`: of the source, for one that says the same as another of another line."""
    return hash_words("structure", text, why, *(() if line is None else (str(line),)))


_NOT_IN_TEXT = "正文里没有一行写着这几个字，请对照原件看。"


def _doubt_cards(opened: Opened, notice: Notice) -> Iterator[DeskCard]:
    """Import's doubts, each of them: one whose words are in no line of the text is shown too, until somebody has judged it."""
    seen: set[str] = set()
    lines = {each.line: each.text for each in opened.imported.lines}
    for doubt in opened.imported.doubts:
        key, exact = doubt_key(doubt.text, doubt.why), doubt_key(doubt.text, doubt.why, doubt.line)
        if exact in seen:
            continue
        key = exact if key in seen else key
        seen |= {key, exact}
        place = _place_of_doubt(notice, doubt, lines.get(doubt.line, ""))
        block = place.get("block", -1)
        yield DeskCard(
            id=f"doubt-{key[:12]}",
            kind="structure",
            item=place_of(notice.outline, block).item if block >= 0 else None,
            state=_remembered(opened, key),
            title=_doubt_title(doubt),
            note=_NOT_IN_TEXT if doubt.line and doubt.text and not place else "",
            value=key,
            where=f"原件第 {doubt.line} 行" if doubt.line else "全文",
            **{"words": _ISO.sub(lambda found: said_date(found[0]), doubt.text), **place},
        )


def _doubt_title(doubt: SourceLine) -> str:
    """What import says, with a person's name where several doubts would read alike."""
    said = _ISO.sub(lambda found: said_date(found[0]), doubt.why)
    return f"{said}：{doubt.text}" if doubt.why.startswith(_PERSONS) else said


def _place_of_doubt(notice: Notice, doubt: SourceLine, line: str) -> dict[str, Any]:
    """Where the words of a doubt are: in the block made of its line, else in any, a date in any spelling; else that block, unmarked.

    Takes   line: of the source, that the doubt is about
    """
    for words in (doubt.text, *(spellings(doubt.text) if _ISO.fullmatch(doubt.text) else ())):
        if words and (place := _placed_in_line(notice, words, line)):
            return place
    block = _block_of(notice, line)
    return {} if block is None else {"block": block}


def _placed_in_line(notice: Notice, words: str, line: str) -> dict[str, Any]:
    """As `_placed`, but in the block that holds a whole line where there is one."""
    block = _block_of(notice, line)
    here = {} if block is None else _placed(notice, ClaimPlace(block, block + 1), words)
    return here or _placed(notice, ClaimPlace(0, len(notice.outline.blocks)), words)


def _block_of(notice: Notice, line: str) -> int | None:
    needle, blocks = comparable(line), [comparable(block.text) for block in notice.outline.blocks]
    if not needle:
        return None
    return (
        blocks.index(needle) if needle in blocks else next((n for n, text in enumerate(blocks) if needle in text), None)
    )


# -- claims


def _numbered(cards: Iterable[DeskCard]) -> Iterator[DeskCard]:
    """Cards that say the same of the same words get a number behind their id, so that each is one of its own."""
    seen: Counter[str] = Counter()
    for card in cards:
        seen[card.id] += 1
        yield structs.replace(card, id=f"{card.id}-{seen[card.id]}") if seen[card.id] > 1 else card


def _claim_cards(opened: Opened, notice: Notice) -> Iterator[DeskCard]:
    for problem in notice.outline.problems:
        ledger = notice.ledger(problem.id)
        for name in CLAIM_LISTS:
            for number, record in enumerate(getattr(ledger, name)):
                yield _claim(opened, notice, (problem.id, name, number), record, scope_of(problem, record.about))
    whole = ClaimPlace(0, len(notice.outline.blocks))
    tables: tuple[tuple[str, dict[str, Any]], ...] = (
        ("targets", notice.ledgers.targets),
        ("commitments", notice.ledgers.commitments),
    )
    for name, records in tables:
        for key, record in records.items():
            own = notice.outline.problem(record.item) if record.item else None
            place = scope_of(own, None) if own else whole._replace(item=record.item)
            yield _claim(opened, notice, (name, key), record, place)


def _claim(opened: Opened, notice: Notice, steps: tuple[str | int, ...], record: Any, place: ClaimPlace) -> DeskCard:
    """The card of one record. Takes   steps: its path in the ledger; place: where its words are looked for"""
    words = record.quotes[0] if isinstance(record, Fact) and record.quotes else getattr(record, "quote", None) or ""
    source: EvidenceSource | None = getattr(record, "source", None)
    found = {} if source else _placed(notice, place, words)
    if not found:
        found = {"words": words, **_in_source(opened, source, words), **({"block": place.start} if source else {})}
    kind, title = card_kind(record), card_title(record)
    about = getattr(record, "about", None)
    return DeskCard(
        id=f"{kind}-{hash_words(kind, place.item or '', title, words)[:12]}",
        kind=kind,
        item=place.item,
        state="open" if record.suggested else "accepted",
        title=title,
        steps=steps,
        about=about,
        about_said=about_words(about) if about or place.item else "",
        value=str(getattr(record, "status", None) or getattr(record, "by", None) or ""),
        fields=tuple(fields_of(record)),
        where=_where(source),
        **found,
    )


def _where(source: EvidenceSource | None) -> str:
    if source is None:
        return ""
    return f"文件 {source.file}" if source.file else f"通报 {source.notice}"


def _in_source(opened: Opened, source: EvidenceSource | None, words: str) -> dict[str, Any]:
    """The sentence around a quotation from a file or from another notice."""
    text = None
    if source:
        text = opened.evidence.get(source.file) if source.file else opened.linked.get(source.notice or "")
    if not text or (found := find(words, text)) is None:
        return {}
    around = sentence(text, found)
    return {
        "before": text[around.start : found.start],
        "words": text[found.start : found.stop],
        "after": text[found.stop : around.stop],
    }


def _placed(notice: Notice, place: ClaimPlace, words: str) -> dict[str, Any]:
    """The block, offsets and sentence of words within a range of blocks; {} where no single block holds them."""
    found = _find(notice.outline.blocks, place, words)
    if found is None:
        return {}
    index, at = found
    text = notice.outline.blocks[index].text
    around = sentence(text, at)
    return {
        "block": index,
        "start": at.start,
        "stop": at.stop,
        "before": text[around.start : at.start],
        "words": text[at.start : at.stop],
        "after": text[at.stop : around.stop],
    }


def _find(blocks: Sequence[Block], place: ClaimPlace, words: str) -> tuple[int, Found] | None:
    order = [*range(place.start + 1, place.stop), place.start] if place.item else list(range(place.start, place.stop))
    needle = comparable(words)
    for index in order:
        if needle and needle in comparable(blocks[index].text) and (found := find(words, blocks[index].text)):
            return index, found
    return None
