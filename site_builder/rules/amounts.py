"""L006–L008: a part greater than its whole, figures that are not numbers, invalid periods."""

import re
from collections.abc import Iterator

from site_builder.rules.rule import Case, Slip, error, warning

_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")
_EVERY = re.compile(r"[1-9]\d?[DWMY]")


def decimal_of(text: str | None) -> float | None:
    return float(text) if text is not None and _NUMBER.fullmatch(text) else None


@error("L006")
def part_is_not_more_than_whole(case: Case) -> Iterator[Slip]:
    """完成的数大于总数

    value 不能大于 of，count 不能大于 count_of：多半是两个数写颠倒了，或小数点错了位。

    改法：核对原文，改正其中一个。
    """
    for item, ledger in case.notice.ledgers.items.items():
        for place, fact in enumerate(ledger.facts):
            for part, whole in (("value", "of"), ("count", "count_of")):
                got, of = decimal_of(getattr(fact, part)), decimal_of(getattr(fact, whole))
                if got is not None and of is not None and got > of:
                    at = case.notice.at_ledger(item, "facts", place, part)
                    total = case.notice.at_ledger(item, "facts", place, whole)
                    why = f"{part} 是 {getattr(fact, part)}，{whole} 是 {getattr(fact, whole)}（第 {total.line} 行）"
                    yield Slip(at, f"{part} 大于 {whole}", why, "核对原文，改正其中一个", fact.suggested)


@warning("L007")
def figures_are_numbers(case: Case) -> Iterator[Slip]:
    """数字里有别的字

    value、of、count、count_of 只写数字，单位写在 unit 里，“约”“超过”留在引语里。写成 1,200 或 3万 的，程序认不出大小。

    改法：只留数字：
        value: "1200"
        unit: "户"
    """
    for item, ledger in case.notice.ledgers.items.items():
        for place, fact in enumerate(ledger.facts):
            for key in ("value", "of", "count", "count_of"):
                value = getattr(fact, key)
                if value is not None and decimal_of(value) is None:
                    at = case.notice.at_ledger(item, "facts", place, key)
                    yield Slip(at, f"{key} 不是数字", f"写的是“{value}”", "只留数字，单位写进 unit")
    for name, target in case.notice.ledgers.targets.items():
        if target.value is not None and target.comparator and decimal_of(target.value) is None:
            at = case.notice.at_ledger("targets", name, "value")
            yield Slip(at, "value 不是数字", f"写的是“{target.value}”", "只留数字，单位写进 unit")


@error("L008")
def every_is_a_period(case: Case) -> Iterator[Slip]:
    """承诺的周期写成数字加 D、W、M 或 Y

    每半年写 6M，每季度 3M，每月 1M，每周 1W，每年 1Y。

    改法：改成这样的写法。
    """
    for key, promise in case.notice.ledgers.commitments.items():
        if promise.every is not None and not _EVERY.fullmatch(promise.every):
            at = case.notice.at_ledger("commitments", key, "every")
            yield Slip(at, f"{promise.every} 不是周期的写法", "", "每半年写 6M，每季度 3M，每年 1Y")
