"""The symbol table: every name of the project, and where it leads.

It never asks the interpreter and never loads a module; it follows what the files' facts say, as the interpreter would
have left the names after import.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Self

from sphinx_kwindex.linking.link import Link
from sphinx_kwindex.linking.modules import Header, Modules
from sphinx_kwindex.linking.namespaces import STAR, Namespace
from sphinx_kwindex.linking.steps import START, ModuleStep, Step, Trail, asked, dotted, fullname, project_link
from sphinx_kwindex.linking.walk import Walk
from sphinx_kwindex.model.facts import FileFacts, Keyword
from sphinx_kwindex.model.kinds import CLASS_KINDS, FileType, TargetKind
from sphinx_kwindex.model.links import Target


class SymbolTable:
    """Answers where names lead.

    Every answer is a tuple of links: empty where nobody knows, more than one where the name is ambiguous. An answer
    depends on the question and on the facts alone, never on what was asked before. ``files`` is every file by path and
    need not hold them all in memory; ``headers`` say which modules there are, and ``classes`` which Python files define
    a class of a qualname.
    """

    def __init__(
        self, headers: Iterable[Header], files: Mapping[str, FileFacts], classes: Callable[[str], Iterable[str]]
    ) -> None:
        self.modules = Modules(headers)
        self._files = files
        self._classes = classes
        self._namespaces: dict[str, Namespace] = {}
        self._definitions: dict[tuple[str, str], tuple[Link, ...]] = {}
        self._attributes: dict[tuple[str, str, bool], tuple[tuple[Link, ...], frozenset[str]]] = {}
        self._modules: dict[tuple[str, str | None], tuple[Link, ...]] = {}
        self._reach: set[str] = set()

    @classmethod
    def of(cls, files: Iterable[FileFacts]) -> Self:
        """The table of files that are all at hand."""
        by_path = {file.path: file for file in files}
        classes: dict[str, list[str]] = {}
        for path, file in sorted(by_path.items()):
            for name in {keyword.qualname for keyword in file.keywords if keyword.kind in CLASS_KINDS}:
                if file.type is FileType.PYTHON:
                    classes.setdefault(name, []).append(path)
        return cls(by_path.values(), by_path, lambda name: classes.get(name, ()))

    @contextmanager
    def watched(self) -> Iterator[set[str]]:
        """Collect the paths of all files that answers depend on, inside; see ``link_file``."""
        outer, self._reach = self._reach, set()
        try:
            yield self._reach
        finally:
            outer |= self._reach
            self._reach = outer

    def facts(self, path: str) -> FileFacts:
        """The facts of a file."""
        self._reach.add(path)
        return self._files[path]

    def namespace(self, path: str) -> Namespace:
        """What the scopes of a file bind."""
        self._reach.add(path)
        namespace = self._namespaces.get(path)
        if namespace is None:
            namespace = self._namespaces[path] = Namespace(self._files[path])
        return namespace

    def classes_named(self, name: str) -> tuple[str, ...]:
        """The paths of the Python files that define a class of this name, sorted."""
        return tuple(self._classes(name))

    def keywords(self, target: Target) -> Sequence[Keyword]:
        """The definitions that a target stands for: several where a name is defined on several branches."""
        return self.namespace(target.file).keywords(target.qualname)

    def members(self, target: Target, name: str) -> Sequence[Keyword]:
        """The definitions of ``name`` in the body of the class ``target`` itself, inherited ones left aside."""
        return self.namespace(target.file).keywords(f"{target.qualname}.{name}")

    def definition(self, path: str, qualname: str) -> tuple[Link, ...]:
        """The link to what a file defines under this very qualname, if it does."""
        key = path, qualname
        links = self._definitions.get(key)
        if links is None:
            namespace = self.namespace(path)
            name, target = fullname(namespace.file, qualname), Target(file=path, qualname=qualname)
            links = (project_link(name, target, START),) if namespace.keywords(qualname) else ()
            self._definitions[key] = links
        self._reach.add(path)
        return links

    def resolve_module(self, module: str, importer: str | None = None) -> tuple[Link, ...]:
        """Where the module of this full name leads, as the file ``importer`` would import it."""
        key = module, self.modules.point_of_view(module, importer)
        links = self._modules.get(key)
        if links is None:
            links = self._modules[key] = Walk(self).run([ModuleStep(module, importer)])
        return links

    def resolve_attribute(self, path: str, name: str, *, aliases: bool = True) -> tuple[Link, ...]:
        """Where the attribute ``name`` of the module of file ``path`` leads after import.

        Without ``aliases``, here and beside, ``Other = Client`` is a definition of its own.
        """
        key = path, name, aliases
        if key not in self._attributes:
            walk = Walk(self, aliases=aliases)
            with self.watched() as reach:
                found = walk.run([Step(path, "", name)])
            self._attributes[key] = found, frozenset(reach)
            if not walk.met_alias:
                self._attributes[path, name, not aliases] = self._attributes[key]
        links, known_reach = self._attributes[key]
        self._reach |= known_reach
        return links

    def resolve_import(self, path: str, index: int, *, aliases: bool = True) -> tuple[Link, ...]:
        """Where import number ``index`` of a file leads; a star and ``import a.b`` lead to the whole module."""
        imported = self.facts(path).imports[index]
        if imported.name is None or imported.name == STAR:
            return self.resolve_module(imported.module, path)
        file = self.modules.file(imported.module, path)
        if file is None:
            return self.resolve_module(f"{imported.module}.{imported.name}", path)
        if file.path == path:
            return Walk(self, aliases=aliases).run([asked(imported, path, imported.name)])
        return self.resolve_attribute(file.path, imported.name, aliases=aliases)

    def resolve_bound(self, path: str, index: int, *, aliases: bool = True) -> tuple[Link, ...]:
        """Where the name leads that import number ``index`` binds: ``a`` for ``import a.b``, else as the import."""
        imported = self.facts(path).imports[index]
        if imported.name is None and not imported.alias:
            return self.resolve_module(imported.module.partition(".")[0], path)
        return self.resolve_import(path, index, aliases=aliases)

    def resolve_dotted(self, path: str, name: str, within: str = "", *, aliases: bool = True) -> tuple[Link, ...]:
        """Where a dotted name leads that is written in the body of ``within`` (a qualname) of a file."""
        return Walk(self, aliases=aliases).run(dotted(self.namespace(path), name, within))

    def attribute(self, link: Link, name: str) -> tuple[Link, ...]:
        """Where the attribute ``name`` of what ``link`` leads to leads; of a class, inherited ones too."""
        walk = Walk(self)
        return walk.run(walk.descend(link, Trail((name,), link.confidence, link.hops)))

    def lookup(self, name: str, importer: str | None = None) -> tuple[Link, ...]:
        """What in the project a full dotted name such as ``package.module.Class.method`` means to ``importer``."""
        head, *rest = name.split(".")
        links = Walk(self).run([ModuleStep(head, importer, Trail(tuple(rest)))])
        return tuple(link for link in links if link.kind is TargetKind.PROJECT)
