"""Text with separators, bytes and their formats, how much is read, names of columns and of persons."""
# ruff: noqa: E501  one case a row

import io
import zipfile

import pytest

from site_builder.records.vocabulary import ColumnMeaning
from site_builder.sheets import limits
from site_builder.sheets.answers import answered
from site_builder.sheets.appending import CannotAppend, append_entries
from site_builder.sheets.columns import bare, kind_of_sum, meaning_of, role_of, unit_of
from site_builder.sheets.csv_reading import is_table, read_csv, separator
from site_builder.sheets.header import SheetColumn
from site_builder.sheets.items import RowWords
from site_builder.sheets.person_columns import public_part
from site_builder.sheets.workbook import encrypted, format_of, read_tables


@pytest.mark.parametrize(
    ("text", "sign", "is_one"),
    [
        ("序号,问题,措施\n1,甲,乙\n2,丙,丁", ",", True),
        ("序号\t问题\t措施\n1\t甲,乙,丙,丁\t戊", "\t", True),
        ("序号;问题;措施\n1;甲;乙", ";", True),
        ("序号，问题，措施\n1，甲，乙", "，", True),
        ("序号|问题|措施\n1|甲|乙", "|", True),
        ('序号,"问题,甲",措施\n1,"乙,丙",丁', ",", True),
        ("序号,问题\n1,甲", ",", False),
        ("序号,问题,措施", ",", False),
        ("甲,乙,丙\n丁,戊,己\n庚,辛,壬\n说明", ",", True),
        ("甲,乙,丙\n丁,戊,己\n说明\n完", None, False),
        ("甲,乙,丙\n丁,戊,己\n庚,辛,壬\n说明\n完", ",", False),
        ("甲;乙,丙,丁\n戊;己,庚,辛", ",", True),
        ("甲,乙,丙\n\n  \n丁,戊,己\n , , ", ",", True),
        ("甲\n乙", None, False),
        ("", None, False),
        ('甲,"' + "乙" * 140_000, None, False),
    ],
)  # fmt: skip
def test_which_sign_parts_cells(text: str, sign: str | None, is_one: bool) -> None:
    assert (separator(text), is_table(text)) == (sign, is_one)


def test_only_the_first_fifty_lines_are_asked() -> None:
    assert separator("甲,乙,丙\n" * 50 + "丁;戊\n" * 500) == ","
    assert separator("甲,乙,丙\n" * 20 + "说明\n" * 30 + "甲,乙\n" * 500) is None


def test_cells_of_blanks_are_empty() -> None:
    made = read_csv("序号,问题,措施\n一、作风方面, , \n1,甲,乙\n")
    assert [made.filled(row) for row in range(3)] == [3, 1, 3]


def test_rows_of_a_text() -> None:
    made = read_csv('序号,问题\n\n1,"路面\n破损"\n , \n2,\n')
    assert [[cell.text for cell in row] for row in made.rows] == [
        ["序号", "问题"],
        [],
        ["1", "路面\n破损"],
        [],
        ["2", ""],
    ]
    assert (made.name, made.lines, made.place(4, 0)) == (
        "",
        (1, 2, 3, 5, 6),
        "A5",
    )  # as a spreadsheet program counts them
    assert [[cell.text for cell in row] for row in read_csv("甲\n乙").rows] == [["甲"], ["乙"]]


@pytest.mark.parametrize(
    ("text", "code", "words"),
    [
        (" \n,", "unreadable", "表格里没有文字"),
        ('甲,"' + "乙" * 140_000, "unreadable", "第 1 行引号或长度不对"),
        ("甲" + ",乙" * 400, "too-large", "第 401 列还有内容"),
        ("甲\n" * 20_001, "too-large", "第 20001 行还有内容"),
    ],
)
def test_texts_that_are_refused(text: str, code: str, words: str) -> None:
    with pytest.raises(limits.TableError, match=words) as refused:
        read_csv(text)
    assert (refused.value.code, str(refused.value)[:1]) == (code, "表")


# ---- limits ------------------------------------------------------------------------------------------------------------


def test_a_budget_is_spent_once(monkeypatch: pytest.MonkeyPatch) -> None:
    budget = limits.Budget()
    budget.letters = limits.LETTERS - 1
    budget.cell(0, 0, "甲")
    with pytest.raises(limits.TableError, match="超过 2000 万字"):
        budget.cell(0, 0, "甲")
    budget = limits.Budget()
    budget.cell(limits.ROWS - 1, limits.COLUMNS - 1, "甲乙")
    budget.cell(0, 0, "丙")
    assert (budget.cells, budget.letters) == (2, 3)
    monkeypatch.setattr(limits, "CELLS", 2)
    with pytest.raises(limits.TableError, match="有内容的格子超过 2 个"):
        budget.cell(0, 0, "丙")
    monkeypatch.setattr(limits, "CELLS", 3)
    monkeypatch.setattr(limits, "LETTERS", 4)
    budget = limits.Budget()
    budget.cell(0, 0, "甲乙丙丁")
    with pytest.raises(limits.TableError, match="超过 0 万字"):
        budget.cell(0, 0, "戊")
    budget = limits.Budget()
    for _ in range(3):
        budget.cell(0, 0, "甲")


def packed(*names: str, words: bytes = b"x") -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name in names:
            archive.writestr(name, words)
    return out.getvalue()


def test_packed_files(monkeypatch: pytest.MonkeyPatch) -> None:
    with limits.opened(packed("a", "b")) as archive:
        assert (limits.member(archive, "a"), limits.member(archive, "c")) == (b"x", None)
        monkeypatch.setattr(limits, "UNFOLDED", 1)
        assert limits.member(archive, "a") == b"x"
        monkeypatch.setattr(limits, "UNFOLDED", 0)
        with pytest.raises(limits.TableError, match="其中的 a 展开后有 0 MB"):
            limits.member(archive, "a")
    with (
        limits.opened(packed("b", words=b"0" * (3 * 1024 * 1024))) as archive,
        pytest.raises(limits.TableError, match="b 展开后有 3 MB"),
    ):
        limits.member(archive, "b")
    monkeypatch.setattr(limits, "PART_COUNT", 2)
    limits.opened(packed("a", "b")).close()
    with pytest.raises(limits.TableError, match="压缩包里有 3 个文件") as refused:
        limits.opened(packed("a", "b", "c"))
    assert (refused.value.code, "请把台账单独存成一个文件" in str(refused.value)) == ("too-large", True)
    locked = bytearray(packed("a"))
    locked[locked.index(b"PK\x01\x02") + 8] |= 1
    with pytest.raises(limits.TableError, match="加了密码") as refused:
        limits.opened(bytes(locked))
    assert refused.value.code == "encrypted"
    with pytest.raises(limits.TableError, match="文件损坏") as refused:
        limits.opened(b"PK")
    assert refused.value.code == "unreadable"


@pytest.mark.parametrize(
    ("content", "refused"),
    [
        (b'<?xml version="1.0"?><!DOCTYPE a><a/>', True),
        ("<!DOCTYPE a><a/>".encode("utf-16-le"), True),
        (b"<a><!-- <!DOCTYPE --></a>", False),
        (b"<a/>", False),
    ],
)
def test_documents_with_a_type_of_their_own(content: bytes, refused: bool) -> None:
    if not refused:
        assert limits.tree(content).tag == "a"
        assert [event for event, _ in limits.events(content, ("a",))] == ["start", "end"]
        return
    for read in (limits.tree, lambda each: list(limits.events(each, ("a",))), limits.refuse_types):
        with pytest.raises(limits.TableError, match="DOCTYPE") as error:
            read(content)
        assert error.value.code == "unreadable"


def test_parts_are_read_without_comments_and_instructions() -> None:
    content = b"<a><!-- b --><?b c?><b>1</b><c/><b/></a>"
    assert [(event, element.text) for event, element in limits.events(content, ("b",)) if event == "end"] == [
        ("end", "1"),
        ("end", None),
    ]
    (_, (_, element)) = limits.events(b"<a><b>1<?x y?>2<!-- z -->3</b></a>", ("b",))
    assert element.text == "123"


# ---- formats -------------------------------------------------------------------------------------------------------------

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


@pytest.mark.parametrize(
    ("raw", "kind"),
    [
        (packed("xl/workbook.xml"), "xlsx"),
        (packed("mimetype", words=b"application/vnd.oasis.opendocument.spreadsheet"), "ods"),
        (packed("mimetype", words=b"application/vnd.oasis.opendocument.text"), None),
        (packed("mimetype", words=b"opendocument.spreadsheet" + b" " * 176), None),
        (packed("mimetype", words=b"opendocument.spreadsheet" + b" " * 175), "ods"),
        (packed("content.xml", words=b"<office:spreadsheet>"), "ods"),
        (packed("content.xml", words=b"<office:text>"), None),
        (packed("word/document.xml"), None),
        (b"PK\x03\x04", None),
        (OLE + b"\0" + "Workbook".encode("utf-16-le") + b"\0\0", "xls"),
        (OLE + "Book".encode("utf-16-le") + b"\0\0", "xls"),
        (OLE + "Books".encode("utf-16-le"), None),
        (b"\x09\x08\x10\x00", "xls"), (b"\x09\x08\x08\x00", "xls"), (b"\x09\x04\x06\x00", "xls"), (b"\x09\x02\x06\x00", "xls"), (b"\x09\x00\x04\x00", "xls"),
        (b"\x09\x08\x11\x00", None), (b"\x09\x01\x08\x00", None), (b"", None), ("问题,措施".encode(), None),
    ],
)  # fmt: skip
def test_what_kind_of_workbook_bytes_are(raw: bytes, kind: str | None) -> None:
    assert format_of(raw) == kind


def test_bytes_that_are_no_workbook() -> None:
    locked = OLE + "EncryptedPackage".encode("utf-16-le")
    assert (encrypted(locked), encrypted(locked[1:]), encrypted(OLE)) == (True, False, False)
    for raw, code, words in (
        (locked, "encrypted", "加了密码"),
        (OLE, "unknown-format", "不是表格文件"),
        (b"PK\x03\x04", "unknown-format", "不是表格文件"),
    ):
        with pytest.raises(limits.TableError, match=words) as refused:
            read_tables(raw, bytes.decode)
        assert refused.value.code == code
    assert read_tables("甲,乙".encode("gbk"), lambda raw: raw.decode("gbk"))[0].rows[0][1].text == "乙"


# ---- columns -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("parts", "meaning"),
    [
        (("序号",), "number"), (("问题 序号",), "number"), (("存在的主要问题",), "problem"), (("整改措施（细化）",), "measure"), (("牵头单位及其措施",), "measure"),
        (("时限",), "due"), (("某某时限安排",), "due"), (("单位",), "responsible"), (("某单位某",), "other"), (("问题相关材料",), "other"), (("相关问题",), "problem"),
        (("联系人电话",), "phone"), (("负责人",), "person"), (("问责人数",), "other"), (("领导小组",), "other"), (("材料",), "other"), (("",), "other"), ((), "other"),
        (("整改金额", "其他成效"), "amount"), (("其他成效",), "progress"), (("台账", "整改金额", "其他成效"), "amount"), (("整改金额", "整改进展"), "progress"), (("整改情况", "时限"), "due"), (("整改情况", "县级"), "progress"),
        (("甲" * 39 + "措施",), "other"), (("甲" * 38 + "措施",), "measure"), (("措施一",), "measure"), (("题一题目一",), "title"),
    ],
)  # fmt: skip
def test_what_columns_mean(parts: tuple[str, ...], meaning: ColumnMeaning) -> None:
    assert meaning_of(parts) == meaning


def test_what_a_site_says_that_columns_mean() -> None:
    own = {"整治 举措": "measure", "责任人": "responsible", "丙": "nonsense", "甲乙": "due"}
    assert meaning_of(("整治举措",), own) == "measure"
    assert meaning_of(("责任人",), own) == "responsible"
    assert meaning_of(("甲", "乙"), own) == "due"
    assert meaning_of(("丁", "整治举措"), own) == "measure"
    assert meaning_of(("整治举措", "丁"), own) == "measure"
    assert meaning_of(("丙",), own) == "other"


@pytest.mark.parametrize(
    ("name", "role", "kind", "unit"),
    [("牵头单位", "牵头", "amount", None), ("配合或牵头单位", "配合", "amount", None), ("单位", None, "amount", None), ("追缴（万元）", None, "recovered", "万元"),
     ("上缴亿元", None, "returned", "亿元"), ("补缴元", None, "repaid", "元"), ("挽损", None, "saved", None), ("核减千万元", None, "reduced", "千万元"), ("罚没", None, "forfeited", None)],
)  # fmt: skip
def test_words_in_names_of_columns(name: str, role: str | None, kind: str, unit: str | None) -> None:
    assert (role_of(name), kind_of_sum(name), unit_of(name)) == (role, kind, unit)


def test_bare_names_and_cells_that_answer() -> None:
    assert [bare(each) for each in ("整改 金额（万元）", "（一）问题：", "责任人/部门", "[注]备注")] == [
        "整改金额",
        "问题",
        "责任人部门",
        "备注",
    ]
    asked = [answered("是否完成", each) for each in ("是", "Yes", " √ ", "整改中", "N")]
    assert asked == ["是否完成：是", "是否完成：Yes", "是否完成： √ ", "整改中", "是否完成：N"]


@pytest.mark.parametrize(
    ("parts", "words", "public", "aside"),
    [
        (("责任人", "单位"), "市水务局 赵某", "市水务局", "赵某"),
        (("责任人", "单位"), "市水务局 赵某 钱某 市住建局", "市水务局\n市住建局", "赵某\n钱某"),
        (("责任人", "单位"), "赵某", "", "赵某"),
        (("责任人",), "市水务局、赵某，办公室主任", "市水务局\n办公室主任", "赵某"),
        (("责任人",), "赵某", "", "赵某"),
        (("责任人",), "办公室主任", "办公室主任", ""),
        (("责任人",), "市水务局；区住建局", "市水务局；区住建局", ""),
        (("责任人",), "赵局长", "", "赵局长"),
        (("责任人",), "赵某（局长）", "", "赵某（局长）"),
        (("责任人",), "财务科（牵头）", "财务科（牵头）", ""),
        (("责任人",), "管护站", "管护站", ""),
        (("责任人",), "王中心", "", "王中心"),
        (("责任人",), "局长", "局长", ""),
        (("责任人",), "长", "", "长"),
    ],
)
def test_what_may_be_public_of_persons(parts: tuple[str, ...], words: str, public: str, aside: str) -> None:
    assert public_part(RowWords(SheetColumn(0, parts, "person"), (words,), (), ("A1",), 0)) == (public, aside)


def test_telephones_are_set_aside() -> None:
    assert public_part(RowWords(SheetColumn(0, ("电话",), "phone"), ("市水务局", "9"), (), ("A1",), 0)) == (
        "",
        "市水务局\n9",
    )


# ---- entries added to a ledger ---------------------------------------------------------------------------------------------

NEW = "- status: done\n  quote: 甲\n"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("", "p2:\n  entries:\n    - status: done\n      quote: 甲\n"),
        ("# 台账\n\n\n", "# 台账\np2:\n  entries:\n    - status: done\n      quote: 甲\n"),
        ("p2:\n  entries:\n    - status: open\n", "p2:\n  entries:\n    - status: open\n    - status: done\n      quote: 甲\n"),
        ("p2:\n  entries:\n  - status: open\n    quote: 乙\n\n  due: []\np3: {}\n", "p2:\n  entries:\n  - status: open\n    quote: 乙\n  - status: done\n    quote: 甲\n\n  due: []\np3: {}\n"),
        ("p2:\n  entries: []  # 无\np3: {}", "p2:\n  entries:  # 无\n    - status: done\n      quote: 甲\np3: {}\n"),
        ("p2:\n    entries:\np3: {}\n", "p2:\n    entries:\n      - status: done\n        quote: 甲\np3: {}\n"),
        ("p2: {}\n", "p2:\n  entries:\n    - status: done\n      quote: 甲\n"),
        ("p2:\n", "p2:\n  entries:\n    - status: done\n      quote: 甲\n"),
        ("p2: ~ # 无\n", "p2:  # 无\n  entries:\n    - status: done\n      quote: 甲\n"),
        ("p2:\n   due: []\n   # 完\np3: {}\n", "p2:\n   due: []\n   # 完\n   entries:\n     - status: done\n       quote: 甲\np3: {}\n"),
        ("p1:\n  due: []\np3:\n  due: []\n", "p1:\n  due: []\np2:\n  entries:\n    - status: done\n      quote: 甲\np3:\n  due: []\n"),
        ("p3:\n  due: []\n", "p3:\n  due: []\np2:\n  entries:\n    - status: done\n      quote: 甲\n"),
        ("p10: {}\np1: {}\n", "p10: {}\np1: {}\np2:\n  entries:\n    - status: done\n      quote: 甲\n"),
        ("targets: {}\np1: {}\n\npromises: {}\n", "targets: {}\np1: {}\np2:\n  entries:\n    - status: done\n      quote: 甲\n\npromises: {}\n"),
    ],
)  # fmt: skip
def test_where_entries_go(before: str, after: str) -> None:
    assert append_entries(before, "p2", NEW) == after


@pytest.mark.parametrize(
    ("before", "words"),
    [
        ("p2: {entries: []}\n", "第 1 行不是一行一个键的写法"),
        ("p2: {due: []}\n", "p2 的写法不是一行一个键"),
        ("p2:\n  entries: 甲\n", "第 2 行：entries 应是一个列表"),
        ("p2:\n  entries: [{status: open}]\n", "p2 的写法不是一行一个键"),
        ("p2: [\n", "第 "),
    ],
)
def test_ledgers_that_are_written_another_way(before: str, words: str) -> None:
    with pytest.raises(CannotAppend, match=words):
        append_entries(before, "p2", NEW)
