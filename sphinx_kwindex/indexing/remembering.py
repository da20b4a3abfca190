"""The facts of stored files, read when they are wanted."""

from collections.abc import Iterator, Mapping

from sphinx_kwindex.model.facts import FileFacts
from sphinx_kwindex.store import Store, StoredFile


class KeptFacts(Mapping[str, FileFacts]):
    """Facts by path; what was read once is kept."""

    def __init__(self, store: Store, files: Mapping[str, StoredFile]) -> None:
        self._store = store
        self._files = files
        self._kept: dict[str, FileFacts] = {}

    def __getitem__(self, path: str) -> FileFacts:
        if path not in self._kept:
            if path not in self._files:
                raise KeyError(path)
            self._kept[path] = self._store.facts(path)
        return self._kept[path]

    def __iter__(self) -> Iterator[str]:
        return iter(self._files)

    def __len__(self) -> int:
        return len(self._files)
