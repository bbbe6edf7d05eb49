"""Fields → records, driven by the records' own types: what a Struct says is what a file may say.

Collects a finding for every mistake and goes on, so that one run reports them all.
"""

import re
import types
from functools import cache
from typing import Annotated, Any, Literal, TypeVar, Union, get_args, get_origin

import msgspec
from msgspec import Meta, Struct

from site_builder.records.findings import NO_FIX, Edit, Finding, Fix, nearest
from site_builder.records.meant import meant_choice, meant_key
from site_builder.records.scalars import BAD, SCALARS, Reader, replacement, wrong_value
from site_builder.records.source import Field, Mapping
from site_builder.records.vocabulary import STATUS_WORDS

T = TypeVar("T")


def convert(field: Field, kind: type[T], findings: list[Finding]) -> T | None:
    """The record in a field, or None when a required part of it is wrong (then findings say what)."""
    value = _convert(field, kind, findings)
    return None if value is BAD else value


def _convert(field: Field, kind: Any, findings: list[Finding]) -> Any:
    return _reader(kind)(field, findings)


@cache
def _reader(kind: Any) -> Reader:
    """How a value of a type is read; worked out once a type."""
    origin = get_origin(kind)
    if origin is Annotated:
        return _annotated(kind)
    if origin in (Union, types.UnionType):
        return _union(get_args(kind))
    if origin is Literal:
        return _choice(get_args(kind))
    if origin is tuple:
        return _sequence(get_args(kind)[0])
    if origin is dict:
        return _mapping(get_args(kind)[1])
    if isinstance(kind, type) and issubclass(kind, Struct):
        return _record(kind)
    return SCALARS[kind]


def _annotated(kind: Any) -> Reader:
    base, *extras = get_args(kind)
    read = _reader(base)
    hint = next(str(m.description) for m in extras if isinstance(m, Meta))
    pattern = next((re.compile(m.pattern) for m in extras if isinstance(m, Meta) and m.pattern), None)
    if pattern is None:
        return read

    def matched(field: Field, findings: list[Finding]) -> Any:
        value = read(field, findings)
        if value is not BAD and not pattern.match(value):
            findings.append(
                Finding(at=field.at, code="R004", what=f"{value!r} 不是这里的写法", why=hint, mend="照着改正")
            )
            return BAD
        return value

    return matched


def _union(options: tuple[Any, ...]) -> Reader:
    readers = [(option, _reader(option)) for option in options if option is not type(None)]
    nullable = type(None) in options

    def union(field: Field, findings: list[Finding]) -> Any:
        if field.value is None and nullable:
            return None
        if len(readers) == 1:
            return readers[0][1](field, findings)
        wants_record = isinstance(field.value, Mapping)
        read = next(read for option, read in readers if wants_record == issubclass(option, Struct))
        return read(field, findings)

    return union


def _choice(options: tuple[str, ...]) -> Reader:
    words = STATUS_WORDS if "not-started" in options else {}

    def choice(field: Field, findings: list[Finding]) -> Any:
        if field.value in options:
            return field.value
        if isinstance(field.value, str) and field.value in words:
            return words[field.value]
        if not isinstance(field.value, str):
            return wrong_value(field, "以下之一：" + "、".join(options), findings)
        why = f"可以是 {'、'.join(options)}{nearest(field.value, options)}"
        meant = meant_choice(field.value, options, words)
        findings.append(
            Finding(
                at=field.at,
                code="R004",
                what=f"{field.value!r} 不是这里的选项",
                why=why,
                mend=f"改成 {meant}" if meant else "改成上面列出的一个",
                fix=replacement(field, meant),
            )
        )
        return BAD

    return choice


def _sequence(kind: Any) -> Reader:
    read = _reader(kind)

    def sequence(field: Field, findings: list[Finding]) -> Any:
        if field.value is None:
            return ()
        if not isinstance(field.value, list):
            return wrong_value(field, "一个列表（每行以 - 开头）", findings)
        values = [read(each, findings) for each in field.value]
        return BAD if any(value is BAD for value in values) else tuple(values)

    return sequence


def _mapping(kind: Any) -> Reader:
    read = _reader(kind)

    def mapping(field: Field, findings: list[Finding]) -> Any:
        if field.value is None:
            return {}
        if not isinstance(field.value, Mapping):
            return wrong_value(field, "一组键", findings)
        values = {key: read(each, findings) for key, each in field.value.items()}
        return {key: value for key, value in values.items() if value is not BAD}

    return mapping


def _record(kind: type[Struct]) -> Reader:
    infos = {info.encode_name: info for info in msgspec.structs.fields(kind)}
    required = [key for key, info in infos.items() if info.required]
    readers: dict[str, Reader] = {}

    def record(field: Field, findings: list[Finding]) -> Any:
        if not readers:  # on first use: records may refer to themselves
            readers.update({key: _reader(info.type) for key, info in infos.items()})
        if not isinstance(field.value, Mapping):
            return wrong_value(field, "一组键：" + "、".join(infos), findings)
        given, values, sound = field.value, {}, True
        meant_keys: set[str] = set()
        for key, each in given.items():
            if key not in infos:
                meant = meant_key(key, infos, given)
                if meant and not _reads(readers[meant], each):
                    meant = ""  # it is no slip of the hand but a key that belongs elsewhere
                meant_keys.add(meant)
                why = f"这里可以有 {'、'.join(infos)}{nearest(key, infos)}"
                findings.append(
                    Finding(
                        at=given.keys_at[key],
                        code="R002",
                        what=f"不认识的键 {key}",
                        why=why,
                        mend=f"改成 {meant}" if meant else "改正键名，或删去这一行",
                        fix=_key_instead(given, key, meant),
                    )
                )
                continue
            if each.value is None and not infos[key].required and not _nullable(infos[key].type):
                continue
            value = readers[key](each, findings)
            sound = sound and value is not BAD
            values[infos[key].name] = value
        for key in required:
            if key not in given and key in meant_keys:
                sound = False  # it is there, and its name has its finding
            elif key not in given:
                findings.append(
                    Finding(at=field.at, code="R001", what=f"缺少必填的 {key}", why="", mend=f"补上一行 {key}: …")
                )
                sound = False
        return kind(**values) if sound else BAD

    return record


def _reads(read: Reader, field: Field) -> bool:
    """Whether a value can be read so."""
    found: list[Finding] = []
    return read(field, found) is not BAD and not found


def _key_instead(given: Mapping, key: str, meant: str) -> Fix:
    at = given.keys_at[key]
    return Fix(edits=(Edit(line=at.line, column=at.column, length=at.length, text=meant),)) if meant else NO_FIX


def _nullable(kind: Any) -> bool:
    return get_origin(kind) in (Union, types.UnionType) and type(None) in get_args(kind)
