"""T016, T019, R030–R032: headings, ids, roles and codes that break the pattern of their neighbours."""

import re
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from site_builder.records.findings import NO_FIX, Edit, Fix, Span
from site_builder.records.meant import meant_choice
from site_builder.records.numerals import chinese_number
from site_builder.records.outline import Block, split_number
from site_builder.records.source import locate
from site_builder.records.vocabulary import FACT_KINDS, MODALITIES, ORGAN_KINDS
from site_builder.rules.listed import listed
from site_builder.rules.rule import Case, SiteCase, Slip, error, warning

_MARK = re.compile(r"[{｛][^{}｛｝]*[}｝]?[ \t]*$")
LONGEST = 80  # longest paragraph, in characters, that may be a lost heading


class _Numbered(NamedTuple):
    """A heading or paragraph that begins with a number; `form`: the notation of the numbers in its series."""

    place: int
    block: Block
    number: int
    form: str


@error("T016")
def headings_lost_in_a_series(case: Case) -> Iterator[Slip]:
    """像标题，却是普通段落

    它的序号接着上一个标题。丢了 #### 的标题成了普通段落，是事项的就没有自己的页面。

    改法：是标题的，在行首加上 # 和空格，事项的末尾加编号；不是的，不用管。
    """
    blocks = case.notice.outline.blocks
    starts = {problem.start for problem in case.notice.outline.problems}
    last: dict[int, _Numbered] = {}  # level → the last numbered heading on that level under the same parent
    headed: dict[int, _Numbered] = {}  # the same, whatever series of paragraphs stands between
    first: dict[str, _Numbered] = {}  # form → the last paragraph that starts a series
    waiting: list[
        tuple[_Numbered, int]
    ] = []  # candidate paragraphs, with the level of the series that each may continue
    for index, block in enumerate(blocks):
        found = _numbered(index, block)
        if block.kind == "heading":
            for paragraph, level in waiting:
                continues = block.level == level and found is not None and (found.number, found.form) == (
                    paragraph.number + 1, paragraph.form)  # fmt: skip
                if continues or block.level < level:
                    yield from _lost(
                        case=case,
                        found=paragraph,
                        level=level,
                        certain=continues,
                        before=last.get(level),
                        starts=starts,
                    )
            waiting = [each for each in waiting if block.level > each[1]]
            if found and found.number == 2 and block.level not in last and found.form in first:
                begins, above = first[found.form], headed.get(block.level)
                continues = above is not None and (above.number, above.form) == (1, found.form)
                if not continues and not begins.block.text.rstrip().endswith(("。", "；", ";")):
                    yield from _lost(
                        case=case, found=begins, level=block.level, certain=True, before=found, starts=starts
                    )
            last = _with(last, block.level, found)
            headed = _with(headed, block.level, found)
            first = {form: each for form, each in first.items() if found is None or form != found.form}
        elif found and block.kind == "paragraph":
            if found.number == 1:
                first[found.form] = found
            if found.number == 1:  # these paragraphs are a series of their own
                waiting = [each for each in waiting if each[0].form != found.form]
                last = {level: each for level, each in last.items() if each.form != found.form}
            for level, before in last.items():
                if (before.number + 1, before.form) == (found.number, found.form) and not waiting:
                    waiting = [(found, level)]
    for paragraph, level in waiting:
        yield from _lost(case=case, found=paragraph, level=level, certain=False, before=last.get(level), starts=starts)


def _with(series: dict[int, _Numbered], level: int, found: _Numbered | None) -> dict[int, _Numbered]:
    """The numbered headings above what follows a heading of this level. Takes   found: that heading, if it is numbered"""
    above = {each: heading for each, heading in series.items() if each < level}
    return above | {level: found} if found else above


def _lost(
    case: Case, found: _Numbered, level: int, certain: bool, before: _Numbered | None, starts: set[int]
) -> Iterator[Slip]:
    """A finding for a lost heading. Takes   certain: whether the next heading continues its number; before: the previous heading of
    the series"""
    text = found.block.text
    if len(text) > LONGEST or (not certain and text.rstrip().endswith(("。", "；", ";"))):
        return
    item = before is not None and before.place in starts
    at = Span(path=case.notice.path, line=found.block.line, length=max(1, len(text)))
    why = "它的序号接着上一个标题" + ("，下一个标题的序号又接着它" if certain else "")
    mend = f"是标题的，在行首加 {'#' * level} 和一个空格" + ("，末尾加事项编号" if item else "")
    edit = Edit(line=found.block.line, column=1, length=0, text="#" * level + " ")
    fix = Fix(edits=(edit,)) if certain and not item and not _MARK.search(text) else NO_FIX
    yield Slip(at, "像标题，却是普通段落", why, mend, not certain, fix=fix)


def _numbered(index: int, block: Block) -> _Numbered | None:
    if block.kind not in ("heading", "paragraph"):
        return None
    number, title = split_number(block.text)
    if number is None or title == block.text:
        return None
    value = chinese_number(number)
    if not value:
        return None
    lead = block.text[: len(block.text) - len(title)].strip().translate(str.maketrans("().．", "（）.."))
    return _Numbered(index, block, value, lead.replace(number, "1" if number.isdecimal() else "一"))


@warning("T019")
def headings_of_a_series_are_level(case: Case) -> Iterator[Slip]:
    """标题的级别与同样写法的不同

    序号写法相同的标题，例如“（一）”，通常是同一级。多一个或少一个 #，它下面的事项就归到了别处。

    改法：核对原文，增减 #；原文如此的，不用管。
    """
    blocks = case.notice.outline.blocks
    found = [n for index, block in enumerate(blocks) if block.kind == "heading" and (n := _numbered(index, block))]
    levels: dict[str, Counter[int]] = {}
    for each in found:
        levels.setdefault(each.form, Counter())[each.block.level] += 1
    last: dict[str, _Numbered] = {}
    for each in found:
        own, before = each.block.level, last.get(each.form)
        [(usual, count)] = levels[each.form].most_common(1)
        rare = own != usual and levels[each.form][own] * 2 <= count
        deeper = before is not None and each.number == before.number + 1 and own > before.block.level
        if rare or (deeper and own != usual) or (deeper and count == levels[each.form][own]):
            right = usual if own != usual or before is None else before.block.level
            at = Span(path=case.notice.path, line=each.block.line, length=own)
            why = f"写作“{each.form}”的标题别处是 {right} 级，这一个是 {own} 级"
            mend = f"是同一级的，改成 {'#' * right}；原文如此的，不用管"
            yield Slip(at, "标题的级别与同样写法的不同", why, mend)
        last[each.form] = each


@warning("R030")
def ids_follow_the_numbers(case: Case) -> Iterator[Slip]:
    """事项编号跳过了一个

    标题的序号是接着的，编号却空了一个。台账里有空着的那个编号而没有这一个的，是这里写错了，算错误。

    改法：没有公开过的，改成空着的编号；公开过的，不动。
    """
    problems, ledger = case.notice.outline.problems, case.notice.ledgers.items
    ids = [int(problem.id[1:]) for problem in problems]
    numbers = [chinese_number(problem.number or "") for problem in problems]
    for at in range(1, len(problems)):
        problem, skipped = problems[at], f"p{ids[at] - 1}"
        wrong = skipped in ledger and problem.id not in ledger
        counts_on = numbers[at] is not None and numbers[at] == (numbers[at - 1] or -9) + 1
        if ids[at] - ids[at - 1] != 2 or ids[at] - 1 in ids or not (counts_on or wrong):
            continue
        line = case.notice.body.split("\n")[problem.line - case.notice.body_line]
        column = line.rfind(f"#{problem.id}") + 2
        edit = Edit(line=problem.line, column=column, length=len(problem.id), text=skipped)
        why = f"上一个是 {problems[at - 1].id}，这一个是 {problem.id}" + (
            f"；台账里有 {skipped}，没有 {problem.id}" if wrong else ""
        )
        yield Slip(Span(path=case.notice.path, line=problem.line, column=max(1, column - 1), length=len(problem.id) + 1),
                   f"编号跳过了 {skipped}", why, f"写错的，改成 {{#{skipped}}}；公开过的，不动",
                   fix=Fix(edits=(edit,)) if wrong and column > 1 else NO_FIX, hard=wrong)  # fmt: skip


@warning("R031")
def sections_have_their_role(case: Case) -> Iterator[Slip]:
    """这一部分没有写 role

    别的部分都写明了 role，唯独这一个没有，它就算作 other。

    改法：在标题末尾加 {role=problems} 之类；确是其他的，写 {role=other}。
    """
    lines = case.notice.body.split("\n")
    outline = case.notice.outline
    bare, marked = [], 0
    for section in outline.sections:
        block = outline.blocks[section.start]
        if "role=" in lines[block.line - case.notice.body_line]:
            marked += 1
        else:
            bare.append((section, block))
    for section, block in bare if marked else ():
        items = any(section.start <= problem.start < section.stop for problem in outline.problems)
        why = "其他部分写明了 role" + ("，这一部分里有事项" if items else "")
        at = Span(path=case.notice.path, line=block.line, length=max(1, len(block.text)))
        yield Slip(at, "这一部分没有写 role", why, f"在末尾加 {{role={'problems' if items else 'other'}}} 之类")


@warning("R032")
def codes_are_known(case: Case) -> Iterator[Slip]:
    """代码像是写错了

    kind、modality 的值与常用的只差一个字母、大小写或全半角。

    改法：照提示改正；确是另一种的，不用管。
    """
    for _, steps, record in listed(case.notice):
        for key, known in (("kind", FACT_KINDS), ("modality", MODALITIES)):
            value = getattr(record, key, None)
            if value and steps[1] == "facts" and value not in known and (meant := meant_choice(value, known, {})):
                yield _code(case.notice.at_ledger(*steps, key), value, meant)


@warning("R033", "site")
def kinds_of_organs_are_known(case: SiteCase) -> Iterator[Slip]:
    """单位的性质像是写错了

    kind 的值与 government、party、institution、enterprise 只差一个字母、大小写或全半角。

    改法：照提示改正。
    """
    tree = case.trees.get("organs.yaml")
    for key, organ in case.registers.organs.items() if tree else ():
        if organ.kind and organ.kind not in ORGAN_KINDS and (meant := meant_choice(organ.kind, tuple(ORGAN_KINDS), {})):
            yield _code(locate(tree, key, "kind"), organ.kind, meant)  # type: ignore[arg-type]


def _code(at: Span, value: str, meant: str) -> Slip:
    quoted = at.length > len(value)
    edit = Edit(line=at.line, column=at.column, length=at.length, text=f'"{meant}"' if quoted else meant)
    return Slip(at, f"{value} 像是写错了", f"常用的是 {meant}", f"改成 {meant}", fix=Fix(edits=(edit,)))
