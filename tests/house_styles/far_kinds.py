"""More texts that speak of rectification and are no notice of it: what offices, sites, schools and firms write beside their notices."""

from collections.abc import Callable
from random import Random
from typing import Final

from tests.house_styles.words import DEEDS, NEXT, OFFICES, PLACES, PROBLEMS, TASKS


def _who(random: Random) -> tuple[str, str, str]:
    place, level = random.choice(PLACES)
    return place, level, place + random.choice(OFFICES)[0]


def _pairs(random: Random, count: int) -> list[str]:
    return [f"{n}.{random.choice(PROBLEMS)}。整改措施：{random.choice(DEEDS)}。" for n in range(1, count + 1)]


def sample_site(random: Random) -> list[str]:
    return [
        random.choice(("巡察整改报告范文（精选5篇）", "单位巡察整改情况报告怎么写", "整改落实情况报告（通用3篇）")),
        random.choice(("下面是小编为大家整理的报告，仅供参考。", "【导语】以下是网友分享的整改报告，欢迎下载收藏。")),
        "【篇一】" if random.random() < 0.5 else "第一篇",
        "××局党组关于巡察整改情况的报告",
        "根据反馈意见，××局成立了以×××为组长的领导小组，召开会议×次，制定措施×条。现将整改情况报告如下：",
        f"一、关于{random.choice(PROBLEMS)}的问题。整改情况：组织学习×次，×××人次参加。",
        f"二、关于{random.choice(PROBLEMS)}的问题。整改情况：修订制度×项。",
        "【相关推荐】审计整改报告 民主生活会整改清单",
    ]


def essay_exam(random: Random) -> list[str]:
    return [
        random.choice(("申论热点：整改落实类公文写作", "2024年遴选笔试真题", "公文写作模拟题")),
        "给定资料",
        f"材料1：某局在巡察中被指出“{random.choice(PROBLEMS)}”等问题，该局公布了整改情况，群众评价不一。",
        f"材料2：某县逐条公布整改情况，写明{random.choice(TASKS)}的做法。",
        "作答要求",
        "根据给定资料，以某局名义写一份整改情况通报提纲。（30分）要求：条理清晰，不超过400字。",
        "参考答案",
        "一、整改总体情况；二、具体问题整改情况：1.关于窗口服务的问题：（1）首问负责；（2）公开流程；三、下一步打算。",
    ]


def defects(random: Random) -> list[str]:
    return [
        random.choice(("业务系统试运行问题整改情况说明", "平台上线缺陷整改情况报告", "信息系统测试问题整改情况")),
        f"版本：V1.{random.randint(0, 9)}.2 编写：实施组",
        "一、问题整改情况",
        "问题1：报表导出超时。原因：未分页查询。整改情况：改为异步导出，已完成。",
        "问题2：移动端按钮错位。整改情况：调整布局单位，已在6款机型验证通过。",
        "问题3：批量导入时内存溢出。整改情况：改用流式解析，已发布补丁包。",
        "二、发布计划",
        "11月3日灰度10%，11月6日全量，回滚脚本见附录。",
    ]


def audit_entry(random: Random) -> list[str]:
    place, _, office = _who(random)
    return [
        random.choice(("审计公示", f"关于对{office}开展经济责任审计的公示", "审计进点公告")),
        f"根据审计法的规定和年度计划安排，{place}审计局派出审计组，自2024年3月11日起，对{office}2023年度财政收支情况进行审计。",
        "请有关单位和个人如实反映情况，以前年度审计发现问题的整改情况也在此次审计范围之内。",
        "联系电话：0999-7000001；公示时间：2024年3月11日至3月22日",
        f"{place}审计局",
        "2024年3月8日",
    ]


def paper(random: Random) -> list[str]:
    return [
        random.choice(
            ("基层巡察整改公开的文本特征与改进路径", "审计整改长效机制研究", "督察整改信息公开的现状、问题与对策")
        ),
        "秦某1，尹某2",
        "摘　要：整改公开是监督的重要环节。本文以300份整改通报为样本，分析其结构与公开期限，发现普遍存在措施多、结果少等问题。",
        "关键词：巡察整改；信息公开；文本分析",
        "一、问题的提出",
        "近年来，学界对整改环节着墨不多[1-3]。",
        "二、研究设计与样本",
        f"样本中，{random.choice(PROBLEMS)}出现频次较高。",
        "参考文献",
    ]


def product(random: Random) -> list[str]:
    return [
        random.choice(
            ("智慧台账云平台——让整改闭环看得见", "督查督办系统解决方案", "巡察整改管理系统：一键生成整改报告")
        ),
        "✔ 问题清单一键导入 ✔ 任务自动分解 ✔ 一键生成整改报告",
        "【行业痛点】",
        "1.纸质台账查找难，整改情况靠人催；",
        "2.时限不清、责任不明，问题屡改屡犯。",
        "【客户案例】某市20家单位上线三个月，整改完成率提升至94%。",
        "立即咨询，免费试用30天！客服热线：400-000-1234",
    ]


def index_page(random: Random) -> list[str]:
    place, _, office = _who(random)
    titles = [
        f"中共{office}党组关于巡察整改进展情况的通报",
        f"{place}生态环境保护督察整改任务销号公示",
        f"关于第{random.randint(2, 20)}批群众信访举报件办理情况的公示",
        "国庆节放假通知",
        f"{office}审计整改结果公告",
    ]
    dated = random.choice(("[{d}] {t}", "{t} {d}", "· {t}　　{d}", "{t}（{d}）"))
    random.shuffle(titles)
    return [
        random.choice(("通知公告", "整改公开", "信息公开目录")),
        *(dated.format(d=f"2023-10-{9 - n:02d}", t=each) for n, each in enumerate(titles)),
        "共 38 页 下一页 尾页",
    ]


def minutes(random: Random) -> list[str]:
    place, _, office = _who(random)
    return [
        random.choice((f"{office}巡察整改工作专题会议纪要", f"{place}审计整改推进会会议纪要", f"{office}党组会议记录")),
        "时间：2024年3月5日上午  地点：三楼会议室  主持：党组书记",
        "会议听取了整改工作进展情况汇报，研究了下一步工作。会议议定以下事项：",
        f"一、关于{random.choice(PROBLEMS)}的问题，由办公室牵头，4月底前拿出方案。",
        f"二、关于{random.choice(PROBLEMS)}的问题，由财务科负责，{random.choice(TASKS)}。",
        "会议要求，各科室要压实责任，按期完成整改。",
        "出席：班子成员。记录：办公室。",
    ]


def correction_order(random: Random) -> list[str]:
    place, _, office = _who(random)
    return [
        random.choice(("责令改正通知书", "责令限期整改通知书", "安全隐患整改通知书")),
        f"{place}应急责改〔2024〕{random.randint(3, 99)}号",
        "某某食品有限公司：",
        "经查，你单位存在下列行为：",
        f"1.{random.choice(PROBLEMS)}；",
        f"2.{random.choice(PROBLEMS)}。",
        "依据有关法律规定，责令你单位于2024年6月30日前整改完毕，逾期不改正的，将依法予以处罚。",
        "如对本决定不服，可以在六十日内申请行政复议，或者六个月内提起行政诉讼。",
        office,
        "2024年6月3日",
    ]


def accident(random: Random) -> list[str]:
    place, _, _ = _who(random)
    return [
        f"{place}“5·12”一般机械伤害事故调查报告",
        "2024年5月12日，某建材公司发生一起机械伤害事故，造成1人死亡，直接经济损失120万元。",
        "一、事故发生单位概况",
        "该公司成立于2015年，现有员工46人。",
        "二、事故原因和性质",
        f"直接原因：作业人员违章操作。间接原因：{random.choice(PROBLEMS)}。",
        "三、对责任单位和人员的处理建议",
        "建议由应急管理部门依法给予行政处罚。",
        "四、防范和整改措施建议",
        f"该公司要深刻吸取教训，{random.choice(TASKS)}，限期完成整改。",
    ]


def motion_reply(random: Random) -> list[str]:
    place, _, office = _who(random)
    return [
        f"对{place}政协第十届三次会议第{random.randint(10, 200)}号提案的答复",
        "某某委员：",
        "您提出的关于加强停车管理的提案收悉，现答复如下：",
        f"一、近年来，我局{random.choice(DEEDS)}。",
        f"二、针对您提出的停车难问题，{random.choice(TASKS)}，督促有关单位整改。",
        "感谢您对我们工作的关心支持。",
        office,
        "2024年6月3日",
    ]


def brief(random: Random) -> list[str]:
    place, _, office = _who(random)
    return [
        random.choice((f"{office}“三聚焦”抓实巡察整改", f"{place}多措并举推动审计整改落地见效", f"{office}：以整改实效取信于民")),
        f"今年以来，{office}坚持问题导向，扎实做好巡察“后半篇文章”。",
        f"聚焦责任落实。{random.choice(DEEDS)}，推动整改任务落地。",
        f"聚焦重点难点。{random.choice(DEEDS)}，完成整改26项。",
        f"聚焦长效常态。{random.choice(NEXT)}",
        "（来源：机关党委）",
    ]  # fmt: skip


def survey(random: Random) -> list[str]:
    return [
        random.choice(("整改满意度调查问卷", "巡察整改情况民意测评表")),
        "您好！为了解整改情况，请您抽出几分钟填写本问卷。",
        "1.您对本单位整改情况是否满意？ A.满意 B.基本满意 C.不满意 D.不了解",
        f"2.您认为{random.choice(PROBLEMS)}问题是否得到解决？ A.是 B.否",
        "3.您对下一步整改工作有什么建议？＿＿＿＿＿＿",
        "感谢您的参与！",
    ]


def judgment(random: Random) -> list[str]:
    return [
        random.choice(("行政判决书", "民事判决书", "行政处罚决定书")),
        "（2024）云01行终36号",
        "上诉人（原审原告）：某建材有限公司。被上诉人（原审被告）：某县生态环境局。",
        "经审理查明，被告于2023年5月向原告下达责令整改通知，原告未在期限内完成整改。",
        "本院认为，被告作出的处罚决定认定事实清楚，程序合法。判决如下：",
        "驳回上诉，维持原判。本判决为终审判决。",
    ]


def recall(random: Random) -> list[str]:
    return [
        random.choice(("关于部分产品召回的公告", "产品召回公告")),
        "某某家电有限公司决定召回2023年3月至6月生产的电热水壶，数量3200台。",
        "缺陷情况：部分产品温控器失灵，存在安全隐患。",
        "整改措施：为用户免费更换温控组件，已完成整改的产品加贴标识。",
        "用户可拨打服务热线400-000-0000咨询。",
        "某某家电有限公司",
        "2024年5月6日",
    ]


def parents(random: Random) -> list[str]:
    return [
        random.choice(("致家长的一封信", "致全体业主的一封信", "给业主的公开信")),
        "尊敬的各位家长：" if random.random() < 0.5 else "尊敬的各位业主：",
        f"您反映的食堂饭菜偏凉等问题，我们高度重视，{random.choice(DEEDS)}，现将整改情况告知如下：",
        "一是增设保温设备；二是错峰就餐；三是邀请代表参加监督。",
        "感谢您的理解与支持！",
        "2024年9月12日",
    ]


def explained(random: Random) -> list[str]:
    return [
        random.choice(("一图读懂巡察整改", "审计整改知识问答", "什么是巡察“后半篇文章”？", "《整改工作办法》政策解读")),
        "问：整改的期限是多长？",
        "答：一般为反馈之日起六个月，需要长期坚持的应当说明。",
        "问：整改结果是否要向社会公布？",
        "答：按照有关规定应当公布，涉及国家秘密的除外。",
        f"问：出现{random.choice(PROBLEMS)}怎么办？",
        "答：由有关部门督促整改，虚假整改的依规依纪处理。",
    ]


def report_call(random: Random) -> list[str]:
    place, _, office = _who(random)
    return [
        random.choice(
            ("关于报送巡察整改情况的通知", "关于做好审计整改情况公开工作的通知", "关于认真做好整改销号材料报送的通知")
        ),
        "各乡镇人民政府，县直各单位：",
        "为全面掌握整改进展，现将有关事项通知如下：",
        f"一、各单位要对照问题清单逐项自查，重点核查{random.choice(PROBLEMS)}等问题。",
        "二、请于6月10日前将整改情况报告及台账报送办公室，逾期未报的予以通报。",
        "三、联系人：某某，电话：0999-7000001。",
        office,
        "2024年5月20日",
    ]


def fiction(random: Random) -> list[str]:
    return [
        random.choice(("第十四章　清单", "整改（小小说）")),
        "巡察组走后的第三天，老周把那张清单贴在了自己床头。",
        "一共九条。头一条写的是账目不清，第二条是作风漂浮，第三条他没敢细看。",
        "“整改吧。”老婆在灶台那边说，“改了，就过去了。”",
        f"老周点了根烟，想起{random.choice(PROBLEMS)}那件事，半天没有说话。",
    ]


def forum(random: Random) -> list[str]:
    return [
        random.choice(("求助：巡察整改通报里“已完成”能不能写？", "请教各位，整改情况公示怎么写")),
        "楼主：改稿改到秃头 发表于 2024-01-18 23:47",
        "各位大神，我们单位要公开整改情况，有5个问题还没改完，怎么办？",
        f"1楼：实事求是呗，比如{random.choice(PROBLEMS)}就写正在推进。",
        "2楼：看你们巡察办口径，别忘了公开期限和联系电话。",
        "【回复】【收藏】【举报】",
    ]


def reflection(random: Random) -> list[str]:
    return [
        random.choice(("专题民主生活会个人发言提纲", "个人问题整改清单", "警示教育心得体会", "党支部组织生活会个人检查材料")),
        "按照要求，我认真查摆问题，深刻剖析原因，现将有关情况汇报如下：",
        f"一是理论学习不深入。整改措施：制定个人学习计划，{random.choice(TASKS)}。",
        "二是担当精神不足，遇到矛盾有畏难情绪。整改措施：主动请缨，参与急难险重任务。",
        "三是纪律意识有所松懈。整改措施：净化朋友圈。",
        "今后，我将时刻自重自省，努力做一名合格党员。",
    ]  # fmt: skip


def opinion(random: Random) -> list[str]:
    return [
        random.choice(("整改岂能“一改了之”", "别让整改报告成了“文字游戏”", "时评：整改要经得起群众检验")),
        "近日，有网友反映，某地一份整改通报措施写了三页，结果只有一句“持续推进”。",
        f"类似{random.choice(PROBLEMS)}的问题年年整改、年年还在，根子在作风。",
        "笔者认为，整改不是写出来的，是干出来的。只有让群众评判，才能真正改到位。",
        "（作者单位：某某日报评论部）",
    ]


def request(random: Random) -> list[str]:
    place, _, organ = _who(random)
    return [
        random.choice(
            ("关于申请整改任务验收销号的请示", "关于报请审定巡察整改方案的请示", f"{organ}关于解决整改经费的申请")
        ),
        f"{place}人民政府：",
        "我单位牵头的整改任务已基本完成，现将有关情况汇报如下：",
        *_pairs(random, 3),
        random.choice(("妥否，请批示。", "当否，请批复。", "特此申请，恳请批准。")),
        organ,
    ]


def commendation(random: Random) -> list[str]:
    place, _, organ = _who(random)
    return [
        random.choice(
            (
                "关于对整改工作成绩突出单位予以嘉奖的决定",
                f"{place}关于表扬督察整改先进集体的通报",
                "关于授予整改工作标兵称号的决定",
            )
        ),
        f"一年来，{random.choice(DEEDS)}，已完成整改任务{random.randint(12, 90)}项。经研究，决定：",
        f"一、对{organ}等{random.randint(3, 20)}个单位予以表扬。",
        "二、授予有关同志先进个人称号。",
        "希望受到表扬的单位再接再厉，珍惜荣誉。",
    ]


def motion(random: Random) -> list[str]:
    return [
        f"提案编号：{random.randint(10, 400)}",
        random.choice(("案由：关于公开整改进度的建议", "提案内容：加快整改步伐")),
        f"提案人：{random.choice(('农工党界别', '经济界别', '教育界别'))}",
        f"情况分析：一、{random.choice(PROBLEMS)}。二、{random.choice(PROBLEMS)}。整改仍不彻底。",
        "建议：一、加大投入；二、建立台账；三、公开整改进度。",
    ]


def meeting_plan(random: Random) -> list[str]:
    _, _, organ = _who(random)
    return [
        f"{organ}" + random.choice(("巡察整改专题民主生活会方案", "整改专题组织生活会工作方案", "巡察整改业务培训计划")),
        "一、主题", "认真落实反馈意见，扛起整改责任。",
        "二、会前准备", f"（一）组织学习。（二）谈心谈话。（三）对照“{random.choice(PROBLEMS)}”等问题撰写材料。",
        "三、程序", "1.通报上年度整改措施落实情况；2.逐一发言；3.上级点评。",
        "四、会后", "一周内报送情况报告和整改清单。",
    ]  # fmt: skip


def samples(random: Random) -> list[str]:
    place, _, organ = _who(random)
    return [
        f"{organ}关于{random.randint(6, 40)}批次食品" + random.choice(("抽检不合格情况的通告", "抽检结果的公示", "抽样检验信息的公告")),
        f"近期，我局抽检食品{random.randint(100, 900)}批次。现将有关情况通告如下：",
        "一、老街糕点店销售的桃酥，酸价不符合规定。",
        "二、城西超市销售的花生，霉菌超标。",
        "三、河东餐馆使用的餐具，大肠菌群不符合规定。",
        f"对上述问题，已要求{place}有关单位下架并限期整改。",
    ]  # fmt: skip


def research(random: Random) -> list[str]:
    return [
        random.choice(
            ("关于审计查出问题整改情况的调研报告", "巡察整改长效机制建设调研报告", "关于督察整改情况的视察报告")
        ),
        f"调研组走访了{random.randint(6, 40)}家单位。现将情况报告如下：",
        f"一、主要做法。{random.choice(DEEDS)}，整改率达到9{random.randint(0, 9)}%。",
        f"二、存在问题。1.{random.choice(PROBLEMS)}。2.{random.choice(PROBLEMS)}。3.标准不一。",
        "三、对策建议。（一）压实责任；（二）健全制度；（三）推进公开。",
    ]


FAR: Final[dict[str, Callable[[Random], list[str]]]] = {
    "sample site": sample_site, "essay exam": essay_exam, "defects": defects, "audit entry": audit_entry, "paper": paper, "product": product,
    "index page": index_page, "minutes": minutes, "correction order": correction_order, "accident": accident, "motion reply": motion_reply,
    "brief": brief, "survey": survey, "judgment": judgment, "recall": recall, "parents": parents, "explained": explained, "report call": report_call,
    "request": request, "commendation": commendation, "motion": motion, "meeting plan": meeting_plan, "samples": samples, "research": research,
    "fiction": fiction, "forum": forum, "reflection": reflection, "opinion": opinion,
}  # fmt: skip
