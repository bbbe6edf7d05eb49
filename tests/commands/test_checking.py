"""`python build.py check` over the small content: exit status, formats, and a build that leaves the old site alone."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from site_builder.cli import main
from tests.rules.space import BASE


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, arguments)


def write(folder: Path, texts: dict[str, str]) -> Path:
    for name, text in texts.items():
        path = folder / "content" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
    return folder / "content"


def check(content: Path, *more: str) -> Result:
    return run("check", "--content", str(content), "--today", "2026-11-20", "--jobs", "1", *more)


def test_sound_content(tmp_path: Path) -> None:
    done = check(write(tmp_path, BASE))
    assert done.exit_code == 0, done.stdout + done.stderr


def broken(folder: Path) -> Path:
    """Mistakes of several families at once, in several files."""
    edits = {
        "notices/2026-shuiwu/notice.md": ('closes: "2026-10-16"', 'closes: "2026-10-19"'),
        "notices/2026-shuiwu/ledger.yaml": ('"目前正在与其余施工单位对账"', '"目前正在与施工单位对账"'),
        "notices/2026-fangan/notice.md": ("organ: linxi-water", "organ: linxi-watr"),
        "organs.yaml": ("parent: linxi-city", "parent: linxi-cty"),
        "pages/about.md": ("/organs/linxi-water/", "/organs/linxi-wter/"),
    }
    texts = dict(BASE)
    for name, (old, new) in edits.items():
        texts[name] = texts[name].replace(old, new)
    return write(folder, texts)


EXPECTED = {
    ("content/notices/2026-shuiwu/notice.md", 20, "W008"),
    ("content/notices/2026-shuiwu/ledger.yaml", 46, "B001"),
    ("content/notices/2026-fangan/notice.md", 4, "R010"),
    ("content/organs.yaml", 5, "S008"),
    ("content/pages/about.md", 5, "K007"),
}


def test_every_mistake_in_one_run(tmp_path: Path) -> None:
    done = check(broken(tmp_path), "--format", "json")
    assert done.exit_code == 1
    assert {(f["file"], f["line"], f["code"]) for f in json.loads(done.stdout)} == EXPECTED


@pytest.mark.parametrize("form", ["text", "github", "sarif"])
def test_formats_name_every_place(tmp_path: Path, form: str) -> None:
    done = check(broken(tmp_path), "--format", form)
    assert done.exit_code == 1
    assert "Traceback" not in done.stderr
    for path, line, code in EXPECTED:
        if form == "text":
            assert f"{path}:{line}:" in done.stdout
        elif form == "github":
            assert f"::error file={path},line={line}," in done.stdout
        assert code in done.stdout


def test_a_build_with_mistakes_publishes_nothing(tmp_path: Path) -> None:
    out = tmp_path / "public"
    sound = write(tmp_path / "sound", BASE)
    arguments = ("build", "--out", str(out), "--today", "2026-11-20", "--no-search", "--jobs", "1")
    assert run(*arguments, "--content", str(sound)).exit_code == 0
    before = {path: path.read_bytes() for path in out.rglob("*") if path.is_file()}
    done = run(*arguments, "--content", str(broken(tmp_path / "broken")))
    assert done.exit_code == 1
    assert {path: path.read_bytes() for path in out.rglob("*") if path.is_file()} == before


def test_a_draft_is_only_warned_of(tmp_path: Path) -> None:
    texts = {**BASE}
    name = "notices/2026-fangan/notice.md"
    texts[name] = (
        texts[name].replace("window: none\n", "window: none\ndraft: true\n").replace("linxi-water", "linxi-watr")
    )
    content = write(tmp_path, texts)
    assert check(content).exit_code == 0
    assert check(content, "--strict").exit_code == 1
    assert check(content, "--drafts").exit_code == 1
