"""Who signed a copy of the site, and when: the part of `verify` beside the files themselves."""

import tempfile
from datetime import date, datetime
from pathlib import Path
from typing import NamedTuple

import msgspec

from site_builder.commands.file_comparison import Difference
from site_builder.commands.project import project_folder
from site_builder.commands.site_copy import Copy, content_of
from site_builder.data.file_record import SIGNATURE, STAMP
from site_builder.data.json_types import ManifestJson
from site_builder.proof.ssh_keygen import Judgement, judge
from site_builder.proof.ssh_signature import MOST_SIGNATURE
from site_builder.proof.time_stamp import MOST_STAMP, Stamped, stamped
from site_builder.records.findings import SiteError

SIGNERS, ROOTS = "allowed_signers", "stamp_roots.pem"
_TOTALS = "data/site.json"


class Trust(NamedTuple):
    """Whom one trusts. `signers`: allowed_signers of OpenSSH; `roots`: certificates of time stamps in PEM; None = nobody"""

    signers: Path | None
    roots: Path | None


class SignatureReport(NamedTuple):
    """What is wrong with the signature, and what is to be said of it."""

    wrong: list[Difference]
    said: list[str]

    def joined(self, other: "SignatureReport") -> "SignatureReport":
        return SignatureReport(self.wrong + other.wrong, self.said + other.said)


def trust_beside(target: str) -> Trust:
    """The lists that lie beside a folder; for an address, in the project folder."""
    remote = target.startswith(("http://", "https://"))
    folder = project_folder() if remote else Path(target).resolve().parent
    there = [folder / name if (folder / name).is_file() else None for name in (SIGNERS, ROOTS)]
    return Trust(*there)


def given_trust(signers: Path | None, roots: Path | None, target: str) -> Trust:
    """What was given on the command line, else what lies beside. Errors  SiteError for a file that is not there"""
    for path in (signers, roots):
        if path is not None and not path.is_file():
            raise SiteError(f"没有文件 {path}；写出 allowed_signers 或时间戳根证书所在的路径")
    beside = trust_beside(target)
    return Trust(signers or beside.signers, roots or beside.roots)


def signature_of(copy: Copy, content: bytes, manifest: ManifestJson, trust: Trust) -> SignatureReport:
    """Looks at the signature of a manifest and its time stamp.

    Takes   content: the manifest as it was fetched
    Errors  SiteError where the host does not answer, or there is no ssh-keygen
    """
    signature = copy.beside(SIGNATURE, MOST_SIGNATURE)
    if signature is None:
        wrong = [Difference("unsigned", SIGNATURE, f"{trust.signers} 要求有签名")] if trust.signers else []
        return SignatureReport(wrong, [])
    stamp = copy.beside(STAMP, MOST_STAMP)
    time = _stamp(stamp, signature, trust)
    moment = time.at.astimezone() if isinstance(time, Stamped) and time.trusted else None
    report = signature_report(content, signature, trust, site_day(copy, manifest), moment)
    if isinstance(time, Difference):
        report.wrong.append(time)
    elif time is not None:
        by = "" if time.trusted else "，没有根证书，未核对是谁给的"
        report.said.append(f"时间戳：{time.at.astimezone():%Y-%m-%d %H:%M:%S %z}{by}")
    return report


def signature_report(
    content: bytes, signature: bytes, trust: Trust, day: date | None, moment: datetime | None
) -> SignatureReport:
    """What ssh-keygen says of a signature.

    Takes   content: what was signed
            day: of the site; None = it cannot be read
            moment: by a time stamp that is trusted; then it counts in place of the day
    """
    with tempfile.TemporaryDirectory() as folder:
        message = Path(folder) / "message"
        message.write_bytes(content)
        found = judge(message, signature, trust.signers, moment or day or date(1970, 1, 1))
    return _report(found, SIGNATURE, trust, f"，{day} 的网站" if day else "", str(day or "那一天"))


def signature_of_archive(path: Path, trust: Trust, day: date | None) -> SignatureReport:
    """The signature beside an archive, which proves its sheet and its source files as well."""
    beside = path.with_name(path.name + ".sig")
    if not beside.is_file():
        return SignatureReport([], ["归档本身没有签名：元数据表和来源文件只有校验值"])
    found = judge(path, beside.read_bytes(), trust.signers, day or date(1970, 1, 1))
    return _report(found, beside.name, trust, "，整个归档", str(day or "那一天"))


def _report(found: Judgement, name: str, trust: Trust, of: str, day: str) -> SignatureReport:
    """The verdict in words. Takes   name: of the signature's file; of: what was signed; day: on which the key must be valid"""
    if not found.sound:
        return SignatureReport([Difference("forged", name, "签名不是这些内容的；内容或签名被改过")], [])
    if trust.signers is None:
        return SignatureReport([], [f"签名完好（{found.key}{of}）；没有 {SIGNERS}，没有核对是谁的钥匙"])
    if found.principal is None:
        why = f"签名完好，但 {trust.signers} 里没有这把钥匙（{found.key}），或它在 {day} 不能用"
        return SignatureReport([Difference("stranger", name, f"{why}；换了钥匙的，向主办单位核实后添上")], [])
    return SignatureReport([], [f"签名：{found.principal}（{found.key}）{of}", *found.remarks])


def _stamp(stamp: bytes | None, signature: bytes, trust: Trust) -> Stamped | Difference | None:
    if stamp is None:
        return None
    time = stamped(stamp, signature, trust.roots.read_bytes() if trust.roots else None)
    if time is None:
        return Difference("unstamped", STAMP, "不是这个签名的时间戳，或被改过")
    if time.trusted is False:
        return Difference("unstamped", STAMP, f"不是 {trust.roots} 里的机构给的，或被改过")
    return time


def site_day(copy: Copy, manifest: ManifestJson) -> date | None:
    """The day of the site, by its totals, where these are as the manifest lists them."""
    record = manifest.files.get(_TOTALS)
    content, wrong = content_of(copy, _TOTALS, record) if record else (None, [])
    if content is None or wrong:
        return None
    try:
        return date.fromisoformat(msgspec.json.decode(content)["day"])
    except (msgspec.DecodeError, KeyError, TypeError, ValueError):
        return None
