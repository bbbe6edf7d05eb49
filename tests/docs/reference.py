"""The pages of docs/reference/, made from what they describe: commands, keys of records, components."""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from inspect import cleandoc
from types import UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

import click
import jinja2
from jinja2 import nodes
from msgspec import NODEFAULT, Struct
from msgspec.structs import FieldInfo, fields

from site_builder.records import registers
from site_builder.records.partial_dates import PartialDate, Timestamp
from site_builder.records.record_types import RECORD_TYPES
from site_builder.rendering.gallery import examples_of
from site_builder.rules.key_descriptions import KEYS, RECORDS

_MADE = "本页由程序生成，不要手改：`python -m tests.docs.regenerate`。"

# -- commands


def commands_page(main: click.Group) -> str:
    """docs/reference/commands.md: every command with its arguments and options, from click."""
    out = ["# 命令", _MADE]
    out.append(
        "`python build.py [命令] [选项]`，不写命令就是 `build`。退出码：0 正常；1 内容有错误，或被拒绝；"
        "2 环境有问题（一行话，说明怎样解决）。日期一律写成 2026-11-20。"
    )
    out.append(
        "| 命令 | 做什么 |\n|---|---|\n" + "\n".join(_command_line(name, main.commands[name]) for name in main.commands)
    )
    for name, command in main.commands.items():
        out.append(_command(name, command))
    return "\n\n".join(out) + "\n"


def _command_line(name: str, command: click.Command) -> str:
    return f"| [`{name}`](#{name}) | {_cell(_first(command.help or ''))} |"


def _command(name: str, command: click.Command) -> str:
    context = click.Context(command, info_name=f"python build.py {name}")
    usage = " ".join(command.collect_usage_pieces(context))
    parts = [f"## {name}", cleandoc(command.help or ""), f"```text\npython build.py {name} {usage}\n```"]
    rows = [_option(each) for each in command.params if isinstance(each, click.Option) and not each.hidden]
    if rows:
        parts.append("| 选项 | 含义 |\n|---|---|\n" + "\n".join(rows))
    return "\n\n".join(parts)


def _option(option: click.Option) -> str:
    names = ", ".join(option.opts + option.secondary_opts)
    value = "" if option.is_flag else " " + _value(option)
    return f"| `{names}{value}` | {_cell(option.help or '')} |"


def _value(option: click.Option) -> str:
    if option.metavar:
        return option.metavar
    if isinstance(option.type, click.Choice):
        return "\\|".join(map(str, option.type.choices))
    if isinstance(option.type, click.Path):
        return "路径"
    return "数" if option.type.name.startswith("integer") else "文字"


def _first(text: str) -> str:
    return text.strip().split("\n")[0]


def _cell(text: str) -> str:
    return re.sub(r"\s*\n\s*", " ", text.strip()).replace("|", "\\|").replace("<", "&lt;")


# -- keys

FILES: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ("site.yaml", "", ("Settings",)),
    ("organs.yaml", "编号之下是单位。编号用字母、数字和 -，会出现在网址里。", ("Organ",)),
    ("inspections.yaml", "编号之下是一次巡察、审计或督察，供几份通报共用。可以没有这个文件。", ("Inspection",)),
    ("themes.yaml", "编号之下是专题。可以没有这个文件。", ("Theme",)),
    ("calendar.yaml", "年份之下是放假和调休，补充程序还不知道的年份。可以没有这个文件。", ("WorkingDays",)),
    ("notice.md 的文件头", "开头两行 `---` 之间。", ("Head",)),
    (
        "ledger.yaml",
        "事项编号（`p1`、`p2` …）之下是这个事项的台账；`notice` 之下是整份通报的；`targets` 之下是指标 `t1`、`t2` …；"
        "`commitments` 之下是承诺 `c1`、`c2` …。",
        ("Ledger", "NoticeLedger", "Target", "Commitment"),
    ),
)
_SCALARS: dict[Any, str] = {
    str: "文字",
    int: "整数",
    bool: "true 或 false",
    date: "日期",
    PartialDate: "年、月或日",
    Timestamp: "日期，可带时间",
}


def keys_page() -> str:
    """docs/reference/keys.md: every key of every content file, from the records and their descriptions."""
    out = [
        "# 每个键",
        _MADE,
        '内容文件里可以写的全部键。没有标“必填”的都可以不写，不写就是原文未载明。值都放进双引号；日期写成 `"2024-10-17"`，'
        '允许只写到年或月的写成 `"2024"`、`"2024-10"`。`python build.py schema` 把同样的内容写成 JSON Schema，编辑器可以据此补全。',
        "`redirects.yaml` 不在表里：一行一个，旧网址在左，现在的网址在右，都以 `/` 开头。",
    ]
    shown: set[str] = set()
    for file, says, roots in FILES:
        out.append(f"## {file}\n\n{says}".strip())
        out += [_record(name) for root in roots for name in _reached(root, shown)]
    return "\n\n".join(out) + "\n"


def record_named(name: str) -> type[Struct]:
    found: type[Struct] = RECORD_TYPES.get(name) or getattr(registers, name)
    return found


def _reached(name: str, shown: set[str]) -> Iterator[str]:
    """A record and those it holds, each where it is met first."""
    if name in shown:
        return
    shown.add(name)
    yield name
    for field in fields(record_named(name)):
        for inner in _records_in(field.type):
            yield from _reached(inner, shown)


def _records_in(kind: Any) -> Iterator[str]:
    if isinstance(kind, type) and issubclass(kind, Struct):
        yield kind.__name__
    for each in get_args(kind):
        yield from _records_in(each)


def _record(name: str) -> str:
    rows = "\n".join(_key(name, field) for field in fields(record_named(name)))
    return f"### {name}\n\n{RECORDS[name]}。\n\n| 键 | 写什么 | 含义 |\n|---|---|---|\n{rows}"


def _key(record: str, field: FieldInfo) -> str:
    needed = " **必填**" if field.default is NODEFAULT and field.default_factory is NODEFAULT else ""
    null = "，或 null" if needed and type(None) in get_args(field.type) else ""
    return f"| `{field.encode_name}`{needed} | {_kind(field.type)}{null} | {_cell(KEYS[record][field.encode_name])} |"


def _kind(kind: Any) -> str:
    """A type in an editor's words."""
    origin, inner = get_origin(kind), get_args(kind)
    if origin is Annotated:
        return _kind(inner[0])
    if origin is Literal:
        return "、".join(f"`{_cell(str(each))}`" for each in inner)
    if origin in (tuple, frozenset, list):
        return f"列表：{_kind(inner[0])}"
    if origin is dict:
        return f"编号之下：{_kind(inner[1])}"
    if origin in (Union, UnionType):
        said = [("null" if each is type(None) else _kind(each)) for each in inner]
        return "，或 ".join(dict.fromkeys(word for word in said if word != "null"))
    if isinstance(kind, type) and issubclass(kind, Struct):
        return f"[{kind.__name__}](#{kind.__name__.lower()})"
    return _SCALARS[kind]


# -- components


def components_page(templates: Mapping[str, str]) -> str:
    """docs/reference/components.md: every component with its macros and examples.

    Takes   templates: texts by path below templates/
    """
    out = [
        "# 组件",
        _MADE,
        '页面由这些组件拼成。用 `{% from "components/status/macro.html" import status %}` 引入；组件看不到页面，只看得到参数。'
        "每个组件的全部示例可以在预览里看：`python build.py serve`，打开 `/_components/`。",
    ]
    examples = examples_of(templates)
    for name in components(templates):
        macros = list(_macros(templates[f"components/{name}/macro.html"]))
        lines = [f"- `{signature}`" + (f"：{said}" if said else "") for signature, said in macros]
        shown = [f"{each.name}（`{each.macro}`）" for each in examples.get(name, [])]
        out.append(f"## {name}\n\n" + "\n".join(lines) + "\n\n示例：" + "、".join(shown) + "。")
    return "\n\n".join(out) + "\n"


def components(templates: Mapping[str, str]) -> list[str]:
    return sorted(path.split("/")[1] for path in templates if re.fullmatch(r"components/[^/]+/macro\.html", path))


def _macros(source: str) -> Iterator[tuple[str, str]]:
    """Each macro as it is called, and the comment that stands right before it."""
    environment = jinja2.Environment()
    for macro in environment.parse(source).find_all(nodes.Macro):
        given = len(macro.args) - len(macro.defaults)
        arguments = [argument.name for argument in macro.args[:given]]
        defaults = zip(macro.args[given:], macro.defaults, strict=True)
        arguments += [f"{argument.name}={_literal(default)}" for argument, default in defaults]
        comment = re.search(
            r"\{#-?((?:(?!#\}).)*)#\}\s*\{%-?\s*macro\s+" + re.escape(macro.name) + r"\(", source, re.DOTALL
        )
        said = re.sub(r"\s+", " ", comment[1]).strip() if comment else ""
        yield f"{macro.name}({', '.join(arguments)})", said.rstrip("-").strip()


def _literal(node: nodes.Expr) -> str:
    try:
        value = node.as_const()
    except nodes.Impossible:
        return "…"
    return str(value).lower() if value is None or isinstance(value, bool) else repr(value)
