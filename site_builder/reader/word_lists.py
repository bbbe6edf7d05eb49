"""Lists of wording: content/wording/*.tsv → rows, with a finding for each line that is none.

A list begins with the line `wrong	right	grade	why` (and `where`), one of posts with `post	name`.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from site_builder.records.findings import Finding, Span, nearest

GRADES: Final = ("error", "warning")
PLACES: Final = ("title", "text", "all")
COLUMNS: Final = ("wrong", "right", "grade", "why", "where")
POST_COLUMNS: Final = ("post", "name")
SHIPPED: Final = "自带词表"
MAX_ROWS: Final = 200_000
MAX_WORDS: Final = 60  # characters of a phrase


class WordRow(NamedTuple):
    """`wrong` is empty for a set phrase; where it is the same as `right`, the words are right although another row finds them."""

    wrong: str
    right: str
    grade: str
    why: str
    where: str


class PostRow(NamedTuple):
    post: str
    name: str


class WordLists(NamedTuple):
    rows: tuple[WordRow, ...]
    posts: tuple[PostRow, ...]


def read_word_lists(texts: Mapping[str, str], folder: str, findings: list[Finding]) -> WordLists:
    """All rows of all lists, in the order of their files' names.

    Takes   texts: name of the file → its text; folder: how findings name content/wording
    """
    rows: list[WordRow] = []
    posts: list[PostRow] = []
    for name, text in sorted(texts.items()):
        lines = text.removeprefix("\ufeff").split("\n")
        header = tuple(cell.strip() for cell in lines[0].rstrip("\r").split("\t"))
        path = f"{folder}/{name}"
        if header == POST_COLUMNS:
            posts += (PostRow(*cells) for _, cells in _rows(lines, 2, path, findings) if cells[1])
        elif header[:4] == COLUMNS[:4] and header in (COLUMNS, COLUMNS[:4]):
            rows += _words(lines, len(header), path, findings)
        else:
            why = f"第一行应是 {' '.join(COLUMNS[:4])}（可加 where），或 {' '.join(POST_COLUMNS)}，各栏之间是制表符"
            findings.append(_wrong(path, 1, "词表的第一行不对", why, "照样改写第一行"))
    return WordLists(tuple(rows[:MAX_ROWS]), tuple(posts))


def _words(lines: Sequence[str], width: int, path: str, findings: list[Finding]) -> Iterator[WordRow]:
    for number, cells in _rows(lines, width, path, findings):
        wrong, right, grade, why = cells[:4]
        where = cells[4] if width > 4 else ""
        refused = _refused(wrong, right, grade or "warning", where or "all")
        if refused:
            findings.append(_wrong(path, number, *refused))
        else:
            yield WordRow(wrong, right, grade or "warning", why, where or "all")


def _rows(lines: Sequence[str], width: int, path: str, findings: list[Finding]) -> Iterator[tuple[int, list[str]]]:
    """Lines with their numbers as so many cells; empty ones and those that begin with # are passed over."""
    for number, line in enumerate(lines[1:], 2):
        if not line.strip() or line.startswith("#"):
            continue
        cells = [cell.strip() for cell in line.rstrip("\r").split("\t")]
        cells += [""] * (width - len(cells))
        if len(cells) > width:
            what = f"这一行有 {len(cells)} 栏"
            findings.append(_wrong(path, number, what, f"第一行有 {width} 栏", "删去多余的制表符"))
        else:
            yield number, cells


def _refused(wrong: str, right: str, grade: str, where: str) -> tuple[str, str, str] | None:
    if not wrong and not right:
        return "wrong 和 right 都是空的", "没有词可查", "补上，或删去这一行"
    if grade not in GRADES:
        return f"不认识的 grade {grade}", f"可以是 {'、'.join(GRADES)}{nearest(grade, GRADES)}", "改成上面的一种"
    if where not in PLACES:
        return f"不认识的 where {where}", f"可以是 {'、'.join(PLACES)}{nearest(where, PLACES)}", "改成上面的一种"
    if max(len(wrong), len(right)) > MAX_WORDS:
        return "词太长", f"最多 {MAX_WORDS} 字", "只写要查的几个字"
    if len(wrong) == 1 and wrong.isalnum():
        return f"wrong 只有一个字“{wrong}”", "一个字到处都有", "连同前后的字一起写"
    if not wrong and len(right) < 4:
        return f"固定表述“{right}”太短", "四个字以上的才查相近的写法", "写全，或在 wrong 里写出错的写法"
    return None


def _wrong(path: str, line: int, what: str, why: str, mend: str) -> Finding:
    return Finding(at=Span(path=path, line=line), code="S009", what=what, why=why, mend=mend)
