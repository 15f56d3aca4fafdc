"""Which exercises of a day are open now: the one place that decides it. Pure in the day, what was opened or closed, and the time.

A trainer's act on an exercise decides for it; else that on its block; else what the agenda says. An act may set an end,
and the day as a whole may have one: from then on nothing more of it is begun, and whoever is at work goes on.
`when` (a share of people is done) is looked after by instructor/days/openings.py, which acts on the block itself.
Times of the day are the wall clock's: people read them there. On another day than the planned one they bind nobody.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from typing import NamedTuple

from sandbox.clock import WIB
from sandbox.errors import GladiError
from sandbox.words.texts import lazy_gettext as _l
from scenarios.day.block import DayBlock, Opens
from scenarios.day.course import Course


class NotOpenYet(GladiError):
    """Somebody presses a button that they were shown before a trainer closed the exercise."""

    code = "GL-409BT"
    status = 409
    text = _l("Latihan %(number)s %(title)s belum dibuka. Kerjakan latihan lain dulu, atau panggil pelatih.")


class NotNow(GladiError):
    """Somebody begins by its address what is another role's, or while they are being examined."""

    code = "GL-409UJ"
    status = 409
    text = _l("Latihan %(number)s %(title)s tidak bisa dimulai sekarang: untuk tugas lain, atau ujian belum selesai.")


class Act(NamedTuple):
    """An exercise or block was opened or closed. `at`: wall time."""

    open: bool
    at: datetime
    by: int
    """Account of the trainer; 0 for Gladi itself and the command line."""
    until: datetime | None = None
    """When what was opened closes by itself, wall time; None: it stays open."""


Acts = Mapping[str, Act]
"""The last act on each exercise and block, by its id."""


class Clocks(NamedTuple):
    """Now, on both clocks."""

    hall: datetime
    wall: datetime


@dataclass(frozen=True, slots=True)
class Opening:
    """Whether something is open; if not, what it waits for: a time of the day, a block, or a trainer (both empty)."""

    open: bool
    at: datetime | None = None
    """When it will be opened, if that is known; wall time."""
    after: str = ""
    """Title of the block that enough people must have finished."""
    until: datetime | None = None
    """Until when it is or was open, if somebody has set an end; wall time."""


EXAM, DAY = "ujian", "hari"
"""What an act on the examination names, and one on all of the day, which has nothing but an end."""
OPEN = Opening(True)
CLOSED = Opening(False)


@lru_cache(maxsize=8)
def acts(text: str) -> Acts:
    """What was opened and closed, as the group's row has it (JSON)."""
    return {name: Act(entry["open"], datetime.fromisoformat(entry["at"]), entry["by"], _moment(entry.get("until")))
            for name, entry in json.loads(text).items()}


def _moment(text: str | None) -> datetime | None:
    return None if text is None else datetime.fromisoformat(text)


def of_day(done: Acts, now: Clocks) -> Opening:
    """Whether anything of the day may be begun. Its end, where one was set, is that of everything in it."""
    return _acted(done[DAY], now) if DAY in done else OPEN


def ends_at(done: Acts, name: str) -> datetime | None:
    """When that closes by itself, or the whole day before it; None where nobody has set an end."""
    return min((act.until for act in (done.get(name), done.get(DAY)) if act is not None and act.until is not None), default=None)


def of_exercise(course: Course, done: Acts, exercise_id: str, now: Clocks) -> Opening:
    """Whether that exercise may be begun. What is left for free practice always may, what is held for the examination never."""
    if not (day := of_day(done, now)).open:
        return day
    if exercise_id in done:
        return _acted(done[exercise_id], now)
    block = course.block_of.get(exercise_id)
    if block is None:
        return CLOSED if any(each.id == exercise_id for each in course.held) else OPEN
    return CLOSED if exercise_id in block.injects else of_block(course, done, block, now)


def of_block(course: Course, done: Acts, block: DayBlock, now: Clocks) -> Opening:
    """Whether that block is open."""
    return _of(course, done, block.id, block.opens, now)


def of_exam(course: Course, done: Acts, now: Clocks) -> Opening:
    """Whether the examination is open; never where the day has none."""
    return CLOSED if course.exam is None else _of(course, done, EXAM, course.exam.opens, now)


def _of(course: Course, done: Acts, name: str, rule: Opens | None, now: Clocks) -> Opening:
    if not (day := of_day(done, now)).open:
        return day
    if name in done:
        return _acted(done[name], now)
    if rule is None:
        return OPEN
    if rule.when is not None:
        return Opening(False, after=next((each.title for each in course.blocks if each.id == rule.when), ""))
    at = _opens_at(course, rule, now)
    return CLOSED if at is None else Opening(at <= now.wall, None if at <= now.wall else at)


def _acted(act: Act, now: Clocks) -> Opening:
    if act.until is None:
        return OPEN if act.open else CLOSED
    return Opening(act.open and now.wall < act.until, until=act.until)


def _opens_at(course: Course, rule: Opens, now: Clocks) -> datetime | None:
    """When it will be opened if nothing stops the clock, wall time; None: when a trainer does."""
    if rule.time is not None:
        here = now.wall.astimezone(WIB)
        return datetime.combine(here.date(), rule.time, WIB) if here.date() == course.held_on else now.wall
    if rule.after is not None and course.opened_at is not None:
        return course.opened_at + timedelta(minutes=rule.after) + (now.wall - now.hall)
    return None
