"""The documentation says what the code does, and its examples run."""

import re
import runpy
import subprocess
import sys
from pathlib import Path

import pytest
from builds.links import flaws
from sphinx.config import Config

from sphinx_kwindex.config import read_settings
from sphinx_kwindex.config.options import OPTIONS
from sphinx_kwindex.directives import DIRECTIVES

DOCS = Path(__file__).parents[2] / "docs"


@pytest.mark.parametrize("page", ["options.md", "warnings.md"])
def test_the_reference_follows_from_the_code(page):
    render = runpy.run_path(str(DOCS / "generate.py"))["PAGES"][page]
    assert (DOCS / "reference" / page).read_text(encoding="utf-8") == render(), "run python docs/generate.py"


def test_the_reference_names_every_directive_with_its_options():
    text = (DOCS / "reference" / "directives.md").read_text(encoding="utf-8")
    public = {name: directive for name, directive in DIRECTIVES.items() if name != "kwindex-page"}
    assert [name for name in public if f"\n`{name}`\n: " not in text] == []
    options = {option for directive in public.values() for option in directive.option_spec}
    assert [option for option in options if f"`:{option}:`" not in text] == []


def test_the_tutorial_works_as_it_is_written(tmp_path):
    *files, (added, text) = captioned(DOCS / "tutorial.md")
    for name, content in files:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(content, encoding="utf-8")
    run_sphinx(tmp_path)
    with (tmp_path / added.removesuffix(" (added)")).open("a", encoding="utf-8") as page:
        page.write("\n" + text)
    assert "0 added, 1 changed, 0 removed" in run_sphinx(tmp_path)
    assert "Animal.greet" in (tmp_path / "out/index.html").read_text(encoding="utf-8")
    assert flaws(tmp_path / "out") == []


def captioned(page):
    """The code blocks of a page that are files, each with its name."""
    pattern = r"^(`{3,})\{code-block\} \w+\n:caption: ([^\n]+)\n\n(.*?)^\1$"
    return [
        (name, text)
        for _, name, text in re.findall(pattern, page.read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE)
    ]


def run_sphinx(folder):
    command = [sys.executable, "-m", "sphinx", "-W", "docs", "out"]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout


def examples(word):
    """The Python blocks of the guides that have ``word`` in them."""
    guides = sorted((DOCS / "howto").glob("*.md"))
    blocks = (
        re.findall(r"^```python\n(.*?)^```$", page.read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE)
        for page in guides
    )
    return [block for found in blocks for block in found if word in block]


@pytest.mark.parametrize("block", examples("kwindex_"))
def test_the_settings_in_the_guides_are_right(tmp_path, block):
    found = runpy.run_path(str(written(tmp_path / "docs/conf.py", block)))
    values = {"kwindex_sources": [".."]} | {name: value for name, value in found.items() if name.startswith("kwindex_")}
    for folder in values["kwindex_sources"]:
        (tmp_path / "docs" / folder).mkdir(parents=True, exist_ok=True)
    config = Config(values)
    for option in OPTIONS:
        config.add(option.name, option.default, "", option.types)
    assert read_settings(config, tmp_path / "docs").roots


def test_the_guide_to_json_prints_the_names_that_are_used_most(build_zoo, tmp_path, monkeypatch, capsys):
    (block,) = examples("kwindex.json")
    (tmp_path / "build").mkdir()
    (tmp_path / "build/json").symlink_to(build_zoo("kwindex").out)
    monkeypatch.chdir(tmp_path)
    runpy.run_path(str(written(tmp_path / "example.py", block)))
    assert "zoo.animals.Animal\n" in capsys.readouterr().out


def written(path, text):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path
