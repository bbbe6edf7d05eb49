"""Documents that are no notice of rectification: refused with the reason, imported only where the editor insists."""

import re
from typing import Final

from site_builder.importing.lines.fold import squeeze
from site_builder.importing.lines.manuscript import Line
from site_builder.importing.structure.damage import PLACEHOLDER, garbled

# A template has blanks all over; one or two are an oversight, and are flagged instead.
BLANKS_OF_A_TEMPLATE: Final = 3
_RECTIFIED: Final = re.compile(r"整改|销号|立行立改")
_TELLS: Final = re.compile(
    r"整改(?:工作|任务|事项|问题|落实|措施|责任)*(?:的)?(?:落实|进展|完成|推进|阶段性)*(?:情况|进展|结果|成效|台账|清单|方案|报告|通报|公示|公告)|销号|立行立改"
)
_WORK: Final = re.compile(r"工作(?:总结|安排|计划|要点|打算)")
_NEWS: Final = re.compile(
    r"(?:召开|举行)[^。]{0,40}(?:会议|动员会|推进会|部署会|反馈会|座谈会|民主生活会)|会议(?:强调|指出|要求)"
)
_START: Final = re.compile(
    r"(?:进驻|巡察公告|巡视公告|督察公告|启动[^。]{0,16}巡[察视]|巡[察视]工作动员|将对[^。]{2,40}(?:开展|进行)[^。]{0,12}(?:巡[察视]|督察))"
)
_END: Final = re.compile(
    r"(?:结束|完成)(?:了)?(?:对)?[^。]{0,20}(?:进驻|巡[察视]|督察)|(?:巡[察视]|督察)组?[^。]{0,8}(?:撤离|结束)|受理[^。]{0,10}截止"
)
_FEEDBACK: Final = re.compile(
    r"(?:反馈(?:会|意见|情况|了)|向[^。]{2,40}反馈|提出(?:如下|以下|了)?[^。]{0,8}(?:整改)?(?:意见|建议|要求))"
)


def refusal_of(title: str | None, lines: tuple[Line, ...], items: int) -> str | None:
    """Why a document should not become a notice; None when nothing speaks against it.

    Takes   items   how many items were found in it
    """
    text = squeeze("\n".join(line.text for line in lines))
    if len(text) < 60:
        return "文字太少，不像一份通报"
    if garbled(text):
        return "文字是乱码，请换一份源文件"
    blanks = [found.group() for found in PLACEHOLDER.finditer(text)]
    if len(blanks) >= BLANKS_OF_A_TEMPLATE:
        return f"像是未填写的模板（有占位符 {blanks[0]} 等 {len(blanks)} 处）"
    return _other_kind(squeeze(title or ""), text, items)


def _other_kind(name: str, text: str, items: int) -> str | None:
    """What else a document is that has the inspection in it but not what was done about its findings."""
    opening = name + text[:300]
    if _TELLS.search(name) or _WORK.search(name):
        return None if items or _RECTIFIED.search(text) or _WORK.search(text) else "没有整改事项，也没有工作任务"
    # What the title says counts for more than a numbered list in the text.
    told = _TELLS.search(text[:300]) or (items and _TELLS.search(text))
    if not told:
        for pattern, why in (
            (_START, "像是巡察进驻或启动的公告，没有整改情况"),
            (_END, "像是巡察结束的公告，没有整改情况"),
            (_FEEDBACK, "像是巡察反馈，没有整改情况"),
            (_NEWS, "像是会议新闻，没有整改事项"),
        ):
            if pattern.search(name) or (pattern.search(opening) and not items):
                return why
    if not items and _NEWS.search(text[:200]):
        return "像是会议新闻，没有整改事项"
    if _FEEDBACK.search(name) and not _RECTIFIED.search(name):
        return "像是巡察反馈，没有整改情况"
    if not items and not _RECTIFIED.search(text) and not _WORK.search(text):
        return "没有整改事项，也没有工作任务"
    return None
