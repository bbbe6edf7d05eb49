"""A small site in a test: `space.write(...)`, `space.build(day)`, `space.page(url)`; and a real Chromium."""

import atexit
import gc
import json
import os
import re
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor
from datetime import date
from html.parser import HTMLParser
from pathlib import Path
from typing import Any, TypeVar

import pytest
from hypothesis import HealthCheck, settings

from site_builder.build.inputs import Options
from site_builder.build.pipeline import BuildResult, build
from site_builder.build.unchanged import EarlyCheck, early_check
from site_builder.records.findings import ContentError, Finding
from site_builder.system.file_lock import LockedError, held

# Hundreds of processes are started: each would compile the program anew where the machine's environment forbids bytecode.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
sys.dont_write_bytecode = False

# A machine that is busy is no fault of what is tested: tests of speed measure for themselves.
# `make test` tries the same cases each time, and the audit (which names TAIZHANG_CASES) new ones.
settings.register_profile(
    "taizhang",
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
    derandomize="TAIZHANG_CASES" not in os.environ,
)
settings.load_profile("taizhang")

gc.disable()  # as `build` does, and in one process with it: what is collected is collected between tests
_GARBAGE = 400_000  # objects: collected in a tenth of a second


def pytest_collection_finish() -> None:
    """Fifteen thousand tests and what they import stay to the end: looking through them again and again takes a tenth of the time."""
    gc.collect()
    gc.freeze()


def pytest_runtest_teardown() -> None:
    """A preview switches collecting on again; what nobody collected made a worker of the audit 5.6 GB large."""
    gc.disable()
    if gc.get_count()[0] > _GARBAGE:
        gc.collect()


ROOT = Path(__file__).resolve().parent.parent
os.environ["TAIZHANG_STATE"] = tempfile.mkdtemp(
    prefix="taizhang-state-"
)  # nothing is left in the home of who runs tests
atexit.register(shutil.rmtree, os.environ["TAIZHANG_STATE"], ignore_errors=True)
os.environ["TAIZHANG_CACHE"] = str(ROOT / ".cache")  # and all templates, of which each site of a test has the same
TEMPLATES = ROOT / "templates"
REAL = ROOT.parent / "shared" / "notices"
DEMO_DAY = date(2026, 11, 20)
Thing = TypeVar("Thing")

SITE = """\
format: 1
title: "试验台账"
base_url: "https://tz.invalid/"
operator: unofficial
after_close: keep
stale_after_days: 365
demo: true
"""
ORGANS = """\
amr:
  name: "云州市市场监管局"
  contact:
    phones: ["0000-8300001"]
    emails: ["amr@yunzhou.invalid"]
"""
HEAD = """\
title: "关于巡察整改情况的通报"
kind: rectification
organ: amr
published: "2024-10-17"
window:
  kind: publication
  opens: "2024-10-17"
  closes: "2024-11-16"
"""
TEXT = """\
## 二、整改情况 {role=problems}
### （一）资金管理方面
#### 1. 关于“拨付迟缓”问题 {#p1}
整改情况：
- 一是已制定《资金拨付办法》，压缩拨付时限。
- 二是目前正在清理历年沉淀资金，计划于2025年6月前完成。
#### 2. 关于“台账不全”问题 {#p2}
整改情况：已完成全部台账补录，问题已整改到位。
"""
# A ledger for that text: words about a part of p1 with its due date, and about the whole of p2.
DUE_LEDGER = """\
p1:
  due:
    - by: "2025-06"
      about: m2
      quote: "计划于2025年6月前完成"
  entries:
    - as_of: "2024-10-17"
      status: ongoing
      about: m2
      quote: "目前正在清理历年沉淀资金"
"""
LEDGER = (
    DUE_LEDGER
    + """\
p2:
  entries:
    - as_of: "2024-10-17"
      status: done
      quote: "已完成全部台账补录，问题已整改到位"
"""
)
# A notice as an office has it, before it is imported.
PROSE_NOTICE = """关于市委巡察整改进展情况的通报

根据市委统一部署，市委第一巡察组于2024年3月5日至4月30日对市水务局党组开展了巡察，2024年6月12日反馈了巡察意见。现将整改进展情况予以公布。

一、反馈问题整改落实情况

1.关于管网改造进度缓慢的问题。

整改情况：一是成立工作专班，逐段核查管网，建立清单。二是已完成老旧管网改造12公里，全部验收合格。

联系电话：0000-8300000；电子邮箱：water@example.org。

市水务局党组

2024年12月10日
"""


class Space:
    """A site in a temporary folder. Defaults make a sound one-notice site; tests change what they speak of."""

    def __init__(self, folder: Path):
        self.folder = folder
        self.content = folder / "content"
        self.out = folder / "public"
        self.write("site.yaml", SITE)
        self.write("organs.yaml", ORGANS)

    def write(self, path: str, text: str | bytes) -> Path:
        target = self.content / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(text if isinstance(text, bytes) else text.encode())
        return target

    def notice(self, slug: str = "n", text: str = TEXT, head: str = HEAD, ledger: str | None = None) -> None:
        self.write(f"notices/{slug}/notice.md", f"---\n{head}---\n{text}")
        path = self.content / "notices" / slug / "ledger.yaml"
        if ledger is not None:
            self.write(f"notices/{slug}/ledger.yaml", ledger)
        elif path.exists():
            path.unlink()

    def remove(self, slug: str) -> None:
        shutil.rmtree(self.content / "notices" / slug)

    def build(self, day: str | date = "2024-10-20", executor: Executor | None = None, **options: Any) -> BuildResult:
        out = options.pop("out", self.out)
        today = date.fromisoformat(day) if isinstance(day, str) else day
        options.setdefault("search", False)
        options.setdefault("jobs", 1)
        options.setdefault("templates", TEMPLATES)
        return build(Options(self.content, out, today=today, **options), executor=executor)

    def early_check(self, day: str | date = "2024-10-20", templates: Path = TEMPLATES) -> EarlyCheck:
        """As the command line looks before it imports what builds."""
        today = date.fromisoformat(day) if isinstance(day, str) else day
        return early_check(self.content, self.out, templates, today, drafts=False, search=False, precompress=False)

    def build_after_early_check(
        self,
        day: str | date = "2024-10-20",
        templates: Path = TEMPLATES,
        executor: Executor | None = None,
        jobs: int = 1,
    ) -> BuildResult:
        """As the command line builds: nothing, where nothing has changed; else with what was seen."""
        seen = self.early_check(day, templates)
        if seen.result:
            return BuildResult(**seen.result)
        today = date.fromisoformat(day) if isinstance(day, str) else day
        options = Options(self.content, self.out, templates, today, jobs=jobs, search=False)
        return build(options, executor=executor, early=seen)

    def findings(self, day: str = "2024-10-20", **options: Any) -> list[Finding]:
        """The findings that stop a build; [] where it goes through."""
        try:
            self.build(day, **options)
        except ContentError as error:
            return list(error.findings)
        return []

    def json(self, slug: str = "n") -> dict[str, Any]:
        value: dict[str, Any] = json.loads((self.out / f"data/notices/{slug}.json").read_text("utf-8"))
        return value

    def html(self, url: str) -> str:
        path = self.out / url.strip("/")
        return (path / "index.html" if path.suffix == "" else path).read_text("utf-8")

    def tree(self, out: Path | None = None) -> dict[str, bytes]:
        root = out or self.out
        return {p.relative_to(root).as_posix(): p.read_bytes() for p in sorted(root.rglob("*")) if p.is_file()}


@pytest.fixture
def space(tmp_path: Path) -> Space:
    return Space(tmp_path)


class _Main(HTMLParser):
    """Characters of an element with a class, in order."""

    def __init__(self, wanted: str):
        super().__init__()
        self.wanted, self.depth = wanted, 0
        self.parts: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self.depth and tag not in ("br", "img", "input", "meta", "link", "path"):
            self.depth += 1
        elif not self.depth and self.wanted in (dict(attrs).get("class") or "").split():
            self.depth = 1

    def handle_endtag(self, tag: str) -> None:
        if self.depth and tag not in ("path",):
            self.depth -= 1

    def handle_data(self, data: str) -> None:
        if self.depth:
            self.parts.append(data)


def shown_text(html: str, wanted: str = "prose") -> str:
    """The characters that a reader sees in the element of this class."""
    parser = _Main(wanted)
    parser.feed(html)
    return "".join(parser.parts)


def some(things: Iterable[Thing]) -> list[Thing]:
    """What a test goes through one by one: none would make it true of everything."""
    found = list(things)
    assert found, "nothing to look at"
    return found


def folded(text: str) -> str:
    return re.sub(r"\s+", "", text)


def chromium_path(*first: str) -> str | None:
    names = (*first, "chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
    return next((path for name in names if (path := shutil.which(name))), None)


@pytest.fixture(scope="session")
def driver() -> Iterator[Any]:
    """Playwright, which starts browsers."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        yield playwright


@pytest.fixture(scope="session")
def browser(driver: Any) -> Iterator[Any]:
    """The system's Chromium, else Playwright's own; that without windows, which does a third less, where it is installed."""
    flags = "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking"
    made = driver.chromium.launch(
        executable_path=chromium_path("chromium-headless-shell"),
        args=[*flags.split(), "--disable-component-update", "--disable-sync"],
    )
    yield made
    made.close()


def shared(base: Path, name: str, make: Callable[[Path], object]) -> Path:
    """A folder that the first worker which asks for it makes; the others wait for it.

    Takes   base: the worker's own folder for files of tests
    """
    folder = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / name
    done, lock = folder.with_suffix(".made"), folder.with_suffix(".lock")
    while not done.exists():
        try:
            with held(lock):
                if not done.exists():
                    shutil.rmtree(folder, ignore_errors=True)  # of a worker that was killed
                    folder.mkdir()
                    make(folder)
                    done.touch()
        except LockedError:
            time.sleep(0.1)
    return folder


@pytest.fixture(scope="session")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site with every kind of list that only a large one has."""
    from tests.archive import write_archive

    return shared(tmp_path_factory.getbasetemp(), "archive", write_archive) / "public"


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demonstration, built once with its search index."""

    def make(folder: Path) -> None:
        build(Options(ROOT / "content", folder / "public", TEMPLATES, DEMO_DAY, jobs=1))

    return shared(tmp_path_factory.getbasetemp(), "demo", make) / "public"
