"""Personal data in any text: what it is, where it stands, and how it looks when masked.

About text alone, so that records, attachments and every shipped file are searched in the same way.
Nothing here gives the data back in full but by its place.
"""

import re
from collections.abc import Callable, Collection, Iterator, Sequence
from datetime import date
from typing import NamedTuple

_WIDTH = {0xFF01 + i: 0x21 + i for i in range(94)}
_PROVINCES = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼"
_PRIVATE_MAIL = (
    "qq|vip.qq|foxmail|163|vip.163|126|yeah|188|139|189|wo|sina|vip.sina|sohu|tom|21cn|aliyun|gmail|outlook|hotmail|live|msn|yahoo|icloud|me"
).replace(".", r"\.")

_MOBILE = re.compile(r"(?<![\d.])(?:\+?86[- ]?)?(1[3-9]\d[- ]?\d{4}[- ]?\d{4})(?![\d]|\.\d)")
_IDENTITY = re.compile(r"(?<![0-9A-Za-z])[1-9]\d{16}[\dXx](?![0-9A-Za-z])")
_CARD = re.compile(r"(?<![0-9A-Za-z.])(?:\d{4}[ -]?){3}\d{4}(?:[ -]?\d{1,3})?(?![0-9A-Za-z]|\.\d)")
_PASSPORT = re.compile(r"(?<![0-9A-Za-z])(?:E[A-HJ-NP-Z]?\d{7,8}|[GPSD]\d{8}|[HMC]\d{8}(?:\d\d)?)(?![0-9A-Za-z])")
_PASSPORT_WORDS = re.compile(r"护照|通行证|台胞证|回乡证")
_PLATE = re.compile(
    rf"[{_PROVINCES}][A-HJ-NP-Z][·•・ ]?(?:[A-HJ-NP-Z0-9]{{4}}[A-HJ-NP-Z0-9挂学警港澳]"
    r"|[DF][A-HJ-NP-Z0-9]\d{4}|\d{5}[DF])(?![0-9A-Za-z])"
)
_NUMBER = r"(?:\d{1,4}|[一二三四五六七八九十百]{1,4})"
_ADDRESS = re.compile(
    rf"{_NUMBER}(?:栋|幢|座|号楼|#楼)(?:[A-Za-z\d]{{1,3}}(?:单元|座|梯))?[A-Za-z]?\d{{1,4}}(?:室|房|号|户)?"
    rf"|{_NUMBER}单元[A-Za-z]?\d{{1,4}}(?:室|房|号|户)?"
    rf"|(?:镇|乡|街道|办事处)[\u4e00-\u9fff]{{1,10}}?(?:村|社区|屯|寨|庄)(?:第?{_NUMBER}(?:组|队|村民小组))?{_NUMBER}号"
)
_BEFORE = re.compile(r"[\u4e00-\u9fff\d]{0,24}$")
_HOME_WORDS = re.compile(r"住址|住所|家庭|家住|居住|户籍|现住|户口")
_MAIL = re.compile(
    rf"[A-Za-z0-9._%+-]{{1,64}}@(?:{_PRIVATE_MAIL})\.(?:com\.cn|com|net|cn|me)(?![A-Za-z0-9-])", re.IGNORECASE
)
SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫"
    "段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤殷都温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟申欧耿关兰焦俞左柳甘祝包宁尚符舒阮纪梅童凌毕单季成霍苗裴涂谷曲盛"
)
_NAME = re.compile(rf"[{SURNAMES}]\s?[\u4e00-\u9fff]\s?[\u4e00-\u9fff]?")
_NO_NAME = re.compile("[科室处局办部委组院站所厅司员户会]$")
_WIDE = re.compile("[\uff10-\uff19\uff20-\uff3a\uff41-\uff5a]")
_DIGITS = re.compile(r"\d[\d -]{6,}")  # no number of a person is shorter: where there is none, nothing is looked for
_MAY = re.compile(rf"\d[\d -]{{6,}}|[@＠]|[{_PROVINCES}][A-HJ-NP-ZＡ-Ｚ]|栋|幢|座|号楼|#楼|单元|镇|乡|街道|办事处")
_PARTS = re.compile("栋|幢|座|号楼|#楼|单元|镇|乡|街道|办事处")
_OF_A_HOUSE = ("号", "栋", "幢", "座", "楼", "单元")  # every address has one of them
_OF_A_PLACE = frozenset(("镇", "乡", "街道", "办事处"))  # an address only with a number of a house behind them


class Personal(NamedTuple):
    """One piece of personal data. `certain` is False where the same form may be something else."""

    kind: str
    start: int
    stop: int
    masked: str
    certain: bool = True


def personal_data(text: str, declared: Collection[str] = ()) -> Iterator[Personal]:
    """Personal data in a text, by place, but for what is declared as office data.

    Takes   declared: values of `contacts`, as written
    """
    if not _MAY.search(text):
        return
    plain = text.translate(_WIDTH) if _WIDE.search(text) else text
    runs = [found.span() for found in _DIGITS.finditer(plain)]
    taken: list[tuple[int, int]] = []
    for kind, look in _LOOKS.items():
        for start, stop, certain in look(plain, runs):
            words = plain[start:stop]
            if any(start < to and since < stop for since, to in taken):
                continue
            taken.append((start, stop))
            if not _declared(_bare(words), kind, [_bare(value) for value in declared if value]):
                yield Personal(kind, start, stop, mask(kind, words), certain)


def _bare(value: str) -> str:
    return re.sub(r"[\s\-()]+", "", value.translate(_WIDTH)).removeprefix("+86").lower()


def _declared(words: str, kind: str, office: Collection[str]) -> bool:
    if kind == "address":
        return any(words in value or value in words for value in office if len(value) > 5)
    return words in office or words.removeprefix("86") in office


Places = Iterator[tuple[int, int, bool]]
Runs = Sequence[tuple[int, int]]  # where long runs of digits stand


def _long(pattern: re.Pattern[str], text: str, runs: Runs) -> Iterator[re.Match[str]]:
    """Matches of a number pattern around the long runs of digits."""
    last = 0
    for start, stop in runs:
        for found in pattern.finditer(text, max(last, start - 6), stop + 4):
            last = found.end()
            yield found


def _mobiles(text: str, runs: Runs) -> Places:
    return ((m.start(1), m.end(1), True) for m in _long(_MOBILE, text, runs))


def _identities(text: str, runs: Runs) -> Places:
    return ((*m.span(), True) for m in _long(_IDENTITY, text, runs) if is_identity_number(m[0]))


def is_identity_number(number: str) -> bool:
    """GB 11643: a day of birth that can be, and the check digit.

    >>> is_identity_number("11010519491231002X")
    True
    """
    try:
        date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        return False
    weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
    total = sum(int(digit) * weight for digit, weight in zip(number, weights, strict=False))
    return "10X98765432"[total % 11] == number[-1].upper()


def _cards(text: str, runs: Runs) -> Places:
    for found in _long(_CARD, text, runs):
        digits = re.sub(r"\D", "", found[0])
        if (digits.startswith("62") or (digits[0] in "45" and len(digits) == 16)) and luhn(digits):
            yield (*found.span(), True)


def luhn(digits: str) -> bool:
    """
    >>> luhn("4111111111111111")
    True
    """
    total = 0
    for place, digit in enumerate(reversed(digits)):
        value = int(digit) * (1 + place % 2)
        total += value - 9 if value > 9 else value
    return total % 10 == 0


def _passports(text: str, runs: Runs) -> Places:
    for found in _long(_PASSPORT, text, runs):
        told = bool(_PASSPORT_WORDS.search(text, max(0, found.start() - 16), found.start()))
        if told or found[0][0] in "EG":
            yield (*found.span(), told)


def _plates(text: str, runs: Runs) -> Places:
    return ((*m.span(), True) for m in _PLATE.finditer(text) if sum(c.isdigit() for c in m[0]) > 1)


def _addresses(text: str, runs: Runs) -> Places:
    last = 0
    if not any(sign in text for sign in _OF_A_HOUSE):
        return
    for part in _PARTS.finditer(text):
        if part[0] in _OF_A_PLACE and text.find("号", part.end(), part.end() + 40) < 0:
            continue
        found = _ADDRESS.search(text, max(last, part.start() - 4), part.end() + 40)
        if found is None:
            continue
        last = found.end()
        lead = _BEFORE.search(text, max(0, found.start() - 24), found.start())
        start = lead.start() if lead else found.start()
        home = _HOME_WORDS.search(text, max(0, start - 8), found.end())
        if home and start < home.end() < found.end():
            start = home.end()
        yield start, found.end(), bool(home)


def _mails(text: str, runs: Runs) -> Places:
    last = 0
    at = text.find("@")
    while at >= 0:  # around each @, for most of a text could begin a mailbox
        found = _MAIL.search(text, max(last, at - 64), at + 32)
        if found:
            last = found.end()
            yield *found.span(), False
        at = text.find("@", at + 1)


_LOOKS: dict[str, Callable[[str, Runs], Places]] = {
    "identity": _identities,
    "card": _cards,
    "mobile": _mobiles,
    "passport": _passports,
    "plate": _plates,
    "address": _addresses,
    "mail": _mails,
}
DATA_KINDS = {
    "identity": "身份证号",
    "card": "银行卡号",
    "mobile": "手机号",
    "passport": "护照或通行证号",
    "plate": "车牌号",
    "address": "住址",
    "mail": "私人邮箱",
}


def mask(kind: str, words: str) -> str:
    """The form in which it may be published.

    >>> mask("mobile", "13800138000"), mask("mail", "zhangsan@qq.com")
    ('138****8000', 'z*******@qq.com')
    """
    if kind == "mobile":
        digits = re.sub(r"\D", "", words)
        return f"{digits[:3]}****{digits[-4:]}"
    if kind == "mail":
        name, _, host = words.partition("@")
        return name[0] + "*" * (len(name) - 1) + "@" + host
    if kind == "address":
        cut = re.search(r"(?:区|县|镇|乡|街道)", words)
        kept = words[: cut.end()] if cut else words[:2]
        return kept + "*" * 4
    first, last = {"identity": (3, 0), "card": (4, 4), "passport": (1, 0), "plate": (2, 0)}[kind]
    bare = re.sub(r"[ -]", "", words)
    return bare[:first] + "*" * (len(bare) - first - last) + (bare[-last:] if last else "")


def masked_name(words: str) -> str | None:
    """A person's name as it may be shown; None where the words look like no name.

    >>> masked_name("张三丰"), masked_name("文秘科"), masked_name("Administrator")
    ('张**', None, None)
    """
    bare = re.sub(r"\s", "", words)
    return bare[0] + "*" * (len(bare) - 1) if _NAME.fullmatch(words.strip()) and not _NO_NAME.search(bare) else None


def redacted(text: str, declared: Collection[str] = ()) -> str:
    """The text with every piece of personal data blotted out, each character where it was: for printing."""
    chars = list(text)
    for found in personal_data(text, declared):
        shown = 3 if found.kind == "mobile" else 1
        for position in range(found.start + shown, found.stop):
            chars[position] = "*"
    return "".join(chars)
