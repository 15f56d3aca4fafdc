"""Where people come from: their people (etnis), faith and nationality, and so what names they bear.

A household is mostly of one people and one faith; here and there husband or wife is of another people.
"""

import numpy as np

from seed.chance.odds import Ints, Odds, Rng
from seed.land import local
from seed.land.regions import Region
from seed.people.families import FamilyPlace
from seed.people.name_words import Style
from seed.people.people import NOBODY, People

ISLAM, PROTESTANT, CATHOLIC, HINDU, BUDDHIST, CONFUCIAN, BELIEF = 1, 2, 3, 4, 5, 6, 7
FAITHS = {ISLAM: 955, PROTESTANT: 20, CATHOLIC: 10, HINDU: 6, BUDDHIST: 6, CONFUCIAN: 1, BELIEF: 2}
"""Weights of the faiths (member question 4) where nothing is known of the place."""
OF_PEOPLE = {"Bali": {HINDU: 94, ISLAM: 4, PROTESTANT: 2},
             "Tionghoa": {BUDDHIST: 35, PROTESTANT: 25, CATHOLIC: 25, CONFUCIAN: 10, ISLAM: 5}}
"""Peoples with faiths of their own: percent of them in each faith."""
MUSLIM_PEOPLES = ("Madura", "Bugis", "Mandar", "Melayu", "Arab", "Banjar", "Minang", "Betawi", "Sunda", "Aceh", "Sasak")
"""Peoples of whom nearly all are Muslims."""
MIXED = .12
"""Share of the couples of whom one is drawn anew, and so may be of another people; mostly it is the same one."""
INDONESIAN, FOREIGNER, BOTH = 1, 2, 3
ABROAD = "Lainnya"
GROWN_UP = 18
"""Children of a foreigner may have both nationalities until then (law 12/2006)."""
MUSLIM_NAMES = {True: .75, False: .25}
"""Share of the Muslim families that give Muslim names: of MUSLIM_PEOPLES (True), and of others."""


def origins(rng: Rng, region: Region, people: People) -> tuple[tuple[str, ...], Ints, Ints]:
    """The peoples of the village, everybody's index among them, and everybody's faith."""
    found, shares = local.peoples(region)
    names = (*found, *({ABROAD} - set(found)))
    homes = people.households
    chances = rng.random(homes)
    of_home = Odds.of(dict(enumerate(shares))).at(chances)
    faith = _faiths(rng, region, names, dict(zip(found, shares.tolist(), strict=True)), of_home)
    origin = of_home[people.household]
    other = np.flatnonzero(np.isin(people.place, (FamilyPlace.SPOUSE, FamilyPlace.IN_LAW)) & (rng.random(people.size) < MIXED))
    origin[other] = Odds.of(dict(enumerate(shares))).draw(rng, len(other))
    origin[people.foreign] = names.index(ABROAD)
    return names, origin, faith[people.household]


def _faiths(rng: Rng, region: Region, names: tuple[str, ...], shares: dict[str, float], origin: Ints) -> Ints:
    """The faith of each household, whose people is `names[origin]`. `shares`: of the peoples.

    The place's shares of faiths hold for everybody: what peoples with faiths of their own take of one is left out for the rest.
    """
    known = local.faiths(region) or FAITHS
    total = sum(known.values())
    others = {code: weight / total for code, weight in known.items()}
    for name, own in OF_PEOPLE.items():
        for code, weight in own.items():
            if code != ISLAM and code in others:
                others[code] = max(0, others[code] - shares.get(name, 0) * weight / 100)
    faith = Odds.of(others).draw(rng, len(origin))
    for index, name in enumerate(names):
        here = np.flatnonzero(origin == index)
        if name in OF_PEOPLE:
            faith[here] = Odds.of(OF_PEOPLE[name]).draw(rng, len(here))
        elif name in MUSLIM_PEOPLES:
            faith[here] = ISLAM
    return faith


def nationality(rng: Rng, people: People) -> Ints:
    """Everybody's code of member question 6; some young children of a foreigner have both nationalities."""
    found = np.full(people.size, INDONESIAN)
    found[people.foreign] = FOREIGNER
    of_foreigner = np.zeros(people.size, dtype=bool)
    for parent in (people.father, people.mother):
        of_foreigner |= (parent != NOBODY) & people.foreign[parent]
    found[of_foreigner & (people.age < GROWN_UP) & (rng.random(people.size) < .6)] = BOTH
    return found


def styles(rng: Rng, people: People, origin: Ints, faith: Ints, peoples: tuple[str, ...]) -> Ints:
    """Which Style of names everybody bears: one a household, but for the foreigners."""
    head = np.flatnonzero(people.position == 1)
    strict = np.isin(np.array(peoples), MUSLIM_PEOPLES)[origin[head]]
    muslim = rng.random(len(head)) < np.where(strict, MUSLIM_NAMES[True], MUSLIM_NAMES[False])
    christian = rng.random(len(head)) < .6
    of_church = np.isin(faith[head], (PROTESTANT, CATHOLIC))
    home = np.select([faith[head] == HINDU, (faith[head] == ISLAM) & muslim, of_church & christian],
                     [Style.BALINESE, Style.MUSLIM, Style.CHRISTIAN], Style.COMMON)
    return np.where(people.foreign, Style.CHRISTIAN, home[people.household])
