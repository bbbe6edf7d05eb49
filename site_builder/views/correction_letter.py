"""A letter by which somebody asks that words about them be corrected or deleted, filled in as far as the page knows.

Source  政府信息公开条例 第四十一条 (correction of what an authority published); 个人信息保护法 第四十六条 (correction), 第四十七条 (deletion)
"""

from site_builder.views.routes import letter_url
from site_builder.views.view_models import ContactView, LetterView

_LAW = (
    "依据：《个人信息保护法》第四十六条（更正、补充）、第四十七条（删除）；"
    "行政机关公开的，《政府信息公开条例》第四十一条（更正）。"
)


def correction_letter(contact: ContactView, of: str, url: str, sha256: str) -> LetterView:
    """The letter of a page.

    Takes   contact: whom to write to
            of: what the page is of: 《title》, and the item
            url: absolute
            sha256: of the text as it stands, so that both sides mean the same words
    """
    lines = (
        f"{contact.name or ''}：",
        f"贵单位公开的{of}中，下列文字与本人有关，请予更正、补充或删除：",
        "原文（照抄）：",
        "应为，或应删去的理由和证据：",
        _LAW,
        f"网址：{url}",
        f"现有文字的 SHA-256：{sha256}",
        "姓名、联系方式、日期：",
    )
    mail = contact.contacts.emails[0] if contact.contacts.emails else None
    begun = letter_url(mail, "要求更正或删除", f"{url}\nSHA-256 {sha256}\n\n") if mail else None
    return LetterView(text="\n".join(lines), mailto=begun)
