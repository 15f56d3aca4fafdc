"""A journal in words; only here the true fate of data is told."""

from instructor.trainee.timeline import FaultTold, TimelineLine, timeline
from tests.conftest import NOON
from tests.instructor.factories import EXERCISE, Journal, minutes

FAULTS = {(1, "hilang"): FaultTold("jawaban hilang sesudah data sampai", "GW-504")}


def told(journal: Journal) -> list[TimelineLine]:
    return timeline([row.deed for row in journal.rows], {EXERCISE.id: EXERCISE}, FAULTS)


def last(journal: Journal) -> TimelineLine:
    return told(journal)[-1]


def test_a_lost_answer_tells_the_true_fate_and_that_the_trainee_does_not_know_it():
    saved = Journal().begun(0).did("save", 1, form="household", record="household/3", fault="hilang")
    assert last(saved) == TimelineLine(NOON + minutes(1), "lightning-fill", "Gangguan: jawaban hilang sesudah data sampai",
                                 "data TERSIMPAN (peserta belum tahu)", "fault", "GW-504")
    lost = Journal().begun(0).refused("save", 1, form="household", fault="hilang", code="GW-504")
    assert last(lost).detail == "data BELUM tersimpan (peserta belum tahu)"


def test_after_looking_the_trainee_knows():
    journal = Journal().begun(0).did("save", 1, form="household", fault="hilang").did("search", 2, form="households")
    assert [moment.detail for moment in told(journal) if moment.kind == "fault"] == ["data TERSIMPAN"]


def test_a_save_says_what_was_saved_and_how_long_was_typed():
    journal = Journal().begun(0).did("save", 4.2, form="household", record="household/3", detail={"number": "…0003"})
    assert (last(journal).text, last(journal).detail) == ("Simpan keluarga …0003", "mengetik 4 mnt 12 dtk")


def test_a_new_card_is_told_by_the_number_that_was_typed_and_a_submission_by_its_reference():
    entered = Journal().begun(0).did("save", 1, form="household", record="household/9", detail={"card": "…0003"})
    assert last(entered).text == "Simpan keluarga …0003"
    sent = Journal().begun(0).did("open", 1, form="submission", record="K-2026-0001",
                                  detail={"of": "household/3", "number": "3510621208910003"})
    assert last(sent).text == "Membuka Kiriman K-2026-0001"


def test_a_refusal_a_mistake_and_a_goal_are_lines_of_their_own():
    journal = Journal().begun(0).refused("save", 1, form="household", code="VAL-02")
    journal.did("submit", 2, form="household", detail={"mistakes": ["ganda"], "met": ["sampai"]})
    assert [(moment.text, moment.kind) for moment in told(journal)[1:]] == [
        ("Ditolak: Simpan keluarga", ""), ("Kirim keluarga", "save"),
        ("Ada dua kiriman untuk keluarga ini. Batalkan satu.", "mistake"), ("Tujuan tercapai: Sampai", "")]


def test_waiting_for_a_fault_is_told():
    journal = Journal().begun(0).noted("held", 1, fault="hilang", detail={"until": (NOON + minutes(1.5)).isoformat()})
    assert last(journal).text == "Menunggu 30 detik: jawaban hilang sesudah data sampai"


def test_a_goal_is_told_when_it_is_reached_and_nothing_after_the_solving():
    journal = Journal().begun(0).did("search", 1, form="households", detail={"met": ["ditemukan"]})
    journal.did("open", 2, form="household", detail={"met": ["ditemukan"]})
    journal.did("submit", 3, detail={"met": ["sampai"], "solved": True})
    journal.did("open", 4, form="outbox", detail={"mistakes": ["ganda"]})
    judged = [moment for moment in told(journal) if moment.glyph in ("check-circle", "exclamation-triangle-fill")]
    assert [(moment.text, moment.at) for moment in judged] == [
        ("Tujuan tercapai: Ditemukan", NOON + minutes(1)), ("Tujuan tercapai: Sampai", NOON + minutes(3))]
