"""Speech acts of sentences: reporting an action, finding a fault, or demanding and announcing what others are to do.

A notice reports. Appeals, orders, invitations, lists and praise mention rectification as well, but report nothing.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from site_builder.importing.lines.manuscript import Line
from site_builder.importing.structure.evidence import chrome_of, footer, is_meta
from site_builder.importing.structure.phrases import faulty

_CLAUSE: Final = re.compile(r"[。;!?\n\t]|(?<=[^\d]),(?=[^\d])")
# Markers of a report: a past marker before a verb, a result, a verb of rectification with its outcome.
_DONE: Final = re.compile(
    r"(?:已经?|均已?|业已|先后|累计|均|也)[^,。;:]{0,14}[\u4e00-\u9fff]|(?:整改|办理|清理|清退|追缴|修订|整治)(?:完成|完毕|到位|办结)|完成(?:了)?(?:整改|整治|清[理退]|修订|\d)|办结|销号|(?:正在|持续|仍在)(?:整改|推进|办理|施工|选址|进行)"
    r"|(?:制定|修订|出台|印发|建立|新建|追回|追缴|清退|收回|拆除|补[发办缴签齐录登]|约谈|问责|通报批评|召开|开展|组织|退还|上缴|更换|安装|加装|配齐|诫勉|取消|增加|开放|清理|查处|新增|盘活|关停|建成|调整|重签|废止|核[对减实])(?:了|\d|[^,。;]{0,14}?\d+(?:\.\d+)?\s*+(?:[万亿]?元|[个次份名人家处户件项张台套条座间吨]|公里|平方米|亩|余))"
    r"|改了|(?:降|提高|提升|减少|压缩|增)(?:到|至|了)"
)
_AMOUNT: Final = re.compile(
    r"[\u4e00-\u9fff]\d+(?:,\d{3})*(?:\.\d+)?(?:余|多)?\s*+(?:[万亿]?元|[笔个次份名人家处户件项张台套条座间吨]|公里|平方米|亩)|完成$"
)
_NO_DEED: Final = re.compile(
    r"发现|指出|排查出|存在|反馈|涉及|共有|分别为|其中|查出|现有|达到?\d|价格|售价|收费|奖|满分"
)
_ASKS: Final = re.compile(
    r"请|须|应当|严禁|不得|务必|力争|确保|拟[^定]|定于|将(?!整改|军|\d)|尽快|逾期|(?:日|月|年|工作日)(?:底)?前|现面向|[需应]于|报名|望[各你]|要[把求对在加抓坚强突]|完成后"
)
# The invitation to comment at the end of every notice is not a demand.
_INVITED: Final = re.compile(r"监督|异议|反映|意见建议|来[信电访]|公示期|公开期|举报|欢迎|联系")
_ADDRESSED: Final = re.compile(
    r"(?:各|本[市县区]各|全[市县区镇乡校院]|亲爱的|尊敬的|致)[^。;,]{0,30}:$|你[单公]位|你[们局院校]|您|[\u4e00-\u9fff]{4,24}(?:公司|厂|中心):$"
)


@dataclass(frozen=True, slots=True)
class TextActs:
    """The number of clauses that report actions, the number that demand or announce, and whether readers are addressed."""

    reported: int
    asked: int
    addressed: bool


def acts_of(lines: Iterable[Line]) -> TextActs:
    """Counts the speech acts of a text, page chrome excluded."""
    reported = asked = 0
    addressed = False
    for line in lines:
        if chrome_of(line) or footer(line) or (is_meta(line) and not line.cells):
            continue
        words = line.folded.strip()
        addressed = addressed or _ADDRESSED.search(words) is not None
        for clause in _CLAUSE.split(words):
            if len(clause) < 3 or _INVITED.search(clause):
                continue
            if _ASKS.search(clause):
                asked += 1
            elif _DONE.search(clause) or (
                _AMOUNT.search(clause) and not _NO_DEED.search(clause) and not faulty(clause)
            ):
                reported += 1
    return TextActs(reported, asked, addressed)
