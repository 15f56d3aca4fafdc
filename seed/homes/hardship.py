"""Peace and hardship: questions 80 to 90. No crime is invented; hardship is told from the members and from where they live."""

import numpy as np

from seed.chance.odds import Bools, Rng
from seed.homes.farms import Farms
from seed.homes.households import Households
from seed.homes.welfare import Means
from seed.land.areas import Area, Setting
from seed.lives import work
from seed.lives.ills import IDIOCY, OF_THE_MIND
from seed.people.families import ANAK, JANDA_DUDA

PEACE = tuple(str(question) for question in range(80, 90))
"""Conflicts, theft, gambling, violence: nobody tells of any."""

OLD, DISABLED, RETARDED, MAD, ORPHANS, WIDOW, WIDOWER, IDLE, HELPING_CHILD, WOMAN_HEAD = (
    917, 921, 922, 920, 925, 926, 927, 933, 934, 935)
RIVERSIDE, SLUM, FLOOD, TSUNAMI, VOLCANO, EARTHQUAKE, LANDSLIDE, NO_WATER, DROUGHT, CROP_FAILURE, BARREN = (
    928, 932, 937, 938, 939, 940, 941, 944, 945, 946, 947)
WHOLE_VILLAGE = {"volcano": (VOLCANO, 1.0), "drought": (DROUGHT, 1.0), "earthquake": (EARTHQUAKE, .3)}
"""What spares no house, by hazard of the area: code, and how many of such villages say so."""
PARTS = {"tsunami": ((TSUNAMI, .25, .8),), "landslide": ((LANDSLIDE, .04, .2),), "drought": ((NO_WATER, .1, .4),),
         "flood": ((FLOOD, .05, .3), (RIVERSIDE, .01, .05))}
"""What befalls one end of the village: code, and between which shares of its houses."""
SLUMS = (.01, .05)
"""Between which shares of a town's houses."""
ORPHANED = .55
"""Share of the children of one widowed or divorced parent whose other parent has died."""
GROWN, RETIRES, CHILD = 19, 60, 18


def hardship(rng: Rng, area: Area, families: Households, farms: Farms, means: Means) -> dict[str, dict[int, Bools]]:
    """Questions 80 to 90: by question and code, which households tick it."""
    told = _members(rng, families) | _place(rng, area, farms, means, families.size)
    return {question: {} for question in PEACE} | {"90": {code: told[code] for code in sorted(told)}}


def _members(rng: Rng, families: Households) -> dict[int, Bools]:
    """Question 90, as far as the members tell it."""
    people, lives = families.people, families.lives
    woman, alone = people.woman[families.head], people.marital[families.head] == JANDA_DUDA
    child, earns = people.age < CHILD, ~np.isin(lives.occupation, (0, work.NOT_YET, work.PUPIL, work.HOUSEWIFE))
    return {
        OLD: families.any(people.age > 60), DISABLED: families.any(lives.disability > 0),
        RETARDED: families.any(lives.mental_illness == IDIOCY),
        MAD: families.any(np.isin(lives.mental_illness, OF_THE_MIND)),
        ORPHANS: alone & families.any(child & (people.relation == ANAK)) & (rng.random(families.size) < ORPHANED),
        WIDOW: woman & alone, WIDOWER: ~woman & alone, WOMAN_HEAD: woman,
        IDLE: families.any((lives.occupation == work.NOT_YET) & (people.age >= GROWN) & (people.age < RETIRES)),
        HELPING_CHILD: families.any(child & earns & (people.relation == ANAK))}


def _place(rng: Rng, area: Area, farms: Farms, means: Means, size: int) -> dict[int, Bools]:
    """Question 90, as far as the place tells it: dangers that the area has. A danger that strikes a part strikes neighbours."""
    found = {code: np.ones(size, dtype=np.bool_) for hazard, (code, share) in WHOLE_VILLAGE.items()
             if hazard in area.hazards and rng.random() < share}
    for hazard, parts in PARTS.items():
        for code, least, most in parts if hazard in area.hazards else ():
            found[code] = _stretch(rng, size, least, most)
    if area.setting == Setting.TOWN:
        found[SLUM] = _stretch(rng, size, *SLUMS) & (means.score < 1)
    if "drought" in area.hazards:
        found[CROP_FAILURE] = farms.food > 0
        found[BARREN] = found[NO_WATER] & (area.setting == Setting.FOREST)
    return found


def _stretch(rng: Rng, size: int, least: float, most: float) -> Bools:
    """Flags of neighbouring households, as many as a share between `least` and `most` of them all."""
    count = max(1, int(size * rng.uniform(least, most)))
    first = int(rng.integers(0, size - count + 1))
    place = np.arange(size)
    return (place >= first) & (place < first + count)
