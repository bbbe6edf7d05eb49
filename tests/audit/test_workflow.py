"""actionlint, the checker of GitHub Actions, on both workflows: their syntax, expressions, contexts and runners."""

import json
import subprocess
from typing import Any

import pytest

from tests.audit.conftest import checker
from tests.conftest import ROOT

pytestmark = pytest.mark.audit

WORKFLOWS = ROOT / ".github" / "workflows"
WORKFLOW = WORKFLOWS / "publish.yml"
LINT = """\
const { createLinter } = await import(process.argv[1]);
const { readFileSync } = await import("node:fs");
const lint = await createLinter();
console.log(JSON.stringify(lint(readFileSync(0, "utf8"), "publish.yml")));
process.exit(0);
"""


def found(text: str) -> list[dict[str, Any]]:
    module = checker("actionlint/node.mjs").as_uri()
    command = ["node", "--input-type=module", "-e", LINT, module]
    done = subprocess.run(command, input=text, capture_output=True, text=True, check=True, timeout=60)
    value: list[dict[str, Any]] = json.loads(done.stdout)
    return value


@pytest.mark.parametrize("name", ["publish.yml", "test.yml"])
def test_the_workflow_is_sound(name: str) -> None:
    assert found((WORKFLOWS / name).read_text("utf-8")) == []


@pytest.mark.parametrize(
    ("right", "wrong", "kind"),
    [
        ("runs-on: ubuntu-latest", "runs-on: ubuntu-lastest", "runner-label"),
        ("github.event_name == 'push'", "github.event_nam == 'push'", "expression"),
        ("needs: build\n", "needs: bild\n", "job-needs"),
        ("cancel-in-progress:", "cancel-in-progres:", "syntax-check"),
    ],
)
def test_a_mistake_in_it_is_found(right: str, wrong: str, kind: str) -> None:
    text = WORKFLOW.read_text("utf-8")
    assert right in text
    assert kind in {each["kind"] for each in found(text.replace(right, wrong, 1))}
