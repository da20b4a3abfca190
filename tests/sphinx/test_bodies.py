"""The answers of a page stand aside until Sphinx asks what is around it."""

import pytest

PAGE = "kwindex/pkg/mod.py"


@pytest.fixture
def bodies(site):
    """A function that builds, and returns the body of a page as a handler of some priority sees it."""
    site.write("docs/index.rst", "Page\n====\n")

    def seen(priority):
        found = {}

        def look(_app, name, _template, context, _doctree):
            found[name] = context.get("body", "")

        site.build(prepare=lambda app: app.connect("html-page-context", look, priority=priority))
        return found[PAGE]

    return seen


def test_sphinx_has_no_answers_to_make_a_note_of(bodies):
    assert "A thing." not in bodies(-1)


def test_every_other_handler_sees_the_whole_page(bodies):
    body = bodies(1)
    assert "A thing." in body
    assert "<@" not in body


@pytest.mark.parametrize("builder", ["html", "dirhtml", "json", "htmlhelp", "epub"])
def test_every_builder_writes_whole_pages(site, builder):
    site.write("docs/index.rst", "Page\n====\n")
    built = site.build(builder=builder)
    pages = [content for name, content in built.files().items() if name.endswith(("html", "json"))]
    assert any(b"A thing." in content for content in pages)
    assert not any(b"<@" in content for content in pages)
