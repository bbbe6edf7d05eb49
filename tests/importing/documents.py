"""Documents made up by hypothesis from the structures real ones have: every house style of numbering, heading and ending."""

from hypothesis import strategies as st

_WORDS = [
    "办理流程",
    "巡查记录",
    "经费台账",
    "群众来信",
    "窗口服务",
    "培训计划",
    "档案移交",
    "应急演练",
    "票据管理",
    "项目验收",
]
_NASTY = [
    "138****1234",
    "<b>",
    "{#p9}",
    "C#",
    "a|b",
    "\\",
    "[1]",
    "1.5%",
    "# 号",
    "- 项",
    "| 表 |",
    "&amp;",
    "__",
    "“一是”",
    "(2023年)",
    "《办法〈试行〉》",
    "①",
    "\\#",
]
words = st.lists(st.sampled_from(_WORDS + _NASTY), min_size=1, max_size=4).map("".join)
_prose = st.lists(words, min_size=1, max_size=3).map(lambda parts: "完善" + ",推进".join(parts) + "。")
_numerals = "一二三四五六七八九十"


@st.composite
def _measures(draw: st.DrawFn) -> list[str]:
    """Lines under an item, in one of the ways measures are written."""
    texts = draw(st.lists(_prose, min_size=1, max_size=4))
    label = draw(st.sampled_from(["", "整改情况:", "整改落实情况:", "整改进展情况:"]))
    form = draw(st.sampled_from(["plain", "is", "inline", "bracket", "circle", "half", "label line"]))
    numbers = range(1, len(texts) + 1)
    if form == "inline":
        return [label + "".join(f"{_numerals[n - 1]}是{text}" for n, text in zip(numbers, texts, strict=True))]
    marks = {"is": "{c}是", "bracket": "({n})", "circle": "①", "half": "{n})"}.get(form, "")
    lines = [marks.format(n=n, c=_numerals[n - 1]) + text for n, text in zip(numbers, texts, strict=True)]
    if form == "label line":
        return [label or "整改情况:", *lines]
    return [label + lines[0], *lines[1:]]


@st.composite
def _items(draw: st.DrawFn) -> list[str]:
    """The section that holds the items, with or without categories."""
    lines: list[str] = []
    categories = draw(st.integers(0, 3))
    wording = draw(st.sampled_from(["关于“{}不到位”问题", "对于“{}不规范”问题的整改", "加强{}", "{}不落实的问题"]))
    number = draw(st.sampled_from(["{}.", "{}、", "{}. "])) if categories else draw(st.sampled_from(["{}.", "({c})"]))
    for category in range(max(1, categories)):
        if categories:
            lines.append(f"({_numerals[category]})关于{draw(st.sampled_from(_WORDS))}方面")
        for item in range(1, draw(st.integers(1, 3)) + 1):
            title = number.format(item, c=_numerals[item - 1]) + wording.format(draw(st.sampled_from(_WORDS)))
            lines += [title, *draw(_measures())]
    return lines


@st.composite
def documents(draw: st.DrawFn) -> str:
    """A whole document in half width, one paragraph a line."""
    title = "中共云洲市园林局党组关于巡察整改情况的通报"
    lines: list[str] = draw(st.sampled_from([[], [title], [title, title], ["当前位置:首页 > 公开", title]]))
    lines = [
        *lines,
        *draw(
            st.sampled_from([[], ["发布日期:2024-03-05 来源:云洲清风"], ["【发布日期:2024年3月5日】", "来源:云洲清风"]])
        ),
    ]
    lines += draw(
        st.sampled_from([[], ["2023年11月6日至1月5日,市委第六巡察组对市园林局党组开展了巡察。现将情况通报如下。"]])
    )
    lines += ["一、履行主体责任情况", *draw(st.lists(_prose, min_size=1, max_size=2)), "(一)加强领导。" + draw(_prose)]
    lines += ["二、问题整改落实情况", *draw(_items())]
    lines += draw(st.sampled_from([[], ["三、下一步打算", "(一)持续用力。1.巩固成果。", "一是常抓不懈。"]]))
    lines += draw(
        st.sampled_from([[], ["欢迎监督。公开期限:2024年3月5日至3月25日。联系电话:0999-7000000;邮政编码100000。"]])
    )
    lines += draw(st.sampled_from([[], ["中共云洲市园林局党组", "2024年3月5日"]]))
    lines += draw(st.sampled_from([[], ["上一篇:没有了", "版权所有:云洲市园林局", "某ICP备00000000号"]]))
    blank = draw(st.sampled_from(["\n", "\n\n", "\r\n", "\n\u3000\u3000", "\n\u00a0"]))
    return blank.join(lines)
