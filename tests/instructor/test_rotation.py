"""Ganti kelompok, its preflight and its undo."""

import pytest

from instructor.attendance import acts
from instructor.attendance.register import Half
from instructor.board import hall
from instructor.days import groups, rotation, undo
from instructor.errors import AlreadyRotated, NothingToUndo, NotRead, RenewedSince, RotationBlocked, UndoTooLate
from instructor.reports.results import days
from sandbox.actions import Action, note
from sandbox.deeds import BEGIN, HOUSEHOLD, JUDGED, SAVE
from sandbox.desks import desk_for
from sandbox.details import BeginDetails, Details, read
from sandbox.journal import Journal
from sandbox.store import feed, generations
from tests.conftest import NOON

BEGUN = {"scenario": "kiriman-macet-di-antrean", "hash": "h", "number": 1, "skill": "pulihkan-kiriman"}
VERDICT = {"scenario": BEGUN["scenario"], "mistakes": ["kirim-ganda"]}
SOLVED = (BEGUN["scenario"], ("kirim-ganda",), True)
ERRED = (BEGUN["scenario"], ("kirim-ganda",), False)


def rotate(training, *, read_notes: bool = True) -> rotation.Rotated:
    built = training.services
    return rotation.rotate(store=built.store, clock=built.clock, settings=built.settings, read_notes=read_notes)


def plan(training) -> rotation.Plan:
    built = training.services
    return rotation.plan(store=built.store, clock=built.clock, settings=built.settings)


def save(training, trainee: int) -> None:
    """A change of the practice data, through the gate."""
    desk = desk_for(training.seat(trainee), training.clock)
    training.services.gate.perform(Action(SAVE, desk, page=HOUSEHOLD), lambda session, now: None, token=desk.pin.generation)


def solve(training, trainee: int = 1) -> None:
    training.noted("begin", trainee, attempt=1, detail=BEGUN)
    training.noted("judged", trainee, attempt=1, detail={**VERDICT, "met": ["sampai"], "solved": True})


def results() -> list[tuple[str, tuple[str, ...], bool]]:
    """Of the first day: exercise, mistakes and whether it was solved, of every attempt."""
    day, = days([1], now=NOON)
    return [(each.scenario, each.mistakes, each.solved_at is not None) for person in day.people for each in person.attempts]


def test_the_next_group_is_open_and_the_results_stay(opened):
    solve(opened)
    done = rotate(opened)
    assert (done.group, done.trainees, done.attempts) == (2, 4, 1)
    assert [group.state for group in groups.all_groups()] == ["closed", "open"]
    assert results() == [SOLVED]
    assert opened.seat().pin.generation == 2


def test_who_is_there_is_counted_as_on_the_list_of_attendance(opened):
    solve(opened)
    generations.renew(opened.seat().pin.sandbox, now=NOON)
    acts.record(2, Half.AFTERNOON, key="k", by=2, now=opened.clock.now())
    assert plan(opened).present == 2


def test_what_is_saved_after_the_change_is_in_the_results(opened):
    late = desk_for(opened.seat(), opened.clock)
    note(opened.store, late, BEGIN, attempt=1, detail=read(BeginDetails, BEGUN))
    rotate(opened)
    note(opened.store, late, JUDGED, attempt=1, detail=read(Details, VERDICT))
    assert results() == [ERRED]


def test_a_late_row_that_the_feed_gets_only_after_a_stop_is_in_the_results_too(opened):
    late = desk_for(opened.seat(), opened.clock)
    note(opened.store, late, BEGIN, attempt=1, detail=read(BeginDetails, BEGUN))
    rotate(opened)
    with opened.store.open(late.pin, write=True) as session:  # committed; its process ends before the feed has it
        session.add(Journal(at=NOON, wall_at=NOON, person=1, action="judged", outcome="noted", attempt=1,
                            detail=VERDICT))
        session.commit()
    feed.catch_up(opened.store, 0.0)
    assert results() == [ERRED]


@pytest.mark.sqlite
def test_a_damaged_copy_costs_nobody_their_results(opened):
    solve(opened)
    opened.store.close()
    for file in opened.store.folder.glob("*/g*.sqlite"):
        file.write_bytes(b"damaged")
    assert rotate(opened).attempts == 1
    assert results() == [SOLVED]


def test_notes_have_to_be_read_first(opened):
    opened.noted("raise_hand")
    check = next(check for check in plan(opened).checks if check.level == "read")
    assert check.strong == "1 orang memanggil pelatih"
    assert check.text.startswith("Desa1 (Sekdes).")
    with pytest.raises(NotRead):
        rotate(opened, read_notes=False)
    assert groups.by_number(1).state == "open"


def test_a_village_without_its_template_blocks(opened):
    (sidecar,) = opened.store.template_folder.glob("35.10.03*.json")
    aside = sidecar.rename(sidecar.with_suffix(".aside"))
    check = plan(opened).checks[0]
    assert (check.level, check.strong) == ("blocks", "Data 1 desa belum siap")
    with pytest.raises(RotationBlocked):
        rotate(opened)
    assert groups.by_number(1).state == "open"
    assert opened.seat().pin.generation == 1
    aside.rename(sidecar)  # as the builder publishes it
    rotate(opened)
    assert groups.by_number(2).state == "open"


@pytest.mark.both
def test_undo_brings_everything_back_as_it_was_left(opened):
    solve(opened)
    before = hall.open_hall()
    rotate(opened)
    opened.clock.advance(600)
    assert undo.undo(store=opened.store, clock=opened.clock).group == 1
    after = hall.open_hall()
    assert before is not None
    assert after is not None
    assert [seat.pin.generation for seat in after.seats] == [seat.pin.generation for seat in before.seats]
    assert after.now(opened.clock.now()) == before.now(NOON)
    assert groups.by_number(2).state == "planned"
    assert results() == [SOLVED]


def test_after_an_undo_the_next_rotation_gives_fresh_numbers(opened):
    rotate(opened)
    undo.undo(store=opened.store, clock=opened.clock)
    rotate(opened)
    assert opened.seat().pin.generation == 3


def test_looking_does_not_end_the_undo_but_the_first_write_does(opened):
    rotate(opened)
    opened.clock.advance(60)
    opened.noted("raise_hand", 5)
    last = undo.last()
    assert last is not None
    assert undo.first_write(last) is None
    save(opened, 5)
    with pytest.raises(UndoTooLate) as refused:
        undo.undo(store=opened.store, clock=opened.clock)
    assert str(refused.value) == "Tidak bisa dibatalkan lagi: Desa3 (Sekdes) sudah menyimpan pukul 12.01.00."
    assert groups.by_number(2).state == "open"


def test_there_is_nothing_to_undo_twice(opened):
    rotate(opened)
    undo.undo(store=opened.store, clock=opened.clock)
    with pytest.raises(NothingToUndo):
        undo.undo(store=opened.store, clock=opened.clock)


def test_seats_that_were_tried_before_their_day_start_anew(opened):
    opened.noted("raise_hand", 5)
    assert any(check.strong == "1 kursi Kelompok 2 pernah dipakai" for check in plan(opened).checks)
    rotate(opened)
    assert opened.seat(5).pin.generation == 2


@pytest.mark.both
def test_of_two_who_press_at_once_or_two_nodes_at_a_set_time_one_changes_the_group(opened):
    built = opened.services
    rotate(opened)
    for late in ({"expected": 2}, {"leaving": 1}):
        with pytest.raises(AlreadyRotated):
            rotation.rotate(store=built.store, clock=built.clock, settings=built.settings, read_notes=True, **late)
    assert groups.by_number(2).state == "open"


def test_undo_does_not_pass_over_a_reset_that_came_after(opened):
    rotate(opened)
    opened.clock.advance(60)
    generations.reset_all(now=opened.clock.now())
    with pytest.raises(RenewedSince):
        undo.undo(store=opened.store, clock=opened.clock)
    assert groups.by_number(2).state == "open"
