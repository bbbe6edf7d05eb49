"""`sheet`: the ledger of a notice as a workbook to be filled in."""

from datetime import date
from pathlib import Path

from msgspec import structs

from site_builder.build.disk import decode_sources, read_sources, shown
from site_builder.build.inputs import Options, read_inputs
from site_builder.build.state import State
from site_builder.records.findings import ContentError, Finding, SiteError, nearest
from site_builder.records.notice import read_notice
from site_builder.sheets.ledger_sheet import office_ledger
from site_builder.views.context import ContextBuilder
from site_builder.views.item_views import item_view, ledger_row
from site_builder.views.notice_views import notice_ref
from site_builder.views.presenter import Presenter


def sheet_of(content: Path, templates: Path, slug: str, day: date) -> bytes:
    """The workbook of a notice, draft or not, with what its ledger says on a day; suggestions do not count.

    Takes   templates: of the site, which a context names; slug: of the notice; day: of the ledger
    Raises  SiteError, ContentError
    """
    inputs = read_inputs(Options(content, content, templates, day, drafts=True, search=False), State())
    scan = next((each for each in inputs.scans if each.slug == slug), None)
    if scan is None:
        raise SiteError(f"没有通报 {slug}{nearest(slug, inputs.slugs)}")
    findings: list[Finding] = []
    folder = f"{shown(content)}/notices/{slug}"
    texts = decode_sources(read_sources(content, slug), folder, findings)
    notice = read_notice(slug, texts.notice, texts.ledger, folder, findings) if texts else None
    if notice is None or texts is None:
        raise ContentError(findings)
    context = structs.replace(ContextBuilder(inputs.scans, inputs.registers, True).of(scan), drafts=False)
    desk = Presenter(notice, context, texts.files, day)
    rows = [ledger_row(desk, problem, item_view(desk, problem)) for problem in notice.outline.problems]
    if not rows:
        raise SiteError(f"{slug} 的正文没有分项，写不出台账")
    return office_ledger(notice_ref(desk, scan.title), rows)
