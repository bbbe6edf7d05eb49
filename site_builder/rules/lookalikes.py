"""K014: URLs with homoglyphs: letters of other scripts that look like Latin ones."""

import unicodedata
from collections.abc import Iterator
from urllib.parse import urlsplit

from site_builder.records.findings import Span
from site_builder.records.source import Field, locate
from site_builder.rules.links import decoded_host
from site_builder.rules.page_targets import page_links
from site_builder.rules.rule import SiteCase, Slip, error

_NOTHING = Field(None, Span(path=""))


@error("K014", "site")
def hosts_are_what_they_look_like(case: SiteCase) -> Iterator[Slip]:
    """网址的域名里混有别种文字的字母

    有的希腊、西里尔等字母与英文字母一样，例如“аmr.gov.cn”的第一个字母不是英文的 a，点开的是另一个网站。
    域名里只用英文字母、数字和汉字；“xn--”开头的也按它代表的字检查。

    改法：从官方渠道重新复制网址，不要从来路不明的文件里复制。
    """
    for at, url in _addresses(case):
        if letters := foreign_letters(url):
            why = "、".join(f"“{letter}”是 {unicodedata.name(letter, '不明的字')}" for letter in letters)
            yield Slip(at, "域名里有冒充英文的字母", why, "从官方渠道重新复制网址")


def _addresses(case: SiteCase) -> Iterator[tuple[Span, str]]:
    for name, text in case.pages.items():
        yield from ((at, url) for url, at in page_links(text, f"{case.folder}/pages/{name}.md"))
    for key, organ in case.registers.organs.items():
        if organ.homepage:
            yield locate(case.trees.get("organs.yaml", _NOTHING), key, "homepage"), organ.homepage


def foreign_letters(url: str) -> list[str]:
    """The letters of a host that are neither ASCII nor Chinese, without duplicates.

    >>> foreign_letters("https://аmr.example.cn/"), foreign_letters("https://xn--mr-6kc.example.cn/")
    (['а'], ['а'])
    >>> foreign_letters("https://云州.example.cn/"), foreign_letters("/notices/")
    ([], [])
    """
    try:
        host = urlsplit(url).hostname or ""
    except ValueError:  # malformed URL: another rule reports it
        return []
    shown = decoded_host(host)
    strange = (char for char in shown if not char.isascii() and not unicodedata.name(char, "").startswith("CJK"))
    return list(dict.fromkeys(strange))
