"""P001–P015: personal data in notices, ledgers, attachments and registers, including hidden content of attachments."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from typing import NamedTuple

from site_builder.records.findings import Span
from site_builder.records.model import Contacts
from site_builder.records.source import Field, Mapping, scalars
from site_builder.rules.personal import Personal, personal_data
from site_builder.rules.personal_folding import SPELLED, as_digits, folded_signs
from site_builder.rules.personal_masks import DATA_KINDS, masked_name
from site_builder.rules.rule import Case, SiteCase, Slip, error, manual_only, warning
from site_builder.views.file_info import FileInfo


class _Seen(NamedTuple):
    """A piece of data with its place. `where` names the hidden part of a file that holds it; '' = visible text."""

    found: Personal
    at: Span
    where: str = ""


def _office(contacts: Contacts) -> tuple[str, ...]:
    return (*contacts.phones, *contacts.emails, *contacts.addresses)


def _in_notice(case: Case) -> Iterator[_Seen]:
    """All personal data of a notice and its files, except its declared contacts."""
    notice = case.notice
    declared = _office(notice.head.contacts)
    yield from _in_text(notice.body, notice.path, notice.body_line, declared)
    for tree in (_without(notice.head_tree, "contacts"), notice.ledger_tree):
        yield from _in_tree(tree, declared)
    for name, info in case.files.items():
        path = f"{case.folder}/files/{name}"
        yield from _in_text(info.text or "", path, 1, declared)
        yield from _unseen_in(info, path, declared)


_NEVER = ("identity", "card", "passport", "plate")  # no office can be reached by any of them


def _in_contacts(case: Case) -> Iterator[_Seen]:
    """What is declared as an office's contact and is none: an identity number for a telephone, a mobile number for a postcode.

    Mailboxes are looked at by P010.
    """
    contacts = case.notice.head.contacts
    for key, wrong in (("phones", _NEVER), ("addresses", _NEVER), ("postcodes", (*_NEVER, "mobile"))):
        for number, value in enumerate(getattr(contacts, key)):
            for found in personal_data(value):
                if found.kind in wrong:
                    yield _Seen(found, case.notice.at_head("contacts", key, number))


def _unseen_in(info: FileInfo, path: str, declared: tuple[str, ...]) -> Iterator[_Seen]:
    """Personal data in hidden parts of a file that is not in its visible text, without duplicates."""
    text = info.text or ""
    told = {_whole(found, text) for found in personal_data(text)}
    for where, words, _ in info.unseen:
        for found in personal_data(words, declared):
            if (whole := _whole(found, words)) not in told:
                told.add(whole)
                yield _Seen(found, Span(path=path), where)


def _whole(found: Personal, text: str) -> str:
    """The data itself, however it is written; its masked form may be that of another number as well."""
    words = as_digits(folded_signs(text[found.start : found.stop]))
    if found.kind == "mobile":
        return re.sub(r"\D", "", words.translate(SPELLED))[-11:]
    words = words.translate(SPELLED) if found.kind in ("identity", "card") else words
    return re.sub(r"[^0-9a-z\u4e00-\u9fff@.]", "", words.lower())


def _in_text(text: str, path: str, first_line: int, declared: tuple[str, ...] = ()) -> Iterator[_Seen]:
    breaks: list[int] = []
    for found in personal_data(text, declared):
        breaks = breaks or [each.start() for each in re.finditer("\n", text)]
        line = first_line + bisect_left(breaks, found.start)
        column = found.start - text.rfind("\n", 0, found.start)
        yield _Seen(found, Span(path=path, line=line, column=column, length=found.stop - found.start))


def _in_tree(tree: Field, declared: tuple[str, ...] = ()) -> Iterator[_Seen]:
    known: dict[str, tuple[Personal, ...]] = {}  # a cache: ledgers repeat the same few units and dates
    for field in scalars(tree):
        if isinstance(field.value, str):
            if field.value not in known:
                known[field.value] = tuple(personal_data(field.value, declared))
            for found in known[field.value]:
                yield _Seen(found, field.at)


def _without(tree: Field, key: str) -> Field:
    """A tree without one of its top-level keys."""
    if not isinstance(tree.value, Mapping) or key not in tree.value:
        return tree
    rest = Mapping()
    rest.update({name: field for name, field in tree.value.items() if name != key})
    return tree._replace(value=rest)


def _slip(seen: _Seen) -> Slip:
    name = DATA_KINDS[seen.found.kind]
    if seen.where:
        return Slip(seen.at, f"{seen.where}里有{name}", f"形如 {seen.found.masked}", _CLEAN, not seen.found.certain)
    mend = f"改成 {seen.found.masked}；确是办公联系方式的，写进文件头的 contacts"
    if seen.found.kind in ("identity", "card", "passport", "plate"):
        mend = f"删去，或改成 {seen.found.masked}"
    return Slip(seen.at, f"有{name}", f"形如 {seen.found.masked}", mend, not seen.found.certain)


_CLEAN = "打开原件删去再存：Word、Excel、WPS 用“检查文档”，PDF 改“文档属性”，照片用“属性→删除属性和个人信息”"
_CODES = {
    "mobile": "P001",
    "identity": "P002",
    "card": "P003",
    "passport": "P004",
    "plate": "P005",
    "address": "P006",
    "mail": "P007",
    "account": "P012",
    "name": "P013",
    "number": "P015",
    "landline": "P015",
}


@error("P001")
def no_mobile_number(case: Case) -> Iterator[Slip]:
    """有手机号

    个人的手机号不公开。正文、台账、附件都查；附件里看不见的地方也查：文件属性、批注、修订、页眉页脚、照片信息。
    确是办公联系方式的，写进文件头的 contacts，就不再提示。提示里不会写出完整的号码。

    改法：改成 138****1234 这样的写法。
    """
    for seen in _in_notice(case):  # one search finds every kind
        yield _slip(seen)._replace(code=_CODES[seen.found.kind])
    for seen in _in_contacts(case):
        mend = "删去；contacts 里只写单位的电话、邮箱、地址和邮政编码"
        yield _slip(seen)._replace(code=_CODES[seen.found.kind], mend=mend)


P002 = manual_only(
    "P002",
    """
    有身份证号

    校验码相符的，或旁边写明是身份证、驾驶证、社会保障号码的，是错误；只是地区和生日像、校验码不符的，是提醒。

    改法：删去，或只留前三位，其余改成 *。
    """,
)
P003 = manual_only(
    "P003",
    """
    有银行卡号

    校验位相符的银行卡号，和写明是存折、收款账号、个人账户的账号。对公账户、财政专户等单位的账号不算。

    改法：删去，或只留前四位和后四位，其余改成 *。
    """,
)
P004 = manual_only(
    "P004",
    """
    有护照或通行证号

    前面写明是护照、通行证的是错误，只是形状相似的是提醒。

    改法：删去，或改成 E********。
    """,
)
P005 = manual_only(
    "P005",
    """
    有车牌号

    改法：删去，或改成 云A***** 这样的写法。
    """,
)
P006 = manual_only(
    "P006",
    """
    有住址

    住址写到乡镇、街道为止，不写到村组、楼栋和房号。前面写明是住址、户籍的是错误，只是写到楼栋房号的是提醒。
    确是办公地址的，写进文件头的 contacts，就不再提示。

    改法：删去乡镇、街道以下的部分。
    """,
)
P007 = manual_only(
    "P007",
    """
    有私人邮箱

    公布的应是单位的邮箱，不是 qq.com、163.com 这样的个人邮箱。单位确实只有这样的邮箱的，写进 contacts。

    改法：换成单位的邮箱。
    """,
    "warning",
)


P012 = manual_only(
    "P012",
    """
    有 QQ、微信等账号

    个人的 QQ、微信、抖音、支付宝等账号不公开。公众号、小程序等单位的账号不算。

    改法：删去，或换成单位的办公联系方式。
    """,
)
P013 = manual_only(
    "P013",
    """
    可能有普通人的姓名

    职务、身份后面紧跟着一个像姓名的词。依法公开的责任领导可以写；当事人、举报人、村民等写成“张某”。

    改法：核对；不该公开的写成“张某”。
    """,
    "warning",
)

P015 = manual_only(
    "P015",
    """
    有个人的证件号、病历号、户号或住宅电话

    军官证、优待证、结婚证、户口簿等证件号是错误；学籍号、病历号、医保卡号、社保号、公积金账号、车架号、家里的座机是提醒，旁边写明是谁的是错误；
    水电户号旁边写明是谁的才算。表格里看表头：制表符、竖线、逗号、空格分开的列，一格一行的，网页和数据文件里的，都按那一列的名称查。

    改法：删去，或只留第一个字，其余改成 *。
    """,
)


@error("P008", "site")
def no_personal_data_of_organs(case: SiteCase) -> Iterator[Slip]:
    """单位和网站的资料里有个人信息

    organs.yaml、site.yaml 里的联系方式应是办公电话、单位邮箱。手机号和私人邮箱是提醒，身份证号、银行卡号等是错误。

    改法：换成单位的办公电话、邮箱和地址。
    """
    for name in ("site.yaml", "organs.yaml", "inspections.yaml", "themes.yaml"):
        for seen in _in_tree(case.trees[name]) if name in case.trees else ():
            slip = _slip(seen)
            soft = slip.soft or seen.found.kind == "mobile"  # a private mailbox is only a warning anywhere
            yield slip._replace(mend="换成单位的办公电话、邮箱和地址", soft=soft)


@error("P009", "site")
def no_personal_data_in_pages(case: SiteCase) -> Iterator[Slip]:
    """页面里有个人信息

    pages/ 里的页面同样不写个人的手机号、身份证号、住址等。

    改法：删去，或换成单位的办公联系方式。
    """
    for page, text in case.pages.items():
        for seen in _in_text(text, f"{case.folder}/pages/{page}.md", 1):
            yield _slip(seen)._replace(mend=f"删去，或改成 {seen.found.masked}")


@warning("P010")
def own_mailbox_is_an_office_one(case: Case) -> Iterator[Slip]:
    """联系邮箱是私人邮箱

    contacts 里的邮箱是 qq.com、163.com 这样的个人邮箱。单位确实只有它的，不用管。

    改法：换成单位的邮箱。
    """
    for number, mail in enumerate(case.notice.head.contacts.emails):
        for found in personal_data(mail):
            at = case.notice.at_head("contacts", "emails", number)
            yield Slip(at, "联系邮箱是私人邮箱", f"形如 {found.masked}", "换成单位的邮箱；单位确实只有它的，不用管")


@warning("P011")
def files_name_no_person_and_no_place(case: Case) -> Iterator[Slip]:
    """附件里带着经办人的姓名或拍摄地点

    文档的属性里常有作者、最后修改者的姓名，批注有批注人，照片有拍摄地点的经纬度。附件公开了，这些也就公开了。
    确实应当公开的，不用管。

    改法：打开原件删去再存：Word、Excel、WPS 用“检查文档”，PDF 改“文档属性”，照片用“属性→删除属性和个人信息”。
    """
    for name, info in case.files.items():
        at = Span(path=f"{case.folder}/files/{name}")
        names = {
            each.where: shown for each in info.unseen if each.kind == "person" and (shown := masked_name(each.words))
        }
        if names:
            why = "、".join(f"{where}：{shown}" for where, shown in list(names.items())[:3])
            yield Slip(at, f"{name} 里带着姓名", why, _CLEAN)
        if any(each.kind == "place" for each in info.unseen):
            yield Slip(at, f"{name} 里带着拍摄地点", "照片信息里有经纬度", _CLEAN)


@warning("P014")
def every_file_can_be_searched(case: Case) -> Iterator[Slip]:
    """附件里有查不了的内容

    有密码的、损坏的、扫描成图片的、压缩格式不认识的文件，里面有没有个人信息，程序查不出来。

    改法：去掉密码，或换成有文字的文件；扫描件请人工逐页核对。
    """
    for name, info in case.files.items():
        where = list(dict.fromkeys(each.where for each in info.unseen if each.kind == "unsearched"))
        if where:
            at = Span(path=f"{case.folder}/files/{name}")
            yield Slip(at, f"{name} 里有查不了的内容", "、".join(where), "换成有文字、没有密码的文件；扫描件人工核对")
