"""What is said of words that the site's lists know: in which places, how, and which names of other times are in order."""

from typing import Any

import pytest
from msgspec import structs

from site_builder.reader.readings import Hit, HitKind, SecondReading
from site_builder.reader.word_lists import SHIPPED
from site_builder.records.findings import Finding
from site_builder.records.registers import read_registers
from site_builder.rules.rule import Rule, SiteCase
from site_builder.rules.second_words import (
    almost_a_set_phrase,
    almost_the_name_of_an_organ,
    listed_wording,
    name_of_another_time,
    posts_with_names,
)
from site_builder.rules.word_list_lines import lists_of_wording
from tests.rules.small import HEAD, small_case
from tests.rules.space import BASE

FIRST = HEAD.count("\n") + 2  # the line of the file that is the first of its text
FOLDER = "content/notices/2026-xiao"


def hit(kind: HitKind, line: int, column: int, words: str, file: str = "n", **more: Any) -> Hit:
    return Hit(kind, file, line, column, words, **more)


def told(rule: Rule, body: str, *hits: Hit, ledger: str | None = None, head: str = "") -> list[Finding]:
    return list(rule.findings(small_case(body, ledger, head)._replace(reading=SecondReading(hits=hits))))


def mend(code: str) -> str:
    return f"对照原件改正；原文如此的，不改，写上 acknowledged（code: {code}，at: 这一行里的几个字）"


RULES: dict[HitKind, Rule] = {
    "wrong": listed_wording,
    "near": almost_a_set_phrase,
    "organ": almost_the_name_of_an_organ,
    "person": posts_with_names,
}


@pytest.mark.parametrize(
    ("kind", "more", "what", "why"),
    [
        ("wrong", {"right": "部署"}, "用词“布署”，词表写作“部署”", "错字"),
        ("wrong", {}, "用词“布署”", "错字"),
        ("wrong", {"right": "部署", "grade": "error"}, "严重：用词“布署”，词表写作“部署”", "错字"),
        ("wrong", {"right": "部署", "times": 2}, "用词“布署”（本行 2 处），词表写作“部署”", "错字"),
        ("near", {"right": "部署"}, "“布署”与固定表述“部署”相近而不同", "错字"),
        ("near", {"right": "部署", "grade": "error"}, "严重：“布署”与固定表述“部署”相近而不同", "错字"),
        ("near", {"right": "部署", "times": 3}, "“布署”（本行 3 处）与固定表述“部署”相近而不同", "错字"),
        ("organ", {"right": "部署局"}, "单位名称“布署”差一个字", "organs.yaml 的 错字 是“部署局”"),
        ("organ", {"right": "部署局", "times": 2}, "单位名称“布署”（本行 2 处）差一个字", "organs.yaml 的 错字 是“部署局”"),
    ],
)  # fmt: skip
def test_what_is_said(kind: HitKind, more: dict[str, Any], what: str, why: str) -> None:
    rule = RULES[kind]
    [found] = told(rule, "甲布署乙\n", hit(kind, FIRST, 2, "布署", why="错字", **more))
    assert (found.what, found.why, found.mend, found.severity) == (what, why, mend(rule.code), "warning")
    assert (found.at.path, found.at.line, found.at.column, found.at.length) == (f"{FOLDER}/notice.md", FIRST, 2, 2)
    assert found.code == rule.code


def test_each_rule_has_its_own_kind() -> None:
    hits = [hit(kind, FIRST, 2, "布署", right="部署", why="甲") for kind in RULES]
    for kind, rule in RULES.items():
        assert [found.code for found in told(rule, "甲布署乙\n", *hits)] == [rule.code], kind


TEXT = "## 布署\n\n布署\n"
BOTH = 'display_title: "布署"\nstates: problem\n'  # line 7 and 8 of the file


@pytest.mark.parametrize(
    ("line", "where", "inside"),
    [
        (2, "title", True),  # the title
        (2, "all", True),
        (2, "text", False),
        (3, "title", False),  # another line of the head
        (3, "all", False),
        (7, "title", True),  # the title that is shown
        (7, "all", True),
        (7, "text", False),
        (8, "title", False),
        (10, "title", True),  # a heading, the first line of the text
        (10, "all", True),
        (10, "text", False),
        (12, "title", False),
        (12, "all", True),
        (12, "text", True),
    ],
)
def test_places_that_count(line: int, where: str, inside: bool) -> None:
    found = told(listed_wording, TEXT, hit("wrong", line, 1, "布署", where=where), head=BOTH)
    assert [each.at.line for each in found] == [line] * inside


LEDGER = """\
p1:
  entries:
    - quote: "布署甲"
      note: "布署乙"
    - status: done

      reason: |-
        丙
        布署丁

        布署戊
  facts: [{label: "布署己", quotes: ["布署庚"]}]
notice:
  corrections:
    - what: "布署辛"
      before: "布署壬"

      why: "布署癸"
acknowledged:
  - at: "布署"
    why: "布署"
"""


@pytest.mark.parametrize(
    ("line", "where", "inside"),
    [
        (3, "all", False),
        (4, "all", True),
        (4, "text", False),
        (4, "title", False),
        (6, "all", False),
        (9, "all", True),
        (11, "all", True),
        (12, "all", True),
        (15, "all", True),
        (18, "all", True),
        (20, "all", False),
        (21, "all", False),
    ],
)
def test_words_of_the_editors_in_the_ledger(line: int, where: str, inside: bool) -> None:
    found = told(listed_wording, "甲\n", hit("wrong", line, 5, "布署", file="l", where=where), ledger=LEDGER)
    assert [(each.at.path, each.at.line) for each in found] == [(f"{FOLDER}/ledger.yaml", line)] * inside


def test_other_words_in_a_line_of_the_editors() -> None:
    ledger = 'p1:\n  entries:\n    - {note: "甲", quote: "布署"}\n'
    assert told(listed_wording, "甲\n", hit("wrong", 3, 27, "布署", file="l"), ledger=ledger) == []


def test_the_text_and_the_ledger_together() -> None:
    hits = hit("wrong", 1, 1, "乙", file="l"), hit("wrong", FIRST, 1, "布署"), hit("wrong", 4, 14, "布署", file="l")
    found = told(listed_wording, "布署\n", *hits, ledger=LEDGER)
    assert [(each.at.path.rpartition("/")[2], each.at.line) for each in found] == [
        ("notice.md", FIRST),
        ("ledger.yaml", 4),
    ]


SIGNED = 'written: "2026-10-10"\n'
NAME = "临溪自来水公司"


@pytest.mark.parametrize(
    ("line", "why", "says"),
    [
        (f"由{NAME}巡查。", "1998-05-01/2015-06-30", "用到 2015-06-30"),
        (f"由{NAME}巡查。", "/2026-10-09", "用到 2026-10-09"),
        (f"由{NAME}巡查。", "2026-10-11/", "自 2026-10-11 起用"),
        (f"由{NAME}巡查。", "2026-10-11/2030-01-01", "自 2026-10-11 起用"),
        (f"由{NAME}巡查。", "/2026-10-10", None),  # its last day
        (f"由{NAME}巡查。", "2026-10-10/", None),  # its first
        (f"由{NAME}巡查。", "1998-05-01/2030-01-01", None),
        (f"由{NAME}巡查。", "/", None),
        (f"接收原{NAME}的管网。", "/2015-06-30", None),
        (f"接收{NAME}（原）的管网。", "/2015-06-30", "用到 2015-06-30"),
        (f"时任{NAME}总经理。", "/2015-06-30", None),
        (f"{NAME}更名以后。", "/2015-06-30", None),
        (f"更名以后。{NAME}巡查。", "/2015-06-30", "用到 2015-06-30"),
        (f"{NAME}巡查。后来更名。", "/2015-06-30", "用到 2015-06-30"),
        (f"2012年{NAME}巡查。", "/2015-06-30", None),
        (f"2012年。{NAME}巡查。", "/2015-06-30", "用到 2015-06-30"),
        (f"2016年{NAME}巡查。", "/2015-06-30", "用到 2015-06-30"),
        (f"1997年{NAME}巡查。", "1998-05-01/2015-06-30", "用到 2015-06-30"),
        (f"1998年5月1日{NAME}巡查。", "1998-05-01/2015-06-30", None),
        (f"1998年4月30日{NAME}巡查。", "1998-05-01/2015-06-30", "用到 2015-06-30"),
        (f"2015年6月30日{NAME}巡查。", "1998-05-01/2015-06-30", None),
        (f"2015年7月1日{NAME}巡查。", "1998-05-01/2015-06-30", "用到 2015-06-30"),
        (f"1997年、2012年{NAME}巡查。", "1998-05-01/2015-06-30", None),
        (f"2027年{NAME}巡查。", "2026-10-11/", None),
        (f"2026年5月{NAME}巡查。", "2026-10-11/", "自 2026-10-11 起用"),
        (f"6月30日{NAME}巡查。", "/2015-06-30", "用到 2015-06-30"),  # of no year
    ],
)  # fmt: skip
def test_a_name_of_another_time(line: str, why: str, says: str | None) -> None:
    one = hit("former", FIRST + 3, line.index(NAME) + 1, NAME, right="临溪水务集团", why=why)
    found = told(name_of_another_time, f"原更名2012年\n\n{line}\n", one, head=SIGNED)
    assert [(each.what, each.why, each.mend) for each in found] == [
        (f"“{NAME}”不是 2026-10-10 的名称", f"organs.yaml 里这个名称{says}，现在是“临溪水务集团”", mend("E004"))
    ] * (says is not None)


def test_a_name_of_another_time_that_is_the_name_now() -> None:
    one = hit("former", FIRST + 1, 1, NAME, right=NAME, why="2026-10-11/")
    [found] = told(name_of_another_time, f"{NAME}巡查。\n", one, head=SIGNED)
    assert found.why == "organs.yaml 里这个名称自 2026-10-11 起用"


def test_a_name_in_the_title_and_in_the_ledger() -> None:
    hits = (
        hit("former", 2, 9, NAME, right="乙", why="/2015-06-30"),
        hit("former", 4, 14, "布署", file="l", right="乙", why="/2015-06-30"),
        hit("former", 15, 14, "布署", file="l", right="乙", why="/2015-06-30"),
    )
    found = told(name_of_another_time, "更名\n" * 12, *hits, ledger=LEDGER, head=SIGNED)
    assert [each.at.line for each in found] == [2, 4, 15]


@pytest.mark.parametrize(
    ("title", "found"),
    [
        (f"原{NAME}整改情况通报", 0),
        (f"{NAME}整改情况通报", 1),
        (f"{NAME}更名后的整改情况通报", 0),
        (f"2012年{NAME}整改情况通报", 0),
        (f"原{NAME}、{NAME}整改情况通报", 0),  # the first of them is meant
    ],
)
def test_a_name_of_another_time_in_the_title(title: str, found: int) -> None:
    case = small_case("甲\n", None, f'{SIGNED}display_title: "{title}"\n')
    at = case.notice.at_head("display_title")
    one = hit("former", at.line, at.column + 1 + title.index(NAME), NAME, right="乙", why="/2015-06-30")
    assert len(list(name_of_another_time.findings(case._replace(reading=SecondReading(hits=(one,)))))) == found


@pytest.mark.parametrize(
    ("note", "found"),
    [
        (f'"接收原{NAME}的管网。"', 0),
        (f'"接收{NAME}的管网。"', 1),
        (f"接收原{NAME}的管网。", 0),
        (f'"2012年{NAME}巡查。"', 0),
        (f"|-\n        2012年巡查。\n        接收原{NAME}的管网。", 0),
        (f"|-\n        2012年巡查。\n        接收{NAME}的管网。", 1),
    ],
)
def test_a_name_of_another_time_in_a_note(note: str, found: int) -> None:
    ledger = f"p1:\n  entries:\n    - as_of: 2026-10-10\n      note: {note}\n"
    line = next(number for number, each in enumerate(ledger.split("\n"), 1) if NAME in each)
    column = ledger.split("\n")[line - 1].index(NAME) + 1
    one = hit("former", line, column, NAME, file="l", right="乙", why="/2015-06-30")
    assert len(told(name_of_another_time, "甲\n", one, ledger=ledger, head=SIGNED)) == found


@pytest.mark.parametrize("note", ['"已布署"', "已布署"])
def test_a_note_ends_where_it_ends(note: str) -> None:
    ledger = f'p1:\n  entries:\n    - note: {note}\n      quote: "布署一次"\n'
    hits = (
        hit("wrong", 3, ledger.split("\n")[2].index("布署") + 1, "布署", file="l"),
        hit("wrong", 4, 15, "布署", file="l"),
    )
    assert [each.at.line for each in told(listed_wording, "甲\n", *hits, ledger=ledger)] == [3]


@pytest.mark.parametrize(
    ("note", "lines"),
    [
        (">-\n        甲\n        乙\n        布署丙", [3, 4, 5, 6]),
        ('"甲\n        乙\n        布署丙"', [3, 4, 5]),
    ],
)
def test_a_note_of_several_lines_ends_before_the_next_value(note: str, lines: list[int]) -> None:
    """The words are sought in the value, of which no line but the first is known, so any line of it counts."""
    ledger = f'p1:\n  entries:\n    - note: {note}\n      quote: "布署一次"\n'
    hits = [hit("wrong", line, 9, "布署", file="l") for line in range(1, 9)]
    assert [each.at.line for each in told(listed_wording, "甲\n", *hits, ledger=ledger)] == lines


def test_several_names_of_another_time() -> None:
    body = f"由{NAME}巡查。\n原{NAME}的管网。\n由{NAME}巡查。\n"
    hits = [
        hit("former", FIRST + 1, 2, NAME, right="乙", why="/2030-01-01"),
        hit("former", FIRST + 2, 2, NAME, right="乙", why="/2015-06-30"),
        hit("former", FIRST + 3, 2, NAME, right="乙", why="/2015-06-30"),
    ]
    found = told(name_of_another_time, body, *hits, head=SIGNED)
    assert [each.at.line for each in found] == [FIRST + 3]


@pytest.mark.parametrize(("ends", "found"), [("2025-12-31", 0), ("2024-12-31", 1)])
def test_a_year_counted_from_the_day_of_the_notice(ends: str, found: int) -> None:
    one = hit("former", FIRST + 1, 4, NAME, right="乙", why=f"/{ends}")
    assert len(told(name_of_another_time, f"去年底{NAME}巡查。\n", one, head=SIGNED)) == found


def test_a_notice_of_no_day() -> None:
    case = small_case(f"{NAME}巡查。\n")
    notice = case.notice._replace(head=structs.replace(case.notice.head, published=None))
    reading = SecondReading(hits=(hit("former", FIRST, 1, NAME, right="乙", why="/2015-06-30"),))
    assert list(name_of_another_time.findings(case._replace(notice=notice, reading=reading))) == []
    assert len(list(name_of_another_time.findings(case._replace(reading=reading)))) == 1


CHIEF, SECOND, THIRD = ("赵某乙", "董事长", 1), ("钱某甲", "总经理", 2), ("孙某丙", "副总经理", 3)
LINE = "几个人排列的先后与名单不合"


def persons(line: str, *named: tuple[tuple[str, str, int], str]) -> list[Hit]:
    """Hits for people in the order in which they stand. Takes   named: who, with the post of another that stands before"""
    hits, start = [], 0
    for (name, post, rank), before in named:
        start = line.index(name, start)
        hits.append(hit("person", FIRST, start + 1, name, right=post, why=before, rank=rank))
        start += 1
    return hits


@pytest.mark.parametrize(
    ("line", "named", "found"),
    [
        ("董事长赵某乙巡查。", [(CHIEF, "")], []),
        ("董事长钱某甲巡查。", [(SECOND, "董事长")], [(4, "“董事长钱某甲”与名单不合", "名单里钱某甲是“总经理”")]),
        ("原董事长钱某甲巡查。", [(SECOND, "董事长")], []),
        ("时任董事长钱某甲巡查。", [(SECOND, "董事长")], []),
        ("原来董事长钱某甲巡查。", [(SECOND, "董事长")], [(6, "“董事长钱某甲”与名单不合", "名单里钱某甲是“总经理”")]),
        ("总经理钱某甲、董事长赵某乙巡查。", [(SECOND, ""), (CHIEF, "")], [(11, LINE, "名单里赵某乙（董事长）在钱某甲（总经理）之前")]),
        ("董事长赵某乙、总经理钱某甲巡查。", [(CHIEF, ""), (SECOND, "")], []),
        ("钱某甲、赵某乙巡查。", [(SECOND, ""), (CHIEF, "")], [(5, LINE, "名单里赵某乙（董事长）在钱某甲（总经理）之前")]),
        ("钱某甲和 赵某乙巡查。", [(SECOND, ""), (CHIEF, "")], [(6, LINE, "名单里赵某乙（董事长）在钱某甲（总经理）之前")]),
        ("钱某甲、集团董事长赵某乙巡查。", [(SECOND, ""), (CHIEF, "")], [(10, LINE, "名单里赵某乙（董事长）在钱某甲（总经理）之前")]),
        ("钱某甲、书记赵某乙巡查。", [(SECOND, ""), (CHIEF, "")], []),
        ("钱某甲巡查，向赵某乙报告。", [(SECOND, ""), (CHIEF, "")], []),
        ("钱某甲、总经理赵某乙巡查。", [(SECOND, ""), (CHIEF, "总经理")],
         [(8, "“总经理赵某乙”与名单不合", "名单里赵某乙是“董事长”"), (8, LINE, "名单里赵某乙（董事长）在钱某甲（总经理）之前")]),
        ("钱某甲、钱某甲巡查。", [(SECOND, ""), (("钱某甲", "书记", 1), "")], []),  # in the list twice
        ("孙某丙、钱某甲、赵某乙。", [(THIRD, ""), (SECOND, ""), (CHIEF, "")],
         [(5, LINE, "名单里钱某甲（总经理）在孙某丙（副总经理）之前"), (9, LINE, "名单里赵某乙（董事长）在钱某甲（总经理）之前")]),
        ("钱某甲、孙某丙、赵某乙。", [(SECOND, ""), (THIRD, ""), (CHIEF, "")], [(9, LINE, "名单里赵某乙（董事长）在孙某丙（副总经理）之前")]),
    ],
)  # fmt: skip
def test_posts_and_the_order_of_people(
    line: str, named: list[tuple[tuple[str, str, int], str]], found: list[tuple[int, str, str]]
) -> None:
    got = told(posts_with_names, f"{line}\n", *persons(line, *named))
    assert [(each.at.column, each.what, each.why) for each in got] == found
    assert {(each.mend, each.code) for each in got} <= {(mend("E005"), "E005")}


def test_people_in_two_lines_are_not_in_order() -> None:
    hits = (
        hit("person", FIRST, 1, "钱某甲", right="总经理", rank=2),
        hit("person", FIRST + 1, 5, "赵某乙", right="董事长", rank=1),
    )
    assert told(posts_with_names, "钱某甲、\n钱某甲、赵某乙\n", *hits) == []


def test_lines_of_the_lists() -> None:
    registers = read_registers({name: text for name, text in BASE.items() if "/" not in name}, "content", [])
    assert registers is not None
    wording = {SHIPPED: "错\t对\n", "a.tsv": "wrong\tright\tgrade\twhy\n跟进度\t进度\tgrave\t错字\n", "b.tsv": "甲\n"}
    case = SiteCase(registers=registers, folder="content", trees={}, slugs={}, pages={}, wording=wording)
    found = list(lists_of_wording.findings(case))
    assert [(f.code, f.severity, f.at.path, f.at.line, f.what) for f in found] == [
        ("S009", "error", "content/wording/a.tsv", 2, "不认识的 grade grave"),
        ("S009", "error", "content/wording/b.tsv", 1, "词表的第一行不对"),
    ]
    assert [(f.why, f.mend) for f in found] == [
        ("可以是 error、warning", "改成上面的一种"),
        ("第一行应是 wrong right grade why（可加 where），或 post name，各栏之间是制表符", "照样改写第一行"),
    ]
