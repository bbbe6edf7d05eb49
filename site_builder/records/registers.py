"""Records of the site beside its notices: settings, organs, inspections, themes, redirects, working days."""

import re
from collections.abc import Iterator
from collections.abc import Mapping as Texts
from typing import TypeVar
from urllib.parse import urlsplit

from msgspec import Struct

from site_builder.records.convert import convert
from site_builder.records.findings import Finding, Span, nearest
from site_builder.records.model import Inspection
from site_builder.records.register_model import Organ, Settings, Theme, WorkingDays
from site_builder.records.source import Field, locate, read_yaml

T = TypeVar("T")


class Registers(Struct, frozen=True, kw_only=True):
    settings: Settings
    organs: dict[str, Organ]
    inspections: dict[str, Inspection]
    themes: dict[str, Theme]
    redirects: dict[str, str]
    calendar: dict[str, WorkingDays]

    @property
    def base_path(self) -> str:
        """Rooted path below which the site lives, with both slashes: '/' or '/zgtz/'."""
        return "/" + (urlsplit(self.settings.base_url).path.strip("/") + "/").lstrip("/")

    @property
    def origin(self) -> str:
        """Scheme and host of the site, without a slash at the end."""
        parts = urlsplit(self.settings.base_url)
        return f"{parts.scheme}://{parts.netloc}"


def base_url_refused(url: str) -> str:
    """Why an address cannot be that of a site; '' where it can.

    >>> base_url_refused("https://a.cn/zgtz/"), base_url_refused("https://a.cn/index.html"), base_url_refused("https://u:p@a.cn/")
    ('', '末尾是文件名 index.html', '里面有用户名或密码')
    >>> base_url_refused("https://a.cn/?x=1"), base_url_refused("https://a.cn/ b/"), base_url_refused("ftp://a.cn/")
    ('里面有 ?', '里面有空格', '不是以 https:// 或 http:// 开头的网址')
    """
    if re.search(r"\s", url):
        return "里面有空格"
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname, parts.port
    except ValueError:
        return "不是网址"
    if parts.scheme not in ("http", "https") or not host:
        return "不是以 https:// 或 http:// 开头的网址"
    if "@" in parts.netloc:
        return "里面有用户名或密码"
    if sign := next((each for each in '?#\\"<>{}|^`' if each in url), ""):
        return f"里面有 {sign}"
    names = parts.path.split("/")
    if re.search(r"\.[A-Za-z0-9]{1,5}$", names[-1]):
        return f"末尾是文件名 {names[-1]}"
    if "" in names[1:-1] or ".." in names or "." in names:
        return "里面有 //、. 或 .. 这样的一段"
    return ""


def read_registers(texts: Texts[str, str], folder: str, findings: list[Finding]) -> Registers | None:
    """The registers from the texts of site.yaml, organs.yaml …; None where settings cannot be read.

    Takes   texts: file name → its text; only site.yaml and organs.yaml are required
    """

    def read(name: str, kind: type[T]) -> T | None:
        path = f"{folder}/{name}"
        if name not in texts:
            if name in ("site.yaml", "organs.yaml"):
                mend = f"在 {folder}/ 上面一层的文件夹里运行 python build.py init . ：写出 {name}，已经有的不动"
                findings.append(Finding(at=Span(path=path), code="R001", what=f"缺少 {name}", why="", mend=mend))
            return None
        document = read_yaml(texts[name], path)
        findings.extend(document.findings)
        if document.root.value is None and document.findings:
            return None
        record = convert(document.root, kind, findings)
        if isinstance(record, Settings) and (why := base_url_refused(record.base_url)):
            findings.append(_no_address(locate(document.root, "base_url"), record.base_url, why))
            return None
        return record

    settings = read("site.yaml", Settings)
    organs = read("organs.yaml", dict[str, Organ]) or {}
    findings += _missing_successors(organs, read_yaml(texts.get("organs.yaml", ""), f"{folder}/organs.yaml").root)
    inspections = read("inspections.yaml", dict[str, Inspection]) or {}
    themes = read("themes.yaml", dict[str, Theme]) or {}
    redirects = read("redirects.yaml", dict[str, str]) or {}
    calendar = read("calendar.yaml", dict[str, WorkingDays]) or {}
    if settings is None:
        return None
    return Registers(
        settings=settings, organs=organs, inspections=inspections, themes=themes, redirects=redirects, calendar=calendar
    )


def _no_address(at: Span, url: str, why: str) -> Finding:
    shown = re.sub(r"//[^/@]*@", "//…@", url)  # a password does not go into logs
    return Finding(at=at, code="R004", what="base_url 不能用", why=f"{why}：{shown}", mend="写成 https://host/path/")


def _missing_successors(organs: dict[str, Organ], tree: Field) -> Iterator[Finding]:
    for key, organ in organs.items():
        if organ.successor is not None and organ.successor not in organs:
            why, mend = f"{key} 的 successor{nearest(organ.successor, organs)}", "在 organs.yaml 里补上，或改正编号"
            at = locate(tree, key, "successor")
            yield Finding(at=at, code="R009", what=f"没有单位 {organ.successor}", why=why, mend=mend)
