r"""A backslash that says: the sign behind it is a character of the text, not markup.

Notice text has few signs that mean something, and a slip of the keyboard makes others that nearly do; rules refuse those
(T011–T018). So every such sign can be written as text, or an approved text that holds one could not be published whole.
Of a run of backslashes directly before a sign one goes, so that any text can be written. Source: docs/content-format.md.

    \#, \|, \-, \－, \<<<<<<<   at the beginning of a paragraph, an item of a list, and behind white space there
    \{#p1}, \role=problems      a mark that is none; also in headings and cells
    甲\## 乙, 。\- 一是, \<!--   inside a line

Blanks and tabs at the ends of a line are the file's. Where they are the text's, a backslash stands between them and the end:

    \ 甲, 甲 \                 a paragraph, heading, item or cell that begins or ends with a blank or a tab
"""

import re
from typing import Final

_DASHES: Final = "－﹣−‐–—"
_START_SIGNS: Final = rf"[#＃|｜<=>\-{_DASHES}一二三四五六七八九十第]"
MARK_SIGN: Final = r"[{｛]?[ \u3000]{0,8}(?:[#＃][ \u3000]{0,8}[pPｐＰ][ \u3000]{0,8}[\d０-９]|(?:role|states|origin|measures)[ \u3000]{0,8}[=＝])"
_INSIDE: Final = rf"#{{2,}}|<!--|-->|- ?(?=[一二三四五六七八九十]{{1,3}}是)|{MARK_SIGN}"
_AT_START: Final = re.compile(rf"\\+(?={_START_SIGNS})")
_ESCAPED: Final = re.compile(rf"(?<!\\)\\(\\*(?:{_INSIDE}))")
_SIGN: Final = re.compile(rf"(?<!\\)(\\*(?:{_INSIDE}))")
# What a rule would call a slip at the beginning of a line; a dash that begins a longer one is none.
_SLIP_AT_START: Final = re.compile(
    rf"[#＃|｜]|-(?!--)|([{_DASHES}])(?!\1)|<{{7}}|={{7}}|>{{7}}|\|{{7}}|\\+{_START_SIGNS}"
)
_BEFORE_BLANK: Final = re.compile(r"\\++(?=[ \t])")
_AFTER_BLANK: Final = re.compile(r"(?<=[ \t])\\++\Z")


def unescaped(text: str, starts: bool = True) -> str:
    r"""The characters that a written text stands for.

    Takes   starts: whether a sign at its beginning could be markup (in a heading and a cell it could not)

    >>> unescaped(r"\- 甲"), unescaped(r"甲\{#p1}乙"), unescaped(r"\\{role=other}"), unescaped(r"甲\乙")
    ('- 甲', '甲{#p1}乙', '\\{role=other}', '甲\\乙')
    >>> unescaped("\\ 甲 \\"), unescaped("\\\\\t甲", starts=False)
    (' 甲 ', '\\\t甲')
    """
    if "\\" not in text:
        return text
    if _AFTER_BLANK.search(text, max(0, len(text.rstrip("\\")) - 1)):
        text = text[:-1]
    if _BEFORE_BLANK.match(text):
        return text[1] + _ESCAPED.sub(r"\1", text[2:])
    first = len(text) - len(text.lstrip())
    if starts and (run := _AT_START.match(text, first)):
        after = run.end() + 1  # the sign at the beginning is done, even where it could begin another too
        return text[:first] + text[first + 1 : after] + _ESCAPED.sub(r"\1", text[after:])
    return _ESCAPED.sub(r"\1", text)


def escaped(text: str, starts: bool = True) -> str:
    r"""The text as it is written, so that no sign in it is markup and none is refused as a slip.

    >>> escaped("- 甲"), escaped("甲{#p1}乙"), escaped("甲-乙"), escaped("――甲")
    ('\\- 甲', '甲\\{#p1}乙', '甲-乙', '――甲')
    """
    ends = text[-1:] in (" ", "\t") or _AFTER_BLANK.search(text, max(0, len(text.rstrip("\\")) - 1))
    return _begun(text, starts) + ("\\" if ends else "")


def _begun(text: str, starts: bool) -> str:
    if text[:1] in (" ", "\t") or _BEFORE_BLANK.match(text):
        return "\\" + text[:1] + _SIGN.sub(r"\\\1", text[1:])
    first = len(text) - len(text.lstrip())
    written = _SIGN.sub(r"\\\1", text)
    # A sign inside may cut a run of dashes at the beginning, and what is left of it is a slip: --->, ---一是.
    if starts and (
        _SLIP_AT_START.match(text, first) or (text[first : first + 1] == "-" and _SLIP_AT_START.match(written, first))
    ):
        after = len(text) - len(text[first:].lstrip("\\")) + 1
        return text[:first] + "\\" + text[first:after] + _SIGN.sub(r"\\\1", text[after:])
    return written
