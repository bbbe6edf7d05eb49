"""Reads the templates of this program, and those that a project brings."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from site_builder.records.findings import SiteError, nearest


class Templates(NamedTuple):
    """The files of a templates folder by relative path.

    texts   templates, styles and scripts
    assets  files that are shipped as they are
    """

    texts: dict[str, str]
    assets: dict[str, bytes]


def read_templates(folder: Path, own: Path | None = None) -> Templates:
    """The templates of this program, and over them those that a project brings.

    Takes   own: the project's folder, with override/<template> and assets/<file>; None = it has none
    Errors  SiteError where there are none, or where one of the project's would be used by nothing
    """
    if not (folder / "base.html").is_file():
        raise SiteError(f"{folder} 里没有模板 base.html；请在项目目录中运行，或检查 templates/ 是否完整")
    texts: dict[str, str] = {}
    assets: dict[str, bytes] = {}
    for path in _walk(folder):
        name = path.relative_to(folder).as_posix()
        if name.startswith("desk/"):
            continue  # pages of the desk, which no site has
        if name.startswith("assets/"):
            assets[name] = _asset(path)
        elif path.suffix in (".html", ".css", ".js", ".yaml"):
            texts[name] = path.read_text("utf-8")
    if own:
        _lay_over(Templates(texts, assets), own)
    return Templates(texts, assets)


def _asset(path: Path) -> bytes:
    content = path.read_bytes()  # an image in words has the line ends of the checkout
    return content.replace(b"\r\n", b"\n") if path.suffix == ".svg" else content


def _lay_over(ours: Templates, own: Path) -> None:
    """Adds the templates and assets of a project. Errors  SiteError at a file that nothing would use, so that it is not ignored silently"""
    known = {name for name in ours.texts if name.endswith(".html")}
    for path in _walk(own):
        name = path.relative_to(own).as_posix()
        top, _, inner = name.partition("/")
        if top == "assets":
            ours.assets[name] = _asset(path)
        elif top != "override" or inner not in known:
            wanted = inner if top == "override" else name
            like = nearest(wanted, known).replace("；", "，")
            raise SiteError(f"{path} 不会被用到：自己的模板放在 templates/override/，名字与原来的模板相同{like}")
        else:
            ours.texts[name] = path.read_text("utf-8")


def _walk(folder: Path) -> Iterator[Path]:
    for root, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        yield from (Path(root) / name for name in sorted(names) if not name.startswith("."))
