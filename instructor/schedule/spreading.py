"""The villages of the planned days dealt out anew: what would change, the one transaction that does it, and the way back."""

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from instructor.days import groups
from instructor.errors import NoSpreadToUndo, SpreadMoved, SpreadRefused
from instructor.schedule import moves
from instructor.schedule.moving import begun
from instructor.schedule.spread import DayPlace, SpreadManner, SpreadVillage, spread
from sandbox.platform import audit
from sandbox.platform.db import read, write
from sandbox.platform.groups import present_training
from sandbox.platform.models import Group, GroupState, Sandbox, Spread, Trainee, Training, Village
from sandbox.practice import version
from sandbox.store.templates import template_name
from sandbox.words.texts import LaterText
from sandbox.words.texts import lazy_gettext as _l

SPREAD, UNSPREAD = "spread_villages", "undo_spread"
TWO = 2
"""People who are expected of a village of which nobody was named yet."""
FEWEST_DAYS = _l("hari yang belum dibuka kurang dari dua, jadi tidak ada yang dibagi")
EMPTY_DAY = _l("akan ada hari tanpa orang. Tambahkan desa dulu")
CHANGED = _l("sesudah pembagian itu ada desa yang dipindah atau dipakai, atau harinya sudah dibuka")


@dataclass(frozen=True, slots=True)
class PlannedDay:
    """A day that was not opened yet."""

    group_id: int
    number: int
    held_on: date


@dataclass(frozen=True)
class PlannedDays:
    """The planned days, by number, and every village on them."""

    training_id: int
    days: Sequence[PlannedDay]
    villages: Sequence[SpreadVillage]

    def on(self, day: PlannedDay) -> list[SpreadVillage]:
        """The villages of that day, by table."""
        return [each for each in self.villages if each.place.group_id == day.group_id]


@dataclass(frozen=True, slots=True)
class SpreadDay:
    """A planned day before and after: villages and people."""

    number: int
    villages: int
    people: int
    villages_then: int
    people_then: int


@dataclass(frozen=True)
class SpreadPlan:
    """What dealing out would do. `places`: of every village on a planned day, by its id."""

    standing: PlannedDays
    places: Mapping[int, DayPlace]

    @cached_property
    def moving(self) -> list[SpreadVillage]:
        """Those that would come to another day."""
        return [each for each in self.standing.villages if self.places[each.id].group_id != each.place.group_id]

    @property
    def held(self) -> int:
        """How many may not be moved."""
        return sum(each.held is not None for each in self.standing.villages)

    @property
    def parted(self) -> int:
        """Subdistricts whose villages come on several days now."""
        return _parted((each.district_code, each.place.group_id) for each in self.standing.villages)

    @property
    def parted_then(self) -> int:
        """The same as it would be."""
        return _parted((each.district_code, self.places[each.id].group_id) for each in self.standing.villages)

    @cached_property
    def days(self) -> list[SpreadDay]:
        """Every planned day as it is and as it would be."""
        before, then, people, people_then = (Counter[int]() for _count in range(4))
        for each in self.standing.villages:
            if each.weight:  # nobody is expected of it here: they all come on another day
                there = self.places[each.id].group_id
                before[each.place.group_id] += 1
                then[there] += 1
                people[each.place.group_id] += each.weight
                people_then[there] += each.weight
        return [SpreadDay(day.number, before[day.group_id], people[day.group_id], then[day.group_id], people_then[day.group_id])
                for day in self.standing.days]

    @cached_property
    def fingerprint(self) -> str:
        """The same for the same changes: whoever presses is sure of what they saw."""
        told = sorted((each.id, each.place.group_id, each.place.table, self.places[each.id].group_id, self.places[each.id].table)
                      for each in self.standing.villages)
        return hashlib.sha256(json.dumps(told).encode()).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class DoneSpread:
    """The last dealing out. `held`: why it can't be taken back; None where it can."""

    id: int
    at: datetime
    villages: int
    held: LaterText | None


def _parted(found: Iterable[tuple[str, int]]) -> int:
    return sum(days > 1 for days in Counter(district for district, _day in set(found)).values())


def standing() -> PlannedDays:
    """The planned days of the training that is on, and their villages."""
    with read() as session:
        return _standing(session)


def plan(found: PlannedDays, manner: SpreadManner) -> SpreadPlan:
    """What dealing out in that manner would change. Raises SpreadRefused."""
    if len(found.days) < 2:
        raise SpreadRefused(why=FEWEST_DAYS)
    planned = SpreadPlan(found, spread(found.villages, [day.group_id for day in found.days], manner))
    if any(not day.people_then for day in planned.days):
        raise SpreadRefused(why=EMPTY_DAY)
    return planned


def apply(manner: SpreadManner, *, seen: str | None = None, now: datetime, by: int) -> int:
    """Deal out; how many villages came to another day. `seen`: the fingerprint of what whoever pressed was shown.

    Where nobody would move, nothing is written. Raises SpreadRefused, SpreadMoved, AlreadyRotated.
    """
    with write(durable=True) as session:
        groups.refuse_while_undoing(session)
        planned = plan(_standing(session), manner)
        if not planned.moving:
            return 0
        if seen not in (None, planned.fingerprint):
            raise SpreadMoved()
        training = planned.standing.training_id
        told = [[each.id, each.place.group_id, each.place.table, planned.places[each.id].group_id, planned.places[each.id].table]
                for each in planned.moving]
        _place(session, {each.id: planned.places[each.id] for each in planned.moving})
        session.add(Spread(training_id=training, at=now, account_id=by, moves=told))
        audit.record(session, SPREAD, f"training:{training}", by=by, at=now, villages=len(told))
        return len(told)


def last(found: PlannedDays) -> DoneSpread | None:
    """The last dealing out of the training that is on, as long as it stands."""
    with read() as session:
        row = _last(session)
        return None if row is None else DoneSpread(row.id, row.at, len(row.moves), _held(row, found))


def undo(number: int | None = None, *, now: datetime, by: int) -> int:
    """Everybody where they were before the last dealing out, which whoever pressed saw as `number`; how many villages.

    Raises NoSpreadToUndo, SpreadRefused (villages or days were changed since), AlreadyRotated.
    """
    with write(durable=True) as session:
        groups.refuse_while_undoing(session)
        row = _last(session)
        if row is None or number not in (None, row.id):
            raise NoSpreadToUndo()
        if (why := _held(row, _standing(session))) is not None:
            raise SpreadRefused(why=why)
        _place(session, {village: DayPlace(group, table) for village, group, table, *_then in row.moves})
        row.undone_at = now
        audit.record(session, UNSPREAD, f"training:{row.training_id}", by=by, at=now, villages=len(row.moves))
        return len(row.moves)


def _standing(session: Session) -> PlannedDays:
    training = session.scalar(select(present_training())) or 0
    days = [PlannedDay(*row) for row in session.execute(
        select(Group.id, Group.number, Group.held_on).where(Group.training_id == training, Group.state == GroupState.PLANNED)
        .order_by(Group.number))]
    return PlannedDays(training, days, _villages(session, training, [day.group_id for day in days]))


def _villages(session: Session, training: int, days: Sequence[int]) -> list[SpreadVillage]:
    """Every village of these days, by day and table."""
    rows = session.execute(
        select(Village.id, Village.code, Village.name, Village.district, Village.district_code, Village.group_id,
               Village.table_number).where(Village.training_id == training)
        .order_by(Village.group_id, Village.table_number)).all()
    times = Counter(row.code for row in rows)
    begin = set(session.scalars(select(Trainee.village_id).join(Village, Village.id == Trainee.village_id)
                                .where(Village.group_id.in_(days), begun())))
    people = {village: (count, again) for village, count, again in session.execute(
        select(Trainee.village_id, func.count(), func.count(Trainee.continues_id)).where(Trainee.left_at.is_(None))
        .group_by(Trainee.village_id))}

    def one(id_: int, code: str, name: str, district: str, district_code: str, group: int, table: int) -> SpreadVillage:
        count, again = people.get(id_, (0, 0))
        held = (moves.BEGUN if id_ in begin else moves.SECOND if again else moves.TWICE if times[code] > 1 else None)
        weight = count or (0 if held else TWO)
        return SpreadVillage(id_, code, name, district, district_code, weight, DayPlace(group, table), held)

    return [one(*row) for row in rows if row.group_id in days]


def _place(session: Session, places: Mapping[int, DayPlace]) -> None:
    """Villages at these places, and their copies, which nobody has touched, made of the templates of that day."""
    session.execute(update(Village), [{"id": id_, "group_id": place.group_id, "table_number": place.table}
                                      for id_, place in places.items()])
    rows = session.execute(
        select(Sandbox.id, Village.code, Group.held_on, Training.seed).join(Village, Village.id == Sandbox.village_id)
        .join(Group, Group.id == Village.group_id).join(Training, Training.id == Village.training_id)
        .where(Village.id.in_(places))).all()
    present = version.present().name
    if rows:
        session.execute(update(Sandbox), [{"id": id_, "template": template_name(code, day, seed, present)}
                                          for id_, code, day, seed in rows])


def _last(session: Session) -> Spread | None:
    row = session.scalar(select(Spread).where(Spread.training_id == present_training()).order_by(Spread.id.desc()).limit(1))
    return row if row is not None and row.undone_at is None else None


def _held(row: Spread, found: PlannedDays) -> LaterText | None:
    """Why that dealing out can't be taken back; None where it can."""
    now, days = {each.id: each for each in found.villages}, {day.group_id for day in found.days}
    then = {village: DayPlace(group, table) for village, _group, _table, group, table in row.moves}
    back = {DayPlace(group, table) for _village, group, table, *_then in row.moves}
    others = {each.place for each in found.villages if each.id not in then}
    stand = all(village in now and now[village].place == place and now[village].held is None for village, place in then.items())
    return None if stand and {place.group_id for place in back} <= days and not back & others else CHANGED
