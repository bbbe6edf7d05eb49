"""What a reader copies is what the text says: runs of spaces, tabs and wide spaces as they stand, nothing put between signs."""

import pytest
from playwright.sync_api import Browser

from tests.browser.conftest import opened
from tests.browser.serving import served
from tests.conftest import HEAD, Space

TEXT = """\
## 一、资金  管理
### 1. 甲　　乙  丙 {#p1}

拨付  两处，共   三笔\t五万元。面积5㎡
扩建①
完成验收。

- 已收回  六万元。

\u3000\u3000行首是全角空格。\u3000

\u00a0\u2003行首是别的空格。\u2009

\\ \t行首是空格和制表符。

- \u3000已缩进。

| 单位  甲 | 金额 |
|---|---|
| 云州  局 | 1  234 |
"""
LINES = [
    "一、资金  管理",
    "1. 甲　　乙  丙",
    "拨付  两处，共   三笔\t五万元。面积5㎡扩建①完成验收。",
    "已收回  六万元。",
    "\u3000\u3000行首是全角空格。\u3000",
    "\u00a0\u2003行首是别的空格。\u2009",
    " \t行首是空格和制表符。",
    "\u3000已缩进。",
]
COPY = """selector => {
  const all = [...document.querySelectorAll(selector)];
  return all.map(each => { getSelection().selectAllChildren(each); return getSelection().toString(); }).join("\\n");
}"""


@pytest.mark.parametrize(("path", "first"), [("notices/n/", 0), ("notices/n/p1/", 1)])
def test_runs_of_spaces_are_copied(space: Space, browser: Browser, path: str, first: int) -> None:
    space.notice(text=TEXT, head=HEAD)
    space.build()
    with served(space.out) as address, opened(browser, at=None) as page:
        page.goto(address + path)
        copied = page.evaluate(COPY, "main :is(h1, h2, h3, h4, p, li, td, th)")
    for words in (*LINES[first:], "单位  甲", "云州  局", "1  234"):
        assert words in copied, words
