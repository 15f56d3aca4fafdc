"""Few exercises in which everything of a sort occurs that occurs in the library: the kinds of its steps, of its checks."""

from collections.abc import Callable, Iterator, Mapping

from pydantic import BaseModel

from scenarios.file.loader import library
from scenarios.file.schema import Scenario


def covering(part: Callable[[Scenario], object]) -> list[str]:
    """Ids of exercises in whose parts each kind of the whole library's occurs, short exercises first.

    A new kind brings one that uses it.
    """
    kinds = {name: frozenset(_kinds_in(part(loaded.scenario))) for name, loaded in library().items()}
    missing, chosen = frozenset[type]().union(*kinds.values()), list[str]()
    while missing:
        chosen.append(max(kinds, key=lambda name: len(kinds[name] & missing) / (1 + len(library()[name].scenario.solution))))
        missing -= kinds[chosen[-1]]
    return chosen


def _kinds_in(node: object) -> Iterator[type]:
    """The class of every model in it."""
    if isinstance(node, BaseModel):
        yield type(node)
        node = {name: getattr(node, name) for name in type(node).model_fields}
    for each in node.values() if isinstance(node, Mapping) else node if isinstance(node, list | tuple) else ():
        yield from _kinds_in(each)
