"""What highlighting gave, kept by what it was made from.

A page is written anew when a link of it moves, for another builder, or for another theme; its text is the same.
"""

import json
import os
import zlib
from collections.abc import Iterable
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path
from tempfile import mkstemp

import pygments

from sphinx_kwindex.source_view.highlighting import Highlighted, highlight, lexer_for

# Raised when what is kept changes its form.
_FORM = 1


def highlight_once(path: str, text: str, digest: str, folder: Path) -> Highlighted:
    """Return the tokens of a text, from ``folder`` if they are there; ``digest`` is that of the text."""
    lexer = type(lexer_for(path, len(text))).__name__
    key = f"{_FORM} {pygments.__version__} {lexer} {digest}"
    place = folder / _name(path)
    found = _read(place, key)
    if found is None:
        found = highlight(path, text)
        _write(place, key, found)
    return found


def forget_others(folder: Path, paths: Iterable[str]) -> None:
    """Delete from ``folder`` what belongs to none of ``paths``."""
    if folder.is_dir():
        known = {_name(path) for path in paths}
        for place in folder.iterdir():
            if place.name not in known:
                place.unlink(missing_ok=True)


def _name(path: str) -> str:
    return blake2b(path.encode("utf-8", "surrogatepass"), digest_size=12).hexdigest()


def _read(place: Path, key: str) -> Highlighted | None:
    try:
        stored, language, tokens = json.loads(zlib.decompress(place.read_bytes()))
    except (OSError, ValueError, TypeError, zlib.error):
        return None
    # The names of classes are written as they are, so nothing else may pass for one.
    safe = stored == key and all(css == "" or css.isalnum() for css in tokens[::2])
    return Highlighted(language, tokens) if safe else None


def _write(place: Path, key: str, found: Highlighted) -> None:
    content = zlib.compress(json.dumps([key, found.language, found.tokens]).encode(), 1)
    # What cannot be kept is made again; several processes may write one file, each of them whole.
    with suppress(OSError):
        place.parent.mkdir(parents=True, exist_ok=True)
        handle, name = mkstemp(dir=place.parent)
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        Path(name).replace(place)
