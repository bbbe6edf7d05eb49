"""The evidence of each record: a source, a note, words; parts that exist; words within one block, once, where they are said to be."""

import pytest

from site_builder.records.source import Mapping as Keys
from site_builder.rules.about import about_names_a_part
from site_builder.rules.cited_evidence import (
    editor_gives_a_note,
    editor_never_concludes,
    nothing_without_words,
    report_names_its_source,
)
from site_builder.rules.place import heading_that_states_a_measure, quotation_is_in_one_block
from site_builder.rules.quotation_occurs import quotation_occurs, short
from site_builder.rules.rule import Case, Rule
from site_builder.views.file_info import FileInfo
from tests.rules.space import Edit, rewritten
from tests.rules.test_agreement import steps_at
from tests.rules.test_quotations import L, N, case_of

CASE = case_of()
Told = tuple[str, str, str, str, str]


def told(rule: Rule, *edits: Edit, case: Case = CASE) -> list[Told]:
    """The path of the value, what, why, how to mend it, and severity."""
    case = rewritten(case, *edits)
    tree = case.notice.ledger_tree
    assert isinstance(tree.value, Keys)
    return [(steps_at(tree, f.at.line, f.at.column), f.what, f.why, f.mend, f.severity) for f in rule.findings(case)]


def entries(*given: str) -> Edit:
    """Entries of p2, before its own."""
    old = '      quote: "计划于2026年12月底前更换完毕"\n  entries:\n'
    return Edit(L, old, old + "".join(f"    - {{{each}}}\n" for each in given))


QUOTE = 'quote: "已更换水表3200只"'
SOFT = ", suggested: true"
BOTH = ((1, "error"), (2, "warning"))  # a record, and behind it the same that is only suggested
NO_SOURCE = (
    "没有写明依据的文件",
    "basis 是 report（单位后续报送），没有 source",
    "补上 source: 及其下的 file 或 notice",
)


@pytest.mark.parametrize(
    ("entry", "wrong"),
    [
        (f"basis: report, {QUOTE}", True),
        (f'basis: report, {QUOTE}, source: {{title: "复查"}}', True),
        (f'basis: report, {QUOTE}, source: {{file: "复查意见.txt"}}', False),
        (f"basis: report, {QUOTE}, source: {{notice: 2026-fangan}}", False),
        (f"basis: notice, {QUOTE}", False),
        ('basis: editor, note: "甲"', False),
    ],
)
def test_the_source_of_a_report(entry: str, wrong: bool) -> None:
    right = [(f"p2.entries.{number}.basis", *NO_SOURCE, severity) for number, severity in BOTH] if wrong else []
    assert told(report_names_its_source, entries(QUOTE, entry, entry + SOFT)) == right


def test_a_file_whose_words_cannot_be_read() -> None:
    files = {name: FileInfo(name=name, size=1, sha256="0", text=None) for name in ("甲.jpg", "乙.jpg")}
    files["空.txt"] = FileInfo(name="空.txt", size=1, sha256="0", text="")
    given = [
        f'basis: report, {QUOTE}, source: {{file: "{name}"}}{SOFT * (name == "乙.jpg")}'
        for name in ("空.txt", "甲.jpg", "没有.jpg", "乙.jpg")
    ]
    found = told(report_names_its_source, entries(*given), case=CASE._replace(files={**CASE.files, **files}))
    assert found == [
        (f"p2.entries.{number}.source.file", f"读不出文件 {name} 的文字", f"{name} 里没有能读出的文字，引语无从核对",
         "换成有文字的 PDF、docx 或 txt", severity)
        for number, name, severity in ((1, "甲.jpg", "error"), (3, "乙.jpg", "warning"))
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("entry", "wrong"),
    [
        ("basis: editor", True),
        ('basis: editor, note: ""', True),
        ('basis: editor, note: "  "', True),
        (f"basis: editor, {QUOTE}", True),
        ('basis: editor, note: "甲"', False),
        (f"basis: notice, {QUOTE}", False),
    ],
)
def test_the_note_of_an_editor(entry: str, wrong: bool) -> None:
    says = ("编者归纳没有说明", "basis 是 editor，没有 note", "补上 note，写明根据什么归纳")
    right = [(f"p2.entries.{number}.basis", *says, severity) for number, severity in BOTH] if wrong else []
    assert told(editor_gives_a_note, entries(QUOTE, entry, entry + SOFT)) == right


@pytest.mark.parametrize(
    ("basis", "status", "name"),
    [
        ("editor", "done", "已完成整改"),
        ("editor", "closed", "已销号"),
        ("editor", "not-started", "尚未整改"),
        ("editor", "ongoing", ""),
        ("editor", "partial", ""),
        ("notice", "done", ""),
        ("report", "closed", ""),
    ],
)
def test_what_an_editor_does_not_conclude(basis: str, status: str, name: str) -> None:
    entry = f'basis: {basis}, status: {status}, note: "甲", {QUOTE}'
    why = f"状态 {status}（{name}）的依据是 editor（本站编者归纳）"
    says = (f"编者归纳不能给出状态 {status}", why, "引用原文并改 basis，或删去 status")
    right = [(f"p2.entries.{number}.status", *says, severity) for number, severity in BOTH] if name else []
    assert told(editor_never_concludes, entries(QUOTE, entry, entry + SOFT)) == right


@pytest.mark.parametrize(
    ("entry", "key"),
    [
        ('as_of: "2026-10-12", status: ongoing', "status"),
        ('as_of: "2026-10-12"', "as_of"),
        ('as_of: "2026-10-12", status: ongoing, quote: ""', "status"),
        ('as_of: "2026-10-12", status: ongoing, quote: " "', "status"),
        ('as_of: "2026-10-12", status: ongoing, basis: report', "status"),
        ('as_of: "2026-10-12", status: ongoing, note: "甲"', "status"),
        ('as_of: "2026-10-12", status: ongoing, basis: editor', ""),
        (f'as_of: "2026-10-12", status: ongoing, {QUOTE}', ""),
    ],
)
def test_an_entry_without_words(entry: str, key: str) -> None:
    basis = "report" if "report" in entry else "notice"
    says = ("进展记录没有引语", f"basis 是 {basis}，没有 quote", "补上 quote，逐字照抄原文")
    right = [(f"p2.entries.{number}.{key}", *says, severity) for number, severity in BOTH] if key else []
    assert told(nothing_without_words, entries(QUOTE, entry, entry + SOFT)) == right


@pytest.mark.parametrize(
    ("feedback", "wrong"),
    [
        ("received: 3, adopted: 1", True),
        ("received: 3", True),
        ("received: 0", True),
        ("adopted: 0", True),
        ('as_of: "2026-10-20"', False),
        ('received: 3, quote: "共收到意见3条"', False),
    ],
)
def test_the_number_of_opinions_without_words(feedback: str, wrong: bool) -> None:
    edit = Edit(L, "  milestones:\n", f"  feedback: {{{feedback}}}\n  milestones:\n")
    says = ("意见的条数没有引语", "读者看不到条数从哪里来", "补上 quote，逐字照抄；另有文件的，补上 source", "warning")
    found = told(nothing_without_words, edit)
    assert [each[1:] for each in found] == ([says] if wrong else [])
    assert not feedback.startswith("received") or {each[0] for each in found} <= {"notice.feedback.received"}


@pytest.mark.parametrize(
    ("quotes", "wrong"), [("[]", True), ('["", " "]', True), ('["", "甲"]', False), ('["甲", ""]', False)]
)
def test_a_figure_without_words(quotes: str, wrong: bool) -> None:
    fact = f'    - {{label: "甲", quotes: {quotes}}}\n'
    soft = fact.replace("}", SOFT + "}")
    edit = Edit(
        L,
        '  facts:\n    - label: "更换水表"\n',
        f'  facts:\n    - {{label: "乙", quotes: ["丙"]}}\n{fact}{soft}    - label: "更换水表"\n',
    )
    found = told(nothing_without_words, edit)
    says = ("数字没有引语", "“甲”的 quotes 是空的", "补上含有这个数字的原话")
    assert [each[1:] for each in found] == ([(*says, "error"), (*says, "warning")] if wrong else [])
    if quotes == "[]":
        assert [each[0] for each in found] == ["p2.facts.1.quotes", "p2.facts.2.quotes"]  # fmt: skip


# -- the part that a record is about


@pytest.mark.parametrize(
    ("about", "why"),
    [
        ("m1", ""),
        ("m3", ""),
        ("m4", "p1 有 3 条措施：m1 到 m3"),
        ("m0", "p1 有 3 条措施：m1 到 m3"),
        ("m12", "p1 有 3 条措施：m1 到 m3"),
        ("阀门", ""),
        ("管网漏损率", ""),  # of the heading
        ("阀 门", ""),
        ("水表", "p1 的文字里没有“水表”"),
        ("m1x", "p1 的文字里没有“m1x”"),
        ("", "p1 的文字里没有“”"),
    ],
)
def test_a_part_of_an_item(about: str, why: str) -> None:
    old = '  responsible:\n    - unit: "管网部"\n'
    record = f'    - {{unit: "甲", quote: "甲", about: "{about}"}}\n'
    soft = record.replace("}", SOFT + "}")
    edit = Edit(L, old, f"  responsible:\n{record}{soft}" + old.partition("\n")[2])
    says = (f"事项 p1 里没有 {about}", why, "改正编号，或删去 about 表示针对整个事项")
    right = [(f"p1.responsible.{n}.about", *says, severity) for n, severity in enumerate(("error", "warning"))]
    right = right if why else []
    assert told(about_names_a_part, edit) == right


@pytest.mark.parametrize(
    ("item", "why"), [("p2", "p2 有 1 条措施：m1"), ("p4", "p4 有 0 条措施"), ("p3", "p3 有 2 条措施：m1 到 m2")]
)
def test_how_many_measures_an_item_has(item: str, why: str) -> None:
    none = Edit(N, "因预算尚未批复，该项整改尚未启动。\n", "")
    edit = Edit(L, f"{item}:\n", f'{item}:\n  responsible:\n    - {{unit: "甲", quote: "甲", about: m5}}\n')
    assert [each[2] for each in told(about_names_a_part, none, edit)] == [why]


def test_records_of_an_item_that_is_not_there() -> None:
    """Another rule says so, and the items after it are looked at."""
    edit = Edit(L, "p1:\n", 'p9:\n  due: [{by: "2026", quote: "甲", about: m9}]\np1:\n')
    assert told(about_names_a_part, edit, Edit(L, "      about: m1\n      quote", "      about: m9\n      quote"))[0][
        0
    ] == ("p1.responsible.0.about")


# -- words within one block, and not in a heading alone

SPREAD = ("引语跨了段", "这些字分在两段里，原文没有这样一句话", "引一段之内的话")
HEADING = ("状态只引了标题", "标题是事项的名称，没有说明状态", "引正文里说明状态的那一句")


@pytest.mark.parametrize(
    ("entry", "says"),
    [
        (f"status: ongoing, {QUOTE}", ()),
        ('status: ongoing, quote: "水表更新滞后整改情况"', SPREAD),
        ('quote: "水表更新滞后整改情况"', SPREAD),
        ('status: ongoing, quote: "没有这句话"', ()),  # B001 says so
        ('status: ongoing, quote: "水表更新滞后"', HEADING),
        ('status: ongoing, quote: "水表 更新滞后"', HEADING),
        ('quote: "水表更新滞后"', ()),  # of no status
        ('status: ongoing, quote: "水表"', ()),  # in the text too
        ('status: ongoing, quote: ""', ()),
        ('status: ongoing, basis: report, source: {file: "复查意见.txt"}, quote: "水表更新滞后整改情况"', ()),  # of a file
        ('status: ongoing, basis: report, source: {notice: 2026-fangan}, quote: "水表更新滞后"', ()),  # of another notice
        ('status: ongoing, basis: report, source: {notice: 2026-fangan}, quote: "水表更新滞后整改情况"', ()),
        ('status: ongoing, basis: report, quote: "水表更新滞后"', ()),
        ('status: ongoing, quote: "〔待填〕"', ()),
    ],
)  # fmt: skip
def test_the_block_of_a_quotation(entry: str, says: tuple[str, ...]) -> None:
    given = entries(QUOTE, entry, entry + SOFT)
    right = [(f"p2.entries.{number}.quote", *says, severity) for number, severity in BOTH] if says else []
    assert told(quotation_is_in_one_block, given) == right


@pytest.mark.parametrize(
    ("title", "wrong"),
    [
        ("水表更新", True),
        ("水表更新（一）", True),
        ("水表已更新", False),
        ("水表正在更新", False),
        ("水表尚未更新", False),
        ("水表未启动更新", False),
        ("水表基本完成更新", False),
        ("水表更新推进中", False),
        ("水表更新（持续整改）", False),
        ("水表更新【持续整改】", False),
        ("水表更新完毕", False),
        ("水表更新到位", False),
        ("水表更新完成", False),
        ("水表完成更新", True),
    ],
)
def test_a_heading_that_states_how_far_it_is(title: str, wrong: bool) -> None:
    edits = Edit(N, "2. 水表更新滞后", f"2. {title}"), entries(f'status: ongoing, quote: "{title}"')
    assert [each[1] for each in told(quotation_is_in_one_block, *edits)] == (["状态只引了标题"] if wrong else [])


def test_other_records_may_quote_a_heading() -> None:
    edit = Edit(L, '    - by: "2026-12"\n', '    - {by: "2026-12", quote: "水表更新滞后"}\n    - by: "2026-12"\n')
    target = Edit(L, 'quote: "漏损率降至9.4%"', 'quote: "管网漏损率偏高"')
    assert told(quotation_is_in_one_block, edit, target) == []


@pytest.mark.parametrize(
    ("title", "why", "severity"),
    [
        ("加强政治理论学习", "加强", "error"),
        ("进一步加强政治理论学习", "进一步加强", "error"),
        ("进一步全面加强学习", "进一步全面加强", "warning"),
        ("加强政治学习", "加强", "error"),
        ("加强学习事", "加强", "warning"),
        ("加强", "加强", "warning"),
        ("学习加强", "学习", "warning"),
        ("政治理论学习加强", "", ""),
        ("加强政治理论学习不够", "", ""),
        ("落实责任滞后", "", ""),
        ("推动低碳生产方式", "推动", "error"),
        ("推动低产田改造工程", "", ""),
        ("工程款拖欠", "", ""),
    ],
)
def test_a_heading_that_says_what_is_to_be_done(title: str, why: str, severity: str) -> None:
    case = rewritten(
        CASE,
        Edit(N, "2. 水表更新滞后", f"2. {title}"),
        Edit(N, "4. 抢修车辆不足 {#p4 states=demand}", "4. 规范车辆管理制度 {#p4}"),
    )
    assert {f.at.path for f in heading_that_states_a_measure.findings(case)} == {f"content/{N}"}
    found = [(f.at.line, f.what, f.why, f.mend, f.severity) for f in heading_that_states_a_measure.findings(case)]
    what, mend = "标题写的是措施，标成了问题", "在标题末尾写 {states=measure}，或在文件头写 states: measure"
    own = [(57, what, f"“{why}”说的是做什么，不是什么问题", mend, severity)] if why else []
    assert found == [*own, (76, what, "“规范”说的是做什么，不是什么问题", mend, "error")]  # fmt: skip


# -- words occur once, where they are said to be


@pytest.mark.parametrize(
    ("words", "shown"),
    [("", ""), ("甲" * 24, "甲" * 24), ("甲" * 25, "甲" * 24 + "…")],
)
def test_long_words_are_cut(words: str, shown: str) -> None:
    assert short(words) == shown


PDF, XLSX, TXT = "说明.pdf", "台账.xlsx", "复查意见.txt"
PAGES = ("一甲乙", "二甲乙", "三甲乙", "四甲乙", "五甲乙", "六甲乙", "尾页")
CELLS = {"A1": "甲 乙", "A2": "甲乙", "A3": "甲乙", "A4": "甲乙", "B1": "丙丁"}
FILES = {
    **CASE.files,
    PDF: FileInfo(name=PDF, size=1, sha256="0", text="\f".join(PAGES), pages=PAGES),
    XLSX: FileInfo(name=XLSX, size=1, sha256="0", text=" ".join(CELLS.values()), cells=CELLS),
}


@pytest.mark.parametrize(
    ("entry", "what", "why"),
    [
        ('quote: "已更换水表3200只"', "", ""),
        ('quote: "水表"', "", ""),
        ('quote: "00只"', "引语不止一处：3 次", "“00只”在事项 p2里出现 3 次，读者不知道指哪一处"),
        ('quote: "更换阀门16个"', "引语不在事项 p2里", "“更换阀门16个”在事项 p1（第 47 行起）"),
        ('quote: "公开期限为5个工作日"', "引语不在事项 p2里", "“公开期限为5个工作日”在正文的其他部分，不在任何事项里"),
        ('quote: "已更换水表3201只"', "引语不在事项 p2里", "前 8 个字“已更换水表320”有，从“1只”起不同"),
        ('quote: "已更换的"', "引语不在事项 p2里", "没有“已更换的”这几个字"),
        ('quote: "已更换水甲"', "引语不在事项 p2里", "前 4 个字“已更换水”有，从“甲”起不同"),
        ('quote: "没有的话"', "引语不在事项 p2里", "没有“没有的话”这几个字"),
        ('quote: "水表", about: m1', "", ""),
        (f'quote: "没有的话", basis: report, source: {{file: "{TXT}"}}', f"引语不在文件 {TXT}里", "没有“没有的话”这几个字"),
        (f'quote: "水表更新滞后", basis: report, source: {{file: "{TXT}"}}', f"引语不在文件 {TXT}里", "“水表更新滞后”在事项 p2（第 57 行起）"),
        ('quote: "没有的话", basis: report, source: {file: "没有.txt"}', "", ""),
        (f'quote: "甲乙", basis: report, source: {{file: "{PDF}"}}', "引语不止一处：6 次", f"“甲乙”在文件 {PDF}里出现 6 次，读者不知道指哪一处"),
        (f'quote: "甲乙", basis: report, source: {{file: "{PDF}", page: 2}}', "", ""),
        (f'quote: "甲乙", basis: report, source: {{file: "{PDF}", page: 7}}', f"引语不在文件 {PDF} 的第 7 页里", "“甲乙”在这份文件的第 1、2、3、4、5 页"),
        (f'quote: "尾页", basis: report, source: {{file: "{PDF}", page: 1}}', f"引语不在文件 {PDF} 的第 1 页里", "“尾页”在这份文件的第 7 页"),
        (f'quote: "丙丁", basis: report, source: {{file: "{PDF}", page: 1}}', f"引语不在文件 {PDF} 的第 1 页里", "没有“丙丁”这几个字"),
        (f'quote: "公开期限", basis: report, source: {{file: "{PDF}", page: 1}}', f"引语不在文件 {PDF} 的第 1 页里", "没有“公开期限”这几个字"),
        (f'quote: "管网改造重新列入整改事项", basis: report, source: {{file: "{TXT}", page: 1}}', f"引语不在文件 {TXT} 的第 1 页里",
         f"“管网改造重新列入整改事项”在文件 {TXT} 里，但它不分页（只有 PDF、OFD 分页）：删去 page"),
        (f'quote: "丙丁", basis: report, source: {{file: "{XLSX}", cell: "B1"}}', "", ""),
        (f'quote: "丙丁", basis: report, source: {{file: "{XLSX}", cell: "A1"}}', f"引语不在文件 {XLSX} 的单元格 A1里", "“丙丁”在单元格 B1"),
        (f'quote: "甲乙", basis: report, source: {{file: "{XLSX}", cell: "B1"}}', f"引语不在文件 {XLSX} 的单元格 B1里", "“甲乙”在单元格 A1、A2、A3"),
        (f'quote: "没有的话", basis: report, source: {{file: "{XLSX}", cell: "B1"}}', f"引语不在文件 {XLSX} 的单元格 B1里", "没有“没有的话”这几个字"),
        (f'quote: "管网改造重新列入整改事项", basis: report, source: {{file: "{TXT}", cell: "B1"}}', f"引语不在文件 {TXT} 的单元格 B1里",
         f"“管网改造重新列入整改事项”在文件 {TXT} 里，但它没有单元格（只有表格文件有）：删去 cell"),
        (f'quote: " ", basis: report, source: {{file: "{XLSX}", cell: "B1"}}', f"引语不在文件 {XLSX} 的单元格 B1里", "没有“ ”这几个字"),
        (f'quote: "没有的话", basis: report, source: {{file: "{TXT}", cell: "B1"}}', f"引语不在文件 {TXT} 的单元格 B1里", "没有“没有的话”这几个字"),
    ],
)  # fmt: skip
def test_where_words_occur(entry: str, what: str, why: str) -> None:
    found = told(quotation_occurs, entries(QUOTE, entry, entry + SOFT), case=CASE._replace(files=FILES))
    mend = "多引前后几个字，直到只出现一次"
    if what.startswith("引语不在"):
        mend = f"从{what.removeprefix('引语不在')}复制原话，一字不改"
    right = [(f"p2.entries.{number}.quote", what, why, mend, severity) for number, severity in BOTH] if what else []
    assert found == right


@pytest.mark.parametrize(
    ("quote", "about", "why"),
    [
        ("管网改造已全部完成整改", "m1", "“管网改造已全部完成整改”在同一事项的别处，不在这条措施里：改正或删去 about"),
        ("更换阀门16个", "m1", "“更换阀门16个”在同一事项的别处，不在这条措施里：改正或删去 about"),
        ("已更换水表3200只", "m1", "“已更换水表3200只”在事项 p2（第 57 行起）"),
        ("公开期限为5个工作日", "m1", "“公开期限为5个工作日”在正文的其他部分，不在任何事项里"),
    ],
)
def test_words_of_another_measure(quote: str, about: str, why: str) -> None:
    edit = Edit(L, '"由管网部牵头，改造老旧管网12公里"', f'"{quote}"')
    assert [each[2] for each in told(quotation_occurs, edit)] == [why]


@pytest.mark.parametrize(
    ("old", "new", "whys"),
    [
        ('  quote: "巡察反馈的4项问题"', '  quote: "巡察反馈的5项问题"', ["前 5 个字“巡察反馈的”有，从“5项问题”起不同"]),
        ('  quote: "巡察反馈的4项问题"', '  quote: "2026年"', ["“2026年”在正文里出现 4 次，读者不知道指哪一处"]),
        ('  quote: "公开期限为5个工作日，自2026年10月12日至10月16日"', '  quote: "2026年1"', []),  # of a window: it may stand twice
        ('  quote: "公开期限为5个工作日，自2026年10月12日至10月16日"', '  quote: "没有的话"', ["没有“没有的话”这几个字"]),
    ],
)  # fmt: skip
def test_words_of_the_head(old: str, new: str, whys: list[str]) -> None:
    found = list(quotation_occurs.findings(rewritten(CASE, Edit(N, old, new))))
    assert [f.why for f in found] == whys
    assert {f.at.path.rpartition("/")[2] for f in found} <= {"notice.md"}
