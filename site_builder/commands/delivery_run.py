"""The commands that prove a site and hand it over: `verify`, `sign`, `archive`, `report`."""

from datetime import date
from pathlib import Path
from typing import Any

from site_builder.commands.console import guarded
from site_builder.commands.terminal import say


def run_verify(
    target: str, day: date, jobs: int, privacy: bool, signers: Path | None = None, roots: Path | None = None
) -> int:
    """`verify`: compares a copy of the site with its manifest.

    Takes   target: URL or folder; jobs: requests at a time; privacy: also look for personal data in every file
            signers, roots: who may sign and stamp; None = what lies beside the folder
    Gives   the exit status
    """
    from site_builder.commands.privacy_check import privacy_of
    from site_builder.commands.signature_check import given_trust
    from site_builder.commands.verifying import verify

    def work() -> int:
        trust = given_trust(signers, roots, target)
        return verify(target, day, inspect=privacy_of(target) if privacy else None, jobs=jobs, trust=trust)

    return guarded(work)


def run_sign(out: Path, key: Path, content: Path, day: date, timestamp: bool) -> int:
    """`sign`: signs the manifest of a site. Takes   timestamp: whether a time stamp is requested from the server in site.yaml"""
    from site_builder.commands.signing import server_of, sign

    return guarded(lambda: sign(out, key, server_of(content) if timestamp else None, day))


def run_archive(site: Path, content: Path, target: Path | None, since: str | None, key: Path | None) -> int:
    """`archive`: packs the site. Takes   target: the file; since: a revision; key: signs the archive"""
    from site_builder.commands.archiving import archive

    return guarded(lambda: archive(site, content, target, since, key))


def run_report(content: Path, templates: Path, day: date, out: Path | None, form: str, **options: Any) -> int:
    """`report`: prints the report, or writes it. Takes   form: markdown or json; options: site, month, archive"""
    from site_builder.commands.reporting import self_report
    from site_builder.proof.report_text import report_markdown, self_report_json

    def work() -> int:
        told = self_report(content=content, templates=templates, day=day, **options)
        text = self_report_json(told) if form == "json" else report_markdown(told)
        if out is None:
            print(text, end="")
        else:
            out.write_text(text, "utf-8", newline="\n")
            say(f"{out}")
        return 0

    return guarded(work)
