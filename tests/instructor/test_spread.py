"""Villages dealt out over the planned days: even, together or mixed; what stays; all or nothing, and the way back."""

import json
from collections import Counter, defaultdict

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from instructor.days import groups
from instructor.errors import NoSpreadToUndo, SpreadMoved, SpreadRefused
from instructor.people import by_hand
from instructor.schedule import commands, moves, moving, spreading
from instructor.schedule.spread import DayPlace, SpreadManner, SpreadVillage, spread
from sandbox.accounts import staff
from seed.land.regions import daily_groups, demo_regions
from tests.conftest import AS_OF, NOON
from tests.instructor.test_moving_villages import standing

DAYS = (11, 12, 13)

a_village = st.builds(
    lambda district, weight, day, table, held: (f"{district:02}", weight, DayPlace(day, table), moves.BEGUN if held else None),
    st.integers(1, 6), st.integers(0, 3), st.sampled_from(DAYS), st.integers(1, 40), st.booleans())


def numbered(drawn) -> list[SpreadVillage]:
    places = {}
    for district, weight, place, held in drawn:
        places.setdefault(place, (district, weight, held))
    return [SpreadVillage(number, f"c{number}", f"Desa{number}", district, district, weight, place, held)
            for number, (place, (district, weight, held)) in enumerate(places.items())]


@given(st.lists(a_village, max_size=40), st.sampled_from(SpreadManner))
def test_nobody_who_is_held_moves_no_two_share_a_table_and_twice_is_once(drawn, manner):
    villages = numbered(drawn)
    places = spread(villages, DAYS, manner)
    assert set(places) == {each.id for each in villages}
    assert len(set(places.values())) == len(places)
    assert all(places[each.id] == each.place for each in villages if each.held or places[each.id].group_id == each.place.group_id)
    again = [SpreadVillage(each.id, each.code, each.name, each.district, each.district_code, each.weight, places[each.id],
                           each.held) for each in villages]
    assert spread(again, DAYS, manner) == places


@given(st.lists(a_village, min_size=3, max_size=40), st.sampled_from(SpreadManner))
def test_where_all_may_move_the_days_differ_by_no_more_than_one_village(drawn, manner):
    villages = numbered([(district, weight, place, None) for district, weight, place, _held in drawn])
    places, loads = spread(villages, DAYS, manner), Counter(dict.fromkeys(DAYS, 0))
    for each in villages:
        loads[places[each.id].group_id] += each.weight
    assert max(loads.values()) - min(loads.values()) <= max(each.weight for each in villages)


def test_the_whole_district_comes_in_six_even_days_with_each_subdistrict_on_one_day_or_on_all():
    dealt = [(day, table, region) for day, regions in enumerate(daily_groups(demo_regions()), 1)
             for table, region in enumerate(regions, 1)]
    villages = [SpreadVillage(number, region.code, region.name, region.district, region.district_code, 2, DayPlace(day, table))
                for number, (day, table, region) in enumerate(dealt)]
    for manner, fewest, most in ((SpreadManner.TOGETHER, 1, 1), (SpreadManner.MIXED, 3, 6)):
        places, of_district = spread(villages, range(1, 7), manner), defaultdict(set)
        for each in villages:
            of_district[each.district_code].add(places[each.id].group_id)
        assert sorted(Counter(place.group_id for place in places.values()).values()) == [36] * 5 + [37]
        assert {fewest <= len(days) <= most for days in of_district.values()} == {True}


def leave_one(training) -> None:
    """Three villages on day 2, one on day 1."""
    moving.move("35.10.01.2001", source=1, target=2, now=NOON, by=1)


def test_an_organiser_sees_what_would_change_deals_out_takes_back_and_moves_one_by_its_day(a_training):
    staff.create("sari", "Sari", "organiser", "sandi")
    sari, before = a_training.browser("staff:2:1"), standing()
    assert "Tidak ada yang perlu pindah" in sari.get("/papan/jadwal/pembagian?cara=kecamatan").text
    leave_one(a_training)
    page = sari.get("/papan/jadwal/pembagian?cara=kecamatan").text
    assert "Belum ada yang diubah." in page
    assert "Pindahkan 1 desa" in page
    assert "terbagi ke beberapa hari: 0 sekarang, 0 nanti" in page
    seen = page.partition('name="usul" value="')[2].partition('"')[0]
    for usul, told in (("lain", "GL-409BB"), (seen, "1 desa pindah hari"), (seen, "Tidak ada yang perlu")):
        answer = sari.post("/papan/jadwal/pembagian", data={"cara": "kecamatan", "usul": usul})
        told_there = sari.get(answer.location).text + sari.get("/papan/jadwal/pembagian?cara=kecamatan").text
        assert told in told_there
    assert Counter(row[0] for row in standing()) == {1: 4, 2: 4}
    number = page_value(sari.get("/papan/jadwal/pembagian").text, "pembagian")
    for told in ("kembali ke hari semula", "GL-409BU"):
        answer = sari.post("/papan/jadwal/pembagian/batal", data={"pembagian": number})
        assert told in sari.get(answer.location).text
    moved = sari.post("/papan/jadwal/pembagian/pindah", data={"desa": "2:35.10.01.2001", "hari": "1"})
    assert 'value="1:35.10.01.2001" required aria-describedby="cara-pindah" checked autofocus' in sari.get(moved.location).text
    assert Counter(row[0] for row in standing()) == Counter(row[0] for row in before)
    for wrong in ({}, {"desa": "x:y", "hari": "1"}, {"desa": "1:35.10.01.2001", "hari": "99"},
                  {"desa": "1:35.10.01.2001", "hari": "9" * 30}):
        refused = sari.get(sari.post("/papan/jadwal/pembagian/pindah", data=wrong).location).text
        assert "Belum dipindah" in refused


def page_value(page: str, name: str) -> str:
    return page.partition(f'name="{name}" value="')[2].partition('"')[0]


def test_pins_stay_copies_are_of_the_new_day_and_undo_leads_back_to_the_same_seats(a_training):
    leave_one(a_training)
    before, seat = standing(), a_training.seat(3)
    assert spreading.apply(SpreadManner.MIXED, now=NOON, by=1) == 1
    assert spreading.apply(SpreadManner.MIXED, now=NOON, by=1) == 0
    gone = next(each for each in (a_training.seat(person) for person in (1, 5, 7)) if each.group_number == 1)
    assert gone.card_version == 1
    assert AS_OF.isoformat() in gone.pin.template
    moving.move(gone.village_code, source=1, target=2, now=NOON, by=1)
    with pytest.raises(SpreadMoved):
        spreading.apply(SpreadManner.MIXED, seen="lain", now=NOON, by=1)
    with pytest.raises(SpreadRefused, match="dipindah"):
        spreading.undo(now=NOON, by=1)
    moving.move(gone.village_code, source=2, target=1, wished=gone.table_number, now=NOON, by=1)
    assert spreading.undo(now=NOON, by=1) == 1
    assert (standing(), a_training.seat(3)) == (before, seat)
    with pytest.raises(NoSpreadToUndo):
        spreading.undo(now=NOON, by=1)


def test_whoever_was_moved_by_hand_or_has_begun_stays_and_an_opened_day_takes_no_part(a_training):
    by_hand.invite_again(1, 2, now=NOON, by=1)
    a_training.noted("open", 3)
    held = {each.code: each.held for each in spreading.standing().villages if each.held}
    assert held == {"35.10.01.2001": moves.TWICE, "35.10.02.2002": moves.BEGUN}
    groups.open_group(1, now=NOON)
    with pytest.raises(SpreadRefused, match="kurang dari dua"):
        spreading.apply(SpreadManner.MIXED, now=NOON, by=1)


def test_the_commands_show_deal_out_take_back_and_move(a_training):
    def run(*words: str):
        return CliRunner().invoke(commands.schedule, [*words, "--json"], obj=lambda: a_training.app)

    assert json.loads(run("move", "35.10.01.2001", "1", "2").output) == {"village": "35.10.01.2001", "day": 2, "table": 3}
    shown = json.loads(run("spread").output)
    assert (shown["villages"], shown["applied"], [day["people_then"] for day in shown["days"]]) == (1, False, [4, 4])
    assert json.loads(run("spread", "--yes").output)["applied"] is True
    assert [day["invited"] for day in json.loads(run("list").output)] == [4, 4]
    assert json.loads(run("undo").output) == {"villages": 1}
