from views.conftest import indexed  # noqa: F401  (a fixture)
