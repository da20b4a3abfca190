"""What a definition depends on, in words of the source."""

from astroid import nodes

from sphinx_kwindex.analysis.python.names import dotted, last
from sphinx_kwindex.analysis.python.source import Source
from sphinx_kwindex.analysis.python.walking import Arm, Branch


def condition_of(branch: Branch | None, source: Source) -> str | None:
    """Return the condition of a branch, such as ``TYPE_CHECKING`` or ``except ImportError``."""
    if branch is None:
        return None
    if branch.arm is Arm.IF:
        return source.text_of(branch.node.test)
    if branch.arm is Arm.ELSE:
        return _negated(branch.node.test, source)
    if branch.arm is Arm.EXCEPT:
        return f"except {source.text_of(branch.node.type)}" if branch.node.type else "except"
    if branch.arm is Arm.CASE:
        guard = f" if {source.text_of(branch.node.guard)}" if branch.node.guard else ""
        return f"case {source.text_of(branch.node.pattern)}{guard}"
    return f"{branch.node.name}()" if branch.arm is Arm.CALL else "try"


def _negated(test: nodes.NodeNG, source: Source) -> str:
    if isinstance(test, nodes.UnaryOp) and test.op == "not":
        return source.text_of(test.operand)
    text = source.text_of(test)
    simple = isinstance(test, nodes.Name | nodes.Attribute | nodes.Call | nodes.Const | nodes.Subscript)
    return f"not {text}" if simple else f"not ({text})"


def is_type_checking(branch: Branch | None) -> bool:
    """Tell whether only a type checker ever comes by."""
    while branch is not None:
        if branch.arm is Arm.IF and _asks_type_checking(branch.node.test):
            return True
        if branch.arm is Arm.ELSE and _denies_type_checking(branch.node.test):
            return True
        branch = branch.parent
    return False


def _asks_type_checking(test: nodes.NodeNG) -> bool:
    if isinstance(test, nodes.BoolOp) and test.op == "and":
        return any(map(_asks_type_checking, test.values))
    name = dotted(test)
    return name is not None and last(name) == "TYPE_CHECKING"


def _denies_type_checking(test: nodes.NodeNG) -> bool:
    return isinstance(test, nodes.UnaryOp) and test.op == "not" and _asks_type_checking(test.operand)
