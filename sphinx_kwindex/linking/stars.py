"""What ``from module import *`` brings: the names in ``__all__``, else every name without an underscore."""

from collections.abc import Iterator
from typing import Protocol

from sphinx_kwindex.linking.modules import Modules
from sphinx_kwindex.linking.namespaces import STAR, Namespace
from sphinx_kwindex.model.facts import Exports, FileFacts, Import


class Table(Protocol):
    """What the star rule needs to know of all files."""

    modules: Modules

    def namespace(self, path: str) -> Namespace:
        """What the scopes of a file bind."""


def brings(table: Table, importer: str, star: Import, name: str) -> bool:
    """Whether a star import of the file ``importer`` brings ``name`` out of a module of the project."""
    source = table.modules.file(star.module, importer)
    waiting = [source.path] if source is not None else []
    seen: set[str] = set()
    while waiting:
        path = waiting.pop()
        if path in seen:
            continue
        seen.add(path)
        namespace = table.namespace(path)
        if lists(table, path, name):
            return True
        exports = namespace.file.exports
        if name.startswith("_") or (exports is not None and exports.complete):
            continue
        if namespace.binds("", name):
            return True
        waiting.extend(_star_sources(table, namespace))
    return False


def lists(table: Table, path: str, name: str) -> bool:
    """Whether the ``__all__`` of a file has the name, by itself or by another ``__all__`` that it takes in."""
    waiting = [path]
    seen: set[str] = set()
    while waiting:
        current = table.namespace(waiting.pop()).file
        if current.path in seen or current.exports is None:
            continue
        seen.add(current.path)
        if name in current.exports.names:
            return True
        waiting.extend(_included(table, current, current.exports))
    return False


def _star_sources(table: Table, namespace: Namespace) -> Iterator[str]:
    for star in namespace.stars:
        if isinstance(star.what, Import):
            source = table.modules.file(star.what.module, namespace.file.path)
            if source is not None:
                yield source.path


def _included(table: Table, file: FileFacts, exports: Exports) -> Iterator[str]:
    """The paths of the files whose ``__all__`` a file takes in: by an imported name, or by a full module name."""
    for include in exports.includes:
        source = table.modules.file(_module_meant(table, file, include), file.path)
        if source is not None:
            yield source.path


def _module_meant(table: Table, file: FileFacts, include: str) -> str:
    head, _, rest = include.removesuffix(".__all__").partition(".")
    for imported in file.imports:
        if imported.bound == head and not imported.within and imported.name != STAR:
            head = _module_bound(imported)
            break
    else:
        submodule = f"{file.module}.{head}"
        head = submodule if file.is_package and table.modules.file(submodule, file.path) else head
    return f"{head}.{rest}" if rest else head


def _module_bound(imported: Import) -> str:
    if imported.name == "__all__":
        return imported.module
    if imported.name is not None:
        return f"{imported.module}.{imported.name}"
    return imported.module if imported.alias else imported.module.partition(".")[0]
