"""What ties deeds and data to the households of an exercise: their records, through every renumbering."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sandbox.journal import Outcome
from sandbox.practice.households import households
from sandbox.practice.models import Draft, Household
from sandbox.practice.records import HouseholdRecord
from sandbox.practice.submissions import submissions
from scenarios.attempt.world import Data, World
from scenarios.play import live
from scenarios.ties import Doing, Tie, doing_of, entered_as, tied
from tests.conftest import NOON
from tests.scenarios.factories import KK, KK_KEY, OTHER, TWINS, a_deed, a_scenario, a_village, an_attempt, asked, print_of

CARD, TYPO, AWAY = "3510620101200001", "3510620101200010", "3510620101200099"
PAPER = {"kind": "family", "of": "kartu", "card": {"number": CARD}, "members": []}


def entered(id_, household, card=CARD, **fields):
    """The save of a whole new card."""
    return a_deed(id_, "save", "household", f"household/{household}", card=card, part="baru", **fields)


def renumbered(id_, household, card):
    return a_deed(id_, "save", "household", f"household/{household}", card=card, part="identitas")


def deleted(id_, household):
    return a_deed(id_, "delete", "household", f"household/{household}")


@pytest.mark.parametrize(("deeds", "record"), [
    ([], None),
    ([entered(2, 9)], "household/9"),
    ([entered(2, 9), renumbered(3, 9, AWAY)], "household/9"),
    ([entered(2, 9, TYPO), renumbered(3, 9, CARD)], "household/9"),
    ([entered(2, 9, TYPO)], None),
    ([entered(2, 9), entered(3, 10)], "household/9"),
    ([entered(2, 9), renumbered(3, 9, AWAY), entered(4, 10)], "household/10"),
    ([entered(2, 9), deleted(3, 9)], None),
    ([entered(2, 9), deleted(3, 9), entered(4, 10)], "household/10"),
    ([renumbered(2, 3, CARD)], None),
    ([a_deed(2, "save", "household", None, card=CARD, part="baru", outcome=Outcome.REFUSED, fault="hilang")], None),
], ids=["nothing", "entered", "changed afterwards", "typo mended", "typo", "twice", "started over", "deleted",
        "again after deletion", "another family given that number", "refused"])
def test_a_card_is_the_record_that_this_attempt_made_of_it(deeds, record):
    assert entered_as(deeds, CARD) == record


@given(st.lists(st.sampled_from([CARD, AWAY, TYPO]), max_size=8))
def test_however_often_it_is_renumbered_an_entered_card_stays_the_same_record(numbers):
    deeds = [entered(2, 9), *(renumbered(id_, 9, number) for id_, number in enumerate(numbers, start=3))]
    assert entered_as(deeds, CARD) == "household/9"


@pytest.mark.parametrize(("deed", "fits"), [
    (entered(2, 9), True), (a_deed(2, "save", "household", None, card=CARD, part="baru", outcome=Outcome.REFUSED), True),
    (a_deed(2, "search", "households", None, card=CARD), True),
    (a_deed(2, "open", "household", "household/9", number=AWAY), True),
    (a_deed(2, "resend", "submission", "K-2026-0001", of="household/9"), True),
    (entered(2, 10, TYPO), False), (renumbered(2, 3, CARD), False),
    (a_deed(2, "open", "household", "household/3", number=CARD), False)])
def test_deeds_to_a_card_are_those_to_its_record_and_those_that_typed_or_searched_its_number(deed, fits):
    assert Tie("household/9", CARD).has(doing_of(deed)) is fits


def test_a_picked_household_that_was_deleted_is_what_is_entered_anew_with_its_number():
    gone = a_deed(2, "delete", "household", "household/1", number=AWAY)
    assert tied([gone], "household/1", CARD) == Tie(None, AWAY)
    assert tied([gone, entered(3, 9, AWAY)], "household/1", CARD) == Tie("household/9", AWAY)
    assert tied([entered(2, 9, CARD)], "household/1", CARD) == Tie("household/1")


def test_a_fault_at_the_first_save_of_a_card_strikes_before_there_is_a_record():
    text = TWINS.replace("{action: submit, record: kk, nth: 1}", "{action: save, record: kk, nth: 1}")
    typing = Doing("save", "household", None, card=KK, is_new=True)
    assert live.striking(a_scenario(text), an_attempt(twin="a", picked={}), typing, NOON).name == "hilang"
    after = an_attempt(entered(2, 9, KK), twin="a", picked={})
    assert live.striking(a_scenario(text), after, typing, NOON) is None


# A picked household, renumbered -----------------------------------------------------------------------------------------

@pytest.fixture
def village():
    with a_village() as session:
        yield session


def renumber(session, number=AWAY):
    session.get_one(Household, 1).number = number
    session.commit()


def test_every_check_of_the_data_follows_a_picked_household_to_its_new_number(village):
    household, prints = village.get_one(Household, 1), {"kk": print_of(village)}
    notes = {"kind": "notes", "of": "kk", "answers": {"8": "496"}}
    line = {"name": "Kepala 1", "nik": "3510621208800001", "sex": "L", "birth_place": "Banyuwangi", "birth_date": "1980-08-12"}
    card = {"kind": "card", "of": "kk", "card": {"number": KK}, "members": [line]}
    household.answers = {"8": "496"}
    submissions.submit(village, HouseholdRecord(household), by="Operator", now=NOON)
    village.add(Draft(person=1, record=KK_KEY, part="pangan", typed=[["pangan-0-q12", "1"]], base="", kept_at=NOON))
    renumber(village)
    checks = {"{submissions: {record: kk}, count: 1}": True, "{household: kk, count: 1}": True, "{answers: kk}": True,
              "{members: kk}": True, "{people: kk}": True, "{no_draft: kk}": False, "{unchanged: kk}": False}
    found = {check: asked(a_scenario(check=check), village, papers=[card, notes], prints=prints).met for check in checks}
    assert found == checks


@pytest.mark.parametrize("number", [KK, AWAY])
def test_a_family_entered_again_under_its_old_or_its_new_number_is_seen(village, number):
    renumber(village)
    card = {"number": number, "address": "-", "hamlet": "-", "rw": "01", "rt": "01"}
    households.create(village, card, [], by="Operator", now=NOON)
    assert asked(a_scenario(check="{household: kk, count: 2}"), village).met


def test_another_family_that_gets_the_old_number_is_not_taken_for_the_picked_one(village):
    submissions.submit(village, HouseholdRecord(village.get_one(Household, 2)), by="Operator", now=NOON)
    renumber(village)
    village.get_one(Household, 2).number = KK
    village.commit()
    assert not asked(a_scenario(check="{submissions: {record: kk}}"), village).met


# A card, entered and renumbered -----------------------------------------------------------------------------------------

def a_world(session, *deeds):
    attempt = an_attempt(*deeds, papers=[{**PAPER, "of": "kk", "card": {"number": OTHER}}], picked={}, number=OTHER)
    return World(attempt, Data(session), NOON)


def test_a_card_is_counted_by_the_number_on_paper_and_judged_by_its_record(village):
    """Household 2 is the one that was entered from the card."""
    world = a_world(village, entered(2, 2, OTHER))
    assert (world.household("kk").id, world.bearing("kk")) == (2, {2})
    village.get_one(Household, 2).number = AWAY
    village.flush()
    world = a_world(village, entered(2, 2, OTHER), renumbered(3, 2, AWAY))
    assert (world.household("kk").id, world.bearing("kk")) == (2, set())


def test_a_card_entered_twice_counts_twice(village):
    renumber(village, OTHER)
    assert a_world(village, entered(2, 2, OTHER), entered(3, 1, OTHER)).bearing("kk") == {1, 2}
