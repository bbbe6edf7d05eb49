"""What every build says of site.yaml: that its format is another, that its address is still the one `init` presumed."""

import re
from contextlib import suppress
from pathlib import Path

from site_builder.commands.site_questions import PRESUMED
from site_builder.commands.terminal import say
from site_builder.records.findings import SiteError
from site_builder.records.model import CONTENT_FORMAT

_PLACEHOLDER = re.compile(rf"^base_url:[ ]*[\"']?{re.escape(PRESUMED['base_url'])}", re.MULTILINE)


def content_format(content: Path) -> int:
    """The format that site.yaml names; 0 where it names none, as before there were any."""
    try:
        found = re.search(r"^format:\s*[\"']?(\d{1,4})\b", (content / "site.yaml").read_text("utf-8-sig"), re.MULTILINE)
    except (OSError, UnicodeDecodeError):
        return CONTENT_FORMAT  # reading it says what is wrong
    return int(found[1]) if found else 0


def remark_on_format(content: Path) -> None:
    """Prints a line where content is of an older format. Errors  SiteError where it is of a newer one"""
    known = content_format(content)
    if known > CONTENT_FORMAT:
        raise SiteError(f"{content / 'site.yaml'} 是新格式 {known}，这个程序只认到 {CONTENT_FORMAT}；请升级程序")
    if known < CONTENT_FORMAT and (content / "site.yaml").is_file():
        say("site.yaml 是旧格式（没有 format: 1）；python build.py migrate 会改写，先给你看改了什么")


def remark_on_placeholders(content: Path) -> None:
    """Prints a line while base_url is the one that `init` presumed: it stands in permanent addresses, feeds and QR codes."""
    with suppress(OSError, UnicodeDecodeError):  # the build says what is wrong with the file
        text = (content / "site.yaml").read_text("utf-8-sig")
        if _PLACEHOLDER.search(text) and not re.search(r"^demo:[ ]*true\b", text, re.MULTILINE):
            say("注意：base_url 还是占位的网址；公开以前在 site.yaml 里写上网站将来的网址，二维码和永久网址都用它")
