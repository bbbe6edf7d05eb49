"""Writes the same records as a Hugo site, in both ways of feeding it: a content adapter over data files, or content files."""

import json
import shutil
from collections.abc import Iterable
from itertools import product
from pathlib import Path
from typing import Any, Literal

from benchmarks.content import closing_words, item_blocks
from benchmarks.records import Item, Notice, organs

Form = Literal["adapter", "files"]
SKELETON = Path(__file__).resolve().parent / "hugo_site"
STATUSES = ("unstated", "not-started", "ongoing", "partial", "done", "closed")
STATUS_NAMES = dict(
    zip(
        STATUSES,
        ("原文未逐项标注", "尚未整改", "正在整改", "基本完成（取得阶段性成果）", "已完成整改", "已销号"),
        strict=True,
    )
)


def write_hugo(records: Iterable[Notice], into: Path, form: Form) -> int:
    """Writes hugo.yaml, layouts and the notices in one of two forms; gives the number of notices."""
    into.mkdir(parents=True, exist_ok=True)
    shutil.copy(SKELETON / "hugo.yaml", into)
    shutil.copytree(SKELETON / "layouts", into / "layouts", dirs_exist_ok=True)
    shutil.copytree(SKELETON / "content", into / "content", dirs_exist_ok=True)
    known = list(records)
    if form == "adapter":
        shutil.copy(SKELETON / "adapter" / "_content.gotmpl", into / "content" / "notices")
        (into / "data" / "notices").mkdir(parents=True, exist_ok=True)
    _terms(known, into / "content")
    titles = {notice.slug: notice.title for notice in known}
    for number, notice in enumerate(known):
        before = known[number - 1] if number else None
        after = known[number + 1] if number + 1 < len(known) else None
        write_notice(notice, into, form, neighbours_of(before, after), titles)
    return len(known)


def write_notice(notice: Notice, into: Path, form: Form, neighbours: dict[str, Any], titles: dict[str, str]) -> None:
    """Writes one notice again, as after an edit of its text."""
    record = notice_record(notice, titles) | neighbours
    if form == "adapter":
        _write(into / "data" / "notices" / f"{notice.slug}.json", _json(record))
    else:
        _write_pages(record, notice, into / "content" / "notices" / notice.slug)


def notice_record(notice: Notice, titles: dict[str, str]) -> dict[str, Any]:
    """One notice as a data file: every word of its text once."""
    url = f"/notices/{notice.slug}/"
    items: list[dict[str, Any]] = []
    for category in notice.categories:
        for position, item in enumerate(category.items):
            items.append(_item(item, category.heading, url))
            items[-1]["heading"] = f"### {category.heading}" if position == 0 else None
    for before, after in zip(items, items[1:], strict=False):
        before["following"] = {"url": f"{url}{after['id']}/", "title": f"{after['number']}. {after['title']}"}
        after["previous"] = {"url": f"{url}{before['id']}/", "title": f"{before['number']}. {before['title']}"}
    organ, inspection = notice.organ, notice.round
    return {
        "title": notice.title,
        "organ": {
            "id": organ.id,
            "name": organ.name,
            "url": f"/organs/{organ.id}/",
            "phone": organ.phone,
            "email": organ.email,
        },
        "round": {"name": inspection.name, "teams": inspection.teams}
        | {key: str(getattr(inspection, key)) for key in ("started", "ended", "feedback")},
        "opens": str(notice.opens),
        "closes": str(notice.closes),
        "year": str(notice.opens.year),
        "window_quote": notice.window_quote,
        "follows": {"url": f"/notices/{notice.follows}/", "title": titles.get(notice.follows, "")}
        if notice.follows
        else None,
        "lead": notice.opening,
        "before": [notice.opening, "## 一、整改工作组织情况", *notice.leadership, "## 二、巡察反馈问题整改情况"],
        "items": items,
        "after": ["## 三、下一步工作安排", *notice.next_steps, *closing_words(notice)],
    }


def _item(item: Item, category: str, url: str) -> dict[str, Any]:
    quoted: dict[str, Any] = {"entry": None, "due": None, "responsible": None, "previous": None, "following": None}
    where = f"{url}#{item.id}"
    if item.entry:
        quoted["entry"] = _quote(item.entry.quote, item.closing, where)
    if item.due:
        quote = _quote(item.due.quote, item.measures[-1], where)
        quoted["due"] = quote | {"by": item.due.by, "last": f"{item.due.by}-31"}
    if item.responsible:
        quote = _quote(item.responsible.quote, item.measures[0], where)
        quoted["responsible"] = quote | {"unit": item.responsible.unit, "role": item.responsible.role}
    return quoted | {
        "id": item.id,
        "number": item.number,
        "title": item.title,
        "category": category,
        "status": item.status,
        "measures": item.measures,
        "closing": item.closing,
    }


def _quote(words: str, block: str, url: str) -> dict[str, str]:
    """The words in their sentence."""
    at = block.index(words)
    start = block.rfind("。", 0, at) + 1
    stop = block.find("。", at) + 1 or len(block)
    return {"before": block[start:at], "words": words, "after": block[at + len(words) : stop], "url": url}


def _write_pages(record: dict[str, Any], notice: Notice, folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    shared = {key: record[key] for key in ("organ", "opens", "closes")} | {"notice": record["title"]}
    dated = {"date": record["opens"]}
    blocks = list(record["before"])
    light = [{key: item[key] for key in ("id", "number", "title", "status", "due")} for item in record["items"]]
    for item, value in zip(notice.items, record["items"], strict=True):
        text = "\n\n".join(item_blocks(item))
        if value["heading"]:
            blocks.append(value["heading"])
        blocks.append(f"#### {item.number}. {item.title} {{#{item.id}}}\n\n{text}")
        shown = {
            key: each
            for key, each in value.items()
            if key not in ("measures", "closing", "heading", "previous", "following")
        }
        params = shared | {
            "item": shown,
            "lead": item.measures[0],
            "previous": value["previous"],
            "following": value["following"],
        }
        head = dated | {"title": item.title, "layout": "problem", "params": params}
        head |= {"statuses": [item.status], "statusyears": [f"{item.status}-{record['year']}"]}
        _write(folder / f"{item.id}.md", _page(head, text))
    params = shared | {
        key: record[key] for key in ("round", "lead", "window_quote", "follows", "previous", "following")
    }
    head = dated | {"title": record["title"], "layout": "notice", "params": params | {"items": light}}
    head |= {"organs": [record["organ"]["id"]], "years": [record["year"]]}
    _write(folder / "_index.md", _page(head, "\n\n".join([*blocks, *record["after"]])))
    rows = [{key: item[key] for key in (*light[0], "measures", "entry", "responsible")} for item in record["items"]]
    params = shared | {"items": rows, "lead": record["lead"]}
    _write(
        folder / "ledger.md",
        _page(dated | {"title": f"台账：{record['title']}", "layout": "ledger", "params": params}, ""),
    )


def _terms(known: list[Notice], content: Path) -> None:
    """Pages of organs, statuses and status by year, with their titles and addresses."""
    publishing = {notice.organ.id for notice in known}
    for organ in organs():
        if organ.id not in publishing:  # ours has no page for an organ without a notice
            continue
        _term(content / "organs" / organ.id, {"title": organ.name})
    for status in STATUSES:
        _term(content / "statuses" / status, {"title": STATUS_NAMES[status], "slug": status})
    years = sorted({notice.opens.year for notice in known})
    for status, year in product(STATUSES, years):  # ours has every status of a year, empty or not
        head = {"title": f"{STATUS_NAMES[status]}（{year}年）", "url": f"/status/{status}/{year}/"}
        _term(content / "statusyears" / f"{status}-{year}", head)


def _term(folder: Path, head: dict[str, str]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    _write(folder / "_index.md", _page(head, ""))


def neighbours_of(before: Notice | None, after: Notice | None) -> dict[str, Any]:
    found = {"previous": before, "following": after}
    return {
        key: {"url": f"/notices/{each.slug}/", "title": each.title} if each else None for key, each in found.items()
    }


def _page(head: dict[str, Any], text: str) -> str:
    return f"{_json(head)}\n\n{text}\n"


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1)


def _write(path: Path, text: str) -> None:
    path.write_text(text, "utf-8")
