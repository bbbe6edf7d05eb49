"""Lines as the readers give them, written in short."""

from site_builder.importing.lines.manuscript import Line


def lines(text: str) -> tuple[Line, ...]:
    """A line that begins with signs # is a heading of that level; | parts cells."""
    made = []
    for number, words in enumerate(text.split("\n"), 1):
        bare = words.lstrip("#")
        made.append(
            Line(number, bare.replace("|", "\t"), tuple(bare.split("|")) if "|" in bare else (), len(words) - len(bare))
        )
    return tuple(made)
