"""Kehadiran: what counts as having been there, what staff writes down, and what the page and the board say of it."""

from datetime import datetime, timedelta

import pytest
from sqlalchemy import func, select

from instructor.attendance import acts, reading
from instructor.attendance.register import Half, HandEntry, Signs, Window, attended, window
from instructor.attendance.sheet import WhoCame, sheet
from instructor.days import groups
from instructor.errors import NotOpenedYet
from instructor.people import by_hand
from sandbox import seats
from sandbox.accounts import cards, staff
from sandbox.clock import WIB
from sandbox.platform.db import read
from sandbox.platform.models import Attendance, Audit, Trainee
from tests.conftest import AS_OF, NOON

DAY = Window(AS_OF)
RINI = 1


def at(hour: int, minute: int = 0) -> datetime:
    """That hour of the training's first day, as a clock in the hall shows it."""
    return datetime(AS_OF.year, AS_OF.month, AS_OF.day, hour, minute, tzinfo=WIB)


def register(training):
    found = reading.register(groups.row(1), now=training.clock.now())
    assert found is not None
    return found


def rows(training) -> int:
    with read() as session:
        return session.scalar(select(func.count(Attendance.id)))


@pytest.mark.parametrize(("first", "afternoon", "expected"), [
    (None, None, (False, False, False)),
    (at(8), None, (True, False, True)),
    (at(11, 59), at(12, 30), (True, True, True)),
    (at(12), None, (False, False, True)),
    (at(12, 29), at(13), (False, True, True))])
def test_the_morning_ends_at_twelve_and_the_afternoon_begins_half_an_hour_later(first, afternoon, expected):
    found = attended(Signs(first, afternoon), [], DAY)
    assert (found.morning is not None, found.afternoon is not None, found.seen) == expected


def test_a_login_never_overwrites_what_staff_wrote_down_and_of_two_entries_the_first_counts():
    entries = [HandEntry(1, Half.MORNING, at(9), "Rini"), HandEntry(2, Half.MORNING, at(10), "Sari")]
    found = attended(Signs(at(8), None), entries, DAY)
    assert (found.morning.at, found.morning.entry.by, found.by_hand) == (at(9), "Rini", True)


@pytest.mark.parametrize(("opened_days", "until_days", "expected"), [
    (-1, 0, 0),  # opened on the evening before, looked at on its day
    (-1, -1, -1),  # the same evening
    (0, 3, 0),  # left open for days
    (2, 2, 2),  # held later than planned
    (-5, -4, -4)])  # tried out before
def test_a_group_s_day_is_the_planned_one_unless_it_was_really_another(opened_days, until_days, expected):
    def noon(days):
        return NOON + timedelta(days=days)
    assert window(held_on=AS_OF, opened_at=noon(opened_days), until=noon(until_days)).day == AS_OF + timedelta(days=expected)


def test_who_came_in_with_the_card_and_who_did_something_is_there_and_a_judgement_is_no_sign_of_life(opened):
    opened.clock.at = at(8)
    opened.browser().post("/masuk", data={"village": "35.10.01.2001", "role": "sekdes", "pin": _pin(opened, 1)})
    opened.noted("open", 2)
    opened.noted("judged", 3, detail={"scenario": "x"})
    opened.clock.at = at(13)
    opened.noted("open", 2)
    people = register(opened).people
    assert {person: tuple(mark and mark.at for mark in (each.morning, each.afternoon)) for person, each in people.items()} == {
        1: (at(8), None), 2: (at(8), at(13)), 3: (None, None), 4: (None, None)}


def _pin(training, trainee):
    return cards.pin_of(training.services.secret, training.seat(trainee))


def test_an_entry_pressed_twice_is_written_once_and_taken_back_twice_is_taken_back_once(opened):
    opened.clock.at = at(9)
    for _ in range(2):
        acts.record(1, Half.MORNING, key="k", by=RINI, now=opened.clock.now())
    assert acts.record(1, Half.MORNING, key="other page", by=RINI, now=opened.clock.now()).before.entry.by == "Rini"
    assert rows(opened) == 1
    entry = register(opened).of(1).morning.entry
    assert [acts.take_back(entry.id, by=RINI, now=opened.clock.now()) for _ in range(2)] == [True, False]
    assert register(opened).of(1).seen is False
    with read() as session:
        assert session.scalars(select(Audit.deed).where(Audit.deed.contains("attend"))).all() == ["attend", "undo_attend"]


def test_a_page_from_before_somebody_left_writes_nothing_down_and_says_so(opened):
    by_hand.take_out(1, now=NOON, by=RINI)
    said = opened.staff().post("/papan/kehadiran/catat", data={"hadir": "1/pagi", "kunci": "k"}, follow_redirects=True)
    assert "tidak lagi di daftar peserta" in said.get_data(as_text=True)
    assert rows(opened) == 0


def test_a_login_can_not_be_taken_back_and_a_group_that_was_never_opened_takes_no_entry(opened):
    opened.clock.at = at(8)
    opened.browser().post("/masuk", data={"village": "35.10.01.2001", "role": "sekdes", "pin": _pin(opened, 1)})
    with read() as session:
        login = session.scalar(select(Attendance.id))
    assert acts.take_back(login, by=RINI, now=opened.clock.now()) is False
    with pytest.raises(NotOpenedYet):
        acts.record(5, Half.MORNING, key="k", by=RINI, now=opened.clock.now())


def test_villages_with_somebody_missing_come_first_and_a_row_that_was_pressed_stays_where_it_is(opened):
    opened.clock.at = at(9)
    for trainee in (1, 2):
        acts.record(trainee, Half.MORNING, key=f"k{trainee}", by=RINI, now=opened.clock.now())
    people = seats.seats(groups.row(1).id)
    found = sheet(people, register(opened), Half.MORNING)
    assert ([each.name for each in found.first], [each.name for each in found.rest]) == (["Desa2"], ["Desa1"])
    assert [(chip.chosen, chip.count) for chip in found.chips] == [
        (WhoCame.MISSING, 2), (WhoCame.MORNING, 2), (WhoCame.AFTERNOON, 0), (WhoCame.BY_HAND, 2)]
    kept = sheet(people, register(opened), Half.MORNING, keep={1})
    assert [each.name for each in kept.first] == ["Desa1", "Desa2"]
    assert [each.name for each in sheet(people, register(opened), Half.MORNING, search="kecamatan 2").first] == ["Desa2"]


def test_catat_hadir_and_its_undo_are_on_the_page(opened):
    opened.clock.at, rini = at(9), opened.staff()
    page = rini.get("/papan/kehadiran").text
    assert ("Kehadiran Hari 1" in page, page.count('name="hadir"')) == (True, 4)
    answer = rini.post("/papan/kehadiran/catat", data={"hadir": "1/pagi", "kunci": "k", "kelompok": "1"})
    assert answer.location == "/papan/kehadiran?kelompok=1&tetap=1#p1"
    page = rini.get(answer.location).text
    assert "Peserta 35.10.01.2001/sekdes (Desa1) dicatat hadir pagi." in page
    assert "tangan · Rini" in page
    entry = register(opened).of(1).morning.entry.id
    assert f'name="catatan" value="1/{entry}"' in page
    rini.post("/papan/kehadiran/batal", data={"catatan": f"1/{entry}"})
    assert "Catatan hadir dibatalkan." in rini.get("/papan/kehadiran").text
    for nonsense in ("", "1", "1/malam", "x/pagi", "²/pagi"):
        assert rini.post("/papan/kehadiran/catat", data={"hadir": nonsense}).status_code == 302
    assert register(opened).of(1).seen is False


def test_the_list_to_sign_is_offered_before_the_day_too(opened):
    page = opened.staff().get("/papan/kehadiran?kelompok=2").text
    assert "belum dibuka" in page
    assert 'href="/pelatih/cetak/hadir.pdf?kelompok=2"' in page
    assert 'name="hadir"' not in page


def test_the_board_names_who_has_not_come_from_the_first_minute_and_not_whom_staff_recorded(opened):
    rini = opened.staff()
    assert 'title="Peserta 35.10.01.2001/sekdes">Desa1 ·&nbsp;S</a>' in rini.get("/papan").text
    acts.record(1, Half.MORNING, key="k", by=RINI, now=opened.clock.now())
    page = rini.get("/papan").text
    assert "Dicatat hadir, belum masuk dengan kartu" in page
    assert page.count('class="absent"') == 3


def test_a_colleague_who_comes_instead_is_recorded_with_the_reason_and_the_card_is_printed_once(opened):
    opened.clock.at = at(9)
    staff.create("sari", "Sari", "organiser", "sandi")
    sari = opened.browser("staff:2:1")
    assert "Ganti orang di tempat" in sari.get("/papan/kehadiran?ganti=1").text
    assert "Ganti orang di tempat" not in sari.get("/papan/kehadiran").text
    assert "Pilih dulu alasannya." in told_after(sari, 1, {"nama": "Citra Maharani", "paruh": "pagi"})
    assert opened.seat(1).left_at is None
    sent = {"nama": "Citra Maharani", "paruh": "pagi", "alasan": "sakit"}
    answer = sari.post("/papan/kehadiran/1/ganti", data=sent)
    there = sari.get(answer.location).text
    assert ("dicatat hadir" in there, "Ganti orang di tempat" in there) == (True, False)
    assert "/pelatih/cetak/kartu.pdf?peserta=9" in there
    again = sari.post("/papan/kehadiran/1/ganti", data=sent, follow_redirects=True)  # pressed twice
    assert (again.status_code, "sudah diganti orangnya" in again.text) == (200, True)
    assert (opened.seat(9).name, register(opened).of(9).morning.entry.by) == ("Citra Maharani", "Sari")
    assert 1 not in register(opened).people
    with read() as session:
        assert session.scalar(select(func.count(Trainee.id)).where(Trainee.name == "Citra Maharani")) == 1


def test_nobody_is_replaced_who_cannot_be_written_down_as_present(opened):
    with pytest.raises(NotOpenedYet):
        acts.come_instead(5, "Citra Maharani", Half.MORNING, by=1, now=NOON, why="sakit")  # of the second day
    assert (opened.seat(5).left_at, "Citra" in opened.seat(5).name) == (None, False)


def told_after(browser, trainee, sent):
    return browser.get(browser.post(f"/papan/kehadiran/{trainee}/ganti", data=sent).location).text
