"""The source folders: ``kwindex_sources`` and the patterns that go with it."""

import os
from collections.abc import Mapping
from difflib import get_close_matches
from itertools import combinations
from pathlib import Path

from sphinx.config import Config

from sphinx_kwindex.config.checks import one_of, patterns, wrong
from sphinx_kwindex.model.settings import Root

OPTION = "kwindex_sources"
ROOT_OPTIONS = ("include", "exclude", "base", "package")

Options = Mapping[str, object]


def read_roots(config: Config, confdir: Path) -> tuple[Root, ...]:
    """The roots in the order in which they are written; there is at least one, and none lies in another.

    Relative folders belong to ``confdir``. A shell user means the working directory, which therefore goes first for
    values of the command line.
    """
    anchors = (Path.cwd(), confdir) if OPTION in config.overrides else (confdir,)
    include = patterns("kwindex_include", config.kwindex_include)
    exclude = patterns("kwindex_exclude", config.kwindex_exclude)
    roots = tuple(_root(written, own, anchors, include, exclude) for written, own in _written(config.kwindex_sources))
    for first, second in combinations(roots, 2):
        _refuse_overlap(first, second)
    return roots


def _written(value: object) -> list[tuple[str, Options]]:
    """Each folder as written, with its own options."""
    pairs = value.items() if isinstance(value, Mapping) else [(folder, None) for folder in _folders(value)]
    named = [
        (os.fspath(folder), own or {}) for folder, own in pairs if folder and isinstance(folder, str | os.PathLike)
    ]
    if not named or len(named) < len(pairs):
        raise wrong(OPTION, value, "it must name at least one source folder, such as ['../src']")
    return [(folder, _own_options(folder, own)) for folder, own in named]


def _folders(value: object) -> list[object]:
    if isinstance(value, str | os.PathLike):
        return [value]
    return list(value) if isinstance(value, list | tuple) else []


def _own_options(written: str, own: object) -> Options:
    place = f"{OPTION}[{written!r}]"
    if not isinstance(own, Mapping):
        raise wrong(place, own, "it must be a mapping of options, such as {'exclude': ['vendor/']}")
    for name in own:
        if name not in ROOT_OPTIONS:
            raise wrong(place, name, one_of(str(name), ROOT_OPTIONS))
    return own


def _root(
    written: str,
    own: Options,
    anchors: tuple[Path, ...],
    include: tuple[str, ...],
    exclude: tuple[str, ...],
) -> Root:
    folder = _existing_folder(OPTION, written, anchors)
    place = f"{OPTION}[{written!r}]"
    return Root(
        folder=folder,
        written=written,
        base=_base(f"{place}['base']", own.get("base"), folder, anchors),
        package=_package(f"{place}['package']", own.get("package")),
        include=include + patterns(f"{place}['include']", own.get("include", ())),
        exclude=exclude + patterns(f"{place}['exclude']", own.get("exclude", ())),
    )


def _existing_folder(option: str, written: str, anchors: tuple[Path, ...]) -> Path:
    """The absolute folder, with its symbolic links as written."""
    tried = [Path(os.path.normpath(anchor / written)) for anchor in anchors]
    for folder in tried:
        if folder.is_dir():
            return folder
    raise wrong(option, written, f"there is no folder {tried[0]}{_nearest(tried[0])}")


def _nearest(folder: Path) -> str:
    try:
        siblings = [sibling.name for sibling in folder.parent.iterdir() if sibling.is_dir()]
    except OSError:
        return ""
    nearest = get_close_matches(folder.name, sorted(siblings), n=1)
    return f"; did you mean {nearest[0]!r}?" if nearest else ""


def _base(option: str, value: object, folder: Path, anchors: tuple[Path, ...]) -> Path | None:
    if value is None:
        return None
    if not isinstance(value, str | os.PathLike):
        raise wrong(option, value, "it must be a folder")
    base = _existing_folder(option, os.fspath(value), anchors)
    if not folder.is_relative_to(base):
        raise wrong(option, value, f"it must be {folder} or a folder that holds it")
    return base


def _package(option: str, value: object) -> str | None:
    if value is None:
        return None
    if not isinstance(value, str) or (value and not all(part.isidentifier() for part in value.split("."))):
        raise wrong(option, value, "it must be a dotted name such as 'name.space', or '' for none")
    return value


def _refuse_overlap(first: Root, second: Root) -> None:
    inner, outer = sorted((first, second), key=lambda root: len(root.folder.resolve().parts), reverse=True)
    if inner.folder.resolve().is_relative_to(outer.folder.resolve()):
        raise wrong(
            OPTION, inner.written, f"it lies in {outer.written!r}, which is a source folder too; name one of them"
        )
    if _shown(first) == _shown(second):
        right = (
            f"its files would have the same paths as those of {first.written!r}; give one of them a 'base' of its own"
        )
        raise wrong(OPTION, second.written, right)


def _shown(root: Root) -> str:
    """The path by which the files of a root begin, as far as the folders themselves say."""
    if root.base is not None:
        return root.folder.relative_to(root.base).as_posix()
    if Path(root.written).name in {"", "..", "."}:
        return "."
    top = root.folder
    while (top / "__init__.py").exists() and (top.parent / "__init__.py").exists():
        top = top.parent
    return root.folder.relative_to(top.parent).as_posix()
