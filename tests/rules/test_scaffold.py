"""A new notice passes `check` but for the places it marks."""

from datetime import date
from pathlib import Path

import pytest

from site_builder.findings import SiteError
from site_builder.scaffold import Days, new_notice, organs_in, slug_of
from tests.rules.space import BASE, findings_of

DAY = date(2026, 11, 20)


def content(folder: Path) -> Path:
    for name, text in BASE.items():
        path = folder / "content" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder / "content"


def texts_of(folder: Path) -> dict[str, str]:
    return {p.relative_to(folder).as_posix(): p.read_text("utf-8") for p in folder.rglob("*") if p.is_file()}


@pytest.mark.parametrize("days", [None, Days(date(2026, 11, 20), date(2026, 12, 4))])
@pytest.mark.parametrize("title", [None, '关于"四乱"清理的通报：进展'])
@pytest.mark.parametrize("organ", [None, "linxi-water"])
def test_only_the_marks_are_found(tmp_path: Path, days: Days | None, title: str | None, organ: str | None) -> None:
    place = content(tmp_path)
    folder = new_notice(place, "2026-new", title, "rectification", organ, DAY, days, items=2)
    found = findings_of(texts_of(place))
    assert {finding.code for finding in found} == {"R019"}
    lines = [(folder / "notice.md").read_text("utf-8").split("\n")[f.at.line - 1] for f in found]
    assert all("〔待填：" in line for line in lines)
    assert len(found) == (days is not None) + (title is None) + (organ is None) + 2 + 2 * 2


def test_filled_in_it_is_sound(tmp_path: Path) -> None:
    place = content(tmp_path)
    folder = new_notice(place, "2026-new", "关于清理的通报", "follow-up", "linxi-water", DAY)
    path = folder / "notice.md"
    filled = path.read_text("utf-8")
    for number in range(filled.count("〔待填")):
        start = filled.index("〔待填")
        filled = filled[:start] + f"第{number}处" + filled[filled.index("〕", start) + 1 :]
    path.write_text(filled, encoding="utf-8")
    assert findings_of(texts_of(place)) == []


@pytest.mark.parametrize(
    ("slug", "organ", "says"),
    [
        ("2026", "linxi-water", "编号 2026 不能用"),
        ("../x", "linxi-water", "编号 ../x 不能用"),
        ("水务", "linxi-water", "编号 水务 不能用"),
        ("2026-shuiwu", "linxi-water", "已经有了"),
        ("2026-new", "linxi-watr", "最接近的是 linxi-water"),
    ],
)
def test_refuses_what_cannot_be(tmp_path: Path, slug: str, organ: str, says: str) -> None:
    place = content(tmp_path)
    before = texts_of(place)
    with pytest.raises(SiteError, match=says):
        new_notice(place, slug, None, "rectification", organ, DAY)
    assert texts_of(place) == before


def test_suggestions_for_a_terminal(tmp_path: Path) -> None:
    assert organs_in(content(tmp_path)) == ["linxi-water", "linxi-city", "linxi-old"]
    assert slug_of(DAY, "linxi-water") == "2026-11-20-linxi-water"
