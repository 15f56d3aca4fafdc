"""How an attempt begins: from the seat's seed, and back to that moment by starting over."""

from dataclasses import replace
from datetime import date
from random import Random

import pytest

from sandbox.details import written
from sandbox.practice import nik
from sandbox.practice.households import checking, households, members
from sandbox.practice.models import Submission
from sandbox.practice.rules.case import HouseholdData
from sandbox.practice.rules.check import check_member
from sandbox.store import generations
from sandbox.store.base import TEMPLATE
from sandbox.store.sqlite import MarkMissing
from scenarios.attempt import known, papers
from scenarios.file.loader import library
from scenarios.play import begin
from scenarios.play.begin import Choices
from scenarios.play.picking import NothingToPick
from scenarios.proof.oracle import Witness
from tests.conftest import AS_OF
from tests.scenarios.conftest import GOAL, pin
from tests.scenarios.factories import FRAME, TWINS, a_scenario, a_village, chosen

OPERATOR = Choices("35.10.02.2003", "operator", "coba", 1)


def test_the_same_choices_give_the_same_exercise():
    with a_village() as session:
        scenario = library()["entri-satu-keluarga"].scenario
        assert chosen(session, scenario, OPERATOR) == chosen(session, scenario, OPERATOR)


def test_another_go_is_another_variant():
    with a_village() as session:
        scenario = library()["entri-satu-keluarga"].scenario
        again = Choices("35.10.02.2003", "operator", "coba", 2)
        assert chosen(session, scenario, OPERATOR).papers != chosen(session, scenario, again).papers


def test_the_two_people_of_a_village_are_in_different_halves():
    for number in range(1, 9):
        pair = [Choices("35.10.02.2003", role, "coba", number).twin(1) for role in ("sekdes", "operator")]
        assert sorted(pair) == ["a", "b"]


def test_villages_are_spread_over_both_halves():
    twins = [Choices(f"35.10.02.{serial}", "sekdes", "coba", 1).twin(1) for serial in range(2001, 2101)]
    assert 30 < twins.count("a") < 70


def test_only_an_exercise_with_twins_has_one():
    with a_village() as session:
        assert chosen(session, a_scenario(), OPERATOR).twin is None
        assert chosen(session, a_scenario(TWINS), OPERATOR).twin in ("a", "b")


@pytest.mark.parametrize("seed", range(6))
def test_a_new_familys_card_fits_every_rule_of_the_form(seed):
    with a_village() as session:
        paper = papers.family(session, Random(seed), "kk", 4)
        facts = checking.facts_for(session, None)
        lines = [{**line, "birth_date": date.fromisoformat(line["birth_date"])} for line in paper["members"]]
        people = [members.data_from(line, place) for place, line in enumerate(lines, start=1)]
        household = HouseholdData(**paper["card"])
        found = [finding for person in people for finding in check_member(
            person, household, facts, others=[other for other in people if other is not person])]
    assert found == []


def test_a_new_family_is_unknown_to_the_village():
    with a_village() as session:
        paper = papers.family(session, Random(1), "kk", 4)
        assert households.by_number(session, paper["card"]["number"]) == []
        assert paper["card"]["number"].startswith(nik.practice_prefix("35.10.02"))
        assert len({line["nik"] for line in paper["members"]}) == 4
        assert all(line["birth_date"] < AS_OF.isoformat() for line in paper["members"])


def test_notes_ask_for_something_that_is_not_there_yet():
    present = {"8": "496", "9": ["1"], "air-lain": [{"water": "497", "condition": "1"}, {"water": "503", "condition": "1"}]}
    for seed in range(30):
        answers = papers.notes(Random(seed), "kk", ["8", "9"], present)["answers"]
        assert answers["8"] not in ("496", "497", "503")
        assert answers["9"] != ["1"]


def test_notes_of_what_comes_in_leave_no_more_to_be_spent():
    sums = [papers.notes(Random(seed), "kk", ["1"], {"1": 9_000_000, "2": 8_730_000})["answers"]["1"] for seed in range(30)]
    assert min(sums) > 8_730_000


def test_no_fitting_household_is_said_plainly():
    with a_village() as session:
        scenario = library()["kiriman-macet-di-antrean"].scenario  # wants one that is complete; these have no answers
        with pytest.raises(NothingToPick, match="tidak ada data yang cocok untuk latihan 5.1"):
            chosen(session, scenario, OPERATOR)


def test_a_household_of_an_earlier_attempt_is_not_picked_again(lesson):
    seat = lesson()
    picked = {seat.kk}
    for number in (2, 3):
        begin.begin(seat.store, seat.desk, pin(FRAME + GOAL), number=number, after=number)
        picked.add(seat.kk)
    assert len(picked) == 3


def test_the_begin_row_says_everything_that_was_chosen(lesson):
    seat = lesson()
    row = seat.journal()[-1]
    assert (row.action, row.attempt) == ("begin", row.id)
    assert {"scenario", "hash", "skill", "goals", "given", "prints", "households", "mark"} <= set(written(row.detail))


def test_ulangi_comes_back_to_the_moment_before_and_is_another_go(lesson, hall):
    seat = lesson()
    first = seat.attempt
    seat.submit()
    renewed = begin.again(seat.store, seat.desk, first, pin(FRAME + GOAL), number=2)
    assert renewed.pin.generation == seat.desk.pin.generation + 1
    with seat.store.open(renewed.pin) as session:
        second = known.current(session, renewed.person)
        assert households.by_number(session, first.numbers["kk"])
        assert session.query(Submission).count() == 0
    assert (second.number, second.mark) == (2, first.mark)


def test_while_another_works_in_the_same_copy_no_moment_is_kept_and_nothing_is_renewed(lesson):
    seat = after_some_work(lesson())
    shared = replace(seat.desk, companion="Sekdes")
    first = seat.attempt
    assert begin.again(seat.store, shared, first, pin(FRAME + GOAL), number=2) == shared
    begin.begin(seat.store, shared, pin(FRAME + GOAL), number=2, after=first.id)
    assert (seat.attempt.number, seat.attempt.mark, generations.generation(2)) == (2, "", 1)
    with pytest.raises(MarkMissing):
        begin.again(seat.store, seat.desk, seat.attempt, pin(FRAME + GOAL), number=3)


@pytest.mark.both
def test_ulangi_twice_uses_the_same_kept_moment(lesson):
    seat = after_some_work(lesson())
    desk = seat.desk
    for number in (3, 4):
        with seat.store.open(desk.pin) as session:
            running = known.current(session, desk.person)
            contents = Witness(session, desk.person, desk.clock.now()).contents()
        desk = begin.again(seat.store, desk, running, pin(FRAME + GOAL), number=number)
    assert generations.generation(desk.pin.sandbox) == 3
    assert len(kept(seat)) == 1
    assert [row for row in contents["kk"] if "sandbox" in row] == [], "what is stored of it is the same in each of these copies"


def after_some_work(seat):
    """The seat in its second exercise, which began after something was sent."""
    seat.submit()
    begin.begin(seat.store, seat.desk, pin(FRAME + GOAL), number=2, after=seat.attempt.id)
    return seat


def test_the_kept_moment_of_a_copy_in_which_nothing_was_done_is_its_source(lesson):
    seat = lesson()
    assert seat.attempt.mark == TEMPLATE
    renewed = begin.again(seat.store, seat.desk, seat.attempt, pin(FRAME + GOAL), number=2)
    assert renewed.pin.source == TEMPLATE
    assert kept(seat) == []


def test_looking_and_logging_in_do_nothing_to_a_copy_and_printing_does(lesson, hall):
    seat, fresh = lesson(), hall.desk(1, 1)
    seat.desk = fresh
    seat.do("open", "households")
    seat.do("login", "login")
    assert begin._keep_this_moment(seat.store, fresh) == TEMPLATE
    seat.do("open", "receipt", "K-2026-0001")
    assert begin._keep_this_moment(seat.store, fresh) == "mark:g1-3"


def test_the_kept_moment_of_a_copy_of_a_kept_moment_is_that_one(lesson):
    seat = after_some_work(lesson())
    seat.desk = begin.again(seat.store, seat.desk, seat.attempt, pin(FRAME + GOAL), number=3)
    renewed = generations.renew(seat.desk.pin.sandbox, source=seat.attempt.mark, now=seat.desk.clock.wall())
    assert renewed.sandboxes == 1
    fresh = replace(seat.desk, pin=generations.pin(seat.desk.pin.sandbox))
    assert begin._keep_this_moment(seat.store, fresh) == fresh.pin.source == seat.attempt.mark


def kept(seat):
    """The seat's kept moments."""
    return [each for each in seat.store.kept() if (each.sandbox, each.name[:5]) == (seat.desk.pin.sandbox, "mark-")]


def test_of_two_presses_at_once_on_mulai_one_begins(lesson):
    seat = lesson()
    running = seat.attempt.id
    begun = [begin.begin(seat.store, seat.desk, pin(FRAME + GOAL), number=2, after=running) for _ in range(2)]
    assert [each is None for each in begun] == [False, True]
    assert [deed.action for deed in seat.journal()].count("begin") == 2


def test_of_two_presses_at_once_on_ulangi_one_renews(lesson):
    seat = lesson()
    desk, first = seat.desk, seat.attempt
    renewed = [begin.again(seat.store, desk, first, pin(FRAME + GOAL), number=2) for _ in range(2)]
    assert [each.pin.generation for each in renewed] == [2, 1]
    assert generations.generation(desk.pin.sandbox) == 2


def test_after_ulangi_the_next_exercise_can_begin(lesson):
    seat = lesson()
    renewed = begin.again(seat.store, seat.desk, seat.attempt, pin(FRAME + GOAL), number=2)
    with seat.store.open(renewed.pin) as session:
        running = known.current(session, renewed.person)
    assert begin.begin(seat.store, renewed, pin(FRAME + GOAL), number=3, after=running.id) is not None


def test_a_beginning_that_was_interrupted_keeps_the_moment_of_the_next_one(lesson):
    seat = lesson()
    kept = begin._keep_this_moment(seat.store, seat.desk)
    assert begin._keep_this_moment(seat.store, seat.desk) == kept
    seat.submit()
    assert begin._keep_this_moment(seat.store, seat.desk) != kept


def test_ulangi_without_its_kept_moment_changes_nothing_and_says_so(lesson):
    seat = after_some_work(lesson())
    desk, first = seat.desk, seat.attempt
    seat.store.remove(kept(seat))
    with pytest.raises(MarkMissing):
        begin.again(seat.store, desk, first, pin(FRAME + GOAL), number=3)
    assert generations.generation(desk.pin.sandbox) == 1
