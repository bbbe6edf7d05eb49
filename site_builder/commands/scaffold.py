"""A new notice for an editor to fill in: it passes `check` but for the places it marks with 〔待填：…〕."""

from datetime import date
from pathlib import Path
from typing import NamedTuple

from site_builder.importing.writer import in_quotes
from site_builder.records.findings import SiteError, nearest
from site_builder.records.site_path import identifier_refused
from site_builder.records.source import Mapping, read_yaml
from site_builder.records.vocabulary import KINDS, Kind
from site_builder.rules.blanks import blank
from site_builder.rules.page_targets import RESERVED_SEGMENT
from site_builder.rules.schemas import modeline

_OBJECTION: frozenset[Kind] = frozenset({"closure"})


class Days(NamedTuple):
    """A window's days, both included."""

    opens: date
    closes: date


def suggested_slug(published: date, organ: str | None) -> str:
    """The folder name we suggest.

    >>> suggested_slug(date(2024, 10, 17), "yunzhou-amr")
    '2024-10-17-yunzhou-amr'
    """
    return f"{published}-{organ}" if organ else str(published)


def organs_in(content: Path) -> list[str]:
    """Ids of organs.yaml, in its order."""
    path = content / "organs.yaml"
    tree = read_yaml(path.read_text(encoding="utf-8-sig"), str(path)).root.value if path.is_file() else None
    return list(tree) if isinstance(tree, Mapping) else []


def new_notice(
    content: Path,
    slug: str,
    title: str | None,
    kind: Kind,
    organ: str | None,
    published: date,
    days: Days | None = None,
    items: int = 1,
) -> Path:
    """Writes content/notices/<slug>/ with notice.md, ledger.yaml and files/; gives the folder.

    Takes   title, organ    None where they are left to the editor
            days            of the window; None = 原文未载明 until the editor says otherwise
            items           how many numbered items the text begins with
    Errors  SiteError where the folder is there already, or a name cannot be
    """
    if RESERVED_SEGMENT.fullmatch(slug) or identifier_refused(slug):
        raise SiteError(f"编号 {slug} 不能用：写成字母、数字和 - 组成的名字，例如 {suggested_slug(published, organ)}")
    if organ is not None and organ not in (known := organs_in(content)):
        raise SiteError(f"organs.yaml 里没有单位 {organ}{nearest(organ, known)}：先在 organs.yaml 里加上它")
    folder = content / "notices" / slug
    if folder.exists():
        raise SiteError(f"{folder} 已经有了：换一个编号，或直接改它")
    (folder / "files").mkdir(parents=True)
    _write(folder / "notice.md", _head(title, kind, organ, published, days) + _text(items))
    _write(folder / "ledger.yaml", _ledger(items))
    return folder


def _write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8", newline="\n")


def _quoted(value: str | None) -> str:
    return "null" if value is None else in_quotes(value)


def _head(title: str | None, kind: Kind, organ: str | None, published: date, days: Days | None) -> str:
    lines = [
        "---",
        f"title: {_quoted(title or blank('原文的标题'))}",
        f"kind: {kind}    # {KINDS[kind]}",
        f"organ: {organ or _quoted(blank('organs.yaml 里的单位编号'))}",
        f'published: "{published}"',
    ]
    if days is None:
        lines.append("window: unstated    # 原文未载明；载明了的，照下面写")
        lines += ["# window:", "#   kind: publication", '#   opens: "…"', '#   closes: "…"', '#   quote: "…"']
    else:
        lines += ["window:", f"  kind: {'objection' if kind in _OBJECTION else 'publication'}"]
        lines += [
            f'  opens: "{days.opens}"',
            f'  closes: "{days.closes}"',
            f"  quote: {_quoted(blank('原文写期限的那句话'))}",
        ]
    lines += ["states: problem", "draft: true    # 填好并核对以后删去这一行", "---"]
    return "\n".join(lines) + "\n"


def _text(items: int) -> str:
    parts = ["\n" + blank("原文第一段，一字不改"), f"## 一、{blank('部分的标题')} {{role=problems}}"]
    for number in range(1, items + 1):
        parts += [f"### {number}. {blank('事项的标题')} {{#p{number}}}", f"- {blank('措施，每条一行')}"]
    return "\n\n".join(parts) + "\n"


def _ledger(items: int) -> str:
    lines = [modeline("ledger", 3), "# 每个状态、时限、责任单位和数字都要引用原文。写法："]
    lines += ["#   entries:", '#     - as_of: "2024-10-17"', "#       status: ongoing", '#       quote: "……"']
    lines += [f"p{number}:" for number in range(1, items + 1)]
    return "\n".join(lines) + "\n"
