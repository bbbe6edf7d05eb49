"""Options and folders that several commands share, and the day."""

import os
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any

import click

from site_builder.commands.project import project_folder, templates_folder
from site_builder.records.partial_dates import FIRST_YEAR, LAST_YEAR

CONTENT = click.Path(path_type=Path, file_okay=False)

FILE = click.Path(path_type=Path, dir_okay=False)


def in_project(*names: str) -> Callable[[], Path]:
    """A default of click, evaluated when the command runs."""
    return lambda: project_folder().joinpath(*names)


def templates() -> Path:
    return templates_folder(project_folder())


def beside_content() -> Path:
    """public/ beside the content folder that is built."""
    content: Path | None = click.get_current_context().params.get("content")
    return content.resolve().parent / "public" if content else project_folder() / "public"


def notices_in_content() -> Path:
    """notices/ in the content folder that is named."""
    content: Path | None = click.get_current_context().params.get("content")
    return (content or project_folder() / "content") / "notices"


def day_of(ctx: click.Context | None, option: click.Parameter | None, value: str | None) -> str | None:
    if value is None:
        return None
    try:
        day = date.fromisoformat(value)
    except ValueError:
        raise click.BadParameter(f"{value} 不是日期，写成 2026-11-20") from None
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise click.BadParameter(f"{value} 不在 {FIRST_YEAR} 年和 {LAST_YEAR} 年之间")
    return day.isoformat()


def content_option(command: Callable[..., Any]) -> Callable[..., Any]:
    # Eager, so that what lies beside it or in it by default is known from it, in whatever order options are given.
    option = click.option(
        "--content", type=CONTENT, default=in_project("content"), is_eager=True, help="内容文件夹（默认 content/）"
    )
    return option(command)


def today_option(command: Callable[..., Any]) -> Callable[..., Any]:
    return click.option("--today", callback=day_of, metavar="D", help="当作今天的日期，如 2026-11-20")(command)


def the_day(today: str | None, content: Path) -> date:
    """--today, else SOURCE_DATE_EPOCH, else the clock, in the site's zone. The only place that reads a clock."""
    if today:
        return date.fromisoformat(today)
    from site_builder.commands.zone import zone_of

    zone = zone_of(content)
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    if epoch and epoch.isdecimal():
        try:
            day = datetime.fromtimestamp(int(epoch), zone).date()
            return date.fromisoformat(day_of(None, None, day.isoformat()) or "")
        except (ValueError, OverflowError, OSError, click.BadParameter):
            raise click.UsageError(
                f"SOURCE_DATE_EPOCH={epoch[:40]} 不是 {FIRST_YEAR} 年和 {LAST_YEAR} 年之间的一天"
            ) from None
    return datetime.now(zone).date()  # noqa: TID251 - the one clock
