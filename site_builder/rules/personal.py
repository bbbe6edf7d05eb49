# ruff: noqa: E501  a pattern reads better in one line
"""Finds personal data in a text: its kind, its offsets, and a masked form.

It works on plain text, so that records, attachments and all published files are searched in the same way.
Results never contain the unmasked data, only its offsets.
"""

import re
from bisect import bisect_right
from collections.abc import Callable, Collection, Iterator
from itertools import accumulate
from typing import NamedTuple

from site_builder.rules.personal_addresses import addresses
from site_builder.rules.personal_context import homes, within_numbers
from site_builder.rules.personal_folding import NUMERALS, SPELLED, as_digits, folded_signs
from site_builder.rules.personal_keys import told_fields
from site_builder.rules.personal_labels import labelled
from site_builder.rules.personal_markup import seen
from site_builder.rules.personal_mobiles import in_cells
from site_builder.rules.personal_names import NAME, NAMED, NO_NAME, by_first_letter, names
from site_builder.rules.personal_numbers import check_digit, numbers
from site_builder.rules.personal_people import BEFALLS, BEHIND, is_a_name, people
from site_builder.rules.personal_plates import PROVINCES, plates
from site_builder.rules.personal_public import of_a_public_body
from site_builder.rules.personal_reasons import of_a_number, of_a_thing
from site_builder.rules.personal_tables import Told, told_cells
from site_builder.rules.personal_told import behind_its_label

_PRIVATE_MAIL = (
    "qq|vip.qq|foxmail|163|vip.163|126|yeah|188|139|189|wo|sina|vip.sina|sohu|tom|21cn|aliyun|263|gmail|outlook|hotmail|live|msn|yahoo|ymail|protonmail|proton|icloud|me"
).replace(".", r"\.")

_PAPER = re.compile(
    r"(?<![0-9A-Za-z])(?:E[ ]?[A-HJ-NP-Z]?\d{7,8}|[GPSD][ ]?\d{8}|[HMC][ ]?\d{8}(?:\d\d)?|[A-Z][ ]?[12]\d{8}"
    r"|[A-Z]{1,2}[ ]?\d{6} ?\(?[0-9A]\)?|[157]\d{6} ?\(\d\)|[157]/\d{6}/\d|\d{8})(?![0-9A-Za-z])"
)
_SIX_DIGITS = re.compile(r"\d{6}\d*")  # every document number has these, with at most 4 characters before and 5 after
_PAPER_WORDS = re.compile(
    r"护照|通行证|台胞证|回乡证|香港|港澳|澳门|台湾|入台|居住证|passport|身份证|HKID", re.IGNORECASE
)
_QQ = re.compile(
    r"(?:Q ?Q|扣扣|企鹅) ?(?:号码?|帐号|账号)?(?:[:：为是 \n]|\()*(?P<own>[1-9](?:[ -]?\d){4,11})(?![\d@])",
    re.IGNORECASE,
)
_WECHAT = re.compile(
    r"(?:微信|薇信|威信|WeChat|(?<![A-Za-z])[wv]x)[ ]?(?P<sign>号码?|ID|帐号|账号)?(?P<gap>(?:[:：为是 (]){0,4})"
    r"(?P<own>wxid_[A-Za-z0-9]{5,30}|[A-Za-z][-_A-Za-z0-9]{5,19}|1[3-9]\d{9})(?![-_A-Za-z0-9@.])",
    re.IGNORECASE,
)
_BEHIND = re.compile(
    r"(?P<own>[A-Za-z][-_A-Za-z0-9]{5,19}|[1-9]\d{4,11})[ ]?\((?:本人|个人)?(?:微信|QQ|qq|扣扣|抖音|快手)(?:号|同号)?\)"
)
_BRACKETED = re.compile(r"\((?:[本个]人)?(?:微信|QQ|qq|扣扣|抖音|快手)(?:号|同号)?\)")
_QQ_WORDS = ("qq", "q q", "扣扣", "企鹅")  # every account begins with one of these
_WECHAT_WORDS = ("微信", "薇信", "威信", "wechat", "wx", "vx")
_PUBLIC = re.compile(r"公众|小程序|订阅|服务号|企业|视频号|官方|政务|平台|支付|群(?!主)")
_PUBLIC_QQ = re.compile(r"政务|单位|机关|窗口|官方|客服|服务|公众|公用|咨询")
_MAIL = re.compile(
    rf"[A-Za-z0-9._%+-]{{1,64}} ?(?:@|\(at\)|\[at\]|#|艾特|AT ) ?(?:{_PRIVATE_MAIL}) ?(?:\.|点|DOT) ?(?:com\.cn|com|net|cn|me)(?![A-Za-z0-9-])",
    re.IGNORECASE,
)
_MAIL_SIGN = re.compile(r"[A-Za-z0-9._%+-] ?(?:@|\([aA][tT]\)|\[[aA][tT]\]|#|艾特|AT )")
# What every finding has one of. Those that begin with a word are sought by their first letters, which is quick; the others are few.
_WORDS = re.compile(
    r"\((?:at\)|[男女]|村民|群众|户主)|,[男女]|\[at\]|艾特|"
    + by_first_letter(
        f"{NAMED}|栋|幢|座|号楼|#楼|单元|镇|乡|街道|办事处|室|户|组|号|同志|扣扣|微信|薇信|威信|WeChat|住|户籍|居所|坐标|经纬|家里|家中|宅|抖音|快手|微博|支付宝|表号|微 信|存折|残疾|学籍"
        "|学号|军官|警官|士官|士兵|文职|车架|车辆识别|电表|水表|气表|病历|病案|医保|社保|之妻|之夫|之子|之女|之父|之母|党内"
        "|进行约谈|进行诫勉|进行谈话|进行问责|进行批评|进行立案"
    )
    + "".join(
        f"|{each}人?[: ]"
        for each in ["经办", "审核", "签字", "签收", "制表", "制单", "复核", "填表", "填报", "记账", "验收"]
    )
    + f"|{BEFALLS}"
)
_SIGNS = re.compile(
    r"\d ?[\t|] ?\d{4}|(?:\d[^\d\u4e00-\u9fff，。；、]{0,6}){5}|[@#]|[0-9A-Za-z][-_.0-9A-Za-z]{5}"
    rf"|[{PROVINCES}](?:[ .·•/-]?|[ ]?[\n\t|][ ]{{0,2}})[A-HJ-NP-Za-zＡ-Ｚ]|[QqＱ][QqＱ ]|[wWvV][xX]|[VvＶ]信|加[VvＶ]"
    rf"|(?:[{NUMERALS}\d][^\u4e00-\u9fff]{{0,4}}){{11}}|[OolI\d]{{11}}|(?:\d[^\u4e00-\u9fff]{{0,4}}[{NUMERALS}]?[^\u4e00-\u9fff]{{0,4}}){{6}}"
)
_BEHIND_A_ROLE = re.compile(BEHIND)


def _may_hold(plain: str) -> bool:
    return bool(
        "\t" in plain
        or "|" in plain
        or "</" in plain
        or "{" in plain
        or _WORDS.search(plain)
        or _SIGNS.search(plain)
        or _BEHIND_A_ROLE.search(plain)
    )


class Personal(NamedTuple):
    """One piece of personal data. `certain` is False where the same pattern may be something harmless."""

    kind: str
    start: int
    stop: int
    masked: str
    certain: bool = True


def personal_data(text: str, declared: Collection[str] = ()) -> Iterator[Personal]:
    """The personal data in a text, except what is declared as an office's contact data.

    Takes   declared: the values of `contacts`, verbatim
    """
    plain = folded_signs(seen(text))
    if not _may_hold(plain.replace("\u200b", "") if "\u200b" in plain else plain):
        return
    places: list[int] = []
    if "\u200b" in plain:  # remove invisible characters, and remember their offsets
        places = list(accumulate(len(part) for part in plain.split("\u200b")))
        plain = plain.replace("\u200b", "")
    office = [_bare(value) for value in declared if value]
    taken = _Taken()
    for look in _LOOKS:
        for kind, start, stop, certain in look(plain):
            if not taken.take(start, stop) or not kind:
                continue
            if kind in _OWNED and of_a_public_body(kind, plain, start, stop):
                continue
            words = plain[start:stop]
            if not _declared(_bare(words), kind, office):
                first, last = start + bisect_right(places, start), stop - 1 + bisect_right(places, stop - 1) + 1
                yield Personal(kind, first, last, mask(kind, words), certain)


_OWNED = frozenset(("account", "mail"))  # what public bodies have too, so that others must say whose it is


class _Taken:
    """The offsets already claimed by a finding, as a set, so that lookups do not depend on their number."""

    def __init__(self) -> None:
        self._signs: set[int] = set()

    def take(self, start: int, stop: int) -> bool:
        """Claims a range; False where part of it is already claimed."""
        signs = range(start, stop)
        if not self._signs.isdisjoint(signs):
            return False
        self._signs.update(signs)
        return True


def _bare(value: str) -> str:
    return re.sub(r"[\s\-()]+", "", folded_signs(value)).removeprefix("+86").lower()


def _declared(words: str, kind: str, office: Collection[str]) -> bool:
    if kind == "address":
        return any(words in value or value in words for value in office if len(value) > 5)
    return words in office or words.removeprefix("86") in office


Places = Iterator[tuple[str, int, int, bool]]


def _numbers(text: str) -> Places:
    return ((each.kind, each.start, each.stop, each.certain) for each in numbers(as_digits(text)))


def is_identity_number(number: str) -> bool:
    """Whether a number is a valid identity number (GB 11643): a possible date of birth and a right check digit.

    >>> is_identity_number("11010519491231002X")
    True
    """
    return [each.kind for each in numbers(number)] == ["identity"] and check_digit(number)


def _papers(text: str) -> Places:
    for found in _around(_PAPER, _SIX_DIGITS, text, 4, 5):
        before = text[max(0, found.start() - 20) : found.start()]
        named, letter = bool(_PAPER_WORDS.search(before)), found[0][0].isalpha()
        bracket = "(" in found[0] or "/" in found[0]
        if named and (letter or "台" in before or (bracket and "澳门" in before)):
            yield "passport", *found.span(), True
        elif found[0][0] in "EG" and len(re.sub(r"\D", "", found[0])) > 7:
            yield "passport", *found.span(), False
        elif bracket and letter and _hong_kong(found[0]):
            yield "passport", *found.span(), True


def _hong_kong(words: str) -> bool:
    """Whether a Hong Kong number has the right check digit. Source: the Immigration Department; A counts as 10, a blank as 36."""
    bare = re.sub(r"[ ()]", "", words)
    signs = ("" if len(bare) == 9 else " ") + bare
    values = [36 if char == " " else int(char, 36) for char in signs]
    return sum(value * weight for value, weight in zip(values, range(9, 0, -1), strict=False)) % 11 == 0


def _around(
    what: re.Pattern[str], core: re.Pattern[str], text: str, before: int, after: int
) -> Iterator[re.Match[str]]:
    """Like `what.finditer(text)`, but searching only around matches of `core`, of which most texts have none.

    Takes   before, after: most characters of a match on either side of the core
    """
    last = 0
    for each in core.finditer(text):
        found = what.search(text, max(last, each.start() - before), each.end() + after)
        if found and found.start() <= each.start() and each.end() <= found.end():
            yield found
            last = found.end()


def _accounts(text: str) -> Places:
    small = text.lower()
    for found in _QQ.finditer(text) if any(map(small.__contains__, _QQ_WORDS)) else ():
        before = text[max(0, found.start() - 6) : found.start("own")]
        if not _PUBLIC_QQ.search(before):
            yield "account", *found.span("own"), "群" not in before
    for found in _BEHIND.finditer(text) if _BRACKETED.search(text) else ():
        yield "account", *found.span("own"), True
    for found in _WECHAT.finditer(text) if any(map(small.__contains__, _WECHAT_WORDS)) else ():
        around = text[max(0, found.start() - 6) : found.start("own")]
        own = found["own"].lower()
        apart = text[found.start("own") - 1] == " " and any(char.isdigit() for char in own)
        named = found["sign"] or found["gap"].strip() or apart
        if own.startswith("wxid_") or (named and not _PUBLIC.search(around)):
            yield "account", *found.span("own"), True


def _mails(text: str) -> Places:
    for found in _around(_MAIL, _MAIL_SIGN, text, 64, 36):
        yield "mail", *found.span(), False


def _in_tables(text: str) -> Places:
    """What headers of columns and names of fields make personal."""
    for told in told_cells(text, lambda told: bool(_of_cell(text, told))):
        found = _of_cell(text, told)
        yield from found
        if not found and (
            told.by.kind == "thing"
            or (told.by.kind == "person" and of_a_thing(told.by.label + ":") and not of_a_number(told.by.label))
        ):
            yield _taken(told)
    for told in told_fields(text):
        if told.by.kind == "thing":
            yield _taken(told)
        else:
            yield from _of_cell(text, told)


def _taken(told: Told) -> tuple[str, int, int, bool]:
    """A cell that is taken and not reported, so that its shape alone accuses nobody."""
    return "", told.cells[0].start, told.cells[0].stop, False


def _of_cell(text: str, told: Told) -> list[tuple[str, int, int, bool]]:
    if told.by.kind == "name":
        return _name_in(text, told)
    return list(behind_its_label(text, told, _OF_A_CELL))


def _name_in(text: str, told: Told) -> list[tuple[str, int, int, bool]]:
    """The name in a cell, unless the row says that its holder is in office."""
    cell = told.cells[0]
    if told.in_office:
        return [_taken(told)]
    if is_a_name(cell.words):
        return [("name", cell.start, cell.stop, False)]
    return [] if told.by.weak else list(behind_its_label(text, told, (names,)))


_OF_A_CELL: tuple[Callable[[str], Places], ...] = (
    _numbers,
    within_numbers,
    labelled,
    _accounts,
    _papers,
    plates,
    homes,
    addresses,
    _mails,
)
_LOOKS: tuple[Callable[[str], Places], ...] = (
    _in_tables,
    *_OF_A_CELL,
    in_cells,
    names,
    people,
)
DATA_KINDS = {
    "identity": "身份证号",
    "card": "银行卡号",
    "mobile": "手机号",
    "passport": "护照或通行证号",
    "plate": "车牌号",
    "address": "住址",
    "mail": "私人邮箱",
    "account": "QQ、微信等账号",
    "number": "个人证件号、病历号或户号",
    "landline": "住宅电话",
    "name": "姓名",
}


def mask(kind: str, words: str) -> str:
    """The masked form, which may be published.

    >>> mask("mobile", "13800138000"), mask("mail", "zhangsan@qq.com")
    ('138****8000', 'z*******@qq.com')
    """
    if kind == "mobile":
        digits = re.sub(r"\D", "", as_digits(words).translate(SPELLED))[-11:]
        return f"{digits[:3]}****{digits[-4:]}"
    if kind == "mail":
        name, _, host = words.partition("@")
        return name[0] + "*" * (len(name) - 1) + "@" + host
    if kind == "address":
        cut = re.search(r"(?:区|县|镇|乡|街道)", words)
        kept = words[: cut.end()] if cut else words[:2]
        return kept + "*" * 4
    if kind in ("account", "name", "number", "landline"):
        return words[:1] + "*" * max(1, len(words) - 1)
    first, last = {"identity": (3, 0), "card": (4, 4), "passport": (1, 0), "plate": (2, 0)}[kind]
    bare = re.sub(r"[^0-9A-Za-z\u4e00-\u9fff]", "", words.translate(SPELLED) if kind in ("identity", "card") else words)
    return bare[:first] + "*" * (len(bare) - first - last) + (bare[-last:] if last else "")


def masked_name(words: str) -> str | None:
    """A person's name in masked form; None where the words do not look like a name.

    >>> masked_name("张三丰"), masked_name("文秘科"), masked_name("Administrator")
    ('张**', None, None)
    """
    bare = re.sub(r"\s", "", words)
    return bare[0] + "*" * (len(bare) - 1) if NAME.fullmatch(words.strip()) and not NO_NAME.search(bare) else None


def redacted(text: str, declared: Collection[str] = ()) -> str:
    """The text with all personal data masked, at unchanged offsets, for printing."""
    chars = list(text)
    for found in personal_data(text, declared):
        shown = 3 if found.kind == "mobile" else 1
        for position in range(found.start + shown, found.stop):
            if chars[position] not in "\n\r":
                chars[position] = "*"
    return "".join(chars)
