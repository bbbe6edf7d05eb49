"""The command line of what makes and continues records: `import`, `sheet`, `new`, `due`."""

import sys
from pathlib import Path
from typing import Any

import click

from site_builder.commands.command_group import Command
from site_builder.commands.options import (
    CONTENT,
    content_option,
    day_of,
    notices_in_content,
    templates,
    the_day,
    today_option,
)
from site_builder.records.vocabulary import KINDS


@click.command("import", cls=Command)
@click.argument("files", nargs=-1, required=True, metavar="FILE…")
@content_option
@click.option("--into", type=CONTENT, default=notices_in_content, help="记录写到哪里（默认内容文件夹的 notices）")
@click.option("--slug", help="通报编号，缺省由日期和单位拼音组成")
@click.option("--organ", help="单位编号（organs.yaml 里的）")
@click.option("--report", type=click.Path(path_type=Path, dir_okay=False), help="把识别结果和存疑处写成 JSON")
@click.option("--force", is_flag=True, help="覆盖改过的记录；拒收的原件也作为草稿导入")
@click.option("--progress", metavar="SLUG", help="FILE 是单位填好的台账：把新的进展添进这份通报，别的都不动")
@today_option
def import_command(
    files: tuple[str, ...], content: Path, into: Path, progress: str | None, today: str | None, **options: Any
) -> None:
    """把原件变成记录草稿（- 为标准输入）：Word、WPS、PDF、OFD、网页、文本，和表格（Excel、WPS、CSV）。

    表格里每行是一个事项，每格写在它的列名之下。单位填好的台账（见 sheet）用 --progress 收回，例如

    \b
      python build.py import 台账.xlsx --progress 2026-amr
    """
    from site_builder.commands.console import guarded
    from site_builder.commands.import_documents import import_files
    from site_builder.commands.ledger_run import run_progress

    if progress is not None:
        sys.exit(run_progress(files, into, progress, the_day(today, into.parent), options["report"]))
    sys.exit(guarded(lambda: import_files(files, into, **options)))


@click.command("sheet", cls=Command)
@click.argument("slug")
@content_option
@today_option
@click.option(
    "--out",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="F.xlsx",
    help="写到哪里（默认 SLUG-整改台账.xlsx）",
)
def sheet_command(slug: str, content: Path, today: str | None, out: Path | None) -> None:
    """把一份通报的台账写成 Excel 工作簿，交给单位填写进展。

    左边是现有的台账，右边黄色的四列由单位填：本次进展、本次状态（从列表中选）、本次日期、依据材料。
    填好以后收回：每一格变成一条进展记录，写明出自哪个文件、哪一格；没有填的不动。例如

    \b
      python build.py sheet 2026-amr
      python build.py import 2026-amr-整改台账.xlsx --progress 2026-amr
    """
    from site_builder.commands.ledger_run import run_sheet

    sys.exit(run_sheet(content, templates(), slug, the_day(today, content), out))


@click.command("new", cls=Command)
@content_option
@today_option
@click.option("--slug", help="通报编号，用在网址里；缺省由日期和单位组成")
@click.option("--title", help="标题")
@click.option("--kind", type=click.Choice(list(KINDS)), help="种类")
@click.option("--organ", help="单位编号（organs.yaml 里的），或新单位的全称")
@click.option("--published", callback=day_of, metavar="D", help="公开日期，缺省为今天")
@click.option("--opens", callback=day_of, metavar="D", help="公开期限第一天")
@click.option("--closes", callback=day_of, metavar="D", help="公开期限最后一天")
@click.option("--items", type=click.IntRange(min=1), default=1, help="先写几个事项")
def new_command(content: Path, today: str | None, **options: Any) -> None:
    """新建一份通报：在终端上会问，也可以全用参数。写出的草稿标明还要填什么。"""
    from site_builder.commands.notice_questions import run_new

    sys.exit(run_new(content, the_day(today, content), asking=sys.stdin.isatty(), **options))


@click.command("due", cls=Command)
@content_option
@today_option
@click.option("--format", "form", type=click.Choice(["text", "json", "ics"]), default="text", help="输出格式")
@click.option("--within", type=click.IntRange(min=0), default=60, help="往后看多少天")
def due_command(content: Path, today: str | None, **options: Any) -> None:
    """将到期、已过期的时限，和将截止的公开期限。"""
    from site_builder.commands.ledger_run import run_due

    sys.exit(run_due(content, templates(), the_day(today, content), **options))


RECORD_COMMANDS = (import_command, sheet_command, new_command, due_command)
