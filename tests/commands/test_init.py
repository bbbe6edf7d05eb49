"""A project folder of one's own: written by `init`, used from anywhere in it, brought to a new format by `migrate`."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner, Result

from site_builder.cli import main
from tests.conftest import ROOT


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "argv", ["taizhang"])
    return tmp_path


def run(*arguments: str, status: int = 0) -> Result:
    done = CliRunner().invoke(main, arguments)
    assert done.exit_code == status, done.output
    return done


NOTICE = "关于巡察整改进展情况的通报\n\n云州市水务局党组\n\n根据市委统一部署，市委第一巡察组对水务局党组开展了巡察。\n"


def test_from_nothing_to_a_site(folder: Path) -> None:
    """Everything an editor does first, in a folder that was empty."""
    run(
        "init",
        "站点",
        "--title",
        '临溪"台账"',
        "--base-url",
        "https://www.example.org/zgtz/",
        "--operator",
        "unofficial",
    )
    settings = yaml.safe_load((folder / "站点/content/site.yaml").read_text("utf-8"))
    assert settings == {
        "format": 1,
        "title": '临溪"台账"',
        "base_url": "https://www.example.org/zgtz/",
        "timezone": "Asia/Shanghai",
        "operator": "unofficial",
        "after_close": "keep",
    }
    names = {path.relative_to(folder / "站点").as_posix() for path in (folder / "站点").rglob("*") if path.is_file()}
    assert {
        "README.md",
        ".gitignore",
        ".gitattributes",
        "打开台账.bat",
        ".vscode/tasks.json",
        "schemas/ledger.json",
    } <= names
    assert "$" not in (folder / "站点/README.md").read_text("utf-8")
    json.loads((folder / "站点/.vscode/tasks.json").read_text("utf-8"))
    assert b"\r\n" in (folder / "站点/打开台账.bat").read_bytes()


def test_a_project_is_used_from_a_folder_inside_it(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run("init", ".")
    monkeypatch.chdir(folder / "content/notices")
    done = run("build", "--no-search")
    assert (folder / "public/index.html").is_file() and not (folder / "content/notices/public").exists()
    assert f"{folder}/public" in done.output


def test_output_lies_beside_the_content_that_is_named(folder: Path) -> None:
    run("init", "a")
    run("build", "--content", "a/content", "--no-search")
    assert (folder / "a/public/index.html").is_file() and not (folder / "public").exists()


def test_a_document_is_imported_into_the_content_that_is_named(folder: Path) -> None:
    """As `new`, `check` and `build` name it, whichever option comes first."""
    run("init", "a")
    (folder / "通报.txt").write_bytes((ROOT / "docs/handbook/通报.docx").read_bytes())
    run("import", "--slug", "n", "通报.txt", "--content", "a/content")
    assert (folder / "a/content/notices/n/notice.md").is_file() and not (folder / "content").exists()


def test_history_is_named_where_git_does_not_keep_it_yet(folder: Path) -> None:
    assert "git init" in run("init", "a").output and "git init" in (folder / "a/README.md").read_text("utf-8")
    (folder / ".git").mkdir()
    assert "git init" not in run("init", "b").output


def test_errors_are_printed_last(folder: Path) -> None:
    """Whoever reads the end of a long list sees what stops a build."""
    run("init", ".", "--operator", "party", "--base-url", "http://www.example.org/")
    said = run("check", status=1).output
    assert re.findall(r": (error|warning) S", said) == ["warning", *["error"] * 3]


def test_nothing_that_is_there_is_changed(folder: Path) -> None:
    (folder / "content").mkdir()
    (folder / "content/site.yaml").write_text("title: 我的\n", "utf-8")
    done = run("init", ".", "--title", "别的")
    assert (folder / "content/site.yaml").read_text("utf-8") == "title: 我的\n"
    assert "content/site.yaml 已经有了，没有改动" in done.output
    again = run("init", ".", "--title", "别的")
    assert "什么也没写" in again.output


def test_what_an_authority_must_decide_is_named_where_nobody_was_asked(folder: Path) -> None:
    said = run("init", ".", "--title", "甲").output
    assert [key for key in ("title", "base_url", "operator", "after_close") if f"没有说明 {key}" in said] == [
        "base_url",
        "operator",
        "after_close",
    ]


def test_what_is_no_answer_is_asked_again(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Answers by number, Chinese name and key; an address that no site can have is no answer."""
    monkeypatch.setattr("site_builder.commands.terminal.somebody_answers", lambda: True)
    typed = [
        "临溪台账",
        "临溪公开台账",
        "www.example.org",
        "https://www.example.org/zgtz/",
        "政府",
        "政府部门",
        "9",
        "3",
        "临溪市水务局",
        *("办理中", "电话 0000-8200000"),  # nobody issues that
        "",
        "办理中",
        "",
        "",
    ]
    done = CliRunner().invoke(main, ["init", "站"], input="".join(f"{line}\n" for line in typed))
    assert done.exit_code == 0, done.output
    settings = yaml.safe_load((folder / "站/content/site.yaml").read_text("utf-8"))
    assert [settings[key] for key in ("title", "base_url", "operator", "after_close")] == [
        "临溪台账",
        "https://www.example.org/zgtz/",
        "government",
        "withdraw",
    ]
    assert done.output.count("不是以 https:// 或 http:// 开头的网址；写成 https://host/path/") == 2
    assert "没有“政府”这一项；写 1 到 5 的号码" in done.output and "没有“9”这一项；写 1 到 3 的号码" in done.output
    assert settings["footer"] == {"sponsor": "临溪市水务局", "contact": "电话 0000-8200000", "icp": "办理中"}
    assert "联系方式不用申请" in done.output and "页脚还缺网站标识码、公安备案号、找错入口" in done.output
    assert "Error" not in done.output
    assert "网站的名称" not in run("init", "站").output  # all is decided: what a new version writes is only added


def test_a_site_of_an_authority_is_not_published_without_its_marks(folder: Path) -> None:
    """What is not known yet is a line to be filled; what has been applied for stands on every page in these words."""
    said = run("init", ".", "--title", "甲", "--operator", "government").output
    assert "页脚还缺主办单位、联系方式、网站标识码、ICP 备案号、公安备案号、找错入口" in said
    assert run("build", "--no-search", status=1).output.count("S001") == 6 and not (folder / "public").exists()
    path = folder / "content/site.yaml"
    text = path.read_text("utf-8")
    for key in ("sponsor", "contact", "site_id_code", "icp", "police", "error_report"):
        value = {"sponsor": "临溪市水务局", "contact": "电话 0000-8200000"}.get(key, "办理中")
        assert f'  # {key}: ""  # ' in text
        text = text.replace(f'  # {key}: ""', f'  {key}: "{value}"')
    path.write_text(text, "utf-8")
    assert "另有 4 条提醒" in run("build", "--no-search").output
    home = (folder / "public/index.html").read_text("utf-8")
    rows = re.findall(r"<dt>(.*?)</dt><dd>办理中</dd>", home)
    assert rows == ["网站标识码", "ICP备案号", "公安备案号", "政府网站找错"]
    assert 'href="办理中"' not in home and "SiteIDCode" not in home


def test_an_address_that_no_site_can_have_is_refused(folder: Path) -> None:
    said = run("init", "站", "--base-url", "www.example.org/zgtz", status=2).output
    assert "--base-url 不是以 https:// 或 http:// 开头的网址；写成 https://host/path/" in said
    assert not (folder / "站").exists()


def test_a_site_inside_another_ones_folder_is_said(folder: Path) -> None:
    run("init", "外")
    assert f"外/里 在另一个网站的文件夹 {folder}/外 里面" in run("init", "外/里").output
    assert "里面" not in run("init", "外").output


def test_a_placeholder_is_named_until_the_address_is_written(folder: Path) -> None:
    run("init", ".", "--title", "临溪台账")
    settings = folder / "content/site.yaml"
    assert "base_url 还是占位的网址" in run("build", "--no-search").output
    settings.write_text(settings.read_text("utf-8").replace("taizhang.invalid", "www.example.org"), "utf-8")
    assert "占位" not in run("build", "--no-search", "--clean").output


def test_the_demonstration_builds(folder: Path) -> None:
    run("init", ".", "--demo")
    done = run("build", "--no-search", "--today", "2026-11-20", "--jobs", "1")
    assert "11 份通报，98 个事项" in done.output


@pytest.mark.parametrize(
    "forge, path",
    [("github", ".github/workflows/publish.yml"), ("gitlab", ".gitlab-ci.yml"), ("gitee", ".workflow/publish.yml")],
)
def test_a_pipeline_is_yaml_that_checks_and_builds(folder: Path, forge: str, path: str) -> None:
    run("init", ".", "--ci", forge)
    text = (folder / path).read_text("utf-8")
    assert yaml.safe_load(text)
    assert text.index("taizhang check") < text.index("taizhang build") and "pytest" not in text and "make" not in text


def test_an_older_format_is_said_and_migrated(folder: Path) -> None:
    run("init", ".")
    path = folder / "content/site.yaml"
    new = path.read_text("utf-8")
    old = "".join(line for line in new.splitlines(keepends=True) if not line.startswith("format:"))
    path.write_text(old, "utf-8")
    assert "taizhang migrate" in run("build", "--no-search").output
    assert "+format: 1" in run("migrate", "--dry-run").output and path.read_text("utf-8") == old
    run("migrate")
    assert path.read_text("utf-8") == new
    assert "没有要改的" in run("migrate").output
    assert "migrate" not in run("build", "--no-search").output


def test_a_newer_format_is_refused(folder: Path) -> None:
    run("init", ".")
    path = folder / "content/site.yaml"
    path.write_text(path.read_text("utf-8").replace("format: 1", "format: 7"), "utf-8")
    assert "请升级程序" in run("build", status=2).output


def test_a_word_that_is_no_command(folder: Path) -> None:
    (folder / "通报.docx").write_bytes(b"")
    assert "要把它变成记录：taizhang import 通报.docx" in run("通报.docx", status=2).output
    assert "是不是 check？" in run("chekc", status=2).output
    assert not (folder / "public").exists()


@pytest.mark.parametrize(
    "program, name",
    [
        ("build.py", "python build.py check"),
        ("/x/site_builder/__main__.py", "python -m site_builder check"),
        ("taizhang", "taizhang check"),
    ],
)
def test_the_command_is_named_as_it_was_called(
    folder: Path, monkeypatch: pytest.MonkeyPatch, program: str, name: str
) -> None:
    monkeypatch.setattr(sys, "argv", [program])
    assert name in run("--help").output


def test_a_repository_that_was_not_set_up_says_how() -> None:
    """`python3 build.py` before `make site`, or outside its environment."""
    command = [sys.executable, "-S", str(ROOT / "build.py"), "check"]  # -S: without any library
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 1 and "先打 make site，再打 . .venv/bin/activate" in done.stderr
    assert "Traceback" not in done.stderr
