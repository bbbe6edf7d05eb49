"""How a command is found by its name, and answered where there is none of it."""

from difflib import get_close_matches
from pathlib import Path
from typing import Any

import click

from site_builder.commands.project import as_called
from site_builder.commands.quick_start import quick_start


class Command(click.Command):
    """Help names the command as it was typed."""

    def get_help(self, ctx: click.Context) -> str:
        return as_called(super().get_help(ctx))

    def invoke(self, ctx: click.Context) -> Any:
        if self.name != "build":  # which first looks whether there is anything to do
            quick_start(ctx)
        return super().invoke(ctx)


class CommandGroup(click.Group):
    """`taizhang --out DIR` is `taizhang build --out DIR`; a word that is no command is answered, never built with."""

    command_class = Command

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        if not args or (args[0].startswith("-") and args[0] not in ("--help", "--version", "-h")):
            args = ["build", *args]
        elif args[0] not in self.commands and not args[0].startswith("-"):
            raise click.UsageError(as_called(unknown_command(args[0], list(self.commands))))
        return super().parse_args(ctx, args)

    def get_help(self, ctx: click.Context) -> str:
        return as_called(super().get_help(ctx))


def unknown_command(word: str, known: list[str]) -> str:
    """What to say of a word that is no command: the file it names, or the nearest command.

    >>> unknown_command("chekc", ["check", "build"])
    '没有命令 chekc；是不是 check？全部命令：python build.py --help'
    """
    if Path(word).is_file():
        return f"{word} 是一个文件，不是命令；要把它变成记录：python build.py import {word}"
    near = get_close_matches(word, known, 1, 0.5)
    return f"没有命令 {word}；{f'是不是 {near[0]}？' if near else ''}全部命令：python build.py --help"
