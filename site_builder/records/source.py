"""File text → fields that remember their line and column. YAML without its surprises.

Scalars stay text: which type a value has is the field's business, so a postcode keeps its zero and `no` is not False.
Anchors, aliases, tags and documents after the first are refused, and depth is bounded: the tree is built from parser
events with a stack of our own, because composing deep input recursively ends the process.
"""

import re
from typing import NamedTuple, Union

import yaml

from site_builder.records.findings import Finding, Span
from site_builder.records.yaml_slips import slips

MAX_DEPTH = 16
MAX_BYTES = 8 * 1024 * 1024
NULLS = frozenset({"", "~", "null", "Null", "NULL"})
YamlLoader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_BEGIN = frozenset((yaml.ScalarEvent, yaml.MappingStartEvent, yaml.SequenceStartEvent, yaml.AliasEvent))
_END = frozenset((yaml.MappingEndEvent, yaml.SequenceEndEvent))

Value = Union[None, str, list["Field"], "Mapping"]


class Field(NamedTuple):
    """A value and where it stands. `plain`: written without quotes."""

    value: Value
    at: Span
    plain: bool = False


class Mapping(dict[str, Field]):
    """Fields by key, with the place of each key."""

    __slots__ = ("keys_at",)

    def __init__(self) -> None:
        super().__init__()
        self.keys_at: dict[str, Span] = {}


class YamlDocument(NamedTuple):
    """A file's fields, and what could not be read."""

    root: Field
    findings: list[Finding]


class _Refusal(Exception):
    def __init__(self, finding: Finding):
        super().__init__(finding.what)
        self.finding = finding


def read_yaml(text: str, path: str, first_line: int = 1) -> YamlDocument:
    """Fields of YAML text whose first line is line `first_line` of `path`."""
    nothing = Field(None, Span(path=path, line=first_line))
    findings: list[Finding] = []
    if refused := _too_large(text, path, first_line):
        return YamlDocument(nothing, [refused])
    if other := _OTHER_LINE_END.search(text):
        return YamlDocument(nothing, [_not_a_line_end(other, text, path, first_line)])
    tree = _Tree(path, first_line, findings)
    try:
        root = tree.build(text) or nothing
        causes = [slip for slip in slips(text, first_line, False) if not tree.inside_words(slip.line)]
        return YamlDocument(root, _named_once(findings + [slip.finding(path) for slip in causes]))
    except _Refusal as refusal:
        causes = [slip for slip in slips(text, first_line, False) if slip.line <= refusal.finding.at.line]
        found = _named_once([*findings, *(slip.finding(path) for slip in causes)])
        return YamlDocument(nothing, found if causes else [*found, refusal.finding])
    except yaml.MarkedYAMLError as error:
        told = _causes(_syntax(error, text, path, first_line), text, first_line)
        return YamlDocument(nothing, _named_once([*findings, *told]))
    except yaml.reader.ReaderError as error:
        at = Span(path=path, line=first_line + text.count("\n", 0, error.position))
        return YamlDocument(
            nothing, [*findings, Finding(at=at, code="Y003", what="有不能出现在 YAML 里的字符", why=str(error.reason))]
        )


def _too_large(text: str, path: str, first_line: int) -> Finding | None:
    if len(text) <= MAX_BYTES:
        return None
    at = Span(path=path, line=first_line)
    return Finding(
        at=at, code="Y006", what="文件太大", why=f"{len(text)} 个字符，上限 {MAX_BYTES}", mend="拆成多份通报"
    )


# YAML ends a line at them, an editor does not: every place behind one would be told wrong.
_OTHER_LINE_END = re.compile("[\x85\u2028\u2029]")


def _not_a_line_end(found: re.Match[str], text: str, path: str, first_line: int) -> Finding:
    column = found.start() - text.rfind("\n", 0, found.start())
    at = Span(path=path, line=first_line + text.count("\n", 0, found.start()), column=column)
    code = f"U+{ord(found[0]):04X}"
    why = f"{code} 看不见，YAML 却在这里换行"
    return Finding(at=at, code="Y003", what="有不能出现在 YAML 里的字符", why=why, mend="删去它，把前后两个字重打一遍")


def _named_once(findings: list[Finding]) -> list[Finding]:
    """Without the lines that only follow from a slip above them or in them."""
    told = {each.at.line for each in findings if each.code != "Y015"}
    return [each for each in findings if each.code != "Y015" or not {each.at.line, each.at.line - 1} & told]


def _causes(syntax: Finding, text: str, first_line: int) -> list[Finding]:
    """What the lines up to the one where the library gave up have wrong; where nothing is seen, what the library says."""
    found = [slip.finding(syntax.at.path) for slip in slips(text, first_line, True)]
    return found if any(each.at.line <= syntax.at.line for each in found) else [*found, syntax]


def _syntax(error: yaml.MarkedYAMLError, text: str, path: str, first_line: int) -> Finding:
    mark = error.problem_mark or error.context_mark
    line, column = (mark.line, mark.column) if mark else (0, 0)
    lines = text.split("\n")
    shown = lines[min(line, len(lines) - 1)].strip()
    mend = '每个键单独一行，值放进双引号，例如  title: "…"'
    if "{" in shown and ("," in shown or "，" in shown):
        mend = "不要用 { }，改成一行一个键，值放进双引号"
    return Finding(
        at=Span(path=path, line=first_line + line, column=column + 1),
        code="Y001",
        what="不是合法的 YAML",
        why=str(error.problem),
        mend=mend,
    )


class _Tree:
    """Builds fields from parser events."""

    def __init__(self, path: str, first_line: int, findings: list[Finding]):
        self.path = path
        self.first_line = first_line
        self.findings = findings
        self.long: list[tuple[int, int]] = []  # first and last line of quoted values that go over several

    def inside_words(self, line: int) -> bool:
        """Whether a line is the inside of a quoted value that goes over several lines: it may say anything."""
        return any(first < line <= last for first, last in self.long)

    def build(self, text: str) -> Field | None:
        stack: list[Mapping | list[Field]] = []
        keys: list[Field | None] = []
        root: Field | None = None
        documents = 0
        for event in iter(YamlLoader(text).get_event, None):
            kind = type(event)
            if kind in _BEGIN:
                field = self.field(event, len(stack))
            elif kind in _END:
                stack.pop()
                keys.pop()
                continue
            else:
                documents += kind is yaml.DocumentStartEvent
                if documents > 1:
                    raise self.refuse(event, "Y004", "有第二份 YAML 文档", "文件中多了一行 ---", "删去多余的 ---")
                continue
            if not stack:
                root = field
            else:
                self.place(stack[-1], keys, field)
            if kind is not yaml.ScalarEvent:
                stack.append(field.value)  # type: ignore[arg-type]
                keys.append(None)
        return root

    def field(self, event: yaml.NodeEvent, depth: int) -> Field:
        if event.anchor:  # of an alias too
            raise self.refuse(event, "Y004", "用了 YAML 的锚或引用（& 或 *）", "记录里每个值都要写全", "把值放进双引号")
        if tag := getattr(event, "tag", None):
            raise self.refuse(event, "Y004", "用了 YAML 的标签（!）", str(tag), "把值放进双引号")
        if isinstance(event, yaml.ScalarEvent):
            plain = bool(event.implicit[0]) and event.style in (None, "")
            value = None if plain and event.value in NULLS else event.value
            self.several_lines(event, plain)
            return Field(value, self.span(event), plain)
        if depth >= MAX_DEPTH:
            raise self.refuse(event, "Y005", f"嵌套超过 {MAX_DEPTH} 层", "记录不需要这么深", "检查缩进")
        return Field(Mapping() if isinstance(event, yaml.MappingStartEvent) else [], self.span(event))

    def several_lines(self, event: yaml.ScalarEvent, plain: bool) -> None:
        begin, end = event.start_mark, event.end_mark
        if begin is None or end is None or begin.line == end.line:
            return
        first, last = self.first_line + begin.line, self.first_line + end.line
        if not plain:
            self.long.append((first, last))
            return
        if end.column == 0:
            return
        at = Span(path=self.path, line=first + 1, column=1)
        why = f"没有引号的值从第 {first} 行接到这一行，读成了一个值“{event.value[:24]}…”"
        mend = "是同一个值的，放进双引号写成一行；是另一个键的，补上冒号，缩进对齐"
        self.findings.append(Finding(at=at, code="Y015", what="这一行接在上一行的值后面", why=why, mend=mend))

    def place(self, parent: "Mapping | list[Field]", keys: list[Field | None], field: Field) -> None:
        if isinstance(parent, list):
            parent.append(field)
            return
        key, keys[-1] = keys[-1], None
        if key is None:
            if not isinstance(field.value, str):
                raise _Refusal(
                    Finding(
                        at=field.at, code="Y004", what="键不是文字", why="", mend="键写成普通的词，后接半角冒号和空格"
                    )
                )
            keys[-1] = field
            return
        name = str(key.value)
        if name in parent:
            first = parent.keys_at[name].line
            self.findings.append(
                Finding(
                    at=key.at,
                    code="R003",
                    what=f"键 {name} 重复",
                    why=f"第 {first} 行已经有它",
                    mend="两处合为一处，或删去一处",
                )
            )
            return
        parent.keys_at[name] = key.at
        parent[name] = field

    def span(self, event: yaml.Event) -> Span:
        mark, end = event.start_mark, event.end_mark
        if mark is None or end is None:  # the parser gives every event its marks
            return Span(path=self.path, line=self.first_line)
        length = end.column - mark.column if end.line == mark.line else 1
        return Span(path=self.path, line=self.first_line + mark.line, column=mark.column + 1, length=max(1, length))

    def refuse(self, event: yaml.Event, code: str, what: str, why: str, mend: str) -> _Refusal:
        return _Refusal(Finding(at=self.span(event), code=code, what=what, why=why, mend=mend))


def locate(root: Field, *steps: str | int) -> Span:
    """The position of a value by its path, or of its nearest existing ancestor."""
    field = root
    for step in steps:
        value = field.value
        if isinstance(value, Mapping):
            below = value.get(str(step))
        else:
            below = value[step] if isinstance(value, list) and isinstance(step, int) and step < len(value) else None
        if below is None:
            break
        field = below
    return field.at


def fields(root: Field) -> list[Field]:
    """A field and everything below it, mappings and lists too, in file order."""
    found: list[Field] = []
    stack = [root]
    while stack:
        current = stack.pop()
        found.append(current)
        value = current.value
        if isinstance(value, Mapping):
            stack.extend(reversed(value.values()))
        elif isinstance(value, list):
            stack.extend(reversed(value))
    return found


def scalars(root: Field) -> list[Field]:
    """Every scalar below a field, in file order."""
    return [field for field in fields(root) if type(field.value) is str or field.value is None]
