"""Pictures of the demonstration for the README: docs/screenshots/{home,notice,problem}.png.

Usage: python tools/screenshots.py [DAY]   (make screenshots)

Drawn by the system's Chromium from a build in a temporary folder, with the clock at noon of the day.
"""

import shutil
import sys
import tempfile
import threading
from datetime import date
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from playwright.sync_api import sync_playwright

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from site_builder.build.inputs import Options  # noqa: E402
from site_builder.build.pipeline import build  # noqa: E402

SHOTS = {"home": "", "notice": "notices/2026-amr/", "problem": "notices/2026-amr/p1/"}
WIDTH, HEIGHT, SCALE = 1280, 800, 0.7  # CSS pixels, and dots of the picture to each
MOST = 150 * 1024  # bytes a picture
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FLAGS = "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking"


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Quiet."""


def main(day: str = "2026-11-20") -> None:
    folder = ROOT / "docs" / "screenshots"
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as made:
        out = Path(made) / "public"
        build(Options(ROOT / "content", out, ROOT / "templates", date.fromisoformat(day), jobs=1, search=False))
        server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(out)))
        threading.Thread(target=server.serve_forever, daemon=True).start()
        pictures = taken(f"http://127.0.0.1:{server.server_address[1]}/", f"{day}T12:00:00+08:00")
        server.shutdown()
    for name, picture in pictures.items():
        if len(picture) > MOST:
            raise SystemExit(f"{name}.png has {len(picture)} bytes, more than {MOST}")
        (folder / f"{name}.png").write_bytes(picture)
        print(f"docs/screenshots/{name}.png  {len(picture) / 1024:.0f} KB")


def taken(address: str, moment: str) -> dict[str, bytes]:
    """PNG by name."""
    with sync_playwright() as playwright:
        path = next((found for name in BROWSERS if (found := shutil.which(name))), None)
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS.split())
        page = browser.new_page(
            viewport={"width": WIDTH, "height": HEIGHT}, device_scale_factor=SCALE, color_scheme="light"
        )
        page.clock.set_fixed_time(moment)
        shots = {}
        for name, url in SHOTS.items():
            page.goto(address + url)
            shots[name] = page.screenshot()
        browser.close()
    return shots


if __name__ == "__main__":
    main(*sys.argv[1:])
