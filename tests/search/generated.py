"""Notices made up for the search tests: any number of pages, the same for the same seed, no sentence of a real text."""

from collections.abc import Sequence
from random import Random

from site_builder.unit.search_documents import SearchDocument


def _listed(words: str) -> list[str]:
    return words.split()


SUBJECTS = _listed(
    "局党组 领导小组 业务科室 下属单位 监管部门 分管领导 责任科室 办公室 财务科 人事科 各街道 各支部 "
    "纪检组 工作专班 信息中心 执法大队 窗口人员 项目组 档案室 检测站 服务大厅 村委会 审批处 采购中心 "
    "评审专家 联络员 值班人员 考核组 法规处 培训中心"
)
VERBS = _listed(
    "制定 修订 完善 建立 梳理 核查 清理 追回 公开 印发 召开 开展 落实 推进 督促 压实 细化 收回 整治 排查 "
    "归档 补缴 退还 约谈 通报 复核 公示 登记 移交 评估 更新 统筹 组织 加强 规范 明确 听取 研究 审议 部署 "
    "对照 检视 调整 优化 取消 合并 启用 停用 委托 验收"
)
OBJECTS = _listed(
    "专项资金 固定资产 采购合同 台账记录 廉政风险 内控制度 监督机制 行政处罚 信用信息 食品抽检 特种设备 "
    "知识产权 营商环境 民生实事 公务用车 差旅报销 会议纪要 项目档案 绩效目标 补贴发放 农贸市场 电梯维保 "
    "计量器具 投诉举报 信访事项 干部轮岗 谈心谈话 主题党日 学习计划 责任清单 时间节点 结余资金 租赁房屋 "
    "基层减负 数据共享 双随机、一公开 审批时限 窗口服务 安全隐患 应急预案 违规津贴 往来款项 印章管理 "
    "工会经费 评标过程 质保金 线上办理 跨部门联查 年度计划 小微企业 药品监管 广告监测 标准体系 老旧小区"
)
ENDS = _listed(
    "取得初步成效 形成闭环管理 做到应改尽改 持续跟踪问效 纳入年度考核 按月报送进展 已全部办结 "
    "正在按计划推进 确保按期完成 防止问题反弹 做到底数清楚 接受群众监督 由专人负责 逐项对账销号 "
    "每季度回头看"
)
NUMBERS = _listed("{}万元 {}.{}万元 {}% {}项 {}户 {}人次 20+{} 第{}号 {}-{}期 {}个工作日 PDCA{} V{}.{}版")
RARE = "溪岚崧璟沅霁翎珩桉榆楷槿汐澜煦熙燊琛琮瑄瑾璞甄畅皓睿硕祎禾秉筠箬簌紫絮绮翊翰聆舜芃芊芮苒若茗茜荔荷莞"
# the characters of daily use
COMMON = [bytes((0xB0 + n // 94, 0xA1 + n % 94)).decode("gb2312") for n in range(3755)]
STATUSES = ("unstated", "ongoing", "partial", "done", "closed")
WORDS = {
    "unstated": "原文未逐项标注",
    "ongoing": "正在整改",
    "partial": "基本完成",
    "done": "已完成整改",
    "closed": "已销号",
}
MARKS = ((), (), (), ("lapsed",), ("stale",))
KINDS = ("rectification", "rectification", "closure", "action-plan")
LABELS = {
    "status": WORDS,
    "kind": {"rectification": "整改通报", "closure": "销号公示", "action-plan": "整改方案"},
    "mark": {"lapsed": "时限已过", "stale": "久未更新"},
}


def _lexicon() -> list[str]:
    """Words that mean nothing: with them a text has as many different pairs of characters as a real one."""
    draw = Random(1)
    chars = draw.sample(COMMON, 1800)
    return [
        "".join(chars[int(1800 * draw.random() ** 2)] for _ in range(draw.choice((2, 2, 2, 3)))) for _ in range(9000)
    ]


LEXICON = _lexicon()


def documents(
    pages: int, seed: int, base_path: str = "/", years: tuple[int, int] = (2016, 2025)
) -> list[SearchDocument]:
    """`pages` documents: notices of 5 to 45 items, some undated, with every kind of filter."""
    draw = Random(seed)
    made: list[SearchDocument] = []
    while len(made) < pages:
        notice = _notice(draw, len(made), base_path, years)
        made.extend(notice[-(pages - len(made)) :])
    return made


def labels(made: Sequence[SearchDocument]) -> dict[str, dict[str, str]]:
    """Words for the filter values of made-up documents."""
    organs = {d.filters["organ"][0]: d.organ or "" for d in made}
    return {**LABELS, "organ": organs, "inspection": {f"round-{n}": f"第{n}轮巡察" for n in range(1, 7)}}


def sentence(draw: Random) -> str:
    """Clauses of made-up words with numbers, names and punctuation."""
    clauses = []
    for _ in range(draw.randint(1, 4)):
        clause = draw.choice(SUBJECTS) * draw.randint(0, 1) + draw.choice(VERBS) + draw.choice(OBJECTS)
        if draw.random() < 0.65:
            clause = (
                "".join(word(draw) for _ in range(draw.randint(2, 6))) + draw.choice(("", "的", "和")) + clause[-6:]
            )
        if draw.random() < 0.25:
            clause += draw.choice(NUMBERS).format(draw.randint(1, 400), draw.randint(1, 9))
        if draw.random() < 0.2:
            clause = f"{name(draw)}{draw.choice('镇村街园店')}" + clause
        if draw.random() < 0.12:
            clause += f"《{draw.choice(OBJECTS)}{draw.choice(VERBS)}办法》"
        if draw.random() < 0.08:
            clause += f"“{draw.choice(OBJECTS)}”"
        clauses.append(clause)
    day = f"{draw.randint(2016, 2025)}年{draw.randint(1, 12)}月{draw.randint(1, 28)}日，" if draw.random() < 0.2 else ""
    return day + draw.choice("，，；").join([*clauses, draw.choice(ENDS)]) + "。"


def word(draw: Random) -> str:
    """Some words are much more common than others."""
    return LEXICON[int(len(LEXICON) * draw.random() ** 2.5)]


def name(draw: Random) -> str:
    return draw.choice(RARE) + draw.choice(RARE)


def paragraph(draw: Random) -> str:
    return "".join(sentence(draw) for _ in range(draw.randint(1, 3)))


def _notice(draw: Random, number: int, base_path: str, years: tuple[int, int]) -> list[SearchDocument]:
    organ_id = f"organ-{draw.randint(1, 30)}"
    organ = f"{RARE[int(organ_id[6:])]}州市{OBJECTS[int(organ_id[6:])][:2]}局"
    year = draw.randint(*years)
    published = None if draw.random() < 0.05 else f"{year}-{draw.randint(1, 12):02}-{draw.randint(1, 28):02}"
    opens, closes, window_kind = _window(draw, published)
    kind = draw.choice(KINDS)
    shared: dict[str, tuple[str, ...]] = {
        "organ": (organ_id,),
        "kind": (kind,),
        "inspection": (f"round-{draw.randint(1, 6)}",),
    }
    url = f"{base_path}notices/n{number}/"
    items = []
    for item in range(1, draw.randint(5, 45) + 1):
        title = f"{item}.关于{draw.choice(OBJECTS)}{draw.choice(VERBS)}不到位的问题"
        blocks = (title, *(paragraph(draw) for _ in range(draw.randint(1, 5))))
        status = draw.choice(STATUSES)
        marks = draw.choice(MARKS)
        filters = {**shared, "status": (status,), **({"mark": marks} if marks else {})}
        anchors = ("", *(f"m{n}" for n in range(1, len(blocks))))
        page = SearchDocument(
            url=f"{url}p{item}/",
            title=title,
            blocks=blocks,
            anchors=anchors,
            filters=filters,
            opens=opens,
            closes=closes,
            window_kind=window_kind,
            published=published,
            organ=organ,
            status=WORDS[status],
        )
        items.append(page)
    title = f"{organ}党组关于{shared['inspection'][0][6:]}轮巡察整改进展情况的通报"
    blocks = (title, paragraph(draw), *(block for page in items for block in page.blocks))
    whole = SearchDocument(
        url=url,
        title=title,
        blocks=blocks,
        filters=shared,
        opens=opens,
        closes=closes,
        window_kind=window_kind,
        published=published,
        organ=organ,
    )
    return [*items, whole]


def _window(draw: Random, published: str | None) -> tuple[str | None, str | None, str]:
    """opens, closes, kind."""
    if published is None or draw.random() < 0.2:
        return None, None, draw.choice(("unstated", "none"))
    month = int(published[5:7]) % 12 + 1
    year = int(published[:4]) + (month == 1)
    return published, f"{year}-{month:02}{published[7:]}", draw.choice(("publication", "publication", "objection"))
