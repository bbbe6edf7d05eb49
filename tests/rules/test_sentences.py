"""The sentence around a quotation and the text around that; and the records of a notice in the order of its file."""

import pytest

from site_builder.rules.listed import listed, suggestible
from site_builder.rules.quotations import NOTICE, Scope
from site_builder.rules.sentences import around
from tests.rules.test_quotations import case_of

CASE = case_of()
FIRST = "一是由管网部牵头，改造老旧管网12公里，漏损率降至9.4%。"
SECOND = "二是修订《管网巡查办法（试行）》，每月巡查一次。"
LAST = "截至2026年9月底，管网改造已全部完成整改。"


@pytest.mark.parametrize(
    ("words", "scope", "sentence", "text"),
    [
        ("改造老旧管网12公里", Scope("item", "p1"), FIRST, f"{FIRST}\n{SECOND}"),
        ("改造老旧管网12公里", Scope("measure", "m1", "p1"), FIRST, f"{FIRST}\n"),
        ("每月巡查一次", Scope("measure", "m1", "p1"), "每月巡查一次", ""),  # of another measure
        ("每月巡查一次", Scope("measure", "m9", "p1"), SECOND, f"{SECOND}\n三是更换阀门16个，其余4个正在更换。"),
        ("管网改造已全部完成整改", Scope("item", "p1"), LAST, f"{LAST}\n"),
        ("管网漏损率偏高", Scope("item", "p1"), "1. 管网漏损率偏高", "1. 管网漏损率偏高\n整改情况："),
        ("余下800只", Scope("item", "p2"), "余下800只计划于2026年12月底前更换完毕。",
         "整改情况：已更换水表3200只，占应换的4000只的八成。余下800只计划于2026年12月底前更换完毕。\n"),
        ("余下800只", Scope("item", "p1"), "余下800只", ""),
        ("余下800只", Scope("item", "p9"), "余下800只计划于2026年12月底前更换完毕。",
         "整改情况：已更换水表3200只，占应换的4000只的八成。余下800只计划于2026年12月底前更换完毕。\n（二）管理方面"),
        ("巡察反馈的4项问题", NOTICE, "2026年5月20日市委第二巡察组反馈意见后，集团对巡察反馈的4项问题逐项整改。",
         "2026年5月20日市委第二巡察组反馈意见后，集团对巡察反馈的4项问题逐项整改。\n（一）供水方面"),
        ("没有这句话", NOTICE, "没有这句话", ""),
        ("没有这句话", Scope("file", "复查意见.txt"), "没有这句话", ""),
        ("x", Scope("file", "没有.txt"), "x", ""),
        ("x", Scope("linked", "没有"), "x", ""),
    ],
)  # fmt: skip
def test_the_sentence_around_words(words: str, scope: Scope, sentence: str, text: str) -> None:
    assert around(CASE, words, scope) == (sentence, text)


def test_a_sentence_of_a_file() -> None:
    found = around(CASE, "管网改造重新列入整改事项", Scope("file", "复查意见.txt"))
    assert "管网改造重新列入整改事项" in found.sentence and found.sentence in found.text
    assert found.text == CASE.files["复查意见.txt"].text


def test_every_record_in_its_order() -> None:
    steps = [(item, *rest) for item, rest, _ in listed(CASE.notice)]
    assert steps == [
        ("p1", "p1", "responsible", 0), ("p1", "p1", "entries", 0), ("p1", "p1", "entries", 1),
        ("p2", "p2", "due", 0), ("p2", "p2", "entries", 0), ("p2", "p2", "entries", 1), ("p2", "p2", "facts", 0),
        ("p3", "p3", "entries", 0), ("p3", "p3", "facts", 0), ("p4", "p4", "entries", 0),
    ]  # fmt: skip
    more = [steps for steps, _ in suggestible(CASE.notice)]
    assert more == [*(each[1:] for each in steps), ("targets", "t1"), ("commitments", "c1")]
