"""A damaged copy in the hall: board and trainee's page name it, its reset mends it, and nothing that happened is denied."""

import pytest

from instructor import joining
from instructor.board.hub import Hub
from instructor.days import groups, rotation
from instructor.days import undo as undoing
from instructor.errors import UndoTooLate
from instructor.interventions import Intervener
from sandbox import seats
from sandbox.platform.db import read, write
from sandbox.platform.models import Intervention
from sandbox.server.cli import _after_a_stop
from sandbox.store import feed
from sandbox.store.base import SandboxDamaged
from tests import damaged
from tests.instructor.test_undo import save

pytestmark = pytest.mark.sqlite  # of files

BY_KIND = pytest.mark.parametrize("spoil", damaged.KINDS, ids=lambda kind: kind.__name__)
NAME = "Desa1 (Sekdes)"


def spoilt(opened, spoil, trainee=1):
    """That trainee's copy, used before and damaged now."""
    opened.noted("raise_hand", trainee)
    opened.store.close()
    spoil(opened.store.path(opened.seat(trainee).pin))


@BY_KIND
def test_the_trainee_is_told_whom_to_call_and_the_neighbour_goes_on(opened, spoil):
    spoilt(opened, spoil)
    answer = opened.browser("seat:1:1").get("/desa/masuk")
    assert answer.status_code == 503
    for word in ("GL-509", NAME, "Panggil pelatih"):
        assert word in answer.get_data(as_text=True)
    assert opened.browser("seat:2:1").get("/desa/masuk").status_code == 200


@BY_KIND
def test_the_trainers_page_of_that_seat_says_what_is_wrong_and_its_button_mends_it(opened, spoil):
    spoilt(opened, spoil)
    page = opened.staff().get("/papan/peserta/1")
    assert page.status_code == 200
    assert "GL-509" in page.get_data(as_text=True)
    pressed = opened.staff().post("/papan/peserta/1/mulai-baru", data={"generasi": opened.seat().pin.generation})
    assert pressed.status_code == 302
    assert "mendapat salinan baru" in opened.staff().get("/papan/peserta/1").get_data(as_text=True)
    assert opened.browser("seat:1:1").get("/desa/masuk").status_code == 200


def test_the_board_names_seat_file_and_remedy_until_the_seat_has_a_new_copy(opened):
    spoilt(opened, damaged.halved)
    hub = Hub(opened.app, opened.clock.now)
    assert NAME not in hub.snapshot("id").needs
    with pytest.raises(SandboxDamaged):
        feed.copy(opened.store, opened.seat().pin)
    told = hub.snapshot("id").needs
    for word in (NAME, "1/g1.sqlite", "Salinan baru", "/papan/peserta/1"):
        assert word in told
    opened.staff().post("/papan/peserta/1/mulai-baru", data={"generasi": 1})
    assert NAME not in hub.snapshot("id").needs


def test_who_has_a_damaged_copy_is_joined_to_the_other_and_works_on_there(opened):
    spoilt(opened, damaged.halved, 2)
    joining.join(opened.store, opened.clock, joining.pair_of(opened.seat(1)), by=Intervener(1, "Rini"))
    assert opened.seat(2).pin.sandbox == 1
    assert opened.browser("seat:2:1").get("/desa/masuk").status_code == 200


@BY_KIND
def test_a_message_to_a_damaged_seat_is_kept_and_not_said_to_have_arrived(opened, spoil):
    spoilt(opened, spoil)
    browser = opened.staff()
    assert browser.post("/papan/peserta/1/pesan", data={"text": "Sebentar.", "kunci": "k"}).status_code == 302
    page = browser.get("/papan/peserta/1").get_data(as_text=True)
    assert "belum sampai" in page
    assert "Pesan terkirim" not in page
    with read() as session:
        assert [row.applied_at for row in session.query(Intervention)] == [None]


@BY_KIND
def test_the_group_is_changed_and_taken_back_past_a_damaged_copy(opened, spoil):
    spoilt(opened, spoil)
    services = opened.services
    done = rotation.rotate(store=services.store, clock=services.clock, settings=services.settings, read_notes=True)
    assert done.group == 2
    entered = seats.seats(groups.by_number(2).id)[0]
    opened.noted("raise_hand", entered.trainee_id)
    opened.store.close()
    spoil(opened.store.path(entered.pin))
    assert undoing.undo(store=services.store, clock=services.clock).group == 1


def test_a_save_in_a_damaged_copy_of_which_the_feed_tells_keeps_the_undo_from_happening(opened):
    services = opened.services
    rotation.rotate(store=services.store, clock=services.clock, settings=services.settings, read_notes=True)
    entered = seats.seats(groups.by_number(2).id)[0]
    with write() as session:  # the undo's first step, then the save of somebody who was inside already
        begun = undoing.begin(session, now=services.clock.now())
    save(opened, entered)
    opened.store.close()
    damaged.bad_header(opened.store.path(entered.pin))
    with pytest.raises(UndoTooLate):
        undoing.finish(begun, store=services.store, clock=services.clock, by=0)


@BY_KIND
def test_the_server_starts_past_damage_of_every_kind(opened, spoil):
    spoilt(opened, spoil)
    strangers = damaged.strangers(opened.services.settings.sandboxes)
    _after_a_stop(opened.app)
    assert all(file.exists() for file in strangers)
    assert opened.browser("seat:2:1").get("/desa/masuk").status_code == 200
