"""Diagrams as text in the language of graphviz, and as SVG where its program is found."""

import re
import shutil
import subprocess
from collections.abc import Callable

from sphinx_kwindex.blocks import Diagram, LinkTarget

_PROLOGUE = re.compile(r".*?(?=<svg\b)", re.DOTALL)
_SECONDS = 30


def dot_source(diagram: Diagram, uri: Callable[[LinkTarget], str | None], name: str) -> str:
    """Return the graph as graphviz reads it; ``name`` makes the ids in it unique."""
    lines = [
        f"digraph {_quoted(name)} {{",
        f'  graph [id={_quoted(name)}, rankdir=TB, bgcolor=transparent, nodesep="0.2", ranksep="0.35"]',
        '  node [shape=box, style=rounded, fontname="sans-serif", fontsize=11, height="0.3", margin="0.1,0.04"]',
        '  edge [arrowsize="0.6", color="#888888"]',
        *(_node(f"{name}-{number}", node, uri) for number, node in enumerate(diagram.nodes)),
        *(_edge(f"{name}-e{number}", edge) for number, edge in enumerate(diagram.edges)),
        "}",
    ]
    return "\n".join(lines)


def draw_svg(source: str, program: str) -> str | None:
    """Return the drawing as an ``<svg>`` element, ``None`` where graphviz is missing or refuses."""
    found = shutil.which(program) if program else None
    if found is None:
        return None
    try:
        done = subprocess.run(  # noqa: S603 - the program is the one that graphviz_dot names
            [found, "-Tsvg"], input=source.encode(), capture_output=True, timeout=_SECONDS, check=True
        )
    except (OSError, subprocess.SubprocessError):
        return None
    return _PROLOGUE.sub("", done.stdout.decode(), count=1)


def _node(name: str, node: tuple[str, str, LinkTarget | None], uri: Callable[[LinkTarget], str | None]) -> str:
    key, label, target = node
    shown = _shown(label)
    address = uri(target) if target is not None else None
    link = f', URL={_quoted(address)}, target="_top"' if address else ""
    return f"  {_quoted(key)} [id={_quoted(name)}, label={shown}, tooltip={shown}{link}]"


def _edge(name: str, edge: tuple[str, str, int]) -> str:
    source, target, weight = edge
    width = min(1 + weight / 10, 4)
    tip = _shown(f"{source} → {target}: {weight}")
    return f'  {_quoted(source)} -> {_quoted(target)} [id={_quoted(name)}, penwidth="{width:.1f}", tooltip={tip}]'


def _shown(text: str) -> str:
    return _quoted(text.replace("&", "&amp;"))  # graphviz reads entities in what it shows


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", " ")
    return f'"{escaped}"'
