"""Where each import statement of a file ends."""

from sphinx_kwindex.linking.link import Link
from sphinx_kwindex.linking.symbols import SymbolTable
from sphinx_kwindex.model.kinds import TargetKind
from sphinx_kwindex.model.links import ResolvedImport


def resolve_imports(table: SymbolTable, path: str) -> tuple[ResolvedImport, ...]:
    """One answer for each import of the file, in their order; of an ambiguous one, the first that can hold."""
    count = len(table.facts(path).imports)
    return tuple(_resolved(index, table.resolve_import(path, index)) for index in range(count))


def _resolved(index: int, links: tuple[Link, ...]) -> ResolvedImport:
    if not links:
        return ResolvedImport(index=index, kind=TargetKind.UNRESOLVED, name=None, target=None, confidence=None, hops=())
    link = links[0]
    return ResolvedImport(
        index=index, kind=link.kind, name=link.name, target=link.target, confidence=link.confidence, hops=link.hops
    )
