"""Who recorded each household, and when: the head of its form, and the day on which its members were written down.

One woman of the PKK, cadre of the Posyandu or head of an RT goes through a neighbourhood; the day is that of the last save.
"""

import json

import numpy as np

from sandbox.practice.forms.instruments import load
from seed.chance import dates
from seed.chance.json_pieces import Pieces
from seed.chance.odds import Ints, Odds, Rng
from seed.indicators.census import Inhabitants
from seed.lives import societies

POSTS = {societies.RT_HEAD: "Ketua RT", societies.CADRE: "Kader Posyandu", societies.PKK_HEAD: "Pengurus PKK",
         societies.PKK: "Kader Dasawisma"}
"""What those who go from house to house are, by their society (member question 17)."""
SOURCES = ("Kepala keluarga", "Anggota keluarga", "Kartu keluarga", "Ketua RT")
SOURCE = Odds.of({0: 58, 1: 25, 2: 13, 3: 4})
NEWER_FORM = 120
"""Days before the training since which the form asks when each member was written down."""
SECONDS_A_DAY = 86_400


def days(saved: Ints) -> list[str]:
    """The day of each household's last save as ISO text; `saved` in seconds since 1970."""
    return dates.texts(dates.parts(saved // SECONDS_A_DAY))


def dates_of_members(saved: Ints, day: int) -> list[str]:
    """What the members of each household answer to the date of recording, as ISO text; '' where the older form was used."""
    return [text if at // SECONDS_A_DAY >= day - NEWER_FORM else "" for text, at in zip(days(saved), saved.tolist(), strict=True)]


def headers(rng: Rng, village: Inhabitants, saved: Ints) -> Pieces:
    """What answers the keys of homes.HEADER, one piece a household."""
    who = [_filler(village, index) for index in _fillers(rng, village).tolist()]
    sources = [f'"sumber-data":[{{"source":"{name}"}}]' for name in SOURCES]
    told = SOURCE.draw(rng, len(saved)).tolist()
    return [f'"month":"{int(day[5:7])}","year":{day[:4]},{filler},{sources[source]}'
            for day, filler, source in zip(days(saved), who, told, strict=True)]


def _fillers(rng: Rng, village: Inhabitants) -> Ints:
    """Of each household the person who recorded it: one for each RT, of its own hamlet if anybody there does such work."""
    ready = np.flatnonzero(np.isin(village.lives.society, list(POSTS)) & (village.people.age >= 18))
    if not len(ready):
        ready = np.flatnonzero(village.people.position == 1)[:1]
    houses = village.houses
    hamlets = houses.hamlet[village.people.household[ready]]
    _, first, place = np.unique(houses.rw * 1000 + houses.rt, return_index=True, return_inverse=True)
    near = [ready[hamlets == hamlet] for hamlet in houses.hamlet[first].tolist()]
    return np.array([rng.choice(each if len(each) else ready) for each in near])[place]


def _filler(village: Inhabitants, person: int) -> str:
    lives = village.lives
    work = load("ddk_member").by_key["9"].label_of(str(lives.occupation[person]))
    post = POSTS.get(int(lives.society[person]), "Kepala keluarga")
    return ",".join(f'"{key}":{json.dumps(value, ensure_ascii=False)}'
                    for key, value in (("filler", village.names[person]), ("work", work), ("post", post)))
