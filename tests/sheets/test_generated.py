"""Tables with random headers, merges and orders of columns, made with their truth: import finds what was put in."""

from typing import Any, NamedTuple

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from site_builder.importing.lines.fold import squeeze
from tests.cases import cases
from tests.sheets.books import Merge, drafted, ods, xls, xlsx

NAMES = {
    "number": ["序号", "编号", "问题序号", "序 号"],
    "section": ["问题类别", "类别", "主要方面"],
    "problem": ["问题", "存在问题", "反馈问题", "具体问题表述", "发现的问题"],
    "measure": ["整改措施", "具体措施", "细化的整改措施"],
    "goal": ["整改目标", "整改完成标准"],
    "responsible": ["责任单位", "牵头单位", "责任部门", "整改责任单位"],
    "person": ["责任人", "第一责任人", "责任领导"],
    "phone": ["联系电话", "联系方式"],
    "due": ["整改时限", "完成时限", "预计完成时间"],
    "status": ["是否完成", "办结状态", "整改状态"],
    "other": ["是否属实", "行政区域", "信访批次"],
    "note": ["备注"],
}
PROBLEMS = [
    "河道巡查不到位",
    "水费收缴不及时",
    "台账资料不完整",
    "垃圾清运不及时",
    "经费报销审核不严",
    "培训覆盖面不足",
]
MEASURES = ["制定巡查办法", "建立催缴台账", "按月通报情况", "补齐历年资料", "加装监控设备", "开展全员轮训"]
UNITS = ["河道科", "财务科", "市水务局", "城东区政府", "办公室"]
DUES = {
    "2026年12月底前": "2026-12",
    "2026年6月30日": "2026-06-30",
    "2026/9/30": "2026-09-30",
    "2026.11": "2026-11",
    "2026年": "2026",
}
STATUSES = {
    "是": "done",
    "已完成": "done",
    "已办结": "done",
    "整改中": "ongoing",
    "阶段性办结": "partial",
    "未启动": "not-started",
}


class Truth(NamedTuple):
    """What stands in one row, by meaning."""

    problem: str
    measures: list[str]
    unit: str
    due: str
    status: str
    section: str


class Table(NamedTuple):
    rows: list[list[str]]
    merges: list[Merge]
    truth: list[Truth]
    meanings: list[str]
    header: int


@st.composite
def tables(draw: st.DrawFn) -> Table:
    """A table: columns in any order, two of them or three under a group, rows of titles, merged sections."""
    optional = draw(st.lists(st.sampled_from(["section", "goal", "person", "phone", "other", "note"]), unique=True))
    meanings = draw(st.permutations(["number", "problem", "measure", "responsible", "due", "status", *optional]))
    names = [draw(st.sampled_from(NAMES[meaning])) for meaning in meanings]
    width = len(names)
    grouped = draw(st.booleans()) and width > 4
    start = draw(st.integers(1, width - 3)) if grouped else 0
    size = draw(st.integers(2, 3)) if grouped else 0
    top = draw(st.integers(0, 2))
    rows: list[list[str]] = [
        ["云州市水务局巡察整改台账"] + [""] * (width - 1),
        ["截至2026年10月31日"] + [""] * (width - 1),
    ][:top]
    merges: list[Merge] = [(r, 0, r, width - 1) for r in range(top)]
    if grouped:
        group = draw(st.sampled_from(["整改情况", "整改安排", "工作推进情况"]))
        inside = range(start, start + size)
        rows.append([group if c == start else "" if c in inside else names[c] for c in range(width)])
        rows.append([names[c] if c in inside else "" for c in range(width)])
        merges += [
            (top, start, top, start + size - 1),
            *[(top, c, top + 1, c) for c in range(width) if c not in inside],
        ]
    else:
        rows.append(list(names))
    header = len(rows)
    truth: list[Truth] = []
    for number, problem in enumerate(draw(st.lists(st.sampled_from(PROBLEMS), min_size=1, max_size=5, unique=True)), 1):
        one = Truth(
            problem,
            draw(st.lists(st.sampled_from(MEASURES), min_size=1, max_size=3, unique=True)),
            draw(st.sampled_from(UNITS)),
            draw(st.sampled_from(sorted(DUES))),
            draw(st.sampled_from(sorted(STATUSES))),
            f"{'一二三'[(number - 1) // 2]}、第{(number - 1) // 2 + 1}方面",
        )
        truth.append(one)
        told: dict[str, Any] = {
            "number": str(number), "problem": problem, "measure": _listed(one.measures, draw(st.sampled_from(["figures", "is", "lines"]))),
            "responsible": one.unit, "due": one.due, "status": one.status, "section": one.section, "goal": "长效机制建立",
            "person": "赵某某", "phone": "0000-8300001", "other": "城东片区", "note": "无",
        }  # fmt: skip
        rows.append([told[meaning] for meaning in meanings])
    if "section" in meanings:
        merges += _sections(rows, header, meanings.index("section"))
    return Table(rows, merges, truth, list(meanings), header)


def _listed(measures: list[str], how: str) -> str:
    marks = {"figures": "1. 2. 3. ", "is": "一是 二是 三是 "}.get(how, "   ").split(" ")
    return "\n".join(f"{mark}{words}。" for mark, words in zip(marks, measures, strict=False))


def _sections(rows: list[list[str]], header: int, place: int) -> list[Merge]:
    """Cells of one section merged: all but the first are empty."""
    merges: list[Merge] = []
    row = header
    while row < len(rows):
        stop = row
        while stop + 1 < len(rows) and rows[stop + 1][place] == rows[row][place]:
            stop += 1
        for covered in range(row + 1, stop + 1):
            rows[covered][place] = ""
        if stop > row:
            merges.append((row, place, stop, place))
        row = stop + 1
    return merges


@settings(max_examples=cases(20), deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(tables(), st.sampled_from([xlsx, xls, ods]))
def test_what_was_put_in_is_found(table: Table, write: Any) -> None:
    found = drafted(write(table.rows, table.merges), "台账")
    assert found.refused is None
    draft = found.draft
    problems = draft.outline.problems
    assert [problem.title for problem in problems] == [truth.problem for truth in table.truth]
    assert [problem.number for problem in problems] == [str(n) for n in range(1, len(problems) + 1)]
    for problem, truth in zip(problems, table.truth, strict=True):
        ledger = draft.suggested.ledgers.items[problem.id]
        assert [
            squeeze(m.text)[-len(w) - 1 : -1] for m, w in zip(problem.measures, truth.measures, strict=True)
        ] == truth.measures
        assert [each.unit for each in ledger.responsible] == [truth.unit]
        assert [each.by for each in ledger.due] == [DUES[truth.due]]
        assert [each.status for each in ledger.entries] == [STATUSES[truth.status]]
        quotes = [*(each.quote for each in ledger.due), *(each.quote or "" for each in ledger.entries)]
        assert all(quote and squeeze(quote) in squeeze(problem.text) for quote in quotes)
    if "section" in table.meanings and len(table.truth) > 2:
        assert [problem.category for problem in problems] == [truth.section for truth in table.truth]


@settings(max_examples=cases(20), deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(tables())
def test_every_cell_is_in_the_record_or_in_the_report(table: Table) -> None:
    draft = drafted(xlsx(table.rows, table.merges)).draft
    text = squeeze(draft.outline.text)
    aside = squeeze("".join(each.text for each in draft.aside))
    title = squeeze(draft.head.title or "")
    for number, row in enumerate(table.rows):
        for column, cell in enumerate(row):
            if not cell:
                continue
            private = number >= table.header and table.meanings[column] in ("person", "phone")
            if private:
                assert squeeze(cell) not in text and squeeze(cell) in aside
            elif number < table.header and table.header > 0 and table.meanings[column] in ("person", "phone"):
                continue  # the name of a column whose cells are all set aside
            else:
                assert squeeze(cell) in text + title
