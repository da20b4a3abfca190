"""Nothing is ever imported or read but the text itself."""

import gc
import os
import subprocess
import sys
import sysconfig
import warnings
from shutil import which

import pytest
from astroid import nodes
from astroid.manager import AstroidManager
from sources import facts_of

from sphinx_kwindex.analysis.python.sealing import parse, sealed

TRAPPED = ("colorsys", "alabaster", "trapdep")
"""Named like a module of the standard library, like a dependency, and like neither; none is imported by then."""
SOURCE = """
from {name} import *
import {name}
from {name} import attribute
{name}.attribute = 1
{name}.attribute.deeper = 2
x = {name}.make()
class C({name}.Base):
    def m(self):
        self.y = {name}.make()
        self.y.z = 1
__all__ = {name}.__all__
"""
ANALYSE = """
import sys
from sources import facts_of
sys.path[:0] = [{folder!r}]
for name in {names!r}:
    assert name not in sys.modules
    assert len(facts_of({source!r}.format(name=name)).keywords) > 3
"""


def run(folder, names):
    """Analyse in a fresh process, whose path the traps stand first on."""
    code = ANALYSE.format(folder=str(folder), names=names, source=SOURCE)
    subprocess.run([sys.executable, "-c", code], check=True, cwd=folder, env={"PYTHONPATH": os.pathsep.join(sys.path)})


def test_a_module_on_the_path_is_not_imported(tmp_path):
    for name in TRAPPED:
        text = f"open({str(tmp_path / 'sprung')!r}, 'a').write({name!r})\nattribute = None\n"
        (tmp_path / f"{name}.py").write_text(text)
    run(tmp_path, TRAPPED)
    assert not (tmp_path / "sprung").exists()


EXTENSION = r"""
#include <Python.h>
#include <stdio.h>
static struct PyModuleDef definition = {PyModuleDef_HEAD_INIT, "NAME", NULL, -1, NULL};
PyMODINIT_FUNC PyInit_NAME(void) {
    FILE *file = fopen("SPRUNG", "a");
    if (file) fclose(file);
    return PyModule_Create(&definition);
}
"""


def build(folder, name):
    """Compile an extension module that leaves a file behind when it is imported."""
    compiler = which("cc") or which("gcc") or which("clang")
    include = sysconfig.get_path("include")
    if compiler is None:
        pytest.skip("there is no C compiler")
    source = folder / f"{name}.c"
    source.write_text(EXTENSION.replace("NAME", name).replace("SPRUNG", str(folder / "sprung")))
    target = folder / f"{name}{sysconfig.get_config_var('EXT_SUFFIX')}"
    command = [compiler, "-shared", "-fPIC", f"-I{include}", str(source), "-o", str(target)]
    if subprocess.run(command, check=False, capture_output=True).returncode:
        pytest.skip("the headers of Python are not installed")


def test_an_extension_module_on_the_path_is_not_imported(tmp_path):
    for name in TRAPPED:
        build(tmp_path, name)
    run(tmp_path, TRAPPED)
    assert not (tmp_path / "sprung").exists()


def test_the_trap_itself_springs(tmp_path):
    build(tmp_path, "trapdep")
    code = f"import sys; sys.path[:0] = [{str(tmp_path)!r}]; import trapdep"
    subprocess.run([sys.executable, "-c", code], check=True)
    assert (tmp_path / "sprung").exists()


def test_the_seal_is_off_again_afterwards():
    before = AstroidManager.ast_from_module_name
    facts_of("from os import *")
    with pytest.raises(ZeroDivisionError), sealed():
        1 / 0  # noqa: B018
    assert AstroidManager.ast_from_module_name is before
    assert gc.isenabled()


def test_a_collector_that_was_off_stays_off():
    gc.disable()
    try:
        facts_of("x = 1")
        assert not gc.isenabled()
    finally:
        gc.enable()


def test_no_module_stays_in_the_managers_cache():
    before = set(AstroidManager().astroid_cache)
    facts_of("x = 1", module="pkg.never_seen")
    assert set(AstroidManager().astroid_cache) == before


def test_a_tree_that_was_felled_is_freed():
    with sealed():
        trees = parse("class C:\n def m(self): self.x = 1\n", "felled")
        trees.fell()
        del trees
    assert not [each for each in gc.get_objects() if isinstance(each, nodes.Module) and each.name == "felled"]


CYCLIC = """
import a
@a.decorator(**{"x": 1, **a.y})
class C(a.B, metaclass=a.M):
    "Says something."
    def m(self, *args: int, key=lambda *x, **y: [z for z in x], **kwargs: str):
        try:
            self.x: list[int] = [C.m(1)]
        except ValueError as error:
            self.y, *self.z = {**error}
        if (w := self.x):
            return w
    n = staticmethod(m)
match a:
    case [1, *rest] | {"k": rest, **others} | C(x=rest) as whole:
        pass
"""


def test_nothing_of_a_file_waits_for_the_search_for_cycles():
    facts_of(CYCLIC)
    gc.disable()
    try:
        gc.collect()
        facts_of(CYCLIC)
        assert gc.collect() == 0
    finally:
        gc.enable()


def test_what_was_made_of_a_tree_that_is_too_deep_is_freed():
    with sealed(), pytest.raises(RecursionError):
        parse("class Before(Deep):\n    x = 1\ny = " + " + ".join(["1"] * 2_000), "deep")
    assert not [each for each in gc.get_objects() if isinstance(each, nodes.ClassDef) and each.name == "Before"]


def test_the_compilers_warnings_about_the_code_are_not_heard():
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        facts = facts_of("x = '\\d'\nassert (1, 'a')\ny = 1 is 1\n")
    assert facts.problems == ()
