"""What speaks for a numbered line as an item or a category, and the plan that comes of it."""
# ruff: noqa: E501  one case a row

from collections.abc import Sequence

import pytest

from site_builder.importing.lines.manuscript import Line
from site_builder.importing.structure.section_plan import Weigher, plan_of
from site_builder.importing.structure.tree import Node, grow, number_marks
from site_builder.records.vocabulary import Kind


def tree(text: str) -> tuple[tuple[Line, ...], Node]:
    lines = tuple(Line(number, words) for number, words in enumerate(text.split("\n"), 1))
    return lines, grow(lines, number_marks(lines))


def scores(kind: Kind, text: str) -> list[str]:
    """Of each node its line, its score as an item with the evidence, as a category (from that of its group), and its use."""
    lines, root = tree(text)
    weigher = Weigher(lines, root, kind)
    told = []

    def tell(nodes: Sequence[Node]) -> None:
        for node in nodes:
            worth, category = weigher.item(node), weigher.category(node)
            parts = " ".join(f"{weight:+}{why}" for weight, why in weigher.reasons[node.head])
            group = f" category {category:.1f} of {weigher.group(node):.1f}" if category > -1e8 else ""
            told.append(f"{node.head + 1} item {worth:.1f} {parts}{group} → {weigher.use(node)}")
            tell(node.children)

    tell(root.children)
    return told


def plan(kind: Kind, text: str) -> list[str]:
    """Of each section its heading, role, lines and nodes (the line of each, with its use); then margin and reasons."""
    lines, root = tree(text)
    found = plan_of(lines, root, kind)

    def named(nodes: Sequence[Node]) -> str:
        return " ".join(
            f"{n.head + 1}{found.uses.get(n.head, '?')[:1]}"
            + (f"({named(n.children)})" if found.uses.get(n.head) == "category" else "")
            for n in nodes
        )

    told = [
        f"{each.node.head + 1 if each.node else '-'} {each.role} {each.lines.start + 1}-{each.lines.stop} {named(each.nodes)}".strip()
        for each in found.sections
    ]
    return [*told, f"{found.margin:.1f} " + " ".join(f"{count}{why}" for count, why in found.reasons)]


@pytest.mark.parametrize(
    ("kind", "text", "told"),
    [
        ('rectification', '1.关于“票据混乱”问题\n整改情况：已清理。', ['1 item 4.5 +3.0写作一个问题 +1.5下面有整改情况 → item']),
        ('rectification', '1.关于“票据混乱”问题', ['1 item 2.4 +3.0写作一个问题 -0.6下面没有文字 → item']),
        ('rectification', '1.票据管理不规范\n存在问题：甲。', ['1 item 3.5 +2.5说的是不足 +1.0下面有情况说明 → item']),
        ('rectification', '1.票据管理不规范，登记不及时，核对不严格，归档不完整，责任不落实，制度不健全，培训不到位，检查不深入，台账不清楚，问责不严肃，执行不坚决，整改不彻底，培训走过场，检查不深不透\n有关部门已经按照要求完成了整改。', ['1 item 3.1 +2.5说的是不足 +0.6下面有文字 → item']),
        ('rectification', '1.票据管理不规范。已经清理。', ['1 item 1.9 +2.5说的是不足 -0.6下面没有文字 → item']),
        ('rectification', '1.票据登记不及时；票据混乱；台账缺失，已经逐本核对清理完毕。', ['1 item 0.4 +1.0说的是不足 -0.6下面没有文字 → item']),
        ('rectification', '1.票据登记不及时。核对。', ['1 item 1.9 +2.5说的是不足 -0.6下面没有文字 → item']),
        ('rectification', '1.单位票据管理不规范。合同管理不规范，台账不清。', ['1 item 3.1 +2.5说的是不足 +0.6下面有文字 → item']),
        ('rectification', '1.完善票据管理制度，清理票据12本。', ['1 item -2.1 -1.5是整句，像措施 -0.6下面没有文字 → item']),
        ('rectification', '1.完善票据管理制度。', ['1 item -1.4 -0.8以句号结尾，像措施 -0.6下面没有文字 → item']),
        ('rectification', '1.完善票据管理制度。一是清理。', ['1 item 1.0 +1.0下面逐条列出措施 → item']),
        ('rectification', '1.完善票据管理制度；', ['1 item -1.4 -0.8以句号结尾，像措施 -0.6下面没有文字 → item']),
        ('rectification', '1.完善票据管理制度\n一是清理。', ['1 item 1.0 +1.0下面逐条列出措施 category -5.4 of -5.4 → item', '2 item -5.4 -4.0一是、二是 -0.8以句号结尾，像措施 -0.6下面没有文字 → item']),
        ('rectification', '1.完善票据管理制度\n第一，清理。', ['1 item 1.0 +1.0下面逐条列出措施 category -5.4 of -5.4 → item', '2 item -5.4 -4.0一是、二是 -0.8以句号结尾，像措施 -0.6下面没有文字 → item']),
        ('rectification', '1.资金管理方面\n甲', ['1 item -1.4 -0.8写作一个方面 -0.6下面没有文字 → item']),
        ('rectification', '1.资金管理方面\n（1）关于“票据混乱”问题\n已清理。\n（2）关于“合同混乱”问题\n已清理。', ['1 item -2.5 -2.5写作一个方面 category 6.8 of 4.8 → category', '2 item 2.4 +3.0写作一个问题 -0.6下面没有文字 → item', '4 item 2.4 +3.0写作一个问题 -0.6下面没有文字 → item']),
        ('rectification', '1.资金管理方面\n一是清理。\n二是核对。', ['1 item 0.2 -0.8写作一个方面 +1.0下面逐条列出措施 category -11.0 of -13.0 → item', '2 item -5.4 -4.0一是、二是 -0.8以句号结尾，像措施 -0.6下面没有文字 → item', '3 item -7.6 -4.0一是、二是 -3.0只有程序性用语 -0.6下面没有文字 → item']),
        ('rectification', '一、巡察反馈问题整改落实情况\n甲', ['1 item -3.6 -3.0只有程序性用语 -0.6下面没有文字 → item']),
        ('rectification', '一、存在问题：票据混乱\n甲', ['1 item 2.4 +3.0写明“存在问题” -0.6下面没有文字 → item']),
        ('rectification', '一是清理票据\n二是核对', ['1 item -4.6 -4.0一是、二是 -0.6下面没有文字 → item', '2 item -7.6 -4.0一是、二是 -3.0只有程序性用语 -0.6下面没有文字 → item']),
        ('work-report', '一是清理票据。\n二是核对台账。', ['1 item 0.1 +1.5逐条列出的任务 -0.8以句号结尾，像措施 -0.6下面没有文字 → item', '2 item 0.1 +1.5逐条列出的任务 -0.8以句号结尾，像措施 -0.6下面没有文字 → item']),
        ('work-report', '第一，清理票据。\n第二，核对台账。', ['1 item -5.4 -4.0一是、二是 -0.8以句号结尾，像措施 -0.6下面没有文字 → item', '2 item -5.4 -4.0一是、二是 -0.8以句号结尾，像措施 -0.6下面没有文字 → item']),
        ('rectification', '问题1：票据混乱\n甲', ['1 item 4.9 +3.0标明是问题、任务 +2.5说的是不足 -0.6下面没有文字 → item']),
        ('rectification', '受理编号：X001\n甲', ['1 item 3.4 +4.0受理编号 -0.6下面没有文字 → item']),
        ('rectification', '关于“票据混乱”问题\n甲', ['1 item 3.4 +1.0关于“…”问题 +3.0写作一个问题 -0.6下面没有文字 → item']),
        ('rectification', '①甲。②乙。', ['1 item -6.6 -3.0一段里逐条列出 -3.0只有程序性用语 -0.6下面没有文字 → item']),
        ('rectification', '1.1清理：①甲。②乙。', ['1 item -0.6 -0.6下面没有文字 → item']),
        ('rectification', '1.1.1清理：①甲。②乙。', ['1 item -3.6 -3.0一段里逐条列出 -0.6下面没有文字 → item']),
        ('rectification', '1.1 ①甲。②乙。', ['1 item -0.6 -0.6下面没有文字 → item']),
        ('rectification', '（1）清理：①甲。②乙。', ['1 item -3.6 -3.0一段里逐条列出 -0.6下面没有文字 → item']),
        ('rectification', '一、提高政治站位，强化组织领导\n甲', ['1 item -2.1 -1.5像分节标题 -0.6下面没有文字 → item']),
        ('rectification', '三、下一步工作打算\n甲', ['1 item -2.1 -1.5像分节标题 -0.6下面没有文字 → item']),
        ('rectification', '三、关于“持续巩固整改成果不力”问题\n甲', ['1 item 2.4 +3.0写作一个问题 -0.6下面没有文字 → item']),
        ('rectification', '1.完善票据管理制度。（责任单位：财务科）', ['1 item -0.6 -0.6下面没有文字 → item']),
        ('rectification', '1.完善票据管理制度。(责任单位:财务科)', ['1 item -0.6 -0.6下面没有文字 → item']),
        ('rectification', '1.完善票据管理制度。责任单位：财务科', ['1 item 1.5 +1.5下面有整改情况 → item']),
        ('rectification', '1.完善票据管理制度。\n责任单位：财务科', ['1 item -1.4 -0.8以句号结尾，像措施 -0.6下面没有文字 → item']),
        ('rectification', '1.完善票据管理制度\n责任单位：财务科', ['1 item 1.5 +1.5下面有整改情况 → item']),
        ('rectification', '1.票据管理混乱。\n责任单位：财务科', ['1 item 4.0 +2.5说的是不足 +1.5下面有整改情况 → item']),
        ('rectification', '1.完善票据管理制度\n整改成效：票据齐全。', ['1 item -0.6 -0.6下面没有文字 → item']),
        ('rectification', '1.完善票据管理制度\n这里有一段足够长的文字说明。', ['1 item 0.6 +0.6下面有文字 → item']),
        ('rectification', '1.完善票据管理制度\n这里有一段足够长的文字', ['1 item -0.6 -0.6下面没有文字 → item']),
        ('rectification', '1.完善票据管理制度\n一二三四五六七八九十一二三', ['1 item 0.6 +0.6下面有文字 → item']),
        ('rectification', '1.完善票据管理制度\n一二三四五六七八九十一二', ['1 item -0.6 -0.6下面没有文字 → item']),
        ('rectification', '1.完善票据管理制度\n这里有一段足够长的文字说明：', ['1 item -0.6 -0.6下面没有文字 → item']),
        ('rectification', '1.完善票据管理制度\n①清理。②核对。', ['1 item 0.0  category -3.6 of -3.6 → item', '2 item -3.6 -3.0一段里逐条列出 -0.6下面没有文字 → item']),
        ('rectification', '1.完善票据管理制度\n甲：①清理。②核对。', ['1 item 1.0 +1.0下面逐条列出措施 → item']),
        ('rectification', '1.票据\n甲\n乙\n丙\n丁\n戊\n己\n庚\n整改情况：已改。', ['1 item 1.5 +1.5下面有整改情况 → item']),
        ('rectification', '1.票据\n甲\n乙\n丙\n丁\n戊\n己\n庚\n辛\n整改情况：已改。', ['1 item -0.6 -0.6下面没有文字 → item']),
        ('rectification', '（一）资金方面\n1.甲不规范\n已改。\n2.乙不规范\n已改。\n（二）队伍方面\n3.丙不规范\n已改。', ['1 item -2.5 -2.5写作一个方面 category 12.3 of 7.8 → category', '2 item 3.9 +2.0编号在各组之间连续 +2.5说的是不足 -0.6下面没有文字 → item', '4 item 3.9 +2.0编号在各组之间连续 +2.5说的是不足 -0.6下面没有文字 → item', '6 item -2.5 -2.5写作一个方面 category 8.4 of 3.9 → category', '7 item 3.9 +2.0编号在各组之间连续 +2.5说的是不足 -0.6下面没有文字 → item']),
        ('rectification', '一、甲方面\n（一）关于“票据混乱”问题\n1.关于“合同混乱”问题\n已清理。\n（二）关于“台账混乱”问题\n已清理。\n（三）关于“归档混乱”问题\n已清理。', ['1 item -2.5 -2.5写作一个方面 category 9.8 of 7.8 → category', '2 item 3.0 +3.0写作一个问题 category 2.4 of 2.4 → item', '3 item 2.4 +3.0写作一个问题 -0.6下面没有文字 → item', '5 item 2.4 +3.0写作一个问题 -0.6下面没有文字 → item', '7 item 2.4 +3.0写作一个问题 -0.6下面没有文字 → item']),
        ('rectification', '（一）关于“票据混乱”问题\n1.合同混乱\n已清理有关合同十二份。\n2.票据混乱\n已清理有关票据十二本。\n（二）关于“台账混乱”问题\n已清理。', ['1 item 3.0 +3.0写作一个问题 category 3.8 of 3.8 → category', '2 item 1.9 +2.5说的是不足 -0.6下面没有文字 → item', '4 item 1.9 +2.5说的是不足 -0.6下面没有文字 → item', '6 item 2.4 +3.0写作一个问题 -0.6下面没有文字 → item']),
        ('rectification', '（一）票据管理混乱\n1.清理票据\n2.核对台账\n3.合同管理混乱', ['1 item 2.5 +2.5说的是不足 category -1.3 of 0.7 → item', '2 item -0.6 -0.6下面没有文字 → item', '3 item -0.6 -0.6下面没有文字 → item', '4 item 1.9 +2.5说的是不足 -0.6下面没有文字 → item']),
        ('rectification', '（一）票据管理混乱\n1.票据登记混乱\n2.票据核对混乱\n3.清理票据', ['1 item 2.5 +2.5说的是不足 category 1.2 of 3.2 → item', '2 item 1.9 +2.5说的是不足 -0.6下面没有文字 → item', '3 item 1.9 +2.5说的是不足 -0.6下面没有文字 → item', '4 item -0.6 -0.6下面没有文字 → item']),
        ('rectification', '（一）票据管理\n整改情况：已改。\n甲\n乙\n丙\n1.票据登记混乱\n甲乙\n2.票据核对混乱\n甲乙', ['1 item 1.5 +1.5下面有整改情况 category 0.3 of 3.8 → item', '6 item 1.9 +2.5说的是不足 -0.6下面没有文字 → item', '8 item 1.9 +2.5说的是不足 -0.6下面没有文字 → item']),
        ('rectification', '（一）有关问题整改情况\n甲\n1.票据登记混乱\n甲乙\n2.票据核对混乱\n甲乙', ['1 item 3.0 +3.0写作一个问题 category 3.5 of 3.8 → category', '3 item 1.9 +2.5说的是不足 -0.6下面没有文字 → item', '5 item 1.9 +2.5说的是不足 -0.6下面没有文字 → item']),
        ('rectification', '（一）票据管理很好。合同也好。\n1.票据登记混乱\n甲乙\n2.票据核对混乱\n甲乙', ['1 item 0.0  category 1.8 of 3.8 → category', '2 item 1.9 +2.5说的是不足 -0.6下面没有文字 → item', '4 item 1.9 +2.5说的是不足 -0.6下面没有文字 → item']),
    ],
)  # fmt: skip
def test_scores(kind: Kind, text: str, told: list[str]) -> None:
    assert scores(kind, text) == told


@pytest.mark.parametrize(
    ("kind", "text", "told"),
    [
        ('rectification', '前言。\n一、组织整改情况\n领导小组。\n二、反馈问题整改情况\n（一）资金方面\n1.关于“票据混乱”问题\n已清理。\n2.关于“合同混乱”问题\n已清理。\n（二）队伍方面\n1.关于“培训走过场”问题\n已培训。\n三、下一步打算\n持续巩固。', ['- other 1-1', '2 leadership 3-3', '4 problems 5-12 5c(6i 8i) 10c(11i)', '13 next-steps 14-14', '99.0 3写作一个问题']),
        ('rectification', '1.关于“票据混乱”问题\n已清理。\n2.关于“合同混乱”问题\n已清理。\n3.下一步打算\n持续。', ['- other 1-0', '- problems 1-4 1i 3i', '5 next-steps 6-6', '4.7 2写作一个问题']),
        ('rectification', '一、关于“票据混乱”问题\n已清理。\n二、关于“合同混乱”问题\n已清理。\n三、下一步打算\n持续巩固成果。', ['- other 1-0', '- problems 1-4 1i 3i', '5 next-steps 6-6', '4.7 2写作一个问题']),
        ('rectification', '一、票据管理\n1.票据登记混乱\n已清理票据十二本。\n2.票据核对混乱\n已核对台账十二本。\n二、有关要求\n1.票据登记混乱\n甲', ['- other 1-0', '1 problems 2-5 2i 4i', '6 other 7-8', '99.0 2说的是不足']),
        ('rectification', '第一部分 整改情况\n一、履行主体责任情况\n领导小组。\n二、反馈问题整改情况\n1.关于“票据混乱”问题\n已清理。\n第二部分 下步打算\n持续。', ['- other 1-0', '1 problems 2-1', '2 leadership 3-3', '4 problems 5-6 5i', '7 next-steps 8-8', '99.0 1写作一个问题']),
        ('rectification', '第一部分 整改情况\n一、反馈问题整改情况\n1.关于“票据混乱”问题\n已清理。\n第二部分 下步打算\n持续。', ['- other 1-0', '1 problems 2-4 2c(3i)', '5 next-steps 6-6', '99.0 1写作一个问题']),
        ('rectification', '一、强化责任\n1.成立领导小组\n已成立。\n二、主要问题整改情况\n1.关于“票据混乱”问题\n已清理。\n三、其他\n持续巩固，常态抓好，举一反三。', ['- other 1-0', '1 other 2-3', '4 problems 5-6 5i', '7 next-steps 8-8', '99.0 1写作一个问题']),
        ('rectification', '一、情况\n领导小组第一时间召开专题会，高度重视。\n二、反馈问题整改情况\n1.关于“票据混乱”问题\n已清理。\n三、其他\n下一步持续巩固，常态抓好，举一反三。', ['- other 1-0', '1 leadership 2-2', '3 problems 4-5 4i', '6 next-steps 7-7', '99.0 1写作一个问题']),
        ('rectification', '附件1：整改清单\n1.关于“票据混乱”问题\n已清理。\n附件2：问题清单\n2.关于“合同混乱”问题\n已清理。', ['- other 1-0', '- problems 1-6 1c(2i) 4c(5i)', '7.0 2编号在各组之间连续 2写作一个问题']),
        ('rectification', '一、存在问题\n票据混乱。\n二、整改措施\n清理票据。\n三、整改情况\n已清理。\n四、其他\n甲', ['- other 1-0', '- problems 1-6 1i', '7 other 8-8', '99.0 1各节写的是同一个问题的整改']),
        ('rectification', '一、基本情况\n甲\n二、反馈问题\n票据混乱。\n三、整改目标\n清理。\n四、整改措施\n清理票据。\n五、整改成效\n已清理。\n六、联系\n乙', ['- other 1-0', '1 other 2-2', '- problems 3-10 3i', '11 other 12-12', '99.0 1各节写的是同一个问题的整改']),
        ('rectification', '一、存在问题\n票据混乱。\n二、整改目标\n清理票据。\n三、整改情况\n已清理。', ['- other 1-0', '1 problems 2-2', '3 other 4-4', '5 problems 6-6', '11.8 ']),
        ('rectification', '一、存在问题\n票据混乱。\n二、整改措施\n清理票据。\n三、责任单位\n甲', ['- other 1-0', '1 problems 2-2', '3 problems 4-4', '5 other 6-6', '11.8 ']),
        ('rectification', '一、整改目标\n票据混乱。\n二、整改措施\n清理票据。\n三、整改情况\n甲', ['- other 1-0', '1 other 2-2', '3 problems 4-4', '5 problems 6-6', '11.8 ']),
        ('closure', '一、反馈问题\n1.关于“票据混乱”问题\n甲\n二、整改落实情况\n1.清理票据。\n2.核对台账。', ['- other 1-0', '1 problems 2-3 2i', '4 summary 5-6', '99.0 1写作一个问题']),
        ('closure', '一、整改任务\n1.关于“票据混乱”问题\n甲\n二、整改完成情况\n1.关于“票据混乱”问题\n已清理。', ['- other 1-0', '1 problems 2-3 2i', '4 problems 5-6 5i', '99.0 2写作一个问题']),
        ('rectification', '一、反馈问题\n1.关于“票据混乱”问题\n甲\n二、整改落实情况\n1.清理票据。\n2.核对台账。', ['- other 1-0', '1 problems 2-3 2i', '4 problems 5-6 5i 6i', '99.0 1写作一个问题']),
        ('action-plan', '一、总体要求\n甲\n二、整改任务\n1.票据管理混乱\n整改措施：清理。\n三、工作步骤\n1.制定方案\n甲\n四、组织保障\n1.加强领导\n甲', ['- other 1-0', '1 plan 2-2', '3 problems 4-5 4i', '6 plan 7-8', '9 other 10-11', '99.0 1说的是不足 1下面有整改情况']),
        ('action-plan', '一、主要任务\n甲乙丙\n二、保障\n丁', ['- other 1-0', '1 plan 2-2', '3 other 4-4', '6.2 ']),
        ('work-report', '一、2023年工作总结\n1.清理票据\n已清理。\n二、2024年工作安排\n1.核对台账\n要核对。\n2.完善制度\n要完善。', ['- other 1-0', '1 summary 2-3', '4 plan 5-8 5i 7i', '99.0 ']),
        ('work-report', '一、有关情况\n1.核对台账\n要核对有关票据和台账。\n2.完善制度\n要完善有关票据的制度。', ['- other 1-0', '1 other 2-5', '0.0 ']),
        ('work-report', '1.清理票据\n要清理有关票据和有关台账。\n2.核对台账\n要核对有关票据和有关台账。', ['- other 1-0', '- plan 1-4 1i 3i', '1.2 2下面有文字']),
        ('rectification', '1.清理票据\n要清理有关票据和有关台账。\n2.核对台账\n要核对有关票据和有关台账。', ['- other 1-0', '- problems 1-4 1i 3i', '1.2 2下面有文字']),
        ('rectification', '前言。\n（一）清理票据\n1.登记\n要清理有关票据和有关台账。\n2.核对\n要核对有关票据和有关台账。\n（二）核对台账\n要核对有关票据和有关台账。', ['- other 1-1', '- problems 2-8 2i 7i', '0.6 1下面有文字']),
        ('rectification', '（一）关于“票据混乱”问题\n1.合同混乱\n已清理有关合同十二份。\n2.票据混乱\n已清理有关票据十二本。\n（二）关于“台账混乱”问题\n已清理。', ['- other 1-0', '- problems 1-7 1c(2i 4i) 6i', '3.7 2说的是不足 1写作一个问题']),
        ('rectification', '（一）关于“票据混乱”问题\n甲\n1.合同混乱\n已清理有关合同十二份。\n2.票据混乱\n已清理有关票据十二本。\n（二）关于“台账混乱”问题\n已清理。', ['- other 1-0', '- problems 1-8 1i 7i', '3.6 2写作一个问题']),
        ('rectification', '甲\n乙', ['- other 1-2', '99.0 ']),
        ('rectification', '一、票据管理混乱\n1.清理票据\n甲\n二、合同管理混乱\n1.清理合同\n乙', ['- other 1-0', '- problems 1-6 1i 4i', '9.0 2说的是不足']),
        ('rectification', '（一）关于“票据混乱”问题\n1.清理票据。\n2.核对台账。\n（二）合同方面\n1.关于“合同混乱”问题\n已清理。\n2.关于“归档混乱”问题\n已清理。', ['- other 1-0', '- problems 1-8 1i 4c(5i 7i)', '4.3 3写作一个问题']),
        ('rectification', '（一）关于“票据混乱”问题\n已清理。\n（二）关于“台账混乱”问题\n已清理。\n（三）合同方面\n1.关于“合同混乱”问题\n已清理。', ['- other 1-0', '- problems 1-7 1i 3i 5c(6i)', '8.1 3写作一个问题']),
        ('rectification', '一、强化责任\n1.成立小组\n整改情况：已成立有关小组。\n2.完善制度\n整改情况：已完善有关制度。\n二、主要问题整改情况\n1.关于“票据混乱”问题\n已清理。', ['- other 1-0', '1 other 2-5', '6 problems 7-8 7i', '99.0 1写作一个问题']),
        ('rectification', '一、资金方面\n1.成立小组\n整改情况：已成立有关小组。\n2.完善制度\n整改情况：已完善有关制度。\n二、主要问题整改情况\n1.关于“票据混乱”问题\n已清理。', ['- other 1-0', '1 problems 2-5 2i 4i', '6 problems 7-8 7i', '99.0 2下面有整改情况 1写作一个问题']),
        ('rectification', '一、主要问题整改情况\n1.关于“票据混乱”问题\n已清理。\n二、强化责任\n1.成立小组\n整改情况：已成立有关小组。\n2.完善制度\n整改情况：已完善有关制度。', ['- other 1-0', '1 problems 2-3 2i', '4 problems 5-8 5i 7i', '99.0 2下面有整改情况 1写作一个问题']),
        ('rectification', '一、资金方面\n1.关于“票据混乱”问题\n已清理。\n二、队伍方面\n2.关于“合同混乱”问题\n已清理。', ['- other 1-0', '1 problems 2-3 2i', '4 problems 5-6 5i', '99.0 2编号在各组之间连续 2写作一个问题']),
    ],
)  # fmt: skip
def test_plans(kind: Kind, text: str, told: list[str]) -> None:
    assert plan(kind, text) == told
