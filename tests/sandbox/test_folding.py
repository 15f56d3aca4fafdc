"""What is compared: names by one folding, digits by one reading."""

import re
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import escape

from sandbox.words.digits import grouped, is_digits, looks_like_number, natural, plain, printed_digits, unbroken
from sandbox.words.folding import folded, seen

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize("other", [
    "SITI MA'RIFAH", "Siti Ma’rifah", "siti ma‘rifah", "Siti  Maʼrifah ", "Siti Ma`rifah", "Siti\u00a0Ma'rifah",
    "\u200eSiti\u200b Ma\u02bbrifah\ufeff"])
def test_ways_to_write_one_name_fold_alike(other):
    assert folded(other) == folded("Siti Ma'rifah") == "siti ma'rifah"


def test_composed_and_decomposed_letters_fold_alike_and_stay_apart_from_bare_ones():
    assert folded("Rene\u0301") == folded("RENÉ") != folded("Rene")


@given(st.text())
def test_a_folded_name_is_folded_once_and_for_all(text):
    assert folded(folded(text)) == folded(text)


@given(st.text())
def test_composing_and_capitals_never_make_two_names_of_one(text):
    assert folded(unicodedata.normalize("NFD", text)) == folded(text) == folded(seen(text))


@pytest.mark.parametrize("text", [
    "3510 6112 0891 0001", "3510.6112.0891.0001", "3510-6112-0891-0001", "'3510611208910001", "’3510611208910001",
    "\u200e3510611208910001\u200f", "3510\u00a06112\u00a00891\u00a00001", "3510\u200b6112\u201108910001",
    "３５１０６１１２０８９１０００１", " 3510611208910001\n"])
def test_a_number_as_it_is_printed_and_pasted_is_its_digits(text):
    assert printed_digits(text) == "3510611208910001"


@pytest.mark.parametrize("text", ["", " ", "-", "²", "٣٥١٠", "𝟙𝟚", "12a", "½", "1/2", "K-2026-0012"])
def test_what_is_no_number_has_no_digits(text):
    assert printed_digits(text) == ""


@given(st.text())
def test_digits_are_what_int_reads_and_nothing_else_is(text):
    assert not is_digits(text) or len(text) > 4000 or int(text) >= 0
    assert (natural(text) is None) == (not is_digits(text) or len(text) > 18)
    assert not is_digits(printed_digits(text)) or is_digits(plain(printed_digits(text)))


@pytest.mark.parametrize("text", ["²", "٣", "9" * 5000, "", "-1", "1_0"])
def test_a_number_that_int_would_stumble_over_or_misread_is_none(text):
    assert natural(text) is None


@pytest.mark.parametrize(("text", "is_one"), [("3510 6112 0891 OOO1", True), ("351061120891000", True), ("Siti", False),
                                              ("Siti 2", False), ("", False)])
def test_a_slipped_letter_leaves_a_number_one(text, is_one):
    assert looks_like_number(text) is is_one


@pytest.mark.parametrize("whole", ["3510 6112 0891 0001", "3510 6112 0891 003", "22-08-1956", "K-2026-0012", "Rp 2.350.000",
                                   "17 Agustus 1990", "35.10.02.2003"])
def test_a_number_date_or_reference_in_a_text_is_one_piece(whole):
    assert unbroken(f"Kartu {whole}, benar.") == f'Kartu <span class="digits">{whole}</span>, benar.'


@given(st.text() | st.text("0123456789 -.&<>#;'KRp"))
def test_the_pieces_change_no_letter_and_let_no_html_in(text):
    bare = re.sub(r'<span class="digits">([^<]*)</span>', r"\1", unbroken(text))
    assert bare == escape(text)


@given(st.text("0123456789", min_size=1))
def test_a_number_in_groups_is_read_again(digits):
    assert printed_digits(grouped(digits)) == digits


def test_digits_are_asked_for_in_one_place():
    """Python's own questions say yes to '²', and int then fails."""
    asked = re.compile(r"\.is(digit|decimal|numeric)\(")
    found = {str(path.relative_to(ROOT)) for room in ("sandbox", "scenarios", "instructor", "seed")
             for path in (ROOT / room).rglob("*.py") if asked.search(path.read_text(encoding="utf-8"))}
    assert found == {"sandbox/words/digits.py"}
