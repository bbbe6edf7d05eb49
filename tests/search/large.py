"""Search at size: `python -m tests.search.large --pages 10000`.

Makes documents, indexes them, asks in Chromium through nginx with the shipped configuration, prints JSON.
"""

import argparse
import json
import random
import sys
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import msgspec
from playwright.sync_api import Browser

from site_builder.search.indexing import write_index
from site_builder.unit.search_documents import SearchDocument
from tests.audit.conftest import nginx
from tests.search.acceptance import check_search
from tests.search.generated import documents, labels
from tests.search.serving import write_site

BASE = "/"


def measure(
    made: Sequence[SearchDocument], seed: int, queries: int, cold: int, browser: Browser | None = None
) -> dict[str, Any]:
    """Index and search figures of these documents, and how long a build takes when nothing or one document changed."""
    with TemporaryDirectory() as name:
        root = Path(name)
        out, state = root / "site" / BASE.strip("/") / "pagefind", root / "state"
        write_site(made, root / "site", BASE, pages=False)
        first = write_index(made, out, state=state, base_path=BASE, labels=labels(made))
        again = write_index(made, out, state=state, base_path=BASE, labels=labels(made))
        (root / "site" / "index.html").write_text("<!doctype html><title>首页</title>", "utf-8")
        (root / "nginx").mkdir()
        with nginx(root / "site", root / "nginx") as host:
            figures = check_search(host.address, made, seed, queries, cold=cold, browser=browser)
        edited = [msgspec.structs.replace(made[0], title=made[0].title + "（更正）"), *made[1:]]
        edit = write_index(edited, out, state=state, base_path=BASE, labels=labels(made))
    return {
        "pages": len(made),
        "index": {"bytes": first.bytes, "files": first.files, "shards": first.built},
        "seconds": {"all": first.seconds, "nothing changed": again.seconds, "one edit": edit.seconds},
        "memory_of_pagefind": first.memory,
        "search": figures.summary(),
        "failures": figures.failures[:20],
    }


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=int, default=10_000)
    parser.add_argument("--queries", type=int, default=200)
    parser.add_argument("--cold", type=int, default=20)
    parser.add_argument("--seed", type=int, default=random.randrange(10**6))
    chosen = parser.parse_args()
    result = measure(documents(chosen.pages, chosen.seed, BASE), chosen.seed, chosen.queries, chosen.cold)
    json.dump(result, sys.stdout, ensure_ascii=False, indent=2)
    return 1 if result["failures"] else 0


if __name__ == "__main__":
    sys.exit(main())
