"""`verify --privacy`: every file that is shipped is looked into, whatever its format; what a notice declares is right."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from site_builder.cli import main
from site_builder.commands.privacy_check import private
from site_builder.search.bundle import packed_index
from tests.conftest import DEMO_DAY, HEAD, TEXT, Space
from tests.privacy import files
from tests.privacy.once import looked_into_once  # noqa: F401  a fixture

pytestmark = pytest.mark.usefixtures("looked_into_once")
MOBILE = "13700000002"
SHIPPED = [
    ("notices/n/index.html", f"<p>电话{MOBILE}</p>".encode(), "手机号 137****0002"),
    ("notices/n/index.html", f'<p data-x="{MOBILE}">电话</p>'.encode(), "手机号 137****0002"),
    ("data/problems.csv", f"a,b\n1,{MOBILE}\n".encode(), "手机号 137****0002"),
    ("data/site.json", json.dumps({"a": "住址：望河镇柳树村3组15号"}).encode(), "住址 望河镇****"),  # escaped
    ("data/site.json", '{"a": "住址：望河镇柳树村3组15号"}'.encode(), "住址 望河镇****"),
    ("data/ledger.sqlite", files.sqlite(f"电话{MOBILE}"), "手机号 137****0002"),
    ("feed.xml", f"<summary>{MOBILE}</summary>".encode(), "手机号 137****0002"),
    ("due.ics", f"DESCRIPTION:电话 {MOBILE}\r\n".encode(), "手机号 137****0002"),
    ("pagefind/x/a.pf_table", packed_index({"text": f"电话{MOBILE}"}), "手机号 137****0002"),
    ("notices/n/files/a.xlsx", files.xlsx(keywords=MOBILE), "手机号 137****0002（文件属性）"),
    ("notices/n/files/a.pdf", files.pdf(note=MOBILE), "手机号 137****0002（批注）"),
    ("notices/n/files/a.jpg", files.photo(comment=MOBILE), "手机号 137****0002（照片信息 UserComment）"),
    ("assets/site.js", b"const day = 0.13700000002;", None),
    ("manifest.json", b'{"sha256": "137000000021370000000213700000021370000000213700000021370000000"}', None),
]


@pytest.mark.parametrize(("path", "content", "said"), SHIPPED)
def test_a_file(path: str, content: bytes, said: str | None) -> None:
    assert private(path, content) == ([said] if said else [])


def verify(out: Path) -> tuple[int, str]:
    done = CliRunner().invoke(main, ["verify", "--privacy", str(out), "--today", "2024-10-20"])
    return done.exit_code, done.stdout


def test_a_site_with_an_office_mobile_and_a_clean_file(space: Space) -> None:
    head = HEAD + f'contacts: {{phones: ["{MOBILE}"]}}\nattachments:\n  - file: "a.docx"\n    title: "说明"\n'
    space.notice(head=head, text=TEXT + f"\n联系电话：{MOBILE}\n")
    space.write("notices/n/files/a.docx", files.docx(remark="清洁的"))
    space.build(search=True)
    assert verify(space.out) == (0, "")


@pytest.mark.audit
def test_the_whole_demonstration(demo: Path) -> None:
    """Every file of it: pages, data, SQLite, feeds, calendars, the search index, attachments and what is in them.

    `report` looks into the same files in the same way, and does so in `make test`: tests/proof/test_report.py.
    """
    done = CliRunner().invoke(main, ["verify", "--privacy", str(demo), "--today", str(DEMO_DAY)])
    assert (done.exit_code, "个人信息" in done.output) == (0, False), done.output


def test_a_page_that_was_written_past_the_gate(space: Space) -> None:
    space.notice()
    space.build()
    page = space.out / "notices/n/index.html"
    page.write_text(page.read_text("utf-8").replace("</main>", f"{MOBILE}</main>"), "utf-8")
    status, said = verify(space.out)
    assert status == 1
    assert "个人信息  notices/n/index.html  手机号 137****0002" in said
    assert MOBILE not in said


def test_the_gate_of_a_build(space: Space) -> None:
    """A file whose properties carry a number stops the build; nothing is published."""
    space.notice(head=HEAD + 'attachments:\n  - file: "a.docx"\n    title: "说明"\n')
    space.write("notices/n/files/a.docx", files.docx(remark=MOBILE))
    assert [(f.code, f.at.path.rpartition("/")[2]) for f in space.findings()] == [("P001", "a.docx")]
    assert not space.out.exists() or not (space.out / "index.html").exists()
