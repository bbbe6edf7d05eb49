"""A bounded load on a host: many readers at once, each on a connection of its own, and what they were answered."""

import gzip
import http.client
import json
import random
import time
from collections import Counter
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import quote, urlsplit

READERS = 16
SECONDS = 60  # at most, of all readers
KINDS = ("page", "compressed", "again", "part", "missing")
IMMUTABLE, FRESH = "public, max-age=31536000, immutable", "no-cache"


class Load(NamedTuple):
    """`wrong`: what was not answered as it should be; `kinds`: requests by kind; times in milliseconds."""

    wrong: list[str]
    kinds: Counter[str]
    seconds: float
    median: float
    slowest: float

    @property
    def rate(self) -> float:
        return sum(self.kinds.values()) / self.seconds


def load(address: str, out: Path, requests: int, seed: int = 1) -> Load:
    """Asks for random files of a site in random ways, and compares every answer with the manifest."""
    files = json.loads((out / "manifest.json").read_text("utf-8"))["files"]
    with ThreadPoolExecutor(READERS) as pool:
        begun = time.monotonic()
        shares = [
            pool.submit(
                _reader, address, files, requests // READERS, random.Random(seed * 100 + number), begun + SECONDS
            )
            for number in range(READERS)
        ]
        told = [share.result() for share in shares]
        seconds = time.monotonic() - begun
    times = sorted(each for share in told for each in share[2])
    kinds: Counter[str] = sum((share[1] for share in told), Counter())
    return Load([w for share in told for w in share[0]], kinds, seconds, times[len(times) // 2] * 1e3, times[-1] * 1e3)


def _reader(
    address: str, files: Mapping[str, Any], number: int, chance: random.Random, until: float
) -> tuple[list[str], Counter[str], list[float]]:
    parts = urlsplit(address)
    connection = http.client.HTTPConnection(parts.hostname or "", parts.port, timeout=20)
    paths = sorted(files)
    wrong: list[str] = []
    kinds: Counter[str] = Counter()
    times: list[float] = []
    for _ in range(number):
        if time.monotonic() > until:
            break
        path, kind = chance.choice(paths), chance.choice(KINDS)
        begun = time.monotonic()
        try:
            said = _asked(connection, parts.path, path, files[path], kind, chance)
        except (OSError, http.client.HTTPException) as error:
            connection.close()
            said = f"{type(error).__name__} {error}"
        times.append(time.monotonic() - begun)
        kinds[kind] += 1
        if said:
            wrong.append(f"{kind} {path}: {said}")
    connection.close()
    return wrong, kinds, times


def _asked(
    connection: http.client.HTTPConnection,
    base: str,
    path: str,
    file: Mapping[str, Any],
    kind: str,
    chance: random.Random,
) -> str:
    """One request. Gives what is wrong with its answer; '' where nothing is."""
    url = base + quote(path.removesuffix("index.html") if chance.random() < 0.8 else path)
    if kind == "missing":
        status, headers, body = _answer(connection, f"{url.rstrip('/')}-none/")
        return "" if status == 404 and "没有找到".encode() in body else f"{status} for what is not there"
    if kind == "part":
        start = chance.randrange(file["size"]) if file["size"] else 0
        status, headers, body = _answer(connection, url, {"Range": f"bytes={start}-{start + 99}"})
        wanted = min(100, file["size"] - start)
        return "" if status == 206 and len(body) == wanted else f"{status}, {len(body)} bytes of {wanted}"
    asked = {"Accept-Encoding": "gzip"} if kind == "compressed" else {}
    status, headers, body = _answer(connection, url, asked)
    if headers.get("Content-Encoding") == "gzip":
        body = gzip.decompress(body)
    if status != 200 or sha256(body).hexdigest() != file["sha256"]:
        return f"{status}, {len(body)} bytes that are not those of the manifest"
    if headers.get("Cache-Control") not in (FRESH, IMMUTABLE, "public, max-age=86400"):
        return f"Cache-Control {headers.get('Cache-Control')}"
    if path.endswith(".html") and headers["Cache-Control"] != FRESH:
        return "a page that is kept without asking"
    if kind == "again":
        status, headers, body = _answer(connection, url, {"If-None-Match": headers["ETag"] or ""})
        return "" if (status, body) == (304, b"") else f"{status} for what has not changed"
    return ""


def _answer(
    connection: http.client.HTTPConnection, url: str, headers: Mapping[str, str] | None = None
) -> tuple[int, Any, bytes]:
    connection.request("GET", url, headers=dict(headers or {}))
    answer = connection.getresponse()
    return answer.status, answer.headers, answer.read()
