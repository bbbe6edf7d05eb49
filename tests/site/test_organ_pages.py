"""Pages of organs, and which organ a reader writes to."""

from lxml import html

from tests.conftest import LEDGER, ORGANS, Space


def test_an_organ_that_was_merged_names_its_successor(space: Space) -> None:
    space.write(
        "organs.yaml",
        'amr:\n  name: "云州市旧局"\n  successor: new\nnew:\n  name: "云州市新局"\n  contact:\n    phones: ["0000-8300009"]\n',
    )
    space.notice(ledger=LEDGER)
    space.build()
    contact = html.fromstring(space.html("/organs/amr/")).find_class("contact")[0].text_content()
    assert "云州市新局（原云州市旧局）" in contact and "0000-8300009" in contact
    row = html.fromstring(space.html("/organs/")).xpath("//tr[contains(., '云州市旧局')]")[0]
    assert row.xpath(".//a[.='云州市新局']/@href") == ["/organs/new/"]


def test_an_organ_that_takes_over_is_the_one_to_write_to(space: Space) -> None:
    successor = '  successor: new\nnew:\n  name: "云州市新局"\n  contact:\n    phones: ["0000-8300009"]\n'
    space.write("organs.yaml", ORGANS + successor)
    space.notice()
    space.build()
    assert "0000-8300009" in space.html("/notices/n/p1/")
