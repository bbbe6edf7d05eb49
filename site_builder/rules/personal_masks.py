"""The masked form of personal data, which may be published, and what each kind is called."""

import re
from typing import Final

from site_builder.rules.personal_folding import AS_DIGITS, SPELLED, as_digits
from site_builder.rules.personal_names import NAME, NO_NAME

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


_TAG: Final = re.compile(r"<[^<>]{0,300}>")  # between the elements that a number goes on over
_AT: Final = re.compile(r" ?(?:@|\(at\)|\[at\]|#|艾特|AT )", re.IGNORECASE)  # as a mailbox may be written


def mask(kind: str, words: str) -> str:
    """The masked form, which may be published.

    >>> mask("mobile", "13800138000"), mask("mail", "zhangsan@qq.com")
    ('138****8000', 'z*******@qq.com')
    >>> mask("mail", "zhangsan(at)qq.com")
    'z*******(at)qq.com'
    """
    words = _TAG.sub("", words)
    if kind == "mobile":
        digits = _digits(as_digits(words))
        if len(digits) < 11:  # some are letters that a label says to be digits, and the label is not here
            digits = _digits(as_digits(words).translate(AS_DIGITS))
        return f"{digits[:3]}****{digits[-4:]}"
    if kind == "mail":
        sign = _AT.search(words, 1)
        at = sign.start() if sign else len(words)
        return words[0] + "*" * (at - 1) + words[at:]
    if kind == "address":
        cut = re.search(r"(?:区|县|镇|乡|街道)", words)
        kept = words[: cut.end()] if cut else words[:2]
        return kept + "*" * 4
    if kind in ("account", "name", "number", "landline"):
        return words[:1] + "*" * max(1, len(words) - 1)
    first, last = {"identity": (3, 0), "card": (4, 4), "passport": (1, 0), "plate": (2, 0)}[kind]
    if kind in ("identity", "card"):  # notes that a number goes on elsewhere are none of its digits
        words = re.sub(r"[\u4e00-\u9fff]", "", as_digits(words).translate(SPELLED))
    bare = re.sub(r"[^0-9A-Za-z\u4e00-\u9fff]", "", words)
    return bare[:first] + "*" * (len(bare) - first - last) + (bare[-last:] if last else "")


def _digits(words: str) -> str:
    """The last eleven digits, which are a mobile number without its prefix."""
    return re.sub(r"\D", "", words.translate(SPELLED))[-11:]


def masked_name(words: str) -> str | None:
    """A person's name in masked form; None where the words do not look like a name.

    >>> masked_name("张三丰"), masked_name("文秘科"), masked_name("Administrator")
    ('张**', None, None)
    """
    bare = re.sub(r"\s", "", words)
    return bare[0] + "*" * (len(bare) - 1) if NAME.fullmatch(words.strip()) and not NO_NAME.search(bare) else None
