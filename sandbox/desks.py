"""Turns a seat into a desk: the one place where a request's sandbox, clock and person come together."""

from functools import partial

from sandbox.actions import Desk
from sandbox.clock import Clock, HallClock
from sandbox.seats import Seat, pauses

KIND_LABELS = {"desa": "Desa", "kelurahan": "Kelurahan"}


def hall_clock(group_id: int, clock: Clock) -> HallClock:
    """The clock of a group: the wall clock less that group's pauses, read once a request."""
    return HallClock(clock, partial(pauses, group_id), remember=True)


def desk_for(seat: Seat, clock: Clock, *, may_write: bool = True, login_key: str | None = None) -> Desk:
    """The desk of that seat. `login_key` is the practice login of this browser, if any."""
    return Desk(
        pin=seat.pin, person=seat.trainee_id, name=seat.name, role=seat.role, role_label=seat.role_label,
        village_code=seat.village_code, village_name=seat.village_name, kind=KIND_LABELS[seat.kind],
        district_name=seat.district, period=seat.held_on.year, clock=hall_clock(seat.group_id, clock),
        may_write=may_write, login_key=login_key)
