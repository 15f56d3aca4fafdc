"""The grid of families flattened into columns, one entry a person, in the order of the cards."""

from dataclasses import dataclass
from datetime import date

import numpy as np

from seed.chance import dates
from seed.chance.odds import Bools, Ints
from seed.people.families import ANAK, ANAK_ANGKAT, CHILDREN, GRANDCHILDREN, PLACES, SIBLINGS, FamilyGrid, FamilyPlace

NOBODY = -1
EPOCH = date(1970, 1, 1).toordinal()


@dataclass(slots=True)
class People:
    """Columns. `father` and `mother` are indices of people, or NOBODY for somebody who is on no card of the village."""

    household: Ints
    """Index of the household, from 0."""
    place: Ints
    """FamilyPlace."""
    position: Ints
    """1 for the first line of the card."""
    woman: Bools
    born: Ints
    """Days since 1970."""
    birthday: dates.Parts
    """`born` as year, month and day."""
    age: Ints
    """Completed years on the training day."""
    relation: Ints
    """Code of member question 2."""
    marital: Ints
    """Code of member question 3."""
    father: Ints
    mother: Ints
    kin: Ints
    """A number for somebody's parents: people of one `kin` are brothers and sisters."""
    foreign: Bools
    """Who came to the country by marriage."""

    @property
    def size(self) -> int:
        return len(self.household)

    @property
    def households(self) -> int:
        return int(self.household[-1]) + 1


def flattened(grid: FamilyGrid, as_of: date) -> People:
    """Everybody who is present in the grid, with parents and kin. Ages are those of `as_of`."""
    present = grid.present.ravel()
    seats = np.flatnonzero(present)
    household, place = np.divmod(seats, PLACES)
    index = np.full(grid.present.size, NOBODY, dtype=np.int64)
    index[seats] = np.arange(len(seats))
    father, mother = _parents(grid, index.reshape(grid.present.shape))
    lines = np.cumsum(present).reshape(grid.present.shape)[:, -1]
    born, relation = grid.born.ravel()[seats], grid.relation.ravel()[seats]
    birthday = dates.parts(born)
    return People(
        household=household, place=place, position=np.arange(len(seats)) + 1 - np.r_[0, lines[:-1]][household],
        woman=grid.woman.ravel()[seats], born=born, birthday=birthday, age=_ages(birthday, as_of), relation=relation,
        marital=grid.marital.ravel()[seats], father=father.ravel()[seats], mother=mother.ravel()[seats],
        kin=household * KINS + np.where(_of_others(place, relation), OTHERS, KIN_OF_PLACE[place]),
        foreign=grid.foreign[household] & (place == FamilyPlace.SPOUSE))


def today(as_of: date) -> int:
    """The training day in days since 1970."""
    return as_of.toordinal() - EPOCH


def completed_years(born: Ints, as_of: date) -> Ints:
    """Ages on `as_of`; somebody born on 29 February is a year older from 1 March on."""
    return _ages(dates.parts(born), as_of)


def _ages(born: dates.Parts, as_of: date) -> Ints:
    """Completed years on `as_of` of those born on these dates."""
    return as_of.year - born.year - (born.month * 100 + born.day > as_of.month * 100 + as_of.day)


OTHERS, KINS = 9, 10
"""Kin of a child that was adopted or is of an earlier marriage; how many kins a household may have."""
KIN_OF_PLACE = np.zeros(PLACES, dtype=np.int64)
_PLACES_OF_KIN: tuple[slice | FamilyPlace, ...] = (
    SIBLINGS, FamilyPlace.SPOUSE, CHILDREN, FamilyPlace.IN_LAW, GRANDCHILDREN, FamilyPlace.FATHER, FamilyPlace.MOTHER,
    FamilyPlace.GUEST)
for kin, places in enumerate(_PLACES_OF_KIN):
    KIN_OF_PLACE[places] = kin


def _of_others(place: Ints, relation: Ints) -> Bools:
    """Who is not the child of both: adopted, or of an earlier marriage."""
    return (place == FamilyPlace.CHILD) & (relation != ANAK)


def _parents(grid: FamilyGrid, index: Ints) -> tuple[Ints, Ints]:
    """Whose child everybody of the grid is, as far as the parents live in the house. `index`: who sits where, or NOBODY."""
    father, mother = np.full_like(index, NOBODY), np.full_like(index, NOBODY)
    head, spouse, woman_head = index[:, FamilyPlace.HEAD], index[:, FamilyPlace.SPOUSE], grid.woman[:, FamilyPlace.HEAD]
    spouse_is_man = ~grid.woman[:, FamilyPlace.SPOUSE]
    father[:, CHILDREN] = np.where(woman_head, np.where(spouse_is_man, spouse, NOBODY), head)[:, None]
    mother[:, CHILDREN] = np.where(woman_head, head, spouse)[:, None]
    eldest = grid.relation[:, FamilyPlace.CHILD]
    father[eldest != ANAK, FamilyPlace.CHILD] = NOBODY
    mother[eldest == ANAK_ANGKAT, FamilyPlace.CHILD] = NOBODY
    child, in_law, daughter = index[:, FamilyPlace.CHILD], index[:, FamilyPlace.IN_LAW], grid.woman[:, FamilyPlace.CHILD]
    father[:, GRANDCHILDREN] = np.where(daughter, in_law, child)[:, None]
    mother[:, GRANDCHILDREN] = np.where(daughter, child, in_law)[:, None]
    for parent, place in ((father, FamilyPlace.FATHER), (mother, FamilyPlace.MOTHER)):
        of_head = np.where(grid.parents_of_wife, NOBODY, index[:, place])
        parent[:, FamilyPlace.HEAD] = of_head
        parent[:, SIBLINGS] = of_head[:, None]
        parent[:, FamilyPlace.SPOUSE] = np.where(grid.parents_of_wife, index[:, place], NOBODY)
    return father, mother
