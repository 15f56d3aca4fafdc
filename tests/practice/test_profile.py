"""The public profile: validated data only."""

from datetime import timedelta

from sandbox.practice.models import Hold, Household
from sandbox.practice.overviews import profile
from sandbox.practice.submissions import submissions, validated
from tests.conftest import NOON
from tests.practice.factories import a_person, complete, first, opened, passed_on

VALIDATED = NOON + timedelta(seconds=150)


def baseline(practice):
    """All three households came complete with the village: two men each, of whom one is a child."""
    for household in practice.query(Household):
        household.filled = validated.questions()
        household.members.append(a_person(household.id, sex="L", answers={"2": "4", "4": "1", "9": "1"}))
    practice.flush()


def figures(practice, now=NOON):
    page = profile.of_village(practice, now)
    return page.households, page.persons, page.waiting


def test_what_came_complete_with_the_village_counts_and_the_rest_waits(practice):
    assert figures(practice) == (0, 0, 3)
    baseline(practice)
    assert figures(practice) == (3, 6, 0)


def test_a_changed_household_leaves_the_profile_until_it_is_validated_again(practice):
    baseline(practice)
    household = complete(first(practice))
    household.saved_by = "Operator"
    practice.flush()
    assert figures(practice) == (2, 4, 1)
    passed_on(practice, household, NOON)
    assert figures(practice, VALIDATED - timedelta(seconds=1)) == (2, 4, 1)
    assert figures(practice, VALIDATED) == (3, 6, 0)


def test_a_held_submission_is_not_public(practice):
    baseline(practice)
    submission = passed_on(practice, complete(first(practice)), NOON)
    submission.holds.append(Hold(stage="queued", since=NOON, code="GW-504", reason="Server kecamatan tidak menjawab."))
    practice.flush()
    assert figures(practice, VALIDATED) == (2, 4, 1)


def test_a_duplicate_counts_a_family_once(practice):
    baseline(practice)
    for _ in range(2):
        passed_on(practice, complete(first(practice)), NOON)
    assert figures(practice, VALIDATED) == (3, 6, 0)


def test_the_profile_shows_what_was_validated_not_what_was_typed_since(practice):
    baseline(practice)
    household = complete(first(practice))
    passed_on(practice, household, NOON)
    household.members.append(a_person(99))
    household.saved_by = "Operator"
    practice.flush()
    assert figures(practice, VALIDATED) == (3, 6, 0)


def test_a_revision_counts_with_what_it_says_once_it_is_validated(practice):
    baseline(practice)
    household = complete(first(practice))
    submission = passed_on(practice, household, NOON)
    assert figures(practice, VALIDATED) == (3, 6, 0)
    household.members.append(a_person(household.id, sex="P", answers={"2": "4", "4": "1", "9": "1"}))
    practice.flush()
    submissions.revise(practice, submission, by="Operator", now=VALIDATED)
    submission.returns.clear()
    practice.flush()
    assert figures(practice, VALIDATED) == (2, 4, 1)
    assert figures(practice, VALIDATED + timedelta(seconds=150)) == (3, 7, 0)


def test_sent_and_baseline_households_are_counted_alike(practice):
    baseline(practice)
    before = profile.of_village(practice, NOON)
    household = first(practice)
    passed_on(practice, household, NOON)
    after = profile.of_village(practice, VALIDATED)
    assert (before.ages, before.hamlets, before.religions, before.occupations, before.men) == \
        (after.ages, after.hamlets, after.religions, after.occupations, after.men)
    assert [row.count for row in before.ages] == [0, 0, 3, 3, 0]
    assert [(row.label, row.count) for row in before.religions] == [("Islam", 3)]


def test_the_page_says_how_many_households_are_not_counted_yet(pages):
    pages.login()
    assert "3 keluarga belum tervalidasi, jadi belum dihitung di sini." in pages.browser.get("/desa/profil").text


def test_every_page_says_one_number_of_validated_households_and_of_which_period(pages, hall):
    with opened(hall) as session:
        for household in session.query(Household):
            household.filled = validated.questions()
        passed_on(session, complete(first(session)), NOON - timedelta(minutes=5))
    pages.login()
    assert "1 keluarga pada periode 2026, 2 dari periode sebelumnya" in pages.browser.get("/desa/profil").text
    assert "1 keluarga pada periode 2026, 2 dari periode sebelumnya" in pages.browser.get("/desa/").text
    assert "Tervalidasi kabupaten pada periode sebelumnya." in pages.browser.get("/desa/keluarga/2").text
    assert "Belum dikirim pada periode" not in pages.browser.get("/desa/keluarga/1").text


def test_a_household_that_is_not_complete_is_of_no_period(pages):
    pages.login()
    assert "Belum dikirim pada periode 2026.</p>" in pages.browser.get("/desa/keluarga/2").text
