# ruff: noqa: E501  wordings
"""The body of a document: its sections, its items at any depth and in any numbering, what was found and what was done."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from random import Random
from typing import Final

from tests.house_styles.choices import Choices
from tests.house_styles.truth import Item
from tests.house_styles.words import (
    ASPECTS,
    DEEDS,
    FINDINGS,
    HARD_TASKS,
    LEADING,
    NEXT,
    PROBLEMS,
    TAILS_OF_DEEDS,
    TASKS,
)

OPTIONS: Final = {
    "sections": ("problems", "leadership, problems", "leadership, problems, next", "problems, next", "none", "problems, demands", "two of problems", "parts", "only the beginning"),
    "leadership": (
        "履行巡察整改主体责任情况", "组织整改落实情况", "党组及党组书记组织整改落实情况", "主要负责人组织落实整改情况", "党组书记组织落实整改工作情况", "提高政治站位，强化组织领导",
        "整改工作总体情况", "整改工作组织推进情况", "高度重视，迅速行动", "党委履行整改责任情况", "集中整改期间党组工作开展情况", "加强领导，压紧压实整改责任", "整改工作部署推动情况",
        "班子成员履行“一岗双责”情况", "党委抓整改的主要做法", "党组书记履行第一责任人职责情况", "领导班子抓整改落实情况",
    ),
    "problems": (
        "巡察反馈问题整改落实情况", "反馈意见整改情况", "整改任务完成情况", "存在问题及整改情况", "对照问题清单，逐项抓好整改", "具体整改情况", "聚焦反馈问题，全面整改落实", "重点问题整改落实情况",
        "整改措施及成效", "反馈问题的整改进展", "巡察整改主要任务落实情况",
    ),
    "next": ("下一步打算", "下步工作安排", "巩固深化整改成果的措施", "下一步整改工作计划", "持续抓好后续整改", "今后努力方向", "坚持常态长效，巩固拓展整改成果"),
    "depth": ("2", "1", "3", "4"),
    "numbers": ("usual", "tight", "comma", "brackets", "circles", "letter l", "ordinal", "question", "project", "parenthesised", "half", "none", "dotted", "fullwidth", "decimal", "hyphen", "capital", "discs", "blocks", "numero", "item and blank", "question and blank"),
    "wording": ("about quoted", "about plain", "quoted", "bare", "bare stop", "for", "of rectification", "task", "hard task", "labelled", "long quoted", "run in", "run in bare", "demand", "colon", "aspect task", "parallel", "straight quotes", "adopted"),
    "label": ("none", "整改情况：", "整改措施：", "整改进展情况：", "整改落实情况：", "own line", "brackets", "finding then action", "two labels", "check then action", "整改进展：", "stages", "at once and for good"),
    "marker": ("is", "none", "inline", "bracketed", "circles", "circles inline", "ends", "parenthesised", "ordinal", "dots", "is and circles", "one"),
    "effect": ("none", "paragraph", "status line", "status and plan", "result", "accountability", "bare progress"),
    "fields": ("none", "responsible", "due", "both", "in the measure"),
    "size": ("small", "middle", "large"),
    "lonely category": ("no", "yes"),
    "introduction": ("none", "under the section", "under the category", "under the item"),
    "tail of items": ("none", "captions", "table"),
}  # fmt: skip

_CN: Final = "〇一二三四五六七八九"


def chinese(number: int) -> str:
    tens, ones = divmod(number, 10)
    return ("" if tens == 0 else "十" if tens == 1 else _CN[tens] + "十") + (_CN[ones] if ones or not tens else "")


# A kind of number: how it is written, and what the record has for it.
Number = Callable[[int], str]
NUMBERS: Final[dict[str, tuple[Number, Callable[[int], str | None]]]] = {
    "第一部分": (lambda n: f"第{chinese(n)}部分 ", chinese),
    "一、": (lambda n: f"{chinese(n)}、", chinese),
    "（一）": (lambda n: f"（{chinese(n)}）", chinese),
    "1.": (lambda n: f"{n}.", str),
    "1. ": (lambda n: f"{n}. ", str),
    "1．": (lambda n: f"{n}．", str),
    "1、": (lambda n: f"{n}、", str),
    "l.": (lambda n: "l." if n == 1 else f"{n}.", lambda n: "l" if n == 1 else str(n)),
    "（1）": (lambda n: f"（{n}）", str),
    "1）": (lambda n: f"{n}）", str),
    "①": (lambda n: chr(0x2460 + n - 1), lambda n: chr(0x2460 + n - 1)),
    "⑴": (lambda n: chr(0x2474 + n - 1), lambda n: chr(0x2474 + n - 1)),
    "第1项：": (lambda n: f"第{n}项：", str),
    "问题1：": (lambda n: f"问题{n}：", str),
    "问题一：": (lambda n: f"问题{chinese(n)}：", chinese),
    "项目1.": (lambda n: f"项目1.{n} ", lambda n: f"1.{n}"),
    "1.1": (lambda n: f"1.{n} ", lambda n: f"1.{n}"),
    "1-1": (lambda n: f"1-{n}　", lambda n: f"1-{n}"),
    "壹、": (lambda n: f"{'壹贰叁肆伍陆柒捌玖拾'[n - 1]}、", lambda n: "壹贰叁肆伍陆柒捌玖拾"[n - 1]),
    "❶": (lambda n: chr(0x2776 + n - 1), lambda n: chr(0x2776 + n - 1)),
    "▌1": (lambda n: f"▌{n} ", str),
    "№1": (lambda n: f"№{n} ", str),
    "第1项 ": (lambda n: f"第{n}项　", str),
    "问题一 ": (lambda n: f"问题{chinese(n)}　", chinese),
    "": (lambda _: "", lambda _: None),
}  # fmt: skip


def ladder(choices: Choices) -> list[str]:
    """The kinds of number from the sections inwards; the last one counts the items."""
    depth, how = int(choices["depth"]), choices["numbers"]
    comma = "1、" if how == "comma" else "1. " if how == "usual" else "1．" if how == "fullwidth" else "1."
    outer = ["第一部分"] if choices["sections"] == "parts" else ["一、"]
    item = {
        "circles": "①", "letter l": "l.", "ordinal": "第1项：", "question": "问题1：", "project": "项目1.", "parenthesised": "⑴", "half": "1）",
        "none": "", "dotted": "1.1", "hyphen": "1-1",
        "discs": "❶", "blocks": "▌1", "numero": "№1", "item and blank": "第1项 ", "question and blank": "问题一 ",
    }.get(how)  # fmt: skip
    steps = {1: [], 2: ["（一）"], 3: ["（一）", comma], 4: ["（一）", comma, "（1）"]}[depth]
    if outer == ["第一部分"]:
        steps = {1: [], 2: ["一、"], 3: ["一、", "（一）"], 4: ["一、", "（一）", comma]}[depth]
    if how == "capital" and depth > 1 and outer == ["一、"]:
        outer, steps = ["壹、"], {2: ["一、"], 3: ["一、", "（一）"], 4: ["一、", "（一）", comma]}[depth]
    last = {1: "（一）" if how == "brackets" else comma, 2: comma, 3: "（1）", 4: "①"}[depth]
    if outer == ["第一部分"]:
        last = {1: "一、", 2: "（一）", 3: comma, 4: "（1）"}[depth]
    return [*outer, *steps, item if item is not None else last]


@dataclass(slots=True)
class Body:
    """Lines of the body, and what a reader finds in them."""

    lines: list[str]
    items: list[Item]
    roles: list[str]


class Composer:
    """Composes a body from choices."""

    def __init__(self, choices: Choices, audit: bool) -> None:
        self.c, self.audit = choices, audit
        self.lines: list[str] = []
        self.items: list[Item] = []
        self.roles: list[str] = []
        self.steps = ladder(choices)
        self.problems = list(PROBLEMS)
        choices.words("problems").shuffle(self.problems)
        self.deeds = [deed + tail for deed in DEEDS for tail in TAILS_OF_DEEDS[:3]]
        choices.words("deeds").shuffle(self.deeds)

    def body(self) -> Body:
        how = self.c["sections"]
        plan = {
            "problems": "P", "leadership, problems": "LP", "leadership, problems, next": "LPN", "problems, next": "PN", "none": "-",
            "problems, demands": "PD", "two of problems": "LPPN", "parts": "LPN", "only the beginning": "L",
        }[how]  # fmt: skip
        for number, each in enumerate(plan, 1):
            {"L": self.leadership, "P": self.problem_section, "N": self.next_steps, "D": self.demands, "-": self.flat}[
                each
            ](number)
        return Body(self.lines, self.items, self.roles)

    @property
    def decimal(self) -> bool:
        """1, 1.1, 1.1.1: every number shows those above it."""
        return self.c["numbers"] == "decimal"

    def head(self, number: int, words: str, role: str) -> None:
        self.lines.append((f"{number}　" if self.decimal else NUMBERS[self.steps[0]][0](number)) + words)
        self.roles.append(role)

    def leadership(self, number: int) -> None:
        self.head(number, self.c["leadership"], "leadership")
        random = self.c.words("leadership")
        said = random.sample(LEADING, 3)
        inner = self.c.words("leadership numbers").choice(("（一）", "", "1.", "【】"))
        if self.decimal:
            self.lines += [f"{number}.{n} 压实整改责任。{words}" for n, words in enumerate(said, 1)]
            return
        if inner == "【】":
            self.lines += [
                f"【{name}】{words}" for name, words in zip(("统一思想", "挂图作战", "督查问效"), said, strict=True)
            ]
            return
        for n, words in enumerate(said, 1):
            start = random.choice(("加强组织领导。", "压实整改责任。", "强化督促检查。")) if inner else ""
            self.lines.append((NUMBERS[inner][0](n) if inner else "") + start + words)

    def next_steps(self, number: int) -> None:
        self.head(number, self.c["next"], "next-steps")
        random = self.c.words("next")
        if self.decimal:
            self.lines += [f"{number}.{n} 深化整改成果。{words}" for n, words in enumerate(random.sample(NEXT, 2), 1)]
            return
        inner = random.choice(("（一）", "", "1."))
        for n, words in enumerate(random.sample(NEXT, 2), 1):
            start = random.choice(("提高认识。", "深化整改。", "建章立制。")) if inner else ""
            self.lines.append((NUMBERS[inner][0](n) if inner else "") + start + words)

    def demands(self, number: int) -> None:
        words = self.c.words("demands").choice(("监督意见及整改要求", "有关要求", "工作要求", "整改要求"))
        self.head(number, words, "other")
        for n, each in enumerate(
            ("提高思想认识，认真对照检查", "限期完成整改，并于一个月内书面报告", "举一反三，完善制度"), 1
        ):
            self.lines.append(f"（{chinese(n)}）{each}。")

    def flat(self, _: int) -> None:
        """Items without a section above them."""
        for n, _kind in enumerate(range(self.many("flat")), 1):
            self.item(n, None, "一、" if self.c["depth"] == "1" else self.steps[-1])

    def problem_section(self, number: int) -> None:
        words = (
            self.c["problems"]
            if self.c["sections"] != "problems, demands"
            else self.c.words("found").choice(("存在的主要问题", "检查发现的主要问题", "发现的问题"))
        )
        if number > 2:
            words = self.c.words("second").choice(("专项检查反馈问题整改情况", "选人用人专项检查反馈问题整改情况"))
        self.head(number, words, "problems")
        if self.c["introduction"] == "under the section":
            self.lines.append("对照反馈意见，逐条研究制定措施，整改工作有序推进。")
        self.level(1, None, str(number))

    def level(self, depth: int, category: str | None, path: str) -> None:
        """Headings of one depth, those below each of them, and at last the items."""
        if depth == len(self.steps) - 1:
            for n in range(1, self.many(path) + 1):
                self.item(n, category, self.steps[-1], dotted=self.dotted(path, n) if self.decimal else "")
            return
        count = 2 if self.c["size"] == "small" else 3
        for n in range(1, count + 1):
            random = self.c.words(f"{path}/{n}")
            lonely = not self.decimal and depth == len(self.steps) - 2 and n == 2 and self.c["lonely category"] == "yes"
            if lonely:
                self.item(n, category, self.steps[depth], lonely=True)
                continue
            aspect = random.choice(ASPECTS)
            numbered = self.dotted(path, n) + "　" if self.decimal else NUMBERS[self.steps[depth]][0](n)
            words = numbered + random.choice(
                (f"{aspect}方面", f"关于{aspect}方面", f"在“{aspect}”方面", f"{aspect}方面存在的问题")
            )
            self.lines.append(words)
            if self.c["introduction"] == "under the category" and n == 1:
                self.lines.append("这一方面共性问题较多，逐项分析原因后提出措施。")
            self.level(depth + 1, words, f"{path}/{n}")

    @staticmethod
    def dotted(path: str, number: int) -> str:
        return f"{path.replace('/', '.')}.{number}"

    def many(self, path: str) -> int:
        low, high = {"small": (2, 3), "middle": (2, 5), "large": (4, 8)}[self.c["size"]]
        return self.c.words(f"many {path}").randint(low, high)

    def deed(self) -> str:
        """What was done, each time something else until all words are used."""
        if not self.deeds:
            self.deeds = [deed + tail for deed in DEEDS for tail in TAILS_OF_DEEDS]
            self.c.words("more deeds").shuffle(self.deeds)
        return self.deeds.pop()

    def item(self, number: int, category: str | None, kind: str, *, lonely: bool = False, dotted: str = "") -> None:
        random = self.c.words(f"item {len(self.items)}")
        problem = self.problems.pop() if self.problems else random.choice(PROBLEMS)
        written, recorded = NUMBERS[kind]
        wording = self.c["wording"]
        if not kind and not wording.startswith(("about quoted", "long quoted")):
            wording = "about quoted"  # without a number only such words begin an item
        if lonely and wording in ("bare", "task", "hard task", "aspect task"):
            wording = "about quoted"
        title, states, rest = self.wording(wording, problem, random)
        found = Item(dotted or recorded(number), title, states, category)
        self.items.append(found)
        self.lines.append((f"{dotted}　" if dotted else written(number)) + title + rest)
        self.under(found, random, joined=bool(rest) and rest != "。")
        if rest and rest != "。":
            found.measures.insert(0, rest.strip("。：") + "。")

    def wording(self, wording: str, problem: str, random: Random) -> tuple[str, str, str]:
        """Title, what it says, and what stands behind it on its line."""
        task = random.choice(TASKS)
        other = random.choice([each for each in PROBLEMS if each != problem])
        third = random.choice([each for each in PROBLEMS if each not in (problem, other)])
        return {
            "about quoted": (f"关于“{problem}”问题", "problem", ""),
            "about plain": (f"关于{problem}的问题", "problem", ""),
            "quoted": (f"“{problem}”问题整改情况", "problem", ""),
            "bare": (problem, "problem", ""),
            "bare stop": (f"{problem}。", "problem", ""),
            "for": (f"针对“{problem}”的问题", "problem", ""),
            "of rectification": (f"对于“{problem}”问题的整改", "problem", ""),
            "task": (task, "measure", ""),
            "hard task": (random.choice(HARD_TASKS), "measure", ""),
            "labelled": (f"存在问题：{problem}。", "problem", ""),
            "long quoted": (f"关于“{problem}，{other}，{third}；有的部门对反馈意见认识不深、重视不够，工作推动不力，整改责任没有层层压实到岗到人”的问题", "problem", ""),
            "run in": (f"关于“{problem}”的问题。", "problem", f"{self.deed()}。"),
            "run in bare": (f"{problem}。", "problem", f"{self.deed()}。"),
            "demand": (f"关于“{task}”问题", "demand", ""),
            "colon": (f"关于“{problem}”的问题：", "problem", ""),
            "aspect task": (f"{task}方面", "measure", ""),
            "parallel": (random.choice(("学习不深不透，联系实际不紧密。", "履职不力，担当不够。", "管理不严，监督缺位。")), "problem", ""),
            "straight quotes": (f'关于"{problem}"的问题', "problem", ""),
            "adopted": (f"对“{problem}，涉及金额3.6万元”问题的整改", "problem", ""),
        }[wording]  # fmt: skip

    def under(self, found: Item, random: Random, *, joined: bool) -> None:
        """What stands under an item; what was found there is no measure, what was done is."""
        label, marker = self.c["label"], self.c["marker"]
        if joined and marker not in ("none", "is"):
            marker = "none"
        if joined:
            label = "none" if marker == "none" else label
            if marker == "is":
                marker = "none"
        lines: list[str] = []
        if self.c["introduction"] == "under the item" and marker not in ("none", "one"):
            lines.append("班子对这一问题专题研究，明确由分管负责同志牵头办理。")
        deeds = [f"{self.deed()}。" for _ in range(1 if marker == "one" else random.choice((2, 2, 3, 4)))]
        if label == "finding then action":
            lines.append(
                random.choice(("存在问题：", "问题描述：", "反馈问题：", "具体表现：")) + random.choice(FINDINGS)
            )
            label = "整改情况："
        elif label == "check then action":
            lines.append(
                random.choice(("检查情况：", "调查核实情况：", "审计发现：", "基本情况：")) + random.choice(FINDINGS)
            )
            label = random.choice(("处理措施：", "处理情况：", "整改结果：", "处理和整改情况："))
        if (
            self.c["kind"] == "supervision"
            and self.c["sections"] == "problems, demands"
            and label in ("none", "own line", "brackets", "two labels")
        ):
            self.lines.append(random.choice(FINDINGS))  # what was found is no measure (docs/decisions/0022)
            return
        made = list(self.marked(marker, deeds))
        if label == "stages":
            kind = NUMBERS[
                "1." if self.steps[-1] in ("一、", "（一）") else "一、" if self.steps[-1] == "" else "（一）"
            ][0]
            if self.steps[-1] not in ("一、", "（一）"):
                label = "整改措施："
            else:
                self.lines += [
                    kind(1) + "整改措施",
                    *(f"（{n}）{deed}" for n, deed in enumerate(deeds, 1)),
                    kind(2) + "整改成效",
                    "管理水平有所提升，该问题已整改完成。",
                ]
                found.measures = [f"（{n}）{deed}" for n, deed in enumerate(deeds, 1)]
                found.due.append("?")
                self.fields(found, random)
                return
        if label == "at once and for good":
            deeds = deeds[:2]
            self.lines += [
                f"{name}：{deed}" for name, deed in zip(("立行立改措施", "长期整改措施"), deeds, strict=False)
            ]
            found.measures = deeds
            self.lines.append("整改情况：已完成整改。")
            self.fields(found, random)
            return
        if label == "two labels":
            made = [f"整改措施：{deeds[0]}", f"整改成效：{deeds[1] if len(deeds) > 1 else self.deed() + '。'}"]
            found.measures = deeds[:1]  # what came of it is none
            self.lines += [*lines, *made]
            self.fields(found, random)
            return
        found.measures = self.measures_of(marker, deeds)
        if label == "own line":
            lines.append(random.choice(("整改情况：", "整改措施：", "整改落实情况：")))
        elif label == "brackets":
            lines.append(random.choice(("【整改情况】", "【整改措施】")))
        elif label != "none":
            made[0] = label + made[0]
        self.lines += [*lines, *made]
        if self.c["effect"] == "paragraph" and marker not in ("none", "one"):
            self.lines.append(f"整改成效：{self.deed()}。")
        elif self.c["effect"] == "status line":
            self.lines.append(random.choice(("整改状态：已完成", "完成情况：已完成整改", "整改状态：持续推进")))
        elif self.c["effect"] in ("status and plan", "result") and label != "check then action":
            found.due.append("?")  # of the whole or of a part: a reader of claims says which
            self.lines.append(
                random.choice(
                    (
                        "整改进展：正在整改，剩余5处计划2026年3月底前处置到位。",
                        "完成情况：正在整改，2026年9月底前完成。",
                        "完成情况：取得阶段性成果，2026年12月底前全部办结。",
                    )
                    if self.c["effect"] == "status and plan"
                    else (
                        "整改结果：已完成整改，长期坚持。",
                        "整改结果：正在整改，预计2026年6月完成主体封顶。",
                        "办结情况：阶段性办结。",
                        "整改结果：基本完成整改。",
                    )
                )
            )
        elif self.c["effect"] == "bare progress":
            found.due.append("?")
            self.lines.append(
                random.choice(
                    (
                        "该问题已完成整改。",
                        "以上整改已完成。",
                        "已整改到位。",
                        "目前正在整改，2026年9月底前完成。",
                        "目前正在推进，剩余5处计划年底前处置。",
                        "截至目前，该问题取得阶段性成果。",
                        "正在持续推进，下半年前配齐设备。",
                        "基本完成整改。",
                    )
                )
            )
        elif self.c["effect"] == "accountability":
            self.lines.append(random.choice(("问责情况：无。", "追责问责情况：对1名工作人员进行诫勉谈话。")))
        self.fields(found, random)

    @staticmethod
    def numbered(marker: str, deeds: list[str]) -> list[str]:
        ways: dict[str, Number] = {
            "is": lambda n: f"{chinese(n)}是", "inline": lambda n: f"{chinese(n)}是", "bracketed": lambda n: f"（{n}）", "circles": NUMBERS["①"][0],
            "circles inline": NUMBERS["①"][0], "ends": lambda n: f"{n}）", "parenthesised": NUMBERS["⑴"][0], "ordinal": lambda n: f"第{chinese(n)}，", "dots": lambda n: f"{n}.",
            "is and circles": lambda n: f"{chinese(n)}是",
        }  # fmt: skip
        start = ways.get(marker, NUMBERS[""][0])
        return [start(n) + deed for n, deed in enumerate(deeds, 1)]

    def marked(self, marker: str, deeds: list[str]) -> Iterator[str]:
        """The lines of the measures."""
        marker = self.free(marker)
        made = self.numbered(marker, deeds)
        if marker in ("inline", "circles inline"):
            yield "".join(made)
        elif marker == "is and circles":
            yield made[0].rstrip("。") + "：①核对原始凭证；②逐笔登记造册。"
            yield from made[1:]
        else:
            yield from made

    def free(self, marker: str) -> str:
        """A way of numbering measures that the items themselves do not use."""
        used = {
            "①": ("circles", "circles inline", "is and circles"),
            "⑴": ("parenthesised",),
            "（1）": ("bracketed",),
            "1）": ("ends",),
            "l.": ("dots",),
            "1.": ("dots",),
            "1、": ("dots",),
            "1. ": ("dots",),
            "1．": ("dots",),
            "1.1": ("dots",),
            "▌1": ("dots",),
        }
        taken = {each for step in self.steps for each in used.get(step, ())}
        return "is" if marker in taken else marker

    def measures_of(self, marker: str, deeds: list[str]) -> list[str]:
        marker = self.free(marker)
        made = self.numbered(marker, deeds)
        if marker == "is and circles":
            made[0] = made[0].rstrip("。") + "：①核对原始凭证；②逐笔登记造册。"
        return made

    def fields(self, found: Item, random: Random) -> None:
        """Whose task it is and by when; then what stands among the items of some."""
        how = self.c["fields"]
        if len(self.items) == 1:
            self.lines += {"none": [], "captions": ["图1  图2"], "table": ["| 序号 | 事项 |", "| 1 | 票据 |"]}[
                self.c["tail of items"]
            ]
        unit = random.choice(("办公室", "财务科", "综合协调科", "机关党委"))
        year, month = 2020 + random.randint(0, 6), random.randint(1, 12)
        if how in ("responsible", "both"):
            found.responsible.append(unit)
            self.lines.append(f"{random.choice(('责任单位', '牵头单位', '责任科室'))}：{unit}")
        if how in ("due", "both"):
            found.due.append(f"{year}-{month:02d}")
            self.lines.append(f"{random.choice(('整改时限', '完成时限', '整改期限'))}：{year}年{month}月底前")
