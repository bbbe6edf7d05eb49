"""Pages of the handbook as a series of steps, and a copy of the demonstration in which an editor takes them.

A page marks its blocks in their info string; readers see ordinary blocks.

    ```console              commands after `$`; every other line is found in what the last command printed
    ```console exit=1       the same for commands that must fail
    ```yaml file=PATH       the whole of a file        ```yaml append=PATH   what is added at its end
    ```yaml old=PATH        words that stand once in a file, and in the next block ```yaml new=PATH what replaces them
    ```yaml gone=PATH       words that stand once in a file and are taken out
    ```text docx=PATH       a Word document of these paragraphs
    <!-- has PATH: words --> and <!-- lacks PATH: words --> say what a built page must show
"""

import os
import re
import shlex
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from click.testing import CliRunner
from markdown_it import MarkdownIt

from site_builder.cli import main as program

ROOT = Path(__file__).parents[2]
HANDBOOK = ROOT / "docs" / "handbook"
NOON = "1795147200"  # 2026-11-20 in the demonstration's zone
_SAYS = re.compile(r"<!-- (has|lacks) (\S+): (.*?) -->", re.DOTALL)


class Step(NamedTuple):
    """What an editor does: `verb` and `path` of the mark, the text, and the page's line for messages."""

    verb: str
    path: str
    text: str
    line: int
    status: int = 0


def steps_of(page: Path) -> Iterator[Step]:
    """Marked blocks and comments of a page, in order."""
    for token in MarkdownIt().parse(page.read_text("utf-8")):
        line = token.map[0] + 1 if token.map else 0
        if token.type == "html_block":
            yield from (Step(verb, path, words, line) for verb, path, words in _SAYS.findall(token.content))
        if token.type != "fence":
            continue
        language, _, marks = token.info.partition(" ")
        told = dict(mark.split("=", 1) for mark in marks.split())
        status = int(told.pop("exit", 0))
        if language == "console":
            yield Step("run", "", token.content, line, status)
        for verb, path in told.items():
            yield Step(verb, path, token.content, line)


class EditorFolder:
    """An editor's folder: the program, the demonstration's content under git, and the site as it was last published."""

    def __init__(self, folder: Path, patch: pytest.MonkeyPatch, published: Path):
        """Takes   published: the demonstration's public/, with its state beside it"""
        self.folder = folder
        shutil.copytree(ROOT / "content", folder / "content")
        (folder / "templates").symlink_to(ROOT / "templates")
        for made in (published, published.parent / f".{published.name}.state"):
            shutil.copytree(made, folder / made.name, symlinks=True)
        (folder / ".gitignore").write_text("public/\n.*.state/\ntemplates\n", "utf-8")
        patch.chdir(folder)
        patch.setenv("SOURCE_DATE_EPOCH", NOON)
        for who in ("AUTHOR", "COMMITTER"):
            patch.setenv(f"GIT_{who}_NAME", "editor")
            patch.setenv(f"GIT_{who}_EMAIL", "editor@taizhang.invalid")
        self._old = ""
        for command in ("git init -q -b main", "git add .", "git commit -q -m start"):
            self.run(command)

    def take(self, step: Step) -> None:
        """Does what the step says; an AssertionError tells what did not come out as the page has it."""
        path = self.folder / step.path
        match step.verb:
            case "run":
                self._console(step)
            case "file":
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(step.text, "utf-8")
            case "append":
                path.write_text(path.read_text("utf-8") + step.text, "utf-8")
            case "old" | "gone":
                self._old = step.text.rstrip("\n")
                text = path.read_text("utf-8")
                assert text.count(self._old) == 1, f"{step.path} has not once:\n{step.text}"
                if step.verb == "gone":
                    path.write_text(text.replace(self._old, ""), "utf-8")
            case "new":
                path.write_text(path.read_text("utf-8").replace(self._old, step.text.rstrip("\n")), "utf-8")
            case "docx":
                _word(path, step.text)
            case "has":
                assert step.text in path.read_text("utf-8"), f"{step.path} lacks {step.text}"
            case "lacks":
                assert not path.exists() or step.text not in path.read_text("utf-8"), f"{step.path} has {step.text}"
            case _:
                raise AssertionError(f"unknown mark {step.verb}=")

    def _console(self, step: Step) -> None:
        output = ""
        for line in step.text.splitlines():
            if line.startswith("$ "):
                status, output = self.run(line[2:])
                assert status == step.status, f"{line}\nexit {status}\n{output}"
            elif line.strip() not in ("", "…"):
                assert line.strip() in output, f"not printed: {line}\n{output}"

    def run(self, command: str) -> tuple[int, str]:
        """Exit status and all that a command prints. Ours run in this process, as `python build.py` and `taizhang` would."""
        words = shlex.split(command)
        ours = next((each for each in (["python", "build.py"], ["taizhang"]) if words[: len(each)] == each), None)
        if ours:
            done: Any = CliRunner().invoke(program, words[len(ours) :])
            assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
            return done.exit_code, done.output
        assert words[0] in ("git", "cp", "mkdir"), f"what is {command}?"
        ran = subprocess.run(words, capture_output=True, text=True, check=False, env=dict(os.environ))
        return ran.returncode, ran.stdout + ran.stderr


def _word(path: Path, text: str) -> None:
    from docx import Document

    document = Document()
    for line in text.splitlines():
        if line.strip():
            document.add_paragraph(line)
    document.save(str(path))
