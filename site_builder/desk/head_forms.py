"""The parts of a notice's head that hold several values, as forms: inspection, contacts, signature, the text's own totals."""

import re
from collections.abc import Mapping
from typing import Any

from site_builder.desk.edits import RefusedError, put, remove
from site_builder.desk.form_fields import FormField, changed, form_values
from site_builder.desk.head_fields import COUNTED, head_fields
from site_builder.desk.heading import LABELS, head_of, judged, with_head
from site_builder.desk.opened import Opened
from site_builder.desk.outcome import Outcome, by_order, readable, text
from site_builder.desk.yaml_values import Tree, Word, plain
from site_builder.records.model import Inspection
from site_builder.records.quotes import occurrences
from site_builder.records.registers import Registers
from site_builder.records.vocabulary import UNSTATED

_PHONE = re.compile(r"(?:[^0-9@]{0,9}+[0-9]){3}[^@]{0,60}")  # 12388 is one
_EMAIL = re.compile(r"[^\s@]{1,64}+@[^\s@.]{1,63}+(?:\.[^\s@.]{1,63}+){1,9}")
_POSTCODE = re.compile(r"[0-9]{6}")
_MANY = "几个的，一行一个"
_DAY = "原文写到哪一级就写到哪一级：2026年、2026年3月、2026年3月31日"
_QUOTE = "从左边的正文里照抄"
_OWN = "不用名册，写在下面"
REGISTER = FormField(("register",), "巡察名册里的", "choice", "选了它，下面的都不写")


def _field(
    name: str,
    label: str,
    kind: Any = "line",
    note: str = "",
    *,
    quotes: bool = False,
    each: re.Pattern[str] | None = None,
) -> FormField:
    """Takes   name: the key; the others as of a FormField"""
    return FormField((name,), label, kind, note, quotes=quotes, each=each)


FORMS: dict[str, tuple[str, tuple[FormField, ...]]] = {
    "inspection": (
        "巡察",
        (
            _field("level", "级别", note="如 市委、省级"),
            _field("round", "轮次", note="如 八届市委第二轮"),
            _field("teams", "组别", "names", _MANY),
            _field("type", "种类", note="如 巡察、审计、生态环境保护督察"),
            _field("topic", "主题"),
            _field("title", "名称"),
            _field("started", "开始", "day", _DAY),
            _field("ended", "结束", "day"),
            _field("feedback", "反馈", "day"),
            _field("quote", "原话", note=_QUOTE, quotes=True),
        ),
    ),
    "contacts": (
        "联系方式",
        (
            _field("phones", "电话", "names", f"办公电话；{_MANY}", each=_PHONE),
            _field("emails", "邮箱", "names", f"单位邮箱；{_MANY}", each=_EMAIL),
            _field("addresses", "地址", "lines", _MANY),
            _field("postcodes", "邮编", "names", each=_POSTCODE),
        ),
    ),
    "signed": (
        "落款",
        (
            _field("by", "单位", "lines", _MANY),
            _field("date", "日期", "day", _DAY),
            _field("quote", "原话", note=_QUOTE, quotes=True),
        ),
    ),
    "stated": (
        "原文所说的总数",
        (
            *(_field(name, f"{label}（{measure}）", "count") for name, label, measure in COUNTED),
            _field("quote", "写总数的那句话", note=_QUOTE, quotes=True),
            _field("quotes", "另几句", "lines", "从左边的正文里照抄，一行一句", quotes=True),
        ),
    ),
}


def head_values(opened: Opened, registers: Registers | None) -> list[dict[str, Any]]:
    """What the head has, and what it could have, for the list of the desk: {name, label, shown, value, fields}.

    `fields` is empty for what is one value. Takes   registers: of the site; None where they cannot be read
    """
    notice = readable(opened)
    there = {field.name: field for field in head_fields(notice, opened.organs)}
    tree = plain(notice.head_tree)
    labels = {name: label for name, label in LABELS.items() if name != "display_title" or not notice.head.title}
    rows = [
        {
            "name": name,
            "label": label,
            "shown": there[name].shown if name in there else UNSTATED,
            "value": there[name].value if name in there else str(tree.get(name) or ""),
            "fields": [],
        }
        for name, label in labels.items()
    ]
    return rows + [_group_row(name, tree.get(name), there, registers) for name in FORMS]


def _group_row(name: str, value: Any, there: Mapping[str, Any], registers: Registers | None) -> dict[str, Any]:
    label, fields = FORMS[name]
    values = dict(value) if isinstance(value, dict) else {}
    if name == "inspection" and registers and registers.inspections:
        values[REGISTER.name] = value if isinstance(value, str) else None
        fields = (REGISTER._replace(options=_registered(registers)), *fields)
    said = registers.inspections.get(value) if registers and isinstance(value, str) else None
    return {
        "name": name,
        "label": label,
        "shown": _name_of(said) if said else there[name].shown if name in there else UNSTATED,
        "value": "",
        "fields": form_values(fields, values),
    }


def _registered(registers: Registers) -> dict[str, str]:
    return {"": _OWN, **{key: _name_of(each) or key for key, each in registers.inspections.items()}}


def _name_of(inspection: Inspection) -> str:
    return "".join(filter(None, (inspection.title or inspection.round, inspection.type)))


def set_form(opened: Opened, request: Mapping[str, Any]) -> Outcome:
    """Sets the values of one part of the head; a part that has none left means 原文未载明. Raises RefusedError."""
    name = text(request, "part", "哪一项")
    if name not in FORMS:
        raise RefusedError("这一项不能在这里改")
    notice = readable(opened)
    if not notice.head.draft:
        raise RefusedError("已经发布的，基本信息只能随更正改")
    label, fields = FORMS[name]
    head, value = head_of(opened), plain(notice.head_tree).get(name)
    register = text(request, "register") if name == "inspection" else ""
    known = value if isinstance(value, dict) else {}
    new = changed(fields, known, request)
    if register and any(made is not None for _, made in new):
        raise RefusedError(f"{REGISTER.label}：选了名册里的，下面就不能写；要写下面的，这里选“{_OWN}”")
    if register and register != value:
        head = put(head, [name], Word(register), by_order("head"))
        return judged(opened, with_head(opened, head), name, f"{label}改为名册里的")
    if register or (not new and value == known):
        raise RefusedError("没有改动")
    _refuse_strange_quotes(opened, new)
    added = {field.name: made for field, made in new if made is not None}
    if not added and known.keys() <= {field.name for field, _ in new}:  # nothing is left of it
        head = remove(head, [name]) if value is not None else head
        return judged(opened, with_head(opened, head), name, f"{label}：{UNSTATED}")
    if not known:  # nothing, or the id of an inspection of the register
        order = by_order(name)
        head = put(head, [name], dict(sorted(added.items(), key=lambda pair: order(pair[0]))), by_order("head"))
    else:
        for field, made in sorted(new, key=lambda pair: pair[1] is None):  # removed last: an empty part would go whole
            path = [name, *field.steps]
            head = remove(head, path) if made is None else put(head, path, made, by_order(name))
    return judged(opened, with_head(opened, head), name, f"{label}：改好了")


def _refuse_strange_quotes(opened: Opened, new: list[tuple[FormField, Tree]]) -> None:
    whole = readable(opened).outline.text
    for field, made in new:
        for words in made if isinstance(made, list) else [made]:
            if field.quotes and isinstance(words, str) and not occurrences(words, whole):
                raise RefusedError(f"{field.label}：“{words}”不在正文里；从左边照抄")
