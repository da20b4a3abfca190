"""What jedi says of names in use; run by the interpreter of the environment that has both.

Usage: resolver.py SITE PACKAGE SEED FILES NAMES SECONDS, prints one JSON object a line for each name.
"""

import json
import random
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jedi
from uses import Use, added_to, uses_in


def main() -> None:
    """Print what jedi resolves, until the time is up."""
    site, package = Path(sys.argv[1]), sys.argv[2]
    seed, files, names, seconds = (int(argument) for argument in sys.argv[3:7])
    chosen = random.Random(seed)  # noqa: S311 - a sample, no secret
    asking = _Asking(site)
    end = time.monotonic() + seconds
    for path in _sample(chosen, sorted((site / package).rglob("*.py")), files):
        if time.monotonic() > end:
            break
        for answer in asking.answers(path, chosen, names):
            print(json.dumps(answer), flush=True)


def _sample(chosen: random.Random, things: list[Any], count: int) -> list[Any]:
    return things if len(things) <= count else chosen.sample(things, count)


class _Asking:
    """Asks jedi about files in one folder of packages."""

    def __init__(self, site: Path) -> None:
        self._site = site
        self._project = jedi.Project(site, smart_sys_path=False)
        self._added: dict[Path, set[int]] = {}

    def answers(self, path: Path, chosen: random.Random, count: int) -> Iterator[dict[str, Any]]:
        """The answers for some names of a file."""
        try:
            text = path.read_text(encoding="utf-8")
            uses = sorted(uses_in(text))
        except (SyntaxError, ValueError):
            return
        script = jedi.Script(text, path=path, project=self._project)
        for use in sorted(_sample(chosen, uses, count)):
            try:
                yield self._answer(script, path, use)
            except Exception:  # noqa: BLE001, S112 - jedi's own defects are no answers
                continue

    def _answer(self, script: jedi.Script, path: Path, use: Use) -> dict[str, Any]:
        return {
            "file": path.relative_to(self._site).as_posix(),
            "line": use.line,
            "column": use.column,
            "name": use.name,
            "kind": use.kind,
            "owner": use.owner,
            "chain": use.chain,
            "base": use.base,
            "base_types": [one.type for one in script.goto(*use.place, follow_imports=True)] if use.place else [],
            "goto": [self._place(one) for one in script.goto(use.line, use.column, follow_imports=True)],
        }

    def _place(self, definition: Any) -> dict[str, Any]:
        path = definition.module_path
        inside = path is not None and path.is_relative_to(self._site)
        return {
            "file": path.relative_to(self._site).as_posix() if inside else None,
            "line": definition.line,
            "type": definition.type,
            "name": definition.full_name or definition.name,
            "column": definition.column,
            "adds": inside and definition.line in self._additions(path),
        }

    def _additions(self, path: Path) -> set[int]:
        if path not in self._added:
            try:
                self._added[path] = added_to(path.read_text(encoding="utf-8"))
            except (SyntaxError, ValueError):
                self._added[path] = set()
        return self._added[path]


if __name__ == "__main__":
    main()
