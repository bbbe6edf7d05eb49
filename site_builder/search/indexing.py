"""Shell: the search index on disk. Runs Pagefind over one shard at a time and keeps every shard that did not change."""

import json
import resource
import shutil
import subprocess
import time
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from importlib.metadata import version
from pathlib import Path
from tempfile import TemporaryDirectory

import cbor2
import msgspec
import pagefind_bin

from site_builder.findings import SiteError
from site_builder.search import bundle
from site_builder.search.documents import SHARD_SIZE, SearchDocument, Shard, shards
from site_builder.search.pages import pages
from site_builder.search.tables import Labels, catalogue, packed, table, text

FORMAT = "1"  # raise it when the bytes of a shard change for the same documents
RUNTIME = ("pagefind.js", "wasm.unknown.pagefind")
ENTRY = "pagefind-entry.json"
META = "pagefind.index.pf_meta"
CATALOGUE = "catalogue.pf_table"
SUGGESTIONS = "suggest.json"
PAGE = '<!doctype html><html lang="und"><meta charset="utf-8"><body><p>{}</p></body></html>'


class IndexReport(msgspec.Struct, frozen=True):
    """What a run of `write_index` did; bytes are those of the whole index, memory is Pagefind's highest."""

    documents: int
    built: int
    kept: int
    files: int
    bytes: int
    seconds: float
    memory: int | None


class IndexingError(SiteError):
    """Pagefind is missing or has failed; the message says in one line what to do."""


def write_index(
    documents: Iterable[SearchDocument],
    out: Path,
    *,
    state: Path,
    base_path: str,
    labels: Labels | None = None,
    suggestions: Sequence[Mapping[str, str]] = (),
    shard_size: int = SHARD_SIZE,
) -> IndexReport:
    """Write the search index of these documents below `out`, which is the index's own folder and nothing else's.

    Takes   out: what the site serves as <base>/pagefind/; state: a folder to keep shards in between runs
            base_path: the site's, with both slashes; labels: facet → id → words that are shown
            suggestions: {text, url, kind} of organs, notices and documents, never persons
    Gives   the same bytes for the same documents; a shard is indexed again only when one of its documents changed
    Errors  IndexingError
    """
    begun = time.monotonic()
    release = version("pagefind-bin")
    plan = shards(documents, f"{FORMAT} {release}", shard_size)
    kept = state / "shards"
    kept.mkdir(parents=True, exist_ok=True)
    out.mkdir(parents=True, exist_ok=True)
    runtime = f"runtime-{FORMAT}-{release}"
    missing = [shard for shard in plan if not (kept / shard.folder).is_dir()]
    _build_all(missing, runtime, kept, state)
    folders = [shard.folder for shard in plan]
    _remove_others(kept, {runtime, *folders})
    _remove_others(out, set(folders))
    for folder in folders:
        if not (out / folder).is_dir():
            shutil.copytree(kept / folder, out / folder)
    shutil.copytree(kept / runtime, out, dirs_exist_ok=True)
    (out / CATALOGUE).write_bytes(packed(catalogue(plan, base_path, labels or {})))
    (out / SUGGESTIONS).write_bytes(msgspec.json.encode(list(suggestions), order="sorted"))
    sizes = [path.stat().st_size for path in out.rglob("*") if path.is_file()]
    return IndexReport(
        documents=sum(len(shard.documents) for shard in plan),
        built=len(missing),
        kept=len(plan) - len(missing),
        files=len(sizes),
        bytes=sum(sizes),
        seconds=round(time.monotonic() - begun, 3),
        memory=resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * 1024,
    )


def _build_all(missing: Sequence[Shard], runtime: str, kept: Path, state: Path) -> None:
    """Shards in turn, so that memory is bounded by the largest; the next one's pages are written meanwhile."""
    with TemporaryDirectory(dir=state, prefix="index-") as name:
        work = Path(name)
        if not (kept / runtime).is_dir():
            _make_runtime(work / "runtime", kept / runtime)
        with ThreadPoolExecutor(max_workers=1) as pagefind:
            waiting: tuple[Shard, Path, Future[None]] | None = None
            for shard in [*missing, None]:
                place = work / shard.folder if shard else work
                if shard:
                    _write_pages(shard, place / "pages")
                if waiting:
                    waiting[2].result()
                following = (shard, place, pagefind.submit(_run_pagefind, place)) if shard else None
                if waiting:
                    _finish(waiting[0], waiting[1], kept)
                waiting = following


def _write_pages(shard: Shard, folder: Path) -> None:
    folder.mkdir(parents=True)
    for name, words in pages(shard.documents):
        (folder / f"{name}.html").write_text(PAGE.format(words), encoding="utf-8")


def _run_pagefind(place: Path) -> None:
    """The folder `pages` of a place indexed into its folder `made`."""
    try:
        binary = pagefind_bin.get_executable()
    except FileNotFoundError as error:
        raise IndexingError("没有找到 pagefind：请重新安装 pagefind-bin，或用 --no-search 生成") from error
    call = [str(binary), "--site", str(place / "pages"), "--output-path", str(place / "made"), "--silent"]
    done = subprocess.run(call, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        told = (done.stderr or done.stdout).strip().splitlines() or [""]
        raise IndexingError(f"pagefind 没有完成（退出码 {done.returncode}）：{told[-1]}")


def _make_runtime(place: Path, kept: Path) -> None:
    """What all shards share: Pagefind's script and engine, and an index of nothing that they are merged into."""
    (place / "pages").mkdir(parents=True)
    (place / "pages" / "0.html").write_text(PAGE.format("a"), encoding="utf-8")
    _run_pagefind(place)
    ready = place / "ready"
    ready.mkdir()
    for name in RUNTIME:
        shutil.copyfile(place / "made" / name, ready / name)
    release = json.loads((place / "made" / ENTRY).read_text(encoding="utf-8"))["version"]
    _write_index_files(ready, release, [], [])
    shutil.move(ready, kept)


def _finish(shard: Shard, place: Path, kept: Path) -> None:
    """Pagefind's files of a shard made smaller and the same every time, with the tables and texts beside them."""
    made, ready = place / "made", place / "ready"
    (ready / "index").mkdir(parents=True)
    (ready / "text").mkdir()
    entry = json.loads((made / ENTRY).read_text(encoding="utf-8"))
    (language,) = entry["languages"].values()
    meta = cbor2.loads(bundle.unpack((made / f"pagefind.{language['hash']}.pf_meta").read_bytes()))
    names = [f"{shard.key}:{_name(made / 'fragment' / f'{page[0]}.pf_fragment')}" for page in meta[1]]
    chunks = []
    stored = (bundle.unpack((made / "index" / f"{chunk[2]}.pf_index").read_bytes()) for chunk in meta[2])
    entries = (entry for chunk in stored for entry in bundle.entries(chunk))
    for number, (first, last, content) in enumerate(bundle.rechunked(bundle.with_characters(entries))):
        (ready / "index" / f"{number}.pf_index").write_bytes(content)
        chunks.append((first, last, str(number)))
    _write_index_files(ready, entry["version"], names, chunks)
    (ready / "documents.pf_table").write_bytes(packed(table(shard.documents)))
    for rank, document in enumerate(shard.documents):
        (ready / "text" / f"{rank}.pf_table").write_bytes(packed(text(document)))
    shutil.move(ready, kept / shard.folder)
    shutil.rmtree(place)


def _write_index_files(folder: Path, release: str, names: Sequence[str], chunks: Sequence[bundle.Chunk]) -> None:
    (folder / META).write_bytes(bundle.meta_file(release, names, chunks))
    (folder / ENTRY).write_bytes(msgspec.json.encode(bundle.entry_value(release, len(names)), order="sorted"))


def _name(fragment: Path) -> str:
    """The name that a page was given, which is that of its file."""
    url: str = json.loads(bundle.unpack(fragment.read_bytes()))["url"]
    return url.strip("/").removesuffix(".html")


def _remove_others(folder: Path, wanted: set[str]) -> None:
    for path in folder.iterdir():
        if path.is_dir() and path.name not in wanted:
            shutil.rmtree(path)
