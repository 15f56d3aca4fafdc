"""One village with all its people: from (region, seed, as_of) to its columns, and from these to rows of the practice tables.

Each topic draws from its own stream (odds.stream), so that a richer topic leaves the others as they are.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np

from sandbox.words.folding import folded
from seed.chance import dates
from seed.chance.odds import Ints, Rng, stream
from seed.homes import homes
from seed.indicators.census import Inhabitants
from seed.land import local, places
from seed.land.areas import area
from seed.land.regions import Region
from seed.lives import members
from seed.people import names, origins, serials
from seed.people.families import families
from seed.people.people import People, flattened, today
from seed.village import recording

SAVED_BY = "Data awal"
NEWBORN_DAYS, WITHOUT_NIK = 120, .5
"""Half of the babies younger than this have no NIK."""
OFFICE_OPENS, OFFICE_SECONDS = 3600, 7 * 3600
"""UTC: eight in the morning to three in the afternoon, Western Indonesian time."""

HOUSEHOLD_COLUMNS = ("id", "number", "head_name", "head_folded", "hamlet", "address", "rw", "rt", "answers", "filled",
                     "member_count", "version", "saved_at", "saved_by")
PERSON_COLUMNS = ("id", "household_id", "position", "nik", "name", "folded", "sex", "birth_place", "birth_date", "answers")


@dataclass(slots=True)
class Population:
    """The columns of the tables household and person by name, as SQLite stores them. An id is the place in the column, from 1.

    Names are folded when the rows are written: until then a defect may change them.
    """

    village: Inhabitants
    """The people and houses from which the columns were written."""
    households: dict[str, list[Any]]
    persons: dict[str, list[Any]]
    complete: list[int]
    """Indices of the households that have nothing left open."""
    saved: Ints
    """When each household was saved last, in seconds since 1970."""

    @property
    def as_of(self) -> date:
        return self.village.as_of

    def household_rows(self) -> Iterable[tuple[Any, ...]]:
        """Rows of the table household, in the order of HOUSEHOLD_COLUMNS."""
        columns = self.households | {"head_folded": map(folded, self.households["head_name"])}
        return zip(*(columns[name] for name in HOUSEHOLD_COLUMNS), strict=True)

    def person_rows(self) -> Iterable[tuple[Any, ...]]:
        """Rows of the table person, in the order of PERSON_COLUMNS."""
        columns = self.persons | {"folded": map(folded, self.persons["name"])}
        return zip(*(columns[name] for name in PERSON_COLUMNS), strict=True)


def populate(region: Region, *, as_of: date, seed: int) -> Population:
    """The village on the training day `as_of`, as the practice tables store it."""
    return written(inhabited(region, as_of=as_of, seed=seed))


def inhabited(region: Region, *, as_of: date, seed: int) -> Inhabitants:
    """The village's people and houses on the training day, in columns of numbers and codes."""
    dice, land = _dice(region, as_of, seed), area(region, seed)
    count = land.households
    people = flattened(families(dice("families"), land, count, today(as_of)), as_of)
    houses = places.geography(dice("places"), region, count)
    lives = members.lives(dice("lives"), region, land, people, houses)
    style = origins.styles(dice("styles"), people, lives.people, lives.faith, lives.peoples)
    called = names.names(dice("names"), people, style)
    home = homes.homes(dice("homes"), land, people, lives, today(as_of))
    return Inhabitants(region, land, seed, as_of, people, lives, houses, home, called, style)


def written(village: Inhabitants) -> Population:
    """The columns of the practice tables for these people and houses: numbers, names and answers as text."""
    region, people, as_of = village.region, village.people, village.as_of
    dice = _dice(region, as_of, village.seed)
    count = village.area.households
    saved = _saved(dice("saved"), people, count, today(as_of))
    persons = {
        "id": list(range(1, people.size + 1)),
        "household_id": (people.household + 1).tolist(),
        "position": people.position.tolist(),
        "nik": _niks(dice("nik"), region, people, today(as_of)),
        "name": village.names,
        "sex": np.where(people.woman, "P", "L").tolist(),
        "birth_place": _birth_places(dice("birth places"), region, people),
        "birth_date": dates.texts(people.birthday),
        "answers": members.answers(dice("members"), people, village.lives, village.names, village.styles,
                                   recording.dates_of_members(saved, today(as_of))),
    }
    issued = serials.card_days(dice("cards"), people.born[people.position == 1], today(as_of))
    households = _households(people, village.houses, village.names, village.homes)
    headers = recording.headers(dice("recording"), village, saved)
    households["answers"] = [f"{{{header},{answers[1:]}" for header, answers in zip(headers, households["answers"], strict=True)]
    households |= {"number": serials.cards(region, issued), "saved_at": stored_times(saved)}
    return Population(village, households, persons, np.flatnonzero(village.homes.complete).tolist(), saved)


def _dice(region: Region, as_of: date, seed: int) -> Callable[[str], Rng]:
    """What gives the village's dice of a topic on that day."""
    return lambda topic: stream(topic, region.code, seed, as_of)


def _households(people: People, houses: places.Geography, called: list[str], home: homes.Homes) -> dict[str, list[Any]]:
    """The columns of the table household, but for the card numbers and when they were saved."""
    head = np.flatnonzero(people.position == 1).tolist()
    return {
        "id": list(range(1, len(head) + 1)),
        "head_name": [called[index] for index in head],
        "hamlet": [houses.hamlets[index] for index in houses.hamlet.tolist()],
        "address": houses.addresses,
        "rw": _two_digits(houses.rw),
        "rt": _two_digits(houses.rt),
        "answers": home.answers,
        "filled": home.filled,
        "member_count": np.bincount(people.household).tolist(),
        "version": [1] * len(head),
        "saved_by": [SAVED_BY] * len(head),
    }


def stored_times(seconds: Ints) -> list[str]:
    """Moments as SQLAlchemy's SQLite type stores them: 2026-03-02 03:00:00.000000."""
    texts = np.datetime_as_string(seconds.astype("datetime64[s]")).tolist()
    return [text.replace("T", " ") + ".000000" for text in texts]


def _saved(rng: Rng, people: People, households: int, day: int) -> Ints:
    """When each household was saved, in seconds since 1970: in the last eleven months, in office hours, after its last birth."""
    youngest = np.zeros(households, dtype=np.int64)
    np.maximum.at(youngest, people.household, people.born)
    drawn = np.maximum(day - rng.integers(20, 330, households), youngest + 7)
    return drawn * 86_400 + OFFICE_OPENS + rng.integers(0, OFFICE_SECONDS, households)


def _niks(rng: Rng, region: Region, people: People, day: int) -> list[str | None]:
    """Everybody's NIK; None for half of the newborn."""
    numbers: list[str | None] = list(serials.niks(region, people.birthday, people.woman))
    without = (day - people.born < NEWBORN_DAYS) & (rng.random(people.size) < WITHOUT_NIK)
    for index in np.flatnonzero(without).tolist():
        numbers[index] = None
    return numbers


def _birth_places(rng: Rng, region: Region, people: People) -> list[str]:
    """Children are born at home; grown-ups also elsewhere."""
    known, shares = local.birth_places(region)
    drawn = rng.choice(len(known), size=people.size, p=shares)
    return np.array(known, dtype=object)[np.where(people.age < 15, 0, drawn)].tolist()


def _two_digits(numbers: Ints) -> list[str]:
    return [f"{number:02d}" for number in numbers.tolist()]
