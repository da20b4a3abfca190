"""Read a package in one way and print the CPU seconds without imports: ``python stages.py WAY PACKAGE [STORE]``.

A line each: the stages, where the way tells them, and the total.
"""

import ast
import sys
import time
from collections.abc import Callable
from pathlib import Path

Work = Callable[[], object]
"""What is measured; its result, if it is a mapping, has the seconds of its stages."""


def parse(package: Path) -> Work:
    """Parse each file, as any analysis has to at least."""

    def work() -> None:
        for path in sorted(package.rglob("*.py")):
            try:
                ast.parse(path.read_bytes())
            except (SyntaxError, ValueError):
                continue

    return work


def load_with_griffe(package: Path) -> Work:
    """Load the package with griffe, without importing it."""
    import griffe  # noqa: PLC0415 - one way does not need what the other imports

    return lambda: griffe.load(package.name, search_paths=[str(package.parent)], allow_inspection=False)


def refresh_ours(package: Path, store: Path) -> Work:
    """Discover, analyse, link, relate and store, in one process."""
    from sphinx.config import Config  # noqa: PLC0415 - as above

    from sphinx_kwindex.analysis import load_parsers  # noqa: PLC0415
    from sphinx_kwindex.config import read_settings  # noqa: PLC0415
    from sphinx_kwindex.config.options import OPTIONS  # noqa: PLC0415
    from sphinx_kwindex.indexing import refresh, timing, working  # noqa: F401, PLC0415
    from sphinx_kwindex.model.kinds import FileType  # noqa: PLC0415

    config = Config({"kwindex_sources": [str(package)], "extensions": []})
    for option in OPTIONS:
        config.add(option.name, option.default, "", option.types)
    settings = read_settings(config, package.parent)
    load_parsers([FileType.PYTHON])
    timing.perf_counter = time.process_time  # the stages too are measured by what they cost
    return lambda: dict(refresh(settings, store, jobs=1).seconds)


WAYS = {"ast": parse, "griffe": load_with_griffe, "ours": refresh_ours}


def main(way: str, *folders: str) -> None:
    """Do it and print what it cost."""
    work = WAYS[way](*map(Path, folders))
    start = time.process_time()
    done = work()
    total = time.process_time() - start
    for stage, seconds in done.items() if isinstance(done, dict) else ():
        print(stage, seconds)
    print("total", total)


if __name__ == "__main__":
    main(*sys.argv[1:])
