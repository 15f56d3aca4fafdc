"""Who lives with whom. A grid: one row a household, one column a place in the family (head, wife, first child …).

Everybody's birth is derived from the birth of the household's woman (its wife, widow or late wife), so that no parent can be
too young. Days are whole days since 1970.
"""

from dataclasses import dataclass
from enum import IntEnum

import numpy as np

from seed.chance.odds import Bools, Ints, Rng
from seed.land.areas import Area
from seed.people import customs
from seed.people.births import YEAR, all_births, days, earliest_births, first_births, husbands, wives
from seed.people.customs import CUSTOMS, Customs, HouseholdKind
from seed.people.guests import guests

OLDEST = 97
"""Years. Nobody of the village is older."""


class FamilyPlace(IntEnum):
    """A column of the grid: the order on the family card."""

    HEAD = 0
    SPOUSE = 1
    CHILD = 2
    """The first of seven; the eldest comes first."""
    IN_LAW = 9
    GRANDCHILD = 10
    """The first of three."""
    FATHER = 13
    MOTHER = 14
    SIBLING = 15
    """The first of two."""
    GUEST = 17


CHILDREN = slice(FamilyPlace.CHILD, FamilyPlace.IN_LAW)
GRANDCHILDREN = slice(FamilyPlace.GRANDCHILD, FamilyPlace.FATHER)
SIBLINGS = slice(FamilyPlace.SIBLING, FamilyPlace.GUEST)
PLACES = len(range(FamilyPlace.GUEST + 1))

# Codes of member questions 2 and 3.
KEPALA, SUAMI, ISTRI, ANAK, ANAK_ANGKAT, AYAH, IBU, KAKAK, ADIK, MERTUA, CUCU, MENANTU, ANAK_TIRI = (
    1, 2, 3, 4, 5, 6, 7, 10, 11, 17, 18, 21, 23)
KAWIN, BELUM_KAWIN, JANDA_DUDA = 1, 2, 3

BOYS = .512
"""Share of all births."""
WITH_RELATIVES = (HouseholdKind.WITH_PARENTS, HouseholdKind.WITH_MARRIED_CHILD, HouseholdKind.WITH_GRANDCHILDREN)
"""Whose house is full: none of these has a guest besides."""
AT_HOME_UNTIL = 36, 62
"""Years, from and to, of those who never marry: a tenth of the sons and fewer daughters."""
DIVORCED_CHILD = .16
"""Share of the households with a married child: it came home divorced or widowed."""
ADOPTED, STEPCHILD = .14, .018
"""Shares: of the childless couples, one has adopted a child; of the eldest children of couples, the wife brought it with her."""


@dataclass(slots=True)
class FamilyGrid:
    """All families: arrays of households × FamilyPlace. Where nobody is `present`, the other arrays hold leftovers."""

    present: Bools
    woman: Bools
    born: Ints
    """Days since 1970."""
    relation: Ints
    """Code of member question 2."""
    marital: Ints
    """Code of member question 3."""
    parents_of_wife: Bools
    """For each household: the parents in it are the wife's."""
    foreign: Bools
    """For each household: the head's husband or wife is a foreigner."""

    @property
    def size(self) -> int:
        return len(self.present)

    def seat(self, place: int, present: Bools, *, born: Ints, woman: Bools | bool, relation: Ints | int,
             marital: Ints | int = BELUM_KAWIN) -> None:
        """Fill one place of every household."""
        self.present[:, place] = present
        self.born[:, place] = born
        self.woman[:, place] = woman
        self.relation[:, place] = relation
        self.marital[:, place] = marital


def families(rng: Rng, area: Area, households: int, today: int) -> FamilyGrid:
    """Draw the families of so many households as they are on the day `today`."""
    habits = CUSTOMS[area.setting]
    kind = customs.kinds(area.setting).draw(rng, households)
    wife = today - days(_ages(rng, area, kind))
    grid = _empty(households)
    _place_couple(rng, grid, kind, wife, habits, today)
    first = _first_births(rng, kind, wife, habits, today)
    _place_children(rng, grid, kind, wife, first, habits, today)
    _place_adopted(rng, grid, kind, wife, today)
    _place_married_child(rng, grid, kind, first, today)
    _place_grandchildren(rng, grid, kind, habits, today)
    _place_parents(rng, grid, kind, today)
    _place_siblings(rng, grid, kind, today)
    _place_guests(rng, grid, kind, area, today)
    grid.present &= today - grid.born <= days(OLDEST + .9)
    grid.present[:, FamilyPlace.HEAD] = True
    return grid


def _empty(households: int) -> FamilyGrid:
    """A grid in which nobody is present yet."""
    shape = (households, PLACES)
    return FamilyGrid(np.zeros(shape, bool), np.zeros(shape, bool), np.zeros(shape, np.int64), np.zeros(shape, np.int64),
                      np.full(shape, BELUM_KAWIN, np.int64), np.zeros(households, bool), np.zeros(households, bool))


def _one_of(kind: Ints, *kinds: HouseholdKind) -> Bools:
    """Which households are of one of these kinds."""
    return np.array([each in kinds for each in HouseholdKind])[kind]


def _ages(rng: Rng, area: Area, kind: Ints) -> np.ndarray:
    """Age in years of the wife, widow or late wife of each household."""
    chances = rng.random(len(kind))
    found = np.empty(len(kind))
    for each in HouseholdKind:
        here = kind == each
        found[here] = customs.ages(area.setting, each).at(chances[here])
    return found


def _place_couple(rng: Rng, grid: FamilyGrid, kind: Ints, wife: Ints, habits: Customs, today: int) -> None:
    """Seat head and spouse; the head of a foreigner's home is the Indonesian of the two. `wife`: the woman's birthday."""
    size = grid.size
    husband = husbands(rng, wife, today)
    age = (today - wife) / YEAR
    elders = _one_of(kind, HouseholdKind.WITH_MARRIED_CHILD, HouseholdKind.WITH_GRANDCHILDREN)
    couple = _one_of(kind, HouseholdKind.COUPLE, HouseholdKind.WITH_PARENTS) | (elders & (rng.random(size) < (1.9 - age / 52)))
    young, single = kind == HouseholdKind.YOUNG_ALONE, _one_of(kind, HouseholdKind.YOUNG_ALONE, HouseholdKind.ALONE)
    grid.foreign = couple & (rng.random(size) < habits.foreign * 1e-6)
    foreign_husband = grid.foreign & (rng.random(size) < .65)
    woman = (~couple & (rng.random(size) < np.where(young, .42, .75))) | foreign_husband
    grid.seat(FamilyPlace.HEAD, np.ones(size, bool), born=np.where(woman | single, wife, husband), woman=woman, relation=KEPALA,
              marital=np.where(couple, KAWIN, np.where(young, BELUM_KAWIN, JANDA_DUDA)))
    grid.seat(FamilyPlace.SPOUSE, couple, born=np.where(foreign_husband, husband, wife), woman=~foreign_husband,
              relation=np.where(foreign_husband, SUAMI, ISTRI), marital=KAWIN)


def _first_births(rng: Rng, kind: Ints, wife: Ints, habits: Customs, today: int) -> Ints:
    """The day of the first birth: within a year at the latest, for a young wife is one who married early; and early enough for
    a grown-up child where the household needs one.
    """
    first = first_births(rng, wife, habits.waiting)
    grown_up = _one_of(kind, HouseholdKind.WITH_MARRIED_CHILD, HouseholdKind.WITH_GRANDCHILDREN)
    latest = np.where(grown_up, today - days(21.5), today + days(1.0))
    earliest = earliest_births(wife)
    spread = earliest + (rng.random(len(wife)) * (latest - earliest)).astype(np.int64)
    return np.where(first > latest, spread, first)


def _place_children(rng: Rng, grid: FamilyGrid, kind: Ints, wife: Ints, first: Ints, habits: Customs, today: int) -> None:
    """Seat the woman's children who still live at home, or never marry. `first`: the birthday of the eldest."""
    places = CHILDREN.stop - CHILDREN.start
    shape = (grid.size, places)
    born, exists = all_births(rng, wife, first, places, habits.births, today)
    exists[:, 0] |= ((kind == HouseholdKind.LONE_PARENT) & (first < today - 14)) | (kind == HouseholdKind.WITH_MARRIED_CHILD)
    woman = rng.random(shape) >= BOYS
    leaves = days(np.where(woman, 21.2, 25.3) + np.where(woman, 2.9, 3.9) * rng.standard_normal(shape) + habits.leaving)
    always = rng.random(shape) < np.where(woman, .05, .1)
    age = today - born
    at_home = (age < leaves) | (always & (age < days(rng.uniform(*AT_HOME_UNTIL, shape))))
    without = _one_of(kind, HouseholdKind.ALONE, HouseholdKind.YOUNG_ALONE, HouseholdKind.WITH_GRANDCHILDREN)
    grid.present[:, CHILDREN] = exists & at_home & ~without[:, None]
    grid.woman[:, CHILDREN] = woman
    grid.born[:, CHILDREN] = born
    grid.relation[:, CHILDREN] = ANAK
    divorced = (age > days(24.0)) & (rng.random(shape) < .06)
    grid.marital[:, CHILDREN][divorced] = JANDA_DUDA


def _place_adopted(rng: Rng, grid: FamilyGrid, kind: Ints, wife: Ints, today: int) -> None:
    """One adopted child of some childless couples, and a wife's child of an earlier marriage here and there."""
    size = grid.size
    age = (today - wife) / YEAR
    childless = (kind == HouseholdKind.COUPLE) & ~grid.present[:, CHILDREN].any(axis=1) & (age > 30) & (age < 58)
    adopted = childless & ~grid.foreign & (rng.random(size) < ADOPTED)
    grid.present[adopted, FamilyPlace.CHILD] = True
    child_age = .2 + rng.random(size) * np.minimum(18, age - 24)
    grid.born[adopted, FamilyPlace.CHILD] = today - days(child_age)[adopted]
    grid.relation[adopted, FamilyPlace.CHILD] = ANAK_ANGKAT
    step = grid.present[:, FamilyPlace.CHILD] & (kind == HouseholdKind.COUPLE) & ~adopted & ~grid.foreign
    step &= rng.random(size) < STEPCHILD
    twin = grid.born[:, FamilyPlace.CHILD] == grid.born[:, FamilyPlace.CHILD + 1]
    grid.relation[step & ~twin, FamilyPlace.CHILD] = ANAK_TIRI
    grid.marital[adopted | step, FamilyPlace.CHILD] = BELUM_KAWIN


def _place_married_child(rng: Rng, grid: FamilyGrid, kind: Ints, first: Ints, today: int) -> None:
    """Marry the eldest child and seat husband or wife beside it, or have it come home divorced."""
    here = kind == HouseholdKind.WITH_MARRIED_CHILD
    alone = rng.random(grid.size) < DIVORCED_CHILD
    daughter = grid.woman[:, FamilyPlace.CHILD]
    in_law = np.where(daughter, husbands(rng, first, today), wives(rng, first, today))
    grid.present[here, FamilyPlace.CHILD] = True
    grid.marital[here, FamilyPlace.CHILD] = np.where(alone, JANDA_DUDA, KAWIN)[here]
    grid.seat(FamilyPlace.IN_LAW, here & ~alone, born=in_law, woman=~daughter, relation=MENANTU, marital=KAWIN)


def _place_grandchildren(rng: Rng, grid: FamilyGrid, kind: Ints, habits: Customs, today: int) -> None:
    """Seat the children of the eldest child, also where that child works elsewhere."""
    homes = np.flatnonzero(_one_of(kind, HouseholdKind.WITH_MARRIED_CHILD, HouseholdKind.WITH_GRANDCHILDREN))
    shape = (len(homes), GRANDCHILDREN.stop - GRANDCHILDREN.start)
    mother = grid.born[homes, np.where(grid.woman[homes, FamilyPlace.CHILD], FamilyPlace.CHILD, FamilyPlace.IN_LAW)]
    born, exists = all_births(rng, mother, first_births(rng, mother, habits.waiting), shape[1], habits.births, today)
    grid.present[homes, GRANDCHILDREN] = exists & (today - born < days(rng.uniform(18, 23, shape)))
    grid.woman[homes, GRANDCHILDREN] = rng.random(shape) >= BOYS
    grid.born[homes, GRANDCHILDREN] = born
    grid.relation[:, GRANDCHILDREN] = CUCU


def _place_parents(rng: Rng, grid: FamilyGrid, kind: Ints, today: int) -> None:
    """Seat one or both parents of the head, or of the wife."""
    size = grid.size
    here = kind == HouseholdKind.WITH_PARENTS
    grid.parents_of_wife = here & ~grid.foreign & (rng.random(size) < .42)
    child = np.where(grid.parents_of_wife, grid.born[:, FamilyPlace.SPOUSE], grid.born[:, FamilyPlace.HEAD])
    mother = child - days(18.5 + rng.gamma(2.6, 2.3, size))
    father = husbands(rng, mother, today)
    mother_here = here & (rng.random(size) < .84) & (today - mother < days(OLDEST - 1.0))
    father_here = here & (~mother_here | (rng.random(size) < .36)) & (today - father < days(OLDEST - 1.0))
    marital = np.where(mother_here & father_here, KAWIN, JANDA_DUDA)
    grid.seat(FamilyPlace.FATHER, father_here, born=father, woman=False, marital=marital,
              relation=np.where(grid.parents_of_wife, MERTUA, AYAH))
    grid.seat(FamilyPlace.MOTHER, mother_here, born=mother, woman=True, marital=marital,
              relation=np.where(grid.parents_of_wife, MERTUA, IBU))


def _place_siblings(rng: Rng, grid: FamilyGrid, kind: Ints, today: int) -> None:
    """Seat brothers and sisters of the head: with the parents, with a young head, and now and then elsewhere."""
    size = grid.size
    head, mother = grid.born[:, FamilyPlace.HEAD], grid.born[:, FamilyPlace.MOTHER]
    parents = (kind == HouseholdKind.WITH_PARENTS) & ~grid.parents_of_wife
    now_and_then = _one_of(kind, HouseholdKind.COUPLE, HouseholdKind.ALONE)
    share = np.select([kind == HouseholdKind.YOUNG_ALONE, parents, now_and_then], [.42, .13, .014], 0)
    younger = head + days(1.2 + rng.gamma(2, 2.2, size))
    fits = (today - younger > days(12.0)) & (today - younger < days(42.0)) & (~parents | (younger - mother < days(42.0)))
    grid.seat(FamilyPlace.SIBLING, fits & (rng.random(size) < share), born=younger, woman=rng.random(size) < .46, relation=ADIK)
    elder = head - days(1.2 + rng.gamma(2, 2.0, size))
    fits = (kind == HouseholdKind.ALONE) | ((kind == HouseholdKind.COUPLE) & (today - elder < days(60.0)))
    divorced = rng.random(size) < .55
    grid.seat(FamilyPlace.SIBLING + 1, fits & (rng.random(size) < .006), born=elder, woman=rng.random(size) < .6, relation=KAKAK,
              marital=np.where(divorced & (today - elder > days(24.0)), JANDA_DUDA, BELUM_KAWIN))


def _place_guests(rng: Rng, grid: FamilyGrid, kind: Ints, area: Area, today: int) -> None:
    """One guest (relative, lodger, help) in some of the households that are not WITH_RELATIVES; see guests.py."""
    found = guests(rng, area.setting, (today - grid.born[:, FamilyPlace.HEAD]) / YEAR)
    here = found.present & ~_one_of(kind, *WITH_RELATIVES)
    grid.seat(FamilyPlace.GUEST, here, born=today - days(found.age), woman=found.woman, relation=found.relation,
              marital=np.where(found.widowed, JANDA_DUDA, BELUM_KAWIN))
