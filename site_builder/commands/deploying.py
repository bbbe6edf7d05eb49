"""`changes`: which files to upload and to remove, in an order in which no page ever links to one that is not there yet."""

import json
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path, PurePosixPath
from typing import Literal, NamedTuple

from site_builder.build.publishing import HOME, order_of
from site_builder.build.site_paths import SitePaths
from site_builder.data.file_record import MANIFEST, PROOFS
from site_builder.data.json_types import ManifestJson
from site_builder.data.manifest import read_manifest
from site_builder.proof.time_stamp import MOST_STAMP
from site_builder.records.findings import SiteError
from site_builder.system.streams import for_programs

DeployPart = Literal["new", "changed", "manifest", "removed"]


class Changes(NamedTuple):
    """Paths in the order in which to act: new files, changed ones, the manifest; removals come last.

    A new file is seen by nobody until a changed one links to it, and nothing links to a removed one by then; pages are
    removed before what they show.
    """

    new: tuple[str, ...]
    changed: tuple[str, ...]
    manifest: tuple[str, ...]
    removed: tuple[str, ...]

    def part(self, name: DeployPart | None) -> tuple[str, ...]:
        """One part, or with None all that is sent."""
        parts = {"new": self.new, "changed": self.changed, "manifest": self.manifest, "removed": self.removed}
        return parts[name] if name else self.new + self.changed + self.manifest


def changes_between(
    before: ManifestJson | None,
    after: ManifestJson,
    same_manifest: bool = False,
    proofs: Sequence[str] = (),
    stale_proofs: Sequence[str] = (),
) -> Changes:
    """What leads from one state of the site to another.

    Takes   before: None = nothing is there
            same_manifest: whether the manifests are the same bytes
            proofs: the signature and its time stamp, where there are such; they go up right after the manifest
            stale_proofs: those that are there, and are of no use any more
    """
    there = before.files if before else {}
    new = [path for path in after.files if path not in there and path != HOME]
    changed = [p for p, file in after.files.items() if p in there and file != there[p] and p != HOME]
    home = [HOME] if HOME in after.files and after.files[HOME] != there.get(HOME) else []
    return Changes(
        tuple(order_of(new, ())),
        (*order_of(changed, changed), *home),
        (*(() if same_manifest else (MANIFEST,)), *proofs),
        (
            *sorted((p for p in there if p not in after.files), key=lambda p: (not p.endswith(".html"), p)),
            *(each for each in stale_proofs if each not in proofs),
        ),
    )


def changes(out: Path, since: str | None = None, form: str = "rsync", part: DeployPart | None = None) -> int:
    """`changes`: prints paths, one a line, with form 'json' all parts as an object, with 'sftp' a batch for sftp.

    Takes   since: a manifest as a file, or the address of a live site; None = nothing is there yet
    Raises  SiteError for a preview, a site that is not whole, or a manifest that cannot be read
    """
    if SitePaths(out).journal.exists():
        raise SiteError(f"{out} 的上一次生成没有做完；先运行 python build.py build")
    try:
        content = (out / MANIFEST).read_bytes()
    except FileNotFoundError:
        raise SiteError(f"{out} 里没有 {MANIFEST}；先运行 python build.py build") from None
    earlier, signed = _earlier(since) if since else (None, [])
    after = _released(content, str(out / MANIFEST))
    before = _released(earlier, since or "") if earlier is not None else None
    own = [name for name in PROOFS if (out / name).is_file()]
    found = changes_between(before, after, same_manifest=earlier == content, proofs=own, stale_proofs=signed)
    for_programs()
    if form == "json":
        print(json.dumps(found._asdict(), ensure_ascii=False, indent=1))
    elif form == "sftp":
        print(*sftp_batch(found, out), sep="\n")
    else:
        for path in found.part(part):
            print(path)
    return 0


def sftp_batch(found: Changes, out: Path) -> Iterator[str]:
    """Lines for `sftp -b`, beginning in the site's folder on the host: folders, files in their order, removals last.

    >>> list(sftp_batch(Changes(("a/b/x.html",), ("index.html",), ("manifest.json",), ("old.html",)), Path("public")))
    ['lcd "public"', '-mkdir "a"', '-mkdir "a/b"', 'put "a/b/x.html" "a/b/x.html"', 'put "index.html" "index.html"', \
'put "manifest.json" "manifest.json"', '-rm "old.html"']
    """
    yield f"lcd {_sftp_word(out.as_posix())}"
    folders = {parent.as_posix() for path in found.new for parent in PurePosixPath(path).parents}
    yield from (f"-mkdir {_sftp_word(folder)}" for folder in sorted(folders - {"."}))
    for path in found.part(None):
        yield f"put {_sftp_word(path)} {_sftp_word(path)}"
    yield from (f"-rm {_sftp_word(path)}" for path in found.removed)


def _sftp_word(path: str) -> str:
    """A name as sftp reads it: in quotes, in which it takes nothing for a pattern."""
    return '"' + path.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _earlier(since: str) -> tuple[bytes, list[str]]:
    """The manifest that is live, and which proofs are."""
    from site_builder.commands.site_copy import copy_of

    if since.startswith(("http://", "https://")):
        with closing(copy_of(since)) as copy:
            return copy.manifest(), [name for name in PROOFS if copy.beside(name, MOST_STAMP) is not None]
    try:
        path = Path(since)
        return path.read_bytes(), [name for name in PROOFS if path.with_name(name).is_file()]
    except (FileNotFoundError, IsADirectoryError):
        raise SiteError(f"没有清单 {since}；指定上次发布时的 {MANIFEST} 或网站的网址") from None


def _released(content: bytes, name: str) -> ManifestJson:
    manifest = read_manifest(content, name)
    if manifest.drafts:
        raise SiteError(f"{name} 是带草稿的预览，不能发布；不带 --drafts 重新生成")
    return manifest
