"""Made-up records of any number of notices: plain values, written as our content or as a Hugo site by other modules.

Every notice is drawn from its own seed, so the first hundred of a thousand say what the hundred of a hundred say; only
their days differ.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

import chinese_calendar

from benchmarks.wording import AREAS, FAULTS, OBJECTS, OFFICES, ORDINALS, ORGAN_STEMS, Wording

LAST_DAY = date(2026, 11, 20)  # the day on which sites are built: the newest window closes on it
YEARS = 10
WINDOW_DAYS = 30
ROUNDS = 20


@dataclass(frozen=True, slots=True)
class Organ:
    id: str
    name: str
    short: str
    phone: str
    email: str


@dataclass(frozen=True, slots=True)
class Round:
    """An inspection that several notices share."""

    id: str
    name: str
    teams: tuple[str, ...]
    started: date
    ended: date
    feedback: date


@dataclass(frozen=True, slots=True)
class Entry:
    """Words of the item and the status they state; `partial` and the like are our names of statuses."""

    status: str
    quote: str


@dataclass(frozen=True, slots=True)
class Due:
    by: str
    quote: str


@dataclass(frozen=True, slots=True)
class Responsible:
    unit: str
    role: str
    quote: str


@dataclass(frozen=True, slots=True)
class Item:
    """`number` counts from 1 and is in its id; `closing` is the paragraph after the measures, empty where there is none."""

    number: int
    title: str
    measures: tuple[str, ...]
    closing: str
    entry: Entry | None
    due: Due | None
    responsible: Responsible | None

    @property
    def id(self) -> str:
        return f"p{self.number}"

    @property
    def status(self) -> str:
        return self.entry.status if self.entry else "unstated"


@dataclass(frozen=True, slots=True)
class Category:
    heading: str
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Notice:
    slug: str
    title: str
    organ: Organ
    round: Round
    opens: date
    closes: date
    opening: str
    leadership: tuple[str, ...]
    categories: tuple[Category, ...]
    next_steps: tuple[str, ...]
    window_quote: str
    follows: str | None

    @property
    def items(self) -> tuple[Item, ...]:
        return tuple(item for category in self.categories for item in category.items)


def organs() -> list[Organ]:
    return [
        Organ(f"o{n:02}", f"云州市{stem}局", f"市{stem}局", f"0000-82{n:02}100", f"zhenggai@o{n:02}.yunzhou.invalid")
        for n, stem in enumerate(ORGAN_STEMS, 1)
    ]


def rounds() -> list[Round]:
    """Inspection rounds, two a year, oldest first."""
    made = []
    for n in range(ROUNDS):
        started = date(LAST_DAY.year - YEARS + n // 2, 2 + 5 * (n % 2), 10)
        name = f"{ORDINALS[6 + n // 10]}届市委第{ORDINALS[n % 10]}轮"
        teams = tuple(f"市委第{ORDINALS[t]}巡察组" for t in range(1 + n % 3))
        made.append(Round(f"round-{n + 1}", name, teams, started, started + timedelta(50), started + timedelta(90)))
    return made


def notices(count: int, items: int, seed: int) -> Iterator[Notice]:
    """`count` notices of about `items` items each, oldest first, spread over ten years up to LAST_DAY."""
    wording = Wording(seed)
    everyone, inspections = organs(), rounds()
    span = (LAST_DAY - date(LAST_DAY.year - YEARS + 1, 1, 5)).days - WINDOW_DAYS
    slugs: dict[str, str] = {}
    for number in range(count):
        draw = Random(f"{seed} {number}")
        closes = _working_day(LAST_DAY - timedelta(span * (count - 1 - number) // count))
        opens = closes - timedelta(WINDOW_DAYS)
        organ = everyone[int(draw.random() * len(everyone))]
        past = [each for each in inspections if each.feedback < opens] or inspections[:1]
        slug = f"{opens.isoformat()}-{organ.id}-{number + 1}"
        follows = slugs.get(organ.id) if draw.random() < 0.1 else None
        slugs[organ.id] = slug
        yield _notice(draw, wording, slug, organ, past[-1], opens, closes, items, follows)


def _working_day(day: date) -> date:
    """The day, or the last working day before it: a window that ends on a holiday is worth a warning."""
    while not chinese_calendar.is_workday(day):
        day -= timedelta(1)
    return day


def chinese_day(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


def _notice(
    draw: Random,
    wording: Wording,
    slug: str,
    organ: Organ,
    inspection: Round,
    opens: date,
    closes: date,
    items: int,
    follows: str | None,
) -> Notice:
    count = max(1, items + draw.randint(-2, 2)) if items > 4 else items
    groups = min(4, max(1, count // 4))
    categories = []
    areas = draw.sample(AREAS, groups)
    for group in range(groups):
        first, last = count * group // groups, count * (group + 1) // groups
        listed = tuple(_item(draw, wording, number, opens) for number in range(first + 1, last + 1))
        categories.append(Category(f"（{ORDINALS[group]}）{areas[group]}方面", listed))
    opening = (
        f"根据市委统一安排，{'、'.join(inspection.teams)}对{organ.short}党组开展了巡察，"
        f"并于{chinese_day(inspection.feedback)}反馈了巡察意见，共{count}项问题。现将整改情况予以公布。"
    )
    return Notice(
        slug,
        f"中共{organ.name}党组关于{inspection.name}巡察整改情况的通报",
        organ,
        inspection,
        opens,
        closes,
        opening,
        tuple(wording.paragraph(draw, 3) for _ in range(3)),
        tuple(categories),
        tuple(wording.paragraph(draw, 3) for _ in range(3)),
        f"公开期限为{chinese_day(opens)}至{chinese_day(closes)}",
        follows,
    )


def _item(draw: Random, wording: Wording, number: int, opens: date) -> Item:
    title = f"关于“{draw.choice(OBJECTS)}{draw.choice(FAULTS)}”问题的整改情况"
    measures = [
        f"{ORDINALS[n]}是{wording.lead(draw)}。{wording.paragraph(draw, draw.randint(2, 3))}"
        for n in range(draw.randint(4, 5))
    ]
    responsible = due = None
    if draw.random() < 0.35:
        unit = draw.choice(OFFICES)
        responsible = Responsible(unit, "牵头", f"由{unit}牵头负责本项工作")
        measures[0] += f"{responsible.quote}。"
    if draw.random() < 0.25:
        by = opens + timedelta(draw.randint(20, 500))
        due = Due(f"{by.year}-{by.month:02}", f"计划在{by.year}年{by.month}月底前全部完成")
        measures[-1] += f"其中需要分步实施的部分，{due.quote}。"
    entry, closing = _closing(draw)
    return Item(number, title, tuple(measures), closing, entry, due, responsible)


def _closing(draw: Random) -> tuple[Entry | None, str]:
    """What the ledger says of the whole item, and the paragraph that holds its words. Most texts say nothing."""
    chance = draw.random()
    if chance < 0.12:
        quote = "该项问题已完成整改"
        return Entry("done", quote), f"经复核，{quote}，今后将长期坚持。"
    if chance < 0.24:
        quote = f"该项整改正在推进，已办理{draw.randint(30, 95)}%"
        return Entry("ongoing", quote), f"目前，{quote}。"
    if chance < 0.34:
        quote = "该项整改已基本完成"
        return Entry("partial", quote), f"目前，{quote}，余下部分转入日常管理。"
    if chance < 0.37:
        quote = "该项整改尚未启动"
        return Entry("not-started", quote), f"因需要上级批复，{quote}。"
    return None, ""
