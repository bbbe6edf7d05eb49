"""Where a name of elsewhere is underlined, and which words around it explain it."""

import pytest
from msgspec import structs

from site_builder.reader.readings import Hit, SecondReading
from site_builder.records.notice import read_notice
from site_builder.rules.rule import Case
from site_builder.rules.strangers import names_of_elsewhere
from tests.rules.space import BASE
from tests.rules.test_quotations import N, case_of

CASE = case_of()
FIRST = CASE.notice.body_line
HIT = Hit(kind="name", file="n", line=FIRST + 2, column=1, words="云岭市", why="organs.yaml 的 yunling")


def case_with(body: str, hit: Hit = HIT, region: str = "") -> Case:
    """The notice with another text. Takes   region: the place that its organ's name begins with"""
    head = BASE[N].partition("\n---\n")[0]
    notice = read_notice(CASE.notice.slug, f"{head}\n---\n{body}", None, CASE.folder, [])
    assert notice is not None and CASE.context.organ is not None
    organ = structs.replace(CASE.context.organ, name=f"{region}自来水公司", present_name=f"{region}自来水公司")
    context = structs.replace(CASE.context, organ=organ if region else CASE.context.organ)
    return CASE._replace(notice=notice, context=context, reading=SecondReading(hits=(hit,)))


def underlined(case: Case) -> list[tuple[int, int, int]]:
    """Line (from that of the text's first), column from 0, length."""
    return [
        (f.at.line - FIRST, f.at.column - 1, f.at.length)
        for f in names_of_elsewhere.findings(case)
        if f.at.path == case.notice.path
    ]


@pytest.mark.parametrize(
    ("line", "column"),  # None where the name is explained
    [
        ("云岭市已更换阀门", 0),
        ("在云岭市更换阀门", 1),
        ("更换的是云岭市", 4),
        ("会同云岭市更换阀门", None),
        ("会同有关方面，云岭市更换阀门", 7),  # explained in another clause
        ("会同有关方面,云岭市更换阀门", 7),
        ("会同有关方面：云岭市更换阀门", 7),
        ("会同有关方面、云岭市更换阀门", None),
        ("会同有关方面。云岭市更换阀门", 7),
        ("会同有关方面；云岭市更换阀门", 7),
        ("甲，乙，会同云岭市更换阀门", None),
        ("甲。会同云岭市更换阀门", None),
        ("云岭市的批复", None),
        ("云岭市 等地", None),
        ("云岭市甲的批复", 0),
        ("《云岭市条例》", None),
        ("“云岭市模式”", None),
        ("《条例》云岭市", 4),
        ("云岭市《条例》", None),
        ("云岭市甲《条例》", 0),
        ("甲《条例》和《办法》乙云岭市", 11),
        ("《条例》《云岭市办法》", None),
        ("会同云岭市和云岭市甲、云岭市乙", None),
        ("会同云岭市，云岭市甲", 6),  # the first is explained, the second is not
        ("云岭市甲，会同云岭市", 0),
        (f"会同{'甲' * 38}云岭市", None),
        (f"会同{'甲' * 39}云岭市", 41),  # too far before it
        ("没有这个地名", None),
    ],
)
def test_which_words_explain_a_name(line: str, column: int | None) -> None:
    found = underlined(case_with(f"\n\n{line}\n"))
    assert found == ([] if column is None else [(2, column, 3)])


@pytest.mark.parametrize(
    ("region", "line", "found"),
    [
        ("云岭市", "云岭市水务局已办理", False),  # an organ of the same place
        ("临溪市", "云岭市水务局已办理", True),
        ("云岭市", "云岭市水务局更换阀门", True),
        ("云岭市", "责任单位：云岭市水务局更换阀门", False),
        ("云岭市", "责任单位：甲，云岭市水务局更换阀门", True),
        ("云岭市", "责任单位:甲,云岭市水务局更换阀门", True),
        ("云岭市", "牵头单位 云岭市水务局，已更换", False),
        ("云岭市", f"云岭市水务局{'甲' * 11}已更换", False),
        ("云岭市", f"云岭市水务局{'甲' * 12}已更换", True),
        ("", "云岭市水务局已办理", True),
    ],
)
def test_an_organ_of_the_same_place(region: str, line: str, found: bool) -> None:
    hit = structs.replace(HIT, words="云岭市水务局")
    assert bool(underlined(case_with(f"\n\n{line}\n", hit, region))) == found


@pytest.mark.parametrize(
    ("hit", "found"),
    [
        (HIT, [(2, 1, 3)]),
        (structs.replace(HIT, kind="organ"), []),
        (structs.replace(HIT, file="l"), []),
        (structs.replace(HIT, line=FIRST), [(0, 0, 3)]),  # the first line of the text
        (structs.replace(HIT, line=FIRST - 1), []),  # of the head
        (structs.replace(HIT, line=FIRST + 3), [(3, 2, 3)]),  # the last line
        (structs.replace(HIT, line=FIRST + 4), []),
    ],
)
def test_where_a_name_is_looked_for(hit: Hit, found: list[tuple[int, int, int]]) -> None:
    assert underlined(case_with("云岭市甲\n\n在云岭市\n甲在云岭市", hit)) == found


def test_names_after_one_that_is_explained_are_told_too() -> None:
    case = case_with("\n\n会同云岭市更换\n在东湖区更换\n\n")
    hits = (structs.replace(HIT, kind="person"), HIT, structs.replace(HIT, line=FIRST + 3, words="东湖区"))
    assert underlined(case._replace(reading=SecondReading(hits=hits))) == [(3, 1, 3)]


def test_nothing_is_elsewhere_for_a_notice_without_an_organ() -> None:
    case = case_with("\n\n在云岭市更换\n")
    assert underlined(case._replace(context=structs.replace(case.context, organ=None))) == []
