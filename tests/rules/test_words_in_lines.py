"""Words found in lines, and where they begin: ordinals, names, attachments that a text announces, patterns of files passed over."""

import pytest

from site_builder.rules import attachment_numbers, counts, folder, strangers, yaml_words
from tests.rules.space import Edit
from tests.rules.test_quotations import N, case_of


@pytest.mark.parametrize(
    ("text", "ordinals"),
    [
        ("一是查；二是改", [("一", 0), ("二", 4)]),
        ("如下：一是查。二是改", [("一", 3), ("二", 7)]),
        ("一是甲\n二是乙", [("一", 0), ("二", 4)]),
        ("  一是甲", [("一", 2)]),
        ("甲\n  一是", [("一", 4)]),
        ("十二是甲", [("十二", 0)]),
        ("二十一是", [("二十一", 0)]),
        ("这一是", []),
        ("甲一是", []),
        ("是", []),
    ],
)
def test_ordinals(text: str, ordinals: list[tuple[str, int]]) -> None:
    assert list(counts._ordinals(text)) == ordinals


@pytest.mark.parametrize(("line", "places"), [("甲乙甲", [0, 2]), ("甲甲", [0, 1]), ("乙", []), ("", [])])
def test_places_of_a_name(line: str, places: list[int]) -> None:
    assert list(strangers._occurrences(line, "甲")) == places


@pytest.mark.parametrize(
    ("lines", "announced"),
    [
        (
            "附件：1. 第1项复查意见\n2. 第二项说明\n- 附件3：甲表\n",
            [(0, "1. 第1项复查意见"), (1, "第二项说明"), (2, "甲表")],
        ),
        ("附件\n\n1. 甲\n\n二、乙\n正文。\n3. 丙\n", [(2, "甲"), (4, "乙")]),
        ("* 附件二、甲\n正文。\n3. 丙\n", [(0, "甲")]),
        ("1. 甲\n2. 乙\n", []),
    ],
)
def test_attachments_that_a_text_announces(lines: str, announced: list[tuple[int, str]]) -> None:
    heading = "## 二、公开说明"
    notice = case_of(Edit(N, heading, f"{lines}\n{heading}")).notice
    first = notice.body_line + notice.body.split("\n").index(lines.split("\n")[0])
    assert [(line - first, words) for line, words in attachment_numbers._announced(notice)] == announced


def test_names_of_files_that_are_passed_over() -> None:
    assert folder._patterns("# 注\n  # 注\n a \n\nb#c\n*.docx") == ["a", "b#c", "*.docx"]


@pytest.mark.parametrize(
    ("lead", "inner", "block"),
    [
        ("", "a: 1, b: 2", 'a: "1"\nb: "2"'),
        ("k: ", "a: 1, b: 'x'", 'k:\n  a: "1"\n  b: "x"'),
        ("  k: ", "a: 1, 2", '  k:\n    a: "1, 2"'),
        ("  - ", "a: 1, b: 2", '  - a: "1"\n    b: "2"'),
        ("- k: ", "a: 1, b: 2", '- k:\n    a: "1"\n    b: "2"'),
        ("k: ", 'a: x\\y"z', 'k:\n  a: "x\\\\y\\"z"'),
        ("k: ", "甲, b: 2", 'k:\n  甲: ""\n  b: "2"'),
    ],
)
def test_a_group_on_one_line_is_written_below(lead: str, inner: str, block: str) -> None:
    assert yaml_words._block(lead, inner) == block
