"""How much of the item a verb is about: all of it, a part, a counted number of the total, or only a preparatory step."""

import re
from typing import Final

from site_builder.claims.clauses import Parsed
from site_builder.claims.phrase import ANY_NUMBER, COUNTED, OBJECT_NUMBER, WHOLE_OBJECT, number_value, subject_of
from site_builder.claims.verbs import EVERY, Said, Verb
from site_builder.claims.words import (
    ALL,
    BENIGN,
    ONGOING,
    PARTLY,
    PERCENT,
    PREPARATION,
    REMAINS,
    SOME,
    TURN,
    UNDONE,
    WHOLE,
)

AFTERWARDS: Final = re.compile(
    r"回头看|销号|验收|申请|巩固|公示|跟踪|长效|长期|常态|今后|复查|评估|监管|宣传|推广|运行|使用|营业|执行|总结|完善"
)


_SUBJECT_STEP: Final = re.compile(rf"(?:{PREPARATION})(?:编制|制定|修订|起草|工作|任务|程序|环节|手续){{0,12}}+$")


def extent(parsed: Parsed, said: Said, number: int, right: str) -> Said:
    """Adds the extent to a verb that states a fact.

    Takes   number: index of the clause that holds the verb; right: the rest of that clause after the verb
    """
    verb, clause = said.verb, parsed.clauses[number]
    if verb.sort not in ("finished", "remedied", "closed"):
        return said
    left = parsed.text[clause.start : verb.start]
    if PARTLY.search(left):
        return said._replace(partly=True, scope="part", words=PARTLY.search(left).group())  # type: ignore[union-attr]
    if (amount := _amount(parsed, verb, number, left, right)) is not None:
        if amount == "":
            return said
        unknown = not REMAINS.search(parsed.text) and len(list(ANY_NUMBER.finditer(parsed.text, 0, verb.start))) == 0
        return said._replace(partly=True, scope=amount, words=amount, open=unknown and "%" not in amount)
    if some := _some(left, right):
        return said._replace(partly=True, scope="part", words=some)
    if step := _step(left, right):
        return said._replace(step=True, scope="part", words=step)
    if rest := _what_remains(parsed, number, verb, said.hearsay):
        return said._replace(partly=True, scope="part", words=rest)
    if verb.sort == "closed":
        return said
    if verb.sort == "finished" and _goes_on_with_another(parsed, number, right):
        return said._replace(scope="part", certain=False)
    subject = subject_of(left)
    if number and re.fullmatch(r"(?:经)?(?:我|本)?[^,;。]{0,4}(?:局|委|办|镇|县|区|中心|单位|院|街道|公司)?", subject):
        subject += parsed.words(parsed.clauses[number - 1])  # 该条整改事项,我局已完成
    named = (
        bool(WHOLE.search(subject + right)) or bool(ALL.search(left + right)) or not (subject + right).strip("了并且和")
    )
    whole_verb = len(parsed.text[verb.start : verb.stop]) > 2 and "整改" in parsed.text[verb.start : verb.stop]
    if verb.sort == "remedied" and not ALL.search(left + right):
        return said._replace(scope="part", certain=False)
    solved = parsed.text[verb.start : verb.stop] in _SOLVED
    if not (named or whole_verb or solved or parsed.label(number) == "state"):
        return said._replace(scope="part", certain=False)
    return said


def _goes_on_with_another(parsed: Parsed, number: int, right: str) -> bool:
    """Whether the object of the verb continues and turns out to be something else: 已完成整改任务书的签订."""
    if re.match(r"(?:了)?对[^,;。]{1,24}的整改", right):
        return False
    rest = right[WHOLE_OBJECT.match(right).end() :].lstrip("了好")  # type: ignore[union-attr]
    if rest == "外" and number + 1 < len(parsed.clauses):
        return not re.match(r"还|也|另|并|又", parsed.words(parsed.clauses[number + 1]))
    named = rest and not re.match(
        r"的$|并|且|和|及|后|以|同时|达|共|累计|为|或|,|归档|验收|销号|与|但|而|,|情|备案", rest
    )
    return bool(named and not ALL.search(right) and not PERCENT.search(right) and not OBJECT_NUMBER.match(right))


def _amount(parsed: Parsed, verb: Verb, number: int, left: str, right: str) -> str | None:
    """The number or percentage done ('3项' of five, '40%'); '' where that is all of it, None where no number is given."""
    share = PERCENT.match(right.lstrip("了约达到至整改率任务的为")) or (
        PERCENT.search(right)
        if "率" in right[:8] or "率" in left[-8:] or parsed.text[verb.start : verb.stop].endswith("率")
        else None
    )
    if (
        share is None
        and (found := list(PERCENT.finditer(left)))
        and not re.search(r"[\u4e00-\u9fff]{5}", left[found[-1].end() :])
    ):
        share = found[-1]
    if share:
        return "" if share.group() in ("100%", "百分之百") else share.group()
    if re.search(r"百分之百|百分百", left + right):
        return ""
    if half := re.match(
        r"(?:了)?(?:整改)?(?:任务)?(?:的|近|约|仅|超过?|将近)*(?:过半|一半|半数|[一二三四五六七八九近]成|大半|大部分|多数|部分|主体|阶段性|首批|第一)",
        right,
    ):
        return half.group()
    if re.match(r"(?:了)?对[^,;。]{1,24}的整改", right):
        return None  # 完成对12个问题的整改
    done = OBJECT_NUMBER.match(right) or (None if ALL.search(left) else COUNTED.match(right))
    before = list(ANY_NUMBER.finditer(parsed.text, 0, verb.start))
    here = [found for found in before if found.start() >= parsed.clauses[number].start]
    if done is None and not here:
        return None
    mine = number_value(done["n"]) if done else number_value(here[-1]["n"])
    if mine is not None and done and any(v > mine for v in _stated_behind(parsed, verb.stop + done.end())):
        return done.group().lstrip("了")
    totals = [v for found in (before if done else before[:-1]) if (v := number_value(found["n"])) is not None]
    word = done.group().lstrip("了") if done else here[-1].group()
    if mine is None:
        return None
    if totals and max(totals) > mine and (re.search(r"中|里|其中|共|有|反馈|涉及|列|需|应", parsed.text[: verb.start])):
        return word
    if totals and mine in totals:
        return ""
    if _rest_of(parsed, number):
        return word
    if done:  # 已完成3项: the total is not stated
        return word
    if ALL.search(left) or re.search(r"问题|任务|事项|隐患", left[left.rfind(here[-1].group()) :]):
        return None
    return None


def _stated_behind(parsed: Parsed, start: int) -> list[float]:
    """Totals stated after a number that is a part of them: 占应换的4000只的八成."""
    if not re.search(r"占|共|应|总", parsed.text[start:]):
        return []
    return [v for found in ANY_NUMBER.finditer(parsed.text, start) if (v := number_value(found["n"])) is not None]


def _rest_of(parsed: Parsed, number: int) -> str:
    """The words of another clause of the sentence that say that something is left; '' for none."""
    for place, clause in enumerate(parsed.clauses):
        if place == number:
            continue
        words = EVERY.sub("", parsed.words(clause))
        found = REMAINS.search(words)
        if found and not re.search(r"已(?!有)|均|全部|完成|到位", words[found.end() :]):
            return found.group()
    return ""


def _what_remains(parsed: Parsed, number: int, verb: Verb, hearsay: bool) -> str:
    """Words that limit the statement: an exception (除…外), or a following clause: 仍有两处渗漏, 然而又出现反弹, 绿化尚未施工."""
    here = parsed.words(parsed.clauses[number])[: verb.start - parsed.clauses[number].start]
    if found := re.search(r"除[^,;。]{1,24}外(?!还|也|另|并)", here):
        return found.group()
    if (
        number
        and (found := re.search(r"除[^,;。]{1,24}外$", parsed.words(parsed.clauses[number - 1])))
        and not re.match(r"还|也|另|并", here)
    ):
        return found.group()
    if rest := _rest_of(parsed, number):
        return rest
    turned = hearsay
    for clause in parsed.clauses[number + 1 :]:
        words = parsed.words(clause)
        turned = turned or bool(TURN.match(words))
        plain = BENIGN.sub("", words)
        needs = _NEEDS.search(words)
        if needs and words[: needs.start()] and not AFTERWARDS.search(words):
            return needs.group()  # 乡镇段还需时日
        if not turned and any(t.kind in ("will", "if") or t.words in _AGAINST for t in clause.tokens):
            continue
        goes_on = ONGOING.search(words)
        if goes_on and not AFTERWARDS.search(words) and words[: goes_on.start()].strip("目前现并且也"):
            return goes_on.group()
        if (found := UNDONE.search(plain)) and (turned or _plainly_undone(plain)):
            return found.group()
    return ""


_SOLVED: Final = frozenset(
    {"解决", "化解", "根治", "根除", "消除", "清零", "纠正", "办结"}
)  # these describe an item as a whole, never a single step
_STRONG: Final = re.compile(
    r"反弹|反复|复发|回潮|重新出现|又出现|再次出现|尚未|仍未|还未|暂未|仍有|尚有|还有|没有|未能|无法|仍在|尚在"
)
_AGAINST: Final = frozenset({"防止", "避免", "杜绝", "谨防"})  # 防止反弹
_NEEDS: Final = re.compile(r"(?:还|尚|仍)需|有待|尚待")


def _plainly_undone(words: str) -> bool:
    return bool(_STRONG.search(words) or (_NEEDS.search(words) and not AFTERWARDS.search(words)))


def _some(left: str, right: str) -> str:
    """A quantifier such as 部分 (部分问题已…), unless it is part of a problem's name (部分干部作风不实问题已…)."""
    for found in SOME.finditer(left):
        behind = left[found.end() :]
        if re.match(r"(?:的)?(?:问题|点位|任务|事项|内容)", behind):
            return found.group()
        named = re.search(r"(?<=[^,]{3})(?:问题|现象|行为|隐患)", behind)
        if named:
            continue
        return found.group()
    return ""


def _step(left: str, right: str) -> str:
    """Words that name a preparatory step: 已完成整改方案的起草, 招标已完成; '' for none."""
    words = re.match(r"(?:了)?(?P<object>[^,;。]{1,30})", right)
    if words:
        whole = WHOLE_OBJECT.match(right)
        rest = right[whole.end() :] if whole else right
        if rest and (found := re.search(PREPARATION, rest)):
            return found.group()
        return ""
    found = _SUBJECT_STEP.search(subject_of(left))
    return found.group() if found else ""
