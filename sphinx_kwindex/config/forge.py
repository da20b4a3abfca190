"""Links to the forge: their template, and the commit they name."""

import subprocess
from pathlib import Path
from string import Formatter
from urllib.parse import urlsplit

from sphinx_kwindex.config.checks import one_of, wrong

OPTION = "kwindex_forge"
FIELDS = ("commit", "path", "start", "end")
FORGES = {
    "github.com": "/blob/{commit}/{path}#L{start}-L{end}",
    "gitlab.com": "/-/blob/{commit}/{path}#L{start}-{end}",
    "codeberg.org": "/src/commit/{commit}/{path}#L{start}-L{end}",
}


def template_of(value: str) -> str:
    """The template that ``value`` is or, as the address of a repository on a known forge, stands for."""
    fields = _fields(value)
    if value and not fields:
        return _of_repository(value)
    for field in fields:
        if field not in FIELDS:
            raise wrong(OPTION, value, f"{{{field}}} means nothing; " + one_of(field, FIELDS))
    if value and "path" not in fields:
        raise wrong(OPTION, value, "it must say where {path} goes")
    return value


def _fields(value: str) -> list[str]:
    try:
        return [field for _text, field, _format, _conversion in Formatter().parse(value) if field is not None]
    except ValueError as error:
        raise wrong(OPTION, value, f"it is no template ({error})") from None


def _of_repository(value: str) -> str:
    host = urlsplit(value).hostname or ""
    if host not in FORGES:
        right = "it must be a template such as 'https://forge.example/name/{commit}/{path}#L{start}-L{end}'"
        raise wrong(OPTION, value, f"{right}, or the address of a repository on {', '.join(FORGES)}")
    return value.rstrip("/").removesuffix(".git") + FORGES[host]


def commit_of(folder: Path, forge: str) -> str:
    """The commit that is checked out at ``folder`` if the template asks for it, else nothing.

    ``HEAD`` where git is not there or knows no commit: forges take it for the tip of the default branch.
    """
    if "{commit}" not in forge:
        return ""
    command = ["git", "-C", str(folder), "rev-parse", "--verify", "HEAD"]
    try:
        answer = subprocess.run(command, capture_output=True, text=True, check=True, timeout=30)  # noqa: S603
    except (OSError, subprocess.SubprocessError):
        return "HEAD"
    return answer.stdout.strip()
