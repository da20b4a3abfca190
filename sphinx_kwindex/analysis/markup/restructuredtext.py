"""The pieces of a reStructuredText document, by docutils' parser."""

from collections.abc import Iterator

from docutils import nodes

from sphinx_kwindex.analysis.markup import mentions
from sphinx_kwindex.analysis.markup.pieces import Heading, Label, Pieces
from sphinx_kwindex.analysis.markup.states import CODE, Aside, parse
from sphinx_kwindex.model.facts import CodeBlock

CONSOLE = "pycon"
PYTHON = "python"
LANGUAGES = {"doctest": CONSOLE, "testcode": PYTHON, "testsetup": PYTHON, "testcleanup": PYTHON, "ipython": PYTHON}
AUTOSUMMARY = "autosummary"
OTHER_LINE_ENDS = dict.fromkeys(map(ord, "\v\f\x1c\x1d\x1e\x85\u2028\u2029"), " ")
"""What docutils, and nobody else, counts as the end of a line."""


def read_restructuredtext(text: str) -> Pieces:
    """Collect what the document is made of."""
    document = parse(text.translate(OTHER_LINE_ENDS))
    lines = iter(document.settings.heading_lines)
    pieces = Pieces()
    reader = _Reader(pieces, lines)
    for node in document.findall():
        reader.read(node)
    return pieces


class _Reader:
    """Reads the nodes of a tree in the order of the text.

    ``module`` is what the document says it describes, ``line`` the last that is known.
    """

    def __init__(self, pieces: Pieces, heading_lines: Iterator[int]) -> None:
        self.pieces = pieces
        self.heading_lines = heading_lines
        self.module = ""
        self.line = 1

    def read(self, node: nodes.Node) -> None:
        """Collect what one node gives, without its children."""
        if not isinstance(node, nodes.title | nodes.Inline):
            self.line = node.line or self.line
        match node:
            case nodes.section():
                self.section(node)
            case nodes.target():
                self.target(node)
            case nodes.literal():
                self.literal(node)
            case nodes.literal_block():
                self.code(node.astext(), node.line or 1, "")
            case nodes.doctest_block():
                self.code(node.astext(), node.line or 1, CONSOLE)
            case nodes.paragraph():
                self.paragraph(node)
            case Aside():
                self.aside(node)

    def section(self, node: nodes.section) -> None:
        title = node.next_node(nodes.title)
        text = " ".join(title.astext().split()) if title else ""
        self.line = next(self.heading_lines)
        self.pieces.headings.append(Heading(title=text, level=_level(node), line=self.line))

    def target(self, node: nodes.target) -> None:
        """Only targets of this document that stand by themselves are labels."""
        if not isinstance(node.parent, nodes.TextElement) and not {"refuri", "refname"} & set(node.attributes):
            for name in [*node["names"], *node["dupnames"]]:
                self.pieces.labels.append(Label(name=name, line=node.line or 1))

    def literal(self, node: nodes.literal) -> None:
        """A literal, with or without a role, may name something."""
        text, role = node.get("target") or node.astext(), node.get("role")
        names = mentions.in_role(role, text, self.module) if role else mentions.in_literal(text)
        if names:
            block = _block_of(node)
            line = self.line + _line_ends_before(node, block)
            self.pieces.mentions += [(name, line) for name in names]

    def code(self, text: str, line: int, language: str) -> None:
        """A piece of code; a block that is still empty is none."""
        if text.strip():
            self.pieces.code_blocks.append(CodeBlock(line=line, language=language, text=text))

    def paragraph(self, node: nodes.paragraph) -> None:
        if isinstance(node.parent, nodes.document | nodes.section) and _says_something(node):
            self.pieces.paragraphs.append(node.astext())

    def aside(self, node: Aside) -> None:
        name, argument = node["name"], node["argument"]
        self.module = mentions.module_of(name, argument) or self.module
        names = mentions.in_directive(name, argument, self.module)
        self.pieces.mentions += [(found, node.line or 1) for found in names]
        if name in CODE:
            language = LANGUAGES.get(name) or "".join(argument.split()[:1])
            self.code(node["content"], node["content_line"], language)
        elif name == AUTOSUMMARY:
            self.summarised(node)

    def summarised(self, node: Aside) -> None:
        """Each line of an autosummary begins with a name."""
        for line, text in enumerate(node["content"].splitlines(), node["content_line"]):
            for name in mentions.in_directive(AUTOSUMMARY, "".join(text.split()[:1]).lstrip("~"), self.module):
                self.pieces.mentions.append((name, line))


def _level(section: nodes.section) -> int:
    level, parent = 1, section.parent
    while parent is not None:
        level, parent = level + isinstance(parent, nodes.section), parent.parent
    return level


def _block_of(node: nodes.Node) -> nodes.Node:
    """The paragraph or title that an inline node stands in."""
    while isinstance(node.parent, nodes.TextElement):
        node = node.parent
    return node


def _line_ends_before(node: nodes.Node, block: nodes.Node) -> int:
    """How many lines of ``block`` end before ``node``; the source of a link can have more than its text."""
    ends = 0
    while node is not block:
        before = node.parent.children[: node.parent.index(node)]
        ends += sum(_source_of(other).count("\n") for other in before)
        node = node.parent
    return ends


def _source_of(node: nodes.Node) -> str:
    # The target of a link repeats a part of the link.
    return "" if isinstance(node, nodes.target) else getattr(node, "rawsource", "") or node.astext()


def _says_something(paragraph: nodes.paragraph) -> bool:
    """Whether a paragraph has text of its own, unlike a row of badges."""
    return any(
        isinstance(child, nodes.Text) and any(character.isalnum() for character in child)
        for child in paragraph.findall(nodes.Text)
        if not isinstance(child.parent, nodes.substitution_reference)
    )
