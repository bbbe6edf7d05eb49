# ruff: noqa: E501  one document a row reads better than a broken one
"""The kinds of house style that were once read wrongly, each as small as it can be: what is read, on the same screen."""

import pytest

from site_builder.importing.draft import Draft, draft_of
from site_builder.importing.names import organ_id
from site_builder.importing.readers.dispatch import read_manuscript
from site_builder.importing.report import recognised
from site_builder.records.ledger_model import Ledger

TITLE = "中共云州市园林局党组关于巡察整改情况的通报"
LEAD = "2023年7月3日至9月1日，市委第六巡察组对市园林局党组开展了巡察。现将整改情况通报如下。"
BODY = ["二、整改情况", "1.关于“票据管理不规范”问题", "一是清理票据，逐份核对。", "二是修订办法，组织培训。"]
END = ["联系电话：0999-7000001", "中共云州市园林局党组", "2024年3月5日"]


def read(*lines: str) -> Draft:
    return draft_of(read_manuscript("\n".join(lines).encode(), "a.txt"), organ_id)


def items(draft: Draft) -> list[str]:
    """number, what it says, title, measures"""
    return [f"{p.number} {p.states} {p.title} {len(p.measures)}" for p in draft.outline.problems]


def roles(draft: Draft) -> list[str]:
    return [section.role for section in draft.outline.sections]


def ledger(draft: Draft) -> Ledger:
    return draft.suggested.ledgers.items.get("p1", Ledger())


@pytest.mark.parametrize(
    ("above", "published"),
    [
        (["网站支持IPV6", TITLE, "发布日期：2024-03-04"], "2024-03-04"),
        ([TITLE, "云州市园林局", "2024-03-04 10:54 云州市园林局"], "2024-03-04 10:54"),
        (["标题图", TITLE, "新闻动态", "2024/03/04"], "2024-03-04"),
        (["今天是2027年1月4日 星期一", "首页 -> 要闻 -> 审计公告", TITLE, "发布时间", "2024年3月4日"], "2024-03-04"),
        ([f"| 标题 | {TITLE} | 发布日期 | 2024-03-04 |"], "2024-03-04"),
        ([f"通知公告->{TITLE} | 云州市园林局", "发布日期：2024-03-04"], "2024-03-04"),
        (["园林局政府信息公开", "云州市园林局党组文件", "签发：", TITLE, "时间：2024-03-04 浏览：12次"], "2024-03-04"),
    ],
)  # fmt: skip
def test_a_head_in_any_clothes(above: list[str], published: str) -> None:
    draft = read(*above, LEAD, *BODY, *END)
    assert (draft.head.title, draft.head.published, draft.organ_name) == (TITLE, published, "中共云州市园林局党组")
    assert draft.head.signed is not None
    assert draft.head.signed.date == "2024-03-05"


def test_the_choice_of_the_title_is_explained() -> None:
    choice = read("网站支持IPV6", TITLE, LEAD, *BODY).choices[0]
    assert (choice.what, choice.line, choice.chosen) == ("标题", 2, TITLE)
    assert "以文种结尾" in choice.because


@pytest.mark.parametrize(
    "below",
    [
        ["原文链接：https://www.yunzhou.invalid/zwgk/zgtb/202405/t20240509_118273645_content_detail.html?from=list&page=3&channel=zgtb"],
        ["附件：", "整改情况说明", "本次整改坚持问题导向，围绕反馈意见制定任务书和时间表，实行清单管理、逐项核对，确保不留死角。"],
        ["版权所有：云州市人民政府", "地址：云州市一号路1号 邮编：999999 电话：0999-6000000", "云ICP备00000001号"],
        ["本网站所刊载的信息，包括文字、图片、音视频等，未经协议授权不得以任何方式转载，违者将依法追究责任，特此声明，敬请谅解。"],
    ],
)  # fmt: skip
def test_what_stands_behind_the_signature_changes_nothing(below: list[str]) -> None:
    draft = read(TITLE, LEAD, *BODY, *END, *below)
    assert draft.head.signed is not None
    assert (draft.head.signed.by, draft.head.signed.date) == (("中共云州市园林局党组",), "2024-03-05")
    assert draft.head.contacts.phones == ("0999-7000001",)
    assert draft.head.contacts.postcodes == ()
    assert items(draft) == ["1 problem 关于“票据管理不规范”问题 2"]


@pytest.mark.parametrize(
    "heading",
    [
        "组织整改落实情况",
        "党组及党组书记组织整改落实情况",
        "主要负责人组织落实整改情况",
        "党组书记组织落实整改工作情况",
    ],
)
def test_who_organised_it_is_no_problem(heading: str) -> None:
    draft = read(TITLE, LEAD, f"一、{heading}", "（一）加强领导。召开会议3次。", "（二）压实责任。建立台账。", *BODY)
    assert roles(draft) == ["leadership", "problems"]
    assert len(draft.outline.problems) == 1


def test_a_text_cut_before_its_problems_has_no_items() -> None:
    draft = read(TITLE, LEAD, "一、提高政治站位", "召开会议3次，专题研究。", "二、压实工作责任", "建立台账，定期调度。")
    assert items(draft) == []


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (["一、整改情况", "1.关于“票据混乱”问题", "清理票据。", "2.关于“合同缺失”问题", "补签合同。"], ["1 problem 关于“票据混乱”问题 1", "2 problem 关于“合同缺失”问题 1"]),
        (["附件1：任务清单", "项目1.1 站点覆盖不足", "整改措施：新建站点。", "项目l.2 投诉处理超期", "整改措施：修订规程。"], ["1.1 problem 站点覆盖不足 1", "l.2 problem 投诉处理超期 1"]),
        (["二、整改情况", "1.关于“内部管理”方面", "（1）药品管理不规范。", "整改情况：完善台账。", "（2）设备维护不及时。", "整改情况：逐台检修。"], ["1 problem 药品管理不规范。 1", "2 problem 设备维护不及时。 1"]),
        (["二、整改情况", "1.锲而不舍纠治文山会海", "压减会议。", "2.压责任补短板", "明确分工。", "3.着力解决窗口办理滞后", "增设窗口。"], ["1 measure 锲而不舍纠治文山会海 1", "2 measure 压责任补短板 1", "3 measure 着力解决窗口办理滞后 1"]),
        (["一、存在的主要问题", "1.票据管理混乱。", "2.合同归档不及时。", "二、监督意见及整改要求", "（一）提高认识，认真对照检查。", "（二）限期整改。"], ["1 problem 票据管理混乱。 0", "2 problem 合同归档不及时。 0"]),
        (["二、检查处理情况", "（一）票据管理混乱。", "检查情况：抽查发现3份票据缺号。", "处理措施：责令补登，约谈负责人。"], ["一 problem 票据管理混乱。 1"]),
        (["二、整改情况", "⑴关于“票据混乱”问题", "清理票据。", "图1  图2", "⑵关于“合同缺失”问题", "补签合同。"], ["⑴ problem 关于“票据混乱”问题 1", "⑵ problem 关于“合同缺失”问题 1"]),
        (["1.关于“票据混乱”方面", "（一）登记缺失的问题。", "补登。", "（二）核销滞后的问题。", "核销。", "2.关于合同方面", "（一）归档不及时的问题。", "归档。"], ["一 problem 登记缺失的问题。 1", "二 problem 核销滞后的问题。 1", "一 problem 归档不及时的问题。 1"]),
        (["整改任务：有的部门推进不力。", "整改目标：压实责任。", "整改完成情况：", "1、召开会议。", "2、按月调度。"], ["None problem 整改任务：有的部门推进不力。 2"]),
    ],
)  # fmt: skip
def test_items(body: list[str], expected: list[str]) -> None:
    assert items(read(TITLE, LEAD, *body, *END)) == expected


def test_a_list_of_contents_holds_no_items() -> None:
    contents = ["目 录", "一、组织领导情况........1", "二、整改情况\t2", "1.关于“票据管理不规范”问题……3"]
    draft = read(TITLE, *contents, LEAD, "一、组织领导情况", "召开会议3次。", *BODY, *END)
    assert items(draft) == ["1 problem 关于“票据管理不规范”问题 2"]
    assert [each.text for each in draft.aside] == contents


@pytest.mark.parametrize(
    ("lead", "teams", "organ", "days"),
    [
        ("2023年7月3日至9月1日，市委第五巡察组对中共云州市档案馆委员会（以下简称馆党委）开展了巡察。", ["市委第五巡察组"], "中共云州市档案馆委员会", ("2023-07-03", "2023-09-01")),
        ("2023年3-5月，市委4个巡察组对市档案馆等单位开展了巡察。", [], "市档案馆", ("2023-03", "2023-05")),
        ("七届市委第十二轮巡察一组于2022年11月7日至次年1月6日对市档案馆党组开展巡察。", ["巡察一组"], "市档案馆党组", ("2022-11-07", "2023-01-06")),
        ("市档案馆党组认真传达市委第三巡察组反馈意见。", ["市委第三巡察组"], None, (None, None)),
        ("2023年3月上旬至5月下旬，市直机关工委第一巡察组对市档案馆党组进行了巡察。", ["市直机关工委第一巡察组"], "市档案馆党组", ("2023-03", "2023-05")),
    ],
)  # fmt: skip
def test_leads(lead: str, teams: list[str], organ: str | None, days: tuple[str | None, str | None]) -> None:
    draft = read("关于巡察整改情况的通报", lead, *BODY)
    found = draft.head.inspection
    assert found is not None and not isinstance(found, str)
    assert (list(found.teams), draft.organ_name, (found.started, found.ended)) == (teams, organ, days)


def test_a_third_of_a_month_is_kept_as_it_was_said() -> None:
    draft = read(TITLE, "2023年3月上旬至5月下旬，市委第六巡察组对市园林局党组进行了巡察。", *BODY)
    found = draft.head.inspection
    assert found is not None and not isinstance(found, str)
    assert found.started == "2023-03"
    assert recognised(draft)["inspection"]["about"] == {"started": "上旬", "ended": "下旬"}
    assert [each.text for each in draft.doubts if "不推算到日" in each.why] == ["2023年3月上旬", "5月下旬"]


def test_totals_of_a_check() -> None:
    draft = read(TITLE, LEAD, "本次检查共计发现各类问题30个，已完成整改25个，正在整改中的5个。", *BODY)
    stated = draft.head.stated
    assert stated is not None
    assert (stated.problems, stated.done, stated.ongoing) == (30, 25, 5)


@pytest.mark.parametrize(
    "sentence",
    [
        "坚持“每月一考核、每月一通报”制度。",
        "依据办法第十二条，处1万元以上5万元以下罚款。",
        "由市财政局牵头筹集资金300万元。",
    ],
)
def test_no_false_facts(sentence: str) -> None:
    draft = read(TITLE, LEAD, "二、整改情况", "1.关于“票据管理不规范”问题", sentence)
    given = ledger(draft)
    assert [each.kind for each in given.facts if each.kind == "forfeited"] == []
    assert given.responsible == ()
    assert draft.suggested.ledgers.commitments == {}


@pytest.mark.parametrize("sentence", ["对12人进行提醒谈话。", "参加培训46人。", "选派4名年轻干部到基层锻炼。"])
def test_a_label_is_no_bare_verb(sentence: str) -> None:
    draft = read(TITLE, LEAD, "二、整改情况", "1.关于“票据管理不规范”问题", sentence)
    assert [each.label in ("对", "参加", "选派", "组织") for each in ledger(draft).facts] in ([], [False])
