"""Templates as they are now, so that a tree can be compared with one made a minute later; and a site about to change."""

import shutil
from pathlib import Path

import pytest

from tests.conftest import TEMPLATES
from tests.faults.trial import Change


@pytest.fixture(scope="session")
def templates(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("faults") / "templates"
    shutil.copytree(TEMPLATES, folder)
    return folder


@pytest.fixture(scope="module")
def change(tmp_path_factory: pytest.TempPathFactory, templates: Path) -> Change:
    return Change(tmp_path_factory.mktemp("change"), templates)
