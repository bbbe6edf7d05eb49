"""Pagefind over the pages of a shard, so that the same pages get the same numbers on every machine."""

import json
import shutil
import subprocess
from pathlib import Path

import msgspec
import pagefind_bin

from site_builder.records.findings import SiteError
from site_builder.search import bundle
from site_builder.search.index_pages import pages
from site_builder.search.sharding import Shard
from site_builder.system.renaming import unlink

NAMES = "names.json"  # of the pages, by the files that Pagefind reads

PAGE = '<!doctype html><html lang="und"><meta charset="utf-8"><body><p>{}</p></body></html>'


class IndexingError(SiteError):
    """Pagefind is missing or has failed. The message says in one line what to do."""


def write_pages(shard: Shard, place: Path) -> None:
    """Writes the pages of a shard so that Pagefind numbers them in their own order: it takes the files of a folder as the file
    system happens to list them, and by that every machine would get another index of the same pages.

    So the files are made first, empty, and the page of each is decided by the place at which it is listed.
    """
    written, folder = place / "written", place / "pages"
    written.mkdir(parents=True)
    folder.mkdir()
    names: list[str] = []
    for name, words in pages(shard.documents):
        (written / str(len(names))).write_text(PAGE.format(words), encoding="utf-8", newline="\n")
        names.append(name)
    for number in range(len(names)):
        (folder / f"{number}.html").touch()
    listed = list(folder.iterdir())
    for number, path in enumerate(listed):
        shutil.copyfile(written / str(number), path)  # a rename would change the order again
        unlink(written / str(number))
    (place / NAMES).write_bytes(
        msgspec.json.encode({path.stem: name for path, name in zip(listed, names, strict=True)})
    )


def run_pagefind(place: Path) -> None:
    """Runs Pagefind from the folder `pages` of a place into its folder `made`."""
    try:
        binary = pagefind_bin.get_executable()
    except FileNotFoundError as error:
        raise IndexingError("没有找到 pagefind：请重新安装 pagefind-bin，或用 --no-search 生成") from error
    call = [str(binary), "--site", str(place / "pages"), "--output-path", str(place / "made"), "--silent"]
    done = subprocess.run(call, capture_output=True, encoding="utf-8", errors="replace", check=False)
    if done.returncode != 0:
        output = (done.stderr or done.stdout).strip().splitlines() or [""]
        raise IndexingError(f"pagefind 没有完成（退出码 {done.returncode}）：{output[-1]}")


def file_of(fragment: Path) -> str:
    """The file that an indexed page was in, without its ending."""
    url: str = json.loads(bundle.unpack(fragment.read_bytes()))["url"]
    return url.strip("/").removesuffix(".html")
