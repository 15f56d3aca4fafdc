"""Who needs a person, and why. Times are minutes after noon."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from instructor.board.attention import Attention, attention
from instructor.board.fold import SeatState, fold_all
from instructor.board.words import State
from scenarios.day.course import Course
from tests.conftest import NOON
from tests.instructor.factories import EXERCISE, Journal, minutes

TYPING = Journal().begun(0).did("open", 1, form="household")
UNTIL_9 = {"until": (NOON + minutes(9)).isoformat()}
CLOSED = Journal().begun(0)
for at in (7, 7.1, 7.2, 7.3):
    CLOSED.refused("save", at, code="SRV-503", fault="tutup", detail=UNTIL_9)
CASES = {
    "turned away until a stated hour": (CLOSED, 8.9, State.WAITING, "Menunggu jawaban sistem latihan"),
    "tried four times till that hour": (CLOSED, 9.1, State.WORKING, ""),
    "a stall that lasts": (Journal().begun(0).did("submit", 1, fault="macet", detail=UNTIL_9), 8.9, State.WAITING,
                           "Menunggu jawaban sistem latihan"),
    "nobody came yet": (Journal(), 10, State.NOT_YET, "Belum masuk"),
    "nobody came for half an hour": (Journal(), 31, State.ABSENT, "Belum pernah masuk hari ini"),
    "at work": (Journal().begun(0).did("open", 1, form="outbox"), 2, State.WORKING, ""),
    "hand up": (Journal().begun(0).noted("raise_hand", 1, detail={"text": "Daftarnya tidak memuat"}), 5, State.HAND,
                "5.1 · “Daftarnya tidak memuat”"),
    "hand up without a word": (Journal().noted("raise_hand", 1), 5, State.HAND, "tanpa pesan"),
    "hand lowered": (Journal().begun(0).noted("raise_hand", 1).noted("lower_hand", 2), 3, State.WORKING, ""),
    "held by a fault": (Journal().begun(0).noted("held", 1, detail={"until": (NOON + minutes(9)).isoformat()}), 8.9,
                        State.WAITING, "Menunggu jawaban sistem latihan"),
    "held no longer": (Journal().begun(0).noted("held", 1, detail={"until": (NOON + minutes(2)).isoformat()}), 5, State.IDLE,
                       "Tidak menekan apa pun"),
    "submission on its way": (Journal().begun(0).did("submit", 1), 3.4, State.WAITING, "Kirimannya sedang berjalan"),
    "on its way, and something to put right": (Journal().begun(0).did("submit", 1, detail={"mistakes": ["ganda"]}), 3.4,
                                               State.WORKING, ""),
    "submission overdue": (Journal().begun(0).did("submit", 1), 5.1, State.IDLE, "Tidak menekan apa pun"),
    "idle": (Journal().begun(0).did("open", 1, form="outbox"), 5, State.IDLE, "Tidak menekan apa pun"),
    "typing a long form": (TYPING, 8.9, State.WORKING, ""),
    "too long on a form": (TYPING, 9.1, State.IDLE, "Tidak menekan apa pun"),
    "beside the exercise": (Journal().begun(0).did("open", 1, form="profile").did("open", 3, form="profile"), 3.5, State.LOST,
                            "Di halaman Profil Publik, tugasnya Kiriman macet di antrean"),
    "back from beside it": (Journal().begun(0).did("open", 1, form="profile").did("open", 3, form="outbox"), 3.5,
                            State.WORKING, ""),
    "the same refusal again and again": (
        Journal().begun(0).refused("save", 1, code="GW-504").did("open", 1.2, form="outbox").refused("save", 1.4, code="GW-504")
        .refused("save", 1.6, code="GW-504"), 2, State.STRUGGLING, "3 kali Simpan, pesannya tetap GW-504"),
    "different refusals": (Journal().begun(0).refused("save", 1, code="A-1").refused("save", 1.2, code="A-2")
                           .refused("save", 1.4, code="A-3"), 2, State.WORKING, ""),
    "a mistake a moment ago": (Journal().begun(0).did("save", 1, detail={"mistakes": ["ganda"]}), 2, State.WORKING, ""),
    "a mistake that stays": (Journal().begun(0).did("save", 1, detail={"mistakes": ["ganda"]}), 4.5, State.STRUGGLING,
                             "Ada dua kiriman untuk keluarga ini"),
    "a mistake that was made good": (Journal().begun(0).did("save", 1, detail={"mistakes": ["ganda"]})
                                     .did("save", 4, detail={"repaired": ["ganda"]}), 4.5, State.WORKING, ""),
    "made good and made again": (Journal().begun(0).did("save", 1, detail={"mistakes": ["ganda"]})
                                 .did("save", 2, detail={"repaired": ["ganda"]}).did("save", 4, detail={"again": ["ganda"]}),
                                 4.5, State.STRUGGLING, "Ada dua kiriman untuk keluarga ini"),
    "all hints open": (Journal().begun(0).noted("hint", 1).noted("hint", 2).did("open", 4, form="outbox"), 5.5,
                       State.STRUGGLING, "Semua petunjuk sudah dibuka"),
    "far over time": (Journal().begun(0).did("open", 19.5, form="outbox"), 21, State.STRUGGLING,
                      "Sudah 21 menit, biasanya 10"),
    "all exercises solved": (Journal().begun(0).did("save", 1, detail={"solved": True}), 60, State.DONE, ""),
}


def seen(journal: Journal, at: float) -> Attention:
    states = fold_all(journal.rows)
    state = next(iter(states.values()), SeatState())
    return attention(state, NOON + minutes(at), course=Course((EXERCISE,)), opened_at=NOON)


@pytest.mark.parametrize(("seated", "at", "state", "reason"), [
    (None, 29, State.NOT_YET, "Belum masuk"), (-60, 29, State.NOT_YET, "Belum masuk"),
    (1, 4.9, State.WORKING, "Baru masuk"), (1, 5.1, State.IDLE, "Sudah masuk dengan kartu, belum berbuat apa-apa"),
    (1, 31, State.IDLE, "Sudah masuk dengan kartu, belum berbuat apa-apa")])
def test_who_came_in_and_did_nothing_is_told_from_who_did_not_come(seated, at, state, reason):
    found = attention(SeatState(), NOON + minutes(at), course=Course((EXERCISE,)), opened_at=NOON,
                      seated_at=None if seated is None else NOON + minutes(seated))
    assert (found.state, str(found.reason)) == (state, reason)


def test_whom_staff_recorded_as_present_is_not_looked_for_at_the_door():
    found = attention(SeatState(), NOON + minutes(31), course=Course(), opened_at=NOON, is_recorded=True)
    assert (found.state, str(found.reason)) == (State.IDLE, "Dicatat hadir, belum masuk dengan kartu")


@pytest.mark.parametrize("case", CASES)
def test_the_state_and_its_reason(case):
    journal, at, state, reason = CASES[case]
    found = seen(journal, at)
    assert (found.state, str(found.reason)) == (state, reason)


@given(st.floats(1.01, 8.99), st.lists(st.sampled_from(["refused", "profile", "mistake", "hint"]), max_size=6))
def test_a_seat_that_rightly_waits_is_never_called_stuck(at, before):
    journal = Journal().begun(0)
    for deed in before:
        if deed == "refused":
            journal.refused("save", 0.1, code="GW-504")
        elif deed == "profile":
            journal.did("open", 0.1, form="profile")
        elif deed == "mistake":
            journal.did("save", 0.1, detail={"mistakes": ["ganda", "lain"]})
        else:
            journal.noted("hint", 0.1)
    journal.noted("held", 1, detail={"until": (NOON + minutes(9)).isoformat()})
    assert seen(journal, at).state is State.WAITING


def test_the_longest_waiting_hand_is_first():
    early, late = (seen(Journal().noted("raise_hand", at), 9) for at in (1, 2))
    idle = seen(Journal().begun(0), 9)
    assert sorted([idle, late, early], key=lambda found: found.sort_key) == [early, late, idle]
