"""B013: a record's figures occur in its quotations, compared by value."""

from collections.abc import Iterator, Sequence

from site_builder.claims.figures import figures_in, is_vague, stands
from site_builder.records.ledger_model import Fact
from site_builder.rules.blanks import BLANK
from site_builder.rules.quotations import Steps
from site_builder.rules.rule import Case, Slip, error


@error("B013")
def figures_are_in_the_words(case: Case) -> Iterator[Slip]:
    """数字不在引语里

    facts 的 value、of、count、count_of，指标的 value、原来的数（before）和达到的数（result），收到、采纳意见的条数都从自己的引语里来。
    比较的是数值：零点二万元就是 2,000 元，八成五就是 85%，三分之一就是 33.33%。“几十”“过半”不是数字，只作提醒。

    改法：照原文改数字和单位，或在 quotes 里补上含有这个数字的那一句。
    """
    for item, ledger in case.notice.ledgers.items.items():
        for number, fact in enumerate(ledger.facts):
            for key in ("value", "of", "count", "count_of"):
                steps: Steps = (item, "facts", number, key)
                yield from _checked(
                    case=case,
                    steps=steps,
                    value=getattr(fact, key),
                    unit=_unit(fact, key),
                    quotes=fact.quotes,
                    soft=fact.suggested,
                )
    feedback = case.notice.ledgers.notice.feedback
    if feedback and feedback.quote:
        for key, count in (("received", feedback.received), ("adopted", feedback.adopted)):
            written = None if count is None else str(count)
            steps = ("notice", "feedback", key)
            yield from _checked(case=case, steps=steps, value=written, unit=None, quotes=(feedback.quote,), soft=False)
    for name, target in case.notice.ledgers.targets.items():
        soft, unit = target.suggested, target.unit
        if not target.implied:
            yield from _checked(
                case=case,
                steps=("targets", name, "value"),
                value=target.value,
                unit=unit,
                quotes=(target.quote,),
                soft=soft,
            )
            yield from _checked(
                case=case,
                steps=("targets", name, "stretch"),
                value=target.stretch,
                unit=unit,
                quotes=(target.quote,),
                soft=soft,
            )
        if target.before and target.before.quote:
            steps = ("targets", name, "before", "value")
            yield from _checked(
                case=case, steps=steps, value=target.before.value, unit=unit, quotes=(target.before.quote,), soft=soft
            )
        if target.result:
            steps = ("targets", name, "result", "value")
            yield from _checked(
                case=case, steps=steps, value=target.result.value, unit=unit, quotes=(target.result.quote,), soft=soft
            )


def _unit(fact: Fact, key: str) -> str | None:
    return fact.unit if key in ("value", "of") else None


def _checked(
    case: Case, steps: Steps, value: str | None, unit: str | None, quotes: Sequence[str], soft: bool
) -> Iterator[Slip]:
    words = "；".join(quotes)
    if not value or not words or BLANK in words or stands(value, unit, words) is not False:
        return
    written = "、".join(dict.fromkeys(figure.words for figure in figures_in(words)))
    why = f"{steps[-1]} 是 {value}{unit or ''}；引语里{f'有 {written}' if written else '没有数字'}"
    yield Slip(
        case.notice.at_ledger(*steps),
        f"引语里没有数字 {value}",
        why,
        "照原文改数字和单位，或补上含有它的引语",
        soft or (is_vague(words) and not written),
    )
