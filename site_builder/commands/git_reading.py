"""What git keeps of the content at a revision, read without a work tree."""

import subprocess
from collections.abc import Iterable
from pathlib import Path

from site_builder.records.findings import SiteError

_RESOLVE = ("rev-parse", "--verify", "--quiet", "--end-of-options")


def git(folder: Path, *arguments: str, stdin: bytes | None = None) -> str:
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


def commit_of(folder: Path, revision: str) -> str:
    try:
        return git(folder, *_RESOLVE, revision + "^{commit}").strip()
    except SiteError:
        shallow = git(folder, "rev-parse", "--is-shallow-repository").strip() == "true"
    if shallow:
        raise SiteError(
            f"浅克隆里没有版本 {revision}：运行 git fetch --unshallow origin"
            "（GitHub Actions 里给 checkout 写 fetch-depth: 0）"
        )
    raise SiteError(f"没有版本 {revision}：运行 git fetch origin 取来，或用 git log --oneline 看有哪些版本")


def changed_since(root: Path, commit: str, prefix: str) -> list[str]:
    """Paths below content/ that the commit has and the working tree has not, or has otherwise."""
    args = ("diff", "--name-only", "--no-renames", "--diff-filter=DMT", "-z", commit, "--", prefix or ".")
    return [path.removeprefix(prefix) for path in git(root, *args).split("\0") if path]


def blobs_at(root: Path, commit: str, paths: Iterable[str], prefix: str) -> dict[str, bytes]:
    """Contents of files at a commit, by path below content/; what was not there is left out.

    Takes   root: of the repository; paths: below content/; prefix: the path of content/ in the repository
    """
    wanted = [path for path in paths if "\n" not in path]
    if not wanted:
        return {}
    asked = "".join(f"{commit}:{prefix}{path}\n" for path in wanted).encode("utf-8", "surrogateescape")
    answer = _run(root, "cat-file", "--batch", stdin=asked)
    blobs: dict[str, bytes] = {}
    at = 0
    for path in wanted:
        line_end = answer.index(b"\n", at)
        header = answer[at:line_end].split()
        at = line_end + 1
        if header[-1:] == [b"missing"] or len(header) != 3:
            continue
        size = int(header[2])
        blobs[path] = answer[at : at + size]
        at += size + 1
    return blobs
