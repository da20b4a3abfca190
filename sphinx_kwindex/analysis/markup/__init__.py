"""Markdown and reStructuredText: headings, labels, code and names in prose, by the parsers of those who own them."""

from dataclasses import replace

from sphinx_kwindex.analysis.markup.markdown import read_markdown
from sphinx_kwindex.analysis.markup.pieces import Pieces, keywords_of
from sphinx_kwindex.analysis.markup.restructuredtext import read_restructuredtext
from sphinx_kwindex.analysis.markup.states import LONGEST_LINE
from sphinx_kwindex.analysis.markup.uses import names_in_use
from sphinx_kwindex.analysis.plain import bare_facts, lines_of
from sphinx_kwindex.analysis.words import words_of
from sphinx_kwindex.model.facts import FileFacts, Problem, SourceFile
from sphinx_kwindex.model.kinds import ProblemKind


def analyse_markdown(file: SourceFile, text: str, encoding: str) -> FileFacts:
    """The facts of a Markdown file."""
    return _facts(file, text, encoding, read_markdown(text))


def analyse_restructuredtext(file: SourceFile, text: str, encoding: str) -> FileFacts:
    """The facts of a reStructuredText file."""
    facts = _facts(file, text, encoding, read_restructuredtext(text))
    long = next((number for number, line in enumerate(text.split("\n"), 1) if len(line) > LONGEST_LINE), None)
    if long is None:
        return facts
    message = f"docutils reads no document with a line of more than {LONGEST_LINE} characters"
    return replace(facts, problems=(Problem(kind=ProblemKind.MARKUP, file=file.path, line=long, message=message),))


def _facts(file: SourceFile, text: str, encoding: str, pieces: Pieces) -> FileFacts:
    bare = bare_facts(file, lines=lines_of(text), encoding=encoding, words=words_of(text))
    code_blocks = tuple(sorted(pieces.code_blocks, key=lambda block: block.line))
    mentions = tuple(sorted(set(pieces.mentions), key=lambda mention: (mention[1], mention[0])))
    imports, uses = names_in_use(file, text, code_blocks, mentions)
    return replace(
        bare,
        summary=pieces.summary,
        keywords=keywords_of(pieces, text.split("\n")),
        imports=imports,
        uses=uses,
        code_blocks=code_blocks,
        mentions=mentions,
    )
