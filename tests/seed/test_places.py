"""Hamlets, RW, RT and addresses."""

from collections import defaultdict

import pytest

from seed.chance.odds import stream
from seed.land import local
from seed.land.areas import area
from seed.land.places import Geography, geography
from seed.land.regions import Region, demo_regions
from tests.seed.villages import SEED, smallest


def a_geography(region: Region, households: int | None = None) -> Geography:
    return geography(stream("places", region.code, SEED), region, households or area(region, SEED).households)


def test_the_district_has_as_many_hamlets_rw_and_rt_as_is_published():
    found = [a_geography(region) for region in demo_regions()]
    assert 736 <= sum(one.hamlet_count for one in found) <= 836
    assert 2775 <= sum(one.rw_count for one in found) <= 3009
    assert 10_177 <= sum(one.rt_count for one in found) <= 10_564


@pytest.mark.parametrize("households", [7, 60, 300, 1999, 6000])
@pytest.mark.parametrize("kind", ["desa", "kelurahan"])
def test_every_house_has_its_place_in_a_village_of_any_size(kind, households):
    found = a_geography(smallest(kind), households)
    assert len(found.hamlet) == len(found.rw) == len(found.rt) == len(found.addresses) == households
    assert min(found.rw) == min(found.rt) == 1
    assert max(found.hamlet) < found.hamlet_count
    assert len(found.hamlets) == len(set(found.hamlets))
    assert found.rw_count <= 99
    assert max(found.rt) <= 99


def test_an_rw_lies_in_one_hamlet_and_an_rt_has_about_fifty_houses():
    found = a_geography(smallest(), 3000)
    of_rw, houses = defaultdict(set), defaultdict(int)
    for hamlet, rw, rt in zip(found.hamlet.tolist(), found.rw.tolist(), found.rt.tolist(), strict=True):
        of_rw[rw].add(hamlet)
        houses[rw, rt] += 1
    assert all(len(hamlets) == 1 for hamlets in of_rw.values())
    assert sorted(of_rw) == list(range(1, found.rw_count + 1))
    assert all(25 <= count <= 90 for count in houses.values())
    assert found.rt_count == len(houses)


@pytest.mark.parametrize(("kind", "word"), [("desa", "Dusun "), ("kelurahan", "Lingkungan ")])
def test_the_houses_of_an_rt_share_one_street_and_no_other_rt_has_it(kind, word):
    found = a_geography(smallest(kind), 2500)
    streets = defaultdict(set)
    for rw, rt, address, hamlet in zip(found.rw.tolist(), found.rt.tolist(), found.addresses, found.hamlet.tolist(), strict=True):
        streets[rw, rt].add(address.partition(" No. ")[0])
        assert address.startswith("Jl. ") or address == word + found.hamlets[hamlet]
    assert all(len(names) == 1 for names in streets.values())
    named = [name for names in streets.values() for name in names if name.startswith("Jl. ")]
    assert len(named) == len(set(named))
    share = len(named) / len(streets)
    assert share > .8 if kind == "kelurahan" else .25 < share < .65


def test_no_two_houses_share_a_street_number():
    numbered = [address for address in a_geography(smallest("kelurahan"), 2500).addresses if address.startswith("Jl. ")]
    assert len(numbered) == len(set(numbered)) > 2000


def test_all_streets_of_a_hamlet_are_of_one_theme_but_the_main_road():
    region = smallest("kelurahan")
    found = a_geography(region, 3000)
    themes = [set(words.split("; ")) for words, _ in local.rows(region.code, "streets")]
    of_hamlet = defaultdict(set)
    for hamlet, address in zip(found.hamlet.tolist(), found.addresses, strict=True):
        name = address.removeprefix("Jl. ").partition(" No. ")[0]
        if address.startswith("Jl. ") and name != f"Raya {region.name}":
            of_hamlet[hamlet].add(name.rstrip("IVX ").strip())
    assert len(of_hamlet) == found.hamlet_count
    for names in of_hamlet.values():
        assert any(names <= theme for theme in themes), names


def test_the_oldest_hamlet_comes_first_and_none_is_named_like_the_village():
    found = [(region, a_geography(region)) for region in demo_regions()]
    assert all(one.hamlets[0] == "Krajan" for _, one in found)
    assert all(region.name not in one.hamlets for region, one in found)
