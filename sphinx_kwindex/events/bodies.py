"""The bodies of generated pages: their answers stand aside until Sphinx asks what is around a page.

Before it asks, Sphinx makes a note of all that a page is rendered from, which nobody reads: to spell out a long text
for that takes as long as to write its file.
"""

import re
from typing import Any
from weakref import WeakKeyDictionary

from sphinx.application import Sphinx
from sphinx.builders import Builder
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.config import Config

from sphinx_kwindex.pages.books import ASSEMBLING
from sphinx_kwindex.pages.parsing import MADE_HERE

# No text of a generated page has an angle bracket that is not escaped.
_MARK = re.compile("<@([0-9]+)@>")

_ASIDE: WeakKeyDictionary[Config, list[str]] = WeakKeyDictionary()


def set_aside(text: str, builder: Builder, docname: str) -> str:
    """Return a mark for a text of a document's body, or the text itself where it would not be put back."""
    if MADE_HERE not in builder.env.metadata[docname] or not _asks(builder):
        return text
    aside = _ASIDE.setdefault(builder.config, [])
    aside.append(text)
    return f"<@{len(aside) - 1}@>"


def put_back(app: Sphinx, _pagename: str, _template: str, context: dict[str, Any], _doctree: object) -> None:
    """Put the texts of a page where their marks are (``html-page-context``)."""
    aside = _ASIDE.pop(app.config, None)
    if aside:
        context["body"] = _MARK.sub(lambda mark: aside[int(mark[1])], context["body"])


def _asks(builder: Builder) -> bool:
    # Builders of another make may go without, and on one page of many documents marks would meet those of others.
    is_usual = getattr(type(builder), "handle_page", None) is StandaloneHTMLBuilder.handle_page
    return is_usual and builder.name not in ASSEMBLING
