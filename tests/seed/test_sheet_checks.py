"""The checks of sheets that the tests of every group use notice what they are for."""

from inspect import signature

import pytest

from seed.indicators.book import Book
from tests.seed.sheet_checks import empty_cells, in_each, named, one_of_each_setting, sheets_of, wrong_cells

UMUM = sheets_of("umum")


@pytest.mark.parametrize(("row", "value", "problem"), [
    ("Tahun pembentukan", 1931.0, "1931.0 is float"), ("Tahun pembentukan", -1, "-1 is out of bounds"),
    ("Luas desa/kelurahan", 812.125, "812.125 has too many decimals"), ("Kode wilayah", " ", "' ' is no text")])
def test_a_value_of_another_kind_is_told(row, value, problem):
    book = Book(2025)
    book.put("pt-identitas", {row: value, "Koordinat lintang": -8.2191})
    assert wrong_cells(book, UMUM) == [f"pt-identitas, {row}, Isi: {problem}"]


def test_a_word_that_is_no_option_and_a_cell_beside_the_sheet_are_told():
    book = Book(2025)
    book.put("pt-penetapan-batas", {"Peta wilayah": "Mungkin"})
    book.cells["pt-batas-wilayah", 1, 3] = "Sukamaju"
    assert wrong_cells(book, UMUM) == ["pt-batas-wilayah 1/3: outside the sheet",
                                       "pt-penetapan-batas, Peta wilayah, Isi: 'Mungkin' is no option"]


def test_an_empty_cell_is_told_unless_it_is_text_or_may_be_empty():
    book = Book(2025)
    book.put("pt-penetapan-batas", {"Penetapan batas": "Ada"})
    empty = empty_cells(book, UMUM, unless={("pt-identitas", "Isi")})
    assert empty == ["pt-penetapan-batas, Peta wilayah, Isi"]


def test_a_question_asked_of_many_villages_tells_each_in_which_it_does_not_hold():
    villages = one_of_each_setting()[:3]

    @in_each(villages)
    def is_not_odd(region, least):
        assert villages.index(region) % 2 == least

    assert [*signature(is_not_odd).parameters] == ["least"]
    with pytest.raises(ExceptionGroup, match="in 1 of 3 villages") as raised:
        is_not_odd(least=0)
    assert [each.__notes__ for each in raised.value.exceptions] == [[f"in {named(villages[1])}"]]
