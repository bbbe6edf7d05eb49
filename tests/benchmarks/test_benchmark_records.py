"""Made-up records: the same for the same seed, free of findings, in three forms that say the same."""

import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from benchmarks.content import item_blocks, notice_text, write_content
from benchmarks.generate import main
from benchmarks.hugo import write_hugo
from benchmarks.records import LAST_DAY, notices
from site_builder.cli import main as build


def files_below(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


@pytest.mark.parametrize("form", ["ours", "adapter", "files"])
def test_the_same_seed_gives_the_same_bytes_and_another_seed_others(tmp_path: Path, form: str) -> None:
    def made(name: str, seed: int) -> dict[str, bytes]:
        into = tmp_path / name
        arguments = f"--notices 3 --items 5 --seed {seed} --form {form} --into {into}"
        result = CliRunner().invoke(main, arguments.split())
        assert result.exit_code == 0, result.output
        return files_below(into)

    assert made("a", 1) == made("b", 1)
    assert made("c", 2) != made("a", 1)


def test_the_first_notices_say_the_same_whether_few_or_many_follow() -> None:
    """Their days differ, for all sizes are spread over the same ten years."""
    few, many = list(notices(2, 6, seed=1)), list(notices(4, 6, seed=1))
    assert [n.leadership for n in few] == [n.leadership for n in many[:2]]
    assert [[i.title for i in n.items] for n in few] == [[i.title for i in n.items] for n in many[:2]]


def test_content_has_no_finding(tmp_path: Path) -> None:
    """Ledgers of every kind are among 300 items: statuses, due days, responsible units. Made sentences may come twice (E010)."""
    records = list(notices(15, 20, seed=3))
    items = [item for notice in records for item in notice.items]
    assert {item.status for item in items} == {"unstated", "not-started", "ongoing", "partial", "done"}
    assert any(item.due for item in items)
    assert any(item.responsible for item in items)
    write_content(records, tmp_path)

    result = CliRunner().invoke(build, ["check", "--content", str(tmp_path), "--today", str(LAST_DAY), "--jobs", "1"])

    told = set(re.findall(r"(?:error|warning) ([A-Z]\d+)", result.output))
    assert (result.exit_code, told <= {"E010"}) == (0, True), result.output


def test_a_notice_of_twenty_items_is_about_sixty_kilobytes() -> None:
    sizes = [len(notice_text(notice).encode()) for notice in notices(20, 20, seed=1)]
    assert 55_000 < sum(sizes) / len(sizes) < 66_000


def test_the_newest_window_closes_on_the_last_day() -> None:
    """So that the day after changes the state of at least one notice, at any size."""
    for count in (1, 2, 50):
        *_, newest = notices(count, 1, seed=1)
        assert newest.closes == LAST_DAY


def test_hugo_is_given_every_word_of_the_text(tmp_path: Path) -> None:
    (notice,) = notices(1, 5, seed=1)
    write_hugo([notice], tmp_path / "files", "files")
    write_hugo([notice], tmp_path / "adapter", "adapter")
    folder = tmp_path / "files" / "content" / "notices" / notice.slug
    record = json.loads((tmp_path / "adapter" / "data" / "notices" / f"{notice.slug}.json").read_text("utf-8"))

    whole = (folder / "_index.md").read_text("utf-8")
    for item, given in zip(notice.items, record["items"], strict=True):
        text = "\n\n".join(item_blocks(item))
        assert text in whole
        assert (folder / f"{item.id}.md").read_text("utf-8").endswith(f"}}\n\n{text}\n")
        assert (given["measures"], given["closing"]) == (list(item.measures), item.closing)
    assert (folder / "ledger.md").exists()
