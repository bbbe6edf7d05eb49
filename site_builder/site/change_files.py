"""Cards → `/changes/<month>.json`: what was published on each day, for pages that say what is new. Titles stand in it only
as long as their notice is public.
"""

from collections.abc import Iterator

import msgspec

from site_builder.rendering.render import Output
from site_builder.site.site_context import SiteContext
from site_builder.views.page_frame import Frame


class ChangeLine(msgspec.Struct, frozen=True):
    """A change: its day, the address it is told at, what kind it is (published, entry, correction, redaction), the title there."""

    day: str
    url: str
    kind: str
    title: str


def change_files(site: SiteContext, frame: Frame) -> Iterator[Output]:
    """A file a month, newest first, and `index.json` with the months that have one, newest first."""
    months: dict[str, list[ChangeLine]] = {}
    for card in site.public:
        for change in site.opened(card).changes:
            line = ChangeLine(change.date[:10], change.url, change.kind, change.title)
            months.setdefault(change.date[:7], []).append(line)
    for month, lines in sorted(months.items()):
        lines.sort(key=lambda line: (line.day, line.url), reverse=True)
        yield Output(frame.routes.file(frame.routes.changes_of(month)), msgspec.json.encode(lines))
    index = frame.routes.changes_of("index")
    yield Output(frame.routes.file(index), msgspec.json.encode(sorted(months, reverse=True)))
