"""Every component, drawn from its examples."""

import pytest

from site_builder.build.blueprints import asset_urls
from site_builder.build.template_files import read_templates
from site_builder.records.findings import SiteError
from site_builder.records.registers import read_registers
from site_builder.rendering.gallery import Example, example_html, examples_of, gallery_pages
from site_builder.rendering.render import environment
from site_builder.views.page_frame import Frame
from tests.conftest import ORGANS, SITE, TEMPLATES

TEXTS = read_templates(TEMPLATES).texts
COMPONENTS = sorted(path.name for path in (TEMPLATES / "components").iterdir() if (path / "macro.html").is_file())


def test_every_component_has_examples() -> None:
    assert [name for name in COMPONENTS if not examples_of(TEXTS).get(name)] == []


@pytest.mark.parametrize("component", COMPONENTS)
def test_every_component_has_an_example_that_is_hard_to_bear(component: str) -> None:
    source = (TEMPLATES / "components" / component / "examples.yaml").read_text("utf-8")
    assert "<" in source and "&" in source
    drawn = "".join(example_html(environment(TEXTS), component, each) for each in examples_of(TEXTS)[component])
    assert "<办法>" not in drawn and "<script" not in drawn


def test_pages_of_the_gallery() -> None:
    registers = read_registers({"site.yaml": SITE, "organs.yaml": ORGANS}, "content", [])
    assert registers is not None
    frame = Frame(registers, True, asset_urls(read_templates(TEMPLATES), registers.base_path))
    paths = [page.path for page in gallery_pages(TEXTS, frame)]
    assert paths == ["_components/index.html", *(f"_components/{name}/index.html" for name in COMPONENTS)]


MACRO = '{% macro badge(value) %}<b class="badge">{{ value.items }}</b>{% endmacro %}'


def drawn(args: dict[str, object], macro: str = "badge") -> str:
    return example_html(environment({"components/badge/macro.html": MACRO}), "badge", Example("名称", macro, args))


def test_a_mapping_is_an_object_and_its_text_is_text() -> None:
    assert drawn({"value": {"items": "<i>&"}}) == '<b class="badge">&lt;i&gt;&amp;</b>'


@pytest.mark.parametrize(
    ("args", "macro"), [({"value": {}}, "badge"), ({"other": 1}, "badge"), ({"value": {"items": 1}}, "none")]
)
def test_an_example_that_lacks_something_is_named(args: dict[str, object], macro: str) -> None:
    with pytest.raises(SiteError, match="templates/components/badge/examples.yaml 的示例“名称”画不出来"):
        drawn(args, macro)
