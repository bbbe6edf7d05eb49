"""What stands in a content folder under which name: which finding it gets, what is said of it, and its new name."""

import pytest

from site_builder.rules.folder import folder_findings

SOUND = ("site.yaml", "organs.yaml", "notices/a/notice.md", "notices/a/ledger.yaml")


def told(*paths: str, **more: str) -> list[tuple[str, str, str, str, str, str]]:
    found = folder_findings([*SOUND, *paths], "content", **more)
    return [(f.code, f.at.path.removeprefix("content/"), f.what, f.why, f.mend, f.fix.rename) for f in found]


@pytest.mark.parametrize(
    "path",
    ["themes.yaml", "notices/a/approval.yaml", "notices/a/files/附件.pdf", "pages/about.md", "pages/a/b/c.md", "wording/own.tsv",
     ".git/x", "notices/.DS_Store", "~$通报.docx", "#site.yaml#", "site.yaml~", "a.SWP", "a.bak", "Thumbs.db", "notices/a/desktop.ini",
     "__pycache__/x.pyc", "4913", "notices/a/files/x.crdownload"],
)  # fmt: skip
def test_nothing_is_said_of(path: str) -> None:
    assert told(path) == []


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("calendar.yml", "calendar.yaml"),
        ("Themes.YAML", "themes.yaml"),
        ("theme.yaml", "themes.yaml"),
        ("inspections.yaml.txt", "inspections.yaml"),
        ("themes - 副本.yaml", "themes.yaml"),
        ("calender.yaml", "calendar.yaml"),
        ("notices/b/Notice.md.txt", "notice.md"),
        ("notices/b/通报.md", "notice.md"),
        ("notices/b/公示.docx", "notice.md"),
        ("notices/a/approval (1).yaml", "approval.yaml"),
        ("pages/关于.markdown", "关于.md"),
        ("pages/about.MD", "about.md"),
    ],
)
def test_a_name_a_little_beside_is_put_right(path: str, name: str) -> None:
    given = path.rpartition("/")[2]
    got = ("F001", path, f"文件名 {given} 不对，没有读它", f"要叫 {name}，一字不差，小写", f"改名为 {name}", name)
    assert told(path) == [got]


@pytest.mark.parametrize(
    ("path", "given", "name"),
    [
        ("notice/x/notice.md", "notice", "notices"),
        ("Pages/a.md", "Pages", "pages"),
        ("notices/a/附件/x.pdf", "附件", "files"),
        ("notices/a/attachments/x.pdf", "attachments", "files"),
        ("notices/a/file/x.pdf", "file", "files"),
    ],
)
def test_a_folder_a_little_beside_is_put_right(path: str, given: str, name: str) -> None:
    beside = [each for each in told(path) if each[0] == "F001"]
    at = path[: path.index(given)] + given
    if name == "notices":  # there is one already
        assert beside == [("F001", at, f"文件夹 {given} 像是 {name} 的副本，没有读它", f"同一个文件夹里已有 {name}",
                           f"内容并入 {name}，删去这一个", "")]  # fmt: skip
    else:
        why = f"要叫 {name}，一字不差，小写"
        assert beside == [("F001", at, f"文件夹名 {given} 不对，没有读它", why, f"改名为 {name}", name)]


def test_a_copy_of_what_is_there() -> None:
    assert told("notices/a/台账.yaml", "site (2).yaml") == [
        ("F001", "notices/a/台账.yaml", "文件 台账.yaml 像是 ledger.yaml 的副本，没有读它", "同一个文件夹里已有 ledger.yaml",
         "内容并入 ledger.yaml，删去这一个", ""),
        ("F001", "site (2).yaml", "文件 site (2).yaml 像是 site.yaml 的副本，没有读它", "同一个文件夹里已有 site.yaml",
         "内容并入 site.yaml，删去这一个", ""),
    ]  # fmt: skip


LEAVE = "移走；要留着的，写进 content/.taizhangignore"
CAN = {
    "": "site.yaml、organs.yaml、inspections.yaml、themes.yaml、redirects.yaml、calendar.yaml、notices/、pages/、wording/",
    "notice": "notice.md、ledger.yaml、approval.yaml、files/",
}


@pytest.mark.parametrize(
    ("path", "at", "kind", "why"),
    [
        ("记录.xlsx", "记录.xlsx", "文件", f"这里可以有 {CAN['']}"),
        ("sit.xls", "sit.xls", "文件", f"这里可以有 {CAN['']}；最接近的是 site.yaml"),
        ("misc/x", "misc", "文件夹", f"这里可以有 {CAN['']}"),
        ("notices/a/原件.pdf", "notices/a/原件.pdf", "文件", f"这里可以有 {CAN['notice']}"),
        (
            "notices/a/ledgers.xls",
            "notices/a/ledgers.xls",
            "文件",
            f"这里可以有 {CAN['notice']}；最接近的是 ledger.yaml",
        ),
        ("pages/x.docx", "pages/x.docx", "文件", "这里可以有 以 .md 结尾的文件"),
        ("pages/b/x.docx", "pages/b/x.docx", "文件", "这里可以有 以 .md 结尾的文件"),
        ("wording/x.md", "wording/x.md", "文件", "这里可以有 以 .tsv 结尾的文件"),
        ("wording/x/y.tsv", "wording/x", "文件夹", "这里可以有 以 .tsv 结尾的文件"),
    ],
)
def test_what_is_unknown_is_said_with_what_may_stand_there(path: str, at: str, kind: str, why: str) -> None:
    name = at.rpartition("/")[2]
    assert told(path) == [("F002", at, f"不认识的{kind} {name}，没有读它", why, LEAVE, "")]


def test_a_file_beside_the_folders_of_notices() -> None:
    assert told("notices/x.md") == [
        ("F002", "notices/x.md", "notices/ 里有单独的文件", "通报放在 notices/ 之下各自的文件夹里",
         "移到 notices/<编号>/ 里，名为 notice.md", ""),
    ]  # fmt: skip


def test_a_folder_in_files() -> None:
    assert told("notices/a/files/图/x.jpg") == [
        ("F002", "notices/a/files/图", "files/ 里有文件夹", "只读 files/ 里的文件，里面的都不公开", "把文件移到 files/ 里", ""),
    ]  # fmt: skip


def test_a_file_name_that_is_written_apart() -> None:
    apart, whole = "e\u0301.pdf", "\u00e9.pdf"
    why = "文件名里的字是拆开写的（多半来自 macOS），看起来一样，却不是台账里写的名字"
    assert told(f"notices/a/files/{apart}") == [
        ("F001", f"notices/a/files/{apart}", "文件名的写法不对", why, f"改名为 {whole}", whole)
    ]


MISSING = ("文件夹里没有 notice.md", "没有它，这个文件夹不是通报，里面的都不公开", "补上 notice.md，或删去文件夹", "")


def test_a_folder_without_a_notice() -> None:
    assert told("notices/b/ledger.yaml") == [("F003", "notices/b/notice.md", *MISSING)]
    assert told("notices/b/notice.md/x") == [
        ("F002", "notices/b/notice.md", "不认识的文件夹 notice.md，没有读它",
         f"这里可以有 {CAN['notice']}；最接近的是 notice.md", LEAVE, ""),
        ("F003", "notices/b/notice.md", *MISSING),
    ]  # fmt: skip
    empty = folder_findings(SOUND, "c", notices=["a", "b"])
    assert [(f.code, f.at.path) for f in empty] == [("F003", "c/notices/b/notice.md")]


@pytest.mark.parametrize(
    ("ignored", "left"),
    [
        ("", ["x.docx", "z"]),
        ("# *\n\n  *.docx  \n", ["z"]),
        ("z/", ["x.docx"]),
        ("/z", ["x.docx"]),
        ("x\n", ["x.docx", "z"]),
        ("x.*\nz\n", []),
    ],
)
def test_what_is_ignored(ignored: str, left: list[str]) -> None:
    assert [path for _, path, *_ in told("x.docx", "z/y", ignored=ignored)] == left
