"""`archive`: a WACZ that others' tools read, the same bytes each time, in which every altered byte is found."""

import csv
import io
import json
import shutil
import subprocess
import zipfile
from collections.abc import Iterator
from datetime import date
from functools import partial
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from warcio.archiveiterator import ArchiveIterator

from site_builder.commands.archiving import archive
from site_builder.commands.signature_check import Trust
from site_builder.commands.signing import sign
from site_builder.commands.verifying import verify
from site_builder.data.file_record import MANIFEST, SIGNATURE
from site_builder.proof import wacz
from site_builder.records.findings import SiteError
from tests.cases import cases
from tests.conftest import DUE_LEDGER, HEAD, LEDGER, Space
from tests.proof.keys import PRINCIPAL, new_key, signer

DAY = date(2024, 10, 20)
APPROVAL = """\
- step: 审核
  by: 办公室主任
  date: "2024-10-15"
  text_sha256: "{text}"
  ledger_sha256: "{ledger}"
- step: 审批
  by: 分管负责人
  date: "2024-10-16"
  text_sha256: "{other}"
  ledger_sha256: "{ledger}"
"""
SUGGESTED = (
    LEDGER + '    - as_of: "2024-10-19"\n      status: done\n      quote: "问题已整改到位"\n      suggested: true\n'
)


class Place:
    """A site of three notices with a signature: one approved, one with a suggestion, one not public yet."""

    def __init__(self, folder: Path):
        self.space = Space(folder)
        self.space.notice("a", ledger=LEDGER)
        self.space.notice("b", ledger=SUGGESTED)
        self.space.notice("c", head=HEAD.replace("2024-10-17", "2024-10-25"), ledger=DUE_LEDGER)
        self.space.notice("d", head=HEAD + "draft: true\n")
        self.space.build(DAY)
        text, ledger = self.space.json("a")["text_sha256"], sha256(LEDGER.encode()).hexdigest()
        self.space.write("notices/a/approval.yaml", APPROVAL.format(text=text, ledger=ledger, other="0" * 64))
        self.space.build(DAY)
        self.key = new_key(folder / "key")
        (folder / "allowed_signers").write_text(signer(self.key))
        assert sign(self.space.out, self.key, None, DAY) == 0
        self.trust = Trust(folder / "allowed_signers", None)

    def archive(self, name: str = "a.wacz", since: str | None = None, key: Path | None = None) -> Path:
        path = self.space.folder / name
        assert archive(self.space.out, self.space.content, path, since, key) == 0
        return path


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Place:
    return Place(tmp_path_factory.mktemp("archived"))


@pytest.fixture(scope="module")
def made(place: Place) -> Path:
    return place.archive("made.wacz", key=place.key)


@pytest.fixture
def opened(made: Path) -> Iterator[zipfile.ZipFile]:
    with zipfile.ZipFile(made) as archive:
        yield archive


def sheet(path: Path) -> dict[str, dict[str, object]]:
    with zipfile.ZipFile(path) as archive:
        value = json.loads(archive.read("metadata/records.json"))
    return {each["id"]: each for each in value["records"]}


def test_warcio_reads_every_published_file(place: Place, opened: zipfile.ZipFile) -> None:
    found = {}
    with opened.open(wacz.WARC) as warc:
        for record in ArchiveIterator(warc, check_digests="raise"):
            if record.rec_type == "resource":
                found[record.rec_headers["WARC-Target-URI"]] = record.content_stream().read()
    tree = place.space.tree()
    urls = {"https://tz.invalid/" + path.removesuffix("index.html"): content for path, content in tree.items()}
    assert found == urls


def test_the_index_leads_to_each_record(opened: zipfile.ZipFile) -> None:
    warc = opened.read(wacz.WARC)
    lines = opened.read(wacz.INDEX).decode().splitlines()
    assert lines == sorted(lines) and len(lines) > 30
    for line in lines:
        told = json.loads(line.split(" ", 2)[2])
        piece = warc[int(told["offset"]) : int(told["offset"]) + int(told["length"])]
        found = {}
        for record in ArchiveIterator(io.BytesIO(piece)):
            digest = sha256(record.content_stream().read()).hexdigest()
            found[record.rec_headers["WARC-Target-URI"]] = f"sha256:{digest}"
        assert found == {told["url"]: told["digest"]}


def test_an_unchanged_site_gives_the_same_bytes(place: Place, made: Path, tmp_path: Path) -> None:
    again = place.archive("again.wacz")
    assert again.read_bytes() == made.read_bytes()
    elsewhere = Space(tmp_path)
    shutil.rmtree(elsewhere.content)
    shutil.copytree(place.space.content, elsewhere.content)
    elsewhere.build(DAY)  # from scratch, in another folder, signed with the same key
    assert sign(elsewhere.out, place.key, None, DAY) == 0
    assert archive(elsewhere.out, elsewhere.content, tmp_path / "b.wacz", None, None) == 0
    assert (tmp_path / "b.wacz").read_bytes() == made.read_bytes()


def test_who_what_when_and_by_which_steps(made: Path, opened: zipfile.ZipFile) -> None:
    record = sheet(made)["a"]
    assert (record["title"], record["responsible"]) == ("关于巡察整改情况的通报", "云州市市场监管局")
    assert (record["published"], record["window"], record["items"]) == ("2024-10-17", "2024-10-17/2024-11-16", 2)
    assert record["steps"] == [
        {"step": "审核", "by": "办公室主任", "date": "2024-10-15", "holds": True},
        {"step": "审批", "by": "分管负责人", "date": "2024-10-16", "holds": False},
    ]
    rows = list(csv.DictReader(io.StringIO(opened.read("metadata/records.csv").decode("utf-8-sig"), newline="")))
    assert [row["编号"] for row in rows] == ["a", "b"]
    assert rows[0]["办理步骤"] == "2024-10-15 办公室主任 审核；2024-10-16 分管负责人 审批（此后有改动）"


def test_sources_go_along_where_they_say_what_is_public(place: Place, made: Path, opened: zipfile.ZipFile) -> None:
    names = {name for name in opened.namelist() if name.startswith("sources/")}
    assert names == {f"sources/notices/a/{name}" for name in ("notice.md", "ledger.yaml", "approval.yaml")}
    for name in names:
        assert opened.read(name) == (place.space.content / name.removeprefix("sources/")).read_bytes()
    assert sheet(made)["b"]["withheld"] == "台账里有还没有公开的内容"
    assert set(sheet(made)) == {"a", "b"}  # neither the draft nor what is public later


def test_records_that_went_on_are_not_handed_over_as_the_published_ones(place: Place, tmp_path: Path) -> None:
    content = Path(shutil.copytree(place.space.content, tmp_path / "content"))
    path = content / "notices/a/notice.md"
    path.write_text(path.read_text("utf-8").replace("压缩拨付时限", "缩短拨付时限"), "utf-8")
    assert archive(place.space.out, content, tmp_path / "a.wacz", None, None) == 0
    assert "正文与公开的不同" in str(sheet(tmp_path / "a.wacz")["a"]["withheld"])


# -- verify


def test_verify_says_who_signed_site_and_archive(place: Place, made: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert verify(str(made), date(2030, 1, 1), trust=place.trust) == 0  # an archive does not grow stale
    words = capsys.readouterr().err
    assert f"签名：{PRINCIPAL}（ED25519" in words and "2024-10-20 的网站" in words and "整个归档" in words
    assert verify(str(place.archive("unsigned.wacz")), DAY, trust=place.trust) == 0
    assert "归档本身没有签名" in capsys.readouterr().err


@given(data=st.data())
@settings(max_examples=cases(20), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_tampered_byte_anywhere_is_found(place: Place, made: Path, data: st.DataObject) -> None:
    """Without any signature: in the WARC, the index, the sheet, the descriptor, or a field of zip that nobody reads."""
    content = made.read_bytes()
    ends = data.draw(st.sampled_from(["anywhere", "tail", "head"]), label="where")
    reach = {"anywhere": (0, len(content) - 1), "tail": (len(content) - 12_000, len(content) - 1), "head": (0, 400)}
    at = data.draw(st.integers(*reach[ends]), label="at")
    other = data.draw(st.integers(1, 255), label="other")
    change = data.draw(st.sampled_from(["alter", "insert", "drop"]), label="change")
    byte = bytes([content[at] ^ other])
    middle = {"alter": byte, "insert": byte + content[at : at + 1], "drop": b""}[change]
    damaged = place.space.folder / "damaged.wacz"
    damaged.write_bytes(content[:at] + middle + content[at + 1 :])
    assert outcome(damaged) != 0


def outcome(path: Path) -> int:
    try:
        return verify(str(path), DAY, jobs=1, trust=Trust(None, None))
    except SiteError:
        return 2


def repacked(source: Path, target: Path, changes: dict[str, bytes]) -> None:
    """The archive of somebody who knows its form, and makes every hash anew."""
    with zipfile.ZipFile(source) as archive, target.open("wb") as out:
        parts = {name: changes.get(name, archive.read(name)) for name in archive.namelist()}
        head = json.loads(parts.pop(wacz.PACKAGE))
        parts.pop(wacz.DIGEST)
        told = wacz.ArchiveHead(head["title"], head["description"], head["mainPageUrl"], head["created"][:10], None)
        entries = [wacz.ArchiveEntry(name, len(part), partial(io.BytesIO, part)) for name, part in parts.items()]
        wacz.write(out, entries, told)


def test_a_forgery_with_hashes_of_its_own_is_found_by_the_signatures(
    place: Place, made: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    forged = tmp_path / "forged.wacz"
    with zipfile.ZipFile(made) as archive:
        rows = archive.read("metadata/records.csv")
    repacked(made, forged, {})
    assert forged.read_bytes() == made.read_bytes()
    repacked(made, forged, {"metadata/records.csv": rows.replace("办公室主任".encode(), "局长".encode())})
    assert outcome(forged) == 0  # nothing but a signature tells
    shutil.copy(made.with_name("made.wacz.sig"), tmp_path / "forged.wacz.sig")
    assert verify(str(forged), DAY, trust=place.trust) == 1
    assert "签名不符" in capsys.readouterr().out


@pytest.mark.parametrize("content", [b"", b"PK", b"PK\x05\x06" + bytes(18), b"<html>" * 100])
def test_what_is_no_archive(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "x.wacz"
    path.write_bytes(content)
    with pytest.raises(SiteError, match="不是完好的归档"):
        verify(str(path), DAY)


def test_a_site_that_is_not_as_its_manifest_is_not_archived(place: Place, tmp_path: Path) -> None:
    out = Path(shutil.copytree(place.space.out, tmp_path / "public"))
    (out / "robots.txt").write_text("x")
    assert archive(out, place.space.content, tmp_path / "a.wacz", None, None) == 1
    assert not (tmp_path / "a.wacz").exists()


# -- since a revision


def test_only_what_changed_since_a_revision(space: Space, capsys: pytest.CaptureFixture[str]) -> None:
    def git(*words: str) -> None:
        own = ["-c", "user.name=t", "-c", "user.email=t@t.invalid"]
        subprocess.run(["git", *own, *words], cwd=space.folder, check=True, capture_output=True)

    for slug in ("a", "b", "gone"):
        space.notice(slug, ledger=LEDGER)
    git("init", "-q")
    git("add", "content")
    git("commit", "-qm", "first")
    space.notice("b", ledger=DUE_LEDGER)
    space.notice("new", ledger=LEDGER)
    space.remove("gone")
    space.build(DAY)
    path = space.folder / "part.wacz"
    assert archive(space.out, space.content, path, "HEAD", None) == 0
    with zipfile.ZipFile(path) as made:
        told = json.loads(made.read("metadata/records.json"))
        urls = {json.loads(line)["url"] for line in made.read(wacz.PAGES).decode().splitlines()[1:]}
        commit = json.loads(made.read(wacz.PACKAGE))["since"]
    assert [record["id"] for record in told["records"]] == ["b", "new"] and told["gone"] == ["gone"]
    assert len(commit) == 40
    assert "https://tz.invalid/notices/b/" in urls and "https://tz.invalid/" in urls
    assert not any("/notices/a/" in url for url in urls)
    assert verify(str(path), DAY) == 0
    assert "个在先前的归档里" in capsys.readouterr().err
    assert archive(space.out, space.content, space.folder / "whole.wacz", None, None) == 0
    assert (space.folder / "whole.wacz").stat().st_size > path.stat().st_size


def test_the_signature_of_the_site_is_in_the_archive(made: Path, opened: zipfile.ZipFile) -> None:
    lines = opened.read(wacz.INDEX).decode()
    assert f"https://tz.invalid/{SIGNATURE}" in lines and f"https://tz.invalid/{MANIFEST}" in lines
