"""Attachments that say the number of an item: what is written elsewhere, names that are the same but for number and ending, pictures."""

import pytest
from msgspec import structs

from site_builder.reader.readings import SamePicture, SecondReading
from site_builder.rules import attachment_numbers as own
from site_builder.rules.attachment_numbers import number_of_an_attachment, same_picture_twice
from site_builder.rules.rule import Case, OtherFiles, Rule
from site_builder.views.file_info import FileInfo
from tests.rules.space import Edit, edited, rewritten
from tests.rules.test_quotations import L, N, case_of


@pytest.mark.parametrize(
    ("words", "numbers"),
    [
        ("第十项佐证", {10}),
        ("第3条", {3}),
        ("第二个问题、第5个事项", {2, 5}),
        ("第二季度", set()),
        ("序号：12", {12}),
        ("问题 7", {7}),
        ("任务3项", set()),
        ("编号2024年", set()),
        ("", set()),
    ],
)
def test_numbers_in_a_name(words: str, numbers: set[int]) -> None:
    assert own.numbers_in(words) == numbers


@pytest.mark.parametrize(
    ("announced", "name", "same"),
    [
        ("附件1：整改台账", "附件2.整改台账.xlsx", True),
        ("《整改台账（终）》", "整改台账终.pdf", True),
        ("第3项整改台账", "整改台账.pdf", True),
        ("水务集团整改台账", "整改台账.pdf", True),  # one in the other
        ("整改台账", "水务集团整改台账.pdf", True),
        ("公示表", "整改公示表.pdf", False),  # three signs are too few for that
        ("整改台账", "整改清单.pdf", False),
        ("附件1", "附件1.pdf", False),  # nothing is left of them
        ("附件1", "台账.pdf", False),
        ("台账", "附件1.pdf", False),
    ],
)
def test_the_same_name(announced: str, name: str, same: bool) -> None:
    assert own._same_name(announced, name) == same


def test_how_numbers_are_said() -> None:
    assert own._said({3, 1}) == "第 1 项、第 3 项"


CASE = case_of()
OWN = '  - file: "复查意见.txt"\n    title: "附件：复查意见"\n'
HEADED = 'title: "临溪水务集团关于巡察整改进展情况的通报"'
TITLE_AND_FILE, TEXT, HEADING = "附件的标题与文件名序号不同", "附件的序号与正文写的不同", "附件的序号与通报写的不同"

NUMBERED = "附件写着 第 9 项，正文第 {} 行是“第1项"  # with the line of the text


def attached(file: str, title: str = "") -> str:
    return f'  - file: "{file}"\n' + (f'    title: "{title}"\n' if title else "")


def told(rule: Rule, *edits: Edit, case: Case = CASE) -> list[tuple[str, str, str]]:
    """The words that are underlined, what, and why."""
    case = rewritten(case, *edits)
    texts = edited(list(edits))[0]
    found = [*rule.findings(case)]
    at = [texts[f.at.path.removeprefix("content/")].split("\n")[f.at.line - 1][f.at.column - 1 :] for f in found]
    return [(words[1 : f.at.length - 1], f.what, f.why) for words, f in zip(at, found, strict=True)]


@pytest.mark.parametrize(
    ("attachment", "listing", "heading", "found"),
    [
        (attached("第2项.txt", "第3项说明"), "", "", ("第3项说明", TITLE_AND_FILE, "标题写着 第 3 项，文件名写着 第 2 项")),
        (attached("第2项、第3项.txt", "第3项说明"), "", "", None),
        (attached("x.txt", "第9项说明"), "附件：第1项说明", "", ("第9项说明", TEXT, NUMBERED + "说明”")),
        (attached("第9项说明.txt"), "附件：第1项说明", "", ("第9项说明.txt", TEXT, NUMBERED + "说明”")),
        (attached("x.txt", "第1项说明"), "附件：第1项说明", "", None),
        (attached("x.txt", "第9项说明"), "附件：说明", "", None),  # no number there
        (attached("x.txt", "第9项说明"), "附件：第1项清单", "", None),  # another attachment
        (attached("x.txt", "第9项说明"), "附件：第1项说明\n附件：第9项说明", "", None),
        (attached("x.txt", "第9项说明"), "附件：\n1.第1项说明\n2.第2项清单", "", ("第9项说明", TEXT, NUMBERED + "说明”")),
        (attached("x.txt", "第9项说明"), "附件：\n\n1.第2项清单\n2.第1项说明", "", ("第9项说明", TEXT, NUMBERED + "说明”")),
        (attached("x.txt", "第9项说明"), "附件：\n1.第2项清单\n另有\n2.第1项说明", "", None),  # the list has ended
        (attached("x.txt", "第9项说明"), "1.第1项说明", "", None),  # no list of attachments
        (attached("x", "第9项情况说明"), f"附件：第1项情况说明{'甲' * 40}", "", ("第9项情况说明", TEXT, NUMBERED + f"情况说明{'甲' * 33}”")),
        (attached("x.txt", "第9项说明"), "- 附件：第1项说明", "", ("第9项说明", TEXT, NUMBERED + "说明”")),
        (attached("x.txt", "第9项说明"), "", "第2项、第3项", ("第9项说明", HEADING, "附件写着 第 9 项，通报标题写着 第 2 项、第 3 项")),
        (attached("x.txt", "第2项说明"), "", "第2项、第3项", None),
        (attached("x.txt", "第1项说明"), "", "第2项、第3项", None),  # an item of this notice
        (attached("x.txt", "第9项说明"), "附件：第9项清单", "第2项、第3项", None),  # announced, by another name
        (attached("x.txt", "说明"), "附件：第1项说明", "第2项", None),
        (attached("第9项.txt", "说明"), "", "第2项", ("第9项.txt", HEADING, "附件写着 第 9 项，通报标题写着 第 2 项")),
        (attached("x.第9项"), "", "第2项", ("x.第9项", HEADING, "附件写着 第 9 项，通报标题写着 第 2 项")),  # no ending of a file
    ],
)  # fmt: skip
def test_an_attachment(attachment: str, listing: str, heading: str, found: tuple[str, str, str] | None) -> None:
    edits = [
        Edit(N, OWN, attached("y.txt", "甲") + attached("第1项.txt") + attachment),
        Edit(N, HEADED, f'{HEADED[:-1]}{heading}"'),
        Edit(N, "## 二、公开说明", f"{listing}\n\n## 二、公开说明"),
    ]
    lines = [
        number
        for number, line in enumerate(edited(edits)[0][N].split("\n"), 1)
        if "第1项" in line and "file" not in line
    ]
    right = [] if found is None else [(*found[:2], found[2].format(*lines))]
    assert told(number_of_an_attachment, *edits) == right  # fmt: skip


def test_the_number_of_an_item_is_that_of_its_heading_or_of_its_id() -> None:
    headed = Edit(N, HEADED, f'{HEADED[:-1]}第2项"'), Edit(N, "#### 4. 抢修", "#### 9. 抢修")
    for title, found in (("第9项说明", 0), ("第4项说明", 0), ("第8项说明", 1)):
        assert len(told(number_of_an_attachment, *headed, Edit(N, OWN, attached("x.txt", title)))) == found


def test_a_notice_without_a_title_has_the_one_that_is_shown() -> None:
    shown = Edit(N, HEADED, 'title: null\ndisplay_title: "第2项"'), Edit(N, OWN, attached("x.txt", "第9项说明"))
    assert [each[1] for each in told(number_of_an_attachment, *shown)] == [HEADING]


@pytest.mark.parametrize(
    ("file", "title", "why"),
    [
        ("第三项.txt", "", "p1 引用的“第三项.txt”上写着 第 3 项，那是 p3"),
        ("x.txt", "第三项说明", "p1 引用的“第三项说明”上写着 第 3 项，那是 p3"),
        ("第一项.txt", "第三项说明", "p1 引用的“第三项说明”上写着 第 3 项，那是 p3"),
        ("第三项.txt", "第一项说明", ""),
        ("x.txt", "第一项、第三项说明", ""),
        ("x.txt", "第九项说明", ""),  # nobody's
        ("x.txt", "第三、第二项说明", "p1 引用的“第三、第二项说明”上写着 第 2 项，那是 p2"),
        ("x.txt", "第四项、第二项说明", "p1 引用的“第四项、第二项说明”上写着 第 2 项、第 4 项，那是 p2"),
        ("x.txt", "说明", ""),
    ],
)
def test_an_attachment_of_another_item(file: str, title: str, why: str) -> None:
    source = f'        file: "{file}"\n' + (f'        title: "{title}"\n' if title else "")
    right = [(file, "附件是另一项的", why)] if why else []
    assert told(number_of_an_attachment, Edit(L, '        file: "复查意见.txt"\n', source)) == right


def test_the_title_of_a_cited_attachment_is_that_of_the_head() -> None:
    """One place is told of once, and a target speaks for its item."""
    edits = (
        Edit(N, OWN, attached("x.txt", "第三项说明")),
        Edit(L, '        file: "复查意见.txt"\n', '        file: "x.txt"\n'),
        Edit(L, '    unit: "%"\n', '    unit: "%"\n    result: {value: "9", quote: "甲", source: {file: "x.txt"}}\n'),
    )
    why = "p1 引用的“第三项说明”上写着 第 3 项，那是 p3"
    found = told(number_of_an_attachment, *edits)
    assert [each[1:] for each in found] == [("附件是另一项的", why)] * 2
    without = Edit(L, "  t1:\n    item: p1\n", "  t1:\n")
    assert told(number_of_an_attachment, *edits, without)[1][2] == why.replace("p1", "")


def pictures(*names: str) -> dict[str, FileInfo]:
    """Files that all have the same bytes."""
    return {name: FileInfo(name=name, size=1, sha256="same", text=None) for name in names}


@pytest.mark.parametrize(
    ("names", "found"),
    [
        (("第2项.jpg", "第3项.jpg"), [("第3项.jpg", "p3 与 p2 用了同一张图片", "p2（第 37 行）用的 第2项.jpg 也是这张")]),
        (("第2项.JPG", "第3项.PNG"), [("第3项.PNG", "p3 与 p2 用了同一张图片", "p2（第 37 行）用的 第2项.JPG 也是这张")]),
        (("第2项.jpg", "第二项之二.jpg"), []),
        (("第2项.txt", "第3项.txt"), []),
        (("第2项.jpg", "x.jpg"), []),  # nobody's
        (("第2项、第3项.jpg",), [("第2项、第3项.jpg", "p3 与 p2 用了同一张图片", "p2（第 37 行）用的 第2项、第3项.jpg 也是这张")]),
        (("x.jpg", "第9项.txt", "第2项.jpg", "第4项.jpg"), [("第4项.jpg", "p4 与 p2 用了同一张图片", "p2（第 39 行）用的 第2项.jpg 也是这张")]),
    ],
)  # fmt: skip
def test_one_picture_for_two_items(names: tuple[str, ...], found: list[tuple[str, str, str]]) -> None:
    case = CASE._replace(files=pictures(*names))
    assert told(same_picture_twice, Edit(N, OWN, "".join(map(attached, names))), case=case) == found
    if names != ("第2项、第3项.jpg",):  # other bytes, and bytes that are unknown
        files = {name: structs.replace(info, sha256=name) for name, info in case.files.items()}
        assert (
            told(same_picture_twice, Edit(N, OWN, "".join(map(attached, names))), case=case._replace(files=files)) == []
        )
    files = {name: structs.replace(info, sha256="") for name, info in case.files.items()}
    assert told(same_picture_twice, Edit(N, OWN, "".join(map(attached, names))), case=case._replace(files=files)) == []


OTHER = '---\ntitle: "通报"\nkind: rectification\norgan: null\npublished: null\nwindow: none\n'


@pytest.mark.parametrize(
    ("slug", "head", "ledger", "found"),
    [
        ("2025-bie", "attachments:\n  - file: 甲.png\n", "", True),
        ("2025-bie", "attachments:\n  - file: 甲.PNG\n", "", True),
        ("2025-bie", "attachments:\n  - file: 甲.txt\n", "", False),
        ("2025-bie", "", "p1:\n  entries:\n    - {quote: x}\n    - {quote: x, source: {file: 甲.jpg}}\n", True),
        ("2025-bie", "", "p1:\n  entries:\n    - {quote: x, source: {notice: n}}\n", False),
        ("2025-bie", "", "", False),
        ("2026-fangan", "attachments:\n  - file: 甲.png\n", "", False),  # this notice follows it
        ("2025-none", "attachments:\n  - file: 甲.png\n", "", False),  # it is not there
    ],
)
def test_a_picture_of_another_notice(slug: str, head: str, ledger: str, found: bool) -> None:
    files = OtherFiles(f"{OTHER}{head}---\n\n## 一\n\n### 1. 甲 {{#p1}}\n", ledger, "n")
    case = CASE._replace(
        files=pictures("第2项.jpg"),
        reading=SecondReading(pictures=(SamePicture(sha256="same", slugs=("2024-none", slug)),)),
        other=lambda asked: files if asked == slug and not asked.endswith("none") else None,
    )
    right = [("第2项.jpg", f"p2 的图片与 {slug} 的是同一张", "第2项.jpg 与那里的图片字节相同")] if found else []
    assert told(same_picture_twice, Edit(N, OWN, attached("第2项.jpg")), case=case) == right
    elsewhere = case._replace(reading=SecondReading(pictures=(SamePicture(sha256="other", slugs=(slug,)),)))
    assert told(same_picture_twice, Edit(N, OWN, attached("第2项.jpg")), case=elsewhere) == []
