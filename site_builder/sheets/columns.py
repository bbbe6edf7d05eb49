"""What the columns of a ledger mean, by the words of their headers: one table, extended by `sheet_columns` in site.yaml."""

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Final, get_args

from site_builder.records.vocabulary import ColumnMeaning

MEANINGS: Final[tuple[ColumnMeaning, ...]] = get_args(ColumnMeaning)

# A header means what the longest of these words at its end means, else the longest one in it. To teach a word to one
# site, write it in site.yaml (sheet_columns: {整治举措: measure}); to teach it to all, put it here.
TABLE: Final = """
number       序号 编号 序列号 项次 问题序号 问题编号 问题清单序号 任务编号 任务序号 项目编号 受理编号 交办编号
             信访编号 案卷编号
section      类别 类型 方面 分类 主要方面 问题类别 问题类型 问题分类 问题性质 领域 板块 一级标题 二级标题 三级标题
             一级分类 二级分类 一级指标 二级指标 大类 小类
title        项目名称 任务名称 问题名称 事项名称 问题标题 题目 审计项目
problem      问题 发现问题 发现的问题 存在问题 存在的问题 具体问题 反馈问题 反馈的问题 反馈意见 问题表述 问题描述
             问题内容 问题简述 问题概述 问题情况 主要问题 问题基本情况 交办问题基本情况 具体表现 问题表现 表现形式
             整改任务 任务 任务内容 整改事项 事项 具体事项 整改内容 问题事实 审计发现问题
cause        原因 原因分析 问题原因 产生原因 成因 未完成原因 未整改原因 未整改到位原因 未按期完成原因
goal         目标 整改目标 目标要求 目标任务 整改要求 整改标准 完成标准 整改完成标准 验收标准 整改方向 工作目标
             预期成效 预期目标
measure      措施 整改措施 具体措施 举措 整改举措 整治措施 细化措施 工作措施 整改方案 整改任务分解 工作举措
             落实措施 整改思路
responsible  责任单位 责任部门 责任主体 责任科室 责任处室 整改单位 整改主体 整改责任单位 整改责任主体 牵头单位
             牵头部门 牵头科室 牵头处室 主责单位 主责部门 主办单位 承办单位 配合单位 配合部门 协办单位 协同单位
             参与单位 督办单位 督导单位 督办部门 督导部门 属地责任单位 行业主管部门 主管部门
             单位 部门
person       责任人 责任人员 直接责任人 第一责任人 主要责任人 具体责任人 整改责任人 责任领导 分管领导 牵头领导
             包案领导 挂牌领导 督办领导 牵头责任人 负责人 联系人 联络员 经办人 填表人 填报人 审核人 姓名 当事人
             领导
phone        电话 联系电话 手机 手机号 手机号码 联系方式 电话号码 办公电话
due          时限 期限 整改时限 整改期限 完成时限 完成期限 办结时限 办结期限 计划完成时间 计划完成时限 计划完成日期
             拟完成时间 预计完成时间 预计完成日期 要求完成时间 整改完成时限 整改完成时间 整改完成期限 完成时间
             完成日期 整改时间 时间要求 截止时间 截止日期 限期
progress     进展 进展情况 整改进展 整改进展情况 工作进展 完成情况 整改完成情况 整改情况 落实情况 整改落实情况
             办理情况 处理情况 处理结果 整改结果 整改成效 成效 取得成效 整改进度 进度 工作进度 最新进展 目前进展
             阶段性进展 已采取的措施 已采取的整改措施 已采取措施 采取的整改措施 推进情况 查处情况 处理和整改情况
             处理及整改情况 办理结果 取得的成效
status       状态 整改状态 任务状态 办结状态 完成状态 办理状态 问题状态 是否完成 是否已完成 是否完成整改
             是否已完成整改 是否整改 是否已整改 是否整改到位 是否整改完成 是否办结 是否已办结 是否办结完成 完成与否
             整改与否 是否到位 当前状态 销号状态
closed       销号 是否销号 是否已销号 销号情况 销号时间 销号日期 是否申请销号 销号文号 销号单位 是否同意销号
verified     验收 验收情况 验收时间 验收日期 验收结果 验收意见 是否验收 是否通过验收 核查情况 复核情况 认定情况
             核验情况 验收结论
amount       金额 问题金额 整改金额 涉及金额 涉案金额 追缴 追回 收回 上缴 清退 退还 归还原渠道 统筹盘活 盘活 调账
             补缴 挽回损失 促进资金拨付 已整改金额 未整改金额 罚款金额
finished     实际完成时间 实际完成日期 实际办结时间 办结时间 办结日期 公示时间 公示日期 填报时间 填报日期 更新时间
             更新日期 立案时间
other        被审计单位 被巡察单位 被督察单位 填报单位 举报单位
note         备注 说明 注 其他 其它
"""
# What each meaning is called where an editor reads it.
LABELS: Final[dict[ColumnMeaning, str]] = {
    "number": "编号",
    "section": "分类",
    "title": "名称",
    "problem": "问题",
    "cause": "原因",
    "goal": "目标",
    "measure": "措施",
    "responsible": "责任单位",
    "person": "人名（不收入）",
    "phone": "电话（不收入）",
    "due": "时限",
    "progress": "进展",
    "status": "状态",
    "closed": "销号",
    "verified": "验收",
    "amount": "金额",
    "finished": "办完或公示的日子",
    "other": "只收文字",
    "note": "备注",
}
_ALONE: Final = frozenset({"单位", "部门", "领导", "其他"})  # have a meaning only as the whole name
_PROSE: Final[frozenset[ColumnMeaning]] = frozenset({"progress", "measure", "goal", "problem", "cause"})
_HEADS: Final = frozenset({"问题", "任务", "说明", "类型", "事项"})  # have a meaning only at the end of a name
# Roles a column of units gives to them.
_ROLES: Final = ("牵头", "配合", "协办", "协同", "督办", "督导", "主责", "主办", "承办", "验收", "主管", "责任", "整改")
_KINDS: Final = (
    ("recovered", re.compile("追缴|追回|收回")),
    ("returned", re.compile("归还|上缴|清退|退还|退回|退赔")),
    ("repaid", re.compile("补缴|补交")),
    ("saved", re.compile("挽回|挽损")),
    ("reduced", re.compile("核减|压减|节约|调减")),
    ("forfeited", re.compile("罚款|罚没|没收")),
)
_BRACKETS: Final = re.compile(r"[(（\[【][^()（）\[\]【】]{0,40}[)）\]】]")
_PUNCTUATION: Final = re.compile(r"[\s、，,/／\\|:：;；。.·\-—_*“”\"'<>《》]+")
_PHONE: Final = re.compile("电话|手机|联系方式|微信|身份证|银行卡|邮箱|住址")
_PERSON: Final = re.compile(
    "责任人(?!次|数)|领导(?!小组)|联系人(?!数)|负责人(?!次|数)|联络员|经办人|填表人|填报人|姓名|当事人|包保人|审核人"
)


@lru_cache(maxsize=1)
def words() -> dict[str, ColumnMeaning]:
    """Maps every word of the table to its meaning."""
    found: dict[str, ColumnMeaning] = {}
    meaning: ColumnMeaning = "other"
    for line in TABLE.strip("\n").split("\n"):
        parts = line.split()
        if not line.startswith(" "):
            meaning = next(each for each in MEANINGS if each == parts[0])
            parts = parts[1:]
        found.update(dict.fromkeys(parts, meaning))
    return found


def bare(name: str) -> str:
    """A header without white space, punctuation and what is in brackets.

    >>> bare("整改 金额\\n（万元）"), bare("责任人/部门/领导")
    ('整改金额', '责任人部门领导')
    """
    return _PUNCTUATION.sub("", _BRACKETS.sub("", _PUNCTUATION.sub("", name)))


def meaning_of(parts: tuple[str, ...], own: Mapping[str, str] | None = None) -> ColumnMeaning:
    """What a column means.

    Takes   parts   the words of its header rows, the outermost first
            own     the site's own words → meaning
    >>> meaning_of(("整改金额", "追缴")), meaning_of(("已采取的整改措施",)), meaning_of(("牵头/配合部门责任人及联系电话",))
    ('amount', 'progress', 'phone')
    >>> meaning_of(("验收时间", "县级")), meaning_of(("问责人次",)), meaning_of(("责任人/部门/领导",))
    ('verified', 'other', 'person')
    >>> meaning_of(("整改金额", "其他成效")), meaning_of(("整改金额", "整改进展")), meaning_of(("整改成效",))
    ('amount', 'progress', 'progress')
    """
    taught = {bare(word): meaning for word, meaning in (own or {}).items()}
    whole = "".join(bare(part) for part in parts)
    for name in (whole, bare(parts[-1]) if parts else ""):
        if told := taught.get(name):
            return next((each for each in MEANINGS if each == told), "other")
    if _PHONE.search(whole):
        return "phone"
    if _PERSON.search(whole):
        return "person"
    names = [bare(part) for part in reversed(parts)]
    for place, name in enumerate(names):
        if (found := _by_word(name)) == "other":
            continue
        # 整改金额·其他成效 is a sum: a name that only ends in a known word yields to a group of sums.
        if found in _PROSE and name not in words() and any(_by_word(outer) == "amount" for outer in names[place + 1 :]):
            return "amount"
        return found
    return "other"


@lru_cache(maxsize=4096)
def _by_word(name: str) -> ColumnMeaning:
    known = words()
    if not name or len(name) > 40:
        return "other"
    if name in known:
        return known[name]
    for start in range(1, len(name)):  # the head of a Chinese noun phrase is at its end
        if len(name) - start >= 2 and name[start:] in known and name[start:] not in _ALONE:
            return known[name[start:]]
    best, meaning = 1, "other"
    for start in range(len(name)):
        for stop in range(len(name), start + best, -1):
            if name[start:stop] in known and name[start:stop] not in _ALONE | _HEADS:
                best, meaning = stop - start, known[name[start:stop]]
                break
    return next(each for each in MEANINGS if each == meaning)


def role_of(name: str) -> str | None:
    """The role of the units in a column: 牵头, 配合 …"""
    found = [(name.find(role), role) for role in _ROLES if role in name]
    return min(found)[1] if found else None


def kind_of_sum(name: str) -> str:
    """
    >>> kind_of_sum("整改金额追缴"), kind_of_sum("问题金额")
    ('recovered', 'amount')
    """
    return next((kind for kind, pattern in _KINDS if pattern.search(name)), "amount")


def unit_of(text: str) -> str | None:
    """The unit of amounts named in a text: 单位：万元, 金额（万元）."""
    found = re.search(r"(?:亿|千万|百万|万|千)?元", text)
    return found.group() if found else None
