"""P001–P007: personal data in notices, ledgers, attachments and registers."""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from site_builder.findings import Span
from site_builder.model import Contacts
from site_builder.rules.personal import KINDS, Personal, personal_data
from site_builder.rules.rule import Case, Rule, SiteCase, Slip
from site_builder.rules.text_lines import text_lines
from site_builder.source import Field, Mapping, walk


class _Seen(NamedTuple):
    found: Personal
    at: Span


def _office(contacts: Contacts) -> tuple[str, ...]:
    return (*contacts.phones, *contacts.emails, *contacts.addresses)


def _in_notice(case: Case) -> Iterator[_Seen]:
    """Personal data of a notice, wherever it stands, but for its own contacts."""
    declared = _office(case.notice.head.contacts)
    yield from _in_text(case, declared)
    for tree in (_without(case.notice.head_tree, "contacts"), case.notice.ledger_tree):
        yield from _in_tree(tree, declared)
    for name, info in case.files.items():
        if info.text:
            yield from _in_file(info.text, f"{case.folder}/files/{name}", declared)


def _in_text(case: Case, declared: tuple[str, ...]) -> Iterator[_Seen]:
    if next(personal_data(case.notice.body, declared), None) is None:
        return
    for number, text in text_lines(case.notice):
        for found in personal_data(text, declared):
            yield _Seen(found, Span(case.notice.path, number, found.start + 1, found.stop - found.start))


def _in_file(text: str, path: str, declared: tuple[str, ...]) -> Iterator[_Seen]:
    if next(personal_data(text, declared), None) is None:
        return
    for number, line in enumerate(text.split("\n"), 1):
        for found in personal_data(line, declared):
            yield _Seen(found, Span(path, number, found.start + 1, found.stop - found.start))


def _in_tree(tree: Field, declared: tuple[str, ...]) -> Iterator[_Seen]:
    for field in walk(tree):
        if isinstance(field.value, str):
            yield from (_Seen(found, field.at) for found in personal_data(field.value, declared))


def _without(tree: Field, key: str) -> Field:
    """A tree without one of its top keys."""
    if not isinstance(tree.value, Mapping) or key not in tree.value:
        return tree
    rest = Mapping()
    rest.update({name: field for name, field in tree.value.items() if name != key})
    return tree._replace(value=rest)


def _slip(seen: _Seen) -> Slip:
    name = KINDS[seen.found.kind]
    mend = f"改成 {seen.found.masked}；确是办公联系方式的，写进文件头的 contacts"
    if seen.found.kind in ("identity", "card", "passport", "plate"):
        mend = f"删去，或改成 {seen.found.masked}"
    return Slip(seen.at, f"有{name}", f"形如 {seen.found.masked}", mend, not seen.found.certain)


def _rule(code: str, kind: str, manual: str) -> Rule:
    def check(case: Case) -> Iterator[Slip]:
        return (_slip(seen) for seen in _in_notice(case) if seen.found.kind == kind)

    return Rule(code, "warning" if kind == "mail" else "error", manual, check)


_OFFICE = "确是办公联系方式的，写进文件头的 contacts，就不再提示。提示里不会写出完整的号码。"

P001 = _rule("P001", "mobile", f"有手机号\n\n个人的手机号不公开。{_OFFICE}\n\n改法：改成 138****1234 这样的写法。")
P002 = _rule("P002", "identity", "有身份证号\n\n校验码相符的十八位身份证号。\n\n改法：删去，或只留前三位，其余改成 *。")
P003 = _rule("P003", "card", "有银行卡号\n\n校验位相符的银行卡号。\n\n改法：删去，或只留前四位和后四位，其余改成 *。")
P004 = _rule(
    "P004",
    "passport",
    "有护照或通行证号\n\n前面写明是护照、通行证的是错误，只是形状相似的是提醒。\n\n改法：删去，或改成 E********。",
)
P005 = _rule("P005", "plate", "有车牌号\n\n改法：删去，或改成 云A***** 这样的写法。")
P006 = _rule(
    "P006",
    "address",
    f"有住址\n\n住址写到乡镇、街道为止，不写到村组、楼栋和房号。{_OFFICE}\n"
    "前面写明是住址、户籍的是错误，只是写到楼栋房号的是提醒。\n\n改法：删去乡镇、街道以下的部分。",
)
P007 = _rule(
    "P007",
    "mail",
    "有私人邮箱\n\n公布的应是单位的邮箱，不是 qq.com、163.com 这样的个人邮箱。"
    "单位确实只有这样的邮箱的，写进 contacts。\n\n改法：换成单位的邮箱。",
)


def _contacts_rule() -> Callable[[SiteCase], Iterator[Slip]]:
    def check(case: SiteCase) -> Iterator[Slip]:
        for name, tree in case.trees.items():
            for field in walk(tree) if name in ("organs.yaml", "site.yaml", "inspections.yaml", "themes.yaml") else ():
                for found in personal_data(field.value) if isinstance(field.value, str) else ():
                    soft = found.kind in ("mobile", "mail") or not found.certain
                    name_of = KINDS[found.kind]
                    what = f"有{name_of}"
                    yield Slip(field.at, what, f"形如 {found.masked}", "换成单位的办公电话、邮箱和地址", soft)

    return check


P008 = Rule(
    "P008",
    "error",
    "单位和网站的资料里有个人信息\n\n"
    "organs.yaml、site.yaml 里的联系方式应是办公电话、单位邮箱。"
    "手机号和私人邮箱是提醒，身份证号、银行卡号等是错误。\n\n"
    "改法：换成单位的办公电话、邮箱和地址。",
    _contacts_rule(),
    "site",
)


def _pages(case: SiteCase) -> Iterator[Slip]:
    for page, text in case.pages.items():
        for number, line in enumerate(text.split("\n"), 1):
            for found in personal_data(line):
                at = Span(f"{case.folder}/pages/{page}.md", number, found.start + 1, found.stop - found.start)
                yield _slip(_Seen(found, at))._replace(mend=f"删去，或改成 {found.masked}")


P009 = Rule(
    "P009",
    "error",
    "页面里有个人信息\n\n"
    "pages/ 里的页面同样不写个人的手机号、身份证号、住址等。\n\n改法：删去，或换成单位的办公联系方式。",
    _pages,
    "site",
)


def _own_mail(case: Case) -> Iterator[Slip]:
    for number, mail in enumerate(case.notice.head.contacts.emails):
        for found in personal_data(mail):
            at = case.notice.at_head("contacts", "emails", number)
            yield Slip(at, "联系邮箱是私人邮箱", f"形如 {found.masked}", "换成单位的邮箱；单位确实只有它的，不用管")


P010 = Rule(
    "P010",
    "warning",
    "联系邮箱是私人邮箱\n\n"
    "contacts 里的邮箱是 qq.com、163.com 这样的个人邮箱。单位确实只有它的，不用管。\n\n改法：换成单位的邮箱。",
    _own_mail,
)
