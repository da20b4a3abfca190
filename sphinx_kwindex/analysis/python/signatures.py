"""Signatures as source text."""

import ast
from collections.abc import Iterator

from sphinx_kwindex.analysis.python.source import Source

_LONG = 60


def signature_of(
    node: ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda, source: Source, *, bound: bool = False
) -> str:
    """Return the parameters, with annotations and defaults, and what is returned.

    ``bound`` leaves out the first parameter and the return, as the caller of a class sees its ``__init__``.
    """
    parameters = list(_parameters(node.args, source))
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


def _parameters(arguments: ast.arguments, source: Source) -> Iterator[str]:
    positional = [*arguments.posonlyargs, *arguments.args]
    defaults = [*[None] * (len(positional) - len(arguments.defaults)), *arguments.defaults]
    for index, (each, default) in enumerate(zip(positional, defaults, strict=True), 1):
        yield parameter(each.arg, each.annotation, default, source)
        if index == len(arguments.posonlyargs):
            yield "/"
    yield from _rest(arguments, source)


def _rest(arguments: ast.arguments, source: Source) -> Iterator[str]:
    if arguments.vararg is not None:
        yield parameter(f"*{arguments.vararg.arg}", arguments.vararg.annotation, None, source)
    elif arguments.kwonlyargs:
        yield "*"
    for each, default in zip(arguments.kwonlyargs, arguments.kw_defaults, strict=True):
        yield parameter(each.arg, each.annotation, default, source)
    if arguments.kwarg is not None:
        yield parameter(f"**{arguments.kwarg.arg}", arguments.kwarg.annotation, None, source)


def parameter(name: str, annotation: ast.expr | None, default: ast.expr | None, source: Source) -> str:
    """Return one parameter as it would be written."""
    if annotation is not None:
        typed = f"{name}: {source.text_of(annotation)}"
        return typed if default is None else f"{typed} = {_short(default, source)}"
    return name if default is None else f"{name}={_short(default, source)}"


def _short(default: ast.expr, source: Source) -> str:
    text = source.text_of(default)
    return text if len(text) <= _LONG else f"{text[: _LONG - 1].rstrip()}…"
