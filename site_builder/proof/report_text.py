"""The report of a site's duties and of a month, as Markdown and as JSON."""

from collections import Counter
from datetime import date
from typing import Any, NamedTuple

from msgspec import to_builtins

from site_builder.proof.duties import OUTCOMES, Duty
from site_builder.proof.month_figures import MonthFigures, MonthLine
from site_builder.records.encoding import indented_json

_LISTS = (
    ("published", "公开通报"),
    ("progressed", "公开进展"),
    ("closed", "验收销号"),
    ("due", "到期的时限"),
    ("corrected", "更正和删除"),
)


class SelfReport(NamedTuple):
    """What is reported. `home`: absolute URL of the site"""

    title: str
    home: str
    day: date
    duties: list[Duty]
    month: MonthFigures


def self_report_json(report: SelfReport) -> str:
    value: dict[str, Any] = {
        "site": report.home,
        "title": report.title,
        "day": str(report.day),
        "duties": to_builtins(report.duties),
        "figures": {"month": report.month.month, **{key: len(getattr(report.month, key)) for key, _ in _LISTS}},
        "month": to_builtins(report.month),
    }
    return indented_json(value).decode()


def report_markdown(report: SelfReport) -> str:
    """A table of duties, and a paragraph with lists for a newsletter."""
    counted = Counter(duty.result for duty in report.duties)
    lines = [
        f"# {report.title}：网站自查",
        "",
        f"{report.home}，{report.day}。共 {len(report.duties)} 项：做到 {counted['yes']} 项，"
        f"没有做到 {counted['no']} 项，需要人工核对 {counted['hand']} 项。",
        "",
        "| 事项 | 依据 | 怎样查的 | 结果 | 说明 |",
        "|---|---|---|---|---|",
    ]
    for duty in report.duties:
        cells = (duty.name, "；".join(duty.rules), duty.how, OUTCOMES[duty.result], "；".join(duty.found))
        lines.append(f"| {' | '.join(_cell(each) for each in cells)} |")
    return "\n".join([*lines, "", *_month(report.month)]) + "\n"


def _month(month: MonthFigures) -> list[str]:
    year, _, number = month.month.partition("-")
    told = "，".join(f"{name} {len(getattr(month, key))} {_unit(key)}" for key, name in _LISTS)
    lines = [f"## {year}年{int(number)}月的数字", "", f"{year}年{int(number)}月，{told}。"]
    for key, name in _LISTS:
        if rows := getattr(month, key):
            lines += ["", f"### {name}", "", *map(_row, rows)]
    return lines


def _unit(key: str) -> str:
    return {"published": "份", "progressed": "条", "closed": "项", "due": "个", "corrected": "条"}[key]


def _row(line: MonthLine) -> str:
    note = f"，{line.note}" if line.note else ""
    return f"- {line.day} [{_plain(line.title)}]({line.url}){_plain(note)}"


def _cell(text: str) -> str:
    return _plain(text).replace("|", "\\|")


def _plain(text: str) -> str:
    """Words as they are, whatever Markdown would make of them."""
    for sign in "\\`*_[]<>":
        text = text.replace(sign, f"\\{sign}")
    return " ".join(text.split())
