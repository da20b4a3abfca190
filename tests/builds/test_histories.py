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
        "kwindex_pages": st.just("files"),
        "kwindex_forge": st.just("https://forge.example/{path}"),
        "html_title": st.just("Other"),
    },
)
documents = st.sampled_from(
    [
        None,
        "Other\n=====\n\nNothing of the index.\n",
        "Other\n=====\n\n.. related-files:: lib/one.py\n\n.. keyword-usages:: lib.one.Alpha\n",
        "Title\n=====\n\n:kw:symbol:`lib.two.beta` :kw:file:`lib/two.py`\n\n.. folder-index:: lib/pack/\n",
        "API\n===\n\n.. py:class:: lib.one.Alpha\n\n.. file-source:: lib/two.py\n",
    ]
)


def bodies(built):
    """What each page says, without its surroundings."""
    pages = {path.relative_to(built.doctrees).with_suffix("").as_posix() for path in built.doctrees.rglob("*.doctree")}
    texts = {name: built.text(f"{name}.html") for name in sorted(pages) if (built.out / f"{name}.html").is_file()}
    return {
        name: text.partition('role="main"')[2].partition('class="sphinxsidebar"')[0] for name, text in texts.items()
    }


class Histories(RuleBasedStateMachine):
    """Edits, additions, deletions, renames and changed options, a build after each."""

    @initialize(theme=st.sampled_from(["basic", "alabaster"]))
    def start(self, theme):
        self.theme = theme
        self.folder = Path(tempfile.mkdtemp())
        self.project = Project(self.folder, {"docs/index.rst": PAGE, "src/lib/__init__.py": "from lib.one import *\n"})
        self.options = {}
        self.pages = None
        self.by_hand = self.moved = False

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

    @rule(text=documents)
    def document(self, text):
        path = self.folder / "docs/other.rst"
        self.by_hand = (path.read_text() if path.exists() else None) != text
        if text is None:
            path.unlink(missing_ok=True)
            for left in self.project.out.glob("**/other.*"):  # by Sphinx, which deletes nothing
                left.unlink()
        elif self.by_hand:  # Sphinx goes by the time of a document
            path.write_text(text)

    @precondition(lambda self: self.pages)
    @rule(chosen=options)
    def change_options(self, chosen):
        self.moved = chosen.get("kwindex_pages") != self.options.get("kwindex_pages")
        self.options = chosen

    @invariant()
    def the_build_equals_a_clean_one(self):
        options = {"extensions": ["sphinx_kwindex"], "suppress_warnings": ["kwindex"], "html_theme": self.theme}
        options |= self.options
        built = self.project.build(**options)
        assert_same(built, self.project.clean(**options))
        pages = bodies(built)
        if self.pages is not None:
            self.what_is_read_is_what_changed(built, pages)
        self.pages, self.files, self.by_hand, self.moved = pages, built.files(), False, False

    def what_is_read_is_what_changed(self, built, pages):
        changed = {name for name, text in pages.items() if text != self.pages.get(name)}
        # Sphinx reads a document with a glob in its toctree whenever a document comes or goes.
        excused = {"index"} if pages.keys() != self.pages.keys() else set()
        if self.moved:
            # Each page is read from another file than before, and Sphinx goes by the time of the file.
            assert changed <= set(built.read)
        elif self.by_hand:
            # Python objects and neighbours move with hand-written documents; who shows them is only written again.
            assert set(built.read) - excused <= {name for name in pages if self.is_written_otherwise(built, name)}
        else:
            assert set(built.read) - excused == changed - excused

    def is_written_otherwise(self, built, name):
        return built.files()[f"{name}.html"] != self.files.get(f"{name}.html")

    def teardown(self):
        shutil.rmtree(self.folder, ignore_errors=True)


PAGE = """\
Title
=====

.. toctree::
   :glob:
   :maxdepth: 1

   kwindex/index
   other*

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
