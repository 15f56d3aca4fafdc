"""What villages are like: sizes, settings, land and borders of the demo's district, and of one of which nothing is known."""

import csv
from collections import Counter, defaultdict
from pathlib import Path

import pytest

from sandbox.files.listings import ListingError
from seed.land import local, sizes
from seed.land.areas import Area, Setting, area
from seed.land.regions import DEMO_FILE, Region, demo_regions, read_regions
from seed.land.village_map import OPPOSITE, SIDES, Surroundings, Villager, plots
from tests.seed.villages import SEED

REGIONS = DEMO_FILE.parent
SEEDS = [1, 2, 3, 20_260_302, 2**31 - 1]
SEAS = {"Selat Bali", "Samudra Hindia"}


def areas(regions: list[Region], seed: int = SEED) -> dict[str, Area]:
    return {region.code: area(region, seed) for region in regions}


def by_name(district: str, name: str) -> Region:
    return next(region for region in demo_regions() if (region.district, region.name) == (district, name))


def made_up(tmp_path: Path, regency: str = "82.71", districts: int = 6) -> list[Region]:
    """A district that no row of the facts tells of, some of its villages kelurahan."""
    rows = [f"{regency}.{d:02d}.{2 - (v < 2 and d == 1)}{v + 1:03d},{regency}.{d:02d},Contoh {d},Desa {d} {v},"
            f"{'kelurahan' if v < 2 and d == 1 else 'desa'}" for d in range(1, districts + 1) for v in range(4 + d)]
    path = tmp_path / "lain.csv"
    path.write_text("\n".join(["code,district_code,district,name,kind", *rows]), encoding="utf-8")
    return read_regions(path)


def misfits(regions: list[Region], seed: int) -> list[tuple[str, str, str]]:
    """Borders that the village on the other side does not have."""
    found = areas(regions, seed)
    code_of = {(region.name, region.district): region.code for region in regions}
    wrong = []
    for region in regions:
        for side, neighbour in zip(SIDES, found[region.code].borders, strict=True):
            if neighbour in code_of:
                back = found[code_of[neighbour]].borders[SIDES.index(OPPOSITE[side])]
                if back != (region.name, region.district):
                    wrong.append((region.name, side, neighbour[0]))
    return wrong


@pytest.mark.parametrize("seed", SEEDS)
def test_the_district_has_its_1_6_million_people_and_half_a_million_households_for_every_seed(seed):
    found = areas(demo_regions(), seed).values()
    households = [one.households for one in found]
    assert sum(households) > 500_000
    assert sum(households) * sizes.PEOPLE_A_HOUSEHOLD == pytest.approx(1_600_000, rel=.001)
    assert min(households) >= 300
    assert max(households) <= 6000


def test_a_subdistrict_has_its_part_of_the_published_people_and_its_published_land():
    with (REGIONS / "published.csv").open(encoding="utf-8", newline="") as lines:
        published = {(row["figure"], row["area"]): float(row["value"]) for row in csv.DictReader(lines)}
    found = areas(demo_regions())
    people, hectares = Counter[str](), Counter[str]()
    for code, one in found.items():
        people[code[:8]] += one.households
        hectares[code[:8]] += one.hectares
    assert people["35.10.05"] / sum(people.values()) == pytest.approx(.0796, abs=.0005)        # Muncar, the largest
    for code, land in hectares.items():
        assert land == pytest.approx(published["area", code] * 100, rel=.001), code
    assert sum(hectares.values()) == pytest.approx(published["area", "35.10"] * 100, rel=.001)


def test_an_area_is_the_same_whoever_asks_and_in_whatever_order():
    regions = demo_regions()
    assert areas(regions) == areas(regions[::-1])
    assert area(regions[0], 1) != area(regions[0], 2)


def test_a_kelurahan_is_a_town_unless_more_is_known_and_fishermen_live_at_the_sea():
    found = areas(demo_regions())
    for region in demo_regions():
        one = found[region.code]
        if region.kind == "kelurahan" and region.name != "Gombengsari":
            assert one.setting is Setting.TOWN
        at_the_sea = any(name in SEAS for name, _ in one.borders)
        assert at_the_sea or one.setting is not Setting.COAST, region
        assert at_the_sea or "tsunami" not in one.hazards, region
    assert found[by_name("Muncar", "Kedungrejo").code].setting is Setting.COAST
    assert found[by_name("Glenmore", "Tulungrejo").code].setting is Setting.PLANTATION
    assert found[by_name("Tegaldlimo", "Kalipait").code].setting is Setting.FOREST
    assert ("Selat Bali", "") in found[by_name("Banyuwangi", "Kampungmandar").code].borders


def test_fishermen_are_frequent_where_they_land_and_multipliers_of_all_levels_multiply():
    kedungrejo = area(by_name("Muncar", "Kedungrejo"), SEED)
    assert kedungrejo.work[10] == pytest.approx(2.2 * 1.6)
    assert area(by_name("Banyuwangi", "Kampungmandar"), SEED).work[10] > 10
    assert 10 not in area(by_name("Genteng", "Setail"), SEED).work


@pytest.mark.parametrize("seed", SEEDS[:3])
def test_neighbours_name_each_other_over_the_whole_district(seed):
    assert misfits(demo_regions(), seed) == []


def test_two_subdistricts_name_each_other():
    names = {region.district: region.district_code for region in demo_regions()}
    for district, code in names.items():
        for side in SIDES:
            told = [name.removeprefix("Kecamatan ") for name, _ in local.own(code, side)]
            for other in set(told) & set(names):
                assert f"Kecamatan {district}" in dict(local.own(names[other], OPPOSITE[side])), (district, side, other)
            assert told, (district, side)


def test_beyond_the_edge_lies_only_what_is_known():
    known = {(region.name, region.district) for region in demo_regions()}
    districts = {region.district for region in demo_regions()}
    for one in areas(demo_regions()).values():
        for name, district in one.borders:
            assert (name, district) in known or name == f"Kecamatan {district}" and district in districts \
                or name.startswith("Kabupaten ") or district == "", (name, district)
            assert name


def test_villages_lie_in_the_regency_and_high_ones_away_from_the_sea():
    for one in areas(demo_regions()).values():
        assert -8.8 < one.latitude < -7.7
        assert 113.7 < one.longitude < 114.75
        assert (one.regency, one.province) == ("Kabupaten Banyuwangi", "Jawa Timur")
        assert 0 < one.regency_km < 90 < 220 < one.province_km < 360
        assert one.setting is not Setting.COAST or one.altitude <= 12
        assert "landslide" not in one.hazards or one.altitude >= 150


def test_forests_and_estates_have_most_of_the_land():
    share = Counter[Setting]()
    for one in areas(demo_regions()).values():
        share[one.setting] += one.hectares
    assert share[Setting.FOREST] + share[Setting.PLANTATION] > .6 * share.total()
    assert share[Setting.TOWN] < .03 * share.total()


@pytest.mark.parametrize("regency", ["82.71", "11.08", "99.01"])
def test_a_district_of_which_nothing_is_known_has_believable_villages(tmp_path, regency):
    regions = made_up(tmp_path, regency)
    found = areas(regions)
    assert misfits(regions, SEED) == []
    assert {one.setting for one in found.values()} >= {Setting.TOWN, Setting.RICE, Setting.PLANTATION}
    assert Setting.COAST not in {one.setting for one in found.values()}
    for region in regions:
        one = found[region.code]
        assert 300 <= one.households <= 6000
        assert 10 < one.hectares < 20_000
        assert 1 <= one.altitude < 1000
        assert -12 < one.latitude < 7
        assert 94 < one.longitude < 142
        assert 0 < one.regency_km < one.province_km < 400
        assert one.crops
        assert not one.work
        assert all(name for name, _ in one.borders)
        assert one.regency == f"{'Kota' if regency == '82.71' else 'Kabupaten'} {regency}"
    assert {one.province for one in found.values()} == {{"82.71": "Maluku Utara", "11.08": "Aceh", "99.01": ""}[regency]}


def test_a_village_whose_neighbours_nobody_knows_is_drawn_alone():
    alone = area(Region("35.10.09.2001", "35.10.09", "Genteng", "Sendirian", "desa"), SEED)
    assert 300 <= alone.households <= 6000
    assert alone.hectares < 10_000
    assert all((name, district) != ("Sendirian", "Genteng") for name, district in alone.borders)


def test_households_are_shared_to_the_last_one_within_their_bounds():
    weights = sizes.np.exp(sizes.np.linspace(-2, 2, 9))
    for whole in (9 * 300, 5000, 23_456, 53_999):
        counts = sizes.shared(weights, whole)
        assert counts.sum() == whole
        assert (counts >= 300).all()
        assert (counts <= 6000).all()
    assert (sizes.shared(weights, 10**6) == 6000).all()


def test_a_plan_puts_shores_at_the_sea_and_forests_away_from_it():
    around = Surroundings({"east": (("Laut Contoh", 2), ("Kecamatan A", 1)), "west": (("Hutan Contoh", 1),),
                           "north": (("Kecamatan B", 1), ("Kabupaten C, Kecamatan D", 1))},
                          frozenset({"Laut Contoh"}), frozenset({"Hutan Contoh"}))
    kinds = [(True, 1), (False, 3), (False, 1), (False, 0), (False, 3), (True, 1), (False, 1), (False, 2), (False, 1)]
    found = plots([Villager(f"V{n}", sea, wild, "?") for n, (sea, wild) in enumerate(kinds)], "Sini", around)
    for (by_sea, wildness), plot in zip(kinds, found, strict=True):
        faces = [name for name, _ in plot.borders]
        assert by_sea == plot.by_sea == ("Laut Contoh" in faces)
        assert wildness < 3 or "Hutan Contoh" in faces
    rim = Counter(border for plot in found for border in plot.borders if border[1] != "Sini")
    assert rim["Kecamatan B", "B"] + rim["Kabupaten C", "D"] == 3
    assert rim["?", ""] == 3


def test_every_place_of_the_facts_is_a_place_of_the_code_list():
    regions = demo_regions()
    codes = {region.code[:length] for region in regions for length in (2, 5, 8, 13)}
    names = {region.code: f"{region.name}, {region.district}" for region in regions}
    noted = defaultdict(set)
    with local.FILE.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            if row["area"].startswith("35."):
                assert row["area"] in codes, row
            if row["note"]:
                noted[row["area"]].add(row["note"])
    for code, notes in noted.items():
        assert len(code) < 13 or notes == {names[code]}
    told = {code for code, what in local.facts(local.FILE) if what == "population"}
    assert {region.district_code for region in regions} <= told


@pytest.mark.parametrize(("row", "field", "word"), [
    ("35.1,regency,Contoh,,", "area", "bukan kode wilayah"),
    ("Contoh,regency,Contoh,,", "area", "bukan kode wilayah"),
    ("35.10,gunung,Contoh,,", "what", "tidak dikenal"),
    ("35.10,people,Jawa,banyak,", "weight", "bukan bilangan"),
    ("35.10,people,Jawa,-1,", "weight", "bukan bilangan"),
    ("35.10,people,Jawa,nan,", "weight", "bukan bilangan"),
    ("35.10,people,,1,", "value", "tidak cocok"),
    ("35.10,faith,Islam,1,", "value", "tidak cocok"),
    ("35.10,setting,pantai,1,", "value", "tidak cocok"),
    ("35.10,hazard,naga,1,", "value", "tidak cocok"),
    ("35.10,population,1.600.000,,", "value", "tidak cocok"),
    ("35.10,middle,-8.3,,", "value", "tidak cocok"),
    ("35.10,regency,Lain,,", "value", ""),
    ("35.10,crop,80,2,", "value", "sudah ada di atas"),
    ("35.10.01,hectares,7,,", "value", "sudah ada di atas"),
])
def test_a_wrong_fact_is_named_with_its_row(tmp_path, row, field, word):
    path = tmp_path / "local.csv"
    good = ["area,what,value,weight,note", "35.10,crop,80,1,", "35.10.01,hectares,5,,"]
    path.write_text("\n".join([*good, row]), encoding="utf-8")
    if not word:
        assert local.facts(path)["35.10", "regency"] == (("Lain", 1.0),)
        return
    with pytest.raises(ListingError) as caught:
        local.facts(path)
    problem = next(problem for problem in caught.value.problems if problem.column == field)
    assert problem.line == 4
    assert word in problem.why


def test_a_list_without_any_weight_is_refused(tmp_path):
    path = tmp_path / "local.csv"
    path.write_text("area,what,value,weight\n35.10,people,Jawa,0\n35.10,people,Osing,0\n35.10,work,10,0\n", encoding="utf-8")
    with pytest.raises(ListingError, match="semua bobotnya 0"):
        local.facts(path)


def test_every_published_figure_says_where_it_is_from():
    with (REGIONS / "published.csv").open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    assert len(rows) > 100
    for row in rows:
        assert row["how_sure"] in ("seen", "derived", "remembered"), row
        assert row["source"]
        assert row["unit"]
        assert float(row["value"]) >= 0
        assert row["address"].startswith("http") == (row["how_sure"] == "seen"), row
        assert not row["year"] or 1990 < int(row["year"]) < 2030
    keys = [(row["figure"], row["area"], row["year"], row["source"]) for row in rows]
    assert len(keys) == len(set(keys))
