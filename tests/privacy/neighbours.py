"""What the gate says of texts a little beside those of the corpus: a sign more, a digit less, another word before a number.

`neighbours.tsv` keeps it, row by row. It says what is, not what must be: a rule that is changed on purpose changes rows, and
whoever changes it looks at them and writes the file anew:

    python -m tests.privacy.neighbours
"""

import json
import re
from pathlib import Path

from site_builder.rules.personal import personal_data

HERE = Path(__file__).parent
FILE = HERE / "neighbours.tsv"
_EACH = 2  # one row of so many is taken
_LABELS = ("电话：", "身份证号", "银行卡号：", "微信号：", "户主张某住", "车牌", "病历号")
_NUMBER = re.compile(r"[A-Za-z]?\d+")


def told(text: str) -> str:
    return "; ".join(
        f"{each.kind} {each.start}-{each.stop} {each.masked}{'' if each.certain else ' ?'}"
        for each in personal_data(text)
    )


def variants(text: str) -> list[str]:
    """The text with one thing changed at each end of what is found in it; where nothing is, with a label before its first number."""
    first = next(personal_data(text), None)
    if first is None:
        number = _NUMBER.search(text)
        return [text[: number.start()] + label + text[number.start() :] for label in _LABELS] if number else []
    before, own, behind = text[: first.start], text[first.start : first.stop], text[first.stop :]
    return [
        before + own,  # nothing behind it
        own + behind,  # nothing before it
        before[-2:] + own + behind,
        before + own[1:] + behind,
        before + own[:-1] + behind,
        before + own[: len(own) // 2] + own[len(own) // 2 + 1 :] + behind,
        *(before + sign + own + behind for sign in ("7", "x", ".", "，", "编号")),
        *(before + own + sign + behind for sign in ("7", "x", "-2", ".5", "元", "（甲某）")),
        before + own[: len(own) // 2] + "\n" + own[len(own) // 2 :] + behind,
        f"{before}|{own}|{behind}",
        before + own + "、" + own + behind,
    ]


def rows() -> list[str]:
    """The rows of the corpus whose neighbours are looked at."""
    bad = [line.split("\t")[1] for name in ("bad.tsv", "later_bad.tsv") for line in _lines(name)]
    good = [line for name in ("good.tsv", "later_good.tsv") for line in _lines(name)]
    return [json.loads(line) for line in (*bad[::_EACH], *good[::_EACH])]


def _lines(name: str) -> list[str]:
    return (HERE / name).read_text("utf-8").splitlines()[1:]


def written() -> str:
    return "".join(
        f"{json.dumps(text)}\t{json.dumps([told(each) for each in variants(text)], ensure_ascii=False)}\n"
        for text in rows()
    )


if __name__ == "__main__":
    FILE.write_text("text (JSON)\twhat is found in each of its variants (JSON)\n" + written(), "utf-8")
