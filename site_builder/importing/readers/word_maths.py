"""Office formulas (OMML) as linear text: 3/4, 10⁴, x₁, √(a+b).

Source: ECMA-376 part 1, 22.1.
"""

from collections.abc import Callable
from typing import Final

from lxml import etree

from site_builder.importing.readers.fields import bracketed, raised

M: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_DEPTH: Final = 60


def formula(element: etree._Element, depth: int = 0) -> str:
    """The text of a formula or of a part of one."""
    if depth > _DEPTH:
        return "".join(each.text or "" for each in element.iter(f"{M}t"))

    def part(name: str) -> str:
        found = element.find(f"{M}{name}")
        return formula(found, depth + 1) if found is not None else ""

    def sign(name: str, otherwise: str) -> str:
        properties = next((each for each in element if str(each.tag).endswith("Pr")), None)
        found = properties.find(f"{M}{name}") if properties is not None else None
        return otherwise if found is None else found.get(f"{M}val") or ""

    kind = element.tag.removeprefix(M) if isinstance(element.tag, str) else ""
    forms: dict[str, Callable[[], str]] = {
        "f": lambda: f"{bracketed(part('num'))}/{bracketed(part('den'))}",
        "sSup": lambda: part("e") + raised(part("sup")),
        "sSub": lambda: part("e") + raised(part("sub"), "_"),
        "sSubSup": lambda: part("e") + raised(part("sub"), "_") + raised(part("sup")),
        "sPre": lambda: raised(part("sub"), "_") + raised(part("sup")) + part("e"),
        "rad": lambda: f"{raised(part('deg')) if part('deg') else ''}√{bracketed(part('e'))}",
        "nary": lambda: sign("chr", "∫") + raised(part("sub"), "_") + raised(part("sup")) + part("e"),
        "d": lambda: (
            sign("begChr", "(")
            + sign("sepChr", "|").join(formula(each, depth + 1) for each in element if each.tag == f"{M}e")
            + sign("endChr", ")")
        ),  # fmt: skip
        "func": lambda: part("fName") + bracketed(part("e")),
        "limLow": lambda: part("e") + raised(part("lim"), "_"),
        "limUpp": lambda: part("e") + raised(part("lim")),
        "m": lambda: (
            "["
            + ";".join(
                ",".join(formula(cell, depth + 1) for cell in row if cell.tag == f"{M}e")
                for row in element
                if row.tag == f"{M}mr"
            )
            + "]"
        ),  # fmt: skip
        "eqArr": lambda: ";".join(formula(each, depth + 1) for each in element if each.tag == f"{M}e"),
    }
    if kind == "t":
        return element.text or ""
    if kind in forms:
        return forms[kind]()
    if kind.endswith("Pr"):
        return ""
    # formulas also contain Word's own runs (text, breaks)
    if isinstance(element.tag, str) and element.tag.endswith("/main}t"):
        return element.text or ""
    return "".join(formula(each, depth + 1) for each in element if isinstance(each.tag, str))
