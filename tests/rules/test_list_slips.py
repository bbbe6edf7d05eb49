"""Signs at the beginning of a line that was meant as an item of a list, and those that are text."""

import pytest

from tests.rules.space import Edit, edited, findings_of

N = "notices/2026-shuiwu/notice.md"
ITEM = "- 三是更换阀门16个，其余4个正在更换。"
ALONE = "因预算尚未批复，该项整改尚未启动。"
DASH = "；确是正文的，在行首写一个 \\"


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        (ITEM, "－ 三是更换。", [(1, 2, "列表的 - 不是半角的", "写的是“－”，这一条成了段落", "改成 - 加一个半角空格" + DASH, "error", "- ")]),
        (ITEM, "• 三是更换。", [(1, 2, "列表不能用 •", "写的是“•”，这一条成了段落", "改成 - 加一个半角空格", "warning", "- ")]),
        (ITEM, "* 三是更换。", [(1, 2, "列表不能用 *", "写的是“*”，这一条成了段落", "改成 - 加一个半角空格", "warning", "- ")]),
        (ITEM, "—— 三是更换。", []),  # a dash of the text
        (ITEM, "-三是更换。", [(1, 1, "列表的 - 后面少了空格", "写的是“-三是更换。”，列表成了段落",
                                 "改成 - 加一个半角空格；确是正文的，写成 \\-", "error", "- ")]),
        (ITEM, "-\u3000三是更换。", [(1, 2, "列表的 - 前后有特殊空格", "写的是“-\u3000三是更换。”，列表成了段落",
                                       "改成 - 加一个半角空格；确是正文的，写成 \\-", "error", "- ")]),
        (ITEM, "-", [(1, 1, "只有 - 没有字", "这一行会原样公开", "补上这一条，或删去 -", "error", None)]),
        (ITEM, "-----", [(1, 5, "一行横线", "横线不是列表，会原样公开", "删去这一行", "warning", None)]),
        (ALONE, "• 改造完成。", []),
        (ALONE, "－ 改造完成。", [(1, 2, "列表的 - 不是半角的", "写的是“－”，这一条成了段落", "改成 - 加一个半角空格" + DASH,
                                    "warning", None)]),
        (ALONE, "－－改造完成。", []),
        (ALONE, "-5度以下停工。", [(1, 1, "行首有 -", "不是列表，会原样公开", "是列表的，改成 - 加空格；是正文的，写成 \\-", "warning", None)]),
    ],
)  # fmt: skip
def test_a_sign_at_the_beginning(old: str, new: str, told: list[tuple[object, ...]]) -> None:
    texts, _ = edited([Edit(N, old, new)])
    found = [f for f in findings_of(texts) if f.code == "T014"]
    fixes = [f.fix.edits[0].text if f.fix else None for f in found]
    assert [
        (f.at.column, f.at.length, f.what, f.why, f.mend, f.severity, fix) for f, fix in zip(found, fixes, strict=True)
    ] == told
