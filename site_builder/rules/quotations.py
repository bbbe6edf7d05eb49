"""All quotations of a notice, each with the scope in which it must occur."""

from collections.abc import Iterator
from typing import NamedTuple

from site_builder.records.findings import Span
from site_builder.records.ledger_model import EvidenceSource, Ledger
from site_builder.records.outline import Measure, Problem
from site_builder.records.quotes import comparable
from site_builder.rules.blanks import BLANK
from site_builder.rules.rule import Case

Steps = tuple[str | int, ...]


class Scope(NamedTuple):
    """Where a quotation must occur: `kind` is item, measure, notice, file, cell, page or linked (another notice); `id` names it.

    For a cell or a page, `id` is the file and `item` the cell or the page number.
    """

    kind: str
    id: str = ""
    item: str = ""

    @property
    def outside(self) -> bool:
        """Whether it lies outside the notice's own text: in a file or in another notice."""
        return self.kind in ("file", "cell", "page", "linked")

    @property
    def label(self) -> str:
        if self.kind == "measure":
            return f"事项 {self.item} 的措施 {self.id}"
        if self.kind == "cell":
            return f"文件 {self.id} 的单元格 {self.item}"
        if self.kind == "page":
            return f"文件 {self.id} 的第 {self.item} 页"
        return {"item": f"事项 {self.id}", "file": f"文件 {self.id}", "linked": f"通报 {self.id}"}.get(
            self.kind, "正文"
        )


class Quotation(NamedTuple):
    """A quotation; `steps` is its path in the head or the ledger."""

    words: str
    scope: Scope
    steps: Steps
    suggested: bool = False
    in_head: bool = False

    def at(self, case: Case) -> Span:
        notice = case.notice
        return notice.at_head(*self.steps) if self.in_head else notice.at_ledger(*self.steps)


NOTICE = Scope("notice")


def quotations(case: Case) -> Iterator[Quotation]:
    """All quotations of the head and the ledger in file order, without unfilled placeholders."""
    return (quotation for quotation in _all(case) if BLANK not in quotation.words)


def _all(case: Case) -> Iterator[Quotation]:
    yield from _of_head(case)
    for item, ledger in case.notice.ledgers.items.items():
        problem = case.notice.outline.problem(item)
        if problem is not None:
            yield from _of_item(problem, ledger)
    yield from _of_notice(case)


def _of_head(case: Case) -> Iterator[Quotation]:
    head = case.notice.head
    if case.notice.window and case.notice.window.quote:
        yield Quotation(case.notice.window.quote, NOTICE, ("window", "quote"), in_head=True)
    if head.stated:
        if head.stated.quote:
            yield Quotation(head.stated.quote, NOTICE, ("stated", "quote"), in_head=True)
        for number, words in enumerate(head.stated.quotes):
            yield Quotation(words, NOTICE, ("stated", "quotes", number), in_head=True)
    if head.signed and head.signed.quote:
        yield Quotation(head.signed.quote, NOTICE, ("signed", "quote"), in_head=True)
    if head.inspection and not isinstance(head.inspection, str) and head.inspection.quote:
        yield Quotation(head.inspection.quote, NOTICE, ("inspection", "quote"), in_head=True)


def _of_item(problem: Problem, ledger: Ledger) -> Iterator[Quotation]:
    item = problem.id
    for n, responsible in enumerate(ledger.responsible):
        place = own(problem, responsible.about)
        yield Quotation(responsible.quote, place, (item, "responsible", n, "quote"), responsible.suggested)
    for n, due in enumerate(ledger.due):
        place = cited(due.source) or own(problem, due.about)
        yield Quotation(due.quote, place, (item, "due", n, "quote"), due.suggested)
    for n, entry in enumerate(ledger.entries):
        if entry.quote:
            place = (cited(entry.source) if entry.basis == "report" else None) or own(problem, entry.about)
            yield Quotation(entry.quote, place, (item, "entries", n, "quote"), entry.suggested)
    for n, fact in enumerate(ledger.facts):
        for k, words in enumerate(fact.quotes):
            yield Quotation(words, own(problem, fact.about), (item, "facts", n, "quotes", k), fact.suggested)
    yield from _of_others(problem, ledger)


def _of_others(problem: Problem, ledger: Ledger) -> Iterator[Quotation]:
    item, whole = problem.id, Scope("item", problem.id)
    for n, same in enumerate(ledger.same_as):
        if same.quote:
            yield Quotation(same.quote, whole, (item, "same_as", n, "quote"))
    for n, verdict in enumerate(ledger.assessments):
        yield Quotation(verdict.quote, cited(verdict.source) or whole, (item, "assessments", n, "quote"))
    if ledger.closing and ledger.closing.quote:
        place = Scope("linked", ledger.closing.notice) if ledger.closing.notice else whole
        yield Quotation(ledger.closing.quote, place, (item, "closing", "quote"))


def _of_notice(case: Case) -> Iterator[Quotation]:
    ledgers = case.notice.ledgers
    for n, milestone in enumerate(ledgers.notice.milestones):
        if milestone.quote:
            yield Quotation(milestone.quote, NOTICE, ("notice", "milestones", n, "quote"))
    if ledgers.notice.feedback and ledgers.notice.feedback.quote:
        where = cited(ledgers.notice.feedback.source) or NOTICE
        yield Quotation(ledgers.notice.feedback.quote, where, ("notice", "feedback", "quote"))
    for key, target in ledgers.targets.items():
        place, soft = _of_part(case, target.item), target.suggested
        yield Quotation(target.quote, place, ("targets", key, "quote"), soft)
        if target.before and target.before.quote:
            yield Quotation(target.before.quote, NOTICE, ("targets", key, "before", "quote"), soft)
        if target.result:
            where = cited(target.result.source) or NOTICE
            yield Quotation(target.result.quote, where, ("targets", key, "result", "quote"), soft)
    for key, promise in ledgers.commitments.items():
        where = _of_part(case, promise.item)
        yield Quotation(promise.quote, where, ("commitments", key, "quote"), promise.suggested)


def own(problem: Problem, about: str | None) -> Scope:
    """The scope of a record: the measure that it is about, else its item."""
    if about and problem.measure(about):
        return Scope("measure", about, problem.id)
    return Scope("item", problem.id)


def cited(source: EvidenceSource | None) -> Scope | None:
    if source and source.file:
        if source.cell:
            return Scope("cell", source.file, source.cell)
        return Scope("file", source.file) if source.page is None else Scope("page", source.file, str(source.page))
    return Scope("linked", source.notice) if source and source.notice else None


def _of_part(case: Case, item: str | None) -> Scope:
    return Scope("item", item) if item and case.notice.outline.problem(item) else NOTICE


def text_outside(case: Case, scope: Scope) -> str | None:
    """The text of a file, a cell, a page or another notice; '' for a cell or page that is not there, None where nothing can be read."""
    if scope.kind == "linked":
        return next((k.text for k in case.context.links if k.slug == scope.id and k.text is not None), None)
    info = case.files.get(scope.id)
    if info is None or info.text is None:
        return None
    if scope.kind == "cell":
        return info.cells.get(scope.item, "")
    return info.text if scope.kind == "file" else info.page(int(scope.item)) or ""


def place_in(case: Case, scope: Scope) -> Measure | Problem | None:
    """The measure or the item that a scope names; None where the notice has it not."""
    problem = case.notice.outline.problem(scope.item or scope.id)
    return (scope.kind == "measure" and problem and problem.measure(scope.id)) or problem


class ScopeTexts:
    """A cache of the folded texts of scopes."""

    def __init__(self, case: Case):
        self.case = case
        self._made: dict[Scope, tuple[str, ...] | None] = {}

    def of(self, scope: Scope) -> tuple[str, ...] | None:
        """The texts to search, in order; None where the scope cannot be read."""
        if scope not in self._made:
            self._made[scope] = self._make(scope)
        return self._made[scope]

    def count(self, words: str, scope: Scope) -> int | None:
        """How often words occur in a scope: in the first of its texts that contains them."""
        texts = self.of(scope)
        if texts is None:
            return None
        needle = comparable(words)
        return next((n for text in texts if (n := _count(needle, text))), 0)

    def _folded(self, start: int, stop: int) -> str:
        """The folded text of a range of blocks. Each block is folded once, as folding drops newlines and texts can be concatenated."""
        return "".join(comparable(block.text) for block in self.case.notice.outline.blocks[start:stop])

    def _make(self, scope: Scope) -> tuple[str, ...] | None:
        outline = self.case.notice.outline
        if scope.kind == "notice":
            return (self._folded(0, len(outline.blocks)),)
        if scope.outside:
            text = text_outside(self.case, scope)
            return None if text is None else (comparable(text),)
        place = place_in(self.case, scope)
        if place is None:
            return None
        if isinstance(place, Measure):
            return (self._folded(place.start, place.stop),)
        return (self._folded(place.start + 1, place.stop), self._folded(place.start, place.start + 1))


def _count(needle: str, straw: str) -> int:
    """The number of occurrences, overlapping ones included; both texts are folded."""
    count, start = 0, straw.find(needle) if needle else -1
    while start >= 0:
        count += 1
        start = straw.find(needle, start + 1)
    return count
