"""The shipped nginx example under load on loopback: no error, true bytes, caches, ranges, what is not there."""

import gzip
import http.client
import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from benchmarks.content import write_content
from benchmarks.records import notices
from site_builder.build.compressing import siblings
from site_builder.build.inputs import Options
from site_builder.build.pipeline import build
from tests.audit.conftest import Host, nginx
from tests.audit.loading import KINDS, load
from tests.conftest import TEMPLATES

there = shutil.which("nginx") or Path("/usr/sbin/nginx").exists()
pytestmark = pytest.mark.skipif(not there, reason="no nginx on this machine")


@pytest.fixture
def running(demo: Path, tmp_path: Path) -> Iterator[Host]:
    with nginx(demo, tmp_path) as host:
        yield host


def test_some_readers(running: Host, demo: Path) -> None:
    told = load(running.address, demo, 800)
    assert told.wrong == []
    assert set(told.kinds) == set(KINDS) and sum(told.kinds.values()) == 800
    assert running.log.read_text("utf-8") == ""


def test_the_load_sees_what_is_wrong(demo: Path, tmp_path: Path) -> None:
    """A copy in which a page was altered and one is gone."""
    copy = tmp_path / "copy"
    shutil.copytree(demo, copy)
    for page in copy.glob("notices/*/p1/index.html"):
        page.write_bytes(page.read_bytes() + b" ")
    shutil.rmtree(copy / "notices/2026-amr")
    (tmp_path / "host").mkdir()
    with nginx(copy, tmp_path / "host") as host:
        told = load(host.address, copy, 3200)
    assert any("not those of the manifest" in each for each in told.wrong)
    assert any("2026-amr" in each for each in told.wrong)


def test_a_compressed_sibling_is_sent_as_it_is(demo: Path, tmp_path: Path) -> None:
    """The bytes that `--precompress` wrote, not those that the host would make."""
    copy = tmp_path / "copy"
    shutil.copytree(demo, copy)
    path = "notices/2026-amr/index.html"
    made = dict(siblings(path, (copy / path).read_bytes()))
    (copy / f"{path}.gz").write_bytes(made[f"{path}.gz"])
    (tmp_path / "host").mkdir()
    with nginx(copy, tmp_path / "host") as host:
        parts = urlsplit(host.address)
        connection = http.client.HTTPConnection(parts.hostname or "", parts.port, timeout=10)
        connection.request("GET", "/notices/2026-amr/", headers={"Accept-Encoding": "gzip"})
        answer = connection.getresponse()
        body = answer.read()
        connection.close()
    assert answer.headers["Content-Encoding"] == "gzip" and answer.headers["Vary"] == "Accept-Encoding"
    assert body == made[f"{path}.gz"]
    assert gzip.decompress(body) == (demo / path).read_bytes()


@pytest.mark.audit
def test_a_thousand_notices(tmp_path: Path) -> None:
    """Made-up notices of the benchmarks: 22,200 pages."""
    content, out = tmp_path / "content", tmp_path / "public"
    write_content(notices(1000, 20, 1), content)
    build(Options(content, out, TEMPLATES, date(2026, 11, 20), search=False))
    (tmp_path / "host").mkdir()
    with nginx(out, tmp_path / "host") as host:
        told = load(host.address, out, 20_000)
        print(told._replace(wrong=told.wrong[:5]), f"{told.rate:.0f} a second")
        assert told.wrong == []
        assert set(told.kinds) == set(KINDS)
        assert host.log.read_text("utf-8") == ""
