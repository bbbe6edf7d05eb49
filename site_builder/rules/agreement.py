"""B012–B014: the value beside a quotation agrees with its words. Warnings: words may say it in another way."""

import re
from collections.abc import Iterator

from site_builder.records.model import Fact
from site_builder.records.quotes import comparable
from site_builder.rules.rule import Case, Slip, warning

_YEAR = re.compile(r"(\d{4})年")
_MONTH = re.compile(r"(?<!个)(\d{1,2})月(?!度)")
_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3})")


@warning("B012")
def unit_is_in_the_words(case: Case) -> Iterator[Slip]:
    """责任单位的名称在引语里

    unit 照抄引语中的写法，简称、全称都以原文为准。

    改法：照引语改 unit，或换成提到该单位的那一句。
    """
    for item, ledger in case.notice.ledgers.items.items():
        for number, responsible in enumerate(ledger.responsible):
            if comparable(responsible.unit) not in comparable(responsible.quote):
                at = case.notice.at_ledger(item, "responsible", number, "unit")
                why = f"引语里没有“{responsible.unit}”"
                yield Slip(at, "责任单位不在引语里", why, "照引语写单位名称，或换一句引语")


@warning("B013")
def figures_are_in_the_words(case: Case) -> Iterator[Slip]:
    """数字在引语里

    facts 的 value、of、count、count_of 和指标的 value 都从引语里来。原文用汉字写的数（三分之一）认不出，核对即可。

    改法：照原文改数字，或在 quotes 里补上含有这个数字的那一句。
    """
    for item, ledger in case.notice.ledgers.items.items():
        for number, fact in enumerate(ledger.facts):
            words = _plain("\n".join(fact.quotes))
            for key, value in _figures(fact):
                if not _stands(value, words):
                    at = case.notice.at_ledger(item, "facts", number, key)
                    yield Slip(at, f"引语里没有数字 {value}", f"{key} 是 {value}", "照原文改数字，或补上含有它的引语")
    for name, target in case.notice.ledgers.targets.items():
        if target.value and not target.implied and not _stands(target.value, _plain(target.quote)):
            at = case.notice.at_ledger("targets", name, "value")
            yield Slip(at, f"引语里没有数字 {target.value}", f"value 是 {target.value}", "照原文改数字，或换一句引语")


def _figures(fact: Fact) -> Iterator[tuple[str, str]]:
    for key in ("value", "of", "count", "count_of"):
        value = getattr(fact, key)
        if value and re.fullmatch(r"\d+(\.\d+)?", value):
            yield key, value


def _plain(words: str) -> str:
    return _THOUSANDS.sub("", comparable(words))


def _stands(value: str, words: str) -> bool:
    """Whether a figure stands there and is not a part of a longer one; figures in Chinese words pass."""
    digits = re.escape(comparable(value).replace(",", "").replace("%", ""))
    return bool(re.search(rf"(?<![\d.]){digits}(?![\d]|\.\d)", words)) or not re.search(r"\d", words)


@warning("B014")
def due_day_is_in_the_words(case: Case) -> Iterator[Slip]:
    """时限的年月与引语一致

    引语写明了年或月，而 by 是另一个年或月。

    改法：照引语改 by，月份按“某月底前”写到月即可。
    """
    for item, ledger in case.notice.ledgers.items.items():
        for number, due in enumerate(ledger.due):
            words = comparable(due.quote)
            years, months = set(_YEAR.findall(words)), {int(m) for m in _MONTH.findall(words)}
            year, _, rest = due.by.partition("-")
            month = int(rest[:2]) if rest else None
            if (years and year not in years) or (months and month and month not in months):
                at = case.notice.at_ledger(item, "due", number, "by")
                told = "、".join([*(f"{y}年" for y in sorted(years)), *(f"{m}月" for m in sorted(months))])
                yield Slip(at, f"时限 {due.by} 与引语不一致", f"引语里是 {told}", "照引语改正 by")
