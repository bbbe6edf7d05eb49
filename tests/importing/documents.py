"""Documents made up by hypothesis from the structures real ones have: every house style of numbering, heading and ending."""

from hypothesis import strategies as st

_WORDS = ["办理流程", "巡查记录", "经费台账", "群众来信", "窗口服务", "培训计划", "档案移交", "应急演练", "票据管理", "项目验收"]  # fmt: skip
_NASTY = [
    "138****1234", "<b>", "{#p9}", "C#", "a|b", "\\", "[1]", "1.5%", "# 号", "- 项", "| 表 |", "&amp;", "__", "“一是”", "(2023年)", "《办法〈试行〉》", "①",
    "\\#", "##", "{role=other}", "120余人次", "追回3.2万元", "计划于2024年6月前完成", "已完成", "每半年至少一次",
]  # fmt: skip
words = st.lists(st.sampled_from(_WORDS + _NASTY), min_size=1, max_size=4).map("".join)
prose = st.lists(words, min_size=1, max_size=3).map(lambda parts: "完善" + ",推进".join(parts) + "。")
_CN = ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二"]
_CIRCLES = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫"
ORGAN = "中共云州市园林局党组"

# Each structure by a pattern that shows it in a document; test_properties checks that the generator makes them all.
STRUCTURES = {
    "no title": r"\A(?!中共云州市园林局党组关于|标题|当前位置|\|)",
    "title once": r"\A中共云州市园林局党组关于",
    "title three times": r"\A当前位置.*巡察整改情况的(?s:.)+标题:.*\n(?s:.)*^中共云州市园林局党组关于",
    "title in a table": r"^\| 信息名称 \|",
    "metadata in brackets": r"^【发布日期",
    "date glued to the source": r"\d来源:",
    "two teams": r"巡察三组、四组",
    "round and team": r"第十二轮巡察一组",
    "over New Year": r"2023年11月6日至1月5日",
    "third of a month": r"上旬",
    "short name": r"以下简称",
    "leadership with items": r"^一、履行(?s:.)+?^\(一\)加强领导",
    "problems only": r"^二、(?!.*方面).*\n1[.、]",
    "category and problem": r"^\(一\)关于.+方面\n1",
    "three levels": r"^1\..+方面\n\(1\)",
    "category without problem": r"^\([二三]\)关于“.+”问题\n完善",
    "attachment": r"^附件1(?s:.)+^项目1\.1",
    "eleven measures": r"十一是",
    "a jump": r"二是.*\n?四是",
    "circles": r"^①|:①",
    "small numbers": r"^\(2\)",
    "half bracket": r"^2\)",
    "l for 1": r"^l\.",
    "inline": r"一是.+二是",
    "positive heading": r"^1[.、] ?加强",
    "aspect in quotes": r"在“.+”方面",
    "label line": r"^整改(落实|进展)?情况:$",
    "fields": r"^责任单位:",
    "introduction": r"^局党组高度重视",
    "next steps": r"^三、下一步",
    "window": r"公开期限",
    "objection window": r"异议",
    "days counted": r"个工作日",
    "hotline": r"值班电话",
    "two organs sign": r"党组 {2}",
    "signature over two lines": r"^中共云州市\n",
    "text after the signature": r"2024年3月5日\s*\n\s*附件",
    "footer": r"ICP备",
    "a total": r"反馈的\d+项问题",
    "a table": r"^\| 序号 \|",
}


@st.composite
def _measures(draw: st.DrawFn) -> list[str]:
    """Lines under an item, in one of the ways measures are written."""
    count = draw(st.sampled_from([1, 2, 2, 3, 4, 12]))
    texts = [draw(prose) for _ in range(count)] if count < 5 else ["完善" + draw(words) + "。"] * count
    label = draw(st.sampled_from(["", "整改情况:", "整改落实情况:", "整改进展情况:"]))
    form = draw(
        st.sampled_from(["plain", "is", "inline", "bracket", "circle", "circle inline", "half", "label line", "jump"])
    )
    numbers = [1, 2, 4, 5][:count] if form == "jump" and count < 5 else range(1, count + 1)
    if form in ("inline", "circle inline"):
        return [
            label
            + "".join(
                (f"{_CN[n - 1]}是" if form == "inline" else _CIRCLES[n - 1]) + t
                for n, t in zip(numbers, texts, strict=True)
            )
        ]
    marks = {"is": "{c}是", "jump": "{c}是", "bracket": "({n})", "circle": "{o}", "half": "{n})"}.get(form, "")
    lines = [marks.format(n=n, c=_CN[n - 1], o=_CIRCLES[n - 1]) + t for n, t in zip(numbers, texts, strict=True)]
    if form == "label line":
        lines = [label or "整改情况:", *lines]
    elif label:
        lines = [label + lines[0], *lines[1:]]
    lines = [*draw(st.sampled_from([[], [], ["局党组高度重视,专题研究。"]])), *lines]
    return [
        *lines,
        *draw(
            st.sampled_from([[], [], ["责任单位:财务科", "整改时限:2024年6月底"], ["| 序号 | 事项 |", "| 1 | 票据 |"]])
        ),
    ]


@st.composite
def _items(draw: st.DrawFn) -> list[str]:
    """The section that holds the items: from problems only to category, aspect and (1) sub-problem."""
    depth = draw(st.sampled_from(["flat", "category", "category", "aspect", "attachment"]))
    wording = draw(
        st.sampled_from(["关于“{}不到位”问题", "对于“{}不规范”问题的整改", "加强{}", "{}不落实的问题", "在“{}”方面"])
    )
    number = draw(st.sampled_from(["{}.", "{}、", "{}. "]))
    lines: list[str] = []
    for category in range(draw(st.integers(1, 3)) if depth != "flat" else 1):
        inner = number
        if depth == "attachment":
            lines.append(f"附件{category + 1}:整改任务清单")
            inner = f"项目{category + 1}.{{}} "
        elif depth != "flat":
            if category and draw(st.booleans()):
                lines += [f"({_CN[category]})关于“{draw(st.sampled_from(_WORDS))}不足”问题", *draw(_measures())]
                continue
            lines.append(f"({_CN[category]})关于{draw(st.sampled_from(_WORDS))}方面")
        if depth == "aspect":
            lines.append(f"1.{draw(st.sampled_from(_WORDS))}方面")
            inner = "({})"
        for item in range(1, draw(st.integers(1, 3)) + 1):
            shown = "l" if item == 1 and inner == "{}." and draw(st.integers(0, 3)) == 0 else item
            lines += [inner.format(shown) + wording.format(draw(st.sampled_from(_WORDS))), *draw(_measures())]
    return lines


_TITLE = f"{ORGAN}关于巡察整改情况的通报"
_TITLES = [
    [], [_TITLE], [_TITLE, _TITLE], ["当前位置:首页 > 公开", _TITLE], [f"当前位置:首页 > 公开 > {_TITLE}", f"标题:{_TITLE}", _TITLE],
    [ORGAN, "关于巡察整改情况的通报"], [f"| 信息名称 | {_TITLE} |", "| 发布日期 | 2024年3月5日 |"],
]  # fmt: skip
_METADATA = [
    [], ["发布日期:2024-03-05 来源:云州清风"], ["【发布日期:2024年3月5日】", "来源:云州清风"], ["2024-03-05 09:07来源:云州清风"],
    ["成文日期:2024年3月1日 发布日期:2024年3月4日", "信息索引号:0001/2024"],
]  # fmt: skip
_LEADS = [
    [],
    ["2023年11月6日至1月5日,市委第六巡察组对市园林局党组开展了巡察。现将情况通报如下。"],
    ["2023年3月上旬至4月下旬,区委巡察三组、四组对局党组进行了巡察,5月中旬反馈意见。"],
    ["七届市委第十二轮巡察一组对我局开展了巡察。对反馈的12项问题,逐条研究。"],
    [f"{ORGAN}(以下简称局党组)认真整改。", "2021年5月11日至7月10日,中央第十巡视组对我市开展了常规巡视。"],
    ["巡察期间设值班电话:0999-7000001,受理时间:2024年1月5日至2月5日。"],
]  # fmt: skip
_WINDOWS = [
    [],
    ["欢迎监督。公开期限:2024年3月5日至3月25日。联系电话:0999-7000000;邮政编码100000。"],
    ["公示期为7个工作日,自2024年9月27日起。如有异议请来电。", "监督电话:0999—7000002、7000003 传真:0999-7000009"],
    ["公示时间:2024年9月27日—2024年10月11日", "通讯地址:书院路2号(邮编:100001),邮箱:a@yunzhou.invalid"],
]
_SIGNATURES = [
    [], [ORGAN, "2024年3月5日"], [f"{ORGAN}  中共云州市会展中心委员会", "二〇二四年三月五日"], ["中共云州市", "园林局党组", "2024年3月5日"],
    [ORGAN, "2024年3月5日", "附件:1.清单", "2.流程图"],
]  # fmt: skip
_PAGE_ENDS = [
    [],
    ["上一篇:没有了", "版权所有:云州市园林局", "某ICP备00000000号"],
    ["相关链接:", "关于例会的通知"],
    ["— 1 —"],
]


@st.composite
def documents(draw: st.DrawFn) -> str:
    """A whole document in half width, one paragraph a line."""
    lines: list[str] = [
        *draw(st.sampled_from(_TITLES)),
        *draw(st.sampled_from(_METADATA)),
        *draw(st.sampled_from(_LEADS)),
    ]
    if draw(st.integers(0, 3)):
        lines += [
            "一、履行主体责任情况",
            *draw(st.lists(prose, min_size=1, max_size=2)),
            "(一)加强领导。" + draw(prose),
            "1.成立专班。",
            "一是定期调度。",
        ]
        lines.append("二、问题整改落实情况")
    lines += draw(_items())
    lines += draw(
        st.sampled_from(
            [[], ["三、下一步打算", "(一)持续用力。1.巩固成果。", "一是常抓不懈。"], ["下一步,我局将持续巩固成果。"]]
        )
    )
    lines += draw(st.sampled_from(_WINDOWS)) + draw(st.sampled_from(_SIGNATURES)) + draw(st.sampled_from(_PAGE_ENDS))
    blank = draw(st.sampled_from(["\n", "\n\n", "\r\n", "\n\u3000\u3000", "\n\u00a0"]))
    return blank.join(lines)
