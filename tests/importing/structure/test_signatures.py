"""Which of several lines is the signature of a long text: what speaks for each, and how far from the end it is looked for."""

import pytest

from site_builder.importing.structure.back import read_back
from tests.importing.structure.written import lines

PROSE = "已完善票据领用登记并开展专项检查，清理票据十二本，情况良好，长期坚持。\n"
BODY = "一、整改情况\n" + "".join(f"{n}.关于票据的第{n}个问题\n{PROSE}" for n in range(1, 8))  # fifteen lines
EARLY = "云州市园林局\n2024年3月5日\n"  # an organ and its day, with numbered lines behind
LATE = "（九）关于归档的问题\n"


def signed(text: str, *organs: str) -> str:
    """The lines of the signature, counted from the end of the body; who signed."""
    found = read_back(lines(BODY + text), frozenset(organs)).signed
    return f"{'-'.join(str(line - 15) for line in found.lines)} {'、'.join(found.by)}"


@pytest.mark.parametrize(
    ("text", "organs", "told"),
    [
        # an organ with its day, 4, against what stands at the very end, 2.5 more
        (EARLY + LATE + "2024年4月5日", (), "4 "),  # a day alone 1.5 + 2.5: of equal ones the last
        (EARLY + LATE + "云州市水务局", (), "1-2 云州市园林局"),  # an organ alone 1.2 + 2.5
        (EARLY + LATE + "云州市水务局", ("云州市水务局",), "4 云州市水务局"),  # known from the title, 2 more
        (EARLY + LATE + "2024年4月5日", ("云州市园林局",), "1-2 云州市园林局"),
        (EARLY + LATE + "云州市水务局 2024年4月5日", ("云州市园林局党组",), "4 云州市水务局"),  # 6 against 6.5
        (EARLY + "附件：清单\n" + LATE + "2024年4月5日", (), "1-2 云州市园林局"),  # a list of attachments behind it, 1 more
        (EARLY + "附件：清单\n" + LATE + "2024年4月5日", ("云州市园林局",), "1-2 云州市园林局"),
        ("欢迎监督。\n" + EARLY + LATE + "2024年4月5日", (), "2-3 云州市园林局"),  # closing words above it, 1.5 more
        ("欢迎监督。\n" + EARLY + LATE + "欢迎监督。\n2024年4月5日", (), "6 "),  # both: 5.5 and 5.5
        ("欢迎监督。\n" + EARLY + "附件：清单\n" + LATE + "云州市水务局 2024年4月5日", (), "6 云州市水务局"),  # 6.5 and 6.5
        ("云州市园林局 2024年3月5日\n" + LATE + "2024年4月5日", (), "3 "),
        ("欢迎监督。\n云州市园林局\n" + LATE + "甲", (), " "),  # 1.2 + 1.5: too little where nothing else speaks for it
        ("欢迎监督。\n云州市园林局\n附件：清单\n" + LATE, (), "2 云州市园林局"),  # 1.2 + 1.5 + 1
        ("欢迎监督。\n2024年3月5日\n" + LATE, (), " "),
        ("云州市园林局\n" + LATE, ("云州市园林局",), " "),  # 1.2 + 2
        ("2024年3月5日\n" + LATE, (), " "),
        ("乙园局\n2024年3月5日\n" + LATE + "丙园局\n2024年4月5日\n10.甲", ("乙园局",), "4-5 丙园局"),  # a name of three signs is no sign of anything
        ("乙园水局\n2024年3月5日\n" + LATE + "丙园局\n2024年4月5日\n10.甲", ("乙园水局",), "1-2 乙园水局"),
        ("甲市乙园水局\u3000\u3000丙园水局\n2024年3月5日\n" + LATE + "丁园局\n2024年4月5日\n10.甲", ("丙园水局",), "1-2 甲市乙园水局、丙园水局"),
        # organs that sign together
        ("云州市园林局\n云州市水务局", (), "1-2 云州市园林局、云州市水务局"),
        ("云州市园林局\n云州市水务局\n2024年3月5日", (), "1-2-3 云州市园林局、云州市水务局"),
        ("云州市园林局\n云州市水务局\n2024年3月5日\n2024年4月5日", (), "1-2-3 云州市园林局、云州市水务局"),
        ("中共云州市\n2024年3月5日", (), "1-2 中共云州市"),
        ("园林局|水务局\n2024年3月5日", (), "2 "),
        ("".join(f"云州市{name}园局\n" for name in "甲乙丙丁戊己庚辛壬癸子丑寅") + "2024年3月5日", (),
         "2-3-4-5-6-7-8-9-10-11-12-13-14 " + "、".join(f"云州市{name}园局" for name in "乙丙丁戊己庚辛壬癸子丑寅")),  # twelve at most
        ("\n".join(f"云州市{name}园局" for name in "甲乙丙丁戊己庚辛壬癸子丑"), (),
         "1-2-3-4-5-6-7-8-9-10-11-12 " + "、".join(f"云州市{name}园局" for name in "甲乙丙丁戊己庚辛壬癸子丑")),
        # far from the end
        (EARLY + LATE + "甲\n" * 23 + "甲", (), "1-2 云州市园林局"),
        (EARLY + LATE + "甲\n" * 24 + "甲", (), " "),  # 4 − 1.5
        (EARLY + "甲\n" * 90 + "甲", (), "1-2 云州市园林局"),
        (EARLY + PROSE * 3 + "甲", (), "1-2 云州市园林局"),
        ("2024年3月5日\n" + PROSE * 3 + "甲", (), "1 "),
        ("2024年3月5日\n" + PROSE * 4 + "甲", (), " "),  # four paragraphs are no end of a text
        ("2024年3月5日\n1.电话：0999-7000001", (), "1 "),
        ("2024年3月5日\n附件：1.清单\n2.流程图", (), "1 "),
        ("云州市园林局" + " " * 49 + "2024年3月5日", (), "1 云州市园林局"),  # 64 signs
        ("云州市园林局" + " " * 50 + "2024年3月5日", (), " "),
        ("1.云州市园林局 2024年3月5日", (), " "),
    ],
)  # fmt: skip
def test_who_signed(text: str, organs: tuple[str, ...], told: str) -> None:
    assert signed(text, *organs) == told


@pytest.mark.parametrize(("before", "told"), [(3, ()), (4, ("云州市园林局",))])
def test_what_begins_a_text_did_not_sign_it(before: int, told: tuple[str, ...]) -> None:
    """A letterhead: an organ alone among the first four lines of a text that goes on."""
    text = "甲\n" * before + "云州市园林局\n" + "乙\n" * 8
    assert read_back(lines(text.strip())).signed.by == told


@pytest.mark.parametrize("text", ["欢迎监督。\n联系电话：0999-7000001", "云州市园林局\n2024年3月5日"])
def test_a_text_may_be_nothing_but_its_end(text: str) -> None:
    found = read_back(lines(text))
    assert (len(found.body), len(found.closing), len(found.behind)) == (0, 2, 0)


def test_a_short_text_may_begin_with_its_signature() -> None:
    assert read_back(lines("云州市园林局\n" + "乙\n" * 6 + "乙")).signed.by == ("云州市园林局",)
    assert read_back(lines("云州市园林局\n" + "乙\n" * 7 + "乙")).signed.by == ()
