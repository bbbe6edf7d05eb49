# ruff: noqa: E501  one wording a row reads better than a broken one
"""The fields of a head, one wording a row."""

from datetime import date

import pytest

from site_builder.importing.draft import draft_of
from site_builder.importing.lines.manuscript import Doubt, Line
from site_builder.importing.lines.numbering import marker
from site_builder.importing.names import organ_id, slug_of
from site_builder.importing.readers.dispatch import read_manuscript
from site_builder.importing.structure.back import read_back
from site_builder.importing.structure.contacts import contacts_of
from site_builder.importing.structure.front import read_front
from site_builder.importing.structure.heads import inspection, organ_of
from site_builder.importing.structure.kinds import kind_of
from site_builder.importing.structure.phrases import states_of
from site_builder.importing.structure.publication import publication
from site_builder.importing.structure.roles import role_of
from site_builder.importing.structure.window import window_of
from site_builder.importing.suggest.totals import stated_totals
from site_builder.records.model import Window


def lines(*texts: str) -> tuple[Line, ...]:
    return tuple(Line(number, text) for number, text in enumerate(texts, 1))


@pytest.mark.parametrize(
    ("lead", "teams", "round_", "started", "ended", "feedback"),
    [
        ("2023年7月3日至9月1日，市委第六巡察组对市住建局党组开展了巡察。2023年10月9日反馈了意见。现将", ["市委第六巡察组"], None, "2023-07-03", "2023-09-01", "2023-10-09"),
        ("2023年11月6日至1月5日，市委巡察二组对局党组进行了常规巡察。2月20日，巡察组反馈了意见。", ["市委巡察二组"], None, "2023-11-06", "2024-01-05", "2024-02-20"),
        ("2023年3月上旬至4月下旬，区委巡察一组二分组对局党组进行了巡察，5月中旬反馈意见。", ["区委巡察一组二分组"], None, "2023-03", "2023-04", "2023-05"),
        ("2022年3月至5月，七届市委第十二轮巡察一组对我局开展了巡察。2022年6月反馈。", ["巡察一组"], "七届市委第十二轮", "2022-03", "2022-05", "2022-06"),
        ("十届县委第二轮巡察于2023年3月6日启动。3月6日至4月28日，县委第一巡察组对局党组进行巡察，6月2日反馈。", ["县委第一巡察组"], "十届县委第二轮", "2023-03-06", "2023-04-28", "2023-06-02"),
        ("县委第一巡察组于2023年3月6日进驻，4月28日巡察结束，6月2日反馈了意见。", ["县委第一巡察组"], None, "2023-03-06", "2023-04-28", "2023-06-02"),
        ("区委第二轮巡察于2022年11月7日启动，至2023年1月6日结束，区委巡察三组对街道党工委进行了巡察，3月1日反馈。", ["区委巡察三组"], "第二轮", "2022-11-07", "2023-01-06", "2023-03-01"),
        ("二〇二三年三月六日至四月二十八日，县委第一巡察组对局党组进行巡察，六月二日反馈。", ["县委第一巡察组"], None, "2023-03-06", "2023-04-28", "2023-06-02"),
        ("十届县委第二轮巡察对局党组开展了巡察（2023年3月6日—4月28日，县委第一巡察组）；6月2日反馈。", ["县委第一巡察组"], "十届县委第二轮", "2023-03-06", "2023-04-28", "2023-06-02"),
        ("2021年5月11日至7月10日，中央第十巡视组对我市开展了常规巡视。", ["中央第十巡视组"], None, "2021-05-11", "2021-07-10", None),
        ("2023年3月6日至4月28日，县委第三巡察组、县委第四巡察组对教育局党委进行了巡察。", ["县委第三巡察组", "县委第四巡察组"], None, "2023-03-06", "2023-04-28", None),
        ("县委第一巡察组于2022年10月20日进驻局党组，至12月25日结束现场巡察。2023年1月9日反馈。", ["县委第一巡察组"], None, "2022-10-20", "2022-12-25", "2023-01-09"),
        ("十届州委第三轮巡察从2022年9月中旬全面启动。州委第一巡察组于9月20日进驻我县，至11月25日结束。2023年1月9日反馈。", ["州委第一巡察组"], "十届州委第三轮", "2022-09-20", "2022-11-25", "2023-01-09"),
        ("2022年6月6日，盟委第二巡察组对旗林业局党组（以下简称“局党组”）的巡察正式启动，7月15日完成进驻任务，8月26日集中反馈。", ["盟委第二巡察组"], None, "2022-06-06", "2022-07-15", "2022-08-26"),
        ("区委第二巡察组对区民宗局等5家单位进行巡察。其中，对局党组的巡察自2023年6月5日始，至7月28日止；反馈会于9月1日召开，反馈问题16条。", ["区委第二巡察组"], None, "2023-06-05", "2023-07-28", "2023-09-01"),
        ("地委第三巡察组从2024年3月上旬开始，到4月下旬结束，在我村巡察，5月中旬反馈了11个问题。", ["地委第三巡察组"], None, "2024-03", "2024-04", "2024-05"),
        ("市委第八巡察组于2022年11月21日—2023年1月13日对我局党委进行了常规巡察，当月31日反馈了巡察意见。", ["市委第八巡察组"], None, "2022-11-21", "2023-01-13", "2023-01-31"),
        ("县委第二巡察组于2021年9月27日进驻县检察院，11月19日撤点；2021年12月30日反馈了意见。", ["县委第二巡察组"], None, "2021-09-27", "2021-11-19", "2021-12-30"),
        ("八届区委首轮巡察中，区委第五巡察组2021年4月6日至5月28日对学校进行了巡察；6月30日反馈。", ["区委第五巡察组"], "八届区委首轮", "2021-04-06", "2021-05-28", "2021-06-30"),
        ("2023年3月6日至4月28日，市委第三交叉巡察组对局党组开展了巡察。", ["市委第三交叉巡察组"], None, "2023-03-06", "2023-04-28", None),
        ("2023年3月6日至4月28日，区委第六（交叉）巡察组对局党组开展了巡察。", ["区委第六（交叉）巡察组"], None, "2023-03-06", "2023-04-28", None),
        ("2022年1月17日至2月25日，县委涉粮问题专项巡察组对公司开展巡察，3月31日反馈。", ["县委涉粮问题专项巡察组"], None, "2022-01-17", "2022-02-25", "2022-03-31"),
        ("按照安排，十届区委第八轮巡察（第二批）安排区委第二巡察组2023年6月5日至7月28日巡察局党组。", ["区委第二巡察组"], "十届区委第八轮", "2023-06-05", "2023-07-28", None),
    ],
)  # fmt: skip
def test_inspection(
    lead: str, teams: list[str], round_: str | None, started: str, ended: str, feedback: str | None
) -> None:
    found, _ = inspection(None, Line(1, lead))
    assert found is not None
    assert list(found.teams) == teams
    assert found.round == round_
    assert (found.started, found.ended, found.feedback) == (started, ended, feedback)


def test_a_year_worked_out_is_a_doubt() -> None:
    _, doubts = inspection(None, Line(7, "2023年11月6日至1月5日，市委巡察二组对局党组进行了巡察。2月20日反馈。"))
    assert [(doubt.line, doubt.text, doubt.why) for doubt in doubts] == [
        (7, "1月5日", "结束日期未写年份，按 2024-01-05 读"),
        (7, "2月20日", "反馈日期未写年份，按 2024-02-20 读"),
    ]


@pytest.mark.parametrize(
    ("text", "opens", "closes", "kind"),
    [
        ("公开期限：2024年3月5日至3月25日。", "2024-03-05", "2024-03-25", "publication"),
        ("公示期为2023年12月20日至1月8日，对公示内容有异议的请来电。", "2023-12-20", "2024-01-08", "objection"),
        ("公示时间：2024年9月27日—2024年10月11日", "2024-09-27", "2024-10-11", "publication"),
        ("公示日期为：2024-09-27至2024-10-11", "2024-09-27", "2024-10-11", "publication"),
        ("公示期7个工作日，自2024年9月27日起计算。", "2024-09-27", "2024-10-11", "publication"),
        ("公开期限：2024年9月5日至10日。", "2024-09-05", "2024-09-10", "publication"),
        ("公示期：2024年9月5日至12日，共5个工作日。", "2024-09-05", "2024-09-12", "publication"),
        ("欢迎对巡察整改落实情况进行监督。公示期：2024年9月1日至9月10日。", "2024-09-01", "2024-09-10", "publication"),
        ("监督时间：2024年9月27日至2024年10月11日。", "2024-09-27", "2024-10-11", "publication"),
        ("公开期10天，从3月8日到3月17日。", "2024-03-08", "2024-03-17", "publication"),
        ("3月8日至3月20日，您有任何意见都可以拨打园林局电话。", "2024-03-08", "2024-03-20", "publication"),
        ("本公告自2024年3月5日至3月20日接受监督，电话：0999-7000001。", "2024-03-05", "2024-03-20", "publication"),
        ("整改情况于2024年3月5日—12日对外公开。", "2024-03-05", "2024-03-12", "publication"),
        ("公示期自发布之日起15天。", "2024-03-05", "2024-03-19", "publication"),
        ("自公布之日起公开十五日，欢迎监督。公开期限：15日。", "2024-03-05", "2024-03-19", "publication"),
    ],
)
def test_window(text: str, opens: str, closes: str, kind: str) -> None:
    window, _ = window_of(lines("如有意见请反映。", text), date(2024, 3, 5))
    assert isinstance(window, Window)
    assert (str(window.opens), str(window.closes), window.kind) == (opens, closes, kind)
    assert window.quote in text  # type: ignore[operator]


@pytest.mark.parametrize(
    "text",
    [
        "巡察期间设立专门值班电话：0999-7000000，受理时间：2024年3月5日至3月25日。",
        "对整改情况如有意见建议，请于2024年6月30日前反馈。",
        "公示期间如有异议，请于5个工作日内书面反映。",
        "政务公开工作扎实推进，公开时间更加及时。",
        "公开期限：2024年3月25日至3月5日以前",
    ],
)
def test_no_window(text: str) -> None:
    assert window_of(lines(text), date(2024, 3, 5))[0] == "unstated"


def test_a_last_day_for_answers_is_a_doubt_and_hides_no_window() -> None:
    asked = "公示期间如有异议，请于2024年3月20日前书面反映。"
    assert window_of(lines(asked), date(2024, 3, 5))[1] == [
        Doubt(
            1,
            "如有异议，请于2024年3月20日前书面反映",
            "这是反馈意见的截止日，原文没有说它是公开期限或公示期；确是期限的，请补填 window",
        )
    ]
    window, doubts = window_of(lines(asked, "公示期：2024年3月5日至3月11日。"), date(2024, 3, 5))
    assert isinstance(window, Window)
    assert (str(window.closes), doubts) == ("2024-03-11", [])


@pytest.mark.parametrize(
    ("text", "phones", "emails", "addresses", "postcodes"),
    [
        ("联系电话：0999-7000001；邮政信箱：云洲市湖滨路1号纪检室，邮政编码100000；电子邮箱：a.b@yz.invalid。",
         ["0999-7000001"], ["a.b@yz.invalid"], ["云洲市湖滨路1号纪检室"], ["100000"]),
        ("联系方式：电话(0999)7000001、7000002 传真：0999-7000009", ["0999-7000001", "7000002"], [], [], []),
        ("电 话：0999—7000001，邮寄地址：湖滨路1号（邮编：100000），邮箱：x@yz.invalid",
         ["0999-7000001"], ["x@yz.invalid"], ["湖滨路1号"], ["100000"]),
        ("监督电话 0999-12345678-801", ["0999-12345678-801"], [], [], []),
        ("如对公开内容有疑问，请拨打0999-7000001（机关党委），也可到局里反映。", ["0999-7000001"], [], [], []),
        ("群众对整改有意见的，请致电0999-700 0001。", ["0999-7000001"], [], [], []),
        ("有疑问请联系：办公室 0999-7000001；纪委办 0999-7000002", ["0999-7000001", "0999-7000002"], [], [], []),
        ("联系电话：7000 0001", ["70000001"], [], [], []),
        ("共打通断头路0.8公里，致电单位12家", [], [], [], []),
        ("某ICP备10000000号", [], [], [], []),
    ],
)  # fmt: skip
def test_contacts(text: str, phones: list[str], emails: list[str], addresses: list[str], postcodes: list[str]) -> None:
    found, _ = contacts_of(lines(text))
    assert (list(found.phones), list(found.emails), list(found.addresses), list(found.postcodes)) == (
        phones,
        emails,
        addresses,
        postcodes,
    )


def test_a_phone_without_area_code_is_a_doubt() -> None:
    assert [doubt.why for doubt in contacts_of(lines("联系电话：7000001。"))[1]] == ["电话没有区号"]


@pytest.mark.parametrize(
    ("ending", "by", "day"),
    [
        (("中共云洲市园林局党组", "2024年3月5日"), ["中共云洲市园林局党组"], "2024-03-05"),
        (("中共云洲市园林局党组　2024年3月5日",), ["中共云洲市园林局党组"], "2024-03-05"),
        (("中共云洲市", "园林局党组", "二〇二四年三月五日"), ["中共云洲市园林局党组"], "2024-03-05"),
        (("中共云洲市园林局", "党支部", "2024年3月5日"), ["中共云洲市园林局党支部"], "2024-03-05"),
        (("云洲市园林局（盖章）", "2024年3月"), ["云洲市园林局"], "2024-03"),
        (("欢迎监督。", "附件：清单", "云洲市园林局"), ["云洲市园林局"], None),
    ],
)
def test_signature(ending: tuple[str, ...], by: list[str], day: str | None) -> None:
    back = read_back(lines("二、整改情况", "1.关于“票据”问题", "已完善票据领用登记并开展专项检查，情况良好。", *ending))
    found = back.signed
    assert len(back.body) == 3
    assert (list(found.by), found.date.iso() if found.date else None) == (by, day)


@pytest.mark.parametrize(
    ("title", "lead", "signed", "organ"),
    [
        ("中共云洲市园林局党组关于巡察整改情况的通报", "", (), "中共云洲市园林局党组"),
        ("云洲市园林局2023年工作总结和2024年工作安排", "", (), "云洲市园林局"),
        ("关于巡察整改情况的通报", "", ("中共云洲市园林局党组",), "中共云洲市园林局党组"),
        (None, "2023年7月3日至9月1日，市委第六巡察组对市园林局党组开展了巡察。", (), "市园林局党组"),
        (None, "中共云洲市园林局党组（以下简称局党组）高度重视。", (), "中共云洲市园林局党组"),
        (None, "我局高度重视。", (), None),
    ],
)
def test_organ(title: str | None, lead: str, signed: tuple[str, ...], organ: str | None) -> None:
    assert organ_of(title, lead, signed) == organ


@pytest.mark.parametrize(
    ("metadata", "published", "written", "source"),
    [
        (("发布日期：2024-03-05   来源：云洲清风",), "2024-03-05", None, "云洲清风"),
        (("【发布日期：2024年3月5日】【来源：云洲清风】",), "2024-03-05", None, "云洲清风"),
        (("2024-03-05 09:07来源:云洲清风",), "2024-03-05 09:07", None, "云洲清风"),
        (("成文日期：2024年3月1日 发布日期：2024年3月4日",), "2024-03-04", "2024-03-01", None),
        (("发布时间：24-3-05 浏览：77",), "2024-03-05", None, None),
        (("发表时间:3/5/2024 4:30:00 PM",), "2024-03-05 04:30", None, None),
    ],
)
def test_publication(metadata: tuple[str, ...], published: str, written: str | None, source: str | None) -> None:
    found = publication(lines(*metadata))
    assert (found.published, found.written, found.source.name if found.source else None) == (published, written, source)


@pytest.mark.parametrize(
    ("text", "totals"),
    [
        ("对反馈的12项问题逐条研究。", {"problems": 12}),
        ("市委巡察组反馈四方面13类共27项问题。", {"problems": 27, "categories": 13}),
        ("巡察组指出3个方面12个具体问题，细化整改措施46条。", {"problems": 12, "categories": 3, "measures": 46}),
        ("反馈的8项问题。已修订和完善票据、合同等18项制度。", {"problems": 8, "documents": 18}),
        (
            "反馈的20个问题，已完成整改15个，基本完成3个，正在推进2个。",
            {"problems": 20, "done": 15, "partial": 3, "ongoing": 2},
        ),
        ("全年解决群众反映的问题多个。", {}),
    ],
)
def test_stated_totals(text: str, totals: dict[str, int]) -> None:
    found = stated_totals(text, text)
    given = {
        name: getattr(found, name)
        for name in ("problems", "categories", "measures", "documents", "done", "partial", "ongoing")
        if found and getattr(found, name)
    }
    assert given == totals


@pytest.mark.parametrize(
    ("texts", "title"),
    [
        (
            ("云洲市园林局关于巡察整改情况的公告", "根据安排，现将整改情况公开如下，欢迎广大干部群众监督并提出意见。"),
            "云洲市园林局关于巡察整改情况的公告",
        ),
        (("标题：关于巡察整改情况的报告", "发布日期：2024-03-05"), "关于巡察整改情况的报告"),
        (("中共云洲市园林局党组", "关于巡察整改情况的函"), "中共云洲市园林局党组关于巡察整改情况的函"),
        (
            ("中共云洲市园林局党组", "关于市委巡察组反馈意见", "整改进展情况的通报"),
            "中共云洲市园林局党组关于市委巡察组反馈意见整改进展情况的通报",
        ),
        (("一、整改情况", "关于巡察整改情况的通报"), None),
        (("来源：云洲市园林局工作情况",), None),
    ],
)
def test_title(texts: tuple[str, ...], title: str | None) -> None:
    assert read_front(lines(*texts), None).title == title


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("关于巡察整改进展情况的通报", "rectification"),
        ("关于第一批整改问题销号的公示", "closure"),
        ("落实督察反馈意见整改方案", "action-plan"),
        ("2023年工作总结和2024年工作安排", "work-report"),
        ("关于巡察整改工作报告", "rectification"),
    ],
)
def test_kind(title: str, kind: str) -> None:
    assert kind_of(title, ()) == kind


@pytest.mark.parametrize(
    ("heading", "role"),
    [
        ("一、党组履行巡察整改主体责任情况", "leadership"),
        ("一、提高政治站位，强化组织领导", "leadership"),
        ("二、反馈意见整改落实情况", "problems"),
        ("二、对照清单逐项整改", "problems"),
        ("三、下一步工作打算", "next-steps"),
        ("三、坚持不懈，持续巩固整改成果", "next-steps"),
    ],
)
def test_role(heading: str, role: str) -> None:
    assert role_of(heading, "rectification") == role


@pytest.mark.parametrize(
    ("title", "states"),
    [
        ("关于“票据管理不规范”问题", "problem"),
        ("对于“加强票据管理”问题的整改", "demand"),
        ("加强票据管理", "measure"),
        ("坚定不移推进作风建设", "measure"),
        ("票据管理存在短板", "problem"),
        ("关于“干部队伍建设需进一步加强”问题", "problem"),
        ("办公用房", "measure"),
        ("关于加快老旧步道改造的意见", "demand"),
        ("关于健全票据管理机制的建议。", "demand"),
        ("对强化合同审核的审议意见落实情况", "demand"),
        ("关于票据管理混乱的意见", "problem"),
        ("关于公园管理意见建议", "measure"),
        ("落实票据管理制度打折扣", "problem"),
        ("培训补贴审核流于形式，培训机构虚报人数", "problem"),
        ("培训票据管理人员26名", "measure"),
    ],
)
def test_states(title: str, states: str) -> None:
    assert states_of(title) == states


@pytest.mark.parametrize(
    ("text", "rank", "number"),
    [
        ("一、总体", "COMMA", "一"), ("(十一)加强", "BRACKET", "十一"), ("1.关于", "DOT", "1"), ("12、关于", "DOT", "12"),
        ("l.关于", "DOT", "l"), ("(3)清理", "SMALL", "3"), ("3)清理", "SMALL", "3"), ("①清理", "CIRCLE", "①"), ("⒈清理", "DOT", "⒈"), ("⒛清理", "DOT", "⒛"), ("㊀清理", "BRACKET", "㊀"), ("㊉清理", "BRACKET", "㊉"), ("十一是清理", "IS", "十一"),
        ("一 整改责任落实情况", "COMMA", "一"), ("A类 党的建设方面", "BRACKET", "A"), ("B-2 会议费超标", "DOTTED", "B-2"), ("项目1.1 旧改", "PROJECT", "1.1"), ("问题三:资金", "PROJECT", "三"), ("2024年工作", None, None), ("1.5万元", None, None), ("一是否", None, None),
    ],
)  # fmt: skip
def test_marker(text: str, rank: str | None, number: str | None) -> None:
    found = marker(text)
    assert (found.rank.name if found else None, found.number if found else None) == (rank, number)


def test_slugs() -> None:
    assert organ_id("中共云洲市园林局党组") == "yunzhou-ylj"
    assert organ_id("中共云洲市东湾区城管局党委") == "dongwan-cgj"
    free = set[str]().__contains__
    assert slug_of("2024-03-05", "yunzhou-ylj", "rectification", "", free) == "2024-03-05-yunzhou-ylj"
    assert slug_of("2024-03-05", "yunzhou-ylj", "rectification", "", {"2024-03-05-yunzhou-ylj"}.__contains__).endswith(
        "ylj-2"
    )
    assert slug_of(None, None, "rectification", "甲", free).startswith("rectification-")
    assert slug_of("2024", None, "rectification", "甲", free) == "2024-rectification"


@pytest.mark.parametrize(
    "line",
    ["园林发布 2024-03-05 08:00 发表于云州", "〔2024-03-05〕  〔打印〕 〔关闭〕", "2024/3/5 星期二"],
)
def test_a_day_below_the_title_is_that_of_the_publication(line: str) -> None:
    text = f"云州市园林局\n中共云州市园林局党组关于巡察整改情况的通报\n{line}\n现将整改情况公布如下。\n一、整改情况\n1.关于“票据混乱”问题\n已清理。"
    assert str(draft_of(read_manuscript(text.encode(), "a.txt"), organ_id).head.published)[:10] == "2024-03-05"


def test_a_search_box_is_no_title() -> None:
    text = "搜索：[ 请输入关键字 ]  热门：公积金 整改公开\n关于巡察整改情况的通报\n一、整改情况\n1.关于“票据混乱”问题\n已清理。"
    assert draft_of(read_manuscript(text.encode(), "a.txt"), organ_id).head.title == "关于巡察整改情况的通报"
