"""Cases from the ledger: picked, shown on paper as they truly are, and judged by what is true."""

from datetime import date

import pytest

from sandbox.ledger import Defect
from sandbox.practice.households import members
from sandbox.practice.households.households import by_number
from scenarios.checks.base import Verdict
from scenarios.file.loader import ScenarioError, library, parse
from scenarios.play.begin import Choices
from scenarios.play.picking import NothingToPick
from tests.conftest import a_household
from tests.scenarios.factories import FRAME, KK, KK_KEY, OTHER, a_deed, a_scenario, a_village, a_villager, asked, chosen

SEAT = Choices("35.10.02.2003", "operator", "coba", 1)
NIK, SHORT = "3510621208800001", "351062120880001"
PICK = """
given:
  - {pick: household, as: kk, where: {defect: nik-15-angka}}
  - {berkas: card, of: kk}
goals:
  - {id: tujuan, text: Tujuan, check: {mended: kk}}
"""


@pytest.fixture
def village():
    """KK's head has a NIK of 15 digits, and the ledger says so."""
    with a_village() as session:
        head = by_number(session, KK)[0].members[0]
        head.nik = SHORT
        session.add(Defect(number=1, kind="nik-15-angka", household_id=head.household_id, person_id=head.id, field="nik",
                           found=SHORT, truth=NIK))
        session.commit()
        yield session


def wrong(session, kind, field, found, truth, person=True):
    """One more row of the ledger for KK."""
    household = by_number(session, KK)[0]
    session.add(Defect(number=2, kind=kind, household_id=household.id, person_id=household.members[0].id if person else None,
                       field=field, found=found, truth=truth))
    session.commit()
    return household


def the_pick():
    return parse(FRAME.replace("given:\n  - {pick: household, as: kk}\n", "") + PICK, "coba.yaml").scenario


def test_a_household_is_picked_by_its_defect(village):
    assert chosen(village, the_pick(), SEAT).given["kk"]["no_kk"] == KK


def test_a_pick_that_asks_for_no_defect_gets_none(village):
    picked = {chosen(village, a_scenario(), Choices("35.10.02.2003", "operator", "coba", number)).given["kk"]["no_kk"]
              for number in range(1, 9)}
    assert picked == {OTHER}


def test_a_defect_that_the_village_lacks_is_told():
    with a_village() as session, pytest.raises(NothingToPick):
        chosen(session, the_pick(), SEAT)


def test_the_paper_shows_the_truth_and_not_the_data(village):
    card, = chosen(village, the_pick(), SEAT).papers
    assert (card["kind"], card["card"]["number"], card["members"][0]["nik"]) == ("card", KK, NIK)


def test_a_dead_head_is_not_on_the_paper(village):
    wrong(village, "kepala-meninggal", "ada", True, False)
    card, = chosen(village, the_pick(), SEAT).papers
    assert card["members"] == []


def test_a_wrong_answer_of_the_household_is_told_by_notes(village):
    wrong(village, "nol-berlebih", "2", 9_000_000, 900_000, person=False)
    assert chosen(village, the_pick(), SEAT).papers[1] == {"kind": "notes", "of": "kk", "answers": {"2": 900_000}}


@pytest.mark.parametrize(("nik", "mended", "guessed"), [(SHORT, False, False), (NIK, True, False), (SHORT + "0", False, True)])
def test_mended_is_the_truth_and_guessed_is_anything_else(village, nik, mended, guessed):
    by_number(village, KK)[0].members[0].nik = nik
    village.commit()
    assert asked(a_scenario(check="{mended: kk}"), village) == Verdict(mended, (int(mended), 1))
    assert asked(a_scenario(check="{guessed: kk}"), village).met is guessed


@pytest.mark.parametrize(("kind", "field", "found", "truth"), [
    ("tanggal-lahir-tertukar", "birth_date", "1980-12-08", "1980-08-12"), ("ibu-kosong", "11", None, "Sumarni"),
    ("dua-kepala", "2", "1", "3")])
def test_dates_and_answers_of_a_member_are_compared_as_the_ledger_writes_them(village, kind, field, found, truth):
    household = wrong(village, kind, field, found, truth)
    head = household.members[0]
    assert not asked(a_scenario(check="{mended: kk}"), village).met
    head.nik = NIK
    head.birth_date = date(1980, 8, 12)
    head.answers = {**head.answers, **({field: truth} if field.isdigit() else {})}
    village.commit()
    assert asked(a_scenario(check="{mended: kk}"), village) == Verdict(True, (2, 2))


def test_answers_and_name_of_a_household_are_compared_too(village):
    household = wrong(village, "kepala-perempuan-tidak-ditandai", "90", ["917"], ["917", "935"], person=False)
    wrong(village, "nama-kepala-beda", "head_name", "Kepal 1", household.head_name, person=False)
    household.members[0].nik = NIK
    assert asked(a_scenario(check="{mended: kk}"), village) == Verdict(False, (2, 3))
    household.answers = {**household.answers, "90": ["935", "917"]}
    village.commit()
    assert asked(a_scenario(check="{mended: kk}"), village).met


def test_a_household_that_was_deleted_is_not_mended(village):
    village.delete(by_number(village, KK)[0])
    village.commit()
    assert not asked(a_scenario(check="{mended: kk}"), village).met


def typed_anew(household, nik):
    """The head's row is deleted, and somebody types the head in once more."""
    members.remove(household, household.members[0])
    members.add(household, {"nik": nik, "name": "Kepala 1", "sex": "L", "birth_place": "Banyuwangi",
                            "birth_date": date(1980, 8, 12), "2": "1", "3": "1"})


@pytest.mark.parametrize(("nik", "mended", "guessed"), [(SHORT, False, False), (NIK, True, False), (SHORT + "0", False, True)])
def test_deleting_the_row_and_typing_the_person_anew_counts_by_what_was_typed(village, nik, mended, guessed):
    typed_anew(by_number(village, KK)[0], nik)
    village.commit()
    assert asked(a_scenario(check="{mended: kk}"), village).met is mended
    assert asked(a_scenario(check="{guessed: kk}"), village).met is guessed


def test_deleting_the_row_alone_mends_nothing_and_guesses_nothing(village):
    household = by_number(village, KK)[0]
    household.members.append(a_villager(household.id, "Ani Wulandari", "P"))
    village.commit()
    members.remove(household, household.members[0])
    village.commit()
    at_the_beginning = {"newest_person": household.members[0].id}
    assert asked(a_scenario(check="{mended: kk}"), village, **at_the_beginning) == Verdict(False, (0, 1))
    assert not asked(a_scenario(check="{guessed: kk}"), village, **at_the_beginning).met


def test_a_household_that_was_deleted_and_entered_anew_is_mended_by_what_was_typed(village):
    village.delete(by_number(village, KK)[0])
    village.commit()
    household = a_household(1)
    household.members[0].nik = NIK
    village.add(household)
    village.commit()
    deeds = (a_deed(2, "delete", "household", KK_KEY, number=KK),
             a_deed(3, "save", "household", f"household/{household.id}", card=KK, part="baru"))
    assert asked(a_scenario(check="{mended: kk}"), village, *deeds) == Verdict(True, (1, 1))


def test_an_unknown_defect_is_refused_with_the_kinds_there_are():
    goals = PICK[PICK.index("goals:"):]
    with pytest.raises(ScenarioError, match="nik-15-angka"):
        parse(FRAME.replace("as: kk}", "as: kk, where: {defect: nik-palsu}}") + goals, "coba.yaml")


def test_the_exercise_on_a_short_nik_shows_a_card_to_copy_from():
    given = library()["nik-lima-belas-angka"].scenario.given
    assert [type(one).__name__ for one in given] == ["Pick", "TrueCard"]
