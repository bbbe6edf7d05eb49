"""Reads content and templates from disk."""

import os
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from site_builder.build.input_stamps import PACKAGE
from site_builder.reader.word_lists import SHIPPED
from site_builder.records.encoding import digest
from site_builder.records.findings import Finding, Fix, SiteError, Span, nearest
from site_builder.records.source import MAX_BYTES
from site_builder.views.presenter import FileInfo

REGISTER_FILES = ("site.yaml", "organs.yaml", "inspections.yaml", "themes.yaml", "redirects.yaml", "calendar.yaml")
MAX_FILE = 64 * 1024 * 1024


def shown(content: Path) -> str:
    """How findings name the content folder: relative to the working folder, so that editors find it; else by its name."""
    here, there = Path.cwd(), content.resolve()
    return there.relative_to(here).as_posix() if here in there.parents else there.name


def refuse_no_project(content: Path) -> None:
    """Errors  SiteError, with the way to a site of one's own, where there is no content folder"""
    if not content.is_dir():
        raise SiteError(
            f"这里不是网站的文件夹（没有 {content}）；建一个新的：python build.py init 我的网站，然后 cd 我的网站；"
            "已经有的，先进入它的文件夹，或用 --content 指定"
        )


def root_of(content: Path) -> Path:
    """The folder that places in findings are relative to."""
    there = content.resolve()
    return there.parents[shown(content).count("/")]


class Sources(NamedTuple):
    """One notice on disk: bytes of its files by name relative to its folder."""

    slug: str
    notice: bytes
    ledger: bytes | None
    files: dict[str, bytes]
    approval: bytes | None = None

    def digest(self) -> bytes:
        """Changes with any byte or name of the files."""
        parts: list[bytes] = []
        for name, content in (("notice.md", self.notice), ("ledger.yaml", self.ledger), *sorted(self.files.items())):
            parts.append(name.encode() + b"\0" + (b"-" if content is None else str(len(content)).encode()) + b"\0")
            parts.append(content or b"")
        if self.approval is not None:
            parts.append(b"approval.yaml\0" + self.approval)
        return digest(*parts)


class Decoded(NamedTuple):
    notice: str
    ledger: str | None
    files: dict[str, FileInfo]


def paths_below(content: Path, stamps: Iterable[str]) -> Iterator[str]:
    """Paths below content/ of the files that have stamps."""
    folder = str(content) + os.sep
    return (path[len(folder) :].replace(os.sep, "/") for path in stamps if path.startswith(folder))


def notice_folders(content: Path) -> list[str]:
    """Names of the folders in notices/, those without notice.md too."""
    with suppress(FileNotFoundError), os.scandir(content / "notices") as entries:
        return [entry.name for entry in entries if entry.is_dir() and not entry.name.startswith(".")]
    return []


def ignored_text(content: Path) -> str:
    path = content / ".taizhangignore"
    return decoded_leniently(_read(path, MAX_BYTES)) if path.is_file() else ""


def slugs(content: Path) -> list[str]:
    """Folders of notices, sorted; hidden ones and those without notice.md are none."""
    folder = content / "notices"
    if not folder.is_dir():
        return []
    _refuse_link(folder)
    names = []
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir() and not entry.name.startswith("."):
                _refuse_link(entry)
                names.append(entry.name)
    return sorted(name for name in names if os.path.isfile(f"{folder}/{name}/notice.md"))  # noqa: PTH113  a Path takes longer


def read_sources(content: Path, slug: str) -> Sources:
    """The files of one notice, each read no further than one byte beyond its limit."""
    folder = content / "notices" / slug
    ledger, files = folder / "ledger.yaml", folder / "files"
    found: dict[str, bytes] = {}
    if files.is_dir():
        _refuse_link(files)
        found = {path.name: _read(path, MAX_FILE) for path in sorted(files.iterdir()) if _plain(path)}
    head = _read(folder / "notice.md", MAX_BYTES)
    approval = folder / "approval.yaml"
    return Sources(
        slug,
        head,
        _read(ledger, MAX_BYTES) if ledger.is_file() else None,
        found,
        _read(approval, MAX_BYTES) if approval.is_file() else None,
    )


def read_texts(content: Path, slug: str) -> tuple[bytes, bytes | None]:
    """The text and the ledger of one notice alone."""
    folder = content / "notices" / slug
    ledger = folder / "ledger.yaml"
    return _read(folder / "notice.md", MAX_BYTES), _read(ledger, MAX_BYTES) if ledger.is_file() else None


def decoded_leniently(content: bytes) -> str:
    """The text of a file, whatever is wrong with it: the finding about that is made where the notice itself is read."""
    return content.decode("utf-8-sig", "replace").replace("\r\n", "\n")


def _plain(path: Path) -> bool:
    return path.is_file() and not path.name.startswith(".")


def _read(path: Path, limit: int) -> bytes:
    _refuse_link(path)
    with path.open("rb") as file:
        size = os.fstat(file.fileno()).st_size
        content = file.read(min(size, limit) + 1)  # room is made for as much as is asked for: not for the limit
        return content if len(content) <= size else content + file.read(limit - size)


def _refuse_link(path: "Path | os.DirEntry[str]") -> None:
    """Refuses a symbolic link: it may lead to any file of this machine, which would be published."""
    if path.is_symlink():
        name = path if isinstance(path, Path) else path.path
        raise SiteError(f"{name} 是符号链接；内容文件夹里只放文件本身，把它换成真正的文件或文件夹")


def decode_sources(sources: Sources, folder: str, findings: list[Finding]) -> Decoded | None:
    """Texts of a notice's files; None where they are too large or not UTF-8 (findings say where)."""
    from site_builder.build.attached_files import file_info

    if large := [name for name, content in sources.files.items() if len(content) > MAX_FILE]:
        findings.extend(_too_large(f"{folder}/files/{name}", MAX_FILE, "压缩或分成几个文件") for name in large)
        return None
    notice = decoded(sources.notice, f"{folder}/notice.md", findings)
    ledger = decoded(sources.ledger, f"{folder}/ledger.yaml", findings) if sources.ledger is not None else None
    if notice is None or (ledger is None and sources.ledger is not None):
        return None
    return Decoded(notice, ledger, {name: file_info(name, content) for name, content in sources.files.items()})


def decoded(content: bytes, path: str, findings: list[Finding]) -> str | None:
    """UTF-8 text with line ends as \\n and no BOM."""
    if len(content) > MAX_BYTES:
        findings.append(_too_large(path, MAX_BYTES, "拆成多份"))
        return None
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        encoding, called = _encoding(content)
        line = 1 if encoding else content.count(b"\n", 0, error.start) + 1
        why = f"是 {called}" if encoding else f"第 {error.start} 字节起无法识读"
        mend = "用编辑器另存为 UTF-8；原件请用 python build.py import 导入"
        at = Span(path=path, line=line)
        fix = Fix(encoding=encoding)
        findings.append(Finding(at=at, code="T010", what="文件不是 UTF-8 编码", why=why, mend=mend, fix=fix))
        return None
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _encoding(content: bytes) -> tuple[str, str]:
    """The encoding that a text which is no UTF-8 certainly is in, and how it is called; empty where nobody can tell."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16", "UTF-16（Windows 记事本里叫“Unicode”）"
    try:
        content.decode("gb18030")
    except UnicodeDecodeError:
        return "", ""
    lenient = content.decode("utf-8", "replace")
    foreign = sum(ord(char) > 127 for char in lenient)
    unread = lenient.count("\ufffd")
    return ("gb18030", "GB18030（旧的中文编码，记事本里叫“ANSI”）") if unread * 4 > foreign else ("", "")


def _too_large(path: str, limit: int, mend: str) -> Finding:
    return Finding(at=Span(path=path), code="Y006", what="文件太大", why=f"超过 {limit // 1024 // 1024} MB", mend=mend)


def read_registers_texts(content: Path, findings: list[Finding]) -> dict[str, str]:
    """Texts of site.yaml, organs.yaml and the others that are there."""
    texts: dict[str, str] = {}
    for name in REGISTER_FILES:
        path = content / name
        if (
            path.is_file()
            and (text := decoded(_read(path, MAX_BYTES), f"{shown(content)}/{name}", findings)) is not None
        ):
            texts[name] = text
    return texts


def read_wording(content: Path, findings: list[Finding]) -> dict[str, str]:
    """Lists of wording by the names of their files, the one that ships among them."""
    texts = {SHIPPED: (PACKAGE / "reader" / "neutral.tsv").read_text("utf-8")}
    folder = content / "wording"
    for path in sorted(folder.glob("*.tsv")) if folder.is_dir() else ():
        shown_as = f"{shown(content)}/wording/{path.name}"
        if _plain(path) and (text := decoded(_read(path, MAX_BYTES), shown_as, findings)) is not None:
            texts[path.name] = text
    return texts


def read_pages(content: Path, findings: list[Finding]) -> dict[str, str]:
    """Texts of the .md files below content/pages by path without ending: help, handbook/add."""
    pages: dict[str, str] = {}
    folder = content / "pages"
    for path in _pages_below(folder) if folder.is_dir() else ():
        name = path.relative_to(folder).as_posix()
        if (text := decoded(_read(path, MAX_BYTES), f"{shown(content)}/pages/{name}", findings)) is not None:
            pages[name.removesuffix(".md")] = text
    return pages


def _pages_below(folder: Path) -> Iterator[Path]:
    _refuse_link(folder)
    for path in sorted(folder.iterdir()):
        if path.is_dir() and not path.name.startswith("."):
            yield from _pages_below(path)
        elif path.suffix == ".md" and path.is_file():
            yield path


class Templates(NamedTuple):
    """The files of a templates folder by relative path.

    texts   templates, styles and scripts
    assets  files that are shipped as they are
    """

    texts: dict[str, str]
    assets: dict[str, bytes]


def read_templates(folder: Path, own: Path | None = None) -> Templates:
    """The templates of this program, and over them those that a project brings.

    Takes   own: the project's folder, with override/<template> and assets/<file>; None = it has none
    Errors  SiteError where there are none, or where one of the project's would be used by nothing
    """
    if not (folder / "base.html").is_file():
        raise SiteError(f"{folder} 里没有模板 base.html；请在项目目录中运行，或检查 templates/ 是否完整")
    texts: dict[str, str] = {}
    assets: dict[str, bytes] = {}
    for path in _walk(folder):
        name = path.relative_to(folder).as_posix()
        if name.startswith("desk/"):
            continue  # pages of the desk, which no site has
        if name.startswith("assets/"):
            assets[name] = _asset(path)
        elif path.suffix in (".html", ".css", ".js", ".yaml"):
            texts[name] = path.read_text("utf-8")
    if own:
        _lay_over(Templates(texts, assets), own)
    return Templates(texts, assets)


def _asset(path: Path) -> bytes:
    content = path.read_bytes()  # an image in words has the line ends of the checkout
    return content.replace(b"\r\n", b"\n") if path.suffix == ".svg" else content


def _lay_over(ours: Templates, own: Path) -> None:
    """Adds what a project brings. Errors  SiteError at a file that would be used by nothing: it must not vanish in silence"""
    known = {name for name in ours.texts if name.endswith(".html")}
    for path in _walk(own):
        name = path.relative_to(own).as_posix()
        top, _, inner = name.partition("/")
        if top == "assets":
            ours.assets[name] = _asset(path)
        elif top != "override" or inner not in known:
            wanted = inner if top == "override" else name
            like = nearest(wanted, known).replace("；", "，")
            raise SiteError(f"{path} 不会被用到：自己的模板放在 templates/override/，名字与原来的模板相同{like}")
        else:
            ours.texts[name] = path.read_text("utf-8")


def _walk(folder: Path) -> Iterator[Path]:
    for root, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        yield from (Path(root) / name for name in sorted(names) if not name.startswith("."))
