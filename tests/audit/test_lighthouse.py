"""Lighthouse on the shipped nginx configuration: 99 and more in every category, of a site that search engines may list."""

import json
import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.audit.conftest import Host, checker, nginx
from tests.conftest import chromium_path

pytestmark = pytest.mark.audit

PAGES = {"home": "", "notice": "notices/2026-amr/", "problem": "notices/2026-amr/p1/", "search": "search/"}
FLAGS = (
    "--headless=new --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync"
)


@pytest.fixture(scope="module")
def open_host(listed: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Host]:
    if not (shutil.which("nginx") or Path("/usr/sbin/nginx").exists()):
        pytest.skip("no nginx on this machine")
    with nginx(listed, tmp_path_factory.mktemp("nginx")) as running:
        yield running


@pytest.mark.parametrize("name", list(PAGES))
def test_lighthouse(open_host: Host, name: str, tmp_path: Path) -> None:
    node = shutil.which("node")
    if node is None:
        pytest.skip("Lighthouse needs node, and there is none on this machine")
    report = tmp_path / "report.json"
    call = [node, str(checker("lighthouse/cli/index.js")), open_host.address + PAGES[name], "--quiet", "--output=json"]
    call += [f"--output-path={report}", f"--chrome-flags={FLAGS}", "--disable-full-page-screenshot"]
    browser = {"CHROME_PATH": found} if (found := chromium_path()) else {}
    subprocess.run(call, check=True, timeout=200, env={**os.environ, **browser}, capture_output=True)
    value = json.loads(report.read_text("utf-8"))
    scores = {each: round(100 * (of["score"] or 0)) for each, of in value["categories"].items()}
    failed = {
        key: audit.get("title")
        for key, audit in value["audits"].items()
        if audit.get("score") is not None and audit["score"] < 1
    }
    print(name, scores)
    assert min(scores.values()) >= 99, (scores, failed)
