"""The global table of contents at the side of pages, which is made once for all that show it alike, of few nodes."""

import pytest
from sphinx.builders import html
from sphinx.writers.html5 import HTML5Translator

from sphinx_kwindex.events import surroundings


@pytest.fixture
def made(monkeypatch):
    """The documents for which Sphinx makes the table of contents."""
    docnames = []
    make = html.global_toctree_for_doc

    def note(env, docname, *arguments, **options):
        docnames.append(docname)
        return make(env, docname, *arguments, **options)

    monkeypatch.setattr(html, "global_toctree_for_doc", note)
    return docnames


def pages(site, out):
    folder = site.folder / out
    return {path.relative_to(folder): path.read_bytes() for path in folder.rglob("*.html")}


def write_documents(site, option=""):
    site.write("docs/index.rst", f"Start\n=====\n\n.. toctree::\n   {option}\n\n   kwindex/index\n   listed\n")
    for name in ("listed", "folder/one", "folder/two"):
        site.write(f"docs/{name}.rst", f":orphan:\n\n{name}\n==========\n")


@pytest.mark.parametrize("builder", ["html", "dirhtml"])
def test_pages_show_what_sphinx_makes_for_each(site, monkeypatch, builder):
    write_documents(site)
    site.build(builder=builder, html_theme="alabaster")
    monkeypatch.setattr(surroundings, "_is_of_sphinx", lambda _function: False)
    site.build(builder=builder, out="each", html_theme="alabaster")
    assert pages(site, "out") == pages(site, "each") != {}


@pytest.mark.parametrize("option", ["", ":maxdepth: 2", ":titlesonly:", ":numbered:", ":hidden:"])
@pytest.mark.parametrize("listed", ["folders", "all"])
def test_a_branch_of_folders_is_as_sphinx_makes_it(site, monkeypatch, option, listed):
    for folder in ("a", "a/b", "a/b & d", "a/b/c", "e"):
        site.write(f"src/pkg/{folder}/mod.py", "VALUE = 1\n")
    write_documents(site, option)
    site.build(html_theme="alabaster", kwindex_toctree=listed)
    monkeypatch.setattr(surroundings, "_is_of_sphinx", lambda _function: False)
    site.build(out="each", html_theme="alabaster", kwindex_toctree=listed)
    assert pages(site, "out") == pages(site, "each") != {}


def test_entries_of_a_branch_that_are_alike_are_one_node(site, monkeypatch):
    written = []
    monkeypatch.setattr(HTML5Translator, "visit_list_item", lambda _self, node: written.append(node))
    monkeypatch.setattr(HTML5Translator, "depart_list_item", lambda _self, _node: None)
    for number in range(30):
        site.write(f"src/pkg/folder{number}/mod.py", "VALUE = 1\n")
    write_documents(site)
    site.build(html_theme="alabaster")
    assert 0 < len(written) < 30 * 30


def test_documents_of_one_folder_that_are_not_listed_share_it(site, made):
    write_documents(site)
    site.build(html_theme="alabaster")
    assert made.count("listed") == made.count("index") == 1
    assert made.count("folder/one") + made.count("folder/two") == 1
    assert len([docname for docname in made if docname.startswith("kwindex/pkg/mod")]) <= 1
