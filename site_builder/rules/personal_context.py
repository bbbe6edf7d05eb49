# ruff: noqa: E501  a pattern reads better in one line
"""Places of homes, after a word for a home: house and door numbers of any form, coordinates. And identity numbers within other numbers."""

import re
from collections.abc import Iterator
from typing import Final

from site_builder.rules.personal_numbers import check_digit

Places = Iterator[tuple[str, int, int, bool]]
_SAID: Final = (
    r"(?:号码|编号|证号|卡号|账号|帐号|昵称|号|ID|id|码)?(?:[ :：为是(\t|]|</t[dh]>\s{0,4}<t[dh][^<>]{0,40}>){0,4}"
)
_DISABLED: Final = re.compile(rf"残疾人?证{_SAID}(?P<own>\d{{17}}[\dXx]\d{{2}}(?:[Bb]\d)?)(?!\d)")
_PUPIL: Final = re.compile(r"(?:学籍|学号)[^\n。；;]{0,12}?(?P<own>[GLJ]\d{17}[\dXx])(?![0-9A-Za-z])")
# Patterns that are a street or door number only after a word for a home.
HOME: Final = re.compile(
    r"住址|住所地?|家在|搬到|收件地址|居住地|家庭(?:地址|住址)|家住|居住在?|居所|常住|租住|暂住|户籍(?:所在地|地址?)?|户口所在地|现住|现居|住在|住于|住(?<![入居常租暂现户]住)(?![院房宅建宿户保])"
)
_HOME_DOOR: Final = re.compile(
    r"[^\n。；;，,]{0,28}?(?:\d{1,3}[-–—]\d{1,2}[-–—]\d{2,4}|门牌 ?\d{1,4} ?号?|(?:[东南西北中]?\d{1,2}|[一二三四五六七八九十])(?:号?楼|层) ?[东南西北中]{1,2}(?:户|侧)?"
    r"|(?:[东南西北]头|村[头尾口])[^\n。；;，,]{0,4}?第?[一二三四五六七八九十\d]{1,2}[家户])(?:室|户)?(?!\d)"
)
_NUMBER_OF_DEGREES: Final = r"(?:[EeNn]|东经|北纬)?[ :：]?\d{1,3}\.\d{4,10}°?[EeNn]?"
_POINT: Final = re.compile(
    rf"(?:坐标|经纬度|定位|位置){_SAID}(?P<own>{_NUMBER_OF_DEGREES}[ ,，/、;；]{{1,3}}{_NUMBER_OF_DEGREES})"
)
_DWELLING: Final = re.compile(r"住宅|家|住处|住所|居所|寓所|宿舍")


_BIRTH: Final = re.compile(r"(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:[0-2]\d|3[01])")
_TAXED: Final = re.compile(r"(?:税务登记|纳税人识别|税)[号证码]{0,2}[^\n。；;\d]{0,8}(?P<own>\d{17}[\dXx])\d\d(?!\d)")


def within_numbers(text: str) -> Places:
    """Numbers of papers that contain an identity number. Takes   text: folded"""
    for hint, words in (("残疾", _DISABLED), ("学", _PUPIL), ("税", _TAXED)):
        for found in words.finditer(text) if hint in text else ():
            if words is _TAXED and not (_BIRTH.fullmatch(found["own"][6:14]) and check_digit(found["own"].upper())):
                continue
            yield "identity", *found.span("own"), True


def homes(text: str) -> Places:
    """House numbers after a word for a home, and coordinates of a home."""
    last = 0
    for home in (
        HOME.finditer(text)
        if any(map(text.__contains__, ("住", "户籍", "户口", "居所", "家在", "搬到", "收件")))
        else ()
    ):
        found = _HOME_DOOR.match(text, home.end()) if home.end() >= last else None
        if found:
            last = found.end()
            yield "address", home.end(), last, True
    for point in _POINT.finditer(text) if "." in text else ():
        if _DWELLING.search(text, max(0, point.start() - 10), point.end() + 8):
            yield "address", *point.span("own"), True
