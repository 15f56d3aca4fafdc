"""Undoing a rotation while people save: what was acknowledged is in the copies that people have, or its author was told."""

from collections.abc import Callable
from threading import Barrier, Event, Thread

import pytest

from instructor.days import groups, rotation, undo
from instructor.errors import AlreadyRotated, NothingToUndo, UndoTooLate
from sandbox import journal
from sandbox.actions import Action
from sandbox.deeds import HOUSEHOLD, SAVE
from sandbox.desks import desk_for
from sandbox.errors import LateSave
from sandbox.platform.db import write
from sandbox.platform.models import GroupState
from sandbox.seats import Seat
from sandbox.store import generations

NEXT = (5, 6, 7, 8)
"""The trainees of group 2."""


@pytest.fixture
def rotated(opened):
    """Group 2 is open; nobody has saved yet."""
    built = opened.services
    rotation.rotate(store=built.store, clock=built.clock, settings=built.settings, read_notes=True)
    return opened


def take_back(training) -> None:
    undo.undo(store=training.store, clock=training.clock)


def save(training, seat: Seat, during: Callable[[], None] = lambda: None) -> bool:
    """A save by somebody whom the door let in as `seat`; `during` runs inside its transaction. Whether it was acknowledged."""
    desk = desk_for(seat, training.clock)
    try:
        training.services.gate.perform(Action(SAVE, desk, page=HOUSEHOLD), lambda session, now: during(),
                                       token=desk.pin.generation)
    except LateSave:
        return False
    return True


def saves_in_present_copies(training) -> int:
    found = 0
    for trainee in NEXT:
        with training.store.open(training.seat(trainee).pin) as session:
            found += sum(deed.action == "save" for deed in journal.deeds(session))
    return found


def test_a_save_that_ends_after_the_undo_is_told_that_it_came_too_late(rotated):
    seat, inside, go = rotated.seat(5), Event(), Event()
    acknowledged: list[bool] = []

    def author() -> None:
        with rotated.app.app_context():
            acknowledged.append(save(rotated, seat, lambda: (inside.set(), go.wait(120))[0]))

    thread = Thread(target=author)
    thread.start()
    assert inside.wait(120)
    take_back(rotated)
    go.set()
    thread.join()
    assert acknowledged == [False]
    assert groups.by_number(1).state is GroupState.OPEN


def test_a_save_between_the_first_look_and_the_act_ends_the_undo(rotated):
    seat = rotated.seat(5)
    with write() as session:  # the undo's first step, then the save of somebody who was inside already
        last = undo.begin(session, now=rotated.clock.now())
    assert save(rotated, seat) is False
    with pytest.raises(UndoTooLate, match=r"Desa3 \(Sekdes\) sudah menyimpan"):
        undo.finish(last, store=rotated.store, clock=rotated.clock, by=0)
    assert groups.by_number(2).state is GroupState.OPEN
    assert rotated.seat(5).pin == seat.pin
    assert saves_in_present_copies(rotated) == 1


@pytest.mark.both
def test_however_saves_and_the_undo_fall_together_none_is_lost_untold(rotated):
    """Four people save at once with the undo, ten times over: a real race, whose every outcome must be one of two."""
    for _ in range(10):
        let_in, start = [rotated.seat(trainee) for trainee in NEXT], Barrier(len(NEXT) + 1)
        acknowledged: list[bool] = []

        def author(seat: Seat, start: Barrier = start, acknowledged: list[bool] = acknowledged) -> None:
            with rotated.app.app_context():
                start.wait(120)
                acknowledged.append(save(rotated, seat))

        threads = [Thread(target=author, args=(seat,)) for seat in let_in]
        for thread in threads:
            thread.start()
        start.wait(120)
        try:
            take_back(rotated)
        except UndoTooLate:
            for thread in threads:
                thread.join()
            assert saves_in_present_copies(rotated) >= sum(acknowledged)
            assert groups.by_number(2).state is GroupState.OPEN
            return  # what stands now can't be undone again
        for thread in threads:
            thread.join()
        assert not any(acknowledged)
        built = rotated.services
        rotation.rotate(store=built.store, clock=built.clock, settings=built.settings, read_notes=True)


def test_an_undo_that_a_stop_cut_off_is_finished_at_the_next_look(rotated):
    with write() as session:
        undo.begin(session, now=rotated.clock.now())
    assert undo.finish_pending(store=rotated.store, clock=rotated.clock) is True
    assert [group.state for group in groups.all_groups()] == [GroupState.OPEN, GroupState.PLANNED]
    assert undo.finish_pending(store=rotated.store, clock=rotated.clock) is False


def test_a_save_of_the_cut_off_moment_makes_the_change_stand(rotated):
    seat = rotated.seat(5)
    with write() as session:
        undo.begin(session, now=rotated.clock.now())
    save(rotated, seat)
    undo.finish_pending(store=rotated.store, clock=rotated.clock)
    assert [group.state for group in groups.all_groups()] == [GroupState.CLOSED, GroupState.OPEN]
    assert rotated.seat(5).pin == seat.pin


def test_no_group_is_opened_while_an_undo_looks(rotated):
    with write() as session:
        undo.begin(session, now=rotated.clock.now())
    with pytest.raises(AlreadyRotated):
        groups.open_group(2, now=rotated.clock.now())


def test_a_clock_that_was_set_back_hides_no_save_from_the_undo(rotated):
    rotated.clock.advance(-3600)
    assert save(rotated, rotated.seat(5))
    with pytest.raises(UndoTooLate):
        take_back(rotated)


def test_a_save_in_a_copy_that_was_replaced_since_ends_the_undo_too(rotated):
    rotated.clock.advance(60)
    save(rotated, rotated.seat(5))
    generations.renew(rotated.seat(5).pin.sandbox, now=rotated.clock.now())
    with pytest.raises(UndoTooLate):
        take_back(rotated)


def test_the_button_of_an_older_page_undoes_no_later_rotation(rotated):
    shown = undo.last()
    assert shown is not None
    take_back(rotated)
    built = rotated.services
    rotation.rotate(store=built.store, clock=built.clock, settings=built.settings, read_notes=True)
    with pytest.raises(NothingToUndo):
        undo.undo(store=rotated.store, clock=rotated.clock, expected=shown.id)
    assert groups.by_number(2).state is GroupState.OPEN
