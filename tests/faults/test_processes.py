"""Real processes: killed at random moments, two at once, a worker that dies, a full disk, a folder one may not write to."""

import errno
import os
import random
import resource
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from site_builder.build.locking import locked
from site_builder.build.site_paths import SitePaths
from site_builder.commands.import_documents import import_files
from site_builder.records.findings import SiteError
from tests.cases import either
from tests.conftest import ROOT, TEXT, Space
from tests.faults.trial import Change, arm, watched

MANY = 30  # enough for a pool to be used
DAY = ["--today", "2024-10-20", "--no-search"]


def command(space: Space, templates: Path, *more: str) -> list[str]:
    """`python build.py build` for this site."""
    places = ["--content", str(space.content), "--out", str(space.out), "--templates", str(templates)]
    return [sys.executable, str(ROOT / "build.py"), "build", *places, *DAY, *more]


def run(space: Space, templates: Path, *more: str, **options: Any) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        command(space, templates, *more), capture_output=True, text=True, check=False, timeout=120, **options
    )


def refusals(said: str) -> int:
    """Lines but those of progress: there must be one, which says what is wrong."""
    return sum(1 for line in said.splitlines() if not line.endswith(" …"))


def many(space: Space, number: int = MANY) -> None:
    for n in range(number):
        space.notice(f"n{n:02}", text=TEXT.replace("台账不全", f"台账不全之{n}"))


def killed_somewhere(change: Change, templates: Path, chance: random.Random, *more: str) -> str | None:
    change.reset()
    begun = time.monotonic()
    process = subprocess.Popen(command(change.space, templates, *more), stderr=subprocess.DEVNULL)
    # it takes half a second to start: moments before the first step of the build are of no interest
    lock = change.space.folder / ".public.state/lock"
    before = lock.stat().st_mtime_ns
    while lock.stat().st_mtime_ns == before and process.poll() is None and time.monotonic() - begun < 60:
        time.sleep(0.002)
    time.sleep(chance.random() * 0.4)
    process.send_signal(signal.SIGKILL)
    process.wait()
    return change.lost()


def test_a_process_killed_at_random_moments(change: Change, templates: Path) -> None:
    chance = random.Random(11)
    assert [lost for _ in range(either(1, 5)) if (lost := killed_somewhere(change, templates, chance))] == []


@pytest.mark.audit
def test_a_process_killed_at_random_moments_at_length(change: Change, templates: Path) -> None:
    chance = random.Random(12)
    assert [lost for _ in range(200) if (lost := killed_somewhere(change, templates, chance))] == []


def orphans(space: Space) -> list[int]:
    """Processes that still have the lock of a site open."""
    lock = space.folder / ".public.state/lock"
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            if any(each.samefile(lock) for each in (process / "fd").iterdir() if each.exists()):
                found.append(int(process.name))
        except OSError:
            continue
    return found


@pytest.mark.skipif(sys.platform != "linux", reason="prctl is Linux's")
def test_workers_die_with_the_build(space: Space, templates: Path) -> None:
    """A worker has the lock that it was forked with: one that outlived its build would keep every other build out."""
    many(space)
    process = subprocess.Popen(command(space, templates, "--jobs", "2"), stderr=subprocess.DEVNULL)
    deadline = time.monotonic() + 60
    while (
        len(orphans(space) if (space.folder / ".public.state/lock").exists() else ()) < 2
        and time.monotonic() < deadline
    ):
        assert process.poll() is None, "the build was over before its workers were seen"
        time.sleep(0.005)
    process.send_signal(signal.SIGKILL)
    process.wait()
    deadline = time.monotonic() + 5  # of a busy machine
    while orphans(space) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert orphans(space) == []
    space.build(templates=templates)
    clean = space.folder / "clean"
    space.build(templates=templates, out=clean)
    assert space.tree() == space.tree(clean)


def test_two_at_once(space: Space, templates: Path) -> None:
    space.notice()
    with locked(SitePaths(space.out)):
        second = run(space, templates)
        assert second.returncode == 2
        assert refusals(second.stderr) == 1
        assert f"进程 {os.getpid()}" in second.stderr
    assert run(space, templates).returncode == 0


def test_the_lock_dies_with_its_holder(space: Space, templates: Path) -> None:
    """Also when the holder could not say good-bye; the file that is left is no lock."""
    space.notice()
    holder = os.fork()
    if holder == 0:
        with locked(SitePaths(space.out)):
            os.kill(os.getpid(), signal.SIGKILL)
    os.waitpid(holder, 0)
    assert (space.folder / ".public.state/lock").read_text() == str(holder)
    space.build(templates=templates)


def dies(*_: object) -> bytes:
    os._exit(9)


def test_a_worker_that_dies(space: Space, templates: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As when the system kills it for want of memory."""
    many(space)
    space.build(templates=templates)
    before = space.tree()
    space.notice("n00", text=TEXT.replace("台账不全", "台账残缺"))
    with ProcessPoolExecutor(1) as pool:
        monkeypatch.setattr("site_builder.build.unit_making.make_units", dies)
        with pytest.raises(SiteError, match="--jobs"):
            space.build(templates=templates, executor=pool)
    assert space.tree() == before
    monkeypatch.undo()
    space.build(templates=templates)
    space.build(templates=templates, out=space.folder / "clean")
    assert space.tree() == space.tree(space.folder / "clean")


def deaths(change: Change, number: int, seed: int) -> dict[int, str]:
    """A worker kills itself at a random one of the steps in which it writes its notices."""
    chance, lost = random.Random(seed), {}
    for turn in range(number):
        change.reset()
        pool = ProcessPoolExecutor(1, initializer=arm, initargs=(change.space.folder, chance.randint(1, 24)))
        with pool, pytest.raises(SiteError, match="--jobs"):
            change.space.build(**change.options, executor=pool)
        assert change.space.tree() == change.old
        if what := change.lost():
            lost[turn] = what
    return lost


def test_a_worker_that_dies_at_some_step(change: Change) -> None:
    assert deaths(change, either(2, 3), seed=21) == {}


@pytest.mark.audit
def test_a_worker_that_dies_at_200_steps(change: Change) -> None:
    assert deaths(change, 200, seed=22) == {}


def at_once(change: Change, number: int, seed: int) -> dict[int, str]:
    """Two builds of one site, the second begun within the time of the first: one is refused, or comes after."""
    chance, lost = random.Random(seed), {}
    for turn in range(number):
        change.reset()
        children = []
        for wait in (0.0, chance.random() * 0.3):
            time.sleep(wait)
            child = os.fork()
            if child == 0:
                try:
                    change.space.build(**change.options)
                    os._exit(0)
                except SiteError as refused:
                    os._exit(7 if "另一次构建" in str(refused) else 8)
                finally:
                    os._exit(9)
            children.append(child)
        ended = sorted(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child in children)
        if ended not in ([0, 0], [0, 7]) or change.space.tree() != change.new:
            lost[turn] = str(ended)
        elif what := change.lost():
            lost[turn] = what
    return lost


def test_two_at_once_at_some_moments(change: Change) -> None:
    assert at_once(change, either(2, 3), seed=31) == {}


@pytest.mark.audit
def test_two_at_once_at_200_moments(change: Change) -> None:
    assert at_once(change, 200, seed=32) == {}


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of a few hundred kilobytes; the test says so and is skipped where none may be mounted."""
    place = tmp_path / "disk"
    place.mkdir()
    made = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=600k", "tmpfs", str(place)], capture_output=True, check=False
    )
    if made.returncode:
        pytest.skip("no file system may be mounted here")
    yield place
    subprocess.run(["umount", str(place)], check=True)


def fill(place: Path, leave: int) -> None:
    free = os.statvfs(place).f_bavail * os.statvfs(place).f_bsize
    (place / "ballast").write_bytes(b"\0" * max(0, free - leave))


def test_a_full_disk(tmp_path: Path, small_disk: Path, templates: Path) -> None:
    full(tmp_path, small_disk, templates, 3)


@pytest.mark.audit
def test_a_full_disk_at_200_points(tmp_path: Path, small_disk: Path, templates: Path) -> None:
    full(tmp_path, small_disk, templates, 200)


def full(tmp_path: Path, small_disk: Path, templates: Path, points: int) -> None:
    """With any room that is too little: one line, exit status 2, the old site; with room again, the new one."""
    space = Space(tmp_path / "site")
    space.notice("a")
    space.out = small_disk / "public"
    space.build(templates=templates, out=tmp_path / "measured", clean=True)
    old = space.tree(tmp_path / "measured")
    size = sum(len(content) for content in old.values())
    subprocess.run(["mount", "-o", f"remount,size={8 * size + 2_000_000}", str(small_disk)], check=True)
    space.build(templates=templates)
    assert space.tree() == old
    changed = TEXT.replace("台账不全", "台账残缺")
    space.notice("a", text=changed)
    space.build(templates=templates, out=tmp_path / "clean")
    new = space.tree(tmp_path / "clean")
    chance, refused = random.Random(5), 0
    for leave in sorted(
        chance.randrange(4096, size // 4) for _ in range(points)
    ):  # an edit writes about a third of a site
        fill(small_disk, leave)
        done = run(space, templates)
        (small_disk / "ballast").unlink()
        if done.returncode == 0:  # just enough room
            assert space.tree() == new, leave
            space.notice("a")
            space.build(templates=templates)
            space.notice("a", text=changed)
            continue
        refused += 1
        assert (done.returncode, refusals(done.stderr)) == (2, 1), done.stderr
        assert "磁盘" in done.stderr
        assert space.tree() == old, leave
    assert refused > points / 2
    space.build(templates=templates)
    assert space.tree() == new


def test_files_may_not_grow(space: Space, templates: Path) -> None:
    """A quota: every file is cut at a size, and writing beyond it fails."""
    space.notice("a")
    space.build(templates=templates)
    before = space.tree()
    space.notice("a", text=TEXT + "又记一段。\n" * 3000)

    def quota() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))

    done = run(space, templates, preexec_fn=quota)
    assert (done.returncode, refusals(done.stderr)) == (2, 1), done.stderr
    assert space.tree() == before
    space.build(templates=templates)
    space.build(templates=templates, out=space.folder / "clean")
    assert space.tree() == space.tree(space.folder / "clean")


@pytest.mark.parametrize("part", ["public", "state", "parent"])
def test_a_folder_that_became_read_only(tmp_path: Path, templates: Path, part: str) -> None:
    """A mount that went read-only, as file systems do when a disk fails. Root may write anywhere else."""
    space = Space(tmp_path / "site")
    space.notice("a")
    if part != "parent":
        space.build(templates=templates)
    before = space.tree() if space.out.exists() else {}
    space.notice("a", text=TEXT.replace("台账不全", "台账残缺"))
    place = {"public": space.out, "state": space.folder / ".public.state", "parent": space.folder}[part]
    mount = f'mount --bind "{place}" "{place}" && mount -o remount,bind,ro "{place}"'
    if subprocess.run(["unshare", "-m", "sh", "-c", mount], capture_output=True, check=False).returncode:
        pytest.skip("nothing may be mounted here")
    call = ["unshare", "-m", "sh", "-c", f'{mount} && exec "$@"', "sh", *command(space, templates)]
    done = subprocess.run(call, capture_output=True, text=True, check=False, timeout=120)
    assert (done.returncode, refusals(done.stderr)) == (2, 1), done.stderr
    assert (space.tree() if space.out.exists() else {}) == before
    space.build(templates=templates)
    space.build(templates=templates, out=tmp_path / "clean")
    assert space.tree() == space.tree(tmp_path / "clean")


def test_a_site_on_a_volume_of_its_own(tmp_path: Path, small_disk: Path, templates: Path) -> None:
    """As in a container: the state beside the site is on another file system, so nothing can be renamed into place."""
    subprocess.run(["mount", "-o", "remount,size=20m", str(small_disk)], check=True)
    space = Space(tmp_path)
    space.out = small_disk
    space.notice("a")
    space.build(templates=templates)
    space.build(templates=templates, out=tmp_path / "clean")
    assert space.tree() == space.tree(tmp_path / "clean")
    assert space.build(templates=templates).written == 0


def test_what_must_go_and_cannot_is_no_success(space: Space, templates: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A notice is taken down, and its file may not be removed: the build must not say that all is well."""
    space.notice("a")
    space.notice("gone")
    space.build(templates=templates)
    space.remove("gone")
    whole = os.unlink

    def refused(path: str | Path) -> None:
        if "notices/gone" in str(path):
            raise PermissionError(errno.EPERM, "Operation not permitted", str(path))
        whole(path)

    monkeypatch.setattr(os, "unlink", refused)
    with pytest.raises(SiteError, match="notices/gone.* 动不了"):
        space.build(templates=templates)
    monkeypatch.undo()
    space.build(templates=templates)
    assert not (space.out / "notices/gone").exists()


@pytest.mark.parametrize("jump", [-400 * 86400, -3600, 3600, 400 * 86400])
def test_a_clock_that_jumps(space: Space, templates: Path, monkeypatch: pytest.MonkeyPatch, jump: int) -> None:
    """Between two builds, with an edit that keeps the size of its file: no edit is overlooked, no byte depends on the clock."""
    real = time.time_ns
    space.notice("a")
    space.build(templates=templates)
    monkeypatch.setattr(time, "time_ns", lambda: real() + jump * 1_000_000_000)
    space.notice("a", text=TEXT.replace("台账不全", "台账残缺"))
    written = space.content / "notices/a/notice.md"
    os.utime(written, ns=(real() + jump * 1_000_000_000,) * 2)
    space.build(templates=templates)
    assert "台账残缺" in space.html("/notices/a/")
    monkeypatch.undo()
    space.notice("a", text=TEXT.replace("台账不全", "台账缺损"))
    space.build(templates=templates)
    assert "台账缺损" in space.html("/notices/a/")
    space.build(templates=templates, out=space.folder / "clean")
    assert space.tree() == space.tree(space.folder / "clean")


@pytest.mark.audit
def test_a_clock_that_jumps_200_times(space: Space, templates: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """By anything up to ten years either way before each build, the edited file bearing the clock's own time."""
    chance, real = random.Random(41), time.time_ns
    for turn in range(200):
        jump = round(chance.choice([1, -1]) * 10 ** chance.uniform(0, 8.5)) * 1_000_000_000
        monkeypatch.setattr(time, "time_ns", lambda jump=jump: real() + jump)
        space.notice("a", text=TEXT.replace("台账不全", f"台账残缺{turn:03}"))
        os.utime(space.content / "notices/a/notice.md", ns=(max(0, real() + jump),) * 2)
        space.build(templates=templates)
        assert f"台账残缺{turn:03}" in space.html("/notices/a/"), (turn, jump)
    monkeypatch.undo()
    space.build(templates=templates, out=space.folder / "clean")
    assert space.tree() == space.tree(space.folder / "clean")


ORIGINALS = (
    "关于巡察整改情况的通报\n一、整改情况\n1.关于拨付迟缓的问题\n已制定办法，压缩拨付时限。\n",
    "中共云州市水务局党组关于巡察整改进展情况的通报\n一、整改情况\n（一）关于台账不全的问题\n一是已全部补录。\n二是长期坚持。\n",
)


def imported(content: Path, source: Path, slug: str, force: bool) -> int:
    return import_files([str(source)], content / "notices", slug=slug, organ=None, report=None, force=force)


def interrupted(folder: Path, number: int, seed: int) -> dict[str, str]:
    """Imports killed at a random step, over a draft that stands or where nothing is: files are old or new, and whole."""
    chance, lost = random.Random(seed), {}
    sources = [folder / f"原件{n}.txt" for n in range(len(ORIGINALS))]
    for source, text in zip(sources, ORIGINALS, strict=True):
        source.write_text(text, "utf-8")
    for turn in range(number):
        base = folder / f"{turn}"
        over, source = chance.random() < 0.5, chance.choice(sources)
        trees = []
        for name in ("trial", "clean"):
            space = Space(base / name)
            if over:
                assert imported(space.content, sources[0], "x", False) in (0, 1)
            trees.append(space.tree(space.content))
        space, clean = Space(base / "trial"), Space(base / "clean")
        old = space.tree(space.content)
        imported(clean.content, source, "x", True)
        new = clean.tree(clean.content)
        child = os.fork()
        if child == 0:
            try:
                with watched(space.content, at=chance.randint(1, 8)):
                    imported(space.content, source, "x", True)
            finally:
                os._exit(0)
        os.waitpid(child, 0)
        left = {path: text for path, text in space.tree(space.content).items() if "/." not in path}
        if torn := [path for path, text in left.items() if text not in (old.get(path), new.get(path))]:
            lost[f"{turn} torn"] = str(torn)
        if "notices/x/notice.md" in left and "notices/x/ledger.yaml" not in left:
            lost[f"{turn} half"] = "a text without the ledger that was suggested for it"
        imported(space.content, source, "x", True)
        if space.tree(space.content) != new:
            lost[f"{turn} again"] = str(sorted(set(space.tree(space.content)) ^ set(new)))
        shutil.rmtree(base)
    return lost


def test_imports_killed_at_some_steps(tmp_path: Path) -> None:
    assert interrupted(tmp_path, 8, seed=51) == {}


@pytest.mark.audit
def test_imports_killed_at_200_steps(tmp_path: Path) -> None:
    assert interrupted(tmp_path, 200, seed=52) == {}


def test_an_import_that_was_interrupted(space: Space, templates: Path) -> None:
    """Killed before its one rename: nothing of the record is there, a build is not disturbed, and the import can be repeated."""
    source = space.folder / "原件.txt"
    source.write_text(
        "关于巡察整改情况的通报\n一、整改情况\n1.关于拨付迟缓的问题\n已制定办法，压缩拨付时限。\n", "utf-8"
    )
    space.notice("a")
    call = [
        sys.executable,
        str(ROOT / "build.py"),
        "import",
        str(source),
        "--into",
        str(space.content / "notices"),
        "--slug",
        "x",
        "--force",
    ]
    code = (
        "import os,runpy,sys; whole = os.replace\n"
        "def replace(path, to):\n"
        "    if str(path).endswith('.x.new'): os.kill(os.getpid(), 9)\n"
        "    return whole(path, to)\n"
        "os.replace = replace; sys.argv = sys.argv[1:]; runpy.run_path(sys.argv[0], run_name='__main__')"
    )
    killed = subprocess.run([sys.executable, "-c", code, *call[1:]], capture_output=True, check=False, timeout=60)
    assert killed.returncode == -signal.SIGKILL
    assert (space.content / "notices/.x.new/notice.md").exists()
    assert not (space.content / "notices/x").exists()
    space.build(templates=templates)
    again = subprocess.run(call, capture_output=True, text=True, check=False, timeout=60)
    assert again.returncode == 0, again.stdout + again.stderr
    assert (space.content / "notices/x/notice.md").exists()
    assert sorted(p.name for p in (space.content / "notices").rglob("*")) == [
        ".import.json",
        "a",
        "ledger.yaml",
        "notice.md",
        "notice.md",
        "x",
    ]
