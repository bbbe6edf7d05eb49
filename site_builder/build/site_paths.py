"""Where a site and the files kept between its builds are. Imports next to nothing: the early check reads it first."""

from pathlib import Path

from site_builder.build.hidden_state import folder_of


class SitePaths:
    """Paths of an output folder and of the folder beside it that holds what the next build needs.

    staging     files that wait to be published
    journal     the renames of a publication that has begun; there only until it is finished
    state       fingerprints and file records of the last build
    store       cards and searched texts, by their digest
    code        compiled templates and patterns, where the user has no folder for them (code_cache)
    search      shards of the search index

    `private` is beside the content, and None where there is no place for it: what is kept about notices that are not
    public (hidden_state).

    last_build  parameters, inputs and result of the last build, which names every file of the content
    warnings    of the preview
    """

    def __init__(self, out: Path, content: Path | None = None):
        self.out = out
        self.folder = out.parent / f".{out.name}.state"
        self.staging = self.folder / "staging"
        self.journal = self.folder / "journal.json"
        self.state = self.folder / "state.msgpack"
        self.next_state = self.folder / "state.next"
        self.search = self.folder / "search"
        self.store = self.folder / "store"
        self.code = self.folder / "code"
        self.private = folder_of(out, content)
        self.last_build = self.private / "seen.msgpack" if self.private else None
        self.warnings = (self.private or self.folder) / "warnings.json"
