"""The day's villages for citizens, with how complete each is: of the copies that the office shows.

A request reads the few villages that were looked at longest ago, so that it costs the same with four villages and with forty; of
the others this process remembers what it read, and the page says when.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from http import HTTPStatus

from flask import Blueprint, abort, current_app, render_template
from flask.typing import ResponseReturnValue
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from sandbox import seats
from sandbox.desks import desk_for
from sandbox.platform import citizens
from sandbox.platform.groups import open_or_shown
from sandbox.practice.models import Household, SheetEntry
from sandbox.practice.sheets.sheet import places
from sandbox.practice.submissions import validated
from sandbox.seats import Seat
from sandbox.store.base import Store
from sandbox.store.damage import fence
from sandbox.web import services

bp = Blueprint("district", __name__, url_prefix="/desa", template_folder="templates")

AT_ONCE = 4
REMEMBERED = "gladi district"


@dataclass(frozen=True, slots=True)
class Completeness:
    """Of one copy at `at` (hall time): complete households of all, sheets of this year begun of all."""

    at: datetime
    complete: int
    households: int
    begun: int
    sheets: int

    @property
    def percent(self) -> int:
        """Families and sheets weigh the same; what is not whole is never told as 100."""
        whole = (self.complete / self.households if self.households else 0) + self.begun / self.sheets
        return int(50 * whole)


@dataclass(frozen=True, slots=True)
class VillageLine:
    """`read` None: not looked at yet, or nobody has begun in this copy."""

    seat: Seat
    is_begun: bool
    read: Completeness | None

    @property
    def address(self) -> Mapping[str, str]:
        """What the village's page takes."""
        return dict(zip(("province", "regency", "district", "serial"), self.seat.village_code.split("."), strict=True))


@dataclass(slots=True)
class Memory:
    """What this process read, by the copy's key. An older generation's is never asked for again, and goes."""

    found: dict[str, Completeness] = field(default_factory=dict)

    def keep_only(self, keys: set[str]) -> None:
        self.found = {key: each for key, each in self.found.items() if key in keys}


@bp.get("/warga")
def villages() -> ResponseReturnValue:
    roles = citizens.shown_by(*open_or_shown())
    if not roles:
        abort(HTTPStatus.NOT_FOUND)
    memory: Memory = current_app.extensions.setdefault(REMEMBERED, Memory())
    shown = [seat for seat in seats.seats(*roles) if seat.role == roles[seat.group_id]]
    return render_template("hall/district.html", lines=_lines(shown, memory), held_on=shown[0].held_on if shown else None)


def _lines(shown: Sequence[Seat], memory: Memory) -> list[VillageLine]:
    store = services().store
    begun = [seat for seat in shown if seat.seated_at is not None and store.exists(seat.pin)]
    memory.keep_only({seat.pin.key for seat in begun})
    oldest = sorted(begun, key=lambda seat: memory.found[seat.pin.key].at.timestamp() if seat.pin.key in memory.found else 0.0)
    for seat in oldest[:AT_ONCE]:
        with fence(seat.pin):
            memory.found[seat.pin.key] = _read(store, seat)
    return [VillageLine(seat, seat in begun, memory.found.get(seat.pin.key)) for seat in shown]


def _read(store: Store, seat: Seat) -> Completeness:
    now = desk_for(seat, services().clock, may_write=False).clock.now()
    with store.open(seat.pin) as session:
        return _counted(session, seat.held_on.year, now)


def _counted(session: Session, period: int, now: datetime) -> Completeness:
    households = select(func.count(Household.id))
    begun = select(func.count(SheetEntry.id)).where(SheetEntry.period == period, SheetEntry.filled > 0)
    complete, total, sheets = session.execute(select(*(each.scalar_subquery() for each in (
        households.where(Household.filled >= validated.questions()), households, begun)))).one()
    return Completeness(now, complete, total, sheets, len(places()))
