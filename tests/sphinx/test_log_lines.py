"""The lines that Sphinx logs of its events."""

import logging

import pytest

EVENTS = logging.getLogger("sphinx.sphinx.events")


class Lines(logging.Handler):
    def __init__(self):
        super().__init__()
        self.texts = []

    def emit(self, record):
        self.texts.append(record.getMessage())


@pytest.fixture
def lines():
    handler = Lines()
    EVENTS.addHandler(handler)
    yield handler.texts
    EVENTS.removeHandler(handler)


def of_pages(texts):
    return [text for text in texts if "html-page-context" in text]


def test_a_page_is_not_logged_where_nobody_sees_it(site, lines):
    site.build(verbosity=1)
    assert not of_pages(lines)


def test_a_page_is_logged_where_all_is_shown(site, lines):
    build = site.build(verbosity=2)
    assert of_pages(lines)
    assert "html-page-context" in build.status


def test_after_a_build_all_is_logged_again(site):
    site.build()
    assert EVENTS.isEnabledFor(logging.DEBUG)
