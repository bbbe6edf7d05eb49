"""Quotations of every record: which are only suggested, where each must occur by its part or its source, and what a place holds."""

import pytest

from site_builder.records.ledger_model import EvidenceSource
from site_builder.rules.quotations import NOTICE, Scope, ScopeTexts, cited, own, quotations
from site_builder.rules.rule import Case
from site_builder.views.file_info import FileInfo
from tests.rules.space import BASE, Edit, rewritten
from tests.rules.test_quotations import L, N, case_of

CASE = case_of()
P2 = Scope("item", "p2")
TXT, PDF, XLSX = "复查意见.txt", "说明.pdf", "台账.xlsx"

RECORDS = f"""p2:
  responsible:
    - {{unit: 甲, quote: 一}}
    - {{unit: 甲, quote: 二, suggested: true, about: m1}}
  due:
    - {{by: "2026", quote: 三}}
    - {{by: "2026", quote: 四, suggested: true, about: m1}}
    - {{by: "2026", quote: 五, about: m1, source: {{file: {TXT}}}}}
    - {{by: "2026", quote: 六, about: m9}}
  entries:
    - {{quote: 七, source: {{file: {TXT}}}}}
    - {{note: 甲}}
    - {{quote: 八, basis: report, source: {{file: {PDF}, page: 2}}, suggested: true}}
    - {{quote: 九, basis: report, about: m1}}
    - {{quote: 十, basis: report, source: {{file: {XLSX}, cell: B2}}, about: m1}}
    - {{quote: 〔待填〕}}
    - {{quote: 又, basis: report, source: {{notice: 2026-fangan}}}}
    - {{quote: 再, basis: editor, about: m1, source: {{file: {TXT}}}}}
  facts:
    - {{label: 甲, quotes: []}}
    - {{label: 甲, quotes: [子, 丑], suggested: true, about: m1}}
  same_as:
    - {{notice: 2026-fangan, item: p1}}
    - {{notice: 2026-fangan, item: p2, quote: 寅}}
  assessments:
    - {{by: 甲, quote: 卯}}
    - {{by: 甲, quote: 辰, source: {{file: {TXT}}}}}
  closing: {{date: "2026", by: 甲, quote: 巳}}
p3:
  closing: {{date: "2026", by: 甲}}
p4:
  closing: {{date: "2026", by: 甲, quote: 午, notice: 2026-fangan}}
p9:
  entries: [{{quote: 未}}]
notice:
  milestones:
    - {{date: "2026", label: 甲}}
    - {{date: "2026", label: 甲, quote: 申}}
  feedback: {{quote: 酉, source: {{file: {TXT}}}}}
targets:
  t1: {{metric: 甲, quote: 戌}}
  t2: {{metric: 甲, quote: 亥, item: p2, suggested: true, before: {{value: "1", quote: 天}}, result: {{quote: 地}}}}
  t3: {{metric: 甲, quote: 人, item: p9, before: {{value: "1"}}, result: {{quote: 和, source: {{file: {TXT}}}}}}}
commitments:
  c1: {{quote: 春}}
  c2: {{quote: 夏, item: p2, suggested: true}}
  c3: {{quote: 秋, item: p9}}
"""


def with_ledger(ledger: str) -> Case:
    return rewritten(CASE, Edit(L, BASE[L], ledger))


def test_every_record() -> None:
    m1, txt = Scope("measure", "m1", "p2"), Scope("file", TXT)
    found = [(each.words, each.scope, each.steps, each.suggested) for each in quotations(with_ledger(RECORDS))]
    assert [each for each in found if each[2][0] not in ("window", "stated")] == [
        ("一", P2, ("p2", "responsible", 0, "quote"), False),
        ("二", m1, ("p2", "responsible", 1, "quote"), True),
        ("三", P2, ("p2", "due", 0, "quote"), False),
        ("四", m1, ("p2", "due", 1, "quote"), True),
        ("五", txt, ("p2", "due", 2, "quote"), False),
        ("六", P2, ("p2", "due", 3, "quote"), False),  # no such measure
        ("七", P2, ("p2", "entries", 0, "quote"), False),  # words of the notice, whatever file is named
        ("八", Scope("page", PDF, "2"), ("p2", "entries", 2, "quote"), True),
        ("九", m1, ("p2", "entries", 3, "quote"), False),
        ("十", Scope("cell", XLSX, "B2"), ("p2", "entries", 4, "quote"), False),
        ("又", Scope("linked", "2026-fangan"), ("p2", "entries", 6, "quote"), False),
        ("再", m1, ("p2", "entries", 7, "quote"), False),
        ("子", m1, ("p2", "facts", 1, "quotes", 0), True),
        ("丑", m1, ("p2", "facts", 1, "quotes", 1), True),
        ("寅", P2, ("p2", "same_as", 1, "quote"), False),
        ("卯", P2, ("p2", "assessments", 0, "quote"), False),
        ("辰", txt, ("p2", "assessments", 1, "quote"), False),
        ("巳", P2, ("p2", "closing", "quote"), False),
        ("午", Scope("linked", "2026-fangan"), ("p4", "closing", "quote"), False),
        ("申", NOTICE, ("notice", "milestones", 1, "quote"), False),
        ("酉", txt, ("notice", "feedback", "quote"), False),
        ("戌", NOTICE, ("targets", "t1", "quote"), False),
        ("亥", P2, ("targets", "t2", "quote"), True),
        ("天", NOTICE, ("targets", "t2", "before", "quote"), True),
        ("地", NOTICE, ("targets", "t2", "result", "quote"), True),
        ("人", NOTICE, ("targets", "t3", "quote"), False),
        ("和", txt, ("targets", "t3", "result", "quote"), False),
        ("春", NOTICE, ("commitments", "c1", "quote"), False),
        ("夏", P2, ("commitments", "c2", "quote"), True),
        ("秋", NOTICE, ("commitments", "c3", "quote"), False),
    ]


def test_feedback_of_the_notice_itself() -> None:
    found = [each.scope for each in quotations(with_ledger("notice:\n  feedback: {quote: 甲}\n")) if not each.in_head]
    assert found == [NOTICE]
    assert [each for each in quotations(with_ledger("notice:\n  feedback: {received: 3}\n")) if not each.in_head] == []


INSPECTED = BASE[N][BASE[N].index("inspection:\n") : BASE[N].index("published:")]
WINDOW = BASE[N][BASE[N].index("window:\n") : BASE[N].index("contacts:\n")]


@pytest.mark.parametrize(
    ("edits", "found"),
    [
        ((), ["window.quote", "stated.quote"]),
        ((Edit(N, '  quote: "巡察反馈的4项问题"\n', '  quote: "甲"\n  quotes: ["乙", "丙"]\n'),),
         ["window.quote", "stated.quote", "stated.quotes.0", "stated.quotes.1"]),
        ((Edit(N, '  quote: "巡察反馈的4项问题"\n', ""),), ["window.quote"]),
        ((Edit(N, 'stated:\n  problems: 4\n  categories: 2\n  quote: "巡察反馈的4项问题"\n', ""),), ["window.quote"]),
        ((Edit(N, '  date: "2026-10-10"\n', '  date: "2026-10-10"\n  quote: "甲"\n'),), ["window.quote", "stated.quote", "signed.quote"]),
        ((Edit(N, 'signed:\n  by: ["临溪水务集团"]\n  date: "2026-10-10"\n', ""),), ["window.quote", "stated.quote"]),
        ((Edit(N, '  feedback: "2026-05-20"\n', '  feedback: "2026-05-20"\n  quote: "甲"\n'),),
         ["window.quote", "stated.quote", "inspection.quote"]),
        ((Edit(N, INSPECTED, "inspection: r3\n"),), ["window.quote", "stated.quote"]),
        ((Edit(N, WINDOW, "window: none\n"),), ["stated.quote"]),
        ((Edit(N, '  quote: "公开期限为5个工作日，自2026年10月12日至10月16日"\n', ""),), ["stated.quote"]),
        ((Edit(N, '  quote: "公开期限为5个工作日，自2026年10月12日至10月16日"\n', '  quote: "〔待填〕"\n'),), ["stated.quote"]),
    ],
)  # fmt: skip
def test_the_head(edits: tuple[Edit, ...], found: list[str]) -> None:
    case = rewritten(CASE, *edits)
    own_words = [each for each in quotations(case) if each.in_head]
    assert [".".join(map(str, each.steps)) for each in own_words] == found
    assert {each.scope for each in own_words} <= {NOTICE} and not any(each.suggested for each in own_words)


def test_the_place_of_a_quotation() -> None:
    found = [(each.at(CASE).path.rpartition("/")[2], each.at(CASE).line) for each in quotations(CASE)]
    assert found[:4] == [("notice.md", 21), ("notice.md", 34), ("ledger.yaml", 6), ("ledger.yaml", 11)]


@pytest.mark.parametrize(
    ("source", "scope"),
    [
        (None, None),
        (EvidenceSource(), None),
        (EvidenceSource(title="甲"), None),
        (EvidenceSource(notice="a"), Scope("linked", "a")),
        (EvidenceSource(file="a", notice="b"), Scope("file", "a")),
        (EvidenceSource(file="a", page=3), Scope("page", "a", "3")),
        (EvidenceSource(file="a", cell="B2"), Scope("cell", "a", "B2")),
        (EvidenceSource(file="a", cell="B2", page=3), Scope("cell", "a", "B2")),
        (EvidenceSource(notice="a", page=3), Scope("linked", "a")),
    ],
)
def test_the_scope_of_a_source(source: EvidenceSource | None, scope: Scope | None) -> None:
    assert cited(source) == scope


@pytest.mark.parametrize(
    ("about", "scope"),
    [
        (None, Scope("item", "p1")),
        ("", Scope("item", "p1")),
        ("m1", Scope("measure", "m1", "p1")),
        ("m9", Scope("item", "p1")),
        ("阀门", Scope("item", "p1")),
    ],
)
def test_the_scope_of_a_part(about: str | None, scope: Scope) -> None:
    problem = CASE.notice.outline.problem("p1")
    assert problem and own(problem, about) == scope


LINKED = case_of(Edit(L, "p3:\n", '  closing: {by: "甲", date: "2026", notice: 2026-fangan}\np3:\n')).context
FILES = {
    TXT: FileInfo(name=TXT, size=1, sha256="0", text="甲　乙，丙"),
    PDF: FileInfo(name=PDF, size=1, sha256="0", text="甲乙\f甲 乙，甲乙", pages=("甲乙", "甲 乙，甲乙")),
    XLSX: FileInfo(name=XLSX, size=1, sha256="0", text="甲乙", cells={"B2": "甲 乙", "B3": "丙"}),
    "a.jpg": FileInfo(name="a.jpg", size=1, sha256="0", text=None, cells={"A1": "甲乙"}, pages=("甲乙",)),
}


@pytest.mark.parametrize(
    ("words", "scope", "count"),
    [
        ("甲乙", Scope("file", TXT), 1),
        ("乙,丙", Scope("file", TXT), 1),
        ("甲 乙", Scope("file", PDF), 3),
        ("甲乙", Scope("file", "a.jpg"), None),
        ("甲乙", Scope("cell", XLSX, "B2"), 1),
        ("甲乙", Scope("cell", XLSX, "B3"), 0),
        ("甲乙", Scope("cell", XLSX, "C9"), 0),
        ("甲乙", Scope("cell", "a.jpg", "A1"), None),
        ("甲乙", Scope("page", PDF, "1"), 1),
        ("甲乙", Scope("page", PDF, "2"), 2),
        ("甲乙", Scope("page", PDF, "3"), 0),
        ("甲乙", Scope("page", PDF, "0"), 0),
        ("甲乙", Scope("page", TXT, "1"), 0),
        ("甲乙", Scope("page", "a.jpg", "1"), None),
        ("水表更新滞后", Scope("linked", "2026-fangan"), 1),
        ("水表", Scope("linked", "2026-fangan"), 2),
        ("水表", Scope("linked", "2026-none"), None),
        ("抢修车辆不足", Scope("item", "p4"), 1),
        ("整改情况:已更换水表", Scope("item", "p2"), 1),
        ("滞后整改情况", Scope("item", "p2"), 0),  # the heading is another text
        ("抢修车辆不足因预算", NOTICE, 1),  # as a whole it is one
        ("一、整改情况", NOTICE, 1),
        ("0000-8200000、13900000001反映", NOTICE, 1),
        ("供水方面", Scope("item", "p1"), 0),  # a heading before it
        ("更换阀门", Scope("measure", "m3", "p1"), 1),
        ("截至", Scope("measure", "m3", "p1"), 0),
    ],
)  # fmt: skip
def test_what_a_place_holds(words: str, scope: Scope, count: int | None) -> None:
    texts = ScopeTexts(CASE._replace(files=FILES, context=LINKED))
    assert texts.count(words, scope) == count
    assert texts.of(scope) is texts.of(scope)  # it is folded once
