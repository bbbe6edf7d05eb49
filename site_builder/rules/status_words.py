"""B003, B004, B015: the quotation for a status states that status, read within its whole sentence."""

from collections.abc import Iterator
from typing import NamedTuple

from site_builder.claims.status import Reading, reading, verdict
from site_builder.records.ledger_model import Entry
from site_builder.records.vocabulary import FINISHED, STATUSES, Status
from site_builder.rules.blanks import BLANK
from site_builder.rules.quotations import cited, own
from site_builder.rules.rule import Case, Slip, error, warning
from site_builder.rules.sentences import around


class _StatusClaim(NamedTuple):
    """An entry with a status and a quotation, its place, and the parsed meaning of the quotation."""

    entry: Entry
    status: Status
    item: str
    number: int
    read: Reading

    @property
    def verdict(self) -> str:
        return verdict(self.read, self.status, self.entry.about is not None)


def _claims(case: Case) -> Iterator[_StatusClaim]:
    """All entries with a status and a quotation. Editors' summaries (basis: editor) rest on a note and are left out."""
    for item, ledger in case.notice.ledgers.items.items():
        problem = case.notice.outline.problem(item)
        for number, entry in enumerate(ledger.entries):
            if (
                problem is None
                or not entry.status
                or not entry.quote
                or entry.basis == "editor"
                or BLANK in entry.quote
            ):
                continue
            scope = (cited(entry.source) if entry.basis == "report" else None) or own(problem, entry.about)
            sentence, text = around(case, entry.quote, scope)
            if not text:
                continue  # the quotation is not found: B001 reports it
            yield _StatusClaim(entry, entry.status, item, number, reading(entry.quote, sentence, text))


def _slip(case: Case, claim: _StatusClaim, what: str, mend: str) -> Slip:
    at = case.notice.at_ledger(claim.item, "entries", claim.number, "quote")
    line = case.notice.at_ledger(claim.item, "entries", claim.number, "status").line
    why = f"{claim.read.why}；第 {line} 行的状态是 {claim.status}（{STATUSES[claim.status]}）"
    return Slip(at, what, why, mend, claim.entry.suggested)


@error("B003")
def done_is_in_the_words(case: Case) -> Iterator[Slip]:
    """引语没有说整改已经完成，不能作“已完成整改”“已销号”的依据

    已完成（done）和已销号（closed）只能引用说明整项已经做完的话，而且要连同它所在的整句一起读：
    否定（未、没有、无法、尚不具备）、打算和要求（将、计划、力争、要求、…前完成）、条件（如、待…后）、
    部分（5项中3项、部分、基本完成、完成40%、除…外）、疑问（是否）、转述和否认（谎称、经核查不属实），
    都不是已经完成；与整改无关的话更不是。只做了其中一步（方案已起草、招标已完成）的，用 about 写明是哪一部分。
    “按计划完成”“原计划…，现已完成”“未批先建问题已整改到位”“已完成整改，下一步…”不在此限。

    改法：打算写作 due，部分完成写作 partial，没有完成写作 ongoing 或 not-started；或者引用原文中说明已经完成的那一句。
    """
    for claim in _claims(case):
        if claim.status in FINISHED and claim.verdict == "refused":
            yield _slip(case, claim, f"引语没有说 {claim.status}", _instead(claim.read))


def _instead(read: Reading) -> str:
    carried = [status for status in STATUSES if status in read.carries]
    if carried:
        return f"把 status 改成 {' 或 '.join(carried)}，或引用说明已经完成的那一句"
    if "打算" in read.why:
        return "删去 status，时限写进 due；或引用说明已经完成的那一句"
    return "引用原文中说明已经完成的那一句；没有的，删去 status"


@error("B015")
def other_statuses_are_in_the_words(case: Case) -> Iterator[Slip]:
    """引语没有说正在整改、基本完成或尚未整改

    ongoing 引用说明正在做、做了一部分或还没有做完的话，partial 引用说明基本完成、取得阶段性成果或完成了多少的话，
    not-started 引用说明还没有开始的话。打算（将持续推进、计划于…启动）说的是以后，不是现在。

    改法：照引语改 status，或换一句引语；只是打算的，删去 status，时限写进 due，长期的承诺写进 commitments。
    """
    for claim in _claims(case):
        if claim.status not in FINISHED and claim.status != "unstated" and claim.verdict == "refused":
            carried = [status for status in STATUSES if status in claim.read.carries]
            mend = (
                f"把 status 改成 {' 或 '.join(carried)}，或换一句引语" if carried else "换一句引语；没有的，删去 status"
            )
            yield _slip(case, claim, f"引语没有说 {claim.status}", mend)


@warning("B004")
def words_to_look_at(case: Case) -> Iterator[Slip]:
    """看不准引语是不是说了这个状态

    引语的字句不够明确：认不出的说法、没有“已”字的“完成”、“有关单位表示已完成”、只说了一件事而没有说整个事项，
    或者紧接着的一句说还有剩余的。读一遍整句再定。

    改法：状态不对就改；对的，在这个事项之下写 acknowledged，说明为什么。
    """
    for claim in _claims(case):
        if claim.status != "unstated" and claim.verdict == "doubtful":
            yield _slip(
                case,
                claim,
                f"看不准引语是不是说了 {claim.status}",
                "读一遍整句，核对状态；引语没有错的，写进 acknowledged",
            )
