"""What stands under an item: measures, the numbers that begin them, lines that are none, and where the item ends."""

import pytest

from site_builder.importing.draft import Draft, draft_of
from site_builder.importing.names import organ_id
from site_builder.importing.readers.dispatch import read_manuscript
from site_builder.records.ledger_model import Ledger
from site_builder.records.outline import split_number

HALF = str.maketrans({"，": ",", "：": ":", "；": ";", "（": "(", "）": ")"})


def notice(*under: str, after: tuple[str, ...] = ()) -> Draft:
    """A notice whose only item has these paragraphs under it, and these behind it."""
    text = "\n".join(
        [
            "中共云州市园林局党组关于巡察整改情况的通报",
            "发布日期：2024-03-05",
            "二、整改情况",
            "1.关于“票据管理不规范”问题",
            *under,
            *after,
        ]
    )
    return draft_of(read_manuscript(text.encode(), "a.txt"), organ_id)


def measures(draft: Draft) -> list[str]:
    return [measure.text for measure in draft.outline.problems[0].measures]


def ledger(draft: Draft) -> Ledger:
    return draft.suggested.ledgers.items.get("p1", Ledger())


@pytest.mark.parametrize(
    ("under", "expected"),
    [
        (["整改情况：①清理票据。②核对台账；③修订办法。"], ["①清理票据。", "②核对台账；", "③修订办法。"]),
        (["（1）清理票据。（2）核对台账。"], ["（1）清理票据。", "（2）核对台账。"]),
        (["1）清理票据；2）核对台账。"], ["1）清理票据；", "2）核对台账。"]),
        (["局党组专题研究。l.清理票据。2.核对台账。"], ["l.清理票据。", "2.核对台账。"]),
        (["一是清理票据。二是核对台账。四是培训。"], ["一是清理票据。", "二是核对台账。", "四是培训。"]),
        (["一是清理票据。", "二是核对：①领用；②核销。"], ["一是清理票据。", "二是核对：①领用；②核销。"]),
        (["一是清理票据：", "（1）领用。（2）核销。", "二是培训。"], ["一是清理票据：\n（1）领用。\n（2）核销。", "二是培训。"]),
        (["（1）清理票据：", "①领用。", "②核销。", "（2）培训。"], ["（1）清理票据：\n①领用。\n②核销。", "（2）培训。"]),
        # What came of all measures is none of them, where numbers or a label of their own tell them apart.
        (["一是清理票据。", "二是核对台账。", "整改成效：票据全部核销。"], ["一是清理票据。", "二是核对台账。"]),
        (["整改措施：一是清理票据。二是核对台账。", "整改成效。票据核销。"], ["一是清理票据。", "二是核对台账。"]),
        (["整改措施：清理票据。", "整改成效：票据全部核销。"], ["清理票据。"]),
        (["【整改举措】", "（1）清理票据86份。", "【整改进度】正在推进整改。"], ["（1）清理票据86份。"]),
        (["（1）清理票据。", "（2）核对台账。", "此项取得阶段性成效，两个部门还是空白。"], ["（1）清理票据。", "（2）核对台账。"]),
        (["清理票据86份，核对台账3本。", "此项正按计划推进。"], ["清理票据86份，核对台账3本。"]),
        (["清理票据86份，核对台账3本。", "完成整改。"], ["清理票据86份，核对台账3本。"]),
        (["清理票据86份，核对台账3本。", "完成整改资料归档12卷。"], ["清理票据86份，核对台账3本。", "完成整改资料归档12卷。"]),
        # A line that is only a status is none, whatever its label.
        (["整改进展：清理票据86份。", "进展评价：已完成整改"], ["清理票据86份。"]),
        (["清理票据86份。", "完成程度：正在推进。"], ["清理票据86份。"]),
        (["清理票据86份。", "【销号结论】：已按要求完成销号。"], ["清理票据86份。"]),
        # Two numbered ones that were put on one line are two where the second counts on behind a stop.
        (["（1）清理票据。", "（2）核对台账。（3）补办手续。"], ["（1）清理票据。", "（2）核对台账。", "（3）补办手续。"]),
        (["1）清理票据；", "2）核对台账；3）补办手续。"], ["1）清理票据；", "2）核对台账；", "3）补办手续。"]),
        (["（1）清理票据。", "（2）核对台账，分（3）类登记。（7）号库移交。"], ["（1）清理票据。", "（2）核对台账，分（3）类登记。（7）号库移交。"]),
        # Numbers that list words of a sentence begin no measure.
        (["清理①领用、②核销两类票据。"], ["清理①领用、②核销两类票据。"]),
        (["按照（1）类（2）类分别清理。"], ["按照（1）类（2）类分别清理。"]),
        (["清理票据。③号库房移交。"], ["清理票据。③号库房移交。"]),
        (["办理时间由3.5天压缩。2.1版系统上线。"], ["办理时间由3.5天压缩。2.1版系统上线。"]),
    ],
)  # fmt: skip
def test_measures(under: list[str], expected: list[str]) -> None:
    assert measures(notice(*under)) == expected


@pytest.mark.parametrize("under", ["整改情况：①清理票据。②核对台账。", "整改情况：（1）清理，归档。（2）核对。"])
def test_the_text_is_not_altered_by_dividing_it(under: str) -> None:
    text = notice(under).outline.problems[0].text
    assert text.replace("\n", "") == under
    assert notice(under.translate(HALF)).outline.problems[0].text.replace("\n", "") == under.translate(HALF)


@pytest.mark.parametrize("width", [{}, HALF], ids=["full width", "half width"])
def test_lines_of_labels_are_no_measures(width: dict[int, int]) -> None:
    """Who, by when and how far: suggestions about the item."""
    under = ["整改措施：核对全部票据。", "牵头单位：财务科", "整改时限：2024年9月30日前完成", "整改状态：基本完成"]
    draft = notice(*(each.translate(width) for each in under))
    assert measures(draft) == ["核对全部票据。"]
    given = ledger(draft)
    assert [(each.unit, each.role, each.about) for each in given.responsible] == [("财务科", "牵头", None)]
    assert [(each.by, each.about) for each in given.due] == [("2024-09-30", None)]
    assert [(each.status, each.about) for each in given.entries] == [("partial", None)]


def test_labels_inside_measures_are_about_them() -> None:
    draft = notice("（1）清理票据（责任单位：财务科，完成时限：2024年6月底前）。", "（2）修订办法。")
    given = ledger(draft)
    assert [(each.unit, each.about) for each in given.responsible] == [("财务科", "m1")]
    assert [(each.by, each.about, each.quote) for each in given.due] == [("2024-06", "m1", "完成时限：2024年6月底前")]


def test_labels_after_every_measure_are_about_the_one_before() -> None:
    draft = notice("1）清理票据。", "责任单位：财务科", "2）修订办法。", "责任单位：法规科")
    assert [(each.unit, each.about) for each in ledger(draft).responsible] == [("财务科", "m1"), ("法规科", "m2")]


CLOSING = ("欢迎监督。联系电话：0999-7000001。", "中共云州市园林局党组", "2024年3月5日")


def test_the_last_item_ends_before_the_closing_words() -> None:
    """A heading of nothing but its mark stands between them; it is no word of the text."""
    draft = notice("清理全部票据。", "补办手续。", after=CLOSING)
    (item,) = draft.outline.problems
    assert item.text == "清理全部票据。\n补办手续。"
    assert [measure.text for measure in item.measures] == ["清理全部票据。", "补办手续。"]
    assert draft.outline.text.endswith("补办手续。\n" + "\n".join(CLOSING))
    assert [section.heading for section in draft.outline.sections] == ["二、整改情况"]


def test_what_came_of_the_measures_is_read_for_the_item() -> None:
    told = "整改成效：追回资金3万元，该问题已整改完成。"
    draft = notice("一是清理票据。", "二是核对台账。", told)
    assert [(each.status, each.about) for each in ledger(draft).entries] == [("done", None)]
    assert [each.value for each in ledger(draft).facts] == ["3"]
    # Words about a part stay about it, though the paragraph is no measure.
    (entry,) = ledger(notice("一是清理票据。", "二是核对台账。", "整改成效：旧票据已全部完成核销。")).entries
    assert (entry.status, entry.about) == ("done", "旧票据")


def test_headings_of_a_text_that_numbers_nothing() -> None:
    text = "\n".join(
        [
            "中共云州市园林局党组关于巡察整改情况的通报", "整改工作组织情况", "局党组第一时间召开会议研究部署，成立专班逐条认领，每月调度一次进展。",
            "巡察反馈问题整改情况", "关于票据管理混乱的问题", "逐张核对票据286张，修订领用办法，明确领用、核销、归档三个环节的责任人。",
            "关于合同归档不及时的问题", "补归档合同58份，其余6份落实专人负责，每周核对一次归档目录和合同台账。",
            "关于绿化养护资金拨付迟缓的问题", "会同财政局清理往来款项，拨付养护资金128万元，涉及养护单位9家。",
            "今后努力方向", "持续巩固整改成果，对已完成的事项适时开展回头看，对未完成的事项盯住不放。",
        ]
    )  # fmt: skip
    outline = draft_of(read_manuscript(text.encode(), "a.txt"), organ_id).outline
    assert [each.title for each in outline.problems] == [
        "关于票据管理混乱的问题",
        "关于合同归档不及时的问题",
        "关于绿化养护资金拨付迟缓的问题",
    ]
    assert [each.role for each in outline.sections if each.heading] == ["leadership", "problems", "next-steps"]


def test_numbers_of_a_list_of_which_the_text_tells_some() -> None:
    body = "".join(
        f"第{number}项：{fault}。\n整改措施及完成情况：已逐处核查并完成整改。\n"
        for number, fault in (("八", "园路破损失修"), ("十九", "绿地被占用未收回"), ("四十", "喷灌设施闲置"))
    )
    text = "云州市园林局督察反馈问题整改情况的公示\n现将整改情况公示如下。\n" + body
    assert len(draft_of(read_manuscript(text.encode(), "a.txt"), organ_id).outline.problems) == 3


GROUPED = [
    "中共云州市园林局党组关于巡察整改情况的通报",
    "二、巡察反馈问题整改情况",
    "{}党的领导方面",
    "问题一：票据管理不规范。",
    "【整改措施】1.清理票据。2.核对台账。",
    "【整改成效】已完成整改。",
    "问题二：合同归档不及时。",
    "【整改措施】1.补归档。2.修订办法。",
    "{}队伍建设方面",
    "问题三：学习不经常。",
    "【整改措施】1.制定计划。2.按月通报。",
    "三、下一步打算",
]


@pytest.mark.parametrize("signs", [("◆ ", "◆ "), ("【甲】", "【乙】"), ("", ""), ("■", "■")])
def test_headings_between_items_that_nothing_counts(signs: tuple[str, str]) -> None:
    """They are no measure of the item before them: the items behind them stand under them."""
    lines = [
        line.format(sign)
        for line, sign in zip(GROUPED, ["", "", signs[0], *[""] * 5, signs[1], *[""] * 3], strict=True)
    ]
    outline = draft_of(read_manuscript("\n".join(lines).encode(), "a.txt"), organ_id).outline
    first, second = f"{signs[0]}党的领导方面", f"{signs[1]}队伍建设方面"
    assert [(p.title, p.category, len(p.measures)) for p in outline.problems] == [
        ("票据管理不规范。", first, 2),
        ("合同归档不及时。", first, 2),
        ("学习不经常。", second, 2),
    ]


def test_one_such_line_alone_is_no_heading() -> None:
    """Only where one stands before the first item as well do the items stand in groups."""
    lines = [line.format("") for line in GROUPED if "党的领导" not in line]
    outline = draft_of(read_manuscript("\n".join(lines).encode(), "a.txt"), organ_id).outline
    assert {problem.category for problem in outline.problems} == {"二、巡察反馈问题整改情况"}


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("【1】票据管理不规范", "【2】合同未补签"),
        ("（甲）票据管理不规范", "（乙）合同未补签"),
        ("任务编号：YL-07　票据管理不规范", "任务编号：YL-09　合同未补签"),
    ],
)
def test_numbers_in_every_dress(first: str, second: str) -> None:
    text = (
        "云州市园林局关于巡察整改情况的通报\n（壹）组织情况\n召开会议4次。\n（贰）整改情况\n"
        f"{first}\n整改措施：清理票据86份。\n该项工作已完成。\n{second}\n整改措施：补签合同4份。\n该项工作已完成。\n云州市园林局\n2024年3月5日"
    )
    draft = draft_of(read_manuscript(text.encode(), "a.txt"), organ_id)
    assert [each.title for each in draft.outline.problems] == [split_number(each)[1] for each in (first, second)]
    assert [len(each.measures) for each in draft.outline.problems] == [1, 1]
    coded = first.startswith("任务编号")  # what is coded counts through a whole document, above its sections
    assert [each.heading for each in draft.outline.sections] == ([] if coded else ["（壹）组织情况", "（贰）整改情况"])
