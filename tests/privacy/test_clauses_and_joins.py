"""What a comma, a joining word, a letter or a label beside a value does not hide, and whom it does not accuse. Nobody's data."""

import ast
import json
import re
from pathlib import Path

import pytest

from site_builder.rules import personal
from site_builder.rules.personal_folding import folded_signs
from site_builder.rules.personal_markup import seen
from tests.cases import either
from tests.privacy.neighbours import told

HERE = Path(__file__).parent
RULES = Path(personal.__file__).parent


@pytest.mark.parametrize(
    ("text", "found"),
    [
        # a comma ends a clause, whatever its width
        ("采购合同已签，13700000002可找到他", "mobile 7-18 137****0002"),
        ("采购合同已签,13700000002可找到他", "mobile 7-18 137****0002"),
        ("编号见附件，13700000002", "mobile 6-17 137****0002"),
        ("编号见附件；13700000002", "mobile 6-17 137****0002"),
        ("编号见附件13700000002", ""),
        # but not between figures, nor behind the name of a number
        ("编号：13700000002，13700000003", ""),
        ("编号：13700000002、13700000003", ""),
        # behind a short figure it ends one, which is neither of thousands nor one of several numbers alike
        ("金额300，13700000002", "mobile 6-17 137****0002"),
        ("金额300元，13700000002", "mobile 7-18 137****0002"),
        ("编号：A-300，13700000002", "mobile 9-20 137****0002"),
        ("合同金额1,300，13700000002", ""),
        ("票号2-300，13700000002", ""),
        ("设备编号,13700000002", ""),
        ("SN,13700000002", ""),
        ("中标金额13,700,000,002元", ""),
        ("中标金额5,213,700,000,002", ""),
        ("车牌号，使123456", ""),
        ("车牌号使123456", "plate 0-10 车牌********"),
        # two addresses: each is found, and judged by its own words
        ("3栋2单元501室和5栋2单元601室", "address 0-9 3栋**** ?; address 10-19 5栋**** ?"),
        ("家住3栋2单元501室和5栋2单元601室", "address 2-11 3栋****; address 12-21 5栋****"),
        ("家住3栋501室，或4栋502室", "address 2-8 3栋****; address 10-16 4栋****"),
        ("某局地址：3栋501室和4栋502室", ""),
        ("家住幸福路12号，办公在建设路3号楼501室", "address 2-8 幸福****"),
        ("家住幸福路12号，办公在建设路14号", "address 2-8 幸福****"),
        ("办公在建设路3号楼501室，家住幸福路12号", "address 16-22 幸福****"),
        ("住柳树村3组、幸福路12号", "address 1-6 柳树****; address 7-13 幸福****"),
        ("家住柳树村3组幸福路12号", "address 2-13 柳树****"),
        ("家住幸福路12号3栋501室", "address 2-14 幸福****"),
        ("在幸福路12号修路，李某家住幸福路14号", "address 14-20 幸福****"),
        ("在柳树村3组修路，李某家住柳树村4组", "address 13-18 柳树****"),
        ("张某，男，65岁，幸福路12号", "address 9-15 幸福****"),
        ("张某（女，汉族，现年65岁，幸福路12号）", "address 14-20 幸福****"),
        ("大楼，65岁，幸福路12号", ""),
        ("owner: 张某\naddress: 幸福路12号", "address 19-25 幸福****"),
        ("shop: 甲店\naddress: 幸福路12号", ""),
        # a letter beside a number that a label announces
        ("身份证110105194912310021abc", "identity 3-21 110***************"),
        ("身份证a110105194912310021", "identity 4-22 110***************"),
        ("a110105194912310021", ""),
        ("110105194912310021abc", ""),
        # a label that ends in X is no word for a number: it needs a sign
        ("VX：wangming", "account 3-11 w*******"),
        ("VX/wangming", ""),
        ("加VX certificate", ""),
        # the words that make a key that of a thing
        ('{"grid_code": "13700000002"}', ""),
        ('{"grid_cade": "13700000002"}', "mobile 15-26 137****0002"),
        # a person behind the name of a number, not before it
        ("编号某某13700000002", "mobile 4-15 137****0002"),
        ("某某编号13700000002", ""),
        # a blank line parts the fields of two
        ("a: 本人\n\nb: abcd@qq.com，公用邮箱", ""),
        ("a: 本人\nb: abcd@qq.com，公用邮箱", "mail 9-20 a***@qq.com ?"),
        ("a: 公用\n\nb: abcd@qq.com", "mail 10-21 a***@qq.com ?"),
        ("a: 公用\nb: abcd@qq.com", ""),
        # what ends like a name and goes on as a place
        ("农户王建民反映", "name 2-5 王** ?"),
        ("农户王建民村里", ""),
        # plates: the province in full, a farm's machine; one digit is enough before a word at the end
        ("牌照云南A12345", "plate 2-10 云南******"),
        ("牌照云01A1234", "plate 2-10 云0******"),
        ("粤Z·ABC1港", "plate 0-8 粤Z*****"),
        ("粤Z·ABCD港", ""),
        ("云AABC1挂", "plate 0-7 云A*****"),
        ("云AABCD1", ""),
        # a label with its characters apart
        ("电 话：13,700,000,002", "mobile 4-18 137****0002"),
        ("编 号：13,700,000,002", ""),
        # numbers in numerals behind several in digits
        (
            "13700000002，13700000003，13700000004，壹叁柒零零零零零零零五",
            "mobile 0-11 137****0002; mobile 12-23 137****0003; mobile 24-35 137****0004; mobile 36-47 137****0005",
        ),
        # a table behind the sentences that end another
        (
            "学号\t备注\n20230001\t甲\n这是一段话，没有表格。\n又一段话，没有表格。\n第三段话。\n第四段话。\n学号\t姓名\n12345678\t王志强",
            "number 6-14 2******* ?; number 58-66 1*******; name 67-70 王** ?",
        ),
        ("银行卡号a6222000000000009", "card 5-21 6222********0009"),
        ("卡号6222000000000009abc", "card 2-18 6222********0009"),
        # plates one behind the other
        ("云A12345云B23456", "plate 0-7 云A*****; plate 7-14 云B*****"),
        ("车牌1云A12345", "plate 3-10 云A*****"),
        ("1云A12345", ""),
        # a label with blanks in it is read from its own beginning
        ("政务公开工作总结。张某的抖 音号：abcdef1", "account 17-24 a******"),
        ("政务抖 音号：abcdef1", ""),
        # a named person, and the name of a field, make a number no less somebody's
        ("备注\t银行卡号\n甲某\t530100000000001 ABC", "card 11-26 5301*******0001"),
        ("姓名\t银行卡号\n甲某\t530100000000001 ABC", "card 11-26 5301*******0001"),
        ("{sn: 11010519491231002X}", "identity 5-23 110***************"),
        ("{sn: 110105194912310021}", ""),
        # names by what is said of them, and what is no name
        ("甲，李二狗女士", "name 2-5 李** ?"),
        ("甲，李二狗撤职", "name 2-5 李** ?"),
        ("甲，李二狗等12人", "name 2-5 李** ?"),
        ("甲方：约翰·史密斯", "name 3-9 约***** ?"),
        ("签发人：局长张秀兰", ""),
        ("签发人：张秀兰", ""),
        ("举报人：局长张秀兰", "name 6-9 张** ?"),
        ("村民李司机：张二狗，", "name 6-9 张** ?"),
        ("村民李二狗：张三，", "name 2-5 李** ?"),
        # masks show what was written and what it is a number of
        ("zhang(at)qq.com", "mail 0-15 z****(at)qq.com ?"),
        ("zhang艾特qq.com", "mail 0-13 z****艾特qq.com ?"),
        ("电话|3700000002", "mobile 2-13 137****0002"),
        ("<p>银行卡号</p><p>6222</p><p>0000</p><p>0000</p><p>0009</p>", "card 14-51 6222********0009"),
    ],
)  # fmt: skip
def test_what_is_found(text: str, found: str) -> None:
    assert told(text) == found


def _strings(path: Path) -> list[str]:
    nodes = ast.walk(ast.parse(path.read_text("utf-8")))
    return [node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str)]


def test_no_set_of_signs_waits_for_what_folding_takes_away() -> None:
    """A sign of full width in a set of a pattern stands there beside what it is folded to: alone it would never be met."""
    alone = [
        (path.name, signs)
        for path in sorted(RULES.glob("personal*.py"))
        for words in _strings(path)
        for signs in re.findall(r"\[(?:\\.|[^\]\\])*\]", words)
        if any(sign in signs and folded_signs(sign) not in signs for sign in "，：；（）！？")
    ]
    assert alone == []


def _corpus() -> set[str]:
    columns = {"bad.tsv": 1, "later_bad.tsv": 1, "good.tsv": 0, "later_good.tsv": 0}
    rows = [
        json.loads(line.split("\t")[column])
        for name, column in columns.items()
        for line in (HERE / name).read_text("utf-8").splitlines()[1:]
    ]
    return {*rows, *(words for path in HERE.glob("test_*.py") for words in _strings(path))}


def test_what_a_finder_finds_in_a_text_alone_the_text_is_searched_for() -> None:
    """In whole texts of the corpus and of these tests, and in what is cut out of them around each thing that is found."""
    unsearched = []
    for text in sorted(_corpus())[:: either(9, 1)]:
        plain = folded_signs(seen(text)).replace("\u200b", "")
        found = [each[1:3] for look in personal._LOOKS for each in look(plain) if each[0]]
        texts = {plain} if found else set()
        texts |= {
            plain[max(0, start - more) : stop + also] for start, stop in found for more in (0, 3) for also in (0, 3)
        }
        unsearched += [
            (words, look)
            for words in texts
            if not personal._may_hold(words)
            for look in personal._LOOKS
            if any(each[0] for each in look(words))
        ]
    assert unsearched == []
