"""What jedi says of the names in some files of a package; run by the interpreter of the environment that has both.

Usage: resolver.py SITE PACKAGE SEED FILES NAMES SECONDS, prints one JSON object a line for each name.
"""

import ast
import json
import random
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jedi


def main() -> None:
    """Print what jedi resolves, until the time is up."""
    site, package = Path(sys.argv[1]), sys.argv[2]
    seed, files, names, seconds = (int(argument) for argument in sys.argv[3:7])
    chosen = random.Random(seed)  # noqa: S311 - a sample, no secret
    project = jedi.Project(site, smart_sys_path=False)
    end = time.monotonic() + seconds
    for path in _sample(chosen, sorted((site / package).rglob("*.py")), files):
        if time.monotonic() > end:
            break
        for answer in _answers(path, project, site, chosen, names):
            print(json.dumps(answer), flush=True)


def _sample(chosen: random.Random, things: list[Any], count: int) -> list[Any]:
    return things if len(things) <= count else chosen.sample(things, count)


def _answers(
    path: Path, project: jedi.Project, site: Path, chosen: random.Random, count: int
) -> Iterator[dict[str, Any]]:
    try:
        text = path.read_text(encoding="utf-8")
        uses = sorted(_uses(ast.parse(text), text))
    except (SyntaxError, ValueError):
        return
    script = jedi.Script(text, path=path, project=project)
    for line, column, name, kind, base in sorted(_sample(chosen, uses, count)):
        sort = kind
        try:
            found = script.goto(line, column, follow_imports=True)
            inferred = [] if any(one.type == "param" for one in found) else script.infer(line, column)
            if kind == "attribute" and any(
                one.type in {"module", "class", "namespace"} for one in script.goto(*base, follow_imports=True)
            ):
                sort = "module.x, Class.x"
        except Exception:  # noqa: BLE001, S112 - jedi's own defects are no answers
            continue
        yield {
            "file": path.relative_to(site).as_posix(),
            "line": line,
            "column": column,
            "name": name,
            "kind": sort,
            "goto": [_place(one, site) for one in found],
            "infer": [_place(one, site) for one in inferred],
        }


def _place(definition: Any, site: Path) -> dict[str, Any]:
    path = definition.module_path
    inside = path is not None and path.is_relative_to(site)
    return {
        "file": path.relative_to(site).as_posix() if inside else None,
        "line": definition.line,
        "column": definition.column,
        "type": definition.type,
        "name": definition.full_name or definition.name,
    }


def _uses(tree: ast.AST, text: str) -> Iterator[tuple[int, int, str, str, tuple[int, int]]]:
    """Line, column in characters, name, kind and place of the base of each name in use."""
    lines = text.split("\n")

    def characters(line: int, offset: int) -> int:
        return len(lines[line - 1].encode()[:offset].decode(errors="replace"))

    for node in ast.walk(tree):
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load):
            column = characters(node.lineno, node.col_offset)
            if lines[node.lineno - 1][column:].startswith(node.id):
                yield node.lineno, column, node.id, "name", (0, 0)
        elif isinstance(node, ast.Attribute):
            line, end = node.end_lineno or 0, node.end_col_offset or 0
            column = characters(line, end) - len(node.attr)
            base = (
                node.value.end_lineno or 0,
                characters(node.value.end_lineno or 0, node.value.end_col_offset or 0) - 1,
            )
            if lines[line - 1][column:].startswith(node.attr):
                yield line, column, node.attr, _kind_of(node.value), base


def _kind_of(base: ast.expr) -> str:
    if isinstance(base, ast.Name) and base.id in {"self", "cls"}:
        return "self.x"
    if isinstance(base, ast.Call) and isinstance(base.func, ast.Name) and base.func.id == "super":
        return "self.x"
    return "attribute" if isinstance(base, ast.Name | ast.Attribute) else "object"


if __name__ == "__main__":
    main()
