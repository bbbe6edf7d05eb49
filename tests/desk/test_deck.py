"""What the cards of the desk show: every doubt of import until it is judged, and every value that a judgement confirms."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import msgspec
import pytest

from site_builder.desk.actions import act
from site_builder.desk.claim_words import ACTS, FACT_WORDS
from site_builder.desk.deck import DeskCard, deck
from site_builder.desk.head_fields import said_date
from site_builder.desk.opened import LEDGER, NOTICE, Opened
from site_builder.importing.draft import Draft
from site_builder.importing.lines.manuscript import Doubt
from site_builder.importing.mark import IMPORTED
from site_builder.importing.readers.dispatch import read_manuscript
from site_builder.importing.writer import ledger_file, notice_file
from site_builder.records.encoding import indented_json
from site_builder.records.ledger_model import CLAIM_LISTS
from site_builder.records.vocabulary import BASES, COMPARATORS, FACT_KINDS, MODALITIES, STATUSES
from tests.cases import either
from tests.desk.test_actions import FILE, HEAD, TEXT
from tests.house_styles.choices import draw
from tests.house_styles.compose import OPTIONS, compose, settled
from tests.importing.test_properties import imported

DAY = date(2026, 12, 1)
EXAMPLE = Path("docs/handbook/通报.docx").read_bytes()
SOURCES = {
    "the example of the handbook": (EXAMPLE, "通报.docx"),
    **{path.name: (path.read_bytes(), path.name) for path in sorted(Path("tests/importing").glob("00*.txt"))},
    **{f"house style {seed}": (compose(settled(draw(seed, OPTIONS))).raw, "a.txt") for seed in range(either(20, 240))},
}


def doubts_of(draft: Draft) -> list[Doubt]:
    return [*draft.doubts, *draft.persons]


def on_the_desk(source: str) -> tuple[Draft, Opened]:
    """A document as the desk has it after its import."""
    raw, name = SOURCES[source]
    draft = imported(raw, name)
    lines = [{"line": line.number, "text": line.text} for line in read_manuscript(raw, name).lines if line.text]
    doubts = [{"line": each.line, "text": each.text, "why": each.why} for each in doubts_of(draft)]
    files: dict[str, bytes | None] = {
        NOTICE: notice_file(draft.head, draft.blocks).encode(),
        LEDGER: ledger_file(draft.suggested.ledgers).encode(),
        IMPORTED: indented_json({"lines": lines, "doubts": doubts}),
    }
    return draft, Opened("n", files, DAY)


def of_kind(opened: Opened, kind: str) -> list[DeskCard]:
    return [each for each in deck(opened) if each.kind == kind]


@pytest.mark.parametrize("source", SOURCES)
def test_every_doubt_is_on_a_card_until_it_is_judged(source: str) -> None:
    draft, opened = on_the_desk(source)
    if opened.notice is None:  # a text that breaks off has no window: its head is mended first
        return
    cards = of_kind(opened, "structure")
    assert len(cards) == len(set(doubts_of(draft)))
    assert all(each.state == "open" for each in cards)
    for card in cards[:1]:
        judged = opened.with_files(act(opened, {"do": "accept", "card": card.id}).files)
        assert [each.state for each in of_kind(judged, "structure")].count("open") == len(cards) - 1


def with_doubts(*doubts: tuple[int, str, str]) -> Opened:
    record = {"doubts": [{"line": line, "text": text, "why": why} for line, text, why in doubts]}
    return Opened("n", {NOTICE: f"---\n{HEAD}---\n{TEXT}".encode(), LEDGER: b"", IMPORTED: indented_json(record)}, DAY)


@pytest.mark.parametrize(
    ("doubts", "shown"),
    [
        pytest.param([(3, "2024-11-08", "按落款日期填写")], ["2024年11月8日 | 原件第 3 行"], id="a date as records have it"),
        pytest.param([(9, "已经改掉的字", "日期有缺损")], ["已经改掉的字 | 原件第 9 行"], id="words that are gone"),
        pytest.param([(4, "检查3次", "甲"), (5, "检查3次", "甲")], ["检查3次 | 原件第 4 行", "检查3次 | 原件第 5 行"], id="two lines"),
        pytest.param([(4, "检查3次", "甲"), (4, "检查3次", "甲")], ["检查3次 | 原件第 4 行"], id="one line, told twice"),
        pytest.param([(0, "", "文件里有 1 张图")], [" | 全文"], id="of the whole file"),
    ],
)  # fmt: skip
def test_doubts_whose_words_are_in_no_line(doubts: list[tuple[int, str, str]], shown: list[str]) -> None:
    assert [f"{each.words} | {each.where}" for each in of_kind(with_doubts(*doubts), "structure")] == shown


def test_two_persons_are_told_apart() -> None:
    cards = of_kind(
        with_doubts((3, "局长甲", "人名与职务，请确认是否公开"), (4, "局长乙", "人名与职务，请确认是否公开")),
        "structure",
    )
    assert [each.title for each in cards] == [
        "人名与职务，请确认是否公开：局长甲",
        "人名与职务，请确认是否公开：局长乙",
    ]


WINDOW = 'window: {kind: publication, opens: "2024-10-17", closes: "2024-10-31", quote: "公开期限为2024年10月17日至2024年10月31日"}'


@pytest.mark.parametrize(
    ("ending", "before", "words"),
    [
        ("2024年10月17日", "", "2024年10月17日"),
        ("中共云州市市场监督管理局党组 2024年10月17日", "中共云州市市场监督管理局党组 ", "2024年10月17日"),
        ("中共云州市市场监督管理局党组", "", ""),
    ],
)
def test_the_day_of_publication_is_not_quoted_from_the_window(ending: str, before: str, words: str) -> None:
    head = HEAD.replace("window: unstated", WINDOW)
    text = f"{TEXT}\n公开期限为2024年10月17日至2024年10月31日。\n\n{ending}\n"
    opened = Opened("n", {NOTICE: f"---\n{head}---\n{text}".encode(), LEDGER: b""}, DAY)
    card = next(each for each in deck(opened) if each.id == "head-published")
    assert (card.before, card.words) == (before, words)


# -- values

CODES: dict[str, dict[Any, str]] = {
    "status": STATUSES, "comparator": COMPARATORS, "modality": MODALITIES, "kind": FACT_WORDS, "act": ACTS, "basis": BASES,
}  # fmt: skip
UNSAID = {"modality": "stated", "basis": "notice", "comparator": "="}  # what words without more say
FLAGS = {"continuing": "长期坚持", "implied": "没有直接", "same_metric": "口径"}
EVERY = {"1D": "每天", "1W": "每周", "1M": "每月", "3M": "每季度", "4M": "每四个月", "6M": "每半年", "1Y": "每年"}


def said(key: str, value: Any) -> str:
    """A value of a record as people read it."""
    if value is True:
        return FLAGS[key]
    if key in CODES:
        return str(CODES[key].get(value, value))
    if key in ("as_of", "happened", "by", "from", "until"):
        return said_date(value)
    return EVERY.get(value, value) if key == "every" else str(value)


def values(record: Any, key: str = "") -> Iterator[tuple[str, Any]]:
    if isinstance(record, dict):
        for name, value in record.items():
            if name not in ("suggested", "item", "source"):
                yield from values(value, name)
    elif isinstance(record, list | tuple):
        for value in record:
            yield from values(value, key)
    elif record not in (None, False, "", UNSAID.get(key)):
        yield key, record


def shown_on(card: DeskCard) -> str:
    fields = [words for pair in card.fields for words in pair]
    return "\n".join([card.title, card.words, card.about_said, card.where, *fields])


def records_of(opened: Opened) -> Iterator[tuple[tuple[str | int, ...], Any]]:
    assert opened.notice is not None
    for item, ledger in opened.notice.ledgers.items.items():
        for name in CLAIM_LISTS:
            yield from (((item, name, n), record) for n, record in enumerate(getattr(ledger, name)))
    for name in ("targets", "commitments"):
        yield from (((name, key), record) for key, record in getattr(opened.notice.ledgers, name).items())


def unseen(opened: Opened) -> list[tuple[str, str]]:
    """Values of records and of the head's cards that no card shows."""
    cards = {card.steps: shown_on(card) for card in deck(opened) if card.steps}
    found = []
    for steps, record in records_of(opened):
        for key, value in values(msgspec.to_builtins(record, enc_hook=str)):
            about = key == "about" and value.startswith("m")
            words = f"第{value[1:]}条措施" if about else said(key, value)
            if words.translate(SINGLE) not in cards[steps].translate(SINGLE):
                found.append((key, value))
    return found


SINGLE = str.maketrans("“”", "‘’")


@pytest.mark.parametrize("source", SOURCES)
def test_every_value_of_a_suggestion_is_on_its_card(source: str) -> None:
    opened = on_the_desk(source)[1]
    if opened.notice is not None:
        assert unseen(opened) == []


WHOLE = """\
p1:
  responsible:
    - {unit: 财务科, role: 牵头, about: m1, quote: "由财务科牵头落实", suggested: true}
  due:
    - {by: "2025-06", about: m2, quote: "计划于2025年6月前完成", as_of: "2024-10-20", reason: 情况有变, suggested: true}
  entries:
    - as_of: "2024-11-20"
      happened: "2024-11-19"
      status: done
      continuing: true
      about: 拨付迟缓
      basis: report
      quote: "三项工作已于2024年11月20日全部完成"
      source: {file: 进展.xlsx, title: 进展表, cell: 台账!F12, page: 3}
      note: 一句话
      reason: 退回
      suggested: true
  facts:
    - label: 收回资金
      kind: recovered
      comparator: ">"
      value: "12.5"
      of: "20"
      unit: 万元
      count: "3"
      count_of: "7"
      modality: planned
      about: m2
      act: cited
      quotes: ["已收回12.5万元", "目前正在清理历年沉淀资金"]
      suggested: true
    - {label: 《资金拨付办法》, kind: document, act: issued, value: "1", unit: 份, modality: planned, quotes: ["已制定《资金拨付办法》"], suggested: true}
targets:
  t1:
    quote: "压缩拨付时限"
    metric: 拨付时限
    comparator: "<="
    value: "5"
    unit: 天
    period: 2025年
    stretch: "3"
    strength: 力争
    implied: true
    before: {period: 2023年, value: "9", quote: "拨付迟缓", same_metric: true}
    result: {quote: "已收回12.5万元", value: "4", period: 2024年底, as_of: "2024-10-18", same_metric: true}
    suggested: true
commitments:
  c1: {quote: "继续抓好整改", every: 6M, from: "2024-11", until: "2026-10", threshold: 超过5万元, suggested: true}
"""


def test_every_value_that_a_record_can_have() -> None:
    files: dict[str, bytes | None] = {NOTICE: f"---\n{HEAD}---\n{TEXT}".encode(), LEDGER: WHOLE.encode()}
    opened = Opened("n", files, DAY, {"进展.xlsx": FILE})
    assert opened.notice is not None
    assert sum(1 for _ in records_of(opened)) == 7
    assert unseen(opened) == []


def test_every_kind_of_figure_has_its_words() -> None:
    assert set(FACT_WORDS) == set(FACT_KINDS)


def head_card(lines: str, name: str) -> tuple[str, tuple[tuple[str, str], ...]]:
    opened = Opened("n", {NOTICE: f"---\n{HEAD}{lines}---\n{TEXT}".encode(), LEDGER: b""}, DAY)
    card = next(each for each in deck(opened) if each.id == f"head-{name}")
    return card.title, card.fields


def test_the_totals_of_the_text_are_all_on_their_card() -> None:
    stated = 'stated: {problems: 15, documents: 18, done: 9, quotes: ["反馈15个问题", "出台18项制度"]}\n'
    assert head_card(stated, "stated") == (
        "原文所说的总数：15 个问题、18 份制度文件、9 项已完成整改",
        (("问题", "15 个"), ("制度文件", "18 份"), ("已完成整改", "9 项"), ("另一句", "出台18项制度")),
    )


def test_all_of_the_inspection_and_the_signature_is_on_their_cards() -> None:
    lines = 'inspection: {round: 第十轮, topic: 粮食购销, title: 专项巡察, quote: "第十轮巡察"}\n'
    lines += 'signed: {by: [甲局], date: "2024-10-17", quote: "甲局 10月17日"}\n'
    assert head_card(lines, "inspection")[1] == (
        ("轮次", "第十轮"), ("主题", "粮食购销"), ("名称", "专项巡察"), ("原话", "第十轮巡察"),
    )  # fmt: skip
    assert head_card(lines, "signed")[1] == (("单位", "甲局"), ("日期", "2024年10月17日"), ("原话", "甲局 10月17日"))
