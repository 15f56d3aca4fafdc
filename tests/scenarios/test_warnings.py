"""What a file says to no effect is told with its line, and nothing of the kind stands in the library."""

import pytest

from scenarios.file.loader import files, library, parse
from scenarios.file.warnings import warnings
from tests.scenarios.factories import FRAME

GOALS = """goals:
  - {id: satu, text: Satu, check: {did: open, form: household, record: kk}}
  - {id: dua, text: Dua, check: {answered: jumlah}}
questions:
  - {id: jumlah, text: Berapa?, answer: "4"}
"""


def warned(tmp_path, text: str) -> list[str]:
    path = tmp_path / "coba.yaml"
    path.write_text(text, encoding="utf-8")
    return warnings(parse(text, path.name), path)


@pytest.mark.parametrize(("right", "wrong", "there", "told"), [
    ("{answered: jumlah}", "{did: open, form: outbox}", "id: jumlah", "pertanyaan jumlah tidak dibaca tujuan mana pun"),
    ("{answered: jumlah}", "{all: [{answers: kk}, {answered: jumlah}]}", "answers: kk",
     "answers: kk tidak punya catatan RT, jadi selalu benar"),
    ("debrief: Begitu.", "debrief: Tekan nomor #1 di daftar", "debrief:",
     "teks terpotong oleh #: yang terbaca hanya “Tekan nomor”"),
    ("  - {pick: household, as: kk}", "  - {pick: household, as: kk}\n  - {pick: household, as: lain}", "as: lain",
     "lain tidak dipakai di mana pun")])
def test_what_has_no_effect_is_told_with_its_line(tmp_path, right, wrong, there, told):
    text = FRAME + GOALS
    assert warned(tmp_path, text) == []
    assert right in text
    text = text.replace(right, wrong, 1)
    (found,) = warned(tmp_path, text)
    assert told in found
    assert f"coba.yaml, baris {1 + next(index for index, line in enumerate(text.splitlines()) if there in line)}," in found


def test_a_comment_behind_what_is_no_sentence_is_one(tmp_path):
    text = FRAME.replace("minutes: 5", "minutes: 5  # menit").replace("debrief: Begitu.", "debrief: 'Nomor #1 dulu.' # kutip")
    assert warned(tmp_path, text + GOALS) == []


def test_nothing_in_the_library_is_without_effect():
    assert [line for path in files() for line in warnings(library()[path.stem], path)] == []
