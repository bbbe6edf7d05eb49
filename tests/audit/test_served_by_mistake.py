"""A real Apache and a real nginx whose root is the folder above the site, without the shipped examples: no word of what is hidden."""

import os
import subprocess
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

import pytest

from tests.audit.conftest import free_port
from tests.audit.test_apache import APACHE, MODULES
from tests.audit.test_nginx import fetched
from tests.conftest import Space
from tests.hostile.test_hidden_state import DAY, secret  # noqa: F401  the fixture

pytestmark = pytest.mark.audit
NGINX = "/usr/sbin/nginx"
WORDS = ("暗号".encode(), b"anhao-draft", b"anhao-embargo")


@contextmanager
def running(command: list[str], port: int) -> Iterator[str]:
    with subprocess.Popen(command) as process:
        try:
            for _ in range(100):
                assert process.poll() is None, command
                try:
                    urllib.request.urlopen(f"http://127.0.0.1:{port}/public/", timeout=1).close()
                    break
                except urllib.error.HTTPError:
                    break
                except OSError:
                    time.sleep(0.05)
            yield f"http://127.0.0.1:{port}/"
        finally:
            process.terminate()


def plain_apache(root: Path, folder: Path, port: int) -> list[str]:
    loaded = "".join(
        f"LoadModule {name}_module {MODULES}/mod_{name}.so\n" for name in ("mpm_event", "authz_core", "dir")
    )
    (folder / "apache.conf").write_text(
        f"ServerRoot {folder}\nServerName taizhang.invalid\nPidFile {folder}/apache.pid\nErrorLog {folder}/error.log\n"
        f"Listen 127.0.0.1:{port}\n{loaded}User www-data\nGroup www-data\nDocumentRoot {root}\n"
        f"<Directory {root}>\n  Require all granted\n  AllowOverride All\n</Directory>\n",
        "utf-8",
    )
    return [APACHE, "-f", str(folder / "apache.conf"), "-DFOREGROUND"]


def plain_nginx(root: Path, folder: Path, port: int) -> list[str]:
    """As root, the worst case: its own user could not even look into the folder."""
    user = "user root;\n" if os.geteuid() == 0 else ""
    paths = "".join(
        f"{kind}_temp_path {folder}/{kind};" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    (folder / "nginx.conf").write_text(
        f"{user}daemon off;\npid {folder}/nginx.pid;\nevents {{}}\nhttp {{ access_log off; {paths}\n"
        f"server {{ listen 127.0.0.1:{port}; root {root}; }} }}\n",
        "utf-8",
    )
    return [NGINX, "-p", str(folder), "-c", str(folder / "nginx.conf"), "-e", str(folder / "error.log")]


@pytest.mark.parametrize("server", ["apache", "nginx"])
def test_the_folder_above_the_site_is_served(
    secret: Space,  # noqa: F811
    tmp_path_factory: pytest.TempPathFactory,
    server: str,
) -> None:
    program = APACHE if server == "apache" else NGINX
    if not Path(program).exists():
        pytest.skip(f"no {program} here")
    secret.build(DAY, search=True)
    for folder in (secret.folder, *secret.folder.parents):  # pytest's are for their owner alone, a host's are not
        if folder != Path("/"):
            folder.chmod(folder.stat().st_mode | 0o055)
    files = [path for path in (secret.folder / ".public.state").rglob("*") if path.is_file()]
    assert len(files) > 10
    port, folder = free_port(), tmp_path_factory.mktemp(server)
    command = (plain_apache if server == "apache" else plain_nginx)(secret.folder, folder, port)
    with running(command, port) as address:
        assert fetched(f"{address}public/index.html")[0] == 200
        answers = [fetched(address + quote(path.relative_to(secret.folder).as_posix())) for path in files]
        if server == "apache":
            assert {status for status, _, _ in answers} == {403}
        else:
            assert 200 in {status for status, _, _ in answers}, "this server is let in, so that the bytes are judged"
        assert [body for _, _, body in answers if any(word in body for word in WORDS)] == []
