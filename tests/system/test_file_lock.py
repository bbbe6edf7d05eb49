"""The lock of a system without flock: one holder at a time, in any process, and free as soon as it is killed."""

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from site_builder.system import file_lock
from site_builder.system.file_lock import LockedError, held
from tests.conftest import ROOT

HOLDER = """
import sys, time
from pathlib import Path
from site_builder.system import file_lock
file_lock.LOCKED_BY_SYSTEM = {system}
with file_lock.held(Path(sys.argv[1])):
    print("held", flush=True)
    time.sleep(60)
"""


@pytest.mark.parametrize("system", [True, False])
def test_one_holder_in_all_processes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, system: bool) -> None:
    monkeypatch.setattr(file_lock, "LOCKED_BY_SYSTEM", system)
    path = tmp_path / "lock"
    with subprocess.Popen(
        [sys.executable, "-c", HOLDER.format(system=system), str(path)], cwd=ROOT, stdout=subprocess.PIPE
    ) as holder:
        assert holder.stdout and holder.stdout.readline() == b"held\n"
        with pytest.raises(LockedError), held(path):
            pass
        holder.send_signal(signal.SIGKILL)
        holder.wait()
        with held(path), pytest.raises(LockedError), held(path):
            pass
    with held(path):
        pass
