"""台账: the command line, with the commands that build, check, show and set up a site; the others are in commands/.

Everything slow is imported by the command that needs it, so that --help answers at once.
"""

import gc
import os
import sys
import time
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from site_builder import VERSION
from site_builder.commands.command_group import CommandGroup
from site_builder.commands.delivery_commands import DELIVERY_COMMANDS
from site_builder.commands.options import (
    CONTENT,
    beside_content,
    content_option,
    in_project,
    templates,
    the_day,
    today_option,
)
from site_builder.commands.project import project_folder
from site_builder.commands.quick_start import quick_start
from site_builder.commands.record_commands import RECORD_COMMANDS
from site_builder.records.findings import SiteError, in_one_line
from site_builder.system.refusals import said_of
from site_builder.system.streams import never_fail

if TYPE_CHECKING:
    from site_builder.build.unchanged import EarlyCheck


@click.group(cls=CommandGroup, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(VERSION, prog_name="taizhang")
def main() -> None:
    """台账：把整改通报变成可以逐项查看、搜索、引用的静态网站。

    \b
    常用：
      python build.py init 我的网站       建一个自己的网站
      python build.py                     生成网站到 public/
      python build.py import 通报.docx    把原件变成记录
      python build.py check               查出全部错误，指明文件、行、列和改法
      python build.py serve               预览，保存即刷新；校核台
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
@click.pass_context
def build_command(ctx: click.Context, /, **options: Any) -> None:
    """生成网站。有一处错误就什么也不发布，并一次报出全部错误。"""
    gc.disable()  # little is dropped of what is read, imported and built: collecting cycles takes a fifth of the time and finds none
    started = time.perf_counter()
    day = the_day(options.pop("today"), options["content"])
    seen = None if options["clean"] or options["explain"] or options["verify_outputs"] else _early_check(day, options)
    if seen and seen.result:
        return _say(seen.result, time.perf_counter() - started, options)
    from site_builder.build.code_cache import code_folder
    from site_builder.build.site_paths import SitePaths

    quick_start(ctx, code_folder(SitePaths(options["out"])))
    from site_builder.commands.build_run import run_build

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
    from site_builder.commands.check_run import run_check

    sys.exit(run_check(content, templates(), the_day(today, content), **options))


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
    from site_builder.commands.project_run import run_init
    from site_builder.commands.terminal import somebody_answers

    sys.exit(run_init(folder, ci, demo, asking=somebody_answers(), given=given))


@main.command("migrate")
@content_option
@click.option("--dry-run", is_flag=True, help="只看要改什么")
def migrate_command(content: Path, dry_run: bool) -> None:
    """把旧格式的内容改成这个程序的格式，先列出改了什么。"""
    from site_builder.commands.console import guarded
    from site_builder.commands.init import migrate

    sys.exit(guarded(lambda: migrate(content, not dry_run)))


@main.command("rules")
@click.argument("code", required=False)
def rules_command(code: str | None) -> None:
    """规则手册；给出编号（如 B001）则只说这一条。"""
    from site_builder.commands.check_run import run_rules

    sys.exit(run_rules(code))


@main.command("schema")
@click.option("--into", type=CONTENT, default=in_project("schemas"), help="写到哪里（默认 schemas/）")
def schema_command(into: Path) -> None:
    """写出 JSON Schema，供编辑器补全和说明每个键。"""
    from site_builder.commands.project_run import run_schema

    sys.exit(run_schema(into))


for each in (*RECORD_COMMANDS, *DELIVERY_COMMANDS):
    main.add_command(each)


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
