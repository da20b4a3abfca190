"""The questions that a walk asks, one after the other, on the way from a name to its definitions."""

from collections.abc import Iterator
from typing import NamedTuple

from sphinx_kwindex.linking.link import Link, weaker
from sphinx_kwindex.linking.namespaces import Namespace
from sphinx_kwindex.model.facts import FileFacts, Import
from sphinx_kwindex.model.kinds import Confidence, TargetKind
from sphinx_kwindex.model.links import Target


class Trail(NamedTuple):
    """How a walk came here: ``rest`` are the attributes still to be taken of what is found."""

    rest: tuple[str, ...] = ()
    confidence: Confidence = Confidence.EXACT
    hops: tuple[str, ...] = ()

    def passed(self, module: str | None, confidence: Confidence) -> "Trail":
        """The trail after ``module`` passed the name on (``None``: nobody did)."""
        hops = self.hops if module is None or self.hops[-1:] == (module,) else (*self.hops, module)
        return Trail(self.rest, weaker(self.confidence, confidence), hops)


START = Trail()


class Step(NamedTuple):
    """The question what ``name`` is in a scope of a file; ``local`` where the file itself asks.

    ``until`` is the line and column after which nothing has been bound yet.
    """

    path: str
    scope: str
    name: str
    trail: Trail = START
    local: bool = False
    until: tuple[int, int] | None = None


class ModuleStep(NamedTuple):
    """The question what the module ``name`` is for the file ``importer``."""

    name: str
    importer: str | None
    trail: Trail = START


class Spare(NamedTuple):
    """A link that counts where the walk finds none in the project; ``rank`` 0 is better than 1."""

    link: Link
    rank: int


Item = Step | ModuleStep | Link | Spare


def dotted(
    namespace: Namespace,
    name: str,
    within: str,
    trail: Trail = START,
    *,
    besides: tuple[str, str] | None = None,
) -> Iterator[Step]:
    """Look up a dotted name in the body of ``within`` (a scope or a qualname), the name ``besides`` left aside."""
    head, *rest = name.split(".")
    trail = trail._replace(rest=(*rest, *trail.rest)) if rest else trail
    for scope in namespace.visible_scopes(within):
        if (scope, head) != besides and (not scope or namespace.binds(scope, head)):
            yield Step(namespace.file.path, scope, head, trail, local=True)
            return


def asked(imported: Import, path: str, name: str, trail: Trail = START) -> Step:
    """What a package gets that imports ``name`` from itself, as in ``from . import x``: what it has so far."""
    until = None if imported.within else (imported.line, imported.column)
    return Step(path, "", name, trail, until=until)


def fullname(file: FileFacts, qualname: str) -> str:
    """The dotted name by which a keyword is known everywhere, or path and qualname in a file that is no module."""
    if file.module is None:
        return f"{file.path}:{qualname}"
    return f"{file.module}.{qualname}" if qualname else file.module


def project_link(name: str, target: Target, trail: Trail) -> Link:
    """The link to a definition in the project, at the end of a trail."""
    return Link(kind=TargetKind.PROJECT, name=name, target=target, confidence=trail.confidence, hops=trail.hops)
