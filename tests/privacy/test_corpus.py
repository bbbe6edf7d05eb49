"""What the gate finds, scored on written forms: bad.tsv has what must be found, good.tsv what must not be accused. Nobody's data.

Rows of later_*.tsv were written by somebody else and scored once before anything was mended for them: docs/threats.md has that score.
"""

import json
import random
import time
from pathlib import Path

import pytest

from site_builder.rules.personal import personal_data, redacted
from tests.cases import either, part
from tests.privacy import neighbours

HERE = Path(__file__).parent


def _rows(name: str) -> list[str]:
    return (HERE / name).read_text("utf-8").splitlines()[1:]


LATER = [line.split("\t") for line in _rows("later_bad.tsv")]
BAD = [line.split("\t") for line in _rows("bad.tsv")] + LATER
GOOD = [json.loads(line) for line in (*_rows("good.tsv"), *_rows("later_good.tsv"))]


def missed() -> list[tuple[str, str]]:
    texts = [(kind, json.loads(text)) for kind, text, _ in BAD]
    return [(kind, text) for kind, text in texts if kind not in {each.kind for each in personal_data(text)}]


def accused() -> list[tuple[str, list[str]]]:
    found = [(text, [each.kind for each in personal_data(text)]) for text in GOOD]
    return [(text, kinds) for text, kinds in found if kinds]


def test_the_corpus_is_large() -> None:
    assert len(BAD) >= 300 and len(GOOD) >= 300
    assert len(LATER) * 3 >= len(BAD) and len(_rows("later_good.tsv")) * 3 >= len(GOOD)


def told(text: str) -> str:
    """What is found in a text, as the third column of the corpus has it."""
    return "; ".join(
        f"{each.kind} {each.start}-{each.stop} {each.masked}{'' if each.certain else ' ?'}"
        for each in personal_data(text)
    )


def test_exactly_what_is_found_and_where() -> None:
    """Not only that something is: from which character to which, how it is masked, and whether it stops a build."""
    rows = [(json.loads(text), json.loads(found)) for _, text, found in BAD]
    assert [(text, told(text)) for text, found in rows if told(text) != found] == []


def test_recall() -> None:
    lost = missed()
    assert 1 - len(lost) / len(BAD) >= 0.98, lost


def test_recall_of_what_was_written_by_somebody_else() -> None:
    later = {text for _, text, _ in LATER}
    lost = [words for words in missed() if json.dumps(words[1], ensure_ascii=False) in later]
    assert 1 - len(lost) / len(LATER) >= 0.98, lost


# What the gate does not see, and whom it accuses, of these rows: each is known, and one more would be a fault.
UNSEEN: set[str] = set()
ACCUSED = {"2.13800138000", "学号20241380013"}


def test_false_findings() -> None:
    wrong = accused()
    assert len(wrong) / len(GOOD) <= 0.01, wrong
    assert {text for text, _ in wrong} == ACCUSED
    assert {text for _, text in missed()} == UNSEEN


def test_what_is_found_is_blotted_out() -> None:
    for kind, words, _ in BAD:
        text = json.loads(words)
        if found := [each for each in personal_data(text) if each.kind == kind]:
            shown = redacted(text)
            assert len(shown) == len(text)
            hidden = (
                text[found[0].start + 1 : found[0].stop] if kind == "name" else text[found[0].start + 3 : found[0].stop]
            )
            assert hidden and hidden not in shown, (text, shown)


@pytest.mark.parametrize("seed", range(3))
def test_within_a_longer_text(seed: int) -> None:
    """A form is found among sentences as it is alone, at any place."""
    chance = random.Random(seed)
    lost = []
    for kind, words, _ in BAD:
        text = (
            "整改情况如下，"
            + json.loads(words)
            + "。"
            + chance.choice(["已完成整改。", "下一步，继续推进。", "\n二是加强管理。"])
        )
        if kind not in {each.kind for each in personal_data(text)}:
            lost.append((kind, text))
    assert len(lost) / len(BAD) <= 0.02, lost


REPEATED = [
    *(
        "13700000002 ",
        "1 ",
        "云A12345",
        "3栋2单元",
        "138\u200b",
        "@qq.com",
        "张三@",
        "住址",
        "11010519491231002",
        "6222 0000 ",
    ),
    *("一三八", "QQ", "微信", "联系人张", "2024 ", "13", "1-", "路1号", "村3组", "镇柳", "A123456(", "E0000000"),
    *(
        "住",
        "家住3-",
        "电表户号1",
        "残疾证1",
        "加V：a",
        "l3OO",
        "坐标1.1111 ",
        "1转下页",
        "车牌云A1\n",
        "抖音号a",
        "微信昵称“",
        "学号1234 ",
        "张某护照E1234567",
        "一两洞",
        "1~3",
        "138·",
        "1\n- 3 -\n",
        "李建国之妻",
        "3号楼2单元",
        "东3楼",
        "账号(",
        "号号号123456",
        "I3OOO",
    ),
]


@pytest.mark.parametrize("piece", part(REPEATED, lambda piece: list(REPEATED).index(piece) // 2))
def test_time_grows_with_the_text(piece: str) -> None:
    times = []
    for size in either((2_000, 20_000), (10_000, 100_000)):
        text = (piece * (size // len(piece) + 1))[:size]
        begun = time.process_time()
        list(personal_data(text))
        times.append(time.process_time() - begun)
    assert times[1] < 30 * times[0] + 0.5, times


def test_what_stands_a_little_beside() -> None:
    """The neighbours of the corpus are told as they were: a bound that moves shows here, whichever of the patterns it is in."""
    kept = dict(line.split("\t") for line in neighbours.FILE.read_text("utf-8").splitlines()[1:])
    assert len(kept) > 250
    changed = [
        (variant, was, now)
        for text, told_then in list(kept.items())[:: either(4, 1)]
        for variant, was in zip(neighbours.variants(json.loads(text)), json.loads(told_then), strict=True)
        if (now := told(variant)) != was
    ]
    assert changed == []
