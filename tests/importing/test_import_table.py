"""What `import` prints of a notice, as an editor sees it in 80 columns."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from site_builder.cli import main
from tests.conftest import ROOT


def test_what_an_editor_sees(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Doubts apart from decisions, no label twice, and nothing cut without a sign: half a telephone number misleads."""
    monkeypatch.setenv("COLUMNS", "80")
    (tmp_path / "content").mkdir()
    source = str(ROOT / "docs/handbook/通报.docx")
    done = CliRunner().invoke(main, ["import", source, "--into", str(tmp_path / "content/notices")])
    assert done.exit_code == 0, done.output
    lines = [line.rstrip() for line in done.output.splitlines()]
    assert "公开期限  2026-11-16 至 2026-12-15 · 公开期限为2026年11月16日至12月15日" in lines
    doubts = lines.index("存疑      1 处；人名 0 个；页面杂项 0 行未收入")
    assert lines[doubts + 1].strip() == "第 14 行：原文未载明发布日期，按落款日期填写（2026-11-13）"
    assert lines[doubts + 2].startswith("判断      标题：")
    assert "".join(line.strip() for line in lines).count("联系电话：0000-83007…（落款在第 13 行") == 1
