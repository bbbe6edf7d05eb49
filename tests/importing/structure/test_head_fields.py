"""Fields of the head: the organ, the inspection, the window, the publication, contacts."""
# ruff: noqa: E501  one case a row

from datetime import date
from itertools import product

import pytest

from site_builder.importing.lines.manuscript import Line
from site_builder.importing.structure.contacts import contacts_of
from site_builder.importing.structure.heads import inspection, lead_of, organ_of, thirds_of
from site_builder.importing.structure.publication import publication
from site_builder.importing.structure.window import window_of
from site_builder.records.model import Window
from tests.importing.structure.written import lines

DAY = date(2024, 3, 5)


def inspected(title: str | None, lead: str, written: int | None) -> list[str]:
    """Level, round, teams, type, topic, first day, last day, feedback; then the doubts."""
    found, doubts = inspection(title, Line(7, lead), written)
    told = [f"? {each.line} {each.text} {each.why}" for each in doubts]
    if found is None:
        return ["none", *told]
    days = f"{found.started} {found.ended} {found.feedback}"
    return [f"{found.level} {found.round} {'、'.join(found.teams)} {found.type} {found.topic} {days}", *told]


def window(text: str, published: date | None) -> list[str]:
    found, doubts = window_of(lines(text), published)
    said = f"{found.kind} {found.opens} {found.closes} {found.quote}" if isinstance(found, Window) else found
    return [said, *(f"? {each.line} {each.text} {each.why}" for each in doubts)]


def told_of(text: str) -> str:
    found = publication(lines(text))
    return f"{found.published} {found.written} {found.source.name if found.source else None} {found.number} {found.publisher} {found.issued}"


def contacts(text: str) -> list[str]:
    found, doubts = contacts_of(lines(text))
    told = [" ".join(each) for each in (found.phones, found.emails, found.addresses, found.postcodes)]
    return [*told, *(f"? {each.line} {each.text} {each.why}" for each in doubts)]


@pytest.mark.parametrize(
    ("title", "lead", "written", "told"),
    [
        (None, '2024年1月8日至26日，市委第一巡察组对局党组开展常规巡察，2月20日反馈意见。', None, ['市委 None 市委第一巡察组 常规 None 2024-01-08 2024-01-26 2024-02-20', '? 7 26 结束日期未写年份，按 2024-01-26 读', '? 7 2月20日 反馈日期未写年份，按 2024-02-20 读']),
        (None, '今年3月6日至4月28日，县委第一巡察组对局党组进行了机动巡察，6月2日反馈。', 2024, ['县委 None 县委第一巡察组 机动 None 2024-03-06 2024-04-28 2024-06-02', '? 7 4月28日 结束日期未写年份，按 2024-04-28 读', '? 7 6月2日 反馈日期未写年份，按 2024-06-02 读', '? 7 今年 按落款或发布的年份读作 2024 年']),
        (None, '去年11月6日至今年1月5日，县委第一巡察组对局党组进行了巡察。', 2024, ['县委 None 县委第一巡察组 None None 2023-11-06 2024-01-05 None', '? 7 1月5日 结束日期未写年份，按 2024-01-05 读', '? 7 去年 按落款或发布的年份读作 2023 年', '? 7 今年 按落款或发布的年份读作 2024 年']),
        (None, '前年3月6日至4月28日，县委第一巡察组对局党组进行了巡察。', 2024, ['县委 None 县委第一巡察组 None None 2022-03-06 2022-04-28 None', '? 7 4月28日 结束日期未写年份，按 2022-04-28 读', '? 7 前年 按落款或发布的年份读作 2022 年']),
        (None, '今年3月6日至4月28日，县委第一巡察组对局党组进行了巡察。', None, ['县委 None 县委第一巡察组 None None None None None', '? 7 4月28日 结束日期未写年份，也推不出来，请补填']),
        (None, '2023年3月6日起，县委第一巡察组对局党组进行了巡察，4月28日巡察结束。5月反馈。', None, ['县委 None 县委第一巡察组 None None 2023-03-06 2023-04-28 2023-05', '? 7 4月28日 结束日期未写年份，按 2023-04-28 读', '? 7 5月 反馈日期未写年份，按 2023-05 读']),
        (None, '2023年3月6日，县委第一巡察组进驻，4月28日撤离，5月10日反馈意见。', None, ['县委 None 县委第一巡察组 None None 2023-03-06 2023-04-28 2023-05-10', '? 7 4月28日 结束日期未写年份，按 2023-04-28 读', '? 7 5月10日 反馈日期未写年份，按 2023-05-10 读']),
        (None, '县委第一巡察组于2023年3月6日正式启动，至4月28日结束。', None, ['县委 None 县委第一巡察组 None None 2023-03-06 2023-04-28 None', '? 7 4月28日 结束日期未写年份，按 2023-04-28 读']),
        (None, '对我镇2022年1月至2023年12月财政收支进行审计，2024年2月3日出具审计报告。', None, ['None None  None None None None 2024-02-03']),
        (None, '市审计局审计组对口检查，2024年2月3日至3月5日开展审计，3月20日印发审计意见。', None, ['None None  None None 2024-02-03 2024-03-05 2024-03-20', '? 7 3月5日 结束日期未写年份，按 2024-03-05 读', '? 7 3月20日 反馈日期未写年份，按 2024-03-20 读']),
        (None, '2023年3月上旬至4月下旬，县委第一巡察组开展巡察，2023年5月中旬反馈。', None, ['县委 None 县委第一巡察组 None None 2023-03 2023-04 2023-05', '? 7 4月下旬 结束日期未写年份，按 2023-04 读', '? 7 2023年3月上旬 原文只写到“上旬”，按 2023-03 记，不推算到日', '? 7 4月下旬 原文只写到“下旬”，按 2023-04 记，不推算到日', '? 7 2023年5月中旬 原文只写到“中旬”，按 2023-05 记，不推算到日']),
        (None, '3月6日至4月28日，县委第一巡察组开展巡察，5月6日反馈。', None, ['县委 None 县委第一巡察组 None None None None None', '? 7 4月28日 结束日期未写年份，也推不出来，请补填', '? 7 5月6日 反馈日期未写年份，也推不出来，请补填']),
        (None, '2023年2月3O日至4月28日，县委第一巡察组开展巡察。', None, ['县委 None 县委第一巡察组 None None None None None']),
        (None, '2023年3月6日至4月28日，县委第一巡察组开展巡察，20240506日反馈。', None, ['县委 None 县委第一巡察组 None None 2023-03-06 2023-04-28 None', '? 7 4月28日 结束日期未写年份，按 2023-04-28 读']),
        (None, '县委巡察组开展巡察。', None, ['县委 None 县委巡察组 None None None None None']),
        (None, '巡察组反馈了意见。', None, ['none']),
        (None, '县委巡察一组、二组、三组开展巡察。', None, ['县委 None 县委巡察一组、县委巡察二组、县委巡察三组 None None None None None']),
        (None, '县委第一巡察组和县委第二巡察组开展巡察。', None, ['县委 None 县委第一巡察组、县委第二巡察组 None None None None None']),
        (None, '十届县委第二轮巡察第一组（即县委第一巡察组）开展巡察。', None, ['县委 十届县委第二轮 县委第一巡察组 None None None None None']),
        (None, '第一轮巡察中央第二巡视组开展巡视。', None, ['中央 第一轮 中央第二巡视组 None None None None None']),
        (None, '县委第一巡察组与市委第二巡察组及区委第三巡察组开展巡察。', None, ['县委 None 县委第一巡察组、市委第二巡察组、区委第三巡察组 None None None None None']),
        (None, '县委第二轮巡察', None, ['县委 第二轮  None None None None None']),
        ('十届县委第二轮巡察整改情况', '开展巡察工作', None, ['None 十届县委第二轮  None None None None None']),
        (None, '2023年第一轮巡察中县委第一巡察组开展巡察', None, ['县委 2023年第一轮 县委第一巡察组 None None None None None']),
        (None, '中央第一生态环境保护督察组开展督察。', None, ['中央 None 中央第一生态环境保护督察组 None None None None None']),
        (None, '省第三巡视组开展“回头看”巡视。', None, ['None None 省第三巡视组 “回头看” None None None None']),
        (None, '2023年3月6日至4月28日开展了粮食购销专项巡察。', None, ['None None  专项 粮食购销 2023-03-06 2023-04-28 None', '? 7 4月28日 结束日期未写年份，按 2023-04-28 读']),
        ('（粮食购销专项）巡察整改通报', '县委第一巡察组巡察了我局。', None, ['县委 None 县委第一巡察组 None None None None None']),
        (None, '根据县委统一部署，县委第一巡察组开展巡察，现将2024年3月5日情况反馈如下。', None, ['县委 None 县委第一巡察组 None None None None None']),
        (None, '县委第一巡察组开展巡察，公示期2024年3月5日至3月9日。', None, ['县委 None 县委第一巡察组 None None None None None']),
        (None, '2023年3月6日至次年1月8日，县委第一巡察组开展巡察。', None, ['县委 None 县委第一巡察组 None None 2023-03-06 2024-01-08 None', '? 7 1月8日 结束日期未写年份，按 2024-01-08 读']),
        (None, '2023年12月6日至1月8日，县委第一巡察组开展巡察，1月6日反馈。', None, ['县委 None 县委第一巡察组 None None 2023-12-06 2024-01-08 2025-01-06', '? 7 1月8日 结束日期未写年份，按 2024-01-08 读', '? 7 1月6日 反馈日期未写年份，按 2025-01-06 读']),
        (None, '某工委第一巡察组开展巡察。', None, ['某工委 None 某工委第一巡察组 None None None None None']),
        (None, '我局做好整改。', None, ['none']),
        (None, '2023年3月6日召开会议，反馈意见。', None, ['None None  None None None None 2023-03-06']),
        (None, '2023年3月6日，2023年4月7日反馈意见。', None, ['None None  None None None None 2023-04-07']),
        (None, '2023年3月6日至4月28日，县委第一巡察组巡察，2023年4月28日反馈意见。', None, ['县委 None 县委第一巡察组 None None 2023-03-06 2023-04-28 2023-04-28', '? 7 4月28日 结束日期未写年份，按 2023-04-28 读']),
    ],
)  # fmt: skip
def test_inspections(title: str | None, lead: str, written: int | None, told: list[str]) -> None:
    assert inspected(title, lead, written) == told


@pytest.mark.parametrize(
    ("title", "lead", "signed", "publisher", "told"),
    [
        ('云州市园林局关于巡察整改的通报', '', ('甲局',), None, '云州市园林局'),
        ('园林局党组关于巡察整改的通报', '对云州市园林局党组开展了巡察。', (), None, '云州市园林局党组'),
        ('园林局党组关于巡察整改的通报', '云州市园林局党组（以下简称局党组）高度重视。', (), None, '云州市园林局党组'),
        ('园林局党组关于巡察整改的通报', '对水务局党组开展了巡察。', (), None, '园林局党组'),
        ('中共园林局党组关于巡察整改的通报', '对云州市中共园林局党组开展了巡察。', (), None, '中共园林局党组'),
        ('云州市园林局等5个单位关于整改的通报', '', (), None, '云州市园林局'),
        ('关于巡察整改的通报', '', ('甲局', '乙局'), None, '甲局'),
        ('关于巡察整改的通报', '', (), '甲局', '甲局'),
        ('巡察整改的通报', '向云州市园林局党组（以下简称局党组）反馈意见。', (), None, '云州市园林局党组'),
        (None, '对我局党组开展了巡察。', (), '乙局', '乙局'),
        (None, '对云州市园林局党组等开展了检查。', (), None, None),
        (None, '对云州市园林局党组等开展了审计。', (), None, '云州市园林局党组'),
        (None, '针对云州市园林局开展巡察。', (), None, None),
        ('关于云州市2023年预算执行审计整改情况的报告', '受市人民政府委托，报告如下。', (), None, '云州市人民政府'),
        ('关于云州市2023年预算执行审计整改情况的报告', '受委托，报告如下。', (), None, None),
        ('园林局整改通报', '', (), None, None),
        ('云州市园林局整改情况反馈意见关于', '', (), None, '云州市园林局'),
        ('云州园林 2024年通报', '', (), None, None),
        ('对云州市园林局的通报', '', (), None, None),
        ('云州市园林局落实整改关于通报', '', (), None, '云州市园林局'),
        ('云州市整改工作领导小组关于整改的通报', '', (), None, '云州市整改工作领导小组'),
        (None, '', (), None, None),
    ],
)  # fmt: skip
def test_organs(title: str | None, lead: str, signed: tuple[str, ...], publisher: str | None, told: str | None) -> None:
    assert organ_of(title, lead, signed, publisher) == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('甲\n2023年3月6日，巡察组开展巡察。\n一、乙', 2),
        ('甲\n乙\n一、2023年3月6日巡察', 1),
        ('一、甲\n乙', 2),
        ('甲|乙\n2023年3月6日审计|丙\n丁', 3),
        ('2023年3月6日，开展检查。\n2023年督察', 2),
        ('一、甲', None),
        ("甲\n" * 12 + "2023年3月6日巡察", 1),
        ("甲\n" * 11 + "2023年3月6日巡察", 12),
    ],
)  # fmt: skip
def test_leads(text: str, told: int | None) -> None:
    assert (found.number if (found := lead_of(lines(text))) else None) == told


@pytest.mark.parametrize(
    ("lead", "told"),
    [
        ('2023年3月上旬至4月下旬，县委第一巡察组开展巡察，2023年5月中旬反馈。', {'started': '上旬', 'ended': '下旬', 'feedback': '中旬'}),
        ('2023年3月6日至4月下旬，县委第一巡察组开展巡察。', {'ended': '下旬'}),
        ('', {}),
    ],
)  # fmt: skip
def test_thirds(lead: str, told: dict[str, str]) -> None:
    assert thirds_of(Line(1, lead)) == told


def test_no_lead_says_nothing() -> None:
    assert (inspection("县委第一巡察组巡察整改的通报", None), thirds_of(None)) == ((None, []), {})


DAYS = (  # from what says least that it is the day of the publication to what says most
    ("2024-03-0{}", "2020年9月\n2{}"),
    ("更新日期：2024-03-0{}", "时间：2024-03-0{}", "第04版：要闻 2024年3月{}日", "日期\n2024-03-0{}"),
    (
        "发布日期：2024-03-0{}",
        "公开时间：2024-03-0{}",
        "刊发于2024-03-0{}",
        "上传时间：2024-03-0{}",
        "2024年3月{}日公告",
    ),
)


@pytest.mark.parametrize("first", range(3))
@pytest.mark.parametrize("second", range(3))
def test_which_of_two_days_is_that_of_the_publication(first: int, second: int) -> None:
    """What says more wins, of equal ones the first."""
    for one, other in product(DAYS[first], DAYS[second]):
        text = f"{one.format(1)}\n甲\n{other.format(2)}"
        assert told_of(text).split()[0] == told_of(other.format(2) if second > first else one.format(1)).split()[0], (
            text
        )


@pytest.mark.parametrize(
    ("text", "published", "told"),
    [
        ('公开期限：2024年3月5日至3月25日。', None, ['publication 2024-03-05 2024-03-25 公开期限：2024年3月5日至3月25日']),
        ('公示期：3月5日至3月25日。', DAY, ['publication 2024-03-05 2024-03-25 公示期：3月5日至3月25日']),
        ('公示期：3月5日至3月25日。', None, ['unstated', '? 1 公示期：3月5日至3月25日 公开期限的起止日期读不出来，请补填']),
        ('公示期：12月20日至1月8日。', DAY, ['publication 2024-12-20 2025-01-08 公示期：12月20日至1月8日', '? 1 公示期：12月20日至1月8日 截止日期未写年份，按次年读']),
        ('公示期：2月20日至3月8日。', DAY, ['publication 2024-02-20 2024-03-08 公示期：2月20日至3月8日']),
        ('公示期：2024年3月5日至2月1日。', None, ['unstated', '? 1 公示期：2024年3月5日至2月1日 截止日期未写年份，且早于起始日期，请补填']),
        ('公示期：2024年12月20日至1月8日。', None, ['publication 2024-12-20 2025-01-08 公示期：2024年12月20日至1月8日', '? 1 公示期：2024年12月20日至1月8日 截止日期未写年份，按次年读']),
        ('公示期：2024年3月25日至2024年3月5日。', None, ['unstated', '? 1 公示期：2024年3月25日至2024年3月5日 截止日期早于起始日期，请核对']),
        ('公示期：2024年3月5日至31日。', None, ['publication 2024-03-05 2024-03-31 公示期：2024年3月5日至31日']),
        ('公示期：2024年2月5日至31日。', None, ['unstated', '? 1 公示期：2024年2月5日至31日 没有2月31日，请核对']),
        ('公示期：5日至9日。', DAY, ['unstated', '? 1 公示期：5日至9日 公开期限的起止日期读不出来，请补填']),
        ('公示期7天。', DAY, ['publication 2024-03-05 2024-03-11 公示期7天', '? 1 公示期7天 按 7 天（含首日）推算']),
        ('公示期7天。', None, ['unstated', '? 1 公示期7天 期限按天数写明，但起算日未载明，请补填']),
        ('公示期为十五日。', DAY, ['publication 2024-03-05 2024-03-19 公示期为十五日', '? 1 公示期为十五日 按 15 天（含首日）推算']),
        ('公示期5个工作日。', DAY, ['publication 2024-03-05 2024-03-11 公示期5个工作日', '? 1 公示期5个工作日 按 5 个工作日（含首日）推算']),
        ('公示期2024年3月9日起5个工作日。', None, ['publication 2024-03-09 2024-03-15 公示期2024年3月9日起5个工作日', '? 1 公示期2024年3月9日起5个工作日 按 5 个工作日（含首日）推算']),
        ('公示期2099年3月9日起5个工作日。', None, ['unstated', '? 1 公示期2099年3月9日起5个工作日 没有该年的工作日历，请补填截止日期']),
        ('公示期一个月。', DAY, ['unstated', '? 1 公示期一个月 公开期限的起止日期读不出来，请补填']),
        ('公示期1个月。', DAY, ['unstated', '? 1 公示期1个月 公开期限的起止日期读不出来，请补填']),
        ('公示期3个月。', DAY, ['unstated', '? 1 公示期3个月 公开期限的起止日期读不出来，请补填']),
        ('公示期5-7个工作日。', DAY, ['unstated', '? 1 公示期5-7个工作日 公开期限的起止日期读不出来，请补填']),
        ('公示期：长期。', DAY, ['unstated']),
        ('公示期：第1批。', DAY, ['unstated', '? 1 公示期：第1批 公开期限的起止日期读不出来，请补填']),
        ('公开时间：2024年3月5日。', None, ['unstated', '? 1 公开时间：2024年3月5日 公开期限的起止日期读不出来，请补填']),
        ('公示期2024年3月5日起7日内。', None, ['publication 2024-03-05 2024-03-11 公示期2024年3月5日起7日', '? 1 公示期2024年3月5日起7日 按 7 天（含首日）推算']),
        ('自公布之日起15日内。', DAY, ['publication 2024-03-05 2024-03-19 自公布之日起15日', '? 1 自公布之日起15日 按 15 天（含首日）推算']),
        ('请于2024年3月5日至3月20日公示期内反映。', None, ['publication 2024-03-05 2024-03-20 于2024年3月5日至3月20日']),
        ('3月8日至3月20日，您有任何意见都可以来信反映。', DAY, ['publication 2024-03-08 2024-03-20 3月8日至3月20日']),
        ('公示期间如有异议，请反映。公示期：2024年3月5日至3月9日。', None, ['objection 2024-03-05 2024-03-09 公示期：2024年3月5日至3月9日']),
        ('巡察组进驻期间公布时间：2024年3月5日至3月9日。', None, ['unstated']),
        ('热线。公布时间：2024年3月5日至3月9日。', None, ['publication 2024-03-05 2024-03-09 公布时间：2024年3月5日至3月9日']),
        ('信访公布时间：2024年3月5日至3月9日。', None, ['unstated']),
        ('对公开内容有异议的请反映。\n公开期限：2024年3月5日至3月9日。', None, ['publication 2024-03-05 2024-03-09 公开期限：2024年3月5日至3月9日']),
        ('对公示内容有异议的请反映。\n公开期限：2024年3月5日至3月9日。', None, ['objection 2024-03-05 2024-03-09 公开期限：2024年3月5日至3月9日']),
        ('公示期：2024年3月5日至3月9日（共5天）。', None, ['publication 2024-03-05 2024-03-09 公示期：2024年3月5日至3月9日（共5天）']),
        ('公示期：自2024年3月5日起至2024年3月9日止。', None, ['publication 2024-03-05 2024-03-09 公示期：自2024年3月5日起至2024年3月9日']),
        ('如有意见，请于3月20日前反馈。\n公示期：见上。', None, ['unstated', '? 1 如有意见，请于3月20日前反馈 这是反馈意见的截止日，原文没有说它是公开期限或公示期；确是期限的，请补填 window']),
        ('甲', None, ['unstated']),
        ('公示期：（2024年3月5日至3月9日）。', None, ['publication 2024-03-05 2024-03-09 公示期：（2024年3月5日至3月9日）']),
        ('公示期：(2024年3月5日至3月9日)。', None, ['publication 2024-03-05 2024-03-09 公示期：(2024年3月5日至3月9日)']),
        ('公示期：（5个工作日）（2024年3月5日至3月9日）。', None, ['publication 2024-03-05 2024-03-09 公示期：（5个工作日）（2024年3月5日至3月9日）']),
        ('公示期：(5个工作日)(2024年3月5日至3月9日)。', None, ['publication 2024-03-05 2024-03-09 公示期：(5个工作日)(2024年3月5日至3月9日)']),
        ('公示期：（共5天）2024年3月5日至3月9日）。', None, ['publication 2024-03-05 2024-03-09 公示期：（共5天）2024年3月5日至3月9日']),
        ('公示期：(共5天)2024年3月5日至3月9日)。', None, ['publication 2024-03-05 2024-03-09 公示期：(共5天)2024年3月5日至3月9日']),
        ('（公示期：2024年3月5日至3月9日）。', None, ['publication 2024-03-05 2024-03-09 公示期：2024年3月5日至3月9日']),
        ('公示期：2024年3月5日至9月21日。', None, ['publication 2024-03-05 2024-09-21 公示期：2024年3月5日至9月21日']),
        ('公示期：2024年3月5日至9月22日。', None, ['unstated', '? 1 公示期：2024年3月5日至9月22日 期限长于 200 天，请核对后补填']),
        ('公示期：2024年3月5日至2025年3月5日。', None, ['unstated', '? 1 公示期：2024年3月5日至2025年3月5日 期限长于 200 天，请核对后补填']),
        ('公示期：1月25日至3月9日。', DAY, ['publication 2024-01-25 2024-03-09 公示期：1月25日至3月9日']),
        ('公示期5个工作日。', date(2024, 3, 9), ['publication 2024-03-09 2024-03-15 公示期5个工作日', '? 1 公示期5个工作日 按 5 个工作日（含首日）推算']),
        ('甲。\n乙。公示期：2024年3月5日至3月9日。\n公示期：2024年4月5日至4月9日。', None, ['publication 2024-03-05 2024-03-09 公示期：2024年3月5日至3月9日']),
        ('信访公布时间：2024年3月5日至3月9日。\n公示期：2024年4月5日至4月9日。', None, ['publication 2024-04-05 2024-04-09 公示期：2024年4月5日至4月9日']),
        ('公示期：长期。\n公示期：2024年4月5日至4月9日。', None, ['publication 2024-04-05 2024-04-09 公示期：2024年4月5日至4月9日']),
        ('如有意见，请于3月20日前反馈。\n如有异议，请于3月21日前反馈。', None, ['unstated', '? 1 如有意见，请于3月20日前反馈 这是反馈意见的截止日，原文没有说它是公开期限或公示期；确是期限的，请补填 window']),
        ('公示期：2024年3月5日至2024年4月。', None, ['unstated', '? 1 公示期：2024年3月5日至2024年4月 截止日期不完整，请补填']),
        ('公示期：二〇二四年三月五日至三月九日。', None, ['publication 2024-03-05 2024-03-09 公示期：二〇二四年三月五日至三月九日']),
        ('公示期2024年3月5日、3月9日。', None, ['unstated', '? 1 公示期2024年3月5日、3月9日 公开期限的起止日期读不出来，请补填']),
        ('公示期：2024年3月5日至2024年13月9日。', None, ['unstated', '? 1 公示期：2024年3月5日至2024年13月9日 公开期限的起止日期读不出来，请补填']),
    ],
)  # fmt: skip
def test_windows(text: str, published: date | None, told: list[str]) -> None:
    assert window(text, published) == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('发布日期：2024-03-05 来源：云州网 文号：云园〔2024〕3号', '2024-03-05 None 云州网 云园〔2024〕3号 None None'),
        ('成文日期：2024年3月1日\n发布日期：2024-03-05 09:07', '2024-03-05 09:07 2024-03-01 None None None None'),
        ('生成日期：2024-03-01 发布时间：2024-03-05T8:30', '2024-03-05 08:30 2024-03-01 None None None 2024-03-01'),
        ('2024-03-01\n发布日期：2024-03-05', '2024-03-05 None None None None None'),
        ('更新日期：2024-03-06\n2024-03-01', '2024-03-06 None None None None None'),
        ('时间：2024-03-06\n公开日期：2024-03-05', '2024-03-05 None None None None None'),
        ('日期|2024-03-05|来源|云州网', '2024-03-05 None None None None None'),
        ('发布日期：|2024-03-05', '2024-03-05 None None None None None'),
        ('发布日期\n2024-03-05', '2024-03-05 None None None None None'),
        ('来源：\n云州网', 'None None 云州网 None None None'),
        ('来源\n云州网：', 'None None None None None None'),
        (' 来源\n云云云云云云云云云云云云云云云云云云云云云云云云云云云云云云云云云云云云云云云云云', 'None None None None None None'),
        ('2020年9月\n30', '2020-09-30 None None None None None'),
        ('30\n2020年9月\n发布日期：2024-03-05', '2024-03-05 None None None None None'),
        ('——2023年12月26日在云州市人大常委会会议上', 'None None None None None None'),
        ('2024年3月5日公告', '2024-03-05 None None None None None'),
        ('2024-03-01\n2024年3月5日公告', '2024-03-05 None None None None None'),
        ('第04版：公告 2024年3月5日 星期二\n2024-03-01', '2024-03-05 None None None None None'),
        ('今天是2024年3月5日', 'None None None None None None'),
        ('打印时间：2024-03-05', 'None None None None None None'),
        ('失效日期：2024-03-05', 'None None None None None None'),
        ('发布机构：云州市园林局 来源：甲乙网', 'None None 甲乙网 None 云州市园林局 None'),
        ('云园〔2024〕3号', 'None None None 云园〔2024〕3号 None None'),
        ('云园〔2024〕3号\n文号：云水〔2024〕4号', 'None None None 云园〔2024〕3号 None None'),
        ('发布时间：24-3-05', '2024-03-05 None None None None None'),
        ('发文日期：2024-03-01', 'None 2024-03-01 None None None 2024-03-01'),
        ('印发时间：2024-03-01 09:00\n制发日期：2024-03-02', 'None 2024-03-01 None None None 2024-03-01 09:00'),
        ('起草日期：2024-03-01', 'None 2024-03-01 None None None None'),
        ('来源：云州网作者：甲', 'None None 云州网 None None None'),
        ('来源：云州网\n来源：甲乙网', 'None None 云州网 None None None'),
        ('发布日期：2024年3月', 'None None None None None None'),
        ('文\u3000号：云园函3号，甲', 'None None None 云园函3号 None None'),
        ('发表于2024-03-05', '2024-03-05 None None None None None'),
        ('发布日期：2024-03-05\n公开日期：2024-03-06', '2024-03-05 None None None None None'),
        ('2024-03-05\n2024-03-06', '2024-03-05 None None None None None'),
        ('有一段很长的标签文字超过十二\n2024-03-05', '2024-03-05 None None None None None'),
        ('云州市园林局网站打印时间\n2024-03-05', 'None None None None None None'),
        ('云州市园林局的网站打印时间\n2024-03-05', '2024-03-05 None None None None None'),  # a line longer than twelve signs is no label
        (' 来源\n' + '云' * 40, f'None None {"云" * 40} None None None'),
        (' 来源\n' + '云' * 41, 'None None None None None None'),
        ('2024年3月26日上午，在云州市人大常委会会议上 2024年3月27日', '2024-03-27 None None None None None'),
        ('2024-03-04\n发布日期：2024-03-05 更新日期：2024-03-06 成文日期：2024-03-01', '2024-03-05 2024-03-01 None None None None'),
        ('文号：云水〔2024〕4号\n云园〔2024〕3号', 'None None None 云水〔2024〕4号 None None'),
        ('发布机构：云州市园林局\n发布机构：云州市水务局', 'None None None None 云州市园林局 None'),
        ('生成日期：2024-03-01 08:00\n成文日期：2024-03-02', 'None 2024-03-01 None None None 2024-03-01 08:00'),
        ('成文日期：2024-03-02\n生成日期：2024-03-01', 'None 2024-03-02 None None None 2024-03-01'),
    ],
)  # fmt: skip
def test_publications(text: str, told: str) -> None:
    """Published, written, source, number, publisher, issued."""
    assert told_of(text) == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('联系电话：0999-7000001', ['0999-7000001', '', '', '']),
        ('联系电话：(0999)7000001，7000002。邮编：100000', ['0999-7000001 7000002', '', '', '100000', '? 1 7000002 电话没有区号']),
        ('联系电话：（0999）—7000001转801', ['0999-7000001转801', '', '', '']),
        ('电话：7000001\n电话：7000001', ['7000001', '', '', '', '? 1 7000001 电话没有区号', '? 2 7000001 电话没有区号']),
        ('联系电话及传真：0999-7000001', ['0999-7000001', '', '', '']),
        ('联系电话：0999-7000001 传真：0999-7000009', ['0999-7000001', '', '', '']),
        ('监督电话 12388；举报热线：13900000000', ['12388 13900000000', '', '', '']),
        ('联系方式：0999-7000001，云州市湖滨路1号园林局，100001。', ['0999-7000001', '', '云州市湖滨路1号园林局', '100001']),
        ('1.联系方式：0999-7000001，云州市湖滨路1号，a@b.invalid', ['0999-7000001', 'a@b.invalid', '云州市湖滨路1号', '']),
        ('地址：云州市湖滨路1号（邮编：100000）收', ['', '', '云州市湖滨路1号', '100000']),
        ('邮寄地址：云州市湖滨路1号园林局（收）', ['', '', '云州市湖滨路1号园林局', '']),
        ('电子邮箱：a.b @ yz.invalid', ['', 'a.b@yz.invalid', '', '']),
        ('邮政编码为 100000', ['', '', '', '100000']),
        ('地址：云州市湖滨路1号(100000)', ['', '', '云州市湖滨路1号', '100000']),
        ('联系人：甲；联系电话：400-800-1234', ['400-800-1234', '', '', '']),
        ('电话：0999-7000001。其他电话：7000002', ['0999-7000001 7000002', '', '', '', '? 1 7000002 电话没有区号']),
        ("联系电话：" + "甲" * 188 + "0999-7000001", ['0999-7000001', '', '', '']),
        ("联系电话：" + "甲" * 200 + "0999-7000001", ['', '', '', '']),
        ('联系电话：邮编0999-7000001', ['', '', '', '']),
        ('甲 0999-7000001', ['', '', '', '']),
        ('地址：a@b.invalid', ['', 'a@b.invalid', '', '']),
        ('致电0999-700 0001、0999-7000002', ['0999-7000001 0999-7000002', '', '', '']),
        ('联系电话：0999-7000001、0999-7000001', ['0999-7000001', '', '', '']),
        ('甲\n联系电话：0999-7000001', ['0999-7000001', '', '', '']),
        ("联系电话：" + "甲" * 189 + "0999-7000001", ['', '', '', '']),
        ('电话：70000001', ['70000001', '', '', '', '? 1 70000001 电话没有区号']),
        ('电话：7000001、7000001', ['7000001', '', '', '', '? 1 7000001 电话没有区号']),
        ('传真：0999-7000009 地址：云州市湖滨路1号，电话：7000001', ['7000001', '', '云州市湖滨路1号', '', '? 1 7000001 电话没有区号']),
        ('联系方式：0999-7000001， 云州市湖滨路1号园林局 ， 100001 。', ['0999-7000001', '', '云州市湖滨路1号园林局', '100001']),
        ('地址：，云州市湖滨路1号、收；', ['', '', '云州市湖滨路1号', '']),
        ('地址：、云州市湖滨路1号收、', ['', '', '云州市湖滨路1号', '']),
        ('邮箱：a@b.invalid，a@b.invalid。邮编：100000，邮编：100000', ['', 'a@b.invalid', '', '100000']),
        ('地址：云州市湖滨路1号。地址：云州市湖滨路1号', ['', '', '云州市湖滨路1号', '']),
    ],
)  # fmt: skip
def test_contacts(text: str, told: list[str]) -> None:
    """Telephones, e-mail, addresses, postcodes, doubts."""
    assert contacts(text) == told
