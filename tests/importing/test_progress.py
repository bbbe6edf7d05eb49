"""What the text says about progress, one wording a row: status, due date, money, promise, target; and what it does not say."""

import pytest

from site_builder.importing.draft import Draft, draft_of
from site_builder.importing.names import organ_id
from site_builder.importing.readers.dispatch import read_manuscript

HALF = str.maketrans({"，": ",", "：": ":", "；": ";", "（": "(", "）": ")"})


def notice(*measures: str) -> Draft:
    """A notice with one item that has these paragraphs."""
    text = "\n".join(
        [
            "中共云洲市园林局党组关于巡察整改情况的通报",
            "发布日期：2024-03-05",
            "二、整改情况",
            "1.关于“票据管理不规范”问题",
            *measures,
        ]
    )
    return draft_of(read_manuscript(text.encode(), "a.txt"), organ_id)


def entries(*measures: str) -> list[tuple[str | None, str | None, str | None]]:
    ledger = notice(*measures).suggested.ledgers.items.get("p1")
    return [(each.status, each.about, each.quote) for each in ledger.entries] if ledger else []


@pytest.mark.parametrize(
    ("measures", "expected"),
    [
        (["一是清理旧票据，目前已完成。", "二是核对台账。"], [("done", "m1", "清理旧票据，目前已完成")]),
        (
            ["一是已完成2023年度票据核销工作。", "二是核对台账。"],
            [("done", "2023年度票据核销工作", "已完成2023年度票据核销工作")],
        ),
        (["一是核对台账，取得阶段性成果。", "二是培训。"], [("partial", "m1", "取得阶段性成果")]),
        (["一是目前正在修订票据管理办法。", "二是培训。"], [("ongoing", "票据管理办法", "目前正在修订票据管理办法")]),
        (["一是培训。", "二是库房改造已基本完成。"], [("partial", "库房改造", "库房改造已基本完成")]),
        (["补开票据12张。该问题已整改完成。"], [("done", None, "该问题已整改完成")]),
        (["整改情况：已完成整改。制定领用登记办法。"], [("done", None, "已完成整改。制定领用登记办法")]),
        (["整改情况：已办结。"], [("done", None, "整改情况：已办结")]),
        # Words that say nothing about progress.
        (["一是印发票据管理办法。", "二是组织培训。"], []),
        (["一是核对已完成工作量并结算。", "二是对已完成的任务适时复查。"], []),
        (["一是督促未完成核销的科室尽快完成。", "二是确保按期完成。"], []),
        (["一是计划于2024年6月前完成核销。"], []),
        (["一是研究正在实施的项目。"], []),
    ],
)
def test_status(measures: list[str], expected: list[tuple[str | None, str | None, str | None]]) -> None:
    assert entries(*measures) == expected


@pytest.mark.parametrize(
    ("measure", "by", "about", "quote"),
    [
        ("修订票据管理办法，计划于2024年6月发布。", "2024-06", "票据管理办法", "计划于2024年6月发布"),
        ("库房改造预计2024年8月底前完工并完成验收。", "2024-08", "库房改造", "预计2024年8月底前完工并完成验收"),
        ("目前已制定培训方案，拟于上半年举办。", "2024-06", "培训方案", "拟于上半年举办"),
        ("旧票据于6月15日前全部完成核销。", "2024-06-15", "旧票据", "6月15日前全部完成核销"),
        ("整改时限：2024年9月底", "2024-09", None, "整改时限：2024年9月底"),
        ("库房改造计划2024年5月中旬完成。", "2024-05-20", "库房改造", "计划2024年5月中旬完成"),
    ],
)
def test_due(measure: str, by: str, about: str | None, quote: str) -> None:
    (due,) = notice(measure, "组织培训。").suggested.ledgers.items["p1"].due
    assert (due.by, due.about, due.quote) == (by, about, quote)


def test_no_due_date_in_the_past() -> None:
    ledger = notice("已于2023年3月完成核销，2023年12月前的票据全部归档。").suggested.ledgers.items["p1"]
    assert ledger.due == ()


@pytest.mark.parametrize(
    ("measure", "kind", "value", "unit", "modality"),
    [
        ("已追回资金3.2万元。", "recovered", "3.2", "万元", "received"),
        ("责成经手人退回超标费用1200元。", "returned", "1200", "元", "ordered"),
        ("启动20万元资金的追回程序。", "recovered", "20", "万元", "started"),
        ("累计挽回损失1.5亿元。", "saved", "1.5", "亿元", "stated"),
        ("补缴税款8,000元。", "repaid", "8000", "元", "stated"),
        ("约谈责任人3人次。", "people", "3", "人次", "stated"),
        ("给予党纪处分0人。", "people", "0", "人", "stated"),
    ],
)
def test_fact(measure: str, kind: str, value: str, unit: str, modality: str) -> None:
    (fact,) = notice(measure).suggested.ledgers.items["p1"].facts
    assert (fact.kind, fact.value, fact.unit, fact.modality) == (kind, value, unit, modality)


@pytest.mark.parametrize(
    ("measure", "kind", "label", "value", "unit", "act"),
    [
        ("票据核销率达98.5%。", "rate", "票据核销率", "98.5", "%", None),
        ("缺号票据同比下降12%。", "rate", "缺号票据同比下降", "12", "%", None),
        ("培训票据管理人员120余人次。", "people", "培训票据管理人员", "120", "人次", None),
        ("印发关于加强票据管理的通知。", "document", "关于加强票据管理的通知", None, None, "issued"),
        ("修订票据领用管理办法。", "document", "票据领用管理办法", None, None, "revised"),
        ("废止旧版票据登记制度。", "document", "旧版票据登记制度", None, None, "abolished"),
    ],
)
def test_figure(measure: str, kind: str, label: str, value: str | None, unit: str | None, act: str | None) -> None:
    (fact,) = notice(measure).suggested.ledgers.items["p1"].facts
    assert (fact.kind, fact.label, fact.value, fact.unit, fact.act) == (kind, label, value, unit, act)


@pytest.mark.parametrize(
    "measure",
    [
        "确保票据核销率达到90%以上。",
        "拍摄票据管理宣传片，完成票据课题研究。",
        "今后将及时修订票据管理办法。",
        "按照票据管理办法执行。",
        "印发《票据管理办法》。",
    ],
)
def test_no_figure(measure: str) -> None:
    ledger = notice(measure).suggested.ledgers.items.get("p1")
    assert ledger is None or ledger.facts == ()


def test_a_threshold_is_no_sum() -> None:
    assert notice("单笔5万元以上的退款须经局务会审议。").suggested.ledgers.items == {}


@pytest.mark.parametrize(
    ("measure", "every", "first", "last", "threshold"),
    [
        ("每半年至少召开一次票据检查会。", "6M", None, None, None),
        ("2024年至2026年每年开展两次抽查。", "6M", "2024", "2026", None),
        ("每季度通报票据核销进度。", "3M", None, None, None),
        ("对票据开展不低于20%的抽查。", None, None, None, "不低于20%"),
    ],
)
def test_commitment(
    measure: str, every: str | None, first: str | None, last: str | None, threshold: str | None
) -> None:
    (found,) = notice(measure).suggested.ledgers.commitments.values()
    assert (found.every, found.from_, found.until, found.threshold, found.item) == (every, first, last, threshold, "p1")


@pytest.mark.parametrize(
    ("measure", "units"),
    [
        ("由财务科作为牵头科室，组织核对。", ["财务科"]),
        ("责任单位：财务科、办公室", ["财务科、办公室"]),
        ("由财务科负责人和经手人双重审核。", []),
        ("牵头单位：局长张某某", []),
    ],
)
def test_responsible(measure: str, units: list[str]) -> None:
    ledger = notice(measure, "组织核对。").suggested.ledgers.items.get("p1")
    assert [each.unit for each in (ledger.responsible if ledger else ())] == units


def plan(*sentences: str, summary: str = "") -> list[tuple[str | None, str | None, str | None, str]]:
    text = "\n".join(
        [
            "一、2023年工作总结",
            f"(一)服务。{summary}",
            "二、2024年工作安排",
            "(一)聚焦服务",
            "一是做好办事服务。" + "".join(sentences),
        ]
    )
    targets = draft_of(read_manuscript(text.encode(), "a.txt"), organ_id).suggested.ledgers.targets.values()
    return [(each.comparator, each.value, each.unit, each.metric) for each in targets]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("新增网点不少于12个。", [(">=", "12", "个", "新增网点")]),
        ("满意率超95%，投诉量控制在300件以内。", [(">", "95", "%", "满意率"), ("<=", "300", "件", "投诉量")]),
        ("培训1500人次以上。", [(">=", "1500", "人次", "培训")]),
        ("争取评议排名“保六冲三”。", [(None, "6", None, "评议排名")]),
        ("实现窗口评价全覆盖。", [(None, "100", "%", "窗口评价")]),
        ("在“12+4”领域推行“1+2+N”机制，完成8项任务清单，开展三年行动。", []),
        ("截至去年已完成30个。", []),
    ],
)
def test_target(sentence: str, expected: list[tuple[str | None, str, str | None, str]]) -> None:
    assert plan(sentence) == expected


def test_last_year_is_compared_only_with_its_like() -> None:
    text = "\n".join(
        [
            "一、2023年工作总结",
            "(一)服务。全年新增网点30个。办理证照1.2万件。助力融资20亿元。",
            "二、2024年工作安排",
            "(一)聚焦服务",
            "一是做好服务。新增网点不少于12个。办理高频证照不少于1万件。助力融资不少于10亿元。",
        ]
    )
    targets = draft_of(read_manuscript(text.encode(), "a.txt"), organ_id).suggested.ledgers.targets.values()
    assert [(t.before.value, t.before.same_metric) if t.before else None for t in targets] == [
        ("30", True),
        None,
        ("20", False),
    ]


@pytest.mark.parametrize(
    ("measure", "said"),
    [
        ("培训票据管理人员100余人。", [("people", ">", "100", "人")]),
        ("培训票据管理人员近100人次。", [("people", "<", "100", "人次")]),
        ("线上收看人数约3万人次。", [("people", "~", "3", "万人次")]),
        ("对2名责任人给予诫勉谈话。", [("people", None, "2", "名")]),
        ("约谈经手人三人。", [("people", None, "3", "人")]),
        ("给予党纪处分0人，问责2人次。", [("people", None, "0", "人"), ("people", None, "2", "人次")]),
        ("票据核销率已达到90%以上。", [("rate", ">=", "90", "%")]),
        (
            "票据合格率为99.5%，差错率同比下降3个百分点。",
            [("rate", None, "99.5", "%"), ("rate", None, "3", "个百分点")],
        ),
        ("追回资金12万余元。", [("recovered", ">", "12", "万元")]),
        ("涉及企业4家，需追回资金9笔16.1万元。", [("count", None, "4", "家"), ("recovered", None, "16.1", "万元")]),
        (
            "审定补助208.5645万元，核减1.75万元。",
            [("amount", None, "208.5645", "万元"), ("reduced", None, "1.75", "万元")],
        ),
        ("经费由500万元增加至610万元。", [("amount", None, "500", "万元"), ("amount", None, "610", "万元")]),
        ("追回资金三百二十万元。", [("recovered", None, "320", "万元")]),
        (
            "清退押金五万八千元、追回补贴二十余万元。",
            [("returned", None, "58000", "元"), ("recovered", ">", "20", "万元")],
        ),
        ("追回资金20多万元。", [("recovered", ">", "20", "万元")]),
        ("投入资金一亿二千万元。", [("amount", None, "12000", "万元")]),
        ("追回资金数百万元，挽回损失三四十万元，投放一元公交票。", []),
        ("单笔五万元以上的退款须经局务会审议。", []),
        ("清退押金3万元、追回补贴2万元。", [("returned", None, "3", "万元"), ("recovered", None, "2", "万元")]),
        # Rules, aims, ranks and parts of names are no facts.
        ("单笔5万元以上的退款须经局务会审议。", []),
        ("每次检查不少于2人参加。", []),
        ("成立5人小组，位列第12名。", []),
        ("确保票据核销率达到95%。", []),
    ],
)
def test_how_exact_a_number_is(measure: str, said: list[tuple[str, str | None, str, str]]) -> None:
    for width in ({}, HALF):
        ledger = notice(measure.translate(width)).suggested.ledgers.items.get("p1")
        facts = ledger.facts if ledger else ()
        assert [(each.kind, each.comparator, each.value, each.unit) for each in facts] == said


@pytest.mark.parametrize(
    ("measure", "names", "act"),
    [
        (
            "修订印发票据管理规则、票据核销清单、票据归档制度等。",
            ["票据管理规则", "票据核销清单", "票据归档制度"],
            "revised",
        ),
        ("制定票据领用规范和核销标准。", ["票据领用规范", "核销标准"], "issued"),
        ("印发关于加强票据、合同管理工作的通知。", ["关于加强票据、合同管理工作的通知"], "issued"),
        ("制定票据、合同管理办法。", ["票据、合同管理办法"], "issued"),
        ("起草票据管理办法，计划于2024年6月印发。", ["票据管理办法"], "drafted"),
        ("制定2024年度票据抽查计划。", ["2024年度票据抽查计划"], "issued"),
        ("制定《票据联系办法》和年度工作计划，严格落实。", ["年度工作计划"], "issued"),
        ("下发票据核销注意事项清单、流程图等。", ["票据核销注意事项清单", "流程图"], "issued"),
        ("结合实际，对操作规程进行了修订。", ["操作规程"], "revised"),
        ("完善票据领用、核销等业务操作指引。", ["票据领用、核销等业务操作指引"], "revised"),
        # 轮岗计划 may be a mere intention, 对制度 and 完善…制度 name no one document, a 流程图 alone neither.
        ("制定轮岗计划，印发流程图，完善票据管理制度，对制度进行了修订。", [], ""),
        ("下一步将制定2025年度票据抽查计划，完善票据核销操作指引。", [], ""),
        ("制定和完善票据、合同等18项制度。", [], ""),
        ("摄制专题片，完成票据课题，出台一系列制度。", [], ""),
    ],
)
def test_documents_without_marks(measure: str, names: list[str], act: str) -> None:
    ledger = notice(measure).suggested.ledgers.items.get("p1")
    found = [each for each in (ledger.facts if ledger else ()) if each.kind == "document"]
    assert [each.label for each in found] == names
    assert {each.act for each in found} <= {act}


def test_a_due_date_of_two_plans_names_both() -> None:
    (due,) = (
        notice("关于“种苗补助计划”、“花木补助计划”，经核查需追回资金3万元，计划在2024年12月前全部追回。", "培训。")
        .suggested.ledgers.items["p1"]
        .due
    )
    assert due.about == "“种苗补助计划”、“花木补助计划”"


@pytest.mark.parametrize(
    ("measure", "threshold"),
    [
        ("确保票据核销率达到90%以上。", "90%以上"),
        ("抽查比例不低于20%。", "不低于20%"),
        ("对30%以上的票据已复核。", None),
    ],
)
def test_thresholds(measure: str, threshold: str | None) -> None:
    found = notice(measure).suggested.ledgers.commitments.values()
    assert [each.threshold for each in found] == ([threshold] if threshold else [])


def test_a_former_sum_has_its_own_quotation() -> None:
    former, present = notice("全馆票据经费由2019年的500万元增加至610万元。").suggested.ledgers.items["p1"].facts
    assert (former.label, former.quotes) == ("全馆票据经费", ("全馆票据经费由2019年的500万元",))
    assert (present.label, present.value) == ("全馆票据经费", "610")


def test_a_sum_in_characters_keeps_its_words() -> None:
    (fact,) = notice("已追回资金三百二十万元。").suggested.ledgers.items["p1"].facts
    assert (fact.value, fact.unit, fact.quotes) == ("320", "万元", ("已追回资金三百二十万元",))
