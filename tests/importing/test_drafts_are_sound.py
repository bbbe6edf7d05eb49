"""A ledger that the program itself suggests needs no mending: `check` calls nothing in it a slip, so `check --fix` changes no word of it."""

from collections.abc import Iterator

import pytest

from site_builder.importing.names import organ_id
from site_builder.importing.suggest import money
from site_builder.importing.tables.table_draft import draft_of_tables
from site_builder.importing.tables.table_reading import tables_of
from site_builder.records.findings import Finding
from site_builder.records.notice import Notice
from site_builder.records.vocabulary import FACT_KINDS, MODALITIES
from site_builder.rules.registry import NOTICE_RULES
from tests.cases import either
from tests.house_styles.choices import draw
from tests.house_styles.compose import OPTIONS, compose, settled
from tests.importing.test_properties import imported, written
from tests.rules.neighbours import sound

NOTICE = """中共云岭市水务局党组关于巡察整改进展情况的通报

根据市委统一部署，2026年3月1日至4月30日，市委第一巡察组对市水务局党组进行了巡察，2026年5月20日反馈了意见。现将整改进展情况予以公布。

一、关于资金管理方面的问题

1.关于资金管理不严的问题。

（1）{0}。

（2）补充规定，印发《资金管理办法》。

2.关于往来款长期挂账的问题。

（1）清理往来款。

中共云岭市水务局党组
2026年10月17日
"""
SAYS = ("应当", "责令", "启动程序", "起诉", "已", "全部", "计划", "拟", "")
DOES = ("追回", "收缴并上缴", "清退", "挽回损失", "补缴", "调减", "没收", "支付")


def slips(notice: Notice) -> Iterator[Finding]:
    """What the rules of notices say of a draft where they offer to mend the ledger, or take a measure for a fault."""
    case = sound()["2026-shuiwu"]._replace(notice=notice)
    for rule in NOTICE_RULES:
        for each in rule.findings(case):
            if each.code == "R022" or (each.fix.edits and each.at.path.endswith("ledger.yaml")):
                yield each


@pytest.mark.parametrize("does", DOES)
@pytest.mark.parametrize("says", SAYS)
def test_sums_of_every_kind_and_standing(says: str, does: str) -> None:
    draft = imported(NOTICE.format(f"{says}{does}多付的工程款20万元").encode())
    notice = written(draft)
    facts = [fact for item in notice.outline.problems for fact in notice.ledger(item.id).facts if fact.value]
    assert facts
    assert all(fact.kind in FACT_KINDS and fact.modality in MODALITIES for fact in facts)
    assert list(slips(notice)) == []


def test_each_standing_of_a_sum_is_met() -> None:
    """Those that SAYS is drawn from are all that there are, so the table above shows each."""
    told = {money.said(f"{says}{does}多付的工程款20万元") for says in SAYS for does in DOES}
    assert told == set(MODALITIES)


@pytest.mark.parametrize("seed", range(either(12, 120)))
def test_documents_of_any_house_style(seed: int) -> None:
    document = compose(settled(draw(seed, OPTIONS)))
    assert list(slips(written(imported(document.raw)))) == []


@pytest.mark.parametrize(
    ("problem", "states"),
    [
        ("推进数字化平台建设", "measure"),
        ("落实主体责任", "measure"),
        ("落实主体责任不到位", "problem"),
        ("往来款长期挂账", "problem"),
        ("加强政治理论学习不够", "problem"),
    ],
)
def test_a_column_of_problems_accuses_nobody_of_a_measure(problem: str, states: str) -> None:
    table = f"序号,问题,整改措施,完成情况\n1,{problem},清理往来款,已完成\n2,水表更新滞后,分批更换水表,正在更换\n"
    tables = tables_of(table.encode(), "台账.csv")
    assert tables is not None
    notice = written(draft_of_tables(tables, organ_id).draft)
    assert [item.states for item in notice.outline.problems] == [states, "problem"]
    assert list(slips(notice)) == []
