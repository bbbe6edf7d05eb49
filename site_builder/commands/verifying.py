"""A live copy of the site against its own manifest: altered, missing, extra files, and a site past its day. Shell."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor, as_completed
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from site_builder.build.progress import Progress
from site_builder.commands.fetching import USUAL, Limits
from site_builder.commands.file_comparison import Difference, Discrepancy, Inspect
from site_builder.commands.site_copy import Copy, copy_of
from site_builder.data.file_record import MANIFEST
from site_builder.data.json_types import ManifestJson
from site_builder.data.manifest import read_manifest

if TYPE_CHECKING:
    from site_builder.commands.signature_check import Trust

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
LINES_SHOWN = 100  # lines printed; the rest is counted

"""Looks into a file (path, bytes) and says what must not be there."""


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
    from site_builder.commands.signature_check import signature_of, signature_of_archive, site_day, trust_beside
    from site_builder.commands.terminal import progress_bar, say

    with closing(copy_of(target, limits)) as copy:
        content = copy.manifest()
        manifest = read_manifest(content, f"{target} 的 {MANIFEST}")
        trusted = trust or trust_beside(target)
        signed = signature_of(copy, content, manifest, trusted)
        if copy.lasting:
            signed = signed.joined(signature_of_archive(Path(target), trusted, site_day(copy, manifest)))
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
