"""Settings, registers, redirects and pages, mutated: findings at a place that is there, never a traceback or a file elsewhere.

FUZZ_EXAMPLES says how many inputs, as in test_fuzz.py.
"""

import re
import tempfile
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from site_builder.records.findings import ContentError, Finding, SiteError, Span, as_github, as_text
from tests.conftest import HEAD, TEXT, Space
from tests.fuzz.test_fuzz import EXAMPLES, LONG, PAGE, SLOWER, WORDS, mutated
from tests.rules.space import BASE, findings_of
from tests.rules.test_never_a_traceback import sound

_SOUND_PAGE = (
    PAGE.replace("/notices/n/", "/notices/2026-fangan/")
    .replace("javascript:alert(1)", "https://yunzhou.invalid/b")
    .replace("![图](x.png", "[图](/about/")
)
FILES = {
    "site.yaml": """\
format: 1
title: "整改公开台账"
base_url: "https://yunzhou.invalid/zgtz/"
timezone: "Asia/Shanghai"
operator: enterprise
after_close: keep
approval: "off"
exports: true
robots: noindex
home: [intro, search, windows, latest, changes, totals, organs]
stale_after_days: 365
footer:
  sponsor: "云州市巡察办"
  contact: "电话 0000-8300000"
  icp: "云ICP备20260731号"
""",
    **{name: BASE[name] for name in ("organs.yaml", "inspections.yaml", "calendar.yaml")},
    "themes.yaml": 'pipes:\n  title: "管网"\n  description: "漏损"\n  items: ["2026-fangan/p1"]\n',
    "redirects.yaml": """\
"/notices/shuiwu/": "/notices/2026-fangan/"
"/notices/shuiwu/p1/": "/organs/linxi-water/"
"/old/": "/"
""",
    "pages/about.md": '---\ntitle: "关于本站"\n---\n' + _SOUND_PAGE,
}
NOTICE = {name: BASE[name] for name in BASE if name.startswith("notices/2026-fangan/")}
PATHS = st.sampled_from(
    [
        "..",
        "/",
        "//",
        "\\",
        "%2f",
        "%00",
        "\0",
        "feed.xml",
        "data",
        "notices",
        "2026-fangan",
        "p1",
        "con",
        "é",
        "e\u0301",
        "Ａ",
        "🌊",
        "a" * 300,
        "?",
        "#",
        ":",
        " ",
        "\n",
        "'",
        '"',
        "$",
        ";",
        "{}",
    ]
)
URLS = st.lists(PATHS | st.text(max_size=4), max_size=8).map(lambda parts: "/" + "/".join(parts))


def test_what_is_mutated_is_sound() -> None:
    assert [found for found in findings_of({**NOTICE, **FILES}) if found.severity == "error"] == []


def quoted(words: str) -> str:
    return '"' + words.encode("unicode_escape").decode().replace('"', '\\"').replace("\\'", "'") + '"'


@LONG
@given(st.sampled_from(sorted(FILES)).flatmap(lambda name: st.tuples(st.just(name), mutated(FILES[name]) | WORDS)))
def test_what_lies_beside_the_notices(changed: tuple[str, str]) -> None:
    sound({**NOTICE, **FILES, changed[0]: changed[1]})


@LONG
@given(URLS, URLS)
@example("/../../../victim/", "/")
@example("/feed.xml/x/", "/notices/2026-fangan/")
@example("/a\nb { return 301 /evil; }/", "/")
def test_redirects(address: str, target: str) -> None:
    sound({**NOTICE, **FILES, "redirects.yaml": f"{quoted(address)}: {quoted(target)}\n"})


@SLOWER
@given(st.sampled_from(["site.yaml", "organs.yaml", "redirects.yaml"]), st.data(), URLS)
def test_a_whole_build(which: str, data: st.DataObject, address: str) -> None:
    """Nothing is written but the site and its state, whatever the settings, registers and redirects say."""
    with tempfile.TemporaryDirectory() as name:
        space = Space(Path(name) / "a" / "b" / "c")
        space.notice(head=HEAD, text=TEXT)
        if which == "redirects.yaml":
            space.write(which, f"{quoted(address)}: /notices/n/\n")
        else:
            whole = (space.content / which).read_text("utf-8")
            space.write(which, data.draw(mutated(whole)).encode("utf-8", "replace"))
        try:
            space.build()
        except (ContentError, SiteError) as told:
            assert str(told)
        assert {path.name for path in space.folder.iterdir()} <= {"content", "public", ".public.state"}
        assert [path.name for path in Path(name).iterdir()] == ["a"] and [
            path.name for path in (Path(name) / "a").iterdir()
        ] == ["b"]


@pytest.mark.parametrize("name", ["organs.yaml", "site.yaml", "themes.yaml"])
def test_a_name_that_is_empty_is_a_finding(name: str) -> None:
    """What the long run has found: an organ that bore no name for a time was a traceback, the others were silence."""
    said = re.findall(r'(?:name|short|title): ("[^"]+")', FILES[name])
    assert said
    for words in said:
        found = findings_of({**NOTICE, **FILES, name: FILES[name].replace(words, '" "', 1)})
        assert [each.why for each in found if each.code == "R004"] == ["名称，不能是空的"], words


@pytest.mark.audit
@settings(LONG, max_examples=max(EXAMPLES, 100_000), deadline=None)
@given(st.sampled_from(sorted(FILES)).flatmap(lambda name: st.tuples(st.just(name), mutated(FILES[name]) | WORDS)))
def test_a_hundred_thousand_inputs(changed: tuple[str, str]) -> None:
    sound({**NOTICE, **FILES, changed[0]: changed[1]})


@LONG
@given(WORDS | st.text(), st.sampled_from(["::error::", "::set-output name=a::b", "##[group]", "\x1b[2J"]))
def test_no_printed_line_is_an_order(words: str, order: str) -> None:
    """A host that runs the check takes a line of its log that begins with :: for an order; a terminal obeys escapes."""
    line = words + "\n" + order
    finding = Finding(at=Span(path=f"content/{words}\n{order}", line=1), code="K001", what=line, why=line, mend=line)
    printed = as_text([finding], {finding.at.path: [order + words.replace("\n", "\r")]})
    assert "\x1b" not in printed
    assert not [each for each in printed.splitlines() if each.lstrip().startswith(("::", "##["))]
    assert all("\n" not in each for each in as_github([finding]).splitlines()) and as_github([finding]).count("\n") == 0


def test_signs_at_which_yaml_alone_ends_a_line_are_named_where_they_stand() -> None:
    organs = FILES["organs.yaml"].replace("水务集团", "水务\u2028集团", 1)
    [finding] = [each for each in findings_of({**NOTICE, **FILES, "organs.yaml": organs}) if each.code == "Y003"]
    assert (finding.at.path, finding.at.line, finding.severity) == ("content/organs.yaml", 2, "error")
