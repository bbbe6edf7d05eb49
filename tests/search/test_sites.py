"""The harness of acceptance.py on built sites, through nginx: the demonstration, and the five real notices."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from random import randrange

import pytest
from playwright.sync_api import Browser

from site_builder.build.inputs import Options
from site_builder.build.pipeline import build
from site_builder.build.site_paths import SitePaths
from site_builder.build.state_file import load_state
from site_builder.build.store import Store
from site_builder.commands.import_documents import import_files
from site_builder.records.encoding import unpacker
from site_builder.unit.search_documents import SearchDocument
from tests.audit.conftest import nginx
from tests.conftest import DEMO_DAY, REAL, ROOT, SITE, TEMPLATES
from tests.search.acceptance import check_search

pytestmark = pytest.mark.audit
WORDS = ("巡察", "整改", "双随机一公开", "16.1万元", "责任", "某某不存在的词")


def searched(out: Path) -> list[SearchDocument]:
    """What the site says it can find, as its units told it."""
    decoder = unpacker(tuple[SearchDocument, ...])
    place = SitePaths(out)
    kept = Store(place.store)
    words = [unit.words for unit in load_state(place).units.values() if unit.words]
    return [document for name in words for document in decoder.decode(kept.get(name))]


def asked(out: Path, folder: Path, documents: Sequence[SearchDocument], browser: Browser) -> None:
    seed = randrange(10**6)
    with nginx(out, folder) as host:
        figures = check_search(host.address, documents, seed, 300, WORDS, cold=10, browser=browser)
    told = figures.summary()
    print(len(documents), "documents", told)
    assert figures.failures == [], f"seed {seed}"
    assert (told["recall"], told["exact_first"], told["misses_empty"]) == (1.0, 1.0, 1.0)
    assert told["cold_bytes"]["median"] <= 300_000


def test_the_demonstration(tmp_path: Path, browser: Browser) -> None:
    out = tmp_path / "public"
    build(Options(ROOT / "content", out, TEMPLATES, DEMO_DAY, jobs=1))
    (tmp_path / "nginx").mkdir()
    asked(out, tmp_path / "nginx", searched(out), browser)


@pytest.mark.skipif(not REAL.is_dir(), reason="the real documents of ../shared/notices are not here")
def test_the_five_real_notices(tmp_path: Path, browser: Browser) -> None:
    content, out = tmp_path / "content", tmp_path / "public"
    (content / "notices").mkdir(parents=True)
    (content / "site.yaml").write_text(SITE, "utf-8")
    (content / "organs.yaml").write_text("", "utf-8")
    files = sorted(str(path) for path in REAL.glob("*.txt"))
    assert import_files(files, content / "notices", slug=None, organ=None, report=None, force=False) == 0
    build(Options(content, out, TEMPLATES, date(2026, 11, 20), drafts=True, jobs=1))
    (tmp_path / "nginx").mkdir()
    asked(out, tmp_path / "nginx", searched(out), browser)
