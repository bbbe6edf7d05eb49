"""A site that is about to change, faults at a chosen step of the change, and what must hold after each.

A step is any operation that alters the file system, as Python's own audit events tell them: opening a file to write,
a rename, a removal, a folder made or removed. The n-th of them fails, or is the last thing that the process does.
"""

import os
import re
import shutil
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urljoin, urlsplit

from site_builder.build import workers
from site_builder.rendering.render import SharedCode
from tests.conftest import HEAD, ORGANS, TEXT, Space

STEPS = {"os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.truncate", "shutil.rmtree"}
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT
_LINK = re.compile(r"""<(?:a|link|script|img)\b[^>]*?\s(?:href|src)="([^"]*)""")


class _Injector:
    """Counts steps below a folder, and at the armed one fails or ends the process."""

    def __init__(self) -> None:
        self.folder = ""
        self.count = 0
        self.at = -1
        self.error: OSError | None = None
        self.torn = False

    def __call__(self, event: str, args: tuple[Any, ...]) -> None:
        if not self.folder or not (event in STEPS or event == "open"):
            return
        if event == "open" and not (isinstance(args[2], int) and args[2] & _WRITING):
            return
        if not any(isinstance(each, str | os.PathLike) and self.folder in str(each) for each in args[:2]):
            return
        self.count += 1
        if self.count == self.at:
            if self.error is None:
                os.kill(os.getpid(), signal.SIGKILL)
            else:
                raise self.error


_injector = _Injector()
_hooked: list[bool] = []


@contextmanager
def watched(folder: Path, at: int = -1, error: OSError | None = None) -> Iterator[_Injector]:
    """Counts steps below a folder. At step `at`: raises `error`, or with None the process kills itself."""
    if not _hooked:  # a hook stays for the life of the process, so there is one, idle when nothing is watched
        sys.addaudithook(_injector)
        _hooked.append(True)
    _injector.folder, _injector.count, _injector.at, _injector.error = str(folder) + os.sep, 0, at, error
    try:
        yield _injector
    finally:
        _injector.folder = ""


class Change:
    """Old and new content of a site: a notice altered, one removed, one added, an organ and a page added."""

    def __init__(self, folder: Path, templates: Path, **options: Any):
        self.space = Space(folder / "site")
        os.environ["TAIZHANG_STATE"] = str(
            self.space.folder / ".hidden"
        )  # so that what is written there is a step as well
        self.store = folder / "kept"
        self.options = {"templates": templates, **options}
        self.old_content()
        self.space.build(**self.options)
        self.old = self.space.tree()
        shutil.copytree(self.space.folder, self.store)
        self.new_content()
        self.space.build(out=folder / "clean", **self.options)
        self.new = self.space.tree(folder / "clean")
        assert dead_links(self.old, set(self.old)) == []
        assert dead_links(self.new, set(self.new)) == []

    def old_content(self) -> None:
        self.space.write("organs.yaml", ORGANS)
        self.space.notice("a")
        self.space.notice("b", head=HEAD + "follows: a\n")
        self.space.notice("gone", head=HEAD.replace("2024-10-17", "2024-10-16", 1))
        self.space.notice("draft", head=HEAD + "draft: true\n")

    def new_content(self) -> None:
        self.space.write("organs.yaml", ORGANS + 'other:\n  name: "云州市新局"\n')
        self.space.notice("a", text=TEXT.replace("台账不全", "台账残缺"))
        self.space.remove("gone") if (self.space.content / "notices/gone").exists() else None
        self.space.write("pages/help.md", "# 帮助\n")
        self.space.notice("added", head=HEAD.replace("organ: amr", "organ: other"))
        self.space.notice("more", head=HEAD + "follows: added\n")

    def reset(self) -> None:
        """The old site, published and remembered; the new content, not yet built."""
        shutil.rmtree(self.space.folder)
        shutil.copytree(self.store, self.space.folder)
        self.new_content()

    def steps(self) -> int:
        self.reset()
        with watched(self.space.folder) as seen:
            self.space.build(**self.options)
        return seen.count

    def lost(self) -> str | None:
        """What is wrong with the site after a fault, and after the build that follows; None where nothing is."""
        now = self.space.tree()
        if torn := [path for path, content in now.items() if content not in (self.old.get(path), self.new.get(path))]:
            return f"neither old nor new: {torn[:3]}"
        if dead := dead_links(now, set(self.old) & set(self.new)):
            return f"dead links: {dead[:3]}"
        self.space.build(**self.options)
        if (made := self.space.tree()) != self.new:
            differing = {path for path in made.keys() | self.new if made.get(path) != self.new.get(path)}
            return f"next build differs: {sorted(differing)[:3]}"
        return None


def dead_links(tree: dict[str, bytes], readers_are_on: set[str]) -> list[str]:
    """Links to files that are not there, on pages that a reader can reach from the home page or from these pages."""
    todo = [path for path in readers_are_on | {"index.html"} if path in tree and path.endswith(".html")]
    met, dead = set(todo), []
    while todo:
        page = todo.pop()
        for url in _LINK.findall(tree[page].decode()):
            parts = urlsplit(urljoin(f"/{page}", url.replace("&amp;", "&")))
            if parts.scheme or parts.netloc:
                continue
            path = unquote(parts.path).removeprefix("/")
            path = path + "index.html" if path == "" or path.endswith("/") else path
            if path not in tree:
                dead.append(f"{page} → {path}")
            elif path.endswith(".html") and path not in met:
                met.add(path)
                todo.append(path)
    return dead


def killed_at(change: Change, step: int) -> bool:
    """Builds in a process of its own that kills itself at a step. True where it came so far."""
    child = os.fork()
    if child == 0:
        try:
            with watched(change.space.folder, at=step):
                change.space.build(**change.options)
        finally:
            os._exit(0)
    return os.WIFSIGNALED(os.waitpid(child, 0)[1])


def arm(folder: Path, step: int) -> None:
    """In a worker that has just begun: it kills itself at a step of its own."""
    if not _hooked:
        sys.addaudithook(_injector)
        _hooked.append(True)
    _injector.folder, _injector.count, _injector.at, _injector.error = str(folder) + os.sep, 0, step, None


def built_afresh(change_or_space: Space, options: dict[str, Any]) -> str | None:
    """A build in a process that remembers nothing of the builds before it. What went wrong; None where it succeeded."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        said = "?"
        try:
            SharedCode._memory.clear()
            workers._renderers.clear()
            change_or_space.build(**options)
            said = ""
        except BaseException as error:  # noqa: BLE001, RUF100
            said = f"{type(error).__name__}: {error}"
        finally:
            os.write(writing, said.encode()[:4000])
            os._exit(0)
    os.close(writing)
    with os.fdopen(reading, "rb") as pipe:
        said = pipe.read().decode("utf-8", "replace")
    status = os.waitpid(child, 0)[1]
    return f"signal {os.WTERMSIG(status)}" if os.WIFSIGNALED(status) else said or None
