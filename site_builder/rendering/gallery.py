"""Every component with all its examples, as pages of the preview: /_components/ and /_components/<name>/.

A component's examples.yaml is a list of examples, each a call of one of its macros:

    - name: 长期坚持
      macro: status
      args:
        value: {code: done, label: "已完成整改", continuing: true}

Mappings become objects with attributes, as views are; a value that the macro needs and the example lacks is an error.
"""

from collections.abc import Mapping
from types import SimpleNamespace
from typing import Any

import jinja2
import msgspec
from msgspec import Struct

from site_builder.records.findings import SiteError
from site_builder.rendering.render import Page, environment
from site_builder.views.page_frame import Frame
from site_builder.views.prose import Html

FOLDER = "_components"


class Example(Struct, frozen=True, forbid_unknown_fields=True):
    """One call of a macro."""

    name: str
    macro: str
    args: dict[str, Any] = {}


class GalleryView(Struct, frozen=True):
    """Components, each with the names of its examples and what they look like."""

    groups: tuple[tuple[str, tuple[tuple[str, Html], ...]], ...]


def gallery_pages(templates: Mapping[str, str], frame: Frame) -> list[Page]:
    """The page of all components, and one of each. Raises SiteError where an example cannot be drawn.

    Takes   templates: texts by path below templates/, examples among them
    """
    drawn = environment(templates)
    groups = tuple((name, _shown(drawn, name, examples)) for name, examples in examples_of(templates).items())
    pages = [_page(frame, f"{FOLDER}/", "组件", GalleryView(groups))]
    return pages + [
        _page(frame, f"{FOLDER}/{group[0]}/", f"组件 {group[0]}", GalleryView((group,))) for group in groups
    ]


def examples_of(templates: Mapping[str, str]) -> dict[str, list[Example]]:
    """Examples by component, both in order."""
    found: dict[str, list[Example]] = {}
    for path in sorted(templates):
        if path.startswith("components/") and path.endswith("/examples.yaml"):
            try:
                found[path.split("/")[1]] = msgspec.yaml.decode(templates[path], type=list[Example])
            except msgspec.MsgspecError as error:
                raise SiteError(f"templates/{path} 不是示例的列表：{error}；每个示例写明 name、macro、args") from None
    return found


def _shown(drawn: jinja2.Environment, component: str, examples: list[Example]) -> tuple[tuple[str, Html], ...]:
    return tuple((example.name, example_html(drawn, component, example)) for example in examples)


def example_html(drawn: jinja2.Environment, component: str, example: Example) -> Html:
    """What the macro makes of the example."""
    try:
        macros = drawn.get_template(f"components/{component}/macro.html").module
        return Html(getattr(macros, example.macro)(**{key: _object(value) for key, value in example.args.items()}))
    except (jinja2.TemplateError, AttributeError, TypeError, ValueError) as error:
        where = f"templates/components/{component}/examples.yaml"
        raise SiteError(f"{where} 的示例“{example.name}”画不出来：{error}；对照 macro.html 补上或改正 args") from None


def _object(value: Any) -> Any:
    if isinstance(value, dict):
        return SimpleNamespace(**{key: _object(each) for key, each in value.items()})
    return [_object(each) for each in value] if isinstance(value, list) else value


def _page(frame: Frame, path: str, title: str, view: GalleryView) -> Page:
    layout = frame.layout("components", frame.routes.to(path), title, "每个组件的全部示例，只在预览中。", noindex=True)
    return Page(path + "index.html", "pages/components.html", layout, view)
