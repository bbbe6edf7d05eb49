"""Where a site and the files kept between its builds are. Imports next to nothing: the early check reads it first."""

import os
from pathlib import Path

from site_builder.data.file_record import MANIFEST
from site_builder.records.findings import SiteError


class SitePaths:
    """Paths of an output folder and of the folder beside it that holds what the next build needs.

    staging     files that wait to be published
    journal     the renames of a publication that has begun; there only until it is finished
    state       fingerprints and file records of the last build
    last_build  what the last build was given, and what it said
    store       cards and searched texts, by their digest
    code        compiled templates
    search      shards of the search index
    """

    def __init__(self, out: Path):
        self.out = out
        self.folder = out.parent / f".{out.name}.state"
        self.staging = self.folder / "staging"
        self.journal = self.folder / "journal.json"
        self.state = self.folder / "state.msgpack"
        self.next_state = self.folder / "state.next"
        self.last_build = self.folder / "seen.msgpack"
        self.search = self.folder / "search"
        self.store = self.folder / "store"
        self.code = self.folder / "code"

    def refuse_foreign(self) -> None:
        """An output folder that holds other things than a site of ours is not written to."""
        if not self.out.exists():
            return
        if not self.out.is_dir():
            raise SiteError(f"{self.out} 不是文件夹；换一个 --out")
        names = [name for name in os.listdir(self.out) if not name.startswith(".")]
        if names and not (self.out / MANIFEST).is_file() and not self.journal.exists():
            raise SiteError(f"{self.out} 里有不是本程序生成的文件（{names[0]} 等）；换一个空的 --out，或先移走它们")
