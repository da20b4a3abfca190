"""The table of options: the one place where each is declared."""

from dataclasses import dataclass
from typing import Any

from sphinx_kwindex.model.kinds import Kind, Visibility


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """One option of ``conf.py``: its name, default, permitted types, and what it does."""

    name: str
    default: Any
    types: tuple[type, ...]
    doc: str


TOCTREES = ("folders", "all", "none")
PAGES = ("virtual", "files")
TEST_PATTERNS = ["test_*.py", "*_test.py", "tests.py", "conftest.py", "tests/", "/test/"]

OPTIONS = (
    Option(
        name="kwindex_sources",
        default=[],
        types=(list, tuple, dict, str),
        doc="The source folders: a folder, a list of folders, or a mapping of folder to its own options "
        "(include, exclude, base, package). Relative to conf.py; on the command line, to the working directory.",
    ),
    Option(
        name="kwindex_include",
        default=[],
        types=(list, tuple, str),
        doc="Patterns in git-ignore syntax, relative to each source folder; where there are any, only files that "
        "match become source files.",
    ),
    Option(
        name="kwindex_exclude",
        default=[],
        types=(list, tuple, str),
        doc="Patterns in git-ignore syntax, relative to each source folder, of what is left out; a pattern with ! "
        "takes in what .gitignore or the built-in patterns leave out.",
    ),
    Option(name="kwindex_gitignore", default=True, types=(bool,), doc="Leave out what .gitignore files name."),
    Option(name="kwindex_output", default="kwindex", types=(str,), doc="The docname of the folder of generated pages."),
    Option(
        name="kwindex_visibility",
        default=[visibility.value for visibility in Visibility],
        types=(list, tuple, str),
        doc="Which keywords are shown: public, private, special.",
    ),
    Option(
        name="kwindex_kinds",
        default=[kind.value for kind in Kind],
        types=(list, tuple, str),
        doc="Which kinds of keyword are shown.",
    ),
    Option(
        name="kwindex_forge",
        default="",
        types=(str,),
        doc="Template of a link to a file on its forge, with {commit} {path} {start} {end}; the address of a "
        "repository on GitHub, GitLab or Codeberg is enough.",
    ),
    Option(
        name="kwindex_commit",
        default="",
        types=(str,),
        doc="The commit that forge links name; empty asks git, and is HEAD where git does not know.",
    ),
    Option(
        name="kwindex_toctree",
        default="folders",
        types=(str,),
        doc="Which generated pages stand in the global toctree of HTML: folders, all, none.",
    ),
    Option(
        name="kwindex_pages",
        default="virtual",
        types=(str,),
        doc="Where the stubs of generated pages lie: virtual (in the doctree folder) or files (in the source folder).",
    ),
    Option(name="kwindex_source_pages", default=True, types=(bool,), doc="Make a highlighted page of each file."),
    Option(
        name="kwindex_source_links",
        default=None,
        types=(bool, type(None)),
        doc="Give each Python object that a document describes a [source] link to its definition on a source page; "
        "by default (None) where neither sphinx.ext.viewcode nor sphinx.ext.linkcode is in use. Only HTML has these "
        "links.",
    ),
    Option(
        name="kwindex_max_file_size",
        default=2_000_000,
        types=(int,),
        doc="Files of more bytes are listed, not analysed.",
    ),
    Option(
        name="kwindex_test_patterns",
        default=TEST_PATTERNS,
        types=(list, tuple, str),
        doc="Patterns in git-ignore syntax, relative to the paths as shown, of the files that are tests.",
    ),
    Option(
        name="kwindex_related_limit",
        default=10,
        types=(int,),
        doc="How many Python files a list of related files has at most; after them come half as many documents.",
    ),
    Option(
        name="kwindex_related_history",
        default=False,
        types=(bool,),
        doc="Let files that git commits changed together count as related.",
    ),
    Option(
        name="kwindex_executor",
        default="",
        types=(str,),
        doc="Dotted name of a function that returns a concurrent.futures.Executor for the analysis.",
    ),
)
