"""What a worker looks at before it works, and the builder before it takes what was made."""

import os
import pickle
from pathlib import Path

import pytest

from site_builder.build.blueprints import blueprint_of
from site_builder.build.inputs import Options, read_inputs
from site_builder.build.state import State
from site_builder.build.unit_jobs import Blueprint, UnitJob
from site_builder.build.workers import make_units, results_of
from site_builder.cluster import remote_work
from site_builder.cluster.remote_work import PROGRAM, collected, work_of, work_there
from site_builder.data.file_record import FileRecords
from site_builder.records.findings import SiteError
from site_builder.views.context import ContextBuilder
from tests.conftest import DEMO_DAY, TEMPLATES, TEXT, Space

PAGE = "notices/n/p1/index.html"


def order(space: Space) -> tuple[Blueprint, list[UnitJob]]:
    """The blueprint and the only unit of a site of one notice."""
    space.notice()
    options = Options(space.content, space.out, TEMPLATES, DEMO_DAY)
    inputs = read_inputs(options, State())
    staging = space.folder / "staging"
    staging.mkdir()
    context = ContextBuilder(inputs.scans, inputs.registers, False).of(inputs.scans[0])
    return blueprint_of(inputs, options, str(staging)), [UnitJob(slug="n", title="题", context=context)]


def sent(space: Space) -> bytes:
    return pickle.dumps(work_of(make_units, *order(space)))


def files_of(result: bytes) -> FileRecords:
    unit = results_of(result)[0].unit
    assert unit is not None
    return unit.files()


def test_an_attempt_writes_to_a_folder_of_its_own(space: Space) -> None:
    """The first is given up for lost and made again; when it ends after all, the files that were taken stay theirs."""
    work = sent(space)
    _, lost = work_there(PROGRAM, work)
    result, part = work_there(PROGRAM, work)
    assert lost and part and lost != part
    collected(result, part)
    page = space.folder / "staging" / PAGE
    made = page.read_bytes()
    (Path(lost) / PAGE).write_text("written late")
    assert page.read_bytes() == made
    assert not Path(part).exists()


def test_times_are_those_seen_here(space: Space) -> None:
    """The clock of a file server may say another time than the machine that wrote."""
    result, part = work_there(PROGRAM, sent(space))
    os.utime(Path(str(part)) / PAGE, ns=(5, 5))
    assert files_of(collected(result, part))[PAGE].mtime == 5


def test_units_are_merged_into_what_is_there(space: Space) -> None:
    staged = space.folder / "staging"
    result, part = work_there(PROGRAM, sent(space))
    (staged / "notices/other").mkdir(parents=True)
    (staged / "notices/other/index.html").write_text("made before")
    files = files_of(collected(result, part))
    there = {p.relative_to(staged).as_posix() for p in staged.rglob("*") if p.is_file()}
    assert there == {*files, "notices/other/index.html"}


def test_another_program_is_refused(space: Space) -> None:
    """Before anything of the work is read: what the other program would send need not make sense to this one."""
    with pytest.raises(SiteError, match="程序或程序库与本机版本不同；.*重启"):
        work_there(b"of last week", b"no pickle at all")


def test_other_sources_are_refused(space: Space, monkeypatch: pytest.MonkeyPatch) -> None:
    """A copy of the content folder that was not brought up to date would be published as if it were the new one."""
    monkeypatch.setattr(remote_work, "LOOKS", 1)
    work = sent(space)
    space.notice(text=TEXT.replace("台账不全", "台账残缺"))
    with pytest.raises(SiteError, match="notices/n 与本机不同"):
        work_there(PROGRAM, work)
    space.remove("n")
    with pytest.raises(SiteError, match="notices/n 与本机不同"):
        work_there(PROGRAM, work)


def test_sources_that_come_late_are_awaited(space: Space, monkeypatch: pytest.MonkeyPatch) -> None:
    work = sent(space)
    space.notice(text="")
    waits: list[float] = []

    def sleep(seconds: float) -> None:
        waits.append(seconds)
        if len(waits) == 3:
            space.notice()

    monkeypatch.setattr("site_builder.cluster.remote_work.time.sleep", sleep)
    assert work_there(PROGRAM, work)[1] is not None
    assert waits == [0, 1, 1]


@pytest.mark.parametrize("harm", [Path.unlink, lambda path: path.write_text("cut")], ids=["missing", "cut"])
def test_files_that_cannot_be_seen_are_refused(space: Space, harm: object) -> None:
    result, part = work_there(PROGRAM, sent(space))
    harm(Path(str(part)) / PAGE)  # type: ignore[operator]
    with pytest.raises(SiteError, match="看不到工作进程写的文件 .*/notices/n/p1/index.html；.*共享"):
        collected(result, part)
