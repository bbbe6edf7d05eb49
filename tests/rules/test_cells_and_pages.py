"""Words cited from a cell or a page are read as those of a whole file are: with the sentence around them, by every rule that does so."""

import pytest

from site_builder.rules.agreement import continuing_is_in_the_words, verifier_and_paper_are_in_the_words
from site_builder.rules.date_words import due_day_is_in_the_words, other_days_are_in_the_words
from site_builder.rules.place import quotation_is_in_one_block
from site_builder.rules.quotation_length import quotation_is_a_clause
from site_builder.rules.quotations import Scope, text_outside
from site_builder.rules.rule import Rule
from site_builder.rules.sentences import around
from site_builder.rules.status_words import done_is_in_the_words, other_statuses_are_in_the_words
from site_builder.views.file_info import FileInfo
from tests.rules.space import Edit, rewritten
from tests.rules.test_quotations import L, case_of

SAID = "管网改造已于2026年9月完成整改，经核查整改到位。该项整改尚未完成。"  # the words that the rules are asked about
MORE = "复查于2026年10月进行。"
TXT, PDF, XLSX = "说明.txt", "说明.pdf", "台账.xlsx"
CASE = case_of()._replace(
    files={
        TXT: FileInfo(name=TXT, size=1, sha256="0", text=f"前言。{SAID}{MORE}"),
        PDF: FileInfo(name=PDF, size=1, sha256="0", text=f"前言。\f{SAID}\f{MORE}", pages=("前言。", SAID, MORE)),
        XLSX: FileInfo(name=XLSX, size=1, sha256="0", text=f"{SAID}\t{MORE}", cells={"B3": SAID, "C3": MORE}),
    }
)
SOURCES = [f'{{file: "{TXT}"}}', f'{{file: "{PDF}", page: 2}}', f'{{file: "{XLSX}", cell: "B3"}}']


def told(rule: Rule, keys: str, source: str, key: str) -> list[str]:
    """What a rule says of a first record of p2 below a key of its ledger."""
    record = f"    - {{{keys}, source: {source}}}\n"
    before = {"due": "p2:\n  due:\n", "entries": '更换完毕"\n  entries:\n', "assessments": "p2:\n"}[key]
    above = f"  {key}:\n" if key == "assessments" else ""
    case = rewritten(CASE, Edit(L, before, before + above + record))
    line = case.notice.at_ledger("p2", key, 0).line
    return [each.what for each in rule.findings(case) if each.at.line == line]


REPORT = 'as_of: "2026-11-01", basis: report'


@pytest.mark.parametrize("source", SOURCES)
@pytest.mark.parametrize(
    ("rule", "key", "record", "what"),
    [
        (other_days_are_in_the_words, "entries", f'{REPORT}, happened: "2026-09", quote: "已于2026年9月完成整改"', []),
        (other_days_are_in_the_words, "entries", f'{REPORT}, happened: "2026-09", quote: "经核查整改到位"', []),
        (other_days_are_in_the_words, "entries", f'{REPORT}, happened: "2026-10", quote: "经核查整改到位"',
         []),  # stands elsewhere in the file, as in the next cell
        (other_days_are_in_the_words, "entries", f'{REPORT}, happened: "2025-03", quote: "已于2026年9月完成整改"',
         ["happened 2025-03 与引语不一致"]),
        (other_days_are_in_the_words, "entries", f'{REPORT}, happened: "2025-03", quote: "该项整改尚未完成"', ["happened 2025-03 不在引语里"]),
        (continuing_is_in_the_words, "entries", f'{REPORT}, continuing: true, quote: "经核查整改到位"', ["没有说长期坚持"]),
        (done_is_in_the_words, "entries", f'{REPORT}, status: done, quote: "管网改造已于2026年9月完成整改"', []),
        (done_is_in_the_words, "entries", f'{REPORT}, status: done, quote: "该项整改尚未完成"', ["引语没有说 done"]),
        (other_statuses_are_in_the_words, "entries", f'{REPORT}, status: not-started, quote: "管网改造已于2026年9月完成整改"',
         ["引语没有说 not-started"]),
        (due_day_is_in_the_words, "due", 'by: "2026-09", quote: "完成整改"', []),  # in the sentence
        (due_day_is_in_the_words, "due", 'by: "2027-05", quote: "该项整改尚未完成"', ["时限 2027-05 不在引语里"]),
        (verifier_and_paper_are_in_the_words, "assessments", 'by: "市巡察办", as_of: "2026-11-01", verdict: "整改到位", quote: "管网改造已于2026年9月"', []),
        (verifier_and_paper_are_in_the_words, "assessments", 'by: "市巡察办", as_of: "2026-11-01", verdict: "未通过", quote: "管网改造已于2026年9月"',
         ["核查结论不在引语里"]),
    ],
)  # fmt: skip
def test_a_rule_reads_the_sentence(rule: Rule, key: str, record: str, what: list[str], source: str) -> None:
    assert told(rule, record, source, key) == what


@pytest.mark.parametrize("source", SOURCES)
def test_words_of_a_file_may_span_the_blocks_of_the_notice(source: str) -> None:
    """Words cited from elsewhere are no two paragraphs of the notice, though these have the same characters."""
    words = "每月巡查一次。三是更换阀门16个"
    assert told(quotation_is_in_one_block, f'{REPORT}, quote: "{words}"', source, "entries") == []
    assert told(quotation_is_in_one_block, f'quote: "{words}"', "{}", "entries") == ["引语跨了段"]


FIRST, SECOND = "管网改造已于2026年9月完成整改，经核查整改到位。", "该项整改尚未完成。"


@pytest.mark.parametrize(
    ("scope", "words", "sentence", "text"),
    [
        (Scope("cell", XLSX, "B3"), "经核查", FIRST, f"{SAID}\n{SAID}\t{MORE}"),
        (Scope("cell", XLSX, "B3"), "该项", SECOND, f"{SAID}\n{SAID}\t{MORE}"),
        (Scope("cell", XLSX, "C3"), "该项", "该项", ""),
        (Scope("cell", XLSX, "Z9"), "该项", "该项", ""),
        (Scope("cell", "没有.xlsx", "B3"), "该项", "该项", ""),
        (Scope("page", PDF, "2"), "该项", SECOND, f"{SAID}\n前言。\f{SAID}\f{MORE}"),
        (Scope("page", PDF, "1"), "该项", "该项", ""),
        (Scope("page", PDF, "9"), "该项", "该项", ""),
        (Scope("page", "没有.pdf", "2"), "该项", "该项", ""),
    ],
)
def test_the_sentence_in_a_cell_or_page(scope: Scope, words: str, sentence: str, text: str) -> None:
    assert around(CASE, words, scope) == (sentence, text)


@pytest.mark.parametrize(
    ("scope", "text", "outside"),
    [
        (Scope("cell", XLSX, "C3"), MORE, True),
        (Scope("cell", XLSX, "Z9"), "", True),
        (Scope("page", PDF, "1"), "前言。", True),
        (Scope("page", PDF, "0"), "", True),
        (Scope("file", TXT), f"前言。{SAID}{MORE}", True),
        (Scope("file", "没有.txt"), None, True),
        (Scope("linked", "没有"), None, True),
        (Scope("item", "p1"), None, False),
        (Scope("measure", "m1", "p1"), None, False),
        (Scope("notice"), None, False),
    ],
)
def test_what_lies_outside_the_notice(scope: Scope, text: str | None, outside: bool) -> None:
    assert scope.outside == outside
    assert not outside or text_outside(CASE, scope) == text


@pytest.mark.parametrize(
    ("cells", "source", "words", "what"),
    [
        ({"B3": "已完成"}, f'{{file: "{XLSX}", cell: "B3"}}', "已完成", []),  # all that the cell says
        ({"B3": "已 完成\n"}, f'{{file: "{XLSX}", cell: "B3"}}', "已完成", []),
        ({"B3": "已完成整改"}, f'{{file: "{XLSX}", cell: "B3"}}', "已完成", ["引语太短"]),
        ({"B3": "已完成", "C3": "是"}, f'{{file: "{XLSX}", cell: "C3"}}', "已完成", ["引语太短"]),
        ({"B3": "已完成"}, f'{{file: "{XLSX}"}}', "已完成", ["引语太短"]),  # the file may hold it anywhere
        ({"B3": "已完成整改任务"}, f'{{file: "{XLSX}", cell: "B3"}}', "完成整改任务", []),
    ],
)
def test_short_words_are_the_whole_of_their_cell(
    cells: dict[str, str], source: str, words: str, what: list[str]
) -> None:
    text = "\t".join(cells.values())
    file = FileInfo(name=XLSX, size=1, sha256="0", text=text, cells=cells)
    case = rewritten(
        CASE._replace(files={XLSX: file}),
        Edit(
            L,
            '更换完毕"\n  entries:\n',
            f'更换完毕"\n  entries:\n    - {{{REPORT}, quote: "{words}", source: {source}}}\n',
        ),
    )
    line = case.notice.at_ledger("p2", "entries", 0).line
    assert [each.what for each in quotation_is_a_clause.findings(case) if each.at.line == line] == what
