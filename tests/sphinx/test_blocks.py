"""Blocks as HTML text and as docutils nodes."""

from html.parser import HTMLParser

import pytest
from docutils import nodes
from sphinx.builders import Builder as SphinxBuilder

from sphinx_kwindex.blocks import (
    ApiTarget,
    Badge,
    Code,
    Diagram,
    Fields,
    Fold,
    Group,
    Item,
    Line,
    Link,
    Listing,
    PageTarget,
    Paragraph,
    Table,
    Text,
    UrlTarget,
    Uses,
    UsingFile,
)
from sphinx_kwindex.pages.texts import open_text
from sphinx_kwindex.rendering.html import HtmlMedium, render_html
from sphinx_kwindex.resolution.diagrams import dot_source, draw_svg
from sphinx_kwindex.resolution.nodes import NodeMedium, render_nodes
from sphinx_kwindex.resolution.places import ApiPlaces, Places
from sphinx_kwindex.views.sizes import size_of


class Builder:
    name = "html"

    def get_relative_uri(self, _from, to):
        return f"{to}.html"


class OnePage(Builder):
    name = "singlehtml"


class Files(SphinxBuilder):
    name = "html"

    def __init__(self):
        """Know nothing but addresses."""

    def get_target_uri(self, docname, _typ=None):
        return f"{docname}.html"


class Folders(Files):
    name = "dirhtml"

    def get_target_uri(self, docname, _typ=None):
        return docname.removesuffix("index") if docname.endswith("index") else f"{docname}/"


API = ApiPlaces(own={"pkg.Own": ("api", "pkg.Own")}, others={"os.path": "https://x.org/os", "near.by": "local.html#n"})


def places(docname="a/page", **options):
    return Places(Builder(), docname, API, **options)


def html(*blocks, diagram=None):
    medium = HtmlMedium(places=places(), diagram=lambda _: diagram, source=lambda path: f"<pre>{path}</pre>")
    return render_html(blocks, medium)


def tree(*blocks, **options):
    medium = NodeMedium(places=places(**options), diagram=lambda _: None, source=lambda path: (path, "text"))
    return nodes.container("", *render_nodes(blocks, medium))


HOSTILE = '<script>alert("&")</script>'
LINES = (Line(7, "call", HOSTILE, ""), Line(12, "base class", "class Größe(Maß): ...", "inferred"))


def uses(*, path="lib/a.py", anchor="L", lines=LINES):
    return Uses((UsingFile(Link(path, PageTarget("lib/a.py")), PageTarget("lib/a.py.source", anchor), lines),) * 2)


@pytest.fixture(params=["L", ""], ids=["with lines", "without lines"])
def some_uses(request):
    return uses(anchor=request.param)


@pytest.mark.parametrize(
    "block",
    [
        Paragraph((Text(HOSTILE),)),
        Paragraph((Code(HOSTILE),)),
        Paragraph((Badge(HOSTILE, "x"),)),
        Paragraph((Link(HOSTILE, UrlTarget(HOSTILE), tooltip=HOSTILE),)),
        Fields(((HOSTILE, (Text(HOSTILE),)),)),
        Table((HOSTILE,), (((Text(HOSTILE),),),)),
        Group(HOSTILE, ()),
        Fold((Text(HOSTILE),), ()),
        Listing((Item((Text(HOSTILE),), anchor=HOSTILE),)),
        uses(path=HOSTILE),
    ],
)
def test_html_is_escaped(block):
    written = HTMLParser()
    attributes = []
    written.handle_starttag = lambda tag, found: attributes.extend([("tag", tag), *found])
    written.feed(html(block))
    assert ("tag", "script") not in attributes
    assert {name for name, _ in attributes} <= {"tag", "class", "href", "id", "title"}


def test_a_link_to_a_page_and_an_anchor():
    assert 'href="b.html#c.D"' in html(Paragraph((Link("D", PageTarget("b", "c.D")),)))


def test_an_object_of_the_project_goes_before_those_of_others():
    assert places().uri(ApiTarget("pkg.Own", own=True)) == "api.html#pkg.Own"


def test_an_object_of_others_comes_from_an_inventory():
    assert places().uri(ApiTarget("os.path", own=False)) == "https://x.org/os"


def test_an_inventory_on_this_machine_is_relative_to_the_source_folder():
    assert places().uri(ApiTarget("near.by", own=False)) == "../local.html#n"


def test_what_nobody_documents_has_no_link():
    assert html(Paragraph((Link("x", ApiTarget("no", own=False), code=False),))) == "<p>x</p>\n"


def test_what_is_dropped_leaves_no_text():
    assert html(Paragraph((Link("x", ApiTarget("os.path", own=True), drop=True),))) == "<p></p>\n"


def test_a_page_outside_the_book_has_no_link():
    page = tree(Paragraph((Link("x", PageTarget("b")),)), assembled=frozenset({"a/page"}))
    assert not list(page.findall(nodes.reference))
    assert page.astext() == "x"


def test_a_diagram_that_cannot_be_drawn_is_its_fallback():
    diagram = Diagram((), (), "", (Paragraph((Text("a imports b"),)),))
    assert "a imports b" in html(diagram)
    assert tree(diagram).astext() == "a imports b"


def test_uses_are_written_as_the_list_that_they_are(some_uses):
    assert html(some_uses) == html(some_uses.listing())
    assert str(tree(some_uses)) == str(tree(some_uses.listing()))
    assert 'href="lib/a.py.source.html' in html(some_uses)


def test_uses_are_such_a_list_on_a_shared_page_too(some_uses):
    for options in ({}, {"assembled": frozenset({"a/page"})}):
        medium = HtmlMedium(places=Places(OnePage(), "a/page", API, **options), diagram=str, source=str)
        assert render_html([some_uses], medium) == render_html([some_uses.listing()], medium)


def test_uses_leave_addresses_open_as_the_list_does(some_uses):
    assert open_text((some_uses,)) == open_text((some_uses.listing(),))


def test_uses_are_as_large_as_the_list_that_they_are(some_uses):
    assert size_of([some_uses]) == size_of([some_uses.listing()])


def test_an_anchored_item_is_a_target():
    item = Item((Text("x"),), anchor="pkg.X")
    assert [target["ids"] for target in tree(Listing((item,))).findall(nodes.target)] == [["pkg.X"]]
    assert 'id="pkg.X"' in html(Listing((item,)))


def test_every_block_is_said_in_every_format():
    block = Group("A", (Fields((("B", (Text("C"),)),)), Table(("D",), (((Code("E"),),),)), Fold((Text("F"),), ())))
    assert set("ABCDEF") <= set(tree(block).astext())
    assert all(f">{letter}<" in html(block) for letter in "ABCDEF")


def test_a_graph_survives_any_name():
    hostile = 'a"b\\c\n<&amp;>'
    diagram = Diagram(((hostile, hostile, PageTarget("b")),), ((hostile, hostile, 3),), "", ())
    source = dot_source(diagram, lambda _: 'x"y', "name")
    assert source.count("\n") == 6
    drawn = draw_svg(source, "dot")
    assert drawn is None or "&lt;&amp;amp;&gt;" in drawn


def test_without_graphviz_there_is_no_drawing():
    assert draw_svg("digraph {}", "no-such-program") is None


@pytest.mark.parametrize("builder", [Files(), Folders()], ids=["files", "folders"])
def test_documents_that_share_addresses_write_them_as_the_builder_does(builder):
    documents = ["index", "top", "a/index", "a/one", "a/two", "a/b/one", "a/b/two", "b/one", "b/index"] * 2
    for start in documents:
        found = {end: Places(builder, start, API).uri(PageTarget(end)) for end in documents}
        assert found == {end: builder.get_relative_uri(start, end) for end in documents}
