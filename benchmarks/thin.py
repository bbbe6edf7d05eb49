"""Thin pages: a file of one paragraph, a page each, as in published comparisons of generators. Nothing of a ledger is made."""

import shutil
from dataclasses import dataclass
from pathlib import Path

from benchmarks import content, hugo
from benchmarks.records import Notice
from benchmarks.sides import ADDED, PROJECT, Hugo, Ours, insert

FOLDER = "t"
PARAGRAPH = "这是第{}页的一段话，写明本页要说的一件事，供测量生成速度之用。文字全部虚构，约五十个字，有两句话。"


def name_of(number: int) -> str:
    return f"p{number:05}"


def markdown(number: int, more: str = "") -> str:
    return f'---\ntitle: "第{number}页"\n---\n\n{PARAGRAPH.format(number)}{more}\n'


def write_pages(folder: Path, number: int) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for each in range(number):
        (folder / f"{name_of(each)}.md").write_text(markdown(each), "utf-8")


def save_page(folder: Path, pages: int, number: int) -> None:
    """Writes the page in the middle with some words more."""
    middle = pages // 2
    (folder / f"{name_of(middle)}.md").write_text(markdown(middle, ADDED.format(number)), "utf-8")


@dataclass
class ThinOurs(Ours):
    """Our pages of text. Takes   pages: how many"""

    pages: int = 4000

    @property
    def folder_of_pages(self) -> Path:
        return self.folder / "content" / "pages" / FOLDER

    def prepare(self, records: list[Notice]) -> None:
        content.write_content([], self.folder / "content")
        write_pages(self.folder_of_pages, self.pages)
        (self.folder / "content" / "pages" / f"{FOLDER}.md").write_text(
            "---\ntitle: 各页\n---\n\n各页如下。\n", "utf-8"
        )
        self.copy_program()

    def edit_notice(self, records: list[Notice], position: int, number: int) -> None:
        save_page(self.folder_of_pages, self.pages, number)

    def edit_template(self, number: int) -> None:
        original = (PROJECT / "templates" / "pages" / "text.html").read_text("utf-8")
        insert(original, number, self.folder / "templates" / "pages" / "text.html", "</h1>")


@dataclass
class ThinHugo(Hugo):
    """Hugo with content files and the same frame around them. Takes   pages: how many"""

    pages: int = 4000

    @property
    def name(self) -> str:
        return "Hugo"

    @property
    def folder_of_pages(self) -> Path:
        return self.folder / "content" / FOLDER

    def prepare(self, records: list[Notice]) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        shutil.copy(hugo.SKELETON / "hugo.yaml", self.folder)
        shutil.copytree(hugo.SKELETON / "layouts", self.folder / "layouts", dirs_exist_ok=True)
        write_pages(self.folder_of_pages, self.pages)

    def edit_notice(self, records: list[Notice], position: int, number: int) -> None:
        save_page(self.folder_of_pages, self.pages, number)

    def edit_template(self, number: int) -> None:
        original = (hugo.SKELETON / "layouts" / "page.html").read_text("utf-8")
        insert(original, number, self.folder / "layouts" / "page.html", "</h1>")
