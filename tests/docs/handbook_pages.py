"""The handbook for editors as pages of the demonstration: content/pages/handbook*.md, made from docs/.

A page says the same here and there. What a site cannot have is made fit for it: comments and marks for the tests go,
a link to another page of the handbook leads to its address, one to a file of the repository names the file.
"""

import posixpath
import re
from collections.abc import Mapping

from tests.docs.pages import HANDBOOK, ROOT

MORE = ("docs/rules.md", "docs/reference/keys.md")  # what the handbook sends its readers to
_COMMENT = re.compile(r"<!--.*?-->\n*", re.DOTALL)
_PICTURE = re.compile(r"!\[[^\]]*\]\([^)]*\)\n*")  # of the repository; a site has none
_FENCE = re.compile(r"(?m)^(```[a-z]+) .*$")
_BLOCK = re.compile(r"(?ms)(^```.*?^```$)")
_LINK = re.compile(r"\[([^\]]+)\]\((?!https?:)([^)#]*)(#[^)]*)?\)")


def sources() -> dict[str, str]:
    """Path of a page in the repository → its path below content/pages."""
    found = {f"docs/handbook/{path.name}": f"handbook/{path.name}" for path in sorted(HANDBOOK.glob("*.md"))}
    found |= {path: f"handbook/{posixpath.basename(path)}" for path in MORE}
    return found | {"docs/handbook/README.md": "handbook.md"}


def handbook_pages(made: Mapping[str, str]) -> dict[str, str]:
    """Path in the repository → the text it should have.

    Takes   made: texts of pages of docs/ that are made themselves, by path
    """
    texts = {path: made[path] if path in MORE else (ROOT / path).read_text("utf-8") for path in sources()}
    return {f"content/pages/{to}": page(path, texts[path]) for path, to in sources().items()}


def page(path: str, text: str) -> str:
    """A page of docs/ as a page of the site.

    >>> print(page("docs/handbook/add.md", "# 添\\n\\n见[规则](../rules.md#y-写法)和[说明](../../SECURITY.md)。\\n"), end="")
    ---
    # 由 docs/handbook/add.md 生成，不要手改：python -m tests.docs.regenerate
    title: "添"
    ---
    <BLANKLINE>
    见[规则](/handbook/rules/#y-写法)和说明（`SECURITY.md`）。
    """
    title, _, body = text.partition("\n")
    assert title.startswith("# ") and '"' not in title, title
    parts = _BLOCK.split(
        _PICTURE.sub("", _COMMENT.sub("", body))
    )  # every second part is code, in which nothing is a link
    parts[::2] = [_LINK.sub(lambda found: _link(path, *found.groups("")), words) for words in parts[::2]]
    made = _FENCE.sub(r"\1", "".join(parts))
    head = f"# 由 {path} 生成，不要手改：python -m tests.docs.regenerate"
    return f'---\n{head}\ntitle: "{title[2:]}"\n---\n{made.rstrip()}\n'


def _link(path: str, words: str, target: str, fragment: str) -> str:
    if not target:
        return f"[{words}]({fragment})"
    file = posixpath.normpath(posixpath.join(posixpath.dirname(path), target))
    if to := sources().get(file):
        return f"[{words}](/{to.removesuffix('.md')}/{fragment})"
    return f"{words}（`{file}`）" if posixpath.basename(file) != words else f"`{file}`"
