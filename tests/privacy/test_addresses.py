"""Addresses one behind the other, and whose each is: somebody's home, an office, or where a company is registered. Nobody's data."""

import pytest

from site_builder.rules.personal_addresses import addresses


def found(text: str) -> list[str]:
    """The words of each address in a folded text, with a ? where it is not certain."""
    return [
        f"{text[start:stop]}{'' if certain else ' ?'}"
        for kind, start, stop, certain in addresses(text)
        if kind == "address"
    ]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("3栋501室、4栋502室", ["3栋501室 ?", "4栋502室 ?"]),
        ("3栋2单元501室,4栋1单元502室,5栋503室", ["3栋2单元501室 ?", "4栋1单元502室 ?", "5栋503室 ?"]),
        ("家住幸福路12号、幸福路14号", ["幸福路12号", "幸福路14号"]),
        ("户籍柳树村3组、柳树村4组", ["柳树村3组", "柳树村4组"]),
        ("幸福小区3-2-501、幸福小区3-2-502", ["幸福小区3-2-501 ?", "幸福小区3-2-502 ?"]),
        # what is no home is passed over, and the next one is looked at
        ("在柳树村3组修路,历时一年又三个月,今已完工。李某家住柳树村4组", ["柳树村4组"]),
        ("在幸福路12号修路,历时一年又三个月,今已完工。李某家住幸福路14号", ["幸福路14号"]),
        ("共12户。家住柳树村4组", ["柳树村4组"]),
        ("办公楼3栋501室。家住4栋502室", ["4栋502室"]),
        ("某局地址:3栋501室。业主(4栋502室)", ["4栋502室"]),
        ("幸福镇甲乙丙丁戊己庚辛壬癸村第1234组15号", ["幸福镇甲乙丙丁戊己庚辛壬癸村第1234组15号 ?"]),
        # in English
        ("Room 301, Block 5", ["Room 301, Block 5 ?"]),
        ("Home: Room 301, Block 5 and Rm 302, Block 6", ["Room 301, Block 5", "Rm 302, Block 6 ?"]),
        ("Room 301, Block 5, house", ["Room 301, Block 5 ?"]),
        ("lived in Apt 301, Building 5", ["Apt 301, Building 5"]),
        ("Room 301,Block 5", []),
    ],
)  # fmt: skip
def test_one_behind_the_other(text: str, words: list[str]) -> None:
    assert found(text) == words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        # a word for a home before it, which is no part of it
        ("家住3栋501室", ["3栋501室"]),
        ("其住址幸福小区3栋501室", ["幸福小区3栋501室"]),
        ("家住幸福路12号", ["幸福路12号"]),
        ("家住柳树村3组", ["柳树村3组"]),
        ("3栋501室,另住别处", ["3栋501室 ?"]),
        ("幸福路12号,另住别处", []),
        ("柳树村3组,另住别处", []),
        # somebody beside it
        ("老人3栋501室", ["老人3栋501室"]),
        ("客户:幸福路12号", ["幸福路12号"]),
        ("某,男,幸福路12号", ["幸福路12号"]),
        ("张某(幸福路12号)", ["幸福路12号"]),
        ("张某家里,65岁,幸福路12号", ["幸福路12号"]),
        ("走访地址:幸福路12号", ["幸福路12号"]),
        ("3栋501室王女士", ["3栋501室"]),
        ("幸福路12号王女士", ["幸福路12号"]),
        ("幸福路12号(收件人李明)", ["幸福路12号"]),
        ("幸福路12号的大楼", []),
        # a group of a village is no door
        ("业主(柳树村3组)", []),
        ("柳树村3组王女士", []),
        ("业主(柳树村3组15号)", ["柳树村3组15号"]),
        # of an office, unless somebody lives there
        ("局:3栋501室", []),
        ("局,3栋501室", []),
        ("卫生院\n地址:3栋501室", []),
        ("窗口3栋501室", []),
        ("3栋501室(卫健局)", []),
        ("3栋501会议室", []),
        ("3栋501室。政务中心在别处", ["3栋501室 ?"]),
        ("窗口3栋501室王女士", ["窗口3栋501室"]),
        ("家住检察院3栋501室", ["检察院3栋501室"]),
    ],
)
def test_whose_an_address_is(text: str, words: list[str]) -> None:
    assert found(text) == words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("住所3栋501室", ["3栋501室"]),
        ("张某住所:3栋501室", ["3栋501室"]),
        ("甲厂住所:3栋501室", []),
        ("厂住所:3栋501室", []),
        ("甲公司登记的住所:3栋501室", []),
        ("甲公司 住所:3栋501室", []),
        ("甲合作社(个人独资)注册住所3栋501室", []),
        ("甲厂住址:3栋501室", ["3栋501室"]),
        ("甲厂居住地:3栋501室", ["3栋501室"]),
        ("甲厂住所:3栋501室业主", ["3栋501室"]),
        ("甲厂住所:3栋501室的老人", ["3栋501室"]),
        ("甲厂住所:3栋501室。家住4栋502室", ["4栋502室"]),
        ("甲厂老板的家庭住所:3栋501室", ["3栋501室"]),
    ],
)
def test_where_a_company_is_registered(text: str, words: list[str]) -> None:
    assert found(text) == words
