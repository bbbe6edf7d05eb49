"""House styles never seen, made of parts: where the day stands, how a team is named, how items are counted, lost line breaks."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from site_builder.commands.import_documents import _draft
from site_builder.importing.draft import Draft, draft_of
from site_builder.importing.lines.manuscript import Line
from site_builder.importing.names import organ_id
from site_builder.importing.readers.dispatch import read_manuscript
from site_builder.importing.structure.heads import inspection
from tests.cases import cases

TITLE = "中共云州市园林局党组关于巡察整改情况的通报"
LEAD = "根据市委统一部署，市委第六巡察组对局党组开展了巡察并反馈了意见。现将整改情况通报如下："
ITEMS = "一、整改落实情况\n1.关于“票据管理不规范”问题\n清理旧票据86份，修订票据管理办法。"


def read(text: str) -> Draft:
    return draft_of(read_manuscript(text.encode(), "a.txt"), organ_id)


DAYS = st.dates(date(2013, 1, 1), date(2026, 12, 28))
FORMS = ("{0.year}-{0.month:02}-{0.day:02}", "{0.year}年{0.month}月{0.day}日", "{0.year}.{0.month:02}.{0.day:02}",
         "{0.year} 年 {0.month:02} 月 {0.day:02} 日", "{0.year}/{0.month}/{0.day}", "{0.year}-{0.month:02}-{0.day:02}T08:15:22+08:00")  # fmt: skip
LAYOUTS = ("{day}　围观 1,306", "—— 刊发于 {day} ——", "刊登：{day}　板块：党务", "🗓 {day}　🔥 2.6万", "文/党办 / {day} / 7 条留言",
           "日 期 : {day}", "‖ {day} ‖ 云州园林 ‖", "postedOn={day}", "撰稿：党办　上网：{day}　热度：")  # fmt: skip


@given(DAYS, st.sampled_from(FORMS), st.sampled_from(LAYOUTS))
def test_a_day_between_title_and_text_is_that_of_the_publication(day: date, form: str, layout: str) -> None:
    said = layout.format(day=form.format(day))
    assert str(read(f"{TITLE}\n{said}\n{LEAD}\n{ITEMS}").head.published)[:10] == day.isoformat()


@given(DAYS)
def test_a_day_on_two_lines_is_one(day: date) -> None:
    for first, second in (
        (f"{day.year}年{day.month}月", f"{day.day}"),
        (f"{day.day:02}", f"{day.year}-{day.month:02}"),
        (f"{day.month:02}-{day.day:02}", f"{day.year}"),
    ):
        published = read(f"{first}\n{second}\n{TITLE}\n{LEAD}\n{ITEMS}").head.published
        assert str(published) == day.isoformat(), (first, second)


@pytest.mark.parametrize(
    "line", ["公示期自2024年3月5日起算", "（2024年3月5日局党组会议通过）", "截止2024年3月5日共完成整改26项", "打印时间：2024年3月5日"]
)  # fmt: skip
def test_a_day_of_something_else_is_not_that_of_the_publication(line: str) -> None:
    assert read(f"{TITLE}\n{line}\n{LEAD}\n{ITEMS}").head.published is None


PARENTS = (
    "市委",
    "县委",
    "旗委",
    "区住房和城乡建设局党组",
    "市经济和信息化局党委",
    "国家税务总局云州市税务局党委",
    "省局（公司）党组",
    "市文化和旅游局党组",
)
RANKS = ("", "提级", "交叉", "机动")
BEFORE = ("", "按照统一部署，", "十二届市委第九轮巡察", "第十六届县委第三轮巡察中，", "经市委批准，", "在云州市巡察期间，")  # fmt: skip


@given(st.sampled_from(BEFORE), st.sampled_from(PARENTS), st.sampled_from(RANKS), st.sampled_from("一二三六八"))
def test_a_team_is_named_whole_and_nothing_before_it(before: str, parent: str, rank: str, number: str) -> None:
    team = f"{parent}{rank}第{number}巡察组"
    found, _ = inspection(None, Line(1, f"{before}{team}于2023年7月3日至9月1日对局党组开展了巡察。"))
    assert found is not None
    assert [each.replace("(", "（").replace(")", "）") for each in found.teams] == [team]


GROUPS = ("针对“{}”的问题", "{}方面", "关于{}的问题", "{}不够有力", "“{}”存在差距")
TOPICS = ("公园管护", "票务管理", "资金使用", "队伍建设", "工程招标")
FAULTS = (
    "票据管理混乱",
    "台账登记不全",
    "养护标准偏低",
    "采购程序倒置",
    "档案久未归集",
    "租金拖欠严重",
    "值班值守松散",
)


@settings(max_examples=cases(40))
@given(st.lists(st.integers(1, 5), min_size=2, max_size=5), st.sampled_from(GROUPS), st.integers(2, 3))
def test_numbers_that_count_on_from_group_to_group_count_items(sizes: list[int], group: str, measures: int) -> None:
    rows, count = [TITLE, LEAD, "二、整改落实情况"], 0
    for index, size in enumerate(sizes):
        rows.append(f"（{'一二三四五'[index]}）{group.format(TOPICS[index])}")
        for _ in range(size):
            count += 1
            rows.append(f"{count}.{FAULTS[count % len(FAULTS)]}")
            rows += [f"（{n}）核查并更正{10 * count + n}份，逐份登记入册。" for n in range(1, measures + 1)]
    problems = read("\n".join(rows)).outline.problems
    assert [each.title for each in problems] == [FAULTS[n % len(FAULTS)] for n in range(1, count + 1)]
    assert {len(each.measures) for each in problems} == {measures}


@settings(max_examples=cases(40))
@given(st.lists(st.sampled_from(FAULTS), min_size=2, max_size=6, unique=True), st.sampled_from((" ", "　", "  ")))
def test_a_text_on_one_line_is_read_as_the_one_it_was(faults: list[str], gap: str) -> None:
    rows = [TITLE, "发布时间：2024-03-05", LEAD, "一、整改组织情况", "召开党组会4次，建立台账1本。", "二、整改落实情况"]
    rows += [f"{n}.关于“{fault}”问题。核查更正{n}6份，已完成整改。" for n, fault in enumerate(faults, 1)]
    rows += ["三、今后打算", "巩固成果，常抓不懈。", "联系电话：0999-7000001", "中共云州市园林局党组", "2024年3月5日"]
    whole, crowded = read("\n".join(rows)), read(gap.join(rows))
    assert crowded.head == whole.head
    assert [(each.title, each.states, len(each.measures)) for each in crowded.outline.problems] == [
        (each.title, each.states, len(each.measures)) for each in whole.outline.problems
    ]
    assert len(whole.outline.problems) == len(faults)
    assert [each.why for each in crowded.doubts if "挤在一行" in each.why]


HEADS = ("整改是怎样组织的", "反馈的3个问题改得怎么样", "没改完的接着改")
UNDER = (
    "局党组召开会议，逐条认领问题，成立整改专班，明确责任和时限，每周调度一次。",
    "对没有完成的，局党组每月听一次汇报，持续抓到底，完成一件公布一件，不留尾巴。",
)
THREE = ("票据管理不规范", "合同长期不补签", "护栏破损无人管")


def roles(draft: Draft) -> list[tuple[str, str]]:
    return [(section.heading, section.role) for section in draft.outline.sections if section.heading]


@pytest.mark.parametrize("number", ["", "一二三", "甲乙丙", "壹贰叁"])
@pytest.mark.parametrize("item", ["{n}、{fault}。", "问题{n}：{fault}。"])
def test_sections_are_found_whatever_counts_them_or_nothing(number: str, item: str) -> None:
    named = [f"{number[at]}、{words}" if number else words for at, words in enumerate(HEADS)]
    items = [
        line
        for at, fault in enumerate(THREE, 1)
        for line in (
            item.format(n=at, fault=fault),
            "整改措施：清理并核对86份，已追回欠款18.6万元。",
            "此项正按计划推进。",
        )
    ]
    draft = read("\n".join([TITLE, LEAD, named[0], UNDER[0], named[1], *items, named[2], UNDER[1]]))
    assert roles(draft) == list(zip(named, ("leadership", "problems", "next-steps"), strict=True))
    assert [problem.title.rstrip("。") for problem in draft.outline.problems] == list(THREE)
    assert [len(problem.measures) for problem in draft.outline.problems] == [1, 1, 1]


def test_sentences_that_nothing_numbers_are_items_between_statuses() -> None:
    titles = (
        "票据管理不规范，最长滞留十四个月。",
        "物资发放不公开，随意优先亲友。",
        "证书“拍照即合格”。",
        "议事规则空转，大额支出不上会。",
    )
    items = [
        line
        for title in titles
        for line in (
            title,
            "清理旧票据86份，追回欠款18.6万元，逐户告知，逐户取回收条，修订管理办法。",
            "此项整改已经完成。",
        )
    ]
    draft = read(
        "\n".join([TITLE, LEAD, "整改组织工作", UNDER[0], "巡察反馈问题的整改情况", *items, "今后的打算", UNDER[1]])
    )
    assert [problem.title for problem in draft.outline.problems] == list(titles)
    assert [len(problem.measures) for problem in draft.outline.problems] == [1] * 4
    assert [role for _, role in roles(draft)] == ["leadership", "problems", "next-steps"]


@pytest.mark.parametrize("group", ["（一）财务管理方面", "\t（一）财务管理方面"])
def test_groups_of_a_table_of_tabs_are_no_items(group: str) -> None:
    rows = [f"{n}\t{fault}\t清理并核对86份\t财务科\t2024年6月\t已完成" for n, fault in enumerate(THREE, 1)]
    text = "\n".join(
        [
            TITLE,
            LEAD,
            "一、整改组织情况",
            UNDER[0],
            "二、问题清单",
            "序号\t反馈问题\t整改措施\t责任单位\t完成时限\t整改进展",
            group,
            *rows,
            "三、下步安排",
            UNDER[1],
        ]
    )
    draft, refused, _ = _draft(text.encode(), "a.txt", Path("none/notices"), organ_id)
    assert refused is None
    assert [problem.title for problem in draft.outline.problems] == list(THREE)
    assert [role for _, role in roles(draft)] == ["leadership", "problems", "next-steps"]


def test_small_tables_one_for_each_item_are_one_ledger() -> None:
    tables = [
        row
        for n, fault in enumerate(THREE, 1)
        for row in (
            f"序号\t{n}",
            f"反馈问题\t{fault}。",
            "整改措施\t清理并核对86份，追回欠款18.6万元。",
            "完成时限\t2024年6月30日",
            "完成情况\t已整改完成",
        )
    ]
    text = "\n".join(
        [TITLE, LEAD, "一、整改组织情况", UNDER[0], "二、反馈问题整改情况", *tables, "三、下步安排", UNDER[1]]
    )
    draft, refused, _ = _draft(text.encode(), "a.txt", Path("none/notices"), organ_id)
    assert refused is None
    assert [problem.title.rstrip("。") for problem in draft.outline.problems] == list(THREE)
    assert [len(problem.measures) for problem in draft.outline.problems] == [1, 1, 1]
    assert any("一项一张的小表" in doubt.why for doubt in draft.doubts)


@pytest.mark.parametrize("gap", ["\t", "：", "　"])
def test_facts_of_an_inspection_under_labels(gap: str) -> None:
    facts = ["巡察组县委第七巡察组", "巡察时间2023.3.6—2023.4.21", "反馈时间2023.5.26"]
    labelled = [
        f"{each[:3]}{gap}{each[3:]}" if each.startswith("巡察组") else f"{each[:4]}{gap}{each[4:]}" for each in facts
    ]
    found = read(
        "\n".join([TITLE, "发布时间：2023-10-25", *labelled, "现将本单位巡察整改情况公开如下：", ITEMS])
    ).head.inspection
    assert found is not None and not isinstance(found, str)
    assert found.teams == ("县委第七巡察组",)
    assert (found.started, found.ended, found.feedback) == ("2023-03-06", "2023-04-21", "2023-05-26")
