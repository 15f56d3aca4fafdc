"""A trainer's new copy for one seat can be taken back, until somebody saved something in it."""

from sandbox.actions import Action
from sandbox.deeds import HOUSEHOLD, SAVE
from sandbox.desks import desk_for
from sandbox.platform.groups import day_of
from sandbox.store import generations
from scenarios.day import course
from tests.conftest import NOON
from tests.instructor.test_pages import fields, text

PAGE, UNDO = "/papan/peserta/1", "/papan/peserta/1/batal-mulai-baru"


def renewed(opened):
    """A client whose page offers to take the new copy of the first seat back, and what its form sends."""
    client, address = opened.staff(), f"{PAGE}/mulai-baru"
    client.post(address, data=fields(text(client, PAGE), address))
    return client, fields(text(client, PAGE), UNDO)


def save(opened):
    desk = desk_for(opened.seat(), opened.clock)
    opened.services.gate.perform(Action(SAVE, desk, page=HOUSEHOLD), lambda session, now: None, token=desk.pin.generation)


def begin(opened):
    exercise = course.read(day_of(1)[0]).exercises[0]
    opened.noted("begin", detail={"scenario": exercise.id, "hash": exercise.hash})
    return exercise.title


def test_taking_it_back_asks_and_names_what_would_go(opened):
    client, _ = renewed(opened)
    assert "Di salinan baru belum ada yang dikerjakan." in text(client, PAGE)
    title = begin(opened)
    assert f"Yang sudah dimulai di salinan baru tidak dilanjutkan: {title}." in text(client, PAGE)


def test_a_copy_in_which_something_was_saved_stays(opened):
    client, form = renewed(opened)
    save(opened)
    assert UNDO not in text(client, PAGE)
    client.post(UNDO, data=form)
    assert "Tidak dibatalkan: pukul 12.00.00 ada yang disimpan di salinan baru." in text(client, PAGE)
    assert opened.seat().pin.generation == 2


def test_what_was_saved_before_the_reset_does_not_keep_it(opened):
    save(opened)
    client, form = renewed(opened)
    client.post(UNDO, data=form)
    assert opened.seat().pin.generation == 1


def test_whoever_began_an_exercise_anew_is_not_thrown_back(opened):
    client, form = renewed(opened)
    assert generations.begin_anew(opened.seat().pin.sandbox, source="template", seen=2, now=NOON)
    assert UNDO not in text(client, PAGE)
    assert client.post(UNDO, data=form).status_code == 409
    assert opened.seat().pin.generation == 3


def test_of_two_who_begin_anew_at_once_one_renews(opened):
    sandbox = opened.seat().pin.sandbox
    assert [generations.begin_anew(sandbox, source="template", seen=1, now=NOON) for _ in range(2)] == [True, False]
    assert opened.seat().pin.generation == 2
