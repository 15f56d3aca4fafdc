"""Where in a YAML file something stands that pydantic found, for messages that name line, column and field."""

from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any, Literal, get_args, get_origin

from pydantic import BaseModel, Tag
from pydantic.fields import FieldInfo
from ruamel.yaml.comments import CommentedMap, CommentedSeq

Steps = list[str | int]
"""The way to a place: ["goals", 0, "check"]."""


@cache
def tags_in(model: type[BaseModel]) -> frozenset[str]:
    """The tags that tell the unions apart in everything that is reachable from `model`.

    Pydantic writes a tag into a place of the file though it stands nowhere there.
    """
    tags: set[str] = set()
    seen: set[Any] = set()
    todo: list[Any] = [model]
    while todo:
        kind = todo.pop()
        if kind in seen:
            continue
        seen.add(kind)
        if isinstance(kind, type) and issubclass(kind, BaseModel):
            tags |= _literals(kind)
            todo += [part for info in kind.model_fields.values() for part in (info.annotation, *info.metadata)]
        elif isinstance(kind, Tag):
            tags.add(kind.tag)
        todo.extend(_inside(kind))
    return frozenset(tags)


def _literals(model: type[BaseModel]) -> set[str]:
    """The words by which this model is told from the others of a union."""
    said = (get_args(info.annotation) for info in model.model_fields.values() if get_origin(info.annotation) is Literal)
    return {words[0] for words in said if len(words) == 1}


def _inside(kind: Any) -> Iterator[Any]:
    for part in (*getattr(kind, "__args__", ()), *getattr(kind, "__metadata__", ())):
        if not isinstance(part, FieldInfo) and part.__hash__:
            yield part


@cache
def keys_at(model: type[BaseModel], place: tuple[str | int, ...]) -> frozenset[str]:
    """The keys that are known at this place of pydantic's, tags of unions included; empty for a place that no key leads to."""
    found = {model: frozenset[str]()}
    for step in place:
        tagged = {kind: tags for kind, tags in found.items() if step in tags}
        inner = [info for kind in found for name, info in kind.model_fields.items() if step in (name, info.alias)]
        if tagged or inner:
            found = tagged or {kind: tags for info in inner for part in (info.annotation, *info.metadata)
                               for kind, tags in _models_in(part, frozenset())}
    return frozenset(info.alias or name for kind in found for name, info in kind.model_fields.items())


def _models_in(kind: Any, tags: frozenset[str]) -> Iterator[tuple[type[BaseModel], frozenset[str]]]:
    """The models that a value of this type can be, without those inside of them, each with the tags that lead to it."""
    if isinstance(kind, type) and issubclass(kind, BaseModel):
        yield kind, tags | _literals(kind)
    tags |= {part.tag for part in getattr(kind, "__metadata__", ()) if isinstance(part, Tag)}
    for part in _inside(kind):
        yield from _models_in(part, tags)


def has(node: Any, step: str | int) -> bool:
    """Whether the node of a parsed file has that key or index."""
    if isinstance(node, CommentedMap):
        return step in node
    return isinstance(node, CommentedSeq) and isinstance(step, int) and step < len(node)


def mark_of(tree: Any, steps: Iterable[str | int]) -> tuple[int, int]:
    """Line and column (from 1) of the deepest of these steps that the file has."""
    mark, node = (1, 1), tree
    for step in steps:
        position = (node.lc.data or {}).get(step) if has(node, step) else None
        if position is None:  # not there, or taken over by a merge key
            break
        mark, node = (position[0] + 1, position[1] + 1), node[step]
    return mark


def steps_to(tree: Any, place: Iterable[str | int], tags: frozenset[str], *, missing: bool = False) -> Steps:
    """Pydantic's place as the file has it: without the tags of unions, and with the key of a code list's line.

    What the file does not have is left out; but of a `missing` key the last step is its name.
    """
    found: Steps = []
    node, rest, after_a_tag = tree, list(place), False
    for index, step in enumerate(rest):
        following = rest[index + 1] if index + 1 < len(rest) else None
        if isinstance(node, CommentedMap) and isinstance(step, int) and step not in node and step < len(node):
            step = list(node)[step]
        is_there = has(node, step)
        after_a_tag = not after_a_tag and (not is_there or (step in tags and _is_tag(node[step], step, following)))
        if is_there and not after_a_tag:
            node = node[step]
            found.append(step)
        elif missing and following is None:
            found.append(step)
    return found


def _is_tag(inner: Any, step: str | int, following: str | int | None) -> bool:
    """Whether a step that is a key of the file too stands for a tag: what follows is not inside of it but beside."""
    return following is not None and (following == step or not has(inner, following))
