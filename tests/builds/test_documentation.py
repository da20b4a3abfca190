"""The documentation says what the code does, and its examples run."""

import ast
import inspect
from itertools import pairwise
from pathlib import Path

import pytest
from sphinx_kwindex.model import kinds

DOCS = Path(__file__).parents[2] / "docs"
REFERENCE = DOCS / "reference"


def problem_kinds():
    (kind,) = (node for node in ast.parse(inspect.getsource(kinds)).body if getattr(node, "name", "") == "ProblemKind")
    return [(one.value.value, two.value.value) for one, two in pairwise(kind.body) if isinstance(one, ast.Assign)]


@pytest.mark.parametrize(("name", "meaning"), problem_kinds())
def test_every_warning_is_in_the_reference(name, meaning):
    entry = f"`kwindex.{name}`\n: {meaning.replace('``', '`')}\n"
    assert entry in (REFERENCE / "warnings.md").read_text(encoding="utf-8")
