"""E001–E005: hits of the site's word lists: discouraged wording, near misses of set phrases and of organs' names, posts and names."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from typing import Final, NamedTuple

from site_builder.claims.stated_dates import dates_in
from site_builder.reader.known_names import day_written
from site_builder.reader.readings import Hit
from site_builder.records.findings import Span
from site_builder.records.notice import Notice
from site_builder.records.quotes import Found, sentence
from site_builder.records.source import Field, Mapping, scalars
from site_builder.rules.rule import Case, Slip, warning

_OWN_WORDS: Final = (
    "note",
    "reason",
    "what",
    "why",
    "label",
)  # keys of the ledger whose words are the editors' own
_BEHIND_ALL: Final = 10**9  # a line that no file has
_ONCE: Final = re.compile(r"(?:原|前|时任|旧称|曾用名|更名前的?|（原|\(原)[：:]?$")
_RENAMED: Final = re.compile(r"更名|改名|撤销|并入|合并|划转|转隶|组建|改革|重组|原名|前身")
_BETWEEN: Final = re.compile(r"[、，,和及与同\s]{1,3}([\u4e00-\u9fff]{0,30})")


@warning("E001")
def listed_wording(case: Case) -> Iterator[Slip]:
    """词表里写明不用的写法

    词表是程序自带的一份（常见错别字，以及标点、数字用法国家标准不用的写法），和本站自己的 content/wording/*.tsv。
    标题、正文和编者自己写的话（note、reason 等）都查；台账里的引语照抄原文，在原文处只说一次。
    grade 写 error 的，说明里注明“严重”。通报的文字是原件的文字，不因此改动，所以都只是提醒，发布不受影响。

    改法：对照原件。录入时写错的，改正；原文如此的，不改，写上 acknowledged；词表不合适的，改词表：
        acknowledged: [{code: "E001", at: "那一行里的几个字", why: "原文如此"}]
    """
    for hit, at, *_ in _hits(case, "wrong"):
        right = f"，词表写作“{hit.right}”" if hit.right else ""
        yield Slip(at, f"{_grave(hit)}用词“{hit.words}”{_times(hit)}{right}", hit.why, _mend("E001"))


@warning("E002")
def almost_a_set_phrase(case: Case) -> Iterator[Slip]:
    """与固定表述只差一两个字

    词表里 wrong 空着的一行是固定表述。差一个字的（错、漏、多、颠倒），八个字以上的差两个字的，都会找到；
    原样的和词表里另有的写法（如另一行的固定表述）不算。只换了结尾、说的是另一件事的，如“……精神”和“……要求”，也不算。

    改法：对照原件。录入时写错的，改正；原文如此的，写上 acknowledged；本来就有的另一种说法，在词表里另加一行。
    """
    for hit, at, *_ in _hits(case, "near"):
        what = f"{_grave(hit)}“{hit.words}”{_times(hit)}与固定表述“{hit.right}”相近而不同"
        yield Slip(at, what, hit.why, _mend("E002"))


@warning("E003")
def almost_the_name_of_an_organ(case: Case) -> Iterator[Slip]:
    """单位名称与 organs.yaml 差一个字

    多半是漏了、多了、颠倒了一个字。八个字以上的全称才查；可能是另一个单位的（换了地名，或换了一个字就是另一个局）不算。

    改法：对照原件改正；另有这个单位的，在 organs.yaml 里补上；原文如此的，写上 acknowledged。
    """
    for hit, at, *_ in _hits(case, "organ"):
        why = f"organs.yaml 的 {hit.why} 是“{hit.right}”"
        yield Slip(at, f"单位名称“{hit.words}”{_times(hit)}差一个字", why, _mend("E003"))


@warning("E004")
def name_of_another_time(case: Case) -> Iterator[Slip]:
    """单位的名称不是那一天的名称

    organs.yaml 的 names 写明各个名称用到哪一天。通报用的名称在那一天以前已经改了，或还没有启用，就不合。
    写作“原……局”的，同一句里说的是当年的事、或说到改名的，不算。

    改法：对照原件；organs.yaml 的起止日期写错了的，改正；原文如此的，写上 acknowledged。
    """
    day = day_written(case.notice.head)
    for hit, at, line, start in _hits(case, "former") if day else ():
        begins, _, ends = hit.why.partition("/")
        now = str(day)
        if not ((ends and ends < now) or (begins and begins > now)):
            continue
        words = line[slice(*sentence(line, Found(start, start + len(hit.words))))]
        then = any(
            (not begins or begins <= str(named.last)) and (not ends or str(named.first) <= ends)
            for named in dates_in(words, day)
            if named.year
        )
        if then or _ONCE.search(line[:start]) or _RENAMED.search(words):
            continue
        when = f"用到 {ends}" if ends and ends < now else f"自 {begins} 起用"
        other = f"，现在是“{hit.right}”" if hit.right != hit.words else ""
        yield Slip(at, f"“{hit.words}”不是 {now} 的名称", f"organs.yaml 里这个名称{when}{other}", _mend("E004"))


@warning("E005")
def posts_with_names(case: Case) -> Iterator[Slip]:
    """职务与姓名，或排列的先后，与本站的名单不合

    名单是 content/wording/ 里第一行为 post、name 的 .tsv，一行一人，先后就是排列的先后。
    姓名前面写着名单里另一个人的职务的，几个人并列而先后不合的，会找到。写作“原”“时任”的不算。程序不带任何姓名。

    改法：对照原件；名单过时的，改名单；原文如此的，写上 acknowledged。
    """
    before: _Told | None = None
    for told in _hits(case, "person"):
        hit, at, line, start = told
        if hit.why and not _ONCE.search(line[: max(0, start - len(hit.why))]):
            yield Slip(at, f"“{hit.why}{hit.words}”与名单不合", f"名单里{hit.words}是“{hit.right}”", _mend("E005"))
        if before and before.hit.line == hit.line and before.hit.rank > hit.rank and before.hit.words != hit.words:
            found = _BETWEEN.fullmatch(line[before.start + len(before.hit.words) : start])
            if found and (not found[1] or found[1].endswith((hit.right, hit.why or hit.right))):
                why = f"名单里{hit.words}（{hit.right}）在{before.hit.words}（{before.hit.right}）之前"
                yield Slip(at, "几个人排列的先后与名单不合", why, _mend("E005"))
        before = told


class _Told(NamedTuple):
    """A hit in a place that counts. `line`: of the text, or the title or editor's words that it stands in; `start`: its offset there."""

    hit: Hit
    at: Span
    line: str
    start: int


class _Words(NamedTuple):
    """The editors' own words in a ledger, and the lines of the file that they take up."""

    first: int
    last: int
    field: Field


def _hits(case: Case, kind: str) -> Iterator[_Told]:
    """The hits of a kind in places that count: titles, the text, and the editors' own words in the ledger."""
    notice = case.notice
    own = [hit for hit in case.reading.hits if hit.kind == kind]
    headings = {block.line for block in notice.outline.blocks if block.kind == "heading"} if own else ()
    titles = list(_titles(notice)) if own else []
    written = list(_written(notice.ledger_tree)) if any(hit.file == "l" for hit in own) else []
    lines = notice.body.split("\n") if own else []
    for hit in own:
        at = Span(
            path=notice.ledger_path if hit.file == "l" else notice.path,
            line=hit.line,
            column=hit.column,
            length=len(hit.words),
        )
        if hit.file == "l":
            fields = [each.field for each in written if each.first <= hit.line <= each.last]
            field = next((each for each in fields if hit.words in str(each.value)), None)
            if field is not None and hit.where == "all":
                yield _Told(hit, at, *_within(field, hit))
        elif hit.line < notice.body_line:
            field = next((each for each in titles if each.at.line == hit.line), None)
            if field is not None and hit.where in ("title", "all"):
                yield _Told(hit, at, *_within(field, hit))
        elif hit.where == "all" or (hit.where == "title") == (hit.line in headings):
            place = hit.line - notice.body_line
            yield _Told(hit, at, *((lines[place], hit.column - 1) if place < len(lines) else (hit.words, 0)))


def _titles(notice: Notice) -> Iterator[Field]:
    if isinstance(notice.head_tree.value, Mapping):
        yield from (
            each for key in ("title", "display_title") if (each := notice.head_tree.value.get(key)) and each.value
        )


def _within(field: Field, hit: Hit) -> tuple[str, int]:
    """The whole value, and where in it the hit stands: of several places the one nearest to its column in the file."""
    text, wanted = str(field.value), hit.column - field.at.column - (not field.plain)
    places = [place for place in range(len(text)) if text.startswith(hit.words, place)]
    return (text, min(places, key=lambda place: abs(place - wanted))) if places else (hit.words, 0)


def _written(tree: Field) -> Iterator[_Words]:
    """The editors' own words in a ledger. A value of several lines ends before the next one."""
    begins = sorted(each.at.line for each in scalars(tree))
    for field in _own_words(tree):
        first = last = field.at.line
        if field.at.length == 1 < len(str(field.value)):  # a span of several lines has the length 1
            following = bisect_right(begins, first)
            last = begins[following] - 1 if following < len(begins) else _BEHIND_ALL
        yield _Words(first, last, field)


def _own_words(tree: Field) -> Iterator[Field]:
    if isinstance(tree.value, list):
        for each in tree.value:
            yield from _own_words(each)
    elif isinstance(tree.value, Mapping):
        for key, each in tree.value.items():
            if key in _OWN_WORDS and isinstance(each.value, str):
                yield each
            elif key != "acknowledged":
                yield from _own_words(each)


def _grave(hit: Hit) -> str:
    return "严重：" if hit.grade == "error" else ""


def _times(hit: Hit) -> str:
    return f"（本行 {hit.times} 处）" if hit.times > 1 else ""


def _mend(code: str) -> str:
    return f"对照原件改正；原文如此的，不改，写上 acknowledged（code: {code}，at: 这一行里的几个字）"
