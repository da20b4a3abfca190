"""Half characters, which an escape in a string can name and no encoding can write."""

import re
from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar

_ESCAPED = re.compile(r"\\(?:u|U0000)[dD][89a-fA-F]")

T = TypeVar("T")


def without_surrogates(facts: T, text: str) -> T:
    """Return the facts with U+FFFD for each half of a character; only a text with such an escape can have any."""
    return _clean(facts) if _ESCAPED.search(text) else facts


def _clean(value: Any) -> Any:
    if isinstance(value, str):
        clean = value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
        return value if clean == value else clean
    if isinstance(value, tuple):
        return tuple(_clean(item) for item in value)
    if is_dataclass(value) and not isinstance(value, type):
        return replace(value, **{field.name: _clean(getattr(value, field.name)) for field in fields(value)})
    return value
