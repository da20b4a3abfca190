"""Stubs that stand in the source folder, for whoever wants to see and commit them.

Every stub bears a mark in its first line. A file without it is not ours, and is neither changed nor removed.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from sphinx_kwindex.model.facts import Problem
from sphinx_kwindex.model.kinds import ProblemKind
from sphinx_kwindex.pages.stubs import delete, write_if_changed

_MARK = "Made by sphinx-kwindex, which changes and removes this file."
_LIST = ".kwindex-files"
_LIST_HEAD = "# Made by sphinx-kwindex, which changes and removes the files listed here.\n"


@dataclass(frozen=True, slots=True, kw_only=True)
class FilesMode:
    """Where stubs stand as files.

    ``source`` is the source folder of the documents, ``output`` the docname of our folder in it, ``suffix`` that of
    the files, ``markdown`` whether they are MyST, and ``suffixes`` all by which Sphinx knows documents.
    """

    source: Path
    output: str
    suffix: str
    markdown: bool
    suffixes: tuple[str, ...]

    @property
    def folder(self) -> Path:
        """The folder that holds our files."""
        return self.source / self.output


def write_files(mode: FilesMode, fingerprints: Mapping[str, str]) -> tuple[Problem, ...]:
    """Make our files in the source folder be the stubs of these documents; tell which places are taken."""
    free, taken = _sort_out(mode, fingerprints)
    names = {docname: docname + mode.suffix for docname in free}
    listed = _listed(mode)
    # Both are listed while files come and go, so that a killed build leaves nothing that a later one would not know.
    _write_list(mode, listed | set(names.values()))
    for name in listed - set(names.values()):
        _remove(mode, name)
    for docname, name in names.items():
        write_if_changed(mode.source / name, _text(mode, fingerprints[docname]))
    _write_list(mode, set(names.values()))
    return tuple(_problem(path) for path in taken)


def remove_files(mode: FilesMode) -> None:
    """Remove our files from the source folder, and our folder if nothing else is in it."""
    if not (mode.folder / _LIST).is_file():
        return
    for name in _listed(mode):
        _remove(mode, name)
    delete(mode.folder / _LIST, mode.source)


def _sort_out(mode: FilesMode, docnames: Iterable[str]) -> tuple[list[str], list[str]]:
    free: list[str] = []
    taken: list[str] = []
    for docname in sorted(docnames):
        others = [name for suffix in mode.suffixes if not _is_free(mode.source / (name := docname + suffix))]
        taken += others
        free += [] if others else [docname]
    return free, taken


def _is_free(path: Path) -> bool:
    return not path.exists() or _is_ours(path)


def _is_ours(path: Path) -> bool:
    try:
        with path.open(encoding="utf-8") as file:
            return _MARK in file.readline()
    except (OSError, UnicodeDecodeError):
        return False


def _listed(mode: FilesMode) -> set[str]:
    try:
        lines = (mode.folder / _LIST).read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        return set()
    return {line for line in lines if line.startswith(f"{mode.output}/") and ".." not in line.split("/")}


def _write_list(mode: FilesMode, names: Iterable[str]) -> None:
    write_if_changed(mode.folder / _LIST, _LIST_HEAD + "".join(f"{name}\n" for name in sorted(names)))


def _remove(mode: FilesMode, name: str) -> None:
    if _is_ours(mode.source / name):
        delete(mode.source / name, mode.folder)


def _text(mode: FilesMode, fingerprint: str) -> str:
    if mode.markdown:
        return f"% {_MARK}\n\n```{{kwindex-page}}\n:fingerprint: {fingerprint}\n```\n"
    return f".. {_MARK}\n\n.. kwindex-page::\n   :fingerprint: {fingerprint}\n"


def _problem(path: str) -> Problem:
    return Problem(
        kind=ProblemKind.PAGE,
        file=path,
        line=None,
        message="a file that is not ours stands where a generated page belongs; it stays, and the page is left out",
    )
