"""Lists from somebody's hand: a row's cells are read by kind; whatever is in a file, it is read, or told by row and remedy."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sandbox.files.listings import ListingError, ListRow, read_list

COLUMNS = ("code", "name", "price", "kind")
HEADER = ",".join(COLUMNS)


def a_thing(row: ListRow) -> tuple[int, str, float, str]:
    return row.whole("code"), row.filled("name"), row.decimal("price"), row.one_of("kind", ("besar", "kecil"))


def things(path: Path, content: bytes) -> list[tuple[int, str, float, str]]:
    path.write_bytes(content)
    return read_list(path, COLUMNS, a_thing, most=20)


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_cells_are_read_by_their_kind(tmp_path, separator):
    text = f"{HEADER}\n12,Padi,4.5,besar\n\n-3,Jagung,.5,kecil\n".replace(",", separator)
    assert things(tmp_path / "a.csv", text.encode()) == [(12, "Padi", 4.5, "besar"), (-3, "Jagung", .5, "kecil")]


def test_every_cell_that_does_not_fit_is_told_at_once(tmp_path):
    with pytest.raises(ListingError) as caught:
        things(tmp_path / "a.csv", f"{HEADER}\n1.2,Padi,mahal,besar\n٣,,1,sedang\n".encode())
    assert caught.value.lines == (
        "a.csv, baris 2, kolom code: '1.2' bukan bilangan bulat. Tulis seperti 12, tanpa titik dan koma.",
        "a.csv, baris 2, kolom price: 'mahal' bukan bilangan. Tulis seperti 12 atau 0.5.",
        "a.csv, baris 3, kolom code: '٣' bukan bilangan bulat. Tulis seperti 12, tanpa titik dan koma.",
        "a.csv, baris 3, kolom name: kosong. Isi kolom ini.",
        "a.csv, baris 3, kolom kind: 'sedang' tidak dikenal. Tulis besar atau kecil.")


@pytest.mark.parametrize("number", ["nan", "inf", "1e999", "1_000", "1,5", "", "9" * 400])
def test_what_python_alone_takes_for_a_number_is_none(tmp_path, number):
    with pytest.raises(ListingError, match="kolom price"):
        things(tmp_path / "a.csv", f'{HEADER}\n1,Padi,"{number}",besar\n'.encode())


PIECES = st.sampled_from(["1", "2.5", "Padi", "besar", ",", ";", "\t", "\n", "\r", '"', '""', "\x00", "\ufeff", "é", HEADER, " "])


@given(content=st.one_of(st.binary(max_size=300), st.lists(PIECES).map("".join).map(str.encode),
                         st.lists(PIECES).map(lambda parts: f"{HEADER}\n{''.join(parts)}".encode())))
@settings(suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture])
def test_any_bytes_are_read_or_told_with_their_row_and_a_remedy(tmp_path, content):
    try:
        taken = things(tmp_path / "a.csv", content)
    except ListingError as error:
        taken = []
        told = [(1 <= problem.line <= len(content) + 1, bool(problem.remedy)) for problem in error.problems]
    else:
        told = []
    assert all(kind in ("besar", "kecil") for *_, kind in taken)
    assert all(place and remedy for place, remedy in told)
