"""Jadwal: figures of all days from the attendance and the one fold; what comes next; each day's people."""

from datetime import datetime, timedelta

import pytest

from instructor.days import groups, rotation, undo
from instructor.days.groups import GroupState
from instructor.reports.figures import figures as report_of
from instructor.reports.results import days
from instructor.schedule import reading
from instructor.schedule.days import Schedule, ScheduledDay
from instructor.schedule.next import next_steps
from sandbox.accounts import staff
from sandbox.actions import note
from sandbox.clock import WIB
from sandbox.deeds import JUDGED
from sandbox.desks import desk_for
from sandbox.details import Details, read
from scenarios.file.skills import skills as known_skills
from tests.conftest import AS_OF, a_template

NEEDED = [skill.id for skill in known_skills() if skill.certificate]


def solve(training, trainee: int = 1, skills=NEEDED) -> None:
    """Solve one exercise of each skill without help."""
    for number, skill in enumerate(skills):
        attempt = 2 * number + 1
        training.noted("begin", trainee, attempt=attempt, detail={"scenario": skill, "hash": "h", "number": 1, "skill": skill})
        training.noted("judged", trainee, attempt=attempt, detail={"scenario": skill, "met": ["jadi"], "solved": True})


def rotate(training) -> None:
    built = training.services
    rotation.rotate(store=built.store, clock=built.clock, settings=built.settings, read_notes=True)


def told(training) -> Schedule:
    return reading.told(now=training.clock.now()).schedule


def figures(day: ScheduledDay) -> tuple[object, ...]:
    return day.state, day.villages, day.invited, day.present, day.absent, day.earned


def a_day(number: int, state: GroupState, *, present: int | None = None, opened: datetime | None = None) -> ScheduledDay:
    return ScheduledDay(number, number, AS_OF.replace(day=AS_OF.day + number - 1), state, opened, None, 2, 4, 0, present, None)


def at(hour: int, minute: int = 0) -> datetime:
    return datetime(AS_OF.year, AS_OF.month, AS_OF.day, hour, minute, tzinfo=WIB)


def test_an_open_day_shows_who_came_and_never_a_result_and_a_closed_one_both(opened):
    solve(opened)
    opened.noted("open", 2)
    assert [figures(day) for day in told(opened).days] == [
        ("open", 2, 4, 2, 2, None), ("planned", 2, 4, None, None, None)]
    assert (told(opened).earned, told(opened).judged) == (0, 0)
    rotate(opened)
    found = told(opened)
    assert [figures(day) for day in found.days] == [("closed", 2, 4, 2, 2, 1), ("open", 2, 4, 0, 4, None)]
    assert (found.villages, found.invited, found.present, len(found.undecided), found.earned, found.judged) == (4, 8, 2, 2, 1, 2)


def test_a_result_that_comes_late_counts_though_the_days_were_looked_at_before_and_an_undo_takes_it_from_the_page(opened):
    solve(opened, skills=NEEDED[:-1])
    opened.noted("begin", attempt=11, detail={"scenario": "akhir", "hash": "h", "number": 1, "skill": NEEDED[-1]})
    late = desk_for(opened.seat(), opened.clock)
    rotate(opened)
    assert [told(opened).days[0].earned for _ in range(2)] == [0, 0]
    note(opened.store, late, JUDGED, attempt=11, detail=read(Details, {"scenario": "akhir", "solved": True}))
    assert told(opened).days[0].earned == 1
    undo.undo(store=opened.store, clock=opened.clock)
    assert told(opened).days[0].earned is None


@pytest.mark.parametrize(("when", "present", "button", "waits"), [
    (at(8), 3, "Lihat yang belum hadir", None),
    (at(8), 4, None, "15.50"),
    (at(15, 50), 3, "Ganti ke Kelompok 2", None)])
def test_the_one_button_is_the_first_thing_that_is_due_and_not_done(opened, when, present, button, waits):
    schedule = Schedule((a_day(1, GroupState.OPEN, present=present), a_day(2, GroupState.PLANNED)), 2)
    found = next_steps(schedule, now=when)
    assert (found.first and str(found.first.button)) == button
    assert (found.waits_for and f"{found.waits_for:%H.%M}") == waits


@pytest.mark.parametrize(("opened_at", "when", "button"), [
    (at(7), at(8), "Lihat yang belum hadir"), (at(7), at(15, 50), "Ganti ke Kelompok 3"),
    (at(19), at(19, 5), None), (at(19), at(8) + timedelta(days=1), "Lihat yang belum hadir")])
def test_a_group_opened_on_an_earlier_morning_is_at_work_and_on_an_evening_before_is_only_tried(opened_at, when, button):
    days = (a_day(2, GroupState.OPEN, present=3, opened=opened_at), a_day(3, GroupState.PLANNED))
    found = next_steps(Schedule(days, 2), now=when)
    assert (found.first and str(found.first.button)) == button
    assert (found.waits_for, "sebelum harinya" in str(found.steps[0].text)) == (None, button is None)


def test_the_change_is_due_ten_minutes_before_the_day_of_that_training_ends():
    days = (a_day(1, GroupState.OPEN, present=4), a_day(2, GroupState.PLANNED))
    early = Schedule(days, 2, ends=datetime(2026, 3, 2, 14, 30).time())
    found = next_steps(early, now=at(14, 19))
    assert (found.before, found.waits_for) == (early.ends, datetime(2026, 3, 2, 14, 20).time())
    assert str(next_steps(early, now=at(14, 20)).first.button) == "Ganti ke Kelompok 2"


def test_the_last_day_is_closed_the_first_is_opened_and_after_all_of_them_nothing_is_to_be_done(opened):
    def button(*days):
        found = next_steps(Schedule(days, 1), now=at(16)).first
        return found and str(found.button)
    assert button(a_day(1, GroupState.OPEN, present=4)) == "Tutup Kelompok 1"
    assert button(a_day(1, GroupState.PLANNED)) == "Buka Kelompok 1"
    assert button(a_day(1, GroupState.CLOSED, present=4)) is None


def test_while_the_last_group_is_open_before_its_day_nothing_is_called_over(opened):
    for trainee in (1, 2, 3, 4):
        opened.noted("open", trainee)
    opened.clock.advance(5 * 3600)
    rotate(opened)
    page = opened.staff().get("/papan/jadwal").text
    assert "Kelompok 2 dibuka sebelum harinya" in page
    assert "Tidak ada yang perlu dilakukan sekarang." in page
    assert "Semua hari sudah selesai." not in page


def test_every_figure_of_the_page_leads_to_its_rows(opened):
    solve(opened)
    opened.noted("open", 2)
    rotate(opened)
    rini = opened.staff()
    page = rini.get("/papan/jadwal").text
    assert "2 hari pelatihan" in page
    assert "1 dari 2" in page
    assert "dihitung saat ditutup" in page
    for address, listed in (("/papan/jadwal/1", 4), ("/papan/jadwal/1?saring=layak", 1),
                            ("/papan/jadwal/1?saring=belum-layak", 1), ("/papan/jadwal/2?saring=layak", 4)):
        assert rini.get(address).text.count('class="seat-letter"') == listed, address
    for chosen, listed in (("hadir", 2), ("tidak-hadir", 2)):
        assert f'href="/papan/kehadiran?kelompok=1&amp;saring={chosen}"' in page
        assert rini.get(f"/papan/kehadiran?kelompok=1&saring={chosen}").text.count('class="meant"') == listed
    assert rini.get("/papan/jadwal/99").status_code == 404


def test_who_missed_their_day_and_comes_on_a_later_one_is_counted_once_and_stays_among_the_absent_of_the_first(opened):
    for trainee in (1, 2, 3):
        opened.noted("open", trainee)
    rotate(opened)
    assert [each.missed.trainee_id for each in told(opened).undecided] == [4]
    staff.create("sari", "Sari", "organiser", "sandi")
    sari = opened.browser("staff:2:1")
    assert "Pilih hari" in sari.get("/papan/jadwal").text
    for said in ("Diundang pada Hari 2 sebagai susulan.", "GL-"):  # pressed twice
        assert said in sari.get(sari.post("/papan/jadwal/susulan", data={"peserta": "4", "hari": "2"}).location).text
    found = told(opened)
    again = found.makeups[0].again.trainee_id
    a_template(opened.store.template_folder, opened.seat(again).pin.template)
    assert (found.invited, found.again, [day.villages for day in found.days], found.undecided) == (8, 1, [2, 2], ())
    assert [group.villages for group in groups.all_groups()] == [2, 2]  # as the page Ganti kelompok says
    opened.noted("open", again)
    found = told(opened)
    assert [(day.invited, day.present, day.absent) for day in found.days] == [(4, 3, 1), (5, 1, 4)]
    assert (found.present, found.came_later, found.makeups[0].again.day) == (4, 1, 2)
    report = report_of(days([], now=opened.clock.now()))
    assert (report.invited, report.present, report.absent) == (8, 4, 4)
    assert {each.person.seat.trainee_id for each in report.calls if not each.is_present} == {5, 6, 7, 8}
