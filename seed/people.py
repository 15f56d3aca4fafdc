"""The grid of families flattened into columns, one entry a person, in the order of the cards."""

from dataclasses import dataclass
from datetime import date

import numpy as np

from seed.families import CHILDREN, GRANDCHILDREN, Grid, Place
from seed.odds import Bools, Ints

NOBODY = -1
EPOCH = date(1970, 1, 1).toordinal()


@dataclass(slots=True)
class People:
    """Columns. `father` and `mother` are indices of people, or NOBODY for somebody who is on no card of the village."""

    household: Ints
    """Index of the household, from 0."""
    place: Ints
    position: Ints
    """1 for the first line of the card."""
    woman: Bools
    born: Ints
    """Days since 1970."""
    age: Ints
    """Completed years on the training day."""
    relation: Ints
    marital: Ints
    father: Ints
    mother: Ints
    kin: Ints
    """The same for brothers and sisters: people of one `kin` have the same parents."""

    @property
    def size(self) -> int:
        return len(self.household)


def flattened(grid: Grid, as_of: date) -> People:
    household, place = np.nonzero(grid.present)
    index = np.full(grid.present.shape, NOBODY, dtype=np.int64)
    index[household, place] = np.arange(len(household))
    father, mother = _parents(grid, index)
    first = np.r_[0, np.cumsum(grid.present.sum(axis=1))[:-1]]
    born = grid.born[household, place]
    return People(
        household=household, place=place, position=np.arange(len(household)) - first[household] + 1,
        woman=grid.woman[household, place], born=born, age=completed_years(born, as_of),
        relation=grid.relation[household, place], marital=grid.marital[household, place],
        father=father[household, place], mother=mother[household, place],
        kin=household * KINS + KIN_OF_PLACE[place])


def today(as_of: date) -> int:
    """The training day in days since 1970."""
    return as_of.toordinal() - EPOCH


def completed_years(born: Ints, as_of: date) -> Ints:
    """Ages on `as_of`; somebody born on 29 February is a year older from 1 March on."""
    dates = born.astype("datetime64[D]")
    months = dates.astype("datetime64[M]")
    month_and_day = (months.astype(np.int64) % 12 + 1) * 100 + (dates - months).astype(np.int64) + 1
    years = as_of.year - 1970 - dates.astype("datetime64[Y]").astype(np.int64)
    return years - (month_and_day > as_of.month * 100 + as_of.day)


KINS = 5
KIN_OF_PLACE = np.array([
    0 if place in (Place.HEAD, Place.SIBLING) else 1 if place == Place.WIFE else 3 if place == Place.IN_LAW
    else 2 if CHILDREN.start <= place < CHILDREN.stop else 4 for place in range(Place.SIBLING + 1)])


def _parents(grid: Grid, index: Ints) -> tuple[Ints, Ints]:
    father, mother = np.full_like(index, NOBODY), np.full_like(index, NOBODY)
    head, wife = index[:, Place.HEAD], index[:, Place.WIFE]
    woman_head = grid.woman[:, Place.HEAD]
    father[:, CHILDREN] = np.where(woman_head, NOBODY, head)[:, None]
    mother[:, CHILDREN] = np.where(woman_head, head, wife)[:, None]
    child, in_law, daughter = index[:, Place.CHILD], index[:, Place.IN_LAW], grid.woman[:, Place.CHILD]
    father[:, GRANDCHILDREN] = np.where(daughter, in_law, child)[:, None]
    mother[:, GRANDCHILDREN] = np.where(daughter, child, in_law)[:, None]
    for place, of_wife in ((Place.HEAD, False), (Place.WIFE, True)):
        theirs = grid.parents_of_wife == of_wife
        father[:, place] = np.where(theirs, index[:, Place.FATHER], NOBODY)
        mother[:, place] = np.where(theirs, index[:, Place.MOTHER], NOBODY)
    return father, mother
