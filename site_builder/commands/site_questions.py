"""Prompts on a terminal for what an authority must decide before it has a site."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

import click

from site_builder.commands.terminal import say
from site_builder.records.register_model import PENDING
from site_builder.records.registers import base_url_refused
from site_builder.rules.settings import ISSUED, NAMES, REQUIRED

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


_FORMS = {"sponsor": "全称", "contact": "如 电话 0000-8200000", "error_report": "网址"}


def asked_footer(operator: str) -> dict[str, str]:
    """What the footer of such a site must show, as far as it is known: key → answer. Nothing is presumed.

    Takes   operator: who runs the site
    """
    keys = _required(operator)
    if not keys:
        return {}
    say(f"页脚必须标明下面几样。还不知道的直接回车，公开以前补上；申请了还没有批下来的，写“{PENDING}”")
    answers = {key: _footer_answer(key) for key in keys}
    return {key: answer for key, answer in answers.items() if answer}


def _footer_answer(key: str) -> str:
    form = _FORMS.get(key, "")
    question = f"{NAMES[key]}（{form}）" if form else NAMES[key]
    while True:
        answer: str = click.prompt(question, default="", show_default=False, type=str).strip()
        if answer != PENDING or key in ISSUED:
            return answer
        say(f"{NAMES[key]}不用申请；还不知道的直接回车")


def footer_lines(operator: str, given: Mapping[str, str]) -> str:
    """The footer in site.yaml: what is known, and a remark for each that is not.

    >>> print(footer_lines("party", {"sponsor": '"甲"'}), end="")
    # 页脚必须标明的。还没有写的，删去前面的 # 再写上；申请了还没有批下来的写“办理中”。
    footer:
      sponsor: "甲"
      # contact: ""  # 联系方式
      # icp: ""  # ICP 备案号
    >>> footer_lines("unofficial", {})
    ''
    """
    lines = [
        f"  {key}: {given[key]}" if key in given else f'  # {key}: ""  # {NAMES[key]}' for key in _required(operator)
    ]
    if not lines:
        return ""
    remark = f"# 页脚必须标明的。还没有写的，删去前面的 # 再写上；申请了还没有批下来的写“{PENDING}”。"
    return "\n".join([remark, "footer:", *lines, ""])


def still_missing(operator: str, given: Mapping[str, str]) -> list[str]:
    """What the footer must show and does not yet, by name."""
    return [NAMES[key] for key in _required(operator) if key not in given]


def _required(operator: str) -> tuple[str, ...]:
    return next((keys for name, keys in REQUIRED.items() if name == operator), ())


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
