"""What an argument names: a file, a folder or a keyword of the index."""

import re
from dataclasses import dataclass
from enum import StrEnum

from sphinx_kwindex.model.rows import Spot
from sphinx_kwindex.pages.site import Site

_LINES = re.compile(r"#L(?P<start>\d+)(?:-L?(?P<end>\d+))?$")


class SubjectType(StrEnum):
    """What kind of thing was named."""

    FILE = "file"
    FOLDER = "folder"
    SYMBOL = "symbol"


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """A file, folder or keyword; ``path`` is that of its file for a keyword, and ``entry`` is set for that only."""

    type: SubjectType
    path: str
    entry: Spot | None = None


class UnknownSubjectError(LookupError):
    """Something is not in the index; the message names the nearest that are."""

    def __init__(self, text: str, nearest: tuple[str, ...]) -> None:
        """Say what was asked for and what is near it."""
        hint = f"; nearest: {', '.join(nearest)}" if nearest else ""
        super().__init__(f"{text!r} is not in the index{hint}")


def find_subject(text: str, site: Site, wanted: frozenset[SubjectType] = frozenset(SubjectType)) -> Subject:
    """Return what ``text`` names among what is ``wanted``; files go before folders, and these before keywords.

    Raises:
        UnknownSubjectError: where it names nothing of that.
    """
    found = (
        (SubjectType.FILE in wanted and find_file(text, site))
        or (SubjectType.FOLDER in wanted and find_folder(text, site))
        or (SubjectType.SYMBOL in wanted and find_symbol(text, site))
    )
    if not found:
        raise UnknownSubjectError(text, site.reader.nearest(text, 3))
    return found


def find_file(text: str, site: Site) -> Subject | None:
    """Return the file of a path or of a module name."""
    row = site.reader.file(text.removeprefix("./"))
    path = row.path if row else site.reader.file_of_module(text)
    return Subject(type=SubjectType.FILE, path=path) if path else None


def find_folder(text: str, site: Site) -> Subject | None:
    """Return the folder of a path, or of the dotted name of a package; ``/`` or ``.`` is the top."""
    folder = text.strip("/").removeprefix("./")
    if folder in ("", "."):
        return Subject(type=SubjectType.FOLDER, path="")
    if folder in site.reader.folders():
        return Subject(type=SubjectType.FOLDER, path=folder)
    path = site.reader.file_of_module(text)
    row = site.reader.file(path) if path else None
    if row is None or not row.is_package:
        return None
    return Subject(type=SubjectType.FOLDER, path=row.path.rpartition("/")[0])


def find_symbol(text: str, site: Site) -> Subject | None:
    """Return the keyword of a full dotted name, or of ``path:qualname``; the first of several of one name."""
    spots = site.reader.keywords_named(text)
    if not spots and ":" in text:
        path, _, qualname = text.rpartition(":")
        spots = site.reader.spots(path, qualname)
    return Subject(type=SubjectType.SYMBOL, path=spots[0].file, entry=spots[0]) if spots else None


def split_lines(text: str) -> tuple[str, tuple[int, int] | None]:
    """Split ``path#L10-L20`` into the path and the first and last line, which are the same for ``path#L10``."""
    match = _LINES.search(text)
    if match is None:
        return text, None
    first, last = sorted((int(match["start"]), int(match["end"] or match["start"])))
    return text[: match.start()], (first, last)
