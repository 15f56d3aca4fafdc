"""Who needs a person, and why in words. Pure: state and hall time in, so a pause of the hall changes nothing.

A seat that rightly waits, for a fault's end or for a submission on its way, is never called stuck.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from instructor.board.fold import WAY_UP, Place, SeatState
from instructor.board.words import State
from sandbox.deeds import DEEDS, PAGES
from sandbox.words.texts import LaterText
from sandbox.words.texts import lazy_gettext as _l
from scenarios.day.course import NEUTRAL, Course, Exercise
from scenarios.results.fold import AttemptState
from scenarios.spoken import first_sentence

# All of them hall time.
IDLE_AFTER = timedelta(minutes=4)
"""Idle (diam): so long without a single deed."""
TYPING_FOR = timedelta(minutes=8)
"""Idle on a form only after this: a family of four takes that long to type, and typing is no deed."""
LOST_AFTER = timedelta(minutes=2)
"""Lost: so long on pages that the exercise does not lead to."""
STUCK_AFTER = timedelta(minutes=3)
"""Struggling: so long after a mistake, or after the last hint, with the exercise still unsolved."""
OVERTIME = 2.0
"""Struggling after so many times the minutes that the exercise is meant to take."""
ABSENT_AFTER = timedelta(minutes=30)
"""Absent: not seen for so long since the group was opened."""
SAME_AGAIN = 3
"""Struggling once the same deed was refused so often with the same code."""


@dataclass(frozen=True, slots=True)
class Attention:
    """A seat's state now, why, and since when (hall time)."""

    state: State
    reason: str | LaterText = ""
    """Why, said in the language of whoever reads it."""
    since: datetime | None = None

    def minutes(self, now: datetime) -> int:
        """Whole minutes since then."""
        return 0 if self.since is None else max(0, int((now - self.since).total_seconds() // 60))

    @property
    def sort_key(self) -> tuple[int, float]:
        """By need, then by waiting time."""
        return list(State).index(self.state), self.since.timestamp() if self.since else math.inf


def attention(seat: SeatState, now: datetime, *, course: Course, opened_at: datetime | None,
              seated_at: datetime | None = None, is_recorded: bool = False) -> Attention:
    """What the board says of this seat at `now`. `course`: the group's day; `opened_at` is when the group was opened,
    `seated_at` when somebody last came in with the card; `is_recorded`: staff wrote down that they are there."""
    if seat.hand is not None:
        return Attention(State.HAND, _hand_words(seat, course.by_id), seat.hand.at)
    if seat.arrived_at is None:
        if _came(seated_at, opened_at):
            return _seated(now, seated_at)
        return _without_card(opened_at) if is_recorded else _missing(now, opened_at)
    if (waiting := _waiting(seat, now)) is not None:
        return waiting
    if _all_solved(seat, course):
        return Attention(State.DONE, "", seat.active_at)
    attempt = seat.attempt
    exercise = course.by_id.get(attempt.scenario) if attempt is not None else None
    if attempt is not None and exercise is not None and attempt.solved_at is None:
        found = _lost(seat, exercise, now) or _repeating(seat) or _struggling(attempt, exercise, now)
        if found is not None:
            return found
    return _idle(seat, now) or Attention(State.WORKING, "", seat.active_at)


def _hand_words(seat: SeatState, exercises: Mapping[str, Exercise]) -> LaterText:
    attempt = seat.attempt
    exercise = exercises.get(attempt.scenario) if attempt is not None else None
    said = _l("“%(text)s”", text=seat.hand.text) if seat.hand is not None and seat.hand.text else _l("tanpa pesan")
    return _l("%(number)s · %(said)s", number=exercise.number, said=said) if exercise is not None else said


def _came(seated_at: datetime | None, opened_at: datetime | None) -> bool:
    return seated_at is not None and (opened_at is None or seated_at >= opened_at)


def _seated(now: datetime, seated_at: datetime | None) -> Attention:
    """Come in with the card, and nothing done yet: no more to be looked for at the door."""
    if seated_at is None or now - seated_at < IDLE_AFTER:
        return Attention(State.WORKING, _l("Baru masuk"), seated_at)
    return Attention(State.IDLE, _l("Sudah masuk dengan kartu, belum berbuat apa-apa"), seated_at)


def _without_card(opened_at: datetime | None) -> Attention:
    """Somebody who is there, as staff wrote down, and has not come in: a lost card, a computer that does not start."""
    return Attention(State.IDLE, _l("Dicatat hadir, belum masuk dengan kartu"), opened_at)


def _missing(now: datetime, opened_at: datetime | None) -> Attention:
    if opened_at is not None and now - opened_at >= ABSENT_AFTER:
        return Attention(State.ABSENT, _l("Belum pernah masuk hari ini"), opened_at)
    return Attention(State.NOT_YET, _l("Belum masuk"), opened_at)


def _waiting(seat: SeatState, now: datetime) -> Attention | None:
    if seat.held_until is not None and now < seat.held_until:
        return Attention(State.WAITING, _l("Menunggu jawaban sistem latihan"), seat.held_since)
    to_mend = seat.attempt is not None and seat.attempt.solved_at is None and seat.attempt.unmended
    if seat.sent_at is not None and now - seat.sent_at < WAY_UP and not to_mend:
        return Attention(State.WAITING, _l("Kirimannya sedang berjalan"), seat.sent_at)
    return None


def _all_solved(seat: SeatState, course: Course) -> bool:
    solved = {attempt.scenario for attempt in seat.attempts.values() if attempt.solved_at is not None}
    due = {exercise.id for exercise in course.due}
    return bool(due) and solved >= due


def _lost(seat: SeatState, exercise: Exercise, now: datetime) -> Attention | None:
    astray = first_astray(seat, exercise)
    if astray is None or seat.place is None or now - astray.at < LOST_AFTER:
        return None
    return Attention(State.LOST, _l("Di halaman %(page)s, tugasnya %(title)s", page=PAGES[seat.place.form].label,
                                   title=exercise.title), astray.at)


def first_astray(seat: SeatState, exercise: Exercise) -> Place | None:
    """The first of the pages, newest backwards, that all lie beside the exercise; None if the newest does not."""
    first: Place | None = None
    for place in reversed(seat.places):
        if place.form in NEUTRAL:
            continue
        if exercise.is_on_task(place.form):
            break
        first = place
    return first


def _repeating(seat: SeatState) -> Attention | None:
    repeat = seat.repeat
    if repeat is None or repeat.count < SAME_AGAIN:
        return None
    return Attention(State.STRUGGLING, _l("%(count)s kali %(deed)s, pesannya tetap %(code)s", count=repeat.count,
                                         deed=DEEDS[repeat.action].label, code=repeat.code), repeat.since)


def _struggling(attempt: AttemptState, exercise: Exercise, now: datetime) -> Attention | None:
    if attempt.unmended:
        latest = attempt.unmended[-1]
        if len(attempt.unmended) > 1 or now - latest.at >= STUCK_AFTER:
            said = exercise.mistakes.get(latest.mistake, latest.mistake)
            return Attention(State.STRUGGLING, first_sentence(said), attempt.unmended[0].at)
    last = attempt.last_hint_at
    if last is not None and attempt.hints >= len(exercise.hints) > 0 and now - last >= STUCK_AFTER:
        return Attention(State.STRUGGLING, _l("Semua petunjuk sudah dibuka"), last)
    limit = attempt.began_at + timedelta(minutes=exercise.minutes) * OVERTIME
    if now >= limit:
        minutes = int((now - attempt.began_at).total_seconds() // 60)
        return Attention(State.STRUGGLING, _l("Sudah %(minutes)s menit, biasanya %(usual)s", minutes=minutes,
                                             usual=exercise.minutes), limit)
    return None


def _idle(seat: SeatState, now: datetime) -> Attention | None:
    if seat.active_at is None:
        return None
    typing = seat.place is not None and PAGES[seat.place.form].is_typed_into and seat.place.at == seat.active_at
    quiet = now - seat.active_at
    if quiet < (TYPING_FOR if typing else IDLE_AFTER):
        return None
    return Attention(State.IDLE, _l("Tidak menekan apa pun"), seat.active_at)
