"""Messages and saved pages: the text is read whole, attachments are named, and what is neither is said."""

from email.message import EmailMessage

import pytest

from site_builder.importing.lines.manuscript import Manuscript
from site_builder.importing.readers.dispatch import read_manuscript
from site_builder.importing.readers.known_formats import known_format
from site_builder.importing.readers.unreadable import UnreadableError

NOT_READ = "邮件的附件没有读，要的话请单独导入"
WORDS = "中共云州市水务局党组关于巡察整改情况的通报\n\n一、关于台账不全的问题。已补录台账四百本。\n"


def message(text: str = WORDS, html: str = "") -> EmailMessage:
    whole = EmailMessage()
    whole["From"], whole["To"] = "水务局 <shuiwu@yunzhou.invalid>", "gongkai@yunzhou.invalid"
    whole["Subject"], whole["Date"] = "报送整改通报", "Mon, 16 Nov 2026 09:00:00 +0800"
    whole.set_content(text)
    if html:
        whole.add_alternative(html, subtype="html")
    return whole


def read(whole: EmailMessage | bytes) -> Manuscript:
    raw = whole if isinstance(whole, bytes) else bytes(whole)
    assert known_format(raw, "a.doc").kind == "eml"
    return read_manuscript(raw, "a.doc")


def texts(found: Manuscript) -> list[str]:
    return [line.text for line in found.lines]


def attached(found: Manuscript) -> list[str]:
    return [each.text for each in found.doubts if each.why == NOT_READ]


def test_attachments_are_named_and_the_text_is_read() -> None:
    whole = message()
    whole.add_attachment(b"%PDF-1.7", "application", "pdf", filename="附件1.整改台账.pdf")
    whole.add_attachment(b"PK", "application", "octet-stream", filename="问题清单.xlsx")
    whole.add_attachment("另一份通报的全文。", filename="说明.txt")
    whole.add_attachment(b"x", "application", "zip")
    found = read(whole)
    assert texts(found) == [line for line in WORDS.splitlines() if line]
    assert attached(found) == ["附件1.整改台账.pdf", "问题清单.xlsx", "说明.txt", "没有名字的附件（application/zip）"]


@pytest.mark.parametrize(
    "header",
    [
        'attachment; filename="整改台账.xlsx"'.encode("gb18030"),
        'attachment; filename="整改台账.xlsx"'.encode(),
        b"attachment; filename*=UTF-8''%E6%95%B4%E6%94%B9%E5%8F%B0%E8%B4%A6.xlsx",
        b'attachment; filename="=?gb2312?B?1fu4xMyo1cs=?=.xlsx"',
        b'attachment;\n filename*0*=UTF-8\'\'%E6%95%B4%E6%94%B9;\n filename*1*=%E5%8F%B0%E8%B4%A6.xlsx',
    ],
    ids=["bytes of GB18030", "bytes of UTF-8", "RFC 2231", "RFC 2047", "RFC 2231 in parts"],
)  # fmt: skip
def test_names_of_attachments_however_they_are_written(header: bytes) -> None:
    whole = message()
    whole.add_attachment(b"PK", "application", "octet-stream", filename="HERE")
    raw = bytes(whole).replace(b'attachment; filename="HERE"', header)
    assert header in raw and attached(read(raw)) == ["整改台账.xlsx"]


def test_a_message_that_is_forwarded_as_a_file_is_no_part_of_the_text() -> None:
    whole, inner = message(), message("内部意见，不公开。", "<p>内部意见，不公开。</p>")
    del inner["Subject"]
    inner["Subject"] = "征求意见"
    whole.add_attachment(inner)
    found = read(whole)
    assert "内部意见" not in "".join(texts(found)) and len(texts(found)) == 2
    assert attached(found) == ["随附的邮件：征求意见"]


def test_the_page_is_read_and_what_only_the_plain_form_says_is_set_aside() -> None:
    html = "<p>中共云州市水务局党组关于巡察整改情况的通报</p><p>一、关于台账不全的问题。<b>已补录台账四百本。</b></p>"
    found = read(message(WORDS + "二、另有一句只在纯文本里。\n", html))
    assert texts(found) == [line for line in WORDS.splitlines() if line]
    assert ("二、另有一句只在纯文本里。", "邮件的另一种写法里才有的话") in {
        (each.text, each.why) for each in found.aside
    }
    assert [each.why for each in found.aside if each.why != "邮件的信头"] == ["邮件的另一种写法里才有的话"]


def test_a_text_in_several_parts_is_read_whole() -> None:
    """As programs write it that put files between paragraphs."""
    whole = message()
    whole.make_mixed()
    whole.attach(piece := EmailMessage())
    piece.set_content("x", disposition="attachment", filename="照片说明.txt")
    whole.attach(piece := EmailMessage())
    piece.set_content("二、关于拨付迟缓的问题。正在清理。\n")
    found = read(whole)
    assert texts(found)[1:] == ["一、关于台账不全的问题。已补录台账四百本。", "二、关于拨付迟缓的问题。正在清理。"]
    assert [line.number for line in found.lines] == sorted({line.number for line in found.lines})
    assert attached(found) == ["照片说明.txt"] and any("分成 2 段" in each.why for each in found.doubts)


def test_the_head_of_a_letter_is_set_aside() -> None:
    assert [each.text for each in read(message()).aside] == [
        "主题：报送整改通报",
        "发件人：水务局 <shuiwu@yunzhou.invalid>",
        "收件人：gongkai@yunzhou.invalid",
        "日期：Mon, 16 Nov 2026 09:00:00 +0800",
    ]


def test_lines_broken_to_be_sent_are_joined() -> None:
    whole = message()
    whole.set_content(
        "一、正在逐项核对， \n已补录四百本。\n二、完。\n", cte="8bit", params={"format": "flowed", "delsp": "yes"}
    )
    assert texts(read(whole)) == ["一、正在逐项核对，已补录四百本。", "二、完。"]


def test_a_letter_that_is_only_attachments_names_them() -> None:
    whole = EmailMessage()
    whole["To"] = "gongkai@yunzhou.invalid"
    whole.make_mixed()
    whole.add_attachment(b"PK", "application", "octet-stream", filename="通报.docx")
    with pytest.raises(UnreadableError, match=r"只有附件（通报\.docx）") as refused:
        read(bytes(whole))
    assert refused.value.code == "empty"


def test_a_letter_that_is_encrypted_is_refused() -> None:
    raw = b"To: a@yunzhou.invalid\nMIME-Version: 1.0\nContent-Type: application/pkcs7-mime; smime-type=enveloped-data; name=smime.p7m\n\nMIAG"
    with pytest.raises(UnreadableError, match="加了密") as refused:
        read(raw)
    assert refused.value.code == "encrypted"


def test_frames_of_a_saved_page_are_set_aside_and_said() -> None:
    whole = EmailMessage()
    whole["From"] = "<Saved by Blink>"
    whole.set_content("<h1>整改通报</h1><p>一、已补录台账。</p>", subtype="html")
    whole.make_related()
    whole.add_related("<p>框架里的一句话。</p>", subtype="html", cid="<f@mhtml.blink>")
    whole.add_related(b"GIF89a", "image", "gif", cid="<a@mhtml.blink>")
    whole.add_related(b"p{}", "text", "css", cid="<c@mhtml.blink>")
    found = read_manuscript(bytes(whole), "a.mht")
    assert texts(found) == ["整改通报", "一、已补录台账。"]
    assert [(each.text, each.why) for each in found.aside] == [("框架里的一句话。", "网页框架里的字")]
    assert [each.why for each in found.doubts if "框架" in each.why] and attached(found) == []


def test_pictures_in_a_letter_are_counted() -> None:
    whole = message()
    whole.make_mixed()
    whole.attach(picture := EmailMessage())
    picture.set_content(b"GIF89a", "image", "gif", disposition="inline")
    assert "邮件里有 1 张图，没有读，请核对" in [each.why for each in read(whole).doubts]
