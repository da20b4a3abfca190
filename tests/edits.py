"""Random histories of a small project in which everything can refer to everything."""

from pathlib import Path

from hypothesis import strategies as st

Edit = list[tuple[str, list[str] | None]]

PATHS = (
    "src/lib/__init__.py",
    "src/lib/one.py",
    "src/lib/one.pyi",
    "src/lib/two.py",
    "src/lib/pack/__init__.py",
    "src/lib/pack/three.py",
    "src/lib/pack/deep/four.py",
    "src/lib/README.md",
    "src/lib/One.py",
    "src/tests/test_one.py",
    "src/guide.rst",
)
LINES = (
    '"""A summary."""',
    '"""Another."""',
    "# a comment",
    "",
    "import lib.one, lib.pack.deep.four as four",
    "from lib import *",
    "from lib.one import *",
    "from lib.one import Alpha, beta as b",
    "from lib.two import Alpha",
    "from .pack import three",
    "from lib.pack.three import gamma",
    "import nowhere",
    "__all__ = ['Alpha', 'beta']",
    "class Alpha:\n    def run(self): return self",
    "class Alpha:\n    '''Says more.'''\n    def run(self, x: int = 1): return self.stop()\n    def stop(self): ...",
    "class Beta(Alpha):\n    def run(self): return super().run()",
    "class Gamma(Beta): run = Alpha.run",
    "class Gamma(three.Alpha):\n    def run(self): ...",
    "def beta(): return Alpha().run()",
    "def beta(x):\n    '''Changed.'''\n    return gamma(x) or eval('x')",
    "def alpha_of_many(): ...",
    "def gamma(x): return beta()",
    "_hidden = Alpha()",
    "_hidden.run(); Alpha; Alpha(); beta()  # used",
    "if x:\n    beta = 1\nelse:\n    beta = 2",
    "beta().run(); b(); four.gamma(1); gamma(2)",
    "def test_alpha(): Alpha().run()",
    "# Heading",
    "Title\n=====",
    "Words on `lib.one.Alpha` and ``beta``.",
    "```python\nfrom lib.one import beta\nbeta()\n```",
    ".. code-block:: python\n\n   from lib.two import Alpha\n   Alpha()",
    "def broken(:",
)
texts = st.none() | st.lists(st.sampled_from(LINES), max_size=5)
first = st.fixed_dictionaries(dict.fromkeys(PATHS, texts)).map(lambda state: list(state.items()))
edits = st.lists(st.tuples(st.sampled_from(PATHS), texts), min_size=1, max_size=2)


def apply(edit: Edit, project: Path) -> None:
    for name, lines in edit:
        path = project / name
        if lines is None:
            path.unlink(missing_ok=True)
        else:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text("\n".join(lines))
