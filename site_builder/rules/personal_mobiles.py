"""Mobile numbers among groups of digits: in usual groupings anywhere, in any grouping after a label."""

import re
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from site_builder.rules.personal_groups import ODD, Number, NumberGroup, before_of, gaps_of, is_letter
from site_builder.rules.personal_measures import UNIT, in_a_row_of_figures, measured_above
from site_builder.rules.personal_reasons import PHONE_LABEL, labelled_by, of_a_thing

_HARD: Final = re.compile(r"[\n\r|\t]")
_USUAL = frozenset(
    ((3, 4, 4), (3, 8), (7, 4), (1,) * 11)
)  # groupings of a number in doubtful surroundings: over lines and cells, at points
_SHAPES = frozenset(
    [
        (3, 4, 4), (3, 8), (7, 4), (4, 4, 3), (3, 3, 5), (4, 3, 4), (5, 6), (6, 5), (3, 2, 2, 2, 2), (3, 2, 3, 3), (3, 3, 3, 2),
        (3, 5, 3), (1, 10), (2, 9), (4, 7), (8, 3), (2, 3, 3, 3), (3, 4, 2, 2), (1, 2, 4, 4), (3, 1, 3, 1, 3), (1,) * 11,
        (2, 2, 2, 2, 2, 1), (1, 2, 2, 2, 2, 2), (3, *(1,) * 8), (3, 2, 2, 4), (3, 3, 2, 3), (9, 2), (10, 1),
    ]
)  # fmt: skip

_DECIMAL, _NUMBERED = re.compile(r"\d\.$"), re.compile(r"(?:^|\n)\s{0,4}[1-9]\d?\.$")
_SECOND = re.compile(r"(?<![\d-])(?:1[3-9]\d{9}|(?:0\d{2,3}-?)?[2-9]\d{6,7})[/]$")  # behind another telephone
# Numbers in a row of their own: 票号 13920240507 至 13920240536.
_TO = "(?:至|到|-{1,2}|~|—{1,2}|–)"
_RANGE_BEFORE = re.compile(rf"(?<!\d)(\d{{11}}) ?{_TO} ?$")
_RANGE_BEHIND = re.compile(rf" ?{_TO} ?(\d{{11}})(?!\d)")
_LISTED = re.compile(r"(?<!\d)\d{11} ?(?:[、,，/至到~和及与\n—–]|-{1,2}|以及) ?$")
_MOST_LISTED = 12
_OF_A_CODE = re.compile(r"(?:[A-Za-z]|(?<!\d)(?:19|20)\d\d)-$")
_FILE = re.compile(r"(?:[_-]\d{1,14})?\.(?:jpe?g|png|pdf|docx?|xlsx?|mp4)\b")
_NEAR, _NEXT = re.compile(r"\d[^0-9\u4e00-\u9fff]{0,4}$"), re.compile(r"[^0-9\u4e00-\u9fff]{0,4}\d")
_ADDRESS_OF_A_MACHINE = re.compile(r"(?:\d{1,3}\.){3}\d{1,3}(?!\d)")
_JOINED = re.compile(r"\d[-._]$")
_PREFIX = re.compile(r"(?:0{0,2}86|1795[01]|12593|12520|179[01]9)?(1[3-9]\d{9})")


class _Candidate(NamedTuple):
    """Groups of digits that could be a mobile number. `labelled`: a word for a telephone stands before them;
    `shape`: how many digits each group has"""

    text: str
    groups: Sequence[NumberGroup]
    digits: str
    before: str
    gaps: str
    labelled: bool
    shape: tuple[int, ...]

    @property
    def start(self) -> int:
        return self.groups[0].start

    @property
    def stop(self) -> int:
        return self.groups[-1].stop

    @property
    def usual(self) -> bool:
        return self.shape in _USUAL


def mobile_of(text: str, groups: Sequence[NumberGroup], digits: str) -> Number | None:
    found = _PREFIX.fullmatch(digits)
    labelled_zero = digits.startswith("01") and len(digits) == 12 and _PREFIX.fullmatch(digits[1:])
    if found is None and not labelled_zero:
        return None
    start, stop = groups[0].start, groups[-1].stop
    before, gaps = before_of(text, start), gaps_of(text, groups)
    labelled = labelled_by(PHONE_LABEL, text, start) and not of_a_thing(before)
    if labelled_zero:
        return Number("mobile", start, stop, True) if labelled else None
    each = _Candidate(text, groups, digits, before=before, gaps=gaps, labelled=labelled, shape=_shape(groups, digits))
    if _parted_otherwise(each) or _measured(each) or (not labelled and (_of_something_else(each) or _at_a_loss(each))):
        return None
    return Number("mobile", start + _prefix_length(groups, digits), stop, True)


def _parted_otherwise(each: _Candidate) -> bool:
    """Whether what stands between the groups is not what parts a telephone number."""
    signs, labelled = set(each.gaps), each.labelled
    if signs & set("|\t") and signs & set(".~·-/_"):
        return True  # figures of two cells
    starred = labelled and signs == {"*"} and each.shape == (3, 4, 4)  # 138*0000*0002 masks nothing
    thousands = labelled and signs == {","} and each.shape == (2, 3, 3, 3)  # as a workbook shows a number by mistake
    return bool(signs & ODD) and not (starred or thousands) and not (labelled and each.usual and "*" not in signs)


def _measured(each: _Candidate) -> bool:
    """Whether a unit stands behind, or a decimal point before."""
    if UNIT.match(each.text, each.stop):
        return True
    return bool(_DECIMAL.search(each.before)) and not _NUMBERED.search(each.before)


def _of_something_else(each: _Candidate) -> bool:
    """Whether digits without a label belong to a word, a code, an address or a figure."""
    text, before, groups, start, stop = each.text, each.before, each.groups, each.start, each.stop
    if stop < len(text) and is_letter(text[stop]):
        return True
    if before and is_letter(before[-1]):
        return True
    joined = bool(before) and before[-1] in "._/#$￥¥"
    if joined and not (_NUMBERED.search(before) or _SECOND.search(before) or _FILE.match(text, stop)):
        return True
    if len(groups) == 1 and _is_a_figure(text, start, stop, each.digits):
        return True
    return of_a_thing(before) or (len(groups) > 1 and _part_of_longer(before, text, stop))


def _at_a_loss(each: _Candidate) -> bool:
    """Whether groups without a label are parted as no number is."""
    text, groups, gaps, start, stop = each.text, each.groups, each.gaps, each.start, each.stop
    if "\n" in gaps and " " in gaps:
        return True  # figures that blanks set in columns
    alone = (
        _uniform(gaps)
        and (each.usual or not _holds_a_year(groups))
        and not _ADDRESS_OF_A_MACHINE.match(text, start)
        and not _beside(text, start, stop)
    )
    if set(gaps) & set(".~") and not each.usual and not alone:
        return True
    if "." in gaps and (len(groups) < 3 or len(groups[0].digits) != 3):
        return True  # a figure
    if len(each.digits) > 11:  # with a prefix
        return False
    if len(groups) > 1 and not alone and each.shape not in _SHAPES:
        return True
    return bool(_HARD.search(gaps)) and (not each.usual or bool(set(gaps) & set("|\t")))


def _is_a_figure(text: str, start: int, stop: int, digits: str) -> bool:
    """Whether a number without a label is one of a row or list of figures, of a range, or the end of a longer code."""
    if in_a_row_of_figures(text, start, stop) or measured_above(text, start, stop):
        return True
    begin = _first_of_list(text, start)
    if begin < start and of_a_thing(before_of(text, begin)):
        return True
    if _OF_A_CODE.search(text, max(0, start - 6), start):
        return True
    first, last = _RANGE_BEFORE.search(text, max(0, start - 24), start), _RANGE_BEHIND.match(text, stop)
    if last is not None and UNIT.match(text, last.end()):
        return True
    return any(each is not None and each[1][:5] == digits[:5] for each in (first, last))


def _first_of_list(text: str, start: int) -> int:
    """Where the list begins whose numbers stand before an offset: what its label says of the first, it says of all."""
    for _ in range(_MOST_LISTED):
        found = _LISTED.search(text, max(0, start - 16), start)
        if found is None:
            break
        start = found.start()
    return start


def _uniform(gaps: str) -> bool:
    """Whether one sign, tight between them, parts all groups: then they are one number."""
    return gaps != "" and len(set(gaps)) == 1 and gaps[0] in ".~·-/_"


def _holds_a_year(groups: Sequence[NumberGroup]) -> bool:
    """Whether a group behind the first is a year, as in the numbers of lots and papers: 15900-2022-06."""
    return any(len(group.digits) == 4 and group.digits[:2] in ("19", "20") for group in groups[1:])


def _beside(text: str, start: int, stop: int) -> bool:
    """Whether other digits stand near, so that these may be some of a row of figures."""
    return bool(_NEAR.search(text, max(0, start - 6), start)) or bool(_NEXT.match(text, stop))


def _part_of_longer(before: str, text: str, stop: int) -> bool:
    """Whether digits are joined to these on either side, as in 2024-1643-139-0000."""
    return bool(_JOINED.search(before)) or (
        text[stop : stop + 1] in tuple("-._") and text[stop + 1 : stop + 2].isdigit()
    )


def _shape(groups: Sequence[NumberGroup], digits: str) -> tuple[int, ...]:
    """The lengths of the groups of the number itself, without the prefix (86)."""
    left = len(digits) - 11
    lengths: list[int] = []
    for group in groups:
        cut = min(left, len(group.digits))
        left -= cut
        if len(group.digits) > cut:
            lengths.append(len(group.digits) - cut)
    return tuple(lengths)


def _prefix_length(groups: Sequence[NumberGroup], digits: str) -> int:
    """The offset of the number's own first digit from the start of the first group."""
    left = len(digits) - 11
    for group in groups:
        if left < len(group.digits):
            return group.start + left - groups[0].start
        left -= len(group.digits)
    return 0


# A number cut into cells of a row, which begins with somebody: 农户甲 | 184 | 0217 | 6045.
_IN_CELLS: Final = re.compile(
    r"[\t|] ?(?P<own>1[3-9]\d ?[\t|] ?(?:\d{8}|\d{4} ?[\t|] ?\d{4})|1[3-9]\d{5} ?[\t|] ?\d{4}) ?(?=[\t|\n]|$)"
)
_BEGINS_WITH_SOMEBODY: Final = re.compile(
    r"(?:[员长医师]|责任人|联系人|经办人|负责人|当事人|申请人|户主|业主|村民|农户|[甲乙丙丁戊己庚某]|[先女]生|女士|电话|手机"
    r"|[\u4e00-\u9fff]某[\u4e00-\u9fff某]?)[ ]?$"
)
_OF_FIGURES: Final = re.compile(
    r"金额|[(万亿百千\d]元|元[)/]|面积|数量|标准|补贴|合计|小计|单价|[户人个次件]数|[(/]亩|收入|支出|产量|吨"
)


def in_cells(text: str) -> Iterator[tuple[str, int, int, bool]]:
    """Mobile numbers that were cut into cells, without a label; certain where no word above says that the cells are figures."""
    for found in _IN_CELLS.finditer(text) if "\t" in text or "|" in text else ():
        if _BEGINS_WITH_SOMEBODY.search(text, max(0, found.start() - 8), found.start()):
            figures = _OF_FIGURES.search(text, max(0, found.start() - 300), found.end() + 40)
            yield "mobile", *found.span("own"), figures is None
