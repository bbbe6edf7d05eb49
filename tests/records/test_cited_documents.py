"""What a text says was done to a named paper."""

import pytest

from site_builder.records.cited_documents import act_of, documents_of
from site_builder.records.outline import read_outline


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
        ("《专柜指引》已经废止。", "专柜指引", "abolished"),
        ("《专柜指引》自今年五月一日起一律予以废止。", "专柜指引", "cited"),  # too far behind
        ("《专柜指引》正在起草。", "专柜指引", "drafted"),
        ("《专柜指引》执行，旧的废止。", "专柜指引", "cited"),
        ("按照《选拔规程》执行。", "选拔规程", "cited"),
        ("学习《若干准则》等规定。", "若干准则", "cited"),
    ],
)
def test_acts(text: str, name: str, act: str) -> None:
    start = text.index(f"《{name}》")
    assert act_of(text, start, start + len(name) + 2) == act


def test_the_documents_of_a_text() -> None:
    """In its order, once for each item and act; names that are no regulations are passed over."""
    text = (
        "## 一、情况 {role=problems}\n\n学习《某某准则》《读报》。\n\n#### 1. 甲 {#p1}\n\n印发《采购办法》，规范采购。按照《采购办法》执行。\n\n"
        "- 一是再次印发《采购办法》。\n\n#### 2. 乙 {#p2}\n\n修订《关于〈采购办法〉的通知》。印发《采购办法》。\n"
    )
    found = documents_of(read_outline(text, "n.md", 1, "problem", []))
    assert [(each.name, each.act, each.item, each.sentence) for each in found] == [
        ("某某准则", "cited", None, "学习《某某准则》《读报》。"),
        ("采购办法", "issued", "p1", "印发《采购办法》，规范采购。"),
        ("采购办法", "cited", "p1", "按照《采购办法》执行。"),
        ("关于〈采购办法〉的通知", "revised", "p2", "修订《关于〈采购办法〉的通知》。"),
        ("采购办法", "issued", "p2", "印发《采购办法》。"),
    ]
