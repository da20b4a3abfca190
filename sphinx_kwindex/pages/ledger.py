"""What the generated pages were made from, kept beside their stubs, so that only what changed is composed again."""

import json
from array import array
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from typing import Any

from sphinx_kwindex.pages.stubs import write_if_changed, write_whole
from sphinx_kwindex.store import Gist, Gists

_MANIFEST = "manifest.json"
_GRAINS = "grains"


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """The pages of an earlier build.

    ``key`` is a digest of all that they depend on but the store, ``state`` that of the store, ``fingerprints`` are by
    document. ``grains`` is the digest of what each page rests on; see `read_grains`.
    """

    key: str
    state: str
    fingerprints: Mapping[str, str]
    grains: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Grains:
    """The grains that each page rests on, by document, and what was worked out for them."""

    pages: Mapping[str, Collection[int]]
    gists: Gists


def read_kept(folder: Path) -> Kept | None:
    """Return what is kept of the last build that brought its pages to an end."""
    try:
        plain = json.loads((folder / _MANIFEST).read_text(encoding="utf-8"))
        return Kept(**plain)
    except (OSError, ValueError, TypeError):
        return None


def forget_kept(folder: Path) -> None:
    """Leave nothing that could pass for whole, should the build be killed."""
    (folder / _MANIFEST).unlink(missing_ok=True)


def write_kept(folder: Path, *, key: str, state: str, fingerprints: Mapping[str, str], grains: Grains) -> None:
    """Keep what the pages were made from.

    Raises:
        PageError: where the operating system refuses.
    """
    packed = _pack(grains)
    write_whole(folder / _GRAINS, packed)
    plain = {"key": key, "state": state, "fingerprints": fingerprints, "grains": _digest(packed)}
    write_if_changed(folder / _MANIFEST, json.dumps(plain, sort_keys=True))


def read_grains(folder: Path, kept: Kept) -> Grains | None:
    """Return what the kept pages rest on, ``None`` where that is lost."""
    try:
        packed = (folder / _GRAINS).read_bytes()
    except OSError:
        return None
    return _unpack(packed) if _digest(packed) == kept.grains else None


def _pack(grains: Grains) -> bytes:
    gists = [(name, subject, gist.value) for (name, subject), gist in grains.gists.items()]
    sets = [*grains.pages.values(), *(gist.grains for gist in grains.gists.values())]
    header = json.dumps([list(grains.pages), gists, [len(one) for one in sets]])
    numbers = array("I")
    for one in sets:
        numbers.extend(one)
    return header.encode() + b"\n" + numbers.tobytes()


def _unpack(packed: bytes) -> Grains:
    header, _, rest = packed.partition(b"\n")
    docnames, gists, lengths = json.loads(header)
    sets = _cut(array("I", rest), lengths)
    return Grains(
        pages=dict(zip(docnames, sets, strict=False)),
        gists={
            (name, subject): Gist(value=_frozen(value), grains=grains)
            for (name, subject, value), grains in zip(gists, sets, strict=True)
        },
    )


def _cut(numbers: "array[int]", lengths: Iterable[int]) -> Iterator[Collection[int]]:
    start = 0
    for length in lengths:
        yield numbers[start : start + length]
        start += length


def _frozen(value: Any) -> Any:
    return tuple(map(_frozen, value)) if isinstance(value, list) else value


def _digest(packed: bytes) -> str:
    return blake2b(packed, digest_size=16).hexdigest()
