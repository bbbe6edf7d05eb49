"""The tokeniser of RTF, and the control words that the reader handles.

Source: Rich Text Format Specification 1.9.1.
"""

import re
from codecs import lookup
from typing import Final

from site_builder.importing.readers import remarks
from site_builder.importing.readers.rtf_lists import WORDS as LIST_WORDS

TOKEN: Final = re.compile(
    rb"\\([a-zA-Z]{1,32})(-?[0-9]{1,10})? ?|\\'([0-9a-fA-F]{2})|\\([^a-zA-Z])|([{}])|([^\\{}\r\n]+)|[\r\n]+|\\"
)
_PAGES: Final = {936: "gb18030", 950: "big5", 932: "cp932", 949: "cp949", 10000: "mac_roman", 65001: "utf-8"}
CHARSETS: Final = {
    0: "cp1252", 2: "symbol", 77: "mac_roman", 128: "cp932", 129: "cp949", 134: "gb18030", 136: "big5", 161: "cp1253", 204: "cp1251",
    238: "cp1250",
}  # fmt: skip
SIGNS: Final = {
    "line": "\n", "lbr": "\n", "tab": " ", "emdash": "—", "endash": "–", "lquote": "‘", "rquote": "’", "ldblquote": "“", "rdblquote": "”",
    "bullet": "•", "emspace": "\u3000", "enspace": " ", "qmspace": " ", "softline": "\n",
}  # fmt: skip
PLAIN_SIGNS: Final = {
    b"~": "\xa0",
    b"_": "-",
    b"-": "",
    b"\\": "\\",
    b"{": "{",
    b"}": "}",
    b"\n": "\r",
    b"\r": "\r",
    b"\t": " ",
}


def code_page(number: int) -> str:
    """The charset of a code page (\\ansicpg); the Chinese one where the page is unknown."""
    name = _PAGES.get(number, f"cp{number}")
    try:
        lookup(name)
    except LookupError:
        return "gb18030"
    return name


# Destinations that are not text; unknown destinations marked by \* are skipped as well.
SKIPPED: Final = frozenset(
    {
        "aftncn", "aftnsep", "aftnsepc", "atnref", "atrfend", "atrfstart", "background", "bkmkend", "bkmkstart",
        "colorschememapping", "colortbl", "datastore", "do", "docvar", "filetbl", "fontemb", "ftncn", "ftnsep", "ftnsepc",
        "generator", "info", "latentstyles", "mmathPr", "nonesttables", "nonshppict",
        "object", "pgptbl", "pict", "pnseclvl", "private", "revtbl", "rsidtbl", "rxe", "shpgrp", "shprslt", "sn", "sp",
        "stylesheet", "sv", "tc", "template", "themedata", "userprops", "wgrffmtfilter", "xe", "xmlnstbl",
    }
)  # fmt: skip
BULLETS: Final = "o•●○■◆□·-–*§\uf0b7\uf06c\uf0a7\uf0d8\uf06e\uf075"
SWITCHES: Final = {"v": "hidden", "deleted": "deleted", "strike": "struck", "striked": "struck", "strikedl": "struck"}
ASIDE: Final = {
    **dict.fromkeys(["header", "headerl", "headerr", "headerf", "footer", "footerl", "footerr", "footerf"], remarks.MARGIN),
    **dict.fromkeys(["annotation"], remarks.COMMENT), **dict.fromkeys(["atnid", "atnauthor", "atntime", "atndate", "atnicn", "atnparent"], ""),
}  # fmt: skip
TRANSPARENT: Final = frozenset(
    {
        "nesttableprops",
        "shpinst",
        "shppict",
        "ud",
        "moMath",
        "moMathPara",
        "mmath",
        "shp",
        "result",
        "pntext",
        "listtext",
    }
)
FORMATS: Final = frozenset(
    """cell cellx clmrg clvmrg column f intbl itap nestcell nestrow nosupersub outlinelevel page par pard plain row sect sub super trowd u fonttbl
    fcharset ansicpg deff uc ls ilvl listtable listoverridetable footnote shptxt listtext pntext field fldinst fldrslt
    formfield ffres ffdefres fftype ftnalt""".split()  # noqa: SIM905
)
# Most control words only set formatting and are ignored.
KNOWN: Final = LIST_WORDS | FORMATS | SKIPPED | TRANSPARENT | ASIDE.keys() | SIGNS.keys() | SWITCHES.keys()
