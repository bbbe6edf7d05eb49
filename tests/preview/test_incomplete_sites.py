"""A site of an authority whose footer is not complete is seen in the preview, and is not published."""

from datetime import date

import pytest

from site_builder.preview.rebuilding import Preview
from site_builder.records.findings import ContentError
from tests.conftest import TEMPLATES, Space

DAY = date(2024, 10, 20)


@pytest.mark.parametrize(
    ("footer", "codes"),
    [
        ("", {"S001"}),
        ('footer: {sponsor: "甲", contact: "电话 0000-8200000", icp: "1234567"}\n', {"S002"}),
    ],
)
def test_a_preview_stands_where_a_build_refuses(space: Space, footer: str, codes: set[str]) -> None:
    settings = space.content / "site.yaml"
    text = settings.read_text("utf-8").replace("operator: unofficial", "operator: party").replace("demo: true\n", "")
    settings.write_text(text + footer, "utf-8")
    space.notice("n")
    with pytest.raises(ContentError) as refused:
        space.build(DAY)
    assert {each.code for each in refused.value.findings if each.severity == "error"} == codes
    preview = Preview(space.content, TEMPLATES, space.folder / "seen", lambda: DAY, True)
    assert preview.rebuild() is not None
    assert preview.trouble is None and (preview.out / "notices/n/index.html").is_file()
    assert not (space.out / "index.html").exists()
