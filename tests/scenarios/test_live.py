"""Which fault acts on a deed is a pure function of the scenario and the journal."""

from hypothesis import given
from hypothesis import strategies as st

from sandbox.journal import Outcome
from scenarios.parts import Doing
from scenarios.play import live
from tests.scenarios.factories import KK, OTHER, STALL, TWINS, a_deed, a_scenario, an_attempt

SUBMIT = Doing("submit", "ddk", KK)
RESEND = Doing("resend", "submission", "K-2026-0001", of=KK)


def test_a_fault_strikes_at_the_first_matching_deed():
    assert live.striking(a_scenario(STALL), an_attempt(), SUBMIT).name == "macet"


def test_a_fault_leaves_other_records_alone():
    assert live.striking(a_scenario(STALL), an_attempt(), Doing("submit", "ddk", OTHER)) is None


def test_the_second_deed_is_not_the_first():
    attempt = an_attempt(a_deed(2, "submit", "ddk", KK, fault="macet"))
    assert live.striking(a_scenario(STALL), attempt, SUBMIT) is None


def test_a_deed_that_a_fault_refused_counts():
    attempt = an_attempt(a_deed(2, "submit", "ddk", KK, outcome=Outcome.REFUSED, fault="hilang"), twin="a")
    assert live.striking(a_scenario(TWINS), attempt, SUBMIT) is None


def test_a_deed_that_the_form_turned_down_does_not_count():
    attempt = an_attempt(a_deed(2, "submit", "ddk", KK, outcome=Outcome.REFUSED))
    assert live.striking(a_scenario(STALL), attempt, SUBMIT).name == "macet"


def test_each_half_meets_its_own_twin():
    scenario = a_scenario(TWINS)
    assert [live.striking(scenario, an_attempt(twin=twin), SUBMIT).kind for twin in "ab"] == [
        "timeout_before_save", "timeout_after_save"]


def test_a_resend_of_that_households_submission_ends_the_stall():
    struck = an_attempt(a_deed(2, "submit", "ddk", KK, fault="macet"))
    assert [fault.name for fault in live.ending(a_scenario(STALL), struck, RESEND)] == ["macet"]


def test_a_fault_that_has_not_struck_cannot_end():
    assert not list(live.ending(a_scenario(STALL), an_attempt(), RESEND))


def test_a_fault_ends_once():
    ended = an_attempt(a_deed(2, "submit", "ddk", KK, fault="macet"), a_deed(3, "resend", "submission", "K-2026-0001", of=KK))
    assert not list(live.ending(a_scenario(STALL), ended, RESEND))


def test_nothing_goes_wrong_after_the_exercise_is_solved():
    assert live.striking(a_scenario(STALL), an_attempt(a_deed(2, "open", "outbox", solved=True)), SUBMIT) is None


@given(st.lists(st.sampled_from(["submit", "resend", "open", "save"]), max_size=8), st.integers(1, 4))
def test_a_fault_at_the_nth_deed_strikes_exactly_once(actions, nth):
    scenario = a_scenario(STALL.replace("nth: 1", f"nth: {nth}"))
    deeds, struck = [], 0
    for index, action in enumerate(actions, start=2):
        fault = live.striking(scenario, an_attempt(*deeds), Doing(action, None, KK))
        struck += fault is not None
        deeds.append(a_deed(index, action, None, KK, fault=fault.name if fault else None))
    assert struck == (actions.count("submit") >= nth)
