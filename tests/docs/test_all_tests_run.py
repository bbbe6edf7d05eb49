"""Every folder of tests, and of modules with examples in their docstrings, is run by `make test`."""

from fnmatch import fnmatch

import pytest

from tests.conftest import ROOT


def test_no_folder_is_passed_over(pytestconfig: pytest.Config) -> None:
    """pytest passes over folders of some names unless it is told otherwise: `build` and `dist` among them."""
    passed_over = pytestconfig.getini("norecursedirs")
    folders = {
        file.parent.relative_to(ROOT)
        for room in pytestconfig.getini("testpaths")
        for file in (ROOT / room).rglob("*.py")
    }
    assert len(folders) > 40
    assert [
        str(each) for each in sorted(folders) for part in each.parts if any(fnmatch(part, one) for one in passed_over)
    ] == []
