"""S001–S010: contents that a site of its kind must show, and invalid settings."""

import re
from collections.abc import Iterator
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from site_builder.records.findings import Span, nearest
from site_builder.records.register_model import PENDING
from site_builder.records.source import Field, locate
from site_builder.records.vocabulary import Operator
from site_builder.rules.links import is_web
from site_builder.rules.rule import SiteCase, Slip, error, warning

REQUIRED: dict[Operator, tuple[str, ...]] = {
    "government": ("sponsor", "contact", "site_id_code", "icp", "police", "error_report"),
    "party": ("sponsor", "contact", "icp"),
    "institution": ("sponsor", "contact", "icp"),
    "enterprise": ("sponsor", "contact", "icp"),
    "unofficial": (),
}
NAMES = {
    "sponsor": "主办单位",
    "contact": "联系方式",
    "site_id_code": "网站标识码",
    "icp": "ICP 备案号",
    "police": "公安备案号",
    "error_report": "找错入口",
}
# Given by others, so that a site may be complete without: that of the police is applied for after a site has opened.
ISSUED = frozenset({"site_id_code", "icp", "police", "error_report"})
# What only a site that is published must have: a preview shows it as a warning.
UNTIL_PUBLISHED = frozenset({"S001", "S002"})
OPERATORS = {
    "government": "政府网站",
    "party": "党的机关网站",
    "institution": "事业单位网站",
    "enterprise": "企业网站",
    "unofficial": "非官方网站",
}
_FORMS = {
    "site_id_code": (re.compile(r"[0-9A-Za-z]{10}"), "十位，例如 省、市、县代码加顺序号"),
    "icp": (re.compile(r".?ICP备\d{4,10}号(?:-\d+)?", re.IGNORECASE), "例如 粤ICP备○○○○○○○○号-1"),
    "police": (re.compile(r".公网安备\s?\d{14}号"), "例如 粤公网安备 后接十四位数字和“号”"),
}
_INVENTED = re.compile(r"1234567|7654321|(\d)\1{6}|[xX×*○]{3}|示例|测试|待填")
_BLOCKS = ("intro", "search", "windows", "latest", "changes", "totals", "organs")
_APPROVALS = ("off", "recorded", "required")
_NOTHING = Field(None, Span(path="site.yaml"))


def _at(case: SiteCase, *steps: str | int) -> Span:
    return locate(case.trees.get("site.yaml", _NOTHING), *steps)


@error("S001", "site")
def footer_is_complete(case: SiteCase) -> Iterator[Slip]:
    """网站页脚缺少必须标明的内容

    operator 决定页脚必须有什么。government（政府网站）：主办单位、联系方式、网站标识码、
    ICP 备案号、公安备案号、找错入口；
    party、institution、enterprise：主办单位、联系方式、ICP 备案号；unofficial：没有必须的，页面标明非官方。
    演示站写 demo: true，不查这一条。只写真有的号码。站点地图由程序生成。
    预览和校核台不受影响，只作提醒；要公开的网站，缺一样就不生成。

    改法：有的，写在 footer: 之下；号码和找错入口已经申请、还没有批下来的，写“办理中”，页脚照样写明，批下来以后换掉；
    只是试用、还不公开的，operator 先写 unofficial，每一页标明非官方：
        footer:
          sponsor: "临溪市水务局"
          contact: "电话 0000-8200000"
          icp: "办理中"
    """
    settings = case.registers.settings
    if settings.demo:
        return
    footer = settings.footer
    for key in REQUIRED[settings.operator]:
        value = (getattr(footer, key) or "").strip()
        if not value or (value == PENDING and key not in ISSUED):
            there = "footer" in _top(case)
            at = _at(case, "footer" if there else "operator")
            why = f"operator 是 {settings.operator}（{OPERATORS[settings.operator]}），必须标明{NAMES[key]}"
            yield Slip(at, f"页脚缺少{NAMES[key]}", why, _ways_out(key, there))


def _ways_out(key: str, there: bool) -> str:
    """How a footer that lacks something is mended, every way of it. Takes   there: whether site.yaml has a footer"""
    where = "在“footer:”之下" if there else "另起一行写“footer:”，在它之下"
    pending = f"；申请了还没有批下来的，写“{key}: {PENDING}”" if key in ISSUED else ""
    return f"{where}补上 {key}：前面空两格，写“{key}: …”{pending}；只是试用、还不公开的，先写“operator: unofficial”（非官方）"


def _top(case: SiteCase) -> tuple[str, ...]:
    value = case.trees.get("site.yaml", _NOTHING).value
    return tuple(value) if isinstance(value, dict) else ()


@error("S002", "site")
def footer_invents_nothing(case: SiteCase) -> Iterator[Slip]:
    """页脚里的号码像是编的

    1234567、连着七个相同的数字、XXX 这样的号码不是真的备案号。演示站不写号码。预览和校核台不受影响，只作提醒。

    改法：写真的号码；申请了还没有批下来的，写“办理中”；不是必须标明的，删去这一行。
    """
    footer = case.registers.settings.footer
    for key in ("site_id_code", "icp", "police"):
        value = getattr(footer, key)
        if value and _INVENTED.search(value):
            required = key in REQUIRED[case.registers.settings.operator]
            without = f"申请了还没有批下来的，写“{key}: {PENDING}”" if required else "没有的，删去这一行"
            yield Slip(_at(case, "footer", key), f"{NAMES[key]}像是编的", f"写的是“{value}”", f"写真的号码；{without}")


@warning("S003", "site")
def footer_numbers_have_their_form(case: SiteCase) -> Iterator[Slip]:
    """页脚里的号码写法不对

    网站标识码是十位；ICP 备案号形如“某ICP备…号”；公安备案号形如“某公网安备 …号”，十四位数字。

    改法：对照备案证书改正。
    """
    for key, (form, example) in _FORMS.items():
        value = getattr(case.registers.settings.footer, key)
        written = (value or "").strip()
        if written and written != PENDING and not form.fullmatch(written) and not _INVENTED.search(written):
            yield Slip(
                _at(case, "footer", key),
                f"{NAMES[key]}写法不对",
                f"写的是“{value}”，应为{example}",
                "对照备案证书改正",
            )


@error("S004", "site")
def timezone_is_known(case: SiteCase) -> Iterator[Slip]:
    """没有这个时区

    改法：中国大陆写 Asia/Shanghai。
    """
    zone = case.registers.settings.timezone
    try:
        ZoneInfo(zone)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        yield Slip(_at(case, "timezone"), f"没有时区 {zone}", "", "中国大陆写 Asia/Shanghai")


@error("S005", "site")
def home_blocks_are_known(case: SiteCase) -> Iterator[Slip]:
    """首页没有这个板块

    home 按次序写首页的板块：intro、search、windows、latest、changes、totals、organs。

    改法：改正或删去。
    """
    seen: set[str] = set()
    for number, block in enumerate(case.registers.settings.home):
        if block not in _BLOCKS:
            why = f"可以是 {'、'.join(_BLOCKS)}{nearest(block, _BLOCKS)}"
            yield Slip(_at(case, "home", number), f"首页没有板块 {block}", why, "改正或删去")
        elif block in seen:
            yield Slip(_at(case, "home", number), f"板块 {block} 写了两次", "", "删去一个")
        seen.add(block)


@error("S006", "site")
def approval_is_a_choice(case: SiteCase) -> Iterator[Slip]:
    """approval 写 off、recorded 或 required

    改法：改成其中一个，放进双引号。
    """
    approval = case.registers.settings.approval
    if approval not in _APPROVALS:
        why = f"可以是 {'、'.join(_APPROVALS)}{nearest(approval, _APPROVALS)}"
        yield Slip(_at(case, "approval"), f"{approval} 不是这里的选项", why, '改成 "off"、"recorded" 或 "required"')


@warning("S007", "site")
def site_is_secure(case: SiteCase) -> Iterator[Slip]:
    """官方网站没有用 https

    改法：给网站配上证书，把 base_url 改成 https:// 开头。
    """
    settings = case.registers.settings
    host = urlsplit(settings.base_url).hostname or ""
    official = settings.operator != "unofficial" and not settings.demo
    if (
        official
        and is_web(settings.base_url)
        and settings.base_url.startswith("http://")
        and host not in ("localhost", "127.0.0.1")
    ):
        yield Slip(_at(case, "base_url"), "网站没有用 https", settings.base_url, "改成 https:// 开头的网址")


@error("S008", "site")
def organs_are_linked(case: SiteCase) -> Iterator[Slip]:
    """上级单位不存在，或承接单位绕了一圈

    parent 写 organs.yaml 里的编号；successor 一个接一个，最后要到一个现有的单位。

    改法：改正编号。
    """
    organs = case.registers.organs
    tree = case.trees.get("organs.yaml", _NOTHING)
    for key, organ in organs.items():
        if organ.parent is not None and organ.parent not in organs:
            why = f"organs.yaml 里没有编号 {organ.parent}{nearest(organ.parent, organs)}"
            yield Slip(locate(tree, key, "parent"), f"没有单位 {organ.parent}", why, "改正编号，或加上这个单位")
        seen, last = {key}, organ.successor
        while last in organs and last not in seen:
            seen.add(last)
            last = organs[last].successor
        if last == key:
            why = f"从 {key} 开始，又回到 {key}"
            yield Slip(locate(tree, key, "successor"), "承接单位绕了一圈", why, "改正其中一个 successor")


@warning("S010", "site")
def footer_is_pending(case: SiteCase) -> Iterator[Slip]:
    """页脚里有号码还在办理

    写了“办理中”的，页脚照样写明，网站照样生成。公安备案在网站开通以后才办，开通的那一天还没有号码。

    改法：批下来以后换成真的。
    """
    footer = case.registers.settings.footer
    for key in NAMES:
        if key in ISSUED and (getattr(footer, key) or "").strip() == PENDING:
            why = f"网站上写着“{PENDING}”"
            yield Slip(_at(case, "footer", key), f"{NAMES[key]}还在办理", why, "批下来以后换成真的")
