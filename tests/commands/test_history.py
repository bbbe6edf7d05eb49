"""`check --against REV`: what changed in silence since a revision of a real repository."""

import os
import subprocess
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from site_builder.commands.history import against
from site_builder.records.findings import Finding, SiteError
from tests.rules.space import BASE

L, N = "notices/2026-shuiwu/ledger.yaml", "notices/2026-shuiwu/notice.md"
_GIT = {**os.environ, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}


def git(folder: Path, *arguments: str) -> str:
    who = ("-c", "user.name=editor", "-c", "user.email=editor@water.invalid", "-c", "init.defaultBranch=main")
    done = subprocess.run(["git", "-C", str(folder), *who, *arguments], capture_output=True, check=True, env=_GIT)
    return done.stdout.decode()


class Space:
    """A repository with the small content committed as `then`."""

    def __init__(self, folder: Path):
        self.content = folder / "site" / "content"
        git(folder, "init", "-q")
        for name, text in BASE.items():
            self.write(name, text)
        self.commit("then")

    def write(self, name: str, text: str) -> None:
        path = self.content / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")

    def edit(self, name: str, old: str, new: str) -> None:
        text = (self.content / name).read_text("utf-8")
        assert text.count(old) == 1
        self.write(name, text.replace(old, new))

    def commit(self, tag: str) -> None:
        git(self.content, "add", "-A", ".")
        git(self.content, "commit", "-qm", tag)
        git(self.content, "tag", "-f", tag)

    def found(self, day: date | None = None) -> list[Finding]:
        return against("then", self.content, day)

    def said(self) -> list[tuple[str, str, int, str]]:
        return [(f.code, f.at.path.removeprefix("content/"), f.at.line, f.severity) for f in self.found()]


@pytest.fixture
def space(tmp_path: Path) -> Space:
    return Space(tmp_path)


def line(space: Space, name: str, words: str) -> int:
    return (space.content / name).read_text("utf-8").split(words)[0].count("\n") + 1


def corrected(space: Space, before: str, after: str, day: str = "2026-11-01") -> None:
    record = f'    - date: "{day}"\n      kind: correction\n      what: "另一处"\n      why: "笔误"\n'
    record += "".join(f'      {key}: "{words}"\n' for key, words in (("before", before), ("after", after)) if words)
    space.edit(L, "  milestones:\n", record + "  milestones:\n")


def test_nothing_changed_nothing_found(space: Space) -> None:
    assert space.found() == []


def test_text_altered_without_a_correction(space: Space) -> None:
    space.edit(N, "更换阀门16个", "更换阀门17个")
    assert space.said() == [("H001", N, line(space, N, "更换阀门17个"), "error")]
    [found] = space.found()
    assert found.what == "公开后改了正文，没有更正记录"
    assert found.why.startswith("从这里起与 then 不同")
    corrected(space, "阀门16个", "阀门17个")
    assert space.found() == []


@pytest.mark.parametrize(
    ("before", "after", "day"),
    [
        ("更换阀门16个", "更换阀门18个", "2026-11-01"),  # not what was changed
        ("财务部", "综合部", "2026-11-01"),
        ("更换阀门16个", "更换阀门17个", "2026-10-19"),  # before an earlier correction: nobody would see it
        ("更换阀门16个", "更换阀门17个", "2026-11-21"),  # not yet to be seen
        ("", "更换阀门17个", "2026-11-01"),
    ],
)
def test_a_correction_that_does_not_account_for_the_change(space: Space, before: str, after: str, day: str) -> None:
    space.edit(N, "更换阀门16个", "更换阀门17个")
    corrected(space, before, after, day)
    [found] = space.found(date(2026, 11, 20))
    assert (found.code, found.what) == ("H001", "公开后改了正文，更正没有说明这里的不同")


def test_one_small_correction_does_not_silence_a_rewrite(space: Space) -> None:
    space.edit(N, "更换阀门16个", "更换阀门17个")
    space.edit(N, "每月巡查一次", "每年巡查一次")
    corrected(space, "阀门16个", "阀门17个")
    assert [f.code for f in space.found()] == ["H001"]


def test_a_notice_may_be_withdrawn_and_shown_again(space: Space) -> None:
    space.edit(N, "states: problem\n", 'states: problem\nwithdrawn: "2026-11-20"\n')
    assert space.said() == []
    [told] = space.found(date(2026, 11, 20))
    assert (told.code, told.severity, told.at.line) == ("H003", "warning", line(space, N, "withdrawn:"))
    assert told.why == "withdrawn 是 2026-11-20"
    space.commit("then")
    space.edit(N, 'withdrawn: "2026-11-20"\n', "")
    assert space.found(date(2026, 11, 20)) == []


def test_a_committed_change_is_found_too(space: Space) -> None:
    space.edit(N, "更换阀门16个", "更换阀门17个")
    space.commit("now")
    assert [code for code, *_ in space.said()] == ["H001"]


def test_title_altered(space: Space) -> None:
    space.edit(N, 'title: "临溪水务集团关于', 'title: "临溪水务公司关于')
    assert space.said() == [("H001", N, 2, "error")]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("\n\n#### 4. ", "\n\n\n#### 4. "),
        ('  retrieved: "2026-10-13"\n', ""),
    ],
)
def test_white_space_and_the_day_of_retrieval_may_change(space: Space, old: str, new: str) -> None:
    space.edit(N, old, new)
    assert space.found() == []


@pytest.mark.parametrize(
    ("old", "new", "at", "before", "after"),
    [
        (
            "      status: partial\n",
            "      status: done\n",
            '    - as_of: "2026-10-12"\n      status: done\n      quote: "已更换',
            "partial",
            "done",
        ),
        (
            '      quote: "目前正在与其余施工单位对账"\n',
            '      quote: "正在与其余施工单位对账"\n',
            '    - as_of: "2026-10-12"\n      status: ongoing\n      quote: "正在',
            "目前正在",
            "正在",
        ),
        ('    - by: "2026-12"\n', '    - by: "2027-03"\n', '    - by: "2027-03"', "2026-12", "2027-03"),
        ('      value: "3200"\n', '      value: "3300"\n', '    - label: "更换水表"', "3200", "3300"),
    ],
)
def test_ledger_records_edited(space: Space, old: str, new: str, at: str, before: str, after: str) -> None:
    space.edit(L, old, new)
    assert space.said() == [("H002", L, line(space, L, at), "error")]
    corrected(space, before, after)
    assert space.said() == []


def test_entry_removed(space: Space) -> None:
    text = (space.content / L).read_text("utf-8")
    start, stop = text.index('    - as_of: "2026-11-03"'), text.index("  same_as:")
    space.write(L, text[:start] + text[stop:])
    assert space.said() == [("H002", L, line(space, L, '    - as_of: "2026-10-12"'), "error")]


def test_ledger_removed(space: Space) -> None:
    (space.content / L).unlink()
    assert {(code, severity) for code, _, _, severity in space.said()} >= {("H002", "error"), ("H006", "error")}


def test_entries_appended_are_right(space: Space) -> None:
    entry = '    - as_of: "2026-11-09"\n      quote: "余下800只计划于2026年12月底前更换完毕"\n'
    space.edit(L, '      note: "本站编者根据采购公告登记。"\n', '      note: "本站编者根据采购公告登记。"\n' + entry)
    assert space.found() == []


def test_what_was_suggested_or_draft_does_not_count(space: Space) -> None:
    space.edit(L, '      role: "牵头"\n', '      role: "牵头"\n      suggested: true\n')
    space.edit(L, "      status: partial\n", "      status: partial\n      suggested: true\n")
    space.edit("notices/2026-fangan/notice.md", "window: none\n", "window: none\ndraft: true\n")
    space.commit("then")
    space.edit(L, "      suggested: true\n      about: m1\n", "      about: m1\n")
    space.edit(L, "      status: partial\n      suggested: true\n", "      status: ongoing\n")
    space.edit("notices/2026-fangan/notice.md", "分批更换", "全部更换")
    [found] = space.found()  # the entry now accepted stands before one that is public
    assert (found.code, found.what) == ("H002", "p2 的进展记录插在了公开过的前面")
    corrected(space, "", "已更换水表3200只")
    assert space.found() == []


def test_notice_removed_and_where_it_went(space: Space) -> None:
    folder = space.content / "notices"
    (folder / "2026-fangan").rename(folder / "2026-plan")
    assert space.said() == [("H003", "notices/2026-fangan/notice.md", 1, "error")]
    space.edit(
        "redirects.yaml", '"/notices/shuiwu/"', '"/notices/2026-fangan/": "/notices/2026-plan/"\n"/notices/shuiwu/"'
    )
    assert space.found() == []
    space.edit("notices/2026-plan/notice.md", "分批更换", "全部更换")
    assert space.said() == [("H001", "notices/2026-plan/notice.md", 18, "error")]


def test_notice_made_a_draft_again(space: Space) -> None:
    space.edit(N, "states: problem\n", "states: problem\ndraft: true\n")
    assert space.said() == [("H003", N, 1, "error")]


def test_published_moved_back(space: Space) -> None:
    space.edit(N, 'published: "2026-10-12"', 'published: "2026-10-08"')
    assert space.said() == [("H004", N, 12, "error")]
    [found] = space.found()
    assert (found.why, found.mend) == (
        "then 里是“2026-10-12”，现在是“2026-10-08”",
        '恢复原来的，或在 corrections 里添一条，before: "2026-10-12"，after: "2026-10-08"',
    )
    corrected(space, "2026-10-12", "2026-10-08")
    assert space.found() == []


def test_published_moved_into_the_future(space: Space) -> None:
    space.edit(N, 'published: "2026-10-12"', 'published: "2027-10-12"')
    assert space.said() == [("H004", N, 12, "error")]


def test_ids_renumbered(space: Space) -> None:
    file = "notices/2026-fangan/notice.md"
    space.edit(file, "管网漏损率偏高 {#p1}", "管网漏损率偏高 {#p3}")
    assert space.said() == [("H005", file, 12, "error")]
    space.edit(file, "水表更新滞后 {#p2}", "水表更新滞后 {#p1}")
    assert [(code, at) for code, _, at, _ in space.said()] == [("H005", 12), ("H005", 16)]


def test_item_vanished(space: Space) -> None:
    file = "notices/2026-fangan/notice.md"
    space.edit(file, "\n### 2. 水表更新滞后 {#p2}\n\n分批更换到期水表。\n", "")
    codes = [code for code, *_ in space.said()]
    assert codes == ["H006", "H001"]
    assert space.found()[0].what == "网址 /notices/2026-fangan/p2/ 没有了"
    space.edit(
        "redirects.yaml",
        '"/notices/shuiwu/"',
        '"/notices/2026-fangan/p2/": "/notices/2026-fangan/"\n"/notices/shuiwu/"',
    )
    assert [code for code, *_ in space.said()] == ["H001"]


@pytest.mark.parametrize(
    ("remove", "url"),
    [
        ("pages/about.md", "/about/"),
        ("notices/2026-shuiwu/files/复查意见.txt", "/notices/2026-shuiwu/files/复查意见.txt"),
    ],
)
def test_file_vanished(space: Space, remove: str, url: str) -> None:
    (space.content / remove).unlink()
    assert [(f.code, f.what) for f in space.found()] == [("H006", f"网址 {url} 没有了")]


@pytest.mark.parametrize(
    ("file", "old", "new", "url"),
    [
        ("organs.yaml", "linxi-old:", "linxi-older:", "/organs/linxi-old/"),
        ("themes.yaml", "pipes:", "tubes:", "/themes/pipes/"),
        ("redirects.yaml", '"/notices/shuiwu/"', '"/notices/sw/"', "/notices/shuiwu/"),
        (L, "  t1:\n", "  t2:\n", "/notices/2026-shuiwu/t1/"),
    ],
)
def test_url_vanished(space: Space, file: str, old: str, new: str, url: str) -> None:
    space.edit(file, old, new)
    assert [(f.code, f.what) for f in space.found()] == [("H006", f"网址 {url} 没有了")]


def test_what_was_not_public_yet_may_change(space: Space) -> None:
    space.edit(N, "更换阀门16个", "更换阀门17个")
    assert space.found(date(2026, 10, 11)) == []
    assert [f.code for f in space.found(date(2026, 10, 12))] == ["H001"]


def refused(act: Callable[[], object]) -> str:
    with pytest.raises(SiteError) as error:
        act()
    assert "\n" not in str(error.value)
    return str(error.value)


def test_no_such_revision(space: Space) -> None:
    assert refused(lambda: against("nowhere", space.content)).startswith("没有版本 nowhere：运行 git fetch origin")
    assert "没有版本 --all" in refused(lambda: against("--all", space.content))


def test_shallow_clone_says_how_to_mend(space: Space, tmp_path: Path) -> None:
    space.edit(N, "更换阀门16个", "更换阀门17个")
    space.commit("now")
    git(tmp_path, "clone", "-q", "--depth", "1", "--no-tags", f"file://{tmp_path}", str(tmp_path / "shallow"))
    said = refused(lambda: against("then", tmp_path / "shallow" / "site" / "content"))
    assert "git fetch --unshallow origin" in said


def test_no_repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    (tmp_path / "content").mkdir()
    assert "不在 git 仓库里" in refused(lambda: against("HEAD", tmp_path / "content"))
