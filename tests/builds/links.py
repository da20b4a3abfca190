"""Check that every internal link of an HTML folder leads to a file and an anchor that exist.

As a command: ``python tests/builds/links.py OUT`` prints every flaw and fails if there is one.
"""

import html
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from posixpath import join, normpath
from urllib.parse import unquote, urlsplit

PAGES = (".html", ".xhtml")

# What stands in comments, scripts and styles is no markup.
_NO_MARKUP = re.compile(r"<!--.*?-->|<(script|style)\b([^>]*)>.*?</\1\s*>", re.DOTALL | re.IGNORECASE)
_TAG = re.compile(r"""<[a-zA-Z][^\s/>"']*([^>"']*(?:"[^"]*"[^>"']*|'[^']*'[^>"']*)*)>""")
_ATTRIBUTE = re.compile(r"""(?<![^\s"'])(id|name|href|src)\s*=\s*(?:"([^"]*)"|'([^']*)')""", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """The anchors and the links of one page; ``repeated`` are ids that it bears more than once."""

    path: str
    anchors: frozenset[str]
    repeated: tuple[str, ...]
    links: frozenset[str]


@dataclass(frozen=True, slots=True, order=True)
class Flaw:
    """A link that leads nowhere, or an id that is not unique."""

    page: str
    link: str
    message: str

    def __str__(self) -> str:
        return f"{self.page}: {self.link!r} {self.message}"


def read_page(path: str, text: str) -> Page:
    """Take the anchors and links out of the text of a page."""
    ids: list[str] = []
    names: set[str] = set()
    links: set[str] = set()
    for name, value in _attributes(text):
        match name:
            case "id":
                ids.append(value)
            case "name":
                names.add(value)
            case _:
                links.add(value)
    counts = Counter(ids)
    repeated = tuple(one for one, count in counts.items() if count > 1)
    return Page(path=path, anchors=frozenset(counts) | names, repeated=repeated, links=frozenset(links))


def _attributes(text: str) -> Iterator[tuple[str, str]]:
    for tag in _TAG.finditer(_NO_MARKUP.sub(r"<x \2>", text)):
        if "=" in tag[1]:
            for name, double, single in _ATTRIBUTE.findall(tag[1]):
                yield name.lower(), html.unescape(double or single)


def flaws(folder: Path) -> list[Flaw]:
    """Everything that is wrong with the links and anchors of the pages under ``folder``."""
    files = frozenset(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
    pages = {
        name: read_page(name, (folder / name).read_text(encoding="utf-8")) for name in files if name.endswith(PAGES)
    }
    found = [Flaw(page.path, f"#{one}", "is not unique") for page in pages.values() for one in page.repeated]
    for page in pages.values():
        found += _broken(page, pages, files)
    return sorted(found)


def _broken(page: Page, pages: dict[str, Page], files: frozenset[str]) -> Iterator[Flaw]:
    for link in page.links:
        parts = urlsplit(link)
        if parts.scheme or parts.netloc:
            continue
        target = _target(page.path, unquote(parts.path), files)
        if target not in files:
            yield Flaw(page.path, link, "leads to no file")
        elif target in pages and not _has_anchor(pages[target], parts.fragment):
            yield Flaw(page.path, link, "leads to no anchor")


def _target(page: str, path: str, files: Iterable[str]) -> str:
    if not path:
        return page
    target = normpath(join(page, "..", path))
    return target if target in files else normpath(join(target, "index.html"))


def _has_anchor(page: Page, fragment: str) -> bool:
    return fragment in ("", "top") or fragment in page.anchors or unquote(fragment) in page.anchors


def main(folders: list[str]) -> int:
    """Print the flaws of the folders; 1 if there are any."""
    found = [flaw for folder in folders for flaw in flaws(Path(folder))]
    for flaw in found:
        sys.stdout.write(f"{flaw}\n")
    sys.stdout.write(f"{len(found)} flaws\n")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
