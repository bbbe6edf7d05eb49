"""What the operators of a sentence make of a verb: a fact, a negation, a plan or a condition."""

import re
from typing import Final

from site_builder.claims.clauses import Clause, Parsed, Token, inside_a_name
from site_builder.claims.phrase import OBJECT_NUMBER, WHOLE_OBJECT, subject_of
from site_builder.claims.verbs import Said, Verb
from site_builder.claims.words import ACHIEVING, ALL, MEASURE_WORD, PERCENT, SOME, Kind

_IRREALIS: Final = ("will", "guess", "make", "haste", "by")


_STRONG: Final = ("will", "guess", "by", "if")


_NOUN: Final = re.compile(  # how the subject of a statement about rectification may end
    rf"(?:问题|整改|任务|事项|该项|此项|本项|工作|隐患|要求|目标|措施|案件|点位|矛盾|项目|工程|款项?|资金|金|费用|欠账|房屋|用房|企业|单位|部门|设施|建筑|违建|车辆|改造|建设|治理|修复|清理|整治|处置|追缴|清退|拆除|结算|移交|意见|[局镇县区委办]|{MEASURE_WORD})$|^(?:不仅|不但|仍|并|且|也|又|还|截至|截止|目前|经[^,]{{1,10}})"
)


def governed(parsed: Parsed, verb: Verb, number: int) -> Said:
    """Applies the operators to a verb, the nearest first, then those further left."""
    clause = parsed.clauses[number]
    finished, negated, planned = parsed.text[verb.stop : verb.stop + 1] == "了", 0, ""
    certain, hearsay, hush, against = True, False, "", ""
    begin = verb.start
    for token in reversed(
        [t for t in clause.tokens if t.stop <= verb.start or (t.kind == "deny" and t.start <= verb.start < t.stop)]
    ):
        between = parsed.text[token.stop : begin]
        if verb.sort == "ongoing" and token.kind == "haste":
            continue
        if inside_a_name(token, between, finished):
            continue
        if token.kind == "done":
            finished = finished or not (planned or negated)
            if planned and (nearer := _nearer(token, clause, verb)) <= {"make", "by"}:
                planned, certain, finished = "", "make" not in nearer, True  # 已督促企业完成; 已于6月底前完成
        elif token.kind in ("not", "none"):
            if token.kind == "none" or not finished:
                negated += 1
                begin = token.start
                against = token.words
                if token.kind == "none" and finished:
                    hush = token.words
        elif token.kind in _IRREALIS:
            if (token.kind == "guess" or not finished) and not (token.kind == "by" and negated):
                planned = planned or token.words
        elif token.kind in ("if", "ask", "false", "deny", "maybe"):
            if token.kind == "deny" and negated and not finished:
                negated, certain = negated + 1, False
            else:
                hush = token.words
        elif token.kind == "hearsay":
            certain, hearsay = False, True
    if clause.end == "?":
        hush = hush or "？"
    said = parsed.text[verb.start : verb.stop]
    if hush:
        return Said(verb, False, denied=False, words=hush)
    if negated % 2:
        return Said(verb, False, denied=not planned, planned=bool(planned), words=against)
    if planned:
        return Said(verb, False, planned=True, words=planned)
    if negated:
        return Said(verb, True, certain=certain)
    if verb.sort == "ongoing" and re.match(r"正在|在建|在办|[仍尚还]在|.{2}中$", said):
        return Said(verb, True, certain=certain, words=said, hearsay=hearsay)
    if supposed := _supposed(parsed, number):
        return Said(verb, False, words=supposed)
    if not finished and (carried := _carried(parsed, number, verb)):
        return carried
    if not finished and verb.sort not in ("ongoing",):
        certain = certain and _achieved_bare(parsed, number, verb)
    return Said(verb, True, certain=certain, words=said, hearsay=hearsay)


def _nearer(token: Token, clause: Clause, verb: Verb) -> set[Kind]:
    """The kinds of the operators between a token and the verb."""
    return {t.kind for t in clause.tokens if token.stop <= t.start and t.stop <= verb.start}


def _carried(parsed: Parsed, number: int, verb: Verb) -> Said | None:
    """A plan or condition of an earlier clause that still governs a clause without 已: 计划先清理库房,再完善台账,完成整改."""
    own = parsed.words(parsed.clauses[number])
    label = parsed.label(number)
    if number and re.search(r"[^是]{2}的$", before := parsed.words(parsed.clauses[number - 1])):
        return Said(verb, False, planned=True, words=before[-8:])  # 已完成整改的,予以销号
    if label == "plan":
        return Said(verb, False, planned=True, words=_label_words(parsed, number))
    if (
        re.search(r"现|目前|截至|截止|仍(?!需)|均|得到", own[: verb.start - parsed.clauses[number].start])
        or label == "state"
    ):
        return None
    for clause in reversed(parsed.clauses[:number]):
        if clause.end in (":", ";", "。"):
            break
        kinds = [t.kind for t in clause.tokens]
        if "done" in kinds:
            break
        refused = next((t.start for t in clause.tokens if t.kind in ("not", "deny")), len(parsed.text))
        strong = next((t for t in clause.tokens if t.kind in _STRONG and t.start < refused), None)
        if strong and not (strong.kind == "by" and "截至" in parsed.words(clause)):
            return Said(verb, False, planned=True, words=strong.words)
        weak = next((t for t in clause.tokens if t.kind in ("make", "haste")), None)
        if weak and not re.search(r"了|经", parsed.words(clause)):
            return Said(verb, False, planned=True, certain=False, words=weak.words)
    return None


def _supposed(parsed: Parsed, number: int) -> str:
    """The word of a condition whose consequence is this clause: 如果不算历史遗留点位,则已全部完成; '' for none."""
    if not re.match(r"则|就|即|便|那么|才|方|可", parsed.words(parsed.clauses[number])):
        return ""
    before = (t for clause in parsed.clauses[:number] for t in clause.tokens)
    return next((t.words for t in before if t.kind == "if"), "")


def _label_words(parsed: Parsed, number: int) -> str:
    return next(parsed.words(c) for c in reversed(parsed.clauses[:number]) if c.end == ":")


def _achieved_bare(parsed: Parsed, number: int, verb: Verb) -> bool:
    """Whether a verb without 已 nevertheless states something that has happened."""
    clause = parsed.clauses[number]
    words = parsed.words(clause)
    said = parsed.text[verb.start : verb.stop]
    if parsed.label(number) == "state" or verb.start + 1 < clause.start:
        return True
    left = parsed.text[clause.start : verb.start]
    subject = subject_of(left)
    nothing_behind = not WHOLE_OBJECT.sub("", parsed.text[verb.stop : clause.stop], count=1).strip("了并且和")
    spoken_of = not subject or bool(_NOUN.search(subject))
    if PERCENT.search(words) or re.search(r"得到|实现", left):
        return True
    if verb.sort == "closed" and re.search(r"同意|准予|予以", left):
        return True
    bare_year = re.search(r"(?:20\d\d年度?|[一二三四]季度)(?:底|末)?(?:全面|全部)?$", left)
    if len(subject) > 3 and not bare_year and re.search(r"(?:全部|均|悉数|如数|彻底)$", left):
        return True
    if bare_year:
        return False  # 2027年全部完成 may be a plan or a report
    if not spoken_of and verb.sort != "closed":
        return False  # 此项整改难言完成: unknown words before the verb may change its meaning
    if len(said) > 2 or ACHIEVING.search(words) or ALL.search(words) or SOME.search(words):
        return True
    if re.search(r"[\d一二三四五六七八九十]月|\d日|规定(?:时限|期限|时间)", words):
        return True
    if number and not subject and OBJECT_NUMBER.match(parsed.text, verb.stop):
        return True  # 整改措施7条,完成7条
    return bool(subject and nothing_behind)
