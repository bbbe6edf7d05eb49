"""`check --against REV`: what changed in content since a revision of git. No page depends on it.

Runs the installed git. A shallow clone that lacks the revision is a SiteError with the command that mends it.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from site_builder.build.decoding import decoded_leniently, text_of_file
from site_builder.build.disk import shown
from site_builder.commands.content_now import ContentNow, Moved, keys_of
from site_builder.commands.git_reading import blobs_at, changed_since, commit_of, git
from site_builder.records.convert import convert
from site_builder.records.encoding import plain
from site_builder.records.findings import Finding, Span
from site_builder.records.ledger_model import Correction
from site_builder.records.model import Inspection
from site_builder.records.notice import Notice, read_notice
from site_builder.records.register_model import Organ
from site_builder.records.source import locate, read_yaml
from site_builder.rules.compared import Then
from site_builder.rules.public_tree import tree_of
from site_builder.rules.record_differences import differences
from site_builder.rules.rule import Slip
from site_builder.rules.since import H006, H011
from site_builder.views.derive import visible_from

_KEYED = {"organs.yaml": "organs", "inspections.yaml": "inspections", "themes.yaml": "themes"}
_LIST = ("ls-tree", "-r", "-z", "--name-only", "--full-tree")


class _Past(NamedTuple):
    """Content at the revision: paths it had, and texts of those that differ now; sums: SHA-256 of attached files that differ; paths are below content/."""

    revision: str
    paths: frozenset[str]
    changed: tuple[str, ...]
    texts: Mapping[str, str]
    sums: Mapping[str, str]

    def text(self, path: str, folder: Path) -> str | None:
        """A file's text at the revision; what did not change is read from disk."""
        if path in self.texts:
            return self.texts[path]
        return text_of_file(folder / path) if path in self.paths else None


def against(revision: str, content: Path, day: date | None = None) -> list[Finding]:
    """Findings for unaccounted changes since a revision, sorted by place.

    Takes   revision: anything git understands: origin/main, a tag, a commit
            day: notices that are not public on it yet may still change; None = every notice that is no draft is public
    Errors  SiteError where there is no repository, no git, or no such revision
    """
    folder = content.resolve()
    past = _past(folder, revision)
    now = ContentNow(folder, shown(content), day)
    every = "inspections.yaml" in past.texts  # what all notices of an inspection say of it
    paths = past.paths if every else past.changed
    slugs = sorted({path.split("/")[1] for path in paths if path.startswith("notices/") and path.count("/") > 1})
    inspections = (
        convert(read_yaml(past.text("inspections.yaml", folder) or "", "").root, dict[str, Inspection], []) or {}
    )
    findings: list[Finding] = []
    for slug in slugs:
        before = _notice_then(slug, folder, past, day)
        if before is not None:
            sums = {
                path.rpartition("/")[2]: sha for path, sha in past.sums.items() if path.startswith(f"notices/{slug}/")
            }
            tree = tree_of(before, inspections, sums)
            findings += now.compared(Then(slug, tree, past.revision), frozenset(sums))
    findings += _registers(folder, shown(content), past, now.moved)
    findings += _files(folder, shown(content), past, now.moved)
    return sorted(dict.fromkeys(findings))


def _past(folder: Path, revision: str) -> _Past:
    root = Path(git(folder, "rev-parse", "--show-toplevel").strip())
    commit = commit_of(folder, revision)
    prefix = folder.relative_to(root.resolve()).as_posix()
    prefix = "" if prefix == "." else prefix + "/"
    listed = git(root, *_LIST, commit, *([prefix] if prefix else []))
    paths = frozenset(path.removeprefix(prefix) for path in listed.split("\0") if path)
    changed = tuple(changed_since(root, commit, prefix))
    wanted = [path for path in changed if path.endswith((".md", ".yaml")) or _is_attached(path)]
    blobs = blobs_at(root, commit, [path for path in wanted if path in paths], prefix)
    sums = {path: sha256(blob).hexdigest() for path, blob in blobs.items() if _is_attached(path)}
    texts = {path: decoded_leniently(blob) for path, blob in blobs.items() if not _is_attached(path)}
    return _Past(revision, paths, changed, texts, sums)


def _is_attached(path: str) -> bool:
    parts = path.split("/")
    return parts[0] == "notices" and len(parts) == 4 and parts[2] == "files"


class Since(NamedTuple):
    """What changed in notices since a commit. `changed`: slugs, new ones too; `there`: those that the commit has"""

    commit: str
    changed: frozenset[str]
    there: frozenset[str]


def changed_notices(revision: str, content: Path) -> Since:
    """Notices with a file that is not what it was at a revision. Errors  as `against`"""
    folder = content.resolve()
    root = Path(git(folder, "rev-parse", "--show-toplevel").strip())
    commit = commit_of(folder, revision)
    prefix = folder.relative_to(root.resolve()).as_posix()
    prefix = "notices/" if prefix == "." else f"{prefix}/notices/"
    asked = (
        ("diff", "--name-only", "--no-renames", "-z", commit, "--", prefix),
        ("ls-files", "--others", "--exclude-standard", "-z", "--", prefix),
        (*_LIST, commit, "--", prefix),
    )
    altered, new, there = (
        {path[len(prefix) :].partition("/")[0] for path in git(root, *words).split("\0") if path} for words in asked
    )
    return Since(commit, frozenset(altered | new), frozenset(there))


# -- git


# -- comparing


def _notice_then(slug: str, folder: Path, past: _Past, day: date | None) -> Notice | None:
    """The notice at the revision, if it was public there."""
    base = f"notices/{slug}/"
    text, ledger = past.text(base + "notice.md", folder), past.text(base + "ledger.yaml", folder)
    before = read_notice(slug, text, ledger, base, []) if text else None
    return before if before is not None and _was_public(before, day) else None


def _was_public(notice: Notice, day: date | None) -> bool:
    begins = visible_from(notice.head)
    return not notice.head.draft and (day is None or begins is None or begins <= day)


def _registers(folder: Path, shown: str, past: _Past, moved: Moved) -> Iterator[Finding]:
    """Ids of organs, inspections and themes that are gone, and redirects with them."""
    for name, column in _KEYED.items():
        gone = keys_of(past.texts.get(name)) - keys_of(text_of_file(folder / name))
        for key in sorted(gone):
            url = f"/{column}/{key}/"
            if not moved.tells(url):
                yield _vanished(Span(path=f"{shown}/{name}"), url, f"{past.revision} 的 {name} 里有 {key}")
    yield from _organs(past.texts.get("organs.yaml"), folder, shown, past.revision)
    before = convert(read_yaml(past.texts.get("redirects.yaml") or "", "").root, dict[str, str], []) or {}
    for old, target in sorted(before.items()):
        if moved.tells(old) and not moved.leads(old, target):
            yield H006.finding(
                Slip(
                    Span(path=f"{shown}/redirects.yaml"),
                    f"网址 {old} 的去处改了",
                    f"{past.revision} 里去 {target}",
                    f"改回来；{target} 自己改了地方的，给它另写一条",
                )
            )
    for old in sorted(before):
        if not moved.tells(old) and not _is_there(folder, old):
            yield _vanished(
                Span(path=f"{shown}/redirects.yaml"), old, f"{past.revision} 的 redirects.yaml 里有它的去处"
            )


def _organs(before: str | None, folder: Path, shown: str, revision: str) -> Iterator[Finding]:
    """Organs that took another name and did not keep the old one in `names`."""
    text = text_of_file(folder / "organs.yaml") or ""
    old = convert(read_yaml(before or "", "").root, dict[str, Organ], []) or {}
    tree = read_yaml(text, f"{shown}/organs.yaml").root
    new = convert(tree, dict[str, Organ], []) or {}
    for key in sorted(old.keys() & new.keys()):
        was, is_ = old[key], new[key]
        kept = [
            Correction(date=date.min, kind="correction", what="", before=each.name, after=is_.name)
            for each in is_.names
            if each not in was.names
        ]
        for each in differences("Organ", plain(was), plain(is_), kept):
            label = "名称" if each.path[0] == "name" else f" {each.path[0]}"
            why, mend = f"{revision} 里的{label}现在不一样", "恢复原来的，或在 names 里留下旧名"
            yield H011.finding(Slip(locate(tree, key, *each.path), f"{key} 的{label}改了，没有留下原来的", why, mend))


def _is_there(folder: Path, url: str) -> bool:
    """Whether a notice or page stands at a URL again."""
    parts = url.strip("/").split("/")
    return (folder / "notices" / parts[-1] / "notice.md").is_file() or (
        folder / "pages" / f"{url.strip('/')}.md"
    ).is_file()


def _files(folder: Path, shown: str, past: _Past, moved: Moved) -> Iterator[Finding]:
    """Pages and attachments that are gone."""
    for path in past.changed:
        parts = path.split("/")
        if (folder / path).exists():
            continue
        if parts[0] == "pages" and path.endswith(".md"):
            url = f"/{path.removeprefix('pages/').removesuffix('.md')}/"
        elif (
            parts[0] == "notices"
            and len(parts) == 4
            and parts[2] == "files"
            and (folder / "notices" / parts[1]).is_dir()
        ):
            url = f"/notices/{parts[1]}/files/{parts[3]}"
        else:
            continue
        if not moved.tells(url):
            yield _vanished(Span(path=f"{shown}/{path}"), url, f"{past.revision} 里有 {path}")


def _vanished(at: Span, url: str, why: str) -> Finding:
    return H006.finding(Slip(at, f"网址 {url} 没有了", why, "恢复它，或在 redirects.yaml 里写上去处"))
