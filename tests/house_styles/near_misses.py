# ruff: noqa: E501  one text a row reads better than a broken one
"""Texts that mention problems and rectification and are no notice of it: news, bulletins, laws, pledges, checklists, templates …"""

from collections.abc import Callable
from random import Random
from typing import Final

from tests.house_styles.far_kinds import FAR
from tests.house_styles.words import (
    DEEDS,
    FINDINGS,
    HARD_TASKS,
    OFFICES,
    PLACES,
    PROBLEMS,
    TASKS,
    UNKNOWN_ENDS,
    UNKNOWN_LINES,
)


def _who(random: Random) -> tuple[str, str, str]:
    place, level = random.choice(PLACES)
    return place, level, place + random.choice(OFFICES)[0]


def _date(random: Random) -> str:
    return f"{random.randint(2020, 2026)}年{random.randint(1, 12)}月{random.randint(1, 28)}日"


def meeting_news(random: Random) -> list[str]:
    place, level, organ = _who(random)
    return [
        random.choice(
            (
                f"{organ}召开巡察整改工作推进会",
                f"{organ}传达学习巡察整改专题会议精神",
                f"{organ}党组专题研究部署整改工作",
                f"{place}举行审计整改工作部署会",
            )
        ),
        f"{_date(random)}，{organ}召开会议，听取{level}巡察反馈问题整改情况汇报，研究部署下一阶段工作。党组书记主持会议并讲话。",
        "会议指出，前一阶段整改工作取得了阶段性成效，但仍有差距。",
        random.choice(
            (
                "会议强调，要提高政治站位，压实整改责任，确保整改见底到位。",
                "会议要求，各单位要对照问题清单，一是要认领问题，二是要倒排工期，三是要举一反三。",
            )
        ),
        "班子成员、各科室负责人参加会议。",
    ]


def bulletin(random: Random) -> list[str]:
    place, _, _ = _who(random)
    cases = random.sample(PROBLEMS, 3)
    return [
        random.choice(
            (
                f"{place}纪委监委通报3起违反中央八项规定精神典型问题",
                "关于3起形式主义官僚主义典型问题的通报",
                f"{place}通报曝光一批违规案件",
                f"{place}公布2起安全生产典型执法案例",
            )
        ),
        "日前，市纪委监委对3起典型问题进行通报。具体如下：",
        *(
            f"{n}.{place}某单位原负责人陈某{case}问题。{random.randint(2018, 2024)}年至{random.randint(2025, 2026)}年，陈某在任职期间{case}，造成不良影响。陈某受到党内警告处分，并被责令整改。"
            for n, case in zip("123", cases, strict=True)
        ),
        "通报强调，上述问题反映出个别干部纪律意识淡薄。各级党组织要引以为戒，切实抓好问题整改。",
    ]


def law(random: Random) -> list[str]:
    place, _, _ = _who(random)
    return [
        f"{place}{random.choice(('城市绿化管理', '餐饮油烟污染防治', '房屋租赁管理', '公共厕所管理'))}{random.choice(('办法', '条例', '规定', '实施细则'))}",
        "第一章 总则",
        "第一条 为了加强管理，维护公共利益，根据有关法律、法规，结合本市实际，制定本办法。",
        "第二条 本市行政区域内的有关活动，适用本办法。",
        "第三条 有下列情形之一的，由主管部门责令限期整改；逾期不整改的，处一千元以上五千元以下罚款：",
        *(f"（{n}）{each}的；" for n, each in zip("一二三", random.sample(PROBLEMS, 3), strict=True)),
        "第四条 主管部门应当建立检查台账，对发现的问题督促整改。",
        "第五条 本办法自公布之日起施行。",
    ]


def pledge(random: Random) -> list[str]:
    _, _, organ = _who(random)
    return [
        random.choice(("廉洁从政承诺书", "安全生产责任承诺书", "问题整改承诺书", "党员干部公开承诺")),
        f"为进一步落实责任，本人作为{organ}工作人员，郑重承诺如下：",
        *(
            f"{n}、{random.choice(('认真', '坚决', '严格'))}{each}，对存在的问题立行立改、整改到位。"
            for n, each in zip("一二三四", random.sample(TASKS, 4), strict=True)
        ),
        "以上承诺，请组织和群众监督。",
        "承诺人：__________",
    ]


def checklist(random: Random) -> list[str]:
    kind = random.choice(("消防安全", "食品安全", "保密工作", "档案管理", "实验室安全"))
    return [
        f"{kind}自查自纠检查表",
        "检查单位：          检查日期：",
        *(f"{n}.是否{each}？ □是 □否 整改情况：" for n, each in enumerate(random.sample(TASKS, 6), 1)),
        "检查人签字：      被检查单位签字：",
    ]


def template(random: Random) -> list[str]:
    hole = random.choice(
        (
            ("[单位名称]", "[具体数量]项", "[日期]"),
            ("XX局", "X项", "X月X日"),
            ("（单位名称）", "（数量）个", "（时间）"),
            ("____局", "____项", "____年__月__日"),
        )
    )
    return [
        f"{hole[0]}关于巡察整改情况的报告（{random.choice(('范文', '模板', '参考格式', '供参考'))}）",
        f"根据巡察工作安排，{hole[2]}，巡察组对{hole[0]}开展了巡察，共反馈问题{hole[1]}。",
        "一、整改工作组织情况",
        f"{hole[0]}高度重视，召开会议{hole[1].replace('项', '次').replace('个', '次')}。",
        "二、整改落实情况",
        f"1.关于“{random.choice(PROBLEMS)}”问题。{hole[0]}于{hole[2]}完成整改。",
        f"2.关于“{random.choice(PROBLEMS)}”问题。已完成整改{hole[1]}。",
    ]


def feedback_news(random: Random) -> list[str]:
    place, level, organ = _who(random)
    return [
        random.choice(
            (
                f"{level}第三巡察组向{organ}党组反馈巡察情况",
                f"{place}：{level}巡察组反馈巡察意见",
                f"{level}第七轮巡察完成反馈",
            )
        ),
        f"根据{level}统一部署，{_date(random)}，{level}第三巡察组向{organ}党组反馈了巡察情况。",
        f"巡察指出，{organ}党组能够认真履行职责，但也发现一些问题：{random.choice(PROBLEMS)}，{random.choice(PROBLEMS)}。",
        "巡察组提出了三点意见建议：一是加强理论学习；二是压实主体责任；三是扛起巡察整改的政治责任，对反馈问题逐条整改。",
        f"{organ}党组主要负责人表示，诚恳接受、坚决整改。",
    ]


def feedback_list(random: Random) -> list[str]:
    _, level, organ = _who(random)
    return [
        f"{level}第二巡察组关于巡察{organ}党组的反馈意见",
        f"{_date(random)}至{random.randint(1, 12)}月底，{level}第二巡察组对{organ}党组开展了常规巡察。现将巡察情况反馈如下：",
        "一、巡察发现的主要问题",
        *(
            f"（{n}）{each}。{random.choice(FINDINGS)}"
            for n, each in zip("一二三", random.sample(PROBLEMS, 3), strict=True)
        ),
        "二、意见建议",
        *(f"（{n}）{each}。" for n, each in zip("一二三", random.sample(TASKS, 3), strict=True)),
        "请于收到反馈意见之日起两个月内报送整改情况。",
    ]


def inspection_end(random: Random) -> list[str]:
    place, level, organ = _who(random)
    return [
        random.choice(
            (f"{level}第五巡察组完成对{organ}的巡察进驻", f"{level}第八轮巡察全部进驻", f"关于巡察{organ}党组的公告")
        ),
        f"根据统一部署，{level}第五巡察组于{_date(random)}进驻{organ}，开展为期两个月的常规巡察。",
        "巡察组主要受理反映被巡察党组织领导班子及其成员、下一级党组织主要负责人和重要岗位干部问题的来信来电来访。",
        f"受理时间：2024年3月5日至5月5日。值班电话：0999-7{random.randint(100000, 999999)}。邮政信箱：{place}第8号信箱。",
        "对反映的问题，巡察组将按规定移交有关部门处理，并督促整改。",
    ]


def post(random: Random) -> list[str]:
    place, _, organ = _who(random)
    return [
        random.choice(
            (
                f"【便民】{place}这条小路终于修好了！",
                f"{organ}：立行立改办实事 群众点赞暖人心",
                f"小小提案推动大整改——{place}基层治理见闻",
                f"走访记｜{organ}干部来到群众身边",
            )
        ),
        "（图片）",
        f"“以前一下雨就积水，现在好走多了。”家住{place}湖滨社区的居民说。",
        f"原来，{organ}在走访中听到群众反映后，立即组织整改。{random.choice(DEEDS)}。短短三天，问题得到解决。",
        "记者了解到，今年以来，当地坚持民有所呼、我有所应，一批急难愁盼问题得到整改。",
        "（图片）",
        "文字：本报记者 图片：通讯员",
    ]


def software(random: Random) -> list[str]:
    return [
        f"# {random.choice(('代码审查整改报告', '安全漏洞修复情况', '接口测试问题整改清单', '项目重构总结'))}",
        "## 概述",
        "本次共扫描出 23 个问题，已完成整改 21 个，剩余 2 个待处理。",
        *(
            f"{n}. ✅ {each}"
            for n, each in enumerate(
                random.sample(
                    (
                        "修复空指针异常",
                        "升级依赖 requests 到 2.31",
                        "删除硬编码的密钥",
                        "补充单元测试，覆盖率 85%",
                        "接口 /api/v1/login 增加限流",
                        "优化 SQL 查询",
                    ),
                    4,
                ),
                1,
            )
        ),
        "## 后续计划",
        "- 接入 CI 流水线",
        "- 定期复查 TODO 与 FIXME",
    ]


def work_notice(random: Random) -> list[str]:
    place, _, organ = _who(random)
    kind = random.choice(("安全生产大检查", "作风建设专项整治", "校园食堂专项整治", "消防隐患排查"))
    return [
        f"{organ}关于开展{kind}的通知",
        "各科室、各直属单位：",
        f"为深入贯彻上级部署，决定在全{place[-1]}系统开展{kind}。现将有关事项通知如下：",
        "一、总体要求",
        "坚持问题导向，做到边查边改、立行立改。",
        "二、重点内容",
        *(f"（{n}）{each}。" for n, each in zip("一二三", random.sample(TASKS, 3), strict=True)),
        "三、工作步骤",
        "（一）自查阶段。各单位对照要求全面自查，建立问题台账和整改清单。",
        "（二）整改阶段。对查出的问题限期整改。",
        "（三）总结阶段。于12月底前报送总结。",
    ]


def experience(random: Random) -> list[str]:
    place, _, organ = _who(random)
    return [
        random.choice(
            (
                f"{organ}“三个聚焦”推动巡察整改落地见效",
                f"{organ}：做实整改后半篇文章",
                f"{place}多措并举抓好审计整改",
                f"{organ}狠抓巡察整改促发展",
            )
        ),
        f"近年来，{organ}坚持把巡察整改作为重要政治任务，{random.choice(HARD_TASKS)}，推动各项工作再上新台阶。",
        f"聚焦责任落实。{random.choice(DEEDS)}，做到件件有回音。",
        f"聚焦标本兼治。{random.choice(DEEDS)}，不断健全长效机制。",
        f"聚焦成果转化。{random.choice(DEEDS)}，群众满意度持续提升。",
        "（供稿：综合科）",
    ]


def procurement(random: Random) -> list[str]:
    place, _, organ = _who(random)
    return [
        f"{organ}{random.choice(('老旧管网整改工程', '消防设施整改项目', '电梯隐患整改工程'))}{random.choice(('招标公告', '中标结果公示', '竞争性磋商公告'))}",
        f"项目编号：YZ2024-{random.randint(100, 999)}",
        f"一、采购人：{organ}",
        "二、预算金额：86.5万元",
        "三、供应商资格要求：（一）具有独立承担民事责任的能力；（二）具有相应资质；（三）近三年无重大违法记录。",
        "四、公示期限：自公告发布之日起5个工作日。",
        f"五、联系人：采购科 联系电话：0999-7{random.randint(100000, 999999)}",
    ]


def exam(random: Random) -> list[str]:
    return [
        "巡察知识应知应会（三）",
        "1.巡察整改的责任主体是谁？",
        "答：被巡察党组织承担整改主体责任，党组织书记是第一责任人。",
        "2.巡察整改有什么时限要求？",
        "答：收到反馈意见后，应当在规定期限内制定整改方案，并报送集中整改情况报告。",
        "3.什么是“回头看”？",
        "答：对已巡察党组织整改情况开展的再检查。",
    ]


def appointment(random: Random) -> list[str]:
    place, level, organ = _who(random)
    return [
        f"{organ}关于公布政府信息公开工作年度报告的公告",
        "本年度报告根据有关规定编制。",
        "一、总体情况",
        "主动公开信息136条，受理依申请公开9件。",
        "二、存在的主要问题及改进情况",
        f"存在{random.choice(PROBLEMS)}等问题。下一步将认真整改，不断提高公开质量。",
        "三、其他需要报告的事项",
        "无。",
    ]


def rating(random: Random) -> list[str]:
    place, _, _ = _who(random)
    return [
        f"{place}第{random.randint(1, 4)}季度政府网站检查情况的通报",
        f"近期，对全{place[-1]}政府网站开展了检查。现将有关情况通报如下：",
        "一、总体情况",
        "本次共检查网站36家，合格率97%。",
        "二、存在问题",
        "个别网站更新不及时、链接不可用，已要求有关单位限期整改。",
        "三、下一步工作",
        "各单位要举一反三，加强日常监测。",
    ]


def square_template(random: Random) -> list[str]:
    """A template whose blanks are named in square brackets."""
    return [
        random.choice(
            ("中共[单位名称]党组关于[第几轮]巡察整改情况的通报", "[单位全称]关于巡察整改进展情况的通报（格式）")
        ),
        "根据[市/县]委统一部署，[年]月[日]至[年]月[日]，[第几]巡察组对[单位名称]党组开展了巡察。现将整改情况通报如下：",
        "一、主体责任落实情况",
        "（一）召开会议[几]次，成立[机构名称]。",
        "二、反馈问题整改情况",
        f"1.关于“{random.choice(('[抄录反馈原文]', '[问题原文]', '[ ]'))}”的问题。",
        "整改情况：一是[ ]；二是[ ]；三是[具体措施]。",
        "联系方式：电话[电话]，地址[地址]。",
    ]


def check_plan(random: Random) -> list[str]:
    """A plan of checks for a year: what will be looked at, nothing that was found."""
    place, _, organ = _who(random)
    what = random.choice(("安全生产监督检查", "行政执法检查", "审计项目", "“双随机”抽查", "巡察工作"))
    return [
        f"{place}2026年度{what}{random.choice(('计划', '工作计划', '工作安排'))}",
        "为规范检查行为，结合实际，制定本计划。",
        "一、范围",
        f"辖区内有关单位共{random.randint(20, 90)}家。",
        "二、方式",
        "采取随机抽取方式，重点检查存在问题的整改情况。",
        "三、时间安排",
        "3月至5月，第一批；6月至8月，第二批；9月至11月，核查前期问题整改。",
        "四、工作要求",
        "（一）发现问题，当场下达责令限期整改指令书。",
        "（二）整改期满，及时复查，形成闭环。",
        organ,
        _date(random),
    ]


KINDS: Final[dict[str, Callable[[Random], list[str]]]] = {
    "meeting news": meeting_news, "bulletin": bulletin, "law": law, "pledge": pledge, "checklist": checklist, "template": template,
    "feedback news": feedback_news, "feedback list": feedback_list, "inspection": inspection_end, "post": post, "software": software,
    "work notice": work_notice, "experience": experience, "procurement": procurement, "exam": exam, "yearly report": appointment, "ratings": rating, "square template": square_template, "check plan": check_plan,
    **FAR,
}  # fmt: skip


def near_miss(kind: str, seed: int) -> str:
    """A text of a kind that must be refused."""
    random = Random(f"{kind}/{seed}")
    above = random.sample(UNKNOWN_LINES, random.choice((0, 0, 1, 2)))
    below = random.sample(UNKNOWN_ENDS, random.choice((0, 0, 1, 2)))
    dated = (
        [f"发布时间：202{random.randint(0, 6)}-0{random.randint(1, 9)}-1{random.randint(0, 9)} 来源：云州日报"]
        if random.random() < 0.4
        else []
    )
    lines = KINDS[kind](random)
    return random.choice(("\n", "\n\n", "\n\u3000\u3000")).join([*above, lines[0], *dated, *lines[1:], *below]) + "\n"
