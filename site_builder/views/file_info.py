"""What is known of a file that is attached to a notice."""

from msgspec import Struct

from site_builder.records.hidden_in_images import Unseen


class FileInfo(Struct, frozen=True, kw_only=True):
    """A file under a notice's files/.

    text    None where none can be read
    unseen  words in it that no reader sees
    cells   of a workbook: 整改台账!F12 → what the cell shows
    pages   of a file that has pages (PDF, OFD): the text of each; a paragraph over two pages is in both
    refused why these bytes are not published under this name; '' = they may be
    """

    name: str
    size: int
    sha256: str
    text: str | None
    unseen: tuple[Unseen, ...] = ()
    cells: dict[str, str] = {}
    pages: tuple[str, ...] = ()
    refused: str = ""

    def page(self, number: int) -> str | None:
        """The text of a page, counted from 1; None where there is no such page."""
        return self.pages[number - 1] if 0 < number <= len(self.pages) else None
