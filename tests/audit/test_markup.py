"""The Nu HTML checker over every page and the stylesheet: no error, no warning."""

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.audit.conftest import checker

pytestmark = pytest.mark.audit

# CSS that browsers have and the checker's list of properties has not yet; each is checked by eye when it is added.
TOO_NEW = ("text-autospace", "text-spacing-trim", "paint-order")
# Warnings on the policy in the page: read from a disk no file is of the page's own origin, and JSON-LD is taken for a script.
# That no page runs into its policy is seen in Chromium (tests/browser/test_pages.py).
OF_THE_DISK = "violates Content Security Policy (meta tag)"
# The checker guesses the language of a page; the handbook's tables of keys have more Latin letters than Chinese characters.
SPARED = (OF_THE_DISK, "This document appears to be written in English")


def checked(*files: Path, css: bool = False) -> list[str]:
    """'file:line: message' of every error and warning."""
    java = shutil.which("java")
    if java is None:
        pytest.skip("the Nu HTML checker needs java, and there is none on this machine")
    jar = checker("vnu-jar/build/dist/vnu.jar")
    options = ["--css"] if css else ["--skip-non-html"]
    call = [java, "-Xss8m", "-jar", str(jar), "--format", "json", "--exit-zero-always", *options, *map(str, files)]
    answer = subprocess.run(call, capture_output=True, text=True, timeout=500, check=True)
    messages = json.loads(answer.stderr or answer.stdout)["messages"]
    return [
        f"{each.get('url', '')[-60:]}:{each.get('lastLine')}: {each['message']}"
        for each in messages
        if each["type"] != "info"
        or (each.get("subType") == "warning" and not any(x in each["message"] for x in SPARED))
    ]


def test_every_page_is_valid(demo: Path) -> None:
    assert len(list(demo.rglob("*.html"))) > 150
    assert checked(demo) == []


def test_the_stylesheet_is_valid(demo: Path) -> None:
    sheets = sorted((demo / "assets").glob("*.css"))
    assert len(sheets) == 2
    found = [line for sheet in sheets for line in checked(sheet, css=True)]
    assert [line for line in found if not any(name in line for name in TOO_NEW)] == []


def test_the_checker_finds_what_is_wrong(tmp_path: Path) -> None:
    page = tmp_path / "wrong.html"
    page.write_text("<!DOCTYPE html><html lang=zh-CN><title>x</title><p id=a><p id=a><img src=x>", "utf-8")
    assert len(checked(page)) >= 2
    sheet = tmp_path / "wrong.css"
    sheet.write_text("p { colour: red; width: 3 }", "utf-8")
    assert len(checked(sheet, css=True)) >= 1
