"""Python's search for cyclic garbage during a build, and after it."""

import gc
import os
import subprocess
import sys
from types import SimpleNamespace

import pytest

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


@pytest.mark.skipif(not hasattr(os, "fork"), reason="Sphinx has processes where they can be forked only")
def test_a_process_that_writes_searches_only_among_its_own_values():
    script = (
        "import gc, os\n"
        "from types import SimpleNamespace\n"
        "from sphinx_kwindex.events import collecting\n"
        "collecting.search_seldom()\n"
        "waiting = [[] for _ in range(1000)]\n"
        "collecting.leave_to_processes(None, SimpleNamespace(parallel_ok=True))\n"
        "here = gc.get_freeze_count()\n"
        "if not os.fork():\n"
        "    os._exit(gc.get_freeze_count() >= here + 1000)\n"
        "print(os.waitstatus_to_exitcode(os.wait()[1]), gc.get_freeze_count() == here)\n"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, check=True)
    assert done.stdout.split() == [b"1", b"True"]


def test_where_pages_are_written_here_it_is_searched_as_while_they_are_read():
    collecting.search_seldom()
    reading = gc.get_threshold()
    collecting.leave_to_processes(None, SimpleNamespace(parallel_ok=False))
    assert gc.get_threshold() == reading
    collecting.search_as_usual()
