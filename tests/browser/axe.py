"""axe-core on an open page: violations as lines one can act on."""

from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

_AXE = Axe()
_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def violations(page: Page, rules: list[str] | None = None) -> list[str]:
    """'rule: what is wrong: the element' a finding.

    Takes   rules: only these of axe's rules; None for WCAG 2.2 A and AA and best practice
    """
    only: dict[str, Any] = {"type": "rule", "values": rules} if rules else {"type": "tag", "values": _TAGS}
    found = _AXE.run(page, options={"runOnly": only, "resultTypes": ["violations"]}).response["violations"]
    return [
        f"{each['id']}: {each['help']}: {node['html'][:160]} {node.get('failureSummary', '')[:200]}"
        for each in found
        for node in each["nodes"]
    ]
