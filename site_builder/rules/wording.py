"""T001, T004, T005: headings, placeholders and unpaired brackets in the text."""

import re
from collections import Counter
from collections.abc import Iterator

from site_builder.records.findings import Span
from site_builder.rules.rule import Case, Slip, error, warning
from site_builder.rules.text_lines import places, text_lines

_PLACEHOLDER = re.compile(
    r"(?i:(?<![a-z])(?:x{2,4}|×{2,4}|某某)(?=年|月|日|局|市|县|区|同志|公司|项|个|万|元|号)|20(?:xx|××)(?![a-z])|(?<![a-z0-9])x(?=[年月日](?![a-z])))"
    r"|(?<![0-9A-Za-z])×(?=[年月日])|待定(?![的位岗]|级)|待补充?(?=[）)】\]。，]|$)|(?<!〔)待填写?(?=[）)】\]。，；、]|$)|此处(?:填写|插入|补充)|_{3,}|【\s*+】|（\s*+）|(?i:\b(?:todo|tbd)\b)"
)
_HINT = re.compile(  # a prefilter: the characters every placeholder begins with are one set, so each character is tested once
    r"[xX×_tT某待此【（](?:(?<=[×_某待此【])|(?<=[xX])[xX×年月日]|(?<=[tT])[oObB]|(?<=（)\s*+）)"
)
_OPEN = {"《": "》", "“": "”", "（": "）", "(": ")", "【": "】", "〔": "〕", "「": "」", "『": "』"}
_WIDTHS = {"（": "(", "）": ")"}
_PAIRS = {_WIDTHS.get(o, o): _WIDTHS.get(c, c) for o, c in _OPEN.items()}
_CLOSE = {close: opening for opening, close in _PAIRS.items()}
_BRACKET = re.compile("[《》“”（）()【】〔〕「」『』]")
_ENUMERATOR = re.compile(r"(?:^|(?<=[\s。；;，,、：:]))(?:\d{1,2}|[一二三四五六七八九十]{1,3}|[a-zA-Z]|[①-⑳])[)）]")


@error("T001")
def headings_do_not_skip(case: Case) -> Iterator[Slip]:
    """标题跳了级

    标题一级一级往下：## 之下是 ###，### 之下是 ####。跳级的页面，用读屏软件的人会以为漏了一级。
    正文的第一个标题用 ##。

    改法：增减标题前的 #。
    """
    last = 0
    for block in case.notice.outline.blocks:
        if block.kind != "heading":
            continue
        if block.level > max(last, 1) + 1:
            at = Span(path=case.notice.path, line=block.line, column=1, length=block.level)
            before = f"上一个标题是 {last} 级" if last else "这是第一个标题"
            right = "#" * (max(last, 1) + 1)
            yield Slip(at, "标题跳了级", f"{before}，这一个是 {block.level} 级", f"改成 {right}", soft=not last)
        last = block.level


@warning("T004")
def no_placeholders(case: Case) -> Iterator[Slip]:
    """有没填的空

    X月、XX万元、20XX年、待定、（ ）这样的字，多半是稿子里没有填的空。原文为隐去姓名、单位而写作 XX 的，不用管。

    改法：对照原件填上。
    """
    for number, text in text_lines(case.notice) if _HINT.search(case.notice.body) else ():
        for found in _PLACEHOLDER.finditer(text) if _HINT.search(text) else ():
            at = Span(path=case.notice.path, line=number, column=found.start() + 1, length=len(found[0]))
            yield Slip(at, "像是没填的空", f"有“{found[0]}”", "对照原件填上；原文如此的，不用管")


@warning("T005")
def brackets_are_paired(case: Case) -> Iterator[Slip]:
    """括号、引号或书名号不成对

    《》“”（）等在一段里应当成对。全角半角混用不算错，“1）”这样的序号不算错。

    改法：对照原件补上缺的一半；原文如此的，不用管。
    """
    for block in case.notice.outline.blocks:
        if _BRACKET.search(block.text) and (wrong := unpaired(block.text)):
            for (char, _), at in zip(wrong, places(case.notice, block, wrong), strict=True):
                yield _unpaired(char, at)


def _unpaired(char: str, at: Span) -> Slip:
    other = "前面没有与它成对的" if _WIDTHS.get(char, char) in _CLOSE else "后面没有与它成对的"
    return Slip(at, f"“{char}”不成对", f"同一段里{other}", "对照原件补上；原文如此的，不用管")


def unpaired(text: str) -> list[tuple[str, int]]:
    """The unpaired brackets, with their positions.

    >>> unpaired("《办法（试行)》和“细则")
    [('“', 9)]
    """
    brackets = [(found[0], found.start()) for found in _BRACKET.finditer(text)]
    if not brackets:
        return []
    stack: list[tuple[str, int]] = []
    waiting: Counter[str] = Counter()  # the opening brackets on the stack
    wrong: list[tuple[str, int]] = []
    for char, position in brackets:
        plain = _WIDTHS.get(char, char)
        if plain in _PAIRS:
            stack.append((char, position))
            waiting[plain] += 1
        elif plain in _CLOSE:
            if waiting[_CLOSE[plain]]:
                while (opened := _WIDTHS.get(stack[-1][0], stack[-1][0])) != _CLOSE[plain]:
                    waiting[opened] -= 1
                    wrong.append(stack.pop())
                waiting[opened] -= 1
                stack.pop()
            else:
                wrong.append((char, position))
    if any(char in ")）" for char, _ in wrong):
        enumerating = {found.end() - 1 for found in _ENUMERATOR.finditer(text)}
        wrong = [(char, position) for char, position in wrong if position not in enumerating]
    return sorted([*wrong, *stack], key=lambda each: each[1])
