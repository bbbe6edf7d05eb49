"""E015, E016: attachments that belong to another item, recognised by the item number in their name, or by identical pictures."""

import re
from collections.abc import Iterator, Mapping
from typing import Final, NamedTuple

from site_builder.reader.second_look import PICTURES
from site_builder.records.findings import Span
from site_builder.records.notice import Notice, read_notice
from site_builder.records.numerals import chinese_number
from site_builder.records.outline import Problem
from site_builder.records.quotes import comparable
from site_builder.rules.links import cited_sources
from site_builder.rules.rule import Case, Slip, warning

_N: Final = r"[一二三四五六七八九十]{1,3}|\d{1,3}"
_NUMBER: Final = re.compile(
    rf"第({_N})(?:[项条]|个(?:问题|事项|任务))|(?:序号|编号|问题|任务|事项)\s*+[:：]?\s*+({_N})(?![\d年月日个项条类大])"
)
_ANNOUNCED: Final = re.compile(
    r"附件\s*+(?:[一二三四五六七八九十]{1,2}|\d{1,2})?\s*+[:：.、．]\s*(.+)|^\s*+(?:\d{1,2}|[一二三四五六七八九十]{1,2})[.、．]\s*(.+)"
)
_ENDING: Final = re.compile(r"\.[A-Za-z0-9]{1,5}$")
_LEAD: Final = re.compile(r"^附件(?:[一二三四五六七八九十]{1,2}|\d{1,2})?[:.、_-]*")


class _Cited(NamedTuple):
    """A file cited by an item; `title` comes from the citation, else from the attachment."""

    item: str
    file: str
    at: Span
    title: str = ""


@warning("E015")
def number_of_an_attachment(case: Case) -> Iterator[Slip]:
    """附件上的序号与事项不合

    附件的标题或文件名写着第十项、序号一、第3项的：引用它的应是这一项；正文（通报标题、附件说明）写的应是同一个数；
    标题和文件名里的也应是同一个数。多半是附件放错了，或沿用了上一份的名称。

    改法：换成这一项的附件，或改正标题、文件名；原文如此的，写上 acknowledged。
    """
    reported: set[Span] = set()
    for slip in (*_of_other_items(case), *_against_the_text(case)):
        if slip.at not in reported:
            reported.add(slip.at)
            yield slip


def _of_other_items(case: Case) -> Iterator[Slip]:
    numbers = {problem.id: _numbers_of(problem) for problem in case.notice.outline.problems}
    for each in _cited(case):
        said = numbers_in(each.title) or numbers_in(each.file)
        own = numbers.get(each.item, set())
        others = [item for item, theirs in numbers.items() if item != each.item and said & theirs]
        if said and others and not said & own:
            why = f"{each.item} 引用的“{each.title or each.file}”上写着 {_said(said)}，那是 {others[0]}"
            mend = "换成这一项的附件，或改正标题、文件名；原文如此的，写上 acknowledged（code: E015）"
            yield Slip(each.at, "附件是另一项的", why, mend)


def _against_the_text(case: Case) -> Iterator[Slip]:
    notice = case.notice
    announced = list(_announced(notice))
    items: set[int] = set().union(*(_numbers_of(problem) for problem in notice.outline.problems))
    heading = numbers_in(notice.head.title or notice.head.display_title or "")
    for number, attachment in enumerate(notice.head.attachments):
        title, file = attachment.title or "", attachment.file
        in_title, in_file = numbers_in(title), numbers_in(_ENDING.sub("", file))
        said, key = (in_title, "title") if in_title else (in_file, "file")
        if not said:
            continue
        mend = "换成对的附件，或改正标题、文件名；原文如此的，写上 acknowledged（code: E015）"
        at = notice.at_head("attachments", number, key)
        if in_title and in_file and not in_title & in_file:
            why = f"标题写着 {_said(in_title)}，文件名写着 {_said(in_file)}"
            yield Slip(at, "附件的标题与文件名序号不同", why, mend)
            continue
        same = [(line, words) for line, words in announced if _same_name(words, title or file)]
        other = [(line, words) for line, words in same if numbers_in(words)]
        if other and not any(numbers_in(words) & said for _, words in other):
            line, words = other[0]
            yield Slip(
                at, "附件的序号与正文写的不同", f"附件写着 {_said(said)}，正文第 {line} 行是“{words[:40]}”", mend
            )
        elif heading and not said & (heading | items) and not any(said & numbers_in(words) for _, words in announced):
            yield Slip(at, "附件的序号与通报写的不同", f"附件写着 {_said(said)}，通报标题写着 {_said(heading)}", mend)


def numbers_in(words: str) -> set[int]:
    """The item numbers in a name.

    >>> numbers_in("第十项佐证"), numbers_in("序号一 公示"), numbers_in("第3项.pdf"), numbers_in("附件3：第二季度")
    ({10}, {1}, {3}, set())
    """
    found = (chinese_number(next(filter(None, each.groups()))) for each in _NUMBER.finditer(words))
    return {number for number in found if number is not None}


def _numbers_of(problem: Problem) -> set[int]:
    number = chinese_number(problem.number or "")
    return {int(problem.id[1:])} | ({number} if number is not None else set())


def _announced(notice: Notice) -> Iterator[tuple[int, str]]:
    """The lines of the text that list attachments, as (line number, name)."""
    listing = False
    for number, line in enumerate(notice.body.split("\n"), notice.body_line):
        if "附件" not in line and not listing:
            continue
        found = _ANNOUNCED.search(line.strip().lstrip("-* "))
        if found and (found[1] or listing):
            yield number, (found[1] or found[2]).strip()
        listing = "附件" in line or (listing and (bool(found) or not line.strip()))


def _same_name(announced: str, own: str) -> bool:
    first, second = _bare(announced), _bare(own)
    return (
        bool(first)
        and bool(second)
        and (first == second or (min(len(first), len(second)) >= 4 and (first in second or second in first)))
    )


def _bare(name: str) -> str:
    """A file name without its number, extension and prefix such as 附件1:."""
    plain = _LEAD.sub("", comparable(_ENDING.sub("", name)))
    return re.sub(r"[()（）《》“”_\-—.、:：。；;]", "", _NUMBER.sub("", plain))


def _said(numbers: set[int]) -> str:
    return "、".join(f"第 {number} 项" for number in sorted(numbers))


def _cited(case: Case) -> Iterator[_Cited]:
    titles: Mapping[str, str] = {each.file: each.title or "" for each in case.notice.head.attachments}
    for steps, source, _ in cited_sources(case):
        if source.file:
            item = str(steps[0])
            if item == "targets":
                target = case.notice.ledgers.targets[str(steps[1])]
                item = target.item or ""
            title = source.title or titles.get(source.file, "")
            yield _Cited(item, source.file, case.notice.at_ledger(*steps, "file"), title)


@warning("E016")
def same_picture_twice(case: Case) -> Iterator[Slip]:
    """两个事项用了同一张图片

    两个不同的事项引用的图片字节完全相同，可能是一张照片用了两次。附件按标题、文件名里的序号认事项。
    别的通报里的事项用过的，也会找到；那一份是这一份的前一份（follows）的，不算。

    改法：换成这一项自己的图片；本来就是两项共用的，写上 acknowledged。
    """
    first: dict[str, _Cited] = {}
    earlier = {each.sha256: each.slugs for each in case.reading.pictures}
    for each in (*_cited(case), *_attached(case)):
        info = case.files.get(each.file)
        if info is None or not info.sha256 or not each.item or not each.file.lower().endswith(PICTURES):
            continue
        before = first.setdefault(info.sha256, each)
        mend = "换成这一项自己的图片；本来就是共用的，写上 acknowledged（code: E016）"
        if before.item != each.item:
            why = f"{before.item}（第 {before.at.line} 行）用的 {before.file} 也是这张"
            yield Slip(each.at, f"{each.item} 与 {before.item} 用了同一张图片", why, mend)
        elif before is each and (slug := _elsewhere(case, earlier.get(info.sha256, ()))):
            yield Slip(each.at, f"{each.item} 的图片与 {slug} 的是同一张", f"{each.file} 与那里的图片字节相同", mend)


def _attached(case: Case) -> Iterator[_Cited]:
    """Attachments whose title or name gives the number of an item."""
    ids: dict[int, str] = {}
    for problem in case.notice.outline.problems:
        for number in _numbers_of(problem):
            ids.setdefault(number, problem.id)
    for place, attachment in enumerate(case.notice.head.attachments):
        said = numbers_in(attachment.title or "") or numbers_in(attachment.file)
        for number in sorted(said & ids.keys()):
            at = case.notice.at_head("attachments", place, "file")
            yield _Cited(ids[number], attachment.file, at)


def _elsewhere(case: Case, slugs: tuple[str, ...]) -> str:
    """The first of these notices that cites a picture, leaving out those that this notice continues; '' for none."""
    chain = {each.slug for each in case.context.chain} | {case.notice.head.follows}
    for slug in slugs:
        other = case.other(slug) if slug not in chain else None
        if other is None:
            continue
        notice = read_notice(slug, other.notice, other.ledger, other.folder, [])
        ledgers = notice.ledgers.items.values() if notice else ()
        files = [entry.source.file for ledger in ledgers for entry in ledger.entries if entry.source]
        files += [each.file for each in notice.head.attachments] if notice else []
        if any(file and file.lower().endswith(PICTURES) for file in files):
            return slug
    return ""
