"""The lines that Sphinx logs of its pages."""

import logging

import pytest

LOGGERS = [logging.getLogger(f"sphinx.sphinx.{name}") for name in ("events", "application", "registry")]


class Lines(logging.Handler):
    def __init__(self):
        super().__init__()
        self.texts = []

    def emit(self, record):
        self.texts.append(record.getMessage())


@pytest.fixture
def lines():
    handler = Lines()
    for logger in LOGGERS:
        logger.addHandler(handler)
    yield handler.texts
    for logger in LOGGERS:
        logger.removeHandler(handler)


def of_pages(texts):
    beginnings = (
        "[app] emitting event: 'html-page-context'",
        "[app] adding stylesheet: 'kwin",
        "[app] adding js_file: 'kwin",
    )
    return [text for text in texts if text.startswith(beginnings)]


def test_a_page_is_not_logged_where_nobody_sees_it(site, lines):
    site.build(verbosity=1)
    assert not of_pages(lines)


def test_a_page_is_logged_where_all_is_shown(site, lines):
    build = site.build(verbosity=2)
    assert len(of_pages(lines)) > len(build.written)
    assert "html-page-context" in build.status


def test_after_a_build_all_is_logged_again(site):
    site.build()
    assert all(logger.isEnabledFor(logging.DEBUG) for logger in LOGGERS)
