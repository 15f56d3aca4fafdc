"""Which fault acts on a deed is a pure function of the scenario, the journal and hall time."""

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from sandbox.journal import Outcome
from scenarios.play import live
from scenarios.ties import Doing
from tests.conftest import NOON
from tests.scenarios.factories import CLOSED, KK_KEY, LASTING, OTHER_KEY, STALL, TWINS, a_deed, a_scenario, an_attempt

ERRORS = """
faults:
  - {kind: server_error, as: gangguan, on: {action: save, record: kk}, until: {action: report},
     shows: {code: SRV-500, fate: not_saved, text: Gagal.}}
"""
SUBMIT = Doing("submit", "household", KK_KEY)
RESEND = Doing("resend", "submission", "K-2026-0001", of=KK_KEY)


def test_a_fault_strikes_at_the_first_matching_deed():
    assert live.striking(a_scenario(STALL), an_attempt(), SUBMIT, NOON).name == "macet"


def test_a_fault_leaves_other_records_alone():
    assert live.striking(a_scenario(STALL), an_attempt(), Doing("submit", "household", OTHER_KEY), NOON) is None


def test_the_second_deed_is_not_the_first():
    attempt = an_attempt(a_deed(2, "submit", "household", KK_KEY, fault="macet"))
    assert live.striking(a_scenario(STALL), attempt, SUBMIT, NOON) is None


def test_a_deed_that_a_fault_refused_counts():
    attempt = an_attempt(a_deed(2, "submit", "household", KK_KEY, outcome=Outcome.REFUSED, fault="hilang"), twin="a")
    assert live.striking(a_scenario(TWINS), attempt, SUBMIT, NOON) is None


def test_a_deed_that_the_form_turned_down_does_not_count():
    attempt = an_attempt(a_deed(2, "submit", "household", KK_KEY, outcome=Outcome.REFUSED))
    assert live.striking(a_scenario(STALL), attempt, SUBMIT, NOON).name == "macet"


def test_each_half_meets_its_own_twin():
    scenario = a_scenario(TWINS)
    assert [live.striking(scenario, an_attempt(twin=twin), SUBMIT, NOON).kind for twin in "ab"] == [
        "timeout_before_save", "timeout_after_save"]


def test_a_resend_of_that_households_submission_ends_the_stall():
    struck = an_attempt(a_deed(2, "submit", "household", KK_KEY, fault="macet"))
    assert [fault.name for fault in live.ending(a_scenario(STALL), struck, RESEND, NOON)] == ["macet"]


def test_another_households_resend_ends_no_stall_even_where_the_file_names_none():
    scenario = a_scenario(STALL.replace("until: {action: resend, record: kk}", "until: {action: resend}"))
    struck = an_attempt(a_deed(2, "submit", "household", KK_KEY, fault="macet"))
    others = Doing("resend", "submission", "K-2026-0002", of=OTHER_KEY)
    assert [[fault.name for fault in live.ending(scenario, struck, doing, NOON)] for doing in (others, RESEND)] == [[], ["macet"]]


def test_a_report_to_the_helpdesk_ends_what_waits_for_one_whatever_record_was_struck():
    scenario = a_scenario(ERRORS)
    struck = an_attempt(a_deed(2, "save", "household", KK_KEY, outcome=Outcome.REFUSED, fault="gangguan"))
    report = Doing("report", "ticket", "bantuan/1")
    assert [fault.name for fault in live.ending(scenario, struck, report, NOON)] == ["gangguan"]


def test_a_fault_that_has_not_struck_cannot_end():
    assert not list(live.ending(a_scenario(STALL), an_attempt(), RESEND, NOON))


def test_a_fault_ends_once():
    ended = an_attempt(
        a_deed(2, "submit", "household", KK_KEY, fault="macet"), a_deed(3, "resend", "submission", "K-2026-0001", of=KK_KEY))
    assert not list(live.ending(a_scenario(STALL), ended, RESEND, NOON))


def test_nothing_goes_wrong_after_the_exercise_is_solved():
    solved = an_attempt(a_deed(2, "open", "outbox", solved=True))
    assert live.striking(a_scenario(STALL), solved, SUBMIT, NOON) is None


@given(st.lists(st.sampled_from(["submit", "resend", "open", "save"]), max_size=8), st.integers(1, 4))
def test_a_fault_at_the_nth_deed_strikes_exactly_once(actions, nth):
    scenario = a_scenario(STALL.replace("nth: 1", f"nth: {nth}"))
    deeds, struck = [], 0
    for index, action in enumerate(actions, start=2):
        fault = live.striking(scenario, an_attempt(*deeds), Doing(action, None, KK_KEY), NOON)
        struck += fault is not None
        deeds.append(a_deed(index, action, None, KK_KEY, fault=fault.name if fault else None))
    assert struck == (actions.count("submit") >= nth)


SAVE = Doing("save", "household", KK_KEY)


def closed_since(after: float):
    """An attempt whose first save met the maintenance so many seconds after noon."""
    return an_attempt(a_deed(2, "save", "household", KK_KEY, after=after, outcome=Outcome.REFUSED, fault="tutup"))


@given(st.integers(0, 300), st.integers(0, 600),
       st.sampled_from([SAVE, SUBMIT, Doing("open", "outbox"), Doing("login", "login")]))
def test_maintenance_meets_every_deed_from_its_first_one_until_its_end(began, later, doing):
    met = live.striking(a_scenario(CLOSED), closed_since(began), doing, NOON + timedelta(seconds=later)) is not None
    assert met == (later < began + 120)


def test_a_fault_that_lasts_has_not_begun_before_its_deed():
    assert live.striking(a_scenario(CLOSED), an_attempt(), SUBMIT, NOON) is None
    assert live.striking(a_scenario(CLOSED), an_attempt(), SAVE, NOON).name == "tutup"


def test_a_stall_that_lasts_meets_the_second_submission_too_and_no_other_deed():
    struck = an_attempt(a_deed(2, "submit", "household", KK_KEY, fault="macet"))
    at = NOON + timedelta(seconds=89)
    assert live.striking(a_scenario(LASTING), struck, SUBMIT, at).name == "macet"
    assert live.striking(a_scenario(LASTING), struck, RESEND, at) is None


def test_an_hour_in_a_text_is_the_full_minute_at_which_it_is_surely_over():
    facts = live.facts(a_scenario(CLOSED), closed_since(1))
    assert (facts["tutup.at"], facts["tutup.until"], facts["tutup.code"]) == ("12.00", "12.03", "SRV-503")
    assert live.facts(a_scenario(CLOSED), closed_since(0))["tutup.until"] == "12.02"


def test_a_fault_that_has_not_struck_has_no_hour():
    assert live.facts(a_scenario(CLOSED), an_attempt()) == {}
