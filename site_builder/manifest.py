"""`/manifest.json`: every shipped file with its hash, every notice's text hash, and the next day to build on."""

import json
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from site_builder import VERSION
from site_builder.cards import Card, Grave
from site_builder.workers import FileRecord


def manifest(
    files: Mapping[str, FileRecord], cards: Sequence[Card], graves: Sequence[Grave], next_change: date | None, drafts: bool
) -> bytes:
    """One file a line, sorted: made for diffing. It does not list itself."""
    notices = {card.slug: card.text_sha256 for card in sorted(cards, key=lambda card: card.slug)}
    head: dict[str, Any] = {
        "generator": f"taizhang {VERSION}",
        "drafts": drafts,
        "next_change": str(next_change) if next_change else None,
        "notices": notices,
        "withdrawn": sorted(grave.slug for grave in graves),
    }
    lines = [
        f"{json.dumps(path, ensure_ascii=False)}:{{\"sha256\":\"{record.sha256}\",\"size\":{record.size}}}"
        for path, record in sorted(files.items())
    ]
    text = json.dumps(head, ensure_ascii=False, indent=1)
    return (text[:-2] + ',\n "files": {\n' + ",\n".join(lines) + "\n }\n}\n").encode()
