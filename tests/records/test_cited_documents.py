"""What a text says was done to a named paper."""

import pytest

from site_builder.records.cited_documents import act_of


@pytest.mark.parametrize(
    ("text", "name", "act"),
    [
        ("一是印发《采购办法》，规范采购。", "采购办法", "issued"),
        ("印发了《整改方案》和《责任清单》。", "责任清单", "issued"),
        ("印发实施《行动方案》《若干措施》等文件。", "若干措施", "issued"),
        ("制订《学习制度》，明确内容。", "学习制度", "issued"),
        ("制定执行《回避办法》。", "回避办法", "issued"),
        ("修订《人事指引》。", "人事指引", "revised"),
        ("分别依照《资助细则》（新起草）、《支出制度》（已发布）管理。", "支出制度", "issued"),
        ("分别依照《资助细则》（新起草）、《支出制度》（已发布）管理。", "资助细则", "drafted"),
        ("形成《经费办法》及细则，现已征求意见，计划于5月发布。", "经费办法", "drafted"),
        ("初步形成《换届方案（草案）》。", "换届方案（草案）", "drafted"),
        ("废止《专柜指引》。", "专柜指引", "abolished"),
        ("按照《选拔规程》执行。", "选拔规程", "cited"),
        ("学习《若干准则》等规定。", "若干准则", "cited"),
    ],
)
def test_acts(text: str, name: str, act: str) -> None:
    start = text.index(f"《{name}》")
    assert act_of(text, start, start + len(name) + 2) == act
