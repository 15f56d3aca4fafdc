"""Susulan: who missed their day, and on which later one they are invited again. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from instructor.attendance.register import Register
from sandbox.platform.models import GroupState


@dataclass(frozen=True, slots=True)
class Invitation:
    """A person's seat on one day. `first`: the seat that they missed, where this is a second invitation."""

    trainee_id: int
    first: int | None
    name: str
    village: str
    role: str
    """As people call it, within a sentence."""
    group_id: int
    day: int
    state: GroupState


@dataclass(frozen=True, slots=True)
class Makeup:
    """Somebody who missed their day, and their last invitation after it; None while nobody has chosen one."""

    missed: Invitation
    again: Invitation | None
    came: bool
    """Whether they came on that later day."""


def makeups(invitations: Iterable[Invitation], registers: Mapping[int, Register]) -> list[Makeup]:
    """Everybody who was not there on a closed day of theirs: those who came later first, those without a day last."""
    by_first: dict[int, list[Invitation]] = {}
    for each in sorted(invitations, key=lambda each: each.day):
        by_first.setdefault(each.first or each.trainee_id, []).append(each)
    found = [makeup for days in by_first.values() if (makeup := _makeup(days, registers)) is not None]
    return sorted(found, key=lambda each: (each.again is None, not each.came, each.again.day if each.again else each.missed.day))


def _makeup(days: list[Invitation], registers: Mapping[int, Register]) -> Makeup | None:
    missed = [day for day in days if day.state is GroupState.CLOSED and not _was_there(day, registers)]
    if not missed:
        return None
    later = [day for day in days if day.day > missed[-1].day]
    again = later[-1] if later else None
    return Makeup(missed[-1], again, again is not None and _was_there(again, registers))


def _was_there(day: Invitation, registers: Mapping[int, Register]) -> bool:
    register = registers.get(day.group_id)
    return register is not None and register.of(day.trainee_id).seen
