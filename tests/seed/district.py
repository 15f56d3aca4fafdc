"""The whole district, built once for the tests that need it. Test processes share the folder; the first to ask builds."""

from collections.abc import Sequence
from pathlib import Path

from filelock import FileLock

from seed.building.builder import build_many
from seed.building.template import TemplateInfo
from seed.land.regions import Region, demo_regions
from tests.seed.villages import AS_OF, SEED


def built(folder: Path) -> Sequence[tuple[Region, TemplateInfo]]:
    """All villages with their templates, by code. The others wait for the first who asks."""
    infos: list[TemplateInfo] = []
    regions = demo_regions()
    folder.mkdir(exist_ok=True)
    with FileLock(folder / "district.lock"):
        build_many(regions, as_of=AS_OF, seed=SEED, folder=folder, on_done=infos.append)
    return list(zip(regions, sorted(infos, key=lambda info: info.code), strict=True))
