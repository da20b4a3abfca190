"""Import statements to one value for each name that they bind."""

from collections.abc import Iterator, Sequence

from astroid import nodes

from sphinx_kwindex.analysis.python.conditions import condition_of, is_type_checking
from sphinx_kwindex.analysis.python.source import Source
from sphinx_kwindex.analysis.python.walking import Scope, Statement
from sphinx_kwindex.model.facts import Import, SourceFile
from sphinx_kwindex.model.kinds import ImportScope


def imports_of(statements: Sequence[Statement], source: Source, file: SourceFile) -> tuple[Import, ...]:
    """Return every name that the statements import, in source order."""
    found: list[Import] = []
    for statement in statements:
        if isinstance(statement.node, nodes.Import):
            found.extend(_plain(statement, source))
        elif isinstance(statement.node, nodes.ImportFrom):
            found.extend(_from(statement, source, file))
    return tuple(found)


def _plain(statement: Statement, source: Source) -> Iterator[Import]:
    scope, condition = _scope(statement), condition_of(statement.branch, source)
    node = statement.node
    for (module, alias), (line, offset) in zip(node.names, node.places, strict=True):
        yield Import(
            line=line,
            column=source.column(line, offset),
            module=module,
            written=module,
            name=None,
            alias=alias,
            bound=alias or module.partition(".")[0],
            scope=scope,
            within=statement.scope.qualname,
            condition=condition,
        )


def _from(statement: Statement, source: Source, file: SourceFile) -> Iterator[Import]:
    node = statement.node
    written = "." * (node.level or 0) + (node.modname or "")
    module = absolute(written, file.module, is_package=file.is_package)
    scope, condition = _scope(statement), condition_of(statement.branch, source)
    for (name, alias), (line, offset) in zip(node.names, node.places, strict=True):
        yield Import(
            line=line,
            column=source.column(line, offset),
            module=module,
            written=written,
            name=name,
            alias=alias,
            bound="" if name == "*" else alias or name,
            scope=scope,
            within=statement.scope.qualname,
            condition=condition,
        )


def absolute(written: str, module: str | None, *, is_package: bool) -> str:
    """Return the absolute name of a module that ``module`` writes with leading dots.

    What leads out of the top package stays as written.
    """
    name = written.lstrip(".")
    level = len(written) - len(name)
    if level == 0 or module is None:
        return written
    parts = module.split(".")
    keep = len(parts) - level + is_package
    if keep <= 0:
        return written
    return ".".join([*parts[:keep], *([name] if name else [])])


def _scope(statement: Statement) -> ImportScope:
    if is_type_checking(statement.branch):
        return ImportScope.TYPE_CHECKING
    if _in_function(statement.scope):
        return ImportScope.FUNCTION
    if statement.scope.is_class:
        return ImportScope.CLASS
    return ImportScope.MODULE if statement.branch is None else ImportScope.CONDITIONAL


def _in_function(scope: Scope | None) -> bool:
    while scope is not None:
        if scope.is_function:
            return True
        scope = scope.parent
    return False
