"""The workflow that publishes: valid for its host, at midnight of the site's zone, and made of `make` alone."""

import re
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import yaml
from click.testing import CliRunner

from tests.conftest import ROOT

WORKFLOW = ROOT / ".github" / "workflows" / "publish.yml"
ALLOWED = {"actions/checkout", "actions/setup-python", "actions/upload-pages-artifact", "actions/deploy-pages"}


def workflow() -> dict[Any, Any]:
    value: dict[Any, Any] = yaml.safe_load(WORKFLOW.read_text("utf-8"))
    return value


def steps() -> list[dict[str, Any]]:
    return [step for job in workflow()["jobs"].values() for step in job["steps"]]


def check_against_schema(path: Path) -> tuple[int, str]:
    """Exit status and words of check-jsonschema with the schema of workflows it ships."""
    command = pytest.importorskip("check_jsonschema", reason="check-jsonschema is not installed").main
    done = CliRunner().invoke(command, ["--builtin-schema", "vendor.github-workflows", str(path)])
    return done.exit_code, done.output


def test_it_is_valid() -> None:
    assert check_against_schema(WORKFLOW) == (0, "ok -- validation done\n")


def test_a_mistake_would_be_seen(tmp_path: Path) -> None:
    broken = tmp_path / "publish.yml"
    broken.write_text(WORKFLOW.read_text("utf-8").replace("runs-on:", "run-on:"), "utf-8")
    status, words = check_against_schema(broken)
    assert status == 1 and "runs-on" in words


def test_it_runs_just_after_midnight_in_the_sites_zone() -> None:
    site = yaml.safe_load((ROOT / "content" / "site.yaml").read_text("utf-8"))
    (schedule,) = workflow()[True]["schedule"]  # YAML 1.1 reads `on` as true
    minute, hour, *days = schedule["cron"].split()
    assert days == ["*", "*", "*"]
    there = datetime(2026, 11, 20, int(hour), int(minute), tzinfo=UTC).astimezone(ZoneInfo(site["timezone"]))
    assert there.strftime("%H:%M") == "00:10"
    assert any(f"TZ={site['timezone']} date" in step.get("run", "") for step in steps())


def test_only_known_actions_are_used() -> None:
    used = {step["uses"].partition("@")[0] for step in steps() if "uses" in step}
    assert used == ALLOWED
    assert all(re.fullmatch(r"[\w/-]+@v\d+", step["uses"]) for step in steps() if "uses" in step)


def test_commands_are_makes() -> None:
    """And every variable that is given to make is one that the Makefile uses."""
    makefile = (ROOT / "Makefile").read_text("utf-8")
    commands = [step["run"] for step in steps() if "run" in step and "GITHUB_ENV" not in step["run"]]
    assert len(commands) == 3
    for command in commands:
        assert command.startswith("make ")
        targets = re.findall(r"(?<= )([a-z]+)(?= |$)", re.sub(r'[A-Z_]+=".*"', "", command))
        assert targets and all(re.search(rf"(?m)^{target}:", makefile) for target in targets), command
        for name in re.findall(r"\b([A-Z_]+)=", command):
            assert f"$({name})" in makefile, f"Makefile does not use {name}"


def test_nothing_is_deployed_that_did_not_pass() -> None:
    jobs = workflow()["jobs"]
    assert jobs["deploy"]["needs"] == ["build", "test"] and "!failure()" in jobs["deploy"]["if"]
    order = [step.get("run", step.get("uses", "")).split()[:2] for step in jobs["build"]["steps"]]
    assert order.index(["make", "check"]) < order.index(["make", "site"])
    assert workflow()["permissions"] == {"contents": "read"}
