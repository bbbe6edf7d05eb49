"""The files under a notice's files/ as its pages name them: the file itself, the page with its text, and the words on it."""

from collections.abc import Mapping
from urllib.parse import quote as percent

from site_builder.records.ledger_model import EvidenceSource
from site_builder.views.file_info import FileInfo
from site_builder.views.routes import Routes
from site_builder.views.shown_text import ShownText, anchor_of
from site_builder.views.view_models import EvidenceView


class CitedFiles:
    """Addresses and texts of a notice's files; a text is divided once for all quotations."""

    def __init__(self, files: Mapping[str, FileInfo], slug: str, routes: Routes):
        self._files, self._slug, self._routes = files, slug, routes
        self._texts: dict[str, ShownText] = {}

    def text(self, name: str) -> ShownText | None:
        """The text of a file; None where there is none, and so no page of it."""
        info = self._files.get(name)
        if info is None or not (info.text or "").strip():
            return None
        if name not in self._texts:
            self._texts[name] = ShownText(info)
        return self._texts[name]

    def page_url(self, name: str) -> str | None:
        """The page with the text of a file that something cites."""
        return self._routes.evidence(self._slug, percent(name)) if self.text(name) else None

    def words_url(self, words: str, source: EvidenceSource | None) -> str | None:
        """Where quoted words of a file are marked on its page; the page, where they are not found in it; None without a page."""
        name = source.file if source else None
        text = self.text(name) if name else None
        if source is None or name is None or text is None:
            return None
        found = text.find(words, source.cell, source.page)
        anchor = f"#{anchor_of(words, source.cell, source.page)}" if found else ""
        return f"{self._routes.evidence(self._slug, percent(name))}{anchor}"

    def view(self, name: str, title: str | None, place: str | None = None, cited: bool = True) -> EvidenceView:
        """Takes   place: within the file; cited: whether something shown cites it, so that it has a page"""
        info = self._files.get(name)
        return EvidenceView(
            title=title or name,
            url=self._routes.attachment(self._slug, percent(name)),
            page=self.page_url(name) if cited else None,
            size=info.size if info else None,
            sha256=info.sha256 if info else None,
            place=place,
        )

    def place(self, source: EvidenceSource) -> str | None:
        """The cell or the page that is cited, in words; None where the file has it not."""
        info = self._files.get(source.file or "")
        if info and source.cell in info.cells:
            return f"单元格 {source.cell}"
        return f"第 {source.page} 页" if info and source.page and info.page(source.page) is not None else None
