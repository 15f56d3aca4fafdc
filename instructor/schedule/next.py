"""What is to be done next: at most three lines, and the first that is due and not done as the page's one button. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from instructor.schedule.days import Schedule, ScheduledDay
from sandbox.clock import WIB
from sandbox.words.texts import LaterText
from sandbox.words.texts import lazy_gettext as _l

BEFORE = timedelta(minutes=10)
"""So long before a day's end the change of the group is due."""


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to do: where, and how its button is called. `due`: whether its hour has come."""

    text: LaterText
    button: LaterText
    endpoint: str
    anchor: str | None = None
    """Where on that page it is done."""
    done: bool = False
    due: bool = True


@dataclass(frozen=True, slots=True)
class NextSteps:
    """The lines in order."""

    steps: tuple[Step, ...]
    before: time | None
    """Until when they are to be done today; None where no day is open."""
    change_from: time | None = None
    """From when on the change of the group is due."""

    @property
    def first(self) -> Step | None:
        """The one that is the button."""
        return next((step for step in self.steps if step.due and not step.done), None)

    @property
    def waits_for(self) -> time | None:
        """With nothing to do now: the hour of what comes next."""
        return self.change_from if self.first is None and any(not step.due for step in self.steps) else None


def next_steps(schedule: Schedule, *, now: datetime) -> NextSteps:
    """What is to be done at `now` (wall time)."""
    opened = schedule.open_day
    if opened is not None:
        due = (datetime.combine(date.min, schedule.ends) + timedelta(days=1) - BEFORE).time()
        local = now.astimezone(WIB)
        if not _is_its_day(opened, local, due):
            early = Step(_l("Kelompok %(number)s dibuka sebelum harinya", number=opened.number),
                         _l("Buka papan"), "hall.board", done=True)
            return NextSteps((early, *_undecided(schedule)), None)
        return NextSteps(tuple(_on_the_day(schedule, opened, local, due)), schedule.ends, due)
    coming = schedule.next_day
    if coming is None:
        return NextSteps((), None)
    return NextSteps((Step(_l("Buka Kelompok %(number)s pada harinya", number=coming.number),
                           _l("Buka Kelompok %(number)s", number=coming.number), "hall.rotation"),), None)


def _is_its_day(day: ScheduledDay, local: datetime, change_from: time) -> bool:
    """Whether the open group is at work today: on its date or after it, or where it was opened earlier today, on a day before.

    One that was opened on an evening before, to try it, is not.
    """
    opened = day.opened_at.astimezone(WIB) if day.opened_at is not None else local
    return local.date() >= day.held_on or (opened.date() == local.date() and opened.time() < change_from)


def _undecided(schedule: Schedule, *, due: bool = True) -> Iterator[Step]:
    if schedule.undecided:
        first = schedule.undecided[0].missed
        yield Step(_l("Tentukan hari untuk %(village)s (%(role)s)", village=first.village, role=first.role),
                   _l("Tentukan hari untuk %(village)s", village=first.village), "hall.schedule", anchor="susulan", due=due)


def _on_the_day(schedule: Schedule, day: ScheduledDay, local: datetime, change_from: time) -> Iterator[Step]:
    is_late = local.date() > day.held_on or local.time() >= change_from
    missing = day.absent or 0
    came = (_l("%(count)s orang belum hadir: catat atau hubungi", count=missing) if missing
            else _l("Semua yang diundang sudah hadir"))
    yield Step(came, _l("Lihat yang belum hadir"), "hall.attendance", done=not missing, due=not is_late)
    yield from _undecided(schedule, due=not is_late)
    coming = schedule.next_day
    change = (_l("Ganti ke Kelompok %(number)s, mulai %(at)s", number=coming.number, at=_hour(change_from)) if coming is not None
              else _l("Tutup Kelompok %(number)s, mulai %(at)s", number=day.number, at=_hour(change_from)))
    button = (_l("Ganti ke Kelompok %(number)s", number=coming.number) if coming is not None
              else _l("Tutup Kelompok %(number)s", number=day.number))
    yield Step(change, button, "hall.rotation", due=is_late)


def _hour(at: time) -> str:
    return f"{at:%H.%M}"
