"""Pipelines that `init --ci` writes: valid by the forge's schema, and run here command by command, below /repo/."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml
from click.testing import CliRunner

from site_builder import VERSION
from site_builder.commands.init import init
from tests.commands.hosting import Server, hosted
from tests.conftest import ROOT, TEXT, Space, some

FILES = {"github": ".github/workflows/publish.yml", "gitlab": ".gitlab-ci.yml", "gitee": ".workflow/publish.yml"}
OWN_SCHEMA = Path(__file__).parent / "gitee-go.schema.json"
SCHEMAS = {"github": "vendor.github-workflows", "gitlab": "vendor.gitlab-ci"}


def taizhang(*arguments: str, cwd: Path) -> None:
    call = [sys.executable, "-m", "site_builder", *arguments]
    subprocess.run(call, cwd=cwd, env=os.environ | {"PYTHONPATH": str(ROOT)}, check=True, capture_output=True)


class Project(Space):
    """A site in a repository of a forge, that is hosted below /repo/. `server`: the host; `forge`: whose pipeline it has."""

    server: Server
    forge: str

    @property
    def pipeline(self) -> Path:
        return self.folder / FILES[self.forge]

    def git(self, *arguments: str, **environment: str) -> None:
        call = ["git", "-c", "user.name=e", "-c", "user.email=e@example.invalid", *arguments]
        subprocess.run(call, cwd=self.folder, env=os.environ | environment, check=True, capture_output=True)


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """The pipeline of a forge as `init` writes it, in a folder of its own; nobody changes it."""

    @cache
    def of(forge: str) -> Path:
        home = tmp_path_factory.mktemp(forge)
        taizhang(
            "init", "repo", "--ci", forge, "--title", "试验台账", "--base-url", "https://tz.invalid/repo/", cwd=home
        )
        return home / "repo" / FILES[forge]

    return of


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Callable[[str], Project]]:
    (tmp_path / "bin").mkdir()
    program = f'#!/bin/sh\nPYTHONPATH={ROOT} exec {sys.executable} -m site_builder "$@"\n'
    for name, text in {"taizhang": program, "python": "#!/bin/sh\n", "python3": "#!/bin/sh\n"}.items():
        (tmp_path / "bin" / name).write_text(text)  # installing is what the wheel's tests are for
        (tmp_path / "bin" / name).chmod(0o755)
    with hosted(tmp_path / "host", "/repo/") as server:

        def made(forge: str) -> Project:
            folder = tmp_path / "repo"
            taizhang("init", str(folder), "--ci", forge, "--title", "试验台账", "--base-url", server.url, cwd=tmp_path)
            kept = (folder / "content/site.yaml").read_text("utf-8")
            project = Project(folder)
            project.write("site.yaml", kept)
            project.server, project.forge = server, forge
            project.notice()
            project.git("init", "-q", "-b", "main")
            project.git("add", "-A")
            project.git("commit", "-q", "-m", "begin")
            return project

        yield made


def problems(forge: str, path: Path) -> str:
    """What its schema has against a pipeline; '' where nothing."""
    if forge in SCHEMAS:
        command = pytest.importorskip("check_jsonschema", reason="check-jsonschema is not installed").main
        done = CliRunner().invoke(command, ["--builtin-schema", SCHEMAS[forge], str(path)])
        return "" if done.exit_code == 0 else done.output
    validator = jsonschema.Draft202012Validator(json.loads(OWN_SCHEMA.read_text("utf-8")))
    return "\n".join(each.message for each in validator.iter_errors(yaml.safe_load(path.read_text("utf-8"))))


@pytest.mark.parametrize("forge", FILES)
def test_it_is_valid(written: Callable[[str], Path], forge: str) -> None:
    assert problems(forge, written(forge)) == ""


@pytest.mark.parametrize(
    ("forge", "right", "wrong"),
    [
        ("github", "runs-on:", "run-on:"),
        ("github", "- cron:", "- crons:"),
        ("gitlab", "paths: [public]", "path: [public]"),
        ("gitlab", "  script:", "  scripts:"),
        ("gitee", "precise:", "branch:"),
        ("gitee", "step: build@python", "step: python"),
        ("gitee", "10 0 * * ?", "daily"),
    ],
)
def test_a_mistake_would_be_seen(
    written: Callable[[str], Path], tmp_path: Path, forge: str, right: str, wrong: str
) -> None:
    text = written(forge).read_text("utf-8")
    assert right in text
    path = tmp_path / written(forge).name
    path.write_text(text.replace(right, wrong), "utf-8")
    assert problems(forge, path) != ""


@pytest.mark.parametrize("forge", FILES)
def test_a_wheel_in_the_repository_is_what_is_installed(
    written: Callable[[str], Path], tmp_path: Path, forge: str
) -> None:
    """By its path: an index may have another program of that name and version."""
    line = next(each for each in commands(written(forge), forge, "push", first=True) if "pip install" in each)
    told = line.replace("python3 -m", "echo").replace("python -m", "echo")

    def installed() -> str:
        told_version = os.environ | {"TAIZHANG": VERSION}
        done = subprocess.run(
            ["sh", "-ec", told], cwd=tmp_path, env=told_version, check=True, capture_output=True, text=True
        )
        return done.stdout.strip()

    missing = installed()
    assert missing.startswith("pip install ./wheels/taizhang-") and "==" not in missing, "a path, there or not"
    (tmp_path / "wheels").mkdir()
    for version in ("0.1.0", VERSION + "1"):
        (tmp_path / "wheels" / f"taizhang-{version}-py3-none-any.whl").touch()
    assert installed() == missing
    (tmp_path / "wheels" / f"taizhang-{VERSION}-py3-none-any.whl").touch()
    assert installed() == f"pip install ./wheels/taizhang-{VERSION}-py3-none-any.whl"


@pytest.mark.parametrize("forge", FILES)
def test_the_version_stands_in_one_place_and_an_old_one_is_named(
    written: Callable[[str], Path], tmp_path: Path, capsys: pytest.CaptureFixture[str], forge: str
) -> None:
    text = written(forge).read_text("utf-8")
    assert text.count(VERSION) == 1
    path = tmp_path / FILES[forge]
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text.replace(VERSION, "0.0.9"), "utf-8")
    init(tmp_path, "台账", "https://tz.invalid/", "unofficial", "keep", ci=forge)  # type: ignore[arg-type]
    assert f"装的不是这个程序的版本（{VERSION}）" in capsys.readouterr().err
    assert "0.0.9" in path.read_text("utf-8"), "what is there is not changed"


@pytest.mark.parametrize("forge", FILES)
def test_that_the_wheel_is_missing_is_said_until_it_is_there(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], forge: str
) -> None:
    def said() -> str:
        init(tmp_path, "台账", "https://tz.invalid/", "unofficial", "keep", ci=forge)  # type: ignore[arg-type]
        return capsys.readouterr().err

    missing = f"wheels/ 里还没有程序的 taizhang-{VERSION}-….whl"
    assert missing in said()
    (tmp_path / "wheels").mkdir()
    (tmp_path / "wheels" / "taizhang-0.0.9-py3-none-any.whl").touch()
    assert missing in said(), "of another version"
    (tmp_path / "wheels" / f"taizhang-{VERSION}-py3-none-any.whl").touch()
    assert missing not in said()


def commands(pipeline: Path, forge: str, event: str, first: bool) -> list[str]:
    """The shell commands of a pipeline, with what its forge puts in for a run that publishes.

    Takes   event: what started it, in GitHub's words; first: whether it is the first publication
    """
    told: Any = yaml.safe_load(pipeline.read_text("utf-8"))
    if forge == "gitlab":
        scripts = [told[job]["script"] for job in ("check", "pages")]
        return [line for script in scripts for line in (*told["default"]["before_script"], *script)]
    if forge == "gitee":
        return [line for stage in told["stages"] for step in stage["steps"] for line in step["commands"]]
    found = []
    for step in told["jobs"]["build"]["steps"]:
        if step.get("if", f"github.event_name == '{event}'") == f"github.event_name == '{event}'" and "run" in step:
            public = "" if first else "live"
            settings = "".join(f"export {name}='{public}'\n" for name in step.get("env", {}))
            found.append(settings + step["run"])
    return found


def carried_out(project: Project, event: str = "push", first: bool = False, only: str = "") -> tuple[int, str]:
    """Exit status and words of the pipeline, up to the command that failed.

    Takes   only: words of the commands that are carried out; '' = all
    """
    said = ""
    chosen = some(each for each in commands(project.pipeline, project.forge, event, first) if only in each)
    environment = os.environ | {
        "PATH": f"{project.folder.parent / 'bin'}{os.pathsep}{os.environ['PATH']}",
        "FIRST_PUBLICATION": "true" if first else "",
        "TAIZHANG": VERSION,
        "PUBLISHED": "live",
    }
    for command in chosen:
        done = subprocess.run(
            ["bash", "-e", "-c", command], cwd=project.folder, env=environment, capture_output=True, encoding="utf-8", check=False
        )  # fmt: skip
        said += done.stdout + done.stderr
        if done.returncode:
            return done.returncode, said
    return 0, said


@pytest.mark.parametrize(
    "forge", ["github", *(pytest.param(each, marks=pytest.mark.audit) for each in ("gitlab", "gitee"))]
)
def test_it_publishes_below_repo_and_stops_what_changed_in_silence(
    project: Callable[[str], Project], forge: str
) -> None:
    here = project(forge)
    status, said = carried_out(here, first=True)
    assert status == 0, said
    pages = some(here.out.rglob("*.html"))
    links = {link for page in pages for link in re.findall(r'(?:href|src)="(/[^"]*)"', page.read_text("utf-8"))}
    assert len(links) > 20 and all(link.startswith("/repo/") for link in links), links
    here.out.rename(here.folder.parent / "host")
    taizhang("verify", here.server.url, cwd=here.folder)
    status, said = carried_out(here)
    assert status == 0, said
    before = here.tree()
    here.notice(text=TEXT.replace("问题已整改到位", "问题已整改"))
    status, said = carried_out(here)
    assert status == 1 and "H00" in said and here.tree() == before


@pytest.mark.parametrize("forge", FILES)
def test_a_mistake_publishes_nothing(project: Callable[[str], Project], forge: str) -> None:
    here = project(forge)
    here.write("notices/bad/notice.md", "---\ntitle: x\n---\n")
    status, said = carried_out(here, first=True)
    assert status == 1 and "notices/bad/notice.md" in said and not here.out.exists()


@pytest.mark.parametrize("forge", FILES)
def test_it_holds_no_test_of_the_program(written: Callable[[str], Path], forge: str) -> None:
    words = " ".join(commands(written(forge), forge, "schedule", first=True))
    assert "taizhang build" in words and not re.search(r"pytest|\bmake\b|ruff|mypy|tests/", words)


def test_a_quiet_repository_is_warned_before_its_schedule_is_switched_off(
    project: Callable[[str], Project],
) -> None:
    """The whole pipeline once; for other days the step that counts them."""
    here = project("github")
    assert "60 天" in here.pipeline.read_text("utf-8").split("name: publish")[0]
    for days, warned in ((0, False), (44, False), (45, True), (59, True)):
        then = (datetime.now(UTC) - timedelta(days=days, hours=1)).isoformat()
        here.git("commit", "-q", "--allow-empty", "-m", "quiet", GIT_COMMITTER_DATE=then, GIT_AUTHOR_DATE=then)
        said = carried_out(here, "schedule", first=True, only="" if days == 45 else "title=定时")[1]
        assert said.count(f"::warning title=定时运行快要停了::仓库已有 {days} 天") == warned, (days, said)
    assert "title=定时" not in "".join(commands(here.pipeline, "github", "push", first=True))
