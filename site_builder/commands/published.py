"""`check --against-published DIR|URL`: the content beside what is public now, by its manifest and the JSON of its notices.

What git knows can be pushed away: a check that failed, then a second push, a nightly run. What readers see cannot.
"""

from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

import msgspec

from site_builder.build.decoding import text_of_file
from site_builder.build.disk import shown
from site_builder.commands.content_now import ContentNow, keys_of, settings_of
from site_builder.commands.older_json import with_later_keys
from site_builder.commands.site_copy import Copy, NothingThereError, content_of, copy_of
from site_builder.data.json_types import ManifestFile, ManifestJson
from site_builder.data.manifest import read_manifest
from site_builder.records.findings import Finding, SiteError, Span
from site_builder.rules.compared import Then
from site_builder.rules.public_tree import tree_of_json
from site_builder.rules.rule import Slip
from site_builder.rules.since import H003, H006
from site_builder.views.notice_json_types import NoticeJson

LIVE = "live"
_NAME = "网上的网站"
_KEYED = {"organs": "organs.yaml", "inspections": "inspections.yaml", "themes": "themes.yaml"}


def against_published(place: str, content: Path, day: date) -> list[Finding]:
    """Findings for unaccounted changes of a published site by the content, sorted by place.

    Takes   place: a folder, an address, or `live` for the base_url of site.yaml
    Errors  SiteError where there is no site to compare with, or it does not say what it holds
    """
    folder = content.resolve()
    target = _base_url(folder) if place == LIVE else place
    now = ContentNow(folder, shown(content), day)
    with closing(copy_of(target)) as copy:
        try:
            listed = copy.manifest()
        except NothingThereError as error:
            raise SiteError(f"{error}；还没有发布过的，第一次不比较；换了网址的，与旧网址比较") from None
        manifest = read_manifest(listed, f"{target} 的 manifest.json")
        if manifest.drafts:
            raise SiteError(f"{target} 是带草稿的预览，不是公开的网站；与正式网站比较")
        findings = list(_notices(copy, manifest, now))
    findings += _withdrawn(manifest, now)
    findings += _addresses(manifest, now)
    return sorted(dict.fromkeys(findings))


def _base_url(folder: Path) -> str:
    settings = settings_of(folder)
    if settings is None:
        raise SiteError("site.yaml 里读不到 base_url，不知道与哪个网站比较；改正 site.yaml，或写出网址")
    return settings.base_url


def _notices(copy: Copy, manifest: ManifestJson, now: ContentNow) -> Iterator[Finding]:
    for slug in sorted(manifest.notices):
        path = f"data/notices/{slug}.json"
        if path not in manifest.files:
            raise SiteError(f"网上的 manifest.json 里有通报 {slug}，没有 {path}；网站不完整，先用 verify 核对")
        prefix = f"notices/{slug}/files/"
        files = {
            name.removeprefix(prefix): each.sha256 for name, each in manifest.files.items() if name.startswith(prefix)
        }
        tree = tree_of_json(_read(copy, path, manifest.files[path]), files)
        yield from now.compared(Then(slug, tree, _NAME), frozenset(files))


def _read(copy: Copy, path: str, record: ManifestFile) -> Any:
    """The JSON of one notice, as the manifest has it."""
    content, wrong = content_of(copy, path, record)
    if wrong or content is None:
        why = f"{wrong[0].kind} {wrong[0].why}" if wrong else ""
        raise SiteError(f"网上的 {path} 与它的 manifest.json 不符（{why}）；等上传完成再试，或用 verify 核对")
    try:
        value = with_later_keys(msgspec.json.decode(content))
        msgspec.convert(value, NoticeJson, strict=False, dec_hook=lambda kind, text: kind(text))
    except (msgspec.DecodeError, msgspec.ValidationError) as error:
        raise SiteError(f"网上的 {path} 不是本程序的数据（{error}）；检查网址") from None
    return value


def _withdrawn(manifest: ManifestJson, now: ContentNow) -> Iterator[Finding]:
    """Notices that were withdrawn have a page that says so: it does not vanish either."""
    for slug in manifest.withdrawn:
        home = f"/notices/{slug}/"
        if not (now.folder / "notices" / slug / "notice.md").is_file() and not now.moved.notice(home):
            at = Span(path=f"{now.shown}/notices/{slug}/notice.md")
            yield H003.finding(Slip(at, f"撤下的通报 {slug} 不见了", "网上有它撤下的说明", "恢复文件夹"))


def _addresses(manifest: ManifestJson, now: ContentNow) -> Iterator[Finding]:
    """Pages of organs, inspections and themes, pages of one's own, and attached files that would be gone."""
    known = {kind: keys_of(text_of_file(now.folder / name)) for kind, name in _KEYED.items()}
    for path in manifest.files:
        parts = path.split("/")
        if parts[0] in known and len(parts) == 3 and parts[2] == "index.html":
            missing = parts[1] not in known[parts[0]]
            at, url = Span(path=f"{now.shown}/{_KEYED[parts[0]]}"), f"/{parts[0]}/{parts[1]}/"
        elif parts[0] == "notices" and len(parts) == 4 and parts[2] == "files" and not path.endswith((".gz", ".br")):
            here = now.folder / "notices" / parts[1]
            missing = here.is_dir() and not (here / "files" / parts[3]).is_file()
            at, url = Span(path=f"{now.shown}/{path}"), f"/{path}"
        else:
            continue
        if missing and not now.moved.tells(url):
            yield H006.finding(Slip(at, f"网址 {url} 没有了", "网上有它", "恢复它，或在 redirects.yaml 里写上去处"))
