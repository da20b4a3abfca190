"""The first look into a file: is it text, of which type, what is its digest, what does it import."""

import codecs
import re
from collections.abc import Collection
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from typing import BinaryIO

from sphinx_kwindex.model.kinds import PYTHON_TYPES, FileType

HEAD = 8192
CHUNK = 1 << 20
DIGEST_SIZE = 16
MOST_CONTROLS = 1 / 32
"""Share of control characters above which what is not UTF-8 is no text in another encoding either."""

TYPES = {
    "py": FileType.PYTHON,
    "pyw": FileType.PYTHON,
    "pyi": FileType.STUB,
    "md": FileType.MARKDOWN,
    "markdown": FileType.MARKDOWN,
    "rst": FileType.RESTRUCTUREDTEXT,
    "rest": FileType.RESTRUCTUREDTEXT,
}
WIDE_BOMS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)
CONTROLS = bytes(set(range(32)) - set(b"\t\n\v\f\r\b\x1b")) + b"\x7f"
SHEBANG = re.compile(rb"#![^\n]*\bpython[\d.]*\b")


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """What the bytes of a text file say: ``imported`` are dotted names that it imports absolutely."""

    type: FileType
    size: int
    digest: str
    imported: frozenset[str]


def read_content(location: Path, wanted: re.Pattern[bytes] | None, largest: int) -> Content | None:
    """Read a file; ``None`` if it is binary.

    Args:
        location: Where the file lies.
        wanted: The pattern of import statements to look for.
        largest: Size in bytes above which no import is looked for.

    Raises:
        OSError: if it cannot be read.
    """
    with location.open("rb") as stream:
        head = stream.read(HEAD)
        type_ = type_of(location.name, head)
        if type_ not in PYTHON_TYPES and is_binary(head):
            return None
        if type_ not in PYTHON_TYPES or wanted is None:
            return _digested(head, stream, type_)
        data = head + stream.read(max(0, largest - len(head)))
        content = _digested(data, stream, type_)
    names = imported_names(data, wanted)
    return Content(type=type_, size=content.size, digest=content.digest, imported=names)


def _digested(start: bytes, rest: BinaryIO, type_: FileType) -> Content:
    digest, size = blake2b(start, digest_size=DIGEST_SIZE), len(start)
    while chunk := rest.read(CHUNK):
        digest.update(chunk)
        size += len(chunk)
    return Content(type=type_, size=size, digest=digest.hexdigest(), imported=frozenset())


def type_of(name: str, head: bytes) -> FileType:
    """How a file is read, by the end of its name, and by its first line where the name has no end."""
    stem, _dot, suffix = name.rpartition(".")
    if not stem and SHEBANG.match(head):
        return FileType.PYTHON
    return TYPES.get(suffix.lower(), FileType.TEXT) if stem else FileType.TEXT


def is_python(name: str) -> bool:
    """Whether a file is Python by its name."""
    return type_of(name, b"") in PYTHON_TYPES


def is_binary(head: bytes) -> bool:
    """Whether a file that begins with ``head`` is no text: it has NUL bytes, or is not UTF-8 and full of controls."""
    if head.startswith(WIDE_BOMS):
        return False
    if b"\0" in head:
        return True
    try:
        codecs.getincrementaldecoder("utf-8")().decode(head)
    except UnicodeDecodeError:
        return len(head) - len(head.translate(None, CONTROLS)) > len(head) * MOST_CONTROLS
    return False


def import_pattern(names: Collection[str]) -> re.Pattern[bytes] | None:
    """The pattern of statements that import from one of the top-level ``names``."""
    if not names:
        return None
    heads = b"|".join(re.escape(name).encode() for name in sorted(names))
    name = rb"[\w\x80-\xff]+"
    # It begins with a plain newline, which the regular expression engine finds fastest, and gives no blank back.
    return re.compile(
        rb"\n[ \t]*+(?:from|import)[ \t]+((?:" + heads + rb")(?:\." + name + rb")*)(?![\w\x80-\xff])"
        rb"(?:[ \t]+import[ \t]+\(?([\w\x80-\xff, \t]+))?"
    )


def imported_names(data: bytes, wanted: re.Pattern[bytes]) -> frozenset[str]:
    """The dotted names that ``data`` imports, and all their beginnings."""
    found: set[str] = set()
    for statement in set(wanted.findall(b"\n" + data.replace(b"\r", b"\n"))):
        module, names = (part.decode("utf-8", "replace") for part in statement)
        found.update(_beginnings(module))
        found.update(f"{module}.{name.split()[0]}" for name in names.split(",") if name.strip())
    return frozenset(found)


def _beginnings(dotted: str) -> list[str]:
    parts = dotted.split(".")
    return [".".join(parts[: count + 1]) for count in range(len(parts))]
