"""K012–K013: files that would run in a reader's browser or computer, and names that are no addresses."""

from collections.abc import Iterator

from site_builder.records.findings import Span
from site_builder.records.site_path import file_name_refused, folded
from site_builder.rules.links import cited_sources
from site_builder.rules.rule import Case, Slip, error

_PAGES = "html htm xhtml xht shtml shtm mht mhtml svg svgz xml xsl xslt js mjs wasm swf hta php asp aspx jsp cgi"
_PROGRAMS = "exe com bat cmd scr msi ps1 vbs vbe jse wsf jar dll lnk reg url desktop sh py pl apk app dmg pkg"
_MACROS = "docm dotm xlsm xltm xlam pptm potm ppsm"
_WHY = {
    **dict.fromkeys(_PAGES.split(), "浏览器会把它当作本站的网页打开，里面的脚本就以本站的名义运行"),
    **dict.fromkeys(_PROGRAMS.split(), "它是程序，读者打开就会运行"),
    **dict.fromkeys(_MACROS.split(), "它带有宏，读者打开就可能运行"),
}


@error("K012")
def files_are_passive(case: Case) -> Iterator[Slip]:
    """附件是会运行的文件

    附件和所引的文件随网站公开。网页（html、svg 等）、程序和带宏的文档一打开就会运行里面的代码，不能放在官方的网址上。

    改法：另存为 PDF、docx、xlsx、txt 或图片。
    """
    for name, at in _shipped(case):
        ending = name.rstrip(". ").rpartition(".")[2].lower()
        if ending in _WHY:
            yield Slip(at, f"{name} 是会运行的文件", _WHY[ending], "另存为 PDF、docx、xlsx、txt 或图片")


@error("K013")
def file_names_make_addresses(case: Case) -> Iterator[Slip]:
    """附件的文件名不能作网址

    文件名就是网址的一部分。# ? % 等字符会使链接断开；CON、NUL 等名字、末尾的点和空格在 Windows 上存不了；
    只差大小写或全半角的两个名字，在有的服务器上是同一个文件；太长的名字有的系统存不下。

    改法：只用汉字、字母、数字和 - _ . ( )，给文件改名，并改正引用它的地方。
    """
    first: dict[str, str] = {}
    for name, at in _shipped(case):
        if why := file_name_refused(name):
            yield Slip(at, "附件的文件名不能作网址", why, "给文件改名")
        elif (twin := first.setdefault(folded(name), name)) != name:
            yield Slip(at, f"文件名 {name} 与 {twin} 几乎相同", "在有的系统上是同一个文件", "给其中一个改名")


def _shipped(case: Case) -> Iterator[tuple[str, Span]]:
    """Every file that is published with the notice, once, with the place that names it first."""
    places = [
        (attachment.file, case.notice.at_head("attachments", number, "file"))
        for number, attachment in enumerate(case.notice.head.attachments)
    ]
    places += [(s.file, case.notice.at_ledger(*steps, "file")) for steps, s, _ in cited_sources(case) if s.file]
    met: set[str] = set()
    for name, at in places:
        if name is not None and name in case.files and name not in met:
            met.add(name)
            yield name, at
