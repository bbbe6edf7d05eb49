"""How records travel: as packed bytes, as JSON, sealed and zipped."""

import gzip
from datetime import date

import pytest

from site_builder.records.encoding import digest, gzipped, indented_json, pack, plain, sealed, unpacker, unsealed
from site_builder.records.model import Contacts
from site_builder.records.partial_dates import PartialDate

DAY = {"by": PartialDate("2024-10"), "day": date(2024, 10, 17), "of": Contacts(phones=("1",))}
OF = {"phones": ("1",), "emails": (), "addresses": (), "postcodes": ()}


def test_days_and_records_become_text_and_groups() -> None:
    assert plain(DAY) == {"by": "2024-10", "day": "2024-10-17", "of": OF}
    assert indented_json({"甲": [PartialDate("2024")]}) == '{\n "甲": [\n  "2024"\n ]\n}\n'.encode()
    assert indented_json({"a": 1}, 2) == b'{\n  "a": 1\n}\n'
    back = unpacker(dict[str, PartialDate]).decode(pack({"by": PartialDate("2024-10")}))
    assert back == {"by": "2024-10"} and type(back["by"]) is PartialDate


@pytest.mark.parametrize("parts", [(b"",), (b"a", b"bc"), (memoryview(b"abc"),)])
def test_a_digest_is_half_of_sha256(parts: tuple[bytes, ...]) -> None:
    known = {b"": "e3b0c44298fc1c149afbf4c8996fb924", b"abc": "ba7816bf8f01cfea414140de5dae2223"}
    assert digest(*parts).hex() == known[b"".join(parts)]


def test_what_is_sealed_is_read_whole_or_not_at_all() -> None:
    kept = b"".join(sealed([b"a", b"bc"]))
    assert kept == b"abc" + digest(b"abc")
    content = unsealed(kept)
    assert content is not None and bytes(content) == b"abc"
    assert [unsealed(bad) for bad in (kept[:-1], kept[1:], b"x" + kept[1:], b"", b"abc")] == [None] * 5


@pytest.mark.parametrize("level", [1, 9])
def test_zipped_bytes_say_nothing_of_time_or_machine(level: int) -> None:
    made = gzipped(b"abc" * 9, level)
    assert gzip.decompress(made) == b"abc" * 9
    assert (made[:8].hex(), made[9]) == ("1f8b080000000000", 255)
