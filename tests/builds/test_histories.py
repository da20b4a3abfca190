"""Whatever happens to a project, the next build ends where a clean build ends, and reads what has to be read."""

import shutil
import tempfile
from pathlib import Path

import hypothesis.strategies as st
from builds.building import Project, assert_same
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

MODULES = ("one", "two", "three", "pack/__init__", "pack/four")
NAMES = ("Alpha", "beta", "GAMMA", "_delta")
LINES = (
    "class Alpha:\n    def run(self):\n        pass",
    "class Alpha(Base):\n    '''Another.'''",
    "def beta(x: int) -> str:\n    return str(x)",
    "GAMMA = 3",
    "_delta = beta",
    "Alpha().run()",
    "__all__ = ['Alpha', 'beta']",
    "def f(:",
)
modules = st.sampled_from(MODULES)
statements = st.one_of(
    st.sampled_from(LINES),
    st.builds(
        "from {}.{} import {}".format,
        st.just("lib"),
        modules.map(lambda name: name.replace("/__init__", "").replace("/", ".")),
        st.sampled_from([*NAMES, "*"]),
    ),
    st.builds("# {}".format, st.integers(0, 9)),
)
contents = st.lists(statements, max_size=4).map(lambda lines: "\n".join([*lines, ""]))
options = st.fixed_dictionaries(
    {},
    optional={
        "kwindex_visibility": st.sampled_from([["public"], ["public", "private"]]),
        "kwindex_source_pages": st.sampled_from([True, False]),
        "kwindex_related_limit": st.sampled_from([1, 3]),
        "kwindex_exclude": st.just(["pack/"]),
    },
)


class Histories(RuleBasedStateMachine):
    """Edits, additions, deletions, renames and changed options, a build after each."""

    @initialize()
    def start(self):
        self.folder = Path(tempfile.mkdtemp())
        self.project = Project(self.folder, {"docs/index.rst": PAGE, "src/lib/__init__.py": "from lib.one import *\n"})
        self.options = {}
        self.previous = None
        self.settled = False

    @rule(name=modules, text=contents)
    def write(self, name, text):
        self.project.write(f"src/lib/{name}.py", text)

    @rule(name=modules)
    def delete(self, name):
        (self.folder / f"src/lib/{name}.py").unlink(missing_ok=True)

    @rule(old=modules, new=modules)
    def rename(self, old, new):
        source, target = (self.folder / f"src/lib/{name}.py" for name in (old, new))
        if source.exists():
            target.parent.mkdir(exist_ok=True)
            source.replace(target)

    @precondition(lambda self: self.previous)
    @rule(chosen=options)
    def change_options(self, chosen):
        self.options = chosen

    @invariant()
    def the_build_equals_a_clean_one(self):
        options = {"extensions": ["sphinx_kwindex"], "suppress_warnings": ["kwindex"]} | self.options
        built = self.project.build(**options)
        assert_same(built, self.project.clean(**options))
        files = built.files()
        if self.previous is not None:
            changed = {name.removesuffix(".html") for name in files if files[name] != self.previous.get(name)}
            assert set(built.read) <= changed
        self.previous = files

    def teardown(self):
        shutil.rmtree(self.folder, ignore_errors=True)


PAGE = """\
Title
=====

.. toctree::

   kwindex/index

.. keyword-index:: lib
"""

Histories.TestCase.settings = settings(
    max_examples=6,
    stateful_step_count=8,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    phases=[Phase.explicit, Phase.reuse, Phase.generate, Phase.target],
)
TestHistories = Histories.TestCase
