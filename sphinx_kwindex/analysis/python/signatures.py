"""Signatures as source text."""

from collections.abc import Iterator

from astroid import nodes

from sphinx_kwindex.analysis.python.source import Source

_LONG = 60


def signature_of(node: nodes.FunctionDef | nodes.Lambda, source: Source, *, bound: bool = False) -> str:
    """Return the parameters, with annotations and defaults, and what is returned.

    ``bound`` leaves out the first parameter and the return, as the caller of a class sees its ``__init__``.
    """
    parameters = _parameters(node.args, source)
    if bound:
        return f"({', '.join(_without_first(parameters))})"
    returns = getattr(node, "returns", None)
    arrow = f" -> {source.text_of(returns)}" if returns is not None else ""
    return f"({', '.join(parameters)}){arrow}"


def _without_first(parameters: list[str]) -> list[str]:
    if not parameters or parameters[0].startswith("*"):
        return parameters
    rest = parameters[1:]
    return rest[1:] if rest and rest[0] == "/" else rest


def _parameters(arguments: nodes.Arguments, source: Source) -> list[str]:
    before, plain = arguments.posonlyargs or [], arguments.args or []
    defaults = [None] * (len(before) + len(plain) - len(arguments.defaults or ())) + list(arguments.defaults or ())
    annotations = [*arguments.posonlyargs_annotations, *arguments.annotations]
    written = [
        parameter(name.name, annotation, default, source)
        for name, annotation, default in zip([*before, *plain], annotations, defaults, strict=True)
    ]
    if before:
        written.insert(len(before), "/")
    if arguments.vararg is not None or arguments.kwonlyargs or arguments.kwarg is not None:
        written.extend(_rest(arguments, source))
    return written


def _rest(arguments: nodes.Arguments, source: Source) -> Iterator[str]:
    only = arguments.kwonlyargs or []
    if arguments.vararg is not None:
        yield parameter(f"*{arguments.vararg}", arguments.varargannotation, None, source)
    elif only:
        yield "*"
    for name, annotation, default in zip(
        only, arguments.kwonlyargs_annotations, arguments.kw_defaults or (), strict=True
    ):
        yield parameter(name.name, annotation, default, source)
    if arguments.kwarg is not None:
        yield parameter(f"**{arguments.kwarg}", arguments.kwargannotation, None, source)


def parameter(name: str, annotation: nodes.NodeNG | None, default: nodes.NodeNG | None, source: Source) -> str:
    """Return one parameter as it would be written."""
    if annotation is not None:
        typed = f"{name}: {source.text_of(annotation)}"
        return typed if default is None else f"{typed} = {_short(default, source)}"
    return name if default is None else f"{name}={_short(default, source)}"


def _short(default: nodes.NodeNG, source: Source) -> str:
    text = source.text_of(default)
    return text if len(text) <= _LONG else f"{text[: _LONG - 1].rstrip()}…"
