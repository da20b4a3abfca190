"""The trees are those that astroid makes."""

import ast

from astroid import nodes
from astroid.manager import AstroidManager
from astroid.rebuilder import TreeRebuilder

from sphinx_kwindex.analysis.python.rebuilding import Rebuilder

SOURCE = """
import a.b
y[0]: list[int, str]
x, y[0], z.w = call(1, "two", u"three", *rest, named=None, **others).attribute
del x, z.w, y[1:2]
def f(one, /, two: int = 2, *three, four=4.0, **five) -> str:
    global g
    g = [left.right for left in (h := f"{one!r:>{two}}")]
    return lambda: ...
@f(1)
@g
async def h(one, two=2):
    "Says something."
def i(*, key: int, more=None): ...
def j(
    *args,
    key=[
        1
    ],
): ...
"""


def tree(rebuilder):
    return rebuilder(AstroidManager()).visit_module(ast.parse(SOURCE), "m", "m.py", package=False)


def plain(value):
    """Something that can be compared, of what a node holds."""
    if isinstance(value, nodes.Arguments):
        return "Arguments"
    if isinstance(value, nodes.NodeNG):
        return type(value).__name__, getattr(value, "lineno", None), getattr(value, "col_offset", None)
    if isinstance(value, list | tuple):
        return [plain(item) for item in value]
    return {key: plain(item) for key, item in value.items()} if isinstance(value, dict) else value


def all_of(node):
    # Older versions of astroid do not say where the arguments of a function stand.
    left_out = {"places", "lineno", "end_lineno"} if isinstance(node, nodes.Arguments) else {"places"}
    held = {key: value for key, value in vars(node).items() if key not in left_out}
    return [(type(node), plain(held)), *(found for child in node.get_children() for found in all_of(child))]


def test_every_node_has_what_astroid_gives_it():
    assert all_of(tree(Rebuilder)) == all_of(tree(TreeRebuilder))


def test_an_import_knows_the_places_of_its_names():
    source = "import a.b, c as d\nfrom e import (\n    f as g,\n    h,\n)\nfrom i import *"
    module = Rebuilder(AstroidManager()).visit_module(ast.parse(source), "m", "m.py", package=False)
    assert [node.places for node in module.body] == [[(1, 7), (1, 12)], [(3, 4), (4, 4)], [(6, 14)]]
