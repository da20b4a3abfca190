"""The walk through one root: which files there are, without reading them."""

import os
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path

from sphinx_kwindex.discovery.ignoring import NEVER, Filter, Layers, filter_of, layer_of, layers_above, repository_of
from sphinx_kwindex.model.kinds import ProblemKind
from sphinx_kwindex.model.settings import Root


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A file that no pattern leaves out; ``inside`` is its path relative to the root, as the file system has it."""

    location: Path
    inside: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Trouble:
    """A problem at a place whose shown path is not known yet."""

    kind: ProblemKind
    inside: str
    message: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Grounds:
    """What the walk keeps to: nothing outside ``roots`` (real paths), nothing in ``avoided`` (real paths)."""

    filter: Filter
    gitignore: bool
    real: str
    roots: Collection[str]
    avoided: Collection[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Folder:
    location: str
    inside: str
    layers: Layers


def walk(
    root: Root, *, gitignore: bool, roots: Collection[Path], avoided: Collection[Path]
) -> Iterator[Found | Trouble]:
    """Every file under ``root`` that is not left out, folder by folder.

    Symbolic links are not followed: one that leads to another file or folder under the roots would show it twice,
    one that leads elsewhere is a problem, as is one that leads nowhere or back to where it stands.
    """
    real = os.path.realpath(root.folder)
    grounds = _Grounds(
        filter=filter_of(root),
        gitignore=gitignore,
        real=real,
        roots={os.path.realpath(folder) for folder in roots},
        avoided={os.path.realpath(folder) for folder in avoided},
    )
    above = layers_above(root.folder, repository_of(root.folder)) if gitignore else ()
    waiting = [_Folder(location=str(root.folder), inside="", layers=above)]
    while waiting:
        yield from _enter(waiting.pop(), grounds, waiting)


def _enter(folder: _Folder, grounds: _Grounds, waiting: list[_Folder]) -> Iterator[Found | Trouble]:
    """Yield the files of one folder and put its folders on the list of those that wait."""
    try:
        with os.scandir(folder.location) as entries:
            listed = sorted(entries, key=lambda entry: entry.name)
    except OSError as error:
        yield Trouble(
            kind=ProblemKind.UNREADABLE, inside=folder.inside, message=f"the folder cannot be read: {error.strerror}"
        )
        return
    names = {entry.name for entry in listed}
    layers = folder.layers
    if grounds.gitignore and ".gitignore" in names:
        layers += layer_of(Path(folder.location, ".gitignore"), below=len(folder.inside))
    if folder.inside and "pyvenv.cfg" in names and not _is_wanted(folder.inside, grounds):
        return
    for entry in listed:
        yield from _look_at(entry, folder.inside + entry.name, layers, grounds, waiting)


def _is_wanted(path: str, grounds: _Grounds) -> bool:
    """Whether the user takes in what is commonly left out."""
    return grounds.filter.exclude.check_file(path).include is False


def _look_at(
    entry: os.DirEntry[str], inside: str, layers: Layers, grounds: _Grounds, waiting: list[_Folder]
) -> Iterator[Found | Trouble]:
    is_folder = entry.is_dir(follow_symlinks=False)
    path = inside + "/" if is_folder else inside
    if entry.name in NEVER or grounds.filter.leaves_out(path, layers):
        return
    if entry.is_symlink():
        yield from _trouble_of_link(entry.path, inside, grounds.roots)
    elif is_folder:
        if f"{grounds.real.rstrip('/')}/{inside}" not in grounds.avoided:
            waiting.append(_Folder(location=entry.path, inside=path, layers=layers))
    elif entry.is_file(follow_symlinks=False):
        yield Found(location=Path(entry.path), inside=inside)


def _trouble_of_link(location: str, inside: str, roots: Collection[str]) -> Iterator[Trouble]:
    try:
        target = os.path.realpath(location, strict=True)
    except OSError as error:
        message = f"the symbolic link leads nowhere: {error.strerror}"
        yield Trouble(kind=ProblemKind.OUTSIDE, inside=inside, message=message)
        return
    if not any(_holds(root, target) for root in roots):
        message = "the symbolic link leads out of the source folders; it was not followed"
        yield Trouble(kind=ProblemKind.OUTSIDE, inside=inside, message=message)
    elif _holds(target, os.path.realpath(Path(location).parent)):
        message = "the symbolic link leads back to a folder that holds it; it was not followed"
        yield Trouble(kind=ProblemKind.OUTSIDE, inside=inside, message=message)


def _holds(folder: str, path: str) -> bool:
    return path == folder or path.startswith(folder.rstrip(os.sep) + os.sep)
