"""Lines that were meant as items of a list or as paragraphs of their own: what is wrong in each, and what it becomes."""

import pytest

from site_builder.rules.slip_lines import lines_of, text_start
from site_builder.rules.text_slips import signs_are_whole
from tests.rules.small import Told, mended, row_of, small_case, told


def slips_of(body: str) -> list[Told]:
    return [row_of(each) for each in told(signs_are_whole, body)]


SPACE, ODD = "列表的 - 后面少了空格", "列表的 - 前后有特殊空格"
DASH = "改成 - 加一个半角空格；确是正文的，写成 \\-"


@pytest.mark.parametrize(
    ("line", "length", "what", "quoted", "becomes"),
    [
        ("-甲", 1, SPACE, "-甲", "- 甲"),
        ("  -甲", 3, SPACE, "-甲", "  - 甲"),
        (" \u3000 -甲", 4, SPACE, "-甲", "  - 甲"),
        ("-甲 5", 1, SPACE, "-甲 5", "- 甲 5"),
        ("-—甲", 1, SPACE, "-—甲", "- —甲"),
        ("-一二三四五六七八九十百", 1, SPACE, "-一二三四五六七八九十百", "- 一二三四五六七八九十百"),
        ("-一二三四五六七八九十百千", 1, SPACE, "-一二三四五六七八九十百…", "- 一二三四五六七八九十百千"),
        ("\u3000- 甲", 3, ODD, "- 甲", "- 甲"),
        ("  \u00a0-  甲", 6, ODD, "-  甲", "  - 甲"),
        ("-\u3000甲", 2, ODD, "-\u3000甲", "- 甲"),
        ("-\u3000 甲", 3, ODD, "-\u3000 甲", "- 甲"),
        ("-\t甲", 2, ODD, "-\t甲", "- 甲"),
        ("- \t甲", 3, ODD, "- \t甲", "- 甲"),
        ("\u2003- 甲", 3, ODD, "- 甲", "- 甲"),
        ("-\u2009甲", 2, ODD, "-\u2009甲", "- 甲"),
        ("- \t甲=乙", 3, ODD, "- \t甲=乙", "- 甲=乙"),
        ("-  \t 甲=乙", 5, ODD, "-  \t 甲=乙", "- 甲=乙"),
        ("-X", 1, SPACE, "-X", "- X"),
    ],
)
def test_a_dash_without_its_blank(line: str, length: int, what: str, quoted: str, becomes: str) -> None:
    assert slips_of(f"{line}\n") == [Told("T014", 1, 1, length, what, f"写的是“{quoted}”，列表成了段落", DASH, "error")]
    assert mended(signs_are_whole, f"{line}\n") == f"{becomes}\n"


@pytest.mark.parametrize("line", ["-----", "--", "-－—–-", "  ---- "])
def test_a_line_of_dashes(line: str) -> None:
    start, length = len(line) - len(line.lstrip()), len(line.lstrip())
    expected = Told("T014", 1, start + 1, length, "一行横线", "横线不是列表，会原样公开", "删去这一行", "warning")
    assert slips_of(f"{line}\n") == [expected]
    assert mended(signs_are_whole, f"{line}\n") == f"{line}\n"


@pytest.mark.parametrize("line", ["-", "  -", "- ", "-\u3000", "\u3000-\t"])
def test_a_dash_alone(line: str) -> None:
    expected = ("只有 - 没有字", "这一行会原样公开", "补上这一条，或删去 -", "error")
    assert slips_of(f"{line}\n") == [Told("T014", 1, line.index("-") + 1, 1, *expected)]
    assert mended(signs_are_whole, f"{line}\n") == f"{line}\n"


MAYBE = ("行首有 -", "不是列表，会原样公开", "是列表的，改成 - 加空格；是正文的，写成 \\-", "warning")


@pytest.mark.parametrize("line", ["--甲", "---甲", "--5", "-5度", "  -5度"])
def test_a_dash_that_may_be_text(line: str) -> None:
    assert slips_of(f"{line}\n") == [Told("T014", 1, line.index("-") + 1, 1, *MAYBE)]
    assert mended(signs_are_whole, f"{line}\n") == f"{line}\n"


@pytest.mark.parametrize(
    ("body", "at"),
    [
        ("-5度\n- 甲\n", 1),
        ("- 甲\n-5度\n", 2),
        ("- 甲\n\n\n-5度\n", 4),
        ("-5度\n\n\n  - 甲\n", 1),
        ("- 甲\n\u3000\n-5度\n", 3),
    ],
)
def test_a_dash_before_a_number_beside_an_item(body: str, at: int) -> None:
    assert slips_of(body) == [Told("T014", at, 1, 1, SPACE, "写的是“-5度”，列表成了段落", DASH, "error")]
    assert mended(signs_are_whole, body) == body.replace("-5", "- 5")


@pytest.mark.parametrize("body", ["甲\n\n-5度\n", "-5度\n\n甲\n\n- 乙\n", "- 乙\n\n甲\n\n-5度\n", "X- 甲\n-5度\n"])
def test_a_dash_before_a_number_far_from_an_item(body: str) -> None:
    assert [each[4:] for each in slips_of(body)] == [MAYBE]


@pytest.mark.parametrize(
    "line",
    ["- 甲", "-  甲", "- \u3000甲", "- ---", "- --甲", "  - 甲", "\\-甲", "\\- 甲", "甲-乙", "－－甲", "——甲", "—", "•", "•甲", "* 甲", "–甲", "—甲", "+5"],
)  # fmt: skip
def test_whole_items_and_dashes_of_the_text(line: str) -> None:
    assert slips_of(f"{line}\n") == []


WIDE = "改成 - 加一个半角空格；确是正文的，在行首写一个 \\"


@pytest.mark.parametrize("sign", "－﹣−‐–—")
def test_another_dash_in_a_list(sign: str) -> None:
    for gap in ("", " ", "\u3000"):
        body = f"- 甲\n  {sign}{gap}乙\n"
        expected = ("列表的 - 不是半角的", f"写的是“{sign}”，这一条成了段落", WIDE, "error")
        assert slips_of(body) == [Told("T014", 2, 3, 1 + len(gap), *expected)]
        assert mended(signs_are_whole, body) == "- 甲\n  - 乙\n"
    for text in (f"- 甲\n{sign}{sign}乙\n", f"- 甲\n{sign}\n"):
        assert slips_of(text) == []


@pytest.mark.parametrize("sign", "－﹣−‐")
def test_another_dash_outside_lists(sign: str) -> None:
    expected = ("列表的 - 不是半角的", f"写的是“{sign}”，这一条成了段落", WIDE, "warning")
    assert slips_of(f"{sign} 乙\n") == [Told("T014", 1, 1, 2, *expected)]
    assert mended(signs_are_whole, f"{sign} 乙\n") == f"{sign} 乙\n"


@pytest.mark.parametrize("sign", "•·*+")
def test_another_sign_in_a_list(sign: str) -> None:
    body = f"- 甲\n\n {sign} 乙\n"
    expected = (f"列表不能用 {sign}", f"写的是“{sign}”，这一条成了段落", "改成 - 加一个半角空格", "warning")
    assert slips_of(body) == [Told("T014", 3, 2, 2, *expected)]
    assert mended(signs_are_whole, body) == "- 甲\n\n - 乙\n"


NO_DASH = "列表的一条少了 -"
ADD = "在行首加上 - 和一个空格；另是一段的，在行首写一个 \\"


@pytest.mark.parametrize(
    ("body", "at", "length", "quoted", "becomes"),
    [
        ("- 一是甲\n二是乙\n", 2, 1, "一是甲", "- 一是甲\n- 二是乙\n"),
        ("- 一是甲\n\n二是乙\n", 3, 1, "一是甲", "- 一是甲\n\n- 二是乙\n"),
        ("- 一是甲\n二是乙\n- 三是丙\n", 2, 1, "一是甲", "- 一是甲\n- 二是乙\n- 三是丙\n"),
        ("- 一是甲\n二是乙\n\n  - 丙\n", 2, 1, "一是甲", "- 一是甲\n- 二是乙\n\n  - 丙\n"),
        ("- 一是甲\n二是乙\n\n## 丙\n", 2, 1, "一是甲", "- 一是甲\n- 二是乙\n\n## 丙\n"),
        ("- 一是甲\n　二是乙\n", 2, 1, "一是甲", "- 一是甲\n- 二是乙\n"),
        ("- 一是甲\n\u2003二是乙\n", 2, 1, "一是甲", "- 一是甲\n- 二是乙\n"),
        ("- 一是甲\n\u3000 二是乙\n", 2, 2, "一是甲", "- 一是甲\n- 二是乙\n"),
        ("- 一是甲\n\u200b二是乙\n", 2, 1, "一是甲", "- 一是甲\n- 二是乙\n"),
        ("  - 一是甲\n  二是乙\n", 2, 2, "一是甲", "  - 一是甲\n  - 二是乙\n"),
        ("- 十是甲\n十一是乙\n", 2, 1, "十是甲", "- 十是甲\n- 十一是乙\n"),
        ("- 第一，甲\n第二，乙\n", 2, 1, "第一，甲", "- 第一，甲\n- 第二，乙\n"),
        ("- 一是甲\n第二、乙\n", 2, 1, "一是甲", "- 一是甲\n- 第二、乙\n"),
        ("- 一是甲乙丙丁戊己庚辛壬癸\n二是乙\n", 2, 1, "一是甲乙丙丁戊己庚辛壬癸", "- 一是甲乙丙丁戊己庚辛壬癸\n- 二是乙\n"),
        ("- 一是甲乙丙丁戊己庚辛壬癸子\n二是乙\n", 2, 1, "一是甲乙丙丁戊己庚辛壬癸…", "- 一是甲乙丙丁戊己庚辛壬癸子\n- 二是乙\n"),
    ],
)  # fmt: skip
def test_an_item_without_its_dash(body: str, at: int, length: int, quoted: str, becomes: str) -> None:
    why = f"上一条是“{quoted}”，这一条成了段落"
    assert slips_of(body) == [Told("T014", at, 1, length, NO_DASH, why, ADD, "error")]
    assert mended(signs_are_whole, body) == becomes


@pytest.mark.parametrize(
    ("body", "quoted"),
    [("甲\n\n一是乙\n- 二是丙\n", "二是丙"), ("甲\n一是乙\n\n- 二是丙\n", "二是丙"),
     ("甲\n\n\u3000一是乙\n- 二是丙\n", "二是丙"), ("甲\n\n一是乙\n- 二是甲乙丙丁戊己庚辛壬癸子\n", "二是甲乙丙丁戊己庚辛壬癸…")],
)  # fmt: skip
def test_a_first_item_without_its_dash(body: str, quoted: str) -> None:
    at = body[: body.index("一是")].count("\n") + 1
    why = f"下一条是“{quoted}”，这一条成了段落"
    assert slips_of(body) == [Told("T014", at, 1, 1, NO_DASH, why, ADD, "error")]
    assert mended(signs_are_whole, body) == body.replace("\u3000", "").replace("一是", "- 一是")


@pytest.mark.parametrize(
    "body",
    ["- 一是甲\n三是乙\n", "- 一是甲\n一是乙\n", "- 一是甲\n二是乙\n丙\n", "- 一是甲\n二是乙\n\n丙\n", "一是甲\n\n二是乙\n", "- 一是甲\n- 二是乙\n",
     "甲\n\n一是乙\n- 三是丙\n", "甲\n\n二是乙\n- 二是丙\n", "甲\n\n一是乙\n  - 二是丙\n", "甲\n\n一是乙\n", "甲\n\n一是乙\n二是丙\n", "- 甲\n二是乙\n",
     "- 第一，甲\n第二。乙\n", "- 一是甲\nX二是乙\n", "X- 一是甲\n二是乙\n", "- 一是甲\n二是乙\nX- 丙\n"],
)  # fmt: skip
def test_ordinals_that_do_not_count_on_in_a_list(body: str) -> None:
    assert slips_of(body) == []


INDENTED = ("列表的一条多缩进了", "删去行首的空格", "warning")


@pytest.mark.parametrize(
    ("body", "at", "length", "quoted"),
    [
        ("- 甲\n  - 二是乙\n- 三是丙\n", 2, 2, "三是丙"),
        ("- 一是甲\n  - 二是乙\n\n丙\n", 2, 2, "一是甲"),
        ("- 一是甲\n    - 二是乙\n\n丙\n", 2, 4, "一是甲"),
        ("甲\n\n  - 一是甲\n- 二是乙\n", 3, 2, "二是乙"),
        ("- 一是甲乙丙丁戊己庚辛壬癸子\n  - 二是乙\n\n丙\n", 2, 2, "一是甲乙丙丁戊己庚辛壬癸…"),
    ],
)
def test_an_item_further_in_than_its_series(body: str, at: int, length: int, quoted: str) -> None:
    what, mend, severity = INDENTED
    why = f"它与“{quoted}”相接，却低了一级"
    assert slips_of(body) == [Told("T014", at, 1, length, what, why, mend, severity)]
    assert mended(signs_are_whole, body) == body.replace(" " * length + "- ", "- ")


@pytest.mark.parametrize(
    "body",
    ["- 甲\n  - 一是乙\n  - 二是丙\n- 丁\n", "- 甲\n  - 一是乙\n  - 二是丙\n",
     "- 一是甲\n  - 三是乙\n\n丙\n", "- 甲\n  - 二是乙\n- 二是丙\n", "- 甲\n  - 乙\n- 三是丙\n", "- 甲\n  - 一是乙\n  - 二是丙\n\n丁\n",
     "- 甲\n  - 二是乙\n\n三是丙\n\n丁\n", "- 甲\n  - 二是乙\n- 丙\n"],
)  # fmt: skip
def test_an_item_of_a_deeper_list(body: str) -> None:
    assert slips_of(body) == []


JOINED = ("这一行与上一行连成了一段", "上一行已经完句，中间没有空行", "是另一段的，前面空一行", "warning")


@pytest.mark.parametrize(
    ("body", "lines"),
    [
        ("甲。\n乙\n", [2]),
        ("甲！\n乙\n", [2]),
        ("甲？\n乙\n", [2]),
        ("甲；\n乙\n", [2]),
        ("甲：\n乙\n", [2]),
        ("甲。 \n乙\n", [2]),
        ("甲。\u3000\n\u3000乙\n", [2]),
        ("甲。\r\n乙\r\n", [2]),
        ("甲\n乙。\n丙。\n丁\n", [3, 4]),
        ("甲。\n*乙\n", [2]),
        ("甲。\n《乙》 = 丙\n", [2]),
        ("- 甲。\n  乙\n", [2]),
        ("甲，\n乙\n", []),
        ("甲。”\n乙\n", []),
        ("甲。\n\n乙\n", []),
        ("甲。\n\u3000\n乙\n", []),
        ("# 甲。\n乙\n", []),
        ("  # 甲。\n乙\n", []),
        ("甲。\n# 乙\n", []),
        ("甲。\n- 乙\n", []),
        ("- 甲。\n- 乙\n", []),
        ("甲。\n", []),
    ],
)
def test_paragraphs_that_run_together(body: str, lines: list[int]) -> None:
    assert slips_of(body) == [Told("T017", line, 1, 1, *JOINED) for line in lines]
    assert mended(signs_are_whole, body) == body


def test_line_ends_of_another_system() -> None:
    assert slips_of("甲\r\n\r\n-乙\r\n") == [Told("T014", 3, 1, 1, SPACE, "写的是“-乙”，列表成了段落", DASH, "error")]
    assert slips_of("甲。\r\n\r\n-\r\n") == [
        Told("T014", 3, 1, 1, "只有 - 没有字", "这一行会原样公开", "补上这一条，或删去 -", "error")
    ]


def test_what_each_line_is() -> None:
    found = lines_of(small_case("## 甲\r\n\n- 乙\n\n丙\n丁\n| 戊 |\n\n| 己 |\n| - |\n"))
    assert [(line.text, line.kind) for line in found.lines] == [
        ("## 甲", "heading"), ("", ""), ("- 乙", "item"), ("", ""), ("丙", "paragraph"), ("丁", ""), ("| 戊 |", ""), ("", ""),
        ("| 己 |", "row"), ("| - |", ""), ("", ""),
    ]  # fmt: skip
    assert [line.number for line in found.lines] == list(range(8, 19))
    assert found.near(0, -1) is None and found.near(10, 1) is None
    assert found.near(2, -1) == found.lines[0] and found.near(6, 1) == found.lines[8]


@pytest.mark.parametrize(
    ("body", "codes"),
    [("#甲。\n乙\n", ["T013"]), ("  #甲。\n乙\n", ["T013"]), ("| 甲。\n乙\n", ["T018"]), ("  | 甲。\n乙\n", ["T018"])],
)
def test_a_slip_in_the_line_above_is_the_cause(body: str, codes: list[str]) -> None:
    assert [each.code for each in slips_of(body)] == codes


@pytest.mark.parametrize(
    ("text", "start"), [("", ""), ("一二三四五六七八九十百千", "一二三四五六七八九十百千"), ("一二三四五六七八九十百千万", "一二三四五六七八九十百千…")]
)  # fmt: skip
def test_the_start_of_a_line(text: str, start: str) -> None:
    assert text_start(text) == start
