# ruff: noqa: E501  wordings
"""The end of a document: how long it is public, whom to write to, who signed, and what a site puts below it."""

from random import Random
from typing import Final

from tests.house_styles.choices import Choices
from tests.house_styles.fronts import Scene
from tests.house_styles.words import UNKNOWN_ENDS

OPTIONS: Final = {
    "invitation": ("none", "plain", "long"),
    "window": ("none", "range", "objection", "label range", "working days", "bare end"),
    "contacts": ("none", "one line", "lines", "run on", "mail", "way", "fax", "numbered", "values", "parted", "noted"),
    "signature": ("organ and date", "none", "one line", "two lines", "two organs", "chinese date", "only date", "only organ", "sealed", "spaced"),
    "after": ("none", "attachments", "long link", "footer", "attachments with text", "unknown lines", "unknown long line", "note", "another date"),
}  # fmt: skip
_DIGITS: Final = "〇一二三四五六七八九"
_LONG: Final = (
    "相关链接：关于印发《云州市重大行政决策程序规定》的通知及其解读材料、新闻发布会实录、图解与在线访谈视频汇总（点击查看全部内容，文字版与视频版同步更新）",
    "本网站所刊载的信息，包括文字、图片、音视频等，未经协议授权不得以任何方式转载、链接、转贴或者以其他方式复制发表，违者将依法追究责任，特此声明。",
)  # fmt: skip


def end_lines(choices: Choices, scene: Scene) -> list[str]:
    """Lines of the end; what they say goes into the scene's head."""
    random = choices.words("end")
    return [
        *invitation(choices),
        *window(choices, scene, random),
        *contacts(choices, scene),
        *signature(choices, scene),
        *after(choices, scene),
    ]


def invitation(choices: Choices) -> list[str]:
    return {
        "none": [],
        "plain": ["欢迎广大干部群众对整改落实情况进行监督。如有意见建议，请及时反映。"],
        "long": ["欢迎社会各界和广大干部群众对我们的工作进行监督，如对公布的整改情况有意见建议，可以通过信函、电话、电子邮件等方式向我们反映，我们将认真研究办理并及时答复。"],
    }[choices["invitation"]]  # fmt: skip


def window(choices: Choices, scene: Scene, random: Random) -> list[str]:
    how, y = choices["window"], scene.year + 1
    m = random.randint(1, 8)
    if how == "none":
        scene.head["window"] = None
        return []
    kind = "objection" if how == "objection" else "publication"
    scene.head["window"] = (kind, f"{y}-{m:02d}-05", f"{y}-{m + 1:02d}-04")
    if how == "bare end":
        scene.head["window"] = (kind, f"{y}-{m:02d}-05", f"{y}-{m:02d}-19")
    if how == "working days":
        scene.head["window"] = ("publication", "2026-09-07", "2026-09-11")
    return {
        "range": [f"公开期限：{y}年{m}月5日至{m + 1}月4日。"],
        "objection": [f"公示时间：{y}年{m}月5日至{y}年{m + 1}月4日，公示期间如有异议，请以书面形式反映。"],
        "label range": [f"公示期为{y}-{m:02d}-05至{y}-{m + 1:02d}-04。"],
        "working days": ["公示期为5个工作日，自2026年9月7日起。"],
        "bare end": [f"公示期：{y}年{m}月5日—19日。"],
    }[how]


def contacts(choices: Choices, scene: Scene) -> list[str]:
    how, random = choices["contacts"], choices.words("contacts")
    phone = f"0999-7{random.randint(100000, 999999)}"
    mail = f"jj{random.randint(10, 99)}@yunzhou.invalid"
    address = f"{scene.place}湖滨路{random.randint(1, 99)}号{scene.office}机关纪委"
    code = f"1000{random.randint(10, 99)}"
    head = scene.head
    head |= {"phones": [], "emails": [], "addresses": [], "postcodes": []}
    if how == "none":
        return []
    head["phones"] = [phone]
    if how != "mail":
        head |= {"addresses": [address], "postcodes": [code]}
    if how not in ("fax", "way"):
        head["emails"] = [mail]
    parted = f"{phone[:8]} {phone[8:]}"
    if how == "noted":
        head["emails"] = []
        return [
            f"联系电话：{phone}（工作日）",
            f"邮政信箱：{address}（信封上请注明“整改意见”字样）",
            f"邮政编码：{code}",
        ]
    if how == "parted":
        return (
            [f"联系电话：（0999）{phone[5:8]} {phone[8:]}；通信地址：{address}；邮编：{code}；电子邮箱：{mail}。"]
            if code > "100050"
            else [f"联系电话：{parted}；通信地址：{address}；邮编：{code}；电子邮箱：{mail}。"]
        )
    if how == "numbered":
        return [
            "联系方式：",
            f"1.电话及传真：{phone}",
            f"2.通信地址：{address}",
            f"3.邮编：{code}",
            f"4.电子邮箱：{mail}",
        ]
    if how == "values":
        return [f"联系方式：{phone}（传真：0999-7000009），{address}，{code}，{mail}。"]
    if how == "mail":
        return [f"联系电话：{phone}，电子邮箱：{mail}。"]
    return {
        "one line": [f"联系电话：{phone}；邮政信箱：{address}，邮政编码{code}；电子邮箱：{mail}。"],
        "lines": [f"联系电话：{phone}", f"通讯地址：{address}", f"邮政编码：{code}", f"电子邮箱：{mail}"],
        "run on": [f"联系电话：{phone} 联系地址：{address} 邮编：{code} 电子邮箱：{mail}"],
        "way": [f"联系方式：电话{phone}；邮寄地址：{address}（邮编：{code}）。"],
        "fax": [f"电　话：{phone}  传　真：0999-7000009", f"地　址：{address}", f"邮　编：{code}"],
    }[how]


def signature(choices: Choices, scene: Scene) -> list[str]:
    random = choices.words("signature")
    y, m, d = scene.year + 1, random.randint(1, 12), random.randint(1, 28)
    organ, date, head = scene.organ, f"{y}年{m}月{d}日", scene.head
    how = choices["signature"]
    head |= {"signed": [organ], "signed_on": f"{y}-{m:02d}-{d:02d}"}
    written = "".join(_DIGITS[int(char)] for char in str(y))
    cut = len(scene.place) + (2 if organ.startswith("中共") else 0)
    if how == "none":
        head |= {"signed": [], "signed_on": None}
    if how == "only date":
        head["signed"] = []
    if how == "only organ":
        head["signed_on"] = None
    if how == "two organs":
        head["signed"] = [organ, "中共云州市会展中心委员会"]
    return {
        "organ and date": [organ, date], "none": [], "one line": [f"{organ}　　{date}"], "two lines": [organ[:cut], organ[cut:], date],
        "two organs": [f"{organ}　　中共云州市会展中心委员会", date], "chinese date": [organ, f"{written}年{_chinese(m)}月{_chinese(d)}日"],
        "only date": [date], "only organ": [organ], "sealed": [f"{organ}（盖章）", date], "spaced": [organ, f"{y} 年 {m} 月 {d} 日"],
    }[how]  # fmt: skip


def _chinese(number: int) -> str:
    tens, ones = divmod(number, 10)
    return ("" if not tens else "十" if tens == 1 else _DIGITS[tens] + "十") + (_DIGITS[ones] if ones else "")


def after(choices: Choices, scene: Scene) -> list[str]:
    random = choices.words("after")
    unknown = random.sample(UNKNOWN_ENDS, 3)
    return {
        "none": [],
        "attachments": ["附件：1.整改任务清单", "2.整改台账"],
        "long link": ["原文链接：https://www.yunzhou.invalid/zwgk/zgtb/202405/t20240509_118273645_content_detail_of_the_notice.html?from=list&page=3"],
        "footer": ["版权所有：云州市人民政府 主办：云州市人民政府办公室", "地址：云州市一号路1号 邮编：999999 电话：0999-6000000", "云ICP备00000001号"],
        "attachments with text": ["附件", "整改工作情况说明", "本次整改坚持问题导向和目标导向相统一，围绕反馈意见制定任务书和时间表，实行清单管理、逐项核对，确保整改不留死角、不打折扣、不走过场。"],
        "unknown lines": unknown,
        "unknown long line": [random.choice(_LONG)],
        "note": ["（此件公开发布）"],
        "another date": [f"发布人：管理员 更新时间：{scene.year + 1}-12-30 09:12"],
    }[choices["after"]]  # fmt: skip
