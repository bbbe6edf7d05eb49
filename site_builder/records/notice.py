"""Files of one notice → a Notice: head, text and ledger as typed records, with the tree that knows each value's place."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from site_builder.records.convert import convert
from site_builder.records.findings import Edit, Finding, Fix, Span
from site_builder.records.ledger_model import Commitment, Ledger, Ledgers, NoticeLedger, Target
from site_builder.records.meant import meant_key
from site_builder.records.model import Head, Inspection, Window
from site_builder.records.notice_parts import NoticeParts, fence_findings, split_notice
from site_builder.records.outline import ITEM_ID, Block, Outline, Problem, read_outline, split_number
from site_builder.records.slip import narrow
from site_builder.records.source import Field, Mapping, locate, read_yaml


class Notice(NamedTuple):
    """One published document with its ledger. `head_tree` and `ledger_tree` give the place of every value."""

    slug: str
    head: Head
    outline: Outline
    ledgers: Ledgers
    path: str
    ledger_path: str
    head_tree: Field
    ledger_tree: Field
    body: str
    body_line: int

    def ledger(self, item: str) -> Ledger:
        return self.ledgers.items.get(item, _EMPTY)

    def at_head(self, *steps: str | int) -> Span:
        return locate(self.head_tree, *steps)

    def at_ledger(self, *steps: str | int) -> Span:
        return locate(self.ledger_tree, *steps)

    @property
    def window(self) -> Window | None:
        return self.head.window if isinstance(self.head.window, Window) else None


_EMPTY = Ledger()


class HeadFile(NamedTuple):
    head: Head | None
    tree: Field
    parts: NoticeParts | None


def read_head(text: str, path: str, findings: list[Finding]) -> HeadFile:
    """The head of a notice.md."""
    parts = split_notice(text)
    nothing = Field(None, Span(path=path))
    if parts is None:
        findings.extend(fence_findings(text, path))
        return HeadFile(None, nothing, None)
    document = read_yaml(parts.head, path, parts.head_line)
    findings.extend(document.findings)
    if document.root.value is None and document.findings:
        return HeadFile(None, document.root, parts)
    head = convert(document.root, Head, findings)
    if head is not None:
        head = _checked_window(head, document.root, findings)
    return HeadFile(head, document.root, parts)


def _checked_window(head: Head, tree: Field, findings: list[Finding]) -> Head | None:
    window = head.window
    if isinstance(window, str) and window not in ("unstated", "none"):
        at = locate(tree, "window")
        why = "可以是 unstated（原文未载明）、none（不适用），或一组键 kind、opens、closes、quote"
        findings.append(
            Finding(at=at, code="R004", what=f"{window!r} 不是 window 的写法", why=why, mend="改成上面的一种")
        )
        return None
    if isinstance(window, Window) and window.closes < window.opens:
        why = f"opens 是 {window.opens}（第 {locate(tree, 'window', 'opens').line} 行）"
        mend = f"把 closes 改成 {window.opens} 或以后"
        findings.append(
            Finding(at=locate(tree, "window", "closes"), code="W003", what="期限先截止后开始", why=why, mend=mend)
        )
        return None
    return head


def read_ledger(text: str, path: str, findings: list[Finding]) -> tuple[Ledgers, Field]:
    """The ledger of a notice: items by id, and the keys notice, targets, commitments."""
    document = read_yaml(text, path)
    findings.extend(document.findings)
    root = document.root
    if root.value is None:
        return Ledgers(), root
    if not isinstance(root.value, Mapping):
        findings.append(
            Finding(
                at=root.at, code="R004", what="台账应是一组以事项编号开头的键", why="", mend="第一行写 p1: 这样的编号"
            )
        )
        return Ledgers(), root
    items: dict[str, Ledger] = {}
    notice, targets, commitments = NoticeLedger(), {}, {}
    for key, field in root.value.items():
        if key == "notice":
            notice = convert(field, NoticeLedger, findings) or notice
        elif key == "targets":
            targets = convert(field, dict[str, Target], findings) or {}
        elif key == "commitments":
            commitments = convert(field, dict[str, Commitment], findings) or {}
        elif ITEM_ID.fullmatch(key):
            items[key] = (convert(field, Ledger, findings) if field.value is not None else None) or Ledger()
        else:
            at = root.value.keys_at[key]
            why = "台账的键是 p1、p2 …，或 notice、targets、commitments"
            meant = _meant_item(key) or meant_key(key, _GROUPS, ())
            fixed = meant and meant not in root.value
            mend = f"改成 {meant}" if fixed else "改正键名，或删去这一段"
            edits = (Edit(line=at.line, column=at.column, length=at.length, text=meant),) if fixed else ()
            findings.append(
                Finding(at=at, code="R002", what=f"不认识的键 {key}", why=why, mend=mend, fix=Fix(edits=edits))
            )
    return Ledgers(items=items, notice=notice, targets=targets, commitments=commitments), root


def _twins(outline: Outline) -> Iterator[tuple[Problem, Problem, str]]:
    """Items whose id another has: the one at fault, the other, and the id that it must be where the order says so."""
    problems = outline.problems
    ids = [int(problem.id[1:]) for problem in problems]
    first: dict[int, int] = {}
    for at, number in enumerate(ids):
        if number not in first:
            first[number] = at
            continue
        for here, other in ((first[number], at), (at, first[number])):
            right = ids[here - 1] + 1 if here else ids[1] - 1 if len(ids) > 1 else 0
            if right > 0 and right not in ids and (here + 1 == len(ids) or ids[here + 1] in (right + 1, number)):
                yield problems[here], problems[other], f"p{right}"
                break
        else:
            yield problems[at], problems[first[number]], ""


def _mark_instead(notice: Notice, problem: Problem, item: str) -> Fix:
    line = notice.body.split("\n")[problem.line - notice.body_line]
    at = line.rfind(f"#{problem.id}")
    edit = Edit(line=problem.line, column=at + 2, length=len(problem.id), text=item)
    return Fix(edits=(edit,)) if at >= 0 else Fix()


_GROUPS = ("notice", "targets", "commitments")


def _meant_item(key: str) -> str:
    """
    >>> _meant_item("ｐ１"), _meant_item("P03"), _meant_item("#p2"), _meant_item("px")
    ('p1', 'p3', 'p2', '')
    """
    found = re.fullmatch(r"#?p-?0*([1-9]\d*)", narrow(key))
    return f"p{found[1]}" if found else ""


def read_notice(slug: str, text: str, ledger: str | None, folder: str, findings: list[Finding]) -> Notice | None:
    """A notice from its files' text; None where its head cannot be read (findings say why).

    Takes   folder: path of the notice's folder as findings show it
    """
    path, ledger_path = f"{folder}/notice.md", f"{folder}/ledger.yaml"
    head, tree, parts = read_head(text, path, findings)
    ledgers, ledger_tree = read_ledger(ledger or "", ledger_path, findings)
    if head is None or parts is None:
        return None
    outline = read_outline(parts.body, path, parts.body_line, head.states, findings)
    notice = Notice(
        slug=slug,
        head=head,
        outline=outline,
        ledgers=ledgers,
        path=path,
        ledger_path=ledger_path,
        head_tree=tree,
        ledger_tree=ledger_tree,
        body=parts.body,
        body_line=parts.body_line,
    )
    findings.extend(_ids(notice))
    return notice


def _ids(notice: Notice) -> Iterator[Finding]:
    """Item ids are unique, and every ledger belongs to an item of the text."""
    seen: dict[str, int] = {}
    meant: set[str] = set()
    for problem, twin, item in _twins(notice.outline):
        mend = f"改成 {{#{item}}}" if item else "给后一项一个新编号"
        why = f"第 {twin.line} 行已有 {problem.id}" + (f"，而 {item} 没有了" if item else "")
        fix = _mark_instead(notice, problem, item) if item else Fix()
        meant.add(item)
        at = Span(path=notice.path, line=problem.line)
        yield Finding(at=at, code="R007", what=f"事项编号 {problem.id} 重复", why=why, mend=mend, fix=fix)
    for problem in notice.outline.problems:
        seen.setdefault(problem.id, problem.line)
    lost = meant.union(item for _, item in lost_marks(notice.outline))
    for item in notice.ledgers.items:
        if item not in seen and item not in lost:
            tree = notice.ledger_tree.value
            at = tree.keys_at[item] if isinstance(tree, Mapping) else notice.at_ledger(item)
            why = f"正文的事项有 {_range(list(seen))}" if seen else "正文没有带编号的事项"
            yield Finding(
                at=at,
                code="R008",
                what=f"正文里没有事项 {item}",
                why=why,
                mend=f"在正文标题末尾加 {{#{item}}}，或改正这里的编号",
            )


def lost_marks(outline: Outline) -> Iterator[tuple[Block, str]]:
    """Numbered headings among items that have no id, where the ids around them leave out just one: it, and that id."""
    starts = {problem.start: problem for problem in outline.problems}
    levels = {outline.blocks[start].level for start in starts}
    taken = {problem.id for problem in outline.problems}
    last: dict[int, int] = {}  # level → number of the id of the last item on it
    bare: dict[int, list[Block]] = {}  # level → numbered headings since then
    for index, block in enumerate(outline.blocks):
        if block.kind != "heading":
            continue
        if index in starts:
            number = int(starts[index].id[1:])
            level = block.level
            before, waiting = last.get(level, 0), bare.get(level, [])
            if waiting and number - before - 1 == len(waiting):
                for offset, heading in enumerate(waiting, 1):
                    if f"p{before + offset}" not in taken:
                        yield heading, f"p{before + offset}"
            last[level], bare[level] = number, []
        elif block.level in levels and split_number(block.text)[0] is not None:
            bare.setdefault(block.level, []).append(block)


def _range(ids: list[str]) -> str:
    return f"{ids[0]} 到 {ids[-1]}" if len(ids) > 3 else "、".join(ids)


def inspection_of(head: Head, shared: dict[str, Inspection]) -> Inspection | None:
    return shared.get(head.inspection) if isinstance(head.inspection, str) else head.inspection
