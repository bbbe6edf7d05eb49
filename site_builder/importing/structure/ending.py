"""The end of a notice: invitation, contacts, signature, date. Told apart so that it is no measure of the last item."""

import re
from dataclasses import dataclass
from typing import Final

from site_builder.importing.lines.dates import FoundDate, dates
from site_builder.importing.lines.fold import squeeze
from site_builder.importing.lines.manuscript import Line
from site_builder.importing.lines.numbering import marker

_CLOSING: Final = re.compile(
    r"^(欢迎|如有(意见|问题|异议|不同)|公开期限|公示(期|时间|日期)|联系(人|电话|方式|地址|邮箱)|监督(电话|举报|邮箱)|举报(电话|邮箱)|受理|咨询电话"
    r"|电\s*话|传\s*真|邮政|邮寄|电子(邮箱|信箱|邮件)|邮\s*箱|信\s*箱|通[讯信]地址|地\s*址|邮\s*编|特此|附\s*件|附\s*:|以上.{0,12}(通报|公示|公开))"
    r"|(欢迎|请).{0,20}(干部|群众|社会各界|各界).{0,30}(监督|反映)|欢迎.{0,12}监督|如有意见建议|(监督|举报|联系|咨询|受理|值班)电话\s*(为|是)?\s*:|来信(请)?寄"
    r"|^\(?(公开期限|公示(期|时间|日期))|^(下一步|今后|接下来),?.{0,30}将|^[^,。;:]{0,16}?(我[局院校委厅中公市区县镇]|党[组委]|党总支|党支部)[^,。;:]{0,6}将(继续|以|进一步|持续|坚持|按照|认真)"
)
_ORGAN: Final = re.compile(
    r"(党组|党委|党总支|党支部|党工委|工委|委员会|办公室|政府|局|厅|院|校|学|所|站|公司|集团|中心|银行|协会|联合会|联社|处|部|社|馆|队|庭|会|署)(\(盖章\)|\(章\))?$"
)

_REGION: Final = re.compile(r"中共.{2,20}[省市县区州旗]")  # the first line of a name broken over two
_BODY: Final = re.compile(
    r"(?:党组|党委|党总支|党支部|党工委|(?:总支部|支部)?委员会)(?:\(盖章\)|\(章\))?"
)  # its second line
_PARTY: Final = re.compile(rf"{_BODY.pattern}$")


@dataclass(frozen=True, slots=True)
class Signature:
    """Who signed, when, and on which lines (numbers of the source)."""

    by: tuple[str, ...]
    date: FoundDate | None
    lines: tuple[int, ...]


def split_ending(lines: tuple[Line, ...]) -> tuple[tuple[Line, ...], tuple[Line, ...]]:
    """The body and the closing lines: the longest run at the end that says nothing of its own subject."""
    start = len(lines)
    for index in range(len(lines) - 1, max(-1, len(lines) - 30), -1):
        line = lines[index]
        if marker(line.folded) and not re.match(r"\d{1,2}[.、]\s*附?件?.{0,60}$", line.folded):
            break
        if _CLOSING.search(line.folded):
            start = index
        elif not _short(line):
            break
    if start == len(lines):
        start = _signature_start(lines)
    return lines[:start], lines[start:]


def _short(line: Line) -> bool:
    return len(line.text) <= 60 and not line.level


def _signature_start(lines: tuple[Line, ...]) -> int:
    """Where a signature begins that no closing words precede."""
    start = len(lines)
    while start > 0 and len(lines) - start < 4 and (signs(lines[start - 1]) or _is_date(lines[start - 1])):
        start -= 1
    return start


def signs(line: Line) -> bool:
    """Whether a line is only the name of an organ, perhaps with the date behind it."""
    words = squeeze(line.text)
    found = dates(words)
    if found and found[-1].end == len(words):
        words = words[: found[-1].start]
    if _REGION.fullmatch(words) or _BODY.fullmatch(words):
        return True
    return (
        4 <= len(words) <= 40 and bool(_ORGAN.search(words)) and not re.search(r"[:;,。?]", words) and not marker(words)
    )


def _is_date(line: Line) -> bool:
    words = squeeze(line.text)
    return any(found.start == 0 and found.end >= len(words) - 1 for found in dates(words))


def signature(lines: tuple[Line, ...]) -> Signature:
    """The signature among the closing lines; text after it (attachments, links) does not hide it."""
    by: list[str] = []
    at: list[int] = []
    day: FoundDate | None = None
    for line in lines:
        if signs(line):
            words = squeeze(line.text)
            found = [each for each in dates(words) if each.end == len(words)]
            raw = line.text
            if found:
                day = found[-1]
                raw = _before_date(line)
            by += [
                re.sub(r"[(\uff08](盖章|章)[)\uff09]$", "", part).strip()
                for part in re.split(r"\s{2,}|[\u3000]+", raw)
                if part.strip()
            ]
            at.append(line.number)
        elif _is_date(line):
            day = next(each for each in dates(squeeze(line.text)) if each.start == 0)
            at.append(line.number)
    return Signature(tuple(_joined(by)), day, tuple(at))


def _before_date(line: Line) -> str:
    last = dates(line.folded)
    return line.text[: last[-1].start].rstrip() if last else line.text


def _joined(names: list[str]) -> list[str]:
    """Names with the line break within one of them undone: 中共甲市 / 乙局党组."""
    joined: list[str] = []
    for name in names:
        broken = joined and (_REGION.fullmatch(joined[-1]) or (_BODY.fullmatch(name) and not _PARTY.search(joined[-1])))
        if broken and not name.startswith("中共"):
            joined[-1] += name
        else:
            joined.append(name)
    return joined
