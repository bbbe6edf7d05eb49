"""What a file carries beside the words its readers see: of each format exactly the words, where they are, and whose they are."""

import gzip
import io
import zipfile

import pytest
from PIL import Image

from site_builder.records import hidden_content
from site_builder.records.hidden_content import unseen
from site_builder.records.hidden_in_images import Unseen, _tag_words, is_bitmap, unseen_in_image
from tests.privacy import files

PACKED_UNREAD = [("压缩文件", "", "unsearched")]


def packed(**parts: bytes | str) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/").replace("_dot_", "."), content)
    return made.getvalue()


def found(name: str, content: bytes, **more: int) -> list[tuple[str, str, str]]:
    return [(each.where, each.words, each.kind) for each in unseen(name, content, **more)]


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("a.json", b'{"a": 1}', ['{"a": 1}']),
        ("a.JSON", "甲\\u4e59".encode(), ["甲\\u4e59", "甲乙"]),
        ("a.log", "\ufeff甲".encode(), ["甲"]),
        ("a.tsv", "甲".encode("gb18030"), ["甲"]),
        *((f"a.{each}", b"x", ["x"]) for each in ("ndjson", "yaml", "ics", "vcf", "eml")),
        ("a.xml", "甲".encode("utf-16"), ["甲"]),
        ("a.txt", b"x", []),  # its text is searched elsewhere
        ("a.csv", b"x", []),
    ],
)
def test_a_text_that_is_shown_nowhere(name: str, content: bytes, words: list[str]) -> None:
    assert found(name, content) == [("文件内容", each, "words") for each in words]


def test_what_is_no_text_in_any_code() -> None:
    assert found("a.json", b"\xff\0\xff") == [("文件内容", "", "unsearched")]


@pytest.mark.parametrize("content", [b"Rar!", b"7z\xbc\xaf", b"\x1f\x9d", b"BZh", b"\xfd7zXZ"])
def test_archives_that_nobody_can_open_here(content: bytes) -> None:
    assert found("a.bin", content) == PACKED_UNREAD


def test_gzip() -> None:
    assert found("a.json.gz", gzip.compress(b"x")) == [("文件内容", "x", "words")]
    assert found("a.txt.gz", gzip.compress(b"x")) == [("文件内容", "x", "words")]  # a file in a file is shown nowhere
    assert found("a.gz", b"\x1f\x8bbroken") == PACKED_UNREAD


@pytest.mark.parametrize(
    ("rich", "words"),
    [
        (r"{\rtf1 a\par b\tab c\line d}", "a\nb\nc\nd"),
        (r"{\rtf1\ansi\f0\fs24 ab}", "ab"),
        (r"{\rtf1 \u30002?\u20057?}", "田乙".replace("田", chr(30002)).replace("乙", chr(20057))),
        (r"{\rtf1 \u-35490?}", chr(65536 - 35490)),
        (r"{\rtf1 \'b5\'e7\'bb\'b0}", "电话"),
        ("{\\rtf1 a\r\nb}", "ab"),
        ("{\\rtf1\r\na\\par\r\nb\\b\nc}", "a\nbc"),
        (r"{\rtf1 a\b0 b}", "ab"),
    ],
)
def test_rich_text(rich: str, words: str) -> None:
    assert found("a.rtf", rich.encode()) == [("文件内容", words, "words")]


def test_a_package_part_by_part() -> None:
    content = packed(
        docProps__core_dot_xml="<p><creator>张三</creator><title>整改</title></p>",
        word__document_dot_xml="<w><p><r><t>甲</t></r><r><t>乙</t></r></p><p><t>丙</t></p></w>",
        word__comments_dot_xml='<c author="李四" date="2024-01-01T00:00" id="comment-number"><t>丁</t></c>',
        word__header1_dot_xml="<h><t>戊</t></h>",
        word__footnotes_dot_xml="<f><t>己</t></f>",
        word___rels__a_dot_rels='<R Target="http://a.cn/x" Id="rId12345"/>',
        data_dot_json='{"a":"庚"}',
    )
    assert found("a.docx", content) == [
        ("里面的文件名", "docProps core ", "words"),
        ("文件属性 creator", "张三", "person"),
        ("文件属性", "张三\n\n整改".replace("\n\n", "\n"), "words"),
        ("里面的文件名", "word document ", "words"),
        ("文件内容", "甲乙\n丙", "words"),
        ("里面的文件名", "word comments ", "words"),
        ("批注 author", "李四", "person"),
        ("批注 date", "2024-01-01T00:00", "words"),
        ("批注", "丁", "words"),
        ("里面的文件名", "word header1 ", "words"),
        ("页眉页脚", "戊", "words"),
        ("里面的文件名", "word footnotes ", "words"),
        ("脚注或备注", "己", "words"),
        ("里面的文件名", "word  rels a ", "words"),
        ("链接 Target", "http://a.cn/x", "words"),
        ("里面的文件名", "data ", "words"),
        ("文件内容", '{"a":"庚"}', "words"),
    ]


def test_a_file_in_a_file_in_a_file() -> None:
    inner = packed(c_dot_txt="丙")
    assert ("文件内容", "丙", "words") in found("a.zip", packed(b_dot_zip=inner))
    deep = packed(b_dot_zip=packed(c_dot_zip=inner))
    assert ("里面的文件名", "c ", "words") in found("a.zip", deep)
    assert ("文件内容", "丙", "words") not in found("a.zip", deep)
    assert found("a.zip", inner, depth=-1) == []


def test_a_package_that_is_broken_or_unfolds_to_too_much(monkeypatch: pytest.MonkeyPatch) -> None:
    assert found("a.zip", packed(a="x")[:-9])[-1:] == PACKED_UNREAD
    monkeypatch.setattr(hidden_content, "UNFOLDED", 3)
    assert found("a.zip", packed(a_dot_txt="xyz"))[-1] == ("文件内容", "xyz", "words")
    assert found("a.zip", packed(a_dot_txt="xyz", b_dot_txt="1")) == PACKED_UNREAD


def test_an_old_document_at_even_and_odd_places() -> None:
    content = b"\xd0\xcf\x11\xe0" + "甲乙".encode("utf-16-le")
    assert ["甲乙" in words for _, words, _ in found("a.doc", content)] == [True, False, False]
    assert {where for where, *_ in found("a.doc", content)} == {"文件内容"}
    odd = b"\xd0\xcf\x11\xe0\0" + "甲乙".encode("utf-16-le")
    assert ["甲乙" in words for _, words, _ in found("a.doc", odd)] == [False, True, False]
    assert "甲乙" in found("a.doc", b"\xd0\xcf\x11\xe0\0\0" + "甲乙".encode("gb18030"))[2][1]


def test_a_pdf() -> None:
    assert found("a.pdf", files.pdf(author="张三", subject="整改", note="批", link="http://a.cn")) == [
        ("文件属性 Producer", "pypdf", "words"),
        ("文件属性 Subject", "整改", "words"),
        ("文件属性 Author", "张三", "person"),
        ("批注", "批", "words"),
        ("链接", "http://a.cn", "words"),
    ]
    assert found("a.pdf", b"%PDF-1.7\nbroken") == [("文件内容", "", "unsearched")]
    assert found("a.pdf", b"no pdf") == [("文件内容", "", "unsearched")]


def printed(letters: str, *, picture: bool = False, xmp: bytes = b"") -> bytes:
    """A page of a PDF on which letters are printed."""
    from pypdf import PdfWriter
    from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject

    writer = PdfWriter()
    page = writer.add_blank_page(300, 300)
    font = {"/Type": "/Font", "/Subtype": "/Type1", "/BaseFont": "/Helvetica"}
    fonts = DictionaryObject(
        {NameObject("/F1"): DictionaryObject({NameObject(k): NameObject(v) for k, v in font.items()})}
    )
    used = DictionaryObject({NameObject("/Font"): fonts})
    if picture:
        used[NameObject("/XObject")] = DictionaryObject()
    page[NameObject("/Resources")] = used
    for place, key, content in (
        (page, "/Contents", f"BT /F1 12 Tf 10 10 Td ({letters}) Tj ET".encode()),
        (writer.root_object, "/Metadata", xmp),
    ):
        if content:
            stream = DecodedStreamObject()
            stream.set_data(content)
            place[NameObject(key)] = writer._add_object(stream)
    written = io.BytesIO()
    writer.write(written)
    return written.getvalue()


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (printed("1 3 7 0 0"), [("文件内容", "13700", "words")]),
        (printed("ab cd"), []),
        (printed("a b  c"), [("文件内容", "ab  c", "words")]),
        (printed("abc de"), []),
        (printed("", picture=True), [("扫描的页面", "", "unsearched")]),
        (printed("a", picture=True), []),
        (printed("abc", xmp="<x>甲</x>".encode() + b"\xff"), [("文件属性 XMP", "<x>甲</x>", "words")]),
    ],
)
def test_what_a_pdf_has_beside_its_words(content: bytes, told: list[tuple[str, str, str]]) -> None:
    assert found("a.pdf", content) == [("文件属性 Producer", "pypdf", "words"), *told]


def test_a_file_in_a_pdf() -> None:
    deep = files.pdf(attached=packed(b_dot_zip=packed(c_dot_txt="乙")))
    names = [("里面的文件名", "附件 ", "words"), ("里面的文件名", "b ", "words")]
    assert found("a.pdf", files.pdf(attached=packed(b_dot_txt="甲")))[3:] == [*names, ("文件内容", "甲", "words")]
    assert found("a.pdf", deep)[3:] == [*names, ("里面的文件名", "c ", "words")]
    assert found("a.pdf", deep, depth=1)[3:] == names


# -- pictures


@pytest.mark.parametrize(
    ("content", "behind"),
    [
        (b"\xff\xd8\xff\xd9", []),
        (b"\xff\xd8\xff\xd9more", ["more"]),
        (b"GIF89a\0;more", ["more"]),
        (b"\x89PNG..IEND\xaeB`\x82" + "后".encode(), ["后"]),
        (b"RIFF\x02\0\0\0abmore", ["more"]),
        (b"BM\x0a\0\0\0\0\0\0\0more", ["more"]),
        (b"BM\x0e\0\0\0\0\0\0\0more", []),
    ],
)
def test_what_stands_behind_the_end_of_a_picture(content: bytes, behind: list[str]) -> None:
    told = [each.words for each in unseen_in_image(content) if each.where == "图片末尾之后"]
    assert told == behind


@pytest.mark.parametrize(
    ("content", "right"),
    [(b"BM1234\0\0\0\0", True), (b"BM1234\0\0\0", False), (b"BM1234\0\0\0x", False), (b"xM1234\0\0\0\0", False)],
)
def test_a_bitmap_and_a_text_that_begins_so(content: bytes, right: bool) -> None:
    assert is_bitmap(content) == right


def test_a_picture_that_cannot_be_read() -> None:
    assert list(unseen_in_image(b"\xff\xd8\xff")) == [Unseen("照片信息", "", "unsearched")]


def test_the_tags_of_a_photo() -> None:
    told = list(unseen_in_image(files.photo(artist="张三", comment="甲", place=True)))
    assert Unseen("照片信息 Artist", "张三", "person") in told
    assert Unseen("照片信息 UserComment", "甲", "words") in told
    assert told[-1] == Unseen("照片信息", "", "place")
    assert [each for each in unseen_in_image(files.picture("jpg")) if each.kind != "words"] == []


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("XPAuthor", "张三\0".encode("utf-16-le"), "张三"),
        ("XPTitle", tuple("甲".encode("utf-16-le")), "甲"),
        ("XPTitle", tuple(each - 256 for each in "甲".encode("utf-16-le")), "甲"),  # as signed bytes
        ("XResolution", (72, 1), ""),
        ("UserComment", b"UNICODE\0" + "甲乙".encode("utf-16-le"), "甲乙"),
        ("UserComment", b"UNICODE\0" + "甲乙".encode("utf-16-be"), "甲乙"),
        ("UserComment", b"ASCII\0\0\0abc\0 ", "abc"),
        ("UserComment", b"ASCII\0\0\0XabX \0", "XabX"),
        ("MakerNote", b"UNICODE\0x", "UNICODE\0x"),
        ("Artist", "张三".encode().decode("latin-1"), "张三"),
        ("Artist", "张三".encode("gb18030").decode("latin-1"), "张三"),
        ("Artist", "张三", "张三"),
        ("Orientation", 1, ""),
    ],
)
def test_the_words_of_a_tag(name: str, value: object, words: str) -> None:
    assert _tag_words(name, value) == words


def test_words_and_places_beside_the_tags() -> None:
    written = io.BytesIO()
    Image.new("RGB", (4, 4)).save(written, "GIF", comment="甲".encode() + b"\xff")
    assert Unseen("照片信息 comment", "甲", "words") in list(unseen_in_image(written.getvalue()))
    place = Unseen("照片信息", "", "place")
    assert list(unseen_in_image(files.photo(xmp="<exif:GPSLatitude>25,1N</exif:GPSLatitude>")))[-1] == place
    assert place not in list(unseen_in_image(files.photo(xmp="<exif:Lens>25</exif:Lens>")))
    assert Unseen("照片信息 Title", "乙", "words") in list(unseen_in_image(files.png("乙")))
