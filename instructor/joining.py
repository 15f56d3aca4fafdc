"""The two people of a village work in one copy, and part again.

Joined, both sit at the copy of one of them, the host; the other's own copy waits. Parted, each goes on in a copy of their own,
with everything as it was at that moment. Nothing is changed in place: new generations are made from marks that were taken while
nobody could write, and one transaction of the platform points both people at them. Killed before it, nothing has happened but a
mark that nobody needs; after it, all of it has. What either was shown before fits no copy any more, so a late form is refused
and its typing kept.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import uuid4

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from instructor.errors import AloneHere, AlreadyJoined, NotJoined, NotOpen, SeatMoved
from instructor.interventions import Intervener
from sandbox import journal, seats
from sandbox.clock import Clock
from sandbox.deeds import JOINED, LEFT, LOWER_HAND, RAISE_HAND, DeedKind, names
from sandbox.desks import desk_for
from sandbox.details import StaffDetails
from sandbox.journal import Journal, Outcome
from sandbox.platform import audit
from sandbox.platform.db import write
from sandbox.platform.models import Guest, Trainee
from sandbox.practice import personal
from sandbox.practice.models import Login
from sandbox.seats import Seat
from sandbox.store import feed, generations
from sandbox.store.base import OF_TWO, TEMPLATE, OtherVersion, Pin, SandboxDamaged, Store
from sandbox.store.damage import fence


@dataclass(frozen=True, slots=True)
class Pair:
    """The two of a village: whose copy it is, or will be, and who works in it with them."""

    host: Seat
    guest: Seat

    @property
    def is_joined(self) -> bool:
        return self.host.pin.sandbox == self.guest.pin.sandbox


def pair_of(seat: Seat) -> Pair:
    """That person and the other of the village as they sit now. Where they are not joined, it is this one's copy.

    Of a village's three it is the one with whom they share a copy, else one who shares none. Raises AloneHere where nobody else
    of the village is expected that day, AlreadyJoined where the two others work together.
    """
    others = [each for each in seats.seats(seat.group_id)
              if each.village_code == seat.village_code and each.trainee_id != seat.trainee_id]
    if not others:
        raise AloneHere(village=seat.village_name)
    sharing = (each for each in others if each.pin.sandbox == seat.pin.sandbox)
    other = next(sharing, None) or next((each for each in others if not each.companion), None)
    if other is None:
        raise AlreadyJoined(village=seat.village_name)
    return Pair(other, seat) if seat.own_sandbox is not None else Pair(seat, other)


def join(store: Store, clock: Clock, pair: Pair, *, by: Intervener, seen: int | None = None) -> None:
    """From now on both work in the host's copy. `seen`: the host's generation that the page showed to whoever asks.

    Raises NotOpen, AlreadyJoined, SeatMoved, and the store's errors.
    """
    if pair.is_joined:
        raise AlreadyJoined(village=pair.host.village_name)
    _require_open(pair, seen)
    host, guest = pair.host, pair.guest
    came = _came_with(store, guest)
    rows = [*(_row(clock, JOINED, seat, by) for seat in (host, guest)), *came.call]

    def write_into(mark: Session) -> None:
        mark.add_all(rows)
        personal.carry(mark, came.logins)

    with store.open(host.pin, write=True) as session:  # nobody else writes there until both sit at the new copy
        source = store.mark(host.pin, _name(session, rows), also=write_into)
        with write(durable=True) as platform:
            _renew(platform, clock, {host.pin.sandbox: source, guest.pin.sandbox: TEMPLATE}, (host.pin, guest.pin))
            platform.add(Guest(trainee_id=guest.trainee_id, own_sandbox_id=guest.pin.sandbox, joined_at=clock.now()))
            _seat(platform, guest, host.pin.sandbox)
            _record(platform, clock, "join", pair, by)
    _show(store, host.pin.sandbox)


def part(store: Store, clock: Clock, pair: Pair, *, by: Intervener, seen: int | None = None) -> None:
    """From now on each works alone, in a copy of what both had. `seen` as for join.

    Raises NotOpen, NotJoined, SeatMoved, and the store's errors.
    """
    host, guest = pair.host, pair.guest
    if guest.own_sandbox is None:
        raise NotJoined(village=host.village_name)
    _require_open(pair, seen)
    own = generations.pin(guest.own_sandbox)
    with store.open(host.pin, write=True) as session:
        sources = {sandbox: _without(store, session, clock, host.pin, sandbox, leaving, by)
                   for sandbox, leaving in ((host.pin.sandbox, guest), (own.sandbox, host))}
        with write(durable=True) as platform:
            _renew(platform, clock, sources, (host.pin, own))
            platform.execute(delete(Guest).where(Guest.trainee_id == guest.trainee_id))
            _seat(platform, guest, own.sandbox)
            _record(platform, clock, "part", pair, by)
    for sandbox in sources:
        _show(store, sandbox)


def _require_open(pair: Pair, seen: int | None) -> None:
    if not pair.host.is_open:
        raise NotOpen(number=pair.host.group_number)
    if seen not in (None, pair.host.pin.generation):  # a page of before: joined, parted or renewed since
        raise SeatMoved()


def _without(store: Store, session: Session, clock: Clock, shared: Pin, sandbox: int, leaving: Seat, by: Intervener) -> str:
    """The source of one person's copy: all that the shared one has, but what is `leaving`'s own."""
    rows = [_row(clock, LEFT, leaving, by)]

    def write_into(mark: Session) -> None:
        mark.add_all(rows)
        personal.forget(mark, leaving.trainee_id)

    return store.mark(shared, _name(session, rows), of=sandbox, also=write_into)


def _name(session: Session, rows: Sequence[Journal]) -> str:
    """A mark's name, never used before; it ends with the number of the last row that the mark will have."""
    return f"{OF_TWO}{uuid4().hex[:12]}-{journal.last(session) + len(rows)}"


def _row(clock: Clock, kind: DeedKind[StaffDetails], seat: Seat, by: Intervener) -> Journal:
    desk = desk_for(seat, clock)
    row = Journal(at=desk.clock.now(), wall_at=desk.clock.wall(), person=-by.account_id, action=kind.name,
                  outcome=Outcome.NOTED.value, detail={})
    row.tell(StaffDetails(trainee=seat.trainee_id, name=by.name))
    return row


@dataclass(frozen=True, slots=True)
class _Belongings:
    """What the guest brings along: the browsers that are logged in, and the call for help that nobody has answered."""

    logins: Sequence[Login] = ()
    call: Sequence[Journal] = ()


def _came_with(store: Store, guest: Seat) -> _Belongings:
    """Nothing from a copy that cannot be read: working in the other's is the way out of it."""
    if not store.exists(guest.pin):
        return _Belongings()
    try:
        with store.open(guest.pin) as session:
            return _Belongings(personal.open_logins(session, guest.trainee_id), _open_call(session, guest.trainee_id))
    except (OtherVersion, SandboxDamaged):
        return _Belongings()


def _open_call(session: Session, trainee: int) -> Sequence[Journal]:
    """The raised hand as a row of another copy's journal, since when it is up; none if it is down."""
    last = session.scalar(select(Journal).where(Journal.person == trainee, Journal.action.in_(names(RAISE_HAND, LOWER_HAND)))
                          .order_by(Journal.id.desc()).limit(1))
    if last is None or last.action != RAISE_HAND.name:
        return ()
    return [Journal(at=last.at, wall_at=last.wall_at, person=trainee, action=last.action, form=last.form, outcome=last.outcome,
                    detail=last.detail)]


def _renew(platform: Session, clock: Clock, sources: Mapping[int, str], pins: Sequence[Pin]) -> None:
    seen = {pin.sandbox: pin.generation for pin in pins}
    if generations.renew_together(platform, sources, seen=seen, now=clock.now()) is None:
        raise SeatMoved()


def _seat(platform: Session, guest: Seat, sandbox: int) -> None:
    platform.execute(update(Trainee).where(Trainee.id == guest.trainee_id).values(sandbox_id=sandbox))


def _record(platform: Session, clock: Clock, deed: str, pair: Pair, by: Intervener) -> None:
    audit.record(platform, deed, f"trainee:{pair.guest.trainee_id}", by=by.account_id, at=clock.now(), host=pair.host.trainee_id,
                 sandbox=pair.host.pin.sandbox)


def _show(store: Store, sandbox: int) -> None:
    """Make the new copy and tell the board of it, before anybody does anything there. Whatever fails here, the next deed does."""
    pin = generations.pin(sandbox)
    with fence(pin):
        feed.copy(store, pin)
