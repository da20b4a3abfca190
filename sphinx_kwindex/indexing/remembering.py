"""The facts of stored files, read when they are wanted."""

from collections.abc import Iterator, Mapping

from sphinx_kwindex.model.facts import FileFacts
from sphinx_kwindex.store import Store


class KeptFacts(Mapping[str, FileFacts]):
    """The facts of all files of ``store`` by path; what was read or given once is kept."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self._kept: dict[str, FileFacts] = {}

    def __getitem__(self, path: str) -> FileFacts:
        if path not in self._kept:
            self._kept[path] = self.store.facts(path)
        return self._kept[path]

    def __iter__(self) -> Iterator[str]:
        return iter(self.store.files())

    def __len__(self) -> int:
        return len(self.store.files())

    def keep(self, facts: FileFacts | None) -> None:
        """Spare reading facts that are at hand."""
        if facts is not None:
            self._kept[facts.path] = facts
