"""python -m benchmarks.second_reader: what the second reader costs in a check, and how often it is wrong on made-up notices.

The same content is checked without it, with the list that ships, and with a long list of the site's own, run by run in
turn, each in a process of its own; CPU time is told, so that other work on the machine counts little.
"""

import json
import subprocess
import sys
import tempfile
import time
from collections import Counter
from datetime import date
from pathlib import Path
from random import Random
from statistics import median
from typing import Any

import click

from benchmarks.content import write_content
from benchmarks.records import notices as made_notices
from benchmarks.wording import OBJECTS, OFFICES

DAY = date(2026, 11, 20)
ROOT = Path(__file__).parents[1]
MODES = {"off": "没有再读", "shipped": "自带词表", "listed": "另加本站的长词表"}
COMMON = "工作问题整改落实责任制度管理检查服务监督建设推进完善加强规范组织情况单位人员资金项目安全质量计划标准群众"


def phrases(number: int, phrases_of_them: int, seed: int) -> str:
    """A list of so many lines: set phrases, and wrong words with right ones, of the words that such texts are made of."""
    draw, rows = Random(f"phrases {seed}"), dict[str, str]()
    while len(rows) < number:
        words = draw.choice((*OBJECTS, *OFFICES))[: draw.randint(2, 4)]
        words += "".join(chr(draw.randrange(0x4E00, 0x9FA5)) for _ in range(draw.randint(2, 6)))
        if len(rows) < phrases_of_them:
            rows.setdefault(f"\t{words}", "")
            continue
        wrong = draw.randrange(len(words))
        rows.setdefault(f"{words[:wrong]}{draw.choice(COMMON)}{words[wrong + 1 :]}\t{words}", "")
    return "wrong\tright\tgrade\twhy\n" + "".join(f"{row}\twarning\t测速\n" for row in rows)


def checked(content: Path, mode: str) -> dict[str, Any]:
    """CPU seconds of a check in this process, and its findings of the second reader by code."""
    from site_builder.commands import checking

    if mode == "off":
        setattr(checking, "second_readings", lambda *_: {})  # noqa: B010 - it is a name that checking imports
    start = time.process_time()
    found = checking.check(content, DAY, None, 1, ROOT / "templates", False).findings
    spent = time.process_time() - start
    return {"seconds": spent, "found": Counter(each.code for each in found if each.code[0] == "E")}


@click.command()
@click.option("--notices", type=click.IntRange(min=2), default=1000, help="通报份数")
@click.option("--items", type=click.IntRange(min=1), default=20, help="每份通报的事项数")
@click.option("--phrases", "number", type=click.IntRange(min=1), default=20000, help="词表的行数")
@click.option("--set-phrases", type=click.IntRange(min=0), default=2000, help="其中固定表述的行数")
@click.option("--runs", type=click.IntRange(min=1), default=3, help="各跑几遍，取中位数")
@click.option("--seed", type=int, default=1)
@click.option("--content", type=click.Path(path_type=Path), help="已有的内容文件夹，不另生成")
@click.option("--mode", type=click.Choice(list(MODES)), hidden=True, help="在这个进程里检查一遍")
def main(
    notices: int,
    items: int,
    number: int,
    set_phrases: int,
    runs: int,
    seed: int,
    content: Path | None,
    mode: str | None,
) -> None:
    """再读一遍的用时和误报。"""
    if mode and content:
        click.echo(json.dumps(checked(content, mode)))
        return
    with tempfile.TemporaryDirectory(prefix="taizhang-second-") as made:
        folder = content or Path(made)
        if content is None:
            write_content(made_notices(notices, items, seed), folder)
        spent: dict[str, list[float]] = {name: [] for name in MODES}
        found: dict[str, dict[str, int]] = {}
        for run in range(runs):
            for name in MODES if run % 2 == 0 else reversed(MODES):
                own = folder / "wording" / "测速.tsv"
                own.parent.mkdir(exist_ok=True)
                own.unlink(missing_ok=True)
                if name == "listed":
                    own.write_text(phrases(number, set_phrases, seed), "utf-8")
                command = [sys.executable, "-m", "benchmarks.second_reader", "--content", str(folder), "--mode", name]
                told = json.loads(subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout)
                spent[name].append(told["seconds"])
                found[name] = told["found"]
                own.unlink(missing_ok=True)
                click.echo(f"{run + 1}/{runs} {MODES[name]}：{told['seconds']:.2f} 秒，{told['found']}")
    plain = median(spent["off"])
    for name in MODES:
        share = f"，比没有再读多 {100 * (median(spent[name]) / plain - 1):.1f}%" if name != "off" else ""
        alarms = sum(found[name].values()) / notices
        click.echo(f"{MODES[name]}：{median(spent[name]):.2f} 秒（CPU）{share}；每份通报 {alarms:.3f} 条")
    words = 100 * (median(spent["listed"]) - median(spent["shipped"])) / plain
    click.echo(f"{number} 行词表（其中固定表述 {set_phrases}）：{words:.1f}%")


if __name__ == "__main__":
    main()
