"""`init` and `migrate`: a project folder for an editor, and its settings brought to the format of this program."""

import re
import shutil
from collections.abc import Iterator, Mapping
from difflib import unified_diff
from importlib.resources import files
from pathlib import Path
from string import Template
from typing import Literal

from site_builder import VERSION
from site_builder.commands.project import demonstration_folder
from site_builder.commands.settings_remarks import content_format, remark_on_format
from site_builder.commands.site_questions import PRESUMED, footer_lines, still_missing
from site_builder.commands.terminal import say
from site_builder.importing.writer import in_quotes
from site_builder.records.findings import SiteError
from site_builder.records.model import CONTENT_FORMAT
from site_builder.records.register_model import PENDING
from site_builder.records.registers import base_url_refused
from site_builder.system.renaming import replace

Forge = Literal["github", "gitlab", "gitee", "none"]
_CI: dict[Forge, tuple[str, str]] = {
    "github": ("ci/github/publish.yml", ".github/workflows/publish.yml"),
    "gitlab": ("ci/gitlab/gitlab-ci.yml", ".gitlab-ci.yml"),
    "gitee": ("ci/gitee/publish.yml", ".workflow/publish.yml"),
}
_FILES = {
    "README.md": "README.md",
    "gitignore": ".gitignore",
    "gitattributes": ".gitattributes",
    "open.bat": "打开台账.bat",
    "vscode/settings.json": ".vscode/settings.json",
    "vscode/extensions.json": ".vscode/extensions.json",
    "vscode/tasks.json": ".vscode/tasks.json",
}
_FORMAT = re.compile(r"^format:[^\n]*$", re.MULTILINE)


def init(
    folder: Path,
    title: str | None,
    base_url: str | None,
    operator: str | None,
    after_close: str | None,
    ci: Forge = "none",
    demo: bool = False,
    footer: Mapping[str, str] | None = None,
) -> list[Path]:
    """Writes a project folder; gives what was written. What is there already stays as it is, and is said.

    Takes   title … after_close   what an authority must decide; None = not said: presumed, with a line that says so
            ci      the forge whose pipeline is written
            demo    the demonstration's content instead of an empty one
            footer  what it must show, as far as it is known
    Errors  SiteError where the folder is no folder, or base_url no address of a site
    """
    if folder.exists() and not folder.is_dir():
        raise SiteError(f"{folder} 是一个文件；换一个文件夹")
    if base_url and (why := base_url_refused(base_url)):
        raise SiteError(f"--base-url {why}；写成 https://host/path/")
    outer = next((each for each in folder.resolve().parents if (each / "content/site.yaml").is_file()), None)
    if outer and not (folder / "content/site.yaml").exists():
        say(f"注意：{folder} 在另一个网站的文件夹 {outer} 里面；自己的网站宜放在它外面")
    given = {"title": title, "base_url": base_url, "operator": operator, "after_close": after_close}
    values = {key: value or PRESUMED[key] for key, value in given.items()}
    values["footer"] = footer_lines(values["operator"], {key: in_quotes(each) for key, each in (footer or {}).items()})
    written = [path for path, content in _planned(values, ci, demo) if _put(folder, path, content)]
    pipeline = folder / _CI[ci][1] if ci in _CI else None
    if pipeline and VERSION not in pipeline.read_text("utf-8", "replace"):
        say(f"{pipeline} 装的不是这个程序的版本（{VERSION}）：wheels/ 里换成新的 .whl，再改其中的版本号")
    if pipeline and not any((folder / "wheels").glob(f"taizhang-{VERSION}-*.whl")):
        say(f"{pipeline} 开头几行写着先做什么；wheels/ 里还没有程序的 taizhang-{VERSION}-….whl，流水线没有它装不上程序")
    (folder / "content/notices").mkdir(parents=True, exist_ok=True)
    if not demo and "content/site.yaml" in written:
        for key in [key for key, value in given.items() if not value]:
            say(f"没有说明 {key}，先写作 {values[key]}；请在 content/site.yaml 里改成自己的")
        if missing := still_missing(values["operator"], footer or {}):
            say(
                f"页脚还缺{'、'.join(missing)}：预览和校核台照常用；公开以前写进 content/site.yaml 的 footer:，"
                f"申请了还没有批下来的写“{PENDING}”；缺一样，公开的网站就不生成"
            )
    return [folder / path for path in written]


def _planned(values: dict[str, str], ci: Forge, demo: bool) -> Iterator[tuple[str, bytes]]:
    """Every file of a project, with its content."""
    words = {key: in_quotes(value) if key in ("title", "base_url") else value for key, value in values.items()}
    words |= {"version": VERSION, "title_text": values["title"]}
    if demo:
        source = demonstration_folder()
        for path in sorted(path for path in source.rglob("*") if path.is_file()):
            yield f"content/{path.relative_to(source).as_posix()}", path.read_bytes()
    else:
        yield "content/site.yaml", _starter("site.yaml", words)
        yield "content/organs.yaml", _starter("organs.yaml", words)
    for name, place in _FILES.items():
        yield place, _starter(name, words)
    if ci in _CI:
        yield _CI[ci][1], _starter(_CI[ci][0], words)
    from site_builder.rules.schemas import schemas

    for name, content in schemas().items():
        yield f"schemas/{name}", content


def _starter(name: str, words: dict[str, str]) -> bytes:
    text = files("site_builder").joinpath("starter", *name.split("/")).read_text("utf-8")
    text = Template(text).substitute(words)
    return (text.replace("\n", "\r\n") if name.endswith(".bat") else text).encode()


def _put(folder: Path, path: str, content: bytes) -> bool:
    target = folder / path
    if target.exists():
        if target.read_bytes() != content:
            say(f"{target} 已经有了，没有改动")
        return False
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(content)
    return True


# -- formats


def migrated(text: str) -> str:
    """site.yaml in the present format: a line more, in front of the first key; all else as it was.

    >>> print(migrated("# 设置\\ntitle: 甲\\n"), end="")
    # 设置
    format: 1
    title: 甲
    """
    line = f"format: {CONTENT_FORMAT}"
    if _FORMAT.search(text):
        return _FORMAT.sub(line, text, count=1)
    newline = "\r\n" if "\r\n" in text else "\n"
    lines = text.splitlines(keepends=True)
    at = next(
        (i for i, each in enumerate(lines) if each.strip() and not each.startswith(("#", "\ufeff#", "%", "---"))),
        len(lines),
    )
    return "".join([*lines[:at], line + newline, *lines[at:]])


def migrate(content: Path, write: bool) -> int:
    """`migrate`: shows what it would change, and changes it; the exit status.

    Takes   write: False = only show
    """
    path = content / "site.yaml"
    if not path.is_file():
        raise SiteError(f"没有 {path}；在项目文件夹里运行，或用 --content 指定")
    if content_format(content) > CONTENT_FORMAT:
        remark_on_format(content)
    if content_format(content) == CONTENT_FORMAT:
        say(f"已经是格式 {CONTENT_FORMAT}，没有要改的")
        return 0
    old = path.read_bytes().decode("utf-8-sig")
    new = migrated(old)
    for line in unified_diff(
        old.splitlines(), new.splitlines(), f"{path}（原来）", f"{path}（改成）", n=1, lineterm=""
    ):
        print(line)
    if write:
        pending = path.with_name(".site.yaml.next")
        pending.write_bytes(new.encode("utf-8"))
        shutil.copymode(path, pending)
        replace(pending, path)
        say(f"已改写 {path}")
    return 0
