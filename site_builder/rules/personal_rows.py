"""Rows of tables: which of them is a header, and what it announces of the cells below and beside it."""

import re
from collections.abc import Container, Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from site_builder.rules.personal_cells import HARD, SIGNS, Row, TextCell, cut
from site_builder.rules.personal_headers import OF_PEOPLE, TWO_WORDS, announced
from site_builder.rules.personal_key_names import Announced
from site_builder.rules.personal_names import NAME, NO_NAME


class Told(NamedTuple):
    """A cell with what announces it.

    cells   the cell, and the cells behind it that have digits alone, over which a number may go on
    sure    whether a mere word may be the value: the header says so, or a person is named in the row
    in_office   whether the row gives a post of an organ, and no punishment: its name is no ordinary person's
    whose   whose row it is: "person", "unit" (which stands where a name does), "office" (it has one beside) or ""
    """

    by: Announced
    cells: Row
    sure: bool
    whose: str = ""
    in_office: bool = False


_LONGEST_HEADER: Final = 24
LONG_CELL: Final = 80
MOST_OVER: Final = 19  # cells over which a number may go on
DIGITS: Final = re.compile(r"\d{1,17}[Xx]?|[OoIlXx〇]")
_POST: Final = re.compile(r"^[^,。]{0,20}(?:书记|[局厅司处科县市区镇乡州省部组队院校所站会]长|主任|主席|常委|委员)$")
_BEFALLEN: Final = re.compile(r"处分|警告|记过|撤职|开除|立案|诫勉|违[规纪法]|受贿|免职|约谈|检讨|问责")
_WHOLE: Final = (11, 15, 16, 18, 19)  # digits of a number that goes on nowhere
_FIGURE: Final = re.compile(r"[\d,.%]{2,20}")
_SOMEBODY: Final = re.compile(
    r"[\u4e00-\u9fff]{0,3}(?:某[\u4e00-\u9fff]{0,2}|[甲乙丙丁戊己庚辛])|[\u4e00-\u9fff]{2,6}·[\u4e00-\u9fff·]{2,10}"
)
_UNIT: Final = re.compile(
    r"(?:局|委|会|中心|公司|厂|学校|[大中小]学|医院|卫生院|政府|办|社|所|协会|部|队|站|院|馆|银行|支行)$"
)
_OF_UNITS: Final = re.compile(
    r"^(?:单位|企业|公司|机构|部门|名称|[\u4e00-\u9fff]{0,4}单位(?:名称)?|(?:企业|公司|机构)名称)$"
)
_BROKEN: Final = 3  # lines a cell may go on over


class ToldTable:
    """The table being read: the sign that cuts its rows, and what each column is announced to be."""

    def __init__(self) -> None:
        self.end()

    def end(self) -> tuple[()]:
        self._sign, self._width, self._broken = "", 0, 0
        self._columns: Mapping[int, Announced] = {}
        self._units: Sequence[int] = ()
        return ()

    @property
    def begun(self) -> bool:
        return bool(self._columns)

    def read(self, line: TextCell) -> Iterator[Told]:
        """What the cells of a line are told to be, by the header above them or the cell before them."""
        if self._columns and (row := cut(line, self._sign) or (cut(line, " ") if self._sign == "  " else ())):
            yield from self.take(row, self._sign)
            return
        for sign in SIGNS:
            if sign in line.words:
                row = cut(line, sign)
                yield from self.take(row, sign)
                if self._columns or sign in HARD:
                    return
        self._broken += 1
        if self._sign not in HARD or self._broken > _BROKEN:
            self.end()

    def take(self, row: Row, sign: str) -> Iterator[Told]:
        """What the cells of a row are told to be; a row of headers begins a table."""
        if len(row) < 2 and not (row and sign in "|<"):
            return
        heads = (
            {place: head for place, cell in enumerate(row) if (head := head_of(cell))} if _all_short(row, sign) else {}
        )
        heads = _settled(heads, row)
        begun = self._columns and sign == self._sign
        if heads and all(head.weak for head in heads.values()) and (begun or any(map(_has_a_figure, row))):
            heads = {}
        if heads:
            if sign in HARD:
                yield from _fields(row, heads)
            self._sign, self._width, self._broken, self._columns = sign, len(row), 0, heads
            self._units = [place for place, cell in enumerate(row) if _OF_UNITS.search(cell.words)]
        elif self._columns and sign == self._sign and (sign in HARD or len(row) == self._width):
            self._broken = 0
            yield from self._below(row)
        elif self._columns and sign not in HARD:
            self.end()

    def _below(self, row: Row) -> Iterator[Told]:
        names = [row[place].words for place, head in self._columns.items() if head.kind == "name" and place < len(row)]
        whose = next((kind for name in names if (kind := _whose(name))), "")
        if not names and any(_UNIT.search(row[place].words) for place in self._units if place < len(row)):
            whose = "office"
        in_office = bool(names) and any(map(_is_a_post, row)) and not any(map(_tells_a_punishment, row))
        for place, head in self._columns.items():
            if place >= len(row) or not 0 < len(row[place].words) <= LONG_CELL:
                continue
            over = row[place : place + 1] if head.kind == "thing" else _over(row, place, self._columns)
            yield Told(head, over, head.sure or whose == "person", whose, in_office)


def _all_short(row: Row, sign: str) -> bool:
    """Whether all cells may be names of columns. Where blanks or commas cut, a figure shows that they are words of a sentence."""
    return sign in HARD or all(
        len(cell.words) <= _LONGEST_HEADER
        and not TWO_WORDS.search(cell.words)
        and (cell.words.isascii() or not any(map(str.isdigit, cell.words)))
        for cell in row
    )


def _settled(heads: Mapping[int, Announced], row: Row) -> dict[int, Announced]:
    """The headers, with addresses as those of homes where the row has a column of people, and without them elsewhere."""
    at_home = any(OF_PEOPLE.search(cell.words) for cell in row)
    return {
        place: head._replace(kind="person") if head.kind == "place" else head
        for place, head in heads.items()
        if head.kind != "place" or at_home
    }


def _is_a_post(cell: TextCell) -> bool:
    return bool(_POST.search(cell.words))


def _tells_a_punishment(cell: TextCell) -> bool:
    return bool(_BEFALLEN.search(cell.words))


def _has_a_figure(cell: TextCell) -> bool:
    return bool(_FIGURE.fullmatch(cell.words))


def head_of(cell: TextCell) -> Announced | None:
    return announced(cell.words) if 1 < len(cell.words) <= _LONGEST_HEADER else None


def _whose(name: str) -> str:
    if _SOMEBODY.fullmatch(name) or (NAME.fullmatch(name) and not NO_NAME.search(name)):
        return "person"
    return "unit" if _UNIT.search(name) else ""


def _fields(row: Row, heads: Mapping[int, Announced]) -> Iterator[Told]:
    """Fields of a form: the name of a field, and its value in the next cell."""
    for place, head in heads.items():
        if place + 1 < len(row) and place + 1 not in heads and row[place + 1].words:
            yield Told(head, _over(row, place + 1, heads), head.sure)
            if head.measured:  # a row of figures, one for each year
                for other in range(place + 2, next((each for each in heads if each > place), len(row))):
                    yield Told(head, row[other : other + 1], head.sure)


def _over(row: Row, place: int, columns: Container[int]) -> Row:
    """A cell with those behind it over which its number may go on: they have digits alone, and no header of their own."""
    over = [row[place]]
    for other in range(place + 1, min(len(row), place + MOST_OVER)):
        if other in columns or len(over[-1].words) in _WHOLE or len(row[other].words) in _WHOLE:
            break
        if not (DIGITS.fullmatch(over[0].words) and DIGITS.fullmatch(row[other].words)):
            break
        over.append(row[other])
    return over
