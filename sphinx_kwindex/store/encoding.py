"""The facts and the text of a file → its rows: the work that does not need the store itself."""

import zlib
from collections.abc import Iterable, Iterator
from dataclasses import replace

from sphinx_kwindex.linking.interface import interface_digest
from sphinx_kwindex.model.facts import FileFacts, Keyword, SourceFile
from sphinx_kwindex.model.uses import Uses
from sphinx_kwindex.store.anchors import anchors
from sphinx_kwindex.store.codec import dumps
from sphinx_kwindex.store.rows import EncodedFile, Row, file_id, folder_of, fullname, places_blob, problem_row

_NO_USES = Uses()


def encode_file(source: SourceFile, key: str, facts: FileFacts, text: str) -> EncodedFile:
    """Make the rows of one file."""
    interface = interface_digest(facts)
    return EncodedFile(
        path=facts.path,
        interface=interface,
        row=(*_file_row(source, key, facts, text), interface),
        keywords=tuple(_keyword_rows(facts)),
        problems=tuple(problem_row("analysis", problem) for problem in facts.problems),
    )


def _file_row(source: SourceFile, key: str, facts: FileFacts, text: str) -> Row:
    return (
        file_id(facts.path),
        facts.path,
        folder_of(facts.path),
        facts.module,
        facts.type.value,
        facts.is_package,
        facts.is_test,
        facts.size,
        facts.lines,
        facts.encoding,
        facts.digest,
        facts.summary,
        facts.role,
        source.repository_path,
        key,
        dumps(FileFacts, replace(facts, keywords=(), uses=_NO_USES, words=())),
        dumps(Uses, replace(facts.uses, places=())),
        places_blob(facts.uses.places),
        _json_of_words(facts.words),
        zlib.compress(text.encode("utf-8", "surrogatepass"), 1),
    )


def _json_of_words(words: Iterable[tuple[str, int]]) -> str:
    """What `plain_dumps` writes of them as a mapping: words are letters, of which none needs an escape."""
    return "{" + ",".join([f'"{word}":{count}' for word, count in words]) + "}"


def _keyword_rows(facts: FileFacts) -> Iterator[Row]:
    file = file_id(facts.path)
    ids = anchors(facts.module, facts.keywords)
    for position, (keyword, anchor) in enumerate(zip(facts.keywords, ids, strict=True)):
        name = keyword.name or (facts.module or facts.path)
        full = fullname(facts.path, facts.module, keyword.qualname)
        sort = (str(keyword.kind), str(keyword.visibility), keyword.line, keyword.end_line)
        yield (
            *(file, position, name, name.casefold(), keyword.qualname, full, anchor),
            *(*sort, dumps(Keyword, keyword)),
        )
