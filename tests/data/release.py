"""`python -m tests.data.release`: writes the URLs that the demonstration has published, which may never be lost.

Run it when a version is released. Until then the test beside it holds today's build against the last release.
"""

import sys
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path

from tests.conftest import DEMO_DAY, ROOT, TEMPLATES

RELEASED = Path(__file__).with_name("released-urls.txt")
PASSING = ("assets/", "pagefind/")  # named by their content: nobody keeps these addresses


def urls(out: Path) -> Iterator[str]:
    """Rooted URLs of a built site that people may keep, sorted; a page by its folder."""
    for path in sorted(path.relative_to(out).as_posix() for path in out.rglob("*") if path.is_file()):
        if not path.startswith((*PASSING, ".")):
            yield "/" + (path.removesuffix("index.html") if path.endswith("index.html") else path)


def lost(released: Iterable[str], out: Path) -> list[str]:
    """Released URLs at which there is nothing now: neither a file nor a page that leads on, nor a line for the host."""
    there = set(urls(out))
    lines = (out / "nginx-redirects.map").read_text("utf-8").splitlines()
    moved = {line.split(" ")[0].rstrip("/") for line in lines}
    return [url for url in released if url not in there and url.rstrip("/") not in moved]


def main() -> None:
    from site_builder.build.inputs import Options
    from site_builder.build.pipeline import build

    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "public"
        build(Options(ROOT / "content", out, TEMPLATES, DEMO_DAY, jobs=1))
        found = list(urls(out))
    RELEASED.write_text("".join(f"{url}\n" for url in found), "utf-8")
    print(f"{RELEASED.name}: {len(found)}", file=sys.stderr)


if __name__ == "__main__":
    main()
