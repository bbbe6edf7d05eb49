"""The parts of the head that hold several values: what a form writes, and what it leaves as it is."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_builder.desk.actions import act
from site_builder.desk.edits import RefusedError
from site_builder.desk.head_forms import FORMS, head_values
from site_builder.desk.opened import NOTICE, Opened
from site_builder.records.findings import Finding
from site_builder.records.notice import read_notice
from tests.desk.test_actions import DAY, HEAD, TEXT, notice

FULL = (
    HEAD
    + """\
inspection:
  level: "市委"  # 哪一级
  round: "八届市委第二轮"
  teams: ["市委第一巡察组", "市委第二巡察组"]
  started: "2024-01"
contacts:
  phones:
    - "0000-8300701"  # 白天
  emails: []
signed:
  by: ["云州市水务局"]
  date: "2024-10-13"
stated:
  problems: 3
  not-started: 0
  quote: "继续抓好整改。"
"""
)


def opened(head: str) -> Opened:
    return Opened("n", notice("", TEXT, head), DAY)


def head_after(head: str, part: str, **typed: str) -> str:
    """The head after a form was sent with these fields; the others are sent as the form showed them."""
    files = act(opened(head), {"do": "head-form", "part": part, **sent(head, part), **typed}).files
    text = (files.get(NOTICE) or opened(head).files[NOTICE] or b"").decode()
    return text.split("---\n")[1]


def sent(head: str, part: str) -> dict[str, str]:
    rows = {row["name"]: row for row in head_values(opened(head), None)}
    return {field["name"]: field["value"] for field in rows[part]["fields"]}


@pytest.mark.parametrize(
    ("part", "typed", "before", "after"),
    [
        ("inspection", {"round": "八届市委第三轮"}, '"八届市委第二轮"', '"八届市委第三轮"'),
        ("inspection", {"started": "2024年1月8日"}, 'started: "2024-01"', 'started: "2024-01-08"'),
        ("inspection", {"ended": "2024.3"}, 'started: "2024-01"', 'started: "2024-01"\n  ended: "2024-03"'),
        ("inspection", {"level": ""}, '  level: "市委"  # 哪一级\n', ""),
        (
            "contacts",
            {"phones": "0000-8300701\n0000-8300702"},
            '  phones:\n    - "0000-8300701"  # 白天\n',
            '  phones:  # 白天\n    - "0000-8300701"\n    - "0000-8300702"\n',
        ),
        ("contacts", {"postcodes": "000001"}, "  emails: []\n", '  emails: []\n  postcodes:\n    - "000001"\n'),
        ("signed", {"date": ""}, '  date: "2024-10-13"\n', ""),
        ("signed", {"by": "云州市水务局\n云州市财政局"}, '["云州市水务局"]', '\n    - "云州市水务局"\n    - "云州市财政局"'),
        ("stated", {"problems": "十二"}, "problems: 3", "problems: 12"),
        ("stated", {"done": "2"}, "not-started: 0", "not-started: 0\n  done: 2"),
        ("stated", {"quotes": "目前正在清理旧档案"}, "抓好整改。\"\n", '抓好整改。"\n  quotes:\n    - "目前正在清理旧档案"\n'),
    ],
)  # fmt: skip
def test_one_field_changes_and_nothing_else(part: str, typed: dict[str, str], before: str, after: str) -> None:
    assert FULL.count(before) == 1
    expected = FULL.replace(before, after).replace(": \n", ":\n")
    assert head_after(FULL, part, **typed) == expected


def test_a_part_that_is_emptied_goes_and_is_said_to_be_unstated() -> None:
    emptied = dict.fromkeys(sent(FULL, "signed"), "")
    assert head_after(FULL, "signed", **emptied) == FULL.replace(
        'signed:\n  by: ["云州市水务局"]\n  date: "2024-10-13"\n', ""
    )

    made = act(opened(FULL), {"do": "head-form", "part": "signed", **emptied})
    assert made.label == "落款：原文未载明"
    assert head_after(HEAD + "inspection: city-r8\n", "inspection", register="") == HEAD, "the id of a register too"


def test_a_part_that_import_did_not_find_is_put_in_its_place() -> None:
    made = head_after(HEAD, "contacts", phones="0000-8300701、0000-8300702", addresses="云州市临溪区文汇路18号、20号")
    assert made == HEAD.replace(
        "window: unstated\n",
        'window: unstated\ncontacts:\n  phones:\n    - "0000-8300701"\n    - "0000-8300702"\n'
        '  addresses:\n    - "云州市临溪区文汇路18号、20号"\n',
    )


def test_its_values_stand_in_their_order_and_its_remark_stays() -> None:
    made = head_after(HEAD, "inspection", topic="常规巡察", type="巡察", level="市委")
    assert made.endswith(
        'organ: amr\ninspection:\n  level: "市委"\n  type: "巡察"\n  topic: "常规巡察"\n'
        + HEAD.partition("organ: amr\n")[2]
    )
    signed = HEAD + 'signed:  # 末页\n  date: "2024-10-13"\n'
    assert head_after(signed, "signed", date="", by="某局") == HEAD + 'signed:  # 末页\n  by:\n    - "某局"\n'


def test_an_inspection_of_the_register_becomes_one_of_the_notice_and_back() -> None:
    registered = HEAD + "inspection: city-r8\n"
    own = head_after(registered, "inspection", level="市委")
    assert own == HEAD + 'inspection:\n  level: "市委"\n'
    assert head_after(own, "inspection", register="city-r8") == registered
    with pytest.raises(RefusedError, match="选了名册里的，下面就不能写"):
        head_after(own, "inspection", register="city-r8", level="省委")
    with pytest.raises(RefusedError, match="没有改动"):
        head_after(registered, "inspection", register="city-r8")


@pytest.mark.parametrize(
    ("part", "typed", "why"),
    [
        ("signed", {"date": "下个月"}, "日期：“下个月”不是日期；写成 2026年、2026年12月 或 2026年12月31日"),
        ("stated", {"problems": "许多"}, "问题（个）：“许多”不是数；写成 12 这样的数"),
        ("stated", {"quote": "共有许多问题"}, "写总数的那句话：“共有许多问题”不在正文里；从左边照抄"),
        ("signed", {"date": "2024年10月13日"}, "没有改动"),
        ("signed", {"date": "2024-10-13"}, "没有改动"),
        ("contacts", {"phones": "12"}, "电话：“12”不像电话"),
        ("contacts", {"emails": "a@b.cn、jian yi@amr.cn"}, "邮箱：“jian yi@amr.cn”不像邮箱"),
        ("contacts", {"postcodes": "84"}, "邮编：“84”不像邮编"),
        ("title", {}, "这一项不能在这里改"),
        ("contacts", {"phones": "1" * 4001}, "电话太长，不超过 4000 个字"),
    ],
)
def test_what_cannot_be_is_refused_with_the_name_of_its_field(part: str, typed: dict[str, str], why: str) -> None:
    with pytest.raises(RefusedError) as refused:
        act(opened(FULL), {"do": "head-form", "part": part, **typed})
    assert str(refused.value) == why


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("phones", "12388"),
        ("phones", "0000-8300701转8012"),
        ("phones", "（0000）8300 701"),
        ("emails", "jianyi@amr.yunzhou.gov.cn"),
    ],
)
def test_contacts_as_offices_write_them(name: str, words: str) -> None:
    assert f'    - "{words}"\n' in head_after(HEAD, "contacts", **{name: words})


def test_what_is_published_changes_by_correction_only() -> None:
    with pytest.raises(RefusedError, match="已经发布的，基本信息只能随更正改"):
        act(opened(FULL.replace("draft: true\n", "")), {"do": "head-form", "part": "signed", "date": ""})


def test_the_list_has_what_import_found_and_what_it_did_not() -> None:
    rows = {
        row["label"]: row["shown"] for row in head_values(opened(FULL.replace("signed:", "follows: x\nsigned:")), None)
    }
    assert rows == {
        "标题": "关于巡察整改情况的通报",
        "发布单位": "amr",
        "发文字号": "原文未载明",
        "种类": "整改通报",
        "公开日期": "2024年10月17日",
        "成文日期": "原文未载明",
        "巡察": "八届市委第二轮",
        "联系方式": "0000-8300701",
        "落款": "云州市水务局",
        "原文所说的总数": "3 个问题、0 项尚未整改",
    }


WORDS = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Zl", "Zp")) | st.sampled_from("\"'#:-[]{}，、\n"),
    max_size=20,
)


@given(st.data())
def test_whatever_is_typed_is_read_back_or_refused(data: Any) -> None:
    """What a form writes the program reads, in the same part and no other; sent once more, nothing changes."""
    part = data.draw(st.sampled_from(sorted(FORMS)))
    typed = {name: data.draw(WORDS) for name in data.draw(st.sets(st.sampled_from(sorted(sent(FULL, part)))))}
    try:
        head = head_after(FULL, part, **typed)
    except RefusedError:
        return
    findings: list[Finding] = []
    made = read_notice("n", f"---\n{head}---\n{TEXT}", "", "n", findings)
    assert made is not None
    old = read_notice("n", f"---\n{FULL}---\n{TEXT}", "", "n", [])
    assert old is not None
    for name in FORMS:
        if name != part:
            assert getattr(made.head, name) == getattr(old.head, name)
    again = sent(head, part)
    for name, words in typed.items():
        if name in again:
            shown = [each.strip() for each in again[name].split("\n")]
            for piece in shown:
                assert piece == "" or piece in " ".join(words.split("\n")) or any(sign.isdecimal() for sign in piece), (
                    name,
                    words,
                )
    with pytest.raises(RefusedError):
        head_after(head, part)
