"""The form in which lines came: hard wraps, indentation, page breaks, half width, encodings."""

from typing import Final

from tests.house_styles.choices import Choices

OPTIONS: Final = {
    "wrap": ("none", "36", "38", "76", "90"),
    "indent": ("none", "U+3000", "blank lines"),
    "pages": ("none", "inside paragraphs"),
    "newline": ("\n", "\n\n", "\r\n"),
    "width": ("full", "half"),
    "encoding": ("utf-8", "gb18030", "utf-16", "utf-8-sig"),
}
_HALF: Final = str.maketrans({"，": ",", "：": ":", "；": ";", "（": "(", "）": ")"})


def encoded(choices: Choices, lines: list[str]) -> tuple[bytes, str]:
    """The bytes of a file with these paragraphs, and their text as one paragraph a line."""
    if choices["width"] == "half":
        lines = [line.translate(_HALF) for line in lines]
    whole = "\n".join(lines)
    if choices["wrap"] == "none":
        start = "\u3000\u3000" if choices["indent"] == "U+3000" else ""
        text = choices["newline"].join(start + line for line in lines) + choices["newline"]
    else:
        text = "\n".join(wrapped(lines, int(choices["wrap"]), choices["indent"], choices["pages"] != "none")) + "\n"
    return text.encode(choices["encoding"]), whole


def wrapped(lines: list[str], columns: int, indent: str, pages: bool) -> list[str]:
    """Paragraphs broken at a width, wherever that falls; a page number every 25 lines."""
    made: list[str] = []
    for line in lines:
        broken = [line] if line.startswith("|") else cut(("\u3000\u3000" if indent == "U+3000" else "") + line, columns)
        for row in broken:
            made.append(row)
            if pages and len(made) % 26 == 25:
                made.append(f"— {len(made) // 26 + 1} —")
        # A last row that is full would not show where its paragraph ends.
        if indent == "blank lines" or (indent == "none" and width(broken[-1]) > columns - 8):
            made.append("")
    return made


def cut(line: str, columns: int) -> list[str]:
    rows, row, taken = [], "", 0
    for char in line:
        size = width(char)
        if taken + size > columns:
            rows.append(row)
            row, taken = "", 0
        row, taken = row + char, taken + size
    return [*rows, row]


def width(text: str) -> int:
    return sum(1 if char < "\u2e80" and char not in "“”‘’—…①②③④⑤⑥⑦⑧⑨⑴⑵⑶⑷⑸⑹⑺⑻⑼" else 2 for char in text)
