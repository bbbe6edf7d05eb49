"""Maps characters of symbol fonts to Unicode characters that look the same.

Source: the tables of Wingdings, Wingdings 2 and Symbol at unicode.org (L2/11-344 and the mapping of Adobe Symbol).
"""

from typing import Final

_WINGDINGS: Final = {
    0x21: "✏", 0x22: "✂", 0x28: "☎", 0x29: "✆", 0x2A: "✉", 0x46: "☞", 0x48: "☟", 0x4A: "☺", 0x6C: "●", 0x6D: "❍", 0x6E: "■", 0x6F: "□",
    0x70: "□", 0x71: "❑", 0x72: "❒", 0x73: "⬧", 0x74: "⧫", 0x75: "◆", 0x76: "❖", 0x77: "⬥", 0x78: "☒", 0x7D: "”", 0x7B: "❀",
    0x80: "⓪", **{0x81 + n: chr(0x2460 + n) for n in range(10)}, 0x8B: "⓿", **{0x8C + n: chr(0x2776 + n) for n in range(10)},
    0x9E: "·", 0x9F: "•", 0xA1: "○", 0xA2: "○", 0xA4: "◉", 0xA5: "◎", 0xA7: "▪", 0xA8: "□", 0xAB: "★", 0xAC: "✶", 0xD5: "⌫", 0xD8: "➢",
    0xDC: "➲", 0xDF: "←", 0xE0: "→", 0xE1: "↑", 0xE2: "↓", 0xE8: "➔", 0xEF: "⇦", 0xF0: "⇨", 0xF1: "⇧", 0xF2: "⇩", 0xFB: "✗", 0xFC: "✓",
    0xFD: "☒", 0xFE: "☑",
}  # fmt: skip
_WINGDINGS2: Final = {
    0x4F: "✗", 0x50: "✓", 0x51: "☒", 0x52: "☑", 0x53: "☒", 0x54: "☒", 0x97: "●", 0x98: "◦", 0x99: "○", 0xA2: "■", 0xA3: "□",
    **{0x6A + n: chr(0x2460 + n) for n in range(10)}, 0x69: "⓪", 0x75: "⓿", **{0x76 + n: chr(0x2776 + n) for n in range(10)},
}  # fmt: skip
_SYMBOL: Final = {
    0x2D: "−", 0xA2: "′", 0xA3: "≤", 0xA5: "∞", 0xB0: "°", 0xB1: "±", 0xB2: "″", 0xB3: "≥", 0xB4: "×", 0xB7: "·", 0xB8: "÷", 0xB9: "≠",
    0xBB: "≈", 0xBC: "…", 0xAB: "↔", 0xAC: "←", 0xAD: "↑", 0xAE: "→", 0xAF: "↓", 0xD6: "√", 0xE5: "∑", 0xDE: "⇒", 0x61: "α", 0x62: "β",
    0x67: "γ", 0x64: "δ", 0x6D: "μ", 0x70: "π", 0x57: "Ω",
}  # fmt: skip
_FONTS: Final = {"wingdings": _WINGDINGS, "wingdings 2": _WINGDINGS2, "symbol": _SYMBOL}
# The variants of a ticked box in Chinese keyboards and templates become one character.
UNKNOWN: Final = "□"


def symbol_sign(font: str, code: int) -> str | None:
    """The Unicode character for a code of a symbol font.

    Takes   code    as stored in files; 0xF0FE and 0xFE are equivalent
    Gives   None where no equivalent is known
    >>> symbol_sign("Wingdings", 0xF0FE), symbol_sign("Wingdings 2", 0x52), symbol_sign("宋体", 0x2611), symbol_sign("Webdings", 0xF061)
    ('☑', '☑', '☑', None)
    """
    table = _FONTS.get(font.strip().lower())
    low = code - 0xF000 if 0xF000 <= code <= 0xF0FF else code
    if table is not None and low <= 0xFF:
        if table is _SYMBOL and 0x20 <= low < 0x7F and low not in table and not chr(low).isalpha():
            return chr(low)
        return table.get(low)
    if 0xE000 <= code < 0xF900 or 0xD800 <= code < 0xE000 or not 0x20 <= code < 0x110000:
        return None
    return None if font.strip().lower() in ("webdings", "wingdings 3", "marlett") else chr(code)
