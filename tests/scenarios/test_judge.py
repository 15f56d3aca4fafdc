"""Judging: what hangs on an unknown fate is held back; mistakes stay, and are said to be repaired."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sandbox.clock import Pause, hall_time
from sandbox.details import News
from sandbox.practice.households import households
from sandbox.practice.records import HouseholdRecord
from sandbox.practice.submissions import submissions
from scenarios.attempt.world import Data, World
from scenarios.play.judge import judge
from scenarios.play.standing import news
from tests.conftest import NOON
from tests.scenarios.factories import KK, KK_KEY, OTHER, TWINS, a_deed, a_scenario, a_village, an_attempt

SENT = "{submissions: {record: kk}, count: 1}"
DOUBLE = """
mistakes:
  - {id: ganda, text: Dua kiriman., check: {doubled: kk}}
wrong_turns:
  - {mistake: ganda, steps: [{submit: kk}]}
"""


def judged(scenario, session, *deeds, now=NOON, twin="b"):
    return judge(scenario, World(an_attempt(*deeds, twin=twin), Data(session), now))


def send(session):
    sent = submissions.submit(session, HouseholdRecord(households.by_number(session, KK)[0]), by="Operator", now=NOON)
    session.commit()
    return sent


def test_a_goal_that_hangs_on_an_unknown_fate_ticks_only_after_looking():
    scenario = a_scenario(TWINS, check=SENT)
    struck = a_deed(2, "submit", "household", KK_KEY, fault="hilang")
    with a_village() as session:
        send(session)
        before = judged(scenario, session, struck).goals[0]
        after = judged(scenario, session, struck, a_deed(3, "open", "outbox")).goals[0]
    assert (before.met, before.shown, after.shown) == (True, False, True)


def test_an_exercise_is_not_solved_while_its_fate_is_unknown():
    scenario = a_scenario(TWINS, check=SENT)
    struck = a_deed(2, "submit", "household", KK_KEY, fault="hilang")
    with a_village() as session:
        send(session)
        assert not judged(scenario, session, struck).solved
        assert judged(scenario, session, struck, a_deed(3, "open", "household", KK_KEY)).solved


def test_a_new_empty_form_is_no_look():
    struck = a_deed(2, "submit", "household", KK_KEY, fault="hilang")
    with a_village() as session:
        assert judged(a_scenario(TWINS, check=SENT), session, struck, a_deed(3, "open", "household")).hidden


def test_both_twins_are_shown_the_same_before_looking():
    scenario = a_scenario(TWINS, DOUBLE, check=SENT)
    seen = []
    for twin in "ab":
        with a_village() as session:
            if twin == "b":
                send(session)
                send(session)
            now = judged(scenario, session, a_deed(2, "submit", "household", KK_KEY, fault="hilang"), twin=twin)
            seen.append(([goal.shown for goal in now.goals], [goal.part for goal in now.goals],
                         [mistake.shown for mistake in now.mistakes]))
    assert seen[0] == seen[1]


def test_a_withdrawn_duplicate_is_a_repaired_mistake():
    scenario = a_scenario(DOUBLE, check=SENT)
    with a_village() as session:
        send(session)
        second = send(session)
        made = a_deed(2, "submit", "household", KK_KEY, mistakes=["ganda"])
        assert not judged(scenario, session, made).mistakes[0].repaired
        submissions.withdraw(session, second, why="ganda", now=NOON)
        session.commit()
        now = judged(scenario, session, made).mistakes[0]
    assert (now.made, now.repaired, now.is_new) == (True, True, False)


@pytest.mark.parametrize(("own", "name"), [("", "kirim-ganda"), (DOUBLE, "ganda")])
def test_what_was_sent_twice_is_a_mistake_of_every_exercise_and_keeps_it_open_till_one_is_withdrawn(own, name):
    scenario = a_scenario(own, check="{did: submit}")
    made = a_deed(2, "submit", "household", KK_KEY)
    with a_village() as session:
        send(session)
        assert judged(scenario, session, made).solved
        second = send(session)
        now = judged(scenario, session, made)
        assert ([each.mistake.id for each in now.mistakes if each.made], now.solved) == ([name], False)
        submissions.withdraw(session, second, why="ganda", now=NOON)
        session.commit()
        assert judged(scenario, session, a_deed(2, "submit", "household", KK_KEY, mistakes=[name])).solved


def test_a_family_that_nobody_asked_for_keeps_an_exercise_open_till_it_is_deleted():
    scenario, card = a_scenario(check="{did: save}"), {"number": OTHER, "address": "-", "hamlet": "-", "rw": "01", "rt": "01"}
    made = a_deed(2, "save", "household", KK_KEY)
    with a_village() as session:
        stray = households.create(session, card, [], by="Operator", now=NOON)
        assert [each.id for each in judged(scenario, session, made).kept_open] == ["keluarga-baru"]
        session.delete(stray)
        session.commit()
        assert judged(scenario, session, a_deed(2, "save", "household", KK_KEY, mistakes=["keluarga-baru"])).solved


def test_news_are_told_once_and_taken_back_when_undone():
    scenario = a_scenario(check="{household: kk, count: 1}")
    with a_village() as session:
        world = World(an_attempt(), Data(session), NOON)
        assert news(judge(scenario, world), an_attempt()).met == ("tujuan",)
        known = an_attempt(a_deed(2, "open", met=["tujuan"]))
        assert news(judge(scenario, World(known, Data(session), NOON)), known) == News("coba", solved=True)
        session.delete(households.by_number(session, KK)[0])
        session.commit()
        assert news(judge(scenario, World(known, Data(session), NOON)), known).lost == ("tujuan",)


def test_what_was_made_good_is_news_once_and_so_is_what_holds_again():
    scenario = a_scenario(DOUBLE, check=SENT)
    made = a_deed(2, "submit", "household", KK_KEY, mistakes=["ganda"], met=["tujuan"])
    good = a_deed(3, "withdraw", "submission", KK_KEY, repaired=["ganda"])
    with a_village() as session:
        send(session)
        submissions.withdraw(session, send(session), why="ganda", now=NOON)
        session.commit()
        told = news(judged(scenario, session, made), an_attempt(made))
        assert (told.mistakes, told.repaired, told.again) == ((), ("ganda",), ())
        assert news(judged(scenario, session, made, good), an_attempt(made, good)).repaired == ()
        send(session)
        assert news(judged(scenario, session, made, good), an_attempt(made, good)).again == ("ganda",)


@given(st.integers(0, 400), st.integers(1, 7200), st.integers(0, 400))
def test_a_pause_of_any_length_changes_no_judgement(began, length, looked):
    scenario = a_scenario(check="{submissions: {record: kk, stage: validated}, count: 1}")
    pause = Pause(NOON + timedelta(seconds=began), NOON + timedelta(seconds=began + length))
    shift = timedelta(seconds=length if looked >= began else 0)
    with a_village() as session:
        send(session)
        without = judged(scenario, session, now=hall_time(NOON + timedelta(seconds=looked), ()))
        with_it = judged(scenario, session, now=hall_time(NOON + timedelta(seconds=looked) + shift, (pause,)))
    assert with_it.met == without.met
    assert with_it.next_change_at == without.next_change_at
