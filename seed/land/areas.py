"""What a village is like before anybody lives in it: its setting, size, land and height. Drawn from the codes of its subdistrict
and the seed alone, so that it is the same on every training day, and the same whichever village of the subdistrict asks.

What is known of a place stands in regions/local.csv (see local.py); where nothing is known, a village is drawn like any other.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from seed.chance.odds import Ints, Rng, stream
from seed.land import local, sizes
from seed.land.regions import Region
from seed.land.village_map import SIDES, Neighbour, Plot, Surroundings, Villager, plots


class Setting(StrEnum):
    """What sort of village it is; most of what its people do follows from it."""

    COAST = "coast"
    TOWN = "town"
    RICE = "rice"
    PLANTATION = "plantation"
    FOREST = "forest"
    """At the edge of a forest."""


@dataclass(frozen=True, slots=True)
class Area:
    """A village before anybody lives in it."""

    setting: Setting
    households: int
    hectares: float
    altitude: int
    """Metres above the sea."""
    latitude: float
    longitude: float
    regency: str
    """With its word: Kabupaten Contoh."""
    province: str
    regency_km: float
    """By road to the capital of the regency."""
    province_km: float
    work: dict[int, float]
    """By occupation code (member question 9): how many times more frequent than elsewhere in this setting."""
    crops: dict[int, float]
    """By commodity code of household question 28 (plantation crops): weights."""
    hazards: frozenset[str]
    """Some of: tsunami (only by the sea), volcano, flood, landslide, drought, earthquake."""
    borders: tuple[Neighbour, ...]
    """North, south, east, west: (village or what else lies there, its subdistrict or '')."""

    @property
    def is_coastal(self) -> bool:
        """Whether it has a shore, whatever its people live on."""
        return self.setting is Setting.COAST or "tsunami" in self.hazards


SHARES = {Setting.TOWN: .04, Setting.RICE: .62, Setting.PLANTATION: .21, Setting.FOREST: .13}
"""Shares of desa of each setting where nothing is known: no coast, for most subdistricts have none. A kelurahan is a town."""
WILDNESS = {Setting.TOWN: 0, Setting.COAST: 1, Setting.RICE: 1, Setting.PLANTATION: 2, Setting.FOREST: 3}
"""The higher, the nearer to the subdistrict's forests a village lies: village_map.py."""
BEYOND = {Setting.FOREST: "Kawasan hutan", Setting.PLANTATION: "Perkebunan"}
ELSEWHERE = "Kecamatan tetangga"
"""What lies beyond the subdistrict where nothing is known, by the village's setting, and for the other settings."""
HECTARES_A_HOUSEHOLD = {Setting.COAST: .4, Setting.TOWN: .09, Setting.RICE: .4, Setting.PLANTATION: .9, Setting.FOREST: .9}
"""Land that a household uses."""
TAKES_THE_REST = {Setting.COAST: .02, Setting.TOWN: .003, Setting.RICE: .03, Setting.PLANTATION: .6, Setting.FOREST: 1}
"""A household's part in what is left of the subdistrict: estates and forests."""
HEIGHT = {Setting.TOWN: (.05, .4), Setting.RICE: (.1, .5), Setting.PLANTATION: (.45, .95),
          Setting.FOREST: (.4, 1)}
"""How high a village lies within its subdistrict, from and to: 0 is its lowest place, 1 its highest."""
SHORE = (2, 12)
"""Metres above the sea, from and to, of a village by the sea."""
HEIGHTS = ((2, 60), (15, 180), (80, 450), (250, 900))
"""Metres above the sea of the lowest and highest place: one of these where nothing is known of a subdistrict."""
CROPS: dict[Setting, dict[int, float]] = {
    Setting.COAST: {80: 8, 94: 1}, Setting.PLANTATION: {82: 5, 83: 3, 84: 2, 87: 1}, Setting.FOREST: {80: 2, 82: 2, 83: 1}}
ELSEWHERE_CROPS: dict[int, float] = {80: 5, 94: 2, 83: 1}
"""Weights of plantation crops (question 28) where nothing is known: coconut, sugar cane, clove, coffee, cocoa, rubber."""
CHANCES = {"earthquake": .5, "flood": .25, "landslide": .4, "drought": .2, "volcano": .1}
"""Chance of each hazard where nothing is known."""
STEEP, LOW = 150, 250
"""Metres above the sea: landslides are feared above STEEP, floods below LOW."""
COUNTRY = (-2.5, 118.0)
"""Latitude and longitude of its middle."""
KM_A_DEGREE = 111.0


def area(region: Region, seed: int) -> Area:
    """The village's area. Its whole subdistrict is drawn at once, for the villages share its land, heights and borders."""
    siblings = region.siblings or ((region.code, region.name),)
    land = _subdistrict(region.district_code, region.district, siblings, seed, known=bool(region.siblings))
    return land[[code for code, _ in siblings].index(region.code)]


@lru_cache(maxsize=64)
def _subdistrict(code: str, district: str, siblings: tuple[tuple[str, str], ...], seed: int, *, known: bool) -> tuple[Area, ...]:
    """All villages of a subdistrict, in the order of `siblings`; if they are not all `known`, each is drawn for itself."""
    codes = [village for village, _ in siblings]
    settings = [_setting(village, seed) for village in codes]
    households = sizes.households(codes, seed, local.population(code) if known else None)
    hectares = _hectares(codes, seed, settings, households, local.hectares(code) if known else None)
    villagers = [_villager(village, name, setting) for (village, name), setting in zip(siblings, settings, strict=True)]
    places = plots(villagers, district, _surroundings(code))
    middle, heights = _middle(code, seed), local.pair(code, "altitude") or _drawn_heights(code, seed)
    step = float(np.sqrt(hectares.sum() / 100 / len(codes)))
    return tuple(_village(*each, middle=middle, heights=heights, step=step, seed=seed) for each in
                 zip(codes, settings, households.tolist(), hectares.tolist(), places, strict=True))


def _villager(code: str, name: str, setting: Setting) -> Villager:
    """What the map must know of a village to place it."""
    by_sea = setting is Setting.COAST or bool(local.own(code, "shore"))
    return Villager(name, by_sea, WILDNESS[setting], BEYOND.get(setting, ELSEWHERE))


def _village(code: str, setting: Setting, households: int, hectares: float, plot: Plot, *, middle: tuple[float, float],
             heights: tuple[float, float], step: float, seed: int) -> Area:
    """The area of one village. `middle`, `heights`: of its subdistrict; `step`: kilometres from one plot to the next."""
    rng = stream("area", code, seed)
    east, north = plot.east + float(rng.uniform(-.3, .3)), plot.north + float(rng.uniform(-.3, .3))
    altitude = _altitude(rng, setting, heights, plot)
    detour = float(rng.uniform(.2, 1)) * step * float(np.hypot(plot.east, plot.north))
    to_regency, to_province = _distances(code, seed)
    return Area(
        setting=setting, households=households, hectares=round(hectares, 2), altitude=altitude,
        latitude=round(middle[0] + north * step / KM_A_DEGREE, 4),
        longitude=round(middle[1] + east * step / KM_A_DEGREE / float(np.cos(np.radians(middle[0]))), 4),
        regency=local.regency(code), province=local.text(code, "province"),
        regency_km=round(to_regency + detour, 1), province_km=round(to_province + detour, 1), work=local.work(code),
        crops={int(crop): weight for crop, weight in local.rows(code, "crop")} or dict(CROPS.get(setting, ELSEWHERE_CROPS)),
        hazards=_hazards(rng, code, altitude, by_sea=plot.by_sea), borders=plot.borders)


def _setting(code: str, seed: int) -> Setting:
    """What is said of the village itself; else a kelurahan is a town, and a desa is drawn by what is known of its subdistrict."""
    if own := local.own(code, "setting"):
        return Setting(own[0][0])
    if code[9] == "1":
        return Setting.TOWN
    weights = {Setting(name): weight for name, weight in local.rows(code, "setting")} or SHARES
    shares = np.array(list(weights.values()))
    return list(weights)[int(stream("setting", code, seed).choice(len(shares), p=shares / shares.sum()))]


def _hectares(codes: Sequence[str], seed: int, settings: Sequence[Setting], households: Ints,
              whole: float | None) -> NDArray[np.float64]:
    """Land of each village: what its people use, and a part of what is left, the most to villages with estates and forests.

    `whole`: hectares of the subdistrict, if known; all land is then divided. Else as much is left as such villages usually have.
    """
    luck = np.array([stream("land", code, seed).uniform(.7, 1.5) for code in codes])
    used = households * luck * [HECTARES_A_HOUSEHOLD[setting] for setting in settings]
    rest = households * luck * [TAKES_THE_REST[setting] for setting in settings]
    if whole is None:
        return used + rest
    left = max(whole - float(used.sum()), 0)
    exact = used * min(1, whole / float(used.sum())) + rest * left / float(rest.sum())
    return np.asarray(exact.round(2))


def _surroundings(code: str) -> Surroundings:
    """What local.csv tells of the subdistrict's four sides."""
    return Surroundings({side: local.rows(code, side) for side in SIDES},
                        frozenset(name for name, _ in local.rows(code, "sea")),
                        frozenset(name for name, _ in local.rows(code, "forest")))


def _middle(code: str, seed: int) -> tuple[float, float]:
    """Latitude and longitude of a subdistrict's middle. If only its regency's or province's is known, it lies near that."""
    latitude, longitude = local.pair(code, "middle") or COUNTRY
    known = local.nearest(code, "middle")
    for part, degrees in ((code[:5], .4), (code, .12)):
        if len(part) > len(known):
            shift = stream("middle", part, seed).uniform(-degrees, degrees, 2).tolist()
            latitude, longitude = latitude + shift[0], longitude + shift[1]
    return latitude, longitude


def _drawn_heights(code: str, seed: int) -> tuple[float, float]:
    """Lowest and highest place of a subdistrict of which nothing is known."""
    return HEIGHTS[int(stream("heights", code, seed).integers(len(HEIGHTS)))]


def _altitude(rng: Rng, setting: Setting, heights: tuple[float, float], plot: Plot) -> int:
    """Metres above the sea of the village's middle: the wilder its plot, the higher; by the sea it is low."""
    if setting is Setting.COAST or plot.by_sea and setting is Setting.TOWN:
        return int(rng.integers(*SHORE))
    lowest, highest = HEIGHT[setting]
    share = (lowest + (highest - lowest) * (.8 * plot.wildness + .2 * float(rng.random()))) * (.3 if plot.by_sea else 1)
    return max(1, round(heights[0] + (heights[1] - heights[0]) * share))


def _distances(code: str, seed: int) -> tuple[float, float]:
    """Kilometres from the subdistrict to the capitals of regency and province."""
    to_regency = local.number(code, "regency_km", float(stream("distances", code[:8], seed).uniform(4, 55)))
    beyond = float(stream("distances", code[:5], seed).uniform(40, 280))
    return to_regency, local.number(code, "province_km", beyond + to_regency)


def _hazards(rng: Rng, code: str, altitude: int, *, by_sea: bool) -> frozenset[str]:
    """What is known, or else drawn, as far as it can befall a village of that height."""
    drawn = {name for name, chance in CHANCES.items() if rng.random() < chance}
    found = {name for name, _ in local.rows(code, "hazard")} or drawn
    return frozenset(name for name in found if not (name == "tsunami" and not by_sea or name == "landslide" and altitude < STEEP
                                                    or name == "flood" and altitude > LOW))
