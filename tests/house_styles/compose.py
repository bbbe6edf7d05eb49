# ruff: noqa: E501  wordings
"""A whole document from its choices: front, body, end, and the form its lines came in."""

from typing import Final

from tests.house_styles import bodies, ends, fronts
from tests.house_styles.bodies import NUMBERS, Body, Composer
from tests.house_styles.choices import Choices
from tests.house_styles.fronts import (
    Scene,
    above,
    lead_lines,
    meta_lines,
    organ_of_title,
    scene_of,
    title_lines,
    title_of,
    total_line,
)
from tests.house_styles.truth import Document, Item, Truth
from tests.house_styles.words import FINDINGS, PROBLEMS
from tests.house_styles.wraps import OPTIONS as FORMS
from tests.house_styles.wraps import encoded

OPTIONS: Final[dict[str, tuple[str, ...]]] = {
    "kind": ("rectification", "audit", "follow-up", "closure", "one paragraph", "letters", "plan", "supervision"),
    **bodies.OPTIONS,
    **fronts.OPTIONS,
    **ends.OPTIONS,
    **FORMS,
}


def settled(choices: Choices) -> Choices:
    """The same choices without those that contradict one another."""
    kind = choices["kind"]

    def put(question: str, option: str) -> None:
        nonlocal choices
        choices = choices.but(question, option)

    if kind in ("audit", "closure", "supervision", "one paragraph", "letters", "plan"):
        put("lead", "audit" if kind == "audit" and choices["lead"] != "none" else "none")
    if kind == "supervision" and choices["sections"] not in ("problems, demands", "problems"):
        put("sections", "problems, demands")
    if kind != "supervision" and choices["sections"] == "problems, demands":
        put("sections", "problems")
    if kind == "plan":
        put(
            "sections",
            "problems" if choices["sections"] in ("problems, next", "only the beginning") else choices["sections"],
        )
        put("fields", "both")
        put("label", "整改措施：")
    if kind in ("closure", "plan", "supervision"):
        put(
            "sections",
            {
                "leadership, problems, next": "problems",
                "leadership, problems": "problems",
                "two of problems": "problems",
                "parts": "problems",
                "only the beginning": "problems",
            }.get(choices["sections"], choices["sections"]),
        )
    if choices["numbers"] == "letter l" and choices["depth"] in ("3", "4"):
        put("depth", "2")  # 1. above l. is one and the same number
    if choices["numbers"] in ("decimal", "hyphen") and choices["sections"] in ("none", "parts"):
        put("sections", "leadership, problems")
    if choices["numbers"] == "decimal" and choices["depth"] == "4":
        put("depth", "3")
    if choices["sections"] == "none":
        put("depth", "1")
        put("lonely category", "no")
    if choices["sections"] == "only the beginning":
        put("total", "none")
    if choices["depth"] == "1":
        put("lonely category", "no")
    if choices["wording"].startswith("run in"):
        put("introduction", "none")
        put("label", "none")  # what runs on behind the heading would stand before the label
    if choices["title"] in ("table", "none") and choices["above"] in ("breadcrumb with title", "arrows with title"):
        put("above", "breadcrumb")
    if choices["title"] == "none" and kind != "rectification":
        put("title", "one line")
    if choices["signature"] == "only date" and choices["title"] == "none":
        put("signature", "organ and date")
    if choices["meta place"] == "end" and choices["meta"] in (
        "bare date",
        "date only in brackets",
        "label above value",
        "table",
        "date time site",
        "chinese date",
        "announced",
        "without colons",
        "newspaper",
    ):
        put("meta place", "below")
    if choices["after"] != "none" and choices["meta place"] == "end":
        put("after", "none")
    return choices


def compose(choices: Choices) -> Document:
    """The document that settled choices describe."""
    choices = settled(choices)
    scene = scene_of(choices)
    title = title_of(choices, scene)
    body = body_of(choices, scene)
    front = front_of(choices, scene, title, len(body.items))
    end = (
        ends.end_lines(choices, scene)
        if choices["kind"] != "one paragraph"
        else [*ends.signature(choices, scene), *ends.after(choices, scene)]
    )
    late = meta_lines(choices, scene) if choices["meta place"] == "end" else []
    finish_head(choices, scene, title)
    lines = [*front, *body.lines, *end, *late]
    roles = (
        body.roles
        if choices["kind"] in ("rectification", "follow-up", "audit") and choices["sections"] != "only the beginning"
        else []
    )
    truth = Truth(head=scene.head, items=body.items, roles=roles)
    raw, text = encoded(choices, lines)
    return Document(raw, text, truth)


def front_of(choices: Choices, scene: Scene, title: str, count: int) -> list[str]:
    meta = meta_lines(choices, scene) if choices["meta place"] != "end" else []
    random = choices.words("front")
    between = {
        "none": [], "site name": [scene.site], "unknown line": [random.choice(("新闻动态", "标题图", "朗读", "NEWS"))], "buttons": ["【字体：大 中 小】 打印 收藏"],
    }[choices["between"]]  # fmt: skip
    named = title_lines(choices, title, random)
    top = above(choices, scene, title)
    lead = lead_lines(choices, scene) if choices["kind"] != "one paragraph" else []
    total = total_line(choices, scene, count) if choices["kind"] not in ("one paragraph", "letters") else []
    below = [*between, *meta] if choices["meta place"] == "below" else between
    first = meta if choices["meta place"] == "above" else []
    return [*top, *first, *named, *below, *lead, *total]


def finish_head(choices: Choices, scene: Scene, title: str) -> None:
    """Title and organ, and the date of publication where only the signature dates the text."""
    head = scene.head
    for name in ("published", "written", "source", "started", "ended", "feedback", "problems"):
        head.setdefault(name, None)
    head.setdefault("teams", [])
    head["title"] = None if choices["title"] == "none" else title
    if head["published"] is None and head["signed_on"]:
        head["published"] = head["signed_on"]
    signed = head["signed"]
    head["organ"] = organ_of_title(scene, title) if choices["title"] != "none" else None
    if head["organ"] is None:
        head["organ"] = signed[0] if isinstance(signed, list) and signed else "?"


def body_of(choices: Choices, scene: Scene) -> Body:
    if choices["kind"] == "letters":
        return letters(choices)
    if choices["kind"] == "one paragraph":
        return one_paragraph(choices, scene)
    return Composer(choices, choices["kind"] == "audit").body()


def letters(choices: Choices) -> Body:
    """Letters of complaint dealt with in a batch: each a case with its labels."""
    random = choices.words("letters")
    if random.random() < 0.3:
        return letters_in_fields(choices)
    kind = random.choice(("一、", "1.", "（一）", ""))
    lines, items = [], []
    for n in range(1, random.randint(3, 6)):
        code = f"D3YZ2024{random.randint(1000, 9999)}{n:02d}"
        problem, finding = random.choice(PROBLEMS), random.choice(FINDINGS)
        title = (
            f"受理编号：{code}"
            if not kind
            else random.choice((f"受理编号：{code}", f"关于反映“{problem}”的信访件（{code}）"))
        )
        lines.append(NUMBERS[kind][0](n) + title)
        done = random.choice(
            ("已责令限期改正，并安排专人每日巡查。", "约谈当事人，现场督促清理完毕。", "拆除违规设施2处，恢复原状。")
        )
        lines.append(f"反映情况：{problem}，希望有关部门处理。")
        lines.append(f"{random.choice(('调查核实情况', '核查情况', '基本情况'))}：{finding}")
        lines.append(f"{random.choice(('处理及整改情况', '处理和整改情况', '整改情况', '办理情况'))}：{done}")
        items.append(Item(NUMBERS[kind][1](n), title, "?", None, [done]))
    return Body(lines, items, [])


def letters_in_fields(choices: Choices) -> Body:
    """Letters as the fields of a form, one a line."""
    random = choices.words("letters in fields")
    lines, items = [], []
    for n in range(1, random.randint(3, 5)):
        code = f"X2024{random.randint(1000, 9999)}{n:03d}"
        deeds = ["责令立即清洗油烟净化器", "要求22时后停止室外经营", "将该单位纳入重点巡查名单"][: random.randint(2, 3)]
        lines += [
            f"受理编号：{code}",
            f"交办问题基本情况：{random.choice(PROBLEMS)}，群众反映强烈。",
            "行政区域：东湾区",
            f"调查核实情况：{random.choice(FINDINGS)}举报情况部分属实。",
            "是否属实：部分属实",
            "处理和整改情况：" + "".join(f"{i}.{deed}；" for i, deed in enumerate(deeds, 1)),
            "是否办结：已办结",
            random.choice(("责任人被处理情况：无", "问责情况：约谈1人。")),
        ]
        items.append(
            Item(None, f"受理编号：{code}", "problem", None, [f"{i}.{deed}；" for i, deed in enumerate(deeds, 1)])
        )
    return Body(lines, items, [])


def one_paragraph(choices: Choices, scene: Scene) -> Body:
    """A notice that says all in one paragraph: no items."""
    random = choices.words("one")
    y, m, head = scene.year + 1, random.randint(1, 11), scene.head
    phone, mail = f"0999-7{random.randint(100000, 999999)}", f"hb{random.randint(10, 99)}@yunzhou.invalid"
    head |= {
        "window": ("objection", f"{y}-{m:02d}-08", f"{y}-{m:02d}-14"),
        "phones": [phone],
        "emails": [mail],
        "addresses": [],
        "postcodes": [],
    }
    many = random.choice(("第十二项", "第3项", "第二十一项"))
    said = (
        f"根据督察整改工作要求，我{scene.place[-1]}牵头负责的督察反馈{many}问题已按照整改方案完成整改，并通过验收，拟予以销号，现予以公示。"
        f"公示时间：{y}年{m}月8日至{m}月14日。公示期间如有异议，请向{scene.organ}反映，联系电话：{phone}，电子邮箱：{mail}。"
    )
    return Body([said], [], [])
