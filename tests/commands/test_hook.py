"""The hook for other repositories: it takes its libraries by their hashes, or it takes none."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parents[2]


def test_the_hook_is_a_script_that_is_there() -> None:
    [hook] = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))
    assert (
        hook["language"] == "script"
    )  # with `python`, pre-commit would install what the wheel asks for, without hashes
    assert os.access(ROOT / hook["entry"], os.X_OK)


@pytest.mark.audit
def test_what_has_another_hash_is_not_installed(tmp_path: Path) -> None:
    """In a copy of the repository, as pre-commit has one: one digit of one hash is changed, then it is put right."""
    subprocess.run(["git", "clone", "--quiet", ROOT, tmp_path / "copy"], check=True)
    copy = tmp_path / "copy"
    listed = copy / "requirements/run.txt"
    sound = listed.read_text("utf-8")
    name = re.escape(sound.partition("==")[0])
    of_one = re.search(rf"{name}==(?:.*\\\n)*.*\n", sound)
    assert of_one
    changed = re.sub(r"(?<=sha256:)([0-9a-f])", lambda found: "0" if found[0] != "0" else "1", of_one[0])
    listed.write_text(sound.replace(of_one[0], changed), "utf-8")
    hook: list[str | Path] = [sys.executable, copy / "tools/hook.py", "--content", copy / "content"]
    refused = subprocess.run(hook, cwd=tmp_path, capture_output=True, text=True)
    assert refused.returncode == 2 and "哈希不符" in refused.stderr, refused.stderr
    listed.write_text(sound, "utf-8")
    checked = subprocess.run(hook, cwd=tmp_path, capture_output=True, text=True)
    assert checked.returncode == 0 and "0 处错误" in checked.stdout, checked.stdout + checked.stderr
