"""Which files have to be linked again after a change: those that can come out differently, and hardly more."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from sphinx_kwindex.model.kinds import MARKUP_TYPES, PYTHON_TYPES
from sphinx_kwindex.store import Store, StoredFile

Files = Mapping[str, StoredFile]


def files_to_link(before: Files, after: Files, store: Store, unseen: Collection[str] = ()) -> list[str]:
    """The paths of the files whose links can be different, sorted.

    That is who changed; who imports a module that is new or gone; and who depends on the interface of a file that is
    another one now, or of one of those importers; unless nobody can have seen the difference, as in those ``unseen``.
    Documents name what they like, so they depend on every interface.
    """
    analysed = {path for path, file in after.items() if path not in before or before[path].key != file.key}
    if not before:
        return sorted(analysed)
    shown = {path for path in before.keys() | after.keys() if _interface(before, path) != _interface(after, path)}
    modules = _Modules.between(before, after)
    shown |= {path for path, file in (*before.items(), *after.items()) if file.module in modules.files}
    documents = _documents(after) if any(_is_python(files, path) for files in (before, after) for path in shown) else ()
    shown -= set(unseen) - {path for path in unseen if after[path].module in modules.files}
    if modules.names:
        shown |= {path for path, module, name in store.import_names() if modules.touch(module, name)}
    return sorted((analysed | shown | store.reaching(shown) | set(documents)) & after.keys())


@dataclass(frozen=True, slots=True, kw_only=True)
class _Modules:
    """The module names whose meaning a change can alter.

    Imports of ``names``, or of anything in them, can mean something else. So can attributes of ``files``: modules
    that are or were there, and packages whose submodules come and go.
    """

    names: frozenset[str]
    files: frozenset[str]

    @classmethod
    def between(cls, before: Files, after: Files) -> "_Modules":
        """Compare the modules of two states."""
        changed = {module for _, module, *_ in _headers(before) ^ _headers(after) if module}
        lasting = _names(before) & _names(after)
        filed = {file.module for file in after.values()}
        parts, around = set(), set()
        for name in changed:
            outer = next((outer for outer in _outer(name) if outer in lasting), "")
            parts.add(".".join(name.split(".")[: outer.count(".") + 2 if outer else 1]))
            around.add(outer)
        # A namespace package has no file that anybody could depend on, so its importers stand for it.
        names = parts | {outer for outer in around if outer not in filed} - {""}
        return cls(names=frozenset(names), files=frozenset((changed | parts | around) - {""}))

    def touch(self, module: str, name: str | None) -> bool:
        """Whether an import of this module, or of this name out of it, can mean something else."""
        imported = f"{module}.{name}" if name else module
        return imported in self.names or any(outer in self.names for outer in _outer(imported))


def _headers(files: Files) -> set[tuple[str, str | None, str, bool]]:
    return {(file.path, file.module, file.type, file.is_package) for file in files.values()}


def _names(files: Files) -> set[str]:
    modules = {file.module for file in files.values() if file.module}
    return modules | {outer for module in modules for outer in _outer(module)}


def _outer(name: str) -> Iterator[str]:
    """The packages around a module, innermost first."""
    parts = name.split(".")
    return (".".join(parts[:length]) for length in range(len(parts) - 1, 0, -1))


def _documents(files: Files) -> Iterator[str]:
    return (path for path, file in files.items() if file.type in MARKUP_TYPES)


def _is_python(files: Files, path: str) -> bool:
    return path in files and files[path].type in PYTHON_TYPES


def _interface(files: Files, path: str) -> str | None:
    return files[path].interface if path in files else None
