"""Where a title may stand, over how many lines it may go, and how much around it is of the publication: the bounds of each."""

import pytest

from site_builder.importing.structure.front import Front, read_front, without_contents
from tests.importing.structure.written import lines

TITLE = "云州市园林局关于巡察整改情况的通报"
DAY = "发布日期：2024-03-05"


def front(text: str, hint: str | None = None, *organs: str) -> Front:
    return read_front(lines(text), hint, frozenset(organs))


@pytest.mark.parametrize(
    ("before", "found"),
    [
        ("甲\n" * 59, True),
        ("甲\n" * 60, False),  # a title stands in the first sixty lines
        ("1.甲\n", False),
        ("2.甲\n", False),  # a series has begun: this is the text
        ("3.甲\n", True),
        ("#1.甲\n", True),
        ("##1.甲\n", False),
        ("1.甲|乙\n", True),
        ("受理编号：X001\n", True),
        ("来源：云州网\n甲|乙\n标题：\n首页\n", True),
    ],
)
def test_how_far_down_a_title_is_looked_for(before: str, found: bool) -> None:
    assert (front(f"{before}{TITLE}\n正文").title == TITLE) is found


@pytest.mark.parametrize(
    ("text", "title", "at"),
    [
        ("云州市\n整改情况的通报", "云州市整改情况的通报", (0, 1)),
        ("关于巡察\n整改\n情况的\n通报", "关于巡察整改情况的通报", (0, 1, 2, 3)),
        ("关于巡察\n整改的\n工作的\n情况的\n通报", "关于巡察整改的工作的情况的", (0, 1, 2, 3)),  # four lines at most
        ("关于巡\n整改情况的通报", "关于巡整改情况的通报", (0, 1)),
        ("关于\n整改情况的通报", "整改情况的通报", (1,)),  # three signs at least
        ("关于" + "巡" * 58 + "\n整改情况的通报", "关于" + "巡" * 58 + "整改情况的通报", (0, 1)),
        ("关于" + "巡" * 59 + "\n整改情况的通报", "整改情况的通报", (1,)),  # sixty at most
        ("导航　科室　服务\n整改情况的通报", "整改情况的通报", (1,)),
        ("关于巡察整改\n情况的通报|乙", None, ()),
        ("云州市园林局\n中共云州市委关于巡察整改情况的通报", "中共云州市委关于巡察整改情况的通报", (1,)),
        ("《云州市园林局关于巡察整改情况的通报》", TITLE, (0,)),
        ("关于巡察反馈意见\n整改情况的通报", "关于巡察反馈意见整改情况的通报", (0, 1)),
        ("关于巡察工作通报\n整改方案的通知", "关于巡察工作通报", (0,)),  # the first is whole, and the second does not deal with it
        ("关于巡察反馈意见\n整改。", "关于巡察反馈意见", (0,)),
    ],
)  # fmt: skip
def test_over_how_many_lines_a_title_goes(text: str, title: str | None, at: tuple[int, ...]) -> None:
    found = front(text)
    assert (found.title, found.at) == (title, at)


@pytest.mark.parametrize(
    ("longer", "title"),
    [
        (24, "甲" * 24 + TITLE),
        (25, TITLE),  # more before it is another title
    ],
)
def test_a_title_on_its_own_line_rather_than_behind_a_label(longer: int, title: str) -> None:
    assert front(f"标题：{TITLE}\n{'甲' * longer}{TITLE}\n正文").title == title


@pytest.mark.parametrize(
    ("behind", "start"),
    [
        ("", 1),
        (DAY, 2),
        ("甲\n" * 5 + DAY, 7),
        ("甲\n" * 6 + DAY, 1),  # five other lines between
        ((DAY + "\n") * 2 + "甲\n" * 5 + DAY, 9),
        ("来源：甲\n" * 30, 31),
        ("来源：甲\n" * 31, 31),  # thirty lines
        (TITLE, 2),
        ("打印", 2),
        ("名称：甲乙", 2),
        ("2024-03-05 星期二", 2),
        ("发布日期\n2024-03-05", 3),
        ("根据市委安排，" + "甲" * 17 + "\n" + DAY, 3),
        ("根据市委安排，" + "甲" * 18 + "\n" + DAY, 1),  # a line longer than 24 signs that begins so begins the text
        ("市委安排，" + "甲" * 30 + "\n" + DAY, 3),
        ("1.甲\n" + DAY, 1),
    ],
)
def test_how_far_what_belongs_to_the_publication_goes(behind: str, start: int) -> None:
    assert front(f"{TITLE}\n{behind}\n正文").start == start


@pytest.mark.parametrize(
    ("text", "aside"),
    [
        (f"甲\n{TITLE}\n{TITLE}\n打印\n{TITLE}", "1标题之前的页面文字 3重复的标题 4页面按钮 5重复的标题"),
        (f"{TITLE}\n甲\n{TITLE}\n2024年3月5日\n首页", "3重复的标题 5面包屑导航"),
        (f"首页\n{TITLE} - 云州网\n{TITLE}", "1面包屑导航 2标题之前的页面文字"),
        (f"【公告】{TITLE}\n打印", "1标题行，标题已取用 2页面按钮"),
        (f"2024年3月5日\n2020年9月\n30\n甲\n{TITLE}", "4标题之前的页面文字"),
        (f"30\n{TITLE}", "1标题之前的页面文字"),
        (f"{TITLE}\n甲\n#{TITLE}", "1重复的标题 2标题之前的页面文字"),
        (f"作者\n2024年3月\n甲\n{TITLE}", "3标题之前的页面文字"),
        (f"作者\n甲\n2024年3月\n{TITLE}", "1标题之前的页面文字 2标题之前的页面文字"),
        (f"2024年3月\n作者\n{TITLE}", "2标题之前的页面文字"),
    ],
)  # fmt: skip
def test_what_is_set_aside_around_a_title(text: str, aside: str) -> None:
    assert " ".join(f"{each.line}{each.why}" for each in front(text).aside) == aside


@pytest.mark.parametrize(
    ("hint", "title"),
    [
        ("云州市园林局关于巡察整改情况的通报 ", TITLE),
        ("关于甲乙丙丁戊的通报", "关于甲乙丙丁戊的通报"),  # ten signs
        ("关于甲乙丙丁的通报", None),
        ("甲乙丙丁戊己庚辛的通报", None),  # says nothing of what it is about
        ("甲乙丙巡察整改的通报", "甲乙丙巡察整改的通报"),
        ("关于甲乙丙丁戊己庚辛", None),
        (None, None),
        ("", None),
    ],
)
def test_a_title_that_only_the_file_knows(hint: str | None, title: str | None) -> None:
    found = front("甲\n乙", hint)
    assert (found.title, found.start) == (title, 0)
    assert found.choice.because == (("取自文件自带的标题",) if title else ("没有一行像标题",))


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("一、" + "甲" * 112 + "…… 120\n二、乙…2\n三、丙…3\n正文", "正文"),
        ("一、" + "甲" * 113 + "…… 120\n二、乙…2\n三、丙…3\n正文", None),  # longer than 120 signs
        ("甲\n" * 236 + "一、甲…1\n二、乙…2\n三、丙…3\n正文", "甲\n" * 236 + "正文"),
        ("甲\n" * 237 + "一、甲…1\n二、乙…2\n三、丙…3\n四、丁…4", "甲\n" * 237 + "四、丁…4"),
        ("甲\n" * 238 + "一、甲…1\n二、乙…2\n三、丙…3\n正文", None),  # below the first 240 lines
        ("甲…1\n乙\n丙…3\n丁…4\n戊…5\n正文", "甲…1\n乙\n正文"),
        ("甲…1\n乙…2\n丙\n丁…4\n戊…5\n正文", None),
        ("甲…1\n乙…2\n丙…3\n正文\n丁…4\n戊…5\n己…6", "正文\n丁…4\n戊…5\n己…6"),
        ("甲…1234\n乙…2\n丙…3\n丁", None),
    ],
)
def test_a_table_of_contents(text: str, kept: str | None) -> None:
    assert "\n".join(line.text for line in without_contents(lines(text))[0]) == (text if kept is None else kept)
