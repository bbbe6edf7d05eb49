"""The public part of a notice: from its files and from its published JSON the same tree, without what is only suggested."""

from typing import Any

from site_builder.rules.public_tree import tree_of, tree_of_json
from tests.rules.space import Edit
from tests.rules.test_compared import L, N, between
from tests.rules.test_quotations import case_of


def test_a_tree_from_the_files() -> None:
    suggested = case_of(
        Edit(L, "    - by: \"2026-12\"\n", "    - by: \"2026-12\"\n      suggested: true\n"),
        Edit(L, "  c1:\n", "  c1:\n    suggested: true\n"),
        Edit(N, "{#p4 states=demand}", "{#p4 states=demand origin=amr}"),
    )  # fmt: skip
    tree = tree_of(suggested.notice, {}, {"a.pdf": "x"})
    assert list(tree) == ["head", "text", "sections", "items", "notice", "targets", "commitments", "titles", "files"]
    assert (tree["files"], tree["titles"]["p4"]) == ({"a.pdf": "x"}, "抢修车辆不足")
    assert tree["sections"] == [
        {"heading": "一、整改情况", "role": "problems"},
        {"heading": "二、公开说明", "role": "other"},
    ]
    assert list(tree["items"]) == ["p1", "p2", "p3", "p4"]
    assert (tree["items"]["p4"]["states"], tree["items"]["p4"]["origin"]) == ("demand", "amr")
    assert tree["items"]["p2"]["due"] == [] and len(tree["items"]["p2"]["entries"]) == 2
    assert (list(tree["targets"]), list(tree["commitments"])) == (["t1"], [])
    assert tree["head"]["inspection"]["level"] == "市委" and "id" not in tree["head"]["inspection"]
    assert "display_title" not in tree["head"] and tree["head"]["title"].startswith("临溪")


JSON: dict[str, Any] = {
    "kind": "rectification", "published": "2024-10-17", "written": None, "contacts": {"phones": []}, "source": None, "follows": None,
    "attachments": [], "inspection": None, "title": "通报", "title_stated": True, "organ": {"id": "amr", "name": "局"}, "window": None,
    "window_state": "unstated", "signed": {"by": [], "date": None}, "stated": None, "text": "甲",
    "sections": [{"heading": None, "role": "other"}, {"heading": "一", "role": "problems"}],
    "corrections": [1], "milestones": [2], "feedback": 3,
    "targets": [{"id": "t1", "url": "/x/", "value": "9"}], "commitments": [{"id": "c1", "every": "6M"}],
    "problems": [{
        "id": "p1", "title": "台账", "states": "problem", "origin": None, "facts": [], "same_as": [], "review_by": None, "assessments": [],
        "responsible": [{"unit": "甲", "quotes": ["话", "又"]}], "due": [{"by": "2025", "quotes": ["话"]}], "closing": None,
        "entries": [
            {"status": "done", "basis": {"kind": "notice", "quotes": ["话"], "source": None}},
            {"status": None, "basis": {"kind": "report", "quotes": [], "source": None}},
            {"status": None, "basis": {"kind": "report", "quotes": ["话"], "source": {"file": "a.pdf", "notice": None, "url": "u"}}},
        ],
    }],
}  # fmt: skip


def test_a_tree_from_the_published_json() -> None:
    tree = tree_of_json(JSON, {"a.pdf": "x"})
    assert tree["head"] == {
        "kind": "rectification", "published": "2024-10-17", "written": None, "contacts": {"phones": []}, "source": None,
        "attachments": [], "inspection": None, "title": "通报", "organ": "amr", "window": "unstated", "signed": None, "stated": None,
    }  # fmt: skip
    assert tree["sections"] == [{"heading": "一", "role": "problems"}]
    assert (tree["text"], tree["titles"], tree["files"]) == ("甲", {"p1": "台账"}, {"a.pdf": "x"})
    assert tree["notice"] == {"corrections": [1], "milestones": [2], "feedback": 3}
    assert (tree["targets"], tree["commitments"]) == ({"t1": {"value": "9"}}, {"c1": {"every": "6M"}})
    item = tree["items"]["p1"]
    assert item["responsible"] == [{"unit": "甲", "quote": "话"}] and item["due"] == [{"by": "2025", "quote": "话"}]
    assert item["entries"] == [
        {"status": "done", "basis": "notice", "quote": "话", "source": None},
        {"status": None, "basis": "report"},
        {"status": None, "basis": "report", "quote": "话", "source": {"file": "a.pdf"}},
    ]
    assert {key: item[key] for key in ("states", "origin", "facts", "same_as", "review_by", "assessments", "closing")} == {
        "states": "problem", "origin": None, "facts": [], "same_as": [], "review_by": None, "assessments": [], "closing": None
    }  # fmt: skip


def test_what_a_json_says_otherwise() -> None:
    told = {
        **JSON, "title_stated": False, "organ": None, "window": {"kind": "objection"}, "follows": "x",
        "signed": {"by": ["局"], "date": None}, "stated": {"problems": 3},
    }  # fmt: skip
    head = tree_of_json(told, {})["head"]
    assert (head["title"], head["display_title"], head["organ"], head["window"]) == (
        None,
        "通报",
        None,
        {"kind": "objection"},
    )
    assert (head["follows"], head["signed"]) == ("x", {"by": ["局"], "date": None})
    assert head["stated"]["problems"] == 3 and head["stated"]["categories"] is None
    assert tree_of_json({**JSON, "window_state": "none"}, {})["head"]["window"] == "none"


def test_a_changed_origin_is_told() -> None:
    [found] = between((N, "{#p4 states=demand}", "{#p4 states=demand origin=amr}"))
    assert (found.code, found.what) == ("H007", "公开后改了 p4 的 origin，没有更正说明")
