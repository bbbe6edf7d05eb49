"""K001–K004: references from a notice to other notices, to files, and to the place of its first publication."""

import re
import unicodedata
from collections.abc import Iterator
from urllib.parse import urlsplit

from site_builder.records.findings import Edit, Fix, Span, nearest
from site_builder.records.ledger_model import EvidenceSource
from site_builder.rules.rule import Case, Slip, error

Steps = tuple[str | int, ...]
_PUNYCODE = re.compile(r"(?<![\w-])xn--([a-z0-9-]+)", re.IGNORECASE)


def _named_notices(case: Case) -> Iterator[tuple[str, Span]]:
    notice = case.notice
    if notice.head.follows:
        yield notice.head.follows, notice.at_head("follows")
    for item, ledger in notice.ledgers.items.items():
        for number, same in enumerate(ledger.same_as):
            yield same.notice, notice.at_ledger(item, "same_as", number, "notice")
        if ledger.closing and ledger.closing.notice:
            yield ledger.closing.notice, notice.at_ledger(item, "closing", "notice")
    for steps, source, _ in cited_sources(case):
        if source.notice:
            yield source.notice, notice.at_ledger(*steps, "notice")


def cited_sources(case: Case) -> Iterator[tuple[Steps, EvidenceSource, bool]]:
    """Every file or notice cited in the ledger, as (steps, source, suggested)."""
    for item, ledger in case.notice.ledgers.items.items():
        for n, entry in enumerate(ledger.entries):
            if entry.source:
                yield (item, "entries", n, "source"), entry.source, entry.suggested
        for n, due in enumerate(ledger.due):
            if due.source:
                yield (item, "due", n, "source"), due.source, due.suggested
        for n, verdict in enumerate(ledger.assessments):
            if verdict.source:
                yield (item, "assessments", n, "source"), verdict.source, False
    feedback = case.notice.ledgers.notice.feedback
    if feedback and feedback.source:
        yield ("notice", "feedback", "source"), feedback.source, False
    for key, target in case.notice.ledgers.targets.items():
        if target.result and target.result.source:
            yield ("targets", key, "result", "source"), target.result.source, target.suggested


@error("K001")
def notice_exists(case: Case) -> Iterator[Slip]:
    """所指的通报不存在

    follows、same_as、closing、source 里的 notice 写的是本站另一份通报的编号，就是 notices/ 之下的文件夹名。
    通报不能指自己。

    改法：改正编号；那份通报还没有登记的，先登记，或删去这一行。
    """
    for slug, at in _named_notices(case):
        if slug == case.notice.slug:
            yield Slip(at, "通报指向自己", f"{slug} 就是这份通报", "改成另一份通报的编号，或删去")
        elif slug not in case.known:
            why = f"notices/ 之下没有文件夹 {slug}{nearest(slug, case.known)}"
            yield Slip(at, f"没有通报 {slug}", why, "改正编号，或先登记那份通报")


@error("K002")
def item_elsewhere_exists(case: Case) -> Iterator[Slip]:
    """same_as 所指的事项在那份通报里没有

    改法：打开那份通报核对事项编号。
    """
    links = case.context.links
    for item, ledger in case.notice.ledgers.items.items():
        for number, same in enumerate(ledger.same_as):
            for link in links:
                named = (link.relation, link.slug, link.item, link.target) == ("same_as", same.notice, item, same.item)
                if named and link.public and link.target_title is None:
                    at = case.notice.at_ledger(item, "same_as", number, "item")
                    why = f"通报 {same.notice}（{link.title}）里没有 {same.item}"
                    yield Slip(at, f"没有事项 {same.notice}/{same.item}", why, "核对那份通报的事项编号")
                    break


@error("K003")
def file_exists(case: Case) -> Iterator[Slip]:
    """附件或所引的文件不在 files/ 里

    附件和依据的文件都放在这份通报的 files/ 文件夹里，file 写文件名，一字不差，包括后缀。

    改法：把文件放进去，或改正文件名。
    """
    places = [
        (attachment.file, case.notice.at_head("attachments", number, "file"))
        for number, attachment in enumerate(case.notice.head.attachments)
    ]
    sources = [
        (source.file, case.notice.at_ledger(*steps, "file")) for steps, source, _ in cited_sources(case) if source.file
    ]
    composed = {unicodedata.normalize("NFC", each) for each in case.files}
    for name, at in (*places, *sources):
        if name not in case.files:
            whole = unicodedata.normalize("NFC", name or "")
            if whole != name and whole in composed:
                why = "其中的字是拆开写的（多半来自 macOS），看起来一样，却不是同一个名字"
                fix = Fix(edits=(Edit(line=at.line, column=at.column, length=at.length, text=f'"{whole}"'),))
                yield Slip(at, f"没有文件 {name}", why, f"重新输入这个名字：{whole}", fix=fix)
                continue
            if whole in composed:
                continue  # the name on disk is decomposed; another rule reports it
            why = f"{case.folder}/files/ 里没有 {name}{nearest(name or '', case.files)}"
            yield Slip(at, f"没有文件 {name}", why, "把文件放进 files/，或改正文件名")


@error("K004")
def source_is_an_address(case: Case) -> Iterator[Slip]:
    """出处的网址不完整

    source.url 以 http:// 或 https:// 开头。政府网站的旧网址可以是 http。

    改法：从浏览器地址栏复制完整的网址。
    """
    source = case.notice.head.source
    if source and source.url and not is_web(source.url):
        why = f"写的是“{source.url}”"
        yield Slip(case.notice.at_head("source", "url"), "不是完整的网址", why, "以 https:// 或 http:// 开头")


def is_web(url: str) -> bool:
    """Whether a URL is an absolute http or https URL."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.netloc) and not any(c.isspace() for c in url)


def decoded_host(text: str) -> str:
    """A host or URL with its punycode labels (xn--…) decoded.

    >>> decoded_host("https://xn--mr-6kc.example.cn/")
    'https://аmr.example.cn/'
    """
    return _PUNYCODE.sub(_decoded, text)


def _decoded(label: re.Match[str]) -> str:
    try:
        return label[1].encode("ascii").decode("punycode")
    except UnicodeError:
        return label[0]
