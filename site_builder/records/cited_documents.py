"""Documents that a text names in 《》, with what it says was done to them (the page /documents/)."""

import re
from collections.abc import Iterator
from typing import Literal

from msgspec import Struct

from site_builder.records.outline import Outline
from site_builder.records.quotes import Found, sentence

Act = Literal["issued", "revised", "drafted", "abolished", "cited"]
ACTS: dict[Act, str] = {
    "issued": "印发、制定",
    "revised": "修订、完善",
    "drafted": "起草、征求意见",
    "abolished": "废止",
    "cited": "仅提及",
}
_NAMED = re.compile(r"《((?:[^《》]|《[^《》]*》)+)》")
_REGULATION = re.compile(
    r"(?:办法|制度|规定|细则|方案|规程|规则|指引|通知|意见|清单|计划|标准|规范|手册|条例|章程|措施|流程|预案|机制|准则|禁令|台账|指南|公约|守则)"
    r"(?:[（(〔][^）)〕]*[）)〕])?$"
)
_VERBS: tuple[tuple[Act, re.Pattern[str]], ...] = (
    ("abolished", re.compile(r"废止|停止执行")),
    (
        "drafted",
        re.compile(r"起草|草拟|征求意见|拟(?:印发|发布|制定|出台|修订)|正在(?:制定|修订|完善)|送审|报批|初步形成"),
    ),
    ("revised", re.compile(r"修订|修改|完善|优化")),
    ("issued", re.compile(r"印发|制定|制订|出台|发布|制发|编印|建立|下发|编制|印制|颁布")),
)
_BREAK = re.compile(r"[，,；;。：:]|根据|按照|依据|落实|(?<!制定)(?<!制订)执行|学习|贯彻|依照|对照|遵守")
_CHAIN = re.compile(r"(?:《[^《》]*》(?:[（(][^）)]{0,12}[）)])?[、和及与]?){1,30}$")
_REMARK = re.compile(r"[（(]([^）)]{0,12})[）)]")
_DRAFT_NAME = re.compile(r"[（(〔](?:草案|征求意见稿|送审稿)[）)〕]$")
_COMING = re.compile(r"征求意见|(?:计划|预计|拟)[^。；;]{0,14}(?:发布|印发|出台)")


class CitedDocument(Struct, frozen=True, kw_only=True):
    """A named paper. `sentence` is the whole sentence that names it; `item` None = outside the items."""

    name: str
    act: Act
    sentence: str
    item: str | None


def documents_of(outline: Outline) -> Iterator[CitedDocument]:
    """Regulations the text names, in its order, once an item and act."""
    owner = {i: p.id for p in outline.problems for i in range(p.start, p.stop)}
    seen: set[tuple[str, str | None, Act]] = set()
    for index, block in enumerate(outline.blocks):
        if "《" not in block.text:
            continue
        for named in _NAMED.finditer(block.text):
            if not _REGULATION.search(named[1]):
                continue
            act = act_of(block.text, named.start(), named.end())
            key = (named[1], owner.get(index), act)
            if key not in seen:
                seen.add(key)
                whole = sentence(block.text, Found(named.start(), named.end()))
                yield CitedDocument(
                    name=named[1], act=act, sentence=block.text[whole.start : whole.stop].strip(), item=owner.get(index)
                )


def act_of(text: str, start: int, stop: int) -> Act:
    """What the words right before or after a name say was done to it; `cited` where they say nothing.

    >>> act_of("印发《采购办法》，", 2, 8)
    'issued'
    >>> act_of("按照《采购办法》执行", 2, 8)
    'cited'
    """
    remark = _REMARK.match(text, stop)
    if remark and (said := next((act for act, verb in _VERBS if verb.search(remark[1])), None)):
        return said
    if _DRAFT_NAME.search(text[start : stop - 1]):
        return "drafted"
    before = _CHAIN.sub("", text[max(0, start - 90) : start])[
        -16:
    ]  # 印发《甲》和《乙》: the verb stands before the first
    clause = _BREAK.split(before)[-1]
    after = _BREAK.split(text[stop : stop + 10])[0]
    rest = re.split(r"[。；;]", text[stop:], maxsplit=1)[0]
    for act, verb in _VERBS:
        if verb.search(clause) or (act in ("abolished", "drafted") and verb.search(after)):
            return "drafted" if act == "revised" and _COMING.search(rest) else act
    return "drafted" if _COMING.search(rest[:60]) else "cited"
