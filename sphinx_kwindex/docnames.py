"""Which document a source file, its text, or a folder has, and the way back.

The name of a page follows the path, so that an address can be guessed and outlives builds. What a file system, a web
server, a shell or a builder could stumble over is spelled differently, and two paths never share a page, not even
where capitals do not count.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from hashlib import blake2b

_UNSAFE = re.compile(r"[^A-Za-z0-9._+-]+")
_DEVICES = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", re.IGNORECASE)
# Our own pages have these names, and builders write files with such endings beside the folders of the pages.
_TAKEN = re.compile(
    r"index|report|keywords(-.*)?|.*\.(source|usages|html?|xhtml|txt|xml|rst|md|fjson|pickle|doctree|kwindex)",
    re.IGNORECASE,
)
_OURS = re.compile(r"index|report|keywords(-.*)?|.*\.(source|usages)", re.IGNORECASE)
_LONGEST = 120


class Place(StrEnum):
    """What a document is about."""

    FILE = "file"
    SOURCE = "source"
    USAGES = "usages"
    FOLDER = "folder"


@dataclass(frozen=True, slots=True)
class Docnames:
    """The documents of all files and folders of one index; made by `name_documents`."""

    files: Mapping[str, str]
    prefixes: Mapping[str, str]
    places: Mapping[str, tuple[Place, str]]

    def file(self, path: str) -> str:
        """Return the document that describes a file."""
        return self.files[path]

    def source(self, path: str) -> str:
        """Return the document that shows the text of a file."""
        return self.files[path] + ".source"

    def usages(self, path: str) -> str:
        """Return the document that lists every use of what a file defines."""
        return self.files[path] + ".usages"

    def folder(self, folder: str) -> str:
        """Return the document that describes a folder; ``""`` is the top."""
        return self.prefixes[folder] + "index"

    def keywords(self, folder: str, part: str = "") -> str:
        """Return the document with the keyword index of a subtree, or with the part of it that begins so."""
        return self.prefixes[folder] + (f"keywords-{_part(part)}" if part else "keywords")

    def report(self) -> str:
        """Return the document that says what the index knows and what it does not."""
        return self.prefixes[""] + "report"

    def spelled_by_others(self) -> list[tuple[str, str]]:
        """Return the paths whose documents would have another name if other files were not there, and these names."""
        named = (*self.files.items(), *((folder, prefix.rstrip("/")) for folder, prefix in self.prefixes.items()))
        return sorted((path, name) for path, name in named if name.endswith(f"-{_digest(path)}"))

    def place(self, docname: str) -> tuple[Place, str] | None:
        """Return the kind of a document and the path of the file or folder it is about, ``None`` for any other."""
        return self.places.get(docname)


def name_documents(output: str, paths: Iterable[str], folders: Iterable[str] = ()) -> Docnames:
    """Name the documents of all files and of all folders above them, below the docname ``output``."""
    paths = sorted(paths)
    taken: set[str] = set()
    prefixes = {"": f"{output.strip('/')}/" if output.strip("/") else ""}
    for folder in sorted(_with_parents(paths, folders), key=lambda name: (name.count("/"), name)):
        prefixes[folder] = _claim(prefixes, folder, _TAKEN, taken) + "/"
    files = {path: _claim(prefixes, path, _OURS, taken) for path in paths}
    return Docnames(files=files, prefixes=prefixes, places=_places(files, prefixes))


def _places(files: Mapping[str, str], prefixes: Mapping[str, str]) -> dict[str, tuple[Place, str]]:
    places = {f"{prefix}index": (Place.FOLDER, folder) for folder, prefix in prefixes.items()}
    for path, docname in files.items():
        places[docname] = (Place.FILE, path)
        places[docname + ".source"] = (Place.SOURCE, path)
        places[docname + ".usages"] = (Place.USAGES, path)
    return places


def _with_parents(paths: Iterable[str], folders: Iterable[str]) -> set[str]:
    found: set[str] = set()
    for start in (*(path.rpartition("/")[0] for path in paths), *folders):
        folder = start
        while folder and folder not in found:
            found.add(folder)
            folder = folder.rpartition("/")[0]
    return found


def _claim(prefixes: Mapping[str, str], path: str, reserved: re.Pattern[str], taken: set[str]) -> str:
    parent, _, name = path.rpartition("/")
    safe = _safe(name, reserved)
    docname = prefixes[parent] + safe
    if docname.casefold() in taken:
        docname = f"{docname}-{_digest(path)}"
    taken.add(docname.casefold())
    return docname


@lru_cache(maxsize=8192)
def _safe(name: str, reserved: re.Pattern[str]) -> str:
    if _UNSAFE.search(name) is None and len(name) <= _LONGEST and not name.startswith(".") and not name.endswith("."):
        return f"{name}-{_digest(name)}" if reserved.fullmatch(name) or _DEVICES.fullmatch(name) else name
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    plain = _UNSAFE.sub("-", "dot" + plain if plain.startswith(".") else plain)
    if plain == "dot" + name and not plain.endswith(".") and not reserved.fullmatch(plain):
        return plain
    return f"{plain[: _LONGEST - 10].strip('.-')}-{_digest(name)}".lstrip("-")


def _part(part: str) -> str:
    plain = part.casefold()
    return plain if re.fullmatch(r"[a-z0-9_]+", plain) else _digest(plain)


def _digest(text: str) -> str:
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=4).hexdigest()
