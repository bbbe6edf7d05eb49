"""Files of XML that threads make at once are what one alone makes."""

import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from site_builder.records.registers import read_registers
from site_builder.site.file_groups import opensearch
from site_builder.unit.feeds import atom
from site_builder.views.page_frame import Frame
from tests.conftest import ORGANS, SITE

REGISTERS = read_registers({"site.yaml": SITE, "organs.yaml": ORGANS}, "content", [])
assert REGISTERS
FRAME = Frame(REGISTERS, False, {})


@pytest.fixture(autouse=True)
def quick_turns() -> Iterator[None]:
    usual = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    yield
    sys.setswitchinterval(usual)


def test_they_share_no_register_of_prefixes() -> None:
    """ElementTree's register is one for a whole process: who asks last gives every other thread its own prefix."""

    def made(number: int) -> bytes:
        return opensearch(FRAME) if number % 2 else atom(FRAME, "/feed.xml", "/", "全部", [])

    with ThreadPoolExecutor(8) as threads:
        files = list(threads.map(made, range(2000)))
    assert set(files[1::2]) == {made(1)} and b'<OpenSearchDescription xmlns="http://a9.com/' in made(1)
    assert set(files[0::2]) == {made(0)} and b'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="zh-CN"><id>' in made(
        0
    )
