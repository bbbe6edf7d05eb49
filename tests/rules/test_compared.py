"""Two states of one notice: what is said of each change that no correction accounts for, where, and how to mend it."""

from datetime import date

import pytest

from site_builder.records.findings import Finding
from site_builder.records.notice import Notice
from site_builder.records.registers import read_registers
from site_builder.rules.compared import Then, compared
from site_builder.rules.public_tree import Tree, tree_of
from tests.rules.space import BASE, Edit, Texts, edited, files_of, notice_of

L, N, SLUG = "notices/2026-shuiwu/ledger.yaml", "notices/2026-shuiwu/notice.md", "2026-shuiwu"
LAST = '      after: "改造老旧管网12公里"\n'  # of the correction that was public already
NOTE = '      note: "本站编者根据采购公告登记。"\n'  # ends the entries of p2
ENTRY4 = '  entries:\n    - as_of: "2026-10-12"\n      status: not-started\n      quote: "因预算尚未批复，该项整改尚未启动"\n'
ITEM4 = "#### 4. 抢修车辆不足 {#p4 states=demand}\n\n因预算尚未批复，该项整改尚未启动。\n"
RESTORE = "恢复原来的"


def read(texts: Texts) -> tuple[Notice, Tree]:
    registers = read_registers({name: text for name, text in texts.items() if "/" not in name}, "content", [])
    notice = notice_of(texts, SLUG, [])
    assert registers is not None and notice is not None
    return notice, tree_of(
        notice, registers.inspections, {name: info.sha256 for name, info in files_of(texts, SLUG).items()}
    )


def between(*edits: tuple[str, str, str], day: date | None = None, moved: str = "") -> list[Finding]:
    _, then = read(BASE)
    notice, now = read(edited([Edit(*edit) for edit in edits])[0])
    return list(compared(Then(SLUG, then, "v1"), notice, now, day, lambda url: url == moved))


def one_more(before: str, after: str, day: str = "2026-11-01") -> tuple[str, str, str]:
    """One more correction behind the first."""
    return (
        L,
        LAST,
        LAST + f'    - {{date: "{day}", kind: correction, what: "x", before: "{before}", after: "{after}"}}\n',
    )


def told(before: str, after: str = "") -> str:
    parts = [f'{key}: "{value}"' for key, value in (("before", before), ("after", after)) if value]
    return f"恢复原来的，或在 corrections 里添一条，{'，'.join(parts)}"


def changed(what: str) -> str:
    return f"公开后改了{what}，没有更正说明"


def test_nothing_has_changed() -> None:
    assert between() == []


@pytest.mark.parametrize(
    ("file", "old", "new", "place", "code", "what", "why", "mend"),
    [
        (N, 'published: "2026-10-12"', 'published: "2026-10-11"', (12, 12), "H004", changed(" published"),
         "v1 里是“2026-10-12”，现在是“2026-10-11”", told("2026-10-12", "2026-10-11")),
        (N, '  opens: "2026-10-12"', '  opens: "2026-10-11"', (19, 10), "H004", changed(" window.opens"),
         "v1 里是“2026-10-12”，现在是“2026-10-11”", told("2026-10-12", "2026-10-11")),
        (N, 'title: "临溪水务集团关于巡察整改进展情况的通报"', 'title: "通报"', (2, 8), "H001", changed(" title"),
         "v1 里是“临溪水务集团关于巡察整改进展情况的通报”，现在是“通报”", told("临溪水务集团关于巡察整改进展情况的通报", "通报")),
        (N, '  phones: ["0000-8200000", "13900000001"]', '  phones: ["0000-8200000"]', (23, 11), "H007", changed(" contacts.phones"),
         "v1 里是“0000-8200000、13900000001”，现在是“0000-8200000”", told("0000-8200000、13900000001", "0000-8200000")),
        (N, 'signed:\n  by: ["临溪水务集团"]\n  date: "2026-10-10"\n', "", (2, 1), "H007", changed(" signed"),
         "v1 里是“临溪水务集团；2026-10-10”，现在没有了", told("临溪水务集团；2026-10-10")),
        (N, 'attachments:\n  - file: "复查意见.txt"\n    title: "附件：复查意见"\n', "", (2, 1), "H007", changed("附件"),
         "v1 里是“复查意见.txt；附件：复查意见”，现在没有了", told("复查意见.txt")),
        (N, '    title: "附件：复查意见"', '    title: "附件一"', (37, 5), "H007", changed("附件"),
         "v1 里是“复查意见.txt；附件：复查意见”，现在是“复查意见.txt；附件一”", told("附件：复查意见", "附件一")),
        (N, '  level: "市委"', '  level: "省委"', (6, 10), "H007", changed(" inspection.level"), "v1 里是“市委”，现在是“省委”",
         told("市委", "省委")),
        (N, "{#p4 states=demand}", "{#p4}", (76, 1), "H007", changed(" p4 的 states"), "v1 里是“demand”，现在是“problem”",
         told("demand", "problem")),
        (N, "{role=other}", "{role=summary}", (1, 1), "H007", changed("一个部分的标题或 role"), "v1 里是“二、公开说明；other”，现在是“二、公开说明；summary”",
         told("other", "summary")),
        (L, "      status: partial\n", "      status: ongoing\n", (28, 7), "H002", changed(" p2 的进展记录"),
         "v1 里是“2026-10-12；partial；notice；已更换水表3200只”，现在是“2026-10-12；ongoing；notice；已更换水表3200只”",
         told("partial", "ongoing")),
        (L, '    - as_of: "2026-11-01"\n      basis: editor\n' + NOTE, "", (28, 7), "H002", changed(" p2 的进展记录"),
         "v1 里是“2026-11-01；editor；本站编者根据采购公告登记。”，现在没有了", told("本站编者根据采购公告登记。")),
        (L, "p4:\n" + ENTRY4, "", (76, 1), "H002", changed(" p4 的进展记录"),
         "v1 里是“2026-10-12；not-started；notice；因预算尚未批复，该…”，现在没有了", told("因预算尚未批复，该项整改尚未启动")),
        (L, '    - by: "2026-12"\n', '    - by: "2027-12"\n', (25, 7), "H002", changed(" p2 的时限"),
         "v1 里是“2026-12；计划于2026年12月底前更换完毕”，现在是“2027-12；计划于2026年12月底前更换完毕”", told("2026-12", "2027-12")),
        (L, '      role: "牵头"\n', "", (3, 7), "H002", changed(" p1 的责任单位"),
         "v1 里是“管网部；由管网部牵头，改造老旧管网12公里；牵头；m1”，现在是“管网部；由管网部牵头，改造老旧管网12公里；m1”", told("牵头")),
        (L, LAST, LAST.replace("12", "13"), (63, 7), "H008", changed("更正"),
         "v1 里是“2026-10-20；correction；第1项的公里数；原文笔误；改造老旧…”，现在是“2026-10-20；correction；第1项的公里数；原文笔误；改造老旧…”",
         told("改造老旧管网12公里", "改造老旧管网13公里")),
        (L, '      label: "反馈意见"', '      label: "反馈"', (70, 7), "H002", changed("节点"),
         "v1 里是“2026-05-20；反馈意见；2026年5月20日市委第二巡察组反馈意见后”，现在是“2026-05-20；反馈；2026年5月20日市委第二巡察组反馈意见后”",
         told("反馈意见", "反馈")),
        (L, '    value: "9.4"\n', '    value: "9.5"\n', (79, 12), "H002", changed(" t1 的指标"), "v1 里是“9.4”，现在是“9.5”",
         told("9.4", "9.5")),
        (L, "targets:\n  t1:", "targets:\n  t2:", (1, 1), "H006", "网址 /notices/2026-shuiwu/t1/ 没有了", "v1 里有指标 t1",
         "恢复这个指标，或在 redirects.yaml 里写上去处"),
        (L, "commitments:\n  c1:", "commitments:\n  c2:", (81, 1), "H002", "公开过的 c1 的承诺不能改",
         "v1 里是“财务部每半年至少清理一次往来款；p3；6M；2026；2028”，现在没有了", RESTORE),
        (L, '    every: "6M"', '    every: "3M"', (85, 12), "H002", changed(" c1 的承诺"), "v1 里是“6M”，现在是“3M”", told("6M", "3M")),
    ],
)  # fmt: skip
def test_a_change_of_a_record(
    file: str, old: str, new: str, place: tuple[int, int], code: str, what: str, why: str, mend: str
) -> None:
    [found] = between((file, old, new))
    at = L if code in ("H002", "H008") and place != (76, 1) or "t1" in what else N
    assert (found.at.path, found.at.line, found.at.column) == (f"content/{at}", *place)
    assert (found.code, found.what, found.why, found.mend, found.severity) == (code, what, why, mend, "error")


@pytest.mark.parametrize(
    ("edits", "before", "after"),
    [
        ([(N, 'signed:\n  by: ["临溪水务集团"]\n  date: "2026-10-10"\n', "")], "临溪水务集团；2026-10-10", ""),
        ([(N, '    title: "附件：复查意见"', '    title: "附件一"')], "附件：复查意见", "附件一"),
        ([(L, '    - as_of: "2026-11-01"\n      basis: editor\n' + NOTE, "")], "本站编者根据采购公告登记。", ""),
        ([(L, "      status: partial\n", "      status: ongoing\n")], "partial", "ongoing"),
        ([(N, "逐项整改。", "逐项抓好整改。")], "逐项整改", "逐项抓好整改"),
    ],
)
def test_what_is_told_to_be_written_accounts_for_the_change(
    edits: list[tuple[str, str, str]], before: str, after: str
) -> None:
    assert between(*edits) != []
    assert between(*edits, one_more(before, after)) == []


@pytest.mark.parametrize(
    ("new", "line", "code", "severity", "what", "why", "mend"),
    [
        ('    - as_of: "2026-11-30"\n      basis: editor\n      note: "新的一条"\n', 0, "", "", "", "", ""),
        ('    - as_of: "2026-10-30"\n      basis: editor\n      note: "日子早的一条"\n', 34, "H002", "error",
         "添了日子已经过去的 p2 的进展记录", "v1 里没有“日子早的一条”", "移到这一列的最后，as_of 写它公开的日子"),
        ('    - basis: editor\n      note: "没有日子的一条"\n', 34, "H002", "error",
         "添了日子已经过去的 p2 的进展记录", "v1 里没有“没有日子的一条”", "移到这一列的最后，as_of 写它公开的日子"),
    ],
)  # fmt: skip
def test_a_record_behind_the_others(
    new: str, line: int, code: str, severity: str, what: str, why: str, mend: str
) -> None:
    found = [(f.at.line, f.code, f.severity, f.what, f.why, f.mend) for f in between((L, NOTE, NOTE + new))]
    assert found == ([(line, code, severity, what, why, mend)] if code else [])


def test_a_record_before_the_others() -> None:
    first = '    - as_of: "2026-11-01"\n      basis: editor\n'
    [found] = between((L, first, '    - as_of: "2026-10-30"\n      basis: editor\n      note: "新来的"\n' + first))
    assert (found.code, found.at.line, found.what) == ("H002", 31, "p2 的进展记录插在了公开过的前面")
    assert (found.why, found.mend) == ("v1 里没有“新来的”", "移到这一列的最后，as_of 写它公开的日子")


def test_a_first_record_without_a_day_of_its_own_is_only_asked_about() -> None:
    """Nothing was there before it: it may be of the text itself, and recorded now."""
    new = 'p4:\n  due:\n    - by: "2027"\n      quote: "因预算尚未批复，该项整改尚未启动"\n'
    [found] = between((L, "p4:\n", new))
    assert (found.code, found.severity, found.what) == ("H010", "warning", "补录了 p4 的时限")
    assert found.why == "v1 里没有“因预算尚未批复，该项整改尚未启动”"
    assert found.mend == "核对日子；确是后来看到的，as_of 写公开的日子"


# -- text, files, ids and addresses

TEXT = "恢复原文，或在台账的 notice: 之下添一条 corrections，before 和 after 恰好是改了的话"


@pytest.mark.parametrize(
    ("edits", "day", "what", "counts"),
    [
        ([], None, "公开后改了正文，没有更正记录", ""),
        ([one_more("逐项整改", "逐项整改了")], None, "公开后改了正文，更正没有说明这里的不同", "；新的更正 1 条，算数的 1 条"),
        ([one_more("逐项整改", "逐项抓好整改", "2026-11-30")], date(2026, 11, 29), "公开后改了正文，更正没有说明这里的不同",
         "；新的更正 1 条，算数的 0 条"),
        ([one_more("逐项整改", "逐项抓好整改", "2026-10-19")], None, "公开后改了正文，更正没有说明这里的不同",
         "；新的更正 1 条，算数的 0 条"),  # dated before one that is public
    ],
)  # fmt: skip
def test_a_changed_text(edits: list[tuple[str, str, str]], day: date | None, what: str, counts: str) -> None:
    [found] = between((N, "逐项整改。", "逐项抓好整改。"), *edits, day=day)
    assert (found.code, found.at.line, found.what, found.mend) == ("H001", 43, what, TEXT)
    assert found.why == f"从这里起与 v1 不同：原来 433 字，现在 435 字{counts}"


def test_a_correction_of_today_counts() -> None:
    edits = [(N, "逐项整改。", "逐项抓好整改。"), one_more("逐项整改", "逐项抓好整改", "2026-11-30")]
    assert between(*edits, day=date(2026, 11, 30)) == []


def test_words_behind_the_last_line() -> None:
    [found] = between(
        (N, "欢迎来电0000-8200000、13900000001反映。\n", "欢迎来电0000-8200000、13900000001反映。\n\n再一段。\n")
    )
    assert (found.code, found.at.line) == ("H001", 86)


def test_another_file_under_the_name() -> None:
    [found] = between(("notices/2026-shuiwu/files/复查意见.txt", "管网改造", "供水管网改造"))
    old = "046147fc4f2625a18865d514f6d26f4a2a8da68fe34eb3c149514848bbe150f1"
    new = "9b3b02baf7577b62da1dd031ded99b0910d0891aa0f7e89de0e684e2ec53b0e5"
    assert (found.code, found.at.path, found.what) == ("H009", f"content/{N}", changed("文件 复查意见.txt"))
    assert found.why == f"v1 里是“{old[:39]}…”，现在是“{new[:39]}…”" and found.mend == told(old, new)


def test_an_item_with_another_id() -> None:
    [found] = between((N, "{#p4 states=demand}", "{#p7 states=demand}"), (L, "p4:\n", "p7:\n"))
    assert (found.code, found.at.path, found.at.line) == ("H005", f"content/{N}", 76)
    assert (found.what, found.why) == ("事项编号从 p4 变成 p7", "v1 里“抢修车辆不足”是 p4，现在是 p7")
    assert found.mend == "改回 {#p4}"


@pytest.mark.parametrize(
    ("moved", "codes"), [("", ["H001", "H006"]), ("/notices/2026-shuiwu/p4/", ["H001"]), ("/x/", ["H001", "H006"])]
)
def test_an_item_that_is_gone(moved: str, codes: list[str]) -> None:
    found = between((N, ITEM4, ""), (L, "p4:\n" + ENTRY4, ""), moved=moved)
    assert [f.code for f in found] == codes
    if "H006" in codes:
        lost = found[1]
        assert (lost.at.path, lost.at.line, lost.what) == (f"content/{N}", 1, "网址 /notices/2026-shuiwu/p4/ 没有了")
        assert (lost.why, lost.mend) == ("v1 里有事项 p4", "恢复这个事项，或在 redirects.yaml 里写上去处")
