"""The rows of a filled workbook beside the ledger of a notice: which item each is of, and what it says that is new."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from site_builder.importing.lines.dates import dates
from site_builder.importing.lines.fold import fold, squeeze
from site_builder.importing.tables.status_columns import status_word
from site_builder.records.ledger_model import Entry, EvidenceSource
from site_builder.records.notice import Notice
from site_builder.records.outline import Problem
from site_builder.records.partial_dates import PartialDate
from site_builder.records.quotes import occurrences
from site_builder.records.vocabulary import FINISHED, STATUSES, Status
from site_builder.sheets.filled import Claim, Filled, Filling
from site_builder.sheets.grid import flat
from site_builder.views.derive import status_of

_YEAR_MONTH: Final = re.compile(r"(20\d{2})\s*[./年-]\s*(1[0-2]|0?[1-9])\s*月?")
_QUOTED: Final = re.compile("“([^“”]{4,})”")
_KNOWN_BEGINNING: Final = 4  # characters of a cell that stood there before, from which on only the rest is new
_LABELS: Final[Mapping[str, Status]] = {flat(label): code for code, label in STATUSES.items() if code != "unstated"}


@dataclass(frozen=True, slots=True)
class Added:
    """One entry that is new, and the item it is of."""

    item: str
    title: str
    entry: Entry


@dataclass(slots=True)
class Progress:
    """What became of a workbook: what is new, and rows left out, each (place, words, why).

    `refused`   why nothing is written
    `changed`   name of a file of the notice → its bytes before and after; empty where nothing is written
    """

    file: str
    slug: str
    added: list[Added] = field(default_factory=list)
    unmatched: list[tuple[str, str, str]] = field(default_factory=list)
    contradicts: list[tuple[str, str, str]] = field(default_factory=list)
    broken: list[tuple[str, str, str]] = field(default_factory=list)
    unchanged: int = 0
    notes: list[str] = field(default_factory=list)
    refused: str | None = None
    stored: str | None = None
    changed: dict[str, tuple[bytes | None, bytes]] = field(default_factory=dict)


class Rows:
    """The rows of a workbook beside the ledger of a notice."""

    def __init__(
        self, notice: Notice, filled: Filled, file: str, today: str, cells: Mapping[str, str], result: Progress
    ):
        """Takes   file: name of the evidence; today: ISO date, for rows that say none; cells: place of a cell → its words as evidence"""
        self.notice, self.filled, self.file, self.today, self.cells = notice, filled, file, today, cells
        self.result = result
        self.entries = {p.id: list(notice.ledger(p.id).entries) for p in notice.outline.problems}
        self.undated = 0

    def read(self) -> None:
        seen: set[str] = set()
        for row in self.filled.rows:
            problem = self._problem(row)
            if problem is None:
                continue
            seen.add(problem.id)
            if row.says:
                self._row(problem, row)
            elif row.day or row.evidence:
                claim = row.day or row.evidence
                assert claim is not None
                self.result.unmatched.append((claim.place, claim.text, "这一行只填了日期或依据，没有写进展和状态"))
            else:
                self.result.unchanged += 1
        missing = [problem for problem in self.notice.outline.problems if problem.id not in seen]
        if missing:
            self.result.notes.append(f"表里没有的事项：{'、'.join(each.id for each in missing[:20])}（台账里照旧）")
        if self.undated:
            day = self.filled.until or self.today
            self.result.notes.append(f"{self.undated} 条没有写日期，按 {day} 记")

    # -- which item a row is of

    def _problem(self, row: Filling) -> Problem | None:
        if row.item:
            return self._by_id(row)
        named = [p for p in self.notice.outline.problems if self._names(p, row)]
        numbered = [p for p in named if p.number is not None and flat(p.number) == row.number.strip("、.．")]
        if len(numbered) == 1 or len(named) == 1:
            return (numbered or named)[0]
        if row.says:
            claim = row.progress or row.status
            assert claim is not None
            why = "不止一个事项与这一行相同" if named else "通报里没有这一项（按序号和问题的文字找）"
            self._leave(self.result.unmatched, claim, f"第 {row.line} 行“{short(''.join(row.words))}”：{why}")
        return None

    def _by_id(self, row: Filling) -> Problem | None:
        claim = row.progress or row.status or Claim(row.item, f"第 {row.line} 行")
        problem = self.notice.outline.problem(row.item)
        if problem is None:
            self._leave(self.result.unmatched, claim, f"没有编号 {row.item} 的事项")
        elif row.words and not self._names(problem, row):
            why = f"编号 {row.item} 的事项是“{short(problem.title)}”，这一行写的是“{short(row.words[0])}”"
            self._leave(self.result.unmatched, claim, why)
            return None
        return problem

    def _names(self, problem: Problem, row: Filling) -> bool:
        """Whether a row's words are those of an item: its title, what that puts in quotation marks, or the problem as the item's text has it."""
        title, text = squeeze(problem.title).rstrip("。…"), squeeze(problem.text)
        quoted = _QUOTED.findall(title)
        for words in row.words:
            told_ = squeeze(words).rstrip("。")
            if (
                told_ == title
                or told_.strip("“”") in quoted
                or (len(title) >= 6 and told_.startswith(title))
                or (len(told_) >= 8 and told_ in text)
            ):
                return True
        return False

    # -- what it says

    def _row(self, problem: Problem, row: Filling) -> None:
        day = self._day(row)
        if day is None:
            return None
        status = self._status(row)
        words = self._news(problem, row.progress)
        added: list[Entry] = []
        now = status_of(self._standing(problem.id))
        if status is not None and status == now and not (words and self.filled.ours):
            status = None
        if status is not None and not self._may(problem, row.status, now, status):
            status = None
        if words and status and _says(words.text, status):
            added.append(self._entry(day, words, status, row))
        else:
            if words:
                added.append(self._entry(day, words, None, row))
            if status and row.status and status != now:
                added.append(self._entry(day, row.status, status, row))
        added = [entry for entry in added if not self._known(problem.id, entry)]
        late = self._before_the_last(problem.id, day)
        if added and late:
            claim = words or row.status
            assert claim is not None
            why = f"{problem.id} 已有 {late} 的记录，这一条写的是 {day}；台账只往后添加"
            return self._leave(self.result.contradicts, claim, why)
        if not added:
            self.result.unchanged += 1
        for entry in added:
            self.entries[problem.id].append(entry)
            self.result.added.append(Added(problem.id, problem.title, entry))
        return None

    def _day(self, row: Filling) -> PartialDate | None:
        if row.day is None:
            self.undated += 1
            return PartialDate(self.filled.until or self.today)
        if row.day.day:
            return PartialDate(row.day.day)
        words = fold(row.day.text)
        found = [each.iso() for each in dates(words) if each.year and each.month]
        month = _YEAR_MONTH.fullmatch(words.strip())
        iso = found[-1] if found and found[-1] else f"{month[1]}-{int(month[2]):02d}" if month else None
        if iso is None:
            self.result.broken.append((row.day.place, row.day.text, "读不出日期；写成 2027-01-15"))
            return None
        return PartialDate(iso)

    def _status(self, row: Filling) -> Status | None:
        if row.status is None:
            return None
        label = flat(row.status.text)
        told_ = _LABELS.get(label) or next((code for code, words in STATUSES.items() if label == code), None)
        told_ = told_ or next(
            (code for words, code in _LABELS.items() if len(label) >= 3 and words.startswith(label)), None
        )
        told_ = told_ or status_word(row.status.text)[0]
        if told_ is None and self.filled.ours:
            why = f"不是状态；从列表中选：{'、'.join(label for label, code in _LABELS.items() if code != 'closed')}"
            self.result.broken.append((row.status.place, row.status.text, why))
        return told_

    def _may(self, problem: Problem, claim: Claim | None, now: Status, status: Status) -> bool:
        """Whether a status may follow another without anybody's further word."""
        if claim is None:
            return False
        if status == "closed":
            why = "销号由单位以外的机构核销：在校核台“办理”的“销号”里记，或在 ledger.yaml 里写 closing（谁核销、哪天、文号）"
        elif now in FINISHED and status not in FINISHED:
            why = f"{problem.id} 现在是“{STATUSES[now]}”，这里是“{STATUSES[status]}”：退回整改要写明原因（reason），请编者自己记"
        elif now == "closed":
            why = f"{problem.id} 已经销号"
        else:
            return True
        self._leave(self.result.contradicts, claim, why)
        return False

    def _news(self, problem: Problem, claim: Claim | None) -> Claim | None:
        """The words of a cell that are new: all of them, or what follows those that the notice or the ledger has."""
        if claim is None:
            return None
        if self.filled.ours:
            return claim
        words = squeeze(claim.text).rstrip("。")
        before = [squeeze(problem.text), *(squeeze(each.quote) for each in self.entries[problem.id] if each.quote)]
        if any(words in told_ for told_ in before):
            return None
        lines = re.split(r"(?<=[。；;\n])", claim.text)
        known = 0
        while known < len(lines) and any(squeeze(lines[known]).rstrip("。；;") in told_ for told_ in before):
            known += 1
        rest = "".join(lines[known:]).strip()
        beginning = squeeze("".join(lines[:known]))
        if len(beginning) >= _KNOWN_BEGINNING and rest and occurrences(rest, claim.text) == 1:
            return Claim(rest, claim.place, claim.day)
        return claim

    def _entry(self, day: PartialDate, claim: Claim, status: Status | None, row: Filling) -> Entry:
        source = EvidenceSource(file=self.file, cell=claim.place)
        note = f"报送单位填写的依据材料：{' '.join(row.evidence.text.split())}" if row.evidence else None
        words = " ".join((claim.quote or claim.text).split("\n"))
        return Entry(as_of=day, status=status, basis="report", quote=words, source=source, note=note)

    def _known(self, item: str, entry: Entry) -> bool:
        """Whether the ledger has an entry already that says the same on the same day."""
        return any(
            squeeze(each.quote or "") == squeeze(entry.quote or "")
            and (each.as_of == entry.as_of or each.source == entry.source)
            and each.status == entry.status
            for each in self.entries[item]
        )

    def _standing(self, item: str) -> list[Entry]:
        return [entry for entry in self.entries[item] if not entry.suggested]

    def _before_the_last(self, item: str, day: PartialDate) -> str | None:
        published = self.notice.head.published
        days = [e.as_of or (PartialDate(published[:10]) if published else None) for e in self.entries[item]]
        last = max((each for each in days if each is not None), key=lambda each: each.earliest, default=None)
        return str(last) if last is not None and day.latest < last.earliest else None

    def _leave(self, pile: list[tuple[str, str, str]], claim: Claim, why: str) -> None:
        pile.append((claim.place, claim.text, why))


def _says(words: str, status: Status) -> bool:
    """Whether one clause of some words is that status and nothing else: then they carry it themselves."""
    return any(status_word(clause)[0] == status for clause in re.split(r"[，,。；;\n]", words) if clause.strip())


def short(text: str) -> str:
    flat_ = " ".join(text.split())
    return flat_ if len(flat_) <= 24 else flat_[:23] + "…"
