"""`check --against REV`: what changed in content since a revision of git. No page depends on it.

Runs the installed git. A shallow clone that lacks the revision is a SiteError with the command that mends it.
"""

import subprocess
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import NamedTuple

from site_builder.build.disk import shown
from site_builder.records.convert import convert
from site_builder.records.findings import Finding, SiteError, Span
from site_builder.records.notice import Notice, read_notice
from site_builder.records.source import Mapping as Keys
from site_builder.records.source import read_yaml
from site_builder.rules.compared import Then, compared
from site_builder.rules.rule import Slip
from site_builder.rules.since import H003, H006
from site_builder.views.derive import visible_from

_KEYED = {"organs.yaml": "organs", "inspections.yaml": "inspections", "themes.yaml": "themes"}
_LIST = ("ls-tree", "-r", "-z", "--name-only", "--full-tree")
_RESOLVE = ("rev-parse", "--verify", "--quiet", "--end-of-options")


class _Past(NamedTuple):
    """Content at the revision: paths it had, and texts of those that differ now; paths are below content/."""

    revision: str
    paths: frozenset[str]
    changed: tuple[str, ...]
    texts: Mapping[str, str]

    def text(self, path: str, folder: Path) -> str | None:
        """A file's text at the revision; what did not change is read from disk."""
        if path in self.texts:
            return self.texts[path]
        return _text(folder / path) if path in self.paths else None


def against(revision: str, content: Path, day: date | None = None) -> list[Finding]:
    """Findings for what changed in silence since a revision, sorted by place.

    Takes   revision: anything git understands: origin/main, a tag, a commit
            day: notices that are not public on it yet may still change; None = every notice that is no draft is public
    Errors  SiteError where there is no repository, no git, or no such revision
    """
    folder = content.resolve()
    past = _past(folder, revision)
    moved = _moved(folder)
    slugs = sorted({path.split("/")[1] for path in past.changed if path.startswith("notices/") and path.count("/") > 1})
    findings = [
        finding
        for slug in slugs
        for finding in _notice(slug=slug, folder=folder, shown=shown(content), past=past, day=day, moved=moved)
    ]
    findings += _registers(folder, shown(content), past, moved)
    findings += _files(folder, shown(content), past, moved)
    return sorted(dict.fromkeys(findings))


def _past(folder: Path, revision: str) -> _Past:
    root = Path(_git(folder, "rev-parse", "--show-toplevel").strip())
    commit = _commit(folder, revision)
    prefix = folder.relative_to(root.resolve()).as_posix()
    prefix = "" if prefix == "." else prefix + "/"
    listed = _git(root, *_LIST, commit, *([prefix] if prefix else []))
    paths = frozenset(path.removeprefix(prefix) for path in listed.split("\0") if path)
    changed = tuple(_changed(root, commit, prefix))
    texts = _texts_at(root, commit, [path for path in changed if path.endswith((".md", ".yaml"))], prefix)
    return _Past(revision, paths, changed, texts)


# -- git


def _git(folder: Path, *arguments: str, stdin: bytes | None = None) -> str:
    return _run(folder, *arguments, stdin=stdin).decode("utf-8", "replace")


def _run(folder: Path, *arguments: str, stdin: bytes | None = None) -> bytes:
    try:
        done = subprocess.run(["git", "-C", str(folder), *arguments], input=stdin, capture_output=True, check=False)
    except OSError:
        raise SiteError("没有 git：先安装 git，或去掉 --against") from None
    if done.returncode:
        words = done.stderr.decode("utf-8", "replace").strip().split("\n")[0]
        if "not a git repository" in words:
            raise SiteError(f"{folder} 不在 git 仓库里：先运行 git init 并提交，或去掉 --against")
        if "dubious ownership" in words:
            raise SiteError(f"git 不信任这个文件夹：运行 git config --global --add safe.directory {folder}")
        raise SiteError(f"git {arguments[0]} 失败：{words}")
    return done.stdout


def _commit(folder: Path, revision: str) -> str:
    try:
        return _git(folder, *_RESOLVE, revision + "^{commit}").strip()
    except SiteError:
        shallow = _git(folder, "rev-parse", "--is-shallow-repository").strip() == "true"
    if shallow:
        raise SiteError(
            f"浅克隆里没有版本 {revision}：运行 git fetch --unshallow origin"
            "（GitHub Actions 里给 checkout 写 fetch-depth: 0）"
        )
    raise SiteError(f"没有版本 {revision}：运行 git fetch origin 取来，或用 git log --oneline 看有哪些版本")


def _changed(root: Path, commit: str, prefix: str) -> list[str]:
    """Paths below content/ that the commit has and the working tree has not, or has otherwise."""
    args = ("diff", "--name-only", "--no-renames", "--diff-filter=DMT", "-z", commit, "--", prefix or ".")
    return [path.removeprefix(prefix) for path in _git(root, *args).split("\0") if path]


def _texts_at(root: Path, commit: str, paths: Iterable[str], prefix: str) -> dict[str, str]:
    """Texts of files at a commit, by path below content/; what was not there is left out."""
    wanted = list(paths)
    if not wanted:
        return {}
    asked = "".join(f"{commit}:{prefix}{path}\n" for path in wanted).encode()
    answer = _run(root, "cat-file", "--batch", stdin=asked)
    texts: dict[str, str] = {}
    at = 0
    for path in wanted:
        line_end = answer.index(b"\n", at)
        header = answer[at:line_end].split()
        at = line_end + 1
        if header[-1:] == [b"missing"] or len(header) != 3:
            continue
        size = int(header[2])
        texts[path] = answer[at : at + size].decode("utf-8-sig", "replace").replace("\r\n", "\n")
        at += size + 1
    return texts


# -- comparing


def _notice(slug: str, folder: Path, shown: str, past: _Past, day: date | None, moved: "_Moved") -> Iterator[Finding]:
    base = f"notices/{slug}/"
    text, ledger = past.text(base + "notice.md", folder), past.text(base + "ledger.yaml", folder)
    before = read_notice(slug, text, ledger, f"{shown}/notices/{slug}", []) if text else None
    if before is None or not _was_public(before, day):
        return
    home = f"/notices/{slug}/"
    name = slug if (folder / base / "notice.md").is_file() else moved.notice(home)
    after = _notice_now(folder, shown, name) if name else None
    if name is None or (after is not None and after.head.draft):
        if moved.tells(home):
            return
        what = f"公开过的通报 {slug} 变成了草稿" if name else f"公开过的通报 {slug} 不见了"
        mend = "删去 draft: true" if name else "恢复文件夹；改了名的，在 redirects.yaml 里写上"
        at = Span(path=f"{shown}/notices/{slug}/notice.md")
        yield H003.finding(Slip(at, what, f"{past.revision} 里是公开的", f"{mend}；确要撤下的用 after_close: withdraw"))
    elif after is not None:
        yield from compared(Then(before, past.revision), after, moved.tells)


def _was_public(notice: Notice, day: date | None) -> bool:
    begins = visible_from(notice.head)
    return not notice.head.draft and (day is None or begins is None or begins <= day)


def _notice_now(folder: Path, shown: str, slug: str) -> Notice | None:
    path = folder / "notices" / slug
    ledger = _text(path / "ledger.yaml")
    return read_notice(slug, _text(path / "notice.md") or "", ledger, f"{shown}/notices/{slug}", [])


def _text(path: Path) -> str | None:
    if not path.is_file():
        return None
    return path.read_bytes().decode("utf-8-sig", "replace").replace("\r\n", "\n")


class _Moved:
    """redirects.yaml: where URLs went."""

    def __init__(self, redirects: Mapping[str, str]):
        self._to = {old.rstrip("/") + "/": new for old, new in redirects.items()}

    def tells(self, url: str) -> bool:
        return url.rstrip("/") + "/" in self._to

    def notice(self, url: str) -> str | None:
        """The slug of the notice that a notice's URL went to."""
        parts = self._to.get(url, "").strip("/").split("/")
        return parts[1] if len(parts) == 2 and parts[0] == "notices" else None


def _moved(folder: Path) -> _Moved:
    tree = read_yaml(_text(folder / "redirects.yaml") or "", "redirects.yaml").root
    return _Moved(convert(tree, dict[str, str], []) or {})


def _registers(folder: Path, shown: str, past: _Past, moved: _Moved) -> Iterator[Finding]:
    """Ids of organs, inspections and themes that are gone, and redirects with them."""
    for name, column in _KEYED.items():
        gone = _keys(past.texts.get(name)) - _keys(_text(folder / name))
        for key in sorted(gone):
            url = f"/{column}/{key}/"
            if not moved.tells(url):
                yield _vanished(Span(path=f"{shown}/{name}"), url, f"{past.revision} 的 {name} 里有 {key}")
    for old in sorted(_keys(past.texts.get("redirects.yaml"))):
        if not moved.tells(old) and not _is_there(folder, old):
            yield _vanished(
                Span(path=f"{shown}/redirects.yaml"), old, f"{past.revision} 的 redirects.yaml 里有它的去处"
            )


def _is_there(folder: Path, url: str) -> bool:
    """Whether a notice or page stands at a URL again."""
    parts = url.strip("/").split("/")
    return (folder / "notices" / parts[-1] / "notice.md").is_file() or (
        folder / "pages" / f"{url.strip('/')}.md"
    ).is_file()


def _keys(text: str | None) -> set[str]:
    value = read_yaml(text or "", "").root.value
    return set(value) if isinstance(value, Keys) else set()


def _files(folder: Path, shown: str, past: _Past, moved: _Moved) -> Iterator[Finding]:
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
