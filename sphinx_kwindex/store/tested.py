"""Questions about what the tests of a project name."""

from sphinx_kwindex.model.links import Target
from sphinx_kwindex.store.grains import On
from sphinx_kwindex.store.query import Questions

_NAMED = """
    SELECT target.path, named.target_qualname
    FROM {table} AS named JOIN file ON file.id = named.file JOIN file AS target ON target.id = named.target_file
    WHERE file.is_test AND target.folder = ?
"""


class TestedQuestions(Questions):
    """What the store knows of tests."""

    def has_tests(self) -> bool:
        """Whether any source file is a test."""
        self._note(On.TESTS)
        return self._row("SELECT 1 FROM file WHERE is_test LIMIT 1") is not None

    def named_by_tests(self, folder: str) -> frozenset[Target]:
        """The definitions in the files right in a folder that a test imports or refers to."""
        self._note(On.TESTED, folder)
        rows = (row for table in ("import", "reference") for row in self._rows(_NAMED.format(table=table), folder))
        return frozenset(Target(file=path, qualname=qualname or "") for path, qualname in rows)
