"""Fields of the head that the lead and the title give: the organ and the inspection."""
# ruff: noqa: E501  one case a row

import pytest

from site_builder.importing.lines.manuscript import Line
from site_builder.importing.structure.heads import inspection, lead_of, organ_of, thirds_of
from tests.importing.structure.written import lines


def inspected(title: str | None, lead: str, written: int | None) -> list[str]:
    """Level, round, teams, type, topic, first day, last day, feedback; then the doubts."""
    found, doubts = inspection(title, Line(7, lead), written)
    told = [f"? {each.line} {each.text} {each.why}" for each in doubts]
    if found is None:
        return ["none", *told]
    days = f"{found.started} {found.ended} {found.feedback}"
    return [f"{found.level} {found.round} {'、'.join(found.teams)} {found.type} {found.topic} {days}", *told]


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
