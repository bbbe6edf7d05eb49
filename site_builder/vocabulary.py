"""The field's closed lists, with the words a reader sees. Order is the order everywhere. Source: design.md, section 3."""

from typing import Literal

Kind = Literal["rectification", "closure", "action-plan", "follow-up", "work-report"]
Role = Literal["leadership", "problems", "next-steps", "summary", "plan", "other"]
States = Literal["problem", "demand", "measure"]
Status = Literal["unstated", "not-started", "ongoing", "partial", "done", "closed"]
Mark = Literal["lapsed", "overdue", "stale", "reopened"]
BasisKind = Literal["notice", "report", "editor"]
WindowKind = Literal["publication", "objection"]
WindowState = Literal["upcoming", "open", "last-day", "closed", "unstated", "none"]
CorrectionKind = Literal["correction", "redaction"]
AfterClose = Literal["keep", "noindex", "withdraw"]
Operator = Literal["government", "party", "institution", "enterprise", "unofficial"]
Comparator = Literal[">=", ">", "<=", "<", "=", "~"]

KINDS: dict[Kind, str] = {
    "rectification": "整改通报",
    "closure": "销号公示",
    "action-plan": "整改方案",
    "follow-up": "后续进展",
    "work-report": "工作总结与计划",
}
STATUSES: dict[Status, str] = {
    "unstated": "原文未逐项标注",
    "not-started": "尚未整改",
    "ongoing": "正在整改",
    "partial": "基本完成（取得阶段性成果）",
    "done": "已完成整改",
    "closed": "已销号",
}
MARKS: dict[Mark, str] = {
    "lapsed": "时限已过·未见后续公开",
    "overdue": "逾期",
    "stale": "久未更新",
    "reopened": "重开",
}
BASES: dict[BasisKind, str] = {"notice": "原文明示", "report": "单位后续报送", "editor": "本站编者归纳"}
STATES: dict[States, str] = {"problem": "问题", "demand": "要求", "measure": "整改事项"}
ROLES: dict[Role, str] = {
    "leadership": "组织领导",
    "problems": "整改情况",
    "next-steps": "下一步打算",
    "summary": "工作总结",
    "plan": "工作安排",
    "other": "其他",
}
WINDOW_KINDS: dict[WindowKind, str] = {"publication": "公开期限", "objection": "公示期"}
COMPARATORS: dict[Comparator, str] = {">=": "不低于", ">": "超过", "<=": "不高于", "<": "低于", "=": "等于", "~": "约"}

ORGAN_KINDS: dict[str, str] = {
    "government": "行政机关",
    "party": "党的机关",
    "institution": "事业单位",
    "enterprise": "企业",
}

FINISHED: frozenset[Status] = frozenset({"done", "closed"})
