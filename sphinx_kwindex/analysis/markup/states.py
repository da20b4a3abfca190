"""docutils' parser made harmless: no directive and no role that is registered in this process is ever run.

So nothing is included, imported or registered, whatever an extension of Sphinx has done to docutils, and a file gives
the same tree in every process. A directive becomes an ``Aside``, a role a literal that bears its name.
"""

import re
from collections.abc import Callable
from copy import copy
from functools import cache
from typing import Any, ClassVar

from docutils import frontend, nodes, utils
from docutils.parsers.rst import Directive, Parser, states

from sphinx_kwindex.analysis.markup.mentions import shown_of

NO_REPORTS = 5
LONGEST_LINE = 10_000
DIRECTIVE = re.compile(r".*?::(?: +|$)")
PROSE = frozenset(
    {
        *("admonition", "attention", "caution", "danger", "deprecated", "error", "hint", "important", "note", "rubric"),
        *("seealso", "tip", "todo", "topic", "versionadded", "versionchanged", "warning"),
    }
)
"""Directives whose argument is text."""

OPAQUE = frozenset(
    {
        *("autosummary", "csv-table", "digraph", "graph", "graphviz", "include", "literalinclude", "math", "mermaid"),
        *("parsed-literal", "plantuml", "productionlist", "raw", "tabularcolumns", "testoutput", "toctree"),
    }
)
"""Directives whose content is no reStructuredText; neither is that of those in ``CODE``."""

CODE = frozenset({"code", "code-block", "doctest", "ipython", "sourcecode", "testcleanup", "testcode", "testsetup"})


class Aside(nodes.container):
    """A directive: ``name``, ``argument``, and its content as children or, if it is no text, as ``content``."""


class AnyOptions(dict[str, Callable[[str], str]]):
    """Takes every option of a directive as it is written."""

    def __bool__(self) -> bool:
        return True

    def __getitem__(self, key: str) -> Callable[[str], str]:
        return str


class AnyDirective(Directive):
    """Stands in for every directive."""

    optional_arguments = 1
    final_argument_whitespace = True
    has_content = True
    option_spec = AnyOptions()

    def run(self) -> list[nodes.Node]:
        """Parse what is text in the directive."""
        name, argument = self.name.lower(), "".join(self.arguments)
        aside = Aside(name=name, argument=argument, content="")
        aside.line = self.lineno
        if name in CODE | OPAQUE:
            aside["content"] = "\n".join(self.content)
            aside["content_line"] = self.content_offset + 1
            return [aside]
        if name in PROSE:
            text, _messages = self.state.inline_text(argument, self.lineno)
            aside += nodes.paragraph(argument, "", *text, line=self.lineno)
        self.state.nested_parse(self.content, self.content_offset, aside)
        return [aside]


class Harmless:
    """Mixed into every state of docutils' parser."""

    document: Any
    parent: Any
    state_machine: Any
    nested_sm_cache: ClassVar[list[Any]] = []
    """Of its own: state machines made here must not be lent to docutils."""

    def __init__(self, state_machine: Any, debug: bool = False) -> None:  # noqa: FBT001, FBT002
        super().__init__(state_machine, debug)  # type: ignore[call-arg]
        self.nested_sm_kwargs = {"state_classes": STATE_CLASSES, "initial_state": "Body"}

    def run_directive(self, _directive: Any, match: re.Match[str] | None, type_name: str, presets: Any) -> Any:
        """Run the stand-in, whatever docutils found under the name."""
        return super().run_directive(AnyDirective, match, type_name, presets)  # type: ignore[misc]

    def unknown_directive(self, type_name: str) -> Any:
        """Run the stand-in for a name that docutils does not know."""
        return self.run_directive(None, DIRECTIVE.match(self.state_machine.line), type_name, {})

    def new_subsection(self, title: str, lineno: int, messages: Any) -> None:
        """Note the line of the title, which the section does not know in every version of docutils."""
        self.document.settings.heading_lines.append(lineno)
        super().new_subsection(title, lineno, messages)  # type: ignore[misc]

    def doctest(self, match: Any, context: Any, next_state: Any) -> Any:
        """Note the line of the block, which it does not know in every version of docutils."""
        line = self.state_machine.abs_line_number()
        result = super().doctest(match, context, next_state)  # type: ignore[misc]
        self.parent[-1].line = line
        return result


STATE_CLASSES = tuple(type(state.__name__, (Harmless, state), {}) for state in states.state_classes)


def left_alone(rawsource: str, text: str, role: str | None, _lineno: int) -> tuple[list[nodes.Node], list[Any]]:
    """Leave a role in the tree as a literal that bears its name."""
    target = utils.unescape(text)
    return [nodes.literal(rawsource, shown_of(target), role=role or "", target=target)], []


def harmless_parser() -> Parser:
    """The parser of reStructuredText with these states."""
    # Not a class of its own: docutils makes the patterns of an inliner from the variables of its very class.
    inliner = states.Inliner()
    inliner.interpreted = left_alone  # type: ignore[assignment,method-assign]
    parser = Parser(inliner=inliner)
    parser.state_classes = STATE_CLASSES
    return parser


@cache
def _settings() -> Any:
    settings = frontend.get_default_settings(Parser)
    settings.report_level = settings.halt_level = NO_REPORTS
    settings.warning_stream = False
    settings.line_length_limit = LONGEST_LINE
    settings.file_insertion_enabled = settings.raw_enabled = False
    return settings


def parse(text: str) -> nodes.document:
    """The tree of a reStructuredText document; ``settings.heading_lines`` has the lines of its sections, in order."""
    settings = copy(_settings())
    settings.heading_lines = []
    document = utils.new_document("", settings)
    harmless_parser().parse(text, document)
    for message in list(document.findall(nodes.system_message)):
        message.parent.remove(message)
    return document
