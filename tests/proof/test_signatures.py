"""`sign` and `verify`: ssh-keygen and openssl judge what we wrote, and whatever byte is altered is found."""

import shutil
import subprocess
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from site_builder.commands.signature_check import Trust
from site_builder.commands.signing import sign
from site_builder.commands.verifying import verify
from site_builder.data.file_record import MANIFEST, SIGNATURE, STAMP
from site_builder.proof.ssh_signature import signer_keys, well_formed
from site_builder.records.findings import SiteError
from tests.cases import cases
from tests.commands.hosting import hosted
from tests.conftest import LEDGER, Space
from tests.proof.keys import PRINCIPAL, Authority, new_key, served, signer

DAY = date(2024, 10, 20)


class Signed:
    """A small signed site with its keys."""

    def __init__(self, folder: Path):
        self.space = Space(folder)
        self.space.notice(ledger=LEDGER)
        self.space.build(DAY)
        self.out = self.space.out
        self.key = new_key(folder / "keys/one")
        self.signers = folder / "allowed_signers"
        self.signers.write_text(signer(self.key))

    def trust(self, roots: Path | None = None) -> Trust:
        return Trust(self.signers, roots)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Signed:
    site = Signed(tmp_path_factory.mktemp("signed"))
    assert sign(site.out, site.key, None, DAY) == 0
    return site


@pytest.fixture
def site(made: Signed, tmp_path: Path) -> Path:
    """A copy with the list of signers beside it."""
    shutil.copy(made.signers, tmp_path / "allowed_signers")
    return Path(shutil.copytree(made.out, tmp_path / "public"))


def said(capsys: pytest.CaptureFixture[str]) -> str:
    caught = capsys.readouterr()
    return caught.out + caught.err


def test_ssh_keygen_itself_takes_the_signature(made: Signed) -> None:
    words = ["ssh-keygen", "-Y", "verify", "-n", "taizhang", "-I", PRINCIPAL, "-f", str(made.signers)]
    with (made.out / MANIFEST).open("rb") as manifest:
        done = subprocess.run([*words, "-s", str(made.out / SIGNATURE)], stdin=manifest, capture_output=True)
    assert done.returncode == 0 and b"Good" in done.stdout


def test_a_signed_site_says_whose_key_and_which_day(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert verify(str(site), DAY) == 0
    words = said(capsys)
    assert f"签名：{PRINCIPAL}（ED25519 SHA256:" in words and "2024-10-20 的网站" in words


def test_a_live_site_is_checked_with_its_three_parts(
    site: Path, made: Signed, capsys: pytest.CaptureFixture[str]
) -> None:
    with hosted(site) as server:
        assert verify(server.url, DAY, trust=made.trust()) == 0
        assert PRINCIPAL in said(capsys)
        (site / SIGNATURE).unlink()
        assert verify(server.url, DAY, trust=made.trust()) == 1
        assert "没有签名" in said(capsys)


def test_without_signers_the_signature_is_still_held_to_the_manifest(
    site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (site.parent / "allowed_signers").unlink()
    assert verify(str(site), DAY) == 0
    assert "没有核对是谁的钥匙" in said(capsys)
    (site / MANIFEST).write_bytes((site / MANIFEST).read_bytes().replace(b'"generator"', b' "generator"'))
    assert verify(str(site), DAY) == 1
    assert "签名不符" in said(capsys)


def test_a_site_without_keys_loses_nothing(space: Space, capsys: pytest.CaptureFixture[str]) -> None:
    space.notice(ledger=LEDGER)
    space.build(DAY)
    assert verify(str(space.out), DAY) == 0
    assert "签名" not in said(capsys)


@given(data=st.data())
@settings(max_examples=cases(20), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_tampered_byte_anywhere_is_found(made: Signed, data: st.DataObject) -> None:
    """In any file of the site, its manifest, its signature: one byte changed, added or taken away."""
    paths = sorted(path for path in made.out.rglob("*") if path.is_file() and path.stat().st_size)
    first = [made.out / SIGNATURE, made.out / MANIFEST]
    path = data.draw(st.one_of(st.sampled_from(first), st.sampled_from(paths)), label="file")
    content = path.read_bytes()
    at = data.draw(st.integers(0, len(content) - 1), label="at")
    other = data.draw(st.integers(1, 255), label="other")
    change = data.draw(st.sampled_from(["alter", "insert", "drop"]), label="change")
    byte = bytes([content[at] ^ other])
    tampered = content[:at] + {"alter": byte, "insert": byte + content[at : at + 1], "drop": b""}[change]
    path.write_bytes(tampered + content[at + 1 :])
    try:
        assert found(made) != 0
    finally:
        path.write_bytes(content)


def found(made: Signed) -> int:
    try:
        return verify(str(made.out), DAY, jobs=1, trust=made.trust())
    except SiteError:
        return 2


def test_a_whole_forgery_with_another_key_is_found(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Everything rebuilt and signed, by somebody whom the list does not name."""
    other = new_key(site.parent / "other")
    assert sign(site, other, None, DAY) == 0
    assert verify(str(site), DAY) == 1
    words = said(capsys)
    assert "签名的人不认识" in words and "没有这把钥匙" in words


# -- a change of keys


def test_a_change_of_keys_is_told_and_old_signatures_stay_checkable(
    site: Path, made: Signed, capsys: pytest.CaptureFixture[str]
) -> None:
    old = Path(shutil.copytree(site, site.parent / "old/public"))
    two = new_key(site.parent / "two", "ecdsa")
    assert sign(site, made.key, None, DAY) == 0
    said(capsys)
    assert sign(site, two, None, date(2024, 11, 1)) == 0
    assert "钥匙换了：上次是 ED25519 SHA256:" in said(capsys)
    (site.parent / "allowed_signers").write_text(
        signer(made.key, 'namespaces="taizhang",valid-before="20241101"')
        + signer(two, 'namespaces="taizhang",valid-after="20241101"')
    )
    trust = Trust(site.parent / "allowed_signers", None)
    assert verify(str(old), DAY, trust=trust) == 0
    assert "换过钥匙" in said(capsys)
    assert verify(str(site), DAY, trust=trust) == 1  # a site of October, signed with the key of November
    assert "签名的人不认识" in said(capsys)
    made.space.build("2024-11-02", out=site)
    assert not (site / SIGNATURE).exists()  # of the manifest before
    assert sign(site, two, None, date(2024, 11, 2)) == 0
    assert verify(str(site), date(2024, 11, 2), trust=trust) == 0
    words = said(capsys)
    assert f"{PRINCIPAL} 换过钥匙" in words and "到 20241101 以前" in words
    assert sign(site, made.key, None, date(2024, 11, 2)) == 0
    assert verify(str(site), date(2024, 11, 2), trust=trust) == 1  # the old key signs nothing new


def test_options_and_comments_of_the_list_are_read(made: Signed) -> None:
    first, second = signer(made.key, 'valid-before="20250101Z"', "a@x,b@x"), signer(made.key, "")
    text = f"# {first}\n\nno key here\n{first}{second}"
    assert [(key.principals, key.until) for key in signer_keys(text)] == [
        (("a@x", "b@x"), "20250101Z"),
        ((PRINCIPAL,), ""),
    ]


# -- building around a signature


def test_an_unchanged_build_keeps_the_signature_and_a_changed_one_removes_it(space: Space) -> None:
    key = new_key(space.folder / "key")
    space.notice(ledger=LEDGER)
    space.build_after_early_check()
    assert sign(space.out, key, None, DAY) == 0
    before = (space.out / SIGNATURE).read_bytes()
    assert space.build_after_early_check().written == 0
    assert space.build().written == 0
    assert (space.out / SIGNATURE).read_bytes() == before
    space.build(verify_outputs=True)
    assert (space.out / SIGNATURE).read_bytes() == before
    space.notice("m", ledger=LEDGER)
    space.build()
    assert not (space.out / SIGNATURE).exists()


def test_what_is_not_as_its_manifest_is_not_signed(
    site: Path, made: Signed, capsys: pytest.CaptureFixture[str]
) -> None:
    (site / SIGNATURE).unlink()
    (site / "robots.txt").write_text("x")
    assert sign(site, made.key, None, DAY) == 1
    assert not (site / SIGNATURE).exists() and "robots.txt" in said(capsys)
    with pytest.raises(SiteError, match="没有钥匙"):
        sign(made.out, made.key.with_name("none"), None, DAY)


@pytest.mark.parametrize("text", [b"", b"x", b"-----BEGIN SSH SIGNATURE-----\n-----END SSH SIGNATURE-----\n"])
def test_what_is_no_signature(text: bytes) -> None:
    assert not well_formed(text)


def test_what_ssh_keygen_passes_over_is_altered_all_the_same(made: Signed, site: Path) -> None:
    """Every line end, added or taken away, and words after the end: ssh-keygen would still call the signature good."""
    signature = (made.out / SIGNATURE).read_bytes()
    assert well_formed(signature)
    changed = {signature[:at] + b"\n" + signature[at:] for at in range(len(signature) + 1)}
    changed |= {signature[:at] + signature[at + 1 :] for at in range(len(signature))}
    changed |= {signature + b"x", signature.replace(b"\n", b"\r\n"), b" " + signature}
    assert [each for each in changed if well_formed(each)] == []
    (site / SIGNATURE).write_bytes(signature.replace(b"\n", b"\r\n"))
    assert verify(str(site), DAY) == 1


# -- time stamps


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Authority]:
    yield Authority(tmp_path_factory.mktemp("tsa") / "own")


def test_a_time_stamp_of_a_local_server(
    site: Path, made: Signed, authority: Authority, capsys: pytest.CaptureFixture[str]
) -> None:
    with served(authority) as address:
        assert sign(site, made.key, address, DAY) == 0
    openssl = ["openssl", "ts", "-verify", "-data", str(site / SIGNATURE), "-in", str(site / STAMP)]
    done = subprocess.run([*openssl, "-CAfile", str(authority.roots)], capture_output=True)
    assert b"Verification: OK" in done.stdout + done.stderr
    said(capsys)
    assert verify(str(site), DAY, trust=made.trust(authority.roots)) == 0
    assert "时间戳：" in said(capsys)
    assert verify(str(site), DAY, trust=made.trust()) == 0
    assert "没有根证书" in said(capsys)
    stranger = Authority(site.parent / "stranger")
    assert verify(str(site), DAY, trust=made.trust(stranger.roots)) == 1
    assert "时间戳不符" in said(capsys)


def test_a_stamped_signature_counts_at_its_own_time(site: Path, made: Signed, authority: Authority) -> None:
    """The key ended years before the stamp: a site that claims an old day does not help whoever stole it."""
    ended = site.parent / "allowed_signers"
    ended.write_text(signer(made.key, 'namespaces="taizhang",valid-before="20250101"'))
    assert verify(str(site), DAY) == 0
    with served(authority) as address:
        assert sign(site, made.key, address, DAY) == 0
    assert verify(str(site), DAY, trust=Trust(ended, authority.roots)) == 1


def test_a_stamp_of_something_else_is_found(site: Path, made: Signed, authority: Authority) -> None:
    with served(authority) as address:
        assert sign(site, made.key, address, DAY) == 0
        stamp = (site / STAMP).read_bytes()
        (site / "robots.txt").chmod(0o644)
        other = Path(shutil.copytree(site, site.parent / "b/public"))
        assert sign(other, new_key(site.parent / "b/key"), address, DAY) == 0
        authority.trick = stamp
        with pytest.raises(
            SiteError, match="不是这次所问的"
        ):  # a server, or somebody on the way, that repeats an old one
            sign(site, made.key, address, DAY)
        authority.trick = b"<html>"
        with pytest.raises(SiteError, match="读不懂"):
            sign(site, made.key, address, DAY)
        authority.trick = b""
    assert (site / STAMP).read_bytes() == stamp  # refused: nothing of the site was touched
    (site / STAMP).write_bytes((other / STAMP).read_bytes())
    assert verify(str(site), DAY, trust=made.trust(authority.roots)) == 1


def test_a_server_that_does_not_answer(site: Path, made: Signed) -> None:
    before = (site / SIGNATURE).read_bytes()
    with pytest.raises(SiteError, match="没有答"):
        sign(site, made.key, "http://127.0.0.1:9/", DAY)
    assert (site / SIGNATURE).read_bytes() == before
