"""Every file format that is known: its name, what it gives, and for those that are not read the way out.

One table: docs/formats.md is held to it, and lists from it what is refused.
"""

from dataclasses import dataclass
from typing import Final, Literal

from site_builder.importing.readers.unreadable import RefusalCode, UnreadableError

Gives = Literal["text", "table", "nothing"]


@dataclass(frozen=True, slots=True)
class Format:
    """A file format.

    `kind`      its short name, such as docx
    `name`      its name for editors
    `endings`   the suffixes it usually has
    `gives`     text (read by this package), table (read as a workbook), or nothing
    `code`      for unsupported formats: the kind of reason
    `way_out`   for unsupported formats: what the editor can do instead
    """

    kind: str
    name: str
    endings: tuple[str, ...]
    gives: Gives = "nothing"
    code: RefusalCode = "unknown-format"
    way_out: str = ""

    def refusal(self) -> UnreadableError:
        """The error for an unsupported format."""
        return UnreadableError(f"这是{self.name}，不能直接导入：{self.way_out}", self.code, self.kind)


# kind | name | endings; what they give is text.
_TEXTS: Final = """
docx    | Word 文件（.docx）           | .docx .docm
wordxml | Word XML 文件                | .xml
doc     | 旧版 Word 或 WPS 文字（.doc、.wps） | .doc .wps
odt     | 开放文档文字（.odt）         | .odt
fodt    | 开放文档文字（单个 XML）     | .fodt
rtf     | RTF 文件（.rtf）             | .rtf
pdf     | PDF                          | .pdf
ofd     | OFD 版式文件                 | .ofd
html    | 网页                         | .html .htm
mht     | 单个文件网页（.mht）         | .mht .mhtml
eml     | 邮件（.eml）                 | .eml
txt     | 文本                         | .txt
md      | Markdown 文本                | .md
"""
_TABLES: Final = """
xlsx    | Excel 表格（.xlsx、.xlsm）   | .xlsx .xlsm
xls     | 旧版 Excel 或 WPS 表格（.xls、.et） | .xls .et
ods     | 开放文档表格（.ods）         | .ods
csv     | 分隔符分开的表格（.csv）     | .csv .tsv
"""
# kind | name | endings | code; the line before says the way out for those below it.
_REFUSED: Final = """
> 用原来的软件打开，去掉打开密码后再导入
encrypted | 加了密码的 Office 文件 | .docx .xlsx .odt | encrypted
> 用密码解压后再导入里面的文件
locked-zip | 加了密码的压缩包      | .zip             | encrypted
> 请找电子原件；没有的，先做文字识别（OCR）并逐字核对，存成 .docx 或 .txt 再导入
png  | 图片（PNG）                 | .png             | scan
jpg  | 图片（JPEG）                | .jpg .jpeg       | scan
gif  | 图片（GIF）                 | .gif             | scan
bmp  | 图片（BMP）                 | .bmp             | scan
tif  | 图片（TIFF）                | .tif .tiff       | scan
webp | 图片（WebP）                | .webp            | scan
heic | 图片（HEIC）                | .heic .avif      | scan
psd  | 图片（Photoshop）           | .psd             | scan
djvu | 扫描件（DjVu）              | .djvu            | scan
> 解压后把里面的文件逐个导入
zip  | 压缩包（ZIP）               | .zip
7z   | 压缩包（7z）                | .7z
rar  | 压缩包（RAR）               | .rar
gz   | 压缩包（gzip）              | .gz
bz2  | 压缩包（bzip2）             | .bz2
xz   | 压缩包（xz）                | .xz
cab  | 压缩包（CAB）               | .cab
tar  | 压缩包（tar）               | .tar
> 用方正阅读器打开，打印成 PDF 或复制成文本再导入
ceb  | 方正 CEB 公文               | .ceb .cebx
> 用书生阅读器打开，打印成 PDF 或复制成文本再导入
sep  | 书生 SEP 公文               | .sep .gd
> 请找打印前的原件（.docx、.pdf）再导入
ps   | PostScript 打印文件         | .ps .eps
> 另存为 PDF，或者请找原件再导入
xps  | XPS 打印文件                | .xps .oxps
> 用 Excel 或 WPS 打开，另存为 .xlsx 再导入
xlsb  | Excel 二进制表格（.xlsb）   | .xlsb
xmlss | Excel 2003 XML 表格         | .xml
fods  | 开放文档表格（单个 XML）    | .fods
> 把文字复制出来存成 .txt 再导入
ppt  | 演示文稿（.ppt、.dps）      | .ppt .dps
pptx | 演示文稿（.pptx）           | .pptx
odp  | 演示文稿（.odp）            | .odp .fodp
epub | 电子书（EPUB）              | .epub
> 用 WPS 或 Word 打开，另存为 .docx 再导入
uof   | 标文通 UOF 文件             | .uof .uot
hwp   | Hangul 文件（.hwp）         | .hwp
works | Works 或旧 WPS 文件         | .wps
wpd   | WordPerfect 文件            | .wpd
ole   | 未知的复合文件（OLE）       |
> 把邮件里的附件存下来再导入
msg  | Outlook 邮件（.msg）        | .msg
> 在苹果电脑上导出成 Word 或 PDF 再导入
iwork | 苹果 iWork 文件（Pages、Numbers） | .pages .numbers
> 请导出成 .xlsx 或 .csv 再导入
sqlite | 数据库文件（SQLite）       | .sqlite .db
mdb    | 数据库文件（Access）       | .mdb
> 请找文字原件再导入
vsd   | Visio 图                    | .vsd
dwg   | 图纸（CAD）                 | .dwg
audio | 录音                        | .mp3 .ogg
video | 录像                        | .mp4
> 请找原件再导入
chm   | 帮助文件（CHM）             | .chm
> 不要打开它；请找文字原件再导入
exe   | 程序文件                    | .exe
> 请找原件，用 WPS 或 Word 打开，另存为 .docx 再导入
binary | 不认识的文件（不是文字）   |
"""


def _known() -> dict[str, Format]:
    found: dict[str, Format] = {}
    way = ""
    tables: tuple[tuple[str, Gives], ...] = ((_TEXTS, "text"), (_TABLES, "table"), (_REFUSED, "nothing"))
    for table, gives in tables:
        for line in table.strip().split("\n"):
            if line.startswith("> "):
                way = line[2:]
                continue
            kind, name, endings, *codes = (part.strip() for part in line.split("|"))
            code: RefusalCode = (
                "scan" if codes == ["scan"] else "encrypted" if codes == ["encrypted"] else "unknown-format"
            )
            found[kind] = Format(kind, name, tuple(endings.split()), gives=gives, code=code, way_out=way)
    return found


FORMATS: Final = _known()
