"""The linter: a notice, or the site's other files → editorial findings; and the manual of all rules.

A rule is a function whose docstring is its manual page. Errors of parsing (YAML, types, markup of the text) are found by
records/ and only documented here.

checked(case)           every finding of one notice, sorted, without acknowledged warnings; and how many were acknowledged
check_notice(case)      those findings alone
check_site(...)         every finding of the site's other files, sorted
until_published(...)    those of them that stop a publication, but no preview
previewed(...)          all of them as a preview has them
presentable(...)        findings and source lines ready for printing
manual(code)            a rule's page, for `python build.py rules CODE`
manual_page()           all pages: docs/rules.md
CODES                   code → first line of its page
"""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence

from msgspec import structs

from site_builder.records.findings import Finding, in_one_line
from site_builder.records.registers import Registers
from site_builder.records.source import read_yaml
from site_builder.rules.acknowledged import Settled, settled
from site_builder.rules.folder import folder_findings
from site_builder.rules.personal import redacted
from site_builder.rules.registry import FIRST_RULES, NOTICE_RULES, RULES, SITE_RULES
from site_builder.rules.rule import FAMILIES, SECOND, Case, SiteCase
from site_builder.rules.settings import UNTIL_PUBLISHED
from site_builder.rules.yaml_words import explained

__all__ = [
    "CODES",
    "Case",
    "check_notice",
    "check_site",
    "checked",
    "folder_findings",
    "manual",
    "manual_page",
    "presentable",
    "previewed",
    "until_published",
]

CODES: dict[str, str] = {code: rule.title for code, rule in RULES.items()}
_SEVERITY = {"error": "错误", "warning": "提醒"}


def checked(case: Case) -> Settled:
    """The findings of all rules in one notice, sorted by place; warnings that an editor acknowledged are only counted."""
    rules = NOTICE_RULES if case.read_twice else FIRST_RULES
    findings = [finding for rule in rules for finding in rule.findings(case)]
    found = settled(case.notice, findings, unread="" if case.read_twice else SECOND)
    return Settled(_without_data(sorted(found.findings)), found.acknowledged)


def check_notice(case: Case) -> list[Finding]:
    return checked(case).findings


def check_site(
    registers: Registers,
    texts: Mapping[str, str],
    folder: str,
    slugs: Iterable[str],
    pages: Mapping[str, str],
    items: Mapping[str, Collection[str]] | None = None,
    wording: Mapping[str, str] | None = None,
) -> list[Finding]:
    """The findings of the site's rules, sorted by place.

    Takes   texts: site.yaml, organs.yaml … by name; pages: name of pages/<name>.md → its text
            items: slug → ids of its items and targets, for checking links to them
                    wording: name of a word list → its text
    """
    trees = {name: read_yaml(text, f"{folder}/{name}").root for name, text in texts.items() if name.endswith(".yaml")}
    known = {slug: frozenset(items[slug]) if items and slug in items else None for slug in slugs}
    case = SiteCase(registers=registers, folder=folder, trees=trees, slugs=known, pages=pages, wording=wording or {})
    return _without_data(sorted(finding for rule in SITE_RULES for finding in rule.findings(case)))


def until_published(registers: Registers, texts: Mapping[str, str], folder: str) -> list[Finding]:
    """What the site still lacks to be published. Takes   as `check_site`"""
    found = check_site(registers=registers, texts=texts, folder=folder, slugs=(), pages={})
    return [each for each in found if each.code in UNTIL_PUBLISHED]


def previewed(findings: Iterable[Finding]) -> list[Finding]:
    """Findings as a preview has them: what only a site that is published must have is a warning, and says so."""
    return [
        structs.replace(each.softened(), why=f"{each.why}；预览照常，公开的网站在补上以前不会生成")
        if each.code in UNTIL_PUBLISHED
        else each
        for each in findings
    ]


def presentable(
    findings: Iterable[Finding], lines: Mapping[str, Sequence[str]]
) -> tuple[list[Finding], dict[str, list[str]]]:
    """Findings and source lines ready for printing: reworded for editors, with personal data masked in place.

    Takes   lines: source lines by path; paths may be missing
    """
    printable = sorted(_without_data(explained(findings, lines)))
    shown = {path: list(own) for path, own in lines.items()}
    for place in {(finding.at.path, finding.at.line) for finding in printable}:
        own = shown.get(place[0], [])
        if 0 < place[1] <= len(own):
            own[place[1] - 1] = redacted(own[place[1] - 1])
    return printable, shown


def _without_data(findings: Iterable[Finding]) -> list[Finding]:
    return [
        structs.replace(each, what=in_one_line(redacted(each.what)), why=redacted(each.why), mend=redacted(each.mend))
        for each in findings
    ]


def manual(code: str) -> str:
    """The manual page of one rule. Raises KeyError for an unknown code."""
    rule = RULES[code]
    return f"{rule.code} {rule.title}（{_SEVERITY[rule.severity]}）{rule.manual[len(rule.title) :]}\n"


def manual_page() -> str:
    """The content of docs/rules.md: all rules, grouped by family."""
    parts = [
        "# 检查规则",
        (
            "`python build.py check` 按下列规则检查全部内容。**错误**不改正就不能发布；**提醒**有可能误报，核对即可，"
            "`check --strict` 时提醒也算错误。草稿的错误在不带 `--drafts` 时只作提醒。编号永不改变，也永不另作他用。"
        ),
        (
            '核对过、确实没有错的提醒，可以在文件头或事项的台账里写 `acknowledged: [{code: "W004", at: "window.closes", why: "原文如此"}]`：'
            "它只放过一处的一条提醒，并且计数；没有遇到提醒的，本身是一条提醒（R020）。错误不能这样放过。"
        ),
        "本页由规则自身的说明生成：`python build.py rules` 看目录，`python build.py rules B001` 看一条。",
    ]
    for family, name in FAMILIES.items():
        own = [rule for rule in RULES.values() if rule.code[0] == family]
        if own:
            parts.append(f"## {family} {name}")
            parts.extend(
                f"### {rule.code} {rule.title}\n\n*{_SEVERITY[rule.severity]}*{_body(rule.manual)}" for rule in own
            )
    return "\n\n".join(parts) + "\n"


def _body(page: str) -> str:
    """A page without its title, as Markdown: indented examples become code, and < and * are escaped."""
    out: list[str] = []
    for line in page.partition("\n")[2].strip("\n").split("\n"):
        example = line.startswith("    ")
        if example != (out.count("```yaml") > out.count("```")):
            out.extend(["", "```yaml"] if example else ["```", ""])
        out.append(line[4:] if example else re.sub(r"([<>*])", r"\\\1", line))
    if out.count("```yaml") > out.count("```"):
        out.append("```")
    body = "\n".join(out).strip("\n")
    return f"\n\n{body}" if body else ""
