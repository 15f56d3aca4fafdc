"""A village on another planned day: what is refused, the table it gets, its people and copies, and the way back."""

from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import select

from instructor.errors import VillageStays
from instructor.people import by_hand
from instructor.schedule import moves, moving
from instructor.schedule.moves import Day, Moving
from sandbox import seats
from sandbox.accounts import staff
from sandbox.platform.db import read
from sandbox.platform.models import Audit, GroupState, Village
from tests.conftest import AS_OF, NOON

SOURCE = Day(1, 1, GroupState.PLANNED, {1: "a", 2: "b"}, frozenset({"a", "b"}))
TARGET = Day(2, 1, GroupState.PLANNED, {1: "c", 3: "d"}, frozenset({"c", "d"}))
VILLAGE = Moving("a", has_begun=False, has_second_invitation=False)


@pytest.mark.parametrize(("village", "source", "target", "why"), [
    (VILLAGE, SOURCE, TARGET, None),
    (None, SOURCE, TARGET, moves.NOT_HERE),
    (VILLAGE, SOURCE, None, moves.NOT_PLANNED),
    (VILLAGE, SOURCE, replace(TARGET, training_id=2), moves.NOT_PLANNED),
    (VILLAGE, SOURCE, replace(TARGET, state=GroupState.OPEN), moves.NOT_PLANNED),
    (VILLAGE, replace(SOURCE, state=GroupState.CLOSED), TARGET, moves.NOT_PLANNED),
    (VILLAGE, SOURCE, SOURCE, moves.SAME_DAY),
    (VILLAGE, SOURCE, replace(TARGET, tables={1: "a"}, peopled=frozenset("a")), moves.TWICE),
    (VILLAGE, SOURCE, replace(TARGET, tables={1: "a"}), None),
    (replace(VILLAGE, has_begun=True), SOURCE, TARGET, moves.BEGUN),
    (replace(VILLAGE, has_second_invitation=True), SOURCE, TARGET, moves.SECOND),
    (VILLAGE, replace(SOURCE, peopled=frozenset("a")), TARGET, moves.LAST)])
def test_a_village_goes_only_between_planned_days_and_takes_nothing_along_that_was_begun(village, source, target, why):
    assert moves.refusal(village, source, target) is why


@pytest.mark.parametrize(("wished", "given"), [(None, 4), (2, 2), (3, 4), (9, 9), (0, 4), (-1, 4), (10**12, 4)])
def test_who_comes_sits_behind_the_last_and_who_goes_back_at_its_old_table_where_that_is_free(wished, given):
    assert moves.table(TARGET, "a", wished) == given


def standing() -> list[tuple[int, int, str, int]]:
    """Day, table, name and person of every seat."""
    with read() as session:
        days = session.scalars(select(Village.group_id).distinct()).all()
    return [(each.group_number, each.table_number, each.village_name, each.trainee_id) for each in seats.seats(*sorted(days))]


def move(training: Any, code: str = "35.10.01.2001", source: int = 1, target: int = 2, **wished: int) -> moving.Moved:
    return moving.move(code, source=source, target=target, now=training.clock.now(), by=1, **wished)


def test_its_people_go_along_with_their_pins_and_copies_of_the_new_day_and_back_again(a_training):
    before, was = standing(), a_training.seat(1)
    assert (move(a_training).number, move(a_training).table) == (2, 3)  # pressed twice
    now = a_training.seat(1)
    assert (now.group_number, now.table_number, now.card_version, now.pin.sandbox) == (2, 3, 1, was.pin.sandbox)
    assert AS_OF.replace(day=3).isoformat() in now.pin.template
    assert [row[1:3] for row in standing() if row[0] == 1] == [(2, "Desa2")] * 2  # tables of the others stay
    move(a_training, source=2, target=1, wished=1)
    assert (standing(), a_training.seat(1)) == (before, was)
    with read() as session:
        assert session.scalars(select(Audit.deed).where(Audit.deed == moving.MOVE)).all() == [moving.MOVE] * 2


def test_a_village_all_of_whose_people_were_moved_away_comes_back_to_its_row_and_table(a_training):
    before = standing()
    moved = [by_hand.invite_again(person, 2, now=NOON, by=1) for person in (1, 2)]
    assert [row[0] for row in standing() if row[2] == "Desa1"] == [2, 2]
    assert (move(a_training, source=2, target=1).number, move(a_training, source=2, target=1).table) == (1, 1)  # pressed twice
    assert [row[:3] for row in standing()] == [row[:3] for row in before]
    assert {a_training.seat(person).pin.template for person in moved} == {a_training.seat(1).pin.template}
    assert (move(a_training).number, move(a_training).table) == (2, 3)


def test_a_village_stays_where_one_of_it_was_moved_there_before_or_the_day_is_open(a_training):
    by_hand.invite_again(1, 2, now=NOON, by=1)
    before = standing()
    with pytest.raises(VillageStays, match="sudah punya kursi"):
        move(a_training)
    for code, target, why in (("35.10.02.2002", 9, "belum dibuka"), ("35.10.02.2002", 1, "memang di hari itu"),
                              ("99.99", 2, "sudah tidak di hari ini")):
        with pytest.raises(VillageStays, match=why):
            move(a_training, code, target=target)
    assert standing() == before


def test_a_village_in_whose_copy_anybody_has_written_stays_for_that_copy_is_of_the_old_day(a_training):
    a_training.noted("open")
    with pytest.raises(VillageStays, match="sudah dipakai"):
        move(a_training)


def test_an_organiser_moves_it_on_the_days_page_and_brings_it_back_from_there(a_training):
    staff.create("sari", "Sari", "organiser", "sandi")
    sari, rini = a_training.browser("staff:2:1"), a_training.staff()
    assert "Hari 2 · 2 desa" in sari.get("/papan/jadwal/1").text
    assert "Pindahkan" not in rini.get("/papan/jadwal/1").text
    form = {"desa": "35.10.01.2001", "hari": "2", "meja": "1"}
    pages = [sari.get(sari.post("/papan/jadwal/1/pindah", data=form).location).text for _press in range(2)]
    assert all("Desa1 sekarang di Hari 2, meja 3. PIN-nya tetap" in page and "Kembalikan ke Hari 1" in page for page in pages)
    back = sari.post("/papan/jadwal/2/pindah", data={"desa": "35.10.01.2001", "hari": "1", "kembali": "1"})
    page = sari.get(back.location).text
    assert "Desa1 sekarang di Hari 1, meja 1." in page
    assert "cetak lagi" not in page
    refused = sari.post("/papan/jadwal/1/pindah", data={"desa": "35.10.01.2001", "hari": "x"})
    assert "GL-DESA" in sari.get(refused.location).text
