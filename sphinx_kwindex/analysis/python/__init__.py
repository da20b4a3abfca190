"""Python source text to facts, by a tree that nothing but this text goes into."""

from dataclasses import replace

from astroid.exceptions import AstroidSyntaxError

from sphinx_kwindex.analysis.plain import analyse_plain
from sphinx_kwindex.analysis.python.definitions import definitions_of
from sphinx_kwindex.analysis.python.depth import with_deep_stack
from sphinx_kwindex.analysis.python.docstrings import paragraph_of
from sphinx_kwindex.analysis.python.exports import exports_of
from sphinx_kwindex.analysis.python.imports import imports_of
from sphinx_kwindex.analysis.python.keywords import keywords_of
from sphinx_kwindex.analysis.python.modules import module_keyword, module_name, role_of
from sphinx_kwindex.analysis.python.names import docstring_of
from sphinx_kwindex.analysis.python.observations import observations_of
from sphinx_kwindex.analysis.python.sealing import Trees, parse, sealed
from sphinx_kwindex.analysis.python.source import Source
from sphinx_kwindex.analysis.python.uses import uses_of
from sphinx_kwindex.analysis.python.walking import statements_of
from sphinx_kwindex.model.facts import FileFacts, Problem, SourceFile
from sphinx_kwindex.model.kinds import ProblemKind

__all__ = ["analyse_python"]


def analyse_python(file: SourceFile, text: str, encoding: str) -> FileFacts:
    """Return all that a Python file says of itself; where it cannot be parsed, its words and a problem."""
    plain = analyse_plain(file, text, encoding)
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    try:
        return _deepened(plain, file, text)
    except AstroidSyntaxError as error:
        problem = _syntax_problem(file, text, error)
    except (RecursionError, MemoryError):
        problem = _problem(file, ProblemKind.TOO_COMPLEX, None, "the code is nested more deeply than can be followed")
    return replace(plain, problems=(problem,))


def _deepened(plain: FileFacts, file: SourceFile, text: str) -> FileFacts:
    try:
        return _analysed(plain, file, text)
    except (RecursionError, MemoryError):
        return with_deep_stack(lambda: _analysed(plain, file, text))


def _analysed(plain: FileFacts, file: SourceFile, text: str) -> FileFacts:
    with sealed():
        trees = parse(text, module_name(file))
        try:
            return _read(plain, file, text, trees)
        finally:
            trees.fell()


def _read(plain: FileFacts, file: SourceFile, text: str, trees: Trees) -> FileFacts:
    module = trees.module
    source = Source(text)
    statements = statements_of(module)
    imports = imports_of(statements, source, file)
    exports = exports_of(statements) if source.may_list_exports else None
    keywords = (
        module_keyword(module, source),
        *keywords_of(definitions_of(statements, has_walrus=bool(source.walruses)), imports, exports, source),
    )
    uses = uses_of(trees.syntax, source, imports)
    return replace(
        plain,
        summary=paragraph_of(docstring_of(module), module.name),
        role=role_of(file, source.lines, statements),
        keywords=keywords,
        imports=imports,
        exports=exports,
        uses=uses,
        observations=observations_of(trees.syntax, keywords, imports, uses),
    )


def _syntax_problem(file: SourceFile, text: str, error: AstroidSyntaxError) -> Problem:
    cause = error.error
    if "\0" in text:
        line: int | None = text.count("\n", 0, text.index("\0")) + 1
        return _problem(file, ProblemKind.SYNTAX, line, "the source contains a NUL byte")
    line = cause.lineno if isinstance(cause, SyntaxError) else None
    message = cause.msg if isinstance(cause, SyntaxError) else str(cause)
    return _problem(file, ProblemKind.SYNTAX, line, message)


def _problem(file: SourceFile, kind: ProblemKind, line: int | None, message: str) -> Problem:
    return Problem(kind=kind, file=file.path, line=line, message=message)
