"""Git for editors: which notices have uncommitted changes, in sentences, and a commit on request; nothing is pushed."""

import subprocess
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from msgspec import Struct

from site_builder.build.decoding import decoded_leniently, text_of_file
from site_builder.build.disk import slugs
from site_builder.desk.edits import RefusedError
from site_builder.desk.text_differences import changes_in_words
from site_builder.records.notice import Notice, read_notice

_PATIENCE = 20  # seconds for a question
_PATIENCE_TO_COMMIT = 600  # seconds: a hook of the repository may check the whole site
_FILES = {"notice.md", "ledger.yaml"}

_STATUS = ("status", "--porcelain", "-z", "--untracked-files=all", "--no-renames")


class ChangedNotice(Struct, frozen=True):
    slug: str
    title: str
    said: tuple[str, ...]


class Repository:
    """Takes   content: the content folder; `there` is False where it is not in a git repository"""

    def __init__(self, content: Path):
        self.content = content
        top = self._git("rev-parse", "--show-toplevel")
        self.there = top is not None
        self.top = Path(top.strip()) if top else content

    def _git(self, *arguments: str) -> str | None:
        """What git answers to a question; None where it fails. It takes no lock, which would stop another git of the editor's."""
        answer = self._run(["--no-optional-locks", *arguments])
        return decoded_leniently(answer.stdout) if answer and answer.returncode == 0 else None

    def _run(
        self, arguments: Sequence[str], patience: float = _PATIENCE
    ) -> "subprocess.CompletedProcess[bytes] | None":
        try:
            return subprocess.run(
                ["git", "-C", str(self.content), *arguments],
                capture_output=True,
                timeout=patience,
                stdin=subprocess.DEVNULL,
                check=False,
            )
        except (OSError, subprocess.TimeoutExpired):
            return None

    def paths(self) -> list[str]:
        """Uncommitted paths below the content folder, relative to the root of the repository."""
        status = self._git(*_STATUS, "--", ".")
        return [entry[3:] for entry in (status or "").split("\0") if len(entry) > 3]

    def changes(self) -> list[ChangedNotice]:
        """One entry for each changed notice; changes outside the notices come last."""
        if not self.there:
            return []
        prefix = self.content.resolve().relative_to(self.top.resolve()).as_posix() + "/notices/"
        prefix = prefix.removeprefix("./")
        touched: dict[str, set[str]] = {}
        others: list[str] = []
        for path in self.paths():
            slug, _, name = path.removeprefix(prefix).partition("/")
            if path.startswith(prefix) and name:
                touched.setdefault(slug, set()).add(name)
            else:
                others.append(path.rpartition("/")[2])
        found = list(self._notices(prefix, touched))
        if others:
            found.append(ChangedNotice("", "别的文件", tuple(f"{name} 有改动" for name in sorted(others))))
        return found

    def _notices(self, prefix: str, touched: dict[str, set[str]]) -> Iterator[ChangedNotice]:
        there = set(slugs(self.content))
        for slug, names in sorted(touched.items()):
            after = self._notice(slug, lambda name, slug=slug: self._present(slug, name)) if slug in there else None  # type: ignore[misc]
            before = self._notice(slug, lambda name, slug=slug: self._git("show", f"HEAD:{prefix}{slug}/{name}"))  # type: ignore[misc]
            said = changes_in_words(before, after) if names & _FILES else []
            said += [f"文件 {name.removeprefix('files/')}" for name in sorted(names) if name.startswith("files/")]
            if "approval.yaml" in names:
                said.append("审批步骤有改动")
            shown = after or before
            title = (shown.head.title or slug) if shown else slug
            if said:
                yield ChangedNotice(slug, title, tuple(said))

    def _present(self, slug: str, name: str) -> str | None:
        return text_of_file(self.content / "notices" / slug / name)

    def _notice(self, slug: str, read: Callable[[str], str | None]) -> Notice | None:
        text = read("notice.md")
        if text is None:
            return None
        ledger = read("ledger.yaml") or ""
        return read_notice(slug, text, ledger, slug, [])

    def commit(self, message: str) -> str:
        """Commits the content folder and nothing else. Gives the short hash of the commit. Raises RefusedError."""
        if not self.there:
            raise RefusedError("内容文件夹不在 git 代码库里")
        added = self._run(["add", "-A", "--", "."], _PATIENCE_TO_COMMIT)
        if added is None or added.returncode:
            raise RefusedError("git add 没有成功：" + _said(added))
        made = self._run(["commit", "-q", "-m", message, "--", "."], _PATIENCE_TO_COMMIT)
        if made is None or made.returncode:
            said = _said(made)
            if "identity" in said or "user.email" in said or "tell me who you are" in said:
                said = "git 还不知道您是谁；请管代码库的人设好 user.name 和 user.email"
            raise RefusedError("没有提交成：" + said)
        return (self._git("rev-parse", "--short", "HEAD") or "").strip()


def _said(answer: "subprocess.CompletedProcess[bytes] | None") -> str:
    if answer is None:
        return "git 没有回应"
    lines = (answer.stderr or answer.stdout).decode("utf-8", "replace").strip().split("\n")
    return lines[-1] or "没有要提交的改动"


def message_of(changes: Sequence[ChangedNotice]) -> str:
    """The commit message: a summary line, then the changes of each notice."""
    if not changes:
        return ""
    named = [change for change in changes if change.slug] or list(changes)
    first = f"{named[0].title[:40]}：{named[0].said[0][:40]}" if len(named) == 1 else f"{len(named)} 份通报的记录"
    body = [line for change in changes for line in ("", change.title, *(f"- {said}" for said in change.said))]
    return "\n".join([first, *body]) + "\n"
