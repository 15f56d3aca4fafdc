"""Loket kecamatan: who comes follows from data and time; what a letter needs is named; answers are judged by what was true."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sandbox.errors import Rejected
from sandbox.practice.counter import answering, arrivals, citizens, costs, needs, queue
from sandbox.practice.counter.answering import Given, hour_meant
from sandbox.practice.counter.arrivals import SentFamily
from sandbox.practice.counter.citizens import Kin
from sandbox.practice.counter.letters import book
from sandbox.practice.counter.models import Visitor
from sandbox.practice.counter.standing import AnswerKind, CitizenPlace, Worth
from sandbox.practice.models import Hold, Household
from sandbox.practice.records import HouseholdRecord
from sandbox.practice.submissions import submissions
from sandbox.practice.submissions.validated import questions
from tests.conftest import NOON
from tests.practice.factories import complete, first, opened, said

VILLAGE = "Desa Temurejo"


def minutes(number):
    return timedelta(minutes=number)


def ready(session):
    """The first household, complete as it came with the village."""
    household = complete(first(session))
    household.filled, household.saved_by = questions(), "Data awal"
    session.flush()
    return household


def comes(session, letter="nikah", *, now=NOON, household=None, **about):
    visitor = citizens.placed(household or ready(session), letter, now=now)
    visitor.about = about
    session.add(visitor)
    session.flush()
    return visitor


def case(session, visitor, now=NOON):
    return needs.case_of(session, queue.beside(session, visitor.id, now)[0], village=VILLAGE, now=now)


def missing(session, visitor, now=NOON):
    return [need.label for need in case(session, visitor, now).missing]


def tell(session, visitor, kind, now=NOON, hour="", reason=""):
    given = Given(AnswerKind(kind), hour, reason)
    return answering.answer(session, visitor, case(session, visitor, now), given, by="Sekdes", now=now)


# Who comes ------------------------------------------------------------------------------------------------------------

@given(st.integers(1, 9), st.integers(0, 600), st.integers(0, 30))
def test_nobody_comes_twice_waits_too_long_or_turns_into_somebody_else(seed, minute, later):
    now = NOON + minutes(minute)
    there, after = list(arrivals.of_village(seed, 50, now)), list(arrivals.of_village(seed, 50, now + minutes(later)))
    assert len({each.key for each in there}) == len(there)
    assert all(each.at <= now < each.leaves_at <= each.at + arrivals.LONGEST for each in there)
    stayed = {each.key: each for each in after}
    assert all((stayed[each.key].household_id, stayed[each.key].at) == (each.household_id, each.at)
               for each in there if each.leaves_at > now + minutes(later))


def test_the_longer_a_submission_stalls_the_more_of_its_family_wait():
    def waiting(validated_at, minute):
        sent = SentFamily("K-2026-0011", 7, NOON, validated_at)
        return sum(1 for _ in arrivals.of_sent(1, sent, NOON + minutes(minute)))

    stalled = [waiting(None, minute) for minute in (0, 2, 8, 14)]
    assert stalled == sorted(stalled)
    assert (stalled[0], stalled[-1]) == (0, 3)
    assert waiting(NOON + minutes(2.5), 14) < waiting(None, 14)
    assert waiting(None, 60) == 0


@given(st.randoms(use_true_random=False), st.booleans())
def test_who_comes_is_of_the_family_and_asks_for_what_fits_it(rng, has_mother):
    people = [Kin(1, "Kasiran", "L", NOON.date().replace(year=1970), True)]
    people += [Kin(2, "Sri", "P", NOON.date().replace(year=1995), False)] if has_mother else []
    arrival = arrivals.Arrival("pukul/1", "A-1", 5, NOON, NOON + minutes(25), rng)
    visitor = citizens.visitor(arrival, people, on=NOON.date())
    assert visitor.name in {each.name for each in people}
    assert has_mother or visitor.letter not in ("kelahiran", "kematian")
    assert bool(visitor.about) == (visitor.letter in ("kelahiran", "kematian"))


def test_whom_one_has_seen_stays_and_who_only_looks_keeps_nobody(practice):
    for number in range(40):
        now = NOON + minutes(8 * number)
        if queue.look(practice, now).waiting:
            break
    seen = queue.look(practice, now)
    assert practice.query(Visitor).count() == 0
    kept = queue.look(practice, now, keep=True)
    assert [line.visitor.key for line in kept.waiting] == [line.visitor.key for line in seen.waiting]
    assert practice.query(Visitor).count() == len(kept.waiting) > 0
    assert len(queue.look(practice, now, keep=True).waiting) == len(kept.waiting)


# What a letter needs --------------------------------------------------------------------------------------------------

def test_data_of_an_earlier_period_do_for_some_letters_and_not_for_others(practice):
    assert missing(practice, comes(practice, "nikah")) == []
    domicile = comes(practice, "domisili")
    assert missing(practice, domicile) == ["Data tervalidasi tahun ini"]
    sent = submissions.submit(practice, HouseholdRecord(first(practice)), by="Sekdes", now=NOON)
    there = case(practice, domicile, NOON + minutes(1)).missing
    assert [need.way.arguments for need in there] == [{"reference": sent.reference}]
    assert case(practice, domicile, NOON + minutes(1)).due == NOON + timedelta(seconds=150)
    assert missing(practice, domicile, NOON + minutes(3)) == []


def test_each_thing_that_is_missing_is_named_with_its_way(practice):
    household = ready(practice)
    visitor = comes(practice, "nikah", household=household)
    head = household.members[0]
    head.nik = "351062123456789"
    found = case(practice, visitor).missing
    assert [(need.label, need.way.view) for need in found] == [("NIK pemohon cocok", "member")]
    head.nik = None
    assert missing(practice, visitor) == ["NIK pemohon cocok"]
    household.saved_by, household.answers = "Sekdes", {}
    assert missing(practice, visitor) == ["NIK pemohon cocok", "Isian keluarga lengkap", "Data tervalidasi kabupaten"]
    visitor.person_id = 999
    assert missing(practice, visitor)[0] == "Pemohon ada di kartu"
    practice.delete(household)
    practice.flush()
    gone = case(practice, visitor)
    assert [need.way.view for need in gone.needs] == ["mutations"]


def test_a_birth_needs_the_child_on_the_card_and_a_death_its_record(practice):
    child = {"name": "Ayu Lestari", "sex": "P", "birth_date": "2026-02-20", "mother": "Sri"}
    born = comes(practice, "kelahiran", **child)
    assert missing(practice, born) == ["Anaknya ada di kartu"]
    assert "Ayu Lestari, perempuan, lahir" in needs.about(born)
    dead = comes(practice, "kematian", person=77, name="Tukinem", died_on="2026-02-25")
    found = case(practice, dead).missing
    assert [need.way.arguments["kind"] for need in found] == ["meninggal"]


def test_data_that_changed_after_its_validation_are_not_current(practice):
    visitor = comes(practice, "domisili")
    submissions.submit(practice, HouseholdRecord(first(practice)), by="Sekdes", now=NOON)
    first(practice).address = "Jl. Melati 9"
    told = case(practice, visitor, NOON + minutes(3)).missing
    assert [need.label for need in told] == ["Data tervalidasi tahun ini"]
    assert "Perubahannya belum dikirim." in told[0].detail


# Answers --------------------------------------------------------------------------------------------------------------

@pytest.mark.parametrize("typed", ["12.30", "12:30", "1230", "12,30", " pukul 12.30 ", "jam 12:30 WIB"])
def test_an_hour_is_read_as_people_write_it(typed):
    assert hour_meant(typed, NOON) == NOON + minutes(30)


@pytest.mark.parametrize(("typed", "code"), [
    ("", "LKT-411"), ("nanti", "LKT-412"), ("25.10", "LKT-412"), ("12.75", "LKT-412"), ("12.00", "LKT-413"), ("11.59", "LKT-413"),
    ("23.30", "LKT-414"), ("16.01", "LKT-415"),
    ("1.15", "LKT-413"), ("12.30 besok", "LKT-412"), ("<b>", "LKT-412"), ("9" * 300, "LKT-412")])
def test_an_hour_that_cannot_be_meant_is_told(typed, code):
    with pytest.raises(Rejected) as refused:
        hour_meant(typed, NOON)
    (problem,) = refused.value.problems
    assert problem.code == code
    assert ("Bila maksudnya 13.15" in problem.text) == (typed == "1.15")


def test_the_counter_closes_at_four_and_stays_open_for_those_who_train_later():
    assert hour_meant("16.00", NOON) == NOON + minutes(240)
    late = NOON + minutes(215)
    assert (answering.closes(NOON), answering.closes(late)) == (NOON + minutes(240), None)
    assert hour_meant("16.10", late) == late + minutes(35)


def test_serving_without_the_data_asks_why_and_is_remembered(practice):
    visitor = comes(practice, "domisili")
    with pytest.raises(Rejected, match="") as refused:
        tell(practice, visitor, "layani")
    assert refused.value.problems[0].code == "LKT-422"
    told = tell(practice, visitor, "layani", reason="  Pak  Camat yang minta ")
    assert (told.was_ready, told.reason) == (False, "Pak Camat yang minta")
    with pytest.raises(Rejected) as refused:
        tell(practice, visitor, "kembali", hour="12.30")
    assert refused.value.problems[0].code == "LKT-410"


def test_the_same_answer_twice_is_one_and_another_takes_its_place(practice):
    visitor = comes(practice, "domisili")
    for hour in ("12.30", "12:30", "12.40"):
        tell(practice, visitor, "kembali", hour=hour)
    assert [answer.back_at for answer in visitor.answers] == [NOON + minutes(30), NOON + minutes(40)]
    for kind in ("layani", "lengkapi"):
        with pytest.raises(Rejected) as refused:
            tell(practice, visitor, kind, reason="x", now=NOON + minutes(2))
        assert refused.value.problems[0].code == "LKT-409"


def test_a_promise_is_judged_by_when_the_data_really_was_ready(practice):
    visitor = comes(practice, "domisili")
    sent = submissions.submit(practice, HouseholdRecord(first(practice)), by="Sekdes", now=NOON)
    tell(practice, visitor, "kembali", hour="12.05")

    def line(now):
        return queue.beside(practice, visitor.id, now)[0]

    assert (line(NOON + minutes(1)).where, line(NOON + minutes(1)).worth) == (CitizenPlace.AWAY, Worth.OPEN)
    assert line(NOON + minutes(3)).worth is Worth.KEPT
    assert (line(NOON + minutes(5)).where, line(NOON + minutes(5)).since) == (CitizenPlace.WAITING, NOON + minutes(5))
    assert line(NOON + minutes(26)).where is CitizenPlace.LEFT
    sent.holds.append(Hold(stage="queued", since=NOON, code="GW-504", reason="Server tidak menjawab."))
    practice.flush()
    assert line(NOON + minutes(6)).worth is Worth.BROKEN
    assert costs.of_submission(practice, sent, NOON + minutes(6)) >= 1


def test_who_waited_too_long_has_gone_and_hears_no_answer(practice):
    visitor = comes(practice)
    with pytest.raises(Rejected) as refused:
        tell(practice, visitor, "layani", now=visitor.leaves_at)
    assert refused.value.problems[0].code == "LKT-404"
    assert queue.look(practice, visitor.leaves_at).left == 1


@pytest.mark.parametrize("letter", book().letters, ids=lambda letter: letter.id)
def test_every_letter_can_be_asked_for_and_says_three_sentences(practice, letter):
    visitor = comes(practice, letter.id)
    said_to = [answering.sentence(visitor, case(practice, visitor), kind) for kind in AnswerKind]
    assert all(letter.title in each for each in said_to)


# The pages ------------------------------------------------------------------------------------------------------------

@pytest.fixture
def waiting(hall):
    """The ids of two citizens: one who is ready, one whose family was not sent."""
    with opened(hall) as session:
        return comes(session, "nikah").id, comes(session, "domisili").id


def answered(seat, visitor_id, **inputs):
    form = seat.form(seat.browser.get(f"/desa/loket/{visitor_id}"), "serve")
    for name, text in inputs.items():
        form[name] = text
    return form.submit().follow()


def test_the_queue_leads_to_a_citizen_who_is_served(seat, waiting):
    page = seat.browser.get("/desa/loket")
    assert [line.find("strong").text for line in page.html.find(class_="queue").find_all("li")][:2] == ["Kepala 1", "Kepala 1"]
    page = answered(seat, waiting[0], jawaban="layani")
    assert "Jawaban diberikan pukul 12.00.00." in said(page)
    deed = seat.last("serve")
    assert (deed.record, deed.detail.letter, deed.detail.was_ready, deed.form) == ("household/1", "nikah", True, "citizen")
    assert "Sudah dijawab" in seat.browser.get("/desa/loket").text


def test_a_refused_answer_keeps_what_was_typed(seat, waiting):
    page = answered(seat, waiting[1])
    assert "pilih dulu satu dari tiga jawaban" in said(page)
    page = answered(seat, waiting[1], jawaban="kembali", pukul="nanti")
    form = seat.form(page, "serve")
    assert (form["jawaban"].value, form["pukul"].value) == ("kembali", "nanti")
    page = answered(seat, waiting[1], jawaban="layani")
    form = seat.form(page, "serve")
    form["alasan"] = "Warga mendesak"
    assert "Dibuat dari data yang belum siap, dengan alasan: Warga mendesak." in said(form.submit().follow())
    assert [(deed.outcome.value, deed.detail.was_ready) for deed in seat.journal() if deed.action == "serve"] == [
        ("refused", False), ("done", False)]


def test_who_went_home_for_papers_can_be_told_nothing_more(hall, seat, waiting):
    assert answered(seat, waiting[1], jawaban="lengkapi").html.find("input", {"name": "jawaban"})
    with opened(hall) as session:
        session.get(Visitor, waiting[1]).leaves_at = NOON
    page = seat.browser.get(f"/desa/loket/{waiting[1]}")
    assert "pulang untuk melengkapi berkas." in said(page)
    assert not page.html.find("input", {"name": "jawaban"})


def test_who_looks_on_sees_the_queue_and_leaves_no_row(hall, seat, waiting):
    seat.looks_on[0] = True
    assert "Kepala 1" in seat.browser.get("/desa/loket").text
    assert seat.browser.get(f"/desa/loket/{waiting[1]}").status_int == 200
    with opened(hall) as session:
        assert session.query(Visitor).count() == 2


def test_a_citizen_who_is_not_there_is_not_found(seat):
    assert seat.browser.get("/desa/loket/99", status=404)


def test_what_a_stalled_submission_costs_stands_beside_it(hall, seat, waiting):
    with opened(hall) as session:
        sent = submissions.submit(session, HouseholdRecord(session.get(Household, 1)), by="Sekdes", now=NOON)
        sent.holds.append(Hold(stage="queued", since=NOON, code="GW-504", reason="Server tidak menjawab."))
        session.flush()
        reference, count = sent.reference, costs.of_submission(session, sent, NOON)
    assert count == 2
    for address in ("/desa/kotak-keluar", f"/desa/kiriman/{reference}"):
        assert f"{count} warga menunggu di Loket karena kiriman ini" in said(seat.browser.get(address))
    assert "2 warga menunggu di Loket</a> karena kiriman yang belum tervalidasi." in said(seat.browser.get("/desa/"))
