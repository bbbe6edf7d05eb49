"""The letter by which somebody asks for a correction: filled in with address, words and hash, on every notice and item."""

import json
import re
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

from lxml import html

from tests.conftest import LEDGER, Space, some


def letters(out: Path) -> dict[str, tuple[str, str | None]]:
    """Rooted URL of each page that has one → its text, and the address of its mail."""
    found = {}
    for path in sorted((out / "notices").rglob("index.html")):
        page = html.parse(str(path)).getroot()
        for block in page.find_class("correction-letter"):
            assert block.get("id") == "correction"
            mail = block.xpath(".//a/@href")
            text = block.find_class("correction-letter__text")[0].text_content()
            found[f"/{path.parent.relative_to(out).as_posix()}/"] = (text, mail[0] if mail else None)
    return found


def test_every_notice_and_item_has_a_letter_with_its_own_address_and_hash(demo: Path) -> None:
    found, wanted = letters(demo), {}
    for path in some(sorted((demo / "data/notices").glob("*.json"))):
        value = json.loads(path.read_text("utf-8"))
        wanted[value["url"]] = (value["title"], value["text_sha256"])
        wanted |= {each["url"]: (each["title"], each["text_sha256"]) for each in value["problems"]}
    assert found.keys() == wanted.keys()
    for url, (title, sha256) in wanted.items():
        text, mail = found[url]
        assert f"网址：https://taizhang.invalid{url}\n" in text
        assert f"SHA-256：{sha256}\n" in text and title in text
        assert "《个人信息保护法》第四十六条" in text and "《政府信息公开条例》第四十一条" in text
        if mail:
            body = parse_qs(urlsplit(mail).query)["body"][0]
            assert body.startswith(f"https://taizhang.invalid{url}\nSHA-256 {sha256}\n")
    assert sum(1 for _, mail in found.values() if mail) > 20


def test_a_letter_goes_to_the_organ_and_nowhere_where_no_mail_is_known(space: Space) -> None:
    space.notice(ledger=LEDGER)
    space.write("organs.yaml", 'amr:\n  name: "甲<局>"\n')
    space.build()
    text, mail = letters(space.out)["/notices/n/p2/"]
    assert text.startswith("甲<局>：\n贵单位公开的《关于巡察整改情况的通报》第2项（p2）：关于“台账不全”问题中，")
    assert mail is None
    assert re.search(r"用邮件发出", space.html("/notices/n/p2/")) is None
