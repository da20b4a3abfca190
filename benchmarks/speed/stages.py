"""Read a package in one way and print the CPU seconds: ``python stages.py WAY PACKAGE [STORE]``."""

import ast
import sys
import time
from pathlib import Path


def parse(package: Path) -> None:
    """Parse each file, as any analysis has to at least."""
    for path in sorted(package.rglob("*.py")):
        try:
            ast.parse(path.read_bytes())
        except (SyntaxError, ValueError):
            continue


def load_with_griffe(package: Path) -> None:
    """Load the package with griffe, without importing it."""
    import griffe  # noqa: PLC0415 - its import is not what is measured elsewhere

    griffe.load(package.name, search_paths=[str(package.parent)], allow_inspection=False, submodules=True)


def refresh_ours(package: Path, store: Path) -> None:
    """Discover, analyse, link, relate and store, in one process."""
    from sphinx.config import Config  # noqa: PLC0415 - as above

    from sphinx_kwindex.config import read_settings  # noqa: PLC0415
    from sphinx_kwindex.config.options import OPTIONS  # noqa: PLC0415
    from sphinx_kwindex.indexing import refresh  # noqa: PLC0415

    config = Config({}, {"kwindex_sources": [str(package)], "extensions": []})
    for option in OPTIONS:
        config.add(option.name, option.default, "", option.types)
    refresh(read_settings(config, package.parent), store, jobs=1)


WAYS = {"ast": parse, "griffe": load_with_griffe, "ours": refresh_ours}


def main(way: str, *folders: str) -> None:
    """Do it and print what it cost."""
    start = time.process_time()
    WAYS[way](*map(Path, folders))
    print(time.process_time() - start)


if __name__ == "__main__":
    main(*sys.argv[1:])
