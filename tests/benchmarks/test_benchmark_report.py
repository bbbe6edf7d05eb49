"""Figures in, a table, a ratio and a chart out."""

from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from benchmarks.chart import Panel, chart
from benchmarks.report import SCENARIOS, between, medians, ratio, table, write_report

SVG = "{http://www.w3.org/2000/svg}"


def figures(ours: list[float], adapter: list[float], files: list[float]) -> dict[str, Any]:
    """Figures whose costs are the same in every scenario: seconds of each run."""
    costs = {
        side: [{"wall": wall, "cpu": 2 * wall, "memory": int(wall * 100 * 2**20)} for wall in runs]
        for side, runs in (("台账", ours), ("A", adapter), ("B", files))
    }
    about = {"day": "2026-01-02", "processor": "P", "cores": 2, "system": "S", "python": "3", "hugo": "0", "runs": 3}
    sizes = dict.fromkeys(costs, {"files": 7, "bytes": 5_000_000})
    return {
        "costs": dict.fromkeys(SCENARIOS, costs),
        "about": about | {"load": 0.1},
        "pages": 44,
        "items": 40,
        "sizes": sizes,
    }


def test_the_median_is_taken_and_the_better_hugo_compared_with() -> None:
    walls = medians(figures([1.0, 9.0, 2.0], [8.0, 8.0, 8.0], [6.0, 6.0, 100.0]), "cold", "wall")
    assert walls == {"台账": 2.0, "A": 8.0, "B": 6.0}
    assert ratio(walls) == 3.0


def test_a_slower_side_is_said_to_be_slower() -> None:
    assert ratio({"台账": 4.0, "A": 1.0, "B": 2.0}) == 0.25
    assert ratio({"台账": 4.0}) is None


def test_table() -> None:
    lines = table(100, figures([1.0], [3.0], [2.0])).splitlines()
    assert lines[0] == "### 100 份通报，40 个事项"
    assert "三方共有的页面 44 页" in lines[2]
    assert lines[4] == "| 情形 | 台账 | A | B | 倍数：用时 | 倍数：内存 |"
    assert lines[6].startswith("| 装好后第一次 | 1.00 秒")
    assert lines[7] == (
        "| 从头生成 | 1.00 秒（CPU 2.0 秒，100 MB） | 3.00 秒（CPU 6.0 秒，300 MB） | 2.00 秒（CPU 4.0 秒，200 MB） | 2.0 | 2.0 |"
    )
    assert len(lines) == 6 + len(SCENARIOS)


def test_only_what_stands_between_the_marks_is_replaced(tmp_path: Path) -> None:
    page = tmp_path / "benchmarks.md"
    page.write_text(
        "# 前\n<!-- 以下由 benchmarks.run 写入 -->\n旧\n<!-- 以上由 benchmarks.run 写入 -->\n后\n", encoding="utf-8"
    )

    write_report({"1000": figures([1.0], [3.0], [2.0]), "100": figures([0.1], [0.3], [0.2])}, tmp_path)

    text = page.read_text("utf-8")
    assert text.startswith("# 前\n")
    assert text.endswith("-->\n后\n")
    assert "旧" not in text
    assert text.index("### 100 份") < text.index("### 1000 份")


def test_a_page_without_marks_is_refused() -> None:
    with pytest.raises(ValueError, match="lacks"):
        between("# 没有标记", "表")


def test_chart_has_a_point_with_its_label_for_every_figure_and_escapes_names() -> None:
    lines = {"<甲>&": [(100, 0.5), (1000, 5.0)], "乙": [(100, 1.0), (1000, 12.0)]}

    root = ElementTree.fromstring(chart([Panel("从头生成", lines), Panel("改了一份", lines)]))

    words = [text.text for text in root.iter(f"{SVG}text")]
    assert words[:2] == ["<甲>&", "乙"]
    assert [words.count(label) for label in ("0.50", "5.00", "1.00", "12")] == [2, 2, 2, 2]
    assert len(list(root.iter(f"{SVG}circle"))) == 8
    width, height = float(root.attrib["width"]), float(root.attrib["height"])
    assert all(
        0 < float(c.attrib["cx"]) < width and 0 < float(c.attrib["cy"]) < height for c in root.iter(f"{SVG}circle")
    )
    first, second = (
        tuple(float(v) for v in p.split(",")) for p in next(root.iter(f"{SVG}polyline")).attrib["points"].split()
    )
    assert first[0] < second[0]  # more notices: further right
    assert first[1] > second[1]  # more seconds: higher up
