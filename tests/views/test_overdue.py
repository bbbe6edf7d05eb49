"""逾期 in a built site: only by words that are dated after the due day and say that it was not done."""

import pytest

from tests.conftest import HEAD, Space

LEDGER = """\
p1:
  due:
    - by: "2025-06"
      about: m2
      quote: "计划于2025年6月前完成"
  entries:
    - as_of: "2025-08-01"
      status: ongoing
      about: m2
      basis: report
      quote: "%s"
      source: {%s}
"""
OTHER = "## 一、进展 {role=summary}\n%s。\n"


def marks(space: Space, words: str, source: str) -> list[str]:
    space.notice(ledger=LEDGER % (words, source))
    space.build("2025-09-01")
    return list(space.json()["problems"][0]["marks"])


@pytest.mark.parametrize(("published", "expected"), [("2025-07-20", ["overdue"]), ("2025-06-20", [])])
def test_by_another_notice(space: Space, published: str, expected: list[str]) -> None:
    """A paper that is older than the due day says nothing of it, whatever day its entry bears."""
    head = HEAD.replace("2024-10-17", published).replace("2024-11-16", "2025-12-31")
    space.notice("other", text=OTHER % "沉淀资金尚未清理完毕", head=head)
    assert marks(space, "沉淀资金尚未清理完毕", "notice: other") == expected


@pytest.mark.parametrize(("day", "expected"), [("2025年7月20日", ["overdue"]), ("2025年3月20日", [])])
def test_by_a_file(space: Space, day: str, expected: list[str]) -> None:
    space.write("notices/n/files/a.txt", f"沉淀资金尚未清理完毕。\n云州市审计局\n{day}\n")
    assert marks(space, "沉淀资金尚未清理完毕", 'file: "a.txt"') == expected
