"""What is compared: this generator, and Hugo fed in two ways. Each knows how to write, edit and build its site."""

import compileall
import shutil
import sys
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Protocol

from benchmarks import content, hugo
from benchmarks.records import Notice

PROJECT = Path(__file__).resolve().parent.parent
ADDED = "另附第{}号核对说明。"


class Side(Protocol):
    """One way to make the site. `number` of an edit makes it differ from the last; `forget` removes the site and all that
    builds keep of it, and with `code` what the program keeps for all sites, too.
    """

    @property
    def name(self) -> str: ...
    @property
    def out(self) -> Path: ...
    def prepare(self, records: list[Notice]) -> None: ...
    def forget(self, code: bool = False) -> None: ...
    def edit_notice(self, records: list[Notice], position: int, number: int) -> None: ...
    def edit_template(self, number: int) -> None: ...
    def command(self, day: date) -> list[str]: ...
    def environment(self, day: date) -> dict[str, str]: ...


def edited(notice: Notice, number: int) -> Notice:
    """The same notice with some words more in the second measure of its first item."""
    category = notice.categories[0]
    item = category.items[0]
    measures = (item.measures[0], item.measures[1] + ADDED.format(number), *item.measures[2:])
    items = (replace(item, measures=measures), *category.items[1:])
    return replace(notice, categories=(replace(category, items=items), *notice.categories[1:]))


@dataclass
class Ours:
    """`jobs` as of the command line: 0 is a process a core."""

    folder: Path
    jobs: int = 0
    search: bool = False
    name: str = "台账"

    @property
    def out(self) -> Path:
        return self.folder / "public"

    @property
    def program(self) -> Path:
        return self.folder / "program"

    def prepare(self, records: list[Notice]) -> None:
        content.write_content(records, self.folder / "content")
        self.copy_program()

    def copy_program(self) -> None:
        """The program and its templates as they are now."""
        shutil.copytree(PROJECT / "templates", self.folder / "templates")
        # a copy of the program as it is now: an edit of the project during long runs changes nothing
        shutil.copytree(PROJECT / "site_builder", self.program / "site_builder", ignore=shutil.ignore_patterns("*.pyc"))
        shutil.copy(PROJECT / "build.py", self.program)
        compileall.compile_dir(self.program, quiet=1)  # as pip does where it installs a program

    def forget(self, code: bool = False) -> None:
        for name in ("public", ".public.state", ".taizhang", *(("code",) if code else ())):
            shutil.rmtree(self.folder / name, ignore_errors=True)

    def edit_notice(self, records: list[Notice], position: int, number: int) -> None:
        content.write_notice(edited(records[position], number), self.folder / "content")

    def edit_template(self, number: int) -> None:
        original = (PROJECT / "templates" / "pages" / "ledger.html").read_text("utf-8")
        insert(original, number, self.folder / "templates" / "pages" / "ledger.html")

    def command(self, day: date) -> list[str]:
        command = [sys.executable, str(self.program / "build.py"), "build", "--today", str(day)]
        command += ["--jobs", str(self.jobs)]
        for name in ("content", "templates"):
            command += [f"--{name}", str(self.folder / name)]
        return [*command, "--out", str(self.out), *([] if self.search else ["--no-search"])]

    def environment(self, day: date) -> dict[str, str]:
        return {"TAIZHANG_CACHE": str(self.folder / "code")}  # as the user's own folder is on any machine


@dataclass
class Hugo:
    program: Path
    folder: Path
    form: hugo.Form

    @property
    def name(self) -> str:
        return {"adapter": "Hugo（内容适配器）", "files": "Hugo（内容文件）"}[self.form]

    @property
    def out(self) -> Path:
        return self.folder / "public"

    def prepare(self, records: list[Notice]) -> None:
        hugo.write_hugo(records, self.folder, self.form)

    def forget(self, code: bool = False) -> None:
        for name in ("public", "resources", "cache"):
            shutil.rmtree(self.folder / name, ignore_errors=True)

    def edit_notice(self, records: list[Notice], position: int, number: int) -> None:
        titles = {notice.slug: notice.title for notice in records}
        before = records[position - 1] if position else None
        after = records[position + 1] if position + 1 < len(records) else None
        neighbours = hugo.neighbours_of(before, after)
        hugo.write_notice(edited(records[position], number), self.folder, self.form, neighbours, titles)

    def edit_template(self, number: int) -> None:
        original = (hugo.SKELETON / "layouts" / "ledger.html").read_text("utf-8")
        insert(original, number, self.folder / "layouts" / "ledger.html")

    def command(self, day: date) -> list[str]:
        places = {"source": self.folder, "destination": self.out, "cacheDir": self.folder / "cache"}
        return [str(self.program), "build", "--quiet", *(f"--{name}={path}" for name, path in places.items())]

    def environment(self, day: date) -> dict[str, str]:
        return {"HUGO_PARAMS_TODAY": str(day)}


def insert(template: str, number: int, path: Path, before: str = "</caption>") -> None:
    """Writes the template with a few words more, by default in the caption of its table."""
    if before not in template:
        raise ValueError(f"{path} has no {before} to edit")
    path.write_text(template.replace(before, f"（版式{number}）{before}", 1), "utf-8")
