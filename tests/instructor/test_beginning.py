"""A real training takes the demo's place: its days, its villages, nobody in it yet; then the list of people."""

import io
import json
import re
from datetime import date, time, timedelta

import pytest
from click.testing import CliRunner
from sqlalchemy import select

from instructor.board import hall as halls
from instructor.days import beginning, groups, reopening, rotation, timed, training_commands, undo
from instructor.days.beginning import TrainingPlan
from instructor.days.reopening import Copies
from instructor.errors import TooFewVillages, TrainingMoved
from instructor.people import by_hand
from sandbox import seats
from sandbox.accounts import admission, cards, staff, team
from sandbox.accounts.hours import is_between
from sandbox.accounts.team import LastOrganiser, MemberSettings
from sandbox.platform import db as platform
from sandbox.platform.groups import asking_for, every_open
from sandbox.platform.models import Training, Village
from sandbox.server.signs import beat
from seed.building import prepare
from tests.conftest import NOON
from tests.instructor.conftest import REGIONS
from tests.instructor.test_roster import ORGANISER, office  # noqa: F401  the hall with names and an organiser
from tests.pdfs import text_of

PAGE = "/papan/pelatihan"
PLAN = TrainingPlan("Sungguhan", "Aula", date(2026, 12, 21), 3, "satu-hari", off={date(2026, 12, 24), date(2026, 12, 25)})
FORM = {"sesudah": 1, "judul": "Pelatihan Desember", "tempat": "Aula", "mulai": "2026-12-23", "hari": "2",
        "hari-kerja": ["0", "1", "2", "3", "4"], "libur": "2026-12-24, 2026-12-25", "agenda": "satu-hari", "selesai": "14:30"}
CSV = "code,district_code,district,name,kind\n" + "\n".join(
    f"51.08.01.200{n},51.08.01,Gerokgak,Desa {letter},desa" for n, letter in enumerate("ABC", start=1))


def begin(plan=PLAN, **more):
    return beginning.begin(plan, [REGIONS[:2], REGIONS[2:3], REGIONS[3:]], now=NOON, by=2, **more)


def test_training_days_leave_out_sundays_and_holidays():
    assert PLAN.dates == [date(2026, 12, 21), date(2026, 12, 22), date(2026, 12, 23)]
    later = TrainingPlan("A", "", date(2026, 12, 23), 3, "satu-hari", off={date(2026, 12, 24), date(2026, 12, 25)})
    assert later.dates == [date(2026, 12, 23), date(2026, 12, 26), date(2026, 12, 28)]


def test_the_demo_ends_with_its_results_and_the_real_one_is_present_and_empty(office):  # noqa: F811
    made = begin()
    assert groups.open_group_row() is None
    assert [(each.held_on, each.villages, each.trainees) for each in groups.all_groups()] == [
        (date(2026, 12, 21), 0, 0), (date(2026, 12, 22), 0, 0), (date(2026, 12, 23), 0, 0)]  # nobody is invited yet
    real, demo = beginning.trainings()
    assert (real.id, real.is_demo, real.is_present, real.people) == (made, False, True, 0)
    assert (demo.is_demo, demo.is_present, demo.people) == (True, False, 8)
    assert list(beginning.made_ready(office.store)) == [(1, 0, 2)]


def test_twice_is_once_and_beside_a_running_real_training_another_is_prepared(office):  # noqa: F811
    first = begin(after=1)
    with pytest.raises(TrainingMoved):
        begin(after=1)
    groups.open_group(1, now=NOON)
    second = begin(after=first)
    assert [(each.id, each.is_present) for each in beginning.trainings()] == [(second, False), (first, True), (1, False)]
    assert groups.open_group_row().training_id == first
    assert [(group.training_id, group.number) for group, _seed, _villages in prepare.wanted()] == [
        (first, 1), (first, 2), (second, 1)]


@pytest.fixture
def two_halls(office):  # noqa: F811
    """Both trainings have an open group with the same village in it; the id of the one made last."""
    made = begin()
    with asking_for(made):
        by_hand.add(REGIONS[0].code, "sekdes", "Ratna Dewi", now=NOON, by=2)
        groups.open_group(1, now=NOON)
    with asking_for(1):
        reopening.reopen(1, Copies.FRESH, store=office.store, now=NOON)
    return made


def test_two_trainings_have_their_halls_open_on_one_day_and_each_browser_stays_in_the_one_that_it_was_shown(office, two_halls):  # noqa: F811
    client, other = office.browser(ORGANISER), office.browser(ORGANISER)
    assert ("Ratna Dewi" in text(other.get("/papan")), "Ke ruangan Latihan" in text(other.get("/papan"))) == (True, True)
    assert client.post(f"{PAGE}/pakai", data={"pelatihan": 1}).status_code == 303
    shown = text(client.get("/papan"))
    assert ("Ratna Dewi" in shown, office.seat(2).name in shown, "Ke ruangan Sungguhan" in shown) == (False, True, True)
    assert "Ratna Dewi" in text(other.get("/papan"))  # though the other browser's choice is on now
    client.post("/papan/jeda")
    with asking_for(two_halls):
        assert not halls.open_hall().is_paused(NOON)
    with asking_for(1):
        assert halls.open_hall().is_paused(NOON)
    assert client.post("/papan/ruangan", data={"pelatihan": two_halls}).headers["Location"] == "/papan"
    assert "21 Desember" in text(client.get("/papan/jadwal"))
    assert "GL-404T" in text(client.post("/papan/ruangan", data={"pelatihan": 9}, follow_redirects=True))


def test_what_is_pressed_concerns_the_hall_that_was_shown_though_another_is_on_since(office, two_halls):  # noqa: F811
    client = office.browser(ORGANISER)
    client.get("/papan")
    with asking_for(two_halls):
        rotation.close(1, clock=office.clock)
    client.post("/papan/jeda")
    with asking_for(1):
        assert not halls.open_hall().is_paused(NOON)
    assert office.seat(2).name in text(client.get("/papan"))


def test_a_card_of_each_of_two_halls_opens_its_own_seat_of_the_same_village(office, two_halls):  # noqa: F811
    for seat in seats.found(REGIONS[0].code, "sekdes"):
        came, problem = admission.seat_by_card(seat.village_code, "sekdes", cards.pin_of(office.services.secret, seat))
        assert (came and came.trainee_id, problem) == (seat.trainee_id, "")
    assert {seat.group_id for seat in seats.found(REGIONS[0].code, "sekdes")} == {1, 3}


def test_each_of_two_halls_changes_its_group_and_takes_it_back_by_itself(office, two_halls):  # noqa: F811
    built, later = office.services, NOON + timedelta(minutes=1)
    for training in (two_halls, 1):
        with asking_for(training):
            timed.set_time(1, later, now=NOON)
    office.clock.advance(120)
    done = timed.change_when_due(store=built.store, clock=built.clock, settings=built.settings)
    assert [each.group for each in done] == [2, 2]
    with asking_for(1):
        assert undo.undo(store=built.store, clock=built.clock).group == 1
    with platform.read() as session:
        assert [(group.training_id, group.number) for group in every_open(session)] == [(1, 1), (two_halls, 2)]
    assert beat.beat(built.clock.now() + timedelta(minutes=5)) == 2
    assert prepare.wanted()[0][0].number in {1, 2}


def test_staff_of_one_training_see_and_change_only_its_people_whatever_they_ask_for(office):  # noqa: F811
    made = begin()
    staff.create("wati", "Wati", "organiser", "sandi")
    team.change(3, MemberSettings("Wati", "organiser", frozenset({made})), by=2, now=NOON)
    wati, everybody = office.browser("staff:3:1"), office.browser(ORGANISER)
    came = by_hand.add(REGIONS[0].code, "sekdes", "Ratna Dewi", now=NOON, by=2)
    groups.open_group(1, now=NOON)
    assert "Ratna Dewi" in text(wati.get("/papan/peserta"))
    assert wati.get(f"/papan/peserta/{came}/orang").status_code == 200
    beginning.choose(made, now=NOON, by=2)
    for address in ("/papan/peserta/1", "/papan/peserta/1/layar/", "/papan/peserta/1/orang", "/papan/peserta/1/panel",
                    "/papan/peserta/1/orang/data.json", "/pelatih/kartu?peserta=1", "/papan/peserta/1/lembar"):
        answer = wati.get(address)
        assert (answer.status_code, "GL-403P" in text(answer)) == (403, True), address
    for address, data in (("/papan/peserta/1/orang/nama", {"nama": "X"}), ("/papan/kehadiran/catat", {"hadir": "1/pagi"}),
                          ("/papan/jadwal/susulan", {"peserta": "1", "hari": "2"}),
                          ("/papan/sertifikat/cabut", {"peserta": "1"})):
        assert "GL-403P" in text(wati.post(address, data=data)), address
    for address in ("/papan/catatan", "/papan/cadangan", "/pelatih/staf", "/papan/jadwal/salinan-lama"):
        assert (wati.get(address).status_code, everybody.get(address).status_code) == (403, 200), address
    shown = text(wati.get(PAGE))
    assert "/papan/cadangan" not in shown  # no way leads to what is refused
    assert ("Sungguhan" in shown, "Pakai Latihan" in shown) == (True, False)
    assert "GL-404T" in text(wati.post(f"{PAGE}/pakai", data={"pelatihan": 1}, follow_redirects=True))
    with pytest.raises(LastOrganiser):
        team.change(2, MemberSettings("Sari", "organiser", frozenset({made})), by=2, now=NOON)
    team.change(3, MemberSettings("Wati", "organiser", frozenset({1, made})), by=2, now=NOON)
    wati.post(f"{PAGE}/pakai", data={"pelatihan": 1})
    assert wati.get("/papan/peserta/1/orang").status_code == 200


def test_cards_let_in_between_the_hours_of_their_training_and_speak_its_language(office):  # noqa: F811
    client, seat = office.browser(ORGANISER), office.seat(1)
    settings = {"pelatihan": 1, "judul": "Latihan", "selesai": "16:00", "masuk-dari": "06:30", "masuk-sampai": "11:59"}
    crossed = client.post(f"{PAGE}/ubah", data={**settings, "masuk-dari": ""})
    assert "Belum diubah: isi kedua jam kartu seperti 07:30" in text(crossed)
    assert "sudah diubah" in text(client.post(f"{PAGE}/ubah", data={**settings, "bahasa": "en"}, follow_redirects=True))
    door, link = office.browser(), "/kartu/" + cards.qr_token(office.services.secret, seat)
    typed = {"village": seat.village_code, "role": "sekdes", "pin": cards.pin_of(office.services.secret, seat)}
    refused = door.post("/masuk", data=typed)
    assert (refused.status_code, "06.30 to 11.59" in text(refused)) == (422, True)
    assert (door.get(link).status_code, door.post(link).status_code) == (403, 403)
    printed = text_of(client.get("/pelatih/cetak/kartu.pdf?kelompok=1").get_data())
    assert "Group 1" in " ".join(printed)
    client.post(f"{PAGE}/ubah", data={**settings, "masuk-sampai": "12:00"})
    assert door.post("/masuk", data=typed).status_code == 302
    assert (is_between("", "", time(3)), is_between("07.30", "17.00", time(17, 0, 59))) == (True, True)


def test_what_two_change_of_a_training_at_once_is_both_kept_and_the_same_setting_is_asked_again(office):  # noqa: F811
    client, old = office.browser(ORGANISER), ["Latihan", "", "16.00", "", "", ""]
    form = {"pelatihan": 1, "semula": old, "judul": "Latihan", "tempat": "", "selesai": "16:00"}
    assert [*re.findall('name="semula" value="(.*?)"', text(client.get(PAGE)))] == old
    client.post(f"{PAGE}/ubah", data={**form, "tempat": "Aula"})
    client.post(f"{PAGE}/ubah", data={**form, "selesai": "15:30"})
    refused = text(client.post(f"{PAGE}/ubah", data={**form, "tempat": "Balai"}))
    assert "orang lain mengisinya (Aula)" in refused
    for shown in ('name="tempat" maxlength="120" value="Balai"', 'id="ubah-selesai" name="selesai" required value="15:30"'):
        assert shown in refused  # what was typed, and what the other set
    [found] = beginning.trainings()
    assert (found.place, found.ends) == ("Aula", "15.30")
    now = ["Latihan", "Aula", "15.30", "", "", ""]
    client.post(f"{PAGE}/ubah", data={**form, "semula": now, "tempat": "Balai", "selesai": "15:30"})
    assert beginning.trainings()[0].place == "Balai"


def text(answer) -> str:
    return answer.get_data(as_text=True)


@pytest.mark.parametrize("plan", [
    TrainingPlan("A", "", date(2026, 12, 21), 3, "satu-hari", weekdays=()),
    TrainingPlan("A", "", date(2026, 12, 21), 9, "satu-hari")])
def test_without_days_or_villages_for_each_nothing_is_made(office, plan):  # noqa: F811
    with pytest.raises(TooFewVillages):
        beginning.begin(plan, [[each] for each in REGIONS[:3]] + [[]] * (plan.days - 3), now=NOON, by=2)
    assert len(beginning.trainings()) == 1
    assert groups.open_group_row() is not None
    begin()
    assert len(beginning.trainings()) == 2


def test_the_three_steps_in_the_browser_from_the_demo_to_cards_that_no_demo_card_opens(office):  # noqa: F811
    client, demo = office.browser(ORGANISER), office.seat(1)
    assert "Mulai pelatihan sungguhan" in client.get(PAGE).get_data(as_text=True)
    form = {**FORM, "libur": "24/12/2026, 25 12 2026", "daftar-desa": (io.BytesIO(CSV.encode()), "buleleng.csv")}
    made = client.post(PAGE, data=form, content_type="multipart/form-data", follow_redirects=True).get_data(as_text=True)
    assert "2 hari · 3 desa · 0 orang" in made
    assert [group.held_on for group in groups.all_groups()] == [date(2026, 12, 23), date(2026, 12, 28)]
    assert {timed.day_ends(group) for group in groups.all_groups()} == {time(14, 30)}
    rows = "Nama;Jabatan;Desa\nBudi;Sekdes;Desa A\nAni;Operator;Desa A"
    client.post("/papan/peserta", data={"file": (io.BytesIO(rows.encode()), "a.csv")}, content_type="multipart/form-data")
    shown = client.get("/papan/peserta/periksa").get_data(as_text=True)
    seen = shown.partition('name="terlihat" value="')[2].partition('"')[0]
    client.post("/papan/peserta/periksa", data={"terlihat": seen, "tindakan": "terapkan"})
    assert "2 orang" in client.get(PAGE).get_data(as_text=True)
    printed = client.get("/pelatih/kartu?kelompok=1").get_data(as_text=True)
    assert ("Budi" in printed, demo.name in printed) == (True, False)
    assert cards.pin_of(office.services.secret, seats.find("51.08.01.2001", "sekdes")) in printed.replace(" ", "")


@pytest.mark.parametrize(("wrong", "said"), [
    ({"judul": " "}, "isi nama pelatihannya"), ({"mulai": "31/11/2026"}, "tulis tanggal seperti"),
    ({"libur": "Natal"}, "tulis tanggal seperti"), ({"hari": "0"}, "lamanya 1 sampai"), ({"hari": "99"}, "lamanya 1 sampai"),
    ({"agenda": "../x", "hari": "²", "mulai": ""}, "koma; lamanya 1 sampai 31 hari; pilih agendanya."),
    ({"selesai": "sore"}, "Belum dibuat: tulis jam selesainya seperti 16:00."), ({"hari-kerja": []}, "tidak cukup terisi"),
    ({"daftar-desa": (io.BytesIO(b"code,name\n1,2"), "x.csv")}, "GL-LIST")])
def test_a_form_that_does_not_fit_makes_nothing_and_keeps_what_was_typed(office, wrong, said):  # noqa: F811
    client = office.browser(ORGANISER)
    answer = client.post(PAGE, data={**FORM, **wrong}, content_type="multipart/form-data")
    page = answer.get_data(as_text=True)
    assert answer.status_code in (409, 422)
    assert said in page
    assert 'value="Aula"' in page
    with platform.read() as session:
        assert session.scalars(select(Training.id)).all() == [1]


def test_the_command_makes_one_of_the_official_villages_with_its_agenda(office):  # noqa: F811
    def run(*arguments):
        result = CliRunner().invoke(training_commands.training, [*arguments, "--json"], obj=lambda: office.app,
                                    catch_exceptions=False)
        assert result.exit_code == 0, result.output
        return json.loads(result.output)

    told = run("new", "Desember", "--start", "2026-12-24", "--days", "2", "--off", "2026-12-25", "--agenda", "satu-hari")
    assert (told["days"], told["villages"]) == (["2026-12-24", "2026-12-26"], 217)
    assert [(each["title"], each["villages"]) for each in run("list")] == [("Desember", 217), ("Latihan", 4)]
    office.clock.advance(60)
    assert run("use", "1") == {"training": 1, "title": "Latihan"}
    with platform.read() as session:
        assert len(session.scalars(select(Village.code).where(Village.training_id == told["training"])).all()) == 217
