"""What a web page puts around a notice: breadcrumbs, buttons, counters, footers. Set aside, never dropped."""

import re
from typing import Final

from site_builder.importing.lines.manuscript import Aside, Line

_BUTTON: Final = "打印本页|打印|关闭窗口|关闭|收藏|返回顶部|返回|顶部|下载|大|中|小|我要纠错"
_ALONE: Final = (
    (re.compile(r"(?:-|—|–|·){1,2}\s*\d{1,3}\s*(?:-|—|–|·){1,2}|第\s*\d{1,3}\s*页(?:\s*共\s*\d{1,3}\s*页)?"), "页码"),
    (re.compile(r"https?://\S+|www\.\S+"), "网址"),
    (re.compile(r"(您)?(现在|当前|所在)?的?(位置|所在位置)(是)?\s*:.*"), "面包屑导航"),
    (re.compile(r"(首页|网站首页|本站首页)(\s*[>»›/|·-]\s*\S.*)?"), "面包屑导航"),
    (re.compile(r"[^\s<>。,;:]{2,12}(\s+[>»›]+\s+[^\s<>。,;]{2,30}){1,6}\s*[>»›]*"), "面包屑导航"),
    (re.compile(rf"[\[【(]?\s*(?:{_BUTTON})(?:[\s\]\[【】()|/]*(?:{_BUTTON}))*\s*[\]】)]?"), "页面按钮"),
    (re.compile(r"(字体|字号|视力保护色)\s*:?.{0,20}"), "页面按钮"),
    (re.compile(r"(分享到|分享至|分享|扫一扫|扫码)[^。]{0,30}"), "页面按钮"),
    (re.compile(r"(上一篇|下一篇|上一条|下一条|相关(阅读|链接|新闻|文章|稿件)|延伸阅读)\s*[:|]?.{0,60}"), "相关链接"),
    (re.compile(r"(浏览|阅读|点击|访问)(次数|量|数|人次)?\s*:?\s*\d*\s*次?"), "浏览计数"),
    (re.compile(r"[\[【(]?(责任编辑|编辑|责编|审核|校对|初审|终审|录入)\s*:.{0,20}"), "网站编辑署名"),
)  # fmt: skip
_LINKS: Final = re.compile(r"[【\[(]?(?:相关(?:阅读|链接|新闻|文章|稿件|信息)|延伸阅读|推荐阅读)[】\])]?\s*:?")
_FOOTER: Final = re.compile(
    r"版权所有|ICP备|公网安备|All Rights? Reserved|Copyright|©|网站标识码|网站地图|网站声明"
    r"|(?:主办单位|承办单位|技术支持)\s*:"
    r"|建议使用.{0,12}浏览器",
    re.IGNORECASE,
)


def part(lines: tuple[Line, ...]) -> tuple[tuple[Line, ...], tuple[Aside, ...]]:
    """The lines of the notice, and those of the page around it, both in order."""
    footer, links = _footer_start(lines), _links_start(lines)
    kept: list[Line] = []
    aside: list[Aside] = []
    for index, line in enumerate(lines):
        why = "页脚" if index >= footer else "相关链接" if index >= links else _alone(line)
        if why:
            aside.append(Aside(line.number, line.text, why))
        else:
            kept.append(line)
    return tuple(kept), tuple(aside)


def _links_start(lines: tuple[Line, ...]) -> int:
    """Where a list of related links begins: at its label, when only short lines follow."""
    for index in range(len(lines) - 1, max(-1, len(lines) - 15), -1):
        if len(lines[index].text) > 60 or "。" in lines[index].text:
            break
        if _LINKS.fullmatch(lines[index].folded.strip()):
            return index
    return len(lines)


def _alone(line: Line) -> str | None:
    if len(line.text) > 120 or line.level or line.cells:
        return None
    bare = line.folded.strip()
    return next((why for pattern, why in _ALONE if pattern.fullmatch(bare)), None)


def _footer_start(lines: tuple[Line, ...]) -> int:
    """Where the page's footer begins: its first line after the last paragraph that reads like prose."""
    last_prose = max((i for i, line in enumerate(lines) if len(line.text) > 40 and "。" in line.text), default=-1)
    for index in range(last_prose + 1, len(lines)):
        if _FOOTER.search(lines[index].folded):
            return index
    return len(lines)
