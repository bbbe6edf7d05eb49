"""Figures → medians, ratios, a Markdown table between two marks of docs/benchmarks.md, and a chart."""

from collections.abc import Mapping
from pathlib import Path
from statistics import median
from typing import Any

from benchmarks.chart import Panel, chart

Figures = dict[str, Any]
BEGIN, END = "<!-- 以下由 benchmarks.run 写入 -->", "<!-- 以上由 benchmarks.run 写入 -->"
SCENARIOS = {
    "first": "装好后第一次",
    "cold": "从头生成",
    "unchanged": "什么也没变",
    "edit": "改了一份通报",
    "day": "过了一天",
    "template": "改了一个模板",
}
CHARTED = ("cold", "edit", "unchanged")


def medians(figures: Figures, scenario: str, measure: str) -> dict[str, float]:
    """Median of a measure (wall, cpu, memory) by side, ours first as in the file: its order is part of the figures."""
    return {side: median(run[measure] for run in runs) for side, runs in figures["costs"][scenario].items() if runs}


def ratio(values: Mapping[str, float]) -> float | None:
    """How many times the first side's value the best of the others is; None where it ran alone."""
    ours, *others = values.values()
    return min(others) / ours if others else None


def _times(values: Mapping[str, float]) -> str:
    found = ratio(values)
    return "—" if found is None else f"{found:.1f}"


def table(notices: int, figures: Figures) -> str:
    """One table a size: scenarios down, sides across; the last column compares with the better Hugo.

    A ratio above 1 is in our favour.
    """
    sides = list(figures["costs"]["cold"])
    lines = [
        "| 情形 | " + " | ".join(sides) + " | 倍数：用时 | 倍数：内存 |",
        "|---|" + "---:|" * (len(sides) + 2),
    ]
    for scenario, name in SCENARIOS.items():
        if scenario not in figures["costs"]:
            continue
        wall, cpu, memory = (medians(figures, scenario, measure) for measure in ("wall", "cpu", "memory"))
        cells = [f"{wall[side]:.2f} 秒（CPU {cpu[side]:.1f} 秒，{memory[side] / 2**20:.0f} MB）" for side in sides]
        lines.append(f"| {name} | " + " | ".join(cells) + f" | {_times(wall)} | {_times(memory)} |")
    about = figures["about"]
    sizes = "；".join(
        f"{side} {size['files']} 个文件、{size['bytes'] / 1e6:.0f} MB" for side, size in figures["sizes"].items()
    )
    head = (
        f"### {notices} 份通报，{figures['items']} 个事项\n\n"
        if figures["items"]
        else f"### {notices} 页，一页一段\n\n"
    )
    head += f"{about['day']}，{about['processor']}，{about['cores']} 核，{about['system']}；Python {about['python']}"
    head += f"，Hugo {about['hugo']}；" if about["hugo"] else "；只有本项目；"
    head += f"每种情形 {about['runs']} 遍，取中位数；开始时系统负载 {about['load']}。"
    shared = "三方共有的页面 {} 页，网址逐一相同" if about["hugo"] else "比较用的页面 {} 页"
    head += f"{shared.format(figures['pages'])}。全部输出：{sizes}。\n\n"
    return head + "\n".join([*lines, *_floor(figures)]) + "\n"


def _floor(figures: Figures) -> list[str]:
    """What reading and writing alone take."""
    runs = figures.get("floor")
    if not runs:
        return []
    wall, cpu = (median(run[measure] for run in runs) for measure in ("wall", "cpu"))
    return ["", f"下限：只读同样的原文、逐个写出台账一侧同样的文件，一个进程，{wall:.2f} 秒（CPU {cpu:.1f} 秒）。"]


def sizes_of(results: Mapping[str, Figures]) -> list[str]:
    """Whole notices by number, then thin pages."""
    return sorted(results, key=lambda key: (not key.isdigit(), int(key.removeprefix("thin-"))))


def tables(results: Mapping[str, Figures]) -> str:
    return "\n".join(table(int(size.removeprefix("thin-")), results[size]) for size in sizes_of(results))


def panels(results: Mapping[str, Figures]) -> list[Panel]:
    """One panel a charted scenario: seconds by number of notices, a line a side."""
    sizes = [size for size in sizes_of(results) if size.isdigit()]
    made = []
    for scenario in CHARTED:
        lines: dict[str, list[tuple[int, float]]] = {}
        for size in sizes:
            for side, seconds in medians(results[size], scenario, "wall").items():
                lines.setdefault(side, []).append((int(size), seconds))
            if scenario == "cold" and results[size].get("floor"):
                lowest = median(run["wall"] for run in results[size]["floor"])
                lines.setdefault("下限：只读写同样的字节", []).append((int(size), lowest))
        made.append(Panel(SCENARIOS[scenario], lines))
    return made


def write_report(results: Mapping[str, Figures], docs: Path) -> None:
    """Puts the tables between the marks of docs/benchmarks.md and writes docs/benchmarks.svg.

    Errors  ValueError where the page lacks the marks
    """
    page = docs / "benchmarks.md"
    text = page.read_text("utf-8")
    page.write_text(between(text, tables(results)), "utf-8")
    (docs / "benchmarks.svg").write_text(chart(panels(results)), "utf-8")


def between(text: str, figures: str) -> str:
    """The text with what stands between the marks replaced."""
    before, found, rest = text.partition(BEGIN)
    _, ended, after = rest.partition(END)
    if not found or not ended:
        raise ValueError(f"benchmarks.md lacks {BEGIN if not found else END}")
    return f"{before}{BEGIN}\n\n{figures}\n{END}{after}"
