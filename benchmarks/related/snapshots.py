"""Repositories as they were, and their index."""

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A repository checked out in ``tree``; its index is made beside it."""

    tree: Path

    def index(self, *, history: bool = False) -> dict[str, Any]:
        """Build the index and return it as the builder writes it."""
        docs, out = self.tree.with_suffix(".docs"), self.tree.with_suffix(".index")
        docs.mkdir(exist_ok=True)
        options = {
            "extensions": "sphinx_kwindex",
            "kwindex_sources": str(self.tree),
            "kwindex_related_history": int(history),
        }
        settings = [word for name, value in options.items() for word in ("-D", f"{name}={value}")]
        run(sys.executable, "-m", "sphinx", "-q", "-C", "-b", "kwindex", *settings, str(docs), str(out))
        found: dict[str, Any] = json.loads((out / "kwindex.json").read_bytes())
        return found

    def inside(self, path: str) -> str:
        """Return a path of the index as the repository knows it."""
        return path.removeprefix(f"{self.tree.name}/")


def check_out(name: str, commit: str, clones: Path, work: Path) -> Snapshot:
    """Check a commit out of the clone of this name, with all the history before it."""
    tree = work / name
    if not tree.exists():
        run("git", "clone", "-q", "--shared", "--no-checkout", str(_clone(name, clones)), str(tree))
        run("git", "-C", str(tree), "-c", "advice.detachedHead=false", "checkout", "-q", commit)
    return Snapshot(tree)


def run(*command: str) -> None:
    """Run a command to its end; its output is shown where it fails."""
    done = subprocess.run(command, check=False, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    if done.returncode:
        sys.exit(f"{' '.join(command)}\n{done.stdout}")


def _clone(name: str, clones: Path) -> Path:
    """Find a clone by the name in the truth, or by that of the repository alone; bare or not."""
    names = (name, f"{name}/repo", name.partition("+")[2], f"{name.partition('+')[2]}.git")
    for found in (clones / one for one in names):
        if (found / ".git").exists() or (found / "HEAD").exists():
            return found.resolve()
    sys.exit(f"{clones} has no clone of {name}")
