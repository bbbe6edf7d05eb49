"""Fields with keys in Latin letters: JSON, YAML, addresses of pages, attributes and elements of HTML and XML."""

import re
from collections.abc import Iterator
from typing import Final

from site_builder.rules.personal_cells import cell_at
from site_builder.rules.personal_headers import announced
from site_builder.rules.personal_key_names import KEYS_OF_PEOPLE, Announced, of_key
from site_builder.rules.personal_rows import Told

_KEY: Final = re.compile(
    r"[A-Za-z][-_A-Za-z]{0,30}[23]?(?: [A-Za-z]{2,12}(?= ?:))?[\"']{0,2} ?[:=>][ \n]{0,4}[\"'\[>|]{0,3} ?"
)
_LINE: Final = re.compile(r"\n[ -]{0,8}[A-Za-z][-_A-Za-z]{0,30}[\"']? ?:")  # of YAML; most texts have none
_VALUE: Final = re.compile(r"[^\"'\n,;<>{}\[\]&]{2,60}")
_NAMES_A_FIELD: Final = frozenset(
    ["name", "id", "field", "key", "label", "prop", "property", "itemprop", "title", "th", "header", "for", "class"]
)
_HOLDS_A_VALUE: Final = frozenset(["value", "content", "text", "val", "data", "td"])
_NEAR: Final = 80
_OBJECT: Final = 160  # characters before an address that are searched for whose it is
_PEOPLE: Final = re.compile(
    rf"(?:^|[\"'\n{{, -])(?:{'|'.join(sorted(KEYS_OF_PEOPLE))})[\"']? ?[:=]|(?:full|real|person|student|patient)_?[nN]ame|\bxm\b"
)


def told_fields(text: str) -> Iterator[Told]:
    """The values behind keys that announce what they are. Takes   text: folded"""
    if not (any(map(text.__contains__, '="<{')) or text[:1].isascii() or _LINE.search(text)):
        return
    named: tuple[Announced, int] | None = None  # what `name="phone"` announces for the value that is given next
    for found in _KEY.finditer(text):
        key = found[0].rstrip(" \n\"'[:=>|")
        value = _VALUE.match(text, found.end())
        if value is None:
            continue
        cell = cell_at(text, *value.span())
        if key.lower() in _NAMES_A_FIELD and (head := announced(cell.words)) and head.kind == "person":
            named = head, found.end()
        elif head := of_key(key):
            if head.kind != "place":
                yield Told(head, (cell,), head.sure)
            elif _PEOPLE.search(text, max(0, found.start() - _OBJECT), found.start()):
                yield Told(head._replace(kind="person"), (cell,), head.sure)
        elif named and key.lower() in _HOLDS_A_VALUE and found.start() - named[1] < _NEAR:
            yield Told(named[0], (cell,), named[0].sure)
            named = None
