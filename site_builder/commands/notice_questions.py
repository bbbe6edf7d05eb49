"""The command `new`: asks for what was not given, where somebody is there to answer."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any, cast

from site_builder.build.disk import refuse_no_project
from site_builder.commands.console import guarded
from site_builder.commands.terminal import say
from site_builder.records.findings import (
    SiteError,
    nearest,
)
from site_builder.records.vocabulary import KINDS, Kind


def a_day(words: str) -> date:
    """Raises ValueError in an editor's words."""
    try:
        return date.fromisoformat(words)
    except ValueError:
        raise ValueError(f"{words} 不是日期，写成 2026-11-20") from None


def one_of(known: Iterable[str]) -> Callable[[str], str]:
    def check(words: str) -> str:
        if words not in known:
            raise ValueError(f"没有 {words}{nearest(words, known)}")
        return words

    return check


def organ_words(known: Sequence[str]) -> Callable[[str], str]:
    """An id of organs.yaml, or the full name of an organ in Chinese. Raises ValueError in an editor's words"""

    def check(words: str) -> str:
        if not words:
            raise ValueError("通报总有发布单位：写编号，或单位的全称")
        return one_of(known)(words) if words.isascii() else words

    return check


class _Asking:
    """The options of a command, and questions on the terminal for those that were not given."""

    def __init__(self, given: Mapping[str, Any], asking: bool):
        self.given, self.asking = given, asking

    def __call__(self, name: str, question: str, default: str = "", check: Callable[[str], Any] = str) -> str:
        """The option as given, else the answer; asks again while `check` raises ValueError.

        Takes   name: of the option; default: where nothing is answered
        Gives   the words
        """
        import click

        if self.given[name] is not None or not self.asking:
            return str(self.given[name] or default)

        def answer(words: str) -> str:
            try:
                check(words)
            except ValueError as error:
                raise click.BadParameter(str(error)) from None
            return words

        return str(click.prompt(question, default=default, show_default=bool(default), value_proc=answer))


def run_new(content: Path, day: date, asking: bool, **given: Any) -> int:
    """`new`: asks for what was not given where somebody can answer."""
    from site_builder.commands.organ_register import OrganRegister
    from site_builder.commands.scaffold import Days, new_notice, organs_in, suggested_slug

    def work() -> int:
        ask = _Asking(given, asking)
        refuse_no_project(content)
        known = organs_in(content)
        listed = f"单位编号（{'、'.join(known[:8])}{'…' if known[8:] else ''}），或新单位的全称"
        if given["organ"] is None and not asking:
            raise SiteError(
                f"没有写明单位，也没有终端可以问：用 --organ 写{listed if known else '单位的全称'}；什么也没有新建"
            )
        organ = ask("organ", listed if known else "单位全称（organs.yaml 里还没有单位）", check=organ_words(known))
        register, name = OrganRegister(content / "organs.yaml"), organ
        if not name.isascii():
            organ = register.identify(name)
        title = ask("title", "标题")
        kind = ask(
            "kind",
            f"种类（{'、'.join(f'{key} {name}' for key, name in KINDS.items())}）",
            "rectification",
            one_of(KINDS),
        )
        published = date.fromisoformat(ask("published", "公开日期", str(day), a_day))
        slug = ask("slug", "通报编号", suggested_slug(published, organ))
        opens = ask("opens", "公开期限第一天（没有就留空）", check=lambda words: words and a_day(words))
        closes = ask("closes", "公开期限最后一天", check=a_day) if opens else ""
        days = Days(date.fromisoformat(opens), date.fromisoformat(closes)) if opens and closes else None
        if not name.isascii() and (added := register.add(organ, name)):
            say(added)
        folder = new_notice(
            content=content,
            slug=slug,
            title=title or None,
            kind=cast(Kind, kind),
            organ=organ,
            published=published,
            days=days,
            items=given["items"],
        )
        say(
            f"{folder / 'notice.md'}：填好标出的地方，用 python build.py check --drafts 检查，删去 draft: true 以后公开"
        )
        return 0

    return guarded(work)
