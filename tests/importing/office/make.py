# ruff: noqa: E501  prose and markup read better unbroken
"""Makes the files of this folder: one invented notice, saved by LibreOffice, Chromium and python-docx.

    python -m tests.importing.office.make [FOLDER]

needs `soffice` (libreoffice-writer), `chromium` and a Chinese font. The tests of every day read the files as committed; the test
marked `audit` makes them anew. `wps` and `.ofd` come from no program that is free: the first is the .doc under WPS's suffix, the
second is made by hand after GB/T 33190 in test_ofd.py.
"""

import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from docx import Document
from docx.document import Document as WordFile
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Pt

from tests.importing.office.rich import flat, noted

HERE = Path(__file__).parent
TITLE = "中共云州市园林局党组关于巡察整改情况的通报"
LEAD = (
    "根据市委统一部署，2023年9月4日至11月3日，市委第六巡察组对市园林局党组开展了常规巡察，2023年12月8日反馈了巡察意见。"
    "现将巡察整改进展情况予以公布。"
)
# (kind, words): heading and item have automatic numbers, 一、 and 1.
PROSE: list[tuple[str, str]] = [
    ("heading", "履行主体责任情况"),
    ("text", "局党组召开会议逐条研究反馈意见，成立由书记任组长的专班，每月调度一次，把任务分到处室、落到岗位，累计调度12次，约谈3人次。"),
    ("heading", "反馈问题整改落实情况"),
    ("item", "关于“票据管理不规范”问题"),
    ("text", "一是修订票据领用办法，明确领用、核销、归档三个环节的责任人。二是对2019年以来的票据逐一核对，共核对票据1,286张，对缺号的37张查明去向并登记造册，已全部完成整改。"),
    ("item", "关于“合同归档不及时”问题"),
    ("text", "补归档合同58份，其余6份计划于2024年6月底前完成。责任单位：办公室。"),
    ("item", "关于“绿化养护资金拨付迟缓”问题"),
    ("text", "会同市财政局清理往来款项，拨付养护资金128.5万元，涉及养护单位9家。"),
    ("table", "序号|事项|金额（万元）\n1|东湖公园养护|72.5\n2|北山苗圃养护|56.0"),
    ("heading", "下一步工作打算"),
    ("text", "坚持标准不降、力度不减，对已完成的事项适时开展回头看，对未完成的事项盯住不放，按期办结。"),
    ("text", "欢迎干部群众对巡察整改落实情况进行监督。公开期限：2024年3月5日至2024年3月25日。联系电话：0999-7000000；邮政编码：100000；电子邮箱：yuanlin@yunzhou.invalid。"),
    ("right", "中共云州市园林局党组"),
    ("right", "2024年3月5日"),
]  # fmt: skip
_FONT = "WenQuanYi Micro Hei"


def word_file() -> WordFile:
    """The notice as an office types it: automatic numbers, indented paragraphs, a table, a header and page numbers."""
    document = Document()
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = _FONT, Pt(15)
    normal.element.rPr.rFonts.set(qn("w:eastAsia"), _FONT)
    lists = _lists(document)
    title = document.add_paragraph()
    title.alignment = WD_ALIGN_PARAGRAPH.CENTER
    run = title.add_run(TITLE)
    run.font.size = Pt(20)
    for kind, words in [("text", LEAD), *PROSE]:
        if kind == "table":
            rows = [line.split("|") for line in words.split("\n")]
            table = document.add_table(len(rows), len(rows[0]), style="Table Grid")
            for row, texts in zip(table.rows, rows, strict=True):
                for cell, text in zip(row.cells, texts, strict=True):
                    cell.text = text
            continue
        paragraph = document.add_paragraph(words)
        paragraph.paragraph_format.line_spacing = 1.5
        if kind == "right":
            paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        else:
            paragraph.paragraph_format.first_line_indent = Pt(30)
        if kind in lists:
            paragraph._p.get_or_add_pPr().append(parse_xml(_NUM.format(nsdecls("w"), lists[kind])))  # type: ignore[arg-type]
    section = document.sections[0]
    section.header.paragraphs[0].text = "云州市园林局文件"
    section.footer.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.CENTER
    section.footer.paragraphs[0]._p.append(parse_xml(_PAGE.format(nsdecls("w"))))
    return document


_NUM = '<w:numPr {}><w:ilvl w:val="0"/><w:numId w:val="{}"/></w:numPr>'
_PAGE = '<w:fldSimple {} w:instr=" PAGE "><w:r><w:t>1</w:t></w:r></w:fldSimple>'


def _lists(document: WordFile) -> dict[str, int]:
    numbering = document.part.numbering_part.element
    for number, (form, words) in enumerate([("chineseCounting", "%1、"), ("decimal", "%1.")], 90):
        abstract = parse_xml(
            f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{number}"><w:multiLevelType w:val="singleLevel"/><w:lvl w:ilvl="0">'
            f'<w:start w:val="1"/><w:numFmt w:val="{form}"/><w:suff w:val="nothing"/><w:lvlText w:val="{words}"/></w:lvl></w:abstractNum>'
        )
        numbering.insert(0, abstract)
        num = OxmlElement("w:num")
        num.set(qn("w:numId"), str(number))
        num.append(parse_xml(f'<w:abstractNumId {nsdecls("w")} w:val="{number}"/>'))
        numbering.append(num)
    return {"heading": 90, "item": 91}


def plain_lines() -> list[str]:
    """The lines every format must give: what a reader sees."""
    lines, heads, items = [TITLE, LEAD], 0, 0
    for kind, words in PROSE:
        if kind == "heading":
            heads += 1
            lines.append("一二三四五"[heads - 1] + "、" + words)
        elif kind == "item":
            items += 1
            lines.append(f"{items}.{words}")
        elif kind == "table":
            lines += [row.replace("|", "\t") for row in words.split("\n")]
        else:
            lines.append(words)
    return lines


def page() -> str:
    """The notice as a web page."""
    body = []
    rows: list[str] = []
    for line in plain_lines()[1:]:
        if "\t" in line:
            rows.append("<tr>" + "".join(f"<td>{cell}</td>" for cell in line.split("\t")) + "</tr>")
            continue
        if rows:
            body.append(f"<table>{''.join(rows)}</table>")
            rows = []
        body.append(f"<p>{line}</p>")
    style = (
        f"<style>body{{font:16px '{_FONT}'}}p{{text-indent:2em;line-height:1.8}}h1{{text-align:center;font-size:22px}}"
        "table{border-collapse:collapse}td{border:1px solid #000;padding:4px 12px}</style>"
    )
    return f'<!DOCTYPE html><html lang="zh-CN"><head><meta charset="utf-8"><title>{TITLE}</title>{style}</head><body><h1>{TITLE}</h1>{"".join(body)}</body></html>'


def make(folder: Path) -> None:
    """Writes notice.docx, .doc, .odt, .rtf, .pdf, .mht, web.pdf, and rich and noted as .doc, .docx, .odt, .rtf into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    word_file().save(str(folder / "notice.docx"))
    (folder / "notice.mht").write_bytes(archive(page()))
    with TemporaryDirectory() as name:
        work = Path(name)
        (work / "rich.fodt").write_text(flat(), "utf-8")
        (work / "noted.fodt").write_text(noted(), "utf-8")
        saved = ("doc:MS Word 97", "docx", "odt", "rtf")
        for source, forms in (
            (folder / "notice.docx", ("doc:MS Word 97", "odt", "rtf", "pdf")),
            (work / "rich.fodt", saved),
            (work / "noted.fodt", saved),
        ):
            for form in forms:
                told = [f"-env:UserInstallation={(work / 'office').as_uri()}", "--headless", "--convert-to", form]
                subprocess.run(
                    ["soffice", *told, "--outdir", str(folder), str(source)],
                    check=True,
                    capture_output=True,
                    timeout=240,
                )
        (work / "notice.html").write_text(page(), "utf-8")
        told = ["--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer", "--disable-pdf-tagging"]
        printed = f"--print-to-pdf={folder / 'web.pdf'}"
        subprocess.run(
            ["chromium", *told, printed, (work / "notice.html").as_uri()], check=True, capture_output=True, timeout=240
        )


def archive(html: str) -> bytes:
    """A page with a picture as browsers save it in one file (RFC 2557)."""
    from email.message import EmailMessage

    whole = EmailMessage()
    whole["From"] = "<Saved by Blink>"
    whole["Snapshot-Content-Location"] = "https://yunzhou.invalid/1.html"
    whole["Subject"] = TITLE
    whole.set_content(html, subtype="html", charset="utf-8", cte="quoted-printable")
    whole.make_related()
    whole.get_payload()[0]["Content-Location"] = "https://yunzhou.invalid/1.html"  # type: ignore[index]
    whole.add_related(b"GIF89a\1\0\1\0\0\0\0;", "image", "gif", cid="<a@yunzhou.invalid>")
    return bytes(whole)


if __name__ == "__main__":
    make(Path(sys.argv[1]) if len(sys.argv) > 1 else HERE)
