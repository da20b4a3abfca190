"""Each name that an import statement binds, with its place, its module and when it is imported."""

import pytest
from sources import facts_of


def imports_of(text, **fields):
    return facts_of(text, **fields).imports


def brief(entry):
    return (entry.line, entry.column, entry.module, entry.name, entry.bound)


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("import os", [(1, 7, "os", None, "os")]),
        ("import os.path", [(1, 7, "os.path", None, "os")]),
        ("import os.path as p", [(1, 7, "os.path", None, "p")]),
        ("import a, b.c as d", [(1, 7, "a", None, "a"), (1, 10, "b.c", None, "d")]),
        ("from a import b", [(1, 14, "a", "b", "b")]),
        ("from a import b as c", [(1, 14, "a", "b", "c")]),
        ("from a import *", [(1, 14, "a", "*", "")]),
        ("x = 1; from a import b", [(1, 21, "a", "b", "b")]),
        ("from a import a as a, b as a", [(1, 14, "a", "a", "a"), (1, 22, "a", "b", "a")]),
        ("from a import (  # b\n    b,  # c\n    c as d,\n)", [(2, 4, "a", "b", "b"), (3, 4, "a", "c", "d")]),
        ("from a import b \\\n  as c, d", [(1, 14, "a", "b", "c"), (2, 8, "a", "d", "d")]),
        ("import a . b, c", [(1, 7, "a.b", None, "a"), (1, 14, "c", None, "c")]),
        ("é = 1; import é, ﬁ", [(1, 14, "é", None, "é"), (1, 17, "fi", None, "fi")]),
    ],
)
def test_every_name_has_its_own_place(source, expected):
    assert [brief(entry) for entry in imports_of(source)] == expected


@pytest.mark.parametrize(
    ("source", "module", "is_package", "expected"),
    [
        ("from . import x", "pkg.mod", False, "pkg"),
        ("from .a import x", "pkg.mod", False, "pkg.a"),
        ("from .. import x", "pkg.sub.mod", False, "pkg"),
        ("from ..a.b import x", "pkg.sub.mod", False, "pkg.a.b"),
        ("from . import x", "pkg", True, "pkg"),
        ("from .a import x", "pkg.sub", True, "pkg.sub.a"),
        ("from ..a import x", "pkg.sub", True, "pkg.a"),
        ("from .. import x", "pkg.mod", False, ".."),
        ("from ...a import x", "pkg.mod", False, "...a"),
        ("from . import x", "mod", False, "."),
        ("from .a import x", None, False, ".a"),
        ("from a import x", None, False, "a"),
    ],
)
def test_relative_imports_become_absolute_where_the_module_is_known(source, module, is_package, expected):
    (entry,) = imports_of(source, module=module, is_package=is_package)
    assert entry.module == expected


def test_what_was_written_is_kept():
    (entry,) = imports_of("from ..a import x", module="pkg.sub.mod")
    assert entry.written == "..a"


@pytest.mark.parametrize(
    ("source", "scope", "condition", "within"),
    [
        ("import x", "module", None, ""),
        ("with a: import x", "module", None, ""),
        ("for a in b: import x", "module", None, ""),
        ("if TYPE_CHECKING: import x", "type-checking", "TYPE_CHECKING", ""),
        ("if typing.TYPE_CHECKING: import x", "type-checking", "typing.TYPE_CHECKING", ""),
        ("if TYPE_CHECKING and a: import x", "type-checking", "TYPE_CHECKING and a", ""),
        ("if TYPE_CHECKING or a: import x", "conditional", "TYPE_CHECKING or a", ""),
        ("if not TYPE_CHECKING: pass\nelse: import x", "type-checking", "TYPE_CHECKING", ""),
        ("if not TYPE_CHECKING: import x", "conditional", "not TYPE_CHECKING", ""),
        ("if TYPE_CHECKING: pass\nelse: import x", "conditional", "not TYPE_CHECKING", ""),
        ("if TYPE_CHECKING:\n if a: import x", "type-checking", "a", ""),
        ("def f():\n if TYPE_CHECKING: import x", "type-checking", "TYPE_CHECKING", "f"),
        ("def f(): import x", "function", None, "f"),
        ("class C:\n def m(self): import x", "function", None, "C.m"),
        ("class C:\n import x", "class", None, "C"),
        ("def f():\n class C:\n  import x", "function", None, "f.<locals>.C"),
        ("def f():\n try: import x\n except E: pass", "function", "try", "f"),
        ("try: import x\nexcept E: pass", "conditional", "try", ""),
        ("try: pass\nexcept E: import x", "conditional", "except E", ""),
        ("try: pass\nexcept: import x", "conditional", "except", ""),
        ("try: pass\nexcept* E: import x", "conditional", "except E", ""),
        ("try: pass\nexcept E: pass\nelse: import x", "conditional", "try", ""),
        ("try: pass\nexcept E: pass\nfinally: import x", "module", None, ""),
        ("try: import x\nfinally: pass", "module", None, ""),
        ("if a: pass\nelif b == 1: import x", "conditional", "b == 1", ""),
        ("if a: pass\nelif b == 1: pass\nelse: import x", "conditional", "not (b == 1)", ""),
        ("match a:\n case 1 | 2 if b: import x", "conditional", "case 1 | 2 if b", ""),
    ],
)
def test_where_and_when_it_is_imported(source, scope, condition, within):
    (entry,) = imports_of(source)
    assert (str(entry.scope), entry.condition, entry.within) == (scope, condition, within)
