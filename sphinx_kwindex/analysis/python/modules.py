"""The module as a whole: its keyword, and what it is for."""

import re
from collections.abc import Sequence

from astroid import nodes

from sphinx_kwindex.analysis.python.docstrings import sentence_of
from sphinx_kwindex.analysis.python.names import docstring_of, last
from sphinx_kwindex.analysis.python.source import Source
from sphinx_kwindex.analysis.python.visibility import visibility_of_module
from sphinx_kwindex.analysis.python.walking import Statement
from sphinx_kwindex.model.facts import Keyword, SourceFile
from sphinx_kwindex.model.kinds import FileType, Kind

_HEAD = 20
_GENERATED = re.compile(
    r"@generated\b|\bdo not (?:edit|modify|change)\b|\b(?:auto-?|automatically )generated\b"
    r"|^\W*generated (?:by|from|using)\b",
    re.IGNORECASE | re.MULTILINE,
)


def module_name(file: SourceFile) -> str:
    """Return the dotted name of a file, or what it is called where it has none."""
    return file.module or file.path.rpartition("/")[2].partition(".")[0]


def module_keyword(module: nodes.Module, source: Source) -> Keyword:
    """Return the keyword of the module itself."""
    return Keyword(
        name=last(module.name),
        qualname="",
        kind=Kind.MODULE,
        line=1,
        end_line=max(1, len(source.lines) - (not source.lines[-1])),
        column=0,
        signature=None,
        summary=sentence_of(docstring_of(module), module.name),
        visibility=visibility_of_module(module.name),
        condition=None,
        bases=(),
        decorators=(),
        inferred_type=None,
        alias_of=None,
        is_async=False,
        is_static=False,
        is_classmethod=False,
    )


def role_of(file: SourceFile, lines: Sequence[str], statements: Sequence[Statement]) -> str:
    """Return the one word that says most about the file."""
    if file.type is FileType.STUB:
        return "stub"
    if _is_generated(lines):
        return "generated"
    if file.is_package:
        return "package"
    if file.is_test:
        return "test"
    return "script" if any(map(_is_guard, statements)) else "module"


def _is_generated(lines: Sequence[str]) -> bool:
    """Look at the comments that the file begins with."""
    comments = [line for line in lines[:_HEAD] if line.lstrip().startswith("#")]
    return _GENERATED.search("\n".join(comments)) is not None


def _is_guard(statement: Statement) -> bool:
    if not isinstance(statement.node, nodes.If) or not isinstance(statement.node.test, nodes.Compare):
        return False
    compare = statement.node.test
    sides = [compare.left, *(operand for _, operand in compare.ops)]
    has_name = any(isinstance(side, nodes.Name) and side.name == "__name__" for side in sides)
    return has_name and any(isinstance(side, nodes.Const) and side.value == "__main__" for side in sides)
