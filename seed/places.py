"""Where in a village a household lives: hamlet, RW, RT, address."""

from dataclasses import dataclass

import numpy as np

from seed.odds import Ints, Rng
from seed.regions import Region

HOUSEHOLDS_A_HAMLET = 480
HOUSEHOLDS_A_RW = 150
HOUSEHOLDS_A_RT = 42

HAMLETS = (
    "Krajan", "Sumberjo", "Sidomulyo", "Karanganyar", "Tegalrejo", "Sukorejo", "Kampung Baru", "Pandan",
    "Curahpalung", "Sidorejo", "Kebonsari", "Gumukrejo", "Sumberagung", "Tegalpare", "Kedungrejo", "Jatisari",
    "Purwosari", "Sambirejo", "Wonosari", "Toyamas", "Ringinsari", "Balerejo", "Karangmulyo", "Tanjungrejo",
    "Umbulrejo", "Kaliboyo", "Pasembon", "Gempolsari", "Watukebo", "Lateng", "Sukopuro", "Bulusari", "Trembelang",
    "Jajangrejo", "Kopenlaban", "Mangli", "Cemoro", "Pakisrejo", "Kalirejo", "Tamansari",
)
"""Common names of Javanese hamlets; Krajan, where the village began, is nearly everywhere."""
STREETS = (
    "Melati", "Mawar", "Kenanga", "Anggrek", "Cempaka", "Dahlia", "Teratai", "Kamboja", "Seruni", "Flamboyan",
    "Merpati", "Rajawali", "Kutilang", "Cendrawasih", "Kepodang", "Merak", "Mangga", "Rambutan", "Nangka", "Jambu",
    "Kelapa", "Durian", "Salak", "Manggis", "Cemara", "Mahoni", "Jati", "Waru", "Beringin", "Trembesi", "Raya",
    "Lapangan", "Pasar", "Masjid", "Sekolah", "Pesantren",
)


@dataclass(frozen=True, slots=True)
class Geography:
    """One entry a household, in the order of the houses."""

    hamlets: list[str]
    hamlet: Ints
    """Index into `hamlets`."""
    rw: Ints
    rt: Ints
    addresses: list[str]


def geography(rng: Rng, region: Region, households: int) -> Geography:
    count = int(np.clip(round(households / HOUSEHOLDS_A_HAMLET), 2, 6))
    hamlets = ["Krajan", *rng.permutation(HAMLETS[1:])[:count - 1].tolist()]
    shares = rng.uniform(.7, 1.4, count).cumsum()
    house = np.arange(households) / households
    hamlet = np.searchsorted(shares / shares[-1], house, side="right").clip(max=count - 1)
    rws = max(count, round(households / HOUSEHOLDS_A_RW))
    rw, rt = _neighbourhoods(hamlet, count, rws)
    return Geography(hamlets, hamlet, rw, rt, _addresses(rng, region, hamlets, hamlet, rw, rt))


def _neighbourhoods(hamlet: Ints, count: int, rws: int) -> tuple[Ints, Ints]:
    """RW (numbered through the village) and RT (numbered within the RW) of each house."""
    rw, rt = np.zeros_like(hamlet), np.zeros_like(hamlet)
    before = 0
    for index in range(count):
        here = np.flatnonzero(hamlet == index)
        own = max(1, round(rws * len(here) / len(hamlet)))
        along = np.arange(len(here)) / max(1, len(here)) * own
        rts = max(2, round(len(here) / own / HOUSEHOLDS_A_RT))
        rw[here] = before + along.astype(np.int64) + 1
        rt[here] = ((along % 1) * rts).astype(np.int64) + 1
        before += own
    return rw, rt


def _addresses(rng: Rng, region: Region, hamlets: list[str], hamlet: Ints, rw: Ints, rt: Ints) -> list[str]:
    """A street with a number in a kelurahan and in the streets of a desa that have a name; elsewhere the hamlet."""
    word = "Lingkungan" if region.kind == "kelurahan" else "Dusun"
    street_of = rng.integers(len(STREETS), size=(rw.max() + 1, rt.max() + 1))
    named = rng.random(street_of.shape) < (.95 if region.kind == "kelurahan" else .4)
    numbers = rng.integers(1, 90, len(hamlet)).tolist()
    rows = zip(hamlet.tolist(), street_of[rw, rt].tolist(), named[rw, rt].tolist(), numbers, strict=True)
    return [f"Jl. {STREETS[street]} No. {number}" if has_name else f"{word} {hamlets[place]}"
            for place, street, has_name, number in rows]
