"""Heuristics for web pages: which elements are navigation, and which hidden elements are nevertheless text."""

import re
from typing import Final, NamedTuple

from lxml.html import HtmlElement

from site_builder.importing.readers.web_words import UNSEEN, hidden

_TAGS: Final = frozenset({"nav", "footer", "aside", "button"})
_SURE: Final = re.compile(
    r"(?:^|[-_\s])(?:nav|navbar|navigation|menu|crumbs?|breadcrumbs?|dqwz|footer?|bottom|sidebar|toolbar|related|recommend|login|search|banner"
    r"|copyright|friend|pager|pagination|qrcode|logo)(?:[-_\s\d]|$)",
    re.IGNORECASE,
)
# Class names and ids that may also belong to the text itself: 文章, 打印区, share boxes.
_UNSURE: Final = re.compile(
    r"(?:^|[-_\s])(?:position|location|wz|side|share|tools?|links?|print|top|header)(?:[-_\s\d]|$)", re.IGNORECASE
)
_STOPS: Final = 5  # an element with so many full stops is prose, whatever its name
_PROSE: Final = 600  # characters


class Weight(NamedTuple):
    """Statistics of an element with its descendants: characters outside and inside links, full stops, whether it has a heading."""

    prose: int = 0
    linked: int = 0
    stops: int = 0
    heading: bool = False

    def __add__(self, other: object) -> "Weight":
        if not isinstance(other, Weight):
            return NotImplemented
        return Weight(
            self.prose + other.prose,
            self.linked + other.linked,
            self.stops + other.stops,
            self.heading or other.heading,
        )


def weights_of(root: HtmlElement) -> dict[HtmlElement, Weight]:
    """The weight of every element, in one pass from the innermost outwards."""
    found: dict[HtmlElement, Weight] = {}
    elements = [each for each in root.iter() if isinstance(each.tag, str)]
    linked: dict[HtmlElement, bool] = {}
    for each in elements:
        above = each.getparent()
        linked[each] = each.tag == "a" or (above is not None and linked.get(above, False))
    for each in reversed(elements):
        own = found.get(each, Weight())
        if each.tag in UNSEEN:
            found[each] = own = Weight()
        else:
            found[each] = own = own + _said(each.text, linked[each]) + Weight(heading=each.tag == "h1")
        above = each.getparent()
        if above is not None and isinstance(above.tag, str):
            found[above] = found.get(above, Weight()) + own + _said(each.tail, linked.get(above, False))
    return found


def _said(text: str | None, linked: bool) -> Weight:
    if not text or not (bare := text.strip()):
        return Weight()
    return Weight(linked=len(bare)) if linked else Weight(prose=len(bare), stops=bare.count("。"))


def noise_and_kept(root: HtmlElement) -> tuple[frozenset[HtmlElement], frozenset[HtmlElement]]:
    """The elements that are navigation, and the hidden ones that are text (shown by a script, as on WeChat's pages)."""
    weights = weights_of(root)
    whole = max(1, weights[root].prose)
    noise: set[HtmlElement] = set()
    kept: set[HtmlElement] = set()
    for element, weight in weights.items():
        if how := hidden(element):
            if weight.prose >= whole * (0.5 if how == "gone" else 0.3) and weight.prose >= 60:
                kept.add(element)
        elif element.tag not in ("body", "html") and not weight.heading and _marked(element):
            words = f"{element.get('class', '')} {element.get('id', '')}"
            sure = element.tag in _TAGS or bool(_SURE.search(words))
            prose = weight.stops >= _STOPS and weight.prose + weight.linked > _PROSE
            most = weight.prose >= whole * 0.5
            text = not sure and weight.stops >= 2 and weight.linked < weight.prose
            if not (prose or most or text):
                noise.add(element)
    return frozenset(noise), frozenset(kept)


def _marked(element: HtmlElement) -> bool:
    words = f"{element.get('class', '')} {element.get('id', '')}"
    return element.tag in _TAGS or element.tag == "header" or bool(_SURE.search(words) or _UNSURE.search(words))
