"""HTML whose addresses are left open, and filled in later."""

import pytest

from sphinx_kwindex.blocks import ApiTarget, Index, Indexed, Link, PageTarget, Paragraph, Text, UrlTarget
from sphinx_kwindex.rendering.addresses import OpenAddresses, fill_in
from sphinx_kwindex.rendering.html import HtmlMedium, render_html

HOSTILE = "<@a@> <|> <script>\"&'</script> @>"


class Known:
    def linked(self, target, before, after, otherwise):
        found = uri(target)
        return otherwise if found is None else f"{before}{found}{after}"

    def pages(self, targets):
        return [uri(target) for target in targets]

    def anchor(self, anchor):
        return anchor


def uri(target):
    if isinstance(target, PageTarget):
        return f"../{target.docname}.html" + (f"#{target.anchor}" if target.anchor else "")
    if isinstance(target, ApiTarget):
        return "api.html" if target.fullname in {"pkg.X", HOSTILE} and target.own else None
    return target.url


def written(blocks, places):
    return render_html(blocks, HtmlMedium(places=places, diagram=lambda _: None, source=lambda _: ""))


@pytest.mark.parametrize(
    "link",
    [
        Link("x", PageTarget("a/b")),
        Link("x", PageTarget("a/b", "c.d"), tooltip="class c.d"),
        Link("x", UrlTarget("https://example.org/")),
        Link("x", ApiTarget("pkg.X", own=True), drop=True),
        Link("x", ApiTarget("pkg.Y", own=True), drop=True),
        Link("x", ApiTarget("os.path", own=False)),
        Link("x", ApiTarget("os.path", own=False), tooltip="os.path", style="y"),
        Link(HOSTILE, PageTarget("a"), tooltip=HOSTILE),
        Link(HOSTILE, ApiTarget(HOSTILE, own=True), tooltip=HOSTILE),
        Link(HOSTILE, ApiTarget("no", own=False), tooltip=HOSTILE),
    ],
)
def test_filling_in_gives_what_rendering_at_once_gives(link):
    blocks = [Paragraph((Text(HOSTILE), link, Text("after"), link))]
    assert fill_in(written(blocks, OpenAddresses()), uri) == written(blocks, Known())


def test_many_pages_have_the_addresses_of_each():
    targets = [
        PageTarget("a/page"),
        PageTarget("b/page", "pkg.f"),
        PageTarget("c/page", "größe <1>"),
        PageTarget("d", "L7"),
    ]
    for some in (targets, targets[:2], []):
        assert OpenAddresses().pages(some) == [OpenAddresses().linked(target, "", "", "") for target in some]


def test_an_anchor_is_quoted():
    blocks = [Paragraph((Link("x", PageTarget("a", 'ö "<')),))]
    assert 'href="../a.html#%C3%B6%20%22%3C"' in fill_in(written(blocks, OpenAddresses()), uri)


def test_nothing_is_left_open():
    blocks = [Paragraph((Link("x", PageTarget("a")), Link("y", ApiTarget("z", own=False))))]
    assert "<@" not in fill_in(written(blocks, OpenAddresses()), uri)


@pytest.mark.parametrize("places", [OpenAddresses(), Known()])
def test_an_index_is_written_as_the_list_of_its_names(places):
    place, home = PageTarget("a.source", "a.b"), PageTarget("a", "a.b")
    names = (
        Indexed("b", place, "type parameter", "a", home),
        Indexed("_b", place, "function", "a", home, style="private"),
        Indexed(HOSTILE, place, "heading", HOSTILE, home, code=False),
    )
    assert written([Index(names)], places) == written([Index(names).listing()], places)
