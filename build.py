#!/usr/bin/env python3
"""`python build.py` is the command line of site_builder/cli.py; where it cannot start, it says what is missing."""

import sys

if sys.version_info < (3, 11):  # noqa: UP036  an older Python that was called by hand gets this far
    sys.exit(f"要 Python 3.11 以上，这是 {sys.version.split()[0]}；换一个：make site PYTHON=python3.13")
try:
    from site_builder.cli import run
except ModuleNotFoundError as missing:
    if (missing.name or "").startswith("site_builder"):
        raise
    sys.exit(f"缺少程序库 {missing.name}：先打 make site，再打 . .venv/bin/activate")

if __name__ == "__main__":
    run()
