"""The difference between a correction's words before and after, word by word."""

import difflib
from html import escape

from site_builder.views.prose import Html


def correction_diff(before: str | None, after: str | None) -> tuple[Html | None, Html | None]:
    """(before with <del>, after with <ins>); a redaction has neither.

    >>> correction_diff("共3项", "共4项")
    ('共<del>3</del>项', '共<ins>4</ins>项')
    """
    if before is None or after is None:
        return (Html(escape(before)) if before else None, Html(escape(after)) if after else None)
    old: list[str] = []
    new: list[str] = []
    for change, a, b, c, d in difflib.SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        gone, come = escape(before[a:b], quote=False), escape(after[c:d], quote=False)
        old.append(gone if change == "equal" or not gone else f"<del>{gone}</del>")
        new.append(come if change == "equal" or not come else f"<ins>{come}</ins>")
    return Html("".join(old)), Html("".join(new))
