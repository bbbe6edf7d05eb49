"""Builds the preview, and holds the outcome: the version of the site that is shown, and the findings of the last build."""

import gc
import re
import secrets
import traceback
from collections.abc import Callable, Collection, Mapping, Sequence
from contextlib import suppress
from datetime import date
from pathlib import Path
from threading import Event
from typing import Any

import jinja2
from msgspec import Struct

from site_builder.build.decoding import decoded_leniently
from site_builder.build.disk import read_registers_texts, read_sources, root_of, shown, slug_of
from site_builder.build.inputs import Options
from site_builder.build.pipeline import BuildResult, build
from site_builder.build.site_paths import SitePaths
from site_builder.build.state_file import StateCache
from site_builder.commands.console import printable, say_findings
from site_builder.commands.terminal import say
from site_builder.records.findings import ContentError, Finding, SiteError, Span
from site_builder.records.notice import read_head
from site_builder.records.registers import read_registers
from site_builder.system.refusals import said_of


class Stopped(Exception):
    """The preview is being ended: the build that runs is abandoned, and the site stays as it is."""


class Trouble(Struct, frozen=True):
    """Why the last build made no site: findings with their source lines, or one line about machine or template."""

    findings: tuple[Finding, ...] = ()
    lines: dict[str, Sequence[str]] = {}
    message: str = ""


class Preview:
    """One preview. A build runs in a thread of its own and sets the attributes that the server reads."""

    def __init__(self, content: Path, templates: Path, out: Path, the_day: Callable[[], date], drafts: bool):
        """Takes   content, templates: folders
        out: the output folder
        the_day: gives the day of the next build
        drafts: whether drafts are shown
        """
        self.content, self.templates, self.out = content, templates, out
        self.the_day, self.drafts = the_day, drafts
        self.day = the_day()
        self.base = "/"
        self.trouble: Trouble | None = None
        self.warnings = Trouble()
        self.left_out = Trouble()  # errors of drafts without which the site was made
        self.aside: frozenset[str] = frozenset()  # those drafts
        self.gone: dict[str, str] = {}  # what left since this preview began, while it is not there again
        self.withheld = 0
        self.counted = 0  # warnings of the last build, which counts them and keeps none
        self.building = True
        self.progress = ("", 0, 0)
        self.stopping = Event()
        self._memory, self._paths = StateCache(), SitePaths(out, content)
        self._run, self._number = secrets.token_hex(4), 0

    @property
    def version(self) -> str:
        """Of the site that is shown: a page that carries another version is stale."""
        return f"{self._run}-{self._number}"

    @property
    def stands(self) -> bool:
        return (self.out / "index.html").is_file()

    def rebuild(self) -> BuildResult | None:
        """Builds; None where that failed, and then `trouble` says why. Raises Stopped, and whatever is a bug."""
        self.day = self.the_day()
        self.building, self.progress = True, ("", 0, 0)
        options = Options(
            self.content, self.out, self.templates, self.day, self.drafts, stale_search=True, preview=True
        )
        result: BuildResult | None = None
        gc.disable()  # it would look through everything that is remembered, at each save
        try:
            result = self._build(options)
            self.trouble = None
            self.counted = result.warnings
            self.withheld = len(result.withheld)
            self.gone = {url: why for url, why in self.gone.items() if not self._is_there(url)}
            self.gone |= {each.url: each.why for each in result.gone}
            self.gone = {url: why for url, why in self.gone.items() if not self._is_of(url, self.aside)}
            self.base = base_of(self.content) or self.base
            self._number += 1
        except ContentError as error:
            self.trouble = self._trouble(error.findings)
        except SiteError as error:
            self.trouble = Trouble(message=f"无法继续：{error}")
        except jinja2.TemplateError as error:  # a template that is not found is an OSError too
            self.trouble = Trouble(message=f"模板有误：{template_place(error)}{error}")
        except OSError as error:
            self.trouble = Trouble(message=f"无法继续：{said_of(error)}")
        finally:
            gc.enable()
            self.building = False
        return result

    def _build(self, options: Options) -> BuildResult:
        """Builds; where only drafts have errors, without these, so that what is right is seen. Raises as `build`."""
        try:
            result = build(options, self._progress, memory=self._memory)
            self.aside, self.left_out = frozenset(), Trouble()
        except ContentError as error:
            aside = drafts_with(error.findings, self.content) if self.drafts else frozenset()
            if not aside:
                raise
            with suppress(ContentError):  # another notice cannot do without such a draft: the first errors tell more
                result = build(options._replace(aside=aside), self._progress, memory=self._memory)
                self.aside, self.left_out = aside, self._trouble(error.findings)
                return result
            raise
        return result

    def _trouble(self, findings: Sequence[Finding]) -> Trouble:
        told, lines = printable(tuple(sorted(findings)), root_of(self.content))
        return Trouble(tuple(told), dict(lines))

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What the last build found: its errors, or those of the drafts that it left out and its warnings."""
        return self.trouble.findings if self.trouble else self.left_out.findings + self.warnings.findings

    @staticmethod
    def _is_of(url: str, slugs: Collection[str]) -> bool:
        return any(url.startswith(f"/notices/{slug}/") for slug in slugs)

    def _is_there(self, url: str) -> bool:
        return (self.out / url.strip("/")).exists()

    @property
    def noticed(self) -> Path:
        """The file to which the background process writes the warnings of the site that is shown."""
        return self._paths.warnings

    def write_state(self) -> None:
        """Writes the state of the last build to disk, for another process."""
        self._memory.write(self._paths)

    def reload_state(self) -> None:
        """Reads the state that the background process has written."""
        self._memory.reload(self._paths)

    def warned(self, findings: Sequence[Finding]) -> None:
        """Sets the warnings of the site that is shown; what a draft has that was left out is told already."""
        folder = shown(self.content)
        self.warnings = self._trouble([each for each in findings if slug_of(each.at.path, folder) not in self.aside])

    def _progress(self, stage: str, done: int, total: int) -> None:
        self.progress = (stage, done, total)
        if self.stopping.is_set():
            raise Stopped

    def broken(self, error: BaseException) -> None:
        """Reports a bug: in full on the terminal, in one line on the page; the preview goes on."""
        traceback.print_exception(error)
        self.trouble = Trouble(message=f"程序出错（{type(error).__name__}），详情见终端；网站保持原样")

    def status(self, links: bool) -> dict[str, Any]:
        """What the panel on the page shows, as JSON values.

        Takes   links: whether places may be links that open the editor of this machine
        """
        lines = self.trouble.lines if self.trouble else {**self.warnings.lines, **self.left_out.lines}
        return {
            "version": self.version,
            "day": self.day.isoformat(),
            "drafts": self.drafts,
            "building": self.building,
            "progress": self.progress,
            "stands": self.stands,
            "message": self.trouble.message if self.trouble else "",
            "findings": [self._shown(finding, lines, links) for finding in self.findings],
            "left_out": [] if self.trouble else sorted(self.aside),
            "gone": [{"url": url, "why": why} for url, why in sorted(self.gone.items())],
            "withheld": self.withheld,
        }

    def _shown(self, finding: Finding, known: Mapping[str, Sequence[str]], links: bool) -> dict[str, Any]:
        at = finding.at
        lines = known.get(at.path, ())
        line = lines[at.line - 1] if 0 < at.line <= len(lines) else ""
        start = max(0, at.column - 1 - 30)
        stop = at.column - 1 + max(1, min(at.length, 60))
        file = root_of(self.content) / at.path
        return {
            "place": f"{at.path}:{at.line}:{at.column}",
            "editor": f"vscode://file{file}:{at.line}:{at.column}" if links else None,
            "severity": finding.severity,
            "code": finding.code,
            "what": finding.what,
            "why": finding.why,
            "mend": finding.mend,
            "before": line[start : at.column - 1],
            "marked": line[at.column - 1 : stop],
            "after": line[stop : stop + 40],
        }

    def known(self) -> tuple[Finding, ...]:
        """What the desk lists: the findings; where no site was made for another reason, that one, which has no place."""
        message = self.trouble.message if self.trouble else ""
        return self.findings or ((Finding(at=Span(path=""), code="", what=message),) if message else ())

    def say_trouble(self) -> None:
        """The same on the terminal, as `check` shows it."""
        if not self.trouble and self.aside:
            say_findings(self.left_out.findings, root_of(self.content))
            say(f"草稿 {'、'.join(sorted(self.aside))} 有错误，没有放进预览；其余的是最新的")
        elif self.trouble and self.trouble.findings:
            say_findings(self.trouble.findings, root_of(self.content))
        elif self.trouble:
            say(self.trouble.message)


_DRAFT = re.compile(r"^draft: *true\b", re.MULTILINE)


def drafts_with(findings: Sequence[Finding], content: Path) -> frozenset[str]:
    """The drafts that have errors, where nothing else has any; else none."""
    folder = shown(content)
    slugs = {slug_of(each.at.path, folder) for each in findings if each.severity == "error"}
    return frozenset(slugs) if all(slug and _is_draft(content, slug) for slug in slugs) else frozenset()


def _is_draft(content: Path, slug: str) -> bool:
    """Whether a notice is a draft: by its head, or where that cannot be read, by the line that says so."""
    text = decoded_leniently(read_sources(content, slug).notice)
    head = read_head(text, "", []).head
    return head.draft if head is not None else bool(_DRAFT.search(text.partition("\n---")[0]))


def base_of(content: Path) -> str | None:
    """The site's base path as site.yaml gives it; None where that cannot be read."""
    registers = read_registers(read_registers_texts(content, []), content.name, [])
    return registers.base_path if registers else None


def template_place(error: jinja2.TemplateError) -> str:
    """The place of a template's mistake, as far as it is known: 'templates/pages/home.html:12：'."""
    if isinstance(error, jinja2.TemplateSyntaxError):
        return f"templates/{error.name}:{error.lineno}："
    if isinstance(error, jinja2.TemplateNotFound):
        return "没有 templates/"
    frames = traceback.extract_tb(error.__traceback__)
    named = [frame for frame in frames if frame.filename.startswith("<template>")]
    return f"模板第 {named[-1].lineno} 行：" if named else ""
