"""A live copy of the site against its own manifest: altered, missing, extra files, and a site past its day. Shell."""

import hashlib
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor, as_completed
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Literal, NamedTuple, Protocol

from site_builder.commands.fetching import USUAL, Host, Limits, Unreachable
from site_builder.data.file_record import MANIFEST, PROOFS
from site_builder.data.json_types import ManifestFile, ManifestJson
from site_builder.data.manifest import read_manifest
from site_builder.records.findings import SiteError

if TYPE_CHECKING:
    from site_builder.commands.signature_check import Trust

Discrepancy = Literal[
    "altered",
    "missing",
    "extra",
    "unreachable",
    "private",
    "stale",
    "drafts",
    "unsigned",
    "forged",
    "stranger",
    "unstamped",
]
DISCREPANCIES: dict[Discrepancy, str] = {
    "altered": "改过",
    "missing": "缺少",
    "extra": "多出",
    "unreachable": "取不到",
    "private": "个人信息",
    "stale": "过期",
    "drafts": "预览",
    "unsigned": "没有签名",
    "forged": "签名不符",
    "stranger": "签名的人不认识",
    "unstamped": "时间戳不符",
}
MOST_MANIFEST = 256 * 1024 * 1024
LINES_SHOWN = 100  # lines printed; the rest is counted

Inspect = Callable[[str, bytes], Iterable[str]]
"""Looks into a file (path, bytes) and says what must not be there."""

Progress = Callable[[str, int, int], None]


class Difference(NamedTuple):
    """One thing that is not as the manifest says. `path` is '' where the site as a whole is meant."""

    kind: Discrepancy
    path: str
    why: str


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


class Live:
    """A copy on a host. What nobody links to cannot be seen from outside, so nothing is ever extra."""

    lasting = False

    def __init__(self, host: Host):
        self.host = host

    def manifest(self) -> bytes:
        try:
            answer = self.host.get(MANIFEST, MOST_MANIFEST)
        except Unreachable as error:
            raise SiteError(f"{self.host.address(MANIFEST)} 取不到：{error}；检查网址和网络") from None
        if answer.status != 200:
            raise SiteError(f"{self.host.address(MANIFEST)} 答 {answer.status}；检查网址，须是网站首页所在的路径")
        return answer.contents()[-1]

    def beside(self, name: str, most: int) -> bytes | None:
        try:
            answer = self.host.get(name, most)
        except Unreachable as error:
            raise SiteError(f"{self.host.address(name)} 取不到：{error}；检查网址和网络") from None
        content = answer.contents()[-1]
        page = content.lstrip()[:1] == b"<"  # hosts that answer every address with a page of theirs
        return content if answer.status == 200 and not page else None

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


def compare(path: str, record: ManifestFile, contents: list[bytes], inspect: Inspect | None = None) -> list[Difference]:
    """What is wrong with a file. Takes contents: the bytes in every form that would be right."""
    found: list[Difference] = []
    sound = next((c for c in contents if hashlib.sha256(c).hexdigest() == record.sha256), None)
    if sound is None:
        size = len(contents[-1])
        why = f"应为 {record.size} 字节，实为 {size}" if size != record.size else "大小相同，内容不同"
        found.append(Difference("altered", path, why))
    if inspect:
        found += [Difference("private", path, words) for words in inspect(path, sound or contents[-1])]
    return found


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


def differences(
    copy: Copy, manifest: ManifestJson, day: date, inspect: Inspect | None, jobs: int, progress: Progress
) -> Iterator[Difference]:
    """Everything in which a copy differs from its manifest, as it is found.

    Takes   inspect: a further check of each file's content; jobs: files fetched at a time; progress: (stage, done, total)
    """
    if manifest.drafts:
        yield Difference("drafts", "", "这是带草稿的预览，不能作为正式网站；不带 --drafts 重新生成")
        return
    if manifest.next_change and not copy.lasting and day >= manifest.next_change:
        yield Difference("stale", "", f"最迟应在 {manifest.next_change} 重新生成，今天是 {day}")
    files = sorted(manifest.files.items())
    with ThreadPoolExecutor(max(1, jobs)) as pool:
        waiting = [pool.submit(copy.check, path, record, inspect) for path, record in files]
        for done, future in enumerate(as_completed(waiting), 1):
            yield from future.result()
            progress("核对文件", done, len(files))
    for path in copy.extra(set(manifest.files)):
        yield Difference("extra", path, "清单里没有")


def verify(
    target: str,
    day: date,
    *,
    inspect: Inspect | None = None,
    jobs: int = 8,
    limits: Limits = USUAL,
    trust: "Trust | None" = None,
) -> int:
    """`verify`: prints what differs, who signed, and a last line.

    Takes   trust: whose signatures and time stamps count; None = what lies beside the folder
    Gives   0 the same · 1 something differs, is past its day or is a preview · 2 not to be told: no manifest, no answer
    Raises  SiteError where there is no manifest to go by
    """
    from site_builder.commands.signature_check import day_of, signature_of, signature_of_archive, trust_beside
    from site_builder.commands.terminal import progress_bar, say

    with closing(copy_of(target, limits)) as copy:
        content = copy.manifest()
        manifest = read_manifest(content, f"{target} 的 {MANIFEST}")
        trusted = trust or trust_beside(target)
        signed = signature_of(copy, content, manifest, trusted)
        if copy.lasting:
            signed = signed.joined(signature_of_archive(Path(target), trusted, day_of(copy, manifest)))
        with progress_bar() as progress:
            found = sorted(
                differences(copy=copy, manifest=manifest, day=day, inspect=inspect, jobs=jobs, progress=progress),
                key=lambda d: (d.kind, d.path),
            )
        found += [*copy.damage(), *signed.wrong]
    for each in found[:LINES_SHOWN]:
        print("  ".join(part for part in (DISCREPANCIES[each.kind], each.path, each.why) if part))
    if len(found) > LINES_SHOWN:
        print(f"…… 另有 {len(found) - LINES_SHOWN} 处")
    for line in signed.said:
        say(line)
    omitted = len(getattr(copy, "omitted", ()))
    say(summary(manifest, found, lasting=copy.lasting, omitted=omitted))
    return status(found)


def summary(manifest: ManifestJson, found: list[Difference], lasting: bool = False, omitted: int = 0) -> str:
    """One line for the end.

    Takes   lasting: whether the copy is of one day; omitted: files that an earlier archive has

    >>> none = ManifestJson(generator="taizhang", drafts=False, next_change=None, notices={}, withdrawn=[], files={})
    >>> summary(none, [Difference("extra", "a", "")])
    '清单所列 0 个文件：多出 1'
    """
    counts = [(label, sum(1 for each in found if each.kind == kind)) for kind, label in DISCREPANCIES.items()]
    said = "，".join(f"{label} {count}" for label, count in counts if count)
    fresh = f"；{manifest.next_change} 须重新生成" if manifest.next_change and not lasting else ""
    part = f"（{omitted} 个在先前的归档里）" if omitted else ""
    return f"清单所列 {len(manifest.files)} 个文件{part}：{said or '全部一致' + fresh}"


def status(found: list[Difference]) -> int:
    if not found:
        return 0
    return 2 if all(each.kind == "unreachable" for each in found) else 1
