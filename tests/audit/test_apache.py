"""The shipped Apache configuration, run by a real Apache: the same headers as nginx's, and hostile attachments that do not run."""

import re
import shutil
import subprocess
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Dialog, Error

from tests.audit.conftest import Host, free_port
from tests.audit.test_nginx import fetched
from tests.browser.conftest import opened
from tests.browser.serving import policies
from tests.browser.test_attachments import HOSTILE
from tests.conftest import ROOT

pytestmark = pytest.mark.audit

APACHE = shutil.which("apache2") or "/usr/sbin/apache2"
MODULES = Path("/usr/lib/apache2/modules")
NEEDED = ("mpm_event", "authz_core", "alias", "dir", "mime", "headers", "deflate", "filter", "cgid", "allowmethods")


@contextmanager
def apache(root: Path, folder: Path) -> Iterator[Host]:
    """The shipped example, but for its port and its root, beside a global part that would run programs if it were let."""
    port = free_port()
    example = (ROOT / "deploy" / "apache.conf").read_text("utf-8")
    own = example.replace("*:80", f"127.0.0.1:{port}").replace("/srv/taizhang/public", str(root))
    assert own.count(str(root)) >= 3
    (folder / "mime.types").write_text(
        "text/html html htm\nimage/svg+xml svg\ntext/css css\ntext/javascript js\n", "utf-8"
    )
    loaded = "".join(f"LoadModule {name}_module {MODULES}/mod_{name}.so\n" for name in NEEDED)
    (folder / "apache.conf").write_text(
        f"ServerRoot {folder}\nServerName taizhang.invalid\nPidFile {folder}/apache.pid\nErrorLog {folder}/error.log\nLogLevel warn\n"
        f"Listen 127.0.0.1:{port}\n{loaded}User www-data\nGroup www-data\nTypesConfig {folder}/mime.types\n"
        f"ScriptSock {folder}/cgisock\nAddHandler cgi-script .cgi .pl .py .sh\n{own}",
        "utf-8",
    )
    with subprocess.Popen([APACHE, "-f", str(folder / "apache.conf"), "-DFOREGROUND"]) as process:
        try:
            for _ in range(100):
                try:
                    urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=1)
                    break
                except urllib.error.HTTPError:
                    break
                except OSError:
                    assert process.poll() is None, (folder / "error.log").read_text("utf-8")
                    time.sleep(0.05)
            yield Host(f"http://127.0.0.1:{port}/", folder / "error.log")
        finally:
            process.terminate()


@pytest.fixture
def public(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A folder that Apache's own user can read, as a host's is."""
    with tempfile.TemporaryDirectory(dir="/var/tmp") as name:
        Path(name).chmod(0o755)
        yield Path(name)


def test_hostile_attachments_do_not_run(browser: Browser, public: Path, tmp_path: Path) -> None:
    if not Path(APACHE).exists():
        pytest.skip("no apache2 here: apt-get install apache2")
    for number, (name, content) in enumerate(HOSTILE):
        (public / str(number)).mkdir()
        (public / str(number) / name).write_bytes(content)
    run = public / "run"
    run.mkdir()
    for name in ("a.cgi", "a.sh", "a.php", "a.py.txt", "a.pl"):
        (run / name).write_text("#!/bin/sh\necho Content-Type: text/html\necho\necho ran $((40 + 2))\n", "utf-8")
        (run / name).chmod(0o755)
    (public / ".public.state").mkdir()
    (public / ".public.state" / "state.msgpack").write_bytes(b"secret")
    (public / "index.html").write_text("<!doctype html>", "utf-8")
    (public / "search").mkdir()
    (public / "search" / "index.html").write_text("<!doctype html>", "utf-8")
    said: list[str] = []

    def note(dialog: Dialog) -> None:
        said.append(dialog.message)
        dialog.dismiss()

    with apache(public, tmp_path) as host:
        everywhere, searching = policies()
        for path, policy in (("", everywhere), ("search/", searching), ("nothing", everywhere)):
            headers = fetched(host.address + path)[1]
            assert re.sub(r";\s*$", "", headers["Content-Security-Policy"]) == re.sub(r";\s*$", "", policy), path
            assert headers["X-Content-Type-Options"] == "nosniff"
        for name in ("a.cgi", "a.sh", "a.php", "a.py.txt", "a.pl"):
            status, headers, body = fetched(f"{host.address}run/{name}")
            assert status != 200 or b"ran $((40" in body, name  # its words, never what they would do
            assert "html" not in (headers["Content-Type"] or "")
        assert fetched(f"{host.address}.public.state/state.msgpack")[0] == 404
        assert fetched(host.address, method="POST")[0] in (403, 405)
        with opened(browser, at=None) as page:
            page.on("dialog", note)
            for number, (name, _) in enumerate(HOSTILE):
                try:
                    page.goto(f"{host.address}{number}/{quote(name)}", wait_until="load")
                except Error as error:
                    assert "Download is starting" in str(error) or "ERR_ABORTED" in str(error), name
            page.wait_for_timeout(200)
    assert said == []
