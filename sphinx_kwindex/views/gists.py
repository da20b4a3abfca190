"""What pages rest on that stays the same under most changes of the answers it is worked out of."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from sphinx_kwindex.views.desk import Desk
from sphinx_kwindex.views.folders import import_edges, most_used
from sphinx_kwindex.views.navigation import files_beside, folders_beside
from sphinx_kwindex.views.subtree import parts_of
from sphinx_kwindex.views.usages import has_usages_page

GISTS: Mapping[str, Callable[[str, Desk], Any]] = MappingProxyType(
    {
        "files-beside": files_beside,
        "folders-beside": folders_beside,
        "import-edges": import_edges,
        "has-usages": has_usages_page,
        "keyword-parts": parts_of,
        "most-used": most_used,
    }
)


def gist(name: str, subject: str, desk: Desk) -> Any:
    """Return what is worked out for a file or folder."""
    return desk.gist(name, subject, GISTS[name])
