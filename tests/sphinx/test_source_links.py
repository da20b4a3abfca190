"""The [source] links of documented Python objects."""

import re
import sys

import pytest
from builds.building import assert_same

SOURCE = "kwindex/pkg/mod.py.source.html"
BY_HAND = """\
Page
====

.. py:class:: pkg.mod.Thing

   .. py:method:: run()

.. py:function:: pkg.mod.unknown()

.. py:module:: other

.. py:function:: run()

.. c:function:: int run()

.. py:data:: pkg.mod
"""


def page(site, text=BY_HAND, **options):
    site.write("docs/index.rst", text)
    return site.build(**options)


def links(built, name="index.html"):
    """The addresses of the [source] links of a page."""
    return re.findall(r'href="([^"]*)"><span class="viewcode-link">', built.text(name))


def test_an_object_that_the_index_knows_has_a_link(site):
    built = page(site)
    assert links(built) == [f"{SOURCE}#pkg.mod.Thing", f"{SOURCE}#pkg.mod.Thing.run"]
    assert 'id="pkg.mod.Thing.run"' in built.text(SOURCE)
    assert built.warnings == ()


def test_an_object_with_several_signatures_has_one_link(site):
    assert links(page(site, "Page\n====\n\n.. py:class:: pkg.mod.Thing\n   pkg.mod.Thing(one)\n")) == [
        f"{SOURCE}#pkg.mod.Thing"
    ]


@pytest.mark.parametrize("statement", ["from pkg.mod import Thing", "from .sub import *"])
def test_a_name_that_is_only_imported_links_to_its_definition(site, statement):
    site.write("src/pkg/__init__.py", f"{statement}\n")
    site.write("src/pkg/sub/__init__.py", "from pkg import *\nfrom ..mod import *\n")
    built = page(site, "Page\n====\n\n.. py:class:: pkg.Thing\n\n   .. py:method:: run\n")
    assert links(built) == [f"{SOURCE}#pkg.mod.Thing", f"{SOURCE}#pkg.mod.Thing.run"]


def test_a_name_imported_under_another_links_to_its_definition(site):
    site.write("src/pkg/__init__.py", "from pkg.mod import Thing as Other\ndef f():\n    from pkg.mod import Thing\n")
    built = page(site, "Page\n====\n\n.. py:class:: pkg.Other\n\n.. py:class:: pkg.Thing\n")
    assert links(built) == [f"{SOURCE}#pkg.mod.Thing"]


def test_an_inherited_member_links_to_where_it_is_defined(site):
    site.write("src/pkg/far.py", "from pkg.mod import Thing\nclass A: x = 1\nclass C(A, Thing): y = 1\n")
    built = page(site, "Page\n====\n\n.. py:class:: pkg.far.C\n\n   .. py:method:: run\n\n   .. py:method:: none\n")
    assert links(built) == ["kwindex/pkg/far.py.source.html#pkg.far.C", f"{SOURCE}#pkg.mod.Thing.run"]


def test_stars_that_go_round_in_circles_end(site):
    site.write("src/pkg/__init__.py", "from pkg.sub import *\n")
    site.write("src/pkg/sub/__init__.py", "from pkg import *\n")
    assert links(page(site, "Page\n====\n\n.. py:class:: pkg.Thing\n")) == []


def test_what_autodoc_documents_has_links(site, monkeypatch):
    monkeypatch.syspath_prepend(site.folder / "src")
    text = "Page\n====\n\n.. automodule:: pkg.mod\n   :members:\n"
    built = page(site, text, extensions=["sphinx.ext.autodoc", "sphinx_kwindex"])
    for name in [name for name in sys.modules if name.partition(".")[0] == "pkg"]:
        del sys.modules[name]
    assert links(built) == [f"{SOURCE}#pkg.mod.Thing", f"{SOURCE}#pkg.mod.Thing.run"]


def test_a_page_in_a_folder_has_links(site):
    site.write("docs/api/thing.rst", ":orphan:\n\n" + BY_HAND)
    assert links(page(site), "api/thing.html")[0] == f"../{SOURCE}#pkg.mod.Thing"


@pytest.mark.parametrize(
    "options",
    [
        {"kwindex_source_links": False},
        {"kwindex_source_pages": False},
        {"extensions": ["sphinx.ext.viewcode", "sphinx_kwindex"]},
    ],
)
def test_no_links_where_they_are_not_wanted(site, options):
    assert links(page(site, **options)) == []


@pytest.mark.parametrize(
    ("builder", "name"), [("text", "index.txt"), ("latex", "zoo.tex"), ("singlehtml", "index.html")]
)
def test_a_builder_without_source_pages_has_no_links(site, builder, name):
    text = page(site, builder=builder).text(name)
    assert "Thing" in text
    assert "[source]" not in text


def test_two_builders_of_one_environment_have_what_is_theirs(site):
    page(site, builder="text")
    assert len(links(site.build(out="html"))) == 2


def test_a_definition_that_goes_takes_its_link_with_it(site):
    page(site)
    site.write("src/pkg/mod.py", "class Thing:\n    pass\n")
    built = site.build()
    assert links(built) == [f"{SOURCE}#pkg.mod.Thing"]
    site.write("src/pkg/mod.py", "class Thing:\n    def run(self): ...\n")
    assert len(links(site.build())) == 2


def test_a_definition_that_moves_to_another_file_moves_its_link(site):
    site.write("src/pkg/__init__.py", "from pkg.mod import Thing\n")
    page(site, "Page\n====\n\n.. py:class:: pkg.Thing\n")
    site.write("src/pkg/__init__.py", "from pkg.new import Thing\n")
    site.write("src/pkg/new.py", "class Thing: ...\n")
    built = site.build()
    assert links(built) == ["kwindex/pkg/new.py.source.html#pkg.new.Thing"]


def test_a_definition_that_moves_within_its_file_does_not_touch_the_page(site):
    # In a document of its own: Sphinx 8.0 writes the one that holds the toctree again with every page below it.
    site.write("docs/api.rst", ":orphan:\n\nAPI\n===\n\n.. py:class:: pkg.mod.Thing\n")
    assert "api" in page(site).written
    site.write("src/pkg/mod.py", "#\n#\nclass Thing:\n    def run(self): ...\n")
    assert "api" not in site.build().written


def test_a_page_with_links_is_not_read_again_without_need(site):
    page(site)
    assert site.build().read == ()


def test_links_come_and_go_with_the_option(site):
    page(site)
    assert links(site.build(kwindex_source_links=False)) == []
    assert len(links(site.build())) == 2


def test_two_processes_give_what_one_gives(site):
    numbers = range(12)
    site.write("src/pkg/many.py", "".join(f"def f{number}(): ...\n" for number in numbers))
    for number in numbers:
        site.write(f"docs/page{number}.rst", f":orphan:\n\nPage\n====\n\n.. py:function:: pkg.many.f{number}()\n")
    one = page(site, out="one")
    two = site.build(out="two", fresh=True, all_pages=True, jobs=2)
    assert_same(one, two)
    site.write("src/pkg/many.py", "def f3(): ...\n")
    again = site.build(out="two", jobs=2)
    assert [number for number in numbers if links(again, f"page{number}.html")] == [3]
