"""Accounts of rectification in other clothes: no organ, no title, no signature, plain talk; what was found and what was done is told."""

from random import Random
from typing import Final

from tests.house_styles.bodies import Number, chinese
from tests.house_styles.words import DEEDS, FINDINGS, OFFICES, PLACES, PROBLEMS

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


_CHECKS: Final = (
    "{y}年度会计信息质量检查",
    "{y}年度财会监督",
    "{y}年度内部审计",
    "落实审计意见监督检查",
    "生态环境专项督察",
    "教育督导",
    "医保基金使用专项检查",
    "落实主体责任专项监督",
    "工程建设领域巡察",
)
_DEMANDS: Final = (
    "限期整改。自收到通报之日起30日内报送整改报告。",
    "建立台账，逐项整改，{y}年底前将整改情况书面报送。",
    "举一反三，完善制度，防止同类问题再次发生。",
    "压实责任，明确专人，按月报告整改进展。",
    "对涉及的资金逐笔清退，整改结果同时抄送主管部门。",
)
_SECTIONS: Final = (
    "检查发现的主要问题",
    "存在的主要问题",
    "督查发现的突出问题",
    "存在问题",
    "审计查出的问题",
    "监督检查发现的问题",
)


def findings_and_demands(seed: int) -> str:
    """The text of a notice that states what a check found and what is demanded, and nothing yet of what was done.

    >>> "整改" in findings_and_demands(1)
    True
    """
    random = Random(f"demands/{seed}")
    place, _ = random.choice(PLACES)
    office, year = place + random.choice(OFFICES)[0], random.randint(2018, 2026)
    check = random.choice(_CHECKS).format(y=year)
    lines = [
        f"{office}关于{check}"
        + random.choice(("情况和整改要求的通报", "发现问题及整改要求的通报", "的监督意见", "情况的通报")),
        random.choice(("各有关单位：", f"{place}公园管理处：", "各科室、各直属单位：")),
        random.choice(("现将检查情况通报如下。", "现将发现的问题和整改要求通报如下：", "检查情况和监督意见如下：")),
        f"一、{random.choice(_SECTIONS)}",
    ]
    for n, problem in enumerate(random.sample(PROBLEMS, random.randint(2, 6)), 1):
        found = random.choice(FINDINGS)
        lines += random.choice(
            (
                [f"{n}.{problem}。{found}"],
                [f"{n}.{problem}。", found],
                [f"{n}.{problem}。", f"一是{found}二是凭证不全。"],
            )
        )
    lines.append(f"二、{random.choice(('整改要求', '监督意见及整改要求', '有关要求', '整改意见'))}")
    lines += [
        f"（{chinese(n)}）{words.format(y=year)}"
        for n, words in enumerate(random.sample(_DEMANDS, random.randint(1, 3)), 1)
    ]
    return "\n".join([*lines, office, f"{year}年{random.randint(1, 12)}月{random.randint(1, 28)}日"]) + "\n"
