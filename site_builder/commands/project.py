"""The project folder of an editor, and what of this program it is built with; how this program was called."""

import sys
from pathlib import Path, PurePath

from site_builder.build.input_stamps import PACKAGE

CANONICAL = "python build.py"  # how texts of this program name the command; said as it was called


def project_folder() -> Path:
    """The current folder, or the nearest one above that has content/site.yaml; the current one where none has."""
    here = Path.cwd()
    return next((each for each in (here, *here.parents) if (each / "content" / "site.yaml").is_file()), here)


def templates_folder(project: Path) -> Path:
    """Templates of the project where it has a whole set (the repository of this program has), else those of this program."""
    own = project / "templates"
    if (own / "base.html").is_file():
        return own
    return beside("templates", "templates")


def demonstration_folder() -> Path:
    """The content of the demonstration."""
    return beside("demonstration", "content")


def beside(installed: str, in_repository: str) -> Path:
    """A folder that the wheel has inside the package, and the repository beside it."""
    inside = PACKAGE / installed
    return inside if inside.is_dir() else PACKAGE.parent / in_repository


def called(program: str | None = None) -> str:
    """The command as it was typed, for messages.

    >>> called("/home/x/build.py"), called("/usr/bin/taizhang"), called("C:/Scripts/taizhang.exe")
    ('python build.py', 'taizhang', 'taizhang')
    """
    path = PurePath(program or sys.argv[0])
    if path.name == "build.py":
        return CANONICAL
    if path.name == "__main__.py":
        return "python -m site_builder"
    return "taizhang"


def as_called(text: str) -> str:
    """A message with the command in it as it was typed."""
    name = called()
    return text if name == CANONICAL else text.replace(CANONICAL, name)
