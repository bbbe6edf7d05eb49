"""The site's time zone, read without reading everything else."""

import re
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

_LINE = re.compile(r"""^timezone:\s*["']?([\w/+-]+)""", re.MULTILINE)


def zone_of(content: Path) -> ZoneInfo:
    """Zone named in site.yaml; Asia/Shanghai where it names none that exists."""
    try:
        found = _LINE.search((content / "site.yaml").read_text("utf-8"))
        return ZoneInfo(found[1] if found else "Asia/Shanghai")
    except (OSError, UnicodeDecodeError, ZoneInfoNotFoundError, ValueError):
        return ZoneInfo("Asia/Shanghai")
