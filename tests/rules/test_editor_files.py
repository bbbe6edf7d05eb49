"""What makes an editor's program help on opening the folder, and other repositories use `check`."""

import json
from pathlib import Path

import yaml

from site_builder.schemas import schemas

ROOT = Path(__file__).parents[2]


def test_settings_point_to_schemas_that_are_written_and_files_that_are_there() -> None:
    settings = json.loads((ROOT / ".vscode" / "settings.json").read_text("utf-8"))
    pairs = settings["yaml.schemas"]
    assert {path.removeprefix("./schemas/") for path in pairs} == set(schemas()) - {"head.json"}
    absent = {pattern for pattern in pairs.values() if not list(ROOT.glob(pattern))}
    assert absent <= {"content/calendar.yaml"}  # optional, and the demonstration needs none


def test_hook_runs_check_over_everything() -> None:
    [hook] = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))
    assert hook["entry"].split()[-1] == "check"
    assert hook["pass_filenames"] is False
    assert {"id", "name", "language"} <= set(hook)
