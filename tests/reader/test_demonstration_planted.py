"""Faults planted in the demonstration are found where they stand; what only looks like one is not."""

from collections.abc import Sequence

from tests.rules.space import DAY, Texts, findings_of
from tests.rules.test_demonstration import texts

AMR, WATER = "notices/2026-amr/notice.md", "notices/2026-water/notice.md"
LISTS = {
    "wording/本站.tsv": "wrong\tright\tgrade\twhy\twhere\n小餐馆\t小餐饮单位\terror\t本站用语\ttext\n\t分级监管全程留痕\twarning\t固定表述\tall\n",
    "wording/职务.tsv": "post\tname\n局长\t甲某某\n副局长\t乙某某\n",
}
ELSEWHERE = {"organs.yaml": 'yunling-amr:\n  name: "云岭市市场监督管理局"\n  region: "云岭市"\n'}
Plant = tuple[str, str, str]  # file, words that stand there once, what takes their place


def planted(plants: Sequence[Plant]) -> Texts:
    found = {**texts(), **LISTS}
    found["organs.yaml"] += ELSEWHERE["organs.yaml"]
    for file, old, new in plants:
        assert found[file].count(old) == 1, (file, old)
        found[file] = found[file].replace(old, new)
    return found


def told(content: Texts) -> set[tuple[str, str, str]]:
    """Code, file and the words at the place of each finding of the second reader."""
    found = set()
    for each in findings_of(content, DAY):
        if each.code[0] == "E":
            file = each.at.path.removeprefix("content/")
            line = content[file].split("\n")[each.at.line - 1]
            found.add((each.code, file, line[each.at.column - 1 :][: min(each.at.length, 12)]))
    return found


COPIED = "重新核定市、县、乡、村四级河湖长名录，明确河湖长1286名，在285块公示牌上更新联系电话和责任河段，清理内容陈旧、字迹不清的公示牌64块"
FAULTS: list[Plant] = [
    (AMR, "把小餐饮单位分为三个等级", "把小餐馆分为三个等级"),
    (AMR, "检查得分把", "分级监督全程留痕，检查得分把"),
    (AMR, "当日检测、当日公示，公示内容", "当日检测、、当日公示，公示内容"),
    (AMR, "由市局每月抽查5%", "由云州市市场监督局管理局每月抽查5%"),
    (AMR, "现场拍照上传", "由云州市工商行政管理局拍照上传"),
    (AMR, "开展覆盖检查。", "开展覆盖检查。副局长甲某某带队。"),
    (AMR, "通报公示滞后的市场4个", f"通报公示滞后的市场4个，{COPIED}"),
    (AMR, "设备费用118.6万元", "云岭市43个农贸市场的设备费用118.6万元"),
    (AMR, "。4月20日，印发", "。3月20日，印发"),
    (
        AMR,
        'title: "附件1：整改期间制定修订的制度目录',
        'title: "附件1：第三项制度目录"\n  - file: "第四项.txt"\n    title: "第二项说明',
    ),
]
NEAR_MISSES: list[Plant] = [
    (AMR, "把小餐饮单位分为三个等级", "把小餐饮店分为三个等级"),
    (AMR, "检查得分把", "分级监管全程留痕，分级监管，检查得分把"),
    (AMR, "现场拍照上传", "原云州市工商行政管理局的档案拍照上传"),
    (AMR, "开展覆盖检查。", "开展覆盖检查。局长甲某某、副局长乙某某带队。"),
    (AMR, "通报公示滞后的市场4个", f"通报公示滞后的市场4个，{COPIED[:36]}"),
    (AMR, "设备费用118.6万元", "参照云岭市做法，会同云岭市市场监督管理局核定设备费用118.6万元"),
    (AMR, "。4月20日，印发", "。4月20日，对照2023年印发的上一轮巡察整改方案，印发"),
    (AMR, 'title: "附件1：整改期间制定修订的制度目录', 'title: "附件1：第三项制度目录'),
]


def test_faults_are_found_where_they_stand() -> None:
    content = planted(FAULTS)
    content["notices/2026-amr/files/第四项.txt"] = "说明"
    assert told(content) == {
        ("E001", AMR, "小餐馆"),
        ("E001", AMR, "、、"),
        ("E002", AMR, "分级监督全程留痕"),
        ("E003", AMR, "云州市市场监督局管理局"),
        ("E004", AMR, "云州市工商行政管理局"),
        ("E005", AMR, "甲某某"),
        ("E010", AMR, COPIED[:12]),
        ("E011", AMR, "云岭市"),
        ("E013", AMR, "3月20日"),
        ("E015", AMR, '"第二项说明"'),
    }


def test_what_only_looks_like_a_fault_is_not_found() -> None:
    assert told(planted(NEAR_MISSES)) == set()


def test_the_demonstration_itself_has_none() -> None:
    assert told(planted(())) == set()
