"""The board's memory: journal rows in, one state a seat out. Pure, and the same for every interleaving of journals.

What attempts and hands are is folded in scenarios/results/fold.py; here stands what the board knows besides: where a person
is, what repeats, who rightly waits. The same law holds: a board folded live equals a board folded from the journals.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sandbox.deeds import (
    BEGIN,
    HELD,
    HOUSEHOLDS,
    JUDGED,
    MEMBER,
    MESSAGE,
    MESSAGE_READ,
    RESEND,
    SEARCH,
    SUBMIT,
    SUBMIT_ALL,
    DeedKind,
)
from sandbox.details import RecordDetails
from sandbox.journal import Deed, Outcome
from sandbox.practice.submissions.stages import STEPS
from scenarios.results import fold as lessons
from scenarios.results.fold import NOTHING_YET, AttemptState, Hand, PersonState, Row, SeatKey, Taken, key_of

WAY_UP = STEPS[-1][1]
"""How long an unhindered submission is on its way."""


@dataclass(frozen=True, slots=True)
class Repeat:
    """The same deed, refused with the same code, again and again; reads in between don't end it."""

    action: str
    code: str
    count: int
    since: datetime


@dataclass(frozen=True, slots=True)
class Place:
    """Where a person is: the last page opened, and since when."""

    form: str
    record: str | None
    at: datetime
    section: str | None = None
    """The section of a household's form, whose form of a member (anggota-12), or the part of Potensi and Tingkat Perkembangan."""


@dataclass(frozen=True, slots=True)
class MessageTold:
    """A message to a person: its row, the key it was sent under, and whether the person marked it as read."""

    id: int
    key: str
    is_read: bool = False


@dataclass(frozen=True, slots=True)
class SeatState:
    """What the board knows of one person in one generation. All times are hall time."""

    lesson: PersonState = NOTHING_YET
    last_wall_at: datetime | None = None
    arrived_at: datetime | None = None
    active_at: datetime | None = None
    place: Place | None = None
    places: tuple[Place, ...] = ()
    """Pages opened since the last deed that changed something; newest last, a few at most."""
    held_until: datetime | None = None
    held_since: datetime | None = None
    sent_at: datetime | None = None
    """When a submission was sent, if that is the last thing that was changed."""
    repeat: Repeat | None = None
    told: tuple[MessageTold, ...] = ()
    """The last messages of staff, newest last, a few at most."""

    @property
    def last_id(self) -> int:
        """Journal id of the last row that was folded."""
        return self.lesson.last_id

    @property
    def attempts(self) -> Mapping[int, AttemptState]:
        """The person's attempts, by the journal id of their begin rows."""
        return self.lesson.attempts

    @property
    def attempt(self) -> AttemptState | None:
        """The attempt that is being worked on."""
        return self.lesson.attempt

    @property
    def hand(self) -> Hand | None:
        return self.lesson.hand

    @property
    def taken(self) -> Taken | None:
        return self.lesson.taken


NOBODY_YET = SeatState()
PLACES_KEPT = 12
MESSAGES_KEPT = 8

Board = Mapping[SeatKey, SeatState]


def fold_all(rows: Iterable[Row], board: Board | None = None) -> dict[SeatKey, SeatState]:
    """The board after all `rows`, beginning with `board`, which stays as it is."""
    seats = dict(board or {})
    for row in rows:
        key = key_of(row)
        if key is not None:
            seats[key] = seat_after(seats.get(key, NOBODY_YET), row.deed)
    return seats


def seat_after(seat: SeatState, deed: Deed) -> SeatState:
    """The seat after one more deed; a deed folded before changes nothing."""
    lesson = lessons.after(seat.lesson, deed)
    if lesson is seat.lesson:
        return seat
    seat = replace(seat, lesson=lesson, last_wall_at=deed.wall_at)
    if deed.person > 0 and deed.kind not in _SYSTEM:
        seat = replace(seat, arrived_at=seat.arrived_at or deed.at, active_at=deed.at)
    if deed.outcome is Outcome.NOTED:
        return _NOTED.get(deed.kind, _unchanged)(seat, deed)
    seat = _held(seat, deed)
    return _read(seat, deed) if deed.kind.reads else _changed(seat, deed)


def _read(seat: SeatState, deed: Deed) -> SeatState:
    form = HOUSEHOLDS.name if deed.kind is SEARCH else deed.form
    if form is None or deed.outcome is Outcome.REFUSED:
        return seat
    place = Place(form, deed.record, deed.at, _section(deed))
    return replace(seat, place=place, places=(*seat.places, place)[-PLACES_KEPT:])


def _changed(seat: SeatState, deed: Deed) -> SeatState:
    sent = deed.kind in (SUBMIT, SUBMIT_ALL, RESEND) and deed.outcome is Outcome.DONE
    seat = replace(seat, sent_at=deed.at if sent else None)
    if deed.outcome is Outcome.DONE:
        return replace(seat, repeat=None, places=())
    if deed.detail.until is not None:
        return seat  # turned away until a stated hour: trying again is no struggle
    before = seat.repeat
    same = before is not None and (before.action, before.code) == (deed.action, deed.code)
    count, since = (before.count + 1, before.since) if before is not None and same else (1, deed.at)
    return replace(seat, repeat=Repeat(deed.action, deed.code or "", count, since))


def _begun(seat: SeatState, deed: Deed) -> SeatState:
    return replace(seat, places=(), repeat=None, held_until=None, held_since=None)


def _held(seat: SeatState, deed: Deed) -> SeatState:
    """The seat after an answer that comes late or a fault that lasts: until that is over it rightly waits."""
    until = deed.detail.until
    if until is None:
        return seat
    since = seat.held_since if seat.held_until == until else deed.at
    return replace(seat, held_until=until, held_since=since)


def _told(seat: SeatState, deed: Deed) -> SeatState:
    return replace(seat, told=(*seat.told, MessageTold(deed.id, deed.key or ""))[-MESSAGES_KEPT:])


def _has_read(seat: SeatState, deed: Deed) -> SeatState:
    read = deed.told(MESSAGE_READ).message
    return replace(seat, told=tuple(replace(each, is_read=each.is_read or each.id == read) for each in seat.told))


def _unchanged(seat: SeatState, deed: Deed) -> SeatState:
    return seat


def _section(deed: Deed) -> str | None:
    if not isinstance(deed.detail, RecordDetails):
        return None
    return (deed.detail.part if deed.form == MEMBER.name else deed.detail.section) or None


_SYSTEM = frozenset({HELD, JUDGED})
"""Events noted in a person's name that are no sign of life."""

_NOTED: Mapping[DeedKind[Any], Callable[[SeatState, Deed], SeatState]] = {
    BEGIN: _begun, HELD: _held, MESSAGE: _told, MESSAGE_READ: _has_read}
