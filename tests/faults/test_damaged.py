"""Whatever is kept between builds may be lost or damaged: the next build gives the bytes of a clean one."""

import os
import random
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.cases import either, part
from tests.conftest import HEAD, TEXT, Space
from tests.faults.trial import Change, built_afresh

Damage = Callable[[Path, random.Random], None]


def flip(path: Path, chance: random.Random) -> None:
    content = bytearray(path.read_bytes())
    content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)
    path.write_bytes(content)


def cut(path: Path, chance: random.Random) -> None:
    content = path.read_bytes()
    path.write_bytes(content[: chance.randrange(len(content))])


def garble(path: Path, chance: random.Random) -> None:
    path.write_bytes(chance.randbytes(path.stat().st_size))


def empty(path: Path, chance: random.Random) -> None:
    path.write_bytes(b"")


def lose(path: Path, chance: random.Random) -> None:
    path.unlink()


DAMAGE: tuple[Damage, ...] = (flip, cut, garble, empty, lose)
SOME = either(
    len(DAMAGE), 2 * len(DAMAGE)
)  # trials: each damage once in `make test`, at files and places drawn from a seed


class Kept:
    """A built site with what it keeps, restored before each trial."""

    def __init__(self, folder: Path, templates: Path, search: bool):
        self.space = Space(folder / "site")
        os.environ["TAIZHANG_STATE"] = str(self.space.folder / ".hidden")
        self.options = {"templates": templates, "search": search}
        self.space.notice("a")
        self.space.notice("b")
        self.space.notice("hidden", head=HEAD + "draft: true\n")
        assert built_afresh(self.space, self.options) is None
        self.aside = folder / "aside"
        shutil.copytree(self.space.folder, self.aside)
        self.same = self.space.tree()
        self.space.notice("b", text=TEXT.replace("台账不全", "台账残缺"))
        assert built_afresh(self.space, {**self.options, "out": folder / "clean"}) is None
        self.edited = self.space.tree(folder / "clean")

    def files(self, pattern: str) -> list[str]:
        found = [path for path in self.aside.glob(pattern) if path.is_file() and path.stat().st_size]
        return sorted(path.relative_to(self.aside).as_posix() for path in found)

    def trial(self, name: str, damage: Damage, chance: random.Random, edit: bool, publish: bool = True) -> str | None:
        """`publish`: what was published is there as well; without it everything comes out of what is kept."""
        shutil.rmtree(self.space.folder)
        shutil.copytree(self.aside, self.space.folder)
        if not publish:
            shutil.rmtree(self.space.out)
        damage(self.space.folder / name, chance)
        if edit:
            self.space.notice("b", text=TEXT.replace("台账不全", "台账残缺"))
        if wrong := built_afresh(self.space, self.options):
            return wrong
        wanted, made = self.edited if edit else self.same, self.space.tree()
        return (
            None
            if made == wanted
            else f"differs: {sorted(p for p in made.keys() | wanted if made.get(p) != wanted.get(p))[:3]}"
        )

    def trials(self, pattern: str, number: int, seed: int = 7, publish: bool = True) -> dict[str, str]:
        chance = random.Random(seed)
        files = self.files(pattern)
        assert files
        lost = {}
        for turn in range(number):
            name, damage, edit = chance.choice(files), DAMAGE[turn % len(DAMAGE)], chance.random() < 0.5
            if wrong := self.trial(name, damage, chance, edit, publish):
                lost[f"{turn} {damage.__name__} {name}{' edit' if edit else ''}"] = wrong
        return lost


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory, templates: Path) -> Iterator[Kept]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TAIZHANG_STATE", "")  # so that it is as it was in the end
        patch.setenv("TAIZHANG_CACHE", "")  # so that compiled templates are kept with the site
        yield Kept(tmp_path_factory.mktemp("kept"), templates, search=False)


@pytest.mark.parametrize("name", [".public.state/state.msgpack", ".hidden/*/seen.msgpack", ".hidden/*/hidden-*"])
def test_the_state(kept: Kept, name: str) -> None:
    assert kept.trials(name, SOME) == {}


def test_compiled_templates(kept: Kept) -> None:
    assert kept.trials(".public.state/code/*", SOME) == {}


def test_the_manifest(kept: Kept) -> None:
    """Lost as well: then the folder is no site of ours any more, and is not written to until somebody says so."""
    chance = random.Random(7)
    for damage in (flip, cut, garble, empty):
        assert kept.trial("public/manifest.json", damage, chance, edit=True) is None
    assert "--out" in str(kept.trial("public/manifest.json", lose, chance, edit=True))


@pytest.mark.audit
def test_the_state_at_length(kept: Kept) -> None:
    assert kept.trials(".public.state/*.msgpack", 200) == {}
    assert kept.trials(".hidden/*/*", 100) == {}


@pytest.mark.audit
def test_the_manifest_at_length(kept: Kept) -> None:
    chance = random.Random(9)
    damages = [chance.choice((flip, cut, garble, empty)) for _ in range(200)]
    assert [
        wrong for damage in damages if (wrong := kept.trial("public/manifest.json", damage, chance, edit=True))
    ] == []


@pytest.mark.audit
def test_compiled_templates_at_length(kept: Kept) -> None:
    assert kept.trials(".public.state/code/*", 200) == {}


@pytest.fixture(scope="module")
def searched(tmp_path_factory: pytest.TempPathFactory, templates: Path) -> Kept:
    return Kept(tmp_path_factory.mktemp("searched"), templates, search=True)


SHARDS = "search/shards/**/*"


def test_shards_of_the_search_index(searched: Kept) -> None:
    """A seal among them, a file of the runtime, whatever the seed gives."""
    assert searched.trials(f".public.state/{SHARDS}", 5, publish=False) == {}
    assert searched.trials(".public.state/search/shards/*.seal", either(1, 3)) == {}


@pytest.mark.audit
@pytest.mark.parametrize("pattern", ["store/*", SHARDS, "search/shards/*.seal"])
@pytest.mark.parametrize("publish", [True, False], ids=["published", "public lost"])
def test_what_is_kept_for_search(searched: Kept, pattern: str, publish: bool) -> None:
    assert searched.trials(f".public.state/{pattern}", 40, publish=publish) == {}


JOURNALS = {
    "empty": b"",
    "cut": b'{"write": ["notices/a/index.ht',
    "another type": b"[]",
    "null": b"null",
    "another shape": b'{"write": 3, "remove": []}',
    "no text": b"\xff\xfe\x00",
    "names what is not there": b'{"write": ["notices/zz/index.html", "manifest.json"], "remove": ["notices/yy/index.html"]}',
}


# What ends too soon, what is of another type, of another shape, no text, and what names files that are not there.
SHORT = {"cut": "empty", "null": "another type"}  # → what `make test` tries in its place


@pytest.mark.parametrize("name", part(JOURNALS, lambda name: SHORT.get(name, name)))
def test_a_journal(change: Change, name: str) -> None:
    change.reset()
    (change.space.folder / ".public.state/journal.json").write_bytes(JOURNALS[name])
    assert change.lost() is None


@pytest.mark.parametrize("path", ["../outside.html", "notices/../../outside.html"])
def test_a_journal_reaches_nothing_outside(change: Change, path: str) -> None:
    """Only somebody who may write the state could write such a journal; still nothing beside the site is touched."""
    change.reset()
    outside = change.space.folder / "outside.html"
    outside.write_text("somebody's own", "utf-8")
    (change.space.folder / ".public.state/journal.json").write_text(f'{{"write": [], "remove": ["{path}"]}}', "utf-8")
    assert change.lost() is None
    assert outside.exists()


def test_files_altered_in_public(change: Change) -> None:
    """Another size or time is noticed at once; bytes changed under the same size and time by --verify-outputs."""
    import os

    change.reset()
    change.space.build(**change.options)
    page = change.space.out / "notices/a/index.html"
    stat = page.stat()
    page.write_bytes(page.read_bytes().replace(b"<", b"<", 1)[::-1])
    os.utime(page, ns=(stat.st_atime_ns, stat.st_mtime_ns))
    change.space.build(**change.options, verify_outputs=True)
    assert change.space.tree() == change.new
    page.write_bytes(b"altered")
    change.space.build(**change.options)
    assert change.space.tree() == change.new
