"""Facts of documents in Markdown and reStructuredText, for tests, and parts of them that are short to compare."""

from sources import source_file

from sphinx_kwindex.analysis.markup import analyse_markdown, analyse_restructuredtext
from sphinx_kwindex.model.kinds import FileType, Kind


def md(text):
    return analyse_markdown(source_file(path="doc", type=FileType.MARKDOWN, module=None), text, "utf-8")


def rst(text):
    return analyse_restructuredtext(source_file(path="doc", type=FileType.RESTRUCTUREDTEXT, module=None), text, "utf-8")


def headings(facts):
    return [(key.name, key.line, key.end_line) for key in facts.keywords if key.kind is Kind.HEADING]


def qualnames(facts):
    return [key.qualname for key in facts.keywords if key.kind is Kind.HEADING]


def labels(facts):
    return [(key.name, key.line) for key in facts.keywords if key.kind is Kind.LABEL]


def code(facts):
    return [(block.line, block.language, block.text) for block in facts.code_blocks]
