"""Personal data that no reader of the text sees: properties, comments, tracked changes, headers, EXIF; in every format."""

import pytest

from site_builder.build.attached_files import file_info
from site_builder.records.findings import Finding
from site_builder.rules import check_notice, presentable
from site_builder.rules.personal_masks import masked_name
from tests.cases import part
from tests.privacy import files
from tests.rules.space import BASE, cases_of
from tests.rules.test_demonstration import registers

MOBILE = "13700000002"
SECRETS = (MOBILE, "11010519491231002X", "张三丰")


def found_in(name: str, content: bytes, contacts: str = "") -> list[Finding]:
    """Findings about one file put beside the sound notice."""
    text = BASE["notices/2026-shuiwu/notice.md"]
    if contacts:
        text = text.replace("contacts:\n", f'contacts:\n  phones: ["{contacts}"]\n').replace(
            '  phones: ["0000', '  #: ["0000'
        )
    case = cases_of({**BASE, "notices/2026-shuiwu/notice.md": text}, registers(), [])["2026-shuiwu"]
    case = case._replace(files={**case.files, name: file_info(name, content)})
    path = f"content/notices/2026-shuiwu/files/{name}"
    return [f for f in presentable(check_notice(case), {})[0] if f.at.path == path and f.code.startswith("P")]


UNSEEN = [
    ("说明.docx", files.docx(remark=f"催办 {MOBILE}"), "P001", "文件属性里有手机号"),
    ("说明.docx", files.docx(header=f"值班 {MOBILE}"), "P001", "页眉页脚里有手机号"),
    ("说明.docx", files.docx(deleted=f"原联系人{MOBILE}"), "P001", "文件内容里有手机号"),
    ("说明.docx", files.docx(split=MOBILE), "P001", "有手机号"),
    ("明细.xlsx", files.xlsx(cells=("电话", MOBILE)), "P001", "文件内容里有手机号"),
    ("明细.xlsx", files.xlsx(number=MOBILE), "P001", "文件内容里有手机号"),
    ("明细.xlsx", files.xlsx(cells=("身份证11010519491231002X",)), "P002", "文件内容里有身份证号"),
    ("明细.xlsx", files.xlsx(keywords=MOBILE), "P001", "文件属性里有手机号"),
    ("明细.xlsx", files.xlsx(picture=files.photo(comment=MOBILE)), "P001", "照片信息 UserComment里有手机号"),
    ("扫描.pdf", files.pdf(subject=f"经办{MOBILE}"), "P001", "文件属性 Subject里有手机号"),
    ("扫描.pdf", files.pdf(note=f"请核{MOBILE}"), "P001", "批注里有手机号"),
    ("扫描.pdf", files.pdf(link=f"tel:{MOBILE}"), "P001", "链接里有手机号"),
    ("扫描.pdf", files.pdf(attached=files.docx(remark=MOBILE)), "P001", "文件属性里有手机号"),
    ("现场.jpg", files.photo(comment=f"电话{MOBILE}"), "P001", "照片信息 UserComment里有手机号"),
    ("现场.jpg", files.photo(xmp=f"<a>{MOBILE}</a>"), "P001", "照片信息 xmp里有手机号"),
    ("截图.png", files.png(f"电话{MOBILE}"), "P001", "照片信息 Title里有手机号"),
    ("旧稿.doc", files.old_doc(f"联系人 {MOBILE}。", odd=False), "P001", "文件内容里有手机号"),
    ("旧稿.doc", files.old_doc(f"联系人 {MOBILE}。", odd=True), "P001", "文件内容里有手机号"),
    ("说明.docx", files.docx(author="张三丰"), "P011", "说明.docx 里带着姓名"),
    ("扫描.pdf", files.pdf(author="张三丰"), "P011", "扫描.pdf 里带着姓名"),
    ("现场.jpg", files.photo(artist="张三丰"), "P011", "现场.jpg 里带着姓名"),
    ("现场.jpg", files.photo(artist="张三丰", code="gb18030"), "P011", "现场.jpg 里带着姓名"),
    ("现场.jpg", files.photo(place=True), "P011", "现场.jpg 里带着拍摄地点"),
]  # fmt: skip


@pytest.mark.parametrize(
    "row", part(UNSEEN, lambda row: (row[0].rpartition(".")[2], row[2]), lambda row: f"{row[0]}-{row[3]}")
)
def test_is_found_and_not_repeated(row: tuple[str, bytes, str, str]) -> None:
    name, content, code, says = row
    [finding] = found_in(name, content)
    assert (finding.code, finding.what, finding.at.line) == (code, says, 1)
    assert finding.severity == ("warning" if code == "P011" else "error")
    assert not any(secret in finding.what + finding.why + finding.mend for secret in SECRETS)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("说明.docx", files.docx(author="Administrator", remark="电话0000-8200000", split="金额13700000002.50元")),
        ("说明.docx", files.docx(author="综合科")),
        ("明细.xlsx", files.xlsx(cells=("1370", "0000002"), number="0.13700000002")),
        ("扫描.pdf", files.pdf(author="云州市市场监管局", subject="整改通报")),
        ("现场.jpg", files.photo(artist="SONY", comment="2026年10月12日现场")),
        ("截图.png", files.png("堤北路6号门前")),
        ("旧稿.doc", files.old_doc("文号20261370000000212", odd=True)),
    ],
)
def test_near_misses(name: str, content: bytes) -> None:
    assert found_in(name, content) == []


def test_what_is_declared_as_office_data_is_right() -> None:
    content = files.docx(remark=MOBILE)
    assert found_in("说明.docx", content) != []
    assert found_in("说明.docx", content, contacts=MOBILE) == []


@pytest.mark.parametrize(
    ("name", "content"),
    [
        (name, content[:cut] + b"\xff" * 9 + content[cut + 9 :])
        for name, content, *_ in UNSEEN[::3]
        for cut in (4, len(content) // 3, len(content) // 2, len(content) - 30)
    ],
)
def test_a_damaged_file_is_no_traceback(name: str, content: bytes) -> None:
    assert file_info(name, content).name == name


def test_names_of_persons() -> None:
    shown = {
        "张三": "张*",
        "张 三": "张*",
        "李四光": "李**",
        "文秘科": None,
        "办公室": None,
        "微软用户": None,
        "python-docx": None,
    }
    assert {name: masked_name(name) for name in shown} == shown
