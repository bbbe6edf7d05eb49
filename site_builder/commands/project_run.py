"""The commands that set a project up: `init`, `schema`."""

from pathlib import Path
from typing import Any

from site_builder.commands.console import guarded
from site_builder.commands.terminal import say


def run_schema(into: Path) -> int:
    from site_builder.rules.schemas import schemas

    def work() -> int:
        into.mkdir(parents=True, exist_ok=True)
        for name, content in schemas().items():
            (into / name).write_bytes(content)
            say(f"{into / name}")
        return 0

    return guarded(work)


def run_init(folder: Path, ci: Any, demo: bool, asking: bool, given: dict[str, Any]) -> int:
    """`init`: writes a project folder and says what comes next.

    Takes   asking: whether somebody is there to answer; given: title, base_url, operator, after_close as options
    Gives   the exit status
    """
    from site_builder.commands.init import init
    from site_builder.commands.site_questions import asked, asked_footer

    def work() -> int:
        new = not (folder / "content/site.yaml").exists()
        found, footer = given, {}
        if asking and new and not demo:
            found = asked(dict(given))
            footer = asked_footer(found["operator"])
        written = init(folder, **found, ci=ci, demo=demo, footer=footer)
        say(f"{folder}：写了 {len(written)} 个文件" if written else f"{folder}：该有的都有了，什么也没写")
        if folder != Path():
            say(f"下一步：cd {folder}")
        say("python build.py serve 打开预览和校核台，把通报拖进去就行；在终端里：python build.py import 通报.docx")
        place = folder.resolve()
        if not any((each / ".git").exists() for each in (place, *place.parents)):
            say("要把每次改动的历史留住几年，随时能回到哪一天的样子：装好 git，在这个文件夹里打一次 git init")
        return 0

    return guarded(work)
