from sphinx_kwindex.analysis.python.uses.scopes import Scope, ScopeKind
from sphinx_kwindex.analysis.python.uses.terms import Forest


def module(forest, *names):
    return Scope(forest, ScopeKind.MODULE, None, names)


def bound(scope, name, number):
    def way():
        scope.bind(name, scope.forest.head(f"keyword:{number}", 1))
        return False

    return way


def test_a_name_is_what_it_was_bound_to_last():
    forest = Forest()
    scope = module(forest, "x")
    first, second = forest.head("keyword:a", 1), forest.head("keyword:b", 1)
    scope.bind("x", first)
    scope.bind("x", second)
    assert scope.lookup("x") is second


def test_a_name_that_nobody_binds_is_global():
    assert module(Forest()).lookup("x").step == "global:x"


def test_after_branches_a_name_is_any_of_what_they_bound():
    scope = module(Forest(), "x")
    scope.branches([bound(scope, "x", 1), bound(scope, "x", 2)])
    assert scope.lookup("x").step.startswith("any:")


def test_a_branch_that_ends_leaves_nothing():
    scope = module(Forest(), "x")
    first, second = bound(scope, "x", 1), bound(scope, "x", 2)
    finished = scope.branches([lambda: first() or True, second])
    assert (finished, scope.lookup("x").step) == (False, "keyword:2")


def test_when_all_branches_end_the_whole_does():
    scope = module(Forest(), "x")
    assert scope.branches([lambda: True, lambda: True])


def test_a_local_name_hides_the_module_before_it_is_bound():
    forest = Forest()
    outer = module(forest, "x")
    outer.bind("x", forest.head("keyword:x", 1))
    assert Scope(forest, ScopeKind.FUNCTION, outer, {"x"}).lookup("x") is None


def test_a_class_is_seen_from_itself_only():
    forest = Forest()
    outer = module(forest)
    owner = Scope(forest, ScopeKind.CLASS, outer, {"x"})
    owner.bind("x", forest.head("keyword:C.x", 1))
    method = Scope(forest, ScopeKind.FUNCTION, owner, ())
    assert (owner.lookup("x").step, method.lookup("x").step) == ("keyword:C.x", "global:x")


def test_a_deleted_name_is_unbound():
    forest = Forest()
    scope = module(forest)
    scope.bind("x", forest.head("keyword:x", 1))
    scope.unbind("x")
    assert scope.lookup("x").step == "global:x"
