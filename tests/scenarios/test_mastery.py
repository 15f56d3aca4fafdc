"""The ladder belum → dibantu → mandiri → mahir."""

from hypothesis import given
from hypothesis import strategies as st

from scenarios.results.mastery import Go, Rung, step


def test_unsolved_is_belum():
    assert step([Go("a", 1, solved=False)]) is Rung.BELUM


def test_solved_with_a_hint_is_dibantu():
    assert step([Go("a", 1, solved=True, hints=1)]) is Rung.DIBANTU


def test_solved_alone_is_mandiri_even_with_a_repaired_mistake():
    assert step([Go("a", 1, solved=True, mistakes=1)]) is Rung.MANDIRI


def test_alone_again_in_another_variant_without_mistake_is_mahir():
    assert step([Go("a", 1, solved=True), Go("a", 2, solved=True)]) is Rung.MAHIR
    assert step([Go("a", 1, solved=True), Go("b", 1, solved=True)]) is Rung.MAHIR


def test_a_mistake_or_a_hint_in_the_second_go_keeps_it_at_mandiri():
    assert step([Go("a", 1, solved=True), Go("a", 2, solved=True, mistakes=1)]) is Rung.MANDIRI
    assert step([Go("a", 1, solved=True), Go("a", 2, solved=True, hints=1)]) is Rung.MANDIRI


def test_help_before_beginning_anew_counts_until_another_variant_is_solved_alone():
    helped = Go("a", 1, solved=False, hints=3, mistakes=1)
    assert step([helped, Go("a", 2, solved=True)]) is Rung.DIBANTU
    assert step([helped, Go("a", 2, solved=False), Go("a", 3, solved=True)]) is Rung.DIBANTU
    assert step([helped, Go("a", 2, solved=True), Go("a", 3, solved=True)]) is Rung.MANDIRI


def test_the_same_variant_solved_again_is_never_solved_alone_after_help():
    helped = Go("a", 1, solved=True, hints=1)
    assert step([helped, Go("a", 1, solved=True)]) is Rung.DIBANTU
    assert step([helped, Go("a", 1, solved=True), Go("a", 2, solved=True)]) is Rung.MANDIRI


def test_a_mistake_before_beginning_anew_keeps_it_at_mandiri():
    once = Go("a", 1, solved=True)
    erred = Go("b", 1, solved=False, mistakes=1)
    assert step([once, erred, Go("b", 2, solved=True)]) is Rung.MANDIRI
    assert step([once, erred, Go("b", 2, solved=True), Go("b", 3, solved=True)]) is Rung.MAHIR


def test_help_in_one_exercise_is_no_debt_in_another():
    assert step([Go("a", 1, solved=False, hints=3), Go("b", 1, solved=True)]) is Rung.MANDIRI


GOES = st.lists(st.builds(Go, st.sampled_from("ab"), st.integers(1, 3), st.booleans(), st.integers(0, 2), st.integers(0, 2)))


@given(GOES, st.builds(Go, st.sampled_from("ab"), st.integers(1, 3), st.booleans(), st.integers(0, 2), st.integers(0, 2)))
def test_another_attempt_never_takes_a_rung_away(goes, another):
    assert step([*goes, another]) >= step(goes)
