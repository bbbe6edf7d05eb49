"""Prompts on a terminal for what an authority must decide before it has a site."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

import click

from site_builder.commands.terminal import say
from site_builder.records.registers import base_url_refused

OPERATORS: dict[str, str] = {
    "government": "政府部门",
    "party": "党委（党组）",
    "institution": "事业单位",
    "enterprise": "国有企业",
    "unofficial": "非官方",
}
AFTER_CLOSE = {"keep": "保留", "noindex": "保留，不让搜索引擎收录", "withdraw": "撤下"}
# What is presumed, and said, where nobody can be asked.
PRESUMED = {
    "title": "整改公开台账",
    "base_url": "https://taizhang.invalid/",
    "operator": "unofficial",
    "after_close": "keep",
}


def asked(given: dict[str, Any]) -> dict[str, Any]:
    """`given` with an answer for every key that is None in it; an invalid answer is refused with the reason, and prompted for again."""
    questions: dict[str, tuple[str, Callable[[str], str]]] = {
        "title": ("网站的名称", str.strip),
        "base_url": ("网站将来的网址（如 https://www.example.gov.cn/zgtz/）", _address),
        "operator": (_choices("谁主办", OPERATORS), partial(_chosen, OPERATORS)),
        "after_close": (_choices("公开期限满后", AFTER_CLOSE), partial(_chosen, AFTER_CLOSE)),
    }
    for key, (question, read) in questions.items():
        while given[key] is None:
            try:
                given[key] = read(click.prompt(question, default=PRESUMED[key], type=str))
            except ValueError as why:
                say(f"{why}")
    return given


def _choices(question: str, names: Mapping[str, str]) -> str:
    """A question with a line an answer.

    >>> print(_choices("公开期限满后", {"keep": "保留", "withdraw": "撤下"}))
    公开期限满后：
      1 keep      保留
      2 withdraw  撤下
    写号码或英文
    """
    width = max(map(len, names))
    lines = (f"  {number} {key:{width}}  {name}" for number, (key, name) in enumerate(names.items(), 1))
    return "\n".join([f"{question}：", *lines, "写号码或英文"])


def _chosen(names: Mapping[str, str], answer: str) -> str:
    """The key that an answer names, by number, key or Chinese name. Errors  ValueError: none

    >>> [_chosen({"keep": "保留", "withdraw": "撤下"}, answer) for answer in ("2", " keep ", "撤下")]
    ['withdraw', 'keep', 'withdraw']
    """
    word = answer.strip()
    for number, (key, name) in enumerate(names.items(), 1):
        if word.lower() in (str(number), key, name):
            return key
    raise ValueError(f"没有“{word}”这一项；写 1 到 {len(names)} 的号码")


def _address(answer: str) -> str:
    """An address that a site can have. Errors  ValueError: why it cannot"""
    if why := base_url_refused(answer.strip()):
        raise ValueError(f"{why}；写成 https://host/path/")
    return answer.strip()
