#!/usr/bin/env python3
"""The hook of .pre-commit-hooks.yaml: the check of this very revision, with the libraries of requirements/run.txt by their hashes.

pre-commit would install what the wheel asks for, in whatever version and without hashes. So this script makes the environment
itself, once for each list of requirements, in the copy of the repository that pre-commit keeps. Only the standard library is used.
"""

import hashlib
import os
import shutil
import subprocess
import sys
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
REQUIREMENTS = ROOT / "requirements" / "run.txt"


def python() -> Path:
    """The interpreter of an environment that holds what the list names and nothing else; made where it is not there."""
    key = hashlib.sha256(REQUIREMENTS.read_bytes() + sys.version.encode()).hexdigest()[:16]
    folder = ROOT / ".hook" / key
    found = folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    done = folder / "complete"  # written last: an environment that was interrupted is made again
    if not done.is_file():
        shutil.rmtree(folder, ignore_errors=True)
        venv.create(folder, with_pip=True)
        install: list[str | Path] = [
            found,
            "-m",
            "pip",
            "install",
            "--quiet",
            "--disable-pip-version-check",
            "--require-hashes",
        ]
        subprocess.run([*install, "--only-binary=:all:", "-r", REQUIREMENTS], check=True, stdout=sys.stderr)
        done.touch()
    return found


def main() -> int:
    try:
        command: list[str | Path] = [python(), ROOT / "build.py", "check", *sys.argv[1:]]
    except subprocess.CalledProcessError:
        print("没有装上 requirements/run.txt 里的程序库：连不上软件源，或有文件与记录的哈希不符", file=sys.stderr)
        return 2
    return subprocess.run(command).returncode


if __name__ == "__main__":
    sys.exit(main())
