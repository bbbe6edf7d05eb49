"""The settings of the site (site.yaml) as a form: what the people of an office decide, without the file being opened."""

import re
from collections.abc import Callable, Mapping, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any

from site_builder.build.disk import read_registers_texts, shown
from site_builder.commands.organ_register import OrganRegister
from site_builder.commands.site_questions import AFTER_CLOSE, OPERATORS
from site_builder.desk.conflicts import StaleError
from site_builder.desk.edits import RefusedError, put, remove
from site_builder.desk.file_text import text_of, with_text
from site_builder.desk.form_fields import FormField, changed, form_values
from site_builder.desk.plain_words import in_plain_words
from site_builder.desk.writing import JOURNAL, ConflictError, Writer
from site_builder.desk.yaml_values import Tree, plain
from site_builder.records.findings import Finding
from site_builder.records.register_model import PENDING
from site_builder.records.registers import base_url_refused, read_registers
from site_builder.records.source import read_yaml
from site_builder.rules.settings import ISSUED, NAMES, REQUIRED
from site_builder.rules.settings import OPERATORS as OF_SITES

FILE, ORGANS = "site.yaml", "organs.yaml"
_LONGEST_NAME = 100  # characters of an organ's name
_REQUIRED = frozenset({"title", "base_url", "operator", "after_close"})
_PENDING = f"申请了还没有批下来的，写“{PENDING}”"
_NEEDS = {
    key: "、".join(OPERATORS[operator] for operator, keys in REQUIRED.items() if key in keys) + "必须有"
    for key in NAMES
}

_OPERATORS = {key: f"{OPERATORS[key]}：{site}" for key, site in OF_SITES.items()}


def _footer(key: str, label: str, note: str = "") -> FormField:
    pending = _PENDING if key in ISSUED else ""
    return FormField(("footer", key), label, note="；".join(filter(None, (note, _NEEDS.get(key, ""), pending))))


FIELDS = (
    FormField(("title",), "网站的名称"),
    FormField(("base_url",), "网站将来的网址", note="如 https://www.example.gov.cn/zgtz/ ；二维码和永久网址都用它"),
    FormField(("description",), "一句话的介绍", note="写给搜索引擎看，可以不填"),
    FormField(("operator",), "谁主办", "choice", options=_OPERATORS),
    FormField(("after_close",), "公开期限满后", "choice", options=AFTER_CLOSE),
    FormField(
        ("approval",),
        "审批",
        "choice",
        "公开以前，每一份要有哪几步同意",
        {"off": "不在这里记", "recorded": "记下来，不管齐不齐都公开", "required": "记下来，没有齐的不公开"},
    ),
    FormField(("approval_steps",), "审批的步骤", "names", "一行一个；不填就只有“审批”一步"),
    FormField(("exports",), "开放数据", "choice", options={"true": "提供", "false": "不提供"}),
    FormField(("stale_after_days",), "多少天没有新的进展就提示", "count", "不填就不提示"),
    _footer("sponsor", "主办单位", "全称"),
    _footer("organizer", "承办单位"),
    _footer("contact", "联系方式", "办公电话、单位邮箱，如 电话 0000-8200000"),
    _footer("icp", "ICP 备案号"),
    _footer("police", "公安备案号"),
    _footer("site_id_code", "网站标识码"),
    _footer("error_report", "找错入口", "网址"),
)
_ORDER = tuple(dict.fromkeys(field.steps[0] for field in FIELDS))


class SiteSettings:
    """site.yaml on the desk. Takes   content: the content folder; now: gives the local time, for the journal"""

    def __init__(self, content: Path, now: Callable[[], str]):
        self.content, self.now = content, now
        self.writer = Writer(content.parent, content.parent, f"{JOURNAL}/site")

    def values(self) -> dict[str, Any]:
        """The form, for JSON: {fields, state, undo}. Raises RefusedError where the file cannot be read."""
        content = self._read()
        last = next(reversed(self.writer.journal(self.content.name).standing()), None)
        return {
            "fields": form_values(FIELDS, _values(content)),
            "state": _state(content),
            "undo": last.label if last else None,
        }

    def change(self, request: Mapping[str, Any]) -> dict[str, Any]:
        """Writes what was changed in the form and gives the form as it is then. Raises RefusedError, StaleError."""
        content = self._read()
        if request.get("state") != _state(content):
            raise StaleError
        asked = request.get("values")
        new = changed(FIELDS, _values(content), asked if isinstance(asked, dict) else {})
        if not new:
            raise RefusedError("没有改动")
        _refuse_impossible(new)
        text = text_of(content)
        for field, made in sorted(new, key=lambda pair: pair[1] is None):
            text = remove(text, field.steps) if made is None else put(text, field.steps, made, _rank)
        self._refuse_unreadable(text)
        label = "网站设置：" + "、".join(field.label for field, _ in new)
        self._write(label, FILE, content, with_text(content, text))
        return self.values() | {"said": f"{label}，改好了"}

    def add_organ(self, name: str) -> str:
        """The id of an organ, which is added to the register where it is not there. Raises RefusedError, SiteError, StaleError."""
        full = name.strip() if re.search(r"[A-Za-z]", name) else "".join(name.split())  # no Chinese name has a blank
        if not 2 <= len(full) <= _LONGEST_NAME:
            raise RefusedError(f"单位的全称是 2 到 {_LONGEST_NAME} 个字")
        register = OrganRegister(self.content / ORGANS)
        identifier = register.identify(full)
        if identifier not in register.ids:
            before = self.writer.read(self.content.name, ORGANS)
            made = with_text(before or b"", register.with_organ(identifier, full))
            self._write(f"单位名册：加上{full}", ORGANS, before, made)
        return identifier

    def _write(self, label: str, name: str, before: bytes | None, made: bytes) -> None:
        try:
            self.writer.change(self.content.name, label, self.now(), {"do": "settings"}, {name: (before, made)})
        except ConflictError:
            raise StaleError from None

    def undo(self) -> dict[str, Any]:
        """Takes the last change back. Raises RefusedError, StaleError."""
        try:
            undone = self.writer.undo(self.content.name, self.now())
        except ConflictError:
            raise StaleError from None
        if undone is None:
            raise RefusedError("没有可以撤销的改动")
        return self.values() | {"said": f"已撤销：{undone.label}"}

    def _read(self) -> bytes:
        content = self.writer.read(self.content.name, FILE)
        if content is None:
            raise RefusedError(f"还没有 {FILE}")
        return content

    def _refuse_unreadable(self, text: str) -> None:
        """Raises RefusedError where the site could not be read with such a file."""
        findings: list[Finding] = []
        texts = {**read_registers_texts(self.content, []), FILE: text}
        read_registers(texts, shown(self.content), findings)
        wrong = next(
            (each for each in findings if each.at.path.endswith(f"/{FILE}") and each.severity == "error"), None
        )
        if wrong is not None:
            said = in_plain_words(wrong)
            raise RefusedError("：".join(filter(None, (said.what, said.why))) + "，没有改")


def _refuse_impossible(new: Sequence[tuple[FormField, Tree]]) -> None:
    for field, made in new:
        if made is None and field.name in _REQUIRED:
            raise RefusedError(f"{field.label}：不能空着")
        if field.name == "base_url" and (why := base_url_refused(str(made))):
            raise RefusedError(f"{field.label}：{why}；写成 https://host/path/")


def _values(content: bytes) -> dict[str, Any]:
    """The name of a field → its value in the file. Raises RefusedError where the file cannot be read."""
    document = read_yaml(text_of(content), FILE)
    if document.findings:
        raise RefusedError(
            f"{FILE} 第 {document.findings[0].at.line} 行写法有误（{document.findings[0].what}），先改正它"
        )
    tree = plain(document.root)
    return {field.name: _at(tree, field.steps) for field in FIELDS}


def _at(tree: Any, steps: tuple[str, ...]) -> Any:
    for step in steps:
        tree = tree.get(step) if isinstance(tree, dict) else None
    return tree


def _rank(key: str) -> int:
    return _ORDER.index(key) if key in _ORDER else len(_ORDER)


def _state(content: bytes) -> str:
    return sha256(content).hexdigest()[:32]
