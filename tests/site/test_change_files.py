"""`/changes/<month>.json`: what was published on each day, newest first, and nothing of a notice that is withdrawn."""

import json
from typing import Any

from tests.conftest import HEAD, LEDGER, Space

REPORT = """\
p1:
  entries:
    - as_of: "2024-11-05"
      basis: report
      status: ongoing
      about: m2
      source: {file: "r.txt"}
      quote: "正在清理历年沉淀资金"
"""


def month(space: Space, name: str) -> Any:
    return json.loads((space.out / "changes" / f"{name}.json").read_bytes())


def test_changes_of_each_month_newest_first(space: Space) -> None:
    space.write("notices/n/files/r.txt", "目前正在清理历年沉淀资金。")
    space.notice(ledger=REPORT)
    space.notice("m", head=HEAD.replace("2024-10-17", "2024-10-12"))
    space.build("2024-11-10")
    assert month(space, "index") == ["2024-11", "2024-10"]
    title = "关于“拨付迟缓”问题"
    assert month(space, "2024-11") == [
        {"day": "2024-11-05", "url": "/notices/n/p1/#e1", "kind": "entry", "title": title}
    ]
    assert [(c["day"], c["url"], c["kind"]) for c in month(space, "2024-10")] == [
        ("2024-10-17", "/notices/n/", "published"),
        ("2024-10-12", "/notices/m/", "published"),
    ]


def test_a_withdrawn_notice_is_in_no_file_of_changes(space: Space) -> None:
    space.notice(head=HEAD + "after_close: withdraw\n", ledger=LEDGER)
    space.build("2024-10-20")
    assert month(space, "index") == ["2024-10"]
    space.build("2024-12-01")
    assert month(space, "index") == [] and not (space.out / "changes/2024-10.json").exists()
