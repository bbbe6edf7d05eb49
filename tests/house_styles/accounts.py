"""Accounts of rectification in other clothes: no organ, no title, no signature, plain talk; what was found and what was done is told."""

from random import Random
from typing import Final

from tests.house_styles.bodies import Number, chinese
from tests.house_styles.words import DEEDS, OFFICES, PLACES, PROBLEMS

_HEADS: Final = (
    "整改“对账单”",
    "{o}整改兑现榜（第二期）",
    "{o}整改进度晾一晾",
    "REMEDIATION / 整改披露",
    "巡察整改回音壁",
    "整改这半年，改了些啥",
)
_OPENINGS: Final = (
    "今年{l}巡察组给咱们提的问题，整改得怎么样了？一条一条来对账。",
    "去年底检查组核实、下达整改的几件烦心事，这期交代清楚。",
    "监管部门今年来做现场检查，指出主要问题{n}项，整改情况披露如下：",
    "{l}第三巡察组反馈的意见已经逐条整改，大家看看改得怎么样。",
    "审计组点出的毛病，我们认账、整改，眼下的样子是这样：",
)  # fmt: skip
_NUMBERS: Final[tuple[Number, ...]] = (
    lambda n: f"{n}.", lambda n: f"№{n} ", lambda n: f"第{n}件　", lambda n: "❶❷❸❹❺❻❼❽❾"[n - 1] + " ", lambda n: f"▌{n} ",
    lambda n: f"Issue {n}　", lambda n: f"问题{chinese(n)}　", lambda n: f"{chinese(n)}、",
)  # fmt: skip
_STATES: Final = ("整改完毕。", "这一条已改完。", "已完成。", "整改还在进行。", "目前正在整改，年底前弄完。")


def account(seed: int) -> str:
    """The text of such an account.

    >>> "整改" in account(1)
    True
    """
    random = Random(f"account/{seed}")
    place, level = random.choice(PLACES)
    office = place + random.choice(OFFICES)[0]
    problems = random.sample([each for each in PROBLEMS if not each[0].isdigit()], random.randint(3, 7))
    numbered = random.choice(_NUMBERS)
    lines = [
        random.choice(_HEADS).format(o=office if random.random() < 0.5 else ""),
        random.choice(_OPENINGS).format(l=level, n=len(problems)),
    ]
    label = random.choice(("", "整改情况：", "Action　", "怎么改的："))
    for n, problem in enumerate(problems, 1):
        lines += [numbered(n) + problem, label + random.choice(DEEDS) + "。"]
        lines += [random.choice(_STATES)] if random.random() < 0.5 else []
    lines += [] if random.random() < 0.5 else [random.choice((office, "办公室", "读者部　2024年3月5日", "2024-03-05"))]
    return "\n".join(lines) + "\n"
