"""Where source lies on a forge, and at which commit."""

import subprocess

import pytest

IDENTITY = ["-c", "user.name=x", "-c", "user.email=x@example.org"]


def test_a_forge_template_is_taken_as_it_is(settings):
    template = "https://forge.example/{commit}/{path}?from={start}&to={end}"
    assert settings(forge=template, commit="abc").forge == template
    assert settings(forge="https://forge.example/{path}").commit == ""


@pytest.mark.parametrize(
    ("address", "template"),
    {
        "https://github.com/o/n": "https://github.com/o/n/blob/{commit}/{path}#L{start}-L{end}",
        "https://github.com/o/n.git/": "https://github.com/o/n/blob/{commit}/{path}#L{start}-L{end}",
        "https://gitlab.com/o/g/n": "https://gitlab.com/o/g/n/-/blob/{commit}/{path}#L{start}-{end}",
        "https://codeberg.org/o/n": "https://codeberg.org/o/n/src/commit/{commit}/{path}#L{start}-L{end}",
    }.items(),
)
def test_the_address_of_a_repository_is_enough_on_a_known_forge(settings, address, template):
    assert settings(forge=address, commit="abc").forge == template


def test_an_unknown_forge_needs_a_template(error):
    assert "it must be a template such as" in error(forge="https://forge.example/o/n")


def test_an_unknown_field_is_named_with_the_nearest(error):
    assert "{line} means nothing" in error(forge="https://x/{path}#{line}")
    assert "did you mean 'commit'?" in error(forge="https://x/{comit}/{path}")
    assert "{} means nothing" in error(forge="https://x/{}/{path}")


def test_a_template_says_where_the_path_goes(error):
    assert "where {path} goes" in error(forge="https://x/{commit}")
    assert "it is no template" in error(forge="https://x/{path")


def test_the_commit_is_asked_of_git(settings, folder):
    for command in (["init", "-q"], [*IDENTITY, "commit", "-q", "--allow-empty", "-m", "x"]):
        subprocess.run(["git", *command], cwd=folder, check=True)
    head = subprocess.run(["git", "rev-parse", "HEAD"], cwd=folder, check=True, capture_output=True, text=True)
    assert settings(forge="https://github.com/o/n").commit == head.stdout.strip()
    assert settings(forge="https://github.com/o/n", commit="v1").commit == "v1"


def test_without_a_repository_the_commit_is_head(settings):
    assert settings(forge="https://github.com/o/n").commit == "HEAD"


def test_without_git_the_commit_is_head(settings, monkeypatch):
    monkeypatch.setenv("PATH", "")
    assert settings(forge="https://github.com/o/n").commit == "HEAD"
