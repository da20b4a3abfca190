"""Options of ``conf.py`` become settings, or an error that says what would be right."""

import re
from pathlib import Path

import pytest
from config.reading import config_of

from sphinx_kwindex.config import read_settings
from sphinx_kwindex.config.options import OPTIONS
from sphinx_kwindex.model.kinds import Kind, Visibility


def from_shell(confdir, **overrides):
    return read_settings(config_of(overrides={f"kwindex_{name}": value for name, value in overrides.items()}), confdir)


def test_only_the_source_folders_must_be_set(settings, folder):
    read = settings()
    (root,) = read.roots
    assert root.folder == folder / "src"
    assert (root.written, root.base, root.package, root.include, root.exclude) == ("../src", None, None, (), ())
    assert read.visibility == frozenset(Visibility)
    assert read.kinds == frozenset(Kind)
    assert (read.output, read.toctree, read.pages, read.executor) == ("kwindex", "folders", "virtual", "")
    assert (read.gitignore, read.source_pages, read.related_history) == (True, True, False)
    assert (read.forge, read.commit) == ("", "")


def test_every_option_has_a_description():
    assert all(option.doc.endswith(".") and option.name.startswith("kwindex_") for option in OPTIONS)


@pytest.mark.parametrize("value", ["../src", ["../src"], ("../src",), {"../src": {}}, {"../src": None}])
def test_sources_may_be_a_folder_several_or_a_mapping(settings, folder, value):
    assert [root.folder for root in settings(sources=value).roots] == [folder / "src"]


def test_absolute_folders_are_taken_as_they_are(settings, folder):
    assert settings(sources=[str(folder / "src")]).roots[0].folder == folder / "src"


def test_a_root_has_the_patterns_of_all_and_its_own(settings):
    read = settings(sources={"../src": {"exclude": ["vendor/"], "include": "*.py"}}, exclude=["*.tmp"])
    assert read.roots[0].exclude == ("*.tmp", "vendor/")
    assert read.roots[0].include == ("*.py",)


def test_a_root_may_say_its_base_and_its_package(settings, folder):
    read = settings(sources={"../src": {"base": "..", "package": "name.space"}})
    assert read.roots[0].base == folder
    assert read.roots[0].package == "name.space"
    assert settings(sources={"../src": {"package": ""}}).roots[0].package == ""


@pytest.mark.parametrize("value", [[], "", {}, [""], None, 3, [3]])
def test_sources_must_name_a_folder(error, value):
    assert re.match(r"kwindex_sources = .* it must name at least one source folder", error(sources=value))


def test_a_missing_folder_is_named_with_the_nearest(error, folder):
    assert error(sources=["../scr"]) == (
        f"kwindex_sources = '../scr' is wrong: there is no folder {folder / 'scr'}; did you mean 'src'?"
    )


def test_a_file_is_no_source_folder(error, folder):
    (folder / "mod.py").touch()
    assert "there is no folder" in error(sources=["../mod.py"])


def test_an_unknown_option_of_a_root_is_named_with_the_nearest(error):
    message = error(sources={"../src": {"exlude": []}})
    assert message.startswith("kwindex_sources['../src'] = 'exlude' is wrong")
    assert message.endswith("did you mean 'exclude'?")


def test_the_options_of_a_root_are_a_mapping(error):
    assert "must be a mapping" in error(sources={"../src": ["exclude"]})


def test_a_base_must_hold_its_root(error):
    assert error(sources={"../src": {"base": "."}}).startswith("kwindex_sources['../src']['base'] = '.' is wrong")
    assert "there is no folder" in error(sources={"../src": {"base": "../nowhere"}})


@pytest.mark.parametrize("value", ["a-b", "a..b", 3])
def test_a_package_is_a_dotted_name(error, value):
    assert "['package']" in error(sources={"../src": {"package": value}})


def test_roots_do_not_lie_in_each_other(error, folder):
    (folder / "src/pkg").mkdir()
    message = error(sources=["../src", "../src/pkg"])
    assert message.startswith("kwindex_sources = '../src/pkg' is wrong: it lies in '../src'")
    assert "it lies in" in error(sources=["../src", "../docs/../src"])


def test_a_link_to_a_root_lies_in_it(error, folder):
    (folder / "link").symlink_to(folder / "src")
    assert "it lies in" in error(sources=["../src", "../link"])


def test_roots_whose_files_would_have_the_same_paths_are_refused(error, settings, folder):
    (folder / "other/src").mkdir(parents=True)
    assert "give one of them a 'base'" in error(sources=["../src", "../other/src"])
    assert settings(sources={"../src": {}, "../other/src": {"base": ".."}}).roots[1].base == folder


def test_in_the_shell_folders_are_relative_to_the_working_directory(folder, monkeypatch):
    monkeypatch.chdir(folder)
    assert from_shell(folder / "docs", sources="src").roots[0].folder == folder / "src"
    assert from_shell(folder / "docs", sources=".").roots[0].folder == folder


def test_in_the_shell_folders_of_conf_py_are_found_too(folder, monkeypatch):
    monkeypatch.chdir(folder / "src")
    assert from_shell(folder / "docs", sources="../docs/../src").roots[0].folder == folder / "src"
    monkeypatch.chdir("/")
    assert from_shell(folder / "docs", sources="../src").roots[0].folder == folder / "src"


def test_in_the_shell_commas_part_the_items_of_a_list(folder, monkeypatch):
    monkeypatch.chdir(folder)
    read = from_shell(folder, sources="src,docs", visibility="public,private", kinds="class", exclude="a/,b/")
    assert [root.written for root in read.roots] == ["src", "docs"]
    assert read.visibility == {Visibility.PUBLIC, Visibility.PRIVATE}
    assert read.kinds == {Kind.CLASS}
    assert read.roots[0].exclude == ("a/", "b/")


def test_in_the_shell_numbers_and_flags_are_digits(folder, monkeypatch):
    monkeypatch.chdir(folder)
    read = from_shell(folder, sources="src", related_limit="3", gitignore="0", source_links="1", pages="files")
    assert (read.related_limit, read.gitignore, read.source_links, read.pages) == (3, False, True, "files")


def test_words_may_be_parted_by_commas_in_conf_py(settings):
    assert settings(visibility="public, special").visibility == {Visibility.PUBLIC, Visibility.SPECIAL}


def test_an_unknown_word_is_named_with_the_nearest(error):
    assert error(visibility=["public", "privat"]) == (
        "kwindex_visibility = 'privat' is wrong: "
        "it must be one of 'public', 'private', 'special'; did you mean 'private'?"
    )
    assert "did you mean 'type-alias'?" in error(kinds=["typealias"])
    assert "did you mean 'folders'?" in error(toctree="folder")
    assert "one of 'virtual', 'files'" in error(pages="real")


@pytest.mark.parametrize("option", ["visibility", "kinds"])
def test_no_word_at_all_is_refused(error, option):
    assert "name at least one of" in error(**{option: []})


@pytest.mark.parametrize("option", ["visibility", "include", "exclude", "test_patterns"])
def test_a_list_holds_strings(error, option):
    assert f"kwindex_{option} = [3] is wrong: it must be a list of strings" in error(**{option: [3]})
    assert "it must be a list of strings" in error(**{option: {"a": 1}})


@pytest.mark.parametrize("option", ["include", "exclude", "test_patterns"])
def test_a_bad_pattern_is_named(error, option):
    assert f"kwindex_{option} = '!' is wrong: it is not a pattern in git-ignore syntax" in error(
        **{option: ["*.py", "!"]}
    )


@pytest.mark.parametrize("option", ["gitignore", "source_pages", "source_links", "related_history"])
def test_a_flag_is_true_or_false(error, option):
    assert f"kwindex_{option} = 'maybe' is wrong: it must be True or False" in error(**{option: "maybe"})


@pytest.mark.parametrize("option", ["max_file_size", "related_limit"])
@pytest.mark.parametrize("value", [0, -1, 1.5, True, "many", None])
def test_a_number_is_whole_and_positive(error, option, value):
    assert "it must be a whole number, at least 1" in error(**{option: value})


@pytest.mark.parametrize("value", ["", "/", "..", "../x", "a//b", "a b", "a\\b", 3])
def test_the_output_is_a_folder_of_the_documentation(error, value):
    assert error(output=value).startswith(f"kwindex_output = {value!r} is wrong")


def test_the_output_may_be_nested(settings):
    assert settings(output="api/source/").output == "api/source"


@pytest.mark.parametrize("value", ["executor", "a..b", "a.b:c", "a-b.c"])
def test_the_executor_is_a_dotted_name(error, value):
    assert "it must be a dotted name" in error(executor=value)


def test_source_links_are_left_to_the_extension_that_makes_them(folder):
    for extension, expected in {"sphinx.ext.viewcode": False, "sphinx.ext.linkcode": False, "other": True}.items():
        config = config_of({"kwindex_sources": "../src", "extensions": [extension]})
        assert read_settings(config, folder / "docs").source_links is expected


def test_source_links_are_made_on_demand(folder):
    values = {"kwindex_sources": "../src", "extensions": ["sphinx.ext.viewcode"], "kwindex_source_links": True}
    assert read_settings(config_of(values), folder / "docs").source_links


def test_settings_hold_nothing_that_changes(settings):
    assert hash(settings()) == hash(settings())
    assert isinstance(settings().roots[0].folder, Path)
