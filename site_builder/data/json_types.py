"""What the published JSON of the whole site holds, as types, and the JSON Schemas of all published JSON.

Keys are never removed; new ones may come, so a reader must not mind keys it does not know.

Source  docs/contract.md, JSON
"""

from collections.abc import Iterator
from datetime import date
from typing import Annotated, Any

import msgspec
from msgspec import Meta, Struct

from site_builder.data.dictionary import row_schema
from site_builder.data.tables import ITEMS
from site_builder.records.encoding import indented_json
from site_builder.records.partial_dates import PartialDate, Timestamp
from site_builder.records.vocabulary import Kind, Mark, Status, WindowState
from site_builder.unit.annotations import QuotationJson
from site_builder.views.notice_json_types import NoticeJson, Sha256

DIALECT = "https://json-schema.org/draft/2020-12/schema"


class SiteJson(Struct, kw_only=True):
    """全站总数。唯一写明生成日期的文件。"""

    day: Annotated[date, Meta(description="生成的日子 (day of the build)")]
    updated: Annotated[str | None, Meta(description="最近一次内容变化的日子 (last change of substance)")]
    notices: int
    problems: int
    measures: int
    entries: int
    organs: int
    targets: int
    by_status: dict[Status, int]
    by_mark: dict[Mark, int]
    by_kind: dict[Kind, int]
    by_window: dict[WindowState, int]


class ManifestFile(Struct):
    sha256: Sha256
    size: int


class ManifestJson(Struct, kw_only=True):
    """网站的全部文件和校验值。"""

    generator: str
    drafts: Annotated[bool, Meta(description="true 为预览，不是正式发布 (a preview)")]
    next_change: Annotated[date | None, Meta(description="最迟在这一天须重新生成 (must be built again on this day)")]
    notices: Annotated[dict[str, Sha256], Meta(description="各通报全文的 SHA-256 (hash of each text)")]
    withdrawn: list[str]
    files: dict[str, ManifestFile]


def json_schemas(origin: str, folder: str, exports: bool) -> Iterator[tuple[str, bytes]]:
    """(name, schema) of every kind of published JSON.

    Takes   origin: scheme and host of the site
            folder: rooted URL of /data/schemas/
            exports: whether the site-wide exports are published
    """
    kinds: list[tuple[str, type[Struct]]] = [("notice", NoticeJson), ("site", SiteJson), ("manifest", ManifestJson)]
    for name, kind in kinds:
        yield f"{name}.json", _written(origin, folder, name, schema_of(kind))
    if exports:
        yield "problems.json", _written(origin, folder, "problems", row_schema(ITEMS))
        yield "quotations.json", _written(origin, folder, "quotations", schema_of(QuotationJson))


def _written(origin: str, folder: str, name: str, schema: dict[str, Any]) -> bytes:
    value = {"$schema": DIALECT, "$id": f"{origin}{folder}{name}.json", **schema}
    return indented_json(value)


def schema_of(kind: type[Struct]) -> dict[str, Any]:
    """JSON Schema of a published type. It allows keys that it does not name: new ones may come."""
    schema = msgspec.json.schema(kind, schema_hook=_text_schema)
    opened: dict[str, Any] = _opened(schema)
    return opened


def _text_schema(kind: type) -> dict[str, Any]:
    if kind is PartialDate:
        return {"type": "string", "pattern": r"^\d{4}(-\d{2}(-\d{2})?)?$"}
    if kind is Timestamp:
        return {"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}([ T]\d{2}:\d{2}(:\d{2})?)?$"}
    raise NotImplementedError


def _opened(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _opened(each) for key, each in value.items() if key != "additionalProperties" or each is not False}
    return [_opened(each) for each in value] if isinstance(value, list) else value
