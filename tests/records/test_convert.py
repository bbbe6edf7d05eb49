"""Fields become records: which value each text gives, and what is said of one that cannot be read, at its own place."""

from datetime import date
from typing import Any, Literal

import pytest

from site_builder.records.convert import convert
from site_builder.records.encoding import pack, plain, sha256_hex, unpacker
from site_builder.records.findings import Finding
from site_builder.records.model import Contacts, ItemId, Record, Window
from site_builder.records.partial_dates import PartialDate, Timestamp
from site_builder.records.register_model import Name, Organ, OrganName
from site_builder.records.registers import base_url_refused, read_registers
from site_builder.records.source import read_yaml


class Sample(Record, frozen=True, kw_only=True):
    name: str
    day: date | None = None
    part: PartialDate | None = None
    shown: Timestamp | None = None
    number: int = 0
    flag: bool = False
    after: Literal["keep", "withdraw"] | None = None
    words: tuple[str, ...] = ()
    inner: dict[str, str] = {}
    window: Window | str | None = None


def read(text: str) -> tuple[Sample | None, list[Finding]]:
    found: list[Finding] = []
    return convert(read_yaml(f'name: "a"\n{text}\n', "f").root, Sample, found), found


@pytest.mark.parametrize(
    ("text", "key", "value"),
    [
        ("", "day", None),
        ("day: 2024-02-29", "day", date(2024, 2, 29)),
        ("part: 2024", "part", "2024"),
        ("part: 2024-10", "part", "2024-10"),
        ("shown: 2024-10-17 08:30", "shown", "2024-10-17 08:30"),
        ("shown: 2024-10-17T08:30:05", "shown", "2024-10-17T08:30:05"),
        ("number: 007", "number", 7),
        ("number: 999999", "number", 999999),
        ("number: null", "number", 0),
        ("flag: true", "flag", True),
        ("flag: false", "flag", False),
        ("after: withdraw", "after", "withdraw"),
        ("after: null", "after", None),
        ("words: [a, 1]", "words", ("a", "1")),
        ("words:", "words", ()),
        ("inner: {a: b}", "inner", {"a": "b"}),
        ("window: none", "window", "none"),
        ("window: {kind: objection, opens: 2024-01-02, closes: 2024-01-03}", "window",
         Window(kind="objection", opens=date(2024, 1, 2), closes=date(2024, 1, 3))),
    ],
)  # fmt: skip
def test_a_value(text: str, key: str, value: Any) -> None:
    record, found = read(text)
    assert found == [] and record is not None
    assert getattr(record, key) == value and type(getattr(record, key)) in (type(value), PartialDate, Timestamp)


KEYS = "name、day、part、shown、number、flag、after、words、inner、window"


@pytest.mark.parametrize(
    ("text", "place", "code", "what", "why", "mend", "fixed"),
    [
        ("day: 2024.10.17", (6, 10), "R005", "'2024.10.17' 不是日期的写法", "日期用半角数字和 -，月、日写两位", "写成 2024-10-17", "2024-10-17"),
        ('day: "2024年1月7日"', (6, 11), "R005", "'2024年1月7日' 不是日期的写法", "日期用半角数字和 -，月、日写两位", "写成 2024-01-07",
         '"2024-01-07"'),
        ("day: 2024-10", (6, 7), "R005", "'2024-10' 不是日期的写法", "", "写成 2024-10-17", None),
        ("part: 去年", (7, 2), "R005", "'去年' 不是日期的写法", "", "写成 2024、2024-10 或 2024-10-17", None),
        ("part: 2024-13", (7, 7), "R005", "没有 2024-13 这一天", "", "核对原文后改正", None),
        ("part: 1899", (7, 4), "R005", "没有 1899 年", "年份在 1900 和 2199 之间", "核对原文后改正", None),
        ("part: 2200", (7, 4), "R005", "没有 2200 年", "年份在 1900 和 2199 之间", "核对原文后改正", None),
        ("day: 2023-02-29", (6, 10), "R005", "没有 2023-02-29 这一天", "", "核对原文后改正", None),
        ("shown: 2024-10-17 8:30", (8, 15), "R005", "'2024-10-17 8:30' 不是日期的写法", "", "写成 2024-10-17 或 2024-10-17 17:44", None),
        ("day: [1]", (6, 1), "R004", "这里应是日期，如 2024-10-17", "写的是一个列表", "改成日期，如 2024-10-17", None),
        ("number: 1.5", (9, 3), "R004", "这里应是整数", "写的是文字", "改成整数", None),
        ("number: 1234567", (9, 7), "R004", "这里应是整数", "写的是文字", "改成整数", None),
        ("flag: 是", (7, 1), "R004", "这里应是 true 或 false", "写的是文字", "改成 true", "true"),
        ("flag: 也许", (7, 2), "R004", "这里应是 true 或 false", "写的是文字", "改成 true 或 false", None),
        ("after: Keep", (8, 4), "R004", "'Keep' 不是这里的选项", "可以是 keep、withdraw；最接近的是 keep", "改成 keep", "keep"),
        ("after: x", (8, 1), "R004", "'x' 不是这里的选项", "可以是 keep、withdraw", "改成上面列出的一个", None),
        ("after: [keep]", (8, 1), "R004", "这里应是以下之一：keep、withdraw", "写的是一个列表", "改成以下之一：keep、withdraw", None),
        ("words: a", (8, 1), "R004", "这里应是一个列表（每行以 - 开头）", "写的是文字", "改成一个列表（每行以 - 开头）", None),
        ("inner: a", (8, 1), "R004", "这里应是一组键", "写的是文字", "改成一组键", None),
        ("inner: {a: [b]}", (12, 1), "R004", "这里应是文字", "写的是一个列表", "改成文字", None),
        ("window: [a]", (9, 1), "R004", "这里应是文字", "写的是一个列表", "改成文字", None),
        ("words: [{a: b}]", (9, 1), "R004", "这里应是文字", "写的是一组键", "改成文字", None),
        ("words: [null]", (9, 4), "R004", "这里应是文字", "写的是空", "改成文字", None),
        ("numbre: 3", (1, 6), "R002", "不认识的键 numbre", f"这里可以有 {KEYS}；最接近的是 number", "改成 number", "number"),
        ("zzz: 3", (1, 3), "R002", "不认识的键 zzz", f"这里可以有 {KEYS}", "改正键名，或删去这一行", None),
        ("numbre: x", (1, 6), "R002", "不认识的键 numbre", f"这里可以有 {KEYS}；最接近的是 number", "改正键名，或删去这一行", None),
    ],
)  # fmt: skip
def test_a_value_that_cannot_be_read(
    text: str, place: tuple[int, int], code: str, what: str, why: str, mend: str, fixed: str | None
) -> None:
    record, found = read(text)
    assert [(f.at.line, f.at.column, f.at.length, f.code, f.what, f.why, f.mend) for f in found] == [
        (2, *place, code, what, why, mend)
    ]
    assert [edit.text for f in found for edit in f.fix.edits] == ([fixed] if fixed else [])
    for edit in found[0].fix.edits:
        assert (edit.line, edit.column, edit.length) == (2, *place)
    inside = text.startswith("inner: {")  # of a group of keys the others are kept
    assert (record is None) == (code != "R002" and not inside)


def test_what_must_be_there() -> None:
    found: list[Finding] = []
    assert convert(read_yaml("flag: true\n", "f").root, Sample, found) is None
    assert [(f.code, f.what, f.mend, f.at.line) for f in found] == [("R001", "缺少必填的 name", "补上一行 name: …", 1)]
    found = []
    assert convert(read_yaml('nmae: "a"\n', "f").root, Sample, found) is None
    assert [f.code for f in found] == ["R002"]  # said once: it is there under another name
    found = []
    assert convert(read_yaml("- a\n", "f").root, Sample, found) is None
    assert [f.what for f in found] == [f"这里应是一组键：{KEYS}"]


class Named(Record, frozen=True, kw_only=True):
    item: ItemId | None = None
    name: Name = "甲"


@pytest.mark.parametrize(
    ("text", "what", "why"),
    [
        ("item: p12", "", ""),
        ("item: P1", "'P1' 不是这里的写法", "事项编号，如 p1，一经公开不再改变"),
        ("item: p01", "'p01' 不是这里的写法", "事项编号，如 p1，一经公开不再改变"),
        ("name: ' '", "' ' 不是这里的写法", "名称，不能是空的"),
        ("name: [a]", "这里应是文字", "写的是一个列表"),
    ],
)
def test_a_value_of_a_form(text: str, what: str, why: str) -> None:
    found: list[Finding] = []
    record = convert(read_yaml(f"{text}\n", "f").root, Named, found)
    told = [(f.code, f.at.column, f.what, f.why, f.mend) for f in found]
    mend = "改成文字" if "[" in text else "照着改正"
    assert told == ([("R004", 7, what, why, mend)] if what else [])
    assert (record is None) == bool(what)


@pytest.mark.parametrize("key", ["phones", "emails", "addresses"])
def test_contacts_of_any_kind_are_contacts(key: str) -> None:
    assert not Contacts()
    assert Contacts(**{key: ("x",)})


# -- registers, and how records travel


@pytest.mark.parametrize(
    ("day", "name"),
    [("2019-12-31", "甲局"), ("2020-01-01", "甲局"), ("2020-06-30", "甲局"), ("2020-07-01", "乙局"), ("2021-05-31", "乙局"), ("2021-06-01", "丙局")],
)  # fmt: skip
def test_the_name_of_an_organ_on_a_day(day: str, name: str) -> None:
    names = (
        OrganName(name="甲局", to=PartialDate("2020-06")),
        OrganName(name="乙局", from_=PartialDate("2020-07"), to=PartialDate("2021-05")),
    )
    assert Organ(name="丙局", names=names).name_on(date.fromisoformat(day)) == name


SITE = 'title: "台账"\nbase_url: "{}"\noperator: unofficial\nafter_close: keep\n'


@pytest.mark.parametrize(
    ("url", "origin", "path"),
    [
        ("https://a.cn", "https://a.cn", "/"),
        ("https://a.cn/", "https://a.cn", "/"),
        ("http://a.cn:8080/zgtz", "http://a.cn:8080", "/zgtz/"),
        ("https://a.cn/a/b/", "https://a.cn", "/a/b/"),
    ],
)
def test_where_a_site_lies(url: str, origin: str, path: str) -> None:
    made = read_registers({"site.yaml": SITE.format(url), "organs.yaml": ""}, "content", [])
    assert made is not None and (made.origin, made.base_path) == (origin, path)


@pytest.mark.parametrize(
    ("url", "why"),
    [
        ("https://a.cn:x/", "不是网址"),
        ("https:///x", "不是以 https:// 或 http:// 开头的网址"),
        ("https://a.cn/#x", "里面有 #"),
        ("https://a.cn//x/", "里面有 //、. 或 .. 这样的一段"),
        ("https://a.cn/../x/", "里面有 //、. 或 .. 这样的一段"),
        ("https://a.cn/x/.", "里面有 //、. 或 .. 这样的一段"),
        ("https://a.cn/v1.0/", ""),
    ],
)
def test_an_address_of_a_site(url: str, why: str) -> None:
    assert base_url_refused(url) == why


def test_registers_that_cannot_be_read() -> None:
    found: list[Finding] = []
    assert read_registers({}, "content", found) is None
    assert [(f.at.path, f.code, f.what) for f in found] == [
        ("content/site.yaml", "R001", "缺少 site.yaml"),
        ("content/organs.yaml", "R001", "缺少 organs.yaml"),
    ]
    assert found[0].mend == "在 content/ 上面一层的文件夹里运行 python build.py init . ：写出 site.yaml，已经有的不动"
    found = []
    secret = SITE.format("https://u:secret@a.cn/")
    assert read_registers({"site.yaml": secret, "organs.yaml": ""}, "content", found) is None
    assert [(f.at.line, f.code, f.what, f.why, f.mend) for f in found] == [
        (2, "R004", "base_url 不能用", "里面有用户名或密码：https://…@a.cn/", "写成 https://host/path/")
    ]
    found = []
    organs = 'amr:\n  name: "局"\n  successor: arm\narn:\n  name: "局"\n'
    read_registers({"site.yaml": SITE.format("https://a.cn/"), "organs.yaml": organs}, "content", found)
    assert [(f.at.path, f.at.line, f.code, f.what, f.why, f.mend) for f in found] == [
        ("content/organs.yaml", 3, "R009", "没有单位 arm", "amr 的 successor；最接近的是 arn", "在 organs.yaml 里补上，或改正编号")
    ]  # fmt: skip


def test_a_record_travels_whole() -> None:
    record = Sample(name="甲", day=date(2024, 1, 2), part=PartialDate("2024"), words=("a",))
    back = unpacker(Sample).decode(pack(record))
    assert back == record and isinstance(back.part, PartialDate) and back.part.latest == date(2024, 12, 31)
    told = plain(record)
    assert (told["name"], told["day"], told["part"], list(told["words"])) == ("甲", "2024-01-02", "2024", ["a"])
    assert sha256_hex(b"a") == "ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb"
