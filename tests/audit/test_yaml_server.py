"""The YAML language server that editors run: on opening the folder it completes, explains and checks our files."""

import json
import shutil
import subprocess
import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from site_builder.commands.scaffold import new_notice
from site_builder.rules.key_descriptions import KEYS
from tests.audit.conftest import checker
from tests.conftest import DEMO_DAY, ROOT

pytestmark = pytest.mark.audit


class Server:
    """Speaks the language server protocol over the standard streams."""

    def __init__(self, folder: Path):
        program = checker("yaml-language-server/bin/yaml-language-server")
        self.process = subprocess.Popen(
            ["node", str(program), "--stdio"], stdin=subprocess.PIPE, stdout=subprocess.PIPE
        )
        self.number = self.version = 0
        settings = json.loads((ROOT / ".vscode" / "settings.json").read_text("utf-8"))
        self.settings = {
            "schemas": settings["yaml.schemas"],
            "schemaStore": {"enable": False},
            "completion": True,
            "hover": True,
        }
        capabilities = {"workspace": {"configuration": True}, "textDocument": {"completion": {}}}
        root = folder.as_uri()
        folders = [{"uri": root, "name": "content"}]
        self.ask("initialize", processId=None, rootUri=root, capabilities=capabilities, workspaceFolders=folders)
        self.tell("initialized")
        self.configure(self.settings)

    def configure(self, settings: dict[str, Any]) -> None:
        """Changes the settings, and waits until the server has asked for them and used them."""
        self.settings = settings
        self.tell("workspace/didChangeConfiguration", settings={"yaml": settings})
        self.until(lambda message: message.get("method") == "workspace/configuration")
        time.sleep(2)  # the server does not say when it has taken them up

    def send(self, message: dict[str, Any]) -> None:
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        assert self.process.stdin
        self.process.stdin.write(b"Content-Length: %d\r\n\r\n" % len(body) + body)
        self.process.stdin.flush()

    def read(self) -> dict[str, Any]:
        assert self.process.stdout
        length = 0
        while line := self.process.stdout.readline().strip():
            if line.lower().startswith(b"content-length:"):
                length = int(line.split(b":")[1])
        message: dict[str, Any] = json.loads(self.process.stdout.read(length))
        return message

    def tell(self, method: str, **params: Any) -> None:
        self.send({"method": method, "params": params})

    def until(self, wanted: Any) -> dict[str, Any]:
        """The first message that is wanted; what the server asks meanwhile is answered."""
        while True:
            message = self.read()
            if "method" in message and "id" in message:
                answer = None
                if message["method"] == "workspace/configuration":
                    sections = [item.get("section") for item in message["params"]["items"]]
                    answer = [self.settings if section == "yaml" else {} for section in sections]
                self.send({"id": message["id"], "result": answer})
            if wanted(message):
                return message

    def ask(self, method: str, **params: Any) -> Any:
        self.number += 1
        number = self.number
        self.send({"id": number, "method": method, "params": params})
        answer = self.until(lambda message: message.get("id") == number)
        assert "error" not in answer, answer
        return answer["result"]

    def mistakes(self, path: Path, text: str) -> list[str]:
        """What the editor underlines when the file is opened with this text."""
        self.open(path, text)
        said = self.until(partial(_diagnoses, path))
        self.close(path)
        return [each["message"] for each in said["params"]["diagnostics"]]

    def open(self, path: Path, text: str) -> None:
        self.version += 1
        document = {"uri": path.as_uri(), "languageId": "yaml", "version": self.version, "text": text}
        self.tell("textDocument/didOpen", textDocument=document)

    def close(self, path: Path) -> None:
        """The server takes back what it underlined; that is waited for, so that nobody takes it for an answer."""
        self.tell("textDocument/didClose", textDocument={"uri": path.as_uri()})
        self.until(partial(_diagnoses, path))

    def at(self, path: Path, text: str) -> tuple[dict[str, str], str]:
        """Completions by name with what they mean, and the explanation, where ⟦ stands."""
        start = text.index("⟦")
        place = {"line": text.count("\n", 0, start), "character": start - text.rfind("\n", 0, start) - 1}
        named = {"uri": path.as_uri()}
        self.open(path, text.replace("⟦", ""))
        self.until(partial(_diagnoses, path))
        items = self.ask("textDocument/completion", textDocument=named, position=place)["items"]
        hover = self.ask("textDocument/hover", textDocument=named, position=place)
        self.close(path)
        return {item["label"]: _words(item.get("documentation")) for item in items}, _words(hover and hover["contents"])


def _diagnoses(path: Path, message: dict[str, Any]) -> bool:
    return message.get("method") == "textDocument/publishDiagnostics" and message["params"]["uri"] == path.as_uri()


def _words(value: Any) -> str:
    return value["value"] if isinstance(value, dict) else value or ""


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """In a copy of the folder, as after a clone."""
    folder = tmp_path_factory.mktemp("clone")
    for name in ("content", "schemas", ".vscode"):
        shutil.copytree(ROOT / name, folder / name)
    server = Server(folder)
    server.folder = folder  # type: ignore[attr-defined]
    yield server
    server.process.kill()
    server.process.communicate()


FILES = ["content/site.yaml", "content/organs.yaml", "content/inspections.yaml", "content/themes.yaml",
         *(path.relative_to(ROOT).as_posix() for path in sorted((ROOT / "content").glob("notices/*/ledger.yaml")))]  # fmt: skip


@pytest.mark.parametrize("name", FILES)
def test_the_demonstration_is_not_complained_about(server: Server, name: str) -> None:
    path = server.folder / name  # type: ignore[attr-defined]
    assert server.mistakes(path, path.read_text("utf-8")) == []


@pytest.mark.parametrize(
    ("name", "text", "record"),
    [
        ("content/site.yaml", 'title: "甲"\n⟦', "Settings"),
        ("content/organs.yaml", 'amr:\n  name: "甲"\n  ⟦', "Organ"),
        ("content/notices/2026-amr/ledger.yaml", "p1:\n  ⟦", "Ledger"),
        ("content/notices/2026-amr/ledger.yaml", 'p1:\n  entries:\n    - quote: "甲"\n      ⟦', "Entry"),
    ],
)
def test_keys_are_completed_with_what_they_mean(server: Server, name: str, text: str, record: str) -> None:
    offered, _ = server.at(server.folder / name, text)  # type: ignore[attr-defined]
    present = {line.split(":")[0].strip(" -") for line in text.split("\n") if ":" in line}
    wanted = {key: says for key, says in KEYS[record].items() if key not in present}
    assert {key: offered.get(key, "").split("\n")[0] for key in wanted} == wanted


@pytest.mark.parametrize(
    ("name", "text", "says"),
    [
        ("content/site.yaml", "after_c⟦lose: keep\n", KEYS["Settings"]["after_close"]),
        ("content/organs.yaml", 'amr:\n  na⟦me: "甲"\n', KEYS["Organ"]["name"]),
        ("content/notices/2026-amr/ledger.yaml", 'p1:\n  entries:\n    - quo⟦te: "甲"\n', KEYS["Entry"]["quote"]),
    ],
)
def test_a_key_is_explained(server: Server, name: str, text: str, says: str) -> None:
    assert says in server.at(server.folder / name, text)[1]  # type: ignore[attr-defined]


def test_statuses_are_offered(server: Server) -> None:
    path = server.folder / "content/notices/2026-amr/ledger.yaml"  # type: ignore[attr-defined]
    offered, _ = server.at(path, "p1:\n  entries:\n    - status: ⟦")
    assert {"not-started", "ongoing", "partial", "done", "closed"} <= set(offered)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("content/organs.yaml", 'amr:\n  nmae: "甲"\n'),
        ("content/notices/2026-amr/ledger.yaml", "p1:\n  entries:\n    - status: finished\n"),
        ("content/notices/2026-amr/ledger.yaml", 'p1:\n  due:\n    - {by: "2020年", quote: "甲"}\n'),
    ],
)
def test_a_mistake_is_underlined(server: Server, name: str, text: str) -> None:
    assert server.mistakes(server.folder / name, text) != []  # type: ignore[attr-defined]


def test_the_modeline_of_a_new_ledger_finds_its_schema(server: Server) -> None:
    """Without the settings: the first line of what `new` writes is enough."""
    folder = server.folder  # type: ignore[attr-defined]
    made = new_notice(
        content=folder / "content", slug="2026-new", title="甲", kind="closure", organ=None, published=DEMO_DAY
    )
    first = (made / "ledger.yaml").read_text("utf-8").split("\n")[0]
    settings = server.settings
    server.configure({**settings, "schemas": {}})
    try:
        offered, _ = server.at(made / "ledger.yaml", f"{first}\np1:\n  ⟦")
        assert set(KEYS["Ledger"]) <= set(offered)
        assert not set(KEYS["Ledger"]) & set(server.at(made / "ledger.yaml", "p1:\n  ⟦")[0])
    finally:
        server.configure(settings)
