"""What a village is like before anybody lives in it: its setting, size, land and height. Drawn from the village's code and the
seed alone, so that it is the same on every training day.

What is known of a place stands in regions/*.csv (see local.py); where nothing is known, a village is drawn like any other.
"""

from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from seed.odds import stream
from seed.regions import Region


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
    setting: Setting
    households: int
    hectares: float
    altitude: int
    """Metres above the sea."""
    latitude: float
    longitude: float
    regency: str
    province: str
    regency_km: float
    """By road to the capital of the regency."""
    province_km: float
    work: dict[int, float]
    """By occupation code (member question 9): how many times more frequent than elsewhere in this setting."""
    crops: dict[int, float]
    """By commodity code of household question 28 (plantation crops): weights."""
    hazards: frozenset[str]
    """Of tsunami, volcano, flood, landslide, drought, earthquake."""
    borders: tuple[tuple[str, str], ...]
    """North, south, east, west: (village or what else lies there, its subdistrict or '')."""


SMALLEST, LARGEST = 300, 6000
"""Households of a village."""
MIDDLE_HOUSEHOLDS, SPREAD = 2000, 0.65
SHARES = {Setting.COAST: .15, Setting.RICE: .5, Setting.PLANTATION: .2, Setting.FOREST: .15}
"""Of the desa of a district of which nothing is known; a kelurahan is a town."""
HECTARES_A_HOUSEHOLD = {Setting.COAST: .5, Setting.TOWN: .12, Setting.RICE: .45, Setting.PLANTATION: 1.4, Setting.FOREST: 1.6}


def area(region: Region, seed: int) -> Area:
    rng = stream("area", region.code, seed)
    setting = Setting.TOWN if region.kind == "kelurahan" else Setting(rng.choice(list(SHARES), p=list(SHARES.values())))
    households = _households(region, seed)
    return Area(setting=setting, households=households,
                hectares=round(households * HECTARES_A_HOUSEHOLD[setting] * float(rng.uniform(.7, 1.5)), 2),
                altitude=int(rng.integers(3, 400)), latitude=-8.2, longitude=114.2, regency=region.district, province="",
                regency_km=20, province_km=290, work={}, crops={80: 1.0, 82: 1.0, 83: 1.0}, hazards=frozenset(),
                borders=tuple(("", "") for _ in range(4)))


def _households(region: Region, seed: int) -> int:
    drawn = MIDDLE_HOUSEHOLDS * np.exp(SPREAD * stream("size", region.code, seed).normal(size=64))
    return int(drawn[(drawn >= SMALLEST) & (drawn < LARGEST + 1)][0])
