"""python -m benchmarks.second_reader: what the second reader costs in a check, and how often it is wrong on made-up notices.

The same content is checked without it, with the list that ships, and with long lists of the site's own, run by run in
turn, each in a process of its own. CPU time is told, and beside the whole what each part of the second reading took in the
same process: so a share is of one process, and other work on the machine counts little.
"""

import json
import re
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from datetime import date
from pathlib import Path
from random import Random
from statistics import median
from typing import Any

import click

from benchmarks import wording
from benchmarks.content import write_content
from benchmarks.records import notices as made_notices
from site_builder.reader.lexicon import Lexicon
from site_builder.reader.word_lists import WordRow

DAY = date(2026, 11, 20)
ROOT = Path(__file__).parents[1]
OFF, SHIPPED = "没有再读", "自带词表"
PARTS = ("词表编成", "查词表", "指纹", "比指纹", "照搬")
COMMON = "工作问题整改落实责任制度管理检查服务监督建设推进完善加强规范组织情况单位人员资金项目安全质量计划标准群众"
_HAN = re.compile("[\u4e00-\u9fff]{2,}")


def words_of_texts() -> list[str]:
    """Two-character words of the texts that are made up, and others that such texts are full of."""
    lists = (value for name, value in vars(wording).items() if isinstance(value, list) and name.strip("_").isupper())
    runs = [run for each in lists for words in each for run in _HAN.findall(words)] + [COMMON]
    return sorted({run[at : at + 2] for run in runs for at in range(0, len(run) - 1, 2)})


def set_phrase(draw: Random, words: list[str], beginnings: list[str]) -> str:
    """Four to sixteen characters: common words one after another, two in five with a common beginning; one in ten of any characters."""
    size, kind = draw.randint(2, 8), draw.random()
    if kind < 0.1:
        phrase = "".join(chr(draw.randrange(0x4E00, 0x9FA5)) for _ in range(2 * size))
    else:
        begins = draw.choice(beginnings) if kind < 0.5 else ""
        phrase = begins + "".join(draw.choices(words, k=size - len(begins) // 2))
    return phrase[:-1] if len(phrase) > 4 and draw.random() < 0.3 else phrase


def list_of(number: int, set_phrases: int, seed: int, texts: list[str]) -> str:
    """A list of so many lines: set phrases, and wrong words with right ones.

    Takes   texts: what is found in these is left out, as an editor does with lines that find what is no fault
    """
    draw, words = Random(f"phrases {seed}"), words_of_texts()
    beginnings = ["".join(draw.choices(words, k=2)) for _ in range(300)]
    phrases, others = dict[str, WordRow](), dict[str, WordRow]()
    while len(phrases) < set_phrases or len(others) < number - set_phrases:
        more = [set_phrase(draw, words, beginnings) for _ in range(number)]
        phrases |= _quiet({right: WordRow("", right, "warning", "测速", "all") for right in more}, texts)
        wrong = (_with_a_slip(draw, right) for right in more)
        others |= _quiet(
            {each: WordRow(each, right, "warning", "测速", "all") for each, right in zip(wrong, more, strict=True)},
            texts,
        )
    rows = (*list(phrases.values())[:set_phrases], *list(others.values())[: number - set_phrases])
    return "wrong\tright\tgrade\twhy\n" + "".join("\t".join(row[:4]) + "\n" for row in rows)


def _with_a_slip(draw: Random, words: str) -> str:
    at = draw.randrange(len(words))
    return f"{words[:at]}{draw.choice(COMMON)}{words[at + 1 :]}"


def _quiet(rows: dict[str, WordRow], texts: list[str]) -> dict[str, WordRow]:
    """Rows that find nothing in the texts."""
    left = {each: row for each, row in rows.items() if row.wrong != row.right}
    while found := {
        hit.words if left.get(hit.words) else hit.right
        for text in texts
        for hit in Lexicon(left.values()).hits(text, "n")
    }:
        left = {each: row for each, row in left.items() if each not in found}
    return left


def say_otherwise(notice: Path, seed: int) -> None:
    """Put other words of the same length into all measures that the ledger does not quote: no two notices then say the same."""
    draw, words, ledger = Random(f"{notice.name} {seed}"), words_of_texts(), notice / "ledger.yaml"
    quoted = set(re.findall('"([^"]{4,})"', ledger.read_text("utf-8"))) if ledger.exists() else set[str]()
    lines = (notice / "notice.md").read_text("utf-8").split("\n")
    for at, line in enumerate(lines):
        if line.startswith("- ") and not any(each in line for each in quoted):
            lines[at] = _HAN.sub(lambda run: "".join(draw.choices(words, k=len(run[0])))[: len(run[0])], line)
    (notice / "notice.md").write_text("\n".join(lines), "utf-8")


def checked(content: Path, mode: str) -> dict[str, Any]:
    """CPU seconds of a check in this process and of each part of the second reading in it, and its findings by code."""
    from site_builder.commands import checking

    spent = dict.fromkeys(PARTS, 0.0)
    if mode == OFF:
        setattr(checking, "second_readings", lambda *_: {})  # noqa: B010 - it is a name that checking imports
    else:
        _watch(spent)
    start = time.process_time()
    found = checking.check(content, DAY, None, 1, ROOT / "templates", False).findings
    whole = time.process_time() - start
    return {"seconds": whole, "parts": spent, "found": Counter(each.code for each in found if each.code[0] == "E")}


def _watch(spent: dict[str, float]) -> None:
    from site_builder.build import second_pass
    from site_builder.reader import lexicon, second_look
    from site_builder.rules import copied_words

    inside: list[str] = []  # a part that is measured within another is the other's

    def timed(owner: Any, name: str, part: str, ends: Callable[[Any], Any] = lambda each: each) -> None:
        plain = getattr(owner, name)

        def watched(*values: Any, **named: Any) -> Any:
            start = time.process_time()
            inside.append(part)
            try:
                return ends(plain(*values, **named))
            finally:
                inside.pop()
                if not inside:
                    spent[part] += time.process_time() - start

        setattr(owner, name, watched)

    timed(lexicon.Lexicon, "__init__", PARTS[0])
    timed(lexicon.Lexicon, "hits", PARTS[1])
    for name in ("prints_of", "packed"):
        timed(second_look, name, PARTS[2])
    for name in ("all_holders", "readings"):
        timed(second_pass, name, PARTS[3])
    for name in ("_within", "_elsewhere", "_of_items", "_of_entries", "places_in_texts"):
        timed(copied_words, name, PARTS[4], list)


@click.command()
@click.option("--notices", type=click.IntRange(min=2), default=1000, help="通报份数")
@click.option("--items", type=click.IntRange(min=1), default=20, help="每份通报的事项数")
@click.option("--phrases", "number", type=click.IntRange(min=1), default=20000, help="词表的行数")
@click.option("--set-phrases", multiple=True, type=int, default=(200, 2000, 8000, 20000), help="其中固定表述的行数")
@click.option("--runs", type=click.IntRange(min=1), default=3, help="各跑几遍，取中位数")
@click.option("--seed", type=int, default=1)
@click.option("--apart", is_flag=True, help="各份通报的措施没有相同的句子（照样生成，再逐句换成别的话）")
@click.option("--content", type=click.Path(path_type=Path), help="已有的内容文件夹，不另生成")
@click.option("--mode", hidden=True, help="在这个进程里检查一遍")
def main(
    notices: int,
    items: int,
    number: int,
    set_phrases: tuple[int, ...],
    runs: int,
    seed: int,
    apart: bool,
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
            if apart:
                for each in (folder / "notices").iterdir():
                    say_otherwise(each, seed)
        found = sorted((folder / "notices").glob("*/notice.md"))
        notices, sample = len(found), ["\n".join(each.read_text("utf-8") for each in found[:40])]
        lists = {f"{number} 行，固定表述 {each}": list_of(number, each, seed, sample) for each in set_phrases}
        told: dict[str, list[dict[str, Any]]] = {name: [] for name in (OFF, SHIPPED, *lists)}
        for run in range(runs):
            for name in told if run % 2 == 0 else reversed(told):
                told[name].append(_in_a_process(folder, name, lists.get(name, "")))
                click.echo(f"{run + 1}/{runs} {name}：{told[name][-1]['seconds']:.2f} 秒", err=True)
    _tell(told, notices)


def _in_a_process(folder: Path, mode: str, words: str) -> dict[str, Any]:
    own = folder / "wording" / "测速.tsv"
    own.parent.mkdir(exist_ok=True)
    if words:
        own.write_text(words, "utf-8")
    command = [sys.executable, "-m", "benchmarks.second_reader", "--content", str(folder), "--mode", mode]
    try:
        told = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    finally:
        own.unlink(missing_ok=True)
    return dict(json.loads(told))


def _tell(told: dict[str, list[dict[str, Any]]], notices: int) -> None:
    """The table: seconds, each part as a share of what the check took without the second reading, findings a notice."""
    click.echo("\t".join(("", "秒（CPU）", "每份毫秒", *PARTS, "词表合计", "每份提醒")))
    for name, runs in told.items():
        cells = [name, f"{median(run['seconds'] for run in runs):.1f}"]
        cells.append(f"{1e3 * median(run['seconds'] for run in runs) / notices:.1f}")
        shares = [
            [100 * run["parts"][part] / (run["seconds"] - sum(run["parts"].values())) for run in runs] for part in PARTS
        ]
        cells += [f"{median(each):.1f}%" for each in shares]
        cells.append(f"{median(a + b for a, b in zip(shares[0], shares[1], strict=True)):.1f}%")
        cells.append(f"{sum(runs[-1]['found'].values()) / notices:.3f}")
        click.echo("\t".join(cells))


if __name__ == "__main__":
    main()
