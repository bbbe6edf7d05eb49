"""Standard output and error on consoles of any code page."""

import os
import sys
from io import TextIOWrapper

SPECIMEN = "台账"  # what a console of ours must be able to show


def never_fail() -> None:
    """A sign that the console's code page lacks is shown as `?`; no command ends because of it.

    Where the code page has no Chinese at all and nobody has chosen it (PYTHONIOENCODING), such as in a pipe on a Western
    Windows, UTF-8 is written.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")
            if not _has_chinese(stream.encoding) and not os.environ.get("PYTHONIOENCODING"):
                stream.reconfigure(encoding="utf-8", errors="replace")


def for_programs() -> None:
    """What follows on standard output is read by programs: UTF-8, with line ends of one character, on every system."""
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8", newline="\n")


def _has_chinese(encoding: str) -> bool:
    try:
        SPECIMEN.encode(encoding)
    except (UnicodeEncodeError, LookupError):
        return False
    return True
