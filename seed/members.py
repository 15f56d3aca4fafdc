"""The answers of every member, as JSON text.

Codes are those of the official member form (sandbox/practice/instruments/ddk_member.yaml).
"""

import json
from dataclasses import dataclass

import numpy as np

from seed import local, offices, schooling, work
from seed.families import BELUM_KAWIN, KAWIN
from seed.names import parent_names
from seed.odds import Ints, Odds, Rng
from seed.people import KINS, NOBODY, People
from seed.pieces import Pieces, coded, joined, listed, listed_one, pick
from seed.places import Geography
from seed.regions import Region

BLOOD = Odds.of({0: 36, 1: 22, 2: 25, 3: 7, 4: 10})
ISLAM, PROTESTANT, CATHOLIC, HINDU, BUDDHIST = 1, 2, 3, 4, 5
FAITHS = Odds.of({ISLAM: 970, PROTESTANT: 16, CATHOLIC: 8, BUDDHIST: 6})
NO_CONTRACEPTION = 9
CONTRACEPTION = Odds.of({1: 44, 6: 16, 10: 9, 2: 6, 5: 2, 3: 2, 7: 1, NO_CONTRACEPTION: 20})
FERTILE_UNTIL = 50
INDONESIAN = '"6":"1"'
DISABLED, DISABILITIES = .006, Odds.of({1: 2, 2: 2, 3: 2, 4: 3, 5: 1})
MENTALLY_ILL, MENTAL_ILLNESSES = .002, Odds.of({1: 1, 2: 2, 3: 3})
NO_CERTIFICATE = "Tidak ada"

TAXES: tuple[tuple[int, ...], ...] = ((), (1,), (1, 4))
BUSINESSES = {work.SHOPKEEPER: 11, work.TAILOR: 48, work.CARPENTER: 46, work.MASON: 47, work.HERDER: 25, work.FOOD_STALL: 9,
              work.CAKE_MAKER: 5}
ENTERPRISES = (0, 11, 5, 12, 24, 50, 28)
"""What an entrepreneur (Wiraswasta) owns: question 18."""


@dataclass(frozen=True, slots=True)
class Lives:
    """Codes of the members' answers, one entry a person; 0: none. What the homes and the indicators are counted from."""

    school: Ints
    """Question 8."""
    occupation: Ints
    """Question 9."""
    faith: Ints
    """Question 4."""
    people: Ints
    """Question 7: index into `peoples`."""
    peoples: tuple[str, ...]
    contraception: Ints
    """Question 12."""
    disability: Ints
    """Question 13."""
    mental_illness: Ints
    """Question 14."""
    taxes: Ints
    """Question 15: index into TAXES."""
    office: Ints
    """Question 16."""
    society: Ints
    """Question 17."""
    business: Ints
    """Question 18."""


def lives(rng: Rng, region: Region, people: People, houses: Geography) -> Lives:
    unmarried = people.marital == BELUM_KAWIN
    school = schooling.education(rng, people.age, unmarried)
    drawn = work.occupation(rng, region, people.age, people.woman, unmarried, school)
    office = offices.offices(rng, people, school, len(houses.hamlets), has_council=region.kind == "desa")
    occupation = np.where(np.isin(office, offices.PAID), work.official(region), drawn)
    origin, peoples, faith = _origins(rng, region, people)
    return Lives(
        school=school, occupation=occupation, faith=faith, people=origin, peoples=peoples,
        contraception=_contraception(rng, people), disability=_ills(rng, people.size, DISABLED, DISABILITIES),
        mental_illness=_ills(rng, people.size, MENTALLY_ILL, MENTAL_ILLNESSES), taxes=_taxes(rng, people), office=office,
        society=offices.societies(rng, people, occupation, houses), business=_businesses(rng, occupation))


def answers(rng: Rng, people: People, lives: Lives, names: list[str]) -> list[str]:
    """The JSON of questions 1 to 18 for every person."""
    fathers, mothers = _parents(rng, people, names)
    peoples = [f'"7":{json.dumps(name, ensure_ascii=False)}' for name in lives.peoples]
    return joined([
        _certificates(rng, people), coded(2, people.relation), coded(3, people.marital), coded(4, lives.faith),
        coded(5, BLOOD.draw(rng, people.size)), [INDONESIAN] * people.size, pick(peoples, lives.people), coded(8, lives.school),
        coded(9, lives.occupation), [f'"10":"{name}"' for name in fathers], [f'"11":"{name}"' for name in mothers],
        coded(12, lives.contraception), listed_one(13, lives.disability), listed_one(14, lives.mental_illness),
        pick([listed(15, codes) for codes in TAXES], lives.taxes), listed_one(16, lives.office), listed_one(17, lives.society),
        listed_one(18, lives.business)])


def _certificates(rng: Rng, people: People) -> Pieces:
    """Number and year of the birth certificate; the older, the rarer, and often made years after the birth."""
    has = rng.random(people.size) > np.select([people.age < 18, people.age < 50], [.04, .25], .7)
    year = people.born.astype("datetime64[D]").astype("datetime64[Y]").astype(np.int64) + 1970
    year = np.where(people.age > 5, year + np.minimum(rng.integers(0, 5, people.size), people.age), year)
    numbers = rng.integers(1, 9000, people.size)
    return [f'"1":"{number}/{made}"' if known else f'"1":"{NO_CERTIFICATE}"'
            for number, made, known in zip(numbers.tolist(), year.tolist(), has.tolist(), strict=True)]


def _origins(rng: Rng, region: Region, people: People) -> tuple[Ints, tuple[str, ...], Ints]:
    """People (etnis) and faith, the same for the whole household; Balinese are Hindu."""
    households = int(people.household[-1]) + 1
    peoples, shares = local.peoples(region)
    origin = rng.choice(len(peoples), size=households, p=shares)
    balinese = np.array([name == "Bali" for name in peoples])[origin]
    faith = np.where(balinese, HINDU, FAITHS.draw(rng, households))
    return origin[people.household], tuple(peoples), faith[people.household]


def _parents(rng: Rng, people: People, names: list[str]) -> tuple[list[str], list[str]]:
    """Names of everybody's father and mother: those on the card, else one name for all brothers and sisters."""
    households = int(people.household[-1]) + 1
    columns = []
    for parent, women in ((people.father, False), (people.mother, True)):
        unseen = parent_names(rng, households * KINS, women=women)
        columns.append([names[index] if index != NOBODY else unseen[kin]
                        for index, kin in zip(parent.tolist(), people.kin.tolist(), strict=True)])
    return columns[0], columns[1]


def _contraception(rng: Rng, people: People) -> Ints:
    wives = people.woman & (people.marital == KAWIN) & (people.age < FERTILE_UNTIL)
    return np.where(wives, CONTRACEPTION.draw(rng, people.size), NO_CONTRACEPTION)


def _ills(rng: Rng, size: int, share: float, kinds: Odds) -> Ints:
    return np.where(rng.random(size) < share, kinds.draw(rng, size), 0)


def _taxes(rng: Rng, people: People) -> Ints:
    """Land tax for most heads, vehicle tax for some."""
    return np.where(people.position == 1, np.searchsorted([.08, .62], rng.random(people.size)), 0)


def _businesses(rng: Rng, occupation: Ints) -> Ints:
    of_trade = np.zeros(int(occupation.max(initial=0)) + 1, dtype=np.int64)
    for trade, business in BUSINESSES.items():
        of_trade[trade:trade + 1] = business
    own = np.array(ENTERPRISES)[rng.integers(len(ENTERPRISES), size=len(occupation))]
    return np.where(occupation == work.ENTREPRENEUR, own, of_trade[occupation])
