"""Settings of the site: what its footer must show, numbers and their forms, time zone, blocks, approval, address, organs and their links."""

import pytest

from site_builder.records.registers import read_registers
from site_builder.records.source import read_yaml
from site_builder.rules.rule import Rule, SiteCase
from site_builder.rules.settings import (
    approval_is_a_choice,
    footer_invents_nothing,
    footer_is_complete,
    footer_is_pending,
    footer_numbers_have_their_form,
    home_blocks_are_known,
    organs_are_linked,
    site_is_secure,
    timezone_is_known,
)
from tests.rules.space import BASE, Edit, edited

FLAT = {name: text for name, text in BASE.items() if "/" not in name}
Told = tuple[str, int, str, str, str, str]


def site(*edits: Edit) -> SiteCase:
    texts = edited(list(edits), FLAT)[0]
    registers = read_registers(texts, "content", [])
    assert registers is not None
    trees = {name: read_yaml(text, f"content/{name}").root for name, text in texts.items()}
    return SiteCase(registers=registers, folder="content", trees=trees, slugs={}, pages={})


def told(rule: Rule, *edits: Edit) -> list[Told]:
    """File and line, column, what, why, how to mend it, and severity."""
    return [
        (f"{f.at.path.removeprefix('content/')}:{f.at.line}", f.at.column, f.what, f.why, f.mend, f.severity)
        for f in rule.findings(site(*edits))
    ]


FOOTER = FLAT["site.yaml"][FLAT["site.yaml"].index("footer:\n") :]
NAMES = {
    "sponsor": "主办单位",
    "contact": "联系方式",
    "site_id_code": "网站标识码",
    "icp": "ICP 备案号",
    "police": "公安备案号",
    "error_report": "找错入口",
}
FILLED = {
    "sponsor": "甲",
    "contact": "乙",
    "site_id_code": "5301000001",
    "icp": "云ICP备20260731号",
    "police": "云公网安备 53010002000031号",
    "error_report": "https://water.invalid/",
}
GOVERNMENT = tuple(NAMES)
OTHERS = ("sponsor", "contact", "icp")


def footer(**values: str) -> Edit:
    return Edit("site.yaml", FOOTER, "footer:\n" + "".join(f'  {key}: "{value}"\n' for key, value in values.items()))


def operated(operator: str, demo: bool = False) -> Edit:
    return Edit("site.yaml", "operator: enterprise\n", f"operator: {operator}\n" + "demo: true\n" * demo)


@pytest.mark.parametrize(
    ("operator", "name", "needed"),
    [
        ("government", "政府网站", GOVERNMENT),
        ("party", "党的机关网站", OTHERS),
        ("institution", "事业单位网站", OTHERS),
        ("enterprise", "企业网站", OTHERS),
        ("unofficial", "非官方网站", ()),
    ],
)
def test_what_a_footer_must_show(operator: str, name: str, needed: tuple[str, ...]) -> None:
    kind = operated(operator)

    def missing(*keys: str, line: str = "site.yaml:9", column: int = 3, where: str = "在“footer:”之下") -> list[Told]:
        trial = "；只是试用、还不公开的，先写“operator: unofficial”（非官方）"
        pending = {key: f"；申请了还没有批下来的，写“{key}: 办理中”" for key in GOVERNMENT[2:]}
        why = f"operator 是 {operator}（{name}），必须标明"
        return [
            (line, column, f"页脚缺少{NAMES[key]}", why + NAMES[key], mend, "error")
            for key in keys
            for mend in [f"{where}补上 {key}：前面空两格，写“{key}: …”{pending.get(key, '')}{trial}"]
        ]

    assert told(footer_is_complete, kind, footer(**FILLED)) == []
    for half in (GOVERNMENT[::2], GOVERNMENT[1::2]):  # without every other, and with nothing in them
        wanted = missing(*(key for key in GOVERNMENT if key in needed and key in half))
        kept = {key: value for key, value in FILLED.items() if key not in half}
        assert told(footer_is_complete, kind, footer(**kept)) == wanted
    blank = told(footer_is_complete, kind, footer(**dict.fromkeys(GOVERNMENT, " ")))
    assert blank == missing(*needed)
    none, begin = Edit("site.yaml", FOOTER, ""), "另起一行写“footer:”，在它之下"
    assert told(footer_is_complete, kind, none) == missing(*needed, line="site.yaml:4", column=11, where=begin)
    assert told(footer_is_complete, operated(operator, demo=True), none) == []  # fmt: skip


def test_what_has_been_applied_for_is_said_and_stops_nothing() -> None:
    """The words stand on the pages; what nobody issues cannot be waited for."""
    pending = footer(**dict.fromkeys(GOVERNMENT, "办理中"))
    kind = operated("government")
    assert [each[2] for each in told(footer_is_complete, kind, pending)] == ["页脚缺少主办单位", "页脚缺少联系方式"]
    assert told(footer_numbers_have_their_form, kind, pending) == told(footer_invents_nothing, kind, pending) == []
    assert told(footer_is_pending, kind, footer(**FILLED)) == []
    assert [(each[0], each[2], each[5]) for each in told(footer_is_pending, kind, pending)] == [
        ("site.yaml:11", "网站标识码还在办理", "warning"),
        ("site.yaml:12", "ICP 备案号还在办理", "warning"),
        ("site.yaml:13", "公安备案号还在办理", "warning"),
        ("site.yaml:14", "找错入口还在办理", "warning"),
    ]


@pytest.mark.parametrize(
    ("key", "number", "invented", "wrong"),
    [
        ("icp", "云ICP备20260731号", False, False),
        ("icp", "云ICP备20260731号-2", False, False),
        ("icp", "云ICP备20260731号-12", False, False),
        ("icp", "云icp备20260731号", False, False),
        ("icp", "ICP备20260731号", False, False),
        ("icp", "云ICP备2026号", False, False),
        ("icp", " 云ICP备20260731号 ", False, False),
        ("icp", "云ICP备202号", False, True),
        ("icp", "云ICP备20260731012号", False, True),
        ("icp", "云ICP备20260731", False, True),
        ("icp", "云ICP备20260731号-", False, True),
        ("icp", "云南ICP备20260731号", False, True),
        ("icp", "云ICP备12345678号", True, False),
        ("icp", "云ICP备87654321号", True, False),
        ("icp", "云ICP备1111111号", True, False),
        ("icp", "云ICP备111111号", False, False),
        ("icp", "云ICP备XXX号", True, False),
        ("icp", "云ICP备xx号", False, True),
        ("icp", "云ICP备○○○号", True, False),
        ("icp", "云ICP备***号", True, False),
        ("icp", "示例", True, False),
        ("icp", "测试", True, False),
        ("icp", "待填", True, False),
        ("icp", "", False, False),
        ("site_id_code", "5301000001", False, False),
        ("site_id_code", "bm01000001", False, False),
        ("site_id_code", "530100001", False, True),
        ("site_id_code", "53010000021", False, True),
        ("site_id_code", "0000000", True, False),
        ("police", "云公网安备 53010002000031号", False, False),
        ("police", "云公网安备53010002000031号", False, False),
        ("police", "云公网安备  53010002000031号", False, True),
        ("police", "云公网安备 5301000200003号", False, True),
        ("police", "公网安备 53010002000031号", False, True),
        ("police", "云公网安备 53012345678931号", True, False),
        ("sponsor", "示例", False, False),
    ],
)
def test_a_number_of_the_footer(key: str, number: str, invented: bool, wrong: bool) -> None:
    form = {
        "site_id_code": "十位，例如 省、市、县代码加顺序号",
        "icp": "例如 粤ICP备○○○○○○○○号-1",
        "police": "例如 粤公网安备 后接十四位数字和“号”",
    }.get(key)
    edit = footer(**{key: number})
    ways = {"icp": "申请了还没有批下来的，写“icp: 办理中”"}  # an enterprise must show it, and no other number
    says = (f"写真的号码；{ways.get(key, '没有的，删去这一行')}", "error")
    at, written = ("site.yaml:9", 3 + len(key) + 2), f"写的是“{number}”"
    assert told(footer_invents_nothing, edit) == ([(*at, f"{NAMES[key]}像是编的", written, *says)] if invented else [])
    right = (*at, f"{NAMES[key]}写法不对", f"{written}，应为{form}", "对照备案证书改正", "warning")
    assert told(footer_numbers_have_their_form, edit) == ([right] if wrong else [])


def test_every_number_of_the_footer_is_looked_at() -> None:
    invented = told(footer_invents_nothing, footer(icp="示例", site_id_code="测试", police="待填"))
    assert [(each[0], each[2]) for each in invented] == [
        ("site.yaml:10", "网站标识码像是编的"),
        ("site.yaml:9", "ICP 备案号像是编的"),
        ("site.yaml:11", "公安备案号像是编的"),
    ]
    wrong = told(footer_numbers_have_their_form, footer(icp="云", site_id_code="云", police="云"))
    assert [each[0] for each in wrong] == ["site.yaml:10", "site.yaml:9", "site.yaml:11"]


@pytest.mark.parametrize(
    ("zone", "known"),
    [("Asia/Shanghai", True), ("UTC", True), ("Asia/Beijing", False), ("../etc/passwd", False), ("Asia", False), ("", False)],
)  # fmt: skip
def test_a_time_zone(zone: str, known: bool) -> None:
    right = ("site.yaml:5", 11, f"没有时区 {zone}", "", "中国大陆写 Asia/Shanghai", "error")
    assert told(timezone_is_known, Edit("site.yaml", '"Asia/Shanghai"', f'"{zone}"')) == ([] if known else [right])


BLOCKS = ["intro", "search", "windows", "latest", "changes", "totals", "organs"]
CHOICE = "可以是 intro、search、windows、latest、changes、totals、organs"


@pytest.mark.parametrize(
    ("home", "found"),
    [
        (BLOCKS, []),
        ([], []),
        (["search", "latest", "search"], [(23, "板块 search 写了两次", "", "删去一个")]),
        (
            ["search", "search", "search"],
            [(15, "板块 search 写了两次", "", "删去一个"), (23, "板块 search 写了两次", "", "删去一个")],
        ),
        (["xyz", "latest"], [(7, "首页没有板块 xyz", CHOICE, "改正或删去")]),
        (
            ["xyz", "xyz"],
            [(7, "首页没有板块 xyz", CHOICE, "改正或删去"), (12, "首页没有板块 xyz", CHOICE, "改正或删去")],
        ),
        (["totls", "totals"], [(7, "首页没有板块 totls", f"{CHOICE}；最接近的是 totals", "改正或删去")]),
    ],
)
def test_the_blocks_of_the_home_page(home: list[str], found: list[tuple[int, str, str, str]]) -> None:
    edit = Edit("site.yaml", "[search, latest]", f"[{', '.join(home)}]")
    right = [("site.yaml:7", column, what, why, mend, "error") for column, what, why, mend in found]
    assert [(each[0], each[1], *each[2:]) for each in told(home_blocks_are_known, edit)] == [
        ("site.yaml:7", column + 1, *rest) for _, column, *rest in right
    ]


@pytest.mark.parametrize(
    ("approval", "why"),
    [
        ("off", ""),
        ("recorded", ""),
        ("required", ""),
        ("on", "可以是 off、recorded、required"),
        ("require", "可以是 off、recorded、required；最接近的是 required"),
    ],
)
def test_an_approval(approval: str, why: str) -> None:
    edit = Edit("site.yaml", 'approval: "off"', f'approval: "{approval}"')
    mend = '改成 "off"、"recorded" 或 "required"'
    found = [(each[0], each[1], each[2], each[4], each[5]) for each in told(approval_is_a_choice, edit)]
    assert found == ([("site.yaml:6", 11, f"{approval} 不是这里的选项", mend, "error")] if why else [])
    assert not why or told(approval_is_a_choice, edit)[0][3].startswith(why.partition("；")[0])
    assert "；" not in why or told(approval_is_a_choice, edit)[0][3] == why


@pytest.mark.parametrize(
    ("url", "operator", "demo", "wrong"),
    [
        ("http://taizhang.invalid/", "enterprise", False, True),
        ("http://taizhang.invalid/", "government", False, True),
        ("http://taizhang.invalid:8080/a/", "party", False, True),
        ("https://taizhang.invalid/", "enterprise", False, False),
        ("http://taizhang.invalid/", "unofficial", False, False),
        ("http://taizhang.invalid/", "enterprise", True, False),
        ("http://localhost:8000/", "enterprise", False, False),
        ("http://127.0.0.1:8000/", "enterprise", False, False),
        ("http://127.0.0.2/", "enterprise", False, True),
    ],
)
def test_the_address_of_the_site(url: str, operator: str, demo: bool, wrong: bool) -> None:
    edit = Edit("site.yaml", '"https://taizhang.invalid/"', f'"{url}"')
    right = ("site.yaml:2", 11, "网站没有用 https", url, "改成 https:// 开头的网址", "warning")
    assert told(site_is_secure, edit, operated(operator, demo)) == ([right] if wrong else [])


def organs(**given: str) -> Edit:
    lines = "".join(f'{key}:\n  name: "甲"\n{f"  {value}{chr(10)}" if value else ""}' for key, value in given.items())
    return Edit("organs.yaml", FLAT["organs.yaml"], lines)


ROUND, ABSENT = "承接单位绕了一圈", "改正编号，或加上这个单位"


@pytest.mark.parametrize(
    ("edit", "found"),
    [
        (organs(a="", b="parent: a", c="parent: b"), []),
        (organs(a="", b="parent: xyz", c="parent: zyx"),
         [("organs.yaml:5", 11, "没有单位 xyz", "organs.yaml 里没有编号 xyz", ABSENT),
          ("organs.yaml:8", 11, "没有单位 zyx", "organs.yaml 里没有编号 zyx", ABSENT)]),
        (organs(amr="", b="parent: arm"), [("organs.yaml:5", 11, "没有单位 arm", "organs.yaml 里没有编号 arm；最接近的是 amr", ABSENT)]),
        (organs(a="successor: b", b="successor: c", c=""), []),
        (organs(a="successor: xyz"), []),  # R009 says so
        (organs(a="successor: a"), [("organs.yaml:3", 14, ROUND, "从 a 开始，又回到 a", "改正其中一个 successor")]),
        (organs(a="successor: b", b="successor: a", c="successor: a"),
         [("organs.yaml:3", 14, ROUND, "从 a 开始，又回到 a", "改正其中一个 successor"),
          ("organs.yaml:6", 14, ROUND, "从 b 开始，又回到 b", "改正其中一个 successor")]),  # c is not in the circle
        (organs(a="successor: b", b="successor: c", c="successor: a"),
         [(f"organs.yaml:{line}", 14, ROUND, f"从 {key} 开始，又回到 {key}", "改正其中一个 successor") for key, line in (("a", 3), ("b", 6), ("c", 9))]),
    ],
)  # fmt: skip
def test_organs_and_their_links(edit: Edit, found: list[tuple[str, int, str, str, str]]) -> None:
    assert told(organs_are_linked, edit) == [(*each, "error") for each in found]


def test_a_site_without_a_list_of_organs() -> None:
    case = site(Edit("site.yaml", 'approval: "off"', 'approval: "on"'))
    bare = case._replace(trees={})
    assert [(f.at.path, f.at.line) for f in approval_is_a_choice.findings(bare)] == [("site.yaml", 1)]
    assert list(organs_are_linked.findings(bare)) == []
