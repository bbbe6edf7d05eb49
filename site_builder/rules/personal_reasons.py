# ruff: noqa: E501  a pattern reads better in one line
"""Why a run of digits is somebody's number, or is not: the words and units around it."""

import re
from typing import Final

from site_builder.rules.personal_measures import AMOUNT

PHONE_LABEL: Final = re.compile(
    r"手机|电话|联系|致电|拨打|热线|(?<![票据证件编箱车书单户索])号码|微信|短信|来电|回电|移动|tel|mobile|phone|cell|☎|📱|长号|短号|座机|收件人|(?:私人|虚拟|备用|常用)号",
    re.IGNORECASE,
)
ID_LABEL: Final = re.compile(
    r"身份|健康卡|纳税人识别号\(个人|证件号|证号码|公民号码|驾驶证|驾照|社会保障号|社保号|居住证|\bID\b|idcard|sfz",
    re.IGNORECASE,
)
CARD_LABEL: Final = re.compile(
    r"(?:银行|工资|储蓄|借记|信用|收款|补贴|农行|工行|建行|中行|交行|邮储|农信|社保)卡|卡号|开户|一卡通|打款|转账|打入|存折|账号|账户"
)
# Numbers of things. A word for one counts where it is the last label before the digits.
_THING: Final = re.compile(
    r"(?:编号|单号|订单|流水|凭[单证]|单据|清单|工单|提单|保单|罚单|账单|文号|批号|序列|设备|条码|条形码|资产|合同|工号|型号|标段|包号|票号|发票|(?<!手)机号|代码|标识|版本|货号|档案|案号|许可证|证书|备案|索引|追溯|铅封|封号|基站|"
    r"项目|物料|批次|运单|快递|邮件|税号|账户|户号|表号|图号|校验|哈希|金额|编码|宗地|单元号|注册号|票据|报告|监管码|SN|S/N|NO|No|ISBN|IMEI|ICCID|ID|网安备|ICP备)[^。;\n]{0,6}$"
)
# Any other name of a number: 站点号, 点位码 … but for those of a telephone or of a person.
_NAMED: Final = re.compile(r"[\u4e00-\u9fff](?:号段?|码|编|(?<![名菜])单)[)）]?[ :：为是#=|\"'“\t]{0,5}$")
_OF_A_PERSON: Final = re.compile(
    r"(?:手机|电话|联系|长|短|微信|私人|虚拟|家属|家人|备用|常用|[相同]|来电|主叫|被叫|[此该新旧原另的]|副|[VvQq]|本人|个人|预留|绑定|登录|(?<![票据证件编箱车书单户索])号|账|扣|企鹅)(?:号|码)[)）]?[ :：为是#=|\"'“\t]{0,5}$"
)
_PERSON: Final = re.compile(
    r"[人员长某总]|经理|师|主任|书记|会计|业主|老板|先生|女士|代表|医生|户主"
)  # 项目经理 is no project
# Texts are folded: a comma is that of ASCII. It ends a clause, but not behind a digit (thousands, numbers in a list) and not behind the
# name of a number (编号,13700000002 are two fields). Right before the digits it ends one also behind a short figure: 金额300,13700000002
# is neither of thousands nor a list of numbers alike.
_CLAUSE: Final = re.compile(r"[。;\n]|(?<![\d号码])(?<!SN|ID|No|NO),|(?<![\d.,-])\d{1,6},(?= ?$)")
_RANGE: Final = re.compile(r"(?<!\d)\d{5,20} ?(?:至|到|-|~|—|–) ?$")
# The end of a line that is the label of the figure on the next: 采样器SN, 支付凭证号：
_LINE_LABEL: Final = re.compile(r"(?:号|码|编|单|SN|ID|No\.?|NO\.?|[)\]])[:：]? ?\n[ \u200b]{0,4}$")


def of_a_thing(before: str) -> bool:
    """Whether the words before a number say that it is that of a thing. Takes   before: folded

    >>> of_a_thing("设备编号:"), of_a_thing("设备编号见附件,电话"), of_a_thing("索引号"), of_a_thing("手机号")
    (True, False, True, False)
    >>> of_a_thing("编号见附件,"), of_a_thing("编号:13700000002,"), of_a_thing("编号,")
    (False, False, True)
    """
    if not before:
        return False
    if _LINE_LABEL.search(before):
        before = before.rstrip(" \n\u200b")
    clause = _CLAUSE.split(before)[-1]
    if ranged := _RANGE.search(clause):  # 编号13350826174至: what the first is, the last is too
        clause = clause[: ranged.start()]
    thing = _THING.search(clause)
    if thing:
        return not (PHONE_LABEL.search(clause, thing.start() + 2) or _PERSON.search(clause, thing.start() + 2))
    if AMOUNT.search(clause):
        return True
    return bool(_NAMED.search(clause)) and not _OF_A_PERSON.search(clause)


def of_a_number(label: str) -> bool:
    """Whether a label says that its value is an identity number, a card or a telephone."""
    return any(words.search(label) for words in (ID_LABEL, PHONE_LABEL, CARD_LABEL))


def labelled_by(label: re.Pattern[str], text: str, start: int, most: int = 14) -> bool:
    """Whether a label stands before an offset, also with its characters apart: 手 机 号 ：.

    Takes   label   a pattern of labels
            most    characters before the offset that are searched
    """
    before = text[max(0, start - most * 2) : start].replace("\u200b", "")
    return bool(label.search(before[-most:]) or (" " in before and label.search(before.replace(" ", "")[-most:])))
