"""python -m benchmarks.generate --notices 1000 --items 20 --seed 1 --into DIR: a content folder of made-up notices."""

from pathlib import Path

import click

from benchmarks.content import write_content
from benchmarks.hugo import write_hugo
from benchmarks.records import notices as made_notices


@click.command()
@click.option("--notices", type=click.IntRange(min=1), default=1000, help="通报份数")
@click.option("--items", type=click.IntRange(min=1), default=20, help="每份通报的事项数（上下浮动两项）")
@click.option("--seed", type=int, default=1, help="种子：同一种子，同样的内容")
@click.option("--into", type=click.Path(path_type=Path, file_okay=False), required=True, help="写到哪个文件夹")
@click.option(
    "--form", type=click.Choice(["ours", "adapter", "files"]), default="ours", help="本项目的内容，或 Hugo 的两种写法"
)
def main(notices: int, items: int, seed: int, into: Path, form: str) -> None:
    """生成测速用的内容：文字全部虚构，同一种子逐字节相同。"""
    records = made_notices(notices, items, seed)
    count = (
        write_content(records, into)
        if form == "ours"
        else write_hugo(records, into, "files" if form == "files" else "adapter")
    )
    click.echo(f"{into}：{count} 份通报")


if __name__ == "__main__":
    main()
