"""Sections that say what was found and nothing of what was done about it: the paragraphs under their items are no measures."""

import re
from collections.abc import Sequence
from typing import Final

from site_builder.importing.lines.fold import fold
from site_builder.importing.lines.manuscript import Line
from site_builder.importing.lines.numbering import marker
from site_builder.importing.structure.evidence import DONE_LABEL
from site_builder.importing.structure.phrases import aspires, cut_run_in

_FOUND: Final = re.compile(
    r"(?:发现|存在|查出|查明|反映|指出)(?:的|了)?[^,。;]{0,8}(?:问题|不足)|(?:主要|突出|具体)(?:的)?(?:问题|不足)"
)
_TREATED: Final = re.compile(r"整改|落实|办理|完成|处理|处置|措施|进展|成效|销号|怎么改|改得")
# Words that tell what became of a problem, or who sees to it and by when.
_DEEDS: Final = re.compile(
    r"(?:整改|处理|办理|处置|落实)(?:措施|情况|进展|结果|成效|到位|完成|完毕|中)|立行立改|边[查审]边改|(?:已经?|均已|全部|基本|正在)(?:按[^,。;]{1,6})?(?:完成|整改|办结|落实|纠正|改正|追回|收回|退还|上缴|补缴|清理|约谈|问责|处理)"
    r"|(?:责任|牵头|整改)(?:单位|部门|人)\s*+:|(?:整改|完成)(?:时限|期限|时间)\s*+:"
)
_ASPIRING: Final = 0.2  # greatest share of paragraphs that begin with a verb of intention


def finds_only(heading: Line, lines: Sequence[Line]) -> bool:
    """Whether a section only states findings.

    Takes   heading, lines   of the section; the lines include the headings of its items
    """
    words = fold(heading.text)
    if not _FOUND.search(words) or _TREATED.search(words):
        return False
    bodies = [body for line in lines if (body := _body(line))]
    if not bodies or any(DONE_LABEL.match(body) or _DEEDS.search(body) for body in bodies):
        return False
    return sum(aspires(body) for body in bodies) <= _ASPIRING * len(bodies)


def _body(line: Line) -> str:
    """The words of a paragraph, folded, without its number and without the heading that it begins with; '' for a heading."""
    heading, rest = cut_run_in(line)
    if rest:
        return fold(rest).strip()
    found = marker(line.folded)
    sentence = "。" in line.folded and not line.cells
    return line.folded[found.end if found else 0 :].strip() if sentence or line.cells else ""
