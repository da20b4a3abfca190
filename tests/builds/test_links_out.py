"""Keywords link to API documentation where the project has any, and imports to that of others."""

import zlib

import pytest
from builds.building import assert_same
from builds.links import flaws

INVENTORY = """\
# Sphinx inventory version 2
# Project: Python
# Version: 3
# The remainder of this file is compressed using zlib.
"""
OBJECTS = (
    "json py:module 0 library/json.html#module-$ -\n"
    "dataclasses.dataclass py:function 1 library/dataclasses.html#$ -\n"
    "typing.TYPE_CHECKING py:data 1 library/typing.html#$ -\n"
)

AUTODOC_RST = """\
API
===

.. automodule:: zoo.shapes
   :members:
"""


@pytest.fixture
def inventory(tmp_path):
    path = tmp_path / "objects.inv"
    path.write_bytes(INVENTORY.encode() + zlib.compress(OBJECTS.encode()))
    return {"python": ("https://docs.example.org/3/", str(path))}


def test_imports_link_through_intersphinx(project, inventory):
    extensions = ["myst_parser", "sphinx.ext.intersphinx", "sphinx_kwindex"]
    built = project.build(extensions=extensions, intersphinx_mapping=inventory)
    assert built.warnings == ()
    assert "https://docs.example.org/3/library/json.html#module-json" in built.text("kwindex/src/zoo/keeper.py.html")
    page = built.text("kwindex/src/zoo/animals.py.html")
    assert "https://docs.example.org/3/library/dataclasses.html#dataclasses.dataclass" in page


def test_a_keyword_links_to_a_hand_written_description(project):
    built = project.build()
    assert "../../../api.html#zoo.animals.Animal" in built.text("kwindex/src/zoo/animals.py.html")


def test_a_keyword_links_to_autodoc(project, monkeypatch):
    monkeypatch.syspath_prepend(str(project.folder / "src"))
    project.write("docs/api.rst", AUTODOC_RST)
    built = project.build(extensions=["myst_parser", "sphinx.ext.autodoc", "sphinx_kwindex"])
    assert built.warnings == ()
    assert flaws(built.out) == []
    assert "../../../api.html#zoo.shapes.Square" in built.text("kwindex/src/zoo/shapes.py.html")


def test_a_description_that_goes_takes_its_links_with_it(project):
    project.build()
    project.edit("docs/api.rst", ".. py:class:: Animal", ".. py:class:: Beast")
    built = project.build()
    assert "api.html#zoo.animals.Animal" not in built.text("kwindex/src/zoo/animals.py.html")
    assert flaws(built.out) == []
    assert_same(built, project.clean())


def test_other_projects_link_to_files_folders_and_symbols(html):
    lines = zlib.decompress((html.out / "objects.inv").read_bytes().split(b"\n", 4)[4]).decode().splitlines()
    names = {tuple(line.split()[:2]) for line in lines}
    assert ("zoo.animals.Animal", "kw:symbol") in names
    assert ("src/zoo/animals.py", "kw:file") in names
    python = {name for name in names if name[1].startswith("py:")}
    assert python == {("zoo.animals", "py:module"), ("zoo.animals.Animal", "py:class")}
