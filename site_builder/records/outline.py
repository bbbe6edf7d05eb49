"""Notice text → blocks, sections, problems and measures.

A block is the smallest run of words that is shown together: a heading, a paragraph, a list item, a table row. Everything
else here is a range of blocks, so nothing of the text can be in two places or in none.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Literal, cast, get_args

from msgspec import Struct

from site_builder.records.escapes import unescaped
from site_builder.records.findings import Edit, Finding, Fix, Span, nearest
from site_builder.records.meant import meant_choice
from site_builder.records.numerals import COUNTED
from site_builder.records.slip import narrow
from site_builder.records.text_grammar import parse_blocks
from site_builder.records.vocabulary import Role, States

BlockKind = Literal["heading", "paragraph", "item", "row"]
CHINESE = "\u2018-\u201d\u2014\u2026\u2103\u2116\u2460-\u24ff\u2e80-\u33ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff"
_WIDE_BLANKS = "\u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000"  # beside which no blank is wanting
_JOIN = re.compile(
    rf"(?<=[{CHINESE}])[ \t]*\n[ \t]*(?=[{CHINESE}])|(?<=[{_WIDE_BLANKS}])\n[ \t]*|(?<![ \t])[ \t]*\n(?=[{_WIDE_BLANKS}])"
)
_NEWLINE = re.compile(r"(?<![ \t])[ \t]*\n[ \t]*")
_MARK = re.compile(r"(?<![ \t])[ \t]*(?<!\\)\{([^{}]*)\}\s*+$")
_MEASURES = ("none",)
_PAIR = re.compile(r'(role|states|origin|measures)=(?:"([^"]*)"|(\S+))|#(\S+)|(\S+)')
ITEM_ID = re.compile(r"p[1-9]\d*")
_DIGITS = "一二三四五六七八九十百零〇\\d"
_WHOSE, _TASK = "(?:反馈|整改|具体|巡察|共性|个性)?", "(?:项目|任务|问题|事项)"
_NUMBER = re.compile(
    rf"[▌▍▎▊█▪◼▶►▷➤■◆●]\s*+(\d{{1,2}})[ \u3000\t]+(?=\S)"
    rf"|(?:[▌▍▎▊█▪◼▶►▷➤■◆●]\s*+)?(?:(\d+)[.．](?={COUNTED})|([壹贰叁肆伍陆柒捌玖拾]+)\s*+[、.．：:]|([Ⅰ-Ⅻ])\s*+[、.．：:]?|([㈠-㈩])"
    rf"|(\d{{1,2}})[ \u3000\t]+(?=[\u4e00-\u9fff“])(?![年月日个名家处件项人万亿元米吨次至到、])"
    rf"|{_WHOSE}{_TASK}\s*+([l\d]+(?:[.．\-][l\d]+)*"
    rf"|[一二三四五六七八九十]+(?=[ \u3000\t.．、：:]))\s*+[.．、：:]?\s*+"
    rf"|【\s*+{_WHOSE}{_TASK}?\s*+(\d{{1,3}}|[一二三四五六七八九十]{{1,3}})\s*+】\s*+"
    rf"|(\d+(?:[.．\-—]+\d+)+)(?:[.．、：:]\s*+|\s+)"
    rf"|[（(]\s*+([{_DIGITS}]+)\s*+[）)]\s*+、?\s*+|([①-⒛㉑-㉟㊱-㊿㊀-㊉⓫-⓾❶-➓])\s*+|第([{_DIGITS}]+)[项条个件](?:问题)?[：:、，,]?\s*+"
    rf"|([一二三四五六七八九十]{{1,3}}|\d{{1,2}})问\s*+[：:、]\s*+|问([一二三四五六七八九十]{{1,3}}|\d{{1,2}})\s*+[：:、]\s*+|(?:№|(?i:No|Issue|Finding|Item|Problem))[.．]?\s*+(\d{{1,2}})(?![\d.])\s*+[：:、.．]?\s*+"
    rf"|([{_DIGITS}]+|l(?=[、.．]))(?:[、)）]\s*+|[.．](?!\d)\s*+)|(?P<told>[一二三四五六七八九十]+)(?=是))"
)
_DOTTED = {code: str(code - 0x2487) for code in range(0x2488, 0x249C)}  # ⒈ holds its dot, as 1. does: the number is 1
LABEL = re.compile(
    r"(?:(?<!\s)\s++)?(?:(?:目前|主要)?(?:整改|落实|办理|推进|完成)(?:落实|进展|完成|工作)?(?:情况|进展|措施|成效|结果|举措)|进展情况|具体措施|整改责任落实情况)\s*+[：:]\s*+"
)

# 牵头单位：…, 整改时限：…: what a paragraph under an item says of the item; it is no measure.
FIELD = re.compile(
    r"(?:(?<!\s)\s++)?[（(]?(?:(?:整改)?(?:牵头|责任|主责|主办|承办|配合|协办|协同|督办)(?:单位|部门|处室|科室|主体|领导|人员?)"
    r"|(?:整改|完成|办结|计划完成|拟完成|预计完成)(?:时限|期限|时间|日期)|整改目标|(?:整改|办理|完成)状态)\s*+[：:](?!$)"
    r"|(?:(?<!\s)\s++)?(?:整改|办理|完成)(?:情况|进度|进展|结果|成效)\s*+[：:]\s*+(?:已|全部|基本|取得阶段性|正在|尚?未|长期|持续)[^。；;\d]{0,14}[。；]?$"
)


class Block(Struct, frozen=True, gc=False, kw_only=True):
    """`level`: of a heading 1–6, of a list item its depth from 1; `part`: 0 for an item's first block, then 1, 2 …"""

    kind: BlockKind
    text: str
    line: int
    level: int = 0
    cells: tuple[str, ...] = ()
    header: bool = False
    part: int = 0


class Measure(Struct, frozen=True, kw_only=True):
    """One 一是… of an item. `text` is without a leading label; `start` and `stop` are a range of blocks."""

    id: str
    text: str
    start: int
    stop: int


class Problem(Struct, frozen=True, kw_only=True):
    """One numbered item: `blocks[start]` is its heading, `blocks[start + 1:stop]` what stands under it."""

    id: str
    number: str | None
    title: str
    states: States
    origin: str | None
    category: str | None
    start: int
    stop: int
    line: int
    text: str
    measures: tuple[Measure, ...]

    def measure(self, about: str) -> Measure | None:
        return next((each for each in self.measures if each.id == about), None)


class Section(Struct, frozen=True, kw_only=True):
    """A top heading of the text and what stands under it."""

    heading: str
    role: Role
    categories: tuple[str, ...]
    start: int
    stop: int


class Outline(Struct, frozen=True, kw_only=True):
    """The whole text: `text` is one block a line, headings with their numbering, cells joined by a tab."""

    blocks: tuple[Block, ...]
    sections: tuple[Section, ...]
    problems: tuple[Problem, ...]
    text: str

    def problem(self, item: str) -> Problem | None:
        return next((each for each in self.problems if each.id == item), None)


@dataclass(slots=True)
class _Heading:
    index: int
    level: int
    text: str
    id: str | None = None
    role: Role | None = None
    states: States | None = None
    origin: str | None = None
    acted: bool = True  # whether its paragraphs may be measures


@dataclass(slots=True)
class _Reading:
    path: str
    states: States
    findings: list[Finding]
    blocks: list[Block] = field(default_factory=list)
    headings: list[_Heading] = field(default_factory=list)


def read_outline(text: str, path: str, first_line: int, states: States, findings: list[Finding]) -> Outline:
    """The outline of a notice's text, whose first line is line `first_line` of `path`.

    Takes   states: what headings say unless their mark says otherwise
    """
    reading = _Reading(path=path, states=states, findings=findings)
    for block in _blocks(text, first_line):
        if block.kind == "heading":
            block = _take_mark(reading, block)
            if not block.text and reading.headings[-1].id is None:
                continue  # a heading of nothing but its mark: it ends what stands above it and says nothing itself
        reading.blocks.append(block)
    problems = tuple(_problems(reading))
    return Outline(
        blocks=tuple(reading.blocks),
        sections=tuple(_sections(reading)),
        problems=problems,
        text="\n".join(block.text for block in reading.blocks),
    )


def _blocks(text: str, first_line: int) -> Iterator[Block]:
    depth = part = 0  # depth in lists, blocks of the list item so far
    for token in parse_blocks(text):
        if token.type == "heading":
            yield Block(kind="heading", text=token.content, line=_at(token.map, first_line), level=int(token.tag[1]))
        elif token.type == "item":
            yield Block(kind="item", text=_joined(token.content), line=_at(token.map, first_line), level=1)
        elif token.type == "list_item_open":
            part, depth = 0, depth + 1
        elif token.type == "list_item_close":
            depth -= 1
            part = 1  # what follows inside the parent continues it
        elif token.type == "row":
            cells = tuple(unescaped(cell, starts=False) for cell in token.meta["cells"])
            yield Block(
                kind="row",
                text="\t".join(cells),
                line=_at(token.map, first_line),
                cells=cells,
                header=token.meta["header"],
            )
        elif token.type == "inline":
            line = _at(token.map, first_line)
            if depth:
                yield Block(kind="item", text=_joined(token.content), line=line, level=depth, part=part)
                part += 1
            else:
                yield Block(kind="paragraph", text=_joined(token.content), line=line)


def _at(lines: list[int] | None, first_line: int) -> int:
    return first_line + (lines[0] if lines else 0)


def _joined(text: str) -> str:
    """The lines of a paragraph as one: nothing between two Chinese characters, a space otherwise."""
    if "\n" in text:
        text = _NEWLINE.sub(" ", _JOIN.sub("", text))
    return unescaped(text)


def _take_mark(reading: _Reading, block: Block) -> Block:
    """A heading without its {…}, which goes to the reading."""
    heading = _Heading(index=len(reading.blocks), level=block.level, text=block.text)
    found = _MARK.search(block.text)
    if found:
        heading.text = block.text[: found.start()]
        _read_mark(
            reading,
            heading,
            found[1],
            Span(path=reading.path, line=block.line, column=block.level + 2 + found.start(1)),
        )
    heading.text = unescaped(heading.text, starts=False)
    reading.headings.append(heading)
    return Block(kind="heading", text=heading.text, line=block.line, level=block.level)


def _read_mark(reading: _Reading, heading: _Heading, mark: str, at: Span) -> None:
    for pair in _PAIR.finditer(mark):
        name, quoted, bare, item, junk = pair.groups()
        place = Span(path=at.path, line=at.line, column=at.column + pair.start(), length=len(pair[0]))
        value = quoted if quoted is not None else bare
        if item and ITEM_ID.fullmatch(item):
            heading.id = item
        elif name == "origin":
            heading.origin = value
        elif name == "role" and value in get_args(Role):
            heading.role = cast(Role, value)
        elif name == "states" and value in get_args(States):
            heading.states = cast(States, value)
        elif name == "measures" and value in _MEASURES:
            heading.acted = False
        else:
            known = mark_choices(name)
            why = (
                f"可以是 {'、'.join(known)}{nearest(value, known)}"
                if name
                else "只认 #p1、role=、states=、origin=、measures="
            )
            wrong = junk or pair[0]
            meant = _meant_mark(pair[0])
            edits = (Edit(line=place.line, column=place.column, length=place.length, text=meant),) if meant else ()
            reading.findings.append(
                Finding(
                    at=place,
                    code="R006",
                    what=f"标题末尾的 {{…}} 里有不认识的 {wrong}",
                    why=why,
                    mend=f"改成 {meant}" if meant else "改正或删去",
                    fix=Fix(edits=edits),
                )
            )


def mark_choices(name: str) -> tuple[str, ...]:
    """The words that a part of a mark may have."""
    return {"role": get_args(Role), "states": get_args(States), "measures": _MEASURES}.get(name, ())


def _meant_mark(written: str) -> str:
    """
    >>> _meant_mark("p1"), _meant_mark("#P０3"), _meant_mark("role=problem"), _meant_mark("甲")
    ('#p1', '#p3', 'role=problems', '')
    """
    item = re.fullmatch(r"#?p0*([1-9]\d*)", narrow(written))
    if item:
        return f"#p{item[1]}"
    name, _, value = narrow(written).replace(":", "=").partition("=")
    known = mark_choices(name)
    meant = meant_choice(value, known, {})
    return f"{name}={meant}" if meant else ""


def _sections(reading: _Reading) -> Iterator[Section]:
    starts = [at for at, heading in enumerate(reading.headings) if heading.level <= 2]
    for at, following in pairwise([*starts, len(reading.headings)]):
        top, inner = reading.headings[at], reading.headings[at + 1 : following]
        stop = reading.headings[following].index if following < len(reading.headings) else len(reading.blocks)
        if top.text:
            yield Section(
                heading=top.text,
                role=top.role or "other",
                categories=tuple(_categories(inner)),
                start=top.index,
                stop=stop,
            )


def _categories(headings: Sequence[_Heading]) -> Iterator[str]:
    """Headings under which an item stands, before the next one of their rank."""
    above: list[_Heading] = []  # what this one stands under, at most one a level
    holding: set[int] = set()
    for heading in headings:
        while above and above[-1].level >= heading.level:
            above.pop()
        if heading.id is not None:
            holding.update(each.index for each in above)
        above.append(heading)
    return (each.text for each in headings if each.id is None and each.index in holding)


def _stops(reading: _Reading) -> dict[int, int]:
    """Heading → the block before which what it says ends: the next heading of its rank or above, or the next item."""
    stops: dict[int, int] = {}
    following = dict.fromkeys(range(1, 7), len(reading.blocks))  # the next heading of each level
    item = len(reading.blocks)
    for heading in reversed(reading.headings):
        stops[heading.index] = min(item, *(following[level] for level in range(1, heading.level + 1)))
        following[heading.level] = heading.index
        item = heading.index if heading.id else item
    return stops


def _problems(reading: _Reading) -> Iterator[Problem]:
    stops = _stops(reading)
    last: dict[int, _Heading] = {}  # level → the heading of it that came last and is no item
    for heading in reading.headings:
        if heading.id is None:
            last[heading.level] = heading
            continue
        higher = [each for level, each in last.items() if level < heading.level]
        category = (max(higher, key=lambda each: each.index).text or None) if higher else None
        stop = stops[heading.index]
        number, title = split_number(heading.text)
        inner = reading.blocks[heading.index + 1 : stop]
        yield Problem(
            id=heading.id,
            number=number,
            title=title,
            states=heading.states or reading.states,
            origin=heading.origin,
            category=category,
            start=heading.index,
            stop=stop,
            line=reading.blocks[heading.index].line,
            text="\n".join(block.text for block in inner),
            measures=tuple(_measures(inner, heading.index + 1, heading.acted)),
        )


def _measures(blocks: Sequence[Block], offset: int, acted: bool) -> Iterator[Measure]:
    """List items with all that belongs to them; with no list, paragraphs.

    Takes   acted: whether paragraphs may be measures (measures=none in the mark of the heading: they say what was found)
    """
    starts = [i for i, block in enumerate(blocks) if block.kind == "item" and block.level == 1 and block.part == 0]
    listed = bool(starts)
    if not listed and acted:
        starts = [i for i, block in enumerate(blocks) if block.kind == "paragraph" and _says_something(block.text)]
    first = set(starts)
    for number, start in enumerate(starts, 1):
        stop = start + 1
        while listed and stop < len(blocks) and blocks[stop].kind == "item" and stop not in first:
            stop += 1
        text = "\n".join(block.text for block in blocks[start:stop])
        yield Measure(id=f"m{number}", text=without_label(text), start=offset + start, stop=offset + stop)


def _says_something(paragraph: str) -> bool:
    """Neither a label alone, nor words that only lead to what follows, nor whose task it is and by when."""
    words = paragraph.strip()
    return bool(without_label(words)) and not words.endswith(("：", ":")) and not FIELD.match(words)


def without_label(text: str) -> str:
    """Words of a measure without 整改情况: and the like before them."""
    found = LABEL.match(text)
    return text[found.end() :] if found else text


def split_number(heading: str) -> tuple[str | None, str]:
    """Number and title of a heading.

    >>> split_number("（二）关于资金拨付")
    ('二', '关于资金拨付')
    >>> split_number("\\u3000\\u30001.关于资金拨付")
    ('1', '关于资金拨付')
    >>> split_number("2024年工作安排")
    (None, '2024年工作安排')
    """
    found = _NUMBER.match(heading, len(heading) - len(heading.lstrip()))
    if not found:
        return None, heading
    number = next(group for group in found.groups() if group).translate(_DOTTED)
    if found["told"]:  # 一是…: the words read on, so they stay whole
        return number, heading
    return number, heading[found.end() :] or heading
