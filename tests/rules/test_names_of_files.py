"""Names of files and folders beside those that are read: which one was meant, and what is said where nobody can tell."""

import pytest

from site_builder.rules.folder import folder_findings
from tests.rules.test_folder import CAN, LEAVE, MISSING, told


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("pages/a.md.txt", "a.md"),
        ("pages/a.markdown", "a.md"),
        ("pages/a.mdown", "a.md"),
        ("pages/a.mkd", "a.md"),
        ("pages/a.MD.MD", "a.md"),
        ("pages/a.MD", "a.md"),
        ("pages/a (1).markdown", "a.md"),
        ("pages/b/关于-副本.markdown", "关于.md"),
        ("themes", "themes.yaml"),
        ("themes.json", "themes.yaml"),
        (" themes.yaml", "themes.yaml"),
        ("ｔhemes.yaml", "themes.yaml"),
        ("themes_final.yaml", "themes.yaml"),
        ("themes（2）.yaml", "themes.yaml"),
        ("themes-2.yaml", "themes.yaml"),
        ("calendar.yaml.yaml.txt", "calendar.yaml"),
        ("calandar.yml", "calendar.yaml"),
        ("notices/a/approvals.yaml", "approval.yaml"),
    ],
)
def test_the_file_that_was_meant(path: str, name: str) -> None:
    given = path.rpartition("/")[2]
    why = f"要叫 {name}，一字不差，小写"
    assert told(path) == [("F001", path, f"文件名 {given} 不对，没有读它", why, f"改名为 {name}", name)]


@pytest.mark.parametrize(
    ("path", "name"),
    [("pages_/a.md", "pages"), ("PAGES/a.md", "pages"), ("page/a.md", "pages"), ("pages - 副本/a.md", "pages"), ("Wording/a.tsv", "wording"),
     ("notices/a/原件/x", "files"), ("notices/a/files (1)/x", "files")],
)  # fmt: skip
def test_the_folder_that_was_meant(path: str, name: str) -> None:
    at = path.rpartition("/")[0]
    why = f"要叫 {name}，一字不差，小写"
    given = at.rpartition("/")[2]
    assert told(path) == [("F001", at, f"文件夹名 {given} 不对，没有读它", why, f"改名为 {name}", name)]


@pytest.mark.parametrize(
    ("path", "kind", "can"),
    [
        ("记录一二.yaml", "文件", f"{CAN['']}；最接近的是 site.yaml"),
        ("记录一二三四五.yaml", "文件", CAN[""]),
        ("记录.yaml", "文件", f"{CAN['']}；最接近的是 site.yaml"),
        ("notices/a/x.md", "文件", CAN["notice"]),
        ("notices/a/附件", "文件", CAN["notice"]),
        ("theme", "文件", f"{CAN['']}；最接近的是 themes.yaml"),
        ("themes.xlsx", "文件", f"{CAN['']}；最接近的是 themes.yaml"),
        ("notices/a/approve.yaml", "文件", f"{CAN['notice']}；最接近的是 approval.yaml"),
        ("APPROVE.yaml", "文件", f"{CAN['']}；最接近的是 site.yaml"),
        ("notices/a/APPROVE.yaml", "文件", f"{CAN['notice']}；最接近的是 approval.yaml"),
        ("pages/a.txt", "文件", "以 .md 结尾的文件"),
        ("pages/a.markdown.txt", "文件", "以 .md 结尾的文件"),
        ("pages/(1).markdown", "文件", "以 .md 结尾的文件"),
        ("wording/a.md.txt", "文件", "以 .tsv 结尾的文件"),
        ("wording/a.MD", "文件", "以 .tsv 结尾的文件"),
        ("wording/a.TSV", "文件", "以 .tsv 结尾的文件"),
    ],
)
def test_a_file_that_nobody_can_place(path: str, kind: str, can: str) -> None:
    given = path.rpartition("/")[2]
    assert told(path) == [("F002", path, f"不认识的{kind} {given}，没有读它", f"这里可以有 {can}", LEAVE, "")]


def test_a_folder_that_nobody_can_place() -> None:
    why = f"这里可以有 {CAN['']}；最接近的是 wording"
    assert told("wordings/a.tsv", "wordings/b/c.tsv") == [
        ("F002", "wordings", "不认识的文件夹 wordings，没有读它", why, LEAVE, "")
    ]


def test_files_of_a_folder_whose_notice_has_another_name() -> None:
    assert [(code, path, name) for code, path, *_, name in told("notices/b/Notice.md", "notices/b/ledger.yml")] == [
        ("F001", "notices/b/Notice.md", "notice.md"),
        ("F001", "notices/b/ledger.yml", "ledger.yaml"),
    ]
    assert [(code, path) for code, path, *_ in told("notices/b/台账.yaml")] == [
        ("F003", "notices/b/notice.md"),
        ("F001", "notices/b/台账.yaml"),
    ]


def test_folders_of_notices_that_hold_no_files() -> None:
    found = folder_findings(["site.yaml"], "content", notices=["b", "a"])
    assert [(f.code, f.at.path, f.what, f.why, f.mend, f.fix.rename, f.severity) for f in found] == [
        ("F003", "content/notices/a/notice.md", *MISSING, "error"),
        ("F003", "content/notices/b/notice.md", *MISSING, "error"),
    ]


def test_each_place_is_looked_at() -> None:
    paths = ["notices/a/x", "notices/b/notice.md", "notices/b/y", "notices/c.md", "notices/d/files/z/x", "notices/d/notice.md",
             "pages/a/b/x.docx", "pages/c/y.docx", "pages/d.md", "wording/a.tsv", "wording/z", "q.doc"]  # fmt: skip
    assert [(code, path) for code, path, *_ in told(*paths)] == [
        ("F002", "notices/a/x"),
        ("F002", "notices/b/y"),
        ("F002", "notices/c.md"),
        ("F002", "notices/d/files/z"),
        ("F002", "pages/a/b/x.docx"),
        ("F002", "pages/c/y.docx"),
        ("F002", "q.doc"),
        ("F002", "wording/z"),
    ]


@pytest.mark.parametrize(
    ("ignored", "left"),
    [
        ("notices/a/*.doc", ["notices/b/y.doc"]),
        ("notices/a", ["notices/b/y.doc"]),
        ("a", ["notices/b/y.doc"]),
        ("notices/*/x.doc", ["notices/b/y.doc"]),
        ("a/x.doc", ["notices/a/x.doc", "notices/b/y.doc"]),
        ("  y.doc  ", ["notices/a/x.doc"]),
        ("  # y.doc\nx.doc", ["notices/b/y.doc"]),
        ("notices/", []),
        ("notice", ["notices/a/x.doc", "notices/b/y.doc"]),
        ("X.doc", ["notices/a/x.doc", "notices/b/y.doc"]),
    ],
)
def test_patterns_of_what_is_ignored(ignored: str, left: list[str]) -> None:
    found = told("notices/a/x.doc", "notices/b/notice.md", "notices/b/y.doc", ignored=ignored)
    assert [path for _, path, *_ in found] == left
