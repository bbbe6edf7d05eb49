"""Several attachments one after another; lists of them at the beginning, within marks, of other names; citations without a file; mends."""

import pytest

from site_builder.reader.readings import SamePicture, SecondReading
from site_builder.rules.attachment_numbers import number_of_an_attachment, same_picture_twice
from site_builder.rules.rule import OtherFiles, Rule
from site_builder.views.file_info import FileInfo
from tests.rules.space import Edit, rewritten
from tests.rules.test_attachment_numbers import CASE, HEADED, HEADING, OWN, TEXT, TITLE_AND_FILE, attached, pictures
from tests.rules.test_quotations import L, N

WRONG = "换成对的附件，或改正标题、文件名；原文如此的，写上 acknowledged（code: E015）"
OTHERS = "换成这一项的附件，或改正标题、文件名；原文如此的，写上 acknowledged（code: E015）"
PICTURE = "换成这一项自己的图片；本来就是共用的，写上 acknowledged（code: E016）"


def told(rule: Rule, *edits: Edit) -> list[tuple[str, str, str]]:
    """Place, what, and how to mend it."""
    found = rule.findings(rewritten(CASE, *edits))
    return [(f"{f.at.path.rpartition('/')[2]}:{f.at.line}:{f.at.column}", f.what, f.mend) for f in found]


def listed(words: str, heading: str = "") -> tuple[Edit, Edit]:
    return (
        Edit(N, "## 二、公开说明", f"{words}\n\n## 二、公开说明"),
        Edit(N, HEADED, f'{HEADED[:-1]}{heading}"'),
    )


def test_every_attachment_is_looked_at() -> None:
    """Those that say nothing, two numbers, another number than the text and than the title; in their order."""
    own = (
        attached("甲.txt", "说明"),  # no number
        attached("第7项.txt", "第6项清单"),
        attached("x.txt", "第9项说明"),
        attached("y.txt", "第8项公示"),
        attached("第5项.txt", "第5项台账"),
        attached("第7项之二.txt", "第6项目录"),
    )
    found = told(number_of_an_attachment, Edit(N, OWN, "".join(own)), *listed("附件：第1项说明", "第2项"))
    assert found == [
        ("notice.md:40:12", TITLE_AND_FILE, WRONG),
        ("notice.md:42:12", TEXT, WRONG),
        ("notice.md:44:12", HEADING, WRONG),
        ("notice.md:46:12", HEADING, WRONG),
        ("notice.md:48:12", TITLE_AND_FILE, WRONG),
    ]


@pytest.mark.parametrize(
    ("words", "heading", "what"),
    [
        ("附件：第5项清单", "第2项", HEADING),  # of another attachment, with another number
        ("附件：第5项清单\n附件：第9项目录", "第2项", ""),
        ("附件：\n- 1.第1项说明", "", TEXT),
        ("附件：\n* 一、第1项说明", "", TEXT),
        ("附件：\n  1．第1项说明", "", TEXT),
        ("附件：\n1第1项说明", "", ""),  # no list
        ("- 附件 1、第1项说明", "", TEXT),
        ("附件一：第1项说明", "", TEXT),
        ("附件12.第1项说明", "", TEXT),
        ("附件第1项说明", "", ""),
        ("附件：第1项说明（略）", "", TEXT),  # one name in the other
        ("见附件1：第1项说明", "", TEXT),
        ("附件：\n\n\n1.第1项说明", "", TEXT),
        ("附件\n1.第2项清单\n\n2.第1项说明", "", TEXT),
    ],
)
def test_a_list_of_attachments(words: str, heading: str, what: str) -> None:
    edits = Edit(N, OWN, attached("x.txt", "第9项情况说明")), *listed(words.replace("说明", "情况说明"), heading)
    assert [each[1] for each in told(number_of_an_attachment, *edits)] == ([what] if what else [])


def test_a_text_that_begins_with_a_list() -> None:
    """Of something else."""
    edit = Edit(N, "---\n\n## 一、整改情况", "---\n1.第1项说明\n\n## 一、整改情况")
    assert told(number_of_an_attachment, edit, Edit(N, OWN, attached("x.txt", "第9项说明"))) == []


@pytest.mark.parametrize(
    ("source", "wrong"),
    [
        ('{notice: 2026-fangan, title: "第三项说明"}', False),
        ("{notice: 2026-fangan}", False),
        ('{file: "x.txt", title: "第三项说明"}', True),
        ('{file: "第三项.txt"}', True),
    ],
)
def test_only_files_are_attachments(source: str, wrong: bool) -> None:
    edit = Edit(L, '      source:\n        file: "复查意见.txt"\n', f"      source: {source}\n")
    found = told(number_of_an_attachment, edit)
    assert [each[1:] for each in found] == ([("附件是另一项的", OTHERS)] if wrong else [])


def test_every_citation_is_looked_at() -> None:
    given = ("说明", "第三项说明", "第一项说明", "第九项说明", "第二项说明")
    entries = "".join(
        f'    - {{basis: report, quote: "甲", source: {{file: "x.txt", title: "{each}"}}}}\n' for each in given
    )
    old = "  entries:\n" + '    - as_of: "2026-10-12"\n      happened'
    found = told(number_of_an_attachment, Edit(L, old, f"  entries:\n{entries}" + old.partition("\n")[2]))
    assert [each[0] for each in found] == ["ledger.yaml:9:50", "ledger.yaml:12:50"]


def test_pictures_one_after_another() -> None:
    names = ("第9项.jpg", "x.jpg", "第2项.txt", "第2项.jpg", "第3项.jpg", "第4项.jpg")
    case = CASE._replace(files=pictures(*names, "y.jpg"))
    edits = Edit(N, OWN, "".join(map(attached, names)))
    found = [(f.at.line, f.what, f.mend) for f in same_picture_twice.findings(rewritten(case, edits))]
    assert found == [
        (41, "p3 与 p2 用了同一张图片", PICTURE),
        (42, "p4 与 p2 用了同一张图片", PICTURE),
    ]


def test_a_picture_that_is_not_there() -> None:
    case = CASE._replace(files=pictures("第2项.jpg", "第4项.jpg"))
    edits = Edit(N, OWN, "".join(map(attached, ("第3项.jpg", "第2项.jpg", "第4项.jpg"))))
    assert [f.what for f in same_picture_twice.findings(rewritten(case, edits))] == ["p4 与 p2 用了同一张图片"]


BIE = '---\ntitle: "通报"\nkind: rectification\norgan: null\npublished: null\nwindow: none\n{}---\n\n## 一\n\n### 1. 甲 {{#p1}}\n'
SHOWN = "attachments:\n  - file: 甲.png\n"


@pytest.mark.parametrize(
    ("slugs", "follows", "found"),
    [
        (("2025-yi", "2025-er"), "2025-yi", "2025-er"),
        (("2026-fangan", "2025-yi", "2025-er"), "2025-yi", "2025-er"),  # what that one follows in its turn
        (("2025-yi", "2025-er"), "", "2025-yi"),
        (("2026-fangan", "2025-er"), "", "2025-er"),  # what this notice follows is passed over
        (("2025-none", "2025-er"), "", "2025-er"),
        (("2025-bare", "2025-er"), "", "2025-er"),
        (("2025-bad", "2025-er"), "", "2025-er"),
        (("2025-bare", "2025-none"), "", ""),
        ((), "", ""),
    ],
)
def test_the_notice_that_has_the_picture_too(slugs: tuple[str, ...], follows: str, found: str) -> None:
    texts = {slug: BIE.format(SHOWN) for slug in ("2025-yi", "2025-er", "2026-fangan")}
    texts |= {"2025-bare": BIE.format(""), "2025-bad": "---\ntitle: [\n---\n"}
    others = {slug: OtherFiles(text, "", "n") for slug, text in texts.items()}
    case = CASE._replace(
        files=pictures("第2项.jpg", "第3项.jpg") | {"第4项.jpg": FileInfo(name="x", size=1, sha256="own", text=None)},
        reading=SecondReading(pictures=(SamePicture(sha256="same", slugs=slugs),)),
        other=others.get,
    )
    edits = [Edit(N, OWN, "".join(map(attached, ("第2项.jpg", "第4项.jpg"))))]
    edits += [Edit(N, "follows: 2026-fangan", f"follows: {follows}")] if follows else []
    told = [(f.what, f.mend) for f in same_picture_twice.findings(rewritten(case, *edits))]
    assert told == ([(f"p2 的图片与 {found} 的是同一张", PICTURE)] if found else [])
