"""The exports that are files of lines: which there are, and what a notice adds to each."""

from codecs import BOM_UTF8
from collections.abc import Callable
from typing import NamedTuple

from site_builder.data.formats import csv_lines, ndjson_lines
from site_builder.data.tables import COHORTS, ITEMS, TABLES, Book, Table

TABLES_FOLDER = "data/tables"
SPREADSHEET_ROWS = 1_000_000  # of a part of problems.csv: a spreadsheet reads 1,048,576, with the header
_CSV_ELSEWHERE = {"problems": "data/problems.csv", COHORTS.name: f"data/{COHORTS.name}.csv"}


class LineFile(NamedTuple):
    """A file of lines.

    header  its beginning, and the rows that belong to no notice
    lines   what a notice adds. Both take a book, `lines` that of one notice
    """

    path: str
    header: Callable[[Book], bytes]
    lines: Callable[[Book], bytes]


def csv_path(table: Table) -> str:
    """The CSV file of a table, below the output folder."""
    return _CSV_ELSEWHERE.get(table.name, f"{TABLES_FOLDER}/{table.name}.csv")


def part_path(number: int) -> str:
    """A part of problems.csv, below the output folder."""
    return f"data/problems-{number}.csv"


def csv_header(table: Table) -> bytes:
    return BOM_UTF8 + csv_lines([[column.name for column in table.columns]])


def _csv_file(table: Table) -> LineFile:
    def header(book: Book) -> bytes:
        return csv_header(table) + csv_lines(table.rows(book._replace(cards=())))

    return LineFile(csv_path(table), header, lambda book: csv_lines(table.rows(book)))


def _quotations(book: Book) -> bytes:
    return b"".join(card.quotations for card in book.whole())


def _nothing(book: Book) -> bytes:
    return b""


LINE_FILES: tuple[LineFile, ...] = (
    *map(_csv_file, TABLES),
    LineFile("data/problems.ndjson", _nothing, lambda book: ndjson_lines(ITEMS.rows(book))),
    LineFile("data/quotations.ndjson", _nothing, _quotations),
)
