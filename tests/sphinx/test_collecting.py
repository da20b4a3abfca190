"""Python's search for cyclic garbage during a build, and after it."""

import gc
import subprocess
import sys

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


def test_when_python_ends_it_searches_for_nothing():
    script = (
        "import atexit, gc\n"
        "atexit.register(lambda: print(gc.get_freeze_count() > 0))\n"
        "from sphinx_kwindex.events import collecting\n"
        "for _ in range(2):\n"
        "    collecting.search_seldom()\n"
        "    collecting.search_as_usual()\n"
    )
    assert subprocess.run([sys.executable, "-c", script], capture_output=True, check=True).stdout.split() == [b"True"]
