"""Where in a YAML file something stands that pydantic found, for messages that name line, column and field."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal, get_args, get_origin

from pydantic import BaseModel, Tag
from pydantic.fields import FieldInfo
from ruamel.yaml.comments import CommentedMap, CommentedSeq

Steps = list[str | int]
"""The way to a place: ["goals", 0, "check"]."""


@dataclass(frozen=True, slots=True)
class Known:
    """The words of a model: the keys that it or any model below it knows, and the tags that tell its unions apart.

    Pydantic writes a tag into a place of the file though it stands nowhere there.
    """

    keys: frozenset[str]
    tags: frozenset[str]


@cache
def known_to(model: type[BaseModel]) -> Known:
    """The words of everything that is reachable from `model`."""
    keys: set[str] = set()
    tags: set[str] = set()
    seen: set[Any] = set()
    todo: list[Any] = [model]
    while todo:
        kind = todo.pop()
        if kind in seen:
            continue
        seen.add(kind)
        if isinstance(kind, type) and issubclass(kind, BaseModel):
            for name, info in kind.model_fields.items():
                keys.add(info.alias or name)
                if get_origin(info.annotation) is Literal and len(only := get_args(info.annotation)) == 1:
                    tags.update(only)
                todo += [info.annotation, *info.metadata]
        elif isinstance(kind, Tag):
            tags.add(kind.tag)
        todo.extend(_inside(kind))
    return Known(frozenset(keys), frozenset(tags))


def _inside(kind: Any) -> Iterator[Any]:
    for part in (*getattr(kind, "__args__", ()), *getattr(kind, "__metadata__", ())):
        if not isinstance(part, FieldInfo) and part.__hash__:
            yield part


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
