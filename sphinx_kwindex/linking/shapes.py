"""What follows from a thing alone, without a look at any file."""

from sphinx_kwindex.linking.things import NOTHING, Form, Thing, Things, container

_PLAIN = frozenset({Form.MODULE, Form.CLASS, Form.FUNCTION, Form.OUTSIDE})


def received(values: Things, receiver: Thing | None) -> Things:
    """What a method gives that was got from ``receiver``: its ``self`` is the receiver."""
    if receiver is None or receiver.form not in {Form.INSTANCE, Form.CLASS}:
        return tuple(sorted({doubted(thing) for thing in values}))
    own = Thing(Form.INSTANCE, receiver.file, receiver.qualname, sure=False)
    return tuple(sorted({own if _is_self(thing) else doubted(thing) for thing in values}))


def _is_self(thing: Thing) -> bool:
    return thing.form is Form.INSTANCE and thing.sure


def doubted(thing: Thing) -> Thing:
    """The thing as what a variable holds: that it is of this class is an inference."""
    return thing if thing.form in _PLAIN or not thing.sure else thing._replace(sure=False)


def new_of(thing: Thing) -> Things:
    """What a variable holds that is annotated with the thing."""
    if thing.form is Form.CLASS:
        return (Thing(Form.INSTANCE, thing.file, thing.qualname, sure=False),)
    return NOTHING if thing.form in _PLAIN else (thing,)


def type_of(thing: Thing) -> Things:
    """The class of the thing."""
    return (Thing(Form.CLASS, thing.file, thing.qualname, sure=thing.sure),) if thing.form is Form.INSTANCE else NOTHING


def builtin_attribute(thing: Thing, name: str) -> Things:
    """What the methods of containers give, and the class of an object."""
    if name == "__class__":
        return type_of(thing)
    if thing.form is Form.DICT:
        return _of_dict(thing, name)
    if thing.form is Form.LIST and name in {"pop", "copy"}:
        return container(Form.RETURNS, (thing.parts[0] if name == "pop" else (thing,),))
    return NOTHING


def _of_dict(thing: Thing, name: str) -> Things:
    keys, values = thing.parts
    if name in {"get", "pop", "setdefault"}:
        return container(Form.RETURNS, (values,))
    if name == "copy":
        return container(Form.RETURNS, ((thing,),))
    listed = {"keys": keys, "values": values, "items": container(Form.TUPLE, (keys, values))}.get(name)
    return container(Form.RETURNS, (container(Form.LIST, (listed,)),)) if listed else NOTHING
