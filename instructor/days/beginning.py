"""A real training is made: its days and villages; nobody is invited yet. The demo that stood there before ends with it."""

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

from flask import current_app
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from instructor.days import groups, rotation
from instructor.days.training import InvitedRegion, add_group
from instructor.errors import NoSuchTraining, NoTraining, SettingsMoved, TooFewVillages, TrainingMoved
from sandbox.platform import audit
from sandbox.platform.db import read, write
from sandbox.platform.groups import asking_for, every_open, is_mine, present_id, present_training
from sandbox.platform.login_models import TrainingStaff
from sandbox.platform.models import Group, GroupState, Trainee, Training, Village
from sandbox.practice import version
from sandbox.store.base import Store
from sandbox.store.templates import template_name

MOST_DAYS = 31
LONGEST_WAIT = 366
"""Days after the first among which the training days must lie."""
MONDAY_TO_SATURDAY = frozenset(range(6))
CHANGED = "training_changed"
WIRED = "gladi demo district"
"""Where the composition root keeps the District in the app."""


@dataclass(frozen=True, slots=True)
class District:
    """How the root gives villages, dealt out over so many days: those of Gladi's own list, or of a file (raises FileError)."""

    own: Callable[[int], Sequence[Sequence[InvitedRegion]]]
    of_file: Callable[[Path, int], Sequence[Sequence[InvitedRegion]]]


@dataclass(frozen=True, slots=True)
class TrainingPlan:
    """What somebody decided. `weekdays`: on which there is training, Monday is 0; `off`: dates without it all the same."""

    title: str
    place: str
    starts_on: date
    days: int
    agenda: str
    weekdays: Collection[int] = MONDAY_TO_SATURDAY
    off: Collection[date] = ()
    ends: str = "16.00"
    """At which hour its days end."""
    login_from: str = ""
    login_until: str = ""
    """Between which hours its cards let people in; empty: at any."""
    lang: str = ""
    """Of its papers, and of its pages for who chose none: see Training.lang."""

    @property
    def dates(self) -> list[date]:
        """Its days; fewer than asked for where too many are off."""
        every = (self.starts_on + timedelta(days=after) for after in range(LONGEST_WAIT))
        return [day for day in every if day.weekday() in self.weekdays and day not in self.off][:self.days]


@dataclass(frozen=True, slots=True)
class TrainingInfo:
    """A training and how large it is; who is invited a second time counts once."""

    id: int
    title: str
    place: str
    is_demo: bool
    is_present: bool
    first_day: date
    last_day: date
    days: int
    villages: int
    people: int
    ends: str
    login_from: str
    login_until: str
    lang: str


@dataclass(frozen=True, slots=True)
class TrainingSettings:
    """What of a training is changed later too; see TrainingPlan."""

    title: str
    place: str
    ends: str
    login_from: str
    login_until: str
    lang: str


def district() -> District:
    """How this app has villages."""
    found: District = current_app.extensions[WIRED]
    return found


def begin(plan: TrainingPlan, villages_by_day: Sequence[Sequence[InvitedRegion]], *, now: datetime, by: int,
          after: int | None = None, staff: int | None = None) -> int:
    """Make the training; its id. An open group of the demo is closed with it; one of a real training goes on beside it.

    `after`: the newest training that was known to whoever pressed, so that twice is once. `staff`: an account that belongs to
    it, where that does not belong to all. Raises TooFewVillages, TrainingMoved, AlreadyRotated.
    """
    dates, villages = plan.dates, sum(map(len, villages_by_day))
    if not dates or len(dates) < plan.days or not all(villages_by_day):
        raise TooFewVillages(days=plan.days, villages=villages)
    with write(durable=True) as session:
        groups.refuse_while_undoing(session)
        if after is not None and (session.scalar(select(func.max(Training.id))) or 0) != after:
            raise TrainingMoved()
        is_next = _end_the_demo(session, now=now, by=by)
        last = session.scalar(select(func.max(Training.seed))) or 0
        made = Training(title=plan.title, place=plan.place, agenda=plan.agenda, ends=plan.ends, seed=last + 1, created_at=now,
                        login_from=plan.login_from, login_until=plan.login_until, lang=plan.lang,
                        chosen_at=now if is_next else None, is_demo=False)
        session.add(made)
        session.flush()
        for number, (day, regions) in enumerate(zip(dates, villages_by_day, strict=True), start=1):
            add_group(session, made.id, number, day, regions)
        if staff is not None:
            session.add(TrainingStaff(account_id=staff, training_id=made.id))
        audit.record(session, "new_training", f"training:{made.id}", by=by, at=now, days=plan.days, villages=villages)
        return made.id


def choose(training_id: int, *, now: datetime, by: int) -> None:
    """Let that training be the one that is on wherever none was chosen and no other has an open group. Raises NoTraining."""
    with write(durable=True) as session:
        chosen = session.get(Training, training_id)
        if chosen is None:
            raise NoTraining()
        chosen.chosen_at = now
        audit.record(session, "choose_training", f"training:{training_id}", by=by, at=now)


def require(training_id: int) -> None:
    """Raises NoSuchTraining."""
    with read() as session:
        if session.get(Training, training_id) is None:
            raise NoSuchTraining()


def newest() -> int:
    """The id of the training made last; 0 where there is none."""
    with read() as session:
        return session.scalar(select(func.max(Training.id))) or 0


def change(training_id: int, wanted: TrainingSettings, *, now: datetime, by: int, seen: TrainingSettings | None = None) -> bool:
    """Give that training these settings; False if it has them already. `seen`: those that whoever pressed was shown: what they
    left as it was stays as somebody else has set it since. Raises NoSuchTraining, SettingsMoved where both set the same one.
    """
    with write(durable=True) as session:
        row = session.get(Training, training_id)
        if row is None or not is_mine(training_id):
            raise NoSuchTraining()
        typed = {name: value for name, value in asdict(wanted).items() if seen is None or getattr(seen, name) != value}
        changed = {name: value for name, value in typed.items() if getattr(row, name) != value}
        if seen is not None and (both := [name for name in changed if getattr(row, name) != getattr(seen, name)]):
            raise SettingsMoved(now=", ".join(str(getattr(row, name)) or "–" for name in both))
        for name, value in changed.items():
            setattr(row, name, value)
        if changed:
            audit.record(session, CHANGED, f"training:{training_id}", by=by, at=now, **changed)
        return bool(changed)


def _end_the_demo(session: Session, *, now: datetime, by: int) -> bool:
    """Close the demo's open group. False where a real training has one: browsers that chose none go on with that."""
    halls = {group.training_id: group.number for group in every_open(session)}
    demos = set(session.scalars(select(Training.id).where(Training.id.in_(halls), Training.is_demo)))
    for demo in demos:
        with asking_for(demo):
            rotation.change(session, groups.by_number_within(session, halls[demo]), None, now=now, by=by)
    return halls.keys() == demos


def trainings(among: Collection[int] | None = None) -> list[TrainingInfo]:
    """Every training, or those of them, the newest first; `is_present`: with which whoever asks works."""
    with read() as session:
        present = present_id()
        rows = session.execute(
            select(Training.id, Training.title, Training.place, Training.is_demo, Training.id == present,
                   func.min(Group.held_on), func.max(Group.held_on), func.count(Group.id), _VILLAGES, _PEOPLE,
                   Training.ends, Training.login_from, Training.login_until, Training.lang)
            .join(Group, Group.training_id == Training.id).group_by(Training.id).order_by(Training.id.desc())).all()
    return [TrainingInfo(*row) for row in rows if among is None or row.id in among]


_VILLAGES = (select(func.count(func.distinct(Village.code))).where(Village.training_id == Training.id)
             .scalar_subquery())
_PEOPLE = (select(func.count(Trainee.id)).join(Village, Village.id == Trainee.village_id)
           .where(Village.training_id == Training.id, Trainee.left_at.is_(None), Trainee.continues_id.is_(None))
           .scalar_subquery())


def made_ready(store: Store) -> Iterator[tuple[int, int, int]]:
    """Of the open day and the next to be opened: number, villages whose data are ready, all villages."""
    present = version.present().name
    with read() as session:
        rows = session.execute(
            select(Group.number, Group.held_on, Group.state, Training.seed, Village.code)
            .join(Village, Village.group_id == Group.id).join(Training, Training.id == Group.training_id)
            .where(Group.training_id == present_training(), Group.state != GroupState.CLOSED).order_by(Group.number)).all()
    planned = min((row.number for row in rows if row.state is GroupState.PLANNED), default=0)
    for number in sorted({row.number for row in rows if row.state is GroupState.OPEN or row.number == planned}):
        here = [row for row in rows if row.number == number]
        ready = sum(store.ready(template_name(row.code, row.held_on, row.seed, present)) for row in here)
        yield number, ready, len(here)
