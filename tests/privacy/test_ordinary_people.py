"""People who hold no office are named behind what they do or are; behind the same words stands much that is no name."""

import pytest

from site_builder.rules.personal import personal_data

PEOPLE = [
    "村医",
    "出纳",
    "会计",
    "驾驶员",
    "门卫",
    "保洁员",
    "网格员",
    "护林员",
    "巡河员",
    "辅警",
    "低保户",
    "村民",
    "学生家长",
    "临聘人员",
    "包工头",
]
NAMES = ["褚小棠", "邬明", "桑有田", "李长河", "欧阳一舟"]  # invented
BEFELL = ["被解聘", "违规收费63元", "已调离岗位", "反映水费偏高", "退缴差旅费860元", "工资已补发", "与他人系亲属"]


@pytest.mark.parametrize("who", PEOPLE)
def test_a_name_with_what_befell_its_holder(who: str) -> None:
    missed = [
        f"{who}{name}{what}"
        for name in NAMES
        for what in BEFELL
        if [(each.kind, each.certain) for each in personal_data(f"经查，{who}{name}{what}。")] != [("name", False)]
    ]
    assert missed == []


@pytest.mark.parametrize(
    "words",
    ["会计核算不规范被通报", "驾驶员安全教育已开展", "村民小组长已补选", "职工安置因资金未落实", "学生安全、家长关切的事项", "邻近农户施用的肥料",
     "网格员高度重视", "低保户认定已复核", "门卫室已改造", "会计凭证已补全", "居民文化活动与日俱增", "工人文化宫已修缮", "患者满意度已提升",
     "保安服务费已退缴", "学生资助金已退还", "村民广场向群众开放"],
)  # fmt: skip
def test_what_is_no_name(words: str) -> None:
    assert list(personal_data(f"经查，{words}。")) == []


@pytest.mark.parametrize("office", ["0573-8210035", "05738210035", "8210035"])
def test_a_mobile_behind_the_telephone_of_an_office(office: str) -> None:
    assert [each.kind for each in personal_data(f"咨询：{office}/18850503635")] == ["mobile"]


@pytest.mark.parametrize("words", ["设备 A/18850503635", "批次 2024/18850503635", "编号 88/18850503635"])
def test_numbers_with_a_stroke(words: str) -> None:
    assert list(personal_data(words)) == []
