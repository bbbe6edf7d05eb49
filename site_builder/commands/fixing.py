"""`check --fix`: makes the changes that have one right answer, the smallest edits, and shows the difference.

Comments, order and line ends of everything else stay. What one change uncovers is changed in the next round.
"""

import difflib
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from site_builder.build.decoding import unix_lines
from site_builder.records.findings import Edit, Finding, SiteError
from site_builder.system.renaming import replace, write_beside

SLIPS = ("F", "T", "Y")  # codes of forms: what a file says can be judged when these are whole
ROUNDS = 12  # a file with more layers of slips than this is looked at again by running the command again
_EOL = re.compile(r"(\r\n|\n|\r)")


class FixedFile(NamedTuple):
    """A file before and after, with the name that it had; bytes are None where the file was not there."""

    path: str
    before: bytes
    after: bytes
    old_path: str


def fix_all(look: Callable[[], Sequence[Finding]], root: Path) -> tuple[list[Finding], list[FixedFile]]:
    """Mends what can be, as often as something can. Gives what is left, and what was changed.

    Takes   look: finds everything again; root: the folder that places in findings are relative to
    """
    first: dict[str, tuple[bytes, str]] = {}  # path now → bytes and path before all changes
    findings = list(look())
    for _ in range(ROUNDS):
        if not apply(findings, root, first):
            break
        findings = list(look())
    changes = [
        FixedFile(path, before, (root / path).read_bytes(), old) for path, (before, old) in sorted(first.items())
    ]
    return findings, [each for each in changes if each.before != each.after or each.path != each.old_path]


def apply(findings: Iterable[Finding], root: Path, first: dict[str, tuple[bytes, str]]) -> bool:
    """Makes the changes of this round; gives whether there were any. Takes   first: collects what every file was before"""
    edits: dict[str, list[Edit]] = {}
    renames: dict[str, str] = {}
    encodings: dict[str, str] = {}
    for finding in mended_now(findings):
        path, fix = finding.at.path, finding.fix
        if fix.rename:
            renames.setdefault(path, fix.rename)
        elif fix.encoding:
            encodings.setdefault(path, fix.encoding)
        elif fix.edits:
            edits.setdefault(path, []).extend(fix.edits)
    done = False
    for path in sorted({*edits, *encodings}):
        file = root / path
        if not file.is_file() or file.is_symlink():
            continue
        before = file.read_bytes()
        after = _mended(before, edits.get(path, []), encodings.get(path, ""))
        if after is not None and after != before:
            first.setdefault(path, (before, path))
            write_beside(file, after)
            done = True
    for path, name in sorted(renames.items(), reverse=True):  # what is deeper first
        done = _renamed(root, path, name, first) or done
    return done


def mended_now(findings: Iterable[Finding]) -> list[Finding]:
    """The findings to mend in this round: in a file that has slips of form only these, and findings whose edit mends one of them on the way."""
    mending = [finding for finding in findings if finding.fix]
    damaged: dict[str, dict[int, list[Edit]]] = {}  # path → line → edits of form
    for slip in mending:
        if slip.code.startswith(SLIPS):
            lines = damaged.setdefault(slip.at.path, {})
            for edit in slip.fix.edits:
                lines.setdefault(edit.line, []).append(edit)
    return [each for each in mending if each.code.startswith(SLIPS) or _goes_along(each, damaged.get(each.at.path))]


def _goes_along(finding: Finding, slips: Mapping[int, list[Edit]] | None) -> bool:
    """Whether a finding of meaning need not wait: its file has no slips of form, or its edit takes the place of one of theirs."""
    return slips is None or any(
        edit.length > 0 and edit.column <= slip.column and slip.column + slip.length <= edit.column + edit.length
        for edit in finding.fix.edits
        for slip in slips.get(edit.line, ())
    )


def _mended(content: bytes, edits: Sequence[Edit], encoding: str) -> bytes | None:
    try:
        text = content.decode(encoding or "utf-8")
    except UnicodeDecodeError:
        return None
    mark = "\ufeff" if text.startswith("\ufeff") and not encoding else ""
    text = text.removeprefix("\ufeff")
    return (mark + edited_text(text, edits)).encode("utf-8")


def edited_text(text: str, edits: Iterable[Edit]) -> str:
    """A text after edits; of two that overlap, or begin at one place, the first counts.

    >>> edited_text("a：b\\r\\n- c", [Edit(line=1, column=2, length=1, text=": ")])
    'a: b\\r\\n- c'
    """
    pieces = _EOL.split(text)
    starts, at = [], 0
    for number in range(0, len(pieces), 2):
        starts.append(at)
        at += len(pieces[number]) + (len(pieces[number + 1]) if number + 1 < len(pieces) else 0)
    out, at, last = [], 0, -1
    for edit in sorted(set(edits)):
        if edit.line > len(starts):
            continue
        start = starts[edit.line - 1] + edit.column - 1
        if start < at or start == last or start > len(text):
            continue
        end = start + edit.length
        for number in range(edit.line, len(starts)):  # line ends count as one character
            if starts[number] > end:
                break
            end += len(pieces[2 * number - 1]) - 1
        eol = next((pieces[n] for n in range(1, len(pieces), 2)), "\n")
        out += [text[at:start], edit.text.replace("\n", eol)]
        at, last = end, start
    return "".join(out) + text[at:]


def _renamed(root: Path, path: str, name: str, first: dict[str, tuple[bytes, str]]) -> bool:
    source = root / path
    target = source.with_name(name)
    if not (source.is_file() or source.is_dir()) or source.is_symlink():
        return False
    if target.exists() and not target.samefile(source):  # the same on systems that take Notice.md for notice.md
        return False
    there = path.rpartition("/")[0] + "/" + name if "/" in path else name
    for each in [source] if source.is_file() else sorted(p for p in source.rglob("*") if p.is_file()):
        old = each.relative_to(root).as_posix()
        before = first.pop(old, (each.read_bytes(), old))
        first[there + old[len(path) :]] = before
    try:
        replace(source, target)
    except OSError as error:
        raise SiteError(f"{source} 改不了名：{error.strerror or error}") from None
    return True


def fix_differences(changes: Iterable[FixedFile]) -> Iterator[str]:
    """Lines of a unified diff, and of what was renamed."""
    for change in changes:
        if change.path != change.old_path:
            yield f"改名 {change.old_path} → {change.path}"
        before, after = _lines(change.before), _lines(change.after)
        if before is None:
            yield f"改成 UTF-8 {change.path}"
        elif after is not None:
            yield from difflib.unified_diff(before, after, change.old_path, change.path, n=0, lineterm="")


def _lines(content: bytes) -> list[str] | None:
    try:
        return unix_lines(content.decode("utf-8-sig")).split("\n")
    except UnicodeDecodeError:
        return None
