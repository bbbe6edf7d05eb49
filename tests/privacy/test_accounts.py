"""Papers for travel, accounts and mailboxes: each by its own shape, and by the words right before or behind it. Nobody's data."""

import pytest

from site_builder.rules.personal_accounts import accounts, mails, papers
from tests.privacy.neighbours import told


@pytest.mark.parametrize(
    ("text", "found"),
    [
        # a letter and digits behind a word for a paper; digits alone only where it is one of Taiwan or Macau
        ("护照H12345678", "passport 2-11 H********"),
        ("HKID A1234563", "passport 5-13 A*******"),
        ("台胞证12345678", "passport 3-11 1*******"),
        ("通行证12345678", ""),
        ("澳门1/234567/8", "passport 2-12 1*******"),
        ("澳门1234567(8)", "passport 2-12 1*******"),
        ("澳门5123456 (1)", "passport 2-13 5*******"),
        ("香港1/234567/8", ""),
        ("香港1234567(8)", ""),
        ("澳门12345678", ""),
        ("1234567(8)", ""),
        # what a passport of today looks like, without a word
        ("E12345678", "passport 0-9 E******** ?"),
        ("G12345678", "passport 0-9 G******** ?"),
        ("E 12345678", "passport 0-10 E******** ?"),
        ("E1234567", ""),
        ("X123456789", ""),
        ("H12345678", ""),
        ("合同号G12345678", ""),
        ("合同号见附件。G12345678", "passport 7-16 G******** ?"),
        # an identity paper of Hong Kong is told by its check digit
        ("A123456(3)", "passport 0-10 A*******"),
        ("A123456(4)", ""),
        ("A 123456 (3)", "passport 0-12 A*******"),
        ("A1234563", ""),
        ("G123456(A)", "passport 0-10 G*******"),
        ("AB123456(9)", "passport 0-11 A********"),
        ("AB123456(8)", ""),
        ("AB123457(4)", ""),
        ("7123456(1)", ""),
        # one after the other
        ("护照E12345678、E87654321", "passport 2-11 E********; passport 12-21 E********"),
        ("E12345678、G12345678", "passport 0-9 E******** ?; passport 10-19 G******** ?"),
        ("A123456(4)、A123456(3)", "passport 11-21 A*******"),
        ("编号2024001、护照H12345678", "passport 12-21 H********"),
    ],
)
def test_a_paper(text: str, found: str) -> None:
    assert told(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("QQ12345678", "account 2-10 1*******"),
        ("q q 12345678", "account 4-12 1*******"),
        ("扣扣12345678", "account 2-10 1*******"),
        ("企鹅号12345678", "account 3-11 1*******"),
        ("客服QQ12345678", ""),
        ("客服QQ12345678，本人QQ12345679", "account 17-25 1*******"),
        ("群QQ12345678", "account 3-11 1******* ?"),
        ("群主QQ12345678", "account 4-12 1*******"),
        ("abcdef1(微信)", "account 0-7 a******"),
        ("abcdef1(本人抖音号)、ghijkl2 (快手)", "account 0-7 a******; account 15-22 g******"),
        ("12345(QQ)", "account 0-5 1****"),
        ("abcde(微信)", ""),
        ("abcdef1(微博)", ""),
        ("wxid_abcdefghij", "account 0-15 w**************"),
        ("wxid_abcdefghi", ""),
        ("见wxid_abcdefghij和wxid_abcdefghik", "account 1-16 w**************; account 17-32 w**************"),
        ("微信号abcdef", "account 3-9 a*****"),
        ("微信：abcdef", "account 3-9 a*****"),
        ("微信(abcdef", "account 3-9 a*****"),
        ("微信 abcdef", ""),
        ("VX：abcdef", "account 3-9 a*****"),
        ("Wechat ID abcdef", "account 10-16 a*****"),
        ("薇信：abcdef，威信：abcdeg", "account 3-9 a*****; account 13-19 a*****"),
        ("官方微信号abcdef", ""),
        ("官方微信号abcdef，微信号abcdeg", "account 15-21 a*****"),
    ],
)  # fmt: skip
def test_an_account(text: str, found: str) -> None:
    assert told(text) == found


@pytest.mark.parametrize(
    ("text", "found"),  # letters right behind 微信 may be a word; with a digit, and a blank before them, they are none
    [
        ("微信 abcdef1", [("account", 3, 10, True)]),
        ("微信 abcdef", []),
        ("微信abcdef1", []),
        ("微信1abcdef", []),
        ("微信号 abcdef", [("account", 4, 10, True)]),
        ("微信号13700000002", [("account", 3, 14, True)]),
        ("微信 13700000002", [("account", 3, 14, True)]),
        ("微信13700000002", []),
        ("微信公众号：微信号abcdef", []),
        ("公众号微信号abcdef", []),
        ("公众甲甲甲甲微信号abcdef", []),
        ("公众甲甲甲甲甲微信号abcdef", [("account", 10, 16, True)]),
        ("窗口甲甲甲甲QQ12345678", []),
        ("窗口甲甲甲甲甲QQ12345678", [("account", 9, 17, True)]),
        ("公众号微信wxid_abcde", [("account", 5, 15, True)]),  # an account given by machine is always somebody's
        ("公众号微信WXID_abcde", [("account", 5, 15, True)]),
    ],
)
def test_an_account_and_its_word(text: str, found: list[tuple[str, int, int, bool]]) -> None:
    assert list(accounts(text)) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("zhang@qq.com", "mail 0-12 z****@qq.com ?"),
        ("甲zhang@qq.com、li@163.com", "mail 1-13 z****@qq.com ?; mail 14-24 l*@163.com ?"),
        ("a@gov.cn、li@163.com", "mail 9-19 l*@163.com ?"),
        ("li@vip.sina.com、a@gov.cn", "mail 0-15 l*@vip.sina.com ?"),
        ("甲：a13700000002@qq.com", "mobile 3-14 137****0002"),
        ("甲：ab13700000002c@qq.com", "mobile 4-15 137****0002"),
        ("甲：137000000023@qq.com", "mail 2-21 1***********@qq.com ?"),
        ("zhang@qq.co", ""),
        ("zhang@example.com", ""),
    ],
)
def test_a_mailbox(text: str, found: str) -> None:
    assert told(text) == found


def test_how_long_the_name_of_a_mailbox_may_be() -> None:
    assert [list(mails("a" * count + "@protonmail.com")) for count in (1, 64)] == [
        [("mail", 0, 16, False)], [("mail", 0, 79, False)]
    ]  # fmt: skip
    assert list(mails("。" * 70 + "a@qq.com")) == [("mail", 70, 78, False)]


def test_signs_that_stand_for_at_and_point() -> None:
    texts = ("a(at)qq.com", "a[AT]qq.com", "a#qq.com", "a艾特qq点com", "aAT qqDOTcom", "a @ \nqq . com")
    assert [list(mails(text)) for text in texts] == [[("mail", 0, len(text), False)] for text in texts]


@pytest.mark.parametrize(
    ("text", "certain"),
    [
        ("护照E12345678", [True]),
        ("E12345678", [False]),
        ("A123456(3)", [True]),
        ("5/123456/5", []),
        ("台胞证12345678", [True]),
    ],
)
def test_how_certain_a_paper_is(text: str, certain: list[bool]) -> None:
    assert [sure for _, _, _, sure in papers(text)] == certain
