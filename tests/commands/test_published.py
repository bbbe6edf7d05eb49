"""`check --against-published`: edits that would change in silence what readers see now, by a built site in a folder and on a host."""

import hashlib
import json
import shutil
from collections.abc import Callable
from datetime import date
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest

from site_builder.build.inputs import Options
from site_builder.build.pipeline import build
from site_builder.commands.fetching import Unreachable
from site_builder.commands.published import against_published
from site_builder.commands.site_copy import _mend
from site_builder.records.findings import SiteError
from tests.commands.hosting import Handler, hosted
from tests.conftest import ROOT
from tests.rules.space import BASE

DAY = date(2026, 11, 20)
L, N = "notices/2026-shuiwu/ledger.yaml", "notices/2026-shuiwu/notice.md"
PLAN = "notices/2026-fangan/notice.md"


def put(folder: Path, name: str, text: str) -> None:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the small content and the site made of it."""
    folder = tmp_path_factory.mktemp("published")
    for name, text in BASE.items():
        put(folder / "content", name, text)
    build(Options(folder / "content", folder / "public", ROOT / "templates", DAY, search=False))
    return folder


@pytest.fixture
def place(built: Path, tmp_path: Path) -> Path:
    shutil.copytree(built / "content", tmp_path / "content")
    (tmp_path / "public").symlink_to(built / "public")
    return tmp_path


def edit(place: Path, name: str, old: str, new: str) -> None:
    text = (place / "content" / name).read_text("utf-8")
    assert text.count(old) == 1, old
    put(place / "content", name, text.replace(old, new))


def said(place: Path, day: date = DAY) -> list[tuple[str, str]]:
    return [(f.code, f.severity) for f in against_published(str(place / "public"), place / "content", day)]


def correct(place: Path, before: str, after: str) -> None:
    words = "".join(f'      {key}: "{value}"\n' for key, value in (("before", before), ("after", after)) if value)
    record = f'    - date: "2026-11-19"\n      kind: correction\n      what: "一处"\n{words}'
    edit(place, L, "  milestones:\n", record + "  milestones:\n")


def test_the_same_content_is_silent(place: Path) -> None:
    assert said(place) == []
    assert said(place, date(2027, 1, 5)) == []


ENTRY = '    - as_of: "2026-10-01"\n      status: done\n      quote: "目前正在与其余施工单位对账"\n'
SILENT = [  # file, old, new, code
    (N, "更换阀门16个", "更换阀门61个", "H001"),
    (N, 'title: "临溪水务集团关于', 'title: "临溪水务公司关于', "H001"),
    (N, 'published: "2026-10-12"', 'published: "2027-10-12"', "H004"),
    (N, 'published: "2026-10-12"', 'published: "2026-09-12"', "H004"),
    (N, 'opens: "2026-10-12"', 'opens: "2026-10-14"', "H004"),
    (N, 'closes: "2026-10-16"', 'closes: "2026-10-13"', "H004"),
    (N, "kind: publication", "kind: objection", "H004"),
    (N, "kind: rectification", "kind: follow-up", "H007"),
    (N, "organ: linxi-water", "organ: linxi-old", "H007"),
    (N, '  level: "市委"', '  level: "县委"', "H007"),
    (N, 'name: "临溪水务集团网站"', 'name: "别的网站"', "H007"),
    (N, 'phones: ["0000-8200000", ', 'phones: ["0000-8299999", ', "H007"),
    (N, 'by: ["临溪水务集团"]', 'by: ["临溪水务公司"]', "H007"),
    (N, '  date: "2026-10-10"', '  date: "2026-10-01"', "H007"),
    (N, "  problems: 4\n", "  problems: 5\n", "H007"),
    (N, "follows: 2026-fangan\n", "", "H007"),
    (N, "{#p4 states=demand}", "{#p4}", "H007"),
    (N, "{#p4 states=demand}", "{#p4 states=demand origin=audit}", "H007"),
    (N, "{role=other}", "{role=summary}", "H007"),
    (N, 'title: "附件：复查意见"', 'title: "附件：意见"', "H007"),
    (N, "states: problem\n", "states: problem\ndraft: true\n", "H003"),
    (L, "      status: not-started\n", "      status: done\n", "H002"),
    (L, '      reason: "复查发现两处漏点"\n', "", "H002"),
    (L, '    - by: "2026-12"\n', '    - by: "2027-12"\n', "H002"),
    (L, '    - as_of: "2026-10-12"\n      status: ongoing\n', ENTRY + '    - as_of: "2026-10-12"\n      status: ongoing\n', "H002"),
    (L, '      quote: "目前正在与其余施工单位对账"\n', '      quote: "目前正在与其余施工单位对账"\n' + ENTRY, "H002"),
    (L, '      of: "4000"\n', '      of: "3200"\n', "H002"),
    (L, '      role: "牵头"\n', '      role: "配合"\n', "H002"),
    (L, "      item: p1\n      quote", "      item: p2\n      quote", "H002"),
    (L, '  c1:\n', "  c2:\n", "H002"),
    (L, '    until: "2028"\n', '    until: "2038"\n', "H002"),
    (L, '    value: "9.4"\n', '    value: "9.9"\n', "H002"),
    (L, '    - date: "2026-05-20"\n', '    - date: "2026-06-20"\n', "H002"),
    (L, '      what: "第1项的公里数"\n', '      what: "第1项"\n', "H008"),
    (L, '    - date: "2026-10-20"\n', '    - date: "2026-10-25"\n', "H008"),
    (L, '      why: "原文笔误"\n', "", "H008"),
    (L, "  t1:\n", "  t2:\n", "H006"),
    ("notices/2026-shuiwu/files/复查意见.txt", "经复查，", "经复核，", "H009"),
    ("organs.yaml", "linxi-water:", "linxi-wasser:", "H006"),
    ("themes.yaml", "pipes:", "tubes:", "H006"),
    (PLAN, "水表更新滞后 {#p2}", "水表更新滞后 {#p3}", "H005"),
]  # fmt: skip


@pytest.mark.parametrize(("file", "old", "new", "code"), SILENT)
def test_a_silent_edit(place: Path, file: str, old: str, new: str, code: str) -> None:
    edit(place, file, old, new)
    assert (code, "error") in said(place)


def test_withdrawn_by_a_window_that_was_made_to_end(place: Path) -> None:
    edit(place, N, 'closes: "2026-10-16"', 'closes: "2026-10-13"')
    edit(place, N, "states: problem\n", "states: problem\nafter_close: withdraw\n")
    assert sorted(said(place)) == [("H003", "warning"), ("H004", "error")]
    edit(place, N, 'closes: "2026-10-13"', 'closes: "2026-10-16"')
    assert said(place) == [("H003", "warning")]  # what the window that was public leads to


@pytest.mark.parametrize("name", [N, PLAN])
def test_withdrawn_by_its_record(place: Path, name: str) -> None:
    """With a window and without one, today or long ago: a warning, so that whoever publishes sees it, and no error."""
    edit(place, name, "\npublished: ", '\nwithdrawn: "2026-11-20"\npublished: ')
    assert said(place) == [("H003", "warning")]
    assert said(place, date(2026, 11, 19)) == []  # not yet
    assert said(place, date(2027, 1, 5)) == [("H003", "warning")]
    edit(place, name, 'withdrawn: "2026-11-20"', "draft: true")
    assert said(place) == [("H003", "error")]


def test_a_correction_silences_what_it_accounts_for_and_no_more(place: Path) -> None:
    edit(place, N, "更换阀门16个", "更换阀门61个")
    correct(place, "阀门16个", "阀门61个")
    assert said(place) == []
    edit(place, N, "每月巡查一次", "每年巡查一次")
    assert said(place) == [("H001", "error")]


def test_a_correction_taken_away(place: Path) -> None:
    text = (place / "content" / L).read_text("utf-8")
    start, stop = text.index("  corrections:\n"), text.index("  milestones:\n")
    put(place / "content", L, text[:start] + text[stop:])
    assert ("H008", "error") in said(place)


def test_what_goes_on_is_right(place: Path) -> None:
    """A new entry of a later day, a later due date, a verdict, a closing, another attachment."""
    edit(
        place,
        L,
        '      note: "本站编者根据采购公告登记。"\n',
        '      note: "本站编者根据采购公告登记。"\n' + ENTRY.replace("10-01", "11-19"),
    )
    due = '    - by: "2027-03"\n      quote: "计划于2026年12月底前更换完毕"\n      as_of: "2026-11-19"\n      reason: "招标推迟"\n'
    edit(
        place, L, '      quote: "计划于2026年12月底前更换完毕"\n', '      quote: "计划于2026年12月底前更换完毕"\n' + due
    )
    edit(place, L, "p4:\n", 'p4:\n  review_by: "2027-06"\n')
    edit(place, N, "attachments:\n", 'attachments:\n  - file: "又一件.txt"\n    title: "又一件"\n')
    put(place / "content", "notices/2026-shuiwu/files/又一件.txt", "内容\n")
    assert said(place) == []


def test_a_notice_that_is_gone_behind_a_redirect(place: Path) -> None:
    shutil.rmtree(place / "content/notices/2026-fangan")
    edit(place, "redirects.yaml", '"/notices/shuiwu/"', '"/notices/2026-fangan/": "/about/"\n"/notices/shuiwu/"')
    assert ("H003", "error") in said(place)


def test_a_notice_that_took_another_name_is_compared_under_it(place: Path) -> None:
    notices = place / "content/notices"
    (notices / "2026-fangan").rename(notices / "2026-plan")
    edit(
        place,
        "redirects.yaml",
        '"/notices/shuiwu/"',
        '"/notices/2026-fangan/": "/notices/2026-plan/"\n"/notices/shuiwu/"',
    )
    assert said(place) == []
    edit(place, "notices/2026-plan/notice.md", "分批更换", "全部更换")
    assert "H001" in [code for code, _ in said(place)]


def test_on_a_host(place: Path, built: Path) -> None:
    edit(place, N, "更换阀门16个", "更换阀门61个")
    handler = partial(SimpleHTTPRequestHandler, directory=str(built / "public"))
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        address = f"http://127.0.0.1:{server.server_port}/"
        assert [f.code for f in against_published(address, place / "content", DAY)] == ["H001"]
        edit(place, "site.yaml", "base_url: ", f'base_url: "{address}"  # ')
        assert [f.code for f in against_published("live", place / "content", DAY)] == ["H001"]
    finally:
        server.shutdown()
        server.server_close()


@pytest.mark.parametrize(
    ("status", "body", "says"),
    [
        (
            404,
            b"nothing",
            "答 404；检查网址，须是网站首页所在的路径；还没有发布过的，第一次不比较；换了网址的，与旧网址比较",
        ),
        (403, b"no", "答 403；检查网址"),
        (200, b"<!DOCTYPE html><title>sign in</title>", "答的是一张网页，不是文件清单；检查网址，或者那里要登录才能看"),
    ],
)
def test_a_host_that_has_no_manifest_says_what_to_do(place: Path, status: int, body: bytes, says: str) -> None:
    def answer(handler: Handler) -> bool:
        handler.answer(status, body)
        return True

    with hosted(place / "public", "/") as host:
        host.tricks["*"] = answer
        with pytest.raises(SiteError) as told:
            against_published(host.url, place / "content", DAY)
    assert says in str(told.value)


def test_an_authority_of_ones_own_is_named() -> None:
    assert "SSL_CERT_FILE" in _mend(Unreachable("[SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed"))
    assert _mend(Unreachable("timed out")) == "检查网址和网络"


def test_nothing_to_compare_with_is_no_pass(tmp_path: Path, place: Path) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(SiteError, match="没有 manifest.json"):
        against_published(str(tmp_path / "empty"), place / "content", DAY)


def test_json_that_is_not_the_manifests_is_no_pass(place: Path, built: Path, tmp_path: Path) -> None:
    shutil.copytree(built / "public", tmp_path / "other")
    path = tmp_path / "other/data/notices/2026-shuiwu.json"
    path.write_text(path.read_text("utf-8").replace("阀门16个", "阀门61个"), "utf-8")
    with pytest.raises(SiteError, match=r"与它的 manifest\.json 不符"):
        against_published(str(tmp_path / "other"), place / "content", DAY)


def republished(built: Path, out: Path, changed: Callable[[Any], Any]) -> None:
    """A copy of the site in which the JSON of every notice is another, and its manifest says so."""
    shutil.copytree(built / "public", out)
    manifest = json.loads((out / "manifest.json").read_text("utf-8"))
    for slug in manifest["notices"]:
        path = out / f"data/notices/{slug}.json"
        path.write_text(json.dumps(changed(json.loads(path.read_text("utf-8"))), ensure_ascii=False), "utf-8")
        digest = hashlib.sha256(path.read_bytes()).hexdigest()
        manifest["files"][f"data/notices/{slug}.json"] = {"sha256": digest, "size": path.stat().st_size}
    (out / "manifest.json").write_text(json.dumps(manifest), "utf-8")


def without_nothing(value: Any) -> Any:
    """What an earlier release can lack at most: every key that says nothing, at any depth."""
    if isinstance(value, dict):
        return {key: without_nothing(each) for key, each in value.items() if each is not None and each != []}
    return [without_nothing(each) for each in value] if isinstance(value, list) else value


def test_a_site_of_an_earlier_release_is_compared(place: Path, built: Path, tmp_path: Path) -> None:
    """An upgrade: what is live was built before some keys were there. A reader of ours may not call that no data."""
    republished(built, tmp_path / "earlier", without_nothing)
    before = json.loads((built / "public/data/notices/2026-shuiwu.json").read_text("utf-8"))
    lacking = json.loads((tmp_path / "earlier/data/notices/2026-shuiwu.json").read_text("utf-8"))
    assert len(str(lacking)) < len(str(before))
    assert against_published(str(tmp_path / "earlier"), place / "content", DAY) == []
    edit(place, N, "更换阀门16个", "更换阀门61个")
    assert [f.code for f in against_published(str(tmp_path / "earlier"), place / "content", DAY)] == ["H001"]


def test_data_without_what_every_release_says_is_no_pass(place: Path, built: Path, tmp_path: Path) -> None:
    republished(built, tmp_path / "other", lambda value: {key: value[key] for key in value if key != "text"})
    with pytest.raises(SiteError, match="不是本程序的数据"):
        against_published(str(tmp_path / "other"), place / "content", DAY)


def test_the_page_of_a_file_that_is_no_longer_cited_needs_no_redirect(place: Path) -> None:
    """Its address is in the published manifest; that the record is gone is said, and the file itself is still there."""
    page = "notices/2026-shuiwu/evidence/复查意见.txt/index.html"
    assert page in json.loads((place / "public/manifest.json").read_text("utf-8"))["files"]
    edit(place, L, RETOLD, "")
    assert said(place) == [("H002", "error")]


RETOLD = """\
    - as_of: "2026-11-03"
      status: ongoing
      basis: report
      quote: "管网改造重新列入整改事项"
      reason: "复查发现两处漏点"
      source:
        file: "复查意见.txt"
"""
