"""The search index of Sphinx, which stays as it is where nothing changed."""

import json

import pytest
import sphinx


@pytest.fixture
def index(site):
    site.write("docs/index.rst", "Page\n====\n\n.. toctree::\n\n   kwindex/index\n")
    site.write("docs/other.rst", ":orphan:\n\nOther\n=====\n\nQuagga.\n")
    site.build()
    return site.folder / "out/searchindex.js"


def read(path):
    return json.loads(path.read_text(encoding="utf-8").removeprefix("Search.setIndex(").removesuffix(")"))


def test_a_build_without_changes_does_not_write_it(site, index):
    before = index.stat().st_mtime_ns
    site.build()
    site.build(jobs=2)
    assert index.stat().st_mtime_ns == before


@pytest.mark.parametrize("damage", ["", "Search.setIndex({})"])
def test_it_is_mended(site, index, damage):
    before = read(index)
    if damage:
        index.write_text(damage, encoding="utf-8")
    else:
        index.unlink()
    site.build(all_pages=True)
    assert read(index) == before


def test_it_follows_the_sources(site, index):
    site.write("src/pkg/mod.py", "def okapi():\n    pass\n")
    site.build()
    assert "okapi" in index.read_text(encoding="utf-8")


def test_it_follows_the_documents(site, index):
    site.write("docs/other.rst", ":orphan:\n\nOther\n=====\n\nOkapi.\n")
    site.build()
    assert "okapi" in read(index)["terms"]


@pytest.mark.skipif(sphinx.version_info < (8, 1), reason="Sphinx 8.0 writes nothing where no document changed")
def test_it_forgets_a_document_that_is_gone(site, index):
    (site.folder / "docs/other.rst").unlink()
    site.build()
    assert "other" not in read(index)["docnames"]


def test_another_output_folder_has_its_own(site, index):
    site.build(out="second")
    assert read(site.folder / "second/searchindex.js") == read(index)
