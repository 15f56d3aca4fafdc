"""A trainer's new copy for one seat, and until when it can be taken back: until somebody saved something in it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sandbox.deeds import BEGIN
from sandbox.journal import Deed, Outcome
from sandbox.platform.db import read
from sandbox.seats import Seat
from sandbox.store import generations
from scenarios.results.fold import Row


@dataclass(frozen=True, slots=True)
class Renewal:
    """The trainer's reset that gave this seat its present copy, and what was done in the copy since then."""

    reset_id: str
    saved: Deed | None
    """The first change in it: from then on it stays."""
    begun: tuple[str, ...]
    """Ids of the exercises that were begun in it: they would go with it."""

    @property
    def can_be_undone(self) -> bool:
        return self.saved is None

    @property
    def saved_at(self) -> datetime | None:
        return self.saved.at if self.saved else None


def renewal(seat: Seat, rows: Sequence[Row]) -> Renewal | None:
    """Of this seat; `rows`: of the copies in which the person has worked.

    None where the copy came with the group, or by the person's own doing.
    """
    with read() as session:
        reset_id = generations.own_reset(session, seat.pin.sandbox)
    here = [row for row in rows if row.sandbox == seat.pin.sandbox]
    return since_reset(reset_id, seat.pin.generation, here) if reset_id else None


def since_reset(reset_id: str, generation: int, rows: Sequence[Row]) -> Renewal:
    """What these rows tell of that generation."""
    deeds = [row.deed for row in rows if row.generation == generation]
    saved = next((deed for deed in deeds if deed.outcome is Outcome.DONE and deed.kind.changes), None)
    return Renewal(reset_id, saved, tuple(dict.fromkeys(deed.detail.scenario for deed in deeds if deed.kind is BEGIN)))
