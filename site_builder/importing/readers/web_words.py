"""The displayed text of special elements: ruby, superscripts and fractions, form controls, struck-out words.

Source: HTML (whatwg.org), 4.5 (text), 4.10 (forms), 15 (rendering); MathML Core.
"""

import re
from typing import Final

from lxml.html import HtmlElement

from site_builder.importing.lines.manuscript import Doubt
from site_builder.importing.readers.fields import bracketed, raised
from site_builder.importing.readers.number_forms import shown_number

# Block elements; every other element, even an unknown one (st1:place, o:p), is inline.
BLOCKS: Final = frozenset(
    """address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figcaption figure footer form frameset
    h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav ol p pre search section summary table tbody td tfoot th thead tr ul
    xmp listing plaintext""".split()  # noqa: SIM905
)
UNSEEN: Final = frozenset(
    """script style noscript template head iframe object embed applet svg option optgroup datalist textarea audio video canvas map area rp
    param source track link meta title base select""".split()  # noqa: SIM905
)
_TAG: Final = re.compile(r"""<([A-Za-z][A-Za-z0-9:]{0,30})[\s/](?:[^<>"']++|"[^"]*+"|'[^']*+')*+>""")
_QUOTED: Final = re.compile(r""""[^"]*+"|'[^']*+'""")
_ATTRIBUTES: Final = 1000
_LONG: Final = 4000  # longest tag, in characters
_LEFT_OUT: Final = "这个标签有上千个属性，一个也没有读：样式、链接、合并的格都不作数，请对照网页核对"
_STRUCK: Final = frozenset({"del", "s", "strike"})
_THROUGH: Final = re.compile(r"text-decoration(?:-line)?\s*+:[^;]*line-through", re.IGNORECASE)
_GONE: Final = re.compile(r"display\s*+:\s*+none", re.IGNORECASE)
_INVISIBLE: Final = re.compile(
    r"visibility\s*+:\s*+(?:hidden|collapse)|opacity\s*+:\s*+0(?:\.0+)?\s*+(?:;|$)", re.IGNORECASE
)
_NO_SIZE: Final = re.compile(r"font-size\s*+:\s*+0+(?:\.0+)?\s*+(?:px|pt|em|rem|%)?\s*+(?:;|!|$)", re.IGNORECASE)
_LIST_TYPE: Final = {"a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman", "1": "decimal"}
_LIST_STYLE: Final = re.compile(r"list-style(?:-type)?\s*+:[^;]*?([a-z]+(?:-[a-z]+)*)", re.IGNORECASE)
_STYLES: Final = {
    "none": "none", "disc": "bullet", "circle": "bullet", "square": "bullet", "decimal": "decimal", "decimal-leading-zero": "decimalZero",
    "lower-alpha": "lowerLetter", "lower-latin": "lowerLetter", "upper-alpha": "upperLetter", "upper-latin": "upperLetter",
    "lower-roman": "lowerRoman", "upper-roman": "upperRoman", "cjk-ideographic": "chineseCounting", "simp-chinese-informal": "chineseCounting",
    "trad-chinese-informal": "taiwaneseCounting", "simp-chinese-formal": "chineseLegalSimplified", "cjk-decimal": "ideographDigital",
    "trad-chinese-formal": "ideographLegalTraditional", "cjk-heavenly-stem": "ideographTraditional", "cjk-earthly-branch": "ideographZodiac",
}  # fmt: skip
_IDEOGRAPHIC: Final = ("chinese", "ideograph", "taiwanese")


def few_attributes(page: str) -> tuple[str, list[Doubt]]:
    """Removes the attributes of elements that have thousands, with doubts about them: libxml2 takes quadratic time on such elements.

    >>> few_attributes("<p a=1>甲</p>"), few_attributes("<p " + "a=1 " * 3000 + ">甲</p>")[0]
    (('<p a=1>甲</p>', []), '<p>甲</p>')
    """
    doubts: list[Doubt] = []
    counted = at = 0

    def bare(found: re.Match[str]) -> str:
        nonlocal counted, at
        if len(found[0]) <= _LONG or len(_QUOTED.sub("", found[0]).split()) <= _ATTRIBUTES:
            return found[0]
        counted, at = counted + page.count("\n", at, found.start()), found.start()
        doubts.append(Doubt(counted + 1, f"<{found[1]}>", _LEFT_OUT))
        return f"<{found[1]}>"

    return (_TAG.sub(bare, page) if len(page) > _LONG else page), doubts


def hidden(element: HtmlElement) -> str:
    """How an element is hidden: 'gone', 'invisible' (a script may show it), '' for a visible one."""
    style = element.get("style", "")
    if _GONE.search(style) or element.get("hidden") is not None or _NO_SIZE.search(style):
        return "gone"
    return "invisible" if _INVISIBLE.search(style) else ""


def struck(element: HtmlElement) -> bool:
    """Whether the words of an element are struck out."""
    return element.tag in _STRUCK or bool(_THROUGH.search(element.get("style", "")))


def placed(element: HtmlElement) -> str:
    """^ for a superscript, _ for a subscript, '' for neither."""
    style = element.get("style", "").replace(" ", "").lower()
    if element.tag == "sup" or "vertical-align:super" in style:
        return "^"
    return "_" if element.tag == "sub" or "vertical-align:sub" in style else ""


def box(element: HtmlElement) -> str:
    """The displayed text of a form control: ☑ or □ for a check box, the text of a text field."""
    kind = element.get("type", "text").lower()
    if kind in ("checkbox", "radio"):
        return "☑" if element.get("checked") is not None else "□"
    return element.get("value", "") if kind in ("text", "search", "tel", "email", "url", "number", "date") else ""


def ruby(element: HtmlElement) -> tuple[str, str]:
    """A word followed by its ruby text."""
    base, reading = [element.text or ""], []
    for child in element:
        words = "".join(str(each) for each in child.itertext()) if isinstance(child.tag, str) else ""
        if child.tag in ("rt", "rtc"):
            reading.append(words)
        elif child.tag != "rp":
            base.append(words)
        base.append(child.tail or "")
    return "".join(base).strip(), "".join(reading).strip()


def maths(element: HtmlElement, depth: int = 0) -> str:
    """A MathML formula as linear text."""
    parts = [maths(each, depth + 1) for each in element if isinstance(each.tag, str)] if depth < 60 else []
    kind = str(element.tag).rpartition(":")[2]

    def part(number: int) -> str:
        return parts[number].strip() if number < len(parts) else ""

    if kind == "mfrac":
        return f"{bracketed(part(0))}/{bracketed(part(1))}"
    if kind in ("msup", "mover"):
        return part(0) + raised(part(1))
    if kind in ("msub", "munder"):
        return part(0) + raised(part(1), "_")
    if kind in ("msubsup", "munderover"):
        return part(0) + raised(part(1), "_") + raised(part(2))
    if kind == "msqrt":
        return f"√{bracketed(''.join(parts))}"
    if kind == "mroot":
        return f"{raised(part(1))}√{bracketed(part(0))}"
    if kind in ("annotation", "annotation-xml"):
        return ""
    return (element.text or "").strip() + "".join(parts)


def item_number(item: HtmlElement, place: int, count: int) -> str:
    """The number displayed before an item of an ordered list; '' for none.

    Takes   place   the index of the item, from 0; count: the number of items
    """
    above = item.getparent()
    if above is None or above.tag != "ol":
        return ""
    form = _form(item) or _form(above) or "decimal"
    backwards = above.get("reversed") is not None
    start = _whole_number(above.get("start"), count if backwards else 1)
    before = list(item.itersiblings("li", preceding=True)) if place < 2000 else []
    number = start + (-place if backwards else place)
    for steps, each in enumerate([item, *before]):
        if (given := each.get("value")) is not None and re.fullmatch(r"\s*+-?\d{1,6}\s*+", given):
            number = int(given) + (-steps if backwards else steps)
            break
    shown = shown_number(form, number)
    if not shown:
        return ""
    return shown + ("、" if form.startswith(_IDEOGRAPHIC) else ". ")


def _form(element: HtmlElement) -> str:
    """The number format set on an element; '' for none."""
    if found := _LIST_STYLE.search(element.get("style", "")):
        return _STYLES.get(found[1].lower(), "")
    return _LIST_TYPE.get(element.get("type", ""), "")


def _whole_number(text: str | None, otherwise: int) -> int:
    return int(text) if text and re.fullmatch(r"\s*+-?\d{1,6}\s*+", text) else otherwise
