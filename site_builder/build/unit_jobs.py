"""What goes to a worker and comes back: the blueprint that all units share, the job of one unit, and its result."""

from datetime import date

from msgspec import Struct

from site_builder.build.state import UnitState
from site_builder.build.template_files import Templates
from site_builder.data.file_record import FileRecords
from site_builder.reader.readings import SecondReading
from site_builder.records.findings import Finding
from site_builder.records.registers import Registers
from site_builder.views.context import Context


class Blueprint(Struct, frozen=True, kw_only=True):
    """What all units of a build share.

    key       digest of the whole, so that a worker compiles templates once
    units     digest of what every unit depends on: the frame of pages, settings, this program, the templates of notices
    closures  template of a unit's page → digest of it and of all that it reaches
    frame     as `units` without templates: groups of site pages name their own
    pages     (path, title) of the pages of text
    assets    logical name → URL
    content   the content folder
    shown     how findings name the content folder: as seen from the builder's folder, not a worker's
    staging   the staging folder; None = units are only checked
    store     the folder of cards and searched texts
    organs    ids of all organs
    known     slugs of all notices
    search    whether searched texts are kept
    code      the folder of compiled templates
    """

    key: bytes
    units: bytes
    closures: dict[str, bytes]
    frame: bytes
    templates: Templates
    registers: Registers
    pages: tuple[tuple[str, str], ...]
    assets: dict[str, str]
    day: date
    drafts: bool
    content: str
    shown: str
    staging: str | None
    store: str | None
    organs: frozenset[str]
    known: frozenset[str]
    search: bool
    code: str | None


class UnitJob(Struct, frozen=True, kw_only=True):
    """One unit to make.

    title   of its page
    sources digest of its files
    key     its cache key
    facts   the same without templates
    kept    the unit of the last build, where nothing but templates has changed since
    changed templates of pages that are made again then
    before  its intact published files, so that equal ones are neither rendered nor written again
    reading what the second reader has for its rules; None = its rules do not look
    """

    slug: str
    title: str
    context: Context
    sources: bytes = b""
    key: bytes = b""
    facts: bytes = b""
    kept: UnitState | None = None
    changed: frozenset[str] = frozenset()
    before: FileRecords = {}
    reading: SecondReading | None = None


class UnitResult(Struct, frozen=True, kw_only=True):
    """What a worker gives back.

    unit    None where the notice has errors
    staged  files that wait to be published
    """

    slug: str
    findings: tuple[Finding, ...]
    unit: UnitState | None = None
    staged: tuple[str, ...] = ()
    acknowledged: int = 0
