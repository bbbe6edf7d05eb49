"""After any sequence of edits an incremental build gives the bytes of a clean one, on any executor."""

import random
import shutil
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from site_builder.build import site_making, unit_making, workers
from site_builder.build.plan import EXPORT_ROWS, SOURCES, unit_key
from site_builder.records.findings import ContentError
from site_builder.unit.aspects import AspectDigests
from site_builder.unit.card_digests import aspect_digests
from tests.cases import part
from tests.conftest import DUE_LEDGER, HEAD, ORGANS, SITE, TEMPLATES, TEXT, Space

SLUGS = ("a", "b", "c", "d")


class Shuffled(ThreadPoolExecutor):
    """Completes calls in another order than they came in."""

    def __init__(self, seed: int):
        super().__init__(3)
        self.random = random.Random(seed)

    def submit(self, fn: Any, /, *args: Any, **kwargs: Any) -> Future[Any]:
        wait = self.random.random() / 200

        def late() -> Any:
            time.sleep(wait)
            return fn(*args, **kwargs)

        return super().submit(late)


def edit(space: Space, chance: random.Random, templates: Path) -> str:
    """One random edit of the site; what it was."""
    slug = chance.choice(SLUGS)
    kind = chance.choice(
        [
            "text",
            "ledger",
            "link",
            "organ",
            "template",
            "settings",
            "window",
            "withdrawn",
            "remove",
            "delete",
            "alter",
            "page",
            "theme",
            "due",
            "inspection",
        ]
    )
    if kind == "text":
        space.notice(slug, text=TEXT.replace("台账不全", f"台账不全{chance.randrange(5)}"))
    elif kind == "ledger":
        day = f"2024-1{chance.randrange(3)}-05"
        space.write(f"notices/{slug}/files/r.txt", f"现场检查后确认已完成全部补录工作。第{chance.randrange(3)}稿。")
        words = f'p2:\n  entries:\n    - as_of: "{day}"\n      status: done\n      basis: report\n'
        space.notice(slug, ledger=words + '      quote: "确认已完成全部补录工作"\n      source: {file: "r.txt"}\n')
    elif kind == "due":
        month = chance.randrange(1, 7)
        text = TEXT.replace("2025年6月", f"2025年{month}月")
        ledger = DUE_LEDGER.replace("2025-06", f"2025-0{month}").replace("2025年6月", f"2025年{month}月")
        space.notice(slug, text=text, ledger=ledger)
    elif kind == "inspection":
        space.notice(slug, head=HEAD + f'inspection:\n  feedback: "202{chance.randrange(2, 4)}-11-05"\n')
    elif kind == "link":
        other = chance.choice([s for s in SLUGS if s != slug])
        space.notice(
            slug, head=HEAD + f"follows: {other}\n", ledger=f'p1:\n  same_as:\n    - {{notice: "{other}", item: p2}}\n'
        )
    elif kind == "organ":
        space.write("organs.yaml", ORGANS.replace("8300001", f"830000{chance.randrange(1, 9)}"))
    elif kind == "template":
        name = chance.choice(["pages/problem.html", "pages/organs.html", "site_footer.html", "styles/base.css"])
        path = templates / name
        path.write_text(path.read_text("utf-8") + ("\n" if name.endswith("html") else "\n/* x */\n"), "utf-8")
    elif kind == "settings":
        space.write("site.yaml", SITE.replace("试验台账", f"试验台账{chance.randrange(3)}"))
    elif kind == "window":
        space.notice(slug, head=HEAD.replace("2024-11-16", f"2024-11-{chance.randrange(17, 29)}"))
    elif kind == "withdrawn":
        space.notice(slug, head=HEAD + f'withdrawn: "2024-1{chance.randrange(3)}-25"\n')
    elif kind == "remove" and (space.content / "notices" / slug).exists():
        space.remove(slug)
    elif kind == "page":
        space.write("pages/help.md", f"---\ntitle: 帮助{chance.randrange(3)}\n---\n[数据](/data/)\n")
    elif kind == "theme":
        space.write("themes.yaml", f'a:\n  title: "专题{chance.randrange(3)}"\n  items: ["{slug}/p1"]\n')
    elif kind in ("delete", "alter") and space.out.exists():
        files = sorted(p for p in space.out.rglob("*.html"))
        if files:
            path = chance.choice(files)
            path.unlink() if kind == "delete" else path.write_text("altered", "utf-8")
    return f"{kind} {slug}"


def compare(seed: int, steps: int) -> str | None:
    """The first step after which incremental and clean differ; None where they never do."""
    chance = random.Random(seed)
    with tempfile.TemporaryDirectory() as folder:
        space = Space(Path(folder))
        templates = Path(folder) / "templates"
        shutil.copytree(TEMPLATES, templates)
        for slug in SLUGS:
            space.notice(slug)
        day = date(2024, 10, 20)
        done: list[str] = []
        for _ in range(steps):
            done.append(edit(space, chance, templates))
            day += timedelta(days=chance.choice([0, 0, 1, 27, -27]))
            try:
                result = space.build_after_early_check(
                    day, templates, Shuffled(seed) if chance.random() < 0.3 else None
                )
                clean = space.build(day, templates=templates, out=space.folder / "clean", clean=True)
            except ContentError:
                continue
            counted = [(each.files, each.pages, each.bytes) for each in (result, clean)]
            if counted[0] != counted[1]:
                return f"seed {seed}, {day}: {done} {counted}"
            if space.tree() != space.tree(space.folder / "clean"):
                differing = {k for k in space.tree() if space.tree()[k] != space.tree(space.folder / "clean").get(k)}
                return f"seed {seed}, {day}: {done} {sorted(differing)[:5]}"
    return None


@pytest.fixture(params=["small", "large"])
def size(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """A large site writes its exports in a thread, and does not search its folders for files of others: here a small one."""
    if request.param == "large":
        monkeypatch.setattr("site_builder.build.site_making.EXPORT_THREAD_FROM", 0)
        monkeypatch.setattr("site_builder.build.pipeline.WALK_UP_TO", 0)
        monkeypatch.setattr("site_builder.build.unchanged.WALK_UP_TO", 0)


@pytest.mark.usefixtures("size")
@pytest.mark.parametrize("seed", [0, *(pytest.param(seed, marks=pytest.mark.audit) for seed in (1, 2))])
def test_incremental_equals_clean(seed: int) -> None:
    assert compare(seed, 6) is None


@pytest.mark.audit
@pytest.mark.usefixtures("size")
@pytest.mark.parametrize("seed", range(100, 130))
def test_incremental_equals_clean_at_length(seed: int) -> None:
    assert compare(seed, 30) is None


PARTS = {
    "organ": lambda context: replace(context, organ=None),
    "links": lambda context: replace(context, links=(), linked_by=(), matters=()),
    "matters": lambda context: replace(context, matters=()),
    "themes": lambda context: replace(context, themes=()),
    "neighbours": lambda context: replace(context, previous=None, following=None),
    "chain": lambda context: replace(context, chain=()),
    "cited": lambda context: replace(context, links=tuple(replace(link, cited=b"") for link in context.links)),
}


def _other_organ(space: Space) -> None:
    space.write("organs.yaml", ORGANS.replace("8300001", "8300007"))


def _linked_title(space: Space) -> None:
    space.notice("b", head=HEAD.replace("关于巡察整改", "关于新名称").replace("organ: amr", "organ: null"))


def _neighbours_title(space: Space) -> None:
    space.notice("b", head=HEAD.replace("关于巡察整改", "关于新名称"))


def _other_theme(space: Space) -> None:
    space.write("themes.yaml", 'a:\n  title: "专题"\n  items: ["a/p1"]\n')


def _last_title(space: Space) -> None:
    """The last of a chain, which the first neither names nor is named by."""
    space.notice("c", head=_third("关于新名称"))


def _third_of_a_matter(space: Space) -> None:
    """Of three notices about one matter the last, which points to the second as the first does."""
    space.notice("c", head=_third("关于新名称").replace("follows: b\n", ""), ledger=_same_as_b())


def _cited_text(space: Space) -> None:
    """The words that are quoted stay, those around them, which are shown with them, do not."""
    space.notice("b", text=TEXT.replace("压缩拨付时限", "缩短拨付时限"))


EDITS = {
    "organ": _other_organ,
    "links": _linked_title,
    "matters": _third_of_a_matter,
    "themes": _other_theme,
    "neighbours": _neighbours_title,
    "chain": _last_title,
    "cited": _cited_text,
}


@pytest.mark.parametrize("left_out", part(PARTS, lambda name: list(PARTS).index(name) // 3))
def test_a_part_left_out_of_the_context_is_noticed(
    space: Space, left_out: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Incremental and clean differ as soon as a unit's key forgets a part of its context; with the whole they agree."""
    honest = unit_key

    def differs(key: Callable[..., bytes]) -> bool:
        monkeypatch.setattr(unit_making, "unit_key", key)
        _start(space, linked=left_out in ("links", "matters"), cited=left_out == "cited", chained=left_out == "chain")
        space.build(clean=True)
        EDITS[left_out](space)
        space.build()
        space.build(out=space.folder / "clean", clean=True)
        return space.tree() != space.tree(space.folder / "clean")

    assert not differs(honest)
    assert differs(lambda sources, context, *others: honest(sources, PARTS[left_out](context), *others))


@pytest.mark.parametrize(
    "left_out",
    part(["organ", "links", "matters", "neighbours", "chain", "cited"], lambda name: name in ("links", "chain")),
)
def test_a_key_of_all_contexts_that_stays_the_same_is_noticed(
    space: Space, left_out: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(unit_making, "contexts_key", lambda *_: b"always the same!")
    _start(space, linked=left_out in ("links", "matters"), cited=left_out == "cited", chained=left_out == "chain")
    space.build(clean=True)
    EDITS[left_out](space)
    space.build()
    space.build(out=space.folder / "clean", clean=True)
    assert space.tree() != space.tree(space.folder / "clean")


QUOTING = """\
p1:
  entries:
    - as_of: "2024-10-18"
      status: ongoing
      about: m1
      basis: report
      source: {notice: "b"}
      quote: "一是已制定《资金拨付办法》"
"""


def _same_as_b() -> str:
    return 'p1:\n  same_as:\n    - {notice: "b", item: p2, quote: "一是已制定《资金拨付办法》"}\n'


def _third(title: str) -> str:
    return HEAD.replace("关于巡察整改", title).replace("organ: amr", "organ: null") + "follows: b\n"


def _start(space: Space, linked: bool, cited: bool, chained: bool) -> None:
    space.write("organs.yaml", ORGANS)
    space.write("themes.yaml", 'a:\n  title: "专题"\n  items: ["b/p1"]\n')
    ledger = _same_as_b() if linked else None
    ledger = QUOTING if cited else ledger
    space.notice("a", head=HEAD.replace("2024-10-17", "2024-10-16", 1), ledger=ledger)
    space.notice("b", head=(HEAD.replace("organ: amr", "organ: null") if linked else HEAD) + "follows: a\n" * chained)
    if (space.content / "notices" / "c").exists():
        space.remove("c")
    if chained:
        space.notice("c", head=_third("关于旧名称"))


BOTH = """\
p1:
  entries:
    - as_of: "2024-11-01"
      status: done
      about: m1
      quote: "一是已制定《资金拨付办法》"
p2:
  entries:
    - as_of: "2024-12-01"
      status: done
      quote: "已完成全部台账补录，问题已整改到位"
"""
OTHER = BOTH[BOTH.index("p2:") :].replace("2024-12-01", "2024-11-01")
SWAPPED = BOTH.replace("11-01", "x").replace("12-01", "11-01").replace("x", "12-01")
MENDED = """\
notice:
  corrections:
    - {date: "2024-10-26", kind: correction, what: "一处数字", why: "笔误", before: "三", after: "四"}
"""
JULY = TEXT.replace("2025年6月", "2025年7月")
Site = tuple[str, str, str | None]  # head, text, ledger


def due_on(day: int) -> Site:
    words = f"6月{day}日前"
    return HEAD, TEXT.replace("6月前", words), DUE_LEDGER.replace("2025-06", f"2025-06-{day}").replace("6月前", words)


FACETS: dict[str, tuple[Site, Site]] = {
    "brief": ((HEAD, TEXT, None), (HEAD.replace("关于巡察整改", "关于新名称"), TEXT, None)),
    "items": ((HEAD, TEXT, OTHER), (HEAD, TEXT, OTHER.replace("11-01", "12-01"))),
    "titles": ((HEAD, TEXT, None), (HEAD, TEXT.replace("“台账不全”", "“账目不全”"), None)),
    "addresses": ((HEAD, TEXT, BOTH), (HEAD, TEXT, SWAPPED)),
    "entries": ((HEAD, TEXT, OTHER), (HEAD, TEXT, OTHER.replace("已完成全部台账补录，问题", "问题"))),
    "dues": (due_on(15), due_on(20)),  # the month is in the brief
    "documents": ((HEAD, TEXT, None), (HEAD, TEXT.replace("资金拨付办法", "资金拨付规程"), None)),
    "changes": ((HEAD, TEXT, MENDED), (HEAD, TEXT, MENDED.replace("笔误", "排印有误"))),
    "events": ((HEAD, TEXT, DUE_LEDGER), (HEAD, JULY, DUE_LEDGER.replace("2025-06", "2025-07").replace("6月", "7月"))),
    "whole": ((HEAD, TEXT, None), (HEAD, TEXT.replace("全部台账", "所有台账"), None)),
}


@pytest.mark.parametrize("facet", part(FACETS, lambda name: list(FACETS).index(name) // 3))
def test_a_facet_that_does_not_change_is_noticed(space: Space, facet: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Some page of the site depends on each facet: where its digest stays the same, that page goes stale."""
    honest, day = aspect_digests, "2025-01-10"

    def same(card: Any, whole: bytes) -> AspectDigests:
        found = honest(card, whole)
        return AspectDigests(found.digests.replace(found.of(facet), b"always the same!")) if found.digests else found  # type: ignore[arg-type]

    def differs(marks: Callable[[Any, bytes], AspectDigests]) -> bool:
        monkeypatch.setattr(workers, "aspect_digests", marks)
        for clean, (head, text, ledger) in zip((True, False), FACETS[facet], strict=True):
            space.notice("n", head=head, text=text, ledger=ledger)
            space.build(day, clean=clean)
        space.build(day, out=space.folder / "clean", clean=True)
        return space.tree() != space.tree(space.folder / "clean")

    assert not differs(honest)
    assert differs(same)


@pytest.mark.parametrize("forgotten", [True, False])
def test_a_key_of_all_groups_that_stays_the_same_is_noticed(
    space: Space, forgotten: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With the honest key an edit that only the open data show keeps all groups, and one that a list shows does not."""
    if forgotten:
        monkeypatch.setattr(site_making, "groups_key", lambda *_: b"always the same!")
    said: list[str] = []
    for facet in ("whole", "items"):
        for head, text, ledger in FACETS[facet]:
            space.notice("n", head=head, text=text, ledger=ledger)
            said.clear()
            space.build("2025-01-10", explain=said.append)
        made = {line for line in said if line.startswith("重做 ")} - {
            "重做 n：" + SOURCES,
            "重做 exports：" + EXPORT_ROWS,
        }
        assert (not made) == (forgotten or facet == "whole")
    space.build("2025-01-10", out=space.folder / "clean", clean=True)
    assert (space.tree() == space.tree(space.folder / "clean")) == (not forgotten)
