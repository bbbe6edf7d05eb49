"""A plain shared host: the two recipes of hosting.md, to the letter, against a local sshd."""

import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.commands.hosting import hosted
from tests.conftest import HEAD, ROOT, TEXT, Space
from tests.preview.conftest import free_port

SSHD = "/usr/sbin/sshd"
pytestmark = [
    pytest.mark.audit,
    pytest.mark.skipif(
        not (Path(SSHD).exists() and shutil.which("rsync") and shutil.which("sftp")),
        reason="needs sshd, sftp and rsync: sh tests/audit/install.sh",
    ),
]
RECIPES = re.findall(r"```sh\n(.*?)```", (ROOT / "docs/hosting.md").read_text("utf-8"), re.DOTALL)


@pytest.fixture
def programs(tmp_path: Path) -> Iterator[Path]:
    """A folder with ssh and sftp that reach a local sshd under the name `host`, and this program."""
    home, port = tmp_path / "ssh", free_port()
    home.mkdir(mode=0o700)
    for key in ("host", "user"):
        subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(home / key)], check=True)
    (home / "authorized").write_text((home / "user.pub").read_text())
    (home / "sshd_config").write_text(
        f"ListenAddress 127.0.0.1\nPort {port}\nHostKey {home}/host\nAuthorizedKeysFile {home}/authorized\nStrictModes no\n"
        f"UsePAM no\nPasswordAuthentication no\nPermitRootLogin prohibit-password\nPidFile none\nSubsystem sftp internal-sftp\n"
    )
    (home / "ssh_config").write_text(
        f"Host host\n HostName 127.0.0.1\n Port {port}\n IdentityFile {home}/user\n StrictHostKeyChecking no\n"
        f" UserKnownHostsFile {home}/known\n LogLevel ERROR\n"
    )
    folder = tmp_path / "bin"
    folder.mkdir()
    for name in ("ssh", "sftp"):
        (folder / name).write_text(f'#!/bin/sh\nexec {shutil.which(name)} -F {home}/ssh_config "$@"\n')
    (folder / "taizhang").write_text(f'#!/bin/sh\nPYTHONPATH={ROOT} exec {sys.executable} -m site_builder "$@"\n')
    for each in folder.iterdir():
        each.chmod(0o755)
    Path("/run/sshd").mkdir(exist_ok=True)
    server = subprocess.Popen([SSHD, "-D", "-e", "-f", str(home / "sshd_config")], stderr=subprocess.DEVNULL)
    try:
        end = time.monotonic() + 20
        while subprocess.run([str(folder / "ssh"), "host", "true"], check=False, capture_output=True).returncode:
            assert server.poll() is None and time.monotonic() < end, "sshd does not answer"
            time.sleep(0.1)
        yield folder
    finally:
        server.terminate()
        server.wait()


def recipe(words: str) -> str:
    (found,) = [str(each) for each in RECIPES if words in each]
    return found


@pytest.fixture
def sent(space: Space, programs: Path) -> Callable[[str, str], None]:
    """sent(recipe, address): carries out a recipe of the page with the address of this test's host in it."""

    def carry_out(script: str, address: str) -> None:
        script = script.replace("https://www.example.org/zgtz/", address).replace(
            "/var/www/zgtz", str(space.folder / "www")
        )
        path = f"{programs}{os.pathsep}{os.environ['PATH']}"
        done = subprocess.run(
            ["bash", "-e", "-c", script], cwd=space.folder, env=os.environ | {"PATH": path}, capture_output=True, text=True, check=False
        )  # fmt: skip
        assert done.returncode == 0, done.stdout + done.stderr

    return carry_out


@pytest.mark.parametrize("way", ["rsync", "sftp"])
def test_the_host_has_what_was_built(space: Space, sent: Callable[[str, str], None], way: str) -> None:
    """The first time with nothing there, then a changed, a new and a removed notice; a file with signs of a pattern in its name."""
    www = space.folder / "www"
    www.mkdir()
    script = recipe("rsync -a") if way == "rsync" else recipe("curl").splitlines()[0] + "\n" + recipe("sftp -b")
    first = "\n".join(
        line for line in script.replace("--since live-manifest.json ", "").splitlines() if "curl" not in line
    )
    if way == "rsync":
        first = first.split("taizhang changes --part removed")[0]
    with_file = HEAD + 'attachments:\n  - file: "附件 [1].txt"\n    title: "附件1"\n'
    space.notice("a", head=with_file)
    space.notice("b")
    space.write("notices/a/files/附件 [1].txt", "附件")
    space.write("notices/a/ledger.yaml", "{}\n")
    space.build()
    with hosted(www, "/zgtz/") as host:
        sent(first, host.url)
        assert space.tree(www) == space.tree()
        space.notice("a", head=with_file, text=TEXT.replace("台账不全", "台账残缺"))
        space.remove("b")
        space.notice("c")
        space.build()
        sent(script, host.url)
    assert space.tree(www) == space.tree()
    assert (www / "notices/a/files/附件 [1].txt").is_file()
