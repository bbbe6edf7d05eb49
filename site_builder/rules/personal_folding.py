# ruff: noqa: E501  a pattern reads better in one line
"""Folding of texts for the search of numbers: one character stands for one, so offsets stay valid.

Digits of all scripts, widths, dashes, spaces and invisible characters become those of ASCII; letters that stand for digits,
and notes that a number goes on elsewhere, are read as what they mean.
"""

import re
import unicodedata
from functools import cache

from site_builder.rules.personal_reasons import CARD_LABEL, ID_LABEL, PHONE_LABEL, labelled_by

_NUMERALS = {
    char: str(value)
    for value, chars in enumerate(("零〇○◯洞", "一壹幺么①⒈㈠⑴❶➀➊", "二贰貳两②⒉㈡⑵❷➁➋", "三叁參③⒊㈢⑶❸➂➌", "四肆④⒋㈣⑷❹➃➍", "五伍⑤⒌㈤⑸❺➄➎", "六陆陸⑥⒍㈥⑹❻➅➏", "七柒拐⑦⒎㈦⑺❼➆➐",
                                   "八捌⑧⒏㈧⑻❽➇➑", "九玖勾⑨⒐㈨⑼❾➈➒"))
    for char in chars
}  # fmt: skip
_UNSEEN = "\u00ad\u034f\u061c\u180e\u200b\u200c\u200d\u200e\u200f\u2060\u2061\u2062\u2063\u2064\ufeff\ufe0e\ufe0f\u20e3"
_RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹₀₁₂₃₄₅₆₇₈₉"
_SIGNS = (
    ("O", "ОоΟο"),
    ("-", "−⁻₋ー"),
    ("·", "•・‧∙⋅"),
    (".", "．"),
    ("[", "【〔〖"),
    ("]", "】〕〗"),
)  # Cyrillic and Greek O look like a nought
_UNCOMMON = re.compile("[^\x00-\x0a\x0d-\x7f\u4e00-\u9fff。、“”]")  # all that are read as something else, and more
_FEW = 40  # up to so many different characters are replaced one by one


@cache
def _folded(char: str) -> str:
    """What a character is read as; most stand for themselves. Worked out for those that occur: a table of all takes longer than a text."""
    if char in _UNSEEN:
        return "\u200b"
    if char in "\u2028\u2029\x0b\x0c\x85":
        return "\n"
    for sign, chars in _SIGNS:
        if char in chars:
            return sign
    category = unicodedata.category(char)
    if category == "Nd" or char in _RAISED:
        return str(unicodedata.digit(char))
    if category in ("Zs", "Pd"):
        return " " if category == "Zs" else "-"
    return chr(ord(char) - 0xFEE0) if "\uff01" <= char <= "\uff5e" else char


NUMERALS = "".join(_NUMERALS)
SPELLED = {ord(char): digit for char, digit in _NUMERALS.items()}


def folded_signs(text: str) -> str:
    """The text with widths, digits of all scripts, dashes and spaces normalised, of the same length.

    >>> folded_signs("１３８\u200b—٠\u3000")
    '138\u200b-0 '
    """
    if text.isascii():
        return text
    found = {char: sign for char in set(_UNCOMMON.findall(text)) if (sign := _folded(char)) != char}
    if len(found) > _FEW:
        return text.translate({ord(char): sign for char, sign in found.items()})
    for (
        char,
        sign,
    ) in found.items():  # Chinese texts have few different ones, and `translate` would look up every character
        text = text.replace(char, sign)
    return text


# Letters used for digits, and notes that a number continues elsewhere; replacements keep the length.
_LETTERED = re.compile(r"[0-9OoIl|](?<![0-9A-Za-z|].)(?:[ -]?[0-9OoIl|]){10,18}(?:[ -]?[Xx])?(?![0-9A-Za-z|])")
AS_DIGITS = str.maketrans("lI|Oo", "11100")
_GOES_ON = re.compile(
    r"(?<=\d)[(\[]?(?:转|接|续|见)[上下]?一?(?:页|行|栏|表)[)\]]?\n?(?=\d)|(?<=\d)-?\n[ \t]{0,8}(?:[-\u200b ]{1,4}\d{1,3}[- ]{1,4}|第? ?\d{1,3} ?页)[ \t]{0,4}\n(?=\d)"
)


_CONTINUED = re.compile(r"[0-9](?:[(\[]?[转接续见]|-?\n)")  # how each match of _GOES_ON begins; most texts have none
_BREAK = re.compile(r"(?<=\d)[ ]?(?:<br ?/?>){1,3}[ ]?(?=\d)", re.IGNORECASE)


def as_digits(text: str) -> str:
    """
    >>> as_digits("1370(转下页)0000002").replace("\u200b", "")
    '13700000002'
    >>> as_digits("电话137O00O0002")
    '电话13700000002'
    """
    if any(map(text.__contains__, "OoIl|")):
        text = _LETTERED.sub(_digits_of, text)
    if "<br" in text or "<BR" in text:
        text = _BREAK.sub(lambda found: "\u200b" * len(found[0]), text)
    if _CONTINUED.search(text):
        text = _GOES_ON.sub(lambda found: "\u200b" * len(found[0]), text)
    return text


def _digits_of(found: re.Match[str]) -> str:
    """The run in digits, where they are as many as a number has and most are digits already or a label says so."""
    text, start = found.string, found.start()
    bare = re.sub("[ -]", "", found[0])
    known = sum(map(str.isdigit, bare))
    number = bare.translate(AS_DIGITS)
    bars = bare.count("|")
    if known == len(bare) or (bars and (bars > 2 or " |" in found[0] or "| " in found[0])):
        return found[0]  # of bars that part cells none is a digit
    if re.fullmatch(r"1[3-9]\d{9}", number):
        sure = known >= (3 if labelled_by(PHONE_LABEL, text, start) else 8 + 9 * bars)
    elif len(number) in (15, 18) and labelled_by(ID_LABEL, text, start):
        sure = known >= 9
    else:
        sure = 15 < len(number) < 20 and known >= 11 and labelled_by(CARD_LABEL, text, start)
    return found[0].translate(AS_DIGITS) if sure else found[0]
