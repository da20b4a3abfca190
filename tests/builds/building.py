"""Run Sphinx in this process, as ``sphinx-build`` does, and tell what it did."""

import io
import json
import re
import shutil
import sys
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from builds import zoo
from sphinx.application import Sphinx
from sphinx.util.docutils import docutils_namespace, patch_docutils

_COLOUR = re.compile(r"\x1b\[[0-9;]*m")

PLAIN = {"extensions": ["sphinx_kwindex"], "html_theme": "basic", "smartquotes": False, "project": "Zoo"}


@dataclass(frozen=True, kw_only=True)
class Build:
    """What one build did; ``read`` and ``written`` are sorted docnames."""

    out: Path
    doctrees: Path
    read: tuple[str, ...]
    written: tuple[str, ...]
    status: str
    warnings: tuple[str, ...]
    code: int

    def text(self, name: str) -> str:
        return (self.out / name).read_text(encoding="utf-8")

    def files(self) -> dict[str, bytes]:
        """The content of every output file but Sphinx's own notes."""
        return output_files(self.out)


def build(
    source, out, *, builder="html", doctrees=None, jobs=1, confdir=None, fresh=False, all_pages=False, only=(),
    prepare=None, verbosity=0, **options,
):  # fmt: skip
    """Build the documents of ``source``, or ``only`` some, with the options; without ``confdir`` no conf.py is read."""
    doctrees = doctrees or Path(f"{out}.doctrees")
    status, warning = io.StringIO(), io.StringIO()
    seen = {"read": set(), "written": set()}
    with patch_docutils(confdir), docutils_namespace(), _modules_kept():
        app = Sphinx(
            source, confdir, out, doctrees, builder, PLAIN | options if confdir is None else options,
            status, warning, freshenv=fresh, parallel=jobs, verbosity=verbosity,
        )  # fmt: skip
        app.connect("env-before-read-docs", lambda _app, _env, names: seen["read"].update(names))
        app.connect("doctree-resolved", lambda _app, _tree, name: seen["written"].add(name))
        if prepare is not None:
            prepare(app)
        app.build(force_all=all_pages, filenames=[Path(source, name) for name in only])
    return Build(
        out=Path(out),
        doctrees=Path(doctrees),
        read=tuple(sorted(seen["read"])),
        written=tuple(sorted(seen["written"])),
        status=_COLOUR.sub("", status.getvalue()),
        warnings=tuple(_COLOUR.sub("", warning.getvalue()).splitlines()),
        code=app.statuscode,
    )


@contextmanager
def _modules_kept():
    """Forget what the build imported from sys.path of the project under test."""
    path = list(sys.path)
    yield
    sys.path[:] = path


class Project:
    """A project that a test may change and build again, by default a copy of the zoo."""

    def __init__(self, folder, files=zoo.FILES):
        self.folder = folder
        self.out = folder / "out"
        for name, text in files.items():
            self.write(name, text)

    def write(self, name, text):
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")

    def edit(self, name, old, new):
        text = (self.folder / name).read_text(encoding="utf-8")
        assert old in text
        self.write(name, text.replace(old, new))

    def build(self, out=None, **options):
        defaults = {"kwindex_sources": [str(self.folder / "src")], "extensions": ["myst_parser", "sphinx_kwindex"]}
        return build(self.folder / "docs", out or self.out, **defaults | options)

    def clean(self, **options):
        """A build of the same files from nothing, elsewhere."""
        shutil.rmtree(self.folder / "clean", ignore_errors=True)
        shutil.rmtree(self.folder / "clean.doctrees", ignore_errors=True)
        return self.build(self.folder / "clean", **options)


def assert_same(one, two):
    """The two outputs are the same, byte for byte."""
    assert different(one.files(), two.files()) == []


def different(left, right):
    """The files that are not the same in two outputs, or in one of them only."""
    return sorted(
        name
        for name in left.keys() | right.keys()
        if name not in left or name not in right or comparable(name, left[name]) != comparable(name, right[name])
    )


def output_files(out):
    """The content of every file in an output folder but Sphinx's own notes."""
    return {
        path.relative_to(out).as_posix(): path.read_bytes()
        for path in sorted(Path(out).rglob("*"))
        if path.is_file() and path.name not in {".buildinfo", ".buildinfo.bak"}
    }


def comparable(name, content):
    """The content, but for what Sphinx itself leaves behind in its search index when a document changes."""
    if name != "searchindex.js":
        return content
    index = json.loads(content.decode().removeprefix("Search.setIndex(").removesuffix(")"))
    del index["indexentries"]
    return index | {
        part: {term: at for term, at in index[part].items() if at != []} for part in ("terms", "titleterms")
    }
