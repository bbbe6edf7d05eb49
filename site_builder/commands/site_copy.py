"""Copies of a site whose files can be read: a folder, a server, an archive."""

from pathlib import Path
from typing import Protocol

from site_builder.commands.fetching import USUAL, Host, Limits, Unreachable
from site_builder.commands.file_comparison import MOST_MANIFEST, Difference, Inspect, compare
from site_builder.data.file_record import MANIFEST, PROOFS
from site_builder.data.json_types import ManifestFile
from site_builder.records.findings import SiteError


class Copy(Protocol):
    """Where the files are: a folder, a host or an archive. `lasting`: it is of one day, and needs no building again."""

    lasting: bool

    def manifest(self) -> bytes: ...

    def beside(self, name: str, most: int) -> bytes | None:
        """A file that the manifest does not list; None where there is none."""

    def check(self, path: str, record: ManifestFile, inspect: Inspect | None) -> list[Difference]: ...

    def extra(self, planned: set[str]) -> list[str]: ...

    def damage(self) -> list[Difference]:
        """What is wrong with what the files lie in."""

    def close(self) -> None: ...


def content_of(copy: Copy, path: str, record: ManifestFile) -> tuple[bytes | None, list[Difference]]:
    """A listed file of a copy, and in what it is not as the manifest has it; None where it cannot be had."""
    got: list[bytes] = []

    def keep(_: str, content: bytes) -> list[str]:
        got.append(content)
        return []

    wrong = copy.check(path, record, keep)
    return (got[0] if got else None), wrong


class Folder:
    """A copy in a directory."""

    lasting = False

    def __init__(self, root: Path):
        self.root = root

    def manifest(self) -> bytes:
        try:
            return (self.root / MANIFEST).read_bytes()
        except FileNotFoundError:
            raise SiteError(f"{self.root} 里没有 {MANIFEST}；指定网站的文件夹或网址") from None

    def beside(self, name: str, most: int) -> bytes | None:
        try:
            return (self.root / name).read_bytes()
        except FileNotFoundError:
            return None

    def check(self, path: str, record: ManifestFile, inspect: Inspect | None) -> list[Difference]:
        try:
            content = (self.root / path).read_bytes()
        except (FileNotFoundError, NotADirectoryError, IsADirectoryError):
            return [Difference("missing", path, "")]
        except OSError as error:
            return [Difference("unreachable", path, error.strerror or str(error))]
        return compare(path, record, [content], inspect)

    def extra(self, planned: set[str]) -> list[str]:
        from site_builder.build.publishing import foreign_files

        return foreign_files(self.root, planned | {MANIFEST, *PROOFS})

    def damage(self) -> list[Difference]:
        return []

    def close(self) -> None:
        return None


class NothingThereError(SiteError):
    """A host that answers and has no manifest there."""


def _mend(error: Unreachable) -> str:
    if "CERTIFICATE_VERIFY_FAILED" in str(error):
        return "网站的证书是单位内部签发的，用环境变量 SSL_CERT_FILE 指出签发者的证书文件；否则不要信它"
    return "检查网址和网络"


def _is_page(content: bytes) -> bool:
    """Some hosts answer every address with a page of theirs."""
    return content.lstrip()[:1] == b"<"


class Live:
    """A copy on a host. What nobody links to cannot be seen from outside, so nothing is ever extra."""

    lasting = False

    def __init__(self, host: Host):
        self.host = host

    def manifest(self) -> bytes:
        try:
            answer = self.host.get(MANIFEST, MOST_MANIFEST)
        except Unreachable as error:
            raise SiteError(f"{self.host.address(MANIFEST)} 取不到：{error}；{_mend(error)}") from None
        if answer.status != 200:
            kind = NothingThereError if answer.status in (404, 410) else SiteError
            raise kind(f"{self.host.address(MANIFEST)} 答 {answer.status}；检查网址，须是网站首页所在的路径")
        content = answer.contents()[-1]
        if _is_page(content):
            raise SiteError(
                f"{self.host.address(MANIFEST)} 答的是一张网页，不是文件清单；检查网址，或者那里要登录才能看（核对和比较的须是公开的）"
            )
        return content

    def beside(self, name: str, most: int) -> bytes | None:
        try:
            answer = self.host.get(name, most)
        except Unreachable as error:
            raise SiteError(f"{self.host.address(name)} 取不到：{error}；{_mend(error)}") from None
        content = answer.contents()[-1]
        return content if answer.status == 200 and not _is_page(content) else None

    def check(self, path: str, record: ManifestFile, inspect: Inspect | None) -> list[Difference]:
        try:
            answer = self.host.get(path, record.size + 64 * 1024)
        except Unreachable as error:
            return [Difference("unreachable", path, str(error))]
        if answer.status in (404, 410) and path != "404.html":
            return [Difference("missing", path, f"服务器答 {answer.status}")]
        if answer.status != 200 and path != "404.html":
            return [Difference("altered", path, f"服务器答 {answer.status}")]
        return compare(path, record, answer.contents(), inspect)

    def extra(self, planned: set[str]) -> list[str]:
        return []

    def damage(self) -> list[Difference]:
        return []

    def close(self) -> None:
        self.host.close()


def copy_of(target: str, limits: Limits = USUAL) -> Copy:
    """The copy at an address, in a folder or in an archive; the manifest's own address is taken for its site."""
    if target.startswith(("http://", "https://")):
        return Live(Host(target.removesuffix(MANIFEST), limits))
    folder = Path(target)
    if folder.suffix == ".wacz" and folder.is_file():
        from site_builder.commands.archive_copy import ArchiveCopy

        return ArchiveCopy(folder)
    if folder.name == MANIFEST:
        folder = folder.parent
    if not folder.is_dir():
        raise SiteError(f"{target} 不是文件夹、归档（.wacz），也不是网址；网址以 http:// 或 https:// 开头")
    return Folder(folder)
