"""The weather of a real day: its errors name exercises, a wrong file is refused with line and remedy."""

from collections import Counter
from dataclasses import replace
from random import Random

import pytest

from sandbox.files.listings import ListingError
from scenarios.day import offer, real_day
from scenarios.day.course import Course, Weather, course
from scenarios.day.real_day import RealError
from scenarios.file.loader import library
from tests.scenarios.test_exam import rough

SCENARIOS = [each.scenario for each in library().values()]


def written(tmp_path, text: str):
    path = tmp_path / "hari.csv"
    path.write_text(text, encoding="utf-8")
    return path


def test_an_error_is_trained_where_its_code_strikes_that_deed_else_by_its_code_else_by_its_family(tmp_path):
    errors = real_day.read(written(
        tmp_path, "Kode;Waktu;Perbuatan\ngw-504;8.12;Simpan\nGW-504;08:15:10;submit\nGW-999;9.00;Kirim\n\nXX-1;10.00;Cari\n"))
    assert errors == [RealError("GW-504", "save"), RealError("GW-504", "submit"), RealError("GW-999", "submit"),
                      RealError("XX-1", "search")]
    saved, sent = (real_day.trained([error], SCENARIOS).weights for error in errors[:2])
    both = {"simpan-tanpa-jawaban", "kiriman-macet-di-antrean"}
    assert (both & set(saved), both & set(sent)) == ({"simpan-tanpa-jawaban"}, {"kiriman-macet-di-antrean"})
    found = real_day.trained([*errors, errors[0]], SCENARIOS)
    assert found.weights["simpan-tanpa-jawaban"] == 3, "twice its own, once as one of its family"
    assert found.untrained == ("XX-1",)


@pytest.mark.parametrize(("line", "told"), [
    ("25.00,GW-504,Simpan", "baris 2, kolom waktu: '25.00' bukan jam. Tulis seperti 09.12"),
    ("09.00,504,Simpan", "baris 2, kolom kode: '504' bukan kode pesan. Tulis seperti GW-504"),
    ("09.00,GW-504,Tekan", "baris 2, kolom perbuatan: 'Tekan' tidak dikenal. Tulis seperti Simpan, Kirim"),
    (",GW-504,Simpan", "baris 2, kolom waktu: kosong. Isi kolom ini")])
def test_a_wrong_row_is_refused_with_line_column_and_remedy(tmp_path, line, told):
    with pytest.raises(ListingError) as caught:
        real_day.read(written(tmp_path, f"waktu,kode,perbuatan\n{line}\n"))
    assert told in str(caught.value)
    with pytest.raises(ListingError, match="Baris pertama harus berisi waktu,kode,perbuatan"):
        real_day.read(written(tmp_path, "jam,kode\n"))


def test_free_practice_draws_what_trains_more_of_the_day_more_often_and_no_weather_without_a_day():
    day = Course([rough("a"), rough("b"), rough("c")])
    assert Weather.NYATA not in offer.weathers(day, lambda each: True)
    day = course(replace(day, real={"a": 9, "b": 1}, real_name="12 Agustus").agenda())
    assert offer.weathers(day, lambda each: True) == [Weather.GERIMIS, Weather.NYATA]
    drawn = Counter(offer.drawn(day, Weather.NYATA, lambda each: True, {}, Random(seed)).id for seed in range(60))
    assert set(drawn) == {"a", "b"}
    assert drawn["a"] > 2 * drawn["b"]
