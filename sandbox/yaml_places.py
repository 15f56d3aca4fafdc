"""Where in a YAML file something stands, for messages that name line and remedy: scenarios and instruments alike."""

from collections.abc import Iterable
from typing import Any

from pydantic import BaseModel
from ruamel.yaml.comments import CommentedMap, CommentedSeq


def has(node: Any, step: str | int) -> bool:
    """Whether the node of a parsed file has that key or index."""
    if isinstance(node, CommentedMap):
        return step in node
    return isinstance(node, CommentedSeq) and isinstance(step, int) and step < len(node)


def line_of(tree: Any, steps: Iterable[str | int]) -> int:
    """Line (from 1) of the deepest of these steps that the file has."""
    line, node = 1, tree
    for step in steps:
        if not has(node, step):
            break
        position = node.lc.key(step) if isinstance(node, CommentedMap) else node.lc.item(step)
        line, node = position[0] + 1, node[step]
    return line


def keys_of(model: type[BaseModel]) -> set[str]:
    """Every key that any model reachable from `model` knows."""
    found: set[str] = set()
    seen: set[Any] = set()
    todo: list[Any] = [model]
    while todo:
        kind = todo.pop()
        if kind in seen:
            continue
        seen.add(kind)
        if isinstance(kind, type) and issubclass(kind, BaseModel):
            for name, info in kind.model_fields.items():
                found.add(info.alias or name)
                todo.append(info.annotation)
        todo.extend(argument for argument in getattr(kind, "__args__", ()) if argument.__hash__)
    return found
