"""Turns a seat into a desk: the one place where a request's sandbox, clock and person come together."""

from functools import partial

from sandbox.actions import Desk
from sandbox.clock import Clock, HallClock
from sandbox.platform.groups import day_of
from sandbox.seats import GroupDay, Seat, pauses

KIND_LABELS = {"desa": "Desa", "kelurahan": "Kelurahan"}


def desk_for(seat: Seat, clock: Clock, *, may_write: bool = True, login_key: str | None = None,
             day: GroupDay | None = None) -> Desk:
    """The desk of that seat. `login_key` is the practice login of this browser, if any; `day`: of its group, if it was read."""
    return Desk(
        pin=seat.pin, person=seat.trainee_id, name=seat.name, role=seat.role, role_label=seat.role_label,
        village_code=seat.village_code, village_name=seat.village_name, kind=KIND_LABELS[seat.kind],
        district_name=seat.district, period=seat.held_on.year,
        clock=HallClock(clock, partial(pauses, seat.group_id), remember=True, known=[] if day is None else [day.pauses]),
        day=partial(day_of, seat.group_id) if day is None else lambda: (day.agenda, day.openings),
        may_write=may_write, login_key=login_key, companion=seat.companion, own_sandbox=seat.own_sandbox)
