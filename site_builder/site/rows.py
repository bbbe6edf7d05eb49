"""Cards → lines and totals that several site pages share."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from typing import TypeVar

from site_builder.records.model import Inspection
from site_builder.records.register_model import Organ
from site_builder.records.vocabulary import KINDS, MARKS, ORGAN_KINDS, STATUSES, Status
from site_builder.unit.cards import Brief, ItemBrief, added
from site_builder.views.routes import Routes
from site_builder.views.shared_views import counts_of, mark_view, shares_of, status_view
from site_builder.views.site_view_models import Count, ItemGroup, ItemLine, NoticeLine, OrganLine, Totals
from site_builder.views.view_models import Link, Share

T = TypeVar("T")


def newest(cards: Iterable[Brief]) -> list[Brief]:
    """By day of publication, newest first; undated last; slugs break ties."""
    return sorted(cards, key=lambda card: (card.published or "", card.slug), reverse=True)


def with_each(pairs: Iterable[tuple[Brief, Iterable[T]]]) -> dict[T, list[Brief]]:
    """Keys, each with the cards that have it, in the order in which they come. Takes   pairs: a card and its keys, which may repeat"""
    found: dict[T, list[Brief]] = {}
    for card, keys in pairs:
        for key in dict.fromkeys(keys):
            found.setdefault(key, []).append(card)
    return found


def year_label(year: str) -> str:
    return "未署日期" if year == "undated" else f"{year}年"


def by_year(cards: Sequence[Brief]) -> list[tuple[str, list[Brief]]]:
    """Years newest first, undated last, each with its cards newest first."""
    return [(year, list(group)) for year, group in groupby(newest(cards), key=lambda card: card.year)]


def notice_line(card: Brief, routes: Routes) -> NoticeLine:
    return NoticeLine(
        url=card.url,
        title=card.title,
        title_stated=card.title_stated,
        kind_label=KINDS[card.kind],
        organ=Link(routes.organ(card.organ), card.organ_name or "") if card.organ else None,
        published=card.published,
        window=card.window,
        items=card.counts.problems,
        counts=counts_in(card),
        shares=shares_in([card]),
        draft=card.draft,
    )


def counts_in(card: Brief) -> tuple[Count, ...]:
    """How many items of a notice have each status, leading to where its page lists them."""
    return tuple(
        (status, count, f"{card.url}#items-{status.code}") for status, count in counts_of(card.counts.statuses)
    )


def shares_in(cards: Sequence[Brief]) -> tuple[Share, ...]:
    """The bar of the items of some notices; none where no item has a status."""
    return shares_of(counts_of(added(card.counts.statuses for card in cards)))


def item_groups(pairs: Sequence[tuple[Brief, ItemBrief]], before: str = "") -> tuple[ItemGroup, ...]:
    """Items by status, in the order of statuses but for those without one, which stand last.

    Takes   before: what the anchors of the groups begin with
    """
    found: dict[Status, list[ItemLine]] = {code: [] for code in sorted(STATUSES, key=lambda code: code == "unstated")}
    for card, item in pairs:
        found[item.status].append(item_line(card, item))
    return tuple(
        ItemGroup(before + code, status_view(code), None, tuple(lines)) for code, lines in found.items() if lines
    )


def marked_groups(pairs: Sequence[tuple[Brief, ItemBrief]]) -> tuple[ItemGroup, ...]:
    """Items by mark; an item with two marks is in both."""
    groups = ((mark, tuple(item_line(card, item) for card, item in pairs if mark in item.marks)) for mark in MARKS)
    return tuple(ItemGroup(f"mark-{mark}", None, mark_view(mark), lines) for mark, lines in groups if lines)


def item_line(card: Brief, item: ItemBrief) -> ItemLine:
    return ItemLine(
        url=item.url,
        number=item.number,
        title=item.title,
        status=status_view(item.status, item.continuing, item.suggested),
        marks=tuple(mark_view(mark) for mark in item.marks),
        known=item.known,
        # words without a day of their own bear that of their notice
        as_of=item.as_of or item.known_as_of or card.published,
        notice=Link(card.url, card.title),
        organ=card.organ_name,
    )


def totals_of(cards: Sequence[Brief], routes: Routes, *, local: bool = False) -> Totals:
    """Counts over notices; no share is drawn where no item has a status.

    Takes   local: whether the page that shows them lists the items itself, by status and mark; else the pages of the site do
    """
    marks = added(card.counts.marks for card in cards)
    counts = counts_of(added(card.counts.statuses for card in cards))
    return Totals(
        notices=len(cards),
        items=sum(card.counts.problems for card in cards),
        organs=len({card.organ for card in cards if card.organ}),
        url="#items" if local else routes.page("titles"),
        counts=tuple((s, count, f"#{s.code}" if local else routes.status(s.code)) for s, count in counts),
        marks=tuple((mark_view(m), marks[m], f"#mark-{m}" if local else routes.mark(m)) for m in MARKS if marks[m]),
        shares=shares_of(counts),
    )


def organ_line(key: str, organ: Organ, own: Sequence[Brief], routes: Routes, organs: Mapping[str, Organ]) -> OrganLine:
    """What a list says of an organ.

    Takes   key, organ: of the register
            own: its notices
            routes: of the site
            organs: the public ones, for the successor
    """
    kind = ORGAN_KINDS.get(organ.kind or "", organ.kind)
    following = organs.get(organ.successor or "")
    link = Link(routes.organ(organ.successor), following.name) if organ.successor and following else None
    counts = counts_of(added(card.counts.statuses for card in own))
    return OrganLine(
        url=routes.organ(key),
        name=organ.name,
        kind=kind,
        notices=len(own),
        items=sum(card.counts.problems for card in own),
        counts=tuple((s, n, f"{routes.organ(key)}#{s.code}") for s, n in counts),
        shares=shares_of(counts),
        successor=link,
    )


def inspection_subject(record: Inspection) -> str:
    """Of what kind and about what an inspection was: 巡察 · 常规巡察."""
    kind, topic = record.type or "", record.topic or ""
    return topic if kind in topic else " · ".join(part for part in (kind, topic if topic not in kind else "") if part)


def inspection_title(key: str, record: Inspection) -> str:
    """Its own title, else level and round without saying the level twice."""
    level, label = record.level or "", record.round or ""
    return record.title or (label if level and level in label else level + label) or key
