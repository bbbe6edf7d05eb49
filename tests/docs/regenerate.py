"""Writes what is made of the source: `python -m tests.docs.regenerate`."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from site_builder.cli import main as program
from site_builder.rules import manual_page
from site_builder.rules.changes import changes_page
from site_builder.rules.key_descriptions import KEYS, RECORDS
from site_builder.rules.schemas import schemas
from tests.docs.formats import with_refused
from tests.docs.handbook_pages import handbook_pages
from tests.docs.picture import svg, with_rooms
from tests.docs.reference import commands_page, components_page, keys_page
from tests.docs.supply import supply_page

ROOT = Path(__file__).parents[2]


def template_texts(folder: Path = ROOT / "templates") -> dict[str, str]:
    paths = [path for path in sorted(folder.rglob("*")) if path.suffix in (".html", ".yaml")]
    return {path.relative_to(folder).as_posix(): path.read_text("utf-8") for path in paths}


@cache
def made() -> Mapping[str, str]:
    """Path → the text it should have."""
    pages = {
        "docs/architecture.md": with_rooms((ROOT / "docs/architecture.md").read_text("utf-8")),
        "docs/architecture.svg": svg(),
        "docs/changes.md": changes_page(RECORDS, KEYS),
        "docs/formats.md": with_refused((ROOT / "docs/formats.md").read_text("utf-8")),
        "docs/rules.md": manual_page(),
        "docs/supply.md": supply_page(),
        "docs/reference/commands.md": commands_page(program),
        "docs/reference/keys.md": keys_page(),
        "docs/reference/components.md": components_page(template_texts()),
    }
    return {
        **pages,
        **handbook_pages(pages),
        **{f"schemas/{name}": content.decode() for name, content in schemas().items()},
    }


if __name__ == "__main__":
    for name, text in made().items():
        path = ROOT / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if not path.exists() or path.read_text("utf-8") != text:
            path.write_text(text, encoding="utf-8", newline="\n")
            print(name)
