"""What ``__all__`` says, in its usual forms."""

import pytest
from sources import facts_of

READABLE = {
    "__all__ = ['a', 'b']": (["a", "b"], []),
    "__all__ = ('a',)": (["a"], []),
    "__all__ = 'a', 'b'": (["a", "b"], []),
    "__all__: list[str] = ['a']": (["a"], []),
    "__all__ = []": ([], []),
    "__all__ = ['a', 'a']": (["a"], []),
    "__all__ = ['a']\n__all__ += ['b']": (["a", "b"], []),
    "__all__ = ['a']\n__all__ = ['b']": (["b"], []),
    "__all__ = ['a']\n__all__ = __all__ + ['b']": (["a", "b"], []),
    "__all__ = ['a']\n__all__ = [*__all__, 'b']": (["a", "b"], []),
    "__all__ = ['a']\n__all__.append('b')": (["a", "b"], []),
    "__all__ = ['a']\n__all__.insert(0, 'b')": (["a", "b"], []),
    "__all__ = ['a']\n__all__.extend(['b', 'c'])": (["a", "b", "c"], []),
    "__all__ = ['a', 'b']\n__all__.remove('a')": (["b"], []),
    "__all__ = ['a']\n__all__ += x.__all__": (["a"], ["x"]),
    "__all__ = ['a']\n__all__.extend(x.y.__all__)": (["a"], ["x.y"]),
    "__all__ = x.__all__ + y.__all__ + ['a']": (["a"], ["x", "y"]),
    "__all__ = ['a', *x.__all__]": (["a"], ["x"]),
    "__all__ = list(x.__all__)": ([], ["x"]),
    "__all__ = x.__all__.copy()": ([], ["x"]),
    "__all__ = sorted(['b', 'a'])": (["b", "a"], []),
    "from x import __all__ as more\n__all__ = ['a'] + more": (["a"], ["more"]),
    "from x import __all__": ([], ["__all__"]),
    "from x import __all__\n__all__ += ['a']": (["a"], ["__all__"]),
    "from x import __all__\n__all__ = ['a'] + __all__": (["a"], ["__all__"]),
    "__all__ = ['a']\nfrom x import __all__": ([], ["__all__"]),
    "names = ['a']\n__all__ = names + ['b']": (["a", "b"], []),
    "name = 'a'\n__all__ = [name]": (["a"], []),
    "__all__ = [f.__name__, m.C.__name__]": (["f", "C"], []),
    "__all__ = 'a b'.split()": (["a", "b"], []),
    "__all__ = ['a'] if x else ['b']": (["a", "b"], []),
    "if x: __all__ = ['a']\nelse: __all__ = ['b']": (["a", "b"], []),
    "__all__ = ['a']\nif x: __all__ += ['b']": (["a", "b"], []),
    "try: __all__ = ['a']\nfinally: pass": (["a"], []),
}

UNREADABLE = {
    "__all__ = [name for name in dir()]": [],
    "__all__ = ['a', name()]": ["a"],
    "__all__ = ['a']\n__all__ += f()": ["a"],
    "__all__ = 'a'": [],
    "a = b\nb = a\n__all__ = a": [],
}


@pytest.mark.parametrize("source", READABLE)
def test_forms_that_can_be_read(source):
    exports = facts_of(source).exports
    assert (list(exports.names), list(exports.includes)) == READABLE[source]
    assert exports.complete


@pytest.mark.parametrize("source", UNREADABLE)
def test_what_cannot_be_read_says_so(source):
    exports = facts_of(source).exports
    assert list(exports.names) == UNREADABLE[source]
    assert not exports.complete


@pytest.mark.parametrize("source", ["x = 1", "def f(): __all__ = ['a']", "class C: __all__ = ['a']", "f.__all__ = []"])
def test_without_one_there_are_no_exports(source):
    assert facts_of(source).exports is None
