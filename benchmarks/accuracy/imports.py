"""Imports against what they give in the interpreter, and against the syntax trees."""

import ast
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from causes import UNSEEN, cause_of_import
from tally import Tallies, tallies

Import = dict[str, Any]


def from_imports(index: dict[str, Any]) -> list[Import]:
    """The ``from`` imports whose module the interpreter can name."""
    return [one for one in index["imports"] if one["name"] not in {None, "*"} and not one["module"].startswith(".")]


def import_questions(index: dict[str, Any]) -> list[tuple[str, str, str | None, str | None, str | None]]:
    """Module, name and target of each, the module that imports, and the name there if nothing else binds it."""
    modules = {file["path"]: file["module"] for file in index["files"]}
    bound = Counter((one["file"], _bound(one)) for one in index["imports"])
    bound.update((one["file"], one["name"]) for one in index["symbols"] if _is_top(one, modules))
    return [
        (
            one["module"],
            one["name"],
            one["target"],
            modules[one["file"]],
            _bound(one) if one["scope"] == "module" and bound[one["file"], _bound(one)] == 1 else None,
        )
        for one in from_imports(index)
    ]


def _bound(one: Import) -> str:
    return one["alias"] or one["name"] or str(one["module"]).partition(".")[0]


def _is_top(symbol: dict[str, Any], modules: dict[str, str | None]) -> bool:
    return bool(symbol["qualname"] == f"{modules[symbol['file']]}.{symbol['name']}")


def compare_imports(index: dict[str, Any], truth: list[dict[str, Any]], package: str, site: Path) -> Tallies:
    """Count where ``from`` imports end, and whether those in functions are there."""
    found = tallies()
    for one, end in zip(from_imports(index), truth, strict=True):
        inside = end["home"] is not None and (end["home"] + ".").startswith(f"{package}.")
        if inside or (end["kind"] is not None and one["target_kind"] == "project"):
            good = bool(end["same"]) and (not inside or end["home"] == one["target"] or _renamed(one, end))
            text = f"{one['file']}:{one['line']} {one['name']}: ours {one['target']}; there {end['home']}"
            for way in _ways(one, end):
                found[way].add(good, cause_of_import(one, inside=inside), text)
    listed = {(one["file"], one["line"], one["name"]) for one in index["imports"]}
    for place in _in_functions(index, site):
        found["in functions, listed"].add(place in listed, UNSEEN, ":".join(map(str, place)))
    return found


def _renamed(one: Import, end: dict[str, Any]) -> bool:
    """Whether the object goes by another name than the one it was defined by, as after a decorator or a setting."""
    return bool(end["same"]) and one["target_file"] is not None and "<locals>" in end["home"]


def _ways(one: Import, end: dict[str, Any]) -> Iterator[str]:
    yield "all"
    if end["home"] not in {None, f"{one['module']}.{one['name']}"}:
        yield "through a re-export or an alias"
    if one["scope"] in {"type-checking", "function"}:
        yield {"type-checking": "under TYPE_CHECKING", "function": "in functions"}[one["scope"]]


def _in_functions(index: dict[str, Any], site: Path) -> Iterator[tuple[str, int, str | None]]:
    """File, line and name of each import inside a function, as the syntax tree has them."""
    for file in index["files"]:
        if file["module"] is not None and file["path"].endswith(".py"):
            tree = ast.parse((site / file["path"]).read_bytes())
            functions = (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))
            statements = {inner for function in functions for inner in ast.walk(function)}
            for node in statements:
                if isinstance(node, ast.Import | ast.ImportFrom):
                    yield from (
                        (file["path"], alias.lineno, alias.name if isinstance(node, ast.ImportFrom) else None)
                        for alias in node.names
                    )
