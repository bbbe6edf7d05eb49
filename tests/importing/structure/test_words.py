"""What words and lines say: states of headings, kinds of lines, roles, speech acts, damage."""
# ruff: noqa: E501  one case a row

import pytest

from site_builder.importing.lines.manuscript import Line
from site_builder.importing.structure import evidence, phrases
from site_builder.importing.structure.acts import acts_of
from site_builder.importing.structure.blocks import DraftBlock, usual_states
from site_builder.importing.structure.choice import Weighed
from site_builder.importing.structure.damage import cut_off, doubts_about, garbled
from site_builder.importing.structure.found_only import finds_only
from site_builder.importing.structure.kinds import kind_of
from site_builder.importing.structure.roles import role_by_contents, role_of
from site_builder.importing.structure.settled import settled_states
from site_builder.records.vocabulary import Kind


def lines(text: str) -> tuple[Line, ...]:
    """A line that begins with signs # is a heading of that level; | parts cells."""
    made = []
    for number, words in enumerate(text.split("\n"), 1) if text else ():
        bare = words.lstrip("#")
        made.append(
            Line(number, bare.replace("|", "\t"), tuple(bare.split("|")) if "|" in bare else (), len(words) - len(bare))
        )
    return tuple(made)


def heading(words: str) -> str:
    """What it states, and which of the questions about headings it answers with yes."""
    asked = (
        phrases.undecided,
        phrases.generic,
        phrases.opens_item_unnumbered,
        phrases.labelled_problem,
        phrases.faulty,
        phrases.aspires,
        phrases.names_problem,
        phrases.names_aspect,
    )
    folded = lines(words)[0].folded
    return " ".join([phrases.states_of(words), *(each.__name__ for each in asked if each(folded))])


def line(text: str) -> str:
    """Which of the questions about lines it answers with yes, and what a page adds it for."""
    (made,) = lines(text)
    asked = (
        evidence.is_meta,
        evidence.dated,
        evidence.footer,
        evidence.link_list,
        evidence.prose,
        evidence.only_date,
        evidence.ends_with_date,
        evidence.heading_like,
    )
    told = [each.__name__ for each in asked if each(made)] + ["named_organ"] * evidence.named_organ(made.text)
    return " ".join([*told, evidence.chrome_of(made) or ""]).strip()


def acts(text: str) -> tuple[int, int, bool]:
    found = acts_of(lines(text))
    return found.reported, found.asked, found.addressed


def settled(text: str) -> str:
    """The states of items after their siblings are asked: ## a section, otherwise an item whose states stand before the space."""
    blocks = [
        DraftBlock("heading", words[2:], n, 2)
        if words.startswith("##")
        else DraftBlock("heading", words.partition(" ")[2], n, 3, id=f"p{n}", states=words.partition(" ")[0])  # type: ignore[arg-type]
        for n, words in enumerate(text.split("\n"), 1)
    ]
    return " ".join(each.states or "-" for each in settled_states(blocks))


def weighed(weights: list[tuple[float, str]]) -> tuple[float, tuple[str, ...]]:
    made = Weighed()
    for weight, why in weights:
        made.add(weight, why)
    return made.score, made.because


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ('存在问题：票据混乱', 'problem labelled_problem faulty'),
        ('问题一：票据', 'problem labelled_problem faulty'),
        ('关于“票据混乱”问题', 'problem opens_item_unnumbered faulty names_problem'),
        ('关于“加强票据管理”问题', 'demand opens_item_unnumbered faulty names_problem'),
        ('关于“加强票据管理不力”问题', 'problem opens_item_unnumbered faulty names_problem'),
        ('“票据混乱”的问题', 'problem faulty names_problem'),
        ('对“票据管理”方面', 'measure names_aspect'),
        ('“加强票据管理”的要求', 'measure undecided'),
        ('“着力解决票据混乱”问题', 'demand faulty names_problem'),
        ('“解决票据混乱不力”问题', 'problem faulty names_problem'),
        ('关于票据混乱的问题', 'problem faulty names_problem'),
        ('关于票据的问题', 'problem names_problem'),
        ('关于加强票据管理的问题', 'demand aspires names_problem'),
        ('票据问题', 'problem names_problem'),
        ('票据方面的问题', 'measure names_aspect'),
        ('关于加快步道改造的意见', 'demand aspires'),
        ('关于票据混乱的意见', 'problem faulty'),
        ('关于加强票据管理不力的意见', 'problem faulty aspires'),
        ('加强票据管理', 'measure aspires'),
        ('关于加强票据管理', 'measure aspires'),
        ('关于着力解决票据混乱', 'measure faulty aspires'),
        ('关于清理票据', 'measure undecided'),
        ('加强票据管理不力', 'problem faulty aspires'),
        ('加强管理，票据混乱', 'measure faulty aspires'),
        ('着力解决票据混乱', 'measure faulty aspires'),
        ('清理票据', 'measure'),
        ('修订制度，票据混乱', 'measure faulty'),
        ('票据不得入账', 'measure undecided'),
        ('违反票据不得入账的规定', 'problem faulty'),
        ('票据混乱', 'problem faulty'),
        ('将专项经费用于办公', 'measure undecided'),
        ('把经费列支招待费', 'measure undecided'),
        ('办公用房', 'measure undecided'),
        ('群众反映厂区扬尘', 'problem'),
        ('反映问题整改机制', 'measure undecided'),
        ('受理编号：X20240001，反映某厂扬尘', 'problem'),
        ('资金管理方面', 'measure names_aspect'),
        ('巡察反馈问题整改落实情况', 'problem generic names_problem'),
        ('对票据进行清理', 'measure'),
        ('“甲”', 'measure undecided'),
        ('矛盾突出', 'problem faulty'),
        ('票据多', 'problem faulty'),
        ('票据增多', 'measure undecided'),
        ('存在短板', 'problem faulty names_problem'),
        ('所存在', 'measure undecided generic'),
        ('整改台账一拖了之', 'measure undecided'),
        ('治理“一拖了之”', 'problem'),
        ('严禁公款吃喝', 'measure undecided faulty'),
        ('关于“票据”', 'measure undecided'),
        ('在票据管理中存在短板', 'problem faulty names_problem'),
        ('整改意见建议', 'measure undecided'),
        ('票据管理力度小', 'problem faulty'),
        ('有问题', 'problem generic names_problem'),
        ('第一', 'measure undecided'),
        ('得', 'measure undecided generic'),
    ],
)  # fmt: skip
def test_of_headings(words: str, told: str) -> None:
    assert heading(words) == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('1.关于“票据混乱”问题。整改情况：已清理。', ('1.关于“票据混乱”问题。', '整改情况：已清理。')),
        ('1.关于“票据混乱”问题整改情况：已清理。', ('1.关于“票据混乱”问题整改情况：', '已清理。')),
        ('1.关于“票据混乱”的问题、“合同混乱”的问题。已改。', ('1.关于“票据混乱”的问题、“合同混乱”的问题。已改。', '')),
        ('1.关于“票据混乱”问题', ('1.关于“票据混乱”问题', '')),
        ('1.关于“票据混乱”问题：清理票据', ('1.关于“票据混乱”问题：', '清理票据')),
        ('1.关于“票据混乱”问题：', ('1.关于“票据混乱”问题：', '')),
        ('1.关于“票据混乱”问题尚未根本解决', ('1.关于“票据混乱”问题尚未根本解决', '')),
        ('“执行难”问题（已办结）', ('“执行难”问题', '（已办结）')),
        ('1.关于“票据。混乱”问题 已清理票据。', ('1.关于“票据。混乱”问题', '已清理票据。')),
        ('1.票据管理混乱。已清理票据。', ('1.票据管理混乱。', '已清理票据。')),
        ('1.票据管理混乱', ('1.票据管理混乱', '')),
        ('1.票据管理混乱。', ('1.票据管理混乱。', '')),
        ('1.票据问题：已清理票据。核对。', ('1.票据问题：', '已清理票据。核对。')),
        ('1.存在问题：票据混乱。已清理。', ('1.存在问题：票据混乱。', '已清理。')),
        ('1.票据方面的问题：已清理。', ('1.票据方面的问题：已清理。', '')),
        ('1.票据问题：甲甲甲甲甲甲甲甲甲甲', ('1.票据问题：甲甲甲甲甲甲甲甲甲甲', '')),
        ('（七）建设先行示范区——供应体系持续完善。甲。', ('（七）建设先行示范区', '——供应体系持续完善。甲。')),
        ('（七）建设区——供应体系持续完善。甲。', ('（七）建设区——供应体系持续完善。', '甲。')),
        ('建设先行示范区——供应体系持续完善。甲。', ('建设先行示范区——供应体系持续完善。', '甲。')),
        ('（七）建设《先行示范区——供应》体系完善。甲。', ('（七）建设《先行示范区——供应》体系完善。', '甲。')),
        ('#票据。甲', ('票据。甲', '')),
        ('甲！乙。', ('甲！', '乙。')),
        ('1.甲，票据问题：已清理票据。', ('1.甲，票据问题：已清理票据。', '')),
        ('1.关于“票据混乱”方面：已清理。甲。', ('1.关于“票据混乱”方面：', '已清理。甲。')),
        ('问题1：票据问题：已清理票据。核对。', ('问题1：票据问题：', '已清理票据。核对。')),
        ('1.票据不足问题整改情况：已清理。', ('1.票据不足问题整改情况：已清理。', '')),
        ('1.' + '甲' * 85 + '问题：已清理。乙。', ('1.甲甲甲甲甲甲甲甲甲甲甲甲甲甲甲甲甲甲甲甲甲甲甲甲甲甲甲甲甲甲甲甲甲甲甲甲甲甲甲甲甲甲甲甲甲甲甲甲甲甲甲甲甲甲甲甲甲甲甲甲甲甲甲甲甲甲甲甲甲甲甲甲甲甲甲甲甲甲甲甲甲甲甲甲甲问题：', '已清理。乙。')),
        ('1.' + '甲' * 86 + '问题：已清理。乙。', ('1.甲甲甲甲甲甲甲甲甲甲甲甲甲甲甲甲甲甲甲甲甲甲甲甲甲甲甲甲甲甲甲甲甲甲甲甲甲甲甲甲甲甲甲甲甲甲甲甲甲甲甲甲甲甲甲甲甲甲甲甲甲甲甲甲甲甲甲甲甲甲甲甲甲甲甲甲甲甲甲甲甲甲甲甲甲甲问题：已清理。', '乙。')),
        ('1.反映问题：票据。甲。', ('1.反映问题：票据。', '甲。')),
        ('1.关于“票据混乱”问题，已清理。核对。', ('1.关于“票据混乱”问题，已清理。核对。', '')),
    ],
)  # fmt: skip
def test_cuts(text: str, told: tuple[str, str]) -> None:
    """Where a heading that begins a paragraph ends."""
    assert phrases.cut_run_in(lines(text)[0]) == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('1.关于“票据混乱”问题。整改情况：已清理。', '关于“票据混乱”问题。'),
        ('（一）票据：甲', '票据:甲'),
        ('票据，甲', '票据,甲'),
    ],
)  # fmt: skip
def test_titles(text: str, told: str) -> None:
    assert phrases.title_of(lines(text)[0]) == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('发布日期：2024-03-05', 'is_meta dated heading_like'),
        ('来源：云州网', 'is_meta heading_like'),
        ('云园〔2024〕3号', 'is_meta heading_like'),
        ('2024-03-05 08:00', 'is_meta dated heading_like'),
        ('园林发布 2024-03-05 08:00 发表于云州', 'is_meta dated heading_like'),
        ('〔2024-03-05〕 〔打印〕', 'is_meta dated heading_like'),
        ('甲|乙', 'is_meta heading_like'),
        ('二〇二四年三月五日', 'is_meta dated only_date heading_like'),
        ('第04版：公告 2024年10月11日 星期五', 'is_meta dated heading_like'),
        ('今天是2024-03-05', 'dated heading_like'),
        ('发布日期：2024-03-05。', 'heading_like'),
        ('发布日期：2024-03-05' + '甲' * 185, 'is_meta'),
        ('发布日期：2024-03-05' + '甲' * 190, ''),
        ('甲' * 115 + ' 来源：乙', 'is_meta'),
        ('甲' * 116 + ' 来源：乙', 'is_meta'),
        ('甲' * 117 + ' 来源：乙', ''),
        ('云州发布 2024年3月5日 小王', 'dated heading_like'),
        ('2024年3月5日整改完成', 'is_meta heading_like'),
        ('2024年3月5日，甲', 'heading_like'),
        ('2024年3月5日 至2024年3月9日', 'is_meta heading_like'),
        ('2024年3月', 'is_meta only_date heading_like'),
        ('2024年3月5日' + '甲' * 19, 'is_meta heading_like'),
        ('2024年3月5日' + '甲' * 18, 'is_meta dated heading_like'),
        ('2024年3月5日 ' + 'a' * 92, ''),
        ('- 3 -', 'heading_like 页码'),
        ('第3页 共9页', 'heading_like 页码'),
        ('https://a.invalid/x', 'heading_like 网址'),
        ('您现在的位置：首页', 'heading_like 面包屑导航'),
        ('首页 > 政务公开', 'heading_like 面包屑导航'),
        ('打印 关闭', 'heading_like 页面按钮'),
        ('字体：大 中 小', 'is_meta heading_like 页面按钮'),
        ('分享到微信', 'heading_like 页面按钮'),
        ('上一篇：甲', 'heading_like 相关链接'),
        ('搜索：甲', 'heading_like 搜索框'),
        ('浏览次数：9', 'is_meta heading_like 浏览计数'),
        ('责任编辑：甲', 'is_meta heading_like 网站编辑署名'),
        ('甲 > 乙 > 丙', 'heading_like 面包屑导航'),
        ('甲 > 。乙', ''),
        ('甲>', 'heading_like'),
        ('甲' * 31 + ' > 乙', 'heading_like'),
        ('甲' * 30 + ' > ' + '乙' * 90, '面包屑导航'),
        ('甲' * 30 + ' > ' + '乙' * 91, ''),
        ('a > b > c > d > e > f > g', 'heading_like 面包屑导航'),
        ('a > b > c > d > e > f > g > h', 'heading_like'),
        ('#首页', 'heading_like'),
        ('位置：' + '甲' * 157, '面包屑导航'),
        ('位置：' + '甲' * 158, ''),
        ('版权所有：甲', 'footer heading_like'),
        ('京ICP备1号', 'footer heading_like'),
        ('甲' * 296 + '版权所有', 'footer'),
        ('甲' * 297 + '版权所有', ''),
        ('相关链接：', 'link_list heading_like 相关链接'),
        ('相关链接：甲', 'heading_like 相关链接'),
        ('甲' * 30 + '。', 'prose heading_like'),
        ('甲' * 29 + '。', 'heading_like'),
        ('云州市园林局', 'heading_like named_organ'),
        ('中共云州市园林局党组', 'heading_like named_organ'),
        ('中共云州市', 'heading_like named_organ'),
        ('党组', 'heading_like named_organ'),
        ('云州市园林局（盖章）', 'heading_like named_organ'),
        ('云州市整改工作领导小组办公室', 'heading_like named_organ'),
        ('关于整改工作领导小组', 'heading_like'),
        ('云州、水务局', 'heading_like'),
        ('关于水务局', 'heading_like'),
        ('整改局', 'heading_like'),
        ('局', 'heading_like'),
        ('云' * 39 + '局', 'heading_like named_organ'),
        ('云' * 40 + '局', 'heading_like'),
        ('云州市门户中心', 'heading_like'),
        ('2024年3月5日。', 'only_date heading_like'),
        ('2024年3月5日甲乙', 'is_meta dated heading_like'),
        ('2024年3月5日云州市园林局', 'is_meta dated heading_like named_organ'),
        ('云州市园林局2024年3月5日', 'is_meta dated ends_with_date heading_like'),
        ('云州市园林局 2024年3月5日', 'is_meta dated ends_with_date heading_like'),
        ('云' * 50 + '局2024年3月5日', 'is_meta heading_like'),
        ('甲' * 100, 'heading_like'),
        ('甲' * 101, ''),
        ('甲；乙', ''),
        ('“甲。乙。丙”的问题', 'heading_like'),
        ('“甲。乙。丙”，丁', ''),
        ('“' + '甲。' * 190 + '”问题', 'prose heading_like'),
        ('“' + '甲。' * 199 + '”问题', 'prose'),
        ('甲：。', 'heading_like'),
        ('云州市 2024年 3月5日', 'dated heading_like'),
    ],
)  # fmt: skip
def test_lines_told(text: str, told: str) -> None:
    assert line(text) == told


@pytest.mark.parametrize(
    ("given", "told"),
    [
        (['中共云州市', '园林局党组'], ['中共云州市园林局党组']),
        (['云州市园林局', '云州市水务局'], ['云州市园林局', '云州市水务局']),
        (['中共云州市', '中共云州市园林局'], ['中共云州市', '中共云州市园林局']),
        (['云州市园林局', '党支部'], ['云州市园林局党支部']),
        (['云州市园林局党组', '党支部'], ['云州市园林局党组', '党支部']),
        ([], []),
    ],
)  # fmt: skip
def test_names(given: list[str], told: list[str]) -> None:
    assert evidence.split_names(given) == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('已清理票据12本。', (1, 0, False)),
        ('请立即清理票据。', (0, 1, False)),
        ('清理票据。', (0, 0, False)),
        ('票据共有12本。', (0, 0, False)),
        ('追缴资金12万元，退还3人。', (2, 0, False)),
        ('各单位：', (0, 0, True)),
        ('你单位应当清理；务必到位', (0, 2, True)),
        ('欢迎监督。联系电话', (0, 0, False)),
        ('票据混乱12本', (0, 0, False)),
        ('完成', (0, 0, False)),
        ('已改,\n已清理', (2, 0, False)),
        ('来源：云州网已清理', (0, 0, False)),
        ('收回资金1,200万元', (1, 0, False)),
        ('票据12本', (0, 0, False)),
        ('甲乙,已清理', (1, 0, False)),
        ('已清理|资金', (1, 0, False)),
        ('版权所有 已清理', (0, 0, False)),
        ('打印', (0, 0, False)),
        ('各乡镇人民政府：\n请核对', (0, 1, True)),
        ('存在票据12本。', (0, 0, False)),
        ('人员12名', (1, 0, False)),
        ('甲,乙', (0, 0, False)),
    ],
)  # fmt: skip
def test_acts(text: str, told: tuple[int, int, bool]) -> None:
    """Clauses that report, clauses that demand, whether readers are addressed."""
    assert acts(text) == told


@pytest.mark.parametrize(
    "before",
    ["打印\n", "版权所有：甲\n", "来源：云州网\n", "欢迎监督。\n", "欢迎监督。", "甲。", "甲\n", "须尽快整改。\n"],
)
def test_what_reports_nothing_does_not_end_the_text(before: str) -> None:
    assert acts(before + "追缴资金12万元，退还3人。\n亲爱的群众：")[::2] == (2, True)


@pytest.mark.parametrize(
    ("title", "text", "told"),
    [
        ('关于问题销号的公示', '', 'closure'),
        ('督察整改任务完成情况公示', '', 'closure'),
        ('整改工作方案', '', 'action-plan'),
        ('2023年工作总结', '', 'work-report'),
        ('整改工作报告', '', 'rectification'),
        ('巡察整改后续进展情况', '', 'follow-up'),
        ('巡察“回头看”整改进展情况', '', 'rectification'),
        ('回头看整改进展情况', '', 'follow-up'),
        ('通报', '一、整改方案\n甲', 'action-plan'),
        ('通报', '1.整改方案', 'rectification'),
        ('通报', '（一）工作总结', 'work-report'),
        ('通报', '工作总结', 'rectification'),
        ('整改', '一、销号', 'closure'),
        (None, '一、销号公示', 'closure'),
        (None, '', 'rectification'),
        ('整改情况的通报', '一、工作总结', 'rectification'),
        ('通报', '一、整改情况\n二、工作方案', 'rectification'),
        ('整改 计划', '', 'action-plan'),
        ('通报', '2024年5月8日，县水务局公布了巡察整改进展情况，现将后续进展公布如下。', 'follow-up'),
        ('通报', '此前公开了整改落实情况，现将进展公布如下。', 'rectification'),
        ('通报', '去年公开了整改情况。甲现将有关整改情况通报如下。', 'rectification'),  # a line of 24 signs is no paragraph
        ('通报', '去年公开了整改情况。甲乙现将有关整改情况通报如下。', 'follow-up'),
        ('通报', '去年公开了整改情况。' + '甲' * 119 + '\n现将后来的整改进展情况公布如下，请广大干部群众予以监督。', 'follow-up'),
        ('通报', '去年公开了整改情况。' + '甲' * 120 + '\n现将后来的整改进展情况公布如下，请广大干部群众予以监督。', 'rectification'),
        ('通报', '甲\n甲\n甲\n去年公开了整改情况。甲乙现将有关整改情况通报如下。', 'follow-up'),
        ('通报', '乙' * 581 + '。去年公开了整改情况。现将有关整改情况通报如下。', 'follow-up'),
        ('通报', '乙' * 582 + '。去年公开了整改情况。现将有关整改情况通报如下。', 'rectification'),
        ('通报', '甲\n乙\n丙\n丁\n2024年5月8日，县水务局公布了巡察整改进展情况，现将后续进展公布如下。', 'rectification'),
    ],
)  # fmt: skip
def test_kinds(title: str | None, text: str, told: str) -> None:
    assert kind_of(title, lines(text)) == told


@pytest.mark.parametrize(
    ("words", "kind", "told"),
    [
        ('2024年工作安排', 'work-report', 'plan'),
        ('2023年总结和安排', 'work-report', 'summary'),
        ('工作完成情况', 'work-report', 'summary'),
        ('下一步打算', 'work-report', 'plan'),
        ('努力方向', 'work-report', 'next-steps'),
        ('其他', 'work-report', 'other'),
        ('工作保障', 'action-plan', 'other'),
        ('总体要求', 'action-plan', 'plan'),
        ('指导思想', 'action-plan', 'plan'),
        ('主要任务', 'action-plan', 'problems'),
        ('整改问题', 'action-plan', 'other'),
        ('其他', 'action-plan', 'other'),
        ('下一步工作', 'action-plan', 'next-steps'),
        ('工作要求', 'rectification', 'other'),
        ('对反馈问题整改情况的意见建议', 'rectification', 'problems'),
        ('问题整改落实要求', 'rectification', 'problems'),
        ('下一步打算', 'rectification', 'next-steps'),
        ('巩固整改成果', 'rectification', 'next-steps'),
        ('持续巩固反馈问题成果', 'rectification', 'problems'),
        ('组织整改情况', 'rectification', 'leadership'),
        ('组织整改反馈意见情况', 'rectification', 'problems'),
        ('履行主体责任情况', 'rectification', 'leadership'),
        ('扛牢责任抓任务', 'rectification', 'leadership'),
        ('问题整改情况', 'rectification', 'problems'),
        ('强化措施落实', 'rectification', 'other'),
        ('强化反馈整改落实', 'rectification', 'problems'),
        ('主体责任任务', 'rectification', 'leadership'),
        ('工作计划', 'rectification', 'other'),
        ('工作计划', 'closure', 'plan'),
        ('甲', 'rectification', 'other'),
        ('监督意见', 'rectification', 'other'),
        ('书记履职抓问题情况', 'rectification', 'leadership'),
        ('强化问题整改落实', 'rectification', 'problems'),
        ('强化整改落实', 'rectification', 'other'),
        ('高度重视意见办理', 'rectification', 'leadership'),
        ('强化清单整改', 'rectification', 'other'),
        ('7个问题的后续整改进展', 'rectification', 'problems'),
        ('后续整改打算', 'rectification', 'next-steps'),
    ],
)  # fmt: skip
def test_roles(words: str, kind: Kind, told: str) -> None:
    assert role_of(words, kind) == told


@pytest.mark.parametrize(
    ("words", "before", "behind", "told"),
    [
        ('领导小组专题会', True, False, 'leadership'),
        ('领导小组', True, True, 'other'),
        ('领导小组专题会', False, True, 'other'),
        ('下一步持续', False, True, 'next-steps'),
        ('下一步持续', True, False, 'other'),
        ('下一步', False, True, 'other'),
        ('领导小组专题会下一步持续', True, True, 'leadership'),
    ],
)  # fmt: skip
def test_roles_by_contents(words: str, before: bool, behind: bool, told: str) -> None:
    assert role_by_contents(words, before, behind) == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('XX局于2024年X月', ['1 XX局 占位符，请核对', '1 2024年X月 日期的数字似有缺损，照原样保留']),
        ('某某单位', ['1 某某 占位符，请核对']),
        ('2024年13月5日，2月3O日', ['1 2024年13月 日期的数字似有缺损，照原样保留', '1 2月3O日 日期的数字似有缺损，照原样保留']),
        ('甲\n' * 600 + '乾部\n後', ['601 乾部 夹杂繁体字，似是转换错误，照原样保留', '602 後 夹杂繁体字，似是转换错误，照原样保留']),
        ('甲乾部後\n乙', ['1 乾部後 夹杂繁体字，似是转换错误，照原样保留']),
        ('乾部\n後裏', ['1 乾部 夹杂繁体字，似是转换错误，照原样保留', '2 後 夹杂繁体字，似是转换错误，照原样保留']),
        ('後', []),
        ('臺灣\n甲\n後', ['1 臺灣 夹杂繁体字，似是转换错误，照原样保留', '3 後 夹杂繁体字，似是转换错误，照原样保留']),
        ('\n'.join(['後', '臺'] * 12), ['1 後 夹杂繁体字，似是转换错误，照原样保留', '2 臺 夹杂繁体字，似是转换错误，照原样保留', '3 後 夹杂繁体字，似是转换错误，照原样保留', '4 臺 夹杂繁体字，似是转换错误，照原样保留', '5 後 夹杂繁体字，似是转换错误，照原样保留', '6 臺 夹杂繁体字，似是转换错误，照原样保留', '7 後 夹杂繁体字，似是转换错误，照原样保留', '8 臺 夹杂繁体字，似是转换错误，照原样保留', '9 後 夹杂繁体字，似是转换错误，照原样保留', '10 臺 夹杂繁体字，似是转换错误，照原样保留', '11 後 夹杂繁体字，似是转换错误，照原样保留', '12 臺 夹杂繁体字，似是转换错误，照原样保留', '13 後 夹杂繁体字，似是转换错误，照原样保留', '14 臺 夹杂繁体字，似是转换错误，照原样保留', '15 後 夹杂繁体字，似是转换错误，照原样保留', '16 臺 夹杂繁体字，似是转换错误，照原样保留', '17 後 夹杂繁体字，似是转换错误，照原样保留', '18 臺 夹杂繁体字，似是转换错误，照原样保留', '19 後 夹杂繁体字，似是转换错误，照原样保留', '20 臺 夹杂繁体字，似是转换错误，照原样保留']),
        ('甲', []),
    ],
)  # fmt: skip
def test_damages(text: str, told: list[str]) -> None:
    assert [f"{each.line} {each.text} {each.why}" for each in doubts_about(lines(text))] == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('\ufffd' * 6, True),
        ('甲' + '\ufffd' * 5, True),
        ('锛' * 6 + '的' * 9, True),
        ('锛' * 5 + '的' * 9, False),
        ('é' * 90 + '的' * 10, True),
        ('abc ' * 90, False),
        ('é' * 50 + 'a' * 50, True),
        ('é' * 39 + 'a' * 61, False),
        ('é' * 79 + '的' * 21, False),
        ('鼂' * 60, True),
        ('鼂' * 59, False),
        ('鼂' * 58 + '的' * 2, True),
        ('鼂' * 57 + '的' * 3, False),
        ('', False),
    ],
)  # fmt: skip
def test_garbles(text: str, told: bool) -> None:
    assert garbled(text) == told


@pytest.mark.parametrize(
    ("text", "ending", "told"),
    [
        ('', '', None),
        ('甲。\n阅读全文', '', '2 阅读全文 文字似乎不完整，结尾缺失'),
        ('甲。\n乙……', '', '2 乙…… 文字似乎不完整，结尾缺失'),
        ('甲。', '欢迎监督', '1 欢迎监督 文字似乎不完整，结尾缺失'),
        ('甲。', '欢迎监督。', None),
        ('甲。', '云州市园林局', None),
        ('甲。', '2024年3月5日', None),
        ('甲。', '联系方式，甲乙', '1 联系方式，甲乙 文字似乎不完整，结尾缺失'),
        ('甲。', '甲' * 31, '1 甲甲甲甲甲甲甲甲甲甲甲甲甲甲甲甲甲甲甲甲 文字似乎不完整，结尾缺失'),
        ('甲。', '甲' * 30, None),
        ('甲|乙', '', None),
        ('甲。\n乙，丙', '', '2 乙，丙 文字似乎不完整，结尾缺失'),
        ('甲。\n乙，丙。', '', None),
        ('甲' * 31, '', '1 甲甲甲甲甲甲甲甲甲甲甲甲甲甲甲甲甲甲甲甲 文字似乎不完整，结尾缺失'),
        ('甲' * 30, '', None),
        ('甲\n乙。\n丙。\n一、丁', '', '4 一、丁 文字似乎不完整，最后一个标题下面没有正文'),
        ('甲\n乙。\n一、丙\n一、丁', '', None),
        ('乙。\n丙。\n一、丁', '', None),
        ('甲\n一、乙\n丙。\n一、丁', '', None),
        ('甲。\n一、丁。\n二、乙。\n三、丙；', '', None),
        ('甲。', '现将有关情况公布', '1 现将有关情况公布 文字似乎不完整，结尾缺失'),
        ('甲' * 40 + '点击查看更多', '', '1 甲甲甲甲甲甲甲甲甲甲甲甲甲甲点击查看更多 文字似乎不完整，结尾缺失'),
    ],
)  # fmt: skip
def test_cut_offs(text: str, ending: str, told: str | None) -> None:
    assert (
        f"{found.line} {found.text} {found.why}" if (found := cut_off(lines(text), lines(ending))) else None
    ) == told


@pytest.mark.parametrize(
    ("first", "text", "told"),
    [
        ('一、发现的主要问题', '票据有十二本没有登记。', True),
        ('一、发现的主要问题', '1.票据\n票据有十二本没有登记。', True),
        ('一、问题整改', '票据有十二本没有登记。', False),
        ('一、情况', '票据有十二本没有登记。', False),
        ('一、存在问题', '整改情况：已改。', False),
        ('一、存在问题', '票据已完成整改。', False),
        ('一、存在问题', '加强票据管理。', False),
        ('一、存在问题', '加强票据管理。\n甲。\n乙。\n丙。\n丁。', True),
        ('一、存在问题', '加强票据管理。\n甲。\n乙。\n丙。', False),
        ('一、存在问题', '1.票据', False),
        ('一、存在问题', '甲|加强', True),
        ('一、存在问题', '1.票据混乱。加强管理。', False),
        ('一、存在问题', '1.票据混乱。没有登记。', True),
        ('一、存在问题', '责任单位：甲。', False),
    ],
)  # fmt: skip
def test_only_found(first: str, text: str, told: bool) -> None:
    assert finds_only(Line(1, first), lines(text)) == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('##一、发现问题\nproblem 票据混乱\nmeasure 结存资金三百万元', '- problem problem'),
        ('##一、情况\nproblem 票据混乱\nmeasure 结存资金三百万元', '- problem measure'),
        ('##一、问题\nmeasure 结存资金三百万元', '- measure'),
        ('##一、问题\nproblem 票据混乱\nmeasure 清理票据\nmeasure 结存资金三百万元', '- problem measure measure'),
        ('##一、问题\nproblem 票据混乱\nproblem 合同混乱\nmeasure 清理票据\nmeasure 结存资金三百万元', '- problem problem measure problem'),
        ('problem 票据混乱\nproblem 票据混乱\nproblem 票据混乱\nmeasure 结存资金三百万元', 'problem problem problem problem'),
        ('problem 票据混乱\nproblem 票据混乱\nmeasure 结存资金三百万元', 'problem problem measure'),
        ('problem 票据混乱\nproblem 票据混乱\nproblem 票据混乱\nmeasure 清理票据\nmeasure 结存资金三百万元', 'problem problem problem measure measure'),
        ('##一、问题\nproblem 票据混乱\n##二、其他\nmeasure 结存资金三百万元', '- problem - measure'),
        ('##一、问题\n##二、其他\nproblem 票据混乱\nmeasure 结存资金三百万元', '- - problem measure'),
        ('problem 票据混乱\n' * 5 + 'measure 修订制度，票据混乱', 'problem ' * 5 + 'measure'),
        ('problem 票据混乱\n' * 6 + 'measure 修订制度，票据混乱', 'problem ' * 6 + 'problem'),
        ('problem 票据混乱\n' * 6 + 'measure 清理票据', 'problem ' * 6 + 'measure'),
        ('problem 票据混乱\n' * 6 + '##二、其他\nmeasure 修订制度，票据混乱', 'problem ' * 6 + '- problem'),
        ('##一、问题\n' + 'problem 票据混乱\n' * 3 + 'measure 清理票据\nmeasure 清理票据\nmeasure 结存资金三百万元', '- ' + 'problem ' * 3 + 'measure measure problem'),
        ('##一、其他\nmeasure 结存资金三百万元\n##二、反馈意见\nproblem 票据混乱\nmeasure 1.结存资金三百万元', '- measure - problem problem'),
    ],
)  # fmt: skip
def test_settled(text: str, told: str) -> None:
    assert settled(text) == told


@pytest.mark.parametrize(
    ("weights", "told"),
    [
        ([(1.0, '甲'), (-2.0, '乙'), (3.0, '丙'), (0.0, '丁')], (2.0, ('丙', '甲'))),
        ([], (0.0, ())),
        ([(0.5, '甲'), (1.0, '乙'), (1.0, '丙')], (2.5, ('乙', '丙', '甲'))),
    ],
)  # fmt: skip
def test_choices(weights: list[tuple[float, str]], told: tuple[float, tuple[str, ...]]) -> None:
    assert weighed(weights) == told


def test_the_usual_states_are_those_of_most_items() -> None:
    def block(item: str | None, states: str | None) -> DraftBlock:
        return DraftBlock("heading", "甲", 1, id=item, states=states)  # type: ignore[arg-type]

    fewer, more = block("p1", "problem"), [block("p2", "measure"), block("p3", "measure")]
    others = [block(None, "problem"), block(None, "problem"), block("p4", None), block("p5", None), block("p6", None)]
    assert usual_states([fewer, *more, *others], "demand") == "measure"
    assert usual_states(others, "demand") == "demand"
