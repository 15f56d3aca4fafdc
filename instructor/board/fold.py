"""The board's memory: journal rows in, one state a seat out. Pure, and the same for every interleaving of journals.

A row changes the state of one seat at one generation, and of no other; rows of one journal come in its order, and a row
that was folded already changes nothing. So a board folded live equals a board folded from the journals.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from types import MappingProxyType
from typing import Any, NamedTuple

from sandbox.actions import READS
from sandbox.journal import Deed, Outcome
from sandbox.practice.submissions.stages import STEPS
from scenarios.results.mastery import Go

WAY_UP = STEPS[-1][1]
"""How long an unhindered submission is on its way."""


class SeatKey(NamedTuple):
    """A person in one generation of a sandbox."""

    sandbox: int
    generation: int
    person: int


class Row(NamedTuple):
    """A row of the feed as plain data."""

    sandbox: int
    generation: int
    deed: Deed


@dataclass(frozen=True, slots=True)
class Attempt:
    """One go at an exercise, counted as scenarios/results/progress.py counts it: after it was solved nothing more is."""

    id: int
    """Journal id of its begin row."""
    scenario: str
    began_at: datetime
    began_wall_at: datetime
    number: int = 1
    """1 for a person's first go at that exercise."""
    hash: str = ""
    skill: str = ""
    met: frozenset[str] = frozenset()
    mistakes: tuple[tuple[str, datetime], ...] = ()
    hints: int = 0
    last_hint_at: datetime | None = None
    solved_at: datetime | None = None

    @property
    def go(self) -> Go:
        """As mastery sees it."""
        return Go(self.scenario, self.number, self.solved_at is not None, self.hints, len(self.mistakes))


@dataclass(frozen=True, slots=True)
class Hand:
    """A raised hand."""

    at: datetime
    text: str = ""


@dataclass(frozen=True, slots=True)
class Taken:
    """Who of the staff takes care of a seat."""

    at: datetime
    account_id: int
    name: str


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
    """Of a household's form, or of Potensi and Tingkat Perkembangan."""


@dataclass(frozen=True, slots=True)
class SeatState:
    """What the board knows of one person in one generation. All times are hall time."""

    last_id: int = 0
    last_wall_at: datetime | None = None
    arrived_at: datetime | None = None
    active_at: datetime | None = None
    place: Place | None = None
    places: tuple[Place, ...] = ()
    """Pages opened since the last deed that changed something; newest last, a few at most."""
    attempts: Mapping[int, Attempt] = field(default_factory=lambda: MappingProxyType({}))
    current: int | None = None
    """Id of the attempt that is being worked on."""
    held_until: datetime | None = None
    held_since: datetime | None = None
    sent_at: datetime | None = None
    """When a submission was sent, if that is the last thing that was changed."""
    repeat: Repeat | None = None
    hand: Hand | None = None
    taken: Taken | None = None

    @property
    def attempt(self) -> Attempt | None:
        """The attempt that is being worked on."""
        return None if self.current is None else self.attempts.get(self.current)


NOBODY_YET = SeatState()
PLACES_KEPT = 12

Board = Mapping[SeatKey, SeatState]


def fold(board: Board, row: Row) -> Board:
    """The board after `row`."""
    key = key_of(row)
    if key is None:
        return board
    before = board.get(key, NOBODY_YET)
    after = seat_after(before, row.deed)
    return board if after is before else {**board, key: after}


def fold_all(rows: Iterable[Row], board: Board | None = None) -> dict[SeatKey, SeatState]:
    """The board after all `rows`; like folding one by one, but copied once."""
    seats = dict(board or {})
    for row in rows:
        key = key_of(row)
        if key is not None:
            seats[key] = seat_after(seats.get(key, NOBODY_YET), row.deed)
    return seats


def key_of(row: Row) -> SeatKey | None:
    """Whose state the row changes. Rows of staff and system name the trainee in their detail."""
    person = row.deed.person if row.deed.person > 0 else row.deed.detail.get("trainee")
    return None if person is None else SeatKey(row.sandbox, row.generation, int(person))


def seat_after(seat: SeatState, deed: Deed) -> SeatState:
    """The seat after one more deed; a deed folded before changes nothing."""
    if deed.id <= seat.last_id:
        return seat
    seat = replace(seat, last_id=deed.id, last_wall_at=deed.wall_at)
    if deed.person > 0 and deed.action not in _SYSTEM:
        seat = replace(seat, arrived_at=seat.arrived_at or deed.at, active_at=deed.at)
    if deed.outcome is Outcome.NOTED:
        seat = _NOTED.get(deed.action, _unchanged)(seat, deed)
    elif deed.action in READS:
        seat = _read(_held(seat, deed), deed)
    else:
        seat = _changed(_held(seat, deed), deed)
    return _judged(seat, deed)


def _read(seat: SeatState, deed: Deed) -> SeatState:
    form = "households" if deed.action == "search" else deed.form
    if form is None or deed.outcome is Outcome.REFUSED:
        return seat
    place = Place(form, deed.record, deed.at, deed.detail.get("section"))
    return replace(seat, place=place, places=(*seat.places, place)[-PLACES_KEPT:])


def _changed(seat: SeatState, deed: Deed) -> SeatState:
    sent = deed.action in ("submit", "resend") and deed.outcome is Outcome.DONE
    seat = replace(seat, sent_at=deed.at if sent else None)
    if deed.outcome is Outcome.DONE:
        return replace(seat, repeat=None, places=())
    if moment(deed.detail.get("until")) is not None:
        return seat  # turned away until a stated hour: trying again is no struggle
    before = seat.repeat
    same = before is not None and (before.action, before.code) == (deed.action, deed.code)
    count, since = (before.count + 1, before.since) if before is not None and same else (1, deed.at)
    return replace(seat, repeat=Repeat(deed.action, deed.code or "", count, since))


def _judged(seat: SeatState, deed: Deed) -> SeatState:
    """Goals and mistakes that this deed made true or untrue, written into it by the judge."""
    attempt = _attempt_of(seat, deed)
    met, lost, mistakes, solved = (deed.detail.get(name) for name in ("met", "lost", "mistakes", "solved"))
    if attempt is None or attempt.solved_at is not None or not (met or lost or mistakes or solved):
        return seat
    known = {name for name, _at in attempt.mistakes}
    return _with_attempt(seat, replace(
        attempt, met=(attempt.met | frozenset(met or ())) - frozenset(lost or ()),
        mistakes=attempt.mistakes + tuple((name, deed.at) for name in mistakes or () if name not in known),
        solved_at=deed.at if solved else None))


def _begun(seat: SeatState, deed: Deed) -> SeatState:
    detail = deed.detail
    attempt = Attempt(deed.id, str(detail.get("scenario", "")), deed.at, deed.wall_at, int(detail.get("number", 1)),
                      str(detail.get("hash", "")), str(detail.get("skill", "")))
    return replace(_with_attempt(seat, attempt), current=deed.id, places=(), repeat=None, held_until=None, held_since=None)


def _hinted(seat: SeatState, deed: Deed) -> SeatState:
    attempt = _attempt_of(seat, deed)
    if attempt is None or attempt.solved_at is not None:
        return seat
    return _with_attempt(seat, replace(attempt, hints=attempt.hints + 1, last_hint_at=deed.at))


def _attempt_of(seat: SeatState, deed: Deed) -> Attempt | None:
    return seat.attempt if deed.attempt is None else seat.attempts.get(deed.attempt)


def _held(seat: SeatState, deed: Deed) -> SeatState:
    """An answer that comes late, or a fault that lasts: till then the seat rightly waits."""
    until = moment(deed.detail.get("until"))
    if until is None:
        return seat
    since = seat.held_since if seat.held_until == until else deed.at
    return replace(seat, held_until=until, held_since=since)


def _raised(seat: SeatState, deed: Deed) -> SeatState:
    return replace(seat, hand=Hand(deed.at, str(deed.detail.get("text") or "")))


def _lowered(seat: SeatState, deed: Deed) -> SeatState:
    return replace(seat, hand=None, taken=None)


def _taken(seat: SeatState, deed: Deed) -> SeatState:
    return replace(seat, taken=Taken(deed.at, -deed.person, str(deed.detail.get("name") or "")))


def _released(seat: SeatState, deed: Deed) -> SeatState:
    return replace(seat, taken=None)


def _unchanged(seat: SeatState, deed: Deed) -> SeatState:
    return seat


def _with_attempt(seat: SeatState, attempt: Attempt) -> SeatState:
    return replace(seat, attempts=MappingProxyType({**seat.attempts, attempt.id: attempt}))


def moment(value: Any) -> datetime | None:
    """A time out of a row's detail, where it stands as ISO text."""
    if isinstance(value, datetime):
        return value
    return datetime.fromisoformat(value) if isinstance(value, str) and value else None


_SYSTEM = frozenset({"held", "judged"})
"""Events noted in a person's name that are no sign of life."""

_NOTED: Mapping[str, Callable[[SeatState, Deed], SeatState]] = {
    "begin": _begun, "hint": _hinted, "hint_given": _hinted, "held": _held, "raise_hand": _raised, "lower_hand": _lowered,
    "take": _taken, "release": _released,
}
