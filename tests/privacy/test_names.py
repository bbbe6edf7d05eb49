"""Names between other words: where one begins and ends, which of several are told, whose are public. All invented."""

import pytest

from site_builder.rules.personal_names import by_first_letter, leads, names
from site_builder.rules.personal_people import is_a_name, people
from tests.privacy.neighbours import told


@pytest.mark.parametrize(
    ("text", "found"),
    [
        # behind what somebody is
        ("孕妇张秀兰提前生产", "name 2-5 张** ?"),
        ("孕妇高建芳提前生产", "name 2-5 高** ?"),
        ("儿童安康长大", ""),
        ("孕妇欧阳建提前生产", "name 2-5 欧** ?"),
        ("孕妇欧阳建国提前生产", "name 2-6 欧*** ?"),
        ("孕妇阿依古丽·买买提入院", "name 2-10 阿******* ?"),
        ("渔民文明礼仪", ""),
        ("农妇李春花在村里", "name 2-5 李** ?"),
        ("农妇李春花村里", ""),
        ("移民林长河路", ""),
        ("移民林长河提前搬走", "name 2-5 林** ?"),
        ("土建工程宏伟。", ""),
        # several in one text
        ("渔民王府井大街。孕妇张秀兰，", "name 10-13 张** ?"),
        ("孕妇张秀兰，产妇李春花，寡妇王德福，", "name 2-5 张** ?; name 8-11 李** ?; name 14-17 王** ?"),
        ("孕妇张秀兰提前入院。寡妇王德福，", "name 2-5 张** ?; name 12-15 王** ?"),
        ("移民李建民张秀兰，", "name 2-5 李** ?; name 5-8 张** ?"),
        ("阿依古丽·买买提与孕妇张秀兰，", "name 11-14 张** ?"),
        ("文明村的孕妇张秀兰，", "name 6-9 张** ?"),
        ("云州局移民林长河提前", "name 5-8 林** ?"),
        # before what befell somebody
        ("张伟被拘留", "name 0-2 张* ?"),
        ("，张伟被拘留", "name 1-3 张* ?"),
        ("张秀兰被拘留，李建国被约谈，张伟芳病故", "name 0-3 张** ?; name 7-10 李** ?; name 14-17 张** ?"),
        ("欧阳娜娜被拘留", "name 0-4 欧*** ?"),
        ("商铺开张大吉虚报收入", ""),
        ("阿依古丽·买买提被拘留", "name 0-8 阿******* ?"),
        ("，阿依古丽·买买提被拘留", "name 1-9 阿******* ?"),
        ("买买提吐尔逊·阿依古丽买买提江被拘留", "name 0-15 买************** ?"),
        ("阿依古丽·买买提被拘留，吐尔逊·买买提被拘留。", "name 0-8 阿******* ?; name 12-19 吐****** ?"),
        ("阿依古丽·买买提殴打、张秀兰殴打", "name 0-8 阿******* ?; name 11-14 张** ?"),
        # before 同志, and behind words for posts that lie one within another
        ("，李建国同志近期未到岗", "name 1-4 李** ?"),
        ("会计李建国，王秀芳同志近期未到岗", "name 2-5 李** ?; name 6-9 王** ?"),
        ("由王强同志与李明同志近期未到岗", "name 1-3 王* ?; name 6-8 李* ?"),
        ("由李建国同志和会计王秀芳，", "name 1-4 李** ?; name 9-12 王** ?"),
        ("学校医生张二狗，", "name 4-7 张** ?"),
        # given names with letters that words have too: 安, 全, 和, 为, 会 …
        ("联系人：张全芳，", "name 4-7 张** ?"),
        ("联系人：张安丽，", "name 4-7 张** ?"),
        ("负责人李安全，", ""),
        ("户主马会英，", "name 2-5 马** ?"),
        ("村民李和平被批评", "name 2-5 李** ?"),
        ("负责人张为民同志", "name 3-6 张** ?"),
        ("联系人：陈其美，", "name 4-7 陈** ?"),
        ("经办人：王作林，", "name 4-7 王** ?"),
        ("联系人：李理清，", "name 4-7 李** ?"),
        ("会计王会计，", ""),
        ("负责人应会同，", ""),
        ("书记方为民，", "name 2-5 方** ?"),
        ("负责人李全体，", ""),
        ("主任：高安市，", ""),
        ("联系人：王会议，", ""),
        ("负责人王和谐，", ""),
        ("局长高和平，", "name 2-5 高** ?"),
        ("负责人成为标杆，", ""),
        ("书记常会面，", ""),
        # in fields
        ("填报：李建国。", "name 3-6 李** ?"),
        ("填报：单位。", ""),
        ("审核：关注。", ""),
        ("承建方：约翰·史密斯，电话13700000002", "mobile 13-24 137****0002; name 4-10 约***** ?"),
        ("承建方：约翰·史密斯及其他多位客户，电话13700000002", "mobile 20-31 137****0002"),
    ],
)
def test_a_name_between_words(text: str, found: str) -> None:
    assert told(text) == found


def test_a_list_of_names_has_an_end() -> None:
    listed = "、".join(["李春花"] * 13)
    assert [start for _, start, _, _ in people(f"渔民{listed}入列")] == [2 + 4 * place for place in range(12)]


@pytest.mark.parametrize(
    ("text", "starts"),
    [
        ("孕妇张秀兰，", [2]),
        ("孕妇张秀兰、李春花和王德福与高建芳，", [2, 6, 10, 14]),
        ("渔民林长河、李保安张秀兰，", [2, 6, 9]),  # 保安 ends a name, and is what somebody is
        ("张秀兰被拘留", [0]),
        ("阿依古丽·买买提病故", [0]),
        ("阿依古丽·买买提病故，甲被拘留，张秀兰被拘留", [0, 16]),
    ],
)
def test_where_people_are(text: str, starts: list[int]) -> None:
    assert [(kind, start, certain) for kind, start, _, certain in people(text)] == [
        ("name", start, False) for start in starts
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("填报:李建国。", [(3, 6)]),
        ("填报:单位。", []),
        ("甲方:约翰·史密斯", [(3, 9)]),
        ("甲方:约翰·史密斯及其他多位客户", []),
        ("甲方约翰·史密斯", []),
        ("会计李建国,王秀芳同志未到", [(2, 5), (6, 9)]),
    ],
)
def test_names_behind_labels(text: str, found: list[tuple[int, int]]) -> None:
    assert list(names(text)) == [("name", start, stop, False) for start, stop in found]


@pytest.mark.parametrize(
    ("text", "public"),  # of the name 张秀兰
    [
        ("局长张秀兰出席会议", True),
        ("局长张秀兰被免职后出席会议", False),
        ("局长张秀兰出席由甲局召开的会议", True),
        ("由局长张秀兰出席会议", False),
        ("由" + "甲" * 17 + "局长张秀兰出席会议", False),
        ("由" + "甲" * 18 + "局长张秀兰出席会议", True),
        ("会计张秀兰出席会议", False),
        ("会计张秀兰到会。局长出席", False),
        ("局长张秀兰" + "甲" * 46 + "出席", True),
        ("局长张秀兰" + "甲" * 47 + "出席", False),
        ("原" + "甲" * 5 + "局长张秀兰出席会议", False),
        ("原" + "甲" * 6 + "局长张秀兰出席会议", True),
        ("签发人:张秀兰", True),
        ("签发:张秀兰", True),
        ("签发人:甲局副张秀兰", True),
        ("包案领导:局长张秀兰", True),
        ("包案领导:局长张秀兰被问责", False),
        ("包案领导:" + "甲" * 16 + "局长张秀兰", True),
        ("包案领导:" + "甲" * 17 + "局长张秀兰", False),
        ("包案领导,局长张秀兰", False),
    ],
)
def test_the_head_of_an_organ_at_work(text: str, public: bool) -> None:
    start = text.index("张秀兰")
    assert leads(text, start, start + 3) == public


@pytest.mark.parametrize(
    ("words", "is_one"),
    [
        ("文明礼", False),
        ("王国会", False),
        ("张伟会", False),
        ("欧阳建", True),
        ("欧阳建国", True),
        ("欧阳大", True),
        ("应秀兰", True),
        ("李春花", True),
        ("高全芳", True),
        ("安静", False),
        ("李 春 花", True),
        ("李 春", False),
        ("李老师", False),
    ],
)
def test_a_name_alone(words: str, is_one: bool) -> None:
    assert is_a_name(words) == is_one


@pytest.mark.parametrize(
    ("words", "pattern"),
    [("甲", "甲"), ("甲乙", "甲乙"), ("甲乙|丁|甲丙丁", "甲(?:乙|丙丁)|丁"), ("甲|甲乙", "甲(?:|乙)")],
)
def test_words_grouped_by_their_first_letter(words: str, pattern: str) -> None:
    assert by_first_letter(words) == pattern
