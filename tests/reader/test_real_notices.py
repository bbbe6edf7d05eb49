"""The five real documents, imported and read a second time: no false alarm. They lie beside the project and are no part of it."""

import pytest

from site_builder.importing.names import organ_id
from site_builder.importing.writer import ledger_file, notice_file
from tests.acceptance.test_import_real import NOTICES, imported
from tests.conftest import SITE
from tests.rules.space import findings_of

pytestmark = pytest.mark.skipif(not NOTICES.is_dir(), reason="the real documents of ../shared/notices are not here")


def content() -> dict[str, str]:
    """A content folder of all of them, with their organs."""
    texts, organs = {"site.yaml": SITE}, {}
    for path in sorted(NOTICES.glob("*.txt")):
        draft = imported(path.read_bytes(), path.name)
        folder = f"notices/n{path.name[:3]}"
        if draft.organ_name:
            organs[organ_id(draft.organ_name)] = draft.organ_name
            draft = draft.with_organ(organ_id(draft.organ_name))
        texts[f"{folder}/notice.md"] = notice_file(draft.head, draft.blocks)
        texts[f"{folder}/ledger.yaml"] = ledger_file(draft.suggested.ledgers)
    texts["organs.yaml"] = "".join(f'{key}:\n  name: "{name}"\n' for key, name in organs.items())
    return texts


def test_no_false_alarm() -> None:
    texts = content()
    assert sum(name.endswith("notice.md") for name in texts) == 5
    assert texts["organs.yaml"].count("name:") >= 3
    assert [(f.code, f.at, f.what) for f in findings_of(texts) if f.code[0] in "ES"] == []


def test_what_is_planted_in_them_is_found() -> None:
    """The same texts with a fault in each: a copied measure, a wrong word, a place of elsewhere."""
    texts = content()
    first, second = texts["notices/n000/notice.md"], texts["notices/n002/notice.md"]
    measure = max((line for line in first.split("\n") if line.startswith("- ")), key=len).removeprefix("- ")
    other = max((line for line in second.split("\n") if line.startswith("- ")), key=len)
    texts["notices/n002/notice.md"] = second.replace(other, f"{other}{measure[:120]}")
    texts["notices/n004/notice.md"] = texts["notices/n004/notice.md"].replace("整改", "布署", 1)
    found = [(f.at.path.split("/")[2], f.code) for f in findings_of(texts) if f.code[0] == "E"]
    assert ("n004", "E001") in found
    assert [slug for slug, code in found if code == "E010"] in (["n000"], ["n002"])
