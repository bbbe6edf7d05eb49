"""F001–F003: unknown files and folders in the content folder. Pure: paths in, findings out.

Unknown files are ignored, so without these rules a misnamed ledger would silently remove every status.
"""

import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator
from difflib import get_close_matches
from fnmatch import fnmatchcase
from typing import Any, NamedTuple

from site_builder.records.findings import NO_FIX, Finding, Fix, Span
from site_builder.rules.rule import Slip, manual_only

IGNORE_FILE = ".taizhangignore"
REGISTERS = ("site.yaml", "organs.yaml", "inspections.yaml", "themes.yaml", "redirects.yaml", "calendar.yaml")
_NOTICE = ("notice.md", "ledger.yaml", "approval.yaml")
_FOLDERS = {"": ("notices", "pages", "wording"), "notice": ("files",)}
# Lock and backup files of editors, office programs and operating systems, which are not content.
_PASSED_OVER = re.compile(
    r"\.|~\$|#.*#$|.*~$|.*\.(?:swp|swo|swn|bak|tmp|temp|part|crdownload|kate-swp)$|(?:thumbs\.db|desktop\.ini|__pycache__|4913)$",
    re.IGNORECASE,
)
_SUFFIXES = re.compile(r"(?:\.(?:ya?ml|md|markdown|mdown|mkd|txt|text|rtf|docx?|json|html?)){1,6}$", re.IGNORECASE)
_COPY = re.compile(
    r"(?:[\s_-]{0,20}(?:副本|拷贝|复件|copy(?: of)?|final|最终版?|新|new|old|备份|修改)|[\s_]{0,20}[(（\[]\d{1,9}[)）\]]|[\s_-]{1,20}\d){1,9}$"
)
_SPOKEN = {"台账": "ledger.yaml", "通报": "notice.md", "公示": "notice.md", "单位": "organs.yaml", "设置": "site.yaml",
           "附件": "files", "原件": "files", "attachments": "files"}  # fmt: skip


Tree = dict[str, Any]  # name → the folder's own tree; None = a file


class _Place(NamedTuple):
    """A kind of content folder: the names that may occur in it."""

    files: Collection[str]
    folders: Collection[str]
    any_file: str = ""  # a file of any name is allowed if it has this extension; "*" = any


_ROOT = _Place(REGISTERS, _FOLDERS[""])
_OF_A_NOTICE = _Place(_NOTICE, _FOLDERS["notice"])


def folder_findings(paths: Iterable[str], folder: str, notices: Iterable[str] = (), ignored: str = "") -> list[Finding]:
    """Findings for unknown files and folders, sorted.

    Takes   paths: of every file, relative to content/; folder: what findings call content/
            notices: names of all folders in notices/, empty ones too; ignored: the text of .taizhangignore
    """
    tree = _tree(paths)
    for name in notices:
        tree.setdefault("notices", {}).setdefault(name, {})
    names = _patterns(ignored)
    slips = [*_below(tree, "", _ROOT)]
    for name, inner in sorted(_folder(tree, "notices").items()):
        if inner is None:
            why = "通报放在 notices/ 之下各自的文件夹里"
            slips.append(
                _slip(
                    "F002", f"notices/{name}", "notices/ 里有单独的文件", why, "移到 notices/<编号>/ 里，名为 notice.md"
                )
            )
        elif not _usual(inner):
            slips += _notice(f"notices/{name}/", inner)
    slips += _pages(_folder(tree, "pages"), "pages/")
    wording = _Place((), (), ".tsv")
    slips += _below(_folder(tree, "wording"), "wording/", wording)
    return sorted(
        _finding(slip, folder) for slip in slips if not any(_names(pattern, slip.at.path) for pattern in names)
    )


def _tree(paths: Iterable[str]) -> Tree:
    tree: Tree = {}
    passed = dict[str, bool]()  # most names are of thousands of files
    for path in paths:
        *folders, name = path.split("/")
        for each in (*folders, name):
            if each not in passed:
                passed[each] = _PASSED_OVER.match(each) is not None
            if passed[each]:
                break
        else:
            _put(tree, folders, name)
    return tree


def _put(tree: Tree, folders: Iterable[str], name: str) -> None:
    for each in folders:
        tree = tree.setdefault(each, {})
    tree[name] = None


def _folder(tree: Tree, name: str) -> Tree:
    found = tree.get(name)
    return found if isinstance(found, dict) else {}


def _usual(inner: Tree) -> bool:
    """Whether there is nothing but files of a notice, its text among them."""
    return "notice.md" in inner and all(deeper is None and name in _NOTICE for name, deeper in inner.items())


def _notice(path: str, inner: Tree) -> Iterator[Slip]:
    slips = list(_below(inner, path, _OF_A_NOTICE))
    renamed = any(slip.fix.rename == "notice.md" for slip in slips)
    if inner.get("notice.md", {}) is not None and not renamed:
        what = "文件夹里没有 notice.md"
        yield _slip(
            "F003",
            path + "notice.md",
            what,
            "没有它，这个文件夹不是通报，里面的都不公开",
            "补上 notice.md，或删去文件夹",
        )
    yield from slips
    for name, deeper in sorted(_folder(inner, "files").items()):
        whole = unicodedata.normalize("NFC", name)
        if whole != name:
            why = "文件名里的字是拆开写的（多半来自 macOS），看起来一样，却不是台账里写的名字"
            yield _slip(
                code="F001",
                path=f"{path}files/{name}",
                what="文件名的写法不对",
                why=why,
                mend=f"改名为 {whole}",
                fix=Fix(rename=whole),
            )
        if deeper is not None:
            yield _slip(
                "F002",
                f"{path}files/{name}",
                "files/ 里有文件夹",
                "只读 files/ 里的文件，里面的都不公开",
                "把文件移到 files/ 里",
            )


def _pages(inner: Tree, path: str) -> Iterator[Slip]:
    yield from _below(inner, path, _Place((), tuple(name for name, each in inner.items() if each is not None), ".md"))
    for name, deeper in sorted(inner.items()):
        if deeper is not None:
            yield from _pages(deeper, f"{path}{name}/")


def _below(inner: Tree, path: str, place: _Place) -> Iterator[Slip]:
    """Findings for everything in a folder that does not belong there."""
    for name, deeper in sorted(inner.items()):
        is_folder = deeper is not None
        known = place.folders if is_folder else place.files
        if name in known or (not is_folder and place.any_file and name.endswith(place.any_file)):
            continue
        yield _unknown(path, name, is_folder, place, inner)


def _unknown(path: str, name: str, is_folder: bool, place: _Place, beside: Collection[str]) -> Slip:
    right = _right_name(name, is_folder, place)
    kind = "文件夹" if is_folder else "文件"
    can = "、".join((*place.files, *(f"{each}/" for each in place.folders))) or f"以 {place.any_file} 结尾的文件"
    if right and right not in beside:
        what = f"{kind}名 {name} 不对，没有读它"
        fix = Fix(rename=right)
        return _slip(
            code="F001",
            path=path + name,
            what=what,
            why=f"要叫 {right}，一字不差，小写",
            mend=f"改名为 {right}",
            fix=fix,
        )
    if right:
        what = f"{kind} {name} 像是 {right} 的副本，没有读它"
        return _slip("F001", path + name, what, f"同一个文件夹里已有 {right}", f"内容并入 {right}，删去这一个")
    why = f"这里可以有 {can}" + (f"；最接近的是 {near[0]}" if (near := _near(name, place)) else "")
    return _slip(
        "F002", path + name, f"不认识的{kind} {name}，没有读它", why, f"移走；要留着的，写进 content/{IGNORE_FILE}"
    )


def _right_name(name: str, is_folder: bool, place: _Place) -> str:
    """The name that was probably meant; '' where there is no likely one.

    >>> [_right_name(n, False, _OF_A_NOTICE) for n in ("ledger.yml", "Notice.md.txt", "ledger (1).yaml", "台账.yaml", "x.md")]
    ['ledger.yaml', 'notice.md', 'ledger.yaml', 'ledger.yaml', '']
    """
    folded = unicodedata.normalize("NFKC", name).strip().lower()
    suffix = _SUFFIXES.search(folded)
    stem = _COPY.sub("", folded[: suffix.start()] if suffix else folded).strip(" .-_")
    if not is_folder and place.any_file and not place.files:
        likely = (
            suffix is not None
            and suffix[0] in (".markdown", ".md.txt", ".mdown", ".mkd", ".md.md", ".md")
            and place.any_file == ".md"
        )
        return f"{stem}.md" if likely and stem else ""
    if is_folder:
        return next(
            (each for each in place.folders if stem in (each, each.rstrip("s")) or _SPOKEN.get(stem) == each), ""
        )
    stems = {each.partition(".")[0]: each for each in place.files}
    if _SPOKEN.get(stem) in place.files:
        return _SPOKEN[stem]
    if suffix is None and stem not in stems:
        return ""
    match = get_close_matches(stem, list(stems), n=1, cutoff=0.82)
    return stems[match[0]] if match else stems.get(stem + "s", "")


def _near(name: str, place: _Place) -> list[str]:
    return get_close_matches(name.lower(), [*place.files, *place.folders], n=1, cutoff=0.5)


def _slip(code: str, path: str, what: str, why: str, mend: str, fix: Fix = NO_FIX) -> Slip:
    return Slip(Span(path=path), what, why, mend, code=code, fix=fix)


def _finding(slip: Slip, folder: str) -> Finding:
    at = Span(path=f"{folder}/{slip.at.path}")
    return Finding(at=at, code=slip.code, what=slip.what, why=slip.why, mend=slip.mend, fix=slip.fix)


def _patterns(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip() and not line.lstrip().startswith("#")]


def _names(pattern: str, path: str) -> bool:
    """Whether a line of .taizhangignore matches a path or a folder above it.

    >>> _names("*.docx", "notices/a/原件.docx"), _names("notices/old/", "notices/old/x.md"), _names("old", "notices/a/x.md")
    (True, True, False)
    """
    bare = pattern.strip("/")
    parts = path.split("/")
    above = ["/".join(parts[: count + 1]) for count in range(len(parts))]
    if "/" in bare:
        return any(fnmatchcase(each, bare) for each in above)
    return any(fnmatchcase(each, bare) for each in parts)


F001 = manual_only(
    "F001",
    """
    文件或文件夹的名字不对，没有读

    内容文件夹里的名字一字不差：notice.md、ledger.yaml、files、site.yaml……。ledger.yml、ledger.yaml.txt、Notice.md
    都不是。Windows 不显示后缀时，记事本会在后面再加一个 .txt。

    改法：check --fix 会改名；或照提示改名。副本并入原来的一份，删去。
    """,
)
F002 = manual_only(
    "F002",
    """
    不认识的文件或文件夹

    内容文件夹里每样东西都要用得上，用不上的多半是放错了地方。编辑器的锁文件、备份和以点开头的文件不算。

    改法：移到该在的地方；确要留着的，把名字写进 content/.taizhangignore，一行一个，可用 *。
    """,
)
F003 = manual_only(
    "F003",
    """
    通报的文件夹里没有 notice.md

    没有 notice.md 的文件夹不是通报，里面的台账和附件都不公开。

    改法：补上 notice.md，或删去文件夹。
    """,
)
