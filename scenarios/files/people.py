"""Who stands in a file: whole families that the village does not know, drawn from its names and places."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from random import Random
from typing import Any, NamedTuple

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from sandbox.practice import nik as numbers
from sandbox.practice.households import households
from sandbox.practice.models import Household, Person
from scenarios.attempt.papers import CHILD, MARRIED, MOST_TRIES, UNMARRIED, YEAR, Relative, relatives
from scenarios.files.flaws import BLOOD, NOBODY_KNOWS, FileFlaw

SMALLEST, LARGEST = 2, 6
"""People of a family."""
POOL = 300
"""So many villagers lend their names."""
SERIALS = range(3001, 9000)
"""Above those of most villages (see seed/)."""


class Named(NamedTuple):
    """One villager, as far as others borrow from them."""

    name: str
    sex: str
    birth_place: str


class Drawing(NamedTuple):
    """What a file's families are drawn from. `prefix`: of all its numbers; `taken`: the names and serials that are given away."""

    rng: Random
    prefix: str
    as_of: date
    pool: Sequence[Named]
    taken: set[str | int]

    def serial(self) -> int:
        """A serial that nobody in the file has; its last digit is no 0, which is what a lost one looks like."""
        free = [number for number in self.rng.sample(SERIALS, len(self.taken) + 20) if number not in self.taken]
        found = next(number for number in free if number % 10)
        self.taken.add(found)
        return found

    def name(self, sex: str) -> str:
        """The first word of one villager and the last of another, which nobody in the file is called."""
        names = [each.name.split() for each in self.pool if each.sex == sex]
        for _ in range(MOST_TRIES):
            found = " ".join(dict.fromkeys((self.rng.choice(names)[0], self.rng.choice(names)[-1])))
            if found not in self.taken:
                break
        else:
            found = f"{found} {len(self.taken)}"  # few names have no more to give
        self.taken.add(found)
        return found


def file(session: Session, rng: Random, name: str, count: int, flaws: Sequence[FileFlaw], *, source: bool) -> dict[str, Any]:
    """The file as a paper: who stands in it, and what does instead of what is true."""
    found = families(session, rng, count)
    lines = [line for family in found for line in family["members"]]
    cells = [(flaw, cell) for flaw in flaws for cell in flaw.cells(rng, lines)]
    return {"kind": "file", "of": name, "families": found, "source": source, "old": any(flaw.is_old for flaw in flaws),
            "cells": [list(cell) for _, cell in cells], "told": sorted({cell.place for flaw, cell in cells if flaw.is_told})}


def families(session: Session, rng: Random, people: int) -> list[dict[str, Any]]:
    """Families of so many people together: their cards, two neighbourhoods at most, and their members. No NIK is known yet."""
    village, pool, places = households.village(session), _pool(session, rng), _places(session, rng)
    prefix = numbers.practice_prefix(village.district_code)
    while True:
        drawing, sizes = Drawing(rng, prefix, village.as_of, pool, set()), [*_sizes(rng, people)]
        found = [_family(drawing, size, places[index * len(places) // len(sizes)]) for index, size in enumerate(sizes)]
        drawn = [line["nik"] for family in found for line in family["members"]]
        if session.scalar(select(Person.id).where(Person.nik.in_(drawn)).limit(1)) is None:
            return found


def _pool(session: Session, rng: Random) -> list[Named]:
    count = session.scalar(select(func.count(Person.id))) or 0
    rows = session.execute(select(Person.name, Person.sex, Person.birth_place).order_by(Person.id)
                           .offset(rng.randrange(max(1, count - POOL))).limit(POOL))
    return [Named(*row) for row in rows]


def _places(session: Session, rng: Random) -> list[Mapping[str, str]]:
    """Addresses of two households, in the order of their neighbourhoods."""
    count = session.scalar(select(func.count(Household.id))) or 0
    rows = session.execute(select(Household.rw, Household.rt, Household.hamlet, Household.address).order_by(Household.id)
                           .offset(rng.randrange(max(1, count - 1))).limit(2)).all()
    return [dict(zip(("rw", "rt", "hamlet", "address"), row, strict=True)) for row in sorted(tuple(row) for row in rows)]


def _sizes(rng: Random, people: int) -> Iterator[int]:
    left = people
    while left > LARGEST:
        size = rng.randint(SMALLEST, min(LARGEST, left - SMALLEST))
        left -= size
        yield size
    yield left


def _family(drawing: Drawing, size: int, place: Mapping[str, str]) -> dict[str, Any]:
    issued = drawing.as_of - timedelta(days=drawing.rng.randrange(10, 900))
    number = numbers.card_number(drawing.prefix, issued, drawing.serial())
    return {"card": {"number": number, **place}, "members": [_member(drawing, each) for each in relatives(drawing.rng, size)]}


def _member(drawing: Drawing, relative: Relative) -> dict[str, Any]:
    born = drawing.as_of - timedelta(days=round(relative.years * YEAR) + drawing.rng.randrange(20, 340))
    return {"name": drawing.name(relative.sex), "nik": numbers.nik(drawing.prefix, born, relative.sex, drawing.serial()),
            "sex": relative.sex, "birth_place": drawing.rng.choice(drawing.pool).birth_place, "birth_date": born.isoformat(),
            "2": relative.relation, "3": UNMARRIED if relative.relation == CHILD else MARRIED, BLOOD: NOBODY_KNOWS}
