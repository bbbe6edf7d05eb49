"""Reports what was public at the last build and no longer is, and what is withheld."""

from collections.abc import Collection, Iterator, Mapping
from datetime import date

from msgspec import Struct, ValidationError

from site_builder.build.head_scan import HeadScan
from site_builder.build.state import State, UnitState
from site_builder.build.store import Store, StoreError
from site_builder.data.file_record import FileRecords
from site_builder.records.approval import lacking
from site_builder.records.encoding import unpacker
from site_builder.records.model import Head, Window
from site_builder.records.register_model import Settings
from site_builder.records.vocabulary import STATUSES, AfterClose
from site_builder.unit.cards import Card, ItemCard
from site_builder.views.derive import visibility, visible_from, withdrawal

_cards = unpacker(Card)
_heads = unpacker(Head)


class Gone(Struct, frozen=True, order=True, kw_only=True):
    """A URL that was public, or words that stood at it, and why it is not."""

    url: str
    why: str


class Withheld(Struct, frozen=True, order=True, kw_only=True):
    """A notice in the content that is not public. `until`: the day from which it is; None where no day decides it."""

    slug: str
    why: str
    until: str | None


def withheld(heads: Mapping[str, HeadScan], day: date, settings: Settings, drafts: bool) -> list[Withheld]:
    """Notices that have no page on a day, by slug.

    Takes   settings: which steps of approval they ask for, and what happens when a window has closed; drafts: whether drafts are shown
    """
    found = []
    for slug, scan in sorted(heads.items()):
        head, left = _heads.decode(scan.head), lacking(settings, scan.approved)
        if left and not head.draft and not drafts:
            found.append(Withheld(slug=slug, why=f"没有审批齐，差：{'、'.join(left)}", until=None))
        elif told := _why_withheld(head, day, settings.after_close, drafts):
            found.append(Withheld(slug=slug, why=told[0], until=told[1]))
    return found


def _why_withheld(head: Head, day: date, policy: AfterClose, drafts: bool) -> tuple[str, str | None] | None:
    seen = visibility(head, day, policy, drafts)
    if seen == "withdrawn" and (ended := withdrawal(head, policy)):
        return "公开期限已满，按 after_close: withdraw 撤下" if ended.closed else f"{ended.since} 起撤下", None
    if seen != "hidden":
        return None
    if head.draft and not drafts:
        return "草稿：校核后删去 draft: true", None
    begins = visible_from(head)
    why = "公开期限还没有开始" if isinstance(head.window, Window) else "还没有到公开日期"
    return why, str(begins) if begins else None


def gone(
    before: State,
    units: Mapping[str, UnitState],
    common: FileRecords,
    heads: Mapping[str, HeadScan],
    held: Collection[Withheld],
    store: Store,
) -> list[Gone]:
    """What the last build had public and this one has not, by URL.

    Takes   before: the state of the last build; units, common: of this one, files of no unit in `common`
            held: what is withheld now; store: where the cards of both are
    """
    found = set[Gone]()
    reasons = {each.slug: each.why for each in held}
    for slug, old in before.units.items():
        new = units.get(slug)
        if old is new or old.card is None:
            continue
        try:
            card = _cards.decode(store.get(old.card))
            now = _cards.decode(store.get(new.card)) if new is not None and new.card is not None else None
        except (
            StoreError,
            ValidationError,
        ):  # of a build that was cut short, or of an older program: the files still tell
            card, now = None, None
        if new is None or new.card is None:
            why = reasons.get(slug, "没有这份通报了" if slug not in heads else "不再公开")
            items = f"，连同 {len(card.items)} 个事项" if card is not None and card.items else ""
            found.add(Gone(url=f"/notices/{slug}/", why=why + items))
            continue
        if card is not None and now is not None:
            found.update(_lost(slug, card, now))
        for path in old.files().keys() - new.files().keys():
            if "/files/" in path:
                found.add(Gone(url=f"/{path}", why="附件不再公开"))
    lost = {path for path in before.common() if path.endswith("/index.html")} - common.keys()
    found.update(Gone(url=f"/{path.removesuffix('index.html')}", why="没有这一页了") for path in lost)
    return sorted(found)


def _lost(slug: str, old: Card, new: Card) -> Iterator[Gone]:
    items: dict[str, ItemCard] = {item.id: item for item in new.items}
    for item in old.items:
        url, now = f"/notices/{slug}/{item.id}/", items.get(item.id)
        if now is None:
            yield Gone(url=url, why=f"正文里没有这个事项了：{item.title[:24]}")
            continue
        if item.status != "unstated" and now.status == "unstated":
            yield Gone(url=url, why=f"状态“{STATUSES[item.status]}”没有了")
        if item.due and not now.due:
            yield Gone(url=url, why="整改时限没有了")
    left = {target.id for target in new.targets}
    for target in old.targets:
        if target.id not in left:
            yield Gone(url=f"/notices/{slug}/{target.id}/", why=f"没有这个指标了：{target.metric[:24]}")
