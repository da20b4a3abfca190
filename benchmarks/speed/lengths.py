"""How long the functions and files of a package are: what is short is read, what is long is skimmed."""

import ast
import statistics
from collections.abc import Iterator
from pathlib import Path

from table import Row

Function = ast.FunctionDef | ast.AsyncFunctionDef


def lengths(package: Path) -> Iterator[Row]:
    """Compare the lines of functions and files with those we allow ourselves."""
    texts = [path.read_text(encoding="utf-8") for path in sorted(package.rglob("*.py"))]
    functions = [node for text in texts for node in ast.walk(ast.parse(text)) if isinstance(node, Function)]
    lines = [(function.end_lineno or function.lineno) - function.lineno + 1 for function in functions]
    most = statistics.quantiles(lines, n=20)[-1]
    files = [text.count("\n") for text in texts]
    bare = sum(function.returns is None for function in functions)
    about = f"{package.name}, {len(texts)} files"
    yield Row(about, "lines of a function, the median", statistics.median(lines), "8 lines", 8, 1.0)
    yield Row(about, "lines of a function, of 95 % at most", most, "30 lines", 30, 1.0)
    yield Row(about, "lines of the longest function", max(lines), "50 lines", 50, 1.0)
    yield Row(about, "lines of the longest file", max(files), "300 lines", 300, 1.0)
    yield Row(about, "functions that do not say what they return", bare, "functions", len(functions), 0.0)
