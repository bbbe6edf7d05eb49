"""R010–R015: dangling ids, and items without an id."""

import re
from collections.abc import Iterator

from site_builder.records.findings import NO_FIX, Edit, Fix, Span, nearest
from site_builder.records.notice import lost_marks
from site_builder.records.outline import Block, split_number
from site_builder.records.source import Mapping
from site_builder.rules.blanks import BLANK
from site_builder.rules.rule import Case, Slip, error, warning

_KEYS = {"targets": re.compile(r"t[1-9]\d*"), "commitments": re.compile(r"c[1-9]\d*")}


@error("R010")
def organ_exists(case: Case) -> Iterator[Slip]:
    """发布单位在 organs.yaml 里没有

    organ 写的是 organs.yaml 里的编号，不是单位名称。

    改法：改正编号；新的单位在 organs.yaml 里加上：
        yunzhou-amr:
          name: "云州市市场监督管理局"
    """
    organ = case.notice.head.organ
    if organ is not None and case.context.organ is None and BLANK not in organ:
        why = f"organs.yaml 里没有编号 {organ}{nearest(organ, case.organs)}"
        yield Slip(case.notice.at_head("organ"), f"没有单位 {organ}", why, "改正编号，或在 organs.yaml 里加上这个单位")


@error("R011")
def inspection_exists(case: Case) -> Iterator[Slip]:
    """巡察、督察在 inspections.yaml 里没有

    inspection 可以写 inspections.yaml 里的编号，也可以直接写一组键（level、round、teams …）。

    改法：改正编号，或在 inspections.yaml 里加上。
    """
    inspection = case.notice.head.inspection
    if isinstance(inspection, str) and case.context.inspection is None:
        why = f"inspections.yaml 里没有编号 {inspection}{nearest(inspection, case.inspections)}"
        at = case.notice.at_head("inspection")
        yield Slip(at, f"没有巡察 {inspection}", why, "改正编号，或在 inspections.yaml 里加上")


@error("R012")
def item_of_target_exists(case: Case) -> Iterator[Slip]:
    """指标或承诺所属的事项在正文里没有

    改法：改正 item；不属于哪一个事项的，删去 item。
    """
    ids = [problem.id for problem in case.notice.outline.problems]
    pairs = [
        *(("targets", key, target.item) for key, target in case.notice.ledgers.targets.items()),
        *(("commitments", key, promise.item) for key, promise in case.notice.ledgers.commitments.items()),
    ]
    for group, key, item in pairs:
        if item is not None and item not in ids:
            why = f"正文的事项有 {ids[0]} 到 {ids[-1]}" if ids else "正文没有带编号的事项"
            at = case.notice.at_ledger(group, key, "item")
            yield Slip(at, f"正文里没有事项 {item}", why + nearest(item, ids), "改正 item，或删去这一行")


@error("R013")
def keys_of_targets(case: Case) -> Iterator[Slip]:
    """指标的编号写 t1、t2 …，承诺的编号写 c1、c2 …

    编号在网址里，公开以后不再改变。

    改法：改成没有用过的编号。
    """
    tree = case.notice.ledger_tree.value
    for group, pattern in _KEYS.items():
        field = tree.get(group) if isinstance(tree, Mapping) else None
        if field is not None and isinstance(field.value, Mapping):
            for key in field.value:
                if not pattern.fullmatch(key):
                    at = field.value.keys_at[key]
                    yield Slip(
                        at, f"{key} 不是这里的编号", f"{group} 的编号是 {group[0]}1、{group[0]}2 …", "改成这样的编号"
                    )


@warning("R014")
def item_has_an_id(case: Case) -> Iterator[Slip]:
    """有序号的标题没有事项编号

    同一级的别的标题都有 {#p1} 这样的编号，唯独这一个没有，它就不会有自己的页面。前后的编号正好空出一个的，
    是这一个丢了，算错误。

    改法：确是事项的，在标题末尾加一个没有用过的编号；不是事项的，不用管。
    """
    starts = {problem.start: problem for problem in case.notice.outline.problems}
    blocks = case.notice.outline.blocks
    lost = {block.line: item for block, item in lost_marks(case.notice.outline)}
    waiting = _without_text(case)
    headings = [(index, block) for index, block in enumerate(blocks) if block.kind == "heading"]
    levels = {blocks[start].level for start in starts}
    for place, (index, block) in enumerate(headings):
        if index in starts or block.level not in levels or split_number(block.text)[0] is None:
            continue
        around = [*_same_level(headings[:place][::-1], block), *_same_level(headings[place + 1 :], block)]
        if any(number in starts for number, _ in around):
            at = Span(path=case.notice.path, line=block.line, column=block.level + 2, length=max(1, len(block.text)))
            item = lost.get(block.line) or (waiting if len(waiting) > 1 else "") or f"p{_free(case)}"
            if block.line in lost:
                what, why = f"标题丢了编号 {{#{item}}}", "前后两个事项的编号之间空出了它"
            elif item == waiting:
                what, why = f"标题丢了编号 {{#{item}}}", f"台账里有 {item}，正文里没有"
            else:
                what, why = "标题像事项而没有编号", "同一级的其他标题有事项编号，它没有"
            line = case.notice.body.split("\n")[block.line - case.notice.body_line]
            end = len(line.rstrip())
            fix = Fix(edits=(Edit(line=block.line, column=end + 1, length=0, text=f" {{#{item}}}"),))
            known = block.line in lost and not line.rstrip().endswith("}")
            yield Slip(
                at, what, why, f"是事项的，在末尾加 {{#{item}}}", fix=fix if known else NO_FIX, hard=block.line in lost
            )


def _without_text(case: Case) -> str:
    """The one item of the ledger for which there is no heading; '' where there are none or several."""
    ids = {problem.id for problem in case.notice.outline.problems}
    left = [item for item in case.notice.ledgers.items if item not in ids]
    return left[0] if len(left) == 1 else ""


def _same_level(headings: list[tuple[int, Block]], block: Block) -> Iterator[tuple[int, Block]]:
    """The headings on a block's level, up to the next heading of a higher level."""
    for index, other in headings:
        if other.level < block.level:
            return
        if other.level == block.level:
            yield index, other


def _free(case: Case) -> int:
    return max((int(problem.id[1:]) for problem in case.notice.outline.problems), default=0) + 1


@error("R015")
def item_is_named(case: Case) -> Iterator[Slip]:
    """事项的标题没有字

    标题只有编号标记，没有文字，事项页就没有名称。

    改法：补上原文的标题。
    """
    for problem in case.notice.outline.problems:
        if not problem.title.strip():
            yield Slip(
                Span(path=case.notice.path, line=problem.line), f"事项 {problem.id} 的标题没有字", "", "补上原文的标题"
            )
