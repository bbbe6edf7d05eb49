"""What the head of a record takes from the text: organ, inspection, publication."""

import re
from dataclasses import dataclass
from typing import Final

from site_builder.importing.lines.dates import FoundDate, after, dates
from site_builder.importing.lines.fold import fold, squeeze
from site_builder.importing.lines.manuscript import Doubt, Line
from site_builder.importing.lines.numbering import marker
from site_builder.importing.structure.damage import DAMAGED_DATE
from site_builder.records.model import Inspection, PartialDate, Source, Timestamp

_TITLE_ORGAN: Final = re.compile(
    r"^(?!关于|落实|贯彻|对)(?P<organ>.{2,50}?)\s*(?:关于|落实|贯彻落实|对|就|巡察|巡视|\d{4}年|向社会)"
)
_LEAD_ORGAN: Final = re.compile(
    r"(?:组|委|办|厅|局)\s*对(?P<organ>[^,。;:“”]{3,40}?)(?:党组|党委|党总支|党支部|党工委|工委)?(?:开展|进行|实施)"
)
_SUBJECT: Final = re.compile(
    r"(?P<organ>[^,。;:“”、和]{2,36}?(?:党组|党委|党总支|党支部|党工委|工委|纪委|局|院|校|公司))\(以下简称"
)
_TEAM: Final = re.compile(
    r"(?:中央|省委|市委|区委|县委|旗委|州委|自治区党委|[省市](?=第)|[^,。;:、\s对由经和及与]{0,6}?(?:中央|省委|市委|区委|县委|旗委|州委|党组|党委|集团党委))?"
    r"(?:第?[一二三四五六七八九十]{1,3})?(?:巡察|巡视|(?:生态环境保护|环保|安全生产)?督察|审计)(?:第?[一二三四五六七八九十\d]{0,3})组(?:第?[一二三四五六七八九十]{1,2}分组)?"
)
_ROUND: Final = re.compile(
    r"(?:[一二三四五六七八九十]{1,3}届(?:[省市区县旗州]委|中央|[^,。;:\s]{0,8}?党[委组])?)?第?[一二三四五六七八九十]{1,3}轮(?=[^次])"
    r"|(?:20\d{2}年)第?[一二三四五六七八九十]{1,2}轮"
)
_LEVEL: Final = re.compile(r"中央|自治区党委|省委|市委|区委|县委|旗委|州委")
_TYPE: Final = re.compile(
    r"(?:开展了?|进行了?|的)(?:为期[^,。]{2,8}的)?(?P<type>常规|专项|机动|提级|交叉|直通|政治|延伸|联动|“?回头看”?)(?:\([^)]*\))?(?:巡察|巡视|督察)"
)
_TOPIC: Final = re.compile(
    r"\((?P<a>[^()]{4,40}?)专项\)巡[察视]|(?:进行|开展)了?(?P<b>[^,。;:()轮]{4,36}?)专项巡[察视]"
)
_DONE: Final = re.compile(r"(?:开展|进行|实施)了?[^。]{0,60}?(?:巡察|巡视|督察|审计)|巡[察视](?:了|工作)?")
_BARE_DAY: Final = re.compile(r"\s*(?:至|到|-+|—+|~+)\s*(\d{1,2})日")
_FEEDBACK: Final = re.compile(r"反馈")
_PUBLISHED: Final = re.compile(r"(?:发布|公开|更新|公示|上传)?(?:日期|时间)\s*:\s*|^")
_WRITTEN: Final = re.compile(r"(?:成文|生成|印发|制发|发文)(?:日期|时间)\s*:")
_SOURCE: Final = re.compile(r"(?:信息来源|文章来源|来源|稿源)\s*:\s*(?P<name>[^\s|【】\[\]()]{2,40})")
_PUBLISHER: Final = re.compile(
    r"(?:发布机构|发文机关|发布单位|发布部门|公开主体)\s*:\s*(?P<name>[^\s|:【】\[\]()]{3,40})"
)
_NUMBER: Final = re.compile(r"(?:文号|发文字号)\s*:\s*(?P<number>[^\s|,。]{4,30})")


@dataclass(frozen=True, slots=True)
class Publication:
    """When and where the text was published, as its metadata lines say."""

    published: Timestamp | None = None
    written: PartialDate | None = None
    source: Source | None = None
    number: str | None = None
    publisher: str | None = None


def organ_of(title: str | None, lead: str, signed: tuple[str, ...], publisher: str | None = None) -> str | None:
    """The full name of the organ: of the title, else the signature, the lead (who was inspected), the metadata.

    Takes   lead: the first paragraphs; signed: lines of the signature; publisher: from the file's metadata
    """
    from_title = _TITLE_ORGAN.match(fold(title)) if title else None
    if (
        from_title
        and len(from_title["organ"]) >= 4
        and re.search(r"[局厅院校组委会部处司室心所站团行社馆协联队署庭园]$", from_title["organ"])
    ):
        return (title or "")[: from_title.end("organ")].strip()
    if signed:
        return signed[0]
    if found := _SUBJECT.search(fold(lead)) or _LEAD_ORGAN.search(fold(lead)):
        return lead[found.start("organ") : found.end("organ")].strip()
    return publisher


def publication(metadata: tuple[Line, ...]) -> Publication:
    """Published and written dates, source and number from the lines before the prose."""
    published: Timestamp | None = None
    written: PartialDate | None = None
    source: Source | None = None
    number: str | None = None
    publisher: str | None = None
    for line in metadata:
        # In a table the label is one cell and the value the next.
        text = fold(line.text.replace("\t", ":")) if line.cells else line.folded
        days = [found for found in dates(text) if found.as_date()]
        made = _WRITTEN.search(text)
        for found in days:
            iso = found.iso() or ""
            if (
                made
                and found.start >= made.end()
                and not re.search(r"(发布|公开)(日期|时间)", text[made.end() : found.start])
            ):
                written = written or PartialDate(iso)
            elif published is None:
                clock = re.match(r"\s*(\d{1,2}:\d{2})", text[found.end :])
                published = Timestamp(f"{iso} {clock[1].zfill(5)}" if clock else iso)
        if source is None and (name := _SOURCE.search(text)):
            source = Source(name=line.text[name.start("name") : name.end("name")])
        if publisher is None and (made_by := _PUBLISHER.search(text)):
            publisher = line.text[made_by.start("name") : made_by.end("name")]
        if number is None and (made_number := _NUMBER.search(text)):
            number = line.text[made_number.start("number") : made_number.end("number")]
    return Publication(published, written, source, number, publisher)


def lead_of(body: tuple[Line, ...]) -> Line | None:
    """The paragraph before the first heading that tells of the inspection; else the first paragraph of all."""
    opening: list[Line] = []
    for line in body[:12]:
        if line.cells:
            continue
        if marker(line.folded) is not None:
            break
        opening.append(line)
    told = (line for line in opening if dates(line.folded) and re.search(r"巡[察视]|督察|审计", line.text))
    first = next((line for line in body if marker(line.folded) is None and not line.cells), None)
    return next(told, first)


def inspection(title: str | None, lead: Line | None) -> tuple[Inspection | None, list[Doubt]]:
    """The inspection the lead tells of, and what had to be worked out."""
    if lead is None:
        return None, []
    text, doubts = lead.folded, []
    opening = text[: m.start()] if (m := re.search(r"现将", text)) else text
    started, ended, feedback = _spell(opening)
    feedback_read = after(feedback, ended.earliest() if ended else None) if feedback else None
    for given, read, name in ((ended, ended, "结束"), (feedback, feedback_read, "反馈")):
        if given and read and "年" not in text[given.start : given.end] and given is not started:
            words = text[given.start : given.end]
            told = f"按 {read.iso()} 读" if read.iso() else "也推不出来，请补填"
            doubts.append(Doubt(lead.number, words, f"{name}日期未写年份，{told}"))
    teams = _teams(opening)
    named = [team for team in teams if re.search(r"[一二三四五六七八九十\d]", team)] or list(teams)
    whole = f"{title or ''}\n{opening}"
    rounds = _ROUND.search(squeeze(opening)) or _ROUND.search(squeeze(title or ""))
    level = _LEVEL.search("".join(named)) or _LEVEL.search(opening)
    kind, topic = _TYPE.search(opening), _TOPIC.search(whole)
    if not (named or started or feedback):
        return None, doubts
    record = Inspection(
        level=level.group() if level else None,
        round=rounds.group() if rounds else None,
        teams=tuple(_without_round(team) for team in named),
        type=kind["type"] if kind else "专项" if topic else None,
        topic=(topic["a"] or topic["b"]) if topic else None,
        started=_partial(started),
        ended=_partial(ended),
        feedback=_partial(feedback_read),
    )
    return record, doubts


def _teams(opening: str) -> tuple[str, ...]:
    """The teams, each once; 巡察三组、四组 are two of the same name."""
    teams: list[str] = []
    for found in _TEAM.finditer(opening):
        teams.append(found.group())
        more = re.match(r"(?:[、和及](第?[一二三四五六七八九十]{1,3})组)+", opening[found.end() :])
        name = re.sub(r"第?[一二三四五六七八九十]{1,3}组$", "", found.group())
        for number in re.findall(r"第?[一二三四五六七八九十]{1,3}(?=组)", more.group()) if more else ():
            teams.append(f"{name}{number}组")
    return tuple(dict.fromkeys(teams))


def _without_round(team: str) -> str:
    return re.sub(r"^(?:.*届)?(?:[省市区县]委)?第?[一二三四五六七八九十]{1,3}轮", "", team) or team


def _partial(found: FoundDate | None) -> PartialDate | None:
    iso = found.iso() if found else None
    return PartialDate(iso) if iso else None


def _spell(text: str) -> tuple[FoundDate | None, FoundDate | None, FoundDate | None]:
    """Start, end and feedback of the inspection; an end without year takes the start's, or the next."""
    found = dates(text)
    started = ended = feedback = None
    for index, each in enumerate(found):
        if started is None and (bare := _BARE_DAY.match(text, each.end)) and each.day and each.year:
            started = each  # 1月8日至26日
            ended = FoundDate(
                start=bare.start(1), end=bare.end(1), year=each.year, month=each.month, day=int(bare[1]), whole=True
            )
            continue
        following = found[index + 1] if index + 1 < len(found) else None
        joint = text[each.end : following.start].strip() if following else ""
        if started is None and following and re.fullmatch(r"(?:至|到|-+|—+|~+|起至)", joint):
            started, ended = each, after(following, each.earliest())
        elif following and each.start == (started.start if started else -1):
            continue
        elif (
            feedback is None and each.month and _fed_back(text[each.end : following.start if following else len(text)])
        ):
            feedback = each if each.start != (ended.start if ended else -1) else None
    return started, ended, feedback


def _fed_back(behind: str) -> bool:
    """Whether the words behind a date say that it is the feedback's; a damaged date between them says it is not."""
    found = _FEEDBACK.search(behind)
    return found is not None and not DAMAGED_DATE.search(behind[: found.start()])
