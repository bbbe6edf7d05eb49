"""Every quotation of a notice as an annotation that points to its words, one line of NDJSON each.

Source  W3C Web Annotation Data Model, Text Quote Selector; WICG Text Fragments for `link`
"""

from collections import Counter
from itertools import accumulate
from typing import Annotated, Literal

import msgspec
from msgspec import Meta, Struct

from site_builder.records.encoding import sha256_hex
from site_builder.records.ledger_model import EvidenceSource
from site_builder.records.quotes import Found, find
from site_builder.unit.public_quotations import PublicQuotation, public_quotations
from site_builder.views.notice_json_types import NoticeJson
from site_builder.views.presenter import Place, Presenter
from site_builder.views.routes import percent_encoded

AROUND = 24  # characters before and after the words, and more where these stand in the text twice
_MOST_AROUND = 24 << 6

# What a quotation bears out, and how that is called in Chinese.
CLAIMS = {
    "window": "公开期限",
    "inspection": "巡察",
    "stated": "原文自述的总数",
    "milestone": "重要节点",
    "status": "状态",
    "entry": "进展记录，不含状态",
    "due": "时限",
    "responsible": "责任单位",
    "fact": "数字",
    "closing": "销号",
    "same_as": "相同事项",
    "assessment": "他方核查",
    "target": "指标",
    "before": "指标的上期数",
    "result": "指标的结果",
    "commitment": "承诺",
    "feedback": "收到的意见",
}


class TextQuoteSelector(Struct, kw_only=True):
    """所引的话和它前后的字"""

    type: Literal["TextQuoteSelector"] = "TextQuoteSelector"
    exact: str
    prefix: str
    suffix: str


class QuotationTarget(Struct, kw_only=True, omit_defaults=True):
    """在哪里：通报的页面，或所引的文件、单元格、页"""

    source: Annotated[
        str | None, Meta(description="通报或文件的网址，null 为本站未公开的文件 (null = not public here)")
    ]
    selector: TextQuoteSelector
    fragment: Annotated[str | None, Meta(description="页面里的锚，如 p1-m2 (anchor)")] = None
    link: Annotated[str | None, Meta(description="浏览器直接到那句话的网址 (scrolls to the words)")] = None
    cell: str | None = None
    page: int | None = None


class QuotationJson(Struct, kw_only=True):
    """一处引语：它支持什么，原话在哪里。"""

    id: Annotated[str, Meta(description="引语的编号，同样的记录不变 (stays with the record)")]
    notice: str
    item: str | None
    claim: Annotated[str, Meta(description="它支持什么：" + "；".join(f"{k} {v}" for k, v in CLAIMS.items()))]
    value: Annotated[str | None, Meta(description="支持的值，如状态、时限 (what it bears out)")]
    about: Annotated[str | None, Meta(description="针对的措施或字句，null 为整个事项 (part of the item)")]
    target: QuotationTarget


class _Text:
    """A text in which words are pointed to."""

    def __init__(self, text: str):
        self.text = text

    def selector(self, found: Found) -> TextQuoteSelector:
        """Meets this place alone, as far as a bounded stretch of text can tell it apart."""
        text, around = self.text, AROUND
        while True:
            start, stop = max(0, found.start - around), min(len(text), found.stop + around)
            whole = text[start:stop]
            once = text.find(whole) == start and text.find(whole, start + 1) < 0
            if once or around >= _MOST_AROUND or len(whole) == len(text):
                return TextQuoteSelector(
                    exact=text[found.start : found.stop],
                    prefix=text[start : found.start],
                    suffix=text[found.stop : stop],
                )
            around *= 2


def quotation_lines(presenter: Presenter, value: NoticeJson) -> bytes:
    """The lines of a notice in `/data/quotations.ndjson`, in the order of its JSON.

    Takes   value: what is public of the notice, so that a quotation is published here where it is there
    """
    annotations, seen = _Annotations(presenter), Counter[str]()
    lines: list[bytes] = []
    for said in public_quotations(presenter, value):
        target = annotations.target(said)
        told = msgspec.json.encode((said.claim, said.about, said.value, target.source, said.words))
        name = annotations.id_of(said, sha256_hex(told)[:12])
        seen[name] += 1  # the same words may bear out the same thing twice
        line = QuotationJson(
            id=name + (f"-{seen[name]}" if seen[name] > 1 else ""),
            notice=presenter.notice.slug,
            item=said.item,
            claim=said.claim,
            value=said.value,
            about=said.about,
            target=target,
        )
        lines.append(msgspec.json.encode(line) + b"\n")
    return b"".join(lines)


class _Annotations:
    """Makes the targets of one notice's quotations."""

    def __init__(self, presenter: Presenter):
        self.presenter = presenter
        outline = presenter.notice.outline
        self.own = _Text(outline.text)
        self.starts = [0, *accumulate(len(block.text) + 1 for block in outline.blocks)]
        self.home = presenter.routes.notice(presenter.notice.slug)

    def id_of(self, said: PublicQuotation, key: str) -> str:
        place = self.presenter.routes.problem(self.presenter.notice.slug, said.item) if said.item else self.home
        return f"{self.presenter.context.origin}{place}#quotation-{key}"

    def target(self, said: PublicQuotation) -> QuotationTarget:
        return self._own(said) if said.source is None else self._cited(said.words, said.source)

    def _own(self, said: PublicQuotation) -> QuotationTarget:
        """A target in the notice's own text."""
        there = self._found(said)
        if there is None:
            return QuotationTarget(source=self.home, selector=_bare(said.words))
        anchor, found = there
        selector = self.own.selector(found)
        directive = _directive(selector, self.own.text.count(selector.exact) == 1)
        link = f"{self.home}#{anchor}:~:text={directive}"
        return QuotationTarget(source=self.home, selector=selector, fragment=anchor or None, link=link)

    def _found(self, said: PublicQuotation) -> tuple[str, Found] | None:
        """(anchor of the page, place in the whole text)."""
        presenter, outline = self.presenter, self.presenter.notice.outline
        problem = outline.problem(said.item) if said.item else None
        place = presenter.place(problem, said.about) if problem else Place(0, len(outline.blocks), "")
        order = [*range(place.start, place.stop), *([problem.start] if problem else []), *range(len(outline.blocks))]
        there = presenter.block_holding(said.words, order)
        if there is None:
            return None
        index, found = there
        start = self.starts[index]
        return self._anchor(index), Found(start + found.start, start + found.stop)

    def _anchor(self, index: int) -> str:
        """The anchor nearest above a block on the notice's page; '' outside the items."""
        for problem in self.presenter.notice.outline.problems:
            if problem.start <= index < problem.stop:
                measure = next((m for m in problem.measures if m.start <= index < m.stop), None)
                return f"{problem.id}-{measure.id}" if measure else problem.id
        return ""

    def _cited(self, words: str, source: EvidenceSource) -> QuotationTarget:
        """A target in a cited file, a cell or a page of it, or in another notice."""
        evidence, text = self.presenter.evidence(source), self.presenter.cited_text(source)
        found = find(words, text) if text else None
        selector = _Text(text).selector(found) if text and found else _bare(words)
        url = evidence.url if evidence else None
        return QuotationTarget(source=url, selector=selector, cell=source.cell, page=source.page)


def _bare(words: str) -> TextQuoteSelector:
    return TextQuoteSelector(exact=words, prefix="", suffix="")


def _directive(selector: TextQuoteSelector, once: bool) -> str:
    """The words as a text directive, to which a browser scrolls; with those around them of the same line, if it must."""
    exact = _encoded(selector.exact)
    before, after = selector.prefix.rpartition("\n")[2], selector.suffix.partition("\n")[0]
    around = (before.strip() and f"{_encoded(before)}-", exact, after.strip() and f"-{_encoded(after)}")
    return exact if once else ",".join(filter(None, around))


def _encoded(words: str) -> str:
    return percent_encoded(words.strip()).replace("/", "%2F").replace("-", "%2D")


# -- the quotations of a notice, in the order of its JSON
