"""Papers for travel, accounts at QQ and WeChat, and private mailboxes, by their own shape and the words around them."""

import re
from collections.abc import Iterator

from site_builder.rules.personal_reasons import of_a_thing

Places = Iterator[tuple[str, int, int, bool]]

_PRIVATE_MAIL = (
    "qq|vip.qq|foxmail|163|vip.163|126|yeah|188|139|189|wo|sina|vip.sina|sohu|tom|21cn|aliyun|263|gmail|outlook|hotmail|live|msn|yahoo|ymail|protonmail|proton|icloud|me"
).replace(".", r"\.")

_PAPER = re.compile(
    r"(?<![0-9A-Za-z])(?:E[ ]?[A-HJ-NP-Z]?\d{7,8}|[GPSD][ ]?\d{8}|[HMC][ ]?\d{8}(?:\d\d)?|[A-Z][ ]?[12]\d{8}"
    r"|[A-Z]{1,2}[ ]?\d{6} ?\(?[0-9A]\)?|[157]\d{6} ?\(\d\)|[157]/\d{6}/\d|\d{8})(?![0-9A-Za-z])"
)
# Every document number has these, with at most 4 characters before and 5 after. One digit first: that is searched for thrice as fast.
_SIX_DIGITS = re.compile("[0-9][0-9]{5,}")
_PAPER_WORDS = re.compile(
    r"护照|通行证|台胞证|回乡证|香港|港澳|澳门|台湾|入台|居住证|passport|身份证|HKID", re.IGNORECASE
)
_QQ = re.compile(
    r"(?:Q ?Q|扣扣|企鹅) ?(?:号码?|帐号|账号)?(?:[:：为是 \n]|[()])*(?P<own>[1-9](?:[ -]?\d){4,11})(?![\d@])",
    re.IGNORECASE,
)
_WECHAT = re.compile(
    r"(?:微信|薇信|威信|WeChat|(?<![A-Za-z])[wv]x)[ ]?(?P<sign>号码?|ID|帐号|账号)?(?P<gap>(?:[:：为是 (]){0,4})"
    r"(?P<own>wxid_[A-Za-z0-9]{5,30}|[A-Za-z][-_A-Za-z0-9]{5,19}|1[3-9]\d{9})(?![-_A-Za-z0-9@.])",
    re.IGNORECASE,
)
_WXID = re.compile(r"(?<![A-Za-z0-9_])wxid_[a-z0-9]{10,30}(?![-_A-Za-z0-9@])")
_BEHIND = re.compile(
    r"(?P<own>[A-Za-z][-_A-Za-z0-9]{5,19}|[1-9]\d{4,11})[ ]?\((?:本人|个人)?(?:微信|QQ|qq|扣扣|抖音|快手)(?:号|同号)?\)"
)
_BRACKETED = re.compile(r"\((?:[本个]人)?(?:微信|QQ|qq|扣扣|抖音|快手)(?:号|同号)?\)")
_QQ_WORDS = ("qq", "q q", "扣扣", "企鹅")  # every account begins with one of these
_WECHAT_WORDS = ("微信", "薇信", "威信", "wechat", "wx", "vx")
_PUBLIC = re.compile(r"公众|小程序|订阅|服务号|企业|视频号|官方|政务|平台|支付|群(?![主众])")
_A_GROUP = re.compile("群(?!主|众|管理|成员)")
_PUBLIC_QQ = re.compile(r"政务|单位|机关|窗口|官方|客服|服务|公众|公用|咨询")
_MAIL = re.compile(
    rf"[A-Za-z0-9._%+-]{{1,64}} ?(?:@|\(at\)|\[at\]|#|艾特|AT ) ?\n?(?:{_PRIVATE_MAIL}) ?(?:\.|点|DOT) ?(?:com\.cn|com|net|cn|me)(?![A-Za-z0-9-])",
    re.IGNORECASE,
)
_MAIL_SIGN = re.compile(r"[A-Za-z0-9._%+-] ?(?:@|\([aA][tT]\)|\[[aA][tT]\]|#|艾特|AT )")
_MOBILE_NAME = re.compile(r"(?<!\d)(?P<own>1[3-9]\d{9})(?!\d)")


def papers(text: str) -> Places:
    """Passports, permits and identity papers of Hong Kong, Macau and Taiwan in a folded text, as (kind, start, stop, certain)."""
    for found in _around(_PAPER, _SIX_DIGITS, text, 4, 5):
        before = text[max(0, found.start() - 20) : found.start()]
        named, letter = bool(_PAPER_WORDS.search(before)), found[0][0].isalpha()
        bracket = "(" in found[0] or "/" in found[0]
        if named and (letter or "台" in before or (bracket and "澳门" in before)):
            yield "passport", *found.span(), True
        elif found[0][0] in "EG" and len(re.sub(r"\D", "", found[0])) > 7 and not of_a_thing(before):
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


def accounts(text: str) -> Places:
    """Accounts at QQ and WeChat."""
    small = text.lower()
    for found in _QQ.finditer(text) if any(map(small.__contains__, _QQ_WORDS)) else ():
        before = text[max(0, found.start() - 6) : found.start("own")]
        if not _PUBLIC_QQ.search(before):
            yield "account", *found.span("own"), _A_GROUP.search(before) is None
    for found in _BEHIND.finditer(text) if _BRACKETED.search(text) else ():
        yield "account", *found.span("own"), True
    for found in _WXID.finditer(text) if "wxid_" in text else ():
        yield "account", *found.span(), True
    for found in _WECHAT.finditer(text) if any(map(small.__contains__, _WECHAT_WORDS)) else ():
        around = text[max(0, found.start() - 6) : found.start("own")]
        own = found["own"].lower()
        apart = text[found.start("own") - 1] == " " and any(char.isdigit() for char in own)
        named = found["sign"] or found["gap"].strip() or apart
        if own.startswith("wxid_") or (named and not _PUBLIC.search(around)):
            yield "account", *found.span("own"), True


def mails(text: str) -> Places:
    """Mailboxes at hosts where people have theirs; one whose name is a mobile number is that."""
    for found in _around(_MAIL, _MAIL_SIGN, text, 64, 36):
        if mobile := _MOBILE_NAME.search(found[0]):
            yield "mobile", found.start() + mobile.start("own"), found.start() + mobile.end("own"), True
        else:
            yield "mail", *found.span(), False
