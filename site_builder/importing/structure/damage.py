"""Detects damaged documents: blanks, broken dates, lost or converted characters, truncation.

Damage is flagged and kept verbatim; nothing is repaired.
"""

import re
from typing import Final

from site_builder.importing.lines.fold import fold
from site_builder.importing.lines.manuscript import Doubt, Line
from site_builder.importing.lines.numbering import marker

PLACEHOLDER: Final = re.compile(
    r"(?<![xX×*])[xX×*]{2,}+(?:年|月|日|局|市|区|县|省|镇|委|院|校|同志|问题|单位|部门|公司|人|项|万元)|(?<![〇○])[〇○]{2,}+(?:局|市|区|县|单位)"
    r"|[(【\[]\s*+(?:此处|请)?(?:填写|填入)[^)】\]]{0,12}[)】\]]|[\[【(](?:具体)?(?:数量|日期|时间|单位|部门|姓名|名称|单位名称|部门名称|金额|比例|问题|内容|年份|职务)[\]】)](?=[个项条年月日的人元次,。]|[\u4e00-\u9fff])|(?<![A-Za-z])X(?:局|市|县|区|月X日|项(?!目)|个问题|条)|(?<![_])_{2,}+\s*+(?:年|月|日|局|单位|问题|项|人)"
    r"|(?:20)?\(\s*+\)(?=年|月|日)|某某|[【(](?:单位名称|部门名称|单位全称)[】)]"
)
DAMAGED_DATE: Final = re.compile(
    r"(?<!\d)20\d{5,6}日|(?<!\d)20\d{2}年\d{3,}[月日]|20\d{2}年(?:1[3-9]|[2-9]\d)月|\d{1,2}月(?:3[2-9]|[4-9]\d)日|(?<!\d)20\d{2}年\d{1,2}日"
    r"|(?<!\d)(?:0?[469]|11)月31日|(?<!\d)0?2月3[01]日|\d{1,2}月\d?[OoIl]\d?日|20\d{2}年\d?[OoIl]\d?月|20\d{2}年[xX×*]月|\d月[xX×*]日"
)
_LOST: Final = re.compile("\ufffd|锟斤拷|烫烫烫|屯屯屯")
# Mojibake of UTF-8 read as GBK: characters that never occur together otherwise.
_MISREAD: Final = re.compile("涓€|鐨勯|鐨勬|鏁存|绗|鍏|浜烘|銆俓|锛|銆")
_COMMON: Final = re.compile(
    "[的一是不在了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过说产面方后定行学法所民得经改整问题情况]"
)
_PLAIN: Final = re.compile(
    "[\u0020-\u007e\u4e00-\u9fff\u3000-\u303f\uff00-\uffef“”‘’—…]"
)  # characters of normal writing, Latin letters included
_CHINESE: Final = re.compile("[\u4e00-\u9fff]")
# Wrong simplified characters left by a conversion to traditional characters and back.
_CONVERTED: Final = re.compile("乾部|乾净|後|裏面|範围|製度|徵求|佈置")
_NAMED: Final = 20  # most lines with converted characters that are named
_STOPPED: Final = re.compile(r"[。!?.)”’》】\]」:;]\s*+$|\d\s*+$|日\s*+$")
_CUT: Final = re.compile(
    r"\[?(?:阅读全文|展开全文|查看全文|点击查看更多|下转第.{1,3}版|未完待续)\]?\s*+$|(?:(?<!\.)\.{3,}+|(?<!…)…++)\s*+$"
)


def garbled(text: str) -> bool:
    """Whether a text is garbled: lost characters, a wrong encoding, hardly any Chinese characters."""
    chinese = _CHINESE.findall(text)
    if len(_LOST.findall(text)) > 5 or len(_MISREAD.findall(text)) > max(5, len(chinese) // 50):
        return True
    if len(chinese) < len(text) * 0.2 and len(_PLAIN.findall(text)) < len(text) * 0.6:
        return True
    return len(chinese) >= 60 and len(_COMMON.findall(text)) < len(chinese) * 0.04


def doubts_about(lines: tuple[Line, ...]) -> list[Doubt]:
    """Doubts about blanks, damaged dates and converted characters."""
    doubts = [
        Doubt(line.number, found.group(), why)
        for line in lines
        for pattern, why in ((PLACEHOLDER, "占位符，请核对"), (DAMAGED_DATE, "日期的数字似有缺损，照原样保留"))
        for found in pattern.finditer(line.folded)
    ]
    found_in = [(line.number, [*_traditional(line.text), *_CONVERTED.findall(line.text)]) for line in lines]
    odd = [(number, found) for number, found in found_in if found]
    if len({char for _, found in odd for char in found}) > 1:
        why = "夹杂繁体字，似是转换错误，照原样保留"
        doubts += [Doubt(number, "".join(found), why) for number, found in odd[:_NAMED]]
    return doubts


def cut_off(body: tuple[Line, ...], ending: tuple[Line, ...]) -> Doubt | None:
    """A doubt for a truncated text; None for a complete one.

    Takes   body, ending    the text without its title, and its closing lines (invitation, contacts, signature)
    """
    lines = (*body, *ending)
    if not lines:
        return None
    last = lines[-1]
    text = last.folded.rstrip()
    why = "文字似乎不完整，结尾缺失"
    if _CUT.search(text):
        return Doubt(last.number, last.text[-20:], why)
    if ending:
        prose = len(text) > 30 or "," in text or re.match(r"欢迎|如有|现将", text)
        broken = (
            bool(prose) and not _STOPPED.search(text) and not re.search(r"\d|@|[局委组院校室处会司心]$", text[-12:])
        )
        return Doubt(last.number, last.text[-20:], why) if broken else None
    if last.cells:
        return None
    if (len(text) > 30 or "," in text) and not _STOPPED.search(text):
        return Doubt(last.number, last.text[-20:], why)
    if len(lines) > 3 and _is_heading(last) and not _is_heading(lines[-2]) and not _is_heading(lines[-3]):
        return Doubt(last.number, last.text[:20], "文字似乎不完整，最后一个标题下面没有正文")
    return None


def _is_heading(line: Line) -> bool:
    words = fold(line.text).rstrip()
    return marker(words) is not None and not re.search(r"[。;,!?]", words)


def _traditional(text: str) -> list[str]:
    """The traditional characters in a text: those in the traditional but not in the simplified standard set, without duplicates."""
    return [
        char
        for char in dict.fromkeys(text)
        if "\u4e00" <= char <= "\u9fff" and not _in(char, "gb2312") and _in(char, "big5")
    ]


def _in(char: str, charset: str) -> bool:
    try:
        char.encode(charset)
    except UnicodeEncodeError:
        return False
    return True
