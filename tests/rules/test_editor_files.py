"""What makes an editor's program help on opening the folder, and other repositories use `check`."""

import json
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml

from site_builder.records.findings import Finding, Span, as_text
from site_builder.rules.key_descriptions import KEYS
from site_builder.rules.schemas import schemas

ROOT = Path(__file__).parents[2]
EXTENSION = ROOT / ".vscode" / "extensions" / "taizhang"


def read(name: str) -> Any:
    return json.loads((ROOT / ".vscode" / name).read_text("utf-8"))


def test_settings_point_to_schemas_and_files_that_are_there() -> None:
    pairs = read("settings.json")["yaml.schemas"]
    assert {path.removeprefix("./schemas/") for path in pairs} == set(schemas()) - {"head.json"}
    absent = {pattern for pattern in pairs.values() if not list(ROOT.glob(pattern))}
    assert absent <= {"content/calendar.yaml"}  # optional, and the demonstration needs none


def test_what_check_prints_is_matched_by_the_task() -> None:
    (task,) = (task for task in read("tasks.json")["tasks"] if task["label"] == "台账：检查")
    pattern = task["problemMatcher"]["pattern"]
    finding = Finding(
        at=Span(path="content/notices/a/notice.md", line=14, column=11),
        code="W003",
        what="期限先截止后开始",
        why="原因",
        mend="改法",
    )
    found = re.match(pattern["regexp"], as_text([finding], {}).split("\n")[0])
    assert found
    assert {key: found[pattern[key]] for key in ("file", "line", "column", "severity", "code", "message")} == {
        "file": "content/notices/a/notice.md", "line": "14", "column": "11",
        "severity": "error", "code": "W003", "message": "期限先截止后开始",
    }  # fmt: skip


# The stand-in for the editor: it hands the extension a document, and prints what the extension gives back.
STAGE = r"""
const Module = require("node:module");
const asked = JSON.parse(process.argv[1]);
const given = {};
const stub = {
  workspace: { getWorkspaceFolder: () => ({ uri: { fsPath: asked.root } }) },
  languages: {
    registerCompletionItemProvider: (where, provider) => (given.complete = provider),
    registerHoverProvider: (where, provider) => (given.explain = provider),
  },
  CompletionItemKind: { Property: "key", EnumMember: "value" },
  CompletionItem: class { constructor(label, kind) { Object.assign(this, { label, kind }); } },
  MarkdownString: class { constructor(value) { this.value = value; } },
  Range: class { constructor(...places) { this.places = places; } },
  Hover: class { constructor(contents, range) { Object.assign(this, { contents, range }); } },
};
const load = Module._load;
Module._load = (name, ...rest) => (name === "vscode" ? stub : load(name, ...rest));
require(asked.extension).activate({ subscriptions: [] });
const document = { uri: {}, getText: () => asked.text };
const place = { line: asked.line, character: asked.column };
const items = given.complete.provideCompletionItems(document, place);
const hover = given.explain.provideHover(document, place);
console.log(JSON.stringify({ items, hover }));
"""


def at_the_cursor(text: str) -> tuple[dict[str, dict[str, Any]], str]:
    """Options by name, and the explanation, where ⟦ stands in a notice.md."""
    if shutil.which("node") is None:
        pytest.skip("no node on this machine")
    start = text.index("⟦")
    line, column = text.count("\n", 0, start), start - text.rfind("\n", 0, start) - 1
    asked = {
        "root": str(ROOT),
        "extension": str(EXTENSION),
        "text": text.replace("⟦", ""),
        "line": line,
        "column": column,
    }
    done = subprocess.run(["node", "-e", STAGE, json.dumps(asked)], capture_output=True, text=True, check=True)
    said = json.loads(done.stdout)
    hover = said["hover"]
    return {item["label"]: item for item in said["items"]}, hover["contents"]["value"] if hover else ""


def head(lines: str) -> str:
    return f"---\n{lines}---\n## 一、整改情况\n\n正文\n"


def test_keys_of_the_head_are_completed_with_what_they_mean() -> None:
    options, _ = at_the_cursor(head("⟦\n"))
    assert {name: item["documentation"]["value"] for name, item in options.items()} == KEYS["Head"]
    required = [name for name, item in options.items() if item["detail"] == "必填"]
    assert required == ["title", "kind", "organ", "published", "window"]
    assert options["kind"]["insertText"] == "kind: "
    assert sorted(options, key=lambda name: options[name]["sortText"])[:5] == required


@pytest.mark.parametrize(
    ("lines", "record", "there"),
    [
        ("title: null\n⟦\nkind: closure\nwindow:\n  opens: null\n", "Head", {"title", "kind", "window"}),
        ("window:\n  kind: publication\n  ⟦\n", "Window", {"kind"}),
        ("title: null\ninspection:\n  ⟦\n", "Inspection", set()),
        ("inspection:\n  teams:\n    - x\n  ro⟦\n", "Inspection", {"teams"}),
        ("attachments:\n  - ⟦\n", "Attachment", set()),
        ('attachments:\n  - file: "a.pdf"\n    ⟦\n  - title: "乙"\n', "Attachment", {"file"}),
        ('attachments:\n  - title: "乙"\n  - ⟦\n    file: "a.pdf"\n', "Attachment", {"file"}),
        ("contacts:\n  phones: []\n\n  ⟦\nkind: closure\n", "Contacts", {"phones"}),
    ],
)
def test_keys_of_a_record_that_it_has_not_yet(lines: str, record: str, there: set[str]) -> None:
    options, _ = at_the_cursor(head(lines))
    assert list(options) == [key for key in KEYS[record] if key not in there]


def test_choices_are_completed_with_their_chinese_names() -> None:
    options, _ = at_the_cursor(head("kind: ⟦\n"))
    assert options["rectification"]["documentation"]["value"] == "整改通报"
    assert list(at_the_cursor(head("window:\n  kind: ob⟦\n"))[0]) == ["publication", "objection"]
    assert list(at_the_cursor(head("window: ⟦\n"))[0]) == ["unstated", "none"]
    assert list(at_the_cursor(head("draft: ⟦\n"))[0]) == ["true", "false"]


def test_a_key_is_explained() -> None:
    _, said = at_the_cursor(head("ki⟦nd: closure\n"))
    assert said.startswith(KEYS["Head"]["kind"]) and "`closure` 销号公示" in said
    _, said = at_the_cursor(head('window:\n  opens: "2026-10-12"\n  ⟦closes: "2026-10-16"\n'))
    assert said == KEYS["Window"]["closes"]


@pytest.mark.parametrize("text", ["正⟦文\n", head("title: x\n").replace("正文", "⟦"), head("title: 甲⟦乙\n"), "---⟦\n"])
def test_nothing_is_offered_elsewhere(text: str) -> None:
    assert at_the_cursor(text) == ({}, "")


def test_hook_runs_check_over_everything() -> None:
    [hook] = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))
    assert hook["entry"] == "tools/hook.py" and '"check"' in (ROOT / hook["entry"]).read_text("utf-8")
    assert hook["pass_filenames"] is False
    assert {"id", "name", "language"} <= set(hook)
