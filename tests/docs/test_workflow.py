"""What the code host reads: the workflow that publishes, the one that tests, forms for issues, updates, hooks; and the version."""

import re
import tomllib
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import yaml
from click.testing import CliRunner

from site_builder import VERSION
from site_builder.cli import main as program
from tests.conftest import ROOT

WORKFLOWS = ROOT / ".github" / "workflows"
WORKFLOW, TESTING = WORKFLOWS / "publish.yml", WORKFLOWS / "test.yml"
STARTERS = ROOT / "site_builder" / "starter" / "ci"
ALLOWED = {"actions/checkout", "actions/setup-python", "actions/upload-pages-artifact", "actions/deploy-pages"}


def workflow(path: Path = WORKFLOW) -> dict[Any, Any]:
    value: dict[Any, Any] = yaml.safe_load(path.read_text("utf-8"))
    return value


def steps(path: Path = WORKFLOW) -> list[dict[str, Any]]:
    return [step for job in workflow(path)["jobs"].values() for step in job["steps"]]


def check_against_schema(path: Path, schema: str = "github-workflows") -> tuple[int, str]:
    """Exit status and words of check-jsonschema with a schema that it ships."""
    command = pytest.importorskip("check_jsonschema", reason="check-jsonschema is not installed").main
    done = CliRunner().invoke(command, ["--builtin-schema", f"vendor.{schema}", str(path)])
    return done.exit_code, done.output


KINDS = {
    ".github/workflows/publish.yml": "github-workflows",
    ".github/workflows/test.yml": "github-workflows",
    ".github/dependabot.yml": "dependabot",
    ".github/ISSUE_TEMPLATE/config.yml": "github-issue-config",
    ".github/ISSUE_TEMPLATE/bug.yml": "github-issue-forms",
    ".github/ISSUE_TEMPLATE/finding.yml": "github-issue-forms",
    ".github/ISSUE_TEMPLATE/import.yml": "github-issue-forms",
}


def test_every_file_for_the_host_is_known() -> None:
    assert {path.relative_to(ROOT).as_posix() for path in (ROOT / ".github").rglob("*.yml")} == set(KINDS)


@pytest.mark.parametrize("name", KINDS)
def test_it_is_valid(name: str) -> None:
    assert check_against_schema(ROOT / name, KINDS[name]) == (0, "ok -- validation done\n")


@pytest.mark.parametrize(
    ("name", "right", "wrong"),
    [
        (".github/workflows/publish.yml", "runs-on:", "run-on:"),
        (".github/workflows/test.yml", "strategy:", "strategies:"),
        (".github/dependabot.yml", "interval: weekly", "interval: sometimes"),
        (".github/ISSUE_TEMPLATE/bug.yml", "type: textarea", "type: textfield"),
    ],
)
def test_a_mistake_would_be_seen(name: str, right: str, wrong: str, tmp_path: Path) -> None:
    broken = tmp_path / "broken.yml"
    broken.write_text((ROOT / name).read_text("utf-8").replace(right, wrong), "utf-8")
    assert check_against_schema(broken, KINDS[name])[0] == 1


def test_it_runs_just_after_midnight_in_the_sites_zone() -> None:
    site = yaml.safe_load((ROOT / "content" / "site.yaml").read_text("utf-8"))
    (schedule,) = workflow()[True]["schedule"]  # YAML 1.1 reads `on` as true
    minute, hour, *days = schedule["cron"].split()
    assert days == ["*", "*", "*"]
    there = datetime(2026, 11, 20, int(hour), int(minute), tzinfo=UTC).astimezone(ZoneInfo(site["timezone"]))
    assert there.strftime("%H:%M") == "00:10"
    assert any(f"TZ={site['timezone']} date" in step.get("run", "") for step in steps())


def test_only_known_actions_are_used() -> None:
    used = {step["uses"].partition("@")[0] for path in (WORKFLOW, TESTING) for step in steps(path) if "uses" in step}
    assert used == ALLOWED


def test_actions_are_pinned_by_digest_with_their_version_beside() -> None:
    """A tag can be moved to other code; dependabot moves both."""
    pins: dict[str, set[str]] = {}
    for path in (WORKFLOW, TESTING, STARTERS / "github/publish.yml"):
        for name, pin in re.findall(r"uses: ([\w/-]+)@(.*)", path.read_text("utf-8")):
            assert re.fullmatch(r"[0-9a-f]{40} # v\d+\.\d+\.\d+", pin), (path.name, name, pin)
            pins.setdefault(name, set()).add(pin)
    assert [name for name, each in pins.items() if len(each) > 1] == []


def test_every_python_that_is_promised_is_tested() -> None:
    """From what pyproject.toml demands to 3.14; only what has never run may fail without stopping anything."""
    jobs = workflow(TESTING)["jobs"]
    matrix = jobs["linux"]["strategy"]["matrix"]["python"]
    least = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["requires-python"]
    assert least == f">={matrix[0]}"
    assert matrix == [f"3.{minor}" for minor in range(11, 15)]
    assert {name: job.get("continue-on-error", False) for name, job in jobs.items()} == {
        "linux": False,
        "elsewhere": True,
    }
    assert jobs["elsewhere"]["strategy"]["matrix"]["system"] == ["windows-latest", "macos-latest"]


def test_folders_of_tests_that_are_named_are_there() -> None:
    named = [word for step in steps(TESTING) for word in step.get("run", "").split() if word.startswith("tests/")]
    assert len(named) >= 10
    assert [each for each in named if not any((ROOT / each).glob("test_*.py"))] == []


# -- hooks of this repository


def test_hooks_of_this_repository_are_what_make_lint_and_make_types_run() -> None:
    makefile = (ROOT / "Makefile").read_text("utf-8")
    [local] = yaml.safe_load((ROOT / ".pre-commit-config.yaml").read_text("utf-8"))["repos"]
    entries = [hook["entry"].removesuffix(" --force-exclude") for hook in local["hooks"]]
    tools = {" ".join(entry.split()[:2]) for entry in entries if entry.startswith(".venv/bin/")}
    assert len(tools) == 4
    for tool in tools:
        assert tool.replace(".venv/bin", "$(BIN)").removesuffix(" --no-logo") in makefile, tool
    assert "make --no-print-directory check" in entries


# -- the version


def test_the_version_stands_in_one_place() -> None:
    said = CliRunner().invoke(program, ["--version"]).output
    assert said.strip() == f"taizhang, version {VERSION}"
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    assert "version" not in project["project"] and project["project"]["dynamic"] == ["version"]
    stated = project["tool"]["hatch"]["version"]
    found = re.search(stated["pattern"], (ROOT / stated["path"]).read_text("utf-8"))
    assert found and found["version"] == VERSION
    programs = [*(ROOT / "site_builder").rglob("*.py"), ROOT / "build.py", ROOT / "pyproject.toml"]
    assert [path.name for path in programs if f'"{VERSION}"' in path.read_text("utf-8")] == ["__init__.py"]


def test_the_changelog_has_a_part_for_each_version_the_newest_first() -> None:
    text = (ROOT / "CHANGELOG.md").read_text("utf-8")
    parts = re.findall(r"(?m)^## (.*)$", text)
    assert parts[0] == "[Unreleased]"
    released = [re.fullmatch(r"\[(\d+\.\d+\.\d+)\] - (\d{4}-\d{2}-\d{2})", part) for part in parts[1:]]
    assert all(released) and released[0] and released[0][1] == VERSION
    days = [found[2] for found in released if found]
    assert days == sorted(days, reverse=True)
    kinds = {"Added", "Changed", "Deprecated", "Removed", "Fixed", "Security"}
    # A part may say for whom it is ("Added: for editors"), and a version how one comes to it.
    named = {part.partition(":")[0] for part in re.findall(r"(?m)^### (.*)$", text)}
    assert {name for name in named if not re.fullmatch(r"Upgrading from \d+\.\d+\.\d+", name)} <= kinds


# -- publishing


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


@pytest.mark.parametrize("name", ["github/publish.yml", "gitlab/gitlab-ci.yml", "gitee/publish.yml"])
def test_a_project_compares_with_what_is_public_before_it_builds(name: str) -> None:
    text = (STARTERS / name).read_text("utf-8")
    compared = re.search(r"(?m)^ .*--against-published", text)
    assert compared and compared.start() < text.index("taizhang build")
    assert "第一次发布" in text


def test_this_repository_compares_with_what_is_public_whatever_started_it() -> None:
    [step] = [step for step in steps() if "make check" in step.get("run", "")]
    assert "--against-published $PUBLIC" in step["run"]
    assert step["env"]["PUBLIC"] == "${{ github.ref == 'refs/heads/main' && !inputs.first && 'live' || '' }}"
