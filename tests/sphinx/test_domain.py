"""Roles, objects and the index of the domain."""

import zlib

import pytest

from sphinx_kwindex import domain


def page(site, text, **options):
    site.write("docs/index.rst", f"Page\n====\n\n{text}\n")
    return site.build(**options)


@pytest.mark.parametrize(
    ("role", "link"),
    [
        (":kw:file:`pkg/mod.py`", "kwindex/pkg/mod.py.html"),
        (":kw:file:`pkg.mod`", "kwindex/pkg/mod.py.html"),
        (":kw:file:`pkg/mod.py#L4`", "kwindex/pkg/mod.py.source.html#L4"),
        (":kw:file:`pkg/mod.py#L4-L6`", "kwindex/pkg/mod.py.source.html#L4"),
        (":kw:file:`pkg/mod.py#L6-L4`", "kwindex/pkg/mod.py.source.html#L4"),
        (":kw:folder:`pkg/sub/`", "kwindex/pkg/sub/index.html"),
        (":kw:folder:`/`", "kwindex/index.html"),
        (":kw:symbol:`pkg.mod.Thing.run`", "kwindex/pkg/mod.py.html#pkg.mod.Thing.run"),
        (":any:`pkg.mod.Thing`", "kwindex/pkg/mod.py.html#pkg.mod.Thing"),
        (":ref:`kw-keywords`", "kw-keywords.html"),
    ],
)
def test_a_role_links(site, role, link):
    built = page(site, role)
    assert f'href="{link}"' in built.text("index.html")
    assert built.warnings == ()


def test_a_link_to_several_lines_knows_all_of_them(site):
    text = page(site, ":kw:file:`pkg/mod.py#L4-L6` and :kw:file:`one line <pkg/mod.py#L5>`").text("index.html")
    assert text.count("kwindex-lines-4-6") == text.count("kwindex-lines-") == 1
    assert "kwindex.js" in text


def test_a_page_without_links_to_several_lines_has_no_script(site):
    assert "kwindex.js" not in page(site, ":kw:file:`pkg/mod.py#L4`").text("index.html")


def test_a_tilde_leaves_the_last_part(site):
    assert ">run</span>" in page(site, ":kw:symbol:`~pkg.mod.Thing.run`").text("index.html")


@pytest.mark.parametrize(
    "role", ["file:`pkg/mud.py`", "symbol:`pkg.mod.Thong`", "file:`pkg/mod.py#L400`", "file:`pkg/mod.py#L4-L400`"]
)
def test_an_unknown_target_is_reported_with_the_nearest(site, role):
    (line,) = page(site, f":kw:{role}").warnings
    assert "index.rst:4: ERROR: kw:" in line
    assert "nearest: pkg" in line
    assert "[kwindex.argument]" in line


def test_a_role_whose_target_moves_is_written_again(site):
    page(site, ":kw:symbol:`pkg.mod.Thing`")
    site.write("src/pkg/mod.py", '"""A module."""\n')
    site.write("docs/other.rst", ":orphan:\n\nOther\n=====\n")
    built = site.build()
    assert set(built.read) >= {"index", "other"}
    assert "kwindex/pkg/mod.py.html" not in built.text("index.html")


def inventory(site):
    """The lines of the inventory: name, type, priority, address, title."""
    packed = (site.folder / "out/objects.inv").read_bytes().split(b"zlib.\n", 1)[1]
    return zlib.decompress(packed).decode().splitlines()


def test_the_inventory_has_files_folders_and_symbols(site):
    page(site, "Words.")
    lines = inventory(site)
    assert "pkg/mod.py kw:file 1 kwindex/pkg/mod.py.html -" in lines
    assert "pkg/sub/ kw:folder 1 kwindex/pkg/sub/index.html -" in lines
    assert "pkg.mod.Thing.run kw:symbol 1 kwindex/pkg/mod.py.html#$ -" in lines
    assert not [line for line in lines if " py:" in line]


def test_private_and_local_names_are_neither_in_the_inventory_nor_in_the_search(site):
    site.write("src/pkg/mod.py", "def _hidden(): ...\ndef shown():\n    def within(): ...\n")
    built = page(site, "Words.")
    assert [line.split()[0] for line in inventory(site) if line.startswith("pkg.mod.")] == ["pkg.mod.shown"]
    assert "shown" in built.text("searchindex.js")
    assert "_hidden" not in built.text("searchindex.js")


def test_the_keyword_index_lists_every_keyword(site):
    text = page(site, "Words.").text("kw-keywords.html")
    assert 'href="kwindex/pkg/mod.py.html#pkg.mod.Thing"' in text


def test_inventory_and_search_ask_the_index_once(site, monkeypatch):
    asked = []
    search_objects = domain.search_objects
    monkeypatch.setattr(domain, "search_objects", lambda of: asked.append(of) or search_objects(of))
    site.build()
    site.write("src/pkg/more.py", "MORE = 1\n")
    site.build()
    assert len(asked) == 2
