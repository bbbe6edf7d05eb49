# ruff: noqa: E501  one wording a row reads better than a broken one
"""The import command: what it writes, what it never overwrites, what it refuses, what it reports."""

import json
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
import yaml
from openpyxl import Workbook
from PIL import Image

from site_builder.commands.import_documents import import_files

NOTICE = """中共云洲市园林局党组关于巡察整改情况的通报
发布日期：2024-03-05　来源：云洲清风
二、整改情况
1.关于“票据管理不规范”问题
一是清理旧票据，目前已完成。
二是修订票据管理办法，计划于2024年6月发布。
联系电话：7000001。
打印
"""


class ImportFolder:
    """A folder to import into, beside an organs.yaml."""

    def __init__(self, root: Path) -> None:
        self.root, self.into = root, root / "content" / "notices"
        self.into.mkdir(parents=True)
        self.report = root / "report.json"

    def file(self, text: str, name: str = "a.txt") -> str:
        path = self.root / name
        path.write_text(text, encoding="utf-8")
        return str(path)

    def run(self, *files: str, **options: Any) -> int:
        given = {"slug": None, "organ": None, "report": self.report, "force": False} | options
        return import_files(files, self.into, **given)

    def said(self) -> list[dict[str, Any]]:
        value: list[dict[str, Any]] = json.loads(self.report.read_text(encoding="utf-8"))
        return value

    def text(self, name: str = "2024-03-05-yunzhou-ylj/notice.md") -> str:
        return (self.into / name).read_text(encoding="utf-8")


@pytest.fixture
def folder(tmp_path: Path) -> ImportFolder:
    return ImportFolder(tmp_path)


def test_writes_a_draft_and_a_ledger(folder: ImportFolder) -> None:
    assert folder.run(folder.file(NOTICE)) == 0
    assert folder.text() == (
        """---
title: "中共云洲市园林局党组关于巡察整改情况的通报"
kind: rectification
organ: yunzhou-ylj
published: "2024-03-05"
source:
  name: "云洲清风"
window: unstated
contacts:
  phones:
    - "7000001"
states: problem
draft: true
---
发布日期：2024-03-05　来源：云洲清风

## 二、整改情况 {role=problems}

### 1.关于“票据管理不规范”问题 {#p1}

- 一是清理旧票据，目前已完成。
- 二是修订票据管理办法，计划于2024年6月发布。

## {role=other}

联系电话：7000001。
"""
    )
    mark, _, ledger = folder.text("2024-03-05-yunzhou-ylj/ledger.yaml").partition("p1:")
    assert mark.startswith("# 由 import 生成")
    assert ledger == (
        """
  due:
    - by: "2024-06"
      about: "票据管理办法"
      quote: "计划于2024年6月发布"
      suggested: true
  entries:
    - as_of: "2024-03-05"
      status: done
      about: m1
      quote: "清理旧票据，目前已完成"
      suggested: true
  facts:
    - label: "票据管理办法"
      kind: document
      act: drafted
      quotes:
        - "修订票据管理办法"
      suggested: true
"""
    )


def test_report(folder: ImportFolder) -> None:
    file = folder.file(NOTICE)
    folder.run(file)
    (said,) = folder.said()
    assert (said["file"], said["slug"]) == (file, "2024-03-05-yunzhou-ylj")
    assert said["recognised"]["items"] == 1
    assert said["recognised"]["measures"] == 2
    assert said["doubts"] == [{"line": 7, "text": "7000001", "why": "电话没有区号"}]
    assert [(each["item"], each["what"], each.get("quote") or each["quotes"]) for each in said["suggested"]] == [
        ("p1", "due", "计划于2024年6月发布"),
        ("p1", "entries", "清理旧票据，目前已完成"),
        ("p1", "facts", ["修订票据管理办法"]),
    ]
    assert [(each["line"], each["text"]) for each in said["set_aside"]] == [(8, "打印")]


def test_a_new_organ_is_added_and_what_is_there_stays(folder: ImportFolder) -> None:
    organs = folder.into.parent / "organs.yaml"
    organs.write_text("# 单位\nyunzhou-gyj:   # 旧名\n  name: 云洲市公园局\n  short: 市公园局", encoding="utf-8")
    folder.run(folder.file(NOTICE))
    assert organs.read_text(encoding="utf-8") == (
        "# 单位\nyunzhou-gyj:   # 旧名\n  name: 云洲市公园局\n  short: 市公园局\n"
        'yunzhou-ylj:\n  name: "中共云洲市园林局党组"\n  short: "云洲市园林局"\n'
    )
    assert "organs.yaml 新增单位 yunzhou-ylj" in folder.said()[0]["notes"][0]


def test_a_known_organ_is_found_by_any_of_its_names(folder: ImportFolder) -> None:
    organs = folder.into.parent / "organs.yaml"
    written = 'parks:\n  name: "云洲市园林和林业局"\n  names:\n    - {name: "云洲市园林局", to: "2025"}\n'
    organs.write_text(written, encoding="utf-8")
    assert folder.run(folder.file(NOTICE)) == 0
    assert folder.said()[0]["recognised"]["organ"] == "parks"
    assert organs.read_text(encoding="utf-8") == written


def test_slug_and_organ_can_be_given(folder: ImportFolder) -> None:
    assert folder.run(folder.file(NOTICE), slug="spring", organ="parks") == 0
    assert yaml.safe_load(folder.text("spring/notice.md").split("---")[1])["organ"] == "parks"
    assert folder.run(folder.file(NOTICE, "b.txt"), folder.file(NOTICE, "c.txt"), slug="spring") == 2


@pytest.mark.parametrize("slug", ["../out", "2024", "undated", "A B", "a/b"])
def test_slugs_that_no_address_can_have(folder: ImportFolder, slug: str) -> None:
    assert folder.run(folder.file(NOTICE), slug=slug) == 2
    assert list(folder.into.iterdir()) == []


def test_the_same_source_again_changes_nothing(folder: ImportFolder, capsys: pytest.CaptureFixture[str]) -> None:
    file = folder.file(NOTICE)
    folder.run(file)
    before = folder.text(), folder.text("2024-03-05-yunzhou-ylj/ledger.yaml")
    assert folder.run(file) == 0
    assert (folder.text(), folder.text("2024-03-05-yunzhou-ylj/ledger.yaml")) == before
    assert "没有改动" in capsys.readouterr().out
    assert [path.name for path in folder.into.iterdir()] == ["2024-03-05-yunzhou-ylj"]


def test_a_changed_source_updates_an_untouched_record(folder: ImportFolder, capsys: pytest.CaptureFixture[str]) -> None:
    folder.run(folder.file(NOTICE))
    assert folder.run(folder.file(NOTICE.replace("清理旧票据", "清理全部旧票据"))) == 0
    assert "清理全部旧票据" in folder.text()
    out = capsys.readouterr().out
    assert "-- 一是清理旧票据" in out
    assert "+- 一是清理全部旧票据" in out


def test_an_edited_record_is_never_overwritten(folder: ImportFolder, capsys: pytest.CaptureFixture[str]) -> None:
    folder.run(folder.file(NOTICE))
    path = folder.into / "2024-03-05-yunzhou-ylj" / "notice.md"
    edited = folder.text().replace("draft: true\n", "")
    path.write_text(edited, encoding="utf-8")
    changed = folder.file(NOTICE.replace("清理旧票据", "清理全部旧票据"))
    assert folder.run(changed) == 1
    assert folder.text() == edited
    assert "+- 一是清理全部旧票据" in capsys.readouterr().out
    assert folder.run(changed, force=True) == 0
    assert "清理全部旧票据" in folder.text()


def test_a_record_import_did_not_write_is_not_overwritten(folder: ImportFolder) -> None:
    record = folder.into / "spring"
    record.mkdir()
    (record / "notice.md").write_text("---\ntitle: null\n---\n别的通报\n", encoding="utf-8")
    assert folder.run(folder.file(NOTICE), slug="spring") == 1
    assert "别的通报" in folder.text("spring/notice.md")


def test_another_notice_of_the_day_gets_its_own_slug(folder: ImportFolder) -> None:
    folder.run(folder.file(NOTICE))
    folder.run(folder.file(NOTICE.replace("巡察整改情况", "审计整改情况"), "b.txt"))
    assert sorted(path.name for path in folder.into.iterdir()) == [
        "2024-03-05-yunzhou-ylj",
        "2024-03-05-yunzhou-ylj-2",
    ]


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("关于召开工作会议的报道\n3月5日，市园林局召开全市园林工作会议，总结成绩，部署任务，强调要扛起责任、真抓实干、务求实效，确保全年目标任务圆满完成。", "会议新闻"),
        ("市委第六巡察组进驻市园林局的公告\n市委第六巡察组将对市园林局党组开展巡察，巡察期间设值班电话，受理群众来信来电来访，欢迎广大干部群众反映情况和问题线索。", "进驻或启动"),
        ("市委第六巡察组向市园林局党组反馈巡察情况\n反馈意见指出，局党组在履行职责方面还存在一些不足，提出了以下意见建议：一要加强学习，二要担当作为，三要从严管理。", "巡察反馈"),
        ("XX局关于巡察整改情况的通报\n发布日期：XX年XX月XX日\n二、整改情况\n1.关于“XXXX”问题\n整改情况：（此处填写）。XX局党组高度重视，XX部门牵头落实整改任务，按时完成。", "模板"),
        ("太短", "文字太少"),
    ],
)  # fmt: skip
def test_what_is_no_notice_is_refused(folder: ImportFolder, text: str, why: str) -> None:
    assert folder.run(folder.file(text)) == 1
    refused = folder.said()[0]["refused"]
    assert (refused["code"], why in refused["why"]) == ("not-a-notice", True)
    assert refused["evidence"]
    assert list(folder.into.iterdir()) == []
    assert folder.run(folder.file(text), force=True) == 0
    assert len(list(folder.into.iterdir())) == 1


def test_a_file_that_cannot_be_read_is_refused_with_its_code(folder: ImportFolder) -> None:
    """`refused: {code, why, evidence}`: for programs, for the editor, and what was seen in the file."""
    scan = folder.root / "扫描.pdf"
    Image.new("RGB", (200, 300), "white").save(scan, "PDF")
    packed = folder.root / "材料.docx"
    packed.write_bytes(b"7z\xbc\xaf\x27\x1c" + bytes(40))
    assert folder.run(str(scan), str(packed), folder.file("", "空.txt"), force=True) == 1
    refused = [each["refused"] for each in folder.said()]
    assert [each["code"] for each in refused] == ["scan", "unknown-format", "empty"]
    assert (refused[0]["evidence"], "文字识别" in refused[0]["why"]) == (["1 页，文字 0 个，图 1 页"], True)
    assert "压缩包（7z）" in refused[1]["why"]
    assert list(folder.into.iterdir()) == []


def test_one_refused_file_does_not_stop_the_others(folder: ImportFolder) -> None:
    assert folder.run(folder.file("太短", "b.txt"), folder.file(NOTICE)) == 1
    assert [each.get("refused") is None for each in folder.said()] == [False, True]
    assert folder.text()


def test_a_file_that_is_not_there(folder: ImportFolder, capsys: pytest.CaptureFixture[str]) -> None:
    assert folder.run(str(folder.root / "no.txt"), folder.file(NOTICE)) == 2
    assert "no.txt" in capsys.readouterr().out
    assert folder.text()


def test_standard_input(folder: ImportFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    class Pipe:
        buffer = BytesIO(NOTICE.encode())

    monkeypatch.setattr("sys.stdin", Pipe)
    assert folder.run("-") == 0
    assert folder.said()[0]["file"] == "-"
    assert folder.text()


def test_damage_is_kept_and_said(folder: ImportFolder) -> None:
    """A date with missing digits stays as it is; a text that breaks off is incomplete."""
    folder.run(
        folder.file(
            NOTICE.replace("2024年6月", "2019425日前").replace(
                "联系电话：7000001。\n打印\n", "下一步将继续完善票据管理的各项制度，加强对票据领用的日常监督，并"
            )
        )
    )
    assert "2019425日" in folder.text()
    assert {
        "日期的数字似有缺损，照原样保留",
        "文字似乎不完整，结尾缺失；有没有公开期限无从判断，补全后填写 window",
    } <= {each["why"] for each in folder.said()[0]["doubts"]}
    assert "window" not in yaml.safe_load(folder.text().split("---")[1])


def test_traditional_characters_among_simplified_ones_are_said(folder: ImportFolder) -> None:
    folder.run(folder.file(NOTICE.replace("清理旧票据", "清理舊票據後發現問題")))
    assert "夹杂繁体字，似是转换错误，照原样保留" in {each["why"] for each in folder.said()[0]["doubts"]}


def test_the_texts_own_total_is_reported_beside_the_counted_one(folder: ImportFolder) -> None:
    text = NOTICE.replace(
        "二、整改情况", "对反馈的12项问题逐条研究整改，明确责任和时限，确保全部整改到位。\n二、整改情况"
    )
    folder.run(folder.file(text))
    assert folder.said()[0]["recognised"]["stated"]["problems"] == 12
    assert "原文称 12 项，识别出 1 项" in {each["why"] for each in folder.said()[0]["doubts"]}


def test_the_desk_has_what_was_read_and_every_doubt(folder: ImportFolder) -> None:
    """The document imported here is reviewed there: its lines, what was doubtful in them, what was left out."""
    assert folder.run(folder.file(NOTICE.replace("目前已完成", "目前已完成�"))) == 0
    kept = json.loads((folder.into / "2024-03-05-yunzhou-ylj" / ".import.json").read_text("utf-8"))
    (said,) = folder.said()
    assert [line["text"] for line in kept["lines"]][:2] == NOTICE.splitlines()[:2]
    assert kept["file"] == "a.txt"
    assert (
        [(each["line"], each["why"]) for each in kept["doubts"]]
        == [(each["line"], each["why"]) for each in said["doubts"]]
        != []
    )
    assert [each["text"] for each in kept["set_aside"]] == [each["text"] for each in said["set_aside"]] == ["打印"]


def test_a_table_in_plain_text_has_lines_for_the_desk_and_a_workbook_has_none(folder: ImportFolder) -> None:
    rows = [
        "序号\t反馈问题\t整改措施\t完成情况",
        "1\t资金拨付迟缓\t修订办法\t已完成整改",
        "2\t台账不全\t补录台账\t正在整改",
    ]
    workbook = Workbook()
    for row in rows:
        workbook.active.append(row.split("\t"))
    workbook.save(folder.root / "b.xlsx")
    assert folder.run(folder.file("\n".join(rows), "a.txt"), str(folder.root / "b.xlsx"), force=True) == 0
    kept = {path.parent.name: json.loads(path.read_text("utf-8")) for path in folder.into.rglob(".import.json")}
    assert {each["file"]: [line["text"] for line in each["lines"]] for each in kept.values()} == {
        "a.txt": rows,
        "b.xlsx": [],
    }
