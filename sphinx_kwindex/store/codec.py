"""Frozen values ↔ JSON by position: what to write is read off the types, once for each type.

A list per value and no names keeps the text small. JSON and not pickle: reading a store that somebody else made must
not run anything.
"""

import json
import types
import typing
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from enum import StrEnum
from functools import cache
from operator import attrgetter
from typing import Any

Convert = Callable[[Any], Any]
_DECODER = json.JSONDecoder()
_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), check_circular=False)


def dumps(kind: Any, value: Any) -> str:
    """The JSON of ``value``, which is of the type ``kind``."""
    encode = encoder(kind)
    plain = value if encode is None else encode(value)
    return _ENCODER.encode(plain)


def plain_dumps(value: Any) -> str:
    """The JSON of a value that has nothing but JSON in it."""
    return _ENCODER.encode(value)


def loads(kind: Any, text: str | bytes) -> Any:
    """The value of the type ``kind`` that ``text`` stands for.

    Raises:
        ValueError: the text is no JSON, or not of this type.
    """
    return convert(kind, _parsed(text))


def plain_loads(text: str) -> Any:
    """What `plain_dumps` was given.

    Raises:
        ValueError: the text is no JSON.
    """
    return _parsed(text)


def _parsed(text: str | bytes) -> Any:
    # What this module writes has no blanks around it, and json.loads takes longer to look for them than to read.
    text = text if isinstance(text, str) else text.decode()
    plain, end = _DECODER.raw_decode(text)
    if end != len(text):
        message = "not stored JSON"
        raise ValueError(message)
    return plain


def convert(kind: Any, plain: Any) -> Any:
    """The value of the type ``kind`` that the parsed JSON ``plain`` stands for.

    Raises:
        ValueError: it is not of this type.
    """
    decode = decoder(kind)
    try:
        return plain if decode is None else decode(plain)
    except (TypeError, KeyError, AttributeError) as error:
        message = f"not a stored {getattr(kind, '__name__', kind)}"
        raise ValueError(message) from error


@cache
def encoder(kind: Any) -> Convert | None:
    """What makes plain lists of values of this type; ``None`` where JSON takes them as they are."""
    if is_dataclass(kind):
        return _dataclass_encoder(kind)
    item, optional = _parts(kind)
    encode = encoder(item) if item is not None else None
    if encode is None:
        return None
    if optional:
        return lambda value: None if value is None else encode(value)
    return lambda values: [encode(value) for value in values]


@cache
def decoder(kind: Any) -> Convert | None:
    """What makes values of this type of plain lists; ``None`` where JSON gives them as they are."""
    if is_dataclass(kind):
        return _dataclass_decoder(kind)
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        return {member.value: member for member in kind}.__getitem__
    if typing.get_origin(kind) is tuple and not _is_sequence(kind):
        return _record_decoder(typing.get_args(kind))
    item, optional = _parts(kind)
    if item is None:
        return None
    decode = decoder(item)
    if optional:
        return None if decode is None else lambda plain: None if plain is None else decode(plain)
    return tuple if decode is None else lambda plain: tuple(map(decode, plain))


def shape(kind: Any) -> str:
    """What the JSON of this type looks like, in words; another text means that what is stored cannot be read."""
    if is_dataclass(kind):
        names = [entry.name for entry in fields(kind)]
        inner = zip(names, _hints(kind, names), strict=True)
        return f"{{{', '.join(f'{name}: {shape(hint)}' for name, hint in inner)}}}"
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        return "|".join(kind)
    parts = typing.get_args(kind)
    return f"({', '.join(map(shape, parts))})" if parts else getattr(kind, "__name__", str(kind))


def _dataclass_encoder(kind: Any) -> Convert:
    names = [field.name for field in fields(kind)]
    encoders = [encoder(hint) for hint in _hints(kind, names)]
    if len(names) == 1:
        return lambda value: [encoders[0](getattr(value, names[0])) if encoders[0] else getattr(value, names[0])]
    get = attrgetter(*names)
    converted = [(index, encode) for index, encode in enumerate(encoders) if encode is not None]
    if not converted:
        return get

    def encode_fields(value: Any) -> list[Any]:
        plain = list(get(value))
        for index, encode in converted:
            plain[index] = encode(plain[index])
        return plain

    return encode_fields


def _dataclass_decoder(kind: Any) -> Convert:
    names = [field.name for field in fields(kind)]
    decoders = [decoder(hint) for hint in _hints(kind, names)]
    converted = [(index, decode) for index, decode in enumerate(decoders) if decode is not None]
    # A frozen class sets its slots by name in its initialiser, which takes longer than all the rest.
    slots = [getattr(kind, name).__set__ for name in names]

    def decode_fields(plain: list[Any]) -> Any:
        for index, decode in converted:
            plain[index] = decode(plain[index])
        value = object.__new__(kind)
        for put, part in zip(slots, plain, strict=True):
            put(value, part)
        return value

    return decode_fields


def _record_decoder(kinds: tuple[Any, ...]) -> Convert:
    """A decoder for ``tuple[str, int]`` and the like."""
    decoders = [decoder(kind) for kind in kinds]
    if not any(decoders):
        return tuple
    return lambda plain: tuple(
        value if decode is None else decode(value) for decode, value in zip(decoders, plain, strict=True)
    )


def _parts(kind: Any) -> tuple[Any, bool]:
    """The type of the items of a ``tuple[X, ...]`` or of the value of ``X | None``, and which of the two it is."""
    if isinstance(kind, types.UnionType):
        inner = [part for part in typing.get_args(kind) if part is not types.NoneType]
        return inner[0], True
    return (typing.get_args(kind)[0], False) if _is_sequence(kind) else (None, False)


def _is_sequence(kind: Any) -> bool:
    return typing.get_origin(kind) is tuple and typing.get_args(kind)[1:] == (Ellipsis,)


def _hints(kind: Any, names: list[str]) -> list[Any]:
    hints = typing.get_type_hints(kind)
    return [hints[name] for name in names]


def field(kind: Any, name: str, text: str) -> Any:
    """One field of the dataclass ``kind`` out of the JSON of a whole value.

    Raises:
        ValueError: the text is no JSON, or not of this type.
    """
    names = [entry.name for entry in fields(kind)]
    index = names.index(name)
    return convert(_hints(kind, names)[index], json.loads(text)[index])
