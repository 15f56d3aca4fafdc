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
SOME = ("35.10.01", "35.10.15")
"""The subdistricts that are built, with all their villages, unless GLADI_DISTRICT=all asks for the whole district: coast, rice,
forest edge, plantation and town, desa and kelurahan occur in them."""


def chosen() -> list[Region]:
    """The villages that the tests ask, by code: whole subdistricts, because their numbers and sums hang together."""
    return [region for region in demo_regions() if WHOLE or region.district_code in SOME]


def built(folder: Path) -> Sequence[tuple[Region, TemplateInfo]]:
    """Those villages with their templates, by code. The others wait for the first who asks."""
    infos: list[TemplateInfo] = []
    regions = chosen()
    folder.mkdir(exist_ok=True)
    with FileLock(folder / "district.lock"):
        build_many(regions, as_of=AS_OF, seed=SEED, folder=folder, on_done=infos.append)
    return list(zip(regions, sorted(infos, key=lambda info: info.code), strict=True))
