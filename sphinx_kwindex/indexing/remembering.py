"""The facts of stored files, read when they are wanted."""

from sphinx_kwindex.model.facts import FileFacts
from sphinx_kwindex.store import Store


class KeptFacts(dict[str, FileFacts]):
    """The facts of files by path: what was given once is kept, and what is not there is read from ``store``."""

    def __init__(self, store: Store) -> None:
        super().__init__()
        self.store = store

    def __missing__(self, path: str) -> FileFacts:
        facts = self[path] = self.store.facts(path)
        return facts

    def keep(self, facts: FileFacts | None) -> None:
        """Spare reading facts that are at hand."""
        if facts is not None:
            self[facts.path] = facts
