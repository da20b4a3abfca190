"""Source texts are highlighted by processes that are forked when their documents have been resolved."""

import pytest

from sphinx_kwindex.events import answers


@pytest.fixture
def readied(monkeypatch):
    paths = []
    monkeypatch.setattr(answers, "make_ready", paths.append)
    return paths


def test_rules_are_read_before_processes_write_and_only_if_source_pages_are_written(site, readied):
    site.write("docs/index.rst", "Page\n====\n")
    site.build()
    assert sorted(readied) == ["pkg/__init__.py", "pkg/mod.py", "pkg/sub/__init__.py", "pkg/sub/user.py"]
    readied.clear()
    site.build()
    assert readied == []


def test_no_rules_are_read_where_nothing_is_highlighted(site, readied):
    site.write("docs/index.rst", "Page\n====\n")
    site.build(kwindex_source_pages=False)
    site.build(builder="text", out="text")
    assert readied == []
