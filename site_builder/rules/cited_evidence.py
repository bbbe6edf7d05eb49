"""B005–B008: the evidence that each `basis` requires."""

from collections.abc import Iterator

from site_builder.records.ledger_model import Entry
from site_builder.records.vocabulary import STATUSES
from site_builder.rules.links import cited_sources
from site_builder.rules.rule import Case, Slip, error

_NOT_BY_EDITOR = ("not-started", "done", "closed")


def _entries(case: Case) -> Iterator[tuple[str, int, Entry]]:
    for item, ledger in case.notice.ledgers.items.items():
        for number, entry in enumerate(ledger.entries):
            yield item, number, entry


@error("B005")
def report_names_its_source(case: Case) -> Iterator[Slip]:
    """basis: report 要写明出自哪个文件或哪份通报

    单位后续报送的依据，读者要能看到原件：source 写 file（放在本通报的 files/ 里）或 notice（本站另一份通报的编号）。
    文件里要读得出文字，才能核对引语；扫描成图片的 PDF 读不出，请改放有文字的版本。

    改法：
        source:
          file: "2026-01.pdf"
          title: "…"
    """
    for item, number, entry in _entries(case):
        if entry.basis == "report" and not (entry.source and (entry.source.file or entry.source.notice)):
            at = case.notice.at_ledger(item, "entries", number, "basis")
            why = "basis 是 report（单位后续报送），没有 source"
            yield Slip(at, "没有写明依据的文件", why, "补上 source: 及其下的 file 或 notice", entry.suggested)
    for steps, source, soft in cited_sources(case):
        info = case.files.get(source.file or "")
        if info is not None and info.text is None:
            at = case.notice.at_ledger(*steps, "file")
            why = f"{source.file} 里没有能读出的文字，引语无从核对"
            yield Slip(at, f"读不出文件 {source.file} 的文字", why, "换成有文字的 PDF、docx 或 txt", soft)


@error("B006")
def editor_gives_a_note(case: Case) -> Iterator[Slip]:
    """编者归纳（basis: editor）要有 note，说明怎样得出

    读者要分得清哪些是原文的话，哪些是本站编者的话。

    改法：补上 note，写明根据什么、怎样得出。
    """
    for item, number, entry in _entries(case):
        if entry.basis == "editor" and not (entry.note or "").strip():
            at = case.notice.at_ledger(item, "entries", number, "basis")
            yield Slip(
                at, "编者归纳没有说明", "basis 是 editor，没有 note", "补上 note，写明根据什么归纳", entry.suggested
            )


@error("B007")
def editor_never_concludes(case: Case) -> Iterator[Slip]:
    """编者归纳不能得出“已完成”“已销号”或“尚未整改”

    这三种状态是对单位的结论，只能由原文或单位报送的材料说出来。

    改法：引用原文并改成 basis: notice 或 report；原文没有说的，删去 status。
    """
    for item, number, entry in _entries(case):
        if entry.basis == "editor" and entry.status in _NOT_BY_EDITOR:
            at = case.notice.at_ledger(item, "entries", number, "status")
            why = f"状态 {entry.status}（{STATUSES[entry.status]}）的依据是 editor（本站编者归纳）"
            yield Slip(
                at, f"编者归纳不能给出状态 {entry.status}", why, "引用原文并改 basis，或删去 status", entry.suggested
            )


@error("B008")
def nothing_without_words(case: Case) -> Iterator[Slip]:
    """没有原话，就没有状态、没有数字

    每条进展记录（编者归纳除外）和每个数字都要有引语。没有引语的状态，读者无从核对。
    收到、采纳意见的条数没有引语的，提醒一下：多半另有一份说明，放进 files/，写上 source 和 quote。

    改法：补上 quote（数字是 quotes），从正文或所引文件里复制原话。
    """
    for item, number, entry in _entries(case):
        if entry.basis != "editor" and not (entry.quote or "").strip():
            key = "status" if entry.status else "as_of"
            at = case.notice.at_ledger(item, "entries", number, key)
            why = f"basis 是 {entry.basis}，没有 quote"
            yield Slip(at, "进展记录没有引语", why, "补上 quote，逐字照抄原文", entry.suggested)
    feedback = case.notice.ledgers.notice.feedback
    if feedback and not feedback.quote and (feedback.received is not None or feedback.adopted is not None):
        at = case.notice.at_ledger("notice", "feedback", "received")
        why = "读者看不到条数从哪里来"
        yield Slip(at, "意见的条数没有引语", why, "补上 quote，逐字照抄；另有文件的，补上 source", True)
    for item, ledger in case.notice.ledgers.items.items():
        for number, fact in enumerate(ledger.facts):
            if not any(words.strip() for words in fact.quotes):
                at = case.notice.at_ledger(item, "facts", number, "quotes")
                yield Slip(
                    at, "数字没有引语", f"“{fact.label}”的 quotes 是空的", "补上含有这个数字的原话", fact.suggested
                )
