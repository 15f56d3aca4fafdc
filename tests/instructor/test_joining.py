"""The two people of a village work in one copy and part again: nothing lost, nobody in a foreign copy, each with their own."""

import os
import re
from threading import Barrier, Thread

import pytest
from sqlalchemy import event, select

from instructor import joining
from instructor.board import hall, picture
from instructor.board.fold import fold_all
from instructor.board.hub import Hub
from instructor.errors import AlreadyJoined, NotJoined, NotOpen, SeatMoved
from instructor.interventions import Intervener
from instructor.joining import Pair
from instructor.people import by_hand
from sandbox import journal, seats
from sandbox.accounts import staff
from sandbox.platform import db as platform
from sandbox.platform.db import read
from sandbox.platform.models import Audit, Guest, Sandbox
from sandbox.practice.models import Draft, Household
from sandbox.server.app import create_app
from sandbox.store import generations
from sandbox.store.sqlite import SqliteStore
from sandbox.web import COPY_SEEN
from scenarios.results.rows import attempts
from tests.conftest import NOON

BY = Intervener(2, "Sari")
SECTION = "/desa/keluarga/1/bagian/air-minum"


def join(opened, trainee=1):
    joining.join(opened.store, opened.clock, joining.pair_of(opened.seat(trainee)), by=BY)


def part(opened, trainee=1):
    joining.part(opened.store, opened.clock, joining.pair_of(opened.seat(trainee)), by=BY)


def named(opened, trainee, name=None):
    """The head of the first family in that person's copy; set to `name` first, where one is given."""
    with opened.store.open(opened.seat(trainee).pin, write=True) as session:
        household = session.get_one(Household, 1)
        if name:
            household.head_name = name
            session.commit()
        return household.head_name


def whose(opened, trainee):
    """(person, action) of every row of that person's copy."""
    with opened.store.open(opened.seat(trainee).pin) as session:
        return [(deed.person if deed.person > 0 else deed.detail.trainee, deed.action) for deed in journal.deeds(session)]


def at_practice(opened, trainee):
    """A browser of that person, logged in to the practice system of the copy where they sit."""
    browser = opened.browser(f"seat:{trainee}:1")
    code = opened.seat(trainee).village_code
    page = browser.get("/desa/masuk").text
    browser.post("/desa/masuk", data={"code": code, "password": f"desa-{code[-4:]}", **hidden(page)})
    return browser


def hidden(page):
    return dict(re.findall(r'<input type="hidden" name="(_[a-z]+)" value="([^"]*)">', page))


def test_joined_both_find_the_hosts_data_and_parted_each_goes_on_with_a_copy_of_what_both_had(opened):
    named(opened, 1, "Milik Sekdes"), named(opened, 2, "Milik Operator")
    join(opened)
    assert [named(opened, person) for person in (1, 2, 3)] == ["Milik Sekdes", "Milik Sekdes", "Kepala 1"]
    assert opened.seat(1).pin == opened.seat(2).pin
    assert (opened.seat(1).companion, opened.seat(2).companion, opened.seat(3).companion) == ("Operator", "Sekdes", "")
    named(opened, 2, "Milik berdua")
    part(opened, 2)
    assert [named(opened, person) for person in (1, 2)] == ["Milik berdua", "Milik berdua"]
    named(opened, 1, "Sendiri")
    assert [named(opened, person) for person in (1, 2)] == ["Sendiri", "Milik berdua"]
    assert (opened.seat(2).pin.sandbox, opened.seat(2).own_sandbox, opened.seat(2).companion) == (2, None, "")
    with read() as session:
        assert [(row.deed, row.target, row.account_id) for row in session.scalars(select(Audit).order_by(Audit.id))][-2:] == [
            ("join", "trainee:2", 2), ("part", "trainee:2", 2)]


def test_the_number_of_a_shared_copy_was_never_that_of_a_copy_of_either(opened):
    for _ in range(3):
        generations.renew(2, now=NOON)
    join(opened)
    assert opened.seat(1).pin.generation == 5
    part(opened)
    assert [opened.seat(person).pin.generation for person in (1, 2)] == [6, 6]


def test_what_is_asked_twice_or_of_a_closed_day_changes_nothing(opened):
    with pytest.raises(NotJoined):
        part(opened)
    with pytest.raises(NotOpen):
        join(opened, 5)
    seen = joining.pair_of(opened.seat(1))
    join(opened)
    with pytest.raises(AlreadyJoined):
        join(opened, 2)
    with pytest.raises(SeatMoved):
        joining.join(opened.store, opened.clock, seen, by=BY)
    assert joining.pair_of(opened.seat(2)).host.trainee_id == 1


def test_of_three_the_third_neither_takes_one_of_two_who_share_nor_hides_with_whom_one_shares(opened):
    third = by_hand.add(opened.seat(1).village_code, "operator2", "Ani", now=NOON, by=2)
    join(opened)
    with pytest.raises(AlreadyJoined):
        join(opened, third)
    part(opened)
    joining.join(opened.store, opened.clock, Pair(opened.seat(third), opened.seat(1)), by=BY)
    pair = joining.pair_of(opened.seat(1))
    assert {pair.host.trainee_id, pair.guest.trainee_id} == {1, third}
    part(opened)
    assert opened.seat(1).companion == ""


def test_of_two_who_join_at_once_one_does(opened):
    pair, start, met = joining.pair_of(opened.seat(1)), Barrier(2), []

    def press():
        with opened.app.app_context():
            start.wait()
            try:
                joining.join(opened.store, opened.clock, pair, by=BY)
                met.append("joined")
            except SeatMoved:
                met.append("moved")

    presses = [Thread(target=press) for _ in range(2)]
    for each in presses:
        each.start()
    for each in presses:
        each.join()
    assert sorted(met) == ["joined", "moved"]
    assert opened.seat(2).pin.sandbox == 1


def test_an_attempt_a_hand_and_a_draft_stay_their_owners_and_count_once(opened):
    begun = {"scenario": "kiriman-macet-di-antrean", "hash": "h", "number": 1, "skill": "pulihkan-kiriman"}
    opened.noted("begin", 1, detail=begun)
    opened.noted("begin", 2, detail=begun)
    join(opened)
    opened.clock.advance(60)
    opened.noted("begin", 2, detail=begun | {"number": 2})
    opened.noted("raise_hand", 2)
    with opened.store.open(opened.seat(1).pin, write=True) as session:
        session.add_all(Draft(person=person, record="household/1", part="air-minum", typed=[["q8", "496"]], kept_at=NOON,
                              base="x", problems=[]) for person in (1, 2))
        session.commit()
    part(opened)
    opened.noted("lower_hand", 1)
    assert {person: [each.number for each in found] for person, found in attempts().items()} == {1: [1], 2: [1, 2]}
    assert (1, "left") in whose(opened, 2)
    assert (2, "left") in whose(opened, 1)
    for person in (1, 2):
        with opened.store.open(opened.seat(person).pin) as session:
            assert [draft.person for draft in session.scalars(select(Draft))] == [person]
    board, here = fold_all(hall.rows_of_group(1, 10**6)), hall.open_hall()
    hands = {seat.trainee_id: board[hall.seat_key(seat)].hand is not None for seat in here.seats[:2]}
    assert hands == {1: False, 2: True}
    assert len(picture.archives(here, board)[2]) == 3


def test_the_panel_says_that_the_guests_exercise_has_stopped_and_the_hosts_goes_on(opened):
    begun = {"scenario": "kiriman-macet-di-antrean", "hash": "h", "number": 1, "skill": "pulihkan-kiriman"}
    opened.noted("begin", 2, detail=begun)
    join(opened)
    panels = {person: opened.browser(f"seat:{person}:1").get("/latihan/panel").text for person in (1, 2)}
    assert [person for person, panel in panels.items() if 'data-stopped="kiriman-macet-di-antrean"' in panel] == [2]
    assert "belum selesai, dan salinan desa Anda sudah berganti" in panels[2]


def test_a_hand_that_is_up_comes_along_with_its_hour_and_one_that_is_down_does_not(opened):
    opened.noted("raise_hand", 2, detail={"text": "Macet"})
    since = opened.clock.now()
    opened.clock.advance(60)
    join(opened)
    hand = fold_all(hall.rows_of_group(1, 10**6))[hall.seat_key(opened.seat(2))].hand
    assert (hand.at, hand.text) == (since, "Macet")
    assert [row for row in whose(opened, 2) if row[1] == "raise_hand"] == [(2, "raise_hand")]
    opened.noted("lower_hand", 2)
    part(opened)
    join(opened)
    assert fold_all(hall.rows_of_group(1, 10**6))[hall.seat_key(opened.seat(2))].hand is None


def test_the_board_that_was_folded_live_is_the_one_folded_from_the_journals_through_joining_and_parting(opened):
    live = Hub(opened.app, opened.clock.now)
    live.poll(0.0)
    opened.noted("raise_hand", 2)
    for change in (join, part):
        live.poll(float(len(live.seats)) + 5)
        change(opened)
        opened.noted("raise_hand", 1)
        live.poll(float(len(live.seats)) + 50)
    assert live.seats == fold_all(hall.rows_of_group(1, 10**6))


def test_a_form_of_before_saves_nothing_and_its_typing_is_found_among_the_drafts(opened):
    browsers = {person: at_practice(opened, person) for person in (1, 2)}
    shown = {person: hidden(browser.get(SECTION).text) for person, browser in browsers.items()}
    join(opened)
    for person, browser in browsers.items():
        answer = browser.post(SECTION, data={"q8": "496", "q9": "1", **shown[person]}, follow_redirects=True)
        assert "GL-409" in answer.text
        assert "sekarang dipakai berdua" in answer.text
        assert "Sumur gali" in browser.get("/desa/draf").text
    assert hidden(browsers[2].get(SECTION).text)["_generation"] == "2", "the practice login came along"
    part(opened)
    assert "Salinan desa dipisah lagi" in browsers[2].get("/desa/").text
    assert "Salinan desa dipisah lagi" in browsers[1].get("/desa/").text
    assert "dipisah" not in browsers[1].get("/desa/").text


def test_who_comes_in_after_the_joining_is_told_of_it_once(opened):
    assert "dipakai berdua" not in opened.browser("seat:1:1").get("/desa/masuk").text
    join(opened)
    browser = opened.browser("seat:2:1")
    assert "Salinan desa ini dipakai berdua: Anda dan Sekdes" in browser.get("/desa/masuk").text
    assert "dipakai berdua" not in browser.get("/desa/masuk").text


def test_what_a_browser_remembers_from_before_an_update_keeps_no_page_from_it(opened):
    browser = at_practice(opened, 1)
    with browser.client.session_transaction() as session:
        session[COPY_SEEN] = "1/1"
    assert browser.get("/desa/").status_code == 200


def test_two_who_save_the_same_part_at_once_lose_nothing(opened):
    join(opened)
    browsers = {person: at_practice(opened, person) for person in (1, 2)}
    forms = {person: {"q8": str(495 + person), "q9": "1", **hidden(browser.get(SECTION).text)}
             for person, browser in browsers.items()}
    opened.clock.advance(121)  # nobody has it open any more
    start, answers = Barrier(2), {}

    def save(person):
        start.wait()
        answers[person] = browsers[person].post(SECTION, data=forms[person]).location

    saves = [Thread(target=save, args=(person,)) for person in (1, 2)]
    for each in saves:
        each.start()
    for each in saves:
        each.join()
    late = next(person for person, location in answers.items() if "/pilih/" in location)
    assert sum("/pilih/" in location for location in answers.values()) == 1
    with opened.store.open(opened.seat(1).pin) as session:
        household = session.get_one(Household, 1)
        assert (household.answers["8"], household.version) == (str(495 + 3 - late), 2)
        (draft,) = session.scalars(select(Draft))
        assert (draft.person, ["q8", str(495 + late)] in draft.typed) == (late, True)
    page = browsers[late].get(answers[late]).text
    assert {"Sumur gali", "Sumur pompa"} <= set(re.findall(r"<strong>([^<]*)</strong>", page))


def test_a_record_that_one_has_open_is_not_saved_by_the_other_until_it_is_free_again(opened):
    join(opened)
    browsers = {person: at_practice(opened, person) for person in (1, 2)}
    forms = {person: {"q8": str(495 + person), "q9": "1", **hidden(browser.get(SECTION).text)}
             for person, browser in browsers.items()}
    assert "Sedang dibuka Sekdes sejak pukul" in browsers[2].get("/desa/keluarga/1/anggota/1").text
    assert "Sedang dibuka" not in browsers[2].get("/desa/keluarga/2/bagian/air-minum").text
    opened.clock.advance(100)
    browsers[1].post("/desa/ketikan", data=forms[1])
    opened.clock.advance(100)
    refused = browsers[2].post(SECTION, data=forms[2], follow_redirects=True)
    assert (refused.status_code, "DAT-423" in refused.text, "paling lambat pukul" in refused.text) == (423, True, True)
    assert "Sumur pompa" in refused.text, "the typing is kept"
    assert "/pilih/" not in browsers[1].post(SECTION, data=forms[1]).location
    assert "/pilih/" in browsers[2].post(SECTION, data=forms[2]).location, "free with the save; by now the answers are others"


def test_only_an_organiser_joins_and_parts_and_the_page_says_with_whom(opened):
    staff.create("sari", "Sari", "organiser", "sandi")
    sari = opened.browser("staff:2:1")
    assert opened.staff().post("/papan/peserta/1/gabung").status_code == 403
    assert "Gabungkan di salinan ini" in sari.get("/papan/peserta/2").text
    assert "Gabungkan di salinan ini" not in opened.staff().get("/papan/peserta/2").text
    asked = {"generasi": opened.seat(2).pin.generation}
    joined = sari.post("/papan/peserta/2/gabung", data=asked, follow_redirects=True).text
    assert "bekerja di satu salinan" in joined
    assert opened.seat(1).pin.sandbox == 2
    assert "dipakai bersama Operator" in opened.staff().get("/papan/peserta/1").text
    assert "sudah bekerja di satu salinan" in sari.post("/papan/peserta/1/gabung", data=asked, follow_redirects=True).text
    sari.post("/papan/peserta/1/pisah", data={"generasi": opened.seat(1).pin.generation})
    assert [opened.seat(person).pin.sandbox for person in (1, 2)] == [1, 2]
    assert "Tidak ada yang diubah" in sari.post("/papan/peserta/2/gabung", data=asked, follow_redirects=True).text
    assert [opened.seat(person).pin.sandbox for person in (1, 2)] == [1, 2], "a page of before they were parted joins nobody"
    with read() as session:
        assert session.scalars(select(Guest)).all() == []


def test_a_trainers_page_tells_each_persons_own_deeds(opened):
    join(opened)
    opened.noted("raise_hand", 2, detail={"text": "Milik operator"})
    pages = {person: opened.staff().get(f"/papan/peserta/{person}").text for person in (1, 2)}
    assert ["Milik operator" in pages[person] for person in (1, 2)] == [False, True]
    assert ["Salinan dipakai berdua" in pages[person] for person in (1, 2)] == [True, True]
    assert opened.staff().get("/papan").text.count("data-joined") == 2


def test_a_new_copy_given_to_one_of_two_is_given_to_both(opened):
    join(opened)
    named(opened, 2, "Bersama")
    opened.staff().post("/papan/peserta/2/mulai-baru", data={"generasi": opened.seat(2).pin.generation})
    assert [named(opened, person) for person in (1, 2)] == ["Kepala 1", "Kepala 1"]
    with read() as session:
        assert session.get_one(Sandbox, 1).generation == opened.seat(2).pin.generation


# Killed in between -------------------------------------------------------------------------------------------------------

class KilledAfterMark(SqliteStore):
    """A store whose process dies as soon as it has made a mark."""

    def mark(self, *arguments, **more):
        super().mark(*arguments, **more)
        os._exit(9)


def killed(opened, work, at):
    """Do that in another process, which dies at that point; its exit status."""
    child = os.fork()
    if child:
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    try:
        app = create_app(opened.services.settings, opened.clock)
        with app.app_context():
            store = SqliteStore(opened.store.folder, opened.store.template_folder)
            if at == "a mark":
                store = KilledAfterMark(store.folder, store.template_folder)
            elif at == "before the commit":
                event.listen(platform.db.engine, "commit", lambda _: os._exit(9))
            else:
                committed = []
                event.listen(platform.db.engine, "commit", committed.append)
                event.listen(platform.db.engine, "begin", lambda _: os._exit(9) if committed else None)
            work(store, opened.clock, joining.pair_of(seats.seat(1)), by=BY)
    finally:
        os._exit(1)


@pytest.mark.sqlite
@pytest.mark.skipif(not hasattr(os, "fork"), reason="kills a process of its own")
@pytest.mark.parametrize("at", ["a mark", "before the commit", "after the commit"])
def test_killed_at_any_point_it_has_happened_wholly_or_not_at_all(opened, at):
    named(opened, 1, "Milik Sekdes"), named(opened, 2, "Milik Operator")
    is_done = at == "after the commit"
    assert killed(opened, joining.join, at) == 9
    assert [named(opened, person) for person in (1, 2)] == ["Milik Sekdes", "Milik Sekdes" if is_done else "Milik Operator"]
    assert (opened.seat(2).own_sandbox, opened.seat(1).companion) == ((2, "Operator") if is_done else (None, ""))
    if not is_done:
        join(opened)
    named(opened, 2, "Berdua")
    assert killed(opened, joining.part, at) == 9
    assert [named(opened, person) for person in (1, 2)] == ["Berdua", "Berdua"]
    assert (opened.seat(2).own_sandbox, opened.seat(2).pin.sandbox) == ((None, 2) if is_done else (2, 1))
    if not is_done:
        part(opened)
    assert [named(opened, person) for person in (1, 2)] == ["Berdua", "Berdua"]
    with opened.store.open(opened.seat(2).pin) as session:
        assert [deed.action for deed in journal.deeds(session)] == ["joined", "joined", "left"]
