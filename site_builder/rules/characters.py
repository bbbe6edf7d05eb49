"""T002, T003, T006, T007, T008: characters that came from a wrong decoding or cannot be seen."""

import re
from collections.abc import Iterator

from site_builder.findings import Span
from site_builder.rules.rule import Case, Slip, error, warning
from site_builder.rules.text_lines import text_lines

_REPLACED = re.compile("\ufffd+")
_MOJIBAKE = re.compile(
    "锟斤拷|锘匡豢|烫烫烫|屯屯屯"
    "|(?:[\u00c2-\u00f4][\u0080-\u00bf]{1,3}){2,}"
    "|[\u0080-\u0084\u0086-\u009f]"
    "|(?:[鐨鍦涓銆鏄浜绗锛閫鍜鎴鏁鏈瀹][\u3400-\u9fff€]?){4,}"
)
_UNSEEN = re.compile("[\u200b-\u200d\u2060\ufeff\u00ad]+")
_DIRECTION = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069]+")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]+")
_PRIVATE = re.compile("[\ue000-\uf8ff]+")


def _found(case: Case, pattern: re.Pattern[str]) -> Iterator[tuple[Span, str]]:
    """Every place in the text, and in the title."""
    for number, text in text_lines(case.notice):
        for found in pattern.finditer(text):
            yield Span(case.notice.path, number, found.start() + 1, len(found[0])), found[0]
    if case.notice.head.title and (hit := pattern.search(case.notice.head.title)):
        yield case.notice.at_head("title"), hit[0]


def _codes(words: str) -> str:
    return "、".join(dict.fromkeys(f"U+{ord(char):04X}" for char in words))


@error("T002")
def no_replaced_characters(case: Case) -> Iterator[Slip]:
    """有“�”：字已经丢了

    “�”（U+FFFD）表示转码时有字认不出，原来的字已经丢失。

    改法：对照原件补上丢了的字。
    """
    for at, _ in _found(case, _REPLACED):
        yield Slip(at, "有认不出的字“�”", "转码时丢了字", "对照原件补上")


@error("T003")
def no_mojibake(case: Case) -> Iterator[Slip]:
    """乱码

    用错编码打开后保存的文字，例如“锟斤拷”“ä¸å¤®”。

    改法：用正确的编码重新导入，或对照原件重新录入这一行。
    """
    for at, words in _found(case, _MOJIBAKE):
        yield Slip(at, "有乱码", f"“{words[:8]}”不像文字", "对照原件重新录入这几个字")


@warning("T006")
def no_unseen_characters(case: Case) -> Iterator[Slip]:
    """有看不见的字符

    零宽空格、软连字符、文件中间的 BOM 等，从网页粘贴时带进来。它们看不见，却会使搜索和引语对不上。

    改法：删去。看不见时，把前后两个字连同它一起重打。
    """
    for at, words in _found(case, _UNSEEN):
        yield Slip(at, "有看不见的字符", _codes(words), "删去它：把前后两个字重打一遍")


@error("T007")
def no_direction_characters(case: Case) -> Iterator[Slip]:
    """有改变书写方向的字符

    这种字符能使显示的字序与实际不同，中文通报里用不着。

    改法：删去。
    """
    for at, words in _found(case, _DIRECTION):
        yield Slip(at, "有改变书写方向的字符", _codes(words), "删去它：把前后两个字重打一遍")


@error("T008")
def no_control_characters(case: Case) -> Iterator[Slip]:
    """有控制字符

    换行以外的控制字符不是文字，网页和开放数据里都不允许。

    改法：删去。
    """
    for at, words in _found(case, _CONTROL):
        yield Slip(at, "有控制字符", _codes(words), "删去它")


@warning("T009")
def no_private_characters(case: Case) -> Iterator[Slip]:
    """有只在某种字体里才看得到的字符

    Word 里用符号字体插入的项目符号、勾、方框等，换一台电脑就成了空白或方块。

    改法：换成通用的字，例如 ·、√、□。
    """
    for at, words in _found(case, _PRIVATE):
        yield Slip(at, "有私用区字符", _codes(words), "换成通用的字")
