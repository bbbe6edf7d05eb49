"""Reads content and templates from disk."""

import os
from collections.abc import Container, Iterable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from site_builder.build.decoding import decoded, decoded_leniently, too_large
from site_builder.build.input_stamps import PACKAGE
from site_builder.reader.word_lists import SHIPPED
from site_builder.records.encoding import digest
from site_builder.records.findings import Finding, SiteError
from site_builder.records.source import MAX_BYTES
from site_builder.rules.folder import REGISTERS
from site_builder.views.file_info import FileInfo

MAX_FILE = 64 * 1024 * 1024  # bytes of a file in files/


def shown(content: Path) -> str:
    """How findings name the content folder: relative to the working folder, so that editors find it; else by its name."""
    here, there = Path.cwd(), content.resolve()
    return there.relative_to(here).as_posix() if here in there.parents else there.name


def slug_of(path: str, folder: str) -> str:
    """The notice that a file belongs to which a finding names; '' where it belongs to none.

    Takes   path: of the finding; folder: of the content, as `shown`

    >>> slug_of("content/notices/a/ledger.yaml", "content"), slug_of("content/site.yaml", "content")
    ('a', '')
    """
    inside = path.removeprefix(f"{folder}/notices/")
    return inside.partition("/")[0] if inside != path else ""


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


def slugs(content: Path, known: Container[str] = ()) -> list[str]:
    """Folders of notices, sorted; hidden ones and those without notice.md are none. Takes   known: paths of files that are there"""
    folder = content / "notices"
    if not folder.is_dir():
        return []
    _refuse_link(folder)
    names = []
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir() and not entry.name.startswith("."):
                _refuse_link(entry)
                text = f"{entry.path}{os.sep}notice.md"
                if text in known or os.path.isfile(text):  # noqa: PTH113  a Path takes longer
                    names.append(entry.name)
    return sorted(names)


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
    if large := [name for name, content in sources.files.items() if len(content) > MAX_FILE]:
        findings.extend(too_large(f"{folder}/files/{name}", MAX_FILE, "压缩或分成几个文件") for name in large)
        return None
    notice = decoded(sources.notice, f"{folder}/notice.md", findings)
    ledger = decoded(sources.ledger, f"{folder}/ledger.yaml", findings) if sources.ledger is not None else None
    if notice is None or (ledger is None and sources.ledger is not None):
        return None
    return Decoded(notice, ledger, _described(sources.files))


def _described(files: Mapping[str, bytes]) -> dict[str, FileInfo]:
    """What is known of each attachment. The readers of office files are imported where there is one: most notices have none."""
    if not files:
        return {}
    from site_builder.build.attached_files import file_info

    return {name: file_info(name, content) for name, content in files.items()}


def read_registers_texts(content: Path, findings: list[Finding]) -> dict[str, str]:
    """Texts of site.yaml, organs.yaml and the others that are there."""
    texts: dict[str, str] = {}
    for name in REGISTERS:
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
    folder, at = content / "pages", f"{shown(content)}/pages"
    for path in _pages_below(folder) if folder.is_dir() else ():
        name = path.relative_to(folder).as_posix()
        if (text := decoded(_read(path, MAX_BYTES), f"{at}/{name}", findings)) is not None:
            pages[name.removesuffix(".md")] = text
    return pages


def _pages_below(folder: Path) -> Iterator[Path]:
    _refuse_link(folder)
    for path in sorted(folder.iterdir()):
        if path.is_dir() and not path.name.startswith("."):
            yield from _pages_below(path)
        elif path.suffix == ".md" and path.is_file():
            yield path
