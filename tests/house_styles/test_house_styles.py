# ruff: noqa: E501  a list of lines
"""Documents in hundreds of house styles are read as their truth has it; what only looks like a notice is refused with its evidence.

A failing document is shown as the simplest choices that still fail: compose them again with `Choices(seed, picked)`.
`python -m tests.house_styles.score --count 2000 --choices --show 10` tells where the reading is weak.
"""

from collections import Counter
from random import Random

import pytest

from site_builder.importing.draft import draft_of
from site_builder.importing.lines.fold import squeeze
from site_builder.importing.names import organ_id
from site_builder.importing.readers.dispatch import read_manuscript
from site_builder.importing.refusal import refusal_of
from site_builder.importing.refused import Refused
from tests.cases import either
from tests.house_styles.accounts import account
from tests.house_styles.choices import Choices, draw, shrink
from tests.house_styles.compose import OPTIONS, compose, settled
from tests.house_styles.near_misses import KINDS, near_miss
from tests.house_styles.score import differences, imported, lost, smallest, wrong_of

USUAL = either(40, 240)  # documents whose choices are drawn from all options; seeds from 0 on
MANY = 4000  # others, in `make audit` alone
WHOLE = 0.95  # of the documents are read whole
FIELDS = 0.99  # of their fields are right


def read(seeds: range) -> tuple[float, float, list[Choices]]:
    """Share of documents read whole, share of fields, and the choices of those that are not."""
    fields: Counter[bool] = Counter()
    wrong: list[Choices] = []
    for seed in seeds:
        choices = settled(draw(seed, OPTIONS))
        document = compose(choices)
        draft, refusal = imported(document)
        compared = [wanted == given for _, wanted, given in differences(document.truth, draft, refusal)]
        fields.update(compared)
        assert lost(document, draft) == []
        if not all(compared):
            wrong.append(choices)
    return 1 - len(wrong) / len(seeds), fields[True] / fields.total(), wrong


def told(wrong: list[Choices]) -> str:
    """The first failures, each as its simplest choices with what is wrong."""
    lines = []
    for choices in wrong[:3]:
        simple = smallest(choices, wrong_of(choices)[0][0])
        lines += [simple.shown(OPTIONS), *(f"    {each}" for each in wrong_of(simple)[:6])]
    return "\n".join(lines)


def test_documents_of_any_house_style() -> None:
    whole, fields, wrong = read(range(USUAL))
    assert whole >= WHOLE, told(wrong)
    assert fields >= FIELDS, told(wrong)


@pytest.mark.audit
def test_thousands_of_documents() -> None:
    whole, fields, wrong = read(range(10_000, 10_000 + MANY))
    assert whole >= WHOLE, told(wrong)
    assert fields >= FIELDS, told(wrong)


def refused(text: str) -> Refused | None:
    manuscript = read_manuscript(text.encode(), "a.txt")
    return refusal_of(draft_of(manuscript, organ_id), manuscript.lines)


@pytest.mark.parametrize("kind", KINDS)
def test_near_misses_are_refused_with_evidence(kind: str) -> None:
    for seed in range(either(4, 12)):
        refusal = refused(near_miss(kind, seed))
        assert refusal is not None, near_miss(kind, seed)
        assert refusal.code == "not-a-notice"
        assert refusal.evidence


def test_accounts_in_any_tone_are_notices_with_doubts() -> None:
    """Without organ, title or signature, in plain talk: not refused; the report says what is missing, and no line is lost."""
    for seed in range(either(24, 120)):
        text = account(seed)
        manuscript = read_manuscript(text.encode(), "a.txt")
        draft = draft_of(manuscript, organ_id)
        assert refusal_of(draft, manuscript.lines) is None, text
        told = {each.why for each in draft.doubts}
        assert draft.head.title or "没有认出标题" in told
        assert draft.organ_name or "没有认出发布单位" in told
        kept = squeeze(f"{draft.head.title}{draft.outline.text}{[each.text for each in draft.aside]}")
        assert [line.text for line in manuscript.lines if squeeze(line.text) not in kept] == []


def test_choices_are_simplified_to_the_smallest_failure() -> None:
    """What fails by one choice is shown with this choice alone."""
    choices = Choices(1, {name: many[-1] for name, many in OPTIONS.items()})
    simple = shrink(choices, OPTIONS, lambda each: each["wrap"] in ("76", "90"))
    assert {name: picked for name, picked in simple.picked.items() if picked != OPTIONS[name][0]} == {"wrap": "76"}


def test_the_generator_makes_what_it_names() -> None:
    """The same choices give the same bytes, other ones other bytes, and every option is met."""
    assert compose(settled(draw(7, OPTIONS))).raw == compose(settled(draw(7, OPTIONS))).raw
    met: dict[str, set[str]] = {name: set() for name in OPTIONS}
    for seed in range(600):
        for name, option in settled(draw(seed, OPTIONS)).picked.items():
            met[name].add(option)
    assert {name: sorted(set(many) - met[name]) for name, many in OPTIONS.items() if set(many) - met[name]} == {}


NOISE = (
    "网站支持IPV6", "NEWS", "新闻动态", "无障碍版 长者助手", "标题图", "登录 | 注册", "今天是2027年1月4日 星期一", "政务公开", "智能问答",
    "本网站由市大数据中心提供技术保障，网页内容以各单位发布的为准，欢迎您随时提出宝贵意见和建议。", "→→→", "①", "关注我们", "12345", "★★★", "　", "通知公告 | 更多", "[打印]",
    "Copyright", "扫码阅读",
)  # fmt: skip


@pytest.mark.parametrize("place", ["before the title", "behind the signature"])
def test_no_single_unknown_line_changes_anything_else(place: str) -> None:
    """Any one line more above the title, or below the end: the rest of the record stays as it is."""
    for seed in range(either(5, 24)):
        choices = (
            settled(draw(seed, OPTIONS))
            .but("wrap", "none")
            .but("encoding", "utf-8")
            .but("after", "none")
            .but("above", "none")
        )
        choices = settled(
            choices.but("signature", "organ and date").but("meta place", "below").but("title", "one line")
        )
        document = compose(choices)
        noise = Random(seed).choice(NOISE)
        text = f"{noise}\n{document.text}" if place == "before the title" else f"{document.text}\n{noise}"
        manuscript = read_manuscript(text.encode(), "a.txt")
        draft = draft_of(manuscript, organ_id)
        wrong = [each for each in differences(document.truth, draft, None) if each[1] != each[2]]
        plain, refusal = imported(document)
        already = [each for each in differences(document.truth, plain, refusal) if each[1] != each[2]]
        assert wrong == already, (noise, choices.shown(OPTIONS))
