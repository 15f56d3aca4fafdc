"""The answers of every household, as JSON text, and how many of the form's questions they answer.

Codes are those of the official household form (sandbox/practice/instruments/ddk_household.yaml). Members, land and setting come
first; from them follow the means (welfare.py), and from these the house, what is owned and what is eaten.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from sandbox.practice.forms.packing import OPEN, open_keys
from seed.chance.json_pieces import Pieces, answered, joined, listed_open
from seed.chance.odds import Bools, Ints, Rng
from seed.homes import belongings, farms, health, houses
from seed.homes.hardship import hardship
from seed.homes.households import Households
from seed.homes.welfare import Means, means
from seed.land.areas import Area
from seed.lives.members import Lives
from seed.people.people import People

QUESTIONS = 90
"""Those of the official form: what is not drawn of them is answered with none. Any other question of the form stays open."""
HEADER, OTHER_WATER = ("month", "year", "filler", "work", "post", "sumber-data"), "air-lain"
"""What is answered besides: the head of the form (seed/village/recording.py writes it), and further sources of water."""
ANSWERED = QUESTIONS + len(HEADER) + 2
"""All of these; a further source of water is two questions."""
NONE = health.NONE
"""Among the codes of a question that may be answered with none (78)."""


@dataclass(frozen=True, slots=True)
class Gap:
    """Questions that may still be open together.

    `pieces`: those of _pieces that are left out; `open`: the keys that are listed as open; `questions`: how many these are.
    """

    pieces: tuple[str, ...]
    open: tuple[str, ...]
    questions: int

    def __add__(self, other: "Gap") -> "Gap":
        return Gap(self.pieces + other.pieces, self.open + other.open, self.questions + other.questions)

    @property
    def text(self) -> str:
        """The piece that lists the open questions: '"open":["1","2"]' with the key of packing.py."""
        return listed_open(self.open)


INCOMPLETE = .1
GAPS = (
    Gap(("1-2",), ("1", "2"), 2), Gap(("5-7",), ("5", "6", "7"), 3), Gap(("8-9",), ("8", "9"), 2),
    Gap(("lahan", "pangan"), ("lahan", "pangan"), 7), Gap(("ternak",), ("ternak",), 5), Gap(("68",), ("68",), 1),
    Gap(("75-78",), ("75", "76", "77", "78"), 4))
"""What a household in ten still lacks, one or two of these: something to practise on."""


@dataclass(frozen=True, slots=True)
class Homes:
    """The answers of every household: as codes, from which the indicators are counted, and as text, which is stored."""

    coded: dict[str, Ints]
    """By question: one code (or number, of questions 1 and 2) a household; NONE where it is answered with none."""
    ticked: dict[str, dict[int, Bools]]
    """By question with several choices and by code: which households tick it. Nobody ticks a code that is missing."""
    farms: farms.Farms
    """Land, and the rows of every table."""
    answers: list[str]
    filled: list[int]
    complete: Bools

    def answered(self, question: str, *codes: int) -> Bools:
        """Which households gave one of these answers: chose it, or ticked it among several."""
        chosen = np.zeros(len(self.filled), dtype=np.bool_)
        for code in codes:
            if question in self.coded:
                chosen |= self.coded[question] == code
            elif code in self.ticked[question]:
                chosen |= self.ticked[question][code]
        return chosen


def homes(rng: Rng, area: Area, people: People, lives: Lives, day: int) -> Homes:
    """Draw what every household answers. `day`: the training day in days since 1970. Each part has dice of its own."""
    of_land, of_means, of_house, of_belongings, of_health, of_hardship, of_gaps, of_water = rng.spawn(8)
    families = Households.of(people, lives)
    land = farms.farms(of_land, area, families)
    wealth = means(of_means, families, land.income)
    coded, ticked = _house(of_house, area, families, land, wealth)
    vaccinated, fed = health.children(of_health, families, wealth, day)
    coded |= {"62": belongings.land(of_belongings, land, coded["3"]), "77": health.cures(of_health, wealth), "78": fed}
    ticked |= _belongings(of_belongings, area, families, land, wealth, coded["62"] == belongings.LANDLESS)
    ticked |= {**health.births(of_health, area, families, wealth), "73": vaccinated, **health.illnesses(of_health, families),
               **hardship(of_hardship, area, families, land, wealth)}
    pieces = _pieces(coded, ticked, land) | {OTHER_WATER: houses.other_water(of_water, coded["8"], area)}
    filled, pieces[OPEN] = _gaps(of_gaps, pieces, families.size)
    return Homes(coded, ticked, land, joined(list(pieces.values())), filled.tolist(), filled == ANSWERED)


def _house(rng: Rng, area: Area, families: Households, land: farms.Farms,
           wealth: Means) -> tuple[dict[str, Ints], dict[str, dict[int, Bools]]]:
    """Means, water, building and river use: questions with one code, and those with several."""
    source, quality = houses.water(rng, wealth, area)
    building = houses.building(rng, wealth, area)
    coded = {"1": wealth.income, "2": wealth.spending, "3": houses.tenure(rng, families, wealth, area), "4": wealth.grade,
             "5": wealth.rice, "6": wealth.cash, "7": wealth.insurance, "8": source, **building, "76": houses.meals(rng, wealth)}
    return coded, {"9": quality, "60": houses.river(rng, land, area, source, building["75"])}


def _belongings(rng: Rng, area: Area, families: Households, land: farms.Farms, wealth: Means,
                landless: Bools) -> dict[str, dict[int, Bools]]:
    """Questions 61, 63, 64 and 68."""
    vehicles = belongings.vehicles(rng, area, families, land, wealth)
    return {"61": belongings.schools(rng, families, wealth), "63": vehicles, "64": belongings.tools(rng, families, land, wealth),
            "68": belongings.belongings(rng, area, families, land, wealth, landless=landless, vehicles=vehicles)}


def _pieces(coded: dict[str, Ints], ticked: dict[str, dict[int, Bools]], land: farms.Farms) -> dict[str, Pieces]:
    """All answers in the order of the form, several questions a piece where they are open only together."""
    answers: dict[str, Ints | Mapping[int, Bools]] = {**coded, **ticked}

    def of(*questions: str) -> Pieces:
        return answered({question: answers[question] for question in questions}, none=NONE)

    money = [f'"1":{earned},"2":{spent}' for earned, spent in zip(coded["1"].tolist(), coded["2"].tolist(), strict=True)]
    return {"1-2": money, "3-4": of("3", "4"), "5-7": of("5", "6", "7"), "8-9": of("8", "9"), **farms.columns(land),
            "60-64": of("60", "61", "62", "63", "64"), "65-67": of("65", "66", "67"), "68": of("68"),
            "69-73": of("69", "70", "71", "72", "73"), "74": of("74"), "75-78": of("75", "76", "77", "78"), "79": of("79"),
            "90": of("90")}


def _gaps(rng: Rng, pieces: Mapping[str, Pieces], size: int) -> tuple[Ints, Pieces]:
    """Open gaps in `pieces` for some households. How many questions each still answers, and the piece that lists the open."""
    unknown = Gap((), open_keys("ddk_household", QUESTIONS, (*HEADER, OTHER_WATER)), 0)
    filled = np.full(size, ANSWERED, dtype=np.int64)
    is_open = [unknown.text] * size
    chosen = np.flatnonzero(rng.random(size) < INCOMPLETE)
    lacks = np.sort(rng.integers(len(GAPS), size=(len(chosen), 2)), axis=1).tolist()
    for index, (first, second) in zip(chosen.tolist(), lacks, strict=True):
        gap = GAPS[first] if first == second else GAPS[first] + GAPS[second]
        for piece in gap.pieces:
            pieces[piece][index] = ""
        filled[index] -= gap.questions
        is_open[index] = (gap + unknown).text
    return filled, is_open
