"""`archive`: the published site as one WACZ, with its source files and a sheet of who, what, when and by which steps."""

import io
import tempfile
from collections.abc import Iterator, Mapping
from datetime import date
from functools import partial
from pathlib import Path
from typing import IO, NamedTuple

import msgspec

from site_builder.build.decoding import decoded_leniently
from site_builder.build.disk import read_sources
from site_builder.commands.content_now import inspections_of, settings_of
from site_builder.commands.history import Since, changed_notices
from site_builder.commands.signature_check import site_day
from site_builder.commands.signing import unlike_manifest
from site_builder.commands.site_copy import Folder
from site_builder.commands.terminal import say
from site_builder.data.file_record import MANIFEST, PROOFS, SIGNATURE
from site_builder.data.json_types import ManifestJson
from site_builder.data.manifest import read_manifest
from site_builder.proof import ssh_keygen, wacz
from site_builder.proof.handed_records import Json, OwnSources, handed_record
from site_builder.proof.metadata_sheet import (
    SHEET,
    SHEET_JSON,
    HandedFile,
    HandedRecord,
    HandedSheet,
    sheet_csv,
    sheet_json,
)
from site_builder.proof.warc_records import (
    ArchivedFile,
    IndexLine,
    cdxj,
    index_line,
    information,
    record,
    record_moment,
    url_of,
)
from site_builder.records.encoding import sha256_hex
from site_builder.records.findings import SiteError
from site_builder.records.model import Inspection
from site_builder.records.notice import read_notice
from site_builder.records.register_model import Settings
from site_builder.system.renaming import replace


class Archived(NamedTuple):
    """What is archived. `paths`: files of the site; `omitted`: those that an earlier archive has"""

    out: Path
    content: Path
    settings: Settings
    manifest: ManifestJson
    day: date
    paths: tuple[str, ...]
    omitted: tuple[str, ...]
    since: Since | None

    @property
    def base(self) -> str:
        return self.settings.base_url.rstrip("/") + "/"


def archive(out: Path, content: Path, target: Path | None, since: str | None, key: Path | None) -> int:
    """`archive`: writes the WACZ, and says what is in it.

    Takes   out: folder of the site; content: what it was made of
            target: the file; None = named after the site's day, beside `out`
            since: a revision of git: notices that have not changed since are left out
            key: signs the archive, so that sheet and sources are proven too; None = nobody does
    Gives   0, or 1 where the folder is not what its manifest says
    Errors  SiteError
    """
    if wrong := unlike_manifest(out):
        say(f"没有归档：{out} 与它的清单有 {len(wrong)} 处不符（{wrong[0].path} {wrong[0].why}）；先重新生成")
        return 1
    what = _archived(out, content, since)
    path = target or out.resolve().parent / f"{out.resolve().name}-{what.day}.wacz"
    path.parent.mkdir(parents=True, exist_ok=True)
    records, sources = _records(what)
    with tempfile.TemporaryDirectory(dir=path.parent, prefix=".wacz") as folder:
        warc = Path(folder) / "warc"
        lines = _write_warc(warc, what)
        pending = Path(folder) / "wacz"
        with pending.open("wb") as made:
            wacz.write(made, _entries(what, warc, lines, records, sources), _head(what))
        replace(pending, path)
    signature = path.with_name(path.name + ".sig")
    signature.unlink(missing_ok=True)
    if key is not None:
        signature.write_bytes(ssh_keygen.sign(path, key))
    _tell(what, path, records, key is not None)
    return 0


def _archived(out: Path, content: Path, revision: str | None) -> Archived:
    settings = settings_of(content)
    if settings is None:
        raise SiteError(f"{content}/site.yaml 读不出来；用 --content 指定网站的内容文件夹")
    folder = Folder(out)
    manifest = read_manifest(folder.manifest(), str(out / MANIFEST))
    day = site_day(folder, manifest)
    if day is None:
        raise SiteError(f"{out}/data/site.json 里没有生成的日子；重新生成网站")
    since = changed_notices(revision, content) if revision else None
    kept = manifest.notices.keys() - (since.changed if since else manifest.notices.keys())
    omitted = tuple(path for path in sorted(manifest.files) if _notice_of(path) in kept)
    proofs = [name for name in (MANIFEST, *PROOFS) if (out / name).is_file()]
    paths = tuple(sorted({*manifest.files, *proofs} - {*omitted}))
    return Archived(
        out=out,
        content=content,
        settings=settings,
        manifest=manifest,
        day=day,
        paths=paths,
        omitted=omitted,
        since=since,
    )


def _notice_of(path: str) -> str | None:
    """The notice that a published file belongs to."""
    parts = path.split("/")
    if parts[0] == "notices" and len(parts) > 2:
        return parts[1]
    return parts[2].partition(".")[0] if parts[:2] == ["data", "notices"] else None


def _write_warc(target: Path, what: Archived) -> list[IndexLine]:
    lines: list[IndexLine] = []
    with target.open("wb") as warc:
        warc.write(information(what.settings.title, what.day))
        for path in what.paths:
            file = ArchivedFile(path, (what.out / path).read_bytes())
            offset = warc.tell()
            lines.append(index_line(what.base, file, offset, warc.write(record(what.base, file, what.day))))
    return lines


def _entries(
    what: Archived,
    warc: Path,
    lines: list[IndexLine],
    records: tuple[HandedRecord, ...],
    sources: Mapping[str, bytes],
) -> Iterator[wacz.ArchiveEntry]:
    """All entries in their order. Takes   lines: of the index of `warc`; sources: path in the archive → bytes"""
    yield wacz.ArchiveEntry(wacz.WARC, warc.stat().st_size, lambda: warc.open("rb"))
    sheet = _sheet(what, records)
    pages = [(line.url, line.title or line.url) for line in lines if line.title is not None]
    parts = {
        wacz.INDEX: cdxj(lines, what.day),
        wacz.PAGES: wacz.pages_jsonl(pages, record_moment(what.day)),
        SHEET_JSON: sheet_json(sheet),
        SHEET: sheet_csv(sheet),
        **sources,
    }
    for name, content in parts.items():
        yield wacz.ArchiveEntry(name, len(content), partial(_opened, content))


def _opened(content: bytes) -> IO[bytes]:
    return io.BytesIO(content)


def _head(what: Archived) -> wacz.ArchiveHead:
    return wacz.ArchiveHead(
        title=f"{what.settings.title}（{what.day}）",
        description=f"{what.settings.base_url} 在 {what.day} 公开的全部文件，附来源文件和元数据表。",
        home=url_of(what.base, "index.html"),
        day=str(what.day),
        since=what.since.commit if what.since else None,
    )


def _sheet(what: Archived, records: tuple[HandedRecord, ...]) -> HandedSheet:
    there = what.since.there if what.since else frozenset()
    manifest = (what.out / MANIFEST).read_bytes()
    return HandedSheet(
        title=what.settings.title,
        publisher=what.settings.footer.sponsor or what.settings.title,
        home=what.settings.base_url,
        day=what.day,
        manifest_sha256=sha256_hex(manifest),
        since=what.since.commit if what.since else None,
        records=records,
        omitted=what.omitted,
        gone=tuple(sorted(there - what.manifest.notices.keys() - {*what.manifest.withdrawn})),
    )


# -- records and their sources


def _records(what: Archived) -> tuple[tuple[HandedRecord, ...], dict[str, bytes]]:
    inspections = inspections_of(what.content)
    records: list[HandedRecord] = []
    sources: dict[str, bytes] = {}
    for slug in sorted(what.manifest.notices):
        if f"data/notices/{slug}.json" not in what.paths:
            continue
        value: Json = msgspec.json.decode((what.out / f"data/notices/{slug}.json").read_bytes())
        made, own = handed_record(value, _own(what.content, slug, inspections), _attached(what, slug))
        records.append(made)
        sources |= own
    return tuple(records), sources


def _own(content: Path, slug: str, inspections: Mapping[str, Inspection]) -> OwnSources | None:
    if not (content / "notices" / slug / "notice.md").is_file():
        return None
    read = read_sources(content, slug)
    ledger = None if read.ledger is None else decoded_leniently(read.ledger)
    notice = read_notice(slug, decoded_leniently(read.notice), ledger, slug, [])
    parts = {"notice.md": read.notice, "ledger.yaml": read.ledger, "approval.yaml": read.approval}
    files = {name: part for name, part in parts.items() if part is not None}
    return OwnSources(notice, files, inspections) if notice else None


def _attached(what: Archived, slug: str) -> dict[str, HandedFile]:
    prefix = f"notices/{slug}/files/"
    return {
        path.removeprefix(prefix): HandedFile(url_of(what.base, path), record.sha256, record.size)
        for path, record in sorted(what.manifest.files.items())
        if path.startswith(prefix) and not path.endswith((".gz", ".br"))
    }


def _tell(what: Archived, path: Path, records: tuple[HandedRecord, ...], signed: bool) -> None:
    size = path.stat().st_size / 1_000_000
    part = f"，另有 {len(what.omitted)} 个文件没有变，在先前的归档里" if what.since else ""
    say(f"{path}：{what.day} 的网站，{len(what.paths)} 个文件，{len(records)} 份通报，{size:.1f} MB{part}")
    for each in records:
        if each.withheld:
            say(f"  {each.id} 的来源文件没有收入：{each.withheld}")
    if not (what.out / SIGNATURE).is_file():
        say("网站没有签名：归档里的校验值只能看出损坏，看不出有人整个换掉；先用 python build.py sign 签名")
    if not signed:
        say("元数据表和来源文件不在网站的清单里；给归档也签名：python build.py archive --key 钥匙")
