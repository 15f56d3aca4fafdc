"""Why a sheet and a count of the families differ: somebody left or was born since, is entered twice, or is not entered yet.

The two dates are the commonest cause: the sheet is of its day, the families are as they stand now.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import case, func, or_, select
from sqlalchemy.orm import Session

from sandbox.practice.consistency.counting import counted
from sandbox.practice.consistency.families import CountedCells, FamilyCount, counts_of
from sandbox.practice.forms.values import written_date
from sandbox.practice.models import Mutation, Person
from sandbox.practice.rules.case import HEAD, RELATION
from sandbox.practice.sheets.totals import Place

GONE = ("meninggal", "pindah")
"""Mutations after which somebody is no longer of the village."""


class Somebody(NamedTuple):
    """Who a cause is about, and where to look: a member of a household, or a line of the history of who left."""

    name: str
    sex: str
    birth_date: date
    answers: Mapping[str, Any]
    household_id: int
    person_id: int | None = None
    mutation_id: int | None = None


@dataclass(frozen=True, slots=True)
class Cause:
    """By how much it makes the count of the families larger or smaller; None: nobody knows. `people`: exactly those."""

    figure: int | None
    text: str
    people: tuple[Somebody, ...] = ()


@dataclass(frozen=True, slots=True)
class Evidence:
    """What is known of the families that a difference can come from; the figures are those of the cells of one sheet."""

    as_of: date | None
    """The day that the sheet is of; None: it was never saved."""
    on: date
    now: CountedCells
    then: CountedCells | None
    """The same families counted as on the sheet's day, if that is earlier."""
    left: tuple[Somebody, ...]
    born: tuple[Somebody, ...]
    twice: tuple[Somebody, ...]
    empty_families: int


def evidence(session: Session, sheet_id: str, as_of: date | None, on: date, *, empty_families: int) -> Evidence:
    """What the database knows of it. `empty_families`: how many have no member."""
    blocks, is_earlier = counts_of(sheet_id), as_of is not None and as_of < on
    of_ages = any(block.by == "age" for block in blocks)
    then = counted(session, sheet_id, as_of) if as_of and is_earlier and of_ages else None
    born, twice = _born_and_twice(session, as_of if as_of and is_earlier else on)
    return Evidence(as_of, on, counted(session, sheet_id, on), then,
                    tuple(_left(session, as_of)) if as_of and is_earlier else (), born, twice, empty_families)


def causes(found: Evidence, sheet_id: str, place: Place, difference: int) -> list[Cause]:
    """The causes of one cell's difference. They add up to it: what is left has no known cause. Pure."""
    block = next(block for block in counts_of(sheet_id) if place in block.places)
    told = [cause for cause in _known(found, block, place) if cause.figure != 0]
    rest = difference - sum(cause.figure or 0 for cause in told)
    return [*told, Cause(rest, "Belum diketahui sebabnya")] if rest else told


def _known(found: Evidence, block: FamilyCount, place: Place) -> Iterator[Cause]:
    day = written_date(found.as_of) if found.as_of else ""
    born = _within(found.born, block, place, found.on)
    if block.of != "households":
        left = _within(found.left, block, place, found.as_of or found.on)
        yield Cause(-len(left), f"Pindah atau meninggal sesudah {day}, sudah dikeluarkan dari keluarga", left)
        yield Cause(len(born), f"Lahir sesudah {day}", born)
        twice = _within(found.twice, block, place, found.on)
        yield Cause(len(twice), "Nama dan tanggal lahir yang sama tercatat lebih dari sekali", twice)
        if found.empty_families:
            figure = -found.empty_families if block.of == "heads" and not block.columns and block.by == "all" else None
            yield Cause(figure, f"{found.empty_families} keluarga tercatat nomor KK-nya, anggotanya belum dientri")
    if found.then is not None and block.by == "age":
        yield Cause(found.now.figures[place] - found.then.figures[place] - len(born), f"Berulang tahun sesudah {day}")
    if unanswered := found.now.unanswered.get(block.question, 0) if block.question else 0:
        yield Cause(None, f"{unanswered} belum dijawab isian {block.question}, tidak terhitung di baris mana pun")


def _within(people: Iterable[Somebody], block: FamilyCount, place: Place, on: date) -> tuple[Somebody, ...]:
    """Those of them whom the block counts in that cell."""
    return tuple(each for each in people if place in block.cells(_key(block, each, on), each.sex)
                 and (block.of != "heads" or each.answers.get(RELATION) == HEAD))


def _key(block: FamilyCount, who: Somebody, on: date) -> str:
    if block.by == "age":
        had_birthday = (on.month, on.day) >= (who.birth_date.month, who.birth_date.day)
        return str(on.year - who.birth_date.year - (not had_birthday))
    return str(who.answers.get(block.question) or "-") if block.question else ""


def _born_and_twice(session: Session, since: date) -> tuple[tuple[Somebody, ...], tuple[Somebody, ...]]:
    """Who was born after that day; and everybody but the first of those who have the same name and birth date.

    The same NIK alone proves nothing: it may be a slip of two people.
    """
    first = select(func.min(Person.id)).group_by(Person.folded, Person.birth_date)
    is_again, is_born = Person.id.not_in(first), Person.birth_date > since
    rows = session.execute(select(Person.name, Person.sex, Person.birth_date, Person.answers, Person.household_id, Person.id,
                                  case((is_again, 1), else_=0)).where(or_(is_born, is_again)).order_by(Person.folded, Person.id))
    found = [(Somebody(*row[:6]), bool(row[6])) for row in rows]
    born = tuple(who for who, again in found if who.birth_date > since and not again)
    return born, tuple(who for who, again in found if again)


def _left(session: Session, since: date) -> Iterator[Somebody]:
    rows = session.scalars(select(Mutation).where(Mutation.kind.in_(GONE), Mutation.happened_on > since,
                                                  Mutation.person_id.is_not(None)).order_by(Mutation.id))
    for row in rows:
        yield Somebody(row.name, row.content["sex"], date.fromisoformat(row.content["birth_date"]), row.content["answers"],
                       row.household_id, mutation_id=row.id)
