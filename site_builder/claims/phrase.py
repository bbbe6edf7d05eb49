"""Parts of a clause around its verb: the subject, the object, and numbers."""

import re
from typing import Final

from site_builder.claims.words import MEASURE_WORD
from site_builder.records.numerals import chinese_number

_NUMBER: Final = rf"(?P<{{}}>\d{{{{1,6}}}}(?:\.\d{{{{1,4}}}})?|[一二三四五六七八九十两]{{{{1,3}}}})个?(?:{MEASURE_WORD})(?!月|百分点|工作日|季度|星期|小时|年)"


OBJECT_NUMBER: Final = re.compile(r"(?:了)?(?:整改)?" + _NUMBER.format("n"))


COUNTED: Final = re.compile(r"(?:了)?[^,;。\d]{0,12}?(?=\d)" + _NUMBER.format("n"))


ANY_NUMBER: Final = re.compile(r"(?<![第\d.一二三四五六七八九十年月])" + _NUMBER.format("n"))


WHOLE_OBJECT: Final = re.compile(
    r"(?:了)?(?:全部|全面|所有|各项|相关|上述|该项|此项|本项|该|本|此|有关|既定|年度|规定的?|预定|其|各自|对|的|这些|剩余(?!任务)|既有)*"
    r"(?:问题|整改|任务|工作|事项|目标|要求|内容|销号|验收|整治|治理|清退|追缴|落实|措施)*"
)


_TRAILING: Final = re.compile(
    r"(?:均|都|也|皆|现|目前|业|已|已经|业已|全部|全面|全|悉数|彻底|圆满|顺利|如期|按期|按时|及时|提前|得到|予以|被|有效|妥善|逐一|逐项|一一|进行|较好|基本|总体|大体|大致|初步|部分|真正|无不|莫不|工作|是|最终|至此|由此|即|于[^,;。]{1,10}(?:当月|当天|当年|当日|期间)|终|终于|仍|就此|由此|就|随之|同步|作|去年|今年|上年|上月|本月|当年|立即|立行立改|(?:按|依|照|按照|依照)[^,;。]{0,10}(?:计划|要求|承诺|目标|规定|部署)|(?:在|于)[^,;。]{1,10}[内前间里中])$"
)


def subject_of(left: str) -> str:
    """The subject: the words before a verb, without trailing adverbs and times."""
    for _ in range(8):
        shorter = _TRAILING.sub("", left)
        shorter = re.sub(r"(?:于|在|至|到)?(?:今|去|上|当)?[\d年月日号底末初前内旬上中下]{1,14}$", "", shorter)
        if shorter == left:
            break
        left = shorter
    return left


def number_value(words: str) -> float | None:
    number = chinese_number(words)
    if number is not None:
        return float(number)
    try:
        return float(words)
    except ValueError:
        return None
