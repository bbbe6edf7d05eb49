"""台账: the command line. Reads the clock once, picks the executor, says what happened.

Everything slow is imported by the command that needs it, so that --help answers at once.
"""

import os
import sys
import time
from collections.abc import Callable
from datetime import date, datetime
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from site_builder import VERSION
from site_builder.commands.project import as_called, project_folder, templates_folder
from site_builder.records.findings import SiteError, in_one_line
from site_builder.system.refusals import said_of
from site_builder.system.streams import never_fail

if TYPE_CHECKING:
    from site_builder.build.unchanged import EarlyCheck

CONTENT = click.Path(path_type=Path, file_okay=False)
FILE = click.Path(path_type=Path, dir_okay=False)
NOTICE_KINDS = ["rectification", "closure", "action-plan", "follow-up", "work-report"]


def in_project(*names: str) -> Callable[[], Path]:
    """A default of click: asked when the command runs."""
    return lambda: project_folder().joinpath(*names)


def templates() -> Path:
    return templates_folder(project_folder())


def beside_content() -> Path:
    """public/ beside the content folder that is built."""
    content: Path | None = click.get_current_context().params.get("content")
    return content.resolve().parent / "public" if content else project_folder() / "public"


class _Command(click.Command):
    """Help names the command as it was typed."""

    def get_help(self, ctx: click.Context) -> str:
        return as_called(super().get_help(ctx))


class _Default(click.Group):
    """`taizhang --out DIR` is `taizhang build --out DIR`; a word that is no command is answered, never built with."""

    command_class = _Command

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


def _day(ctx: click.Context | None, option: click.Parameter | None, value: str | None) -> str | None:
    if value is None:
        return None
    try:
        day = date.fromisoformat(value)
    except ValueError:
        raise click.BadParameter(f"{value} 不是日期，写成 2026-11-20") from None
    if not 1900 <= day.year <= 2199:
        raise click.BadParameter(f"{value} 不在 1900 年和 2199 年之间")
    return day.isoformat()


def content_option(command: Callable[..., Any]) -> Callable[..., Any]:
    return click.option("--content", type=CONTENT, default=in_project("content"), help="内容文件夹（默认 content/）")(
        command
    )


def today_option(command: Callable[..., Any]) -> Callable[..., Any]:
    return click.option("--today", callback=_day, metavar="D", help="当作今天的日期，如 2026-11-20")(command)


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
            return date.fromisoformat(_day(None, None, day.isoformat()) or "")
        except (ValueError, OverflowError, OSError, click.BadParameter):
            raise click.UsageError(f"SOURCE_DATE_EPOCH={epoch[:40]} 不是 1900 年和 2199 年之间的一天") from None
    return datetime.now(zone).date()  # noqa: TID251 - the one clock


@click.group(cls=_Default, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(VERSION, prog_name="taizhang")
def main() -> None:
    """台账：把整改通报变成可以逐项查看、搜索、引用的静态网站。

    \b
    常用：
      python build.py init 我的网站       建一个自己的网站
      python build.py                     生成网站到 public/
      python build.py import 通报.docx    把原件变成记录
      python build.py check               查出全部错误，指明文件、行、列和改法
      python build.py serve               预览，保存即刷新
    """


@main.command("build")
@content_option
@click.option("--out", type=CONTENT, default=beside_content, help="输出文件夹（默认 content/ 旁边的 public/）")
@today_option
@click.option("--drafts", is_flag=True, help="连同草稿和待校核的建议（只供预览）")
@click.option("--jobs", type=click.IntRange(min=0), default=0, help="进程数，0 为每核一个")
@click.option("--executor", metavar="URL", help="在已有的集群上构建，如 dask://host:8786")
@click.option("--no-search", is_flag=True, help="不建搜索索引")
@click.option("--clean", is_flag=True, help="先忘掉全部缓存")
@click.option("--explain", is_flag=True, help="说明每份通报为何重做或保留")
@click.option("--precompress", is_flag=True, help="另写 .gz（装有 brotli 时还有 .br），供会直接发送它们的服务器")
@click.option("--verify-outputs", is_flag=True, help="按内容核对已生成的文件，不只看大小和时间")
@click.option("--stats", type=click.Path(path_type=Path, dir_okay=False), help="把用时和数量写成 JSON")
@click.option("--templates", type=CONTENT, default=templates, hidden=True)
def build_command(**options: Any) -> None:
    """生成网站。有一处错误就什么也不发布，并一次报出全部错误。"""
    started = time.perf_counter()
    day = the_day(options.pop("today"), options["content"])
    seen = None if options["clean"] or options["explain"] or options["verify_outputs"] else _early_check(day, options)
    if seen and seen.result:
        return _say(seen.result, time.perf_counter() - started, options)
    from site_builder.commands.console import run_build

    sys.exit(run_build(day, **options, early=seen))


def _early_check(day: date, options: dict[str, Any]) -> "EarlyCheck":
    """Looks for what has changed since the last build, before anything slow is imported."""
    from site_builder.build.unchanged import early_check

    out, drafts, search = options["out"], options["drafts"], not options["no_search"]
    return early_check(
        content=options["content"],
        out=out,
        templates=options["templates"],
        day=day,
        drafts=drafts,
        search=search,
        precompress=options["precompress"],
    )


def _say(result: dict[str, Any], seconds: float, options: dict[str, Any]) -> None:
    """Nothing has changed."""
    from site_builder.commands.terminal import say_result, write_stats

    say_result(result, options["out"], seconds, options["drafts"])
    if options["stats"]:
        write_stats(options["stats"], result, seconds)


@main.command("check")
@content_option
@today_option
@click.option("--against", metavar="REV", help="与 git 的某个版本比较：公开后的改动须有更正")
@click.option(
    "--against-published",
    metavar="DIR|URL",
    help="与现在公开的网站比较：它的文件夹或网址；live 即 site.yaml 的 base_url",
)
@click.option(
    "--format", "form", type=click.Choice(["text", "json", "github", "sarif"]), default="text", help="输出格式"
)
@click.option("--strict", is_flag=True, help="提醒也当作错误")
@click.option("--fix", is_flag=True, help="改正只有一种改法的，并列出改了什么")
@click.option("--allow-gone", is_flag=True, help="与 --against 同用：少了的事项、状态、时限只作提醒")
@click.option("--drafts", is_flag=True, help="草稿也按正式通报检查")
@click.option("--jobs", type=click.IntRange(min=0), default=0, help="进程数，0 为每核一个")
def check_command(content: Path, today: str | None, **options: Any) -> None:
    """查出全部错误，什么也不写；--fix 改正只有一种改法的。"""
    from site_builder.commands.console import run_check

    sys.exit(run_check(content, templates(), the_day(today, content), **options))


@main.command("import")
@click.argument("files", nargs=-1, required=True, metavar="FILE…")
@click.option(
    "--into", type=CONTENT, default=in_project("content", "notices"), help="记录写到哪里（默认 content/notices）"
)
@click.option("--slug", help="通报编号，缺省由日期和单位拼音组成")
@click.option("--organ", help="单位编号（organs.yaml 里的）")
@click.option("--report", type=click.Path(path_type=Path, dir_okay=False), help="把识别结果和存疑处写成 JSON")
@click.option("--force", is_flag=True, help="覆盖改过的记录；拒收的原件也作为草稿导入")
@click.option("--progress", metavar="SLUG", help="FILE 是单位填好的台账：把新的进展添进这份通报，别的都不动")
@today_option
def import_command(files: tuple[str, ...], into: Path, progress: str | None, today: str | None, **options: Any) -> None:
    """把原件变成记录草稿（- 为标准输入）：Word、WPS、PDF、OFD、网页、文本，和表格（Excel、WPS、CSV）。

    表格里每行是一个事项，每格写在它的列名之下。单位填好的台账（见 sheet）用 --progress 收回，例如

    \b
      python build.py import 台账.xlsx --progress 2026-amr
    """
    from site_builder.commands.console import guarded, run_progress
    from site_builder.commands.import_documents import import_files

    if progress is not None:
        sys.exit(run_progress(files, into, progress, the_day(today, into.parent), options["report"]))
    sys.exit(guarded(lambda: import_files(files, into, **options)))


@main.command("sheet")
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
    from site_builder.commands.console import run_sheet

    sys.exit(run_sheet(content, templates(), slug, the_day(today, content), out))


@main.command("serve")
@content_option
@today_option
@click.option("--port", type=click.IntRange(1, 65535), default=8000, help="端口，被占用时用下一个")
@click.option("--host", default="127.0.0.1", help="监听地址，默认只有本机")
@click.option("--drafts/--no-drafts", default=True, help="是否连同草稿")
def serve_command(content: Path, today: str | None, **options: Any) -> None:
    """预览：保存即重建并刷新浏览器，错误显示在页面上。"""
    from site_builder.preview.serve import serve

    sys.exit(serve(content, templates(), project_folder(), lambda: the_day(today, content), **options))


@main.command("new")
@content_option
@today_option
@click.option("--slug", help="通报编号，用在网址里；缺省由日期和单位组成")
@click.option("--title", help="标题")
@click.option("--kind", type=click.Choice(NOTICE_KINDS), help="种类")
@click.option("--organ", help="单位编号（organs.yaml 里的），或新单位的全称")
@click.option("--published", callback=_day, metavar="D", help="公开日期，缺省为今天")
@click.option("--opens", callback=_day, metavar="D", help="公开期限第一天")
@click.option("--closes", callback=_day, metavar="D", help="公开期限最后一天")
@click.option("--items", type=click.IntRange(min=1), default=1, help="先写几个事项")
def new_command(content: Path, today: str | None, **options: Any) -> None:
    """新建一份通报：在终端上会问，也可以全用参数。写出的草稿标明还要填什么。"""
    from site_builder.commands.console import run_new

    sys.exit(run_new(content, the_day(today, content), asking=sys.stdin.isatty(), **options))


@main.command("init")
@click.argument("folder", type=CONTENT, default=".", metavar="[DIR]")
@click.option("--title", help="网站的名称")
@click.option("--base-url", help="网站将来的网址，如 https://www.example.gov.cn/zgtz/")
@click.option(
    "--operator", type=click.Choice(["government", "party", "institution", "enterprise", "unofficial"]), help="谁主办"
)
@click.option("--after-close", type=click.Choice(["keep", "noindex", "withdraw"]), help="公开期限满后怎样")
@click.option(
    "--ci", type=click.Choice(["github", "gitlab", "gitee", "none"]), default="none", help="写出哪一家的自动发布"
)
@click.option("--demo", is_flag=True, help="带上演示内容（虚构的云州市）")
def init_command(folder: Path, ci: Any, demo: bool, **given: Any) -> None:
    """新建一个自己的网站：写出设置、说明和文件夹。已经有的文件一个也不改。"""
    from site_builder.commands.console import run_init

    sys.exit(run_init(folder, ci, demo, asking=sys.stdin.isatty(), given=given))


@main.command("migrate")
@content_option
@click.option("--dry-run", is_flag=True, help="只看要改什么")
def migrate_command(content: Path, dry_run: bool) -> None:
    """把旧格式的内容改成这个程序的格式，先列出改了什么。"""
    from site_builder.commands.console import guarded
    from site_builder.commands.init import migrate

    sys.exit(guarded(lambda: migrate(content, not dry_run)))


@main.command("changes")
@click.option("--out", type=CONTENT, default=in_project("public"), help="网站所在（默认 public/）")
@click.option("--since", metavar="MANIFEST", help="上一次的 manifest.json：文件或网址；缺省为什么也没有")
@click.option("--format", "form", type=click.Choice(["rsync", "json", "sftp"]), default="rsync", help="输出格式")
@click.option("--part", type=click.Choice(["new", "changed", "manifest", "removed"]), help="只要其中一类")
def changes_command(out: Path, **options: Any) -> None:
    """要上传和删除的文件，先后次序保证不会有页面指向还没有的文件。"""
    from site_builder.commands.console import guarded
    from site_builder.commands.deploying import changes

    sys.exit(guarded(lambda: changes(out, **options)))


@main.command("verify")
@click.argument("target", metavar="URL|DIR")
@today_option
@click.option("--jobs", type=click.IntRange(1, 64), default=8, help="同时发出几个请求")
@click.option("--privacy", is_flag=True, help="连同检查每个文件里的个人信息")
@click.option("--signers", type=FILE, help="可以签名的人和公钥（OpenSSH 的 allowed_signers，默认 public/ 旁边的）")
@click.option("--stamp-roots", type=FILE, help="时间戳机构的根证书（PEM，默认 public/ 旁边的 stamp_roots.pem）")
def verify_command(
    target: str, today: str | None, jobs: int, privacy: bool, signers: Path | None, stamp_roots: Path | None
) -> None:
    """把线上的网站、一个文件夹或一个 .wacz 归档与它的 manifest.json 核对，说明是谁签的名。"""
    from site_builder.commands.console import run_verify

    day = the_day(today, project_folder() / "content")
    sys.exit(run_verify(target, day, jobs, privacy, signers=signers, roots=stamp_roots))


@main.command("sign")
@content_option
@click.option("--key", type=FILE, required=True, help="签名的私钥；用 ssh-agent 的，写公钥")
@click.option("--out", type=CONTENT, default=beside_content, help="网站所在（默认 content/ 旁边的 public/）")
@click.option("--timestamp/--no-timestamp", default=True, help="site.yaml 写了 timestamp_server 的，是否加时间戳")
@today_option
def sign_command(key: Path, out: Path, timestamp: bool, content: Path, today: str | None) -> None:
    """给网站的清单签名：写出 manifest.json.sig，由 ssh-keygen 签。

    \b
    例如
      ssh-keygen -t ed25519 -f ~/.ssh/zgtz
      python build.py sign --key ~/.ssh/zgtz
    """
    from site_builder.commands.console import run_sign

    sys.exit(run_sign(out, key, content, the_day(today, content), timestamp))


@main.command("archive")
@content_option
@click.option("--out", type=FILE, metavar="F.wacz", help="写到哪里（默认 public/ 旁边的 public-日期.wacz）")
@click.option("--site", type=CONTENT, default=beside_content, help="网站所在（默认 content/ 旁边的 public/）")
@click.option("--since", metavar="REV", help="只收 git 的这个版本以后变了的通报，其余在先前的归档里")
@click.option("--key", type=FILE, help="给归档也签名的私钥（写在 F.wacz.sig）")
def archive_command(out: Path | None, site: Path, since: str | None, key: Path | None, content: Path) -> None:
    """把公开的网站归档成一个 WACZ 文件，附元数据表、来源文件和校验值，可用 ReplayWeb.page 打开。

    \b
    同样的网站归档出来一个字节也不差。核对：
      python build.py verify public-2026-11-20.wacz
    """
    from site_builder.commands.console import run_archive

    sys.exit(run_archive(site, content, out, since, key))


@main.command("report")
@content_option
@click.option("--site", type=CONTENT, default=beside_content, help="网站所在（默认 content/ 旁边的 public/）")
@click.option("--month", metavar="YYYY-MM", help="哪个月的数字（默认上个月）")
@click.option("--archive", type=FILE, metavar="F.wacz", help="连同核对这个归档是不是现在的网站")
@click.option("--format", "form", type=click.Choice(["markdown", "json"]), default="markdown", help="输出格式")
@click.option("--out", type=FILE, help="写到哪里（默认屏幕）")
@today_option
def report_command(content: Path, today: str | None, out: Path | None, **options: Any) -> None:
    """网站自查：该做到的逐条写明依据、怎样查的、结果；另有一个月的数字，可以贴进简报。"""
    from site_builder.commands.console import run_report

    sys.exit(run_report(content, templates(), the_day(today, content), out, **options))


@main.command("rules")
@click.argument("code", required=False)
def rules_command(code: str | None) -> None:
    """规则手册；给出编号（如 B001）则只说这一条。"""
    from site_builder.commands.console import run_rules

    sys.exit(run_rules(code))


@main.command("schema")
@click.option("--into", type=CONTENT, default=in_project("schemas"), help="写到哪里（默认 schemas/）")
def schema_command(into: Path) -> None:
    """写出 JSON Schema，供编辑器补全和说明每个键。"""
    from site_builder.commands.console import run_schema

    sys.exit(run_schema(into))


@main.command("due")
@content_option
@today_option
@click.option("--format", "form", type=click.Choice(["text", "json", "ics"]), default="text", help="输出格式")
@click.option("--within", type=click.IntRange(min=0), default=60, help="往后看多少天")
def due_command(content: Path, today: str | None, **options: Any) -> None:
    """将到期、已过期的时限，和将截止的公开期限。"""
    from site_builder.commands.console import run_due

    sys.exit(run_due(content, templates(), the_day(today, content), **options))


def run() -> None:
    """The command line as a process, which ends at once: to give back a large site object by object takes longer than an edit."""
    never_fail()
    try:
        main()
    except SiteError as error:  # before a command guards itself: a name that is none, a folder that may not be read
        click.echo(in_one_line(f"无法继续：{error}"), err=True)
        os._exit(2)
    except OSError as error:
        click.echo(f"无法继续：{said_of(error)}", err=True)
        os._exit(2)
    except SystemExit as end:
        sys.stdout.flush()
        sys.stderr.flush()
        if isinstance(end.code, int):
            os._exit(end.code)
        raise
