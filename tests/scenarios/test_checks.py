"""Each check: not yet, just now, and undone again."""

from datetime import date, timedelta

import pytest

from sandbox.journal import Journal, Outcome
from sandbox.practice import handing
from sandbox.practice.households import households, members
from sandbox.practice.keys import NEW, household_key
from sandbox.practice.models import Draft, Household, Mutation, Person
from sandbox.practice.records import HouseholdRecord
from sandbox.practice.sheets import saving
from sandbox.practice.submissions import submissions
from scenarios.file.loader import ScenarioError
from tests.conftest import AS_OF, NOON
from tests.practice.factories import a_sheet_entry, complete
from tests.scenarios.factories import KK, KK_KEY, OTHER_KEY, STALL, TWINS, a_deed, a_scenario, a_village, asked, print_of

MINUTES = timedelta(minutes=1)
CARD = {"kind": "family", "of": "kk", "card": {"number": KK},
        "members": [{"name": "Kepala 1", "nik": "3510621208800001", "sex": "L", "birth_place": "Banyuwangi",
                     "birth_date": "1980-08-12", "2": "1", "3": "1"}]}
NOTES = {"kind": "notes", "of": "kk", "answers": {"8": "496", "9": ["1", "3"]}}


@pytest.fixture
def village():
    with a_village() as session:
        yield session


def send(session, number=KK, at=NOON):
    household = complete(households.by_number(session, number)[0])
    sent = submissions.submit(session, HouseholdRecord(household), by="Operator", now=at)
    session.commit()
    return sent


def test_did_counts_a_done_deed_to_that_page(village):
    scenario = a_scenario(check="{did: open, form: outbox}")
    assert not asked(scenario, village, a_deed(2, "open", "home")).met
    assert asked(scenario, village, a_deed(2, "open", "outbox")).met


def test_did_does_not_count_what_was_refused(village):
    scenario = a_scenario(check="{did: save, record: kk}")
    refused = a_deed(2, "save", "household", KK_KEY, outcome=Outcome.REFUSED)
    assert not asked(scenario, village, refused).met
    assert asked(a_scenario(check="{did: save, record: kk, outcome: tried}"), village, refused).met


def test_did_after_a_fault_waits_for_the_fault(village):
    scenario = a_scenario(STALL, check="{did: open, form: outbox, after: macet}")
    early = a_deed(2, "open", "outbox")
    struck = a_deed(3, "submit", "household", KK_KEY, fault="macet")
    assert not asked(scenario, village, early, struck).met
    assert asked(scenario, village, early, struck, a_deed(4, "open", "outbox")).met


def test_did_knows_a_receipt_by_the_household_of_its_submission(village):
    scenario = a_scenario(check="{did: open, form: receipt, record: kk}")
    assert asked(scenario, village, a_deed(2, "open", "receipt", "K-2026-0001", of=KK_KEY)).met
    assert not asked(scenario, village, a_deed(2, "open", "receipt", "K-2026-0001", of=OTHER_KEY)).met


def test_did_without_looking_is_about_the_way_between(village):
    check = "{did: submit, record: kk, after: hilang, outcome: tried, without: [{action: open, form: outbox}]}"
    scenario = a_scenario(TWINS, check=check)
    struck, again = a_deed(2, "submit", "household", KK_KEY, fault="hilang"), a_deed(4, "submit", "household", KK_KEY)
    assert asked(scenario, village, struck, again).met
    assert not asked(scenario, village, struck, a_deed(3, "open", "outbox"), again).met


@pytest.mark.parametrize(("seconds", "met"), [(44, False), (45, True)])
def test_did_later_by_counts_hall_time(village, seconds, met):
    scenario = a_scenario(STALL, check="{did: save, record: kk, after: macet, later_by: 45}")
    struck = a_deed(2, "submit", "household", KK_KEY, fault="macet")
    assert asked(scenario, village, struck, a_deed(3, "save", "household", KK_KEY, after=seconds)).met is met


def test_struck_counts_repeats_that_still_run(village):
    scenario = a_scenario(STALL, check="{struck: macet, count: {min: 3}}")
    held = [a_deed(index, "held", outcome=Outcome.NOTED, fault="macet") for index in (2, 3, 4)]
    assert not asked(scenario, village, *held[:2]).met
    assert asked(scenario, village, *held).met


def test_answered_takes_the_last_answer(village):
    questions = "questions:\n  - {id: berapa, text: Berapa?, answer: '{{ kk.members }}'}\n"
    scenario = a_scenario(questions, check="{answered: berapa}")
    right = a_deed(2, "answer", outcome=Outcome.NOTED, question="berapa", right=True)
    wrong = a_deed(3, "answer", outcome=Outcome.NOTED, question="berapa", right=False)
    assert not asked(scenario, village).met
    assert asked(scenario, village, right).met
    assert not asked(scenario, village, right, wrong).met


def test_a_submission_counts_at_its_stage_and_says_when_to_look_again(village):
    scenario = a_scenario(check="{submissions: {record: kk, stage: validated}, count: 1}")
    assert not asked(scenario, village).met
    complete(village.query(Household).filter_by(number=KK).one())
    send(village)
    early = asked(scenario, village, now=NOON + MINUTES)
    assert (early.met, early.next_change_at) == (False, NOON + timedelta(seconds=70))
    assert asked(scenario, village, now=NOON + 3 * MINUTES).met


def test_a_record_is_doubled_by_a_second_submission_that_was_not_there_at_the_beginning(village):
    scenario, later = a_scenario(check="{doubled: kk}"), NOON + MINUTES
    before = [send(village, at=NOON - MINUTES) for _ in range(2)]
    assert not asked(scenario, village, now=later).met  # planted
    third = send(village, at=later)
    assert asked(scenario, village, now=later).met
    submissions.withdraw(village, before[0], why="ganda", now=later)
    village.commit()
    assert not asked(scenario, village, now=later).met
    submissions.withdraw(village, third, why="ganda", now=later)
    village.commit()
    assert not asked(scenario, village, now=later).met


def test_a_withdrawn_submission_no_longer_counts(village):
    scenario = a_scenario(check="{submissions: {record: kk}, count: {min: 2}}")
    send(village)
    second = send(village)
    assert asked(scenario, village).met
    submissions.withdraw(village, second, why="ganda", now=NOON)
    village.commit()
    assert not asked(scenario, village).met


def test_a_family_that_went_with_a_batch_is_known_until_it_is_withdrawn(village):
    scenario = a_scenario(check="{in_batch: kk}")
    alone = send(village)
    assert not asked(scenario, village).met
    record = HouseholdRecord(households.by_number(village, KK)[0])
    (together,) = submissions.submit_all(village, [record], by="Operator", now=NOON, batch=1)
    assert (alone.batch, asked(scenario, village).met) == (None, True)
    submissions.withdraw(village, together, why="Ganda", now=NOON)
    assert not asked(scenario, village).met


def test_a_resent_submission_keeps_its_number(village):
    scenario = a_scenario(check="{submissions: {record: kk, resent: {min: 1}}, count: 1}")
    sent = send(village)
    assert not asked(scenario, village).met
    sent.resent = 1
    village.commit()
    assert asked(scenario, village).met


def test_a_household_counts_by_its_card_number(village):
    scenario = a_scenario(check="{household: kk, count: 1}")
    assert asked(scenario, village).met
    village.delete(households.by_number(village, KK)[0])
    village.commit()
    assert not asked(scenario, village).met


def test_answers_are_compared_with_the_notes_one_by_one(village):
    scenario = a_scenario(check="{answers: kk}")
    household = households.by_number(village, KK)[0]
    assert asked(scenario, village, papers=[NOTES]).part == (0, 2)
    household.answers = {"8": "496", "9": ["3"]}
    village.commit()
    assert asked(scenario, village, papers=[NOTES]).part == (1, 2)
    household.answers = {"8": "496", "9": ["3", "1"]}
    village.commit()
    assert asked(scenario, village, papers=[NOTES]).met


def test_members_are_those_of_the_card_and_no_others(village):
    scenario = a_scenario(check="{members: kk}")
    household = households.by_number(village, KK)[0]
    assert asked(scenario, village, papers=[CARD]).met
    members.add(household, {"name": "Tamu", "nik": None, "sex": "P", "birth_place": "X", "birth_date": date(2000, 1, 1)})
    village.commit()
    verdict = asked(scenario, village, papers=[CARD])
    assert (verdict.met, verdict.part) == (False, (1, 1))


def test_a_members_name_is_compared_without_capitals(village):
    village.query(Person).filter_by(name="Kepala 1").one().name = "KEPALA  1"
    village.commit()
    assert asked(a_scenario(check="{members: kk}"), village, papers=[CARD]).met


def test_as_many_people_need_not_be_the_right_ones(village):
    village.query(Person).filter_by(name="Kepala 1").one().name = "Siapa"
    village.commit()
    assert asked(a_scenario(check="{people: kk}"), village, papers=[CARD]).met


def test_unchanged_sees_every_member_and_answer(village):
    scenario = a_scenario(check="{unchanged: kk}")
    prints = {"kk": print_of(village)}
    assert asked(scenario, village, prints=prints).met
    household = households.by_number(village, KK)[0]
    household.answers = {"1": 5}
    village.commit()
    assert not asked(scenario, village, prints=prints).met
    household.answers = {}
    village.commit()
    assert asked(scenario, village, prints=prints).met


def test_new_households_leave_the_card_of_the_berkas_out(village):
    scenario = a_scenario(check="{new_households: {min: 1}}")
    card = {"number": "3510620101200001", "address": "-", "hamlet": "-", "rw": "01", "rt": "01"}
    assert not asked(scenario, village).met
    households.create(village, card, [], by="Operator", now=NOON)
    assert asked(scenario, village).met
    entered = a_deed(2, "save", "household", str(household_key(3)), part=NEW, card=card["number"])
    assert not asked(scenario, village, entered, papers=[{**CARD, "of": "kk"}], picked={}, number=card["number"]).met


def test_did_new_counts_whole_new_cards_only(village):
    scenario = a_scenario(check="{did: save, form: household, new: true}")
    assert not asked(scenario, village, a_deed(2, "save", "household", KK_KEY, part="pangan")).met
    assert asked(scenario, village, a_deed(2, "save", "household", KK_KEY, part=NEW)).met


def test_what_was_handed_over_and_saved_since_is_not_handed_over(village):
    scenario = a_scenario(check="{handed: kk}")
    assert not asked(scenario, village).met
    household = complete(households.by_number(village, KK)[0])
    village.flush()
    handing.hand_over(village, HouseholdRecord(household), role="operator", by="Operator", now=NOON)
    village.commit()
    assert asked(scenario, village).met
    household.version += 1
    village.commit()
    assert not asked(scenario, village).met


@pytest.mark.parametrize(("person", "deed"), [(2, "save"), (2, "import"), (1, "save")])
def test_what_the_other_of_two_who_share_a_copy_enters_is_no_new_household_of_ours(village, person, deed):
    scenario = a_scenario(check="{new_households: {min: 1}}")
    card = {"number": "3510620101200001", "address": "-", "hamlet": "-", "rw": "01", "rt": "01"}
    entered = str(household_key(households.create(village, card, [], by="Operator", now=NOON).id))
    village.add(Journal(id=7, at=NOON, wall_at=NOON, person=person, action=deed, outcome="done",
                        record=entered if deed == "save" else None,
                        detail={} if deed == "save" else {"made": [[entered, card["number"]]]}))
    village.flush()
    assert asked(scenario, village).met is (person == 1)


def test_a_draft_of_any_form_of_the_household_is_a_draft(village):
    scenario = a_scenario(check="{no_draft: kk}")
    assert asked(scenario, village).met
    village.add(Draft(person=1, record=KK_KEY, part="pangan", typed=[["pangan-0-q12", "1"]], base="", kept_at=NOON))
    village.commit()
    assert not asked(scenario, village).met


def test_all_any_and_not_do_what_they_say(village):
    yes, no = "{household: kk, count: 1}", "{household: kk, count: 2}"
    verdict = {name: asked(a_scenario(check=check), village).met for name, check in {
        "all": f"{{all: [{yes}, {no}]}}", "any": f"{{any: [{yes}, {no}]}}", "not": f"{{not: {no}}}"}.items()}
    assert verdict == {"all": False, "any": True, "not": True}


def test_a_check_that_holds_others_reads_the_data_if_one_of_them_does():
    assert a_scenario(check="{any: [{did: open, form: home}, {household: kk}]}").goals[0].check.tells_fate()
    assert not a_scenario(check="{any: [{did: open, form: home}]}").goals[0].check.tells_fate()


def test_sheet_counts_the_cells_that_hold_what_is_wanted_and_tells_nihil_from_open(village):
    scenario = a_scenario(check='{sheet: pt-inventaris-desa, cells: {Meja: 12, Mesin fax: 0, Kendaraan dinas: null}}')
    entry = a_sheet_entry("pt-inventaris-desa", AS_OF.year, saved_at=NOON, saved_by="Data awal")
    village.add(entry)
    saving.write(village, entry, [], by="Operator", now=NOON)
    assert (asked(scenario, village).met, asked(scenario, village).part) == (False, (1, 3))
    saving.write(village, entry, [(2, 1, 12, None), (6, 1, 0, None)], by="Operator", now=NOON)
    assert asked(scenario, village).met
    saving.write(village, entry, [(2, 1, 12, None), (6, 1, 0, None), (7, 1, 0, None)], by="Operator", now=NOON)
    assert asked(scenario, village).part == (2, 3)


def test_a_sheet_or_cell_that_no_form_has_is_refused_when_the_file_is_read():
    for check in ("{sheet: pt-tidak-ada, cells: {Meja: 1}}", "{sheet: pt-inventaris-desa, cells: {Sofa: 1}}"):
        with pytest.raises(ScenarioError, match="lembar pt-"):
            a_scenario(check=check)


def test_reported_wants_a_report_that_names_the_submission_or_the_card(village):
    sent = send(village)
    scenario = a_scenario(check="{reported: kk}")

    def report(reference, **more):
        return a_deed(2, "report", "ticket", "ticket/1", reference=reference, **more)

    assert not asked(scenario, village).met
    assert not asked(scenario, village, report("K-2013-9999")).met
    assert asked(scenario, village, report(f"nomor {sent.reference.lower()}")).met
    assert asked(scenario, village, report("3510 6212 0891 0001")).met
    coded = a_scenario(check="{reported: kk, code: KRM-504}")
    assert [asked(coded, village, report(sent.reference, code=code)).met for code in ("", "krm 504")] == [False, True]


def test_answered_wrongly_counts_answers_that_differ(village):
    questions = "questions:\n  - {id: berapa, text: Berapa?, answer: \"4\"}\n"
    scenario = a_scenario(questions, check="{answered: berapa, wrong: {min: 2}}")
    wrong = [a_deed(number, "answer", question="berapa", text=text, right=False)
             for number, text in enumerate(("5", "5.", "6"), 2)]
    assert not asked(scenario, village, *wrong[:2]).met
    assert asked(scenario, village, *wrong).met


def test_a_child_is_born_when_it_stands_in_the_household_without_a_nik(village):
    child = {"name": "Ayu Lestari", "nik": None, "sex": "P", "birth_place": "Banyuwangi", "birth_date": "2013-10-01", "2": "4"}
    papers = [{"kind": "birth", "of": "kk", "child": child}]
    born, numbered = (a_scenario(check=check) for check in ("{born: kk}", "{born: kk, numbered: true}"))
    assert not asked(born, village, papers=papers).met
    person = Person(household_id=1, position=2, nik=None, name="AYU  LESTARI", sex="P", birth_place="Banyuwangi",
                    birth_date=date(2013, 10, 1), answers={"2": "4"})
    village.add(person)
    village.commit()
    newest = person.id - 1
    assert asked(born, village, papers=papers, newest_person=newest).met
    person.nik = "3510624110130001"
    village.commit()
    village.expire_all()
    assert not asked(born, village, papers=papers, newest_person=newest).met
    assert asked(numbered, village, papers=papers, newest_person=newest).met


def test_a_death_counts_with_the_day_of_the_note_and_a_card_with_its_number(village):
    papers = [{"kind": "death", "of": "kk", "on": "2013-09-30", "dead": {"name": "Kepala 1", "nik": None, "person": 1}},
              {**CARD, "kind": "card", "card": {"number": "3510621208910099"}}]
    died, carded = a_scenario(check="{died: kk}"), a_scenario(check="{carded: kk}")
    row = Mutation(kind="meninggal", person_id=1, household_id=1, number=KK, head_name="Kepala 1", to_household_id=None,
                   destination="", name="Kepala 1", nik=None, happened_on=date(2013, 9, 29), noted_at=NOON, noted_by="Operator",
                   note="", changed=[], content={})
    village.add(row)
    village.commit()
    assert not asked(died, village, papers=papers).met
    row.happened_on = date(2013, 9, 30)
    village.commit()
    assert asked(died, village, papers=papers).met
    assert not asked(carded, village, papers=papers).met
    village.get_one(Household, 1).number = "3510621208910099"
    village.commit()
    assert asked(carded, village, papers=papers).met
