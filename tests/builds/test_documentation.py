"""The documentation says what the code does, and its examples run."""

import runpy
from pathlib import Path

import pytest

DOCS = Path(__file__).parents[2] / "docs"


@pytest.mark.parametrize("page", ["options.md", "warnings.md"])
def test_the_reference_follows_from_the_code(page):
    render = runpy.run_path(str(DOCS / "generate.py"))["PAGES"][page]
    assert (DOCS / "reference" / page).read_text(encoding="utf-8") == render(), "run python docs/generate.py"
