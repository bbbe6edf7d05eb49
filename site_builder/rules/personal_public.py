"""Accounts, mailboxes and addresses of public bodies: what the sentence, the row or the object around a value says of whose it is.

Only asked of a value that was found, so it costs a text without one nothing; it looks at most 160 characters to either side.
"""

import re
from typing import Final

_REACH: Final = 160
_STOPS: Final = re.compile(r"[。；;!！?？]|\n(?=[ \t]*\n)")
# An object of YAML or JSON, or a row: whoever owns it is told by another field of it.
_FIELD: Final = re.compile(r"(?:^|[\n,{])[ \t\"'-]{0,8}[\u4e00-\u9fffA-Za-z_]{1,20}[\"']? ?:")
_PUBLIC_ACCOUNT: Final = re.compile(
    r"公众号|公众平台|订阅号|服务号|视频号|小程序|政务(?:微信|新媒体|微博)|政务号|官方(?:微信|账号|微博|号)|官微"
)
_BODY: Final = re.compile(
    r"(?:[局委办厅院署]办公[室厅]|人民政府|(?:[县市区镇乡省州]|街道|管理|监督|审计|环境|财政|公安|教育|水利|农业|信访|民政|住建)[\u4e00-\u9fff]{0,8}(?:局|委员会|委|办公室|办|厅|大队|支队|中心|院|站|所))"
    r"(?:[\s|,:()\"'、0-9-]|电子|邮箱|信箱|邮件|邮编|[Ee]-?mail|联系|电话|地址|公用|专用|为|是|送|至){0,60}$"
)
_BODY_BEHIND: Final = re.compile(
    r"[ (,]{0,3}[\u4e00-\u9fff]{0,12}(?:局|委员会|委|办公室|政府|厅|大队|支队|中心|院|站|所)[\u4e00-\u9fff]{0,8}(?:邮箱|信箱|专用|公用|[)）])"
)
_FOR_ALL: Final = re.compile(
    r"公用|公共|(?:单位|机关|公务|工作|办公|专用|举报|监督|部门|对外)(?:电子)?(?:邮箱|信箱|邮件)|督查专用|专用邮箱"
)
_SOMEBODY: Final = re.compile(
    r"本人|个人|私人|[\u4e00-\u9fff]某|(?:信访|举报|投诉|反映|当事|申请|病|经办|联系|负责|责任|运营)人|患者|业主|户主|村民|居民|职工|员工|管理员|工作人员|[先女]生|女士|家长|学生|老板|其[妻子女夫]|[员长师]的"
)
_CLAUSE: Final = re.compile(r"[,\n]")


def of_a_public_body(kind: str, text: str, start: int, stop: int) -> bool:
    """Whether an account or a mailbox is that of a public body, by what its clause or object says. Takes   text: folded"""
    before, behind, fields = _around(text, start, stop)
    if _SOMEBODY.search(before) or _SOMEBODY.match(behind.lstrip(" (,、")):
        return False
    if kind == "account":
        return bool(_PUBLIC_ACCOUNT.search(before if fields else _CLAUSE.split(before)[-1]))
    return bool(
        _FOR_ALL.search(before[-24:])
        or _FOR_ALL.search(behind[:16])
        or _BODY.search(before)
        or _BODY_BEHIND.match(behind)
    )


def _around(text: str, start: int, stop: int) -> tuple[str, str, bool]:
    """The words before and behind a value that are said of it, and whether they are fields of an object."""
    before, behind = text[max(0, start - _REACH) : start], text[stop : stop + _REACH]
    if "{" in before and "}" in behind:
        return before[before.rindex("{") :], behind[: behind.index("}")], True
    line = before[before.rfind("\n") + 1 :]
    if _FIELD.match(line):  # of YAML: the lines around that are fields too
        lines = before.split("\n\n")[-1].split("\n")
        while len(lines) > 1 and not _FIELD.match(lines[0]):
            lines.pop(0)
        return "\n".join(lines), behind.split("\n\n")[0], True
    return _STOPS.split(before)[-1], _STOPS.split(behind)[0], False
