"""What the gate says of the files of a notice and of its text: each kind with its code, where, why, and how to mend it."""

import pytest
from msgspec import structs

from site_builder.records.findings import Finding
from site_builder.records.hidden_in_images import Unseen
from site_builder.rules import check_notice
from site_builder.views.file_info import FileInfo
from tests.rules.test_quotations import case_of

CLEAN = "打开原件删去再存：Word、Excel、WPS 用“检查文档”，PDF 改“文档属性”，照片用“属性→删除属性和个人信息”"
FILE = "content/notices/2026-shuiwu/files/说明.docx"
AUTHOR, EDITOR = Unseen("文件属性 author", "张三丰", "person"), Unseen("文件属性 lastModifiedBy", "李四海", "person")
Told = tuple[str, str, str, str, str]


def told(text: str = "", *unseen: Unseen) -> list[Told]:
    """What is said of a notice with one file of such a text and so many words that nobody sees."""
    case = case_of()
    info = FileInfo(name="x", size=1, sha256="0", text=text, unseen=unseen)
    files = {**case.files, "说明.docx": info}
    found: list[Finding] = [each for each in check_notice(case._replace(files=files)) if each.at.path == FILE]
    return [(each.code, each.what, each.why, each.mend, each.severity) for each in found if each.code[0] == "P"]


@pytest.mark.parametrize(
    ("unseen", "found"),
    [
        ((), []),
        ((AUTHOR,), [("P011", "说明.docx 里带着姓名", "文件属性 author：张**", CLEAN, "warning")]),
        (
            (AUTHOR, EDITOR),
            [
                (
                    "P011",
                    "说明.docx 里带着姓名",
                    "文件属性 author：张**、文件属性 lastModifiedBy：李**",
                    CLEAN,
                    "warning",
                )
            ],
        ),
        (
            (AUTHOR, EDITOR, Unseen("批注", "王五郎", "person"), Unseen("页眉", "赵六合", "person")),
            [
                (
                    "P011",
                    "说明.docx 里带着姓名",
                    "文件属性 author：张**、文件属性 lastModifiedBy：李**、批注：王**",
                    CLEAN,
                    "warning",
                )
            ],
        ),
        ((Unseen("文件属性 author", "Administrator", "person"),), []),
        (
            (Unseen("照片信息", "", "place"),),
            [("P011", "说明.docx 里带着拍摄地点", "照片信息里有经纬度", CLEAN, "warning")],
        ),
        (
            (
                Unseen("扫描的页面", "", "unsearched"),
                Unseen("压缩文件", "", "unsearched"),
                Unseen("扫描的页面", "", "unsearched"),
            ),
            [
                (
                    "P014",
                    "说明.docx 里有查不了的内容",
                    "扫描的页面、压缩文件",
                    "换成有文字、没有密码的文件；扫描件人工核对",
                    "warning",
                )
            ],
        ),
        (
            (Unseen("批注", "电话13700000002", "words"),),
            [("P001", "批注里有手机号", "形如 137****0002", CLEAN, "error")],
        ),
        (
            (Unseen("批注", "邮箱ab@qq.com", "words"),),
            [("P007", "批注里有私人邮箱", "形如 a*@qq.com", CLEAN, "warning")],
        ),
    ],
)
def test_what_nobody_sees_in_a_file(unseen: tuple[Unseen, ...], found: list[Told]) -> None:
    assert told("", *unseen) == found


@pytest.mark.parametrize(
    ("text", "code", "what", "why", "mend", "severity"),
    [
        ("电话13700000002", "P001", "有手机号", "形如 137****0002", "改成 137****0002；确是办公联系方式的，写进文件头的 contacts", "error"),
        ("11010519491231002X", "P002", "有身份证号", "形如 110***************", "删去，或改成 110***************", "error"),
        ("110105194912310021", "P002", "有身份证号", "形如 110***************", "删去，或改成 110***************", "warning"),
        ("6222000000000009", "P003", "有银行卡号", "形如 6222********0009", "删去，或改成 6222********0009", "error"),
        ("护照号E12345678", "P004", "有护照或通行证号", "形如 E********", "删去，或改成 E********", "error"),
        ("云A12345", "P005", "有车牌号", "形如 云A*****", "删去，或改成 云A*****", "error"),
        ("家住幸福路12号", "P006", "有住址", "形如 幸福****", "改成 幸福****；确是办公联系方式的，写进文件头的 contacts", "error"),
        ("zhang@qq.com", "P007", "有私人邮箱", "形如 z****@qq.com", "改成 z****@qq.com；确是办公联系方式的，写进文件头的 contacts", "warning"),
        ("微信号abcdef1", "P012", "有QQ、微信等账号", "形如 a******", "改成 a******；确是办公联系方式的，写进文件头的 contacts", "error"),
        ("村民李建国反映", "P013", "有姓名", "形如 李**", "改成 李**；确是办公联系方式的，写进文件头的 contacts", "warning"),
        ("户主张某电表号12345678", "P015", "有个人证件号、病历号或户号", "形如 1*******", "改成 1*******；确是办公联系方式的，写进文件头的 contacts", "error"),
        ("家里座机8200035", "P015", "有住宅电话", "形如 8******", "改成 8******；确是办公联系方式的，写进文件头的 contacts", "warning"),
    ],
)  # fmt: skip
def test_what_stands_in_a_file(text: str, code: str, what: str, why: str, mend: str, severity: str) -> None:
    assert told(text) == [(code, what, why, mend, severity)]


@pytest.mark.parametrize("own", ["qq.com", "163.com"])
def test_a_mailbox_of_its_own(own: str) -> None:
    case = case_of()
    contacts = structs.replace(case.notice.head.contacts, emails=(f"ab@{own}", "jiandu@water.invalid"))
    notice = case.notice._replace(head=structs.replace(case.notice.head, contacts=contacts))
    found = [each for each in check_notice(case._replace(notice=notice)) if each.code == "P010"]
    mend = "换成单位的邮箱；单位确实只有它的，不用管"
    assert [(each.what, each.why, each.mend, each.severity) for each in found] == [
        ("联系邮箱是私人邮箱", f"形如 a*@{own}", mend, "warning")
    ]
