"""B011: the part of an item that a record is about exists."""

import re
from collections.abc import Iterator

from site_builder.records.outline import Problem
from site_builder.records.quotes import occurrences
from site_builder.rules.listed import listed
from site_builder.rules.rule import Case, Slip, error

_MEASURE = re.compile(r"m\d+")


@error("B011")
def about_names_a_part(case: Case) -> Iterator[Slip]:
    """about 指的措施或文字在事项里

    about 写措施编号（m1、m2 …，按次序数）或事项中原有的几个字。只针对一部分的记录，不算整个事项的状态。

    改法：数一数该事项的措施，改正编号；或删去 about，表示针对整个事项。
    """
    for item, steps, record in listed(case.notice):
        problem = case.notice.outline.problem(item)
        if problem and record.about is not None and (why := _missing(problem, record.about)):
            at = case.notice.at_ledger(*steps, "about")
            mend = "改正编号，或删去 about 表示针对整个事项"
            yield Slip(at, f"事项 {item} 里没有 {record.about}", why, mend, record.suggested)


def _missing(problem: Problem, about: str) -> str:
    if problem.measure(about):
        return ""
    if _MEASURE.fullmatch(about):
        count = len(problem.measures)
        return f"{problem.id} 有 {count} 条措施" + (f"：m1 到 m{count}" if count > 1 else "：m1" if count else "")
    if occurrences(about, problem.text) or occurrences(about, problem.title):
        return ""
    return f"{problem.id} 的文字里没有“{about}”"
