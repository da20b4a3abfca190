"""A checksum beside the store, so that a byte that changed by itself is found before anybody takes it for true."""

import zlib
from contextlib import suppress
from pathlib import Path

_CHUNK = 1 << 20


def sum_path(path: Path) -> Path:
    """Where the checksum of a store is kept."""
    return path.with_name(f"{path.name}.sum")


def note_sum(path: Path) -> None:
    """Keep the checksum of a store that is whole and that nobody writes to; a store is of use without it."""
    fresh = path.with_name(f"{path.name}.sum-new")
    with suppress(OSError):
        fresh.write_text(_sum(path), encoding="ascii")
        fresh.replace(sum_path(path))


def forget_sum(path: Path) -> None:
    """Keep no checksum of a store while it changes."""
    sum_path(path).unlink(missing_ok=True)


def is_as_noted(path: Path) -> bool | None:
    """Tell whether a store is what it was when its checksum was noted; ``None`` where there is none to go by."""
    if not path.is_file() or not sum_path(path).is_file() or path.with_name(f"{path.name}-journal").is_file():
        return None
    return sum_path(path).read_text(encoding="ascii", errors="replace") == _sum(path)


def _sum(path: Path) -> str:
    value = size = 0
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            value, size = zlib.crc32(chunk, value), size + len(chunk)
    return f"{size} {value:08x}\n"
