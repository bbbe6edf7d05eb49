"""Findings reworded for the desk: the keys and codes of the files are replaced by the labels of the desk's forms.

On the command line a finding names keys, because the editor has the file open; on the desk there are only labelled fields.
"""

import re
from collections.abc import Mapping
from typing import Any

from msgspec import structs

from site_builder.records.findings import Finding
from site_builder.records.vocabulary import BASES, KINDS, ROLES, STATES, STATUSES, WINDOW_KINDS
from site_builder.rules.settings import OPERATORS

# Key → its label on the desk's forms and cards. A test checks that every key of a notice's files is here.
_KEYS = {
    "name": "名称", "from": "开始的日子", "kind": "种类", "level": "级别", "round": "轮次", "teams": "巡察组", "type": "种类",
    "topic": "主题", "started": "开始的日子", "ended": "结束的日子", "feedback": "反馈", "title": "标题", "quote": "引语",
    "url": "网址", "retrieved": "采集的日子", "opens": "第一天", "closes": "最后一天", "by": "时限或单位", "date": "日期",
    "categories": "方面数", "measures": "措施数", "documents": "文件数", "quotes": "引语", "file": "文件", "code": "提醒的编号",
    "at": "在哪里", "why": "为什么", "organ": "发布单位", "published": "公开日期", "window": "公开期限", "display_title": "拟的题目",
    "inspection": "巡察", "source": "依据", "contacts": "联系方式", "signed": "落款", "states": "标题说的是什么", "stated": "原文说的总数",
    "follows": "接续的通报", "attachments": "附件", "draft": "草稿标记", "after_close": "期满以后", "withdrawn": "撤下的日期", "written": "成文日期",
    "document_number": "发文字号", "acknowledged": "核对过的提醒", "unit": "单位", "role": "职责", "about": "说的是",
    "suggested": "建议标记", "cell": "哪一格", "page": "第几页", "as_of": "公开于", "reason": "原因", "happened": "发生于",
    "status": "状态", "continuing": "长期坚持", "basis": "依据的种类", "note": "编者说明", "label": "名目", "comparator": "比较",
    "value": "数值", "of": "总数", "count": "笔数", "count_of": "总笔数", "modality": "语气", "act": "做了什么", "ref": "文号",
    "item": "事项", "verdict": "结论", "responsible": "责任单位", "due": "时限", "entries": "进展", "facts": "数字",
    "closing": "销号", "same_as": "同一件事", "assessments": "核查意见", "review_by": "回头看的日子", "what": "改了什么",
    "before": "原来的", "after": "改成的", "received": "收到几条", "adopted": "采纳几条", "corrections": "更正", "milestones": "节点",
    "period": "时段", "same_metric": "同一指标", "metric": "指标名称", "stretch": "力争的数", "strength": "力度", "implied": "推知",
    "result": "结果", "every": "多久一次", "until": "到哪天止", "threshold": "门槛", "items": "事项", "targets": "指标",
    "commitments": "承诺", "phones": "办公电话", "emails": "单位邮箱", "addresses": "办公地址", "postcodes": "邮政编码",
    "holidays": "放假", "workdays": "上班", "true": "是", "false": "否", "null": "无", "state": "标题说的是什么",
    "origin": "出处", "problem": "问题", "demand": "要求", "measure": "措施",
    # of the site's own files
    "base_url": "网址", "operator": "谁主办", "footer": "页脚", "sponsor": "主办单位", "organizer": "承办单位", "contact": "联系方式",
    "site_id_code": "网站标识码", "icp": "ICP 备案号", "police": "公安备案号", "party_government_mark": "党政机关网站标识",
    "error_report": "找错入口", "links": "别的链接", "timezone": "时区", "approval": "审批", "approval_steps": "审批的步骤",
    "exports": "开放数据", "robots": "搜索引擎", "home": "首页的板块", "stale_after_days": "多少天没有更新", "demo": "演示",
    "timestamp_server": "时间戳服务", "description": "介绍", "sheet_columns": "表格的列名", "format": "格式", "parent": "上级单位",
    "successor": "承接单位", "region": "地区", "names": "曾用名", "to": "到哪天", "short": "简称", "homepage": "主页",
}  # fmt: skip
_FILES = {
    "organs.yaml": "单位名册",
    "inspections.yaml": "巡察名册",
    "themes.yaml": "专题名册",
    "calendar.yaml": "放假安排",
    "site.yaml": "网站设置",
    "ledger.yaml": "台账",
    "notice.md": "正文",
}
_KNOWN: tuple[Mapping[Any, str], ...] = (ROLES, _KEYS, BASES, KINDS, WINDOW_KINDS, _FILES, STATUSES, OPERATORS)
WORDS: dict[str, str] = {word: said for known in _KNOWN for word, said in known.items()}
_PART = re.compile(
    r"“[^“”]*”|'[^']*'|\"[^\"]*\"|[^\s，；。（）“”、'\"]+"
)  # quoted words of a text, or a run of characters without a break
_WORD = re.compile(r"(?<![\w.\-@])([A-Za-z]\w*(?:[.-]\w+)*)(?:=(\w+(?:-\w+)*))?(:(?!\w))?", re.ASCII)
_TWICE = re.compile(r"(“([^“”]*)”)（\2）")  # done（已完成整改）
_STATED: dict[str, str] = dict(STATES.items())
# On the desk a button does it.
_STATES = re.compile(rf"在标题末尾写 \{{states=({'|'.join(STATES)})\}}(?:，或在文件头写 states: \w+)?")
_SPACED = re.compile(r"(?<=[^\x00-\x7f]) (?=“)|(?<=”) (?=[^\x00-\x7f])")


def plain(text: str) -> str:
    """
    >>> plain("引语没有说 done；第 3 行的状态是 done（已完成整改）")
    '引语没有说“已完成整改”；第 3 行的状态是“已完成整改”'
    >>> plain("补上 quote，照抄“done”；acknowledged 写在 entries.1.quote")
    '补上“引语”，照抄“done”；“核对过的提醒”写在“进展第1条引语”'
    >>> plain("在标题末尾写 {states=measure}，或在文件头写 states: measure")
    '点这个标题旁的 ¶，选“标题说的是：整改事项”（已经公开的，请管文件的人改）'
    >>> plain("通报 2026-shuiwu 的 files/due.docx")
    '通报 2026-shuiwu 的 files/due.docx'
    """
    text = _STATES.sub(
        lambda found: f"点这个标题旁的 ¶，选“标题说的是：{_STATED[found[1]]}”（已经公开的，请管文件的人改）", text
    )
    return _SPACED.sub("", _TWICE.sub(r"\1", _PART.sub(_in_part, text.replace("文件头", "基本信息"))))


def _in_part(found: re.Match[str]) -> str:
    part = found[0]
    return part if part[0] in "“'\"" or "/" in part else _WORD.sub(_named, part)


def _named(found: re.Match[str]) -> str:
    word, value, _ = found.groups()
    name = WORDS.get(word) or _path(word)
    if name is None:
        return found[0]
    return f"“{name}”" + (f"是“{WORDS.get(value, value)}”" if value else "")


def _path(word: str) -> str | None:
    """A path such as entries.1.quote in words; None where a part of it is not a known key."""
    parts = word.split(".")
    named = [f"第{part}条" if part.isdecimal() else _KEYS.get(part) for part in parts]
    return None if len(parts) < 2 or None in named else "".join(filter(None, named))


def in_plain_words(finding: Finding) -> Finding:
    """The finding with its texts reworded for the desk."""
    return structs.replace(finding, what=plain(finding.what), why=plain(finding.why), mend=plain(finding.mend))
