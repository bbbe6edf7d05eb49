"""python -m benchmarks.floor SOURCE SITE COPY: reads what a generator reads and writes what it has written, and does nothing else.

No generator can be faster that writes the same bytes in the same number of files, one after the other.
"""

import os
import sys
from pathlib import Path


def copy(source: str, site: str, target: str) -> None:
    for folder, _, names in os.walk(source):
        for name in names:
            with open(os.path.join(folder, name), "rb") as file:
                file.read()
    for folder, _, names in os.walk(site):
        own = os.path.join(target, os.path.relpath(folder, site))
        Path(own).mkdir(parents=True, exist_ok=True)
        for name in names:
            with open(os.path.join(folder, name), "rb") as file, open(os.path.join(own, name), "wb") as made:
                made.write(file.read())


if __name__ == "__main__":
    copy(*sys.argv[1:4])
