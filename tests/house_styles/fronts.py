# ruff: noqa: E501  wordings
"""The beginning of a document: what a site puts above it, its title, where and when it was published, its lead."""

from dataclasses import dataclass, field
from random import Random
from typing import Any, Final

from tests.house_styles.choices import Choices
from tests.house_styles.words import OFFICES, PLACES, UNKNOWN_LINES

OPTIONS: Final = {
    "above": (
        "none", "unknown line", "unknown lines", "breadcrumb", "breadcrumb with title", "arrows", "arrows with title", "site name",
        "column", "navigation", "unknown and breadcrumb", "slogan",
    ),
    "title": ("one line", "none", "two lines", "three lines", "twice", "labelled", "table", "page title", "marked", "note below", "tagged", "arrow before"),
    "between": ("none", "site name", "unknown line", "buttons"),
    "meta": (
        "none", "date and source", "brackets", "bare date", "date time site", "made and published", "publisher and made", "table", "lines",
        "label above value", "slashes", "date only in brackets", "counter", "author", "chinese date", "announced", "without colons", "newspaper",
    ),
    "meta place": ("below", "above", "end"),
    "lead": (
        "days", "none", "no year at the end", "thirds", "months", "over New Year", "one day feedback", "four teams", "round and team",
        "two teams", "team in brackets", "short name", "working committee", "passed on", "year only", "damaged", "audited years", "committee of a group", "to a unit with a short name", "audit",
    ),
    "total": ("none", "of the feedback", "found", "aspects"),
}  # fmt: skip


@dataclass(slots=True)
class Scene:
    """Who, where and when: drawn once for a document."""

    place: str
    level: str
    office: str
    party: str
    year: int
    organ: str = ""
    site: str = ""
    head: dict[str, Any] = field(default_factory=dict)

    @property
    def short(self) -> str:
        """市园林局: how the lead names it."""
        return self.place[-1] + self.office


def scene_of(choices: Choices) -> Scene:
    random = choices.words("scene")
    place, level = random.choice(PLACES)
    office, party = random.choice(OFFICES)
    scene = Scene(place, level, office, party, random.randint(2019, 2026))
    if choices["kind"] in ("rectification", "follow-up"):
        scene.organ = f"中共{place}{office}{party}"
    elif choices["kind"] in ("letters", "plan", "one paragraph"):
        scene.organ = f"{place}人民政府" if random.random() < 0.4 else f"{place}{office}"
    else:
        scene.organ = f"{place}{office}"
    scene.site = random.choice(
        (f"{place}人民政府网", f"{place[:2]}清风", f"{place}{office}", f"廉洁{place[:2]}", f"{place[:2]}日报")
    )
    return scene


def title_of(choices: Choices, scene: Scene) -> str:
    """The title's words, by the kind of document."""
    random = choices.words("title")
    o, y = scene.organ, scene.year
    round_ = random.choice(("", "", "七届市委第六轮", "十届县委第三轮", f"{y}年第一轮"))
    many = {
        "rectification": (
            f"{o}关于巡察整改进展情况的通报", f"{o}关于{round_}巡察整改情况的公告", f"{o}关于{round_}巡察反馈意见整改落实情况的公示",
            f"{o}关于落实{round_}巡察反馈意见整改情况的报告", f"{o}巡察整改情况公开", f"关于{round_}巡察整改进展情况的通报", f"{o}关于集中整改进展情况的通报",
            f"{o}关于巡察整改完成情况的通报", f"{o}巡察集中整改进展情况",
        ),
        "follow-up": (f"{o}关于巡察整改后续进展情况的通报", f"{o}关于持续整改进展情况的公告"),
        "audit": (
            f"{o}关于{y}年度预算执行审计查出问题整改情况的公告", f"{o}{y}年度财政财务收支审计整改结果公告", f"{scene.place}{y}年度市本级预算执行和其他财政收支审计查出问题的整改情况报告",
            f"{o}关于主要负责人经济责任审计整改情况的公示", f"关于{scene.office}原局长任期经济责任审计发现问题整改情况的公告",
        ),
        "closure": (
            f"{o}关于省生态环境保护督察反馈问题整改完成情况的公示", f"{o}关于拟销号整改任务的公示", f"{scene.place}环保督察反馈意见整改任务销号公示",
            "关于第二批整改任务完成情况销号的公示",
        ),
        "one paragraph": (
            f"{o}关于督察反馈第十二项问题整改销号情况的公示", "关于督察反馈问题整改完成情况的公示", f"{scene.place}突出生态环境问题整改销号公示",
        ),
        "letters": (
            f"{scene.place}环境保护督察转办信访件办理情况公示（第三批）", f"{scene.place}受理督察组转办群众信访件边督边改情况公开（第5批）", "关于群众信访举报转办和边督边改情况的公开",
            f"{scene.place}第二批交办信访问题办理结果",
        ),
        "plan": (
            f"{o}贯彻落实督察反馈意见整改方案", f"{o}关于巡察反馈意见的整改工作方案", f"{scene.place}落实审计整改工作方案", f"{o}问题整改实施方案",
        ),
        "supervision": (
            f"关于{scene.office}食堂管理专项监督检查情况的通报", f"{scene.place}纪委关于监督检查发现问题整改的监督意见", f"{scene.place}财政局关于{scene.office}会计信息质量检查整改通知",
            "关于安全生产专项督查发现问题的整改通知",
        ),
    }  # fmt: skip
    return random.choice(many[choices["kind"]])


def organ_of_title(scene: Scene, title: str) -> str | None:
    """Who the title says speaks: the title opens with it."""
    for name in (scene.organ, f"{scene.place}纪委", f"{scene.place}财政局"):
        if title.startswith(name):
            return name
    return None


def above(choices: Choices, scene: Scene, title: str) -> list[str]:
    random = choices.words("above")
    unknown = random.sample(UNKNOWN_LINES, 4)
    crumb = random.choice(
        (
            "首页 > 信息公开 > 巡察整改",
            "当前位置：首页 > 要闻 > 整改公开",
            "您现在的位置：首页 >> 公示公告 >>",
            "首页 / 专题专栏 / 审计整改",
        )
    )
    return {
        "none": [],
        "unknown line": unknown[:1],
        "unknown lines": unknown[:3],
        "breadcrumb": [crumb],
        "breadcrumb with title": [f"当前位置：首页 > 信息公开 > {title}"],
        "arrows": [random.choice(("首页 -> 要闻 -> 审计公告", "-> 要闻 -> 审计公告", "网站首页->公开->公告公示"))],
        "arrows with title": [f"通知公告->{title} | {scene.place}政府网"],
        "site name": [f"{scene.place}{random.choice(('档案馆', '人民政府门户网站', '纪委监委网站', scene.office))}"],
        "column": [f"{scene.office}政府信息公开"],
        "navigation": ["首页", "机构概况", "信息公开", "互动交流", "专题专栏"],
        "unknown and breadcrumb": [unknown[0], crumb, unknown[1]],
        "slogan": ["人民城市人民建 人民城市为人民"],
    }[choices["above"]]  # fmt: skip


def title_lines(choices: Choices, title: str, random: Random) -> list[str]:
    how = choices["title"]
    if how in ("two lines", "three lines"):
        at = title.find("关于")
        first = [title[:at], title[at:]] if at > 3 else [title[: len(title) // 2], title[len(title) // 2 :]]
        if how == "two lines":
            return first
        cut = len(first[1]) - random.randint(4, 7)
        return [first[0], first[1][:cut], first[1][cut:]]
    return {
        "one line": [title], "none": [], "twice": [title, title], "labelled": [f"标题：{title}"],
        "table": [f"| 信息名称 | {title} |"], "page title": [f"{title}_通知公告_政府网站", title], "marked": [f"★{title}★"], "tagged": [f"【巡察整改】{title}"], "arrow before": [f">{title}"],
        "note below": [title, "（向社会公开稿）"],
    }[how]  # fmt: skip


def meta_lines(choices: Choices, scene: Scene) -> list[str]:
    """Lines about the publication; what they say goes into the scene's head."""
    random = choices.words("meta")
    year, month, day = scene.year + 1, random.randint(1, 12), random.randint(1, 28)
    iso = f"{year}-{month:02d}-{day:02d}"
    before = f"{year}-{month:02d}-{max(1, day - 3):02d}"
    chinese = f"{year}年{month}月{day}日"
    head, site = scene.head, scene.site
    how = choices["meta"]
    if how != "none":
        head["published"] = iso
    written = "".join("〇一二三四五六七八九"[int(char)] for char in str(year)).replace("〇", random.choice("〇○"))
    clock = f"{random.randint(8, 18):02d}:{random.randint(0, 59):02d}"
    if how in ("date and source", "brackets", "slashes", "counter"):
        head["source"] = site
    if how in ("date time site", "counter", "author"):
        head["published"] = f"{iso} {clock}"
    if how in ("made and published", "publisher and made", "table", "lines"):
        head["written"] = before
    if how == "publisher and made":
        head["published"] = None
    if how == "author":
        head["source"] = site
    return {
        "none": [],
        "date and source": [f"发布日期：{iso}   来源：{site}"],
        "brackets": [f"【发布日期：{chinese}】【来源：{site}】【字体：大 中 小】"],
        "bare date": [iso],
        "date time site": [f"{iso} {clock} {site}"],
        "made and published": [f"成文日期：{before} 发布日期：{iso}"],
        "publisher and made": [f"发布机构: {scene.organ} 成文日期: {before}"],
        "table": [f"| 索引号 | 0000{month:02d}/{year}-00{day} | 发布机构 | {site} |", f"| 成文日期 | {before} | 发布日期 | {iso} |"],
        "lines": [f"索引号：0000{month:02d}/{year}-00{day}", "主题分类：综合政务", f"成文日期：{before}", f"发布日期：{iso}", "有效性：有效"],
        "label above value": ["发布时间", chinese],
        "chinese date": [f"{written}年{_chinese(month)}月{_chinese(day)}日"],
        "announced": [random.choice((f"（{chinese}公告）", f"（{written}年{_chinese(month)}月{_chinese(day)}日发布）", f"（{chinese}公开）"))],
        "without colons": [f"索引号　YZ014-02-{year}-0066　主题分类　综合政务", f"发布日期　{iso}　有效性　有效"],
        "newspaper": [f"{site}　第04版：公告　{chinese}　星期五"],
        "slashes": [f"时间：{year}/{month:02d}/{day:02d} 信息来源：{site}"],
        "date only in brackets": [f"（{chinese}）"],
        "counter": [f"发布时间：{iso} {clock} 来源：{site} 浏览次数：{random.randint(10, 999)}次 字号：大 中 小"],
        "author": [f"{iso} {clock}:09 来源：{site} 作者：综合科"],
    }[how]  # fmt: skip


def _chinese(number: int) -> str:
    tens, ones = divmod(number, 10)
    return ("" if not tens else "十" if tens == 1 else "〇一二三"[tens] + "十") + (
        "〇一二三四五六七八九"[ones] if ones or not tens else ""
    )


_AUDITORS: Final = "审计局"


def lead_lines(choices: Choices, scene: Scene) -> list[str]:
    """The paragraph that tells of the inspection."""
    random = choices.words("lead")
    y, level, who = scene.year, scene.level, f"{scene.short}{scene.party}"
    team = random.choice(("第六巡察组", "第三巡察组", "第十一巡察组", "巡察二组"))
    m = random.randint(3, 6)
    head = scene.head
    end = random.choice(
        ("现将整改情况通报如下。", "现将有关情况公布如下：", "按照要求，现将整改进展情况予以公布。", "现予公布。")
    )
    if choices["lead"] == "none":
        return []
    head |= {
        "teams": [f"{level}{team}"],
        "started": f"{y}-{m:02d}-06",
        "ended": f"{y}-{m + 2:02d}-05",
        "feedback": f"{y}-{m + 4:02d}-18",
    }
    days = f"{y}年{m}月6日至{m + 2}月5日"
    told = f"{level}{team}对{who}开展了巡察"
    back = f"{y}年{m + 4}月18日，巡察组反馈了意见。"
    opening = random.choice(("根据统一部署，", f"按照{level}部署要求，", ""))
    how = choices["lead"]
    if how == "thirds":
        head |= {"started": f"{y}-{m:02d}", "ended": f"{y}-{m + 2:02d}", "feedback": f"{y}-{m + 4:02d}"}
        return [f"{opening}{y}年{m}月上旬至{m + 2}月下旬，{told}，{m + 4}月中旬反馈了意见。{end}"]
    if how == "months":
        head |= {"started": f"{y}-{m:02d}", "ended": f"{y}-{m + 2:02d}", "feedback": None}
        return [f"{opening}{y}年{m}-{m + 2}月，{told}。{end}"]
    if how == "over New Year":
        head |= {"started": f"{y}-11-06", "ended": f"{y + 1}-01-12", "feedback": f"{y + 1}-02-20"}
        return [f"{opening}{y}年11月6日至次年1月12日，{told}，{y + 1}年2月20日反馈了意见。{end}"]
    if how == "no year at the end":
        return [f"{opening}{days}，{told}。{m + 4}月18日，巡察组向{who}反馈了意见。{end}"]
    if how == "one day feedback":
        head |= {"started": None, "ended": None}
        return [f"{y}年{m + 4}月18日，{level}{team}向{who}反馈了巡察意见。{end}"]
    if how == "four teams":
        head |= {"teams": None}
        return [f"{opening}{days}，{level}4个巡察组对{who}等单位开展了巡察。{back}{end}"]
    if how == "round and team":
        head |= {"teams": ["巡察一组"]}
        return [f"{opening}{days}，七届{level}第十二轮巡察一组对{who}开展了常规巡察。{back}{end}"]
    if how == "two teams":
        head |= {"teams": [f"{level}第三巡察组", f"{level}第四巡察组"]}
        return [f"{opening}{days}，{level}第三巡察组、{level}第四巡察组对{who}进行了巡察。{back}{end}"]
    if how == "team in brackets":
        return [f"{opening}{days}，七届{level}第十二轮巡察第四组（即{level}{team}）对{who}开展了常规巡察。{back}{end}"]
    if how == "short name":
        return [
            f"{opening}{days}，{level}{team}对{who}（以下简称“{scene.office[-2:]}{scene.party}”）开展了巡察。{back}{end}"
        ]
    if how == "to a unit with a short name":
        return [
            f"{opening}{days}，{level}{team}对{scene.organ}（以下简称{scene.office[-1]}{scene.party}）进行了政治巡察，并于{m + 4}月18日反馈了意见。{end}"
        ]
    if how == "working committee":
        head |= {"teams": ["工委第一巡察组"]}
        return [f"{opening}{days}，工委第一巡察组对{who}开展了巡察。{back}{end}"]
    if how == "passed on":
        return [f"{days}，{told}。{back}{who}认真传达{level}{team}反馈意见，逐条研究整改措施。{end}"]
    if how == "year only":
        head |= {"started": None, "ended": None, "feedback": None}
        return [f"{y}年，{told}。{end}"]
    if how == "audited years":
        head |= {"teams": None, "started": "?", "ended": None, "feedback": f"{y}-{m + 4:02d}-18"}
        return [
            f"{y}年{m}月，{scene.place}{_AUDITORS}对{scene.place}{scene.office}{y - 3}年至{y - 1}年财政财务收支情况进行了审计，{y}年{m + 4}月18日出具审计报告。{end}"
        ]
    if how == "committee of a group":
        head |= {"teams": ["集团党委第四巡察组"], "level": "集团党委"}
        return [f"{opening}{days}，集团党委第四巡察组对{who}开展了巡察。{back}{end}"]
    if how == "damaged":
        head |= {"feedback": None}
        return [f"{opening}{days}，{told}。{y}{m + 4}18日反馈了意见。{end}"]
    if how == "audit":
        head |= {"teams": None, "started": f"{y}-{m:02d}-06", "ended": f"{y}-{m + 2:02d}-05", "feedback": None}
        return [f"{days}，{scene.place}{_AUDITORS}派出审计组对{scene.place}{scene.office}预算执行情况进行了审计。{end}"]
    return [f"{opening}{days}，{told}。{back}{end}"]


def total_line(choices: Choices, scene: Scene, count: int) -> list[str]:
    """A sentence with the text's own total."""
    how = choices["total"]
    if how == "none" or count < 2:
        return []
    scene.head["problems"] = count
    return {
        "of the feedback": [f"针对反馈的{count}个问题，逐条制定整改措施，明确责任人和完成时限。"],
        "found": [f"本次检查共计发现各类问题{count}个，均已建立台账。"],
        "aspects": [f"反馈意见指出了{count}项具体问题，已全部分解到科室。"],
    }[how]
