"""Markup that no reader of a page sees, taken out of the way of a search at unchanged offsets: entities, escapes, inline tags, emphasis.

What stands for one character becomes that character and as many invisible ones as its notation is longer; what stands for none
becomes invisible. Elements that part words for a reader (cells, paragraphs, lines) stay.
"""

import re
from html import unescape
from typing import Final

UNSEEN: Final = "\u200b"
_INLINE: Final = "strong|b|em|i|u|s|span|font|mark|code|small|big|ins|del|tt|kbd|samp|var|bdo|bdi|wbr|q|cite|a|o:p"
# Tags that only shape letters; what other attributes hold is searched like all words.
_SHAPING: Final = re.compile(
    rf"</?(?:{_INLINE})(?:\s{{1,3}}(?:style|color|size|face|lang|dir|align)=(?:\"[^\"<>]{{0,200}}\"|'[^'<>]{{0,200}}')){{0,4}}\s{{0,2}}/?>",
    re.IGNORECASE,
)
_WITHIN: Final = re.compile(rf"(?<=\d)</?(?:{_INLINE})\b[^<>]{{0,300}}>(?=\d)", re.IGNORECASE)
_COMMENT: Final = re.compile(r"(?<=\d)<!--[^<>]{0,80}-->(?=\d)")
_ENTITY: Final = re.compile(
    r"&(?:(?:#\d{1,6}|#[xX][0-9A-Fa-f]{1,5})(?![0-9A-Fa-f])|(?!lt|gt|amp)[A-Za-z]{2,8});?|\\u[0-9A-Fa-f]{4}"
)
_ESCAPED: Final = re.compile(r"(?:%3[0-9]){2,}")
# Emphasis of Markdown around digits, or around a part of them; in pairs, for single stars mask, multiply and count.
_EMPHASIS: Final = re.compile(
    r"(?<![0-9A-Za-z*_`~])([*_`~]{1,3})(?=[+(0-9])([-+() 0-9Xx]{1,40})\1(?![A-Za-z*_`~]|(?<=_)\d)|(\*\*|__|``?)([0-9]{1,18})\3"
)


def seen(text: str) -> str:
    """The text as a reader sees it, of the same length.

    >>> seen("&#49;<b>3</b>0").replace("\u200b", "")
    '130'
    >>> seen("1**38**0, 138****0001").replace("\u200b", "")
    '1380, 138****0001'
    """
    if "<" in text:
        text = _SHAPING.sub(_nothing, text)
        if _WITHIN.search(text):
            text = _WITHIN.sub(_nothing, text)
        if "<!--" in text:
            text = _COMMENT.sub(_nothing, text)
    if "&" in text or "\\u" in text:
        text = _ENTITY.sub(_character, text)
    if "%3" in text:
        text = _ESCAPED.sub(lambda found: "".join(digit + UNSEEN * 2 for digit in found[0][2::3]), text)
    if any(map(text.__contains__, "*_`~")):
        text = _EMPHASIS.sub(_emphasised, text)
    return text


def _nothing(found: re.Match[str]) -> str:
    return UNSEEN * len(found[0])


def _character(found: re.Match[str]) -> str:
    words = found[0]
    char = chr(int(words[2:], 16)) if words[0] == "\\" else unescape(words if words[-1] == ";" else words + ";")
    if len(char) != 1 or char in "<>&\"'\n" or "\ud800" <= char <= "\udfff":
        return words
    return char + UNSEEN * (len(words) - 1)


def _emphasised(found: re.Match[str]) -> str:
    mark, words = (found[1], found[2]) if found[1] else (found[3], found[4])
    return UNSEEN * len(mark) + words + UNSEEN * len(mark)
