"""Makes a training: six days, its groups and villages, two trainees a village and a sandbox for each."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Protocol

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from sandbox.platform.db import read, write
from sandbox.platform.models import Group, Sandbox, Trainee, Training, Village
from sandbox.practice import version
from sandbox.store.templates import template_name

SUNDAY = 6
ROLES = ("sekdes", "operator")


class InvitedRegion(Protocol):
    """A village as the root hands it over."""

    @property
    def code(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def kind(self) -> str: ...
    @property
    def district(self) -> str: ...
    @property
    def district_code(self) -> str: ...
    @property
    def siblings(self) -> Sequence[tuple[str, str]]: ...


@dataclass(frozen=True, slots=True)
class Made:
    """What there is now. `created` is False if a training was there already: then nothing was changed."""

    created: bool
    groups: int
    villages: int
    trainees: int


def create_training(regions_by_group: Sequence[Sequence[InvitedRegion]], *, starts_on: date, seed: int, title: str, now: datetime,
                    name_of: Callable[[str], str]) -> Made:
    """One day a group from `starts_on`, Sundays off; nothing is changed where a training is there already.

    `name_of(key)` gives the name of the person at a seat; the key is 35.10.02.2003/operator.
    """
    with write(durable=True) as session:
        if session.scalar(select(func.count(Training.id))):
            return _made(session, created=False)
        training = Training(title=title, seed=seed, created_at=now)
        session.add(training)
        session.flush()
        for number, (day, regions) in enumerate(zip(days(starts_on), regions_by_group, strict=False), start=1):
            villages = add_group(session, training.id, number, day, regions)
            _add_people(session, villages, day, seed=seed, name_of=name_of)
        return _made(session, created=True)


def training_exists() -> bool:
    """Whether this instance has a training."""
    with read() as session:
        return bool(session.scalar(select(func.count(Training.id))))


def days(starts_on: date) -> Iterator[date]:
    """Training days from `starts_on`, without end; Sundays are off."""
    day = starts_on
    while True:
        if day.weekday() != SUNDAY:
            yield day
        day += timedelta(days=1)


def add_group(session: Session, training_id: int, number: int, day: date, regions: Sequence[InvitedRegion]) -> list[Village]:
    """A day of a training and the villages invited to it, at their tables; nobody of them yet."""
    group = Group(training_id=training_id, number=number, held_on=day)
    session.add(group)
    session.flush()
    villages = [
        Village(training_id=training_id, group_id=group.id, table_number=table, code=region.code, name=region.name,
                kind=region.kind, district=region.district, district_code=region.district_code,
                siblings=[list(sibling) for sibling in region.siblings])
        for table, region in enumerate(regions, start=1)]
    session.add_all(villages)
    session.flush()
    return villages


def _add_people(session: Session, villages: Sequence[Village], day: date, *, seed: int, name_of: Callable[[str], str]) -> None:
    present = version.present().name
    seats = [(village, role) for village in villages for role in ROLES]
    sandboxes = [Sandbox(village_id=village.id, template=template_name(village.code, day, seed, present)) for village, _ in seats]
    session.add_all(sandboxes)
    session.flush()
    session.add_all(
        Trainee(village_id=village.id, sandbox_id=sandbox.id, role=role, name=name_of(f"{village.code}/{role}"))
        for (village, role), sandbox in zip(seats, sandboxes, strict=True))
    session.flush()


def _made(session: Session, *, created: bool) -> Made:
    groups, villages, trainees = (session.scalar(select(func.count()).select_from(table)) or 0
                                  for table in (Group, Village, Trainee))
    return Made(created, groups, villages, trainees)
