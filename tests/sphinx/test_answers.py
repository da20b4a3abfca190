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
    site.build(jobs=2)
    assert sorted(readied) == ["pkg/__init__.py", "pkg/mod.py", "pkg/sub/__init__.py", "pkg/sub/user.py"]
    readied.clear()
    site.build(jobs=2)
    assert readied == []


def test_no_rules_are_read_where_nothing_is_highlighted(site, readied):
    site.write("docs/index.rst", "Page\n====\n")
    site.build(jobs=2, kwindex_source_pages=False)
    site.build(builder="text", out="text", jobs=2)
    assert readied == []


def test_one_process_reads_rules_as_it_needs_them(site, readied):
    site.write("docs/index.rst", "Page\n====\n")
    site.build()
    assert readied == []
