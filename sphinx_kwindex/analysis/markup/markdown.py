"""The pieces of a Markdown document, by the parser of MyST."""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from myst_parser.config.main import MdParserConfig
from myst_parser.parsers.mdit import create_md_parser

from sphinx_kwindex.analysis.markup import mentions
from sphinx_kwindex.analysis.markup.pieces import Heading, Label, Pieces
from sphinx_kwindex.analysis.markup.restructuredtext import LANGUAGES, read_restructuredtext
from sphinx_kwindex.analysis.markup.states import CODE, OPAQUE
from sphinx_kwindex.model.facts import CodeBlock

EXTENSIONS = frozenset({"attrs_block", "attrs_inline", "colon_fence", "deflist"})
DIRECTIVE = re.compile(r"\{(\w[\w:.-]*)\}\s*(.*)")
TITLE_ID = re.compile(r"\s*\{#([\w:.-]+)[^}]*\}\s*$")
OPTION = re.compile(r":[\w-]+:")
EVAL_RST = "eval-rst"
DEEPEST = 20
"""How many directives inside each other are read."""


@cache
def _parser() -> MarkdownIt:
    return create_md_parser(MdParserConfig(enable_extensions=set(EXTENSIONS)), RendererHTML)


def read_markdown(text: str) -> Pieces:
    """Collect what the document is made of."""
    reader = _Reader()
    reader.read(text, 1, 0)
    return reader.pieces


class _Reader:
    """Reads the tokens of a document and of the directives in it."""

    def __init__(self) -> None:
        self.pieces = Pieces()

    def read(self, text: str, first: int, depth: int) -> None:
        """Collect the pieces of ``text``, whose first line has the number ``first``."""
        tokens = _parser().parse(text)
        for index, token in enumerate(tokens):
            line = (token.map[0] if token.map else 0) + first
            match token.type:
                case "heading_open":
                    self.heading(token, tokens[index + 1], line)
                case "paragraph_open" if token.level == 0 and depth == 0:
                    self.paragraph(tokens[index + 1])
                case "myst_target":
                    self.pieces.labels.append(Label(name=token.content, line=line))
                case "inline":
                    self.inline(token.children or [], line)
                case "code_block":
                    self.code(token.content, line, "")
                case "fence" | "colon_fence":
                    self.fence(token, line, depth)

    def heading(self, token: Token, inline: Token, line: int) -> None:
        """A heading, with the id that attributes before or after its text give it."""
        title = plain(inline.children or [])
        given = TITLE_ID.search(title)
        for name in (token.attrGet("id"), given and given[1]):
            if name:
                self.pieces.labels.append(Label(name=str(name), line=line))
        self.pieces.headings.append(Heading(title=TITLE_ID.sub("", title), level=int(token.tag[1:]), line=line))

    def paragraph(self, inline: Token) -> None:
        """A paragraph, unlike a row of badges, says something."""
        text = plain(inline.children or [])
        if any(character.isalnum() for character in text):
            self.pieces.paragraphs.append(text)

    def inline(self, children: Sequence[Token], line: int) -> None:
        """Inline code and roles may name something."""
        for child in children:
            if child.type in {"softbreak", "hardbreak"}:
                line += 1
            elif child.type == "code_inline":
                self.mention(mentions.in_literal(child.content), line)
            elif child.type == "myst_role":
                self.mention(mentions.in_role(child.meta["name"], child.content), line)

    def mention(self, names: Sequence[str], line: int) -> None:
        self.pieces.mentions += [(name, line) for name in names]

    def code(self, text: str, line: int, language: str) -> None:
        """A piece of code; a block that is still empty is none."""
        if text.strip():
            self.pieces.code_blocks.append(CodeBlock(line=line, language=language, text=text.rstrip("\n")))

    def fence(self, token: Token, line: int, depth: int) -> None:
        """A fence holds code, or it is a directive."""
        directive = DIRECTIVE.match(token.info.strip())
        if directive:
            self.directive(directive[1].lower(), directive[2], token.content, line + 1, depth)
        else:
            language = "".join(token.info.split()[:1]).strip("{}").lstrip(".")
            self.code(token.content, line + 1, language)

    def directive(self, name: str, argument: str, content: str, line: int, depth: int) -> None:
        """What stands in a directive is code, markup of either language, or none of ours."""
        self.mention(mentions.in_directive(name, argument), line - 1)
        options = _option_lines(content.split("\n"))
        text, line = "\n".join(content.split("\n")[options:]), line + options
        if name in CODE:
            self.code(text, line, LANGUAGES.get(name) or "".join(argument.split()[:1]))
        elif name == EVAL_RST:
            self.pieces.add(read_restructuredtext("\n" * (line - 1) + text))
        elif name not in OPAQUE and depth < DEEPEST:
            self.read(text, line, depth + 1)


def plain(children: Sequence[Token]) -> str:
    """The text of inline tokens, without images and HTML."""
    return "".join(_plain(children))


def _plain(children: Sequence[Token]) -> Iterator[str]:
    for child in children:
        if child.type in {"softbreak", "hardbreak"}:
            yield " "
        elif child.type in {"text", "code_inline", "text_special"}:
            yield child.content
        elif child.type == "myst_role":
            yield mentions.shown_of(child.content)


def _option_lines(lines: Sequence[str]) -> int:
    """How many lines of a directive are its options: a block between ``---``, or lines that begin with ``:name:``."""
    if lines and lines[0].strip() == "---":
        ends = (number for number, line in enumerate(lines) if number and line.strip() == "---")
        return next(ends, -1) + 1
    count = next((number for number, line in enumerate(lines) if not OPTION.match(line.strip())), len(lines))
    return count + (0 < count < len(lines) and not lines[count].strip())
