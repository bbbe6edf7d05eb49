"""B020, R022: a quotation lies within one block, and a heading states what its mark says (a problem or a measure)."""

import re
from collections.abc import Iterator
from typing import Final

from site_builder.records.findings import Span
from site_builder.records.quotes import comparable
from site_builder.rules.quotations import Quotation, quotations
from site_builder.rules.rule import Case, Slip, error

# How a heading begins that names an action, done or planned.
_MEASURE: Final = re.compile(
    r"(?:进一步|全面|持续|切实|深入|扎实|坚决|认真|着力|不断|大力|积极|全力|从严|有序|稳步|加快|继续)*"
    r"(?:加强|强化|推进|推动|完善|健全|落实|提升|提高|加快|深化|规范|严格|压实|优化|建立|开展|坚持|抓好|做好|加大|改进|扩大|培育|降低|壮大|建设|推广"
    r"|办好|盘活|巩固|筑牢|夯实|履行|严肃|聚焦|狠抓|促进|保障|统筹|创新|发挥|树立|增强|确保|实施|打造|拓展|学习|贯彻|锤炼|整治|清理|纠治|构建|厘清|理顺|补齐|堵塞|引导|组织|配齐|配强|选优|用好|管好|守牢|抓实|抓细|抓牢)"
)
# Words that make it name a fault nevertheless: 落实责任不到位, 推进缓慢.
_FAULT: Final = re.compile(
    r"不|未|没|无|缺|欠|差|弱|慢|滞后|低(?!碳|保|空)|少(?!儿|年|数)|难|松|软|虚|漏|乱|违|超|闲置|流于|走过场|反弹|隐患|风险|问题|偏|浅|窄|薄|单一|粗放|迟|拖|挂账|断档|脱节|过场|形式主义|短板|瓶颈|失"
)


@error("B020")
def quotation_is_in_one_block(case: Case) -> Iterator[Slip]:
    """引语跨了段，或只在标题里

    引语在一段话里，不跨段、不跨条、不跨表格的行：两段的话接起来，是原文没有说过的一句话。
    标题是事项的名称。状态不能只引标题里的话，除非标题自己写明了，如“（已完成）”“正在整改”。

    改法：引一段之内的话；引正文里说明状态的那一句。
    """
    blocks = [comparable(block.text) for block in case.notice.outline.blocks]
    spread = "\0".join(blocks)
    for quotation in quotations(case):
        if quotation.scope.outside:
            continue
        words = comparable(quotation.words)
        if words and words not in spread and words in "".join(blocks):
            why = "这些字分在两段里，原文没有这样一句话"
            yield Slip(quotation.at(case), "引语跨了段", why, "引一段之内的话", quotation.suggested)
        elif _of_a_status(case, quotation) and _in_the_heading_alone(case, quotation, blocks, words):
            why = "标题是事项的名称，没有说明状态"
            yield Slip(quotation.at(case), "状态只引了标题", why, "引正文里说明状态的那一句", quotation.suggested)


def _of_a_status(case: Case, quotation: Quotation) -> bool:
    if len(quotation.steps) < 3 or quotation.steps[1] != "entries":
        return False
    entry = case.notice.ledger(str(quotation.steps[0])).entries[int(quotation.steps[2])]
    return entry.status is not None and entry.basis == "notice"


_SAYS: Final = re.compile(
    r"已|正在|尚未|未启动|基本完成|推进中|整改中|[（(【\[][^（(]{2,12}[）)】\]]$|完毕|到位$|完成$"
)


def _in_the_heading_alone(case: Case, quotation: Quotation, blocks: list[str], words: str) -> bool:
    problem = case.notice.outline.problem(quotation.scope.item or quotation.scope.id)
    if problem is None or words not in blocks[problem.start] or _SAYS.search(blocks[problem.start]):
        return False
    return not any(words in each for each in blocks[problem.start + 1 : problem.stop])


@error("R022")
def heading_that_states_a_measure(case: Case) -> Iterator[Slip]:
    """标题写的是措施，标成了问题

    states: problem 表示标题说的是一个问题。“加强政治理论学习”“规范差旅费管理”说的是要做或做了什么，标成问题，
    就把一项工作说成了过错。标题里有“不到位”“滞后”等字眼的不在此限；看不准的只作提醒。

    改法：在标题末尾写 {states=measure}（要求写 demand）；整份都是这样的，在文件头写 states: measure。
    """
    for problem in case.notice.outline.problems:
        if problem.states == "problem" and (found := verb_of_action(problem.title)):
            at = Span(path=case.notice.path, line=problem.line)
            why = f"“{found}”说的是做什么，不是什么问题"
            mend = "在标题末尾写 {states=measure}，或在文件头写 states: measure"
            soft = len(problem.title) < len(found) + 4
            yield Slip(at, "标题写的是措施，标成了问题", why, mend, soft)


def verb_of_action(title: str) -> str:
    """The verb of action that a heading begins with; '' where there is none or the heading names a fault."""
    words = comparable(title)
    found = _MEASURE.match(words)
    return found.group() if found and not _FAULT.search(words) else ""
