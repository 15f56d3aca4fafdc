"""People changed one by one: spelt better, replaced, added, taken out and back, invited again on a later day."""

import json

import pytest
from click.testing import CliRunner
from lxml import html
from markupsafe import escape
from sqlalchemy import func, select

from instructor.days import groups, rotation
from instructor.errors import DayIsOver, NameRefused, NoSuchTrainee, PartFirst, SameDay, SeatTaken
from instructor.people import applying, by_hand, commands, listing
from instructor.people.checking import Invited
from instructor.people.comparing import Rest
from instructor.reports.figures import figures
from instructor.reports.results import days
from sandbox import seats
from sandbox.accounts import cards
from sandbox.accounts.papers import new_cards
from sandbox.platform import db as platform
from sandbox.platform.models import Guest, Sandbox, Trainee, Training, Village
from tests.conftest import NOON
from tests.instructor.test_roster import NAMES, ORGANISER, office  # noqa: F401  the hall with names and an organiser

OF = {"now": NOON, "by": 2}
PAGE = "/papan/peserta"


def codes(number):
    return [(seat.village_code[-4:], seat.role, seat.name) for seat in seats.seats(number)]


def counts():
    with platform.read() as session:
        return [session.scalar(select(func.count(table.id))) for table in (Trainee, Village, Sandbox)]


def test_a_colleague_gets_seat_copy_and_card_and_the_results_stay_with_who_made_them(office):  # noqa: F811
    office.noted("raise_hand", trainee=2)
    before, secret = office.seat(2), office.services.secret
    came = by_hand.replace(2, "  RATNA DEWI ", **OF)
    seat = seats.find("35.10.01.2001", "operator")
    assert (seat.trainee_id, seat.name, seat.table_number) == (came, "Ratna Dewi", before.table_number)
    assert seat.pin.sandbox != before.pin.sandbox
    assert cards.pin_of(secret, seat) != cards.pin_of(secret, before)
    assert [each.name for each in seats.everybody(1) if each.role == "operator"][:2] == ["Ratna Dewi", NAMES[1]]
    day, = days([1], now=NOON)
    assert {each.seat.trainee_id for each in day.people if each.is_present} == {2}
    counted = figures([day])
    assert (counted.invited, counted.present, counted.absent) == (4, 0, 4)
    assert 2 not in {each.person.seat.trainee_id for each in counted.calls}
    with pytest.raises(NoSuchTrainee):
        by_hand.replace(2, "Lagi", **OF)


def test_a_better_spelling_is_the_same_person_and_no_name_is_refused(office):  # noqa: F811
    by_hand.rename(1, "Bagus Santoso, S.Sos", **OF)
    assert (office.seat(1).name, office.seat(1).card_version) == ("Bagus Santoso, S.Sos", 1)
    with pytest.raises(NameRefused):
        by_hand.rename(1, "<b>", **OF)
    assert office.seat(1).name == "Bagus Santoso, S.Sos"


def test_a_spelling_that_somebody_else_has_changed_meanwhile_is_not_written_over(office):  # noqa: F811
    client, address = office.browser(ORGANISER), f"{PAGE}/1/orang"
    seen = {"semula": office.seat(1).name}
    for name in ("Bagus", "Bagus", "Bagas"):  # a second press of the first, then a page from before
        page = client.post(f"{address}/nama", data={**seen, "nama": name}, follow_redirects=True).get_data(as_text=True)
    assert office.seat(1).name == "Bagus"
    assert "orang lain menulis nama itu Bagus" in page
    assert 'name="nama" value="Bagas"' in page
    client.post(f"{address}/nama", data={"semula": "Bagus", "nama": "Siti Ma’rifah"})
    assert office.seat(1).name == "Siti Ma’rifah"
    assert [listing.search(words, 1).total for words in ("MA'RIFAH siti", "ma`rif", "ma%rif", "s_ti")] == [1, 1, 0, 0]
    code = office.seat(1).village_code
    assert listing.search(code.replace(".", ""), 1).total == listing.search(code, 1).total == 2


def test_a_third_person_comes_in_as_operator_with_a_pin_of_their_own(office):  # noqa: F811
    with pytest.raises(SeatTaken):
        by_hand.add("35.10.01.2001", "operator", "Ani", **OF)
    by_hand.add("35.10.01.2001", "operator2", "Ani", **OF)
    third, secret = seats.find("35.10.01.2001", "operator2"), office.services.secret
    browser = office.browser()
    told = {"village": "35.10.01.2001", "role": "operator", "pin": cards.pin_of(secret, third)}
    assert browser.post("/masuk", data=told).status_code == 302
    assert office.seat(third.trainee_id).seated_at is not None
    assert office.seat(2).seated_at is None
    pages = [office.browser(ORGANISER).get(f"/papan{page}").get_data(as_text=True) for page in ("", "/kehadiran", "/jadwal/1")]
    assert 'aria-label="Desa1, operator 2, ' in pages[0]
    assert [page.count(">O2</span>") for page in pages[1:]] == [1, 1]
    columns = html.fromstring(pages[0]).find_class("board-column")
    assert [(len(each.find_class("seat")), len(each.find_class("filler"))) for each in columns] == [(3, 0), (2, 1), (0, 3)]


def test_who_is_taken_out_comes_back_with_the_card_of_before_unless_the_seat_is_taken(office):  # noqa: F811
    by_hand.take_out(2, **OF)
    assert seats.find("35.10.01.2001", "operator") is None
    assert "tidak ada operator yang diundang" in office.browser().post(
        "/masuk", data={"village": "35.10.01.2001", "role": "operator", "pin": "123456"}).get_data(as_text=True)
    by_hand.bring_back(2, **OF)
    assert (seats.find("35.10.01.2001", "operator").trainee_id, office.seat(2).card_version) == (2, 1)
    by_hand.take_out(2, **OF)
    by_hand.add("35.10.01.2001", "operator", "Ani", **OF)
    with pytest.raises(SeatTaken):
        by_hand.bring_back(2, **OF)


def test_an_absentee_is_invited_a_second_time_and_stays_among_the_absent(office):  # noqa: F811
    came = by_hand.invite_again(2, 2, **OF)
    assert [each[:2] for each in codes(1)] == [("2001", "sekdes"), ("2001", "operator"), ("2002", "sekdes"), ("2002", "operator")]
    assert codes(2)[-1] == ("2001", "operator", NAMES[1])
    seat, first, secret = office.seat(came), office.seat(2), office.services.secret
    assert (seat.table_number, seat.continues_id, seat.held_on) == (3, 2, groups.by_number(2).held_on)
    assert cards.pin_of(secret, seat) == cards.pin_of(secret, first)
    assert "2026-03-03" in seat.pin.template
    assert len(listing.rows()) == 8


def test_the_card_of_the_missed_day_opens_the_second_invitation_on_its_day(office):  # noqa: F811
    came, secret = by_hand.invite_again(2, 2, **OF), office.services.secret
    card = f"/kartu/{cards.qr_token(secret, office.seat(2))}"
    assert "meja 1" in office.browser().get(card).get_data(as_text=True)
    rotation.close(1, clock=office.clock)
    groups.open_group(2, now=NOON)
    assert "meja 3" in office.browser().get(card).get_data(as_text=True)
    assert seats.find("35.10.01.2001", "operator").trainee_id == came
    office.browser().post(card)
    assert (office.seat(came).seated_at, office.seat(2).seated_at) == (NOON, None)


def test_a_new_card_is_for_both_days_and_its_pin_was_never_a_colleagues(office):  # noqa: F811
    secret, colleague = office.services.secret, by_hand.replace(2, "Ratna Dewi", **OF)
    theirs = cards.pin_of(secret, office.seat(colleague))
    by_hand.take_out(colleague, **OF)
    by_hand.bring_back(2, **OF)
    came = by_hand.invite_again(2, 2, **OF)
    assert new_cards.make([office.seat(2), office.seat(came)], seen={2: 1, came: 1}, **OF) == [2]
    assert {office.seat(2).card_version, office.seat(came).card_version} == {3}
    assert cards.pin_of(secret, office.seat(came)) != theirs


def test_a_second_invitation_moves_with_the_person_and_goes_with_them(office):  # noqa: F811
    came = by_hand.invite_again(2, 2, **OF)
    by_hand.rename(2, "Tuti Handayany", **OF)
    assert office.seat(came).name == "Tuti Handayany"
    by_hand.take_out(2, **OF)
    assert codes(2)[-1][0] == "2004"
    by_hand.bring_back(2, **OF)
    assert codes(2)[-1] == ("2001", "operator", "Tuti Handayany")


def test_whose_day_is_still_to_come_is_only_moved_and_counts_once(office):  # noqa: F811
    came = by_hand.invite_again(5, 1, **OF)
    assert office.seat(came).continues_id is None
    assert codes(1)[-1] == ("2003", "sekdes", NAMES[4])
    assert [each for each in codes(2) if each[:2] == ("2003", "sekdes")] == []
    assert len(listing.rows()) == 8


def test_nobody_of_another_training_is_changed(office):  # noqa: F811
    rotation.close(1, clock=office.clock)
    with platform.write() as session:
        session.add(Training(title="Lain", seed=9, created_at=NOON, chosen_at=NOON, is_demo=False))
    for act in (lambda: by_hand.rename(5, "Ratna Dewi", **OF), lambda: by_hand.invite_again(5, 2, **OF)):
        with pytest.raises(NoSuchTrainee):
            act()


def test_who_shares_a_copy_on_their_second_day_is_not_taken_out_of_it(office):  # noqa: F811
    came = by_hand.invite_again(2, 2, **OF)
    with platform.write() as session:
        other = session.get_one(Trainee, 5)
        session.add(Guest(trainee_id=came, own_sandbox_id=session.get_one(Trainee, came).sandbox_id, joined_at=NOON))
        session.get_one(Trainee, came).sandbox_id = other.sandbox_id
    with pytest.raises(PartFirst):
        by_hand.take_out(2, **OF)
    assert office.seat(came).left_at is None


def test_nobody_is_invited_to_a_day_that_is_over_or_twice_to_one(office):  # noqa: F811
    before = counts()
    with pytest.raises(SameDay):
        by_hand.invite_again(2, 1, **OF)
    rotation.close(1, clock=office.clock)
    with pytest.raises(DayIsOver):
        by_hand.invite_again(5, 1, **OF)
    assert counts() == before
    assert seats.seat(by_hand.invite_again(2, 2, **OF)).group_number == 2


def test_the_pages_do_the_same_and_tell_what_was_refused(office):  # noqa: F811
    client, address = office.browser(ORGANISER), f"{PAGE}/2/orang"

    def press(what, **data):
        return client.post(f"{address}/{what}", data=data, follow_redirects=True).get_data(as_text=True)

    assert "Orang lain yang datang" in client.get(address).get_data(as_text=True)
    for what, typed in (("nama", "="), ("ganti", "Ani <")):
        refused = press(what, nama=typed)
        assert "nama itu berisi tanda yang bukan bagian nama" in refused
        assert f'name="nama" value="{escape(typed)}"' in refused
    assert "Diundang pada Hari 2" in press("hari", hari=2)
    assert "Diundang lagi pada Hari 2" in client.get(address).get_data(as_text=True)
    assert "Undang kembali" in press("keluar")
    assert "tidak ada yang diubah" in press("keluar")
    assert "Kartunya yang lama berlaku lagi" in press("kembali")
    assert "Ratna Dewi" in press("ganti", nama="Ratna Dewi")
    typed = {"desa": "35.10.02.2002 Desa2", "peran": "operator", "nama": "Ani"}
    refused = client.post(f"{PAGE}/tambah", data=typed)
    assert (refused.status_code, 'value="Ani"' in refused.get_data(as_text=True)) == (409, True)
    assert client.post(f"{PAGE}/tambah", data={**typed, "desa": "Entah"}).status_code == 422
    added = client.post(f"{PAGE}/tambah", data={**typed, "peran": "operator2"}, follow_redirects=True).get_data(as_text=True)
    assert "Orangnya sudah ditambahkan" in added


def test_the_commands_do_it_too(office):  # noqa: F811
    def run(*arguments):
        result = CliRunner().invoke(commands.roster, [*arguments, "--json"], obj=lambda: office.app, catch_exceptions=False)
        assert result.exit_code == 0, result.output
        return json.loads(result.output)

    added = run("add", "35.10.02.2002", "operator2", "Ani")
    assert (added["village"], added["role"], added["day"]) == ("35.10.02.2002", "operator2", 1)
    replaced = run("replace", str(added["trainee"]), "Budi Hartono")
    assert replaced["name"] == "Budi Hartono"
    assert run("move", str(replaced["trainee"]), "2")["day"] == 2


def test_a_list_replaces_somebody_who_was_moved_on_the_day_to_which_they_were_moved(office):  # noqa: F811
    by_hand.invite_again(5, 1, **OF)
    listed = [Invited(1, each.code, each.role, "Ratna Dewi" if each.name == NAMES[4] else each.name) for each in listing.rows()]
    applying.apply(listed, Rest.STAY, name="a.csv", now=NOON, by=2)
    assert codes(1)[-1] == ("2003", "sekdes", "Ratna Dewi")


def test_who_comes_back_finds_no_other_on_the_seat_of_a_second_invitation(office):  # noqa: F811
    rotation.close(1, clock=office.clock)
    again = by_hand.invite_again(1, 2, **OF)
    by_hand.take_out(1, **OF)
    with platform.write() as session:
        left = session.get_one(Trainee, again)
        session.add(Trainee(village_id=left.village_id, sandbox_id=left.sandbox_id, role=left.role, name="Orang Lain"))
    with pytest.raises(SeatTaken, match="Orang Lain"):
        by_hand.bring_back(1, **OF)
    assert office.seat(1).left_at is not None
