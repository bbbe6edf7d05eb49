"""What a value or a key was meant to be, where only one answer is possible; '' where nobody can tell. Pure."""

import re
from collections.abc import Collection, Mapping
from datetime import date

from site_builder.records.slip import narrow

_SIGNED = re.compile(r"(\d{4})[-./年](\d{1,2})(?:[-./月](\d{1,2})日?|月)?")
_PACKED = re.compile(r"(\d{4})(\d{2})(\d{2})")
_YEAR = re.compile(r"(\d{4})年")
_TRUE, _FALSE = (
    frozenset({"true", "yes", "y", "on", "是", "真", "对"}),
    frozenset({"false", "no", "n", "off", "否", "假"}),
)


def meant_date(text: str) -> str:
    """A date as it is written here.

    >>> [meant_date(each) for each in ("2024.10.17", "2024年1月7日", "2024/1", "20241017", "２０２４－１０－１７", "2024年")]
    ['2024-10-17', '2024-01-07', '2024-01', '2024-10-17', '2024-10-17', '2024']
    >>> meant_date("24.10.17"), meant_date("2024.13.01")
    ('', '')
    """
    folded = re.sub(r"[\s—–−_]+", "-", narrow(text)) if re.search(r"[—–−_]", text) else narrow(text)
    folded = re.sub(r"-*([-./年月日])-*", r"\1", folded.replace("。", ".").replace("、", "."))
    found = _SIGNED.fullmatch(folded) or _PACKED.fullmatch(folded)
    if found is None:
        year = _YEAR.fullmatch(folded)
        return year[1] if year else ""
    numbers = [int(number) for number in found.groups() if number]
    try:
        date(numbers[0], numbers[1], numbers[2] if len(numbers) > 2 else 1)
    except ValueError:
        return ""
    return "-".join((f"{numbers[0]:04}", *(f"{number:02}" for number in numbers[1:])))


def meant_flag(value: object) -> str:
    """
    >>> meant_flag("是"), meant_flag("False"), meant_flag("也许")
    ('true', 'false', '')
    """
    word = narrow(value) if isinstance(value, str) else ""
    return "true" if word in _TRUE else "false" if word in _FALSE else ""


def meant_choice(value: str, options: Collection[str], words: Mapping[str, str]) -> str:
    """The option that differs in width, case or joints only, or the code of Chinese words, or the one a letter away.

    >>> meant_choice("Done", ("done", "closed"), {}), meant_choice("dnoe", ("done", "closed"), {})
    ('done', 'done')
    """
    bare = narrow(value).strip("\"'“”‘’")
    spoken = re.sub(r"\s|[。；，]", "", value.strip("\"'“”‘’"))
    if spoken in words:
        return words[spoken]
    return bare if bare in options else _one_away(bare, options)


def meant_key(key: str, known: Collection[str], given: Collection[str]) -> str:
    """The key that this one must be: not given yet, and the same but for width, case, joints or one letter.

    >>> meant_key("ｓtatus", ("status", "quote"), ()), meant_key("qoute", ("status", "quote"), ()), meant_key("x", ("by",), ())
    ('status', 'quote', '')
    """
    left = {narrow(each): each for each in known if each not in given}
    bare = narrow(key)
    return left[bare] if bare in left else left.get(_one_away(bare, left), "")


def _one_away(word: str, known: Collection[str]) -> str:
    """The only known word that one slip of the hand turns into this one: a letter more, less, other, or two exchanged."""
    if len(word) < 4:
        return ""
    near = [each for each in known if len(each) > 3 and _slipped(word, each)]
    return near[0] if len(near) == 1 else ""


def _slipped(one: str, two: str) -> bool:
    if abs(len(one) - len(two)) > 1:
        return False
    start = next((at for at, (a, b) in enumerate(zip(one, two, strict=False)) if a != b), min(len(one), len(two)))
    a, b = one[start:], two[start:]
    return a[1:] == b or a == b[1:] or a[1:] == b[1:] or (a[:2] == b[:2][::-1] and len(a) > 1 and a[2:] == b[2:])
