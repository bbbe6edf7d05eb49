"""The duties of a site that publishes rectification notices, each with its rule, how it was checked, and what came out.

What a program cannot see is said to be for people to look at: nothing is ticked off unseen.
"""

from collections.abc import Callable, Iterator, Sequence
from typing import Literal, NamedTuple

from msgspec import Struct

from site_builder.records.vocabulary import Operator
from site_builder.rules.before_feedback import WORKING_DAYS

Outcome = Literal["yes", "no", "hand"]
OUTCOMES: dict[Outcome, str] = {"yes": "做到", "no": "没有做到", "hand": "人工"}
_SHOWN = 10


class Duty(Struct, frozen=True, kw_only=True):
    """A duty.

    rules  names of the rules that it follows from
    how    how it was checked, or what people have to look at
    found  what speaks against it, or what was counted
    """

    code: str
    name: str
    rules: tuple[str, ...]
    how: str
    result: Outcome
    found: tuple[str, ...] = ()


class Delay(NamedTuple):
    """Working days from the last step of approval, not counted, to publication. None = one of the days is not known"""

    slug: str
    days: int | None


class SiteFacts(Struct, frozen=True, kw_only=True):
    """What was seen of a site.

    files       paths of all published files
    unlike      what is not as the manifest says
    foreign     (path, URL) of what a page would fetch from another host, and pages without a policy against it
    letterless  pages of notices and items without a letter for correction
    flawed      (path, what) of what is missing for people who do not see or point
    private     (path, what) of personal data
    signature   the words of `verify`; '' = not signed; `forged` = why it does not hold
    archive     the words of `verify` for an archive; None = none was given
    """

    operator: Operator
    base_url: str
    files: frozenset[str]
    notices: tuple[str, ...]
    items: int
    exports: bool
    unlike: tuple[str, ...]
    foreign: tuple[str, ...]
    letterless: tuple[str, ...]
    corrections: int
    flawed: tuple[str, ...]
    pages: int
    private: tuple[str, ...]
    delays: tuple[Delay, ...]
    signature: str
    forged: str
    archive: str | None
    archive_sound: bool


_DISCLOSURE = "《中华人民共和国政府信息公开条例》"
_PRIVACY = "《中华人民共和国个人信息保护法》"
_GUIDE = "《政府网站发展指引》（国办发〔2017〕47号）"


def duties(facts: SiteFacts) -> list[Duty]:
    """All duties in their order."""
    return [duty for check in _CHECKS for duty in check(facts)]


def _judged(good: bool, found: Sequence[str] = ()) -> tuple[Outcome, tuple[str, ...]]:
    more = (f"…… 另有 {len(found) - _SHOWN} 处",) if len(found) > _SHOWN else ()
    return ("yes" if good else "no"), (*found[:_SHOWN], *more)


def _platform(facts: SiteFacts) -> Iterator[Duty]:
    missing = [f"没有 {path}" for path in ("search/index.html", "pagefind/pagefind.js") if path not in facts.files]
    missing += [f"没有 {s} 的页面" for s in facts.notices if f"notices/{s}/index.html" not in facts.files]
    wanted = ["data/problems.csv", "data/ledger.sqlite"] if facts.exports else []
    wanted += [f"data/notices/{slug}.json" for slug in facts.notices]
    missing += [f"没有 {path}" for path in wanted if path not in facts.files]
    result, found = _judged(not missing, missing)
    counted = f"{len(facts.notices)} 份通报，{facts.items} 个事项"
    yield Duty(
        code="platform",
        name="检索、查阅、下载",
        rules=(f"{_DISCLOSURE}第二十四条",),
        how="看搜索页和索引、每份通报的页面、每份数据是否都在已发布的文件里",
        result=result,
        found=found or (counted,),
    )


def _in_time(facts: SiteFacts) -> Iterator[Duty]:
    late = [f"{each.slug}：{each.days} 个工作日" for each in facts.delays if (each.days or 0) > WORKING_DAYS]
    unknown = [each.slug for each in facts.delays if each.days is None]
    known = len(facts.delays) - len(unknown)
    result, found = _judged(not late, late)
    if not late and unknown:
        result, found = (
            "hand",
            (f"{known} 份查过；没有审批记录或公开日期的 {len(unknown)} 份：{'、'.join(unknown[:8])}",),
        )
    yield Duty(
        code="in-time",
        name=f"{WORKING_DAYS}个工作日内公开",
        rules=(f"{_DISCLOSURE}第二十六条",),
        how="从审批最后一步的次日数到公开之日，按国务院的放假安排计工作日；没有审批记录的须人工核对",
        result=result,
        found=found or (f"{known} 份都在 {WORKING_DAYS} 个工作日内",),
    )


def _correction(facts: SiteFacts) -> Iterator[Duty]:
    result, found = _judged(not facts.letterless, [f"{path} 没有" for path in facts.letterless])
    yield Duty(
        code="correction",
        name="可以要求更正、删除",
        rules=(f"{_DISCLOSURE}第四十一条", f"{_PRIVACY}第四十六条、第四十七条"),
        how="看每份通报、每个事项的页面上有没有填好的信",
        result=result,
        found=found or (f"已公开的更正和删除 {facts.corrections} 条",),
    )
    yield Duty(
        code="correction-answered",
        name="要求更正、删除的来信都已办理并答复",
        rules=(f"{_DISCLOSURE}第四十一条", f"{_PRIVACY}第五十条"),
        how="对照收信登记和 corrections，看有没有没办的",
        result="hand",
    )


def _privacy(facts: SiteFacts) -> Iterator[Duty]:
    result, found = _judged(not facts.private, facts.private)
    yield Duty(
        code="privacy",
        name="没有个人信息",
        rules=(f"{_DISCLOSURE}第十五条", f"{_PRIVACY}第二十五条"),
        how="在每个已发布的文件（附件及其属性在内）里找手机号、证件号、账号等；姓名和情节须人工看",
        result=result,
        found=found or (f"查了 {len(facts.files)} 个文件",),
    )


def _accessible(facts: SiteFacts) -> Iterator[Duty]:
    result, found = _judged(not facts.flawed, facts.flawed)
    yield Duty(
        code="accessibility",
        name="无障碍",
        rules=(
            "《中华人民共和国无障碍环境建设法》第三十二条",
            "GB/T 37668—2019《信息技术 互联网内容无障碍可访问性技术要求与测试方法》",
        ),
        how="看每页的语言、标题、主体、图片的替代文字、输入框的名称",
        result=result,
        found=found or (f"查了 {facts.pages} 页",),
    )
    yield Duty(
        code="accessibility-use",
        name="用读屏软件、只用键盘能办到",
        rules=("《中华人民共和国无障碍环境建设法》第三十二条",),
        how="请使用读屏软件的人实际走一遍：搜索、打开事项、找到联系方式",
        result="hand",
    )


def _third_party(facts: SiteFacts) -> Iterator[Duty]:
    result, found = _judged(not facts.foreign, facts.foreign)
    yield Duty(
        code="third-party",
        name="不向第三方发请求",
        rules=(f"{_PRIVACY}第二十三条",),
        how="看每个页面、样式和脚本会取的网址，和每页的内容安全策略",
        result=result,
        found=found,
    )


def _domain(facts: SiteFacts) -> Iterator[Duty]:
    host = facts.base_url.partition("://")[2].partition("/")[0].partition(":")[0]
    secure = facts.base_url.startswith("https://")
    government = facts.operator == "government"
    wrong = ([] if secure else ["不是 https"]) + (
        ["不以 .gov.cn 结尾"] if government and not host.endswith(".gov.cn") else []
    )
    result, found = _judged(not wrong, [f"{host} {each}" for each in wrong])
    if not government and not wrong:
        result, found = "hand", (f"{host}：不是政府网站，按主办单位自己的规定核对",)
    yield Duty(
        code="domain",
        name="域名",
        rules=(_GUIDE, "《国务院办公厅关于加强政府网站域名管理的通知》（国办函〔2018〕55号）"),
        how="看 site.yaml 的 base_url；备案号由人工核对",
        result=result,
        found=found or (host,),
    )


def _tampering(facts: SiteFacts) -> Iterator[Duty]:
    wrong = [*facts.unlike, *([facts.forged] if facts.forged else [])]
    wrong += [] if facts.signature or facts.forged else ["没有签名：清单和文件可以一起被换掉"]
    result, found = _judged(not wrong, wrong)
    yield Duty(
        code="tampering",
        name="防篡改",
        rules=("《中华人民共和国网络安全法》", _GUIDE),
        how="逐个文件与清单核对，清单与签名核对；线上的网站须每天用 verify 核对一次",
        result=result,
        found=found or (facts.signature,),
    )


def _archived(facts: SiteFacts) -> Iterator[Duty]:
    result, found = _judged(facts.archive_sound, [facts.archive or ""])
    if facts.archive is None:
        result, found = "hand", ("没有给出归档文件；用 --archive 指明，或人工核对",)
    yield Duty(
        code="archive",
        name="网页归档",
        rules=("《中华人民共和国档案法》", "DA/T 80—2019《政府网站网页归档指南》"),
        how="核对归档文件的每个字节，和它是不是现在的网站",
        result=result,
        found=found,
    )


_CHECKS: tuple[Callable[[SiteFacts], Iterator[Duty]], ...] = (
    _platform,
    _in_time,
    _correction,
    _privacy,
    _accessible,
    _third_party,
    _domain,
    _tampering,
    _archived,
)
