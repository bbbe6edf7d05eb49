"""organs.yaml as commands use it: which organs are known, and a new one added at its end."""

from collections.abc import Iterator
from pathlib import Path

from site_builder.build.decoding import text_of_file
from site_builder.importing.names import core_name, organ_id
from site_builder.importing.writer import organs_entry
from site_builder.records.findings import SiteError
from site_builder.records.source import Field, Mapping, read_yaml
from site_builder.system.renaming import write_beside


class OrganRegister:
    """organs.yaml: names are looked up; new organs are appended, so that the existing text stays unchanged."""

    def __init__(self, path: Path) -> None:
        self.path = path
        document = read_yaml(text_of_file(path) or "", str(path))
        if document.findings:
            raise SiteError(f"{path} 读不出来：{document.findings[0].what}；先改正它（check 指出位置）")
        tree = document.root.value
        self.known: dict[str, str] = {}
        self.ids: set[str] = set()
        for identifier, fields in tree.items() if isinstance(tree, Mapping) else ():
            self.ids.add(identifier)
            self.known.update({core_name(name): identifier for name in _names(fields)})

    def identify(self, name: str) -> str:
        """The identifier of a known organ, else a new one that no other organ has."""
        core = core_name(name)
        if core in self.known:
            return self.known[core]
        wanted, number = organ_id(name), 2
        while wanted in self.ids:
            wanted, number = f"{organ_id(name)}-{number}", number + 1
        return wanted

    def add(self, identifier: str, name: str | None) -> str | None:
        """Adds an organ the file does not have, and says so."""
        if identifier in self.ids:
            return None
        full = name or identifier
        added = self.with_organ(identifier, full)
        self.path.parent.mkdir(parents=True, exist_ok=True)
        write_beside(self.path, added.encode())
        self.ids.add(identifier)
        self.known[core_name(full)] = identifier
        return f"organs.yaml 新增单位 {identifier}：{full}，请核对"

    def with_organ(self, identifier: str, full: str) -> str:
        """The text of the file with one organ more. Raises SiteError where it is written so that none can be added."""
        text = text_of_file(self.path) or ""
        if not self.ids:  # `{}`, `null` or nothing but comments: an empty mapping in flow style cannot be added to
            text = "".join(line for line in text.splitlines(keepends=True) if line.lstrip().startswith("#"))
        glue = "" if not text or text.endswith("\n") else "\n"
        added = text + glue + organs_entry(identifier, full, core_name(full))
        if read_yaml(added, str(self.path)).findings:
            raise SiteError(
                f"{self.path} 不是一行一个键的写法，加不进新单位；把它改成块式写法（每个编号单独一行）再导入"
            )
        return added


def _names(organ: Field) -> Iterator[str]:
    """Every name an organ has or had."""
    if not isinstance(organ.value, Mapping):
        return
    for key in ("name", "short"):
        if (field := organ.value.get(key)) and isinstance(field.value, str):
            yield field.value
    former = organ.value.get("names")
    for each in former.value if former and isinstance(former.value, list) else ():
        if isinstance(each.value, Mapping) and (field := each.value.get("name")) and isinstance(field.value, str):
            yield field.value
