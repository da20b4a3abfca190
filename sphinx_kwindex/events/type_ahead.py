"""What the type-ahead of the keyword indexes loads, in the output folder."""

import os
from collections.abc import Collection
from pathlib import Path

from sphinx.builders import Builder

from sphinx_kwindex.pages.building import settings_key
from sphinx_kwindex.pages.fingerprint import digest
from sphinx_kwindex.pages.site import Site
from sphinx_kwindex.pages.stubs import write_if_changed
from sphinx_kwindex.resolution.staleness import OutputState
from sphinx_kwindex.store import On, short_grain
from sphinx_kwindex.views.shards import STARTS, file_of, letters, shards, start_of, starts_script


def write_names(builder: Builder, site: Site, before: OutputState) -> str:
    """Write the scripts, and delete those that are no longer loaded.

    Return a digest of the files and of what they were made from besides the store. Only the names whose first letter
    a change since the last build can reach are looked at, if the folder is as that left it.
    """
    if builder.format != "html" or builder.name in {"epub", "singlehtml"}:
        return ""
    folder = Path(builder.outdir) / "_static" / "kwindex"
    key = settings_key(site)
    is_as_left = before.names != "" and before.names == digest(key, *_states(folder))
    if is_as_left and before.index == site.reader.digest():
        return before.names
    _write(folder, site, site.reader.changed_since(before.index) if is_as_left else None)
    return digest(key, *_states(folder))


def _write(folder: Path, site: Site, changed: Collection[int] | None) -> None:
    """Write the scripts of the letters that changed; ``None`` stands for all."""
    made: dict[str, str] = {}
    kept: set[str] = set()
    written = [] if changed is None else _starts(folder)
    for letter in letters(site.desk):
        if changed is None or short_grain((On.BELOW, "", letter)) in changed:
            made.update(shards(site.desk, letter))
        else:
            kept.update(start for start in written if start.startswith(letter))
    texts = {file_of(start): text for start, text in made.items()} | {STARTS: starts_script({*made, *kept})}
    for name, text in texts.items():
        write_if_changed(folder / name, text)
    files = {*texts, *map(file_of, kept)}
    for path in folder.iterdir():
        if path.name not in files:
            path.unlink()


def _starts(folder: Path) -> list[str]:
    """Return how the names of the scripts begin that are there."""
    return [start_of(path.name) for path in folder.iterdir() if path.name != STARTS]


def _states(folder: Path) -> list[str]:
    """Return a text for each file of a folder that differs when the file does; none where there is no folder."""
    if not folder.is_dir():
        return []
    with os.scandir(folder) as found:
        states = [(entry.name, entry.stat()) for entry in found]
    return sorted(f"{name} {state.st_size} {state.st_mtime_ns}" for name, state in states)
