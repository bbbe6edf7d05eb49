"""Fields of the head found in the text: the organ, and the inspection described in the lead."""

import re
from typing import Final

from site_builder.importing.lines.dates import FoundDate, after, dates
from site_builder.importing.lines.fold import fold, squeeze
from site_builder.importing.lines.manuscript import Doubt, Line
from site_builder.importing.lines.numbering import marker
from site_builder.importing.structure.evidence import named_organ
from site_builder.importing.structure.inspection_days import days_of_inspection, years_by_the_text
from site_builder.records.model import Inspection
from site_builder.records.partial_dates import PartialDate

# What may follow the organ at the start of a title; 关于 is the surest sign.
_BEHIND_ORGAN: Final = re.compile(r"关于|落实|贯彻|对|就|巡[察视]|\d{4}年|向社会|集中整改|问题整改|整改|审计")
_ORGAN_OF_TITLE: Final = re.compile(r"[局厅院校组委会部处司室心所站团行社馆协联队署庭园府镇乡道台]$|党总支$")
_LEAD_ORGAN: Final = re.compile(
    r"(?<!针)对(?P<organ>[^,。;:“”、对()]{3,40}?(?:党组|党委|党总支|党支部|党工委|工委)?)(?:\([^()]{2,30}\))?(?:等[^,。;]{0,16})?(?:联合)?(?:开展|进行|实施)"
)
_SUBJECT: Final = re.compile(
    r"(?:(?<=对)|(?<=向)|(?<=[,。;:])|^)(?P<organ>[^,。;:“”、和对向]{2,36}?(?:党组|党委|党总支|党支部|党工委|工委|纪委|委员会|[局院校馆厅社会司台镇乡道]))\s*+\((?:以下|下)?(?:简)?称"
)
_TEAM: Final = re.compile(
    r"(?P<from>(?:[^,。;:、\s()“”]|\([^,。;:\s()]{1,8}\)){0,32}?(?:中央|[省市区县旗州盟地师工]委|党委|党组)|[省市](?=第))?"
    r"(?:第?[一二三四五六七八九十]{1,3}(?=\(?(?:提级|交叉|机动|专项|联动)))?(?:\((?:提级|交叉|机动|专项|联动)\)|提级|交叉|机动|(?:涉[^,。;:、\s()组]{1,6}|[^,。;:、\s()组]{2,6}(?:问题|领域|系统))?专项|联动|常规|直通|异地|延伸|政治)?(?:第?[一二三四五六七八九十]{1,3})?(?:巡察|巡视|(?:生态环境保护|环保|安全生产)?督察|审计)(?:第?[一二三四五六七八九十\d]{0,3})组(?:第?[一二三四五六七八九十]{1,2}分组)?"
)
_ROUND: Final = re.compile(
    r"(?:第?[一二三四五六七八九十]{1,3}届(?:[省市区县旗州盟地师]委|中央|[^,。;:\s]{0,8}?党[委组])?)?(?:第?(?:[一二三四五六七八九十]{1,3}|\d{1,2})|首)轮(?=[^次])"
    r"|(?:20\d{2}年)第?[一二三四五六七八九十]{1,2}轮"
)
_OF_ROUND: Final = re.compile(r"轮[^,。;]{0,20}(?:巡[察视]|督察|审计)")
_LEVEL: Final = re.compile(r"中央|自治区党委|[省市区县旗州盟]委|(?<![当属基本各])地委")
_COMMITTEE: Final = re.compile(r"[^,。;]{0,12}(?:工委|党委|党组)(?=第|巡)")
_ANY_TEAM: Final = re.compile(r"(?:派出|各|个)?(?:巡察|巡视|督察|审计|生态环境保护督察)组")
# Words before a team's name that are not part of it.
_NOT_OF_A_NAME: Final = re.compile(
    r"^.*(?:即|简称|安排|派出|派遣|选派|指派|传达|学习|听取|接受|根据|按照|配合|落实|贯彻|关于|会同|期间|以来|轮(?:巡[察视](?:中(?!央))?)?(?=.)"
    r"|[由是了把将在到从以被及就按受]|[为](?!民)|对(?!外|口)|经(?!济|营|开)|给(?!排|水)|向(?!阳)|与(?!会)"
    r"|和(?!城乡|旅游|改革|物资|社会|信息|计划|园林|草原|民政|平|数据|商务|科技|体育|技术|健康|应急|水务|田|静|县|顺|林))|^.*\d[年月日]"
)
_TYPE: Final = re.compile(
    r"(?:开展了?|进行了?|的)(?:为期[^,。]{2,8}的)?(?P<type>常规|专项|机动|提级|交叉|直通|政治|延伸|联动|“?回头看”?)(?:\([^)]*\))?(?:巡察|巡视|督察)"
)
_TOPIC: Final = re.compile(
    r"\((?P<a>[^()]{4,40}?)专项\)巡[察视]|(?:进行|开展)了?(?P<b>[^,。;:()轮]{4,36}?)专项巡[察视]"
)


def organ_of(title: str | None, lead: str, signed: tuple[str, ...], publisher: str | None = None) -> str | None:
    """The full name of the organ, from the title, else the signature, the lead (who was inspected), the metadata.

    Takes   lead: the first paragraphs; signed: lines of the signature; publisher: from the file's metadata
    """
    if title and (named := _organ_of_title(title)):
        return _with_place(named, lead)
    if signed:
        return signed[0]
    folded = fold(lead)
    inspected = re.search(r"巡[察视]|督察|审计", folded)
    for found in (*_SUBJECT.finditer(folded), *(_LEAD_ORGAN.finditer(folded) if inspected else ())):
        name = lead[found.start("organ") : found.end("organ")].strip()
        if named_organ(name) and not re.match(r"[我本该各全]|被巡|上述|以下", name):
            return name
    if title and (delegated := _DELEGATED.search(folded[:400])) and (place := _PLACE_OF_REPORT.match(fold(title))):
        return (
            title[place.start("place") : place.end("place")] + lead[delegated.start("organ") : delegated.end("organ")]
        )
    return publisher


# 受市人民政府委托: a government reports to its congress; the place is in the title
_DELEGATED: Final = re.compile(r"受[省市县区旗州盟]?(?P<organ>人民政府)(?:的)?委托")
_PLACE_OF_REPORT: Final = re.compile(r"\s*+关于(?P<place>[\u4e00-\u9fff]{2,8}[省市县区旗州盟])(?=\d{4}年)")


# 甲局等5个单位: the first unit is named
_OTHERS: Final = re.compile(r"等[\d一二三四五六七八九十]{0,3}[个家]?(?:单位|部门|企业|地方|乡镇|县区)?$")


def _with_place(named: str, lead: str) -> str:
    """Completes an organ's name without its place from the lead: 对某区某街道某社区党总支进行了巡察."""
    if re.match(r"中共|(?![省市县区旗州盟]).{2,6}[省市县区旗州盟]", named):
        return named
    for found in (*_SUBJECT.finditer(fold(lead)), *_LEAD_ORGAN.finditer(fold(lead))):
        name = lead[found.start("organ") : found.end("organ")].strip()
        if name.endswith(named) and re.match(r"(?:中共)?[^,。;]{2,6}[省市县区旗州盟]", name) and named_organ(name):
            return name
    called = re.search(rf"(?<=[由对向,。;:])(?:中共)?[^\s由对向组,。;:、()]{{2,8}}{re.escape(fold(named))}", fold(lead))
    return lead[called.start() : called.end()] if called and named_organ(called.group()) else named


_SPREAD: Final = re.compile(r"\s*+(?:\S\s){4}")  # 中 共 某 局


def _organ_of_title(title: str) -> str | None:
    """The organ at the start of a title, whose letters may be spread."""
    title = squeeze(title) if _SPREAD.match(title) else title
    folded = fold(title)
    if re.match(r"\s*+(?:关于|落实|贯彻|对|\d)", folded):
        return None
    stops = sorted(_BEHIND_ORGAN.finditer(folded[:80]), key=lambda found: (found.group() != "关于", found.start()))
    for stop in stops:
        name = _OTHERS.sub("", title[: stop.start()].strip())
        if (
            len(name) >= 4
            and _ORGAN_OF_TITLE.search(name)
            and not re.search(r"整改(?!工作领导小组|领导小组)|反馈意见$", name)
        ):
            return name
    return None


def lead_of(body: tuple[Line, ...]) -> Line | None:
    """The lead: the paragraph before the first heading that mentions the inspection, else the first paragraph."""
    opening: list[Line] = []
    for line in body[:12]:
        if line.cells:
            continue
        if marker(line.folded) is not None:
            break
        opening.append(line)
    candidates = (line for line in opening if dates(line.folded) and re.search(r"巡[察视]|督察|审计", line.text))
    first = next((line for line in body if marker(line.folded) is None and not line.cells), None)
    return next(candidates, first)


def inspection(
    title: str | None, lead: Line | None, written: int | None = None
) -> tuple[Inspection | None, list[Doubt]]:
    """The inspection described in the lead, and doubts about inferred values.

    Takes   written     the year in which the text was signed or published, to resolve 今年
    """
    if lead is None:
        return None, []
    text, doubts = lead.folded, []
    opening = text[: m.start()] if (m := re.search(r"现将", text)) else text
    opening = (
        opening[: m.start()] if (m := re.search(r"(?:公示|公开|公告)(?:期|的?时间|的?日期)", opening)) else opening
    )
    started, ended, feedback = days_of_inspection(opening, written)
    last = ended or started
    feedback_read = after(feedback, last.earliest() if last else None) if feedback else None
    for given, read, name in ((ended, ended, "结束"), (feedback, feedback_read, "反馈")):
        if given and read and "年" not in text[given.start : given.end] and given is not started:
            words = text[given.start : given.end]
            reading = f"按 {read.iso()} 读" if read.iso() else "也推不出来，请补填"
            doubts.append(Doubt(lead.number, words, f"{name}日期未写年份，{reading}"))
    doubts += [
        Doubt(lead.number, said, f"按落款或发布的年份读作 {year} 年")
        for said, year in years_by_the_text(opening, written)
        if started
    ]
    doubts += [
        Doubt(lead.number, text[day.start : day.end], f"原文只写到“{day.third}”，按 {read.iso()} 记，不推算到日")
        for day, read in ((started, started), (ended, ended), (feedback, feedback_read))
        if day and read and day.third
    ]
    teams = _teams(opening)
    named = [team for team in teams if re.search(r"[一二三四五六七八九十\d]", team)]
    named = named or [team for team in teams if not _ANY_TEAM.fullmatch(team)]
    whole = f"{title or ''}\n{opening}"
    rounds = _ROUND.search(squeeze(opening)) or _ROUND.search(squeeze(title or ""))
    level = (
        next((each for team in named if (each := _COMMITTEE.match(_without_round(team)))), None)
        or _LEVEL.search("".join(named))
        or _LEVEL.search(opening)
    )
    kind, topic = _TYPE.search(opening), _TOPIC.search(whole)
    if not (named or started or feedback or (rounds and _OF_ROUND.search(whole))):
        return None, doubts
    record = Inspection(
        level=level.group() if level else None,
        round=rounds.group() if rounds else None,
        teams=tuple(_as_written(_without_round(team), lead) for team in named),
        type=kind["type"] if kind else "专项" if topic else None,
        topic=(topic["a"] or topic["b"]) if topic else None,
        started=_partial(started),
        ended=_partial(ended),
        feedback=_partial(feedback_read),
    )
    return record, doubts


def thirds_of(lead: Line | None) -> dict[str, str]:
    """The thirds of a month given for dates of the inspection: {'started': '上旬'}.

    The record only has the month, because a third is never turned into a day.
    """
    found = days_of_inspection(lead.folded)._asdict() if lead else {}
    return {name: day.third for name, day in found.items() if day and day.third}


def _teams(opening: str) -> tuple[str, ...]:
    """The teams without duplicates; 巡察三组、四组 are two teams that share one name."""
    teams: list[str] = []
    behind = -1  # where the name before ends
    for found in _TEAM.finditer(opening):
        # two names of one team, the full one in brackets: 第八轮巡察第一组(即县委第一巡察组)
        if _ALSO.match(opening, found.end()):
            continue
        origin = found["from"] or ""
        joined = found.start() == behind and origin[:1] in ("和", "与", "及")  # 和县 is a place, but not behind a team
        teams.append(_NOT_OF_A_NAME.sub("", origin[joined:]) + found.group()[len(origin) :])
        behind = found.end()
        more = re.match(r"(?:[、和及](第?[一二三四五六七八九十]{1,3})组)+", opening[found.end() :])
        name = re.sub(r"第?[一二三四五六七八九十]{1,3}组$", "", teams[-1])
        for number in re.findall(r"第?[一二三四五六七八九十]{1,3}(?=组)", more.group()) if more else ():
            teams.append(f"{name}{number}组")
    return tuple(dict.fromkeys(teams))


_ALSO: Final = re.compile(
    r"\((?:即|也即|又称|简称)?[^()]{0,12}(?:[省市区县旗州盟地师工]委|党委|党组|中央)第?[一二三四五六七八九十\d]{1,3}[^()]{0,4}组\)|\(即[^()]{2,16}组\)"
)


def _as_written(team: str, lead: Line) -> str:
    """The name of a team in the width in which the text has it; that of a team that shares its name with another is put together."""
    at = lead.folded.find(team)
    return lead.text[at : at + len(team)] if at >= 0 and len(lead.text) == len(lead.folded) else team


def _without_round(team: str) -> str:
    bare = re.sub(r"^(?:.*届)?(?:[省市区县旗州盟地师]委)?第?[一二三四五六七八九十]{1,3}轮", "", team) or team
    return re.sub(r"^(?:巡[察视](?:中)?)(?=[^,。;]{1,32}(?:巡[察视]|督察)[^,。;]{0,4}组)", "", bare)


def _partial(found: FoundDate | None) -> PartialDate | None:
    iso = found.iso() if found else None
    return PartialDate(iso) if iso else None
