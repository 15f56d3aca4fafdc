"""The register of one day, or of all days of the training, in two queries however many people there are."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ScalarSelect, Select, func, literal, select, union_all
from sqlalchemy.orm import Session

from instructor.attendance.register import Half, HandEntry, Register, Signs, Window, attended, window
from instructor.days.groups import GroupInfo
from sandbox.base import AwareDateTime
from sandbox.deeds import HELD, JUDGED, names
from sandbox.platform.db import read
from sandbox.platform.groups import trainees_of
from sandbox.platform.models import Account, Attendance, Feed, Group, Trainee

NO_SIGN_OF_LIFE = names(HELD, JUDGED)
"""Rows that come in a person's name without them."""


@dataclass(frozen=True, slots=True)
class _Told:
    """A row of attendance that stands."""

    trainee_id: int
    entry: HandEntry | None
    at: datetime


def register(group: Group | GroupInfo, *, now: datetime) -> Register | None:
    """Of one group; None for one that was never opened. `now` is wall time."""
    return registers([group], now=now).get(group.id)


def registers(groups: Iterable[Group | GroupInfo], *, now: datetime) -> Mapping[int, Register]:
    """Of those of these groups that were ever opened, by group id."""
    held = _held(groups, now)
    if not held:
        return {}
    with read() as session:
        return _registers(session, held)


def register_within(session: Session, group: Group, *, now: datetime) -> Register | None:
    """The same for one group within a running write, so that it still holds when it is acted upon."""
    held = _held([group], now)
    return _registers(session, held)[group.id] if held else None


def _held(groups: Iterable[Group | GroupInfo], now: datetime) -> Mapping[int, Window]:
    return {group.id: window(held_on=group.held_on, opened_at=group.first_opened_at, until=group.closed_at or now)
            for group in groups if group.first_opened_at is not None}


def _registers(session: Session, held: Mapping[int, Window]) -> Mapping[int, Register]:
    seen, told = _seen(session, held), _told(session, held)
    return {group_id: _register(seen[group_id], told[group_id], day) for group_id, day in held.items()}


def _register(seen: Mapping[int, Signs], told: Sequence[_Told], day: Window) -> Register:
    by_person: dict[int, list[_Told]] = {person: [] for person in seen}
    for row in told:
        if row.trainee_id in by_person:  # who left is expected no more, and counts no more
            by_person[row.trainee_id].append(row)
    return Register(day, {person: attended(_signs(seen[person], rows, day),
                                           [row.entry for row in rows if row.entry is not None], day)
                          for person, rows in by_person.items()})


def _signs(deeds: Signs, rows: Sequence[_Told], day: Window) -> Signs:
    """The first of deeds and logins."""
    logins = [row.at for row in rows if row.entry is None and day.begins <= row.at < day.ends]
    return Signs(_first([deeds.first, *logins]),
                 _first([deeds.afternoon, *(at for at in logins if at >= day.afternoon_begins)]))


def _first(times: Iterable[datetime | None]) -> datetime | None:
    return min((at for at in times if at is not None), default=None)


def _seen(session: Session, held: Mapping[int, Window]) -> Mapping[int, Mapping[int, Signs]]:
    """First deeds by group and person, everybody expected among them."""
    found: dict[int, dict[int, Signs]] = {group_id: {} for group_id in held}
    for group_id, person, first, afternoon in session.execute(union_all(*(_deeds(*each) for each in held.items()))):
        found[group_id][person] = Signs(first, afternoon)
    return found


def _deeds(group_id: int, day: Window) -> Select[int, int, datetime | None, datetime | None]:
    return select(literal(group_id), Trainee.id, _first_deed(day.begins, day.ends), _first_deed(day.afternoon_begins, day.ends)
                  ).where(Trainee.id.in_(trainees_of(group_id)), Trainee.left_at.is_(None))


def _first_deed(since: datetime, before: datetime) -> ScalarSelect[datetime]:
    return (select(func.min(Feed.wall_at, type_=AwareDateTime))
            .where(Feed.person == Trainee.id, Feed.wall_at >= since, Feed.wall_at < before, Feed.action.not_in(NO_SIGN_OF_LIFE))
            .scalar_subquery())


def _told(session: Session, held: Mapping[int, Window]) -> Mapping[int, Sequence[_Told]]:
    found: dict[int, list[_Told]] = {group_id: [] for group_id in held}
    for row, name in session.execute(
            select(Attendance, Account.name).outerjoin(Account, Account.id == Attendance.account_id)
            .where(Attendance.group_id.in_(held), Attendance.taken_back_at.is_(None)).order_by(Attendance.id)):
        entry = None if row.half is None else HandEntry(row.id, Half(row.half), row.at, name or "")
        found[row.group_id].append(_Told(row.trainee_id, entry, row.at))
    return found
