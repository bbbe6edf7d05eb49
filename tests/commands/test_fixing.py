"""`check --fix` on disk: names, encodings, line ends and comments; what it changes, and what it leaves alone."""

import shutil
import subprocess
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from site_builder.cli import main
from site_builder.commands.fixing import edited_text
from site_builder.records.findings import Edit
from tests.rules.space import BASE
from tests.rules.test_corpus import write

DAY = "2026-11-20"
LEDGER = "notices/2026-shuiwu/ledger.yaml"
NOTICE = "notices/2026-shuiwu/notice.md"


@pytest.fixture
def content(tmp_path: Path) -> Path:
    write(tmp_path / "content", BASE)
    return tmp_path / "content"


def check(content: Path, *options: str) -> Result:
    done = CliRunner().invoke(main, ("check", "--content", str(content), "--today", DAY, "--jobs", "1", *options))
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    return done


def bytes_of(content: Path) -> dict[str, bytes]:
    return {path.relative_to(content).as_posix(): path.read_bytes() for path in content.rglob("*") if path.is_file()}


@pytest.mark.parametrize(
    "name", ["ledger.yml", "ledger.yaml.txt", "Ledger.yaml", "ledger (1).yaml", "台账.yaml", "legder.yaml"]
)
def test_a_file_gets_its_name_back(content: Path, name: str) -> None:
    sound = bytes_of(content)
    (content / LEDGER).rename((content / LEDGER).with_name(name))
    told = check(content)
    assert told.exit_code == 1
    assert f"notices/2026-shuiwu/{name}:1:1: error F001" in told.stdout
    assert "改成  ledger.yaml" in told.stdout
    fixed = check(content, "--fix")
    assert fixed.exit_code == 0
    assert "改名" in fixed.stdout
    assert bytes_of(content) == sound


@pytest.mark.parametrize("encoding", ["utf-16", "gb18030"])
def test_an_encoding_is_named_and_changed(content: Path, encoding: str) -> None:
    sound = bytes_of(content)
    for path in (NOTICE, LEDGER):
        (content / path).write_bytes((content / path).read_text("utf-8").encode(encoding))
    told = check(content).stdout
    assert "文件不是 UTF-8 编码" in told
    assert ("UTF-16" if encoding == "utf-16" else "GB18030") in told
    assert "没有文件头" not in told
    assert check(content, "--fix").exit_code == 0
    assert bytes_of(content) == sound


def test_line_ends_comments_and_everything_else_stay(content: Path) -> None:
    text = (content / LEDGER).read_text("utf-8").replace("\n", "\r\n")
    text = text.replace("p1:\r\n", "# 由管网部填报\r\np1:\r\n", 1).replace(
        "      about: m1\r\n", "      about: m1   # 措施\r\n", 1
    )
    (content / LEDGER).write_bytes(text.encode())
    assert check(content, "--fix").exit_code == 0
    assert (content / LEDGER).read_bytes() == text.encode()
    slipped = text.replace("      status: done\r\n", "      status：done\r\n", 1).replace(
        '"2026-11-03"', '"2026.11.03"', 1
    )
    (content / LEDGER).write_bytes(slipped.encode())
    shown = check(content, "--fix").stdout
    assert "-      status：done" in shown
    assert "+      status: done" in shown
    assert (content / LEDGER).read_bytes() == text.encode()
    assert "没有能自动改的" in check(content, "--fix").stdout


def test_two_answers_are_left_to_the_editor(content: Path) -> None:
    text = (content / LEDGER).read_text("utf-8").replace('reason: "复查发现两处漏点"', "reason: 复查发现 #3 两处漏点")
    (content / LEDGER).write_text(text, "utf-8")
    done = check(content, "--fix")
    assert done.exit_code == 1
    assert (content / LEDGER).read_text("utf-8") == text


def git(content: Path, *arguments: str) -> None:
    subprocess.run(
        ["git", "-C", str(content.parent), "-c", "user.name=t", "-c", "user.email=t@t.invalid", *arguments],
        check=True,
        capture_output=True,
    )


def test_what_left_since_a_revision_needs_a_word(content: Path) -> None:
    git(content, "init", "-q")
    git(content, "add", "-A")
    git(content, "commit", "-qm", "a")
    text = (content / LEDGER).read_text("utf-8")
    assert check(content, "--against", "HEAD").exit_code == 0
    start, end = text.index("p4:\n"), len(text)
    following = text.find("\nnotice:", start)
    (content / LEDGER).write_text(text[:start] + (text[following + 1 :] if following > 0 else text[end:]), "utf-8")
    told = check(content, "--against", "HEAD")
    assert told.exit_code == 1
    assert "H002 公开后改了 p4 的进展记录" in told.stdout
    shutil.rmtree((content / LEDGER).parent)
    assert "error H003" in check(content, "--against", "HEAD").stdout
    allowed = check(content, "--against", "HEAD", "--allow-gone").stdout
    assert "warning H003" in allowed and "error H003" not in allowed


def test_of_two_edits_at_one_place_the_first_counts() -> None:
    """Two mends of one slip would put their signs in twice."""
    edits = [Edit(line=1, column=2, length=0, text=text) for text in (" {#p4}", "}")]
    assert edited_text("甲乙", edits) == "甲 {#p4}乙"
