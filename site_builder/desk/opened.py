"""A notice open on the desk: its files as bytes, the records read from them, and the stored judgements."""

import json
import re
from collections.abc import Mapping
from datetime import date
from functools import cached_property
from hashlib import sha256

import msgspec
from msgspec import Struct

from site_builder.desk.file_text import NotTextError, text_of, with_text
from site_builder.importing.mark import IMPORTED
from site_builder.records.notice import Notice, read_notice

NOTICE, LEDGER, MEMORY, APPROVAL = "notice.md", "ledger.yaml", ".desk.json", "approval.yaml"
_INNER = str.maketrans("“”", "‘’")
_MEASURE = re.compile(r"m[0-9]+")
EDITED = (NOTICE, LEDGER, MEMORY, APPROVAL)


class SourceLine(Struct, frozen=True):
    """A line of the imported document, and why it is doubtful or was left out."""

    line: int
    text: str
    why: str = ""


class ImportRecord(Struct, frozen=True):
    """What import stored about a notice: `lines`, the source; `doubts`; `set_aside`, lines that are not part of the text."""

    file: str = ""
    lines: tuple[SourceLine, ...] = ()
    doubts: tuple[SourceLine, ...] = ()
    set_aside: tuple[SourceLine, ...] = ()


class Opened:
    """An open notice. `notice` is None where the head cannot be parsed: then only findings are shown.

    Takes   files       the names in EDITED and IMPORTED → bytes, None for a file that does not exist
            evidence    name of a file in files/ → its text, None where it has none
            linked      slug of another notice → its text
            organs      id → name
    """

    def __init__(
        self,
        slug: str,
        files: Mapping[str, bytes | None],
        day: date,
        evidence: Mapping[str, str | None] | None = None,
        linked: Mapping[str, str] | None = None,
        organs: Mapping[str, str] | None = None,
    ):
        """Takes   files: name in the notice's folder → bytes, None for a file that does not exist;
        evidence: cited file → its text; linked: slug of another notice → its text; organs: id → name"""
        self.organs = dict(organs or {})
        self.slug, self.files, self.day = slug, dict(files), day
        self.evidence, self.linked = dict(evidence or {}), dict(linked or {})

    def with_files(self, files: Mapping[str, bytes | None]) -> "Opened":
        """A copy with other contents for some of its files."""
        return Opened(
            slug=self.slug,
            files={**self.files, **files},
            day=self.day,
            evidence=self.evidence,
            linked=self.linked,
            organs=self.organs,
        )

    @cached_property
    def text(self) -> str:
        return _readable(self.files.get(NOTICE))

    @cached_property
    def ledger(self) -> str:
        return _readable(self.files.get(LEDGER))

    @cached_property
    def approval(self) -> str:
        return _readable(self.files.get(APPROVAL))

    @cached_property
    def notice(self) -> Notice | None:
        return read_notice(self.slug, self.text, self.ledger, self.slug, [])

    @cached_property
    def memory(self) -> dict[str, str]:
        """Stored judgements: hash of the judged words → state."""
        try:
            judgements = json.loads(self.files.get(MEMORY) or b"{}")
            return {str(key): str(value) for key, value in judgements["judged"].items()}
        except (
            ValueError,
            KeyError,
            TypeError,
            AttributeError,
        ):  # losing it loses only judgements, so a broken file counts as empty
            return {}

    @cached_property
    def imported(self) -> ImportRecord:
        try:
            return msgspec.json.decode(self.files.get(IMPORTED) or b"{}", type=ImportRecord)
        except msgspec.DecodeError:
            return ImportRecord()

    @cached_property
    def state(self) -> str:
        """A fingerprint of the files that the desk edits, by which a stale page is noticed."""
        digest = sha256()
        for name in EDITED:
            content = self.files.get(name)
            digest.update(b"-" if content is None else sha256(content).digest())
        return digest.hexdigest()[:32]

    def with_notice(self, text: str) -> dict[str, bytes]:
        return {NOTICE: with_text(self.files.get(NOTICE) or b"", text)}

    def with_ledger(self, text: str) -> dict[str, bytes]:
        return {LEDGER: with_text(self.files.get(LEDGER) or b"", text)}

    def with_memory(self, key: str, judged: str | None) -> dict[str, bytes]:
        judgements = {**self.memory, key: judged} if judged else {k: v for k, v in self.memory.items() if k != key}
        return {
            MEMORY: (json.dumps({"judged": judgements}, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()
        }


def _readable(content: bytes | None) -> str:
    """The text of a file for display; invalid UTF-8 is shown with replacement characters, but writing to such a file is refused."""
    try:
        return text_of(content or b"")
    except NotTextError:
        return (content or b"").decode("utf-8", "replace").replace("\r\n", "\n").replace("\r", "\n")


def hash_words(*words: str) -> str:
    return sha256("\0".join(words).encode()).hexdigest()[:20]


def number_of(opened: Opened, item: str | None) -> str:
    """The name of an item for people: its position in the text, such as 第3项."""
    problems = opened.notice.outline.problems if opened.notice else ()
    place = next((n for n, problem in enumerate(problems, 1) if problem.id == item), None)
    return f"第{place}项" if place else ("整份通报" if item is None else f"事项 {item}")


def about_words(about: str | None) -> str:
    """The name for people of what a record is about."""
    if about is None:
        return "整个事项"
    return f"第{about[1:]}条措施" if is_measure(about) else f"其中{in_quotes(about)}"


def in_quotes(words: str) -> str:
    """Words in quotation marks; those within them become single ones, as print has it.

    >>> in_quotes("拨付迟缓"), in_quotes("“国内外”的问题")
    ('“拨付迟缓”', '“‘国内外’的问题”')
    """
    return f"“{words.translate(_INNER)}”"


def is_measure(about: str) -> bool:
    """Whether `about` is the id of a measure (m1); else it is words that name a part of the item."""
    return _MEASURE.fullmatch(about) is not None
