"""Words of another notice stand in no file while that notice is not public, whatever record of the ledger cites them."""

import gzip
from pathlib import Path

import pytest

from tests.cases import part
from tests.conftest import HEAD, SITE, Space

OPEN = HEAD.replace("2024-10-17", "2024-01-01").replace("2024-11-16", "2030-01-01")
OTHER = """\
## 一、核查情况 {role=summary}
经核查，该项整改已于2024年9月完成并验收合格，沉淀资金清理率由41.5%升至93.75%，市审计局同意销号。
剩余款项应于2025年3月前清理完毕。
公开期间共收到意见二十七条。
"""
_SOURCE = 'source: {notice: other, title: "独特标题关于核查的意见"}'
# Each cites words that stand in the other notice alone.
RECORDS = {
    "entry": f"""\
p1:
  entries:
    - as_of: "2024-10-17"
      status: done
      basis: report
      quote: "该项整改已于2024年9月完成并验收合格"
      {_SOURCE}
""",
    "due": f"""\
p1:
  due:
    - by: "2025-03"
      quote: "剩余款项应于2025年3月前清理完毕"
      {_SOURCE}
""",
    "moved due": f"""\
p1:
  due:
    - by: "2025-03"
      about: m2
      quote: "剩余款项应于2025年3月前清理完毕"
      {_SOURCE}
    - by: "2025-06"
      about: m2
      as_of: "2024-10-18"
      reason: "原定时间不足"
      quote: "计划于2025年6月前完成"
""",
    "assessment": f"""\
p1:
  assessments:
    - by: "市审计局"
      verdict: "验收合格"
      quote: "该项整改已于2024年9月完成并验收合格"
      {_SOURCE}
""",
    "closing": """\
p1:
  closing: {date: "2024-09", by: "市审计局", ref: "93.75", notice: other, quote: "市审计局同意销号"}
""",
    "feedback": f"""\
notice:
  feedback: {{received: "27", quote: "共收到意见二十七条", {_SOURCE}}}
""",
    "result": f"""\
targets:
  t1:
    item: p1
    quote: "计划于2025年6月前完成"
    metric: "清理率"
    result: {{value: "93.75", quote: "沉淀资金清理率由41.5%升至93.75%", {_SOURCE}}}
""",
}
WORDS = ("验收合格", "剩余款项应于2025年3月", "同意销号", "93.75", "二十七条", "独特标题")
SHOWN = {
    "entry": "验收合格",
    "due": WORDS[1],
    "moved due": WORDS[1],
    "assessment": "验收合格",
    "closing": "同意销号",
    "result": "93.75",
    "feedback": "二十七条",
}
STATES = {
    "embargoed": ("2024-10-16", HEAD.replace("关于巡察", "独特标题关于巡察"), "keep"),
    "drafted": ("2024-10-20", HEAD.replace("关于巡察", "独特标题关于巡察") + "draft: true\n", "keep"),
    "withdrawn": ("2024-11-17", HEAD.replace("关于巡察", "独特标题关于巡察"), "withdraw"),
}


def anywhere(out: Path, words: str) -> list[str]:
    """Files that hold words, packed ones too."""
    found = []
    for path in out.rglob("*"):
        if path.is_file():
            content = path.read_bytes()
            plain = gzip.decompress(content) if content[:2] == b"\x1f\x8b" else content
            if words.encode() in plain:
                found.append(path.relative_to(out).as_posix())
    return found


def citing(space: Space, record: str, head: str, after_close: str) -> None:
    space.write("site.yaml", SITE.replace("after_close: keep", f"after_close: {after_close}"))
    space.notice("other", text=OTHER, head=head)
    space.notice("n", head=OPEN, ledger=RECORDS[record])


CITED = [(record, state) for record in RECORDS for state in STATES]


@pytest.mark.parametrize("cited", part(CITED, lambda cited: cited if cited[0] == "entry" else cited[0], " ".join))
def test_words_of_a_notice_that_is_not_public_are_nowhere(space: Space, cited: tuple[str, str]) -> None:
    """In `make test` an entry in every state, and each other record in the first."""
    record, state = cited
    day, head, after_close = STATES[state]
    citing(space, record, head, after_close)
    space.build(day, search=True)
    assert {words: anywhere(space.out, words) for words in WORDS} == {words: [] for words in WORDS}
    other = anywhere(space.out, "notices/other")
    if state != "withdrawn":  # a tombstone, and the deletion in feeds, keep the address
        assert other == []


@pytest.mark.parametrize("record", RECORDS)
def test_they_come_with_the_notice_and_go_with_it(space: Space, record: str) -> None:
    _, head, after_close = STATES["withdrawn"]
    citing(space, record, head, after_close)
    space.build("2024-10-16")
    before = space.tree()
    space.build("2024-10-20")
    assert anywhere(space.out / "notices/n", SHOWN[record])
    space.build("2024-11-17")
    assert anywhere(space.out / "notices/n", SHOWN[record]) == []
    space.build("2024-10-16")
    assert space.tree() == before, "a day gives the same bytes whatever was built between"


def test_closing_and_due_stay_without_words(space: Space) -> None:
    _, head, after_close = STATES["withdrawn"]
    for record, key in (("closing", "closing"), ("due", "due")):
        citing(space, record, head, after_close)
        space.build("2024-11-17")
        told = space.json()["problems"][0][key]
        assert told == (
            {"date": "2024-09", "by": "市审计局", "ref": None, "notice": None, "quote": None}
            if key == "closing"
            else [{"by": "2025-03", "about": None, "quotes": [], "as_of": None, "reason": None, "suggested": False}]
        )
