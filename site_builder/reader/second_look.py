"""One notice's files as the second reader takes them: what its lists find in them, and what is compared with other notices."""

from collections.abc import Mapping
from hashlib import sha256
from typing import NamedTuple

from site_builder.reader.known_names import names_in_head, organ_names, own_words, strangers_among
from site_builder.reader.lexicon import Lexicon
from site_builder.reader.prints import packed, prints_of
from site_builder.reader.readings import Hit
from site_builder.reader.shared_prints import PrintSheet
from site_builder.reader.word_lists import WordLists, read_word_lists
from site_builder.records.encoding import digest, pack
from site_builder.records.model import Head
from site_builder.records.registers import Registers

PICTURES = (".jpg", ".jpeg", ".png", ".gif", ".webp", ".bmp", ".tif", ".tiff")


class Look(NamedTuple):
    """Takes no context: what stands in the files alone."""

    hits: tuple[Hit, ...]
    sheet: PrintSheet


class SecondReader:
    """The lists and registers of a site, and the lexicon made of them once a text is read.

    key     changes with everything that decides what is found
    """

    def __init__(self, lists: Mapping[str, str], registers: Registers):
        """Takes   lists: name of a list of wording → its text"""
        self.registers = registers
        self._texts = dict(lists)
        self._lists: WordLists | None = None
        self._lexicon: Lexicon | None = None
        self.key = digest(pack((sorted(lists.items()), registers.organs, registers.inspections)))

    @property
    def lists(self) -> WordLists:
        if self._lists is None:
            self._lists = read_word_lists(self._texts, "", [])
        return self._lists

    @property
    def _known(self) -> Lexicon:
        """Made when a first text is to be read."""
        if self._lexicon is None:
            organs = self.registers.organs
            known = strangers_among(organs)
            self._lexicon = Lexicon(self.lists.rows, self.lists.posts, organ_names(organs), known)
        return self._lexicon

    def hits(self, notice: str, ledger: str, head: Head) -> tuple[Hit, ...]:
        """What the lists know in the two files of a notice."""
        own = own_words(head, self.registers)
        lexicon = self._known
        found = lexicon.hits(notice, "n", own)
        return (*found, *lexicon.hits(ledger, "l", own)) if ledger else found

    def look(self, slug: str, notice: str, ledger: str, files: Mapping[str, bytes], head: Head) -> Look:
        """Takes   slug, head: of the notice; notice, ledger: texts of the two files; files: name → bytes of a file"""
        body = notice.partition("\n---\n")[2] or notice
        prints, twice = prints_of(body)
        told, _ = prints_of(ledger) if ledger else (set[int](), None)
        pictures = sorted(
            sha256(content).hexdigest() for name, content in files.items() if name.lower().endswith(PICTURES)
        )
        order = (head.published or "", slug)
        sheet = PrintSheet(order, packed(prints | told), tuple(sorted(twice)), tuple(dict.fromkeys(pictures)))
        return Look(self.hits(notice, ledger, head), sheet)


def names_of_heads(heads: Mapping[str, Head], registers: Registers) -> dict[str, str]:
    """Names of organs and places that only the heads of notices know → where they stand. Takes   heads: by slug"""
    known = strangers_among(registers.organs)
    names: dict[str, str] = {}
    for slug, head in sorted(heads.items()):
        for name, where in names_in_head(head, slug).items():
            if name not in known and not any(name.endswith(each) for each in known if len(each) > 4):
                names.setdefault(name, where)
    return names


class NamesInHeads:
    """Looks in texts for the names of `names_of_heads`.

    key     changes with them
    """

    def __init__(self, names: Mapping[str, str], registers: Registers):
        self.names, self.registers = names, registers
        self.key = digest(pack(sorted(names.items())))
        self._lexicon: Lexicon | None = None

    def hits(self, notice: str, head: Head) -> tuple[Hit, ...]:
        if not self.names:
            return ()
        if self._lexicon is None:
            self._lexicon = Lexicon(names=self.names)
        return self._lexicon.hits(notice, "n", own_words(head, self.registers))
