"""What the counted households produce, by the codes of the household form: the one place that knows how the seed keeps it."""

from dataclasses import dataclass

import numpy as np

from seed import farms
from seed.farms import Crop
from seed.indicators.census import Census
from seed.indicators.resources.commodities import Question
from seed.odds import Bools

CROPS = (.72, .18, .1)
"""Shares of the land of the three field crops, and of the three plantation crops."""
TONS = {farms.TON: 1.0, farms.KG: .001, farms.PIECES: .0011}
"""By unit."""


@dataclass(frozen=True, slots=True)
class Produce:
    """Of one commodity: how many households have it, how much in a year (tons; animals by head), and rupiah for all of it."""

    owners: int
    amount: float
    value: int


def produce(census: Census, question: Question) -> dict[int, Produce]:
    """By the commodity's code."""
    land = census.village.homes.farms
    if question is Question.FOOD:
        return _harvested(census, land.grows_food, farms.FIELDS)
    if question is Question.PLANTATION:
        return _harvested(census, land.on_plantation, farms.PLANTATIONS)
    if question is Question.ANIMALS:
        herds = ((farms.HEN, land.hens), (farms.GOAT, land.goats), (farms.COW, land.cows))
        return {animal.code: Produce(int(np.count_nonzero(kept)), heads, heads * animal.price)
                for animal, herd in herds if (heads := int((kept := census.at_home(herd)).sum()))}
    return {}


def growers(census: Census, question: Question) -> Bools:
    """Which of the village's households have something of it."""
    land = census.village.homes.farms
    if question is Question.FRUIT:
        return (land.hectares > 0) & (census.fixed("fruit").random(len(land.hectares)) < .35)
    return land.on_plantation if question is Question.PLANTATION else land.grows_food


def ways(census: Census, question: Question) -> set[str]:
    """How the households sell it, in the words of the sheets pt-pasar-…"""
    return {"Dijual ke pasar", "Dijual melalui tengkulak"}


def _harvested(census: Census, grow: Bools, crops: tuple[Crop, ...]) -> dict[int, Produce]:
    here = grow[census.households]
    hectares, count = float(census.village.homes.farms.hectares[census.households][here].sum()), int(np.count_nonzero(here))
    return {crop.code: Produce(round(count * share), hectares * share * crop.yields * TONS[crop.unit],
                               round(hectares * share * crop.yields * crop.price))
            for crop, share in zip(crops, CROPS, strict=True) if count}
