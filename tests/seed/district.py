"""Villages of the district, built once for the tests that need them. Test processes share the folder."""

import os
from collections.abc import Sequence
from pathlib import Path

from filelock import FileLock

from seed.building.builder import build_many
from seed.building.template import TemplateInfo
from seed.land.regions import Region, demo_regions
from tests.seed.villages import AS_OF, SEED

WHOLE = os.environ.get("GLADI_DISTRICT") == "all"
EVERY = 4
"""Every fourth subdistrict is built, with all its villages, in a minute; GLADI_DISTRICT=all builds the whole district."""


def chosen() -> list[Region]:
    """The villages that the tests ask, by code: whole subdistricts, because their numbers and sums hang together."""
    regions = demo_regions()
    asked = set(sorted({region.district_code for region in regions})[:: 1 if WHOLE else EVERY])
    return [region for region in regions if region.district_code in asked]


def built(folder: Path) -> Sequence[tuple[Region, TemplateInfo]]:
    """Those villages with their templates, by code. The others wait for the first who asks."""
    infos: list[TemplateInfo] = []
    regions = chosen()
    folder.mkdir(exist_ok=True)
    with FileLock(folder / "district.lock"):
        build_many(regions, as_of=AS_OF, seed=SEED, folder=folder, on_done=infos.append)
    return list(zip(regions, sorted(infos, key=lambda info: info.code), strict=True))
