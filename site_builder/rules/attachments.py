"""K012–K013: files of a type that is not allowed or is executable, and file names that cannot be used in URLs."""

from collections.abc import Iterator

from site_builder.records.findings import Span
from site_builder.records.passive_files import name_refused
from site_builder.records.site_path import file_name_refused, folded
from site_builder.rules.links import cited_sources
from site_builder.rules.rule import Case, Slip, error

_ALLOWED = "PDF、OFD、docx、xlsx、pptx、doc、xls、wps、et、odt、ods、rtf、txt、md、csv、json、图片（jpg、png、gif、webp、bmp、tif）"


@error("K012")
def files_are_passive(case: Case) -> Iterator[Slip]:
    """附件不是文档、图片或表格，或里面有会运行的东西

    附件和所引的文件随网站公开。只公开文档、图片和表格：看文件的内容，不只看后缀；后缀与内容不符的、有两个后缀的，不能公开。
    里面有宏、脚本、嵌入的对象（OLE）、控件、打开时要取的外部模板的，读者一打开就可能运行；有密码的，里面查不了。
    可以公开的格式：PDF、OFD、docx、xlsx、pptx、doc、xls、wps、et、odt、ods、rtf、txt、md、csv、json 和图片。

    改法：另存为不带宏的 docx、xlsx，或导出为 PDF、图片。
    """
    for name, at in _shipped(case):
        why = name_refused(name) or case.files[name].refused
        if why:
            yield Slip(at, f"{name} 不能公开", why, f"另存为 PDF、不带宏的 docx、xlsx 或图片；可以的格式：{_ALLOWED}")


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
    """Every file published with the notice, once, with the first place that names it."""
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
