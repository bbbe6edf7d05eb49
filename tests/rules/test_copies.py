"""Copied words: within a notice, in its entries, from other notices; which of several is told of, where, how much, and what is no copy."""

from collections.abc import Mapping

import pytest

from site_builder.reader.prints import SIZE, places_of_prints, prints_of
from site_builder.reader.readings import SecondReading, Shared
from site_builder.reader.shared_prints import MOST
from site_builder.records.findings import Span
from site_builder.records.notice import Notice, read_notice
from site_builder.rules import copied_words as own
from site_builder.rules.rule import OtherFiles
from tests.rules.test_quotations import case_of

CASE = case_of()
SIGNS = "".join(chr(0x4E00 + 7 * number) for number in range(900))  # no two the same
A, B, C, D = (SIGNS[start : start + 60] for start in (0, 60, 120, 180))
REST = SIGNS[300:]
SLUG = "2026-shuiwu"
Told = tuple[str, int, str, int, str]


def text_of(items: Mapping[str, str], kind: str = "rectification") -> str:
    """A notice whose items have these texts; an item is written with its id, or with its id and its title."""
    head = f'---\ntitle: "通报"\nkind: {kind}\norgan: linxi-water\npublished: "2026-10-12"\nwindow: none\n---\n\n## 一、整改情况\n'
    parts = [head]
    for number, (item, text) in enumerate(items.items(), 1):
        name, _, title = item.partition(" ")
        parts.append(f"### {number}. {title or '事项' + name} {{#{name}}}\n\n{text}\n")
    return "\n".join(parts)


def read(slug: str, text: str, ledger: str = "") -> Notice:
    notice = read_notice(slug, text, ledger, f"content/notices/{slug}", [])
    assert notice is not None
    return notice


def told(
    items: Mapping[str, str],
    ledger: str = "",
    others: Mapping[str, OtherFiles] | None = None,
    common: tuple[tuple[int, int], ...] = (),
) -> list[Told]:
    """(file:line, column, what is underlined or '', share in percent, what else has it and where) of each finding."""
    text = text_of(items)
    body = text.partition("\n---\n")[2]
    mine = prints_of(body)[0] | prints_of(ledger)[0]
    have = {
        slug: prints_of(files.notice.partition("\n---\n")[2])[0] | prints_of(files.ledger)[0]
        for slug, files in (others or {}).items()
    }
    mine -= {each for each, count in common if count > MOST}  # what many have is shared with nobody in particular
    shared = [Shared(each, tuple(slug for slug in have if each in have[slug])) for each in sorted(mine)]
    reading = SecondReading(
        repeated=tuple(sorted(prints_of(body)[1])),
        shared=tuple(each for each in shared if each.slugs),
        common=common,
    )
    case = CASE._replace(notice=read(SLUG, text, ledger), reading=reading, other=(others or {}).get)
    lines = {"notice.md": text.split("\n"), "ledger.yaml": ledger.split("\n")}
    found = []
    for each in own.copied_words.findings(case):
        file = each.at.path.rpartition("/")[2]
        words = lines[file][each.at.line - 1][each.at.column - 1 :][: each.at.length] if each.at.length > 1 else ""
        share, _, where = each.why.removeprefix("占这一段的 ").partition("%；前一处在 content/notices/")
        assert (each.code, each.severity) == ("E010", "warning")
        assert each.mend == "对照原件，贴错的改正；原文如此的，写上 acknowledged（code: E010）"
        found.append((f"{file}:{each.at.line}", each.at.column, words, int(share), f"{each.what} {where}"))
    return found


def said(item: str, count: int, other: str, line: int, words: str, slug: str = "", file: str = "notice.md") -> str:
    whose = f"{slug} 的" if slug else "本通报的"
    return f"{item} 有 {count} 个字与{whose} {other} 相同 {slug or SLUG}/{file}:{line}：“{words}”"


# An item has its text on line 13; those of the next ones follow every four lines.


@pytest.mark.parametrize(
    ("items", "found"),
    [
        ({"p1": A, "p2": B}, []),
        ({"p1": A, "p2": A}, [("notice.md:17", 1, A, 100, said("p2", 60, "p1", 13, A))]),
        ({"p1": A[:40], "p2": A}, [("notice.md:17", 1, A[:40], 67, said("p2", 40, "p1", 13, A[:40]))]),
        ({"p1": A[:39], "p2": A}, []),
        ({"p1": A, "p2": A[:39]}, []),
        ({"p1": B + A, "p2": "一是" + A[5:50] + "。二是" + C},
         [("notice.md:17", 3, A[5:50], 41, said("p2", 45, "p1", 13, A[5:50]))]),
        ({"p1": A, "p2": f"- {A}\n- {B}"}, [("notice.md:17", 3, A, 100, said("p2", 60, "p1", 13, A))]),
        ({"p1": A, "p2": f"- {B}\n- {A}"}, [("notice.md:18", 3, A, 100, said("p2", 60, "p1", 13, A))]),
        ({"p1": A, "p2": f"{B}\n\n{A}"}, [("notice.md:19", 1, A, 100, said("p2", 60, "p1", 13, A))]),
        ({"p1": f"{A}\n\n{A}", "p2": B}, []),  # one item says it twice
        ({"p1": A, "p2": f"| 甲 | 乙 |\n| --- | --- |\n| {A} | 乙 |"}, []),
        ({"p1": A, "p2": f"#### {A}\n\n{B}"}, []),
        ({"p1": A, "p2": f"责任单位：{A}"}, []),  # a list of names is no account
        ({"p1 甲": A, "p2 甲": A}, []),  # of one title
        ({"p1 甲": A, "p2 甲": B, "p3 乙": A}, [("notice.md:21", 1, A, 100, said("p3", 60, "p1", 13, A))]),
        ({"p1": A, "p2": A, "p3": A}, [("notice.md:17", 1, A, 100, said("p2", 60, "p1", 13, A)),
                                       ("notice.md:21", 1, A, 100, said("p3", 60, "p1", 13, A))]),
        ({"p1": A[:45], "p2": A, "p3": A}, [("notice.md:17", 1, A[:45], 75, said("p2", 45, "p1", 13, A[:45])),
                                            ("notice.md:21", 1, A, 100, said("p3", 60, "p2", 17, A))]),
        ({"p1": A, "p2": A[:45], "p3": A}, [("notice.md:17", 1, A[:45], 100, said("p2", 45, "p1", 13, A[:45])),
                                            ("notice.md:21", 1, A, 100, said("p3", 60, "p1", 13, A))]),
        ({"p1": f"{A}\n\n{B}", "p2": f"{B}\n\n{A}"}, [("notice.md:19", 1, B, 100, said("p2", 60, "p1", 15, B)),
                                                       ("notice.md:21", 1, A, 100, said("p2", 60, "p1", 13, A))]),
        ({"p1": f"{B}，{A}", "p2": f"{C}，{A}"}, [("notice.md:17", 62, A, 50, said("p2", 60, "p1", 13, A))]),  # without the sign before it
        ({"p1": A + B[:1], "p2": A + B[:1]}, [("notice.md:17", 1, A + B[:1], 100, said("p2", 61, "p1", 13, A[:59] + "…"))]),
        ({"p1": f"《{A}》", "p2": f"《{A}》"}, []),
        ({"p1": f"{A[:30]}《{B}》{A[30:39]}", "p2": f"{A[:30]}《{B}》{A[30:39]}"}, []),
    ],
)  # fmt: skip
def test_within_a_notice(items: Mapping[str, str], found: list[Told]) -> None:
    assert told(items) == found


def test_of_very_many_places_the_first_are_compared() -> None:
    every = told({f"p{number}": A for number in range(1, 12)})
    assert [each[0] for each in every] == [f"notice.md:{13 + 4 * number}" for number in range(1, 8)]


def entries(**items: str) -> str:
    return "".join(f"{item}:\n  entries:\n    - {{{each}}}\n" for item, each in items.items())


@pytest.mark.parametrize(
    ("items", "ledger", "found"),
    [
        ({"p1": A, "p2": B}, entries(p2=f'basis: editor, note: "{A}"'), [("p2", 60, "p1", 13, "notice.md", A)]),
        ({"p1": A, "p2": B}, entries(p2=f'basis: editor, note: "{A[:40]}"'), [("p2", 40, "p1", 13, "notice.md", A[:40])]),
        ({"p1": A, "p2": B}, entries(p2=f'basis: editor, note: "{A[:39]}"'), []),
        ({"p1": A, "p2": B}, entries(p1=f'basis: editor, note: "{A}"'), []),  # of its own item
        ({"p1": A, "p2": B}, entries(p2=f'quote: "{A}"'), []),  # a quotation of the notice itself
        ({"p1": A, "p2": B}, entries(p2=f'basis: report, quote: "{A}"'), [("p2", 60, "p1", 13, "notice.md", A)]),
        ({"p1": A, "p2": B}, entries(p2=f'basis: editor, quote: "{A}"'), [("p2", 60, "p1", 13, "notice.md", A)]),
        ({"p1": B, "p2": C}, entries(p1=f'basis: editor, note: "{A}"', p2=f'basis: editor, note: "{A}"'),
         [("p2", 60, "p1", 3, "ledger.yaml", A)]),
        ({"p1": A, "p2": C}, entries(p2=f'basis: report, quote: "{A[:40]}", note: "{A}"'), [("p2", 60, "p1", 13, "notice.md", A)]),
        ({"p1": A, "p2": C}, entries(p2=f'basis: report, quote: "{A}", note: "{A[:40]}"'), [("p2", 60, "p1", 13, "notice.md", A)]),
    ],
)  # fmt: skip
def test_in_entries(items: Mapping[str, str], ledger: str, found: list[tuple[str, int, str, int, str, str]]) -> None:
    assert [each[4] for each in told(items, ledger)] == [
        said(item, count, other, line, words, file=file) for item, count, other, line, file, words in found
    ]


def test_the_place_of_an_entry() -> None:
    ledger = "p2:\n  entries:\n    - basis: editor\n      note: 甲\n    - basis: editor\n" + f'      note: "{A}"\n'
    assert [each[:2] for each in told({"p1": A, "p2": B}, ledger)] == [("ledger.yaml:6", 13)]


def test_the_place_of_the_words_of_an_entry() -> None:
    ledger = f'p2:\n  entries:\n    - basis: report\n      note: 甲\n      quote: "{A}"\n'
    assert [each[:2] for each in told({"p1": A, "p2": B}, ledger)] == [("ledger.yaml:5", 14)]


def test_each_entry_is_told_of() -> None:
    ledger = f'p2:\n  entries:\n    - {{basis: editor, note: "{A}"}}\n    - {{basis: editor, note: "{A}"}}\n'
    assert [each[0] for each in told({"p1": A, "p2": B}, ledger)] == ["ledger.yaml:3", "ledger.yaml:4"]


def test_texts_come_before_entries() -> None:
    ledger = entries(p2=f'basis: editor, note: "{A}"')
    assert [each[0] for each in told({"p1": A, "p2": A}, ledger)] == ["notice.md:17", "ledger.yaml:3"]


def other(items: Mapping[str, str], ledger: str = "", slug: str = "2025-bie") -> dict[str, OtherFiles]:
    return {slug: OtherFiles(text_of(items), ledger, f"content/notices/{slug}")}


BIE = "2025-bie"
COMMAS = "，".join(A[start : start + 15] for start in range(0, 60, 15))  # few prints


@pytest.mark.parametrize(
    ("items", "others", "found"),
    [
        ({"p1 甲": A}, other({"p1 乙": A}), [("p1", 60, "p1", 13, A)]),
        ({"p1 甲": A}, other({"p1 甲": A}), []),  # of one organ and one title
        ({"p1 甲": A}, other({"p1 乙": B, "p2 丙": A}), [("p1", 60, "p2", 17, A)]),
        ({"p1 甲": A}, other({"p1 乙": A[:40]}), [("p1", 40, "p1", 13, A[:40])]),
        ({"p1 甲": A}, other({"p1 乙": A[:39]}), []),
        ({"p1 甲": A[:39]}, other({"p1 乙": A}), []),
        ({"p1 甲": COMMAS}, other({"p1 乙": COMMAS}), [("p1", 63, "p1", 13, COMMAS.replace("，", ",")[:59] + "…")]),
        ({"p1 甲": COMMAS[:40]}, other({"p1 乙": COMMAS[:40]}), [("p1", 40, "p1", 13, COMMAS[:40].replace("，", ","))]),
        ({"p1 甲": COMMAS}, other({"p1 乙": COMMAS[:39]}), []),
        ({"p1 甲": COMMAS}, other({"p1 乙": COMMAS[:24] + "\n" + COMMAS[24:]}), [("p1", 63, "p1", 13, COMMAS.replace("，", ",")[:59] + "…")]),
        ({"p1 甲": COMMAS}, other({"p1 乙": REST + COMMAS}), [("p1", 63, "p1", 13, COMMAS.replace("，", ",")[:59] + "…")]),
        ({"p1 甲": COMMAS}, other({"p1 乙": COMMAS[:20] + "，" + REST, "p2 丙": COMMAS}), [("p1", 63, "p2", 17, COMMAS.replace("，", ",")[:59] + "…")]),
        ({"p1 甲": A}, other({"p1 乙": B}, entries(p1=f'basis: editor, note: "{A}"')), [("p1", 60, "p1", 3, A)]),
        ({"p1 甲": A}, other({"p1 乙": B}, entries(p1=f'quote: "{A}"')), []),
        ({"p1 甲": A, "p2 乙": B}, other({"p1 丙": B, "p2 丁": A}), [("p1", 60, "p2", 17, A), ("p2", 60, "p1", 13, B)]),
        ({"p1 甲": A}, {}, []),
    ],
)  # fmt: skip
def test_from_another_notice(
    items: Mapping[str, str], others: Mapping[str, OtherFiles], found: list[tuple[str, int, str, int, str]]
) -> None:
    assert [each[4] for each in told(items, others=others)] == [
        said(item, count, there, line, words, BIE, "ledger.yaml" if line == 3 else "notice.md")
        for item, count, there, line, words in found
    ]


def test_an_entry_may_quote_another_notice() -> None:
    others = {**other({"p1 乙": A}), **other({"p1 丙": A}, slug="2025-san")}
    report = f'basis: report, quote: "{A}"'
    quoting = entries(p1=f"{report}, source: {{notice: {BIE}}}")
    assert told({"p1 甲": B}, quoting, other({"p1 乙": A})) == []
    assert [each[4] for each in told({"p1 甲": B}, quoting, others)] == [said("p1", 60, "p1", 13, A, "2025-san")]
    of_file = entries(p1=f"{report}, source: {{file: a.txt}}")
    assert [each[4] for each in told({"p1 甲": B}, of_file, other({"p1 乙": A}))] == [said("p1", 60, "p1", 13, A, BIE)]
    assert [each[4] for each in told({"p1 甲": B}, entries(p1=report), other({"p1 乙": A}))] == [
        said("p1", 60, "p1", 13, A, BIE)
    ]


def test_of_several_notices_the_longest_copy_is_told_of() -> None:
    one, two = other({"p1 乙": A[:50]}, slug="2025-yi"), other({"p1 乙": A}, slug="2025-er")
    for others in ({**one, **two}, {**two, **one}):
        assert [each[4] for each in told({"p1 甲": A}, others=others)] == [said("p1", 60, "p1", 13, A, "2025-er")]
    near = told({"p1 甲": A, "p2 乙": A[:50]}, others=two)  # of this notice or of another
    assert [each[4] for each in near] == [
        said("p1", 60, "p1", 13, A, "2025-er"),
        said("p2", 50, "p1", 13, A[:50]),
    ]


def test_the_notices_that_share_the_most_are_compared() -> None:
    """Six of them; of those that share as much, the first by their names."""
    many = {
        f"2025-{name}": OtherFiles(text_of({"p1 乙": A[:50]}), "", f"content/notices/2025-{name}") for name in "gfedcba"
    }
    assert [each[4] for each in told({"p1 甲": A}, others=many)] == [said("p1", 50, "p1", 13, A[:50], "2025-a")]
    last = {**many, "2025-z": OtherFiles(text_of({"p1 乙": A}), "", "content/notices/2025-z")}
    assert [each[4] for each in told({"p1 甲": A}, others=last)] == [said("p1", 60, "p1", 13, A, "2025-z")]
    asked: list[str] = []

    class Files(dict[str, OtherFiles]):
        def get(self, slug: str, default: None = None) -> OtherFiles | None:  # type: ignore[override]
            asked.append(slug)
            return super().get(slug, default)

    told({"p1 甲": A}, others=Files(last))
    assert asked == ["2025-z", "2025-a", "2025-b", "2025-c", "2025-d", "2025-e"]  # fmt: skip


def test_a_notice_that_is_gone_is_passed_over() -> None:
    gone: dict[str, OtherFiles | None] = {**other({"p1 乙": A}, slug="2025-yi"), **other({"p1 乙": A}, slug="2025-er")}

    class Files(dict[str, OtherFiles]):
        def get(self, slug: str, default: None = None) -> OtherFiles | None:  # type: ignore[override]
            return None if slug == "2025-er" else super().get(slug, default)

    files = Files({slug: each for slug, each in gone.items() if each})
    assert [each[4] for each in told({"p1 甲": A}, others=files)] == [said("p1", 60, "p1", 13, A, "2025-yi")]


def test_what_many_notices_say_weighs_less() -> None:
    words = COMMAS + "，" + B
    prints = tuple((each, 17) for each in prints_of(COMMAS)[0])
    others = other({"p1 乙": words})
    assert len(told({"p1 甲": words}, others=others)) == 1
    assert told({"p1 甲": COMMAS}, others=other({"p1 乙": COMMAS}), common=prints) == []
    assert len(told({"p1 甲": words}, others=others, common=prints)) == 1
    assert told({"p1 甲": COMMAS, "p2 乙": COMMAS}, common=prints) == []
    assert len(told({"p1 甲": COMMAS, "p2 乙": COMMAS}, common=tuple((each, 3) for each, _ in prints))) == 1


def test_a_copy_around_what_many_notices_say() -> None:
    formula = tuple((each, 9) for each in prints_of(COMMAS[:31])[0])
    for words in (f"{B[:20]}，{COMMAS[:31]}，{B[20:40]}", f"{B[:20]}。{COMMAS[:31]}。{B[20:40]}"):
        assert len(told({"p1 甲": words}, others=other({"p1 乙": words}), common=formula)) == 1


@pytest.mark.parametrize(("first", "second"), [(3, 17), (17, 3), (9, 9)])
def test_where_two_formulae_overlap_the_one_of_more_notices_counts(first: int, second: int) -> None:
    (one, at), (two, then) = places_of_prints(A)[1:3]
    apart = then - at
    assert 0 < apart < SIZE
    weight = len(A) - SIZE - apart + 2 * (apart / first + (SIZE - apart) / max(first, second) + apart / second)
    assert own._Weights([(one, first), (two, second)]).of(A, 0, 60) == pytest.approx(weight, abs=0.01)


def test_a_name_behind_other_words_weighs_nothing() -> None:
    words = f"{B[:5]}《{A[:10]}》{A[10:]}“{C[:3]}”{D[:4]}"
    weights = own._Weights([])
    assert weights.of(words, 0, len(words)) == len(words) - 12 - 5
    assert (weights.of(words, 5, 62), weights.of(words, 17, 50)) == (50, 50)


def test_prints_that_are_the_same_by_chance() -> None:
    """Their words are not: what is around them does not count."""
    first, second = (
        own.ItemWords(item, words, Span(path="n", line=3), words, 1)
        for item, words in (("p1", A), ("p2", A[:9] + B[0] + A[10:]))
    )
    weights = own._Weights([])
    assert list(own._common(own=first, at=2, other=second, there=2, slug="s", weights=weights)) == []
    assert [
        each.length for each in own._common(own=first, at=10, other=second, there=10, slug="s", weights=weights)
    ] == [50]
