"""The days of an inspection in the lead: when it began and ended, and when its findings were fed back.

Each date has a role by the words nearest to it: 进驻 makes it the first day, 结束 the last, 反馈 that of the feedback; two dates
joined by 至 are the first and the last. Years that the words leave out are inferred from the dates before.
"""

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from site_builder.importing.lines.dates import FoundDate, after, dates
from site_builder.importing.structure.damage import DAMAGED_DATE

_BARE_DAY: Final = re.compile(r"\s*+(?:至|到|-+|—+|~+)\s*+(\d{1,2})日")  # 1月8日至26日
# Between the first and the last day: 至, 起至, 开始,到.
_JOINT: Final = re.compile(
    r"(?:起|始|开始|开展|启动|进驻|入驻)?,?(?:直)?(?:至|到|-+|—+|~+)(?:次年|翌年|第二年|同年|当年|今年|本年|去年)?"
)
# A day of the month named by the date before it: 1月13日 … 当月31日.
_SAME_MONTH: Final = re.compile(r"(?:当|同|本)月(\d{1,2})日")
_FEEDBACK: Final = re.compile(
    r"反馈|(?:出具|印发|下达|送达|作出)了?[^,。;]{0,12}审计(?:报告|意见|决定)|(?:出具|印发|下达|送达)了?《[^》]{0,40}(?:报告|意见书|决定书)》"
)
_FEEDBACK_LABEL: Final = re.compile(r"反馈(?:意见)?的?(?:时间|日期)\s*+:?\s*+$")
_ENTERED: Final = re.compile(r"进驻(?!期间)|入驻(?!期间)")
_BEGAN: Final = re.compile(r"启动|(?<!全面)开始|展开|^(?:起(?!草)|始)")
_ENDED: Final = re.compile(
    r"^,?(?:止|结束|撤离|撤点|撤出|离驻)|结束|撤离|撤点|撤出|离驻|(?:完成|告一段落)[^,。;]{0,6}(?:巡[察视]|进驻|驻点|现场)"
)
# The dates of what was audited, not of the audit: 对我镇2022年至2023年财政收支进行审计.
_AUDITED: Final = re.compile(r"(?<!针)对(?!口)")
_OF_ITS_OWN: Final = re.compile(r"(?:巡[察视]|督察|审计|检查|工作)(?:工作)?(?:是)?(?:自|从|于|在)?$")
_ROUND: Final = re.compile(r"轮[^,。;]{0,12}(?:巡[察视]|督察)[^,。;]{0,8}$")
# 今年3月: resolved by the date of the text
_THIS_YEAR: Final = re.compile(r"(?P<said>今年|本年|去年|上年|前年)\s?(?=\d{1,2}月)")


class InspectionDays(NamedTuple):
    """The first and the last day of an inspection, and that of its feedback; a last day without a year is in the first's or the next."""

    started: FoundDate | None
    ended: FoundDate | None
    feedback: FoundDate | None


def years_by_the_text(text: str, written: int | None) -> Iterator[tuple[str, int]]:
    """Words such as 今年, with the year that they mean in a text of the year `written`."""
    for said in _THIS_YEAR.finditer(text) if written else ():
        yield said["said"], _year_of(said["said"], written or 0)


def days_of_inspection(text: str, written: int | None = None) -> InspectionDays:
    """The days in a folded lead.

    Takes   written     the year in which the text was signed or published, to resolve 今年
    """
    found = _dated(text, written)
    roles = _Roles(text, found)
    for index in range(len(found)):
        roles.read(index)
    return roles.days()


class _Roles:
    """Gives roles to the dates of a text, in order. `began`: a first day that only says when something was launched"""

    def __init__(self, text: str, found: list[FoundDate]) -> None:
        self.text, self.found = text, found
        self.started: FoundDate | None = None
        self.began: FoundDate | None = None
        self.ended: FoundDate | None = None
        self.feedback: FoundDate | None = None
        self.taken: set[int] = set()  # where dates begin that are the last of a range

    def days(self) -> InspectionDays:
        return InspectionDays(self.started or self.began, self.ended, self.feedback)

    def read(self, index: int) -> None:
        each, text = self.found[index], self.text
        following = self.found[index + 1] if index + 1 < len(self.found) else None
        if each.start in self.taken or each.month is None or self._audited(each):
            return
        if self.started is None and (last := self._last_of_range(index)):
            self.started = self._after_others(each, index)
            self.ended = after(last, self.started.earliest())
            self.taken.add(last.start)
            return
        behind = text[each.end : following.start if following else len(text)]
        role = _role(re.sub(r"\([^()]{0,40}\)", "", behind))
        first = self.started or self.began
        if role == "ended" and first is not None and self.ended is None:
            self.ended = after(each, first.earliest())
        elif role == "entered" and self.started is None and self._dated_start(each):
            self.started = self._after_others(each, index)
        elif role == "began" and self.started is None and self.began is None and self._dated_start(each):
            self.began = None if _ROUND.search(self._clause(each)) and self._enters_later(index) else each
        elif self.feedback is None and (_fed_back(behind) or _FEEDBACK_LABEL.search(text[: each.start])):
            self.feedback = each

    def _dated_start(self, each: FoundDate) -> bool:
        return each.day is not None or bool(each.third)

    def _after_others(self, each: FoundDate, index: int) -> FoundDate:
        """A date with the year that the dates before it give."""
        earlier = next((day for day in reversed(self.found[:index]) if day.year), None)
        return after(each, earlier.earliest() if earlier else None)

    def _enters_later(self, index: int) -> bool:
        return any(
            _ENTERED.match(self.text[day.end : day.end + 2]) or _role(self.text[day.end : day.end + 40]) == "entered"
            for day in self.found[index + 1 :]
        )

    def _clause(self, each: FoundDate) -> str:
        """The words before a date in its clause."""
        return re.split(r"[,。;:(]", self.text[max(0, each.start - 60) : each.start])[-1]

    def _audited(self, each: FoundDate) -> bool:
        clause = self._clause(each)
        return _AUDITED.search(clause) is not None and not _OF_ITS_OWN.search(clause)

    def _last_of_range(self, index: int) -> FoundDate | None:
        """The second date of a range that the date at an index begins."""
        each = self.found[index]
        if (bare := _BARE_DAY.match(self.text, each.end)) and each.day and each.year:
            return FoundDate(
                start=bare.start(1), end=bare.end(1), year=each.year, month=each.month, day=int(bare[1]), whole=True
            )
        following = self.found[index + 1] if index + 1 < len(self.found) else None
        if following is None or following.month is None:
            return None
        return following if _JOINT.fullmatch(self.text[each.end : following.start].strip()) else None


def _role(behind: str) -> str | None:
    """The role that the words behind a date give it, by the first that speaks of one, within its sentence."""
    sentence = behind.split("。")[0][:80]
    places = [
        (found.start(), role)
        for role, pattern in (("ended", _ENDED), ("entered", _ENTERED), ("began", _BEGAN), ("feedback", _FEEDBACK))
        if (found := pattern.search(sentence))
    ]
    return min(places)[1] if places else None


def _fed_back(behind: str) -> bool:
    """Whether the words after a date make it that of the feedback; not where a damaged date comes between."""
    found = _FEEDBACK.search(behind)
    return found is not None and not DAMAGED_DATE.search(behind[: found.start()])


def _year_of(words: str, written: int) -> int:
    return written - {"去": 1, "上": 1, "前": 2}.get(words[0], 0)


def _dated(text: str, written: int | None) -> list[FoundDate]:
    """The dates of a text; a preceding 今年 or 去年 gives the year where that of the text is known, 当月 the month."""
    named = {said.end(): _year_of(said["said"], written) for said in _THIS_YEAR.finditer(text)} if written else {}
    found = [each.in_year(named[each.start]) if each.start in named else each for each in dates(text)]
    for same in _SAME_MONTH.finditer(text):
        before = next((each for each in reversed(found) if each.month and each.end <= same.start()), None)
        if before is not None:
            year = before.year or next(
                (day.year for day in reversed(found) if day.year and day.end <= before.start), None
            )
            found.append(
                FoundDate(
                    start=same.start(), end=same.end(), year=year, month=before.month, day=int(same[1]), whole=True
                )
            )
    return sorted(found, key=lambda each: each.start)
