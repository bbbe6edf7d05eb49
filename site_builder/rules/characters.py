"""T002, T003, T006–T009, T020: characters that are invisible or come from a wrong decoding, found in a single pass."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from site_builder.records.findings import Span
from site_builder.records.source import Field, scalars
from site_builder.rules.rule import Case, SiteCase, Slip, error, manual_only
from site_builder.rules.text_lines import text_lines


class _Odd(NamedTuple):
    """A kind of odd characters: the rule's code, the pattern, texts of the finding; `soft`: it may be intended, so only a warning."""

    code: str
    pattern: re.Pattern[str]
    what: str
    mend: str
    soft: bool = False


_AGAIN = "删去它：把前后两个字重打一遍"
# Noncharacters: code points that Unicode will never assign. Source: The Unicode Standard, 23.7.
_NO_CHARACTER = "\ufdd0-\ufdef" + "".join(chr(plane << 16 | last) for plane in range(17) for last in (0xFFFE, 0xFFFF))
_ODD = (
    _Odd("T002", re.compile("\ufffd+"), "有认不出的字“�”", "对照原件补上"),
    _Odd(
        "T003",
        re.compile(
            "锟斤拷|锘匡豢|烫烫烫|屯屯屯"
            "|(?:[\u00c2-\u00f4][\u0080-\u00bf]{1,3}){2,}"
            "|[\u0080-\u0084\u0086-\u009f]"
            "|(?:[鐨鍦涓銆鏄浜绗锛閫鍜鎴鏁鏈瀹][\u3400-\u9fff€]?){4,}"
        ),
        "有乱码",
        "对照原件重新录入这几个字",
    ),
    _Odd("T006", re.compile("[\u200b-\u200d\u2060\ufeff\u00ad]+"), "有看不见的字符", _AGAIN, True),
    _Odd("T007", re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]+"), "有改变书写方向的字符", _AGAIN),
    _Odd("T008", re.compile(f"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f{_NO_CHARACTER}]+"), "有控制字符", "删去它"),
    _Odd("T009", re.compile("[\ue000-\uf8ff]+"), "有私用区字符", "换成通用的字", True),
)
# A fast prefilter. All higher planes are one range: listing the last two code points of each would make matching slow.
_ANY = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u00c2-\u00f4\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069"
    "\ue000-\uf8ff\ufdd0-\ufdef\ufeff\ufffd-\uffff\U00010000-\U0010ffff锟锘烫屯鐨鍦涓銆鏄浜绗锛閫鍜鎴鏁鏈瀹]"
)


@error("T002")
def no_odd_characters(case: Case) -> Iterator[Slip]:
    """有“�”：字已经丢了

    “�”（U+FFFD）表示转码时有字认不出，原来的字已经丢失。

    改法：对照原件补上丢了的字。
    """
    for tree in (case.notice.head_tree, case.notice.ledger_tree):
        yield from _in_tree(tree)
    if _ANY.search(case.notice.body):
        for number, text in text_lines(case.notice):
            if _ANY.search(text):
                yield from _odd(text, case.notice.path, number)


@error("T020", "site")
def no_odd_characters_beside_the_notices(case: SiteCase) -> Iterator[Slip]:
    """通报以外有看不见的控制字符

    网站设置、单位、巡察、主题、重定向和 pages/ 里的页面同样不能有控制字符、改变书写方向的字符：
    它们进到标题、页脚、订阅和开放数据里，会使文件读不了，或使显示的字序与实际不同。

    改法：删去它，把前后两个字重打一遍。
    """
    for tree in case.trees.values():
        yield from (slip._replace(code="T020") for slip in _in_tree(tree) if not slip.soft)
    for page, text in case.pages.items():
        for number, line in enumerate(text.split("\n"), 1):
            if _ANY.search(line):
                found = _odd(line, f"{case.folder}/pages/{page}.md", number)
                yield from (slip._replace(code="T020") for slip in found if slip.code in ("T007", "T008"))


def _in_tree(tree: Field) -> Iterator[Slip]:
    for field in scalars(tree):
        if isinstance(field.value, str) and _ANY.search(field.value):
            yield from (slip._replace(at=field.at) for slip in _odd(field.value, field.at.path, 1))


def _odd(text: str, path: str, line: int) -> Iterator[Slip]:
    for odd in _ODD:
        for found in odd.pattern.finditer(text):
            why = "转码时丢了字" if odd.code == "T002" else _codes(found[0])
            if odd.code == "T003":
                why = f"“{found[0][:8]}”不像文字"
            at = Span(path=path, line=line, column=found.start() + 1, length=len(found[0]))
            yield Slip(at=at, what=odd.what, why=why, mend=odd.mend, soft=odd.soft, code=odd.code)


def _codes(words: str) -> str:
    return "、".join(dict.fromkeys(f"U+{ord(char):04X}" for char in words))


T003 = manual_only(
    "T003",
    """
    乱码

    用错编码打开后保存的文字，例如“锟斤拷”“ä¸å¤®”。

    改法：用正确的编码重新导入，或对照原件重新录入这一行。
    """,
)
T006 = manual_only(
    "T006",
    """
    有看不见的字符

    零宽空格、软连字符、文件中间的 BOM 等，从网页粘贴时带进来。它们看不见，却会使搜索和引语对不上。

    改法：删去。看不见时，把前后两个字连同它一起重打。
    """,
    "warning",
)
T007 = manual_only(
    "T007",
    """
    有改变书写方向的字符

    这种字符能使显示的字序与实际不同，中文通报里用不着。

    改法：删去。
    """,
)
T008 = manual_only(
    "T008",
    """
    有控制字符

    换行以外的控制字符，和 U+FFFE 这样的永不是字的码位，不是文字，网页和开放数据里都不允许。

    改法：删去。
    """,
)
T009 = manual_only(
    "T009",
    """
    有只在某种字体里才看得到的字符

    Word 里用符号字体插入的项目符号、勾、方框等，换一台电脑就成了空白或方块。

    改法：换成通用的字，例如 ·、√、□。
    """,
    "warning",
)
