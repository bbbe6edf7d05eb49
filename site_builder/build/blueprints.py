"""What all units of a build share: its assets and their addresses, and the digests that decide whether a unit still holds."""

import re
from functools import cache

from site_builder.build.code_cache import code_folder
from site_builder.build.disk import shown
from site_builder.build.input_stamps import PACKAGE
from site_builder.build.inputs import Inputs, Options
from site_builder.build.site_paths import SitePaths
from site_builder.build.template_files import Templates
from site_builder.build.unit_jobs import Blueprint
from site_builder.records.encoding import digest, pack
from site_builder.rendering.render import Renderer, asset_name, stylesheets
from site_builder.unit.notice_pages import TEMPLATES
from site_builder.views.page_frame import site_view
from site_builder.views.text_pages import titles_of


def asset_files(templates: Templates) -> dict[str, bytes]:
    """Path → bytes: stylesheets and scripts under names that change with their content, other assets as they are."""
    sheets = {name: text.encode() for name, text in stylesheets(templates.texts).items()}
    files = {f"assets/{asset_name(name, sheet)}": sheet for name, sheet in sheets.items()} | templates.assets
    scripts = {name.removeprefix("scripts/"): text for name, text in templates.texts.items() if name.endswith(".js")}
    folder = digest("\0".join(name + "\0" + text for name, text in sorted(scripts.items())).encode()).hex()[:10]
    return files | {f"assets/{folder}/{name}": text.encode() for name, text in scripts.items()}


_SHEET = re.compile(r"-[0-9a-f]{10}\.css$")


def asset_urls(templates: Templates, base: str) -> dict[str, str]:
    """Logical name → URL of each asset."""
    urls: dict[str, str] = {}
    for path in asset_files(templates):
        name = path.rpartition("/")[2]
        urls[_SHEET.sub(".css", name)] = base + path
    return urls


def blueprint_of(inputs: Inputs, options: Options, staging: str | None) -> Blueprint:
    """What all units share. Takes   staging: the staging folder; None = units are only checked"""
    paths = SitePaths(options.out, options.content) if staging else None
    registers, base = inputs.registers, inputs.registers.base_path
    assets = asset_urls(inputs.templates, base)
    pages = titles_of(inputs.pages)
    view = site_view(registers, pages, assets, options.today)
    shared = pack((view, registers.settings, options.drafts, code_digest()))
    renderer = Renderer(inputs.templates.texts, view)  # compiles nothing: only who reaches whom is asked
    closures = {name: renderer.closure(name) for name in TEMPLATES}
    every = pack(sorted(inputs.templates.texts.items()))
    return Blueprint(
        key=digest(shared + every),
        units=digest(shared + b"".join(closures.values())),
        closures=closures,
        frame=digest(shared),
        templates=inputs.templates,
        registers=registers,
        pages=pages,
        assets=assets,
        day=options.today,
        drafts=options.drafts,
        content=str(options.content),
        shown=shown(options.content),
        staging=staging,
        store=str(paths.store) if paths else None,
        organs=frozenset(registers.organs),
        known=frozenset(inputs.slugs),
        search=options.search,
        code=code_folder(paths) if paths else None,
    )


@cache
def code_digest() -> bytes:
    """Changes with any line of this program: as it was when it was first asked, for that is what a process runs to its end."""
    files = sorted(PACKAGE.rglob("*.py"))
    return digest(b"\0".join(path.relative_to(PACKAGE).as_posix().encode() + path.read_bytes() for path in files))
