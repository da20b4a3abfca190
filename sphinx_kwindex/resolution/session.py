"""What the resolution of one build needs beside the site: where Python objects are documented."""

from weakref import WeakKeyDictionary

from sphinx.config import Config
from sphinx.environment import BuildEnvironment

from sphinx_kwindex.resolution.places import ApiPlaces, find_api_places

# One map a build, made before writing starts, so that forked workers inherit it.
_PLACES: WeakKeyDictionary[Config, ApiPlaces] = WeakKeyDictionary()


def read_api_places(env: BuildEnvironment) -> ApiPlaces:
    """Gather where Python objects are documented, for the rest of the build."""
    _PLACES[env.config] = places = find_api_places(env)
    return places


def api_places_of(env: BuildEnvironment) -> ApiPlaces:
    """Return where Python objects are documented."""
    return _PLACES.get(env.config) or read_api_places(env)
