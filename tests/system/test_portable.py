"""What Windows takes otherwise than Linux, looked for in the whole program: modules, functions, line ends, encodings, paths."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import ROOT, some
from tests.system.test_crippled import CRIPPLED

PACKAGE = ROOT / "site_builder"
POSIX_MODULES = {"fcntl", "resource", "pwd", "grp", "termios", "tty", "pty", "posix", "syslog"}
POSIX_NAMES = {
    "fork", "killpg", "setsid", "getuid", "geteuid", "getgid", "mkfifo", "mknod", "chown", "fchmod", "sched_getaffinity", "uname",
    "statvfs", "sysconf", "sendfile", "O_NOFOLLOW", "O_DIRECTORY", "O_NONBLOCK", "SIGKILL", "SIGHUP", "SIGALRM", "SIGUSR1", "SIGCHLD",
    "register_at_fork",
}  # fmt: skip
# Each stands behind a question whether the system has it.
ASKED_FOR = {
    ("proof/wacz.py", "open for text without newline"),  # a member of a zip, which is bytes
    ("build/code_cache.py", "geteuid"),
    ("build/executors.py", "sched_getaffinity"),
    ("build/locking.py", "SIGKILL"),
    ("build/locking.py", "register_at_fork"),
    ("system/processes.py", "killpg"),
    ("system/processes.py", "SIGKILL"),
}


def test_every_module_is_imported_without_them(tmp_path: Path) -> None:
    code = (
        "import importlib, pkgutil, site_builder\n"
        "for each in pkgutil.walk_packages(site_builder.__path__, 'site_builder.'):\n"
        "    if not each.name.startswith(('site_builder.cluster', 'site_builder.__main__')): importlib.import_module(each.name)\n"
    )
    subprocess.run([sys.executable, "-c", code], env=CRIPPLED, check=True, cwd=tmp_path)


def foreign(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """(line, what) of everything in a module that Windows lacks or takes otherwise."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id in ("os", "signal"):
            if node.attr in POSIX_NAMES:
                yield node.lineno, node.attr
        elif isinstance(node, ast.Import | ast.ImportFrom):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else [node.module or ""]
            yield from ((node.lineno, name) for name in names if name in POSIX_MODULES)
        elif isinstance(node, ast.Call):
            yield from ((node.lineno, what) for what in of_call(node))


def of_call(call: ast.Call) -> Iterator[str]:
    name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
    given = {keyword.arg for keyword in call.keywords}
    if name == "write_text" and "newline" not in given:
        yield "write_text without newline: Windows writes \\r\\n"
    if name == "read_text" and "encoding" not in given and not call.args:
        yield "read_text without encoding: Windows takes the code page"
    if name in ("run", "Popen", "check_output") and given & {"text", "universal_newlines"} and "encoding" not in given:
        yield "a process read as text without encoding"
    modes = [each.value for each in call.args[:2] if isinstance(each, ast.Constant) and isinstance(each.value, str)]
    if name == "open" and any(mode in ("w", "a", "x", "r+", "w+") for mode in modes) and "newline" not in given:
        yield "open for text without newline"
    if name == "str" and any("relative_to" in ast.dump(argument) for argument in call.args):
        yield "str(relative_to): backslashes on Windows; as_posix()"
    said = ast.dump(call) if name == "open" else ""
    opens = said.startswith("Call(func=Attribute(value=Name(id='os'") and "O_WRONLY" in said and "O_CREAT" in said
    if opens and "_AS_IT_IS" not in said:
        yield "os.open for writing without O_BINARY"


def test_nothing_that_windows_takes_otherwise() -> None:
    found = []
    for path in some(sorted(PACKAGE.rglob("*.py"))):
        short = path.relative_to(PACKAGE).as_posix()
        for line, what in foreign(ast.parse(path.read_text("utf-8"))):
            guarded = what in POSIX_MODULES and short in ("system/file_lock.py", "system/memory.py")
            if not guarded and (short, what) not in ASKED_FOR:
                found.append(f"{short}:{line} {what}")
    assert found == []


@pytest.mark.parametrize(
    "line",
    [
        "import fcntl", "from resource import getrusage", "os.fork()", "signal.SIGKILL", "p.write_text(x, 'utf-8')", "p.read_text()",
        "subprocess.run(c, text=True)", "open(p, 'w', encoding='utf-8')", "str(p.relative_to(q))", "os.open(p, os.O_WRONLY | os.O_CREAT)",
    ],
)  # fmt: skip
def test_the_search_finds_each(line: str) -> None:
    assert len(list(foreign(ast.parse(line)))) == 1
