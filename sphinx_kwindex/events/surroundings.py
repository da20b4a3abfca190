"""What HTML pages show around their bodies: their neighbours, and the table of contents at the side.

Sphinx leaves both as they were on pages that it has no other reason to write again.
"""

from collections.abc import Callable, Iterator, Mapping, Set as AbstractSet
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any
from weakref import WeakKeyDictionary

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.builders import Builder
from sphinx.config import Config
from sphinx.environment import BuildEnvironment

from sphinx_kwindex.events.branches import few_nodes
from sphinx_kwindex.pages.books import BOOKS, generated_pages
from sphinx_kwindex.pages.fingerprint import digest
from sphinx_kwindex.resolution.staleness import OutputState


class Contents(StrEnum):
    """How much of the global table of contents a theme shows on a page: none, the branch of the page, or all."""

    NONE = ""
    BRANCH = "branch"
    WHOLE = "whole"


@dataclass(slots=True)
class _Seen:
    """What was seen of the global table of contents while pages were written.

    Documents that have none of the ``parents``, since no table of contents lists them, show it alike if they lie in
    one folder. What those in ``folder`` show is kept, by what the theme asked.
    """

    parents: Mapping[str, str]
    shown: Contents = Contents.NONE
    folder: str = ""
    fragments: dict[str, Any] = field(default_factory=dict)


_SEEN: WeakKeyDictionary[Config, _Seen] = WeakKeyDictionary()


def watch_contents(
    app: Sphinx, pagename: str, _template: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Note how much of the table of contents the theme asks for, and make it once where it is the same.

    A handler of ``html-page-context``.
    """
    show: Callable[..., Any] | None = context.get("toctree")
    if show is None:
        return
    seen = _seen(app)
    is_known = doctree is not None and _is_of_sphinx(show)

    def toctree(**arguments: Any) -> Any:
        asked = Contents.BRANCH if arguments.get("collapse", True) else Contents.WHOLE
        seen.shown = max(asked, seen.shown)
        return _known(seen, pagename, app.builder, show, arguments) if is_known else show(**arguments)

    context["toctree"] = toctree


def shown_contents(config: Config) -> Contents:
    """Return how much of the table of contents the pages of this build show."""
    return _SEEN[config].shown if config in _SEEN else Contents.NONE


def _seen(app: Sphinx) -> _Seen:
    if app.config not in _SEEN:
        # As Sphinx does, the last of several has a document.
        pairs = ((child, parent) for parent, children in app.env.toctree_includes.items() for child in children)
        _SEEN[app.config] = _Seen({app.config.root_doc: "", **dict(pairs)})
    return _SEEN[app.config]


def _is_of_sphinx(function: Callable[..., Any]) -> bool:
    return str(getattr(function, "__module__", "")).startswith("sphinx.builders.")


def _known(seen: _Seen, pagename: str, builder: Builder, show: Callable[..., Any], arguments: Mapping[str, Any]) -> Any:
    if pagename not in seen.parents:
        return _shared(seen, pagename, builder, show, arguments)
    if not arguments.get("collapse", True) or arguments.get("titles_only") or not arguments.get("includehidden"):
        return show(**arguments)
    with few_nodes(builder, pagename, seen.parents):
        return show(**arguments)


def _shared(
    seen: _Seen, pagename: str, builder: Builder, show: Callable[..., Any], arguments: Mapping[str, Any]
) -> Any:
    folder = builder.get_target_uri(pagename).rpartition("/")[0]
    if folder != seen.folder:
        seen.folder, seen.fragments = folder, {}
    asked = repr(sorted(arguments.items()))
    if asked not in seen.fragments:
        seen.fragments[asked] = show(**arguments)
    return seen.fragments[asked]


def surrounded(builder: Builder) -> bool:
    """Tell whether a builder writes pages that show anything around their bodies."""
    return builder.format == "html" and builder.name not in BOOKS


def neighbours(builder: Builder) -> dict[str, str]:
    """Return what Sphinx shows as above, before and after each document, as a text to compare."""
    if not surrounded(builder):
        return {}
    relations = builder.env.collect_relations()
    return {docname: digest(*_around(docname, relations, builder.env)) for docname in sorted(relations)}


def contents(builder: Builder) -> str:
    """Return two digests of the global table of contents: of its upper level, which every page shows, and of it all."""
    if not surrounded(builder):
        return ""
    env = builder.env
    tree = {docname: env.toctree_includes[docname] for docname in sorted(env.toctree_includes)}
    top = (_named(entry, env) for entry in tree.get(env.config.root_doc, ()))
    entries = (f"{docname} {[_named(entry, env) for entry in tree[docname]]}" for docname in tree)
    # Headings stand below their document, so on our pages only those of ours and of the documents above them.
    branch = sorted(_with_ours(tree, generated_pages(env)) - {env.config.root_doc})
    headings = (env.tocs[docname].astext() for docname in branch if docname in env.tocs)
    return f"{digest(*top)} {digest(*entries, *headings)}"


def moved_surroundings(state: OutputState, builder: Builder) -> Iterator[str]:
    """Yield the documents that the output shows with other surroundings than they have by now."""
    now = neighbours(builder)
    yield from (docname for docname in now if state.neighbours.get(docname) != now[docname])
    before, after = state.contents, contents(builder)
    if state.shown and before != after:
        is_everywhere = state.shown == Contents.WHOLE or before.split()[0] != after.split()[0]
        yield from builder.env.found_docs if is_everywhere else now


def _with_ours(tree: Mapping[str, list[str]], generated: AbstractSet[str]) -> AbstractSet[str]:
    found = {docname for docname, below in tree.items() if docname in generated or not generated.isdisjoint(below)}
    while above := {docname for docname, below in tree.items() if not found.isdisjoint(below)} - found:
        found |= above
    return found


def _around(docname: str, relations: Mapping[str, list[str | None]], env: BuildEnvironment) -> Iterator[str]:
    above, before, after = relations[docname]
    yield from (_named(before, env), _named(after, env))
    seen = {docname}
    while above is not None and above not in seen:
        seen.add(above)
        yield _named(above, env)
        above = relations[above][0] if above in relations else None


def _named(docname: str | None, env: BuildEnvironment) -> str:
    title = env.titles.get(docname or "")
    return f"{docname} {title.astext() if title is not None else ''}"
