"""Numbers of lines, the tree that grows from them, numbers that count on, and headings that nothing counts."""
# ruff: noqa: E501  one case a row

from collections.abc import Sequence

import pytest

from site_builder.importing.structure.counting import counting_on
from site_builder.importing.structure.groups import in_groups
from site_builder.importing.structure.tree import Marks, Node, grow, number_marks, with_bare_headings, with_labels
from tests.importing.structure.written import lines


def shown(node: Node) -> str:
    """The lines of a node (from 1), its own lines in [], and its children."""
    inner = " ".join(shown(each) for each in node.children)
    own = f"[{node.own.start + 1}-{node.own.stop}]" if len(node.own) else ""
    return f"{node.head + 1}-{node.stop}{own}" + (f"({inner})" if inner else "")


def tree(text: str) -> Node:
    made = lines(text)
    return grow(made, number_marks(made))


def named(marks: Marks) -> str:
    """The system and value of the number of each line; behind a label in ()."""

    def of(at: Sequence[object]) -> list[str]:
        return [f"{each.rank.name}{each.value}" if each else "-" for each in at]  # type: ignore[attr-defined]

    return " ".join(a if b == "-" else f"{a}({b})" for a, b in zip(of(marks.at), of(marks.behind), strict=True))


def with_groups(text: str) -> str:
    made = lines(text)
    root = tree(text)
    before, nodes = in_groups(made, root.own, root.children)
    return f"{before.start + 1}-{before.stop} " + " ".join(shown(each) for each in nodes)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('一、甲\n（一）乙\n1.丙\n（1）丁\n①戊\n一是己\n庚', 'COMMA1 BRACKET1 DOT1 SMALL1 CIRCLE1 IS1 -'),
        ('#甲\n##乙\n###丙\n####丁\n#####戊\n######己', 'PART0 COMMA0 BRACKET0 DOT0 SMALL0 CIRCLE0'),
        ('##一、甲\n附件1：清单甲乙\n附件2 甲', 'COMMA1 PART0 -'),
        ('1.甲|乙\n甲|乙', '- -'),
        ('关于“票据混乱”问题\n甲', 'UNNUMBERED0 -'),
        ('整改情况：一是甲。\n整改情况：甲\n整改情况： 1.甲\n整改情况：一是甲|乙', '-(IS1) - -(DOT1) -'),
        ('(1)甲\n1)乙\n2)丙\n(2)丁\n1)戊', 'SMALL1 HALF1 HALF2 SMALL2 HALF1'),
        ('(1)甲\n2)乙\n(3)丙', 'SMALL1 SMALL2 SMALL3'),
        ('1.甲\n1、乙\n2、丙\n2.丁', 'INNER_DOT1 DOT1 DOT2 INNER_DOT2'),
        ('1.甲\n2、乙\n3.丙', 'DOT1 DOT2 DOT3'),
        ('1.甲\n整改情况：1、乙\n整改情况：2、丙\n2.丁', 'INNER_DOT1 -(DOT1) -(DOT2) INNER_DOT2'),
        ('1)甲\n2)乙', 'SMALL1 SMALL2'),
        ('1.甲\n5、乙', 'DOT1 DOT5'),
    ],
)  # fmt: skip
def test_marks(text: str, told: str) -> None:
    assert named(number_marks(lines(text))) == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('整改任务：甲\n1.甲\n存在问题：乙\n存在问题：|乙\n整改任务：', 'CASE0 DOT1 CASE0 - -'),
    ],
)  # fmt: skip
def test_labels(text: str, told: str) -> None:
    assert named(with_labels(lines(text), number_marks(lines(text)))) == told


CLOSED = "此项正按计划推进。\n"
UNDER = f"已完善有关制度并开展专项检查，清理有关材料十二本，情况良好，长期坚持。\n{CLOSED}"
SENTENCES = "".join(f"{words}。\n{UNDER}" for words in ("票据登记混乱", "合同签订混乱", "台账归档混乱"))
CURED = f"完善票据制度。\n{UNDER}"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('票据管理混乱\n已完善票据领用登记并开展专项检查，清理票据十二本，情况良好，长期坚持。\n完善票据\n已改。', 'UNNUMBERED0 - - -'),
        ('票据管理混乱\n合同管理混乱\n已改。', 'UNNUMBERED0 - -'),
        ('存在问题整改情况\n已完善票据领用登记并开展专项检查，清理票据十二本，情况良好，长期坚持。', 'COMMA0 -'),
        ('一、甲\n存在问题整改情况\n已完善票据领用登记并开展专项检查，清理票据十二本，情况良好，长期坚持。', 'COMMA1 - -'),
        ('存在问题整改情况\n票据管理混乱\n已完善票据领用登记并开展专项检查，清理票据十二本，情况良好，长期坚持。\n下一步工作打算\n已完善票据领用登记并开展专项检查，清理票据十二本，情况良好，长期坚持。', 'COMMA0 UNNUMBERED0 - COMMA0 -'),
        ('1.票据管理混乱\n票据管理混乱\n已改', 'DOT1 - -'),
        ('票据混乱\n合同不规范', '- -'),
        ('票据混乱了\n合同不规范', 'UNNUMBERED0 -'),
        ('票据2管理混乱\n合同管理混乱', '- -'),
        ('（票据管理混乱\n合同管理混乱', '- -'),
        ('票据管理混乱|\n合同管理混乱', '- -'),
        ("票" * 42 + "混乱\n合同管理混乱\n甲", 'UNNUMBERED0 - -'),
        ("票" * 43 + "混乱\n合同管理混乱\n甲", '- - -'),
        ('票据混乱\n合同管理混乱\n甲', '- - -'),
        ('据混乱了\n合同管理混乱\n甲', '- - -'),
        ('云州市混乱园林局\n合同管理混乱\n合同管理混乱', '- UNNUMBERED0 -'),
        (f'财务管理方面\n{SENTENCES}', f'BRACKET0 {"UNNUMBERED0 - - " * 3}-'),
        (f'财务管理方面\n{SENTENCES}{CURED}', f'BRACKET0 {"UNNUMBERED0 - - " * 4}-'),
        (f'财务管理方面\n{SENTENCES}{CURED * 3}', f'BRACKET0 {"UNNUMBERED0 - - " * 6}-'),
        (f'财务管理方面\n{SENTENCES}{CURED * 4}', '- ' * 22 + '-'),  # most of them state no fault
        (f'财务管理方面\n{SENTENCES[: SENTENCES.rindex("台账")]}', '- ' * 7 + '-'),  # three at least
        (SENTENCES, '- ' * 9 + '-'),  # the first stands behind nothing
        (f'财务管理方面\n{SENTENCES.replace(CLOSED, "")}', '- ' * 7 + '-'),
    ],
)  # fmt: skip
def test_bare(text: str, told: str) -> None:
    assert named(with_bare_headings(lines(text), number_marks(lines(text)))) == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('甲\n一、乙\n丙\n（一）丁\n戊\n（二）己\n二、庚\n辛', '0-8[1-1](2-6[3-3](4-5[5-5] 6-6) 7-8[8-8])'),
        ('1.甲\n（1）乙\n（2）丙\n2.丁\n（1）戊', '0-5(1-3(2-2 3-3) 4-5(5-5))'),
        ('（一）甲\n1.乙\n2.丙\n（二）丁\n3.戊', '0-5(1-3(2-2 3-3) 4-5(5-5))'),
        ('1.甲\n（一）乙\n（二）丙\n2.丁\n（一）戊', '0-5(1-3(2-2 3-3) 4-5(5-5))'),
        ('甲\n乙', '0-2[1-2]'),
        ('', '0-1[1-1]'),
        ('一是甲\n二是乙', '0-2(1-1 2-2)'),
        ('1.甲\n一是乙\n二是丙\n2.丁\n一是戊', '0-5(1-3(2-2 3-3) 4-5(5-5))'),
        ('一是甲\n1.乙\n二是丙\n2.丁', '0-4[1-1](2-3(3-3) 4-4)'),
        ('1.甲\n2.乙\n6.丙\n20.丁\n3.戊', '0-5(1-1 2-4(3-4(4-4)) 5-5)'),
        ('1.甲\n5.乙\n4.丙', '0-3(1-2(2-2) 3-3)'),
        ('1.甲\n2.乙\n5.丙\n9.丁\n10.戊', '0-5(1-1 2-2 3-5(4-4 5-5))'),
        ('第8项：甲\n第19项：乙', '0-2(1-1 2-2)'),
        ('1.票据管理混乱\n1.已清理票据，并核对台账。\n2.已核对台账，并完善制度。\n2.合同管理混乱\n1.已清理合同，并核对。', '0-5(1-1 2-2 3-3 4-4 5-5)'),
        ('1.票据\n1.已清理。并核对。\n2.已归档。并移交。\n2.合同\n1.已清理。并核对。', '0-5(1-3(2-2 3-3) 4-5(5-5))'),
        ('1.甲\n1.乙\n2.丙', '0-3(1-1 2-2 3-3)'),
        ('1.票据\n1.合同。甲。\n1.归档', '0-3(1-1 2-2 3-3)'),
        ('1.票据\n1.已清理，并核对。\n3.合同', '0-3(1-1 2-2 3-3)'),
        ('##甲\n###乙\n###丙\n##丁', '0-4(1-3(2-2 3-3) 4-4)'),
        ('关于“票据混乱”问题\n甲\n关于“合同混乱”问题\n乙', '0-4(1-2[2-2] 3-4[4-4])'),
        ('整改情况：1.甲\n2.乙\n3.丙', '0-3[1-1](2-2 3-3)'),
        ('二、甲\n三、乙', '0-2(1-1 2-2)'),
        ('附件1：整改清单\n1.甲\n附件2：问题清单\n1.乙', '0-4(1-2(2-2) 3-4(4-4))'),
    ],
)  # fmt: skip
def test_trees(text: str, told: str) -> None:
    assert shown(tree(text)) == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('（一）甲\n1.乙\n2.丙\n（二）丁\n3.戊\n4.己', ([1, 4], [2, 3, 5, 6])),
        ('（一）甲\n1.乙\n（二）丁\n1.戊', ([], [])),
        ('（一）甲\n2.乙\n（二）丁\n3.戊', ([], [])),
        ('（一）甲\n1.乙\n（二）丙\n（三）丁\n2.戊', ([1, 4], [2, 5])),
        ('（一）甲\n1.乙', ([], [])),
        ('一、甲\n（一）乙\n1.丙\n（二）丁\n2.戊\n二、己\n（一）庚\n1.辛\n（二）壬\n2.癸', ([2, 4, 7, 9], [3, 5, 8, 10])),
        ('（一）甲\n1.乙\n（二）丙\n2.丁\n（三）戊\n4.己', ([], [])),
        ('（一）甲\n1.乙\n（二）丙\n（2）丁', ([], [])),
    ],
)  # fmt: skip
def test_counted(text: str, told: tuple[list[int], list[int]]) -> None:
    assert tuple(sorted(head + 1 for head in each) for each in counting_on(tree(text))) == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('前言\n政治方面\n1.甲\n乙\n财务方面\n2.丙\n丁', '1-1 2-4(3-4[4-5]) 5-7(6-7[7-7])'),
        ('政治方面\n1.甲\n2.乙\n财务方面\n3.丙\n队伍方面\n4.丁', '1-0 1-3(2-2 3-3[4-4]) 4-5(5-5[6-6]) 6-7(7-7)'),
        ('政治方面\n1.甲\n2.丙', '1-1 2-2 3-3'),
        ('1.甲\n财务方面\n2.丙\n队伍方面\n3.丁', '1-0 1-2[2-2] 3-4[4-4] 5-5'),
        ('政治方面。\n1.甲\n财务方面\n2.丙', '1-1 2-3[3-3] 4-4'),
        ("政治方面\n1.甲\n财务" + "务" * 36 + "方面\n2.丙", '1-0 1-2(2-2[3-3]) 3-4(4-4)'),
        ("政治方面\n1.甲\n财务" + "务" * 37 + "方面\n2.丙", '1-1 2-3[3-3] 4-4'),
        ('政治方面\n1.甲\n财务方面|\n2.丙', '1-1 2-3[3-3] 4-4'),
        ('政治方面\n1.甲方面\n2.丙', '1-1 2-2 3-3'),
        ('政治方面\n1.甲\n乙\n2.丙\n财务方面', '1-1 2-3[3-3] 4-5[5-5]'),
    ],
)  # fmt: skip
def test_groups(text: str, told: str) -> None:
    assert with_groups(text) == told
