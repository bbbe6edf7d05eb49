"""Corrections and redactions: the text changes, the change is recorded in the ledger, and quotations of the changed words follow."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

import msgspec

from site_builder.desk.claims import place_of
from site_builder.desk.edits import RefusedError, append, put
from site_builder.desk.heading import day
from site_builder.desk.opened import LEDGER, NOTICE, Opened, number_of
from site_builder.desk.outcome import Outcome, Selection, by_number, readable, selection, short, text
from site_builder.desk.structure import block_lines
from site_builder.desk.yaml_values import Tree, Word, plain
from site_builder.importing.mark import IMPORTED
from site_builder.records.encoding import indented_json
from site_builder.records.outline import Outline
from site_builder.records.quotes import comparable, find
from site_builder.records.source import Field, read_yaml
from site_builder.records.source import Mapping as Fields

_NUMBER = re.compile(r"\d+(?:\.\d+)?")


def correct(opened: Opened, request: Mapping[str, Any]) -> Outcome:
    """Replaces words of the text; the record shows the words before and after, and why."""
    return _changed(opened, request, redaction=False)


def redact(opened: Opened, request: Mapping[str, Any]) -> Outcome:
    """Removes words from the text, its quotations and the import record; the correction says that something was removed, not what."""
    return _changed(opened, request, redaction=True)


def files_with(opened: Opened, words: str) -> list[str]:
    """The files of the notice in whose text the words stand, which a redaction of the notice does not reach."""
    needle = comparable(words)
    return [name for name, content in opened.evidence.items() if content and needle in comparable(content)]


def preview(opened: Opened, request: Mapping[str, Any]) -> dict[str, Any]:
    """The block as it is and as it would be after the change."""
    block, start, stop = _chosen(opened, request)
    words = readable(opened).outline.blocks[block].text
    return {"before": words, "after": words[:start] + text(request, "after") + words[stop:], "words": words[start:stop]}


def _chosen(opened: Opened, request: Mapping[str, Any]) -> Selection:
    """The words to be changed, which stand in one block. Raises RefusedError."""
    block, start, stop = selection(request)
    blocks = readable(opened).outline.blocks
    if not (block < len(blocks) and start < stop <= len(blocks[block].text)):
        raise RefusedError("先在正文里选出要改的字")
    if blocks[block].kind == "row":
        raise RefusedError("表格里的字请在文件里改")
    return Selection(block, start, stop)


def _changed(opened: Opened, request: Mapping[str, Any], redaction: bool) -> Outcome:
    outline, chosen = readable(opened).outline, _chosen(opened, request)
    whole, after = outline.blocks[chosen.block].text, text(request, "after")
    words = whole[chosen.start : chosen.stop]
    if comparable(words) == comparable(after):
        raise RefusedError("改前改后一样")
    if "\n" in after or (not after and words == whole):
        raise RefusedError("不能换行，也不能把一整段都删去；整段不要的，在文件里改")
    made = _with_words(opened, outline, chosen, after)
    record: dict[str, Tree] = {
        "date": day(text(request, "date", "哪天改的")),
        "kind": Word("redaction" if redaction else "correction"),
        "what": text(request, "what", "改了什么", 200),
        "why": text(request, "why", "为什么改", 200),
    }
    if redaction and comparable(words) in comparable(str(record["what"]) + str(record["why"])):
        raise RefusedError("“改了什么”和“为什么”里不能再写要删去的原话")
    if redaction and request.get("left") != "yes" and (left := files_with(opened, words)):
        raise RefusedError(
            f"这几个字还写在公开的文件里：{'、'.join(left)}。文件也是公开的：请管文件的人换成删去了的，再生成网站；正文要先删的，勾上下面一行"
        )
    if not redaction:
        record |= {"before": words, "after": after}
    ledger = _with_quotes(opened.ledger, words, after)
    ledger = append(ledger, ["notice", "corrections"], record, by_number)
    item = place_of(outline, chosen.block).item
    label = f"{number_of(opened, item)}：" + (
        f"删去一处（{record['why']}）" if redaction else f"更正“{short(words)}”为“{short(after)}”"
    )
    files: dict[str, bytes | None] = {**opened.with_notice(made), **opened.with_ledger(ledger)}
    if redaction and (source := opened.files.get(IMPORTED)):
        files[IMPORTED] = _without(source, words, after)
    return Outcome(files=files, label=label, act={"do": "redact" if redaction else "correct", "state": "added"})


def _without(source: bytes, words: str, after: str) -> bytes:
    """The kept import record with the redacted words replaced there too."""
    record = msgspec.json.decode(source)
    for name in ("lines", "doubts", "set_aside"):
        for line in record.get(name) or ():
            line["text"] = line["text"].replace(words, after)
    return indented_json(record)


def _with_words(opened: Opened, outline: Outline, chosen: Selection, after: str) -> str:
    """The file with words of one block replaced. Raises RefusedError where any other block would change."""
    block, start, stop = chosen
    words = outline.blocks[block].text[start:stop]
    place = block_lines(opened.text, outline, block)
    lines = opened.text.split("\n")
    raw = "\n".join(lines[place.start : place.stop])
    wanted = [each.text for each in outline.blocks]
    wanted[block] = wanted[block][:start] + after + wanted[block][stop:]
    at = start  # markup and escapes only come on top: the words are nowhere before, and mostly at once behind this offset
    while (found := find(words, raw[at:])) is not None:  # more than once where the words are short
        low, high = at + found.start, at + found.stop
        made = "\n".join([*lines[: place.start], raw[:low] + after + raw[high:], *lines[place.stop :]])
        fresh = opened.with_files({NOTICE: made.encode()}).notice
        if fresh and [each.text for each in fresh.outline.blocks] == wanted:
            return made
        at = low + 1
    raise RefusedError("这样改会动到别的文字，没有改")


def _with_quotes(ledger: str, before: str, after: str) -> str:
    """The ledger with quotations of the changed words, and figures read from them, changed in the same way."""
    changed = _numbers(before, after)
    for steps, words in _quotes(read_yaml(ledger, LEDGER).root, ()):
        if (found := find(before, words)) is None:
            continue
        ledger = put(ledger, steps, words[: found.start] + after + words[found.stop :])
        if steps[1:2] == ("facts",):
            ledger = _with_figures(ledger, steps[:3], changed)
    return ledger


def _numbers(before: str, after: str) -> dict[str, str]:
    """Old number → the number in its place, provided there are as many numbers after as before."""
    old, new = (_NUMBER.findall(_digits(words)) for words in (before, after))
    return {one: other for one, other in zip(old, new, strict=True) if one != other} if len(old) == len(new) else {}


def _digits(words: str) -> str:
    return comparable(words).replace(",", "")


def _with_figures(ledger: str, steps: tuple[str | int, ...], changed: dict[str, str]) -> str:
    for key in ("value", "of", "count", "count_of"):
        field = _value(ledger, (*steps, key))
        if field in changed:
            ledger = put(ledger, [*steps, key], changed[field])
    return ledger


def _value(ledger: str, steps: tuple[str | int, ...]) -> str | None:
    tree = plain(read_yaml(ledger, LEDGER).root)
    for step in steps:
        tree = tree.get(step) if isinstance(tree, dict) else tree[step]
    return tree if isinstance(tree, str) else None


def _quotes(field: Field, steps: tuple[str | int, ...]) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """The paths of all quotations of the notice's own text, not of those from files or other notices."""
    value = field.value
    if isinstance(value, Fields):
        if "source" in value or steps == ("notice", "corrections"):
            return
        for key, each in value.items():
            if key in ("quote", "about") and isinstance(each.value, str):
                yield (*steps, key), each.value
            elif (steps, key) != (("notice",), "corrections"):
                yield from _quotes(each, (*steps, key))
    elif isinstance(value, list):
        for number_, each in enumerate(value):
            if steps[-1:] == ("quotes",) and isinstance(each.value, str):
                yield (*steps, number_), each.value
            else:
                yield from _quotes(each, (*steps, number_))
