"""Where a definition's name stands, and where the definition ends."""

import re

from astroid import nodes

from sphinx_kwindex.analysis.python.definitions import Definition, Shape
from sphinx_kwindex.analysis.python.source import Source

_HEAD = re.compile(r"\s*(?:async\s+)?(?:def|class)\s+(\w+)")
_HEADS = (nodes.For, nodes.With, nodes.Match, nodes.If, nodes.While)
_BLOCKS = (nodes.ClassDef, nodes.FunctionDef)


def place_of(definition: Definition, source: Source) -> tuple[int, int]:
    """Return line and column of the name, in characters."""
    node, name = definition.node, definition.name
    if isinstance(node, _BLOCKS):
        return _after_keyword(node, name, source)
    if isinstance(node, nodes.AssignAttr) and node.end_lineno is not None and node.end_col_offset is not None:
        return _ending_at(node.end_lineno, source.column(node.end_lineno, node.end_col_offset), name, source)
    line, column = node.lineno or 1, source.column(node.lineno or 1, node.col_offset or 0)
    if definition.shape is Shape.TYPE_PARAMETER or isinstance(definition.statement, nodes.Match):
        # The tree has the place of the pattern, or of the stars before the name.
        return source.find(name, line, column)
    return line, column


def _after_keyword(node: nodes.ClassDef | nodes.FunctionDef, name: str, source: Source) -> tuple[int, int]:
    decorators = node.decorators.nodes if node.decorators is not None else []
    first = (decorators[-1].end_lineno or 0) + 1 if decorators else node.lineno or 1
    for line in range(first, (node.end_lineno or first) + 1):
        head = _HEAD.match(source.lines[line - 1])
        if head is not None:
            if head[1] == name:
                return line, head.start(1)
            break
    # A name that is not written in its normal form, or not on the line of its keyword.
    return source.find(name, first, 0)


def _ending_at(line: int, end: int, name: str, source: Source) -> tuple[int, int]:
    column = end - len(name)
    if source.lines[line - 1][column:end] == name:
        return line, column
    # A name that is not written in its normal form can be longer than it.
    return source.find(name, line, 0)


def end_of(definition: Definition, line: int) -> int:
    """Return the last line of the definition; of a loop or the like, only the head defines."""
    if definition.shape is Shape.SLOT or isinstance(definition.statement, _HEADS):
        return line
    return max(line, definition.statement.end_lineno or line)
