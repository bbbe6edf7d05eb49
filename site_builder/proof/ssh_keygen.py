"""Signing and checking with the installed ssh-keygen: no key is ever read by this program."""

import re
import subprocess
import tempfile
from datetime import date, datetime
from pathlib import Path
from typing import NamedTuple

from site_builder.proof.ssh_signature import NAMESPACE, other_keys, well_formed
from site_builder.records.findings import SiteError

_KEY = re.compile(r"with (\S+) key (SHA256:\S+)")


class Judgement(NamedTuple):
    """What is known of a signature.

    sound      whether it is one of these bytes
    key        kind and fingerprint of the key; '' where it is not sound
    principal  who signed, by the list of signers; None where the list does not know the key on that day, or there is none
    remarks    what else is to be told: a change of keys
    """

    sound: bool
    key: str = ""
    principal: str | None = None
    remarks: tuple[str, ...] = ()


def sign(message: Path, key: Path) -> bytes:
    """The signature of a file. Asks for a passphrase on the terminal; with a public key the agent signs.

    Errors  SiteError
    """
    if not key.is_file():
        raise SiteError(f"没有钥匙 {key}；用 ssh-keygen -t ed25519 -f {key} 做一把，私钥不要放进网站和代码库")
    with message.open("rb") as content:
        done = _run(["-q", "-Y", "sign", "-f", str(key), "-n", NAMESPACE], content.fileno())
    if done.returncode or not well_formed(done.stdout):
        raise SiteError(f"签不了名：{_said(done)}；检查钥匙 {key}、它的口令和权限（chmod 600）")
    return done.stdout


def judge(message: Path, signature: bytes, signers: Path | None, on: date | datetime) -> Judgement:
    """Checks a signature of a file.

    Takes   message: the file that was signed
            signers: list of signers (allowed_signers of OpenSSH); None = nobody is asked whose key it is
            on: the day, or the moment, for which the list must know the key
    Errors  SiteError where there is no ssh-keygen
    """
    if not well_formed(signature):
        return Judgement(False)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "signature"
        path.write_bytes(signature)
        checked = _checked(message, ["check-novalidate", "-n", NAMESPACE, "-s", str(path)])
        named = _KEY.search(checked.stdout.decode("utf-8", "replace"))
        if checked.returncode or named is None:
            return Judgement(False)
        key, mark = f"{named[1]} {named[2]}", named[2]
        if signers is None:
            return Judgement(True, key)
        moment = f"-Overify-time={_moment(on)}"
        listed = _checked(message, ["find-principals", "-s", str(path), "-f", str(signers), moment])
        for name in listed.stdout.decode("utf-8", "replace").splitlines() if listed.returncode == 0 else ():
            asked = ["verify", "-n", NAMESPACE, "-I", name, "-s", str(path), "-f", str(signers), moment]
            if _checked(message, asked).returncode == 0:
                return Judgement(True, key, name, _changes(signers, name, mark))
    return Judgement(True, key)


def _changes(signers: Path, principal: str, mark: str) -> tuple[str, ...]:
    others = other_keys(signers.read_text("utf-8", "replace"), principal, mark)
    ends = [f"{each.fingerprint}（{f'到 {each.until} 以前' if each.until else '没有写到哪一天'}）" for each in others]
    return (f"{principal} 换过钥匙，另有 {'、'.join(ends)}",) if ends else ()


def _moment(on: date | datetime) -> str:
    """As ssh-keygen takes it: a day stands for its noon, so that no time zone makes another day of it."""
    return f"{on:%Y%m%d%H%M%S}" if isinstance(on, datetime) else f"{on:%Y%m%d}120000"


def _checked(message: Path, words: list[str]) -> subprocess.CompletedProcess[bytes]:
    with message.open("rb") as content:
        return _run(["-Y", *words], content.fileno())


def _run(words: list[str], stdin: int) -> subprocess.CompletedProcess[bytes]:
    try:
        return subprocess.run(["ssh-keygen", *words], stdin=stdin, capture_output=True, check=False)
    except OSError:
        raise SiteError("没有 ssh-keygen；安装 OpenSSH 8.2 以上（Windows：可选功能里的 OpenSSH 客户端）") from None


def _said(done: subprocess.CompletedProcess[bytes]) -> str:
    return (done.stderr.decode("utf-8", "replace").strip().splitlines() or ["ssh-keygen 没有说明"])[-1]
