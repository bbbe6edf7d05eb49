"""Suggestions from the columns of a ledger, quoting the words of the cells."""

import re
from typing import Final

from site_builder.importing.lines.dates import dates
from site_builder.importing.lines.fold import fold
from site_builder.importing.lines.manuscript import Doubt
from site_builder.importing.suggest.collected import Collected
from site_builder.importing.suggest.passage import Passage, once, passages
from site_builder.importing.suggest.suggestions import Suggested
from site_builder.importing.tables.ledger_blocks import BlockWords
from site_builder.importing.tables.status_columns import LONGEST_STATUS, NOT_DONE, status_word
from site_builder.records.ledger_model import Commitment, Due, Entry, Fact, Ledger, Ledgers, Responsible
from site_builder.records.model import Head
from site_builder.records.outline import Outline, Problem
from site_builder.records.partial_dates import PartialDate
from site_builder.sheets.columns import bare, kind_of_sum, role_of, unit_of
from site_builder.sheets.grid import flat

_NOTHING: Final = re.compile(r"[/\\—\-–无空\s]*|不涉及|暂无|0+(?:\.0+)?")
_YEAR_MONTH: Final = re.compile(r"(?<![\d.])(20\d{2})\s*+[./\-]\s*+(1[0-2]|0?[1-9])(?![\d./\-])")
_SUM: Final = re.compile(
    r"(?P<value>\d{1,3}(?:,\d{3}){1,5}(?:\.\d+)?|\d{1,15}(?:\.\d+)?)\s*+(?P<unit>(?:亿|千万|百万|万|千)?元)?"
)
_UNITS: Final = re.compile(r"[、，,;；\n\s]+")
_PERSON: Final = re.compile(r"同志|书记|局长|主任$|科长|处长|组长|责任人|牵头|配合")


def suggest_of_table(
    outline: Outline, head: Head, items: tuple[tuple[BlockWords, ...], ...], lines: dict[int, int], unit: str | None
) -> Suggested:
    """Makes suggestions for all items of a ledger.

    Takes   items   the written cells of each item, in the order of the outline's items
            lines   index of a block → its line in the source
            unit    of sums, where the table states it once: 单位：万元
    """
    ledgers: dict[str, Ledger] = {}
    promises: list[Commitment] = []
    doubts: list[Doubt] = []
    closings = 0
    for problem, words in zip(outline.problems, items, strict=True):
        reader = _Item(problem, words, head, unit, lines.get(problem.start, 0))
        found = reader.read(outline, lines)
        closings += any(each.said.column.meaning == "closed" and _says_yes(each.said.text) for each in words)
        doubts += found.doubts
        promises += found.promises
        if (ledger := found.ledger()) != Ledger():
            ledgers[problem.id] = ledger
    if closings:
        why = f"有 {closings} 项写着销号，没有据此填 closing：由编者写明谁核销、哪天、文号"
        doubts.append(Doubt(0, "销号", why))
    commitments = {f"c{number}": each for number, each in enumerate(promises, 1)}
    return Suggested(Ledgers(items=ledgers, commitments=commitments), tuple(doubts))


def _says_yes(text: str) -> bool:
    return bool(re.fullmatch(r"是|√|已销号|同意销号|已申请销号", flat(text))) or bool(dates(fold(text)))


class _Item:
    """Collects the claims of one item."""

    def __init__(self, problem: Problem, words: tuple[BlockWords, ...], head: Head, unit: str | None, line: int):
        self.problem, self.words, self.unit, self.line = problem, words, unit, line
        self.found = Collected.under(head)

    def read(self, outline: Outline, lines: dict[int, int]) -> Collected:
        for words in self.words:
            match words.said.column.meaning:
                case "responsible" | "person":
                    self._responsible(words)
                case "due":
                    self._due(words)
                case "status":
                    self._status(words, True)
                case "amount":
                    self._sum(words)
                case "progress":
                    self._progress(words)
        for passage in passages(outline, self.problem, lines):
            if not passage.field:
                self.found.read(passage)
        return self.found

    def _doubt(self, words: BlockWords, why: str) -> None:
        self.found.doubts.append(
            Doubt(self.line, f"{words.said.column.name}：{words.said.text}"[:80], f"{words.said.place} {why}")
        )

    def _quote(self, words: BlockWords) -> str | None:
        """The column's name with the cell's words, if that is unique in the item."""
        return words.quote if words.quote and once(words.quote, self.problem.text) else None

    def _responsible(self, words: BlockWords) -> None:
        name = bare("".join(words.said.column.parts))
        quote = self._quote(words)
        if words.said.column.meaning == "person" and not re.search("单位|部门|科室|处室|股室", name):
            return None
        units = [each for line in words.lines for each in _UNITS.split(line) if len(each) >= 2]
        if quote is None and units:
            return self._doubt(words, "责任单位的话在本项里不止一处，没有填")
        for each in units:
            role, unit = self._role_in(each, role_of(name))
            if not _PERSON.search(unit) and 2 <= len(unit) <= 60 and quote:
                self.found.responsible.append(Responsible(unit=unit, role=role, quote=quote, suggested=True))
        return None

    def _role_in(self, words: str, usual: str | None) -> tuple[str | None, str]:
        """A unit with its role in the cell itself (牵头单位：市水务局), else with the role of the column."""
        found = re.match(r"(?P<role>牵头|责任|配合|主办|协办|承办|督办)(?:单位|部门)?[:：]\s*(?P<unit>.+)", words)
        return (found["role"], found["unit"]) if found else (usual, words)

    def _due(self, words: BlockWords) -> None:
        text = fold(words.said.text)
        if _NOTHING.fullmatch(text):
            return None
        quote = self._quote(words)
        read = [found.iso() for found in dates(text) if found.year]
        read += [f"{found[1]}-{int(found[2]):02d}" for found in _YEAR_MONTH.finditer(text)] if not read else []
        behind = next((cell.day for cell in words.said.cells if cell.kind == "date" and cell.day), None)
        day = next((each for each in reversed(read) if each), None)
        if re.search(r"已(?:于|在|经|完成)", text):
            return self._doubt(words, "写的是已经完成的日子，没有当作时限")
        if day is None and behind:
            day = behind
            self._doubt(words, f"格子里的日期是 {behind}，没有全显示出来，请核对时限")
        if day is None or quote is None:
            said_ahead = re.search(r"\d|年|月|季度", text)
            if said_ahead:
                self._doubt(words, "时限读不出年份或日期，请补填")
            return None
        self.found.due.append(Due(by=PartialDate(day), quote=quote, suggested=True))
        return None

    def _status(self, words: BlockWords, certain: bool) -> bool:
        """Suggests a status if the cell is one. Gives whether it was."""
        status, continuing = status_word(words.said.text)
        if status is None:
            if certain and NOT_DONE.fullmatch(fold(flat(words.said.text))):
                self._doubt(words, "只说没有完成，没有说正在整改还是尚未开始，状态由编者定")
            elif certain and not _NOTHING.fullmatch(fold(words.said.text)):
                self._doubt(words, "认不出是哪种状态，由编者定")
            return False
        quote = self._quote(words)
        if quote is None:
            return False
        entry = Entry(as_of=self.found.as_of, status=status, continuing=continuing, quote=quote, suggested=True)
        self.found.entries.append(entry)
        return True

    def _progress(self, words: BlockWords) -> None:
        """The progress column: a bare status, or prose that is parsed by sentence unless its lines are the item's measures."""
        if len(flat(words.said.text)) <= LONGEST_STATUS and words.quote and self._status(words, False):
            return
        if not words.quote and words.lines and once(words.lines[0], self.problem.text):
            listed = any(measure.text.startswith(words.lines[0]) for measure in self.problem.measures)
            if listed:
                return  # its lines are the item's measures and are handled as such
        for line in words.lines:
            if not any(line == measure.text for measure in self.problem.measures):
                self.found.read(Passage(self.problem, "", line, True, self.line), promises=False)

    def _sum(self, words: BlockWords) -> None:
        text = fold(words.said.text).strip()
        if _NOTHING.fullmatch(text):
            return
        found = _SUM.fullmatch(text)
        name = "".join(words.said.column.parts)
        unit = (found["unit"] if found else None) or unit_of(name) or self.unit
        quote = self._quote(words)
        if found is None or quote is None:
            if words.quote:
                counted = "不止一个数" if re.search(r"\d", text) else "不是一个数"
                self._doubt(words, f"{counted}，没有填进数字")
            return
        if unit is None:
            self._doubt(words, "没有说单位是元还是万元，没有填进数字")
            return
        label = bare(words.said.column.parts[-1]) or "金额"
        value = found["value"].replace(",", "")
        fact = Fact(
            label=label,
            quotes=(quote,),
            kind=kind_of_sum(bare(name)),
            value=value,
            unit=unit,
            modality="stated",
            suggested=True,
        )
        self.found.facts.append(fact)
