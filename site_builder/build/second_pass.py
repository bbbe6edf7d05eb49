"""The second reader over all notices, for `check`. A build and a preview do not read twice: see decision 0019."""

from collections.abc import Mapping
from concurrent.futures import Executor
from pathlib import Path
from typing import NamedTuple

from msgspec.structs import replace

from site_builder.build.decoding import decoded_leniently
from site_builder.build.disk import read_sources
from site_builder.build.head_scan import HeadScan
from site_builder.build.inputs import Inputs
from site_builder.build.thresholds import SCAN_BATCH
from site_builder.reader.readings import SecondReading
from site_builder.reader.second_look import Look, NamesInHeads, SecondReader, names_of_heads
from site_builder.reader.shared_prints import all_holders, readings
from site_builder.records.encoding import pack, unpacker
from site_builder.records.model import Head
from site_builder.records.registers import Registers


class _Lists(NamedTuple):
    """What a worker makes the second reader of. `names`: name that only heads know → where it stands."""

    texts: dict[str, str]
    registers: Registers
    names: dict[str, str]


_head, _seen = unpacker(Head), unpacker(dict[str, Look])
_readers: dict[bytes, tuple[SecondReader, NamesInHeads]] = {}


def second_readings(executor: Executor, content: Path, inputs: Inputs) -> dict[str, SecondReading]:
    """What the second reader has for the rules of each notice.

    Takes   executor: that reads the notices; content: their folder; inputs: of the check
    """
    heads = inputs.heads
    names = names_of_heads({slug: _head.decode(scan.head) for slug, scan in heads.items()}, inputs.registers)
    lists = _Lists(inputs.wording, inputs.registers, names)
    every = list(heads)
    parts = [every[start : start + SCAN_BATCH] for start in range(0, len(every), SCAN_BATCH)]
    waiting = [executor.submit(_look_at, content, {slug: heads[slug] for slug in part}, lists) for part in parts]
    seen: dict[str, Look] = {}
    for future in waiting:
        seen.update(_seen.decode(future.result()))
    sheets = {slug: each.sheet for slug, each in seen.items()}
    told = readings(all_holders(sheets), sheets)
    return {slug: replace(told.get(slug, SecondReading()), hits=each.hits) for slug, each in seen.items()}


def _look_at(content: Path, heads: Mapping[str, HeadScan], lists: _Lists) -> bytes:
    reader, finder = _readers_of(lists)
    return pack({slug: _look(content, slug, scan, reader, finder) for slug, scan in heads.items()})


def _readers_of(lists: _Lists) -> tuple[SecondReader, NamesInHeads]:
    """Those of these lists; a process makes them once for as long as they stay the same."""
    made = SecondReader(lists.texts, lists.registers), NamesInHeads(lists.names, lists.registers)
    key = made[0].key + made[1].key
    if key not in _readers:
        _readers.clear()
        _readers[key] = made
    return _readers[key]


def _look(content: Path, slug: str, scan: HeadScan, reader: SecondReader, finder: NamesInHeads) -> Look:
    sources, head = read_sources(content, slug), _head.decode(scan.head)
    text, ledger = decoded_leniently(sources.notice), decoded_leniently(sources.ledger or b"")
    look = reader.look(slug, text, ledger, sources.files, head)
    return look._replace(hits=(*look.hits, *finder.hits(text, head)))
