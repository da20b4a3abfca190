"""The HTML of answers, kept from composing to writing."""

import pytest

from sphinx_kwindex.blocks import Diagram, Link, Page, PageTarget, Paragraph, Query, Source, Text
from sphinx_kwindex.pages.project import stub_path, texts_path
from sphinx_kwindex.pages.stubs import stub_text, write_stubs
from sphinx_kwindex.pages.texts import open_text, read_texts, write_texts

QUERY = Query("related-files", "pkg/a.py", (("limit", "3"),))
TEXTS = {QUERY: "<p>\udc80 ö</p>"}


def test_what_is_kept_is_read_again(tmp_path):
    write_texts(tmp_path / "page", "1", TEXTS)
    assert read_texts(tmp_path / "page") == TEXTS


def test_texts_of_the_same_fingerprint_are_not_written_again(tmp_path):
    write_texts(tmp_path / "page", "1", TEXTS)
    write_texts(tmp_path / "page", "1", {})
    assert read_texts(tmp_path / "page") == TEXTS
    write_texts(tmp_path / "page", "2", {})
    assert read_texts(tmp_path / "page") == {}


@pytest.mark.parametrize("content", [None, b"", b"1\n", b"1\nnot packed", b"\x00\xff"])
def test_without_whole_texts_there_are_none(tmp_path, content):
    if content is not None:
        (tmp_path / "page").write_bytes(content)
    assert read_texts(tmp_path / "page") == {}


@pytest.mark.parametrize("block", [Diagram((), (), "", ()), Source("a.py")])
def test_what_is_drawn_or_highlighted_in_the_end_is_not_kept(block):
    assert open_text((Paragraph((Text("x"),)), block)) is None


def test_the_address_of_a_page_is_left_open():
    assert "a.html" not in (open_text((Paragraph((Link("x", PageTarget("a")),)),)) or "")


def test_texts_go_with_their_page(tmp_path):
    page = Page(docname="page", title="Page", lead=(), sections=(), children=())
    write_texts(texts_path(tmp_path, "gone"), "1", TEXTS)
    write_texts(texts_path(tmp_path, "page"), "1", TEXTS)
    write_stubs(tmp_path, {"page": stub_text(page, "1")})
    assert sorted(tmp_path.iterdir()) == [stub_path(tmp_path, "page"), texts_path(tmp_path, "page")]
