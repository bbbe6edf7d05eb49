"""Documents that are no notice of rectification, and documents that came in damaged."""

import re
from typing import Final

from site_builder.importing.fold import squeeze
from site_builder.importing.manuscript import Doubt, Line

_PLACEHOLDER: Final = re.compile(
    r"(?<![xX×*])[xX×*]{2,}+(?:年|月|日|局|市|区|县|同志|问题|单位|部门)|(?<![〇○])[〇○]{2,}+(?:局|市|区|县|单位)|\(此处填写|请填写|\b某某"
)
_DAMAGED_DATE: Final = re.compile(
    r"(?<!\d)20\d{5}日|(?<!\d)20\d{2}年\d{3,}[月日]|20\d{2}年(?:1[3-9]|[2-9]\d)月|\d{1,2}月(?:3[2-9]|[4-9]\d)日"
)
_RECTIFIED: Final = re.compile(r"整改(?:落实|进展|完成|任务|工作|情况|措施|成效|方案|清单)|销号|立行立改|整改")
_NEWS: Final = re.compile(r"(?:召开|举行)[^。]{0,40}(?:会议|动员会|推进会|部署会|反馈会)")
_START: Final = re.compile(
    r"(?:进驻|巡察公告|巡视公告|启动[^。]{0,16}巡[察视]|巡[察视]工作动员|将对[^。]{2,40}(?:开展|进行)[^。]{0,12}巡[察视])"
)
_FEEDBACK: Final = re.compile(r"(?:反馈(?:会|意见|情况)|提出(?:如下|以下|了)?[^。]{0,8}(?:整改)?(?:意见|建议|要求))")
_ENDS: Final = re.compile(r"[。!?.)”’》】\]」]\s*$|\d\s*$|日\s*$")


def refusal_of(title: str | None, lines: tuple[Line, ...], items: int, measures: int) -> str | None:
    """Why a document should not become a notice; None when nothing speaks against it."""
    text = squeeze("\n".join(line.text for line in lines))
    name = squeeze(title or "")
    if len(text) < 60:
        return "文字太少，不像一份通报"
    if text.count("\ufffd") + len(re.findall("锟斤拷|烫烫烫", text)) > 5:
        return "文字是乱码，请换一份源文件"
    placeholders = _PLACEHOLDER.findall(text)
    if len(placeholders) >= 3:
        return f"像是未填写的模板（有占位符 {placeholders[0]} 等 {len(placeholders)} 处）"
    if items:
        return None
    if not _RECTIFIED.search(name) and _START.search(name + text[:200]):
        return "像是巡察进驻或启动的公告，没有整改情况"
    if not re.search(r"整改(落实|进展|完成)?(的)?(情况|进展)|销号", name) and _NEWS.search(text[:200]) and items == 0:
        return "像是会议新闻，没有整改事项"
    if _FEEDBACK.search(name + text[:400]) and items == 0 and not re.search(r"整改(落实|进展)?(的)?情况", name):
        return "像是巡察反馈，没有整改情况"
    if not _RECTIFIED.search(text) and not re.search(r"工作(总结|安排|计划|要点)", text):
        return "没有整改事项，也没有工作任务"
    return None


def doubts_about(title: str | None, lines: tuple[Line, ...]) -> list[Doubt]:
    """Placeholders, damaged dates and a text that breaks off: kept as they are, and said."""
    doubts = [
        Doubt(line.number, found.group(), why)
        for line in lines
        for pattern, why in ((_PLACEHOLDER, "占位符，请核对"), (_DAMAGED_DATE, "日期的数字似有缺损，照原样保留"))
        for found in pattern.finditer(line.folded)
    ]
    doubts += [
        Doubt(line.number, "".join(found), "夹杂繁体字，似是转换错误，照原样保留")
        for line in lines
        if len(found := _traditional(line.text)) > 1
    ]
    prose = [line for line in lines if len(line.text) > 30]
    if prose and prose[-1] is lines[-1] and not _ENDS.search(lines[-1].folded):
        doubts.append(Doubt(lines[-1].number, lines[-1].text[-20:], "文字似乎不完整，结尾缺失"))
    return doubts


def _traditional(text: str) -> list[str]:
    """Characters that the simplified standard set lacks and the traditional one has, each once."""
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
