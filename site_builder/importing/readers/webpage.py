"""Reader for saved web pages: finds the main text, sets navigation and footers aside, keeps tables as rows."""

import re
from collections import defaultdict
from collections.abc import Iterator
from typing import Final

from lxml import etree, html
from lxml.html import HtmlElement

from site_builder.importing.lines.fold import squeeze, visible
from site_builder.importing.lines.manuscript import Aside, Doubt, Line, Manuscript
from site_builder.importing.readers.web_noise import noise_and_kept
from site_builder.importing.readers.web_walk import Run, Walk
from site_builder.importing.readers.web_words import few_attributes
from site_builder.importing.structure.evidence import is_meta

_SAVED: Final = re.compile(r"<!--\s*+saved from url=\(\d+\)(\S+)\s*+-->")
_PROLOGUE: Final = re.compile(r"^\s*+<\?xml[^>]*\?>")
_NEXT: Final = re.compile(r"(?:下一页|下页|后一页|末页|尾页)[>»›＞]{0,3}")
_EMBEDDED: Final = re.compile(r"(?<![^/?=&])[^/?=&]*\.(?:pdf|docx?|xlsx?|ofd|wps|et)(?=$|[?&#])", re.IGNORECASE)


def read_page(text: str, name: str) -> Manuscript:
    """Reads the main text of a page; all other visible lines are set aside."""
    bare = _PROLOGUE.sub("", text)
    if not bare.strip():
        return Manuscript(name, ())
    try:
        bare, left_out = few_attributes(bare)
        root = html.document_fromstring(bare)
    except (ValueError, etree.ParserError):
        return Manuscript(name, ())
    found = root.find("body")
    body = found if found is not None else root
    noise, kept_hidden = noise_and_kept(body)
    walked = Walk(noise, kept_hidden).walk(body)
    runs = walked.runs
    _links_around(runs)
    main = _main(runs)
    kept: list[Line] = []
    aside: list[Aside] = list(walked.aside)
    begun = False
    names = {squeeze(each) for each in _titles(root) if len(each) >= 10}
    for run in runs:
        inside = main is None or main in run.path
        begun = begun or (inside and not run.noise)
        before = not begun and (squeeze(run.line.text) in names or run.line.level == 1 or is_meta(run.line))
        if (inside and not run.noise) or before:
            kept.append(run.line)
        else:
            aside.append(Aside(run.line.number, run.line.text, "页面导航" if run.noise else "正文之外"))
    title = next((each for each in _titles(root) if each), None)
    doubts = [*left_out, *walked.doubts, *_missing(root, kept_hidden)]
    return Manuscript(
        name=name,
        lines=tuple(kept),
        aside=tuple(aside),
        doubts=tuple(doubts),
        title=title,
        url=_address(root, text),
        head=_meta(root),
    )


def _missing(root: HtmlElement, kept_hidden: frozenset[HtmlElement]) -> Iterator[Doubt]:
    """Doubts about content that is displayed but not stored in the page, or stored ambiguously."""
    following = next((link for link in root.iter("a") if _NEXT.fullmatch(squeeze(link.text_content()))), None)
    if following is not None:
        why = "网页分了几页，这里只有一页，文字可能不全，请把其余各页也存下来合在一起"
        yield Doubt(following.sourceline or 0, visible(following.text_content()), why)
    for element in root.iter("iframe", "embed", "object"):
        if named := _EMBEDDED.search(element.get("src") or element.get("data") or ""):
            yield Doubt(element.sourceline or 0, named.group(), "网页里嵌着另一个文件，没有读，请单独导入")
    for element in sorted(kept_hidden, key=lambda each: each.sourceline or 0)[:1]:
        yield Doubt(element.sourceline or 0, "", "网页把正文标成不显示（要靠脚本显示），照样读了，请核对")


def _links_around(runs: list[Run]) -> None:
    """Marks lines that consist of links only, before the first words and after the last, as navigation."""
    spoken = [index for index, run in enumerate(runs) if run.weight > 12 and not run.noise]
    for index, run in enumerate(runs):
        outside = not spoken or not spoken[0] <= index <= spoken[-1]
        if outside and run.linked and run.weight <= 3 and not re.match("附件|附:|《", run.line.folded):
            run.noise = True


def _main(runs: list[Run]) -> HtmlElement | None:
    """The innermost element with most of the text outside links."""
    weights: dict[HtmlElement, int] = defaultdict(int)
    depth: dict[HtmlElement, int] = {}
    total = 0
    for run in runs:
        if not run.noise:
            total += run.weight
            for level, element in enumerate(run.path):
                weights[element] += run.weight
                depth[element] = level
    holding = [
        element
        for element, weight in weights.items()
        if weight >= total * 0.7 and element.tag not in ("p", "h1", "h2", "h3")
    ]
    return max(holding, key=lambda element: depth[element], default=None)


def _titles(root: HtmlElement) -> list[str]:
    """The titles of the page: meta ArticleTitle, <title> without the site's name, h1."""
    found = [
        meta.get("content", "")
        for meta in root.iter("meta")
        if meta.get("name", "").lower() in ("articletitle", "og:title")
    ]
    if (title := root.find(".//title")) is not None:
        found.append(
            re.split(
                r"(?:(?<!\s)\s++)?[_|—]++\s*+|(?<!\s)\s++-++\s*+|-(?=[^-]*(?:网|政府|委员会|局)$)",
                visible(title.text_content()),
            )[0]
        )
    return [visible(re.sub(r"\s+", "", each)) for each in found if each.strip()]


def _address(root: HtmlElement, text: str) -> str | None:
    canonical = next(
        (link.get("href") for link in root.iter("link") if link.get("rel", "").lower() == "canonical"), None
    )
    saved = _SAVED.search(text[:2000])
    address = canonical or (saved.group(1) if saved else None)
    return address if address and address.startswith(("http://", "https://")) else None


def _meta(root: HtmlElement) -> dict[str, object]:
    """Metadata in the meta tags of government sites: PubDate, ContentSource."""
    wanted = {"pubdate": "published", "contentsource": "source"}
    metas = {meta.get("name", "").lower(): meta.get("content", "").strip() for meta in root.iter("meta")}
    return {key: metas[name] for name, key in wanted.items() if metas.get(name)}
