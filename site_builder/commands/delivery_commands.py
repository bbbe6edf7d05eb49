"""The command line of what hands a site over: `changes`, `verify`, `sign`, `archive`, `report`."""

import sys
from pathlib import Path
from typing import Any

import click

from site_builder.commands.command_group import Command
from site_builder.commands.options import (
    CONTENT,
    FILE,
    beside_content,
    content_option,
    in_project,
    templates,
    the_day,
    today_option,
)
from site_builder.commands.project import project_folder


@click.command("changes", cls=Command)
@click.option("--out", type=CONTENT, default=in_project("public"), help="网站所在（默认 public/）")
@click.option("--since", metavar="MANIFEST", help="上一次的 manifest.json：文件或网址；缺省为什么也没有")
@click.option("--format", "form", type=click.Choice(["rsync", "json", "sftp"]), default="rsync", help="输出格式")
@click.option("--part", type=click.Choice(["new", "changed", "manifest", "removed"]), help="只要其中一类")
def changes_command(out: Path, **options: Any) -> None:
    """要上传和删除的文件，先后次序保证不会有页面指向还没有的文件。"""
    from site_builder.commands.console import guarded
    from site_builder.commands.deploying import changes

    sys.exit(guarded(lambda: changes(out, **options)))


@click.command("verify", cls=Command)
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
    from site_builder.commands.delivery_run import run_verify

    day = the_day(today, project_folder() / "content")
    sys.exit(run_verify(target, day, jobs, privacy, signers=signers, roots=stamp_roots))


@click.command("sign", cls=Command)
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
    from site_builder.commands.delivery_run import run_sign

    sys.exit(run_sign(out, key, content, the_day(today, content), timestamp))


@click.command("archive", cls=Command)
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
    from site_builder.commands.delivery_run import run_archive

    sys.exit(run_archive(site, content, out, since, key))


@click.command("report", cls=Command)
@content_option
@click.option("--site", type=CONTENT, default=beside_content, help="网站所在（默认 content/ 旁边的 public/）")
@click.option("--month", metavar="YYYY-MM", help="哪个月的数字（默认上个月）")
@click.option("--archive", type=FILE, metavar="F.wacz", help="连同核对这个归档是不是现在的网站")
@click.option("--format", "form", type=click.Choice(["markdown", "json"]), default="markdown", help="输出格式")
@click.option("--out", type=FILE, help="写到哪里（默认屏幕）")
@today_option
def report_command(content: Path, today: str | None, out: Path | None, **options: Any) -> None:
    """网站自查：该做到的逐条写明依据、怎样查的、结果；另有一个月的数字，可以贴进简报。"""
    from site_builder.commands.delivery_run import run_report

    sys.exit(run_report(content, templates(), the_day(today, content), out, **options))


DELIVERY_COMMANDS = (changes_command, verify_command, sign_command, archive_command, report_command)
