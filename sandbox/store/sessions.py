"""The session of one copy, and what a process remembers of copies."""

from collections import OrderedDict
from typing import Any

from sqlalchemy import event
from sqlalchemy.orm import Session

from sandbox.store.base import Pin

REMEMBERED = 120
"""Sandboxes of which this process remembers something at the same time."""


class CopySession(Session):
    """Finds again what it has loaded, as long as it lives: SQLAlchemy forgets at once what nobody holds."""


@event.listens_for(CopySession, "loaded_as_persistent")
def _hold(session: Session, loaded: object) -> None:
    session.info["loaded"].append(loaded)


class Memories:
    """What this process remembers of each sandbox, at the generation that was asked for last; who was not asked for longest is
    forgotten."""

    def __init__(self) -> None:
        self._kept: OrderedDict[int, tuple[int, dict[str, Any]]] = OrderedDict()

    def of(self, pin: Pin) -> dict[str, Any]:
        """The memory of that copy."""
        generation, memory = self._kept.pop(pin.sandbox, (0, {}))
        if generation != pin.generation:
            memory = {}
        self._kept[pin.sandbox] = pin.generation, memory
        while len(self._kept) > REMEMBERED:
            self._kept.popitem(last=False)
        return memory
