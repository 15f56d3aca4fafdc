"""What every paper of ours builds on: letters that print, text that fits, a process of its own."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sandbox.paper import letters, off_loop, worker
from sandbox.paper.letters import LACKING, printable
from sandbox.paper.sheet import PaperSheet
from sandbox.paper.size import PaperSize, size_of
from tests.pdfs import pages_of

NAMES = ["Raden Roro Kusumaningtyas Purnamawati, S.Sos.", "Kelurahan Sukowidodo Kertanegara Pesisir Selatan",
         "X" * 48, "W" * 96, "Ñandu D’Ḍé ʼUmar", "a"]


@pytest.fixture(scope="module")
def sheet():
    made = PaperSheet(PaperSize.A4, title="Coba")
    made.add_page()
    return made


def test_letters_of_names_are_printed_as_they_are_and_others_are_folded_or_seen_to_be_missing():
    as_it_is = "D’Artagnan ʼUmar Ñoño Éric Łukasz Ḍānī Šć"
    assert printable(as_it_is) == as_it_is
    assert printable("e\u0301") == "é"
    assert printable("ﬁlm a\u200bb\u00adc") == "film abc"
    assert printable("张 Lee") == f"{LACKING} Lee"


@given(st.text())
def test_whatever_is_typed_every_letter_that_is_printed_is_in_our_fonts(text):
    assert {ord(letter) for letter in printable(text)} <= letters.known()


@pytest.mark.parametrize("text", NAMES)
def test_no_line_is_wider_than_its_room_and_all_lines_together_are_the_text(sheet, text):
    for width, size in ((20, 9), (46, 9.5), (73, 15), (190, 72)):
        lines = sheet.lines(text, width, size, "B")
        assert max(sheet.wide(line, size, "B") for line in lines) <= width
        assert "".join(lines).replace(" ", "") == printable(text).replace(" ", "")
        assert sheet.wide(sheet.cut(text, width, size, "B"), size, "B") <= width


def test_text_that_is_cut_for_room_says_so(sheet):
    assert sheet.lines(NAMES[0], 20, 9, most=2)[-1].endswith("…")
    assert not sheet.lines(NAMES[0], 46, 9.5, most=2)[-1].endswith("…")


def test_a_paper_that_is_no_paper_of_ours_is_a4():
    assert [size_of(word) for word in ("f4", "a4", "a3", "", None)] == [PaperSize.F4, *[PaperSize.A4] * 4]


def test_a_child_process_draws_what_would_be_drawn_here():
    needed = {"size": "a4", "title": "Papan", "group": 1, "rows": [
        {"village": "Temurejo", "kind": "Desa", "district": "Bangorejo", "table": 7}]}
    module = "sandbox.accounts.papers.tents"
    here, there = (pages_of(made) for made in (worker.draw(module, needed),
                                               off_loop._in_child(module, {"lang": "id", "needed": needed})))
    assert [page.texts for page in there] == [page.texts for page in here]
    assert "Meja 7" in there[0].texts


def test_a_drawing_that_fails_in_its_process_is_told_as_not_drawn():
    with pytest.raises(off_loop.NotDrawn):
        off_loop._in_child("sandbox.no_such_module", {"lang": "id", "needed": {}})
