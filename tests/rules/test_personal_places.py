"""Where personal data of a notice, its files and the registers is told of: line and column, each place, hidden parts, declared contacts."""

from collections.abc import Mapping

import pytest
from msgspec import structs

from site_builder.records.hidden_in_images import Unseen
from site_builder.records.registers import Registers, read_registers
from site_builder.records.source import read_yaml
from site_builder.rules.privacy import (
    every_file_can_be_searched,
    files_name_no_person_and_no_place,
    no_mobile_number,
    no_personal_data_in_pages,
    no_personal_data_of_organs,
    own_mailbox_is_an_office_one,
)
from site_builder.rules.rule import Case, Rule, SiteCase
from site_builder.views.file_info import FileInfo
from tests.rules.space import BASE, Edit, edited, rewritten
from tests.rules.test_quotations import L, N, case_of

CASE = case_of()
FOLDER = "content/notices/2026-shuiwu"
MOBILE, MASKED = "13700000002", "137****0002"
OTHER = "13700000003"
Place = tuple[str, int, int, int]


def places(rule: Rule, case: Case) -> list[Place]:
    """File below the notice's folder, line, column and length of each finding."""
    return [(f.at.path.removeprefix(f"{FOLDER}/"), f.at.line, f.at.column, f.at.length) for f in rule.findings(case)]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        (f"电话{MOBILE}。", [("notice.md", 43, 43, 11)]),
        (f"电话{MOBILE}、{OTHER}。", [("notice.md", 43, 43, 11), ("notice.md", 43, 55, 11)]),
        (f"\n\n{MOBILE}", [("notice.md", 45, 1, 11)]),
        (f"\n\n电话{MOBILE}\n\n又{MOBILE}", [("notice.md", 45, 3, 11), ("notice.md", 47, 2, 11)]),
        ("电话13900000001。", []),  # declared
        ("\n\n身份证11010519491231002X", [("notice.md", 45, 4, 18)]),
    ],
)
def test_a_text(words: str, found: list[Place]) -> None:
    assert places(no_mobile_number, rewritten(CASE, Edit(N, "逐项整改。", f"逐项整改。{words}"))) == found


def test_the_first_line_of_the_body() -> None:
    case = rewritten(CASE, Edit(N, "---\n\n## 一、整改情况", f"---\n{MOBILE}\n\n## 一、整改情况"))
    assert places(no_mobile_number, case) == [("notice.md", 40, 1, 11)]


@pytest.mark.parametrize(
    ("edit", "lines"),
    [
        (Edit(N, '  name: "临溪水务集团网站"', f'  name: "网站{MOBILE}"'), ["notice.md:14:9"]),
        (Edit(N, '  phones: ["0000-8200000"', f'  phones: ["{MOBILE}"'), []),  # an office's own
        (Edit(N, '  phones: ["0000-8200000", "13900000001"]\n', ""), ["notice.md:83:18"]),
        (Edit(L, '      role: "牵头"\n', f'      role: "电话{MOBILE}"\n'), ["ledger.yaml:4:13"]),
        (Edit(L, '      role: "牵头"\n', '      role: "电话13900000001"\n'), []),
        (Edit(N, '  name: "临溪水务集团网站"', '  name: "网站13900000001"'), []),
    ],
)
def test_a_value(edit: Edit, lines: list[str]) -> None:
    found = places(no_mobile_number, rewritten(CASE, edit))
    assert [f"{path}:{line}:{column}" for path, line, column, _ in found] == lines


def test_a_value_is_told_of_wherever_it_stands() -> None:
    note = f'      note: "电话{MOBILE}"\n'
    edits = (
        Edit(L, '      note: "本站编者根据采购公告登记。"\n', note),
        Edit(L, '      reason: "复查发现两处漏点"\n', f'      reason: "电话{MOBILE}"\n'),
        Edit(L, '      role: "牵头"\n', f'      role: "{MOBILE}、{OTHER}"\n'),
    )
    found = [(path, line) for path, line, *_ in places(no_mobile_number, rewritten(CASE, *edits))]
    assert found == [("ledger.yaml", 4), ("ledger.yaml", 4), ("ledger.yaml", 16), ("ledger.yaml", 33)]


def file(text: str | None, *unseen: Unseen) -> FileInfo:
    return FileInfo(name="x", size=1, sha256="0", text=text, unseen=unseen)


@pytest.mark.parametrize(
    ("files", "found"),
    [
        ({"甲.txt": file(f"说明\n电话{MOBILE}")}, [("files/甲.txt", 2, 3, 11)]),
        ({"甲.txt": file(MOBILE)}, [("files/甲.txt", 1, 1, 11)]),
        ({"甲.txt": file(f"\n{MOBILE}")}, [("files/甲.txt", 2, 1, 11)]),
        ({"甲.txt": file("13900000001")}, []),
        ({"甲.txt": file("说明"), "乙.txt": file(MOBILE), "丙.txt": file(OTHER)},
         [("files/乙.txt", 1, 1, 11), ("files/丙.txt", 1, 1, 11)]),
        ({"甲.jpg": file(None, Unseen("照片信息", MOBILE))}, [("files/甲.jpg", 1, 1, 1)]),
        ({"甲.jpg": file(None, Unseen("照片信息", "13900000001"))}, []),
        ({"甲.txt": file(MOBILE, Unseen("批注", MOBILE))}, [("files/甲.txt", 1, 1, 11)]),  # seen in the text
        ({"甲.txt": file(MOBILE, Unseen("批注", f"{MOBILE}、{OTHER}"))}, [("files/甲.txt", 1, 1, 11), ("files/甲.txt", 1, 1, 1)]),
        ({"甲.txt": file("", Unseen("批注", MOBILE), Unseen("修订", MOBILE))}, [("files/甲.txt", 1, 1, 1)]),  # once
        ({"甲.txt": file("", Unseen("批注", MOBILE), Unseen("修订", OTHER))}, [("files/甲.txt", 1, 1, 1)] * 2),
    ],
)  # fmt: skip
def test_a_file(files: Mapping[str, FileInfo], found: list[Place]) -> None:
    assert places(no_mobile_number, CASE._replace(files=files)) == found


IDENTITY, LIKE_IT, CARD = "11010519491231002X", "110105194912310054", "6222020000000000000"


@pytest.mark.parametrize(
    ("visible", "hidden", "count"),
    [
        (IDENTITY, IDENTITY, 0),
        (IDENTITY, "110105 19491231 002x", 0),  # the same, otherwise spaced
        (MOBILE, "+86 137-0000-0002", 0),
        ("13700010002", "13700020002", 1),  # of the same masked form
        (IDENTITY, LIKE_IT, 1),
    ],
)
def test_a_hidden_number_beside_one_of_the_same_masked_form(visible: str, hidden: str, count: int) -> None:
    case = CASE._replace(files={"甲.txt": file(f"身份证{visible}", Unseen("批注", f"身份证{hidden}"))})
    assert [each.what.partition("里有")[0] for each in no_mobile_number.findings(case)][1:] == ["批注"] * count


PHONES, POSTCODES = '  phones: ["0000-8200000", "13900000001"]\n', "  postcodes: "


@pytest.mark.parametrize(
    ("contacts", "found"),
    [
        ('  phones: ["0000-8200000", "13900000001"]\n  postcodes: ["657000"]\n', []),
        (f'  phones: ["{IDENTITY}"]\n', [("P002", 1, "有身份证号")]),
        (f'  phones: ["0000-8200000", "{CARD}"]\n', [("P003", 1, "有银行卡号")]),
        (f'  phones: ["0000-8200000"]\n  postcodes: ["{MOBILE}"]\n', [("P001", 2, "有手机号")]),
        (f'  phones: ["0000-8200000"]\n  postcodes: ["{IDENTITY}"]\n', [("P002", 2, "有身份证号")]),
    ],
)
def test_contacts_that_are_none_of_an_office(contacts: str, found: list[tuple[str, int, str]]) -> None:
    case = rewritten(CASE, Edit(N, PHONES, contacts))
    first = case.notice.at_head("contacts", "phones").line
    told = list(no_mobile_number.findings(case))
    mend = "删去；contacts 里只写单位的电话、邮箱、地址和邮政编码"
    assert [(f.code, f.at.line - first + 1, f.what) for f in told if f.at.line < 40] == found
    assert {(f.mend, f.severity) for f in told if f.at.line < 40} == ({(mend, "error")} if found else set())


def test_an_identity_number_is_told_of_in_the_text_though_it_is_declared() -> None:
    edits = Edit(N, PHONES, f'  phones: ["{IDENTITY}"]\n'), Edit(N, "逐项整改。", f"逐项整改。身份证{IDENTITY}")
    assert [f.code for f in no_mobile_number.findings(rewritten(CASE, *edits))].count("P002") == 2


def test_a_hidden_part_is_named() -> None:
    case = CASE._replace(files={"甲.txt": file("", Unseen("批注", MOBILE), Unseen("修订", f"{MOBILE}，{OTHER}"))})
    assert [(f.what, f.why, f.severity) for f in no_mobile_number.findings(case)] == [
        ("批注里有手机号", f"形如 {MASKED}", "error"),
        ("修订里有手机号", "形如 137****0003", "error"),
    ]


PERSON = Unseen("文件属性 author", "张三丰", "person")
NAMED = ("P011", "甲.docx 里带着姓名", "文件属性 author：张**")


@pytest.mark.parametrize(
    ("unseen", "found"),
    [
        ([PERSON], [NAMED]),
        ([Unseen("批注", "张三丰，李四海"), PERSON], [NAMED]),  # words are no author
        ([Unseen("批注", "张三丰")], []),
        ([PERSON, Unseen("照片信息", "", "place")], [NAMED, ("P011", "甲.docx 里带着拍摄地点", "照片信息里有经纬度")]),
        ([Unseen("扫描的页面", "", "unsearched"), Unseen("批注", "甲")], [("P014", "甲.docx 里有查不了的内容", "扫描的页面")]),
        ([Unseen("乙", "", "unsearched"), Unseen("甲", "", "unsearched"), Unseen("乙", "", "unsearched")],
         [("P014", "甲.docx 里有查不了的内容", "乙、甲")]),
    ],
)  # fmt: skip
@pytest.mark.parametrize("before", [{}, {"乙.docx": file("说明")}])
def test_who_made_a_file_and_where(
    unseen: list[Unseen], found: list[tuple[str, str, str]], before: dict[str, FileInfo]
) -> None:
    case = CASE._replace(files={**before, "甲.docx": file("说明", *unseen), "丙.docx": file("说明")})
    told = [f for rule in (files_name_no_person_and_no_place, every_file_can_be_searched) for f in rule.findings(case)]
    assert [(f.code, f.what, f.why) for f in told] == found
    assert {f.at.path for f in told} <= {f"{FOLDER}/files/甲.docx"} and {f.severity for f in told} <= {"warning"}


def test_every_file_is_looked_at() -> None:
    hidden = [PERSON, Unseen("照片信息", "", "place"), Unseen("压缩文件", "", "unsearched")]
    case = CASE._replace(files={"甲.docx": file("", *hidden), "乙.docx": file("", *hidden)})
    found = [*files_name_no_person_and_no_place.findings(case), *every_file_can_be_searched.findings(case)]
    assert [f.at.path.rpartition("/")[2] for f in found] == [
        "甲.docx",
        "甲.docx",
        "乙.docx",
        "乙.docx",
        "甲.docx",
        "乙.docx",
    ]


def test_each_mailbox_of_the_contacts() -> None:
    contacts = structs.replace(CASE.notice.head.contacts, emails=("jiandu@water.invalid", "ab@qq.com", "cd@163.com"))
    case = CASE._replace(notice=CASE.notice._replace(head=structs.replace(CASE.notice.head, contacts=contacts)))
    assert [f.why for f in own_mailbox_is_an_office_one.findings(case)] == ["形如 a*@qq.com", "形如 c*@163.com"]
    second = rewritten(CASE, Edit(N, '["jiandu@water.invalid"]', '["jiandu@water.invalid", "ab@qq.com"]'))
    assert places(own_mailbox_is_an_office_one, second) == [("notice.md", 24, 36, 11)]


# -- registers and pages

OFFICE = "换成单位的办公电话、邮箱和地址"


def registers_of() -> Registers:
    registers = read_registers({name: text for name, text in BASE.items() if "/" not in name}, "content", [])
    assert registers is not None
    return registers


REGISTERS = registers_of()


def site(pages: Mapping[str, str], *edits: Edit) -> SiteCase:
    texts = edited(list(edits))[0]
    flat = {name: text for name, text in texts.items() if "/" not in name}
    trees = {name: read_yaml(text, f"content/{name}").root for name, text in flat.items()}
    return SiteCase(registers=REGISTERS, folder="content", trees=trees, slugs={}, pages=pages)


@pytest.mark.parametrize(
    ("file", "old", "new", "what", "severity"),
    [
        ("organs.yaml", '["0000-8200000"]', f'["{MOBILE}"]', "有手机号", "warning"),
        ("organs.yaml", '["0000-8200000"]', '["ab@qq.com"]', "有私人邮箱", "warning"),
        ("organs.yaml", '["0000-8200000"]', '["11010519491231002X"]', "有身份证号", "error"),
        ("organs.yaml", '["0000-8200000"]', '["110105194912310021"]', "有身份证号", "warning"),
        ("site.yaml", '"电话 0000-8200000"', f'"电话 {MOBILE}"', "有手机号", "warning"),
        ("inspections.yaml", '"第三轮"', '"第三轮，云A12345"', "有车牌号", "error"),
        ("themes.yaml", '"管网"', '"管网，云A12345"', "有车牌号", "error"),
        ("redirects.yaml", '"/notices/shuiwu/"', '"/云A12345/"', "", ""),
    ],
)
def test_a_register(file: str, old: str, new: str, what: str, severity: str) -> None:
    found = [
        (f.code, f.at.path, f.what, f.mend, f.severity)
        for f in no_personal_data_of_organs.findings(site({}, Edit(file, old, new)))
    ]
    assert found == ([("P008", f"content/{file}", what, OFFICE, severity)] if what else [])


def test_registers_that_are_not_there() -> None:
    case = site({}, Edit("themes.yaml", '"管网"', '"管网，云A12345"'))
    alone = case._replace(trees={"themes.yaml": case.trees["themes.yaml"]})
    assert [f.at.path for f in no_personal_data_of_organs.findings(alone)] == ["content/themes.yaml"]
    assert list(no_personal_data_of_organs.findings(case._replace(trees={}))) == []


def test_pages() -> None:
    pages = {"about": "说明", "help": f"说明\n\n电话{MOBILE}", "map": "村民李建国反映，云A12345"}
    found = [
        (f.code, f.at.path, f.at.line, f.at.column, f.what, f.mend, f.severity)
        for f in sorted(no_personal_data_in_pages.findings(site(pages)))
    ]
    assert found == [
        ("P009", "content/pages/help.md", 3, 3, "有手机号", f"删去，或改成 {MASKED}", "error"),
        ("P009", "content/pages/map.md", 1, 3, "有姓名", "删去，或改成 李**", "warning"),
        ("P009", "content/pages/map.md", 1, 9, "有车牌号", "删去，或改成 云A*****", "error"),
    ]
