"""Recognises lines under an item that only state its status: 整改进度：正在推进整改, 此项按计划推进。"""

import re
from typing import Final

# What a status is made of, and nothing else: 已基本完成整改, 正按序时进度推进.
_PART: Final = (
    r"已经|已|均|都|全部|正在|正|在|基本|大体|部分|尚|未|暂|仍|还|没有|按期|按时|如期|按要求|按计划|按序时(?:进度)?|序时|有序|稳步|持续|长期|逐步|顺利|阶段性|明显|初步|较好|实质性|整改|完成|办结|办理"
    r"|处理|处置|解决|改好|改完|到位|完毕|销号|落实|推进|进行|进展|进度|坚持|验收|通过|达标|取得|成效|成果|效果|目标|任务|工作|闭环|启动|动工|了|中|之中|并|且|、"
)
_CORE: Final = r"(?=[^,。;]{0,24}(?:整改|完成|办结|办理|解决|改好|改完|到位|销号|落实|推进|进行|坚持|成[效果]|进展|启动|动工|验收))"
_STATUS: Final = rf"{_CORE}(?:{_PART}){{1,12}}"
# The item, or all that was said of it.
_OF_ALL: Final = r"(?:(?:以上|上述|该|此|本|这)[一几]?[项个条些件]?(?:(?:问题|任务|事项|措施|工作|意见)(?:的?整改)?|整改(?:任务|事项|工作)?|(?<=[项个条些件])))"
_WHEN: Final = r"(?:截至(?:目前|\d{4}年\d{1,2}月底?)|目前|现|至此)"
_LABEL: Final = r"[(【\[]?(?![^:】\])]{0,8}(?:措施|举措|做法))[\u4e00-\u9fff]{2,8}(?:[】\])]\s*+:?|\s*+:)\s*+[“\"]?"
_END: Final = r"[”\"]?[。;)】\]]*$"
_TAIL: Final = r"(?:[,、;(]|并|且)[^。]{0,80}[。;)】\]]*$"
_DEADLINE: Final = r",(?=[^。;]{0,40}(?:前|底|剩余|其余|余下|计划|预计|拟|将|长期))[^。;]{2,60}[。;]?$"
_ONLY_STATUS: Final = re.compile(
    rf"(?:{_LABEL})?(?:{_WHEN},?)?(?:{_OF_ALL},?)?(?:{_WHEN},?)?{_STATUS}(?:{_END}|{_DEADLINE})"
    rf"|(?:{_WHEN},?)?{_OF_ALL},?(?:{_WHEN},?)?{_STATUS}{_TAIL}"
    rf"|{_LABEL}(?:{_OF_ALL},?)?(?:{_WHEN},?)?{_STATUS}{_TAIL}"
)
# How far an item is, told under a label of its own beside its measures.
_RESULT: Final = re.compile(
    r"[【\[(]?(?:问题|整改|办理|办结|处理|完成|落实|工作|推进|目前|当前|现|最终|取得的?|主要|验收|销号){0,4}(?:的)?"
    r"(?:进度|进展|状态|结论|结果|评价|评估|成效|效果|销号|验收|完成情况|办结情况)[】\])]?\s*+(?::|(?<=[】\]]))"
)


def only_status(folded: str) -> bool:
    """Whether a folded line says no more than how far the whole item is.

    >>> [only_status(each) for each in ("此项正按计划推进。", "【整改进度】正在推进整改。", "完成整改。", "完成整改资料归档12卷。")]
    [True, True, True, False]
    """
    return _ONLY_STATUS.match(folded) is not None


def labelled_result(folded: str) -> bool:
    """Whether a folded line begins with a label of progress or results.

    >>> labelled_result("成效:平均住院日降到7.4天。"), labelled_result("整改措施:调阅病历。")
    (True, False)
    """
    return _RESULT.match(folded) is not None
