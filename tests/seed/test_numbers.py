"""NIK and card numbers: made by the rules of the practice system, used once in the district, and nobody's."""

from datetime import date

import numpy as np
import pytest

from sandbox.practice.nik import card_number, nik, practice_prefix
from seed.chance.dates import parts
from seed.chance.odds import stream
from seed.errors import SeedError
from seed.land.regions import demo_regions
from seed.people import serials
from seed.people.people import today
from seed.village.population import populate
from tests.seed.villages import AS_OF, SEED, by_size, smallest

LARGEST = 6000
"""Households of a village."""
AWKWARD = [AS_OF, date(2028, 2, 29), date(2027, 1, 1)]


def test_numbers_are_made_by_the_rules_of_the_practice_system():
    region = smallest()
    born = date(1991, 8, 12)
    days = np.array([today(born)] * 2)
    prefix, first = practice_prefix(region.district_code), serials.first_serial(region) + 1
    niks = serials.niks(region, parts(days), np.array([True, False]))
    assert niks == [nik(prefix, born, "P", first), nik(prefix, born, "L", first)]
    assert serials.cards(region, days) == [card_number(prefix, born, first + serials.NIK_SHARE + n) for n in (0, 1)]


def test_two_villages_of_one_subdistrict_share_no_number():
    first, second = [region for region in by_size() if region.district_code == smallest().district_code][:2]
    numbers = [number for region in (first, second) for village in [populate(region, as_of=AS_OF, seed=SEED)]
               for number in [*village.persons["nik"], *village.households["number"]] if number]
    assert len(numbers) == len(set(numbers))


def test_no_two_villages_of_a_subdistrict_share_serials_and_none_needs_a_fifth_digit():
    taken = {(region.district_code, serials.first_serial(region)) for region in demo_regions()}
    assert len(taken) == 217
    assert all(first % serials.SHARE == 0 and first + serials.SHARE <= 9999 for _, first in taken)


def test_no_number_begins_with_an_assigned_subdistrict_code():
    assigned = {region.district_code.replace(".", "") for region in demo_regions()}
    used = {practice_prefix(region.district_code) for region in demo_regions()}
    assert len(used) == 25
    assert not used & assigned
    assert all(int(prefix[4:]) > 60 for prefix in used)


@pytest.mark.parametrize("day", AWKWARD, ids=str)
def test_the_largest_village_has_numbers_to_spare_even_if_all_its_heads_are_young(day):
    """Cards of young heads can only be of the last years, so they crowd."""
    for seed in range(20):
        rng = stream("test", smallest().code, seed, day)
        born = today(day) - (365.2425 * rng.uniform(19, 40, LARGEST)).astype(np.int64)
        issued = serials.card_days(rng, born, today(day))
        assert max(np.unique(issued, return_counts=True)[1]) < serials.SHARE - serials.NIK_SHARE
        people = today(day) - (365.2425 * rng.uniform(0, 60, 4 * LARGEST)).astype(np.int64)
        assert max(np.unique(people * 2 + rng.integers(2, size=len(people)), return_counts=True)[1]) < serials.NIK_SHARE


def test_cards_are_issued_on_working_days():
    days = serials.card_days(stream("test", smallest().code, 1), np.full(500, -3000), today(AS_OF))
    assert {date.fromordinal(int(day) + date(1970, 1, 1).toordinal()).weekday() for day in days} == {0, 1, 2, 3, 4}


def test_a_day_with_more_births_than_serials_is_told():
    day = np.zeros(serials.NIK_SHARE + 1, dtype=np.int64)
    with pytest.raises(SeedError, match=f"27 nomor untuk satu tanggal, paling banyak {serials.NIK_SHARE}"):
        serials.niks(smallest(), parts(day), np.zeros(len(day), dtype=bool))
