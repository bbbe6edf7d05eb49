# ruff: noqa: E501  one document a row reads better than a broken one
"""What is refused with its reason, what is flagged, and what is neither: one document a row, written for the project."""

import pytest

from site_builder.importing.draft import Draft, draft_of
from site_builder.importing.names import organ_id
from site_builder.importing.readers.dispatch import read_manuscript
from site_builder.importing.refusal import refusal_of

TITLE = "中共云州市园林局党组关于巡察整改情况的通报\n"
BODY = "二、整改情况\n1.关于“票据管理不规范”问题\n一是清理旧票据，逐份核对领用登记。\n二是修订票据管理办法，组织专项培训。\n"
END = "欢迎监督。公开期限：2024年3月5日至3月25日。\n中共云州市园林局党组\n2024年3月5日\n"
HALF = str.maketrans({"，": ",", "：": ":", "；": ";", "（": "(", "）": ")"})


def draft_from(text: str) -> Draft:
    return draft_of(read_manuscript(text.encode(), "a.txt"), organ_id)


def refused(text: str) -> str | None:
    manuscript = read_manuscript(text.encode(), "a.txt")
    draft = draft_of(manuscript, organ_id)
    refusal = refusal_of(draft, manuscript.lines)
    return refusal.why if refusal else None


OTHERS = [
    ("市园林局召开巡察整改工作推进会\n3月5日，市园林局召开巡察整改工作推进会，局长主持会议。会议强调，一要提高站位，二要压实责任，三要务求实效。与会人员作了交流发言。", "会议新闻"),
    ("市园林局党组召开专题民主生活会\n近日，局党组召开专题民主生活会，班子成员逐一对照检查，开展批评和自我批评，会议达到了预期目的，市委第六督导组到会指导并给予肯定。", "会议新闻"),
    ("关于市委第六巡察组进驻市园林局的公告\n市委第六巡察组于2024年3月5日进驻市园林局，巡察期间设值班电话：0999-7000001，受理时间：2024年3月5日至4月5日，欢迎反映情况。", "进驻或启动"),
    ("市委启动第七轮巡察工作\n市委启动第七轮巡察，6个巡察组将对12家单位开展常规巡察，时间两个月，主要受理反映被巡察党组织领导班子及其成员问题的来信来电来访。", "进驻或启动"),
    ("市委第六巡察组完成对市园林局的巡察\n3月5日，市委第六巡察组完成对市园林局的巡察。巡察期间共接待来访46人次，发放问卷300份，个别谈话80人，有关问题线索已按规定转交处理。", "巡察结束"),
    ("市委第六巡察组向市园林局党组反馈巡察情况\n一、巡察发现的主要问题\n（一）关于学习贯彻方面\n1.学习研讨流于形式。\n2.票据管理不规范。\n二、意见建议\n（一）加强学习。\n（二）从严管理，确保整改见底到位。", "巡察反馈"),
    ("XX局关于巡察整改情况的通报\n发布日期：XX年XX月XX日\n二、整改情况\n1.关于“XXXX”问题\n整改情况：XX局党组高度重视，XX部门牵头落实整改任务，按时完成整改，建立长效机制。", "模板"),
    ("关于巡察整改情况的通报\n____年__月__日，市委第____巡察组对____局党组开展了巡察。\n二、整改情况\n1.关于“____”问题\n整改情况：____部门已经按照要求完成整改，形成了长效机制，效果良好。", "模板"),
    ("（单位名称）关于巡察整改情况的通报\n二、整改情况\n1.关于“（请填写问题）”的问题\n整改情况：（此处填写整改措施）。某某科室牵头，于（　）年（　）月前完成，持续巩固整改成果，防止问题反弹。", "模板"),
    ("\ufffd\ufffd局关于\ufffd\ufffd整改\ufffd\ufffd的通报" + "\ufffd\ufffd票据\ufffd" * 20, "乱码"),
    ((TITLE + BODY).encode("utf-8").decode("gb18030", "replace"), "乱码"),
    ((TITLE + BODY).encode("utf-8").decode("latin-1"), "乱码"),
    ("关于报送巡察整改情况的通知\n各科室：\n请于3月15日前报送整改台账和整改报告。\n一、要逐条对照，不得遗漏。\n二、应当附佐证材料，逾期未报的将予以通报。\n办公室\n2024年3月5日", "布置工作的通知"),
    ("关于成立公园安全隐患整改验收工作组的通知\n各管理处：\n为确保整改任务按期验收销号，经研究成立整改验收工作组。\n组长：分管副局长。成员：各科室负责人。\n工作组要严格把关，请各管理处于4月底前提出验收申请。\n云州市园林局\n2024年3月5日", "要求或安排"),
    ("当前位置：首页 > 巡察整改\n· 中共云州市园林局党组关于巡察整改情况的通报 2024-03-05\n· 中共云州市水务局党组关于巡察整改情况的通报 2024-03-04\n· 中共云州市文旅局党组关于巡察整改情况的通报 2024-03-01\n· 云州市档案馆关于巡察整改情况的通报 2024-02-28", "目录"),
    ("关于调整公园开放时间的公告\n自2024年3月5日起，湖滨公园开放时间调整为每日六时至二十二时，节假日适当延长，请广大市民游客合理安排行程，注意人身安全，文明游园。", "没有整改事项"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "why"), OTHERS)
def test_refused(text: str, why: str) -> None:
    assert why in (refused(text) or "")
    assert why in (refused(text.translate(HALF)) or "")


@pytest.mark.parametrize(
    "text",
    [
        TITLE + BODY,
        BODY + END,
        "市委第六巡察组向市园林局党组反馈意见整改情况通报\n" + BODY,
        "云州市园林局2023年工作总结和2024年工作安排\n一、2023年工作总结\n召开会议12次。\n二、2024年工作安排\n（一）种树不少于1万株。\n（二）修缮公园，会议强调的各项任务全部落实到位，持续提升服务水平。",
        "云州市园林局党委：巡察整改“晒单”\n2023-12-15\n市委第六巡察组2023年9月至11月巡察了市园林局党委，12月8日反馈。三个月来怎么改的？请看：\n问：园路破损没人管，怎么改？\n答：修补园路12公里，更换座椅49张，已完成整改。\n问：票据混乱，怎么改？\n答：已核对票据286张，补登37张，已完成整改。\n问：养护外包监管不严，怎么改？\n答：清退养护队伍3支，约谈2人，正在推进。",
        "单位：云州市园林局\n审计查出问题整改情况公开表\n问题\t整改措施\t责任科室\t整改结果\n票据混乱\t已核对票据286张\t财务科\t已整改\n合同未归档\t补归档合同58份\t办公室\t已整改\n养护资金拨付迟缓\t已拨付128万元\t财务科\t已整改",
        "中共云州市园林局党组关于巡察整改情况的通报\n3月5日，局党组召开会议，部署整改。\n" + BODY,
    ],
)
def test_not_refused(text: str) -> None:
    assert refused(text) is None


def doubts(text: str) -> list[str]:
    return [f"{each.line} {each.text} {each.why}" for each in draft_from(text).doubts]


@pytest.mark.parametrize(
    ("text", "line", "words", "why"),
    [
        (TITLE + BODY.replace("培训", "培训，于xx月xx日前完成") + END, 5, "xx月", "占位符"),
        (TITLE + BODY.replace("培训", "培训，由某某科室负责") + END, 5, "某某", "占位符"),
        (TITLE + "2024年3月5日，市委第六巡察组对市园林局党组开展了巡察，2019425日反馈了意见。\n" + BODY + END, 2, "2019425日", "缺损"),
        (TITLE + BODY.replace("培训", "培训，2024年13月完成") + END, 5, "2024年13月", "缺损"),
        (TITLE + BODY.replace("旧票据", "舊票據後") + END, 4, "舊據後", "繁体"),
        (TITLE + BODY.replace("培训", "培训乾部、裏面检查") + END, 5, "乾部裏面", "繁体"),
        (TITLE + BODY.replace("核对", "锟斤拷核对") + END, 4, "锟斤拷", "乱码"),
    ],
)  # fmt: skip
def test_flagged_and_kept(text: str, line: int, words: str, why: str) -> None:
    assert refused(text) is None
    assert any(each.startswith(f"{line} {words} ") and why in each for each in doubts(text)), doubts(text)
    kept = draft_from(text).outline.text
    assert "".join(text.split()) in "".join((TITLE + kept).split())


@pytest.mark.parametrize(
    "text",
    [
        TITLE + BODY + "下一步将继续完善票据管理的各项制度，加强对票据领用的日常监督，并",
        TITLE + BODY + "2.关于“合同归档不及时”问题",
        TITLE + BODY + "欢迎广大干部群众对巡察整改情况进行监督，如有意见请",
        TITLE + BODY + "阅读全文",
        TITLE + BODY.rstrip("。\n") + "……",
    ],
)
def test_a_text_that_breaks_off_is_incomplete_and_not_without_a_window(text: str) -> None:
    draft = draft_from(text)
    assert draft.head.window is None
    assert any("不完整" in each for each in doubts(text))


@pytest.mark.parametrize(
    "text",
    [
        TITLE + BODY,
        TITLE + BODY + "中共云州市园林局党组\n2024年3月5日",
        TITLE + BODY + "联系电话：0999-7000001",
        TITLE + BODY + "附件：票据清单",
        TITLE + BODY + "| 序号 | 事项 |\n| 1 | 票据 |",
    ],
)
def test_a_whole_text_without_a_window_says_so(text: str) -> None:
    assert draft_from(text).head.window == "unstated"
