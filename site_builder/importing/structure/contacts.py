"""Contact details, found by their labels: telephones, e-mail, addresses, postcodes."""

import re
from typing import Final

from site_builder.importing.lines.fold import EDGES
from site_builder.importing.lines.manuscript import Doubt, Line
from site_builder.records.model import Contacts

_PHONE_LABEL: Final = re.compile(
    r"(?:(?<!传真)(?:联系|监督|举报|咨询|受理|办公|值班|反映|投诉)\s*+|(?:(?<!传真)(?<!\s)|(?<=传真\s))\s++|(?<!传真))(?:电\s*+话|热线|方式)(?:号码)?(?:\s*+[(]?(?:及|和|与|/|、|兼)?传\s*+真[)]?)?\s*+(?:为|是)?\s*+[:]?\s*+(?:电话)?\s*+[:]?"
)
_FAX: Final = re.compile(r"(?<![及和与/、兼])传\s*+真(?:\s*+:\s*|\s*)[\d\-() 、/]+")
_LOCAL: Final = r"(?:\d{7,8}|\d{3}[ -]\d{4}|\d{4}[ -]\d{3,4})(?!\d)"  # 6205 118: a space groups its digits
_PHONE: Final = re.compile(
    rf"(?<![\d.@])(?:\(?0\d{{2,3}}\)?\s*+[-—–]?\s*+{_LOCAL}|1[3-9]\d{{9}}|\d{{7,8}}|\d{{4}} \d{{4}}(?!\s?\d)|12\d{{3}}|400[- ]?\d{{3}}[- ]?\d{{4}})"
    r"(?:(?:转|-)\d{1,6})?(?![\d@])"
)
_EMAIL: Final = re.compile(
    r"(?<![A-Za-z0-9_.+-])[A-Za-z0-9][A-Za-z0-9_.+-]{0,63}\s?@\s?[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,5}"
)
_POSTCODE: Final = re.compile(r"(?:邮\s*+编|邮政编码|邮码)\s*+(?:为|是)?\s*+[:]?\s*+(\d{6})(?!\d)|\((\d{6})\)")
_ADDRESS: Final = re.compile(
    r"(?:(?:(?:联系|邮寄|邮政|通[讯信]|来[信访]|受理|办公|信函|寄信|投递)\s*+|(?<!\s)\s++|)地\s*+址|邮政信箱|邮寄|来信(?:请?寄[至到往]?)?|信函(?:请?寄[至到往]?)?)\s*+(?:为|是)?\s*+(?:[:]\s*+|(?=[\u4e00-\u9fff]{2,6}[省市县区州旗盟镇]))"
    r"(?P<address>[^。;\n]+?)(?=\s{0,8}+[,(]?\s{0,8}+(?:信封|请注明|请在信封|来信请|工作日|邮\s*+编|邮政编码|邮码|(?<=[,(\s])收|联系(?:人|电话|方式)|(?:监督|举报|咨询|办公)?电\s*+话|电子(?:邮箱|信箱|邮件)|E-?mail|邮箱|传\s*+真|\d{1,2}\s*+[.、]\s*+(?:邮|电)|网\s*+址|\(?\d{6}\))|[。;\n]|$)",
    re.IGNORECASE,
)
# Several values under one label: 联系方式:0999-7000001,某市某路1号某局,100001.
_VALUES: Final = re.compile(r"\s*+(?:\d\s*+[.、]\s*+)?联系方式\s*+:")
_PART: Final = re.compile(r"[^,;。]+")
_PLACE: Final = re.compile(
    r"(?=[^:]{0,60}(?:路|街|道|巷|大厦|大楼|\d号|号院|室))(?![^:]{0,12}(?:电话|传真|邮))[\u4e00-\u9fff][^,;。:]{3,60}"
)
_REACH: Final = 200  # characters after a label that are searched for its numbers
_CALLED: Final = re.compile(
    r"(?:拨打|致电|来电|电询|打)[^\d,。;:]{0,12}:?\s*+(?=[(]?[01]\d)"
    rf"|[科室办处会组部委公]\s*+:?\s*+(?=\(0\d{{2,3}}\)\s?[-—–]?\s?{_LOCAL}|0\d{{2,3}}\s?[-—–]\s?{_LOCAL})"
)
_SPEAKS: Final = re.compile(
    r"拨打|致电|来电|电询|0\d{2,3}[-)]|电\s*+话|联系方式|热线|邮箱|信箱|邮件|邮\s*+编|邮政编码|地\s*+址|@"
)


def contacts_of(lines: tuple[Line, ...]) -> tuple[Contacts, list[Doubt]]:
    """The contacts in the closing lines, without fax numbers; a doubt for each landline without an area code."""
    phones: list[str] = []
    emails: list[str] = []
    addresses: list[str] = []
    postcodes: list[str] = []
    doubts: list[Doubt] = []
    for line in lines:
        if not _SPEAKS.search(line.folded):
            continue
        bare = _FAX.sub(lambda m: " " * len(m.group()), line.folded)
        for phone in _phones(bare):
            phones.append(phone)
            if re.fullmatch(r"\d{7,8}", phone):
                doubts.append(Doubt(line.number, phone, "电话没有区号"))
        emails += [re.sub(r"\s", "", found.group()) for found in _EMAIL.finditer(bare)]
        postcodes += [found[1] or found[2] for found in _POSTCODE.finditer(bare)]
        addresses += [line.text[m.start("address") : m.end("address")].strip() for m in _ADDRESS.finditer(bare)]
        if values := _VALUES.match(bare):
            parts = [(part.start(), part.end()) for part in _PART.finditer(bare, values.end())]
            postcodes += [bare[a:b].strip() for a, b in parts if re.fullmatch(r"\s*+\d{6}\s*+", bare[a:b])]
            addresses += [line.text[a:b].strip() for a, b in parts if _PLACE.fullmatch(bare[a:b].strip())]
    record = Contacts(
        phones=tuple(dict.fromkeys(phones)),
        emails=tuple(dict.fromkeys(emails)),
        addresses=tuple(dict.fromkeys(_clean(each) for each in addresses if "@" not in each)),
        postcodes=tuple(dict.fromkeys(postcodes)),
    )
    return record, list(dict.fromkeys(doubts))


def _clean(address: str) -> str:
    return re.sub(r"\(?收\)?$", "", address.strip(EDGES)).strip(EDGES)


def _phones(bare: str) -> list[str]:
    """The telephone numbers between a telephone label and the next label."""
    found: list[str] = []
    for label in (*_PHONE_LABEL.finditer(bare), *_CALLED.finditer(bare)):
        stop = re.search(r"[。]|邮|地\s*+址|信箱|@", bare[label.end() : label.end() + _REACH])
        reach = bare[label.end() : label.end() + (stop.start() if stop else _REACH)]
        found += [_number(each.group()) for each in _PHONE.finditer(reach)]
    return found


def _number(words: str) -> str:
    """A telephone number in normal form: (0999) 7000001 and 0999—7000001 become 0999-7000001."""
    bare = re.sub(r"^\((0\d{2,3})\)\s*+[-—–]*\s*+", r"\1-", words)
    return re.sub(r"[\s()]", "", re.sub(r"[—–]", "-", bare))
