"""Which file an import statement means: module names to files, and whose a module is that is not ours."""

import sys
from collections.abc import Iterable
from typing import Protocol

from sphinx_kwindex.linking.link import Link
from sphinx_kwindex.model.kinds import Confidence, FileType, TargetKind


class Header(Protocol):
    """What of a file says which module it is: its facts, or less."""

    @property
    def path(self) -> str:
        """Its identity."""

    @property
    def module(self) -> str | None:
        """The name it is imported by."""

    @property
    def type(self) -> FileType:
        """Whether it is a stub."""

    @property
    def is_package(self) -> bool:
        """Whether it is an ``__init__`` file."""


class Modules:
    """The modules of the project by name.

    Several files can bear one name: a module and its stub, a package and a module, scripts in different folders. The
    module goes before the stub and the package before the module, as the interpreter has it; of scripts, the one that
    lies beside the importing file.
    """

    def __init__(self, files: Iterable[Header]) -> None:
        self._files: dict[str, list[Header]] = {}
        self._namespaces: set[str] = set()
        self._roots: dict[str, str] = {}
        self._seen_by_all: dict[str, bool] = {}
        for file in sorted(files, key=_precedence):
            if file.module is not None:
                self._files.setdefault(file.module, []).append(file)
                self._namespaces.update(_prefixes(file.module))
            self._roots[file.path] = import_root(file)

    def file(self, name: str, importer: str | None = None) -> Header | None:
        """The file of the module ``name``, as the file ``importer`` would get it."""
        candidates = self._candidates(name, importer)
        return candidates[0] if candidates else None

    def stub(self, name: str, importer: str | None = None) -> Header | None:
        """The stub of the module ``name``."""
        stubs = (file for file in self._candidates(name, importer) if file.type is FileType.STUB)
        return next(stubs, None)

    def knows(self, name: str, importer: str | None = None) -> bool:
        """Whether the module ``name`` is a file of the project or a folder of such files."""
        return self.file(name, importer) is not None or name in self._namespaces

    def outside(self, name: str, importer: str | None = None) -> Link | None:
        """Whose the module ``name`` is that no file of the project bears; ``None`` where nobody knows."""
        if name.startswith(".") or any(self.file(part, importer) for part in (name, *_prefixes(name))):
            return None
        if name.partition(".")[0] in sys.stdlib_module_names:
            kind = TargetKind.STDLIB
        else:
            kind = TargetKind.PROJECT if name in self._namespaces else TargetKind.THIRD_PARTY
        return Link(kind=kind, name=name, target=None, confidence=Confidence.EXACT)

    def is_doubtful(self, name: str, importer: str | None = None) -> bool:
        """Whether several files bear the module ``name``, or one it lies in; a module and its stub count as one."""
        return any(
            sum(file.type is not FileType.STUB for file in self._candidates(part, importer)) > 1
            for part in (name, *_prefixes(name))
        )

    def point_of_view(self, name: str, importer: str | None) -> str | None:
        """The import root of ``importer`` where what ``name`` means depends on it."""
        if importer is None:
            return None
        if name not in self._seen_by_all:
            self._seen_by_all[name] = not any(self._is_relative(part) for part in (name, *_prefixes(name)))
        return None if self._seen_by_all[name] else self._roots[importer]

    def _is_relative(self, name: str) -> bool:
        """Whether files in different import roots mean different things by the module name."""
        candidates = self._files.get(name, [])
        return len(candidates) > 1 or bool(candidates and name.partition(".")[0] in sys.stdlib_module_names)

    def _candidates(self, name: str, importer: str | None) -> list[Header]:
        candidates = self._files.get(name, [])
        if importer is None or not candidates:
            return candidates
        standard = name.partition(".")[0] in sys.stdlib_module_names
        if not standard and len(candidates) == 1:
            return candidates
        root = self._roots[importer]
        beside = [file for file in candidates if self._roots[file.path] == root]
        # A script called `calendar.py` is the standard module to all but the scripts beside it.
        return beside if standard else beside or candidates


def import_root(file: Header) -> str:
    """The folder that is on ``sys.path`` when the file is imported by its module name, or run as a script."""
    depth = (len(file.module.split(".")) if file.module else 1) + file.is_package
    return "/".join(file.path.split("/")[:-depth])


def _precedence(file: Header) -> tuple[bool, bool, str]:
    return file.type is FileType.STUB, not file.is_package, file.path


def _prefixes(name: str) -> Iterable[str]:
    parts = name.split(".")
    return (".".join(parts[:length]) for length in range(1, len(parts)))
