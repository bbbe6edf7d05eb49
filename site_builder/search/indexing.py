"""The search index on disk: runs Pagefind over one shard at a time, and keeps every shard that has not changed."""

import json
import shutil
import time
import zlib
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from importlib.metadata import version
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import cbor2
import msgspec

from site_builder.search import bundle
from site_builder.search.facet_tables import Labels, facet_table, packed_json, result_text, search_catalogue
from site_builder.search.pagefind_run import NAMES, PAGE, IndexingError, file_of, run_pagefind, write_pages
from site_builder.search.sharding import SHARD_SIZE, Shard, shards
from site_builder.search.shelf import KeptFile, Shelf
from site_builder.search.spellings import spelling_table, title_table
from site_builder.system.memory import peak_memory
from site_builder.system.renaming import remove_folder, unlink
from site_builder.unit.search_documents import SearchDocument

INDEX_FORMAT = "4"  # raise it when the bytes of a shard change for the same documents
RUNTIME = ("pagefind.js", "wasm.unknown.pagefind")
LICENCE = "pagefind-licence.txt"  # of what is shipped with every site: it must go along
ENTRY = "pagefind-entry.json"
META = "pagefind.index.pf_meta"
CATALOGUE = "catalogue.pf_table"
SUGGESTIONS = "suggest.json"
SPELLINGS = "spellings.pf_table"
TITLES = "titles.pf_table"


class IndexReport(msgspec.Struct, frozen=True):
    """What a run of `search_index` did. `bytes`: of the whole index; `memory`: the highest of Pagefind, in bytes."""

    documents: int
    built: int
    kept: int
    files: int
    bytes: int
    seconds: float
    memory: int | None


class Index:
    """The files of a search index. `files`: path → hash and size; `read` gives the bytes of one."""

    def __init__(self, parts: Mapping[str, Shard], shelf: Shelf, state: Path, own: Mapping[str, bytes], runtime: str):
        """Takes   parts: name → shard
        shelf: where their files are
        state: a folder for the work of making a shard again, where a file of it is damaged
        own: path → bytes of the files that are of no shard
        runtime: name of what all shards share
        """
        self.report: IndexReport
        self._parts = parts
        self._shelf = shelf
        self._state = state
        self._runtime = runtime
        self._own = own
        self.files = {path: KeptFile.of(content) for path, content in own.items()}
        for name in (runtime, *parts):
            self.files |= {self._path(name, path): file for path, file in (shelf.files(name) or {}).items()}

    def _path(self, name: str, path: str) -> str:
        return path if name == self._runtime else f"{name}/{path}"

    def read(self, path: str) -> bytes:
        """The bytes of a file."""
        if path in self._own:
            return self._own[path]
        head, _, rest = path.partition("/")
        name, inner = (head, rest) if head in self._parts else (self._runtime, path)
        content = self._shelf.read(name, inner, self.files[path])
        if content is None:
            shards = [self._parts[name]] if name in self._parts else []
            _build_all(shards, self._runtime, self._shelf, self._state, anew=not shards)
            content = self._shelf.read(name, inner, self.files[path])
        if content is None:
            raise IndexingError(f"搜索索引的 {path} 读不出来；检查磁盘，删去 {self._shelf.folder} 后再试")
        return content


def search_index(
    documents: Iterable[SearchDocument],
    *,
    state: Path,
    base_path: str,
    labels: Labels | None = None,
    suggestions: Sequence[Mapping[str, str]] = (),
    shard_size: int = SHARD_SIZE,
) -> Index:
    """The search index of these documents.

    Takes   documents: of the whole site
            state: the folder where shards are kept between runs
            base_path: of the site, with both slashes
            labels: facet → id → the name that is shown
            suggestions: {text, url, kind} of organs, notices and documents, never persons
            shard_size: documents in a shard at most
    Gives   the same bytes for the same documents; a shard is indexed again only when one of its documents changed
    Errors  IndexingError
    """
    begun = time.monotonic()
    release = version("pagefind-bin")
    plan = shards(documents, f"{INDEX_FORMAT} {release}", shard_size)
    shelf = Shelf(state / "shards")
    runtime = f"runtime-{INDEX_FORMAT}-{release}"
    missing = [shard for shard in plan if shelf.files(shard.folder) is None]
    _build_all(missing, runtime, shelf, state)
    parts = {shard.folder: shard for shard in plan}
    shelf.keep_only({runtime, *parts})
    own = {
        CATALOGUE: packed_json(search_catalogue(plan, base_path, labels or {})),
        SPELLINGS: packed_json(spelling_table(each["text"] for each in suggestions if each["kind"] != "文件")),
        TITLES: packed_json(title_table(each.title for shard in plan for each in shard.documents if each.status)),
        SUGGESTIONS: msgspec.json.encode(list(suggestions), order="sorted"),
    }
    made = Index(parts, shelf, state, own, runtime)
    made.report = IndexReport(
        documents=sum(len(shard.documents) for shard in plan),
        built=len(missing),
        kept=len(plan) - len(missing),
        files=len(made.files),
        bytes=sum(file.size for file in made.files.values()),
        seconds=round(time.monotonic() - begun, 3),
        memory=peak_memory().children,
    )
    return made


def write_index(documents: Iterable[SearchDocument], out: Path, **options: Any) -> IndexReport:
    """Writes the search index to `out`, and removes what else is in that folder. Takes   as `search_index`"""
    made = search_index(documents, **options)
    present = {path.relative_to(out).as_posix() for path in out.rglob("*") if path.is_file()}
    for path in present - made.files.keys():
        unlink(out / path)
    for path, file in made.files.items():
        target = out / path
        if path not in present or KeptFile.of(target.read_bytes()) != file:
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(made.read(path))
    return made.report


def _build_all(missing: Sequence[Shard], runtime: str, shelf: Shelf, state: Path, anew: bool = False) -> None:
    """Indexes shards one after another, so that memory is bounded by the largest. While Pagefind works on one, the pages
    of the next are written."""
    with TemporaryDirectory(dir=state, prefix="index-") as name:
        work = Path(name)
        if anew or shelf.files(runtime) is None:
            _make_runtime(work / "runtime", shelf, runtime)
        with ThreadPoolExecutor(max_workers=1) as pagefind:
            waiting: tuple[Shard, Path, Future[None]] | None = None
            for shard in [*missing, None]:
                place = work / shard.folder if shard else work
                if shard:
                    write_pages(shard, place)
                if waiting:
                    waiting[2].result()
                following = (shard, place, pagefind.submit(run_pagefind, place)) if shard else None
                if waiting:
                    _finish(waiting[0], waiting[1], shelf)
                waiting = following


def _make_runtime(place: Path, shelf: Shelf, name: str) -> None:
    """What all shards share: Pagefind's script and engine, and an empty index into which the shards are merged."""
    (place / "pages").mkdir(parents=True)
    (place / "pages" / "0.html").write_text(PAGE.format("a"), encoding="utf-8", newline="\n")
    run_pagefind(place)
    ready = place / "ready"
    ready.mkdir()
    for file in RUNTIME:
        shutil.copyfile(place / "made" / file, ready / file)
    shutil.copyfile(Path(__file__).with_name(LICENCE), ready / LICENCE)
    release = json.loads((place / "made" / ENTRY).read_text(encoding="utf-8"))["version"]
    _write_index_files(ready, release, [], [])
    shelf.put(ready, name)


def _finish(shard: Shard, place: Path, shelf: Shelf) -> None:
    """Pagefind's files of a shard put on the shelf. A disk that was full may have left it with half a file and no complaint."""
    try:
        _shelve(shard, place, shelf)
    except (ValueError, LookupError, EOFError, zlib.error, cbor2.CBORError) as error:
        raise IndexingError(f"pagefind 写的文件读不出来（{type(error).__name__}）；检查磁盘空间后再试") from error


def _shelve(shard: Shard, place: Path, shelf: Shelf) -> None:
    """Pagefind's files of a shard made smaller and the same every time, with the tables and texts beside them."""
    made, ready = place / "made", place / "ready"
    (ready / "index").mkdir(parents=True)
    (ready / "text").mkdir()
    entry = json.loads((made / ENTRY).read_text(encoding="utf-8"))
    (language,) = entry["languages"].values()
    meta = cbor2.loads(bundle.unpack((made / f"pagefind.{language['hash']}.pf_meta").read_bytes()))
    name_of = json.loads((place / NAMES).read_text(encoding="utf-8"))
    files = (file_of(made / "fragment" / f"{page[0]}.pf_fragment") for page in meta[1])
    names = [f"{shard.key}:{name_of[file]}" for file in files]
    chunks = []
    stored = (bundle.unpack((made / "index" / f"{chunk[2]}.pf_index").read_bytes()) for chunk in meta[2])
    entries = (entry for chunk in stored for entry in bundle.entries(chunk))
    for number, (first, last, content) in enumerate(bundle.rechunked(bundle.with_characters(entries))):
        (ready / "index" / f"{number}.pf_index").write_bytes(content)
        chunks.append((first, last, str(number)))
    _write_index_files(ready, entry["version"], names, chunks)
    (ready / "documents.pf_table").write_bytes(packed_json(facet_table(shard.documents)))
    for rank, document in enumerate(shard.documents):
        (ready / "text" / f"{rank}.pf_table").write_bytes(packed_json(result_text(document)))
    shelf.put(ready, shard.folder)
    remove_folder(place)


def _write_index_files(folder: Path, release: str, names: Sequence[str], chunks: Sequence[bundle.Chunk]) -> None:
    (folder / META).write_bytes(bundle.meta_file(release, names, chunks))
    (folder / ENTRY).write_bytes(msgspec.json.encode(bundle.entry_value(release, len(names)), order="sorted"))
