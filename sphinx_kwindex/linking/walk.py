"""Following one name to its definitions: a walk over bindings, never deeper on the call stack for a longer chain.

A walk visits each name at most once, so it ends on every cycle, and it takes all ways that are open, so what it finds
does not depend on where somebody else has been before.
"""

import builtins
import re
from collections.abc import Iterable, Iterator
from typing import Protocol

from sphinx_kwindex.linking.generics import generic_of, gives_own_class
from sphinx_kwindex.linking.link import Link, distinct
from sphinx_kwindex.linking.modules import Modules
from sphinx_kwindex.linking.namespaces import STAR, Binding, Namespace, effective, enclosing
from sphinx_kwindex.linking.stars import brings
from sphinx_kwindex.linking.steps import Item, ModuleStep, Spare, Step, Trail, asked, dotted, fullname, project_link
from sphinx_kwindex.model.facts import Import, Keyword
from sphinx_kwindex.model.kinds import Confidence, Kind, TargetKind
from sphinx_kwindex.model.links import Target

_BUILTINS = frozenset(dir(builtins))
_DOTTED = re.compile(r"[^\W\d]\w*(\.[^\W\d]\w*)*\Z")
_DATA = frozenset({Kind.ATTRIBUTE, Kind.DATA, Kind.TYPE_ALIAS})
_GET_ITEM = "__class_getitem__"
_LONGEST = 16
"""Attributes after a name; a cycle of aliases such as ``a = b.x``, ``b = a.y`` would add to them for ever."""
_DEEPEST = 8
"""Walks within walks: the base of a class may be an inherited attribute of a class whose base is one."""


class Table(Protocol):
    """What a walk needs to know of all files."""

    modules: Modules

    def namespace(self, path: str) -> Namespace:
        """What the scopes of a file bind."""


class Walk:
    """One walk; ``run`` gives what it found.

    It goes through names that stand for other names, unless ``aliases`` says that it shall end there; ``met_alias``
    tells whether that made a difference.
    """

    def __init__(self, table: Table, depth: int = 0, *, aliases: bool = True) -> None:
        self._table = table
        self._aliases = aliases
        self.met_alias = False
        self._depth = depth
        self._found: list[Link] = []
        self._spare: list[Spare] = []
        self._late: list[Item] = []
        self._seen: set[tuple[str, str, str, tuple[str, ...], tuple[int, int] | None]] = set()

    def run(self, items: Iterable[Item]) -> tuple[Link, ...]:
        """Follow all ``items``, first things first."""
        self._follow(items)
        if not self._inside():
            # No binding of the name leads anywhere, but a submodule of this name can be imported all the same.
            self._follow(self._late)
        best = self._inside() or [spare.link for spare in self._spare if spare.rank == 0]
        return distinct(best or self._found or [spare.link for spare in self._spare])

    def descend(self, link: Link, trail: Trail) -> Iterator[Item]:
        """Take the attributes that remain of what ``link`` leads to."""
        if not trail.rest:
            yield link
        elif link.target is None:
            yield from self._outside(link, trail)
        else:
            yield from self._attribute(link.target, trail)

    def _inside(self) -> list[Link]:
        return [link for link in self._found if link.kind is TargetKind.PROJECT]

    def _follow(self, items: Iterable[Item]) -> None:
        stack = list(items)[::-1]
        while stack:
            item = stack.pop()
            if isinstance(item, Link):
                self._found.append(item)
            elif isinstance(item, Spare):
                self._spare.append(item)
            else:
                stack.extend(reversed(list(self._expand(item))))

    def _expand(self, item: Step | ModuleStep) -> Iterator[Item]:
        if len(item.trail.rest) > _LONGEST:
            return iter(())
        if isinstance(item, ModuleStep):
            return self._module(item)
        key = item.path, item.scope, item.name, item.trail.rest, item.until
        if key in self._seen:
            return self._submodule(item)
        self._seen.add(key)
        return self._name(item)

    def _module(self, step: ModuleStep) -> Iterator[Item]:
        file = self._table.modules.file(step.name, step.importer)
        if file is not None:
            yield from self.descend(
                project_link(step.name, Target(file=file.path, qualname=""), step.trail), step.trail
            )
            return
        link = self._table.modules.outside(step.name, step.importer)
        if link is not None:
            link = link._replace(confidence=step.trail.confidence, hops=step.trail.hops)
            yield from self.descend(link, step.trail)

    def _outside(self, link: Link, trail: Trail) -> Iterator[Item]:
        if link.kind is TargetKind.PROJECT:
            yield ModuleStep(f"{link.name}.{trail.rest[0]}", None, trail._replace(rest=trail.rest[1:]))
        else:
            yield link._replace(name=".".join((link.name, *trail.rest)))

    def _name(self, step: Step) -> Iterator[Item]:
        namespace = self._table.namespace(step.path)
        bindings = namespace.bindings(step.scope, step.name)
        if not step.scope and namespace.stars:
            stars = [star for star in namespace.stars if _brings(self._table, step, star)]
            bindings = tuple(sorted((*bindings, *stars), key=lambda binding: (binding.line, binding.column)))
        if step.until is not None:
            bindings = tuple(binding for binding in bindings if (binding.line, binding.column) < step.until)
        if not bindings:
            yield from self._unbound(step, namespace)
            return
        self._late.extend(self._submodule(step))
        for binding in effective(bindings):
            yield from self._binding(step, namespace, binding)

    def _binding(self, step: Step, namespace: Namespace, binding: Binding) -> Iterator[Item]:
        if isinstance(binding.what, Keyword):
            yield from self._keyword(step, namespace, binding.what)
        elif isinstance(binding.what, Import):
            yield from self._import(step, namespace, binding.what)
        else:
            yield ModuleStep(binding.what, step.path, step.trail)

    def _import(self, step: Step, namespace: Namespace, imported: Import) -> Iterator[Item]:
        star = imported.name == STAR
        trail = step.trail.passed(
            None if step.local else namespace.file.module,
            Confidence.STAR if star else Confidence.EXACT if step.local else Confidence.RE_EXPORT,
        )
        yield from self.imported(imported, step.path, step.name if star else imported.name, trail)

    def imported(self, imported: Import, importer: str, name: str | None, trail: Trail) -> Iterator[Item]:
        """Follow what an import statement binds: the module, or the attribute ``name`` of it."""
        if name is None:
            whole = imported.module if imported.alias else imported.module.partition(".")[0]
            yield ModuleStep(whole, importer, trail)
            return
        file = self._table.modules.file(imported.module, importer)
        if file is None:
            yield ModuleStep(f"{imported.module}.{name}", importer, trail)
            return
        yield asked(imported, file.path, name, trail) if file.path == importer else Step(file.path, "", name, trail)

    def _keyword(self, step: Step, namespace: Namespace, keyword: Keyword) -> Iterator[Item]:
        target = Target(file=step.path, qualname=keyword.qualname)
        link = project_link(fullname(namespace.file, keyword.qualname), target, step.trail)
        alias = keyword.alias_of or self._generic(namespace, keyword, step.scope)
        if alias is None or not _DOTTED.match(alias):
            yield from self.descend(link, step.trail)
            return
        if not step.trail.rest:
            self.met_alias = True
            if not self._aliases:
                yield link
                return
            yield Spare(link, 0)
        trail = step.trail.passed(None if step.local else namespace.file.module, Confidence.RE_EXPORT)
        yield from dotted(namespace, alias, step.scope, trail, besides=(step.scope, step.name))

    def _generic(self, namespace: Namespace, keyword: Keyword, scope: str) -> str | None:
        """The class that ``keyword`` is by ``keyword = C[...]``, which is one of those that give themselves."""
        name = generic_of(namespace, keyword.qualname) if keyword.kind in _DATA else None
        if name is None or self._depth > _DEEPEST:
            return None
        links = Walk(self._table, self._depth + 1).run(dotted(namespace, name, scope))
        owners = [self._owner(link.target, _GET_ITEM) for link in links if link.target is not None]
        own = (
            owner is not None and gives_own_class(self._table.namespace(owner.file), f"{owner.qualname}.{_GET_ITEM}")
            for owner in owners
        )
        return name if owners and all(own) else None

    def _unbound(self, step: Step, namespace: Namespace) -> Iterator[Item]:
        if step.scope:
            return
        yield from self._submodule(step)
        file = namespace.file
        stub = self._table.modules.stub(file.module, step.path) if file.module else None
        if stub is not None and stub.path != step.path:
            yield step._replace(path=stub.path, local=False)
        if step.local and step.name in _BUILTINS:
            name = ".".join(("builtins", step.name, *step.trail.rest))
            yield Link(kind=TargetKind.STDLIB, name=name, target=None, confidence=step.trail.confidence)
        yield from self._unseen_stars(step, namespace)

    def _submodule(self, step: Step) -> Iterator[Item]:
        file = self._table.namespace(step.path).file
        if not step.scope and file.is_package and file.module is not None:
            name = f"{file.module}.{step.name}"
            if self._table.modules.knows(name, step.path):
                yield ModuleStep(name, step.path, step.trail)

    def _unseen_stars(self, step: Step, namespace: Namespace) -> Iterator[Item]:
        """Star imports from outside the project: where nothing else gives the name, one of them must have."""
        if step.name.startswith("_"):
            return
        trail = step.trail.passed(None if step.local else namespace.file.module, Confidence.STAR)
        for star in namespace.stars:
            if isinstance(star.what, Import):
                link = self._table.modules.outside(star.what.module, step.path)
                if link is not None and link.kind is not TargetKind.PROJECT:
                    name = ".".join((link.name, step.name, *trail.rest))
                    yield Spare(link._replace(name=name, confidence=trail.confidence, hops=trail.hops), 1)

    def _attribute(self, target: Target, trail: Trail) -> Iterator[Item]:
        name, after = trail.rest[0], trail._replace(rest=trail.rest[1:])
        if not target.qualname:
            yield Step(target.file, "", name, after)
            return
        namespace = self._table.namespace(target.file)
        if namespace.is_class(target.qualname):
            owner = self._owner(target, name)
            if owner is not None:
                yield Step(owner.file, owner.qualname, name, after, local=True)
            return
        for keyword in namespace.keywords(target.qualname):
            if keyword.kind in {Kind.DATA, Kind.ATTRIBUTE} and _DOTTED.match(keyword.inferred_type or ""):
                weak = trail.passed(None, Confidence.INFERRED)
                yield from dotted(namespace, keyword.inferred_type or "", enclosing(target.qualname), weak)

    def _owner(self, target: Target, name: str) -> Target | None:
        """The class, ``target`` or one above it, whose body binds ``name``."""
        if self._depth > _DEEPEST:
            return None
        seen: set[Target] = set()
        stack = [target]
        while stack:
            owner = stack.pop()
            namespace = self._table.namespace(owner.file)
            if owner in seen or not namespace.is_class(owner.qualname):
                continue
            seen.add(owner)
            if namespace.binds(owner.qualname, name):
                return owner
            stack.extend(reversed(list(self._bases(owner, namespace))))
        return None

    def _bases(self, owner: Target, namespace: Namespace) -> Iterator[Target]:
        for keyword in namespace.keywords(owner.qualname):
            for base in keyword.bases:
                written = base.partition("[")[0]
                if _DOTTED.match(written):
                    links = Walk(self._table, self._depth + 1).run(
                        dotted(namespace, written, enclosing(owner.qualname))
                    )
                    yield from (link.target for link in links if link.target is not None)


def _brings(table: Table, step: Step, star: Binding) -> bool:
    return isinstance(star.what, Import) and brings(table, step.path, star.what, step.name)
