"""Nothing of the project, nor anything on sys.path by a name that it imports, is ever imported."""

import shutil
import subprocess
import sys
import sysconfig
import textwrap

import pytest

SOURCE = {
    "pkg/__init__.py": "from pkg.mod import *\nfrom trap_dependency import *\nimport colorsys\n",
    "pkg/mod.py": textwrap.dedent(
        """
        import enum, colorsys, wave
        import trap_dependency, trap_extension
        from trap_dependency import Base, thing as other
        from trap_extension import *
        from colorsys import *
        from wave import open as w

        trap_dependency.value = 1
        colorsys.value = 2
        wave.x = trap_extension.y

        class Child(Base, trap_extension.Other):
            pass

        Colour = enum.Enum("Colour", "RED GREEN")
        x = trap_dependency.make()
        """
    ),
}

TRAP_C = """
#include <Python.h>
#include <stdio.h>
PyMODINIT_FUNC PyInit_%(name)s(void) {
    static struct PyModuleDef definition = {PyModuleDef_HEAD_INIT, "%(name)s", NULL, -1, NULL};
    FILE *file = fopen("%(mark)s", "w");
    if (file) fclose(file);
    return PyModule_Create(&definition);
}
"""


@pytest.fixture
def traps(tmp_path):
    """A folder of modules each of which leaves a mark when it is imported."""
    folder, marks = tmp_path / "traps", tmp_path / "marks"
    folder.mkdir()
    marks.mkdir()
    for name in ("trap_dependency", "colorsys"):
        (folder / f"{name}.py").write_text(f"open({str(marks / name)!r}, 'w').close()\n")
    compiler = shutil.which("cc") or shutil.which("gcc")
    if compiler:
        for name in ("trap_extension", "wave"):
            _compile(compiler, folder, name, marks / name)
    return folder


def _compile(compiler, folder, name, mark):
    source = folder / f"{name}.c"
    source.write_text(TRAP_C % {"name": name, "mark": mark})
    target = folder / (name + sysconfig.get_config_var("EXT_SUFFIX"))
    include = sysconfig.get_paths()["include"]
    subprocess.run([compiler, "-shared", "-fPIC", f"-I{include}", source, "-o", target], check=True)


def test_the_traps_work(tmp_path, traps):
    for name in {path.name.split(".")[0] for path in traps.glob("*") if path.suffix != ".c"}:
        subprocess.run([sys.executable, "-c", f"import {name}"], env={"PYTHONPATH": str(traps)}, check=True)
        assert (tmp_path / "marks" / name).exists()


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_no_trap_is_sprung(tmp_path, traps, jobs):
    for name, text in SOURCE.items():
        (tmp_path / "src" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "src" / name).write_text(text)
    for number in range(40):
        (tmp_path / f"src/pkg/more{number}.py").write_text(SOURCE["pkg/mod.py"])
    (tmp_path / "docs").mkdir()
    command = [
        sys.executable, "-m", "sphinx", "-q", "-C", "-j", jobs, "-D", "extensions=sphinx_kwindex", "-D",
        f"kwindex_sources={tmp_path / 'src'}", tmp_path / "docs", tmp_path / "out",
    ]  # fmt: skip
    path = f"{traps}:{tmp_path / 'src'}"
    done = subprocess.run(command, env={"PYTHONPATH": path}, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert list((tmp_path / "marks").iterdir()) == []
    assert not list((tmp_path / "src").rglob("__pycache__"))
