"""From signals and texts to the list of each file."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from sphinx_kwindex.model.facts import FileFacts
from sphinx_kwindex.model.links import Reason, Relation
from sphinx_kwindex.relations.ranking import Ranked, rank
from sphinx_kwindex.relations.reasons import common_folder, reasons_for
from sphinx_kwindex.relations.signals import Signals, is_code
from sphinx_kwindex.relations.text import TextIndex, common_words, index_text, narrowed, similarities

MOST_WORDS = 5
DOCUMENTS_SHARE = 2
"""Of documents and other texts a list has a half as many as of Python files."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """The texts to compare with: of Python files among themselves, and of all with Python files and with the others.

    Python files have weights of their own: what is rare in code need not be rare in changelogs.
    """

    code: TextIndex
    all_with_code: TextIndex
    all_with_others: TextIndex


def compare(files: Sequence[FileFacts]) -> Comparison:
    """Prepare the texts of all files for comparison."""
    code = [file for file in files if is_code(file)]
    others = [file for file in files if not is_code(file)]
    whole = index_text(files, code)
    return Comparison(
        code=index_text(code, code),
        all_with_code=whole,
        all_with_others=narrowed(whole, others),
    )


def list_for(file: FileFacts, comparison: Comparison, signals: Signals, limit: int) -> tuple[Relation, ...]:
    """Make the list of one file: Python files, closest first, then the others."""
    code = comparison.code if is_code(file) else comparison.all_with_code
    found = (
        *_part(file.path, code, signals, limit),
        *_part(file.path, comparison.all_with_others, signals, limit // DOCUMENTS_SHARE),
    )
    return found or tuple(_neighbours(file.path, signals.facts, limit))


def _part(path: str, index: TextIndex, signals: Signals, limit: int) -> Iterator[Relation]:
    texts = dict(zip(index.candidates, similarities(index, path), strict=True))
    for ranked in rank(path, texts, signals, limit):
        yield _relation(path, ranked, index, signals)


def _relation(path: str, ranked: Ranked, index: TextIndex, signals: Signals) -> Relation:
    words = common_words(index, path, ranked.path, MOST_WORDS)
    reasons = reasons_for(path, ranked.path, signals, words)
    return Relation(file=ranked.path, score=round(ranked.score, 4), reasons=reasons)


def _neighbours(path: str, facts: Mapping[str, FileFacts], limit: int) -> Iterator[Relation]:
    """Fall back on the folder for a file that has no word in common with any other."""
    folders = {other: common_folder(path, other) for other in facts if other != path}
    ordered = sorted(folders, key=lambda other: (-len(folders[other]), other.count("/"), other))
    for other in ordered[:limit]:
        yield Relation(file=other, score=0.0, reasons=(Reason(kind="same-package", details=(folders[other],)),))
