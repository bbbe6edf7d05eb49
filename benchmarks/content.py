"""Writes made-up records in our content format."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from benchmarks.records import Item, Notice, Organ, Round, organs, rounds

SITE = """\
title: "云州市整改公开台账（测速）"
format: 1
base_url: "https://taizhang.invalid/"
timezone: "Asia/Shanghai"
operator: unofficial
after_close: keep
approval: "off"
exports: true
robots: noindex
stale_after_days: 365
footer:
  sponsor: "台账项目测速站（云州市为虚构城市）"
  contact: "电话 0000-8200000，电子邮箱 demo@taizhang.invalid"
"""


def write_content(records: Iterable[Notice], into: Path) -> int:
    """Writes site.yaml, organs.yaml, inspections.yaml and the notices; gives the number of notices."""
    (into / "notices").mkdir(parents=True, exist_ok=True)
    (into / "site.yaml").write_text(SITE, "utf-8")
    (into / "organs.yaml").write_text("".join(_organ(organ) for organ in organs()), "utf-8")
    (into / "inspections.yaml").write_text("".join(_round(each) for each in rounds()), "utf-8")
    written = 0
    for notice in records:
        write_notice(notice, into)
        written += 1
    return written


def write_notice(notice: Notice, into: Path) -> None:
    folder = into / "notices" / notice.slug
    folder.mkdir(exist_ok=True)
    (folder / "notice.md").write_text(notice_text(notice), "utf-8")
    ledger = ledger_text(notice)
    if ledger:
        (folder / "ledger.yaml").write_text(ledger, "utf-8")


def notice_text(notice: Notice) -> str:
    return "\n".join(_head(notice)) + "\n" + "\n\n".join(_body(notice)) + "\n"


def _head(notice: Notice) -> Iterator[str]:
    yield "---"
    yield f'title: "{notice.title}"'
    yield "kind: rectification"
    yield f"organ: {notice.organ.id}"
    yield f"inspection: {notice.round.id}"
    yield f'published: "{notice.opens}"'
    yield "window:"
    yield "  kind: publication"
    yield f'  opens: "{notice.opens}"'
    yield f'  closes: "{notice.closes}"'
    yield f'  quote: "{notice.window_quote}"'
    yield "contacts:"
    yield f'  phones: ["{notice.organ.phone}"]'
    yield f'  emails: ["{notice.organ.email}"]'
    yield "signed:"
    yield f'  by: ["中共{notice.organ.name}党组"]'
    yield f'  date: "{notice.opens}"'
    yield "states: problem"
    yield f'stated: {{problems: {len(notice.items)}, quote: "共{len(notice.items)}项问题"}}'
    if notice.follows:
        yield f"follows: {notice.follows}"
    yield "---\n"


def _body(notice: Notice) -> Iterator[str]:
    yield notice.opening
    yield "## 一、整改工作组织情况 {role=leadership}"
    yield from notice.leadership
    yield "## 二、巡察反馈问题整改情况 {role=problems}"
    for category in notice.categories:
        yield f"### {category.heading}"
        for item in category.items:
            yield f"#### {item.number}. {item.title} {{#{item.id}}}"
            yield from item_blocks(item)
    yield "## 三、下一步工作安排 {role=next-steps}"
    yield from notice.next_steps
    yield from closing_words(notice)


def item_blocks(item: Item) -> Iterator[str]:
    """What stands under an item's heading: the same words in our format and in Markdown."""
    yield "整改情况："
    yield "\n".join(f"- {measure}" for measure in item.measures)
    if item.closing:
        yield item.closing


def closing_words(notice: Notice) -> Iterator[str]:
    yield (
        f"{notice.window_quote}。如有意见建议，请通过以下方式反映。联系电话：{notice.organ.phone}；"
        f"电子邮箱：{notice.organ.email}。"
    )
    yield f"中共{notice.organ.name}党组"
    yield f"{notice.opens.year}年{notice.opens.month}月{notice.opens.day}日"


def ledger_text(notice: Notice) -> str:
    return "".join(line + "\n" for item in notice.items for line in _ledger(item, str(notice.opens)))


def _ledger(item: Item, published: str) -> Iterator[str]:
    if not (item.entry or item.due or item.responsible):
        return
    yield f"{item.id}:"
    if item.responsible:
        yield "  responsible:"
        yield f'    - unit: "{item.responsible.unit}"'
        yield f'      role: "{item.responsible.role}"'
        yield f'      quote: "{item.responsible.quote}"'
    if item.due:
        yield "  due:"
        yield f'    - by: "{item.due.by}"'
        yield f"      about: m{len(item.measures)}"
        yield f'      quote: "{item.due.quote}"'
    if item.entry:
        yield "  entries:"
        yield f'    - as_of: "{published}"'
        yield f"      status: {item.entry.status}"
        yield "      basis: notice"
        yield f'      quote: "{item.entry.quote}"'


def _organ(organ: Organ) -> str:
    return (
        f'{organ.id}:\n  name: "{organ.name}"\n  short: "{organ.short}"\n  kind: government\n  region: "云州市"\n'
        f'  contact:\n    phones: ["{organ.phone}"]\n    emails: ["{organ.email}"]\n'
    )


def _round(each: Round) -> str:
    teams = ", ".join(f'"{team}"' for team in each.teams)
    return (
        f'{each.id}:\n  level: "市委"\n  round: "{each.name}"\n  type: "巡察"\n  topic: "常规巡察"\n  teams: [{teams}]\n'
        f'  started: "{each.started}"\n  ended: "{each.ended}"\n  feedback: "{each.feedback}"\n'
    )
