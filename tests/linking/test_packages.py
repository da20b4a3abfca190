"""What a package has when it imports from itself, and what others get from it."""

import pytest
from projects import links_of

from sphinx_kwindex.model.links import Target

PROJECT = {
    "p/__init__.py": """
        from . import array as arraylib
        from . import mapper as mapperlib
        from .maker import make as mapper
        from .array import array
        from .mapper import Mapper
        def late():
            from . import mapper
    """,
    "p/array.py": "class array: pass",
    "p/mapper.py": "class Mapper: pass",
    "p/maker.py": "def make(): pass",
    "m.py": "from p import array, arraylib, mapper, mapperlib, Mapper",
}


def ends(path: str) -> list[str | None]:
    return [one.name for one in links_of(PROJECT)[path].imports]


def test_a_package_imports_from_itself_what_it_has_so_far():
    assert ends("p/__init__.py") == [
        "p.array",
        "p.mapper",
        "p.maker.make",
        "p.array.array",
        "p.mapper.Mapper",
        "p.maker.make",
    ]


def test_others_get_what_the_package_has_in_the_end():
    assert ends("m.py") == ["p.array.array", "p.array", "p.maker.make", "p.mapper", "p.mapper.Mapper"]


@pytest.mark.parametrize(
    ("first", "file"),
    [
        ("from .other import *", "p/other.py"),
        ("from .other import sub", "p/other.py"),
        ("def sub(): pass", "p/__init__.py"),
    ],
)
def test_a_name_that_the_package_has_already_is_no_submodule(first, file):
    files = {
        "p/__init__.py": f"{first}\nfrom . import sub as one",
        "p/sub.py": "",
        "p/other.py": "def sub(): pass",
    }
    assert links_of(files)["p/__init__.py"].imports[-1].target == Target(file=file, qualname="sub")
