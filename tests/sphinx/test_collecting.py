"""Python's search for cyclic garbage during a build, and after it."""

import gc

from sphinx_kwindex.events import collecting


def test_during_a_build_python_searches_seldom():
    before = gc.get_threshold()[0]
    collecting.search_seldom()
    assert gc.get_threshold()[0] > before
    assert gc.get_freeze_count() > 0
    collecting.search_as_usual()


def test_after_a_build_python_searches_as_before(site):
    before = gc.get_threshold()
    site.build()
    assert gc.get_threshold() == before
    assert gc.get_freeze_count() == 0
