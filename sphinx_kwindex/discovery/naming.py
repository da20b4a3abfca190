"""By which name a file is imported, and by which path it is shown.

Folders with ``__init__.py`` are packages. A folder without one is a package as well where it lies in a package, and
where the project's own imports spell it so (a namespace package, or a part of a package unpacked without its top);
every other folder is an import root, as ``src``, ``scripts`` or the top of a repository is.
"""

import sys
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from sphinx_kwindex.model.settings import Root

INITS = ("__init__.py", "__init__.pyi")
PROJECT_TOPS = (".git", "pyproject.toml", "setup.py", "setup.cfg")
STUBS_SUFFIX = "-stubs"

Dotted = tuple[str, ...]
Children = Mapping[Path, Collection[str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """What folders are judged by.

    ``imported`` are the dotted names that the project's files import absolutely, with all their beginnings;
    ``packages`` the names of folders with an ``__init__`` that lie in no other such; ``children`` the names inside
    each folder that holds Python files somewhere below.
    """

    imported: Collection[str]
    packages: Collection[str]
    children: Children

    def shows(self, package: Dotted, folder: Path) -> bool:
        """Whether something inside ``folder`` is imported as a part of ``package``."""
        return any(".".join((*package, child)) in self.imported for child in self.children.get(folder, ()))


class Names:
    """The dotted names of the folders of one root."""

    def __init__(self, root: Root, evidence: Evidence) -> None:
        self._root = root.folder
        self._evidence = evidence
        package = (
            self._above(root.folder) if root.package is None else tuple(root.package.split(".") if root.package else ())
        )
        self._known: dict[Path, Dotted] = {root.folder: package}
        self.base = root.base or _base_of(root, package)

    def package_of(self, folder: Path) -> Dotted:
        """The dotted name of ``folder``, empty for an import root."""
        if folder not in self._known:
            self._known[folder] = self._below(folder, self.package_of(folder.parent))
        return self._known[folder]

    def module_of(self, location: Path) -> str | None:
        """The dotted name by which the file is imported, ``None`` for what cannot be imported."""
        if location.suffix not in {".py", ".pyi"}:
            return None
        package = self.package_of(location.parent)
        if location.stem == "__init__":
            return self._unless_stdlib(package, location.parent.parent)
        # No statement can spell a name like `0001_initial`, but importlib finds it in its package.
        if not f"{'_' if package else ''}{location.stem}".isidentifier():
            return None
        return self._unless_stdlib((*package, location.stem), location.parent)

    def _unless_stdlib(self, module: Dotted, holder: Path) -> str | None:
        """A script deep in the tree that is called ``random`` does not take the name from the standard library."""
        if not module:
            return None
        if module[0] in sys.stdlib_module_names:
            import_root = (holder, *holder.parents)[len(module) - 1]
            if import_root != self._root and import_root.is_relative_to(self._root):
                return None
        return ".".join(module)

    def _below(self, folder: Path, parent: Dotted) -> Dotted:
        name = folder.name
        if is_regular(folder) and not self._is_mere_top(folder):
            name = name.removesuffix(STUBS_SUFFIX)
            return (*parent, name) if name.isidentifier() else ()
        if not name.isidentifier() or is_project_top(folder):
            return ()
        if parent:
            return (*parent, name)
        return (name,) if name not in self._evidence.packages and self._evidence.shows((name,), folder) else ()

    def _above(self, folder: Path) -> Dotted:
        """The name of the root itself: the packages it lies in, and those above them that imports speak of."""
        package: Dotted = ()
        while is_regular(folder) and folder.name.isidentifier() and not self._is_mere_top(folder):
            package = (folder.name, *package)
            folder = folder.parent
        return self._by_imports(folder, package)

    def _by_imports(self, folder: Path, package: Dotted) -> Dotted:
        """The longest name for which imports speak, up from ``folder``, which has no ``__init__``."""
        chain, longest = package, package
        for parent in (folder, *folder.parents):
            if not parent.name.isidentifier() or parent.name in self._evidence.packages or is_project_top(parent):
                break
            chain = (parent.name, *chain)
            if ".".join(chain) in self._evidence.imported if package else self._evidence.shows(chain, folder):
                longest = chain
        return longest

    def _is_mere_top(self, folder: Path) -> bool:
        """Whether the top of a project has an ``__init__`` to no purpose: imports begin with what lies in it."""
        return is_project_top(folder) and self._evidence.shows((), folder)


def is_regular(folder: Path) -> bool:
    """Whether ``folder`` has an ``__init__`` module."""
    return any((folder / init).is_file() for init in INITS)


def is_project_top(folder: Path) -> bool:
    """Whether ``folder`` is the top of a repository or distribution: no package, even if imports bear its name."""
    return any((folder / mark).exists() for mark in PROJECT_TOPS)


def children_of(locations: Iterable[Path]) -> dict[Path, set[str]]:
    """The names inside each folder that holds one of the Python files, those above the roots included."""
    children: dict[Path, set[str]] = {}
    for location in locations:
        child, name = location, location.stem
        while (folder := child.parent) != child and name not in (inside := children.setdefault(folder, set())):
            inside.add(name)
            child, name = folder, folder.name
    return children


def telling_names(children: Children) -> set[str]:
    """The names with which imports that tell anything of the folders begin."""
    names: set[str] = set()
    for folder, inside in children.items():
        if not is_regular(folder):
            names.add(folder.name)
        elif is_project_top(folder):
            names.update(inside)
    return {name for name in names if name.isidentifier()}


def package_names(children: Children) -> set[str]:
    """The names of the outermost packages."""
    return {folder.name for folder in children if is_regular(folder) and not is_regular(folder.parent)}


def _base_of(root: Root, package: Dotted) -> Path:
    """The folder that paths are relative to: what holds the outermost package, or the root itself if written so.

    A root written ``..`` is the top of a checkout, whose name is nobody's business.
    """
    if Path(root.written).name in {"", ".."}:
        return root.folder
    ups = len(package) if root.folder.parts[-len(package) :] == package else 1
    return (root.folder, *root.folder.parents)[min(max(ups, 1), len(root.folder.parents))]
