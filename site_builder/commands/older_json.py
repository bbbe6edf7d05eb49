"""The JSON of a notice as an earlier release published it, read as if this one had.

Keys are only ever added (docs/contract.md), so what an earlier release did not know is absent from its JSON, and absent is null.
"""

from typing import Any

from msgspec import inspect
from msgspec.inspect import ListType, Metadata, NoneType, StructType, Type, UnionType

from site_builder.views.notice_json_types import NoticeJson


def with_later_keys(value: Any) -> Any:
    """A notice's JSON with every key that came after it, as null or an empty list. The value is changed in place.

    A key that must say something (`id`, `title`) stays missing: data without it is of no release.
    """
    _complete(value, inspect.type_info(NoticeJson))
    return value


def _complete(value: Any, kind: Type) -> None:
    match kind:
        case Metadata():
            _complete(value, kind.type)
        case UnionType():
            for each in kind.types:
                _complete(value, each)
        case ListType() if isinstance(value, list):
            for each in value:
                _complete(each, kind.item_type)
        case StructType() if isinstance(value, dict):
            for key in kind.fields:
                if key.encode_name in value:
                    _complete(value[key.encode_name], key.type)
                elif key.required:
                    _put_nothing(value, key.encode_name, key.type)


def _put_nothing(value: dict[str, Any], key: str, kind: Type) -> None:
    match kind:
        case Metadata():
            _put_nothing(value, key, kind.type)
        case ListType():
            value[key] = []
        case UnionType() if any(isinstance(each, NoneType) for each in kind.types):
            value[key] = None
