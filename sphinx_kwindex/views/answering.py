"""Which view answers which query."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from sphinx_kwindex.blocks import Block, Group, Query
from sphinx_kwindex.views import (
    files,
    folders,
    imports,
    navigation,
    observed,
    outline,
    related,
    report,
    subtree,
    untested,
    usages,
)
from sphinx_kwindex.views.desk import Desk
from sphinx_kwindex.views.keyword_index import file_keywords

View = Callable[[Query, Desk], tuple[Block, ...]]


def keyword_index(query: Query, desk: Desk) -> tuple[Block, ...]:
    """Return the keywords of a file, or of a folder with all below it."""
    return (file_keywords if query.subject in desk.docnames.files else subtree.subtree_keywords)(query, desk)


VIEWS: Mapping[str, View] = MappingProxyType(
    {
        "page-navigation": navigation.page_navigation,
        "page-map": navigation.page_map,
        "file-metadata": files.file_metadata,
        "file-purpose": files.file_purpose,
        "file-source": files.file_source,
        "file-outline": outline.file_outline,
        "keyword-index": keyword_index,
        "keyword-letters": subtree.keyword_letters,
        "keyword-usages": usages.keyword_usages,
        "file-imports": imports.file_imports,
        "file-importers": imports.file_importers,
        "related-files": related.related_files,
        "file-tests": related.file_tests,
        "observations": observed.observations,
        "folder-description": folders.folder_description,
        "folder-index": folders.folder_index,
        "folder-names": folders.folder_names,
        "folder-imports": folders.folder_imports,
        "folder-untested": untested.folder_untested,
        "totals": report.totals,
        "report-confidence": report.report_confidence,
        "report-problems": report.report_problems,
        "report-imports": report.report_imports,
        "report-ambiguous": report.report_ambiguous,
        "report-unused": report.report_unused,
    }
)


def answer_at(query: Query, desk: Desk) -> tuple[Block, ...]:
    """Return what there is to say to a query, under its caption if it has one; empty for nothing."""
    blocks = VIEWS[query.view](query, desk)
    caption = dict(query.options).get("caption", "")
    return (Group(caption, blocks),) if caption and blocks else blocks
