"""The words a text is made of: what tells which files speak of the same things."""

import re
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache
from string import ascii_letters

_MIN_LENGTH = 2

_RUNS = re.compile(r"[^\W\d_]+")
_ASCII = 128
_LETTERS = bytes(code if chr(code) in ascii_letters or code >= _ASCII else ord(" ") for code in range(256))
"""Makes a blank of every ASCII character but letters; what UTF-8 writes in several bytes stays as it is."""
_PARTS = re.compile(r"[A-Z]{2,}s?(?![a-z])|[A-Z]?[a-z]+|[A-Z]")


def words_of(text: str) -> tuple[tuple[str, int], ...]:
    """Count the sub-words of identifiers, strings and comments, whatever the language.

    A run of letters is split where its case changes, so ``HTTPServer_port2`` gives ``http``, ``server`` and ``port``.
    Words are in lower case and have two letters at least.

    Returns:
        Pairs of word and count, sorted by word.
    """
    counts = _runs_of(text)
    # Most runs have nothing to split, and are words as they are.
    mixed = [(run, counts.pop(run)) for run in [run for run in counts if not (run.islower() and run.isascii())]]
    get = counts.get
    for run, count in mixed:
        for word in _words_in(run):
            counts[word] = get(word, 0) + count
    return tuple([(word, counts[word]) for word in sorted(counts) if len(word) >= _MIN_LENGTH])


def _runs_of(text: str) -> dict[str, int]:
    """Count the runs of letters, which may have signs of other scripts between them."""
    counts = Counter(text.encode("utf-8", "surrogatepass").translate(_LETTERS).split())
    # One string of them all is decoded in less time than each for itself.
    runs = b" ".join(counts).decode("utf-8", "surrogatepass").split(" ")
    return dict(zip(runs, counts.values(), strict=False))


def _words_in(run: str) -> Iterable[str]:
    if run.isascii():
        return split_name(run)
    return [word for letters in _RUNS.findall(run) for word in split_name(letters)]


@lru_cache(maxsize=1 << 16)
def split_name(run: str) -> tuple[str, ...]:
    """Split a run of letters at changes of case, in lower case; single letters are left out.

    Only ASCII letters are split: other alphabets' words stay whole.
    """
    parts = _PARTS.findall(run) if run.isascii() else (run,)
    return tuple(part.lower() for part in parts if len(part) >= _MIN_LENGTH)
