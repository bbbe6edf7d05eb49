# ruff: noqa: E501  a pattern reads better in one line
"""Number plates: of cars, trailers, forces and embassies, with blanks and points in them, over lines and cells."""

import re
from collections.abc import Iterator

Places = Iterator[tuple[str, int, int, bool]]
PROVINCES = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵黔粤青藏川宁琼"
_PLATE_LINES = re.compile(  # over lines and cells: its parts have nothing beside them, and the last has both a letter and digits, or a word for a car
    rf"[{PROVINCES}](?:[ .·/-]{{0,2}}|[ ]?[\n\t|][ ]{{0,4}})[A-HJ-NP-Z](?:[ .·/-]{{0,2}}|[ ]?[\n\t|][ ]{{0,4}})(?:[A-HJ-NP-Z0-9](?:[ .·/-]?|[ ]?[\n\t|][ ]{{0,4}})){{4,5}}[A-HJ-NP-Z0-9挂学警港澳]"
    r"(?![0-9A-Za-z.]|[ ]?(?:元|万|年|月|[户人个亩吨米]))"
)
_PLATE_HEAD = re.compile(rf"[{PROVINCES}](?=[ .·/\n\t|-]{{0,6}}[A-HJ-NP-Za-hj-np-z])")
_OF_A_CAR = re.compile(r"车|牌|驾|加油|油卡|违停|[Ee][Tt][Cc]|行驶|闯|超速|酒")
_CELL_ENDS = re.compile(r"[\n\t|]")
_PLATE_OF_A_FORCE = re.compile(
    rf"(?<![A-Za-z])WJ ?[{PROVINCES}]? ?\d{{4}}[A-Z0-9]?(?![0-9A-Za-z])|(?:号牌|车牌)[号:： ]{{0,3}}[\u4e00-\u9fff]{{1,3}}[A-Z]\d{{5,7}}(?!\d)|(?:车牌|号牌|外交)[^\n,。;]{{0,4}}使\d{{6}}(?!\d)"
)
_PLATE = re.compile(
    rf"[{PROVINCES}][ .·/-]{{0,3}}[A-HJ-NP-Za-hj-np-z][ .·/-]{{0,3}}(?:(?:[A-HJ-NP-Za-hj-np-z0-9][ .·/-]?){{4}}[A-HJ-NP-Za-hj-np-z0-9挂学警港澳]"
    r"|[A-HJKa-hjk][ ]?[A-HJ-NP-Za-hj-np-z0-9][ ]?\d{4}|\d{5}[A-HJKa-hjk])(?![0-9A-Za-z])"
)


_WHOLE = "北京|天津|上海|重庆|河北|河南|云南|辽宁|黑龙江|湖南|安徽|山东|新疆|江苏|浙江|江西|湖北|广西|甘肃|山西|内蒙古?|陕西|吉林|福建|贵州|广东|青海|西藏|四川|宁夏|海南"
# The province in full, or a machine of a farm (two digits for the city).
_SPELLED = re.compile(
    rf"牌[照号证码 :：为是“\"(]{{0,5}}(?P<own>(?:{_WHOLE})[ ]?[A-HJ-NP-Z][ .·-]?[A-HJ-NP-Z0-9]{{5,6}}|[{PROVINCES}] ?\d{{2}}[ .·-]?[0-9A-HJ-NP-Z]\d{{4}})(?![0-9A-Za-z])"
)


def plates(text: str) -> Places:
    """The plates in a folded text, as (kind, start, stop, certain)."""
    for found in _PLATE_OF_A_FORCE.finditer(text) if "牌" in text or "WJ" in text else ():
        yield "plate", *found.span(), True
    for found in _SPELLED.finditer(text) if "牌" in text else ():
        yield "plate", *found.span("own"), True
    last = 0
    for head in _PLATE_HEAD.finditer(text):
        if head.start() < last or not _may_begin(text, head.start(), last):
            continue
        plate = _PLATE.match(text, head.start()) or _PLATE_LINES.match(text, head.start())
        if plate and (_is_plate(plate[0]) if plate.re is _PLATE else _is_over_lines(text, plate)):
            yield "plate", *plate.span(), True
            last = plate.end()


def _may_begin(text: str, start: int, last: int) -> bool:
    """Whether a plate may begin at an offset: behind a digit, only where that ends another plate or numbers one of a list of cars."""
    return (
        start == 0
        or start == last
        or not text[start - 1].isdigit()
        or _OF_A_CAR.search(text, max(0, start - 16), start) is not None
    )


def _is_plate(words: str) -> bool:
    bare = re.sub(r"[ .·/-]", "", words)
    least = 1 if bare[-1] in "挂学警港澳" else 2
    return sum(map(str.isdigit, bare)) >= least and not (bare[1:].islower() and bare[2:].isalpha())


def _is_over_lines(text: str, found: re.Match[str]) -> bool:
    """Whether what stands over lines or cells is one plate: near a word for cars, or for what its last part has."""
    parts = _CELL_ENDS.split(found[0])
    if _OF_A_CAR.search(text, max(0, found.start() - 16), found.end() + 16):
        return len(parts) > 1
    return len(parts) == 2 and any(map(str.isdigit, parts[1])) and any(map(str.isalpha, parts[1]))
