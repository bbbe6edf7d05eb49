"""K005–K010: every URL belongs to exactly one page, and internal links have a target."""

import re
from collections.abc import Iterator

from site_builder.records.findings import Span, nearest
from site_builder.records.site_path import (
    LONGEST,
    folded,
    identifier_refused,
    old_address_refused,
    visible,
)
from site_builder.records.source import Field, Mapping, locate
from site_builder.rules.links import is_web
from site_builder.rules.page_targets import COLUMNS, RESERVED_SEGMENT, dead_link, is_page, missing_target, page_links
from site_builder.rules.rule import SiteCase, Slip, error, warning
from site_builder.views.text_pages import above

OWN_FOLDERS = frozenset(("assets", "pagefind", "data", "static"))
_BREAKS_A_MAP = re.compile(r"[\x00-\x20\x7f;{}\"'\\]")  # an external URL, as nginx's map reads it
_OLD_ADDRESS = "写成以 / 开头的旧网址，不带扩展名、问号和域名；带扩展名的旧网址，请在主机上转"
_NOTHING = Field(None, Span(path="content"))


@error("K005", "site")
def slugs_make_addresses(case: SiteCase) -> Iterator[Slip]:
    """通报的文件夹名不能作网址

    notices/ 之下的文件夹名就是网址的一部分：用英文字母、数字、- 和 _，不用空格和汉字。
    四位数字（年份目录）和 undated 已经另有用处，index.html 等是本站文件的名字，con、nul 等名字在 Windows 上存不了。
    只差大小写的两个名字，在有些系统上是同一个。

    改法：改文件夹名；已经公开过的，在 redirects.yaml 里加上旧网址。
    """
    lower: dict[str, str] = {}
    for slug in case.slugs:
        for what, why, mend in _slug_refused(slug, lower.setdefault(slug.lower(), slug)):
            yield Slip(Span(path=f"{case.folder}/notices/{slug}/notice.md"), what, why, mend)


def _slug_refused(slug: str, twin: str) -> Iterator[tuple[str, str, str]]:
    """What, why, and how to mend it. Takes   twin: the first slug that is the same but for upper and lower case"""
    if RESERVED_SEGMENT.fullmatch(slug):
        yield f"通报编号 {slug} 已另有用处", f"/notices/{slug}/ 是按年份的目录", f"改名，例如 {slug}-tongbao"
    elif len(slug) > LONGEST:
        yield "通报编号太长", f"{len(slug)} 个字符，上限 {LONGEST}", "改成例如 2026-amr 这样的短名"
    elif why := identifier_refused(slug):
        yield f"通报编号 {slug} 不能作网址", why, "改成例如 2026-amr 这样的名字"
    if twin != slug:
        yield f"通报编号 {slug} 与 {twin} 只差大小写", "两份通报会写到同一个网址", "给其中一个改名"


@error("K006", "site")
def ids_make_addresses(case: SiteCase) -> Iterator[Slip]:
    """单位、巡察、专题的编号或页面的名称不能作网址

    编号用英文字母、数字、- 和 _，不长于 100 个字符。pages/ 里的页面不能与本站的栏目（notices、organs、data 等）同名；
    文件夹里的页面（如 pages/handbook/add.md）要有同名的上级页面（pages/handbook.md）。
    编号和页面都不能与本站的文件（index.html、feed.xml、manifest.json 等）同名，不能用 con、nul 等 Windows 上存不了的名字。
    只差大小写的两个名字，在有些系统上是同一个。

    改法：换一个编号或文件名。
    """
    for name in ("organs.yaml", "inspections.yaml", "themes.yaml"):
        tree = case.trees.get(name, _NOTHING).value
        lower: dict[str, str] = {}
        for key in tree if isinstance(tree, Mapping) else ():
            if isinstance(tree, Mapping) and (why := identifier_refused(key) or _twin(lower, key)):
                yield Slip(tree.keys_at[key], f"编号 {key} 不能作网址", why, "换一个编号")
    lower = {}
    for page in case.pages:
        at = Span(path=f"{case.folder}/pages/{page}.md")
        first, *deeper = page.split("/")
        if first.lower() in COLUMNS:
            yield Slip(at, f"页面 {page} 与栏目同名", f"/{first.lower()}/ 是本站的栏目", "换一个名字")
        elif why := next(filter(None, map(identifier_refused, (first, *deeper))), "") or _twin(lower, page):
            yield Slip(at, f"页面名 {page} 不能作网址", why, "换一个文件名")
        elif lacking := [each for each in above(page) if each not in case.pages]:
            why = f"没有 pages/{lacking[0]}.md，读者从哪里到这一页"
            yield Slip(at, f"页面 {page} 没有上级页面", why, f"添上 pages/{lacking[0]}.md，里面链接到这一页")


def _twin(lower: dict[str, str], name: str) -> str:
    twin = lower.setdefault(name.lower(), name)
    return f"与 {twin} 只差大小写，会写到同一个网址" if twin != name else ""


@error("K007", "site")
def page_links_lead_somewhere(case: SiteCase) -> Iterator[Slip]:
    """页面里的链接没有去处

    pages/ 里的链接：站内的以 / 开头，指向存在的栏目、通报、事项、单位、页面；站外的以 https:// 开头。
    指到页面里一个标题的，在网址末尾写 # 和标题的字：英文字母改成小写，空格改成 -，去掉标点。

    改法：改正链接。
    """
    for page, text in case.pages.items():
        for url, at in page_links(text, f"{case.folder}/pages/{page}.md"):
            if problem := dead_link(case, page, url):
                yield Slip(at, "链接没有去处", problem, "改正链接，站内的以 / 开头")


@error("K015", "site")
def pictures_are_of_the_site(case: SiteCase) -> Iterator[Slip]:
    """页面里的图片在别的网站

    读者一打开页面，浏览器就会去别的网站取图，那里便知道谁在看；那里的图也随时会换。网页的安全策略不取外站的图，读者看到的是空白。

    改法：写成链接，或把图放进某份通报的 files/，链接过去。
    """
    for page, text in case.pages.items():
        for url, at in page_links(text, f"{case.folder}/pages/{page}.md", "src"):
            if not url.startswith("/") or url.startswith("//"):
                yield Slip(at, "图片在别的网站", url, "去掉前面的 !，写成链接")


@error("K008", "site")
def page_links_are_secure(case: SiteCase) -> Iterator[Slip]:
    """页面里的站外链接没有用 https

    改法：把 http:// 改成 https://，先在浏览器里试一试；对方没有 https 的，写网站名称，不作链接。
    """
    for page, text in case.pages.items():
        for url, at in page_links(text, f"{case.folder}/pages/{page}.md"):
            if url.lower().startswith("http://"):
                yield Slip(at, "站外链接没有用 https", url, "改成 https://")


@warning("K009", "site")
def homepages_are_secure(case: SiteCase) -> Iterator[Slip]:
    """单位的网址没有用 https，或不完整

    改法：改成 https:// 开头的完整网址；对方只有 http 的，不用管。
    """
    for key, organ in case.registers.organs.items():
        if organ.homepage and not (is_web(organ.homepage) and organ.homepage.lower().startswith("https://")):
            at = locate(case.trees.get("organs.yaml", _NOTHING), key, "homepage")
            yield Slip(at, "单位的网址没有用 https", f"写的是“{organ.homepage}”", "改成 https:// 开头的完整网址")


@error("K010", "site")
def redirects_lead_somewhere(case: SiteCase) -> Iterator[Slip]:
    """redirects.yaml 里的旧网址或新网址不对

    左边是已经没有页面的旧网址，右边是现在的网址，都以 / 开头；右边也可以是 https:// 开头的站外网址。
    旧网址上还有页面的，转不了；新网址不能又是一个旧网址。

    改法：改正网址：
        "/notices/2024-old/": "/notices/2024-new/"
    """
    tree = case.trees.get("redirects.yaml", _NOTHING).value
    twins: dict[str, str] = {}
    for old, new in case.registers.redirects.items():
        if not isinstance(tree, Mapping) or old not in tree:
            continue
        at, target = tree.keys_at[old], tree[old].at
        twin = twins.setdefault(folded(old.strip("/")), old)
        if why := old_address_refused(old):
            yield Slip(at, f"旧网址 {_printed(old)} 不能用", why, _OLD_ADDRESS)
        elif old.strip("/").partition("/")[0].lower() in OWN_FOLDERS:
            yield Slip(at, f"旧网址 {old} 不能用", "这个文件夹是本站自己放文件的", "删去这一行")
        elif twin != old:
            yield Slip(at, f"旧网址 {old} 与 {twin} 是同一个地址", "只差大小写、全半角或末尾的 /", "只留一行")
        elif is_page(case, old):
            yield Slip(at, f"旧网址 {old} 上还有页面", "有页面的网址不会转走", "删去这一行，或给那份通报改名")
        if new in case.registers.redirects or new.rstrip("/") + "/" in case.registers.redirects:
            yield Slip(target, f"新网址 {new} 又是旧网址", "要转两次", "直接写最后的网址")
        elif new.startswith("/"):
            if why := missing_target(case, new):
                yield Slip(target, f"新网址 {_printed(new)} 没有页面", why, "改正新网址")
        elif not is_web(new) or _BREAKS_A_MAP.search(new):
            yield Slip(
                target, f"新网址 {_printed(new)} 不是网址", "站内的以 / 开头，站外的以 https:// 开头", "改正新网址"
            )


def _printed(address: str) -> str:
    return "".join(map(visible, address))


@error("K011", "site")
def themes_name_items(case: SiteCase) -> Iterator[Slip]:
    """专题里的事项不存在

    专题的 items 写作“通报编号/事项编号”，例如 2026-amr/p8。

    改法：核对通报和事项的编号。
    """
    tree = case.trees.get("themes.yaml", _NOTHING)
    for key, theme in case.registers.themes.items():
        for number, place in enumerate(theme.items):
            slug, _, item = place.partition("/")
            ids = case.slugs.get(slug)
            if slug not in case.slugs:
                why = f"没有通报 {slug}{nearest(slug, case.slugs)}"
            elif not item or (ids is not None and item not in ids):
                why = f"通报 {slug} 里没有事项 {item or '（没有写事项编号）'}{nearest(item, ids or ())}"
            else:
                continue
            yield Slip(locate(tree, key, "items", number), f"没有事项 {place}", why, "核对通报和事项的编号")
