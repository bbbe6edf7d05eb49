"""Totals stated by the text itself (15项问题, 18项制度), with their quotations; they are kept beside the counted ones."""

import re
from typing import Final

from site_builder.importing.lines.fold import fold, squeeze
from site_builder.importing.suggest.passage import once
from site_builder.records.model import Stated
from site_builder.records.numerals import chinese_number

_N: Final = r"(?P<n>\d{1,4}|[一二三四五六七八九十]{1,4})"
_N2: Final = r"(?P<n2>\d{1,4}|[一二三四五六七八九十]{1,4})"
_TOTAL: Final = re.compile(
    rf"(?:反馈|指出|提出|明确|梳理|分解|涉及|移交|交办|共)[^。;,]{{0,24}}?(?<![第一二三四五六七八九十\d]){_N}\s*+[个项条](?:具体|突出|整改|主要|方面)*(?:问题|事项|任务)"
    rf"|(?:反馈|指出|提出|发现|交办|查出|检查)的?(?:各类|各种|具体|主要)?(?:问题|事项|意见)(?:线索)?共?计?{_N2}\s*+[个项条]"
)
_TOTAL_PARTS: Final = re.compile(
    r"(?:[一二三四五六七八九十\d]{1,3})(?:个)?方面[^。;,]{0,4}?(?:[一二三四五六七八九十\d]{1,3})(?:大)?类(?:问题)?,?共?(?P<n>\d{1,4})[项个条]"
)
_CLASSES: Final = re.compile(rf"{_N}\s*+个?大?类(?!似|别|型)")
_ASPECTS: Final = re.compile(rf"{_N}\s*+个?(?:大)?方面")
_MEASURES: Final = re.compile(
    rf"(?:制定|细化|提出|明确|形成|研究|分解|落实)[^。;,]{{0,16}}?{_N}\s*+[条项个](?:具体|整改)*(?:整改措施|措施|举措)"
    rf"|(?:整改措施|措施|举措)共?{_N2}[条项个]"
)
_DOCUMENTS: Final = re.compile(
    rf"(?:制定|完善|修订|出台|印发|建立|健全|形成|新建|编制|废止)[^。;]{{0,60}}?{_N}\s*+[项个份部件](?:规章)?(?:制度|规章|文件|办法)(?:和?(?:方案|文件|办法|机制))?"
    rf"|(?:规章制度|制度文件|制度)(?:共)?{_N2}\s*+[项个份部件]"
)
_SOME: Final = r"(?P<n>\d{1,4})\s*+[个项条]"
_SOME_FIRST: Final = r"(?P<n2>\d{1,4})\s*+[个项条](?:问题)?"
_FINISHED: Final = "完成整改|整改完成|整改到位"
_OF_STATUS: Final = (
    (
        "done",
        re.compile(
            rf"已?(?:{_FINISHED}|办结)的?\s*+{_SOME}|(?:已经?|全部){{1,4}}(?:整改|完成)\s*+(?P<n3>\d{{1,4}})\s*+[个项条]|{_SOME_FIRST}(?:已|全部){{1,4}}(?:{_FINISHED}|完成)(?!\s{{0,2}}\d)"
        ),
    ),
    (
        "partial",
        re.compile(
            rf"(?:基本完成|取得阶段性(?:成果|成效))(?:整改)?的?\s*+{_SOME}|{_SOME_FIRST}(?:已)?(?:基本完成|取得阶段性)"
        ),
    ),
    (
        "ongoing",
        re.compile(
            rf"(?:正在(?:整改|推进)中?|持续推进|持续整改|长期坚持)的?\s*+{_SOME}|{_SOME_FIRST}(?:正在|持续|需长期)"
        ),
    ),
)


def stated_totals(text: str, opening: str) -> Stated | None:
    """The stated totals; None where there are none, or where no quotation is unique.

    Takes   opening     the text before its first item, which is searched for totals
    """
    words = squeeze(opening)
    numbers: dict[str, int] = {}
    quotes: list[str] = []

    def take(name: str, found: re.Match[str] | None, *, quoted: bool = True) -> None:
        count = chinese_number(next(filter(None, found.groupdict().values()))) if found else None
        quote = _verbatim(found.group(), text) if found and count else ""
        if count and (not quoted or once(quote, text)):
            numbers[name] = count
            quotes.extend([quote] if quoted and quote not in quotes else [])

    total = _TOTAL_PARTS.search(words) or _TOTAL.search(words)
    take("problems", total)
    # 四方面13类共27项: of several levels the innermost one (类) is that of the headings
    if total and "problems" in numbers:
        take("categories", _CLASSES.search(total.group()) or _ASPECTS.search(total.group()), quoted=False)
    take("measures", _MEASURES.search(words))
    take("documents", _DOCUMENTS.search(words))
    for name, pattern in _OF_STATUS:
        take(name, pattern.search(words))
    if not numbers or not quotes:
        return None
    one = quotes[0] if len(quotes) == 1 else None
    return Stated(**numbers, quote=one, quotes=() if one else tuple(quotes))


def _verbatim(words: str, text: str) -> str:
    """The verbatim form of squeezed words in the text."""
    pattern = r"\s*+".join(re.escape(char) for char in words)
    found = re.search(pattern, fold(text))
    return text[found.start() : found.end()] if found else words
