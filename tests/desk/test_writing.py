"""The journal and the files of a notice: what a change writes, what undo and a new start make of it, and what is refused."""

import json
import os
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path

import pytest

from site_builder.desk import action_journal
from site_builder.desk import writing as desk_writing
from site_builder.desk.action_journal import ActionJournal, DeskChange, FileChange, file_change, hash_of
from site_builder.desk.durable_files import write_whole
from site_builder.desk.writing import ConflictError, Writer
from site_builder.records.findings import SiteError
from site_builder.system.file_lock import held

A = "ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb"  # sha256sum of one a, without a line end
NOTICE, LEDGER = "notice.md", "ledger.yaml"


@pytest.fixture
def writer(tmp_path: Path) -> Writer:
    return Writer(tmp_path / "notices", tmp_path)


def journal_lines(writer: Writer, slug: str = "n") -> list[dict[str, object]]:
    return [json.loads(line) for line in (writer.journals / f"{slug}.log").read_text("utf-8").splitlines()]


def begun(writer: Writer, *files: FileChange, number: int = 1) -> DeskChange:
    """A change that stands in the journal and was not carried out: a crash came between."""
    change = DeskChange(number, "改", "", {}, files)
    writer.journal("n").add(change)
    return change


def test_a_hash_is_that_of_the_bytes_and_none_of_no_file() -> None:
    assert (hash_of(b"a"), hash_of(None)) == (A, None)


@pytest.mark.parametrize(
    ("before", "after", "start", "old", "new"),
    [
        (b"a", b"ab", 1, b"", b"b"),
        (b"ab", b"a", 1, b"b", b""),
        (None, b"a", 0, b"", b"a"),
        (b"a", None, 0, b"a", b""),
    ],
)
def test_a_change_of_a_file_is_one_splice(
    before: bytes | None, after: bytes | None, start: int, old: bytes, new: bytes
) -> None:
    change = file_change("x", before, after)
    assert change == FileChange("x", hash_of(before), hash_of(after), start, old, new)
    assert change.apply(before) == after and change.inverse.apply(after) == before


def test_a_change_is_written_to_the_journal_and_to_the_files(writer: Writer) -> None:
    made = writer.change("n", "记一条", "2026-11-20T09:30", {"do": "x"}, {NOTICE: (None, b"a"), LEDGER: (b"", b"")})
    assert made == DeskChange(1, "记一条", "2026-11-20T09:30", {"do": "x"}, (file_change(NOTICE, None, b"a"),))
    assert writer.read("n", NOTICE) == b"a" and writer.read("n", LEDGER) is None
    assert journal_lines(writer) == [
        {"number": 1, "label": "记一条", "at": "2026-11-20T09:30", "act": {"do": "x"}, "undoes": None,
         "files": [[NOTICE, None, A, 0, "", "YQ=="]]},
        {"done": 1},
    ]  # fmt: skip
    assert "记一条" in (writer.journals / "n.log").read_text("utf-8")  # as words, not as escapes
    assert sorted(p.name for p in writer.journals.iterdir()) == [".gitignore", ".lock", "n.log"]
    assert (writer.journals / ".gitignore").read_bytes() == b"*\n"
    assert [p.name for p in (writer.notices / "n").iterdir()] == [NOTICE]


def test_the_journals_stay_out_of_git_even_where_somebody_tidied_up(writer: Writer) -> None:
    writer.change("n", "", "", {}, {NOTICE: (None, b"a")})
    (writer.journals / ".gitignore").unlink()
    assert writer.change("n", "", "", {}, {NOTICE: (b"a", b"b")}) is not None
    assert (writer.journals / ".gitignore").read_bytes() == b"*\n"


def test_what_changes_nothing_leaves_nothing(writer: Writer) -> None:
    assert writer.change("n", "", "", {}, {NOTICE: (b"a", b"a"), LEDGER: (None, None)}) is None
    assert writer.undo("n", "") is None
    assert not writer.journals.exists() and not writer.notices.exists()


def test_the_journal_is_read_as_it_was_written(writer: Writer) -> None:
    first = writer.change("n", "甲", "t1", {"do": 1}, {NOTICE: (None, b"a")})
    second = writer.change("n", "乙", "t2", {"do": 2}, {NOTICE: (b"a", b"b"), "files/附.pdf": (None, b"c")})
    undone = writer.undo("n", "t3")
    read = ActionJournal(writer.journals / "n.log")
    assert undone == second
    assert read.changes[:2] == [first, second]
    back = (file_change("files/附.pdf", b"c", None), file_change(NOTICE, b"b", b"a"))
    assert read.changes[2] == DeskChange(3, "乙", "t3", {"do": 2}, back, undoes=2)
    assert read.done == {1, 2, 3} and read.next_number == 4
    assert read.size == read.path.stat().st_size == writer.journal("n").size
    assert read.standing() == [first]


def test_undo_goes_back_one_change_after_the_other(writer: Writer) -> None:
    states = [None, b"1", b"12", None, b"4"]
    for number, (before, after) in enumerate(zip(states, states[1:], strict=False), 1):
        made = writer.change("n", f"{number}", "", {}, {NOTICE: (before, after)})
        assert made is not None and made.number == number
    for number in (4, 3):
        told = writer.undo("n", "")
        assert told is not None and told.label == f"{number}"
        assert writer.read("n", NOTICE) == states[number - 1]
    again = writer.change("n", "又", "", {}, {NOTICE: (b"12", b"5")})
    assert again is not None and again.number == 7
    for label, state in (("又", b"12"), ("2", b"1"), ("1", None)):
        told = writer.undo("n", "")
        assert told is not None and told.label == label and writer.read("n", NOTICE) == state
    assert writer.undo("n", "") is None


def test_a_change_that_was_not_carried_out_does_not_stand(writer: Writer) -> None:
    begun(writer, file_change(NOTICE, None, b"a"))
    assert writer.journal("n").standing() == [] and writer.journal("n").next_number == 2


def test_a_change_is_made_as_a_whole_or_not_at_all(writer: Writer) -> None:
    writer.change("n", "", "", {}, {NOTICE: (None, b"a"), LEDGER: (None, b"a")})
    before = journal_lines(writer)
    with pytest.raises(ConflictError, match=LEDGER):
        writer.change("n", "", "", {}, {NOTICE: (b"a", b"b"), LEDGER: (b"other", b"b")})
    assert (writer.read("n", NOTICE), writer.read("n", LEDGER), journal_lines(writer)) == (b"a", b"a", before)


def test_what_another_process_wrote_to_the_journal_is_seen(writer: Writer) -> None:
    other = Writer(writer.notices, writer.notices.parent)
    writer.change("n", "甲", "", {}, {NOTICE: (None, b"a")})
    other.change("n", "乙", "", {}, {NOTICE: (b"a", b"b")})
    told = writer.undo("n", "")
    assert told is not None and told.label == "乙" and writer.read("n", NOTICE) == b"a"
    assert writer.journal("n") is writer.journal("n")  # nothing new: it is not read again


# -- a journal that a crash has cut


@pytest.mark.parametrize("rest", [1, 9, 30])
def test_a_torn_line_is_passed_over_and_the_next_stands_alone(writer: Writer, rest: int) -> None:
    """Even where only the line end is missing: that change never began."""
    writer.change("n", "甲", "", {}, {NOTICE: (None, b"a")})
    path = writer.journals / "n.log"
    whole = path.read_bytes()
    begun(writer, file_change(NOTICE, b"a", b"x"), number=2)
    path.write_bytes(path.read_bytes()[:-rest])
    made = Writer(writer.notices, writer.notices.parent).change("n", "乙", "", {}, {NOTICE: (b"a", b"b")})
    assert made is not None and made.number == 2
    assert path.read_bytes().startswith(whole)
    assert [change.label for change in ActionJournal(path).changes] == ["甲", "乙"]
    assert [change.label for change in ActionJournal(path).standing()] == ["甲", "乙"]


def test_a_line_that_is_no_json_is_passed_over(writer: Writer) -> None:
    writer.change("n", "甲", "", {}, {NOTICE: (None, b"a")})
    path = writer.journals / "n.log"
    path.write_bytes(b"\xff{\n" + path.read_bytes())
    assert [change.label for change in ActionJournal(path).standing()] == ["甲"]


# -- a new start


def test_nothing_to_recover(writer: Writer) -> None:
    assert writer.recover() == []
    writer.change("n", "", "", {}, {NOTICE: (None, b"a")})
    assert writer.recover() == []


@pytest.mark.parametrize("placed", [(), (NOTICE,), (NOTICE, LEDGER)])
def test_recover_completes_what_was_begun(writer: Writer, placed: tuple[str, ...]) -> None:
    for slug in ("n", "m"):
        writer.change(slug, "", "", {}, {NOTICE: (None, b"a"), LEDGER: (None, b"a")})
    begun(writer, file_change(NOTICE, b"a", b"b"), file_change(LEDGER, b"a", None), number=2)
    if NOTICE in placed:
        writer.path("n", NOTICE).write_bytes(b"b")
    if LEDGER in placed:
        writer.path("n", LEDGER).unlink()
    fresh = Writer(writer.notices, writer.notices.parent)
    assert fresh.recover() == ["n"]
    assert (fresh.read("n", NOTICE), fresh.read("n", LEDGER)) == (b"b", None)
    assert fresh.recover() == []
    assert fresh.undo("n", "") is not None
    assert (fresh.read("n", NOTICE), fresh.read("n", LEDGER)) == (b"a", b"a")


def test_recover_leaves_a_notice_that_somebody_changed_meanwhile(writer: Writer) -> None:
    for slug in ("n", "o"):
        writer.change(slug, "", "", {}, {NOTICE: (None, b"a"), LEDGER: (None, b"a")})
        change = DeskChange(2, "", "", {}, (file_change(NOTICE, b"a", b"b"), file_change(LEDGER, b"a", b"b")))
        writer.journal(slug).add(change)
    writer.path("n", LEDGER).write_bytes(b"other")
    fresh = Writer(writer.notices, writer.notices.parent)
    assert fresh.recover() == ["o"]
    assert (fresh.read("n", NOTICE), fresh.read("n", LEDGER)) == (b"a", b"other")


def test_of_a_journal_too_long_the_older_half_goes(writer: Writer, monkeypatch: pytest.MonkeyPatch) -> None:
    states = [None, b"1", b"2", b"3", b"4", b"5"]
    for before, after in zip(states, states[1:], strict=False):
        writer.change("n", (after or b"").decode(), "", {}, {NOTICE: (before, after)})
    writer.undo("n", "")
    path = writer.journals / "n.log"
    monkeypatch.setattr(action_journal, "LONGEST", path.stat().st_size)
    (writer.journals / ".n.log.new").write_text("left by a crash")
    Writer(writer.notices, writer.notices.parent).recover()
    assert len(ActionJournal(path).changes) == 6  # just as long as it may be
    monkeypatch.setattr(action_journal, "LONGEST", path.stat().st_size - 1)
    fresh = Writer(writer.notices, writer.notices.parent)
    fresh.recover()
    assert sorted(p.name for p in writer.journals.iterdir()) == [".gitignore", ".lock", "n.log"]
    assert [change.label for change in ActionJournal(path).standing()] == ["3", "4"]
    assert [change.label for change in fresh.journal("n").changes] == ["3", "4"]
    assert fresh.undo("n", "") is not None and fresh.read("n", NOTICE) == b"3"
    made = fresh.change("n", "", "", {}, {NOTICE: (b"3", b"9")})
    assert made is not None and made.number == 6


def test_a_journal_too_long_is_cut_only_when_what_was_begun_is_done(
    writer: Writer, monkeypatch: pytest.MonkeyPatch
) -> None:
    writer.change("n", "", "", {}, {NOTICE: (None, b"a"), LEDGER: (None, b"a")})
    begun(writer, file_change(NOTICE, b"a", b"b"), file_change(LEDGER, b"a", b"b"), number=2)
    writer.path("n", NOTICE).write_bytes(b"b")
    monkeypatch.setattr(action_journal, "LONGEST", 1)
    fresh = Writer(writer.notices, writer.notices.parent)
    assert fresh.recover() == ["n"]
    assert (fresh.read("n", NOTICE), fresh.read("n", LEDGER)) == (b"b", b"b")


# -- whole folders, and paths


def test_a_notice_is_put_away_with_its_journal_and_nothing_is_lost(writer: Writer) -> None:
    for number in (1, 2):
        writer.change("n", "甲", "", {}, {NOTICE: (None, b"%d" % number), "files/a.pdf": (None, b"p")})
        log = (writer.journals / "n.log").read_bytes()
        place = writer.put_away("n")
        assert place == writer.journals / "discarded" / f"n-{number}"
        assert (place / NOTICE).read_bytes() == b"%d" % number and (place / "files" / "a.pdf").read_bytes() == b"p"
        assert (place.parent / f"n-{number}.log").read_bytes() == log
        assert not (writer.notices / "n").exists() and not (writer.journals / "n.log").exists()
        assert writer.undo("n", "") is None


def test_a_notice_without_a_journal_is_put_away_too(writer: Writer) -> None:
    write_whole(writer.path("n", NOTICE), b"a")
    place = writer.put_away("n")
    assert [p.name for p in place.parent.iterdir()] == ["n-1"]
    assert (writer.journals / ".gitignore").exists()


@pytest.mark.parametrize("name", ["a", "files/附件 1.pdf", "a" * 200, "..a", "files/" + "a" * 200])
def test_a_path_is_in_the_folder_of_its_notice(writer: Writer, name: str) -> None:
    assert writer.path("n", name) == writer.notices / "n" / name


@pytest.mark.parametrize(
    ("slug", "name"),
    [("n", name) for name in ("", "..", "../a", "files/..", "files/", "/a", "a/b", "files/a/b", "a\\b", "a\0", "a" * 201)]
    + [(slug, "a") for slug in ("..", ".", ".git", "a/b", "../n")],
)  # fmt: skip
def test_a_path_elsewhere_is_refused(writer: Writer, slug: str, name: str) -> None:
    with pytest.raises(ValueError) as told:
        writer.path(slug, name)
    assert told.value.args == (name,)


def test_a_folder_is_no_file(writer: Writer) -> None:
    (writer.notices / "n" / "files").mkdir(parents=True)
    assert writer.read("n", "files") is None


def test_what_is_reported_as_saved_is_on_the_disk(writer: Writer, monkeypatch: pytest.MonkeyPatch) -> None:
    """Flushed in this order: the journal and its folder, the file and its folder, the journal. No new folder the second time."""
    flushed: list[int] = []
    monkeypatch.setattr("os.fsync", lambda descriptor: flushed.append(os.fstat(descriptor).st_ino))
    writer.change("n", "", "", {}, {NOTICE: (None, b"a")})
    of = {name: path.stat().st_ino for name, path in
          {"log": writer.journals / "n.log", "journals": writer.journals, "file": writer.path("n", NOTICE),
           "folder": writer.notices / "n"}.items()}  # fmt: skip
    assert flushed == [of[name] for name in ("log", "journals", "file", "folder", "log")]
    flushed.clear()
    writer.change("n", "", "", {}, {NOTICE: (b"a", b"b")})
    assert flushed == [of["log"], writer.path("n", NOTICE).stat().st_ino, of["folder"], of["log"]]


# -- a write that fails


def failing_at(monkeypatch: pytest.MonkeyPatch, name: str, error: Exception) -> None:
    """From now on writes of a file fail. `name`: of the file, or of the journal."""

    def refuse(path: Path, content: bytes) -> None:
        if path.name == name:
            raise error
        write_whole(path, content)

    monkeypatch.setattr("site_builder.desk.writing.write_whole", refuse)


@pytest.mark.parametrize("error", [SiteError("ledger.yaml 动不了"), OSError(28, "No space left on device")])
def test_what_was_said_to_have_failed_is_not_done_later(
    writer: Writer, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    """The first file is put back, and no start that follows takes the change up again."""
    writer.change("n", "甲", "", {}, {NOTICE: (None, b"a"), LEDGER: (None, b"a")})
    log = (writer.journals / "n.log").read_bytes()
    with monkeypatch.context() as broken:
        failing_at(broken, LEDGER, error)
        with pytest.raises(type(error)):
            writer.change("n", "乙", "", {}, {NOTICE: (b"a", b"b"), LEDGER: (b"a", b"b")})
    assert (writer.read("n", NOTICE), writer.read("n", LEDGER)) == (b"a", b"a")
    assert (writer.journals / "n.log").read_bytes() == log
    fresh = Writer(writer.notices, writer.notices.parent)
    assert fresh.recover() == [] and fresh.read("n", NOTICE) == b"a"
    for known in (writer, fresh):
        made = known.change("n", "丙", "", {}, {NOTICE: (b"a", b"c")})
        undone = known.undo("n", "")
        assert made is not None and undone == made


def test_what_could_not_be_marked_as_done_is_not_done(writer: Writer, monkeypatch: pytest.MonkeyPatch) -> None:
    writer.change("n", "甲", "", {}, {NOTICE: (None, b"a")})
    log = (writer.journals / "n.log").read_bytes()

    def full(self: ActionJournal, number: int) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as broken:
        broken.setattr(ActionJournal, "finish", full)
        with pytest.raises(OSError, match="No space"):
            writer.change("n", "乙", "", {}, {NOTICE: (b"a", b"b"), "files/附.pdf": (None, b"p")})
    assert writer.read("n", NOTICE) == b"a" and writer.read("n", "files/附.pdf") is None
    assert (writer.journals / "n.log").read_bytes() == log


def test_a_line_that_did_not_reach_the_disk_is_not_found_there(writer: Writer, monkeypatch: pytest.MonkeyPatch) -> None:
    writer.change("n", "甲", "", {}, {NOTICE: (None, b"a")})
    log, flush = (writer.journals / "n.log").read_bytes(), os.fsync
    failed: list[int] = []

    def once(descriptor: int) -> None:
        if not failed:
            failed.append(descriptor)
            raise OSError(5, "Input/output error")
        flush(descriptor)

    monkeypatch.setattr("os.fsync", once)
    with pytest.raises(OSError, match="Input"):
        writer.change("n", "乙", "", {}, {NOTICE: (b"a", b"b")})
    assert (writer.journals / "n.log").read_bytes() == log and writer.read("n", NOTICE) == b"a"


def test_a_change_before_the_recovery_completes_what_a_crash_interrupted(writer: Writer) -> None:
    writer.change("n", "甲", "", {}, {NOTICE: (None, b"a"), LEDGER: (None, b"a")})
    begun(writer, file_change(NOTICE, b"a", b"b"), file_change(LEDGER, b"a", b"b"), number=2)
    writer.path("n", NOTICE).write_bytes(b"b")
    fresh = Writer(writer.notices, writer.notices.parent)
    assert fresh.change("n", "丙", "", {}, {NOTICE: (b"b", b"c")}) is not None
    assert (fresh.read("n", NOTICE), fresh.read("n", LEDGER)) == (b"c", b"b")
    assert fresh.recover() == []


def test_what_was_interrupted_before_another_change_is_not_taken_up_again(writer: Writer) -> None:
    """Somebody had changed the file when the desk started; later it says again what it had said then."""
    writer.change("n", "甲", "", {}, {NOTICE: (None, b"a")})
    begun(writer, file_change(NOTICE, b"a", b"b"), number=2)
    writer.path("n", NOTICE).write_bytes(b"other")
    assert writer.change("n", "丙", "", {}, {NOTICE: (b"other", b"a")}) is not None
    assert Writer(writer.notices, writer.notices.parent).recover() == [] and writer.read("n", NOTICE) == b"a"


@pytest.mark.parametrize("line", [b"5", b"[]", b'{"done": "x"}', b'{"number": 3}', b'{"done": 1', b'"\xff"'])
def test_a_damaged_line_takes_no_other_with_it(writer: Writer, line: bytes) -> None:
    writer.change("n", "甲", "", {}, {NOTICE: (None, b"a")})
    path = writer.journals / "n.log"
    path.write_bytes(line + b"\n" + path.read_bytes())
    fresh = Writer(writer.notices, writer.notices.parent)
    assert fresh.recover() == [] and [change.label for change in fresh.journal("n").standing()] == ["甲"]


def test_one_notice_that_cannot_be_written_does_not_keep_the_others_from_recovery(
    writer: Writer, monkeypatch: pytest.MonkeyPatch
) -> None:
    for slug, name in (("m", LEDGER), ("n", NOTICE)):
        writer.change(slug, "", "", {}, {name: (None, b"a")})
        writer.journal(slug).add(DeskChange(2, "", "", {}, (file_change(name, b"a", b"b"),)))
    failing_at(monkeypatch, LEDGER, SiteError("ledger.yaml 动不了"))
    fresh = Writer(writer.notices, writer.notices.parent)
    assert fresh.recover() == ["n"] and fresh.read("n", NOTICE) == b"b"
    monkeypatch.undo()
    assert fresh.recover() == ["m"]  # it was not given up


def test_desks_of_two_previews_write_one_after_the_other(writer: Writer, monkeypatch: pytest.MonkeyPatch) -> None:
    other = Writer(writer.notices, writer.notices.parent)
    writer.change("n", "", "", {}, {NOTICE: (None, b"a")})
    with ThreadPoolExecutor(2) as both:
        made = list(both.map(lambda desk: attempt(desk, 20), (writer, other)))
    journal = ActionJournal(writer.journals / "n.log")
    assert len(journal.changes) == len({change.number for change in journal.changes}) == 1 + sum(made)
    assert (writer.read("n", NOTICE) or b"").count(b"x") == sum(made) > 0
    monkeypatch.setattr(desk_writing, "PATIENCE", 0.0)
    with held(writer.journals / ".lock"), pytest.raises(SiteError, match="另一个预览"):
        writer.change("n", "", "", {}, {LEDGER: (None, b"a")})


def attempt(desk: Writer, times: int) -> int:
    """How many of these changes were made; the others met a conflict, and changed nothing."""
    made = 0
    for _ in range(times):
        old = desk.read("n", NOTICE) or b""
        with suppress(ConflictError):
            made += desk.change("n", "", "", {}, {NOTICE: (old, old + b"x")}) is not None
    return made
