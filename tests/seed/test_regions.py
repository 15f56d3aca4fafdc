"""The code list of a district, what is refused in one, and the six daily groups."""

from collections import Counter
from pathlib import Path

import pytest

from seed.errors import RegionsError
from seed.regions import banyuwangi, daily_groups, read_regions

HEADER = "code,district_code,district,name,kind"
GOOD = "35.10.01.2001,35.10.01,Pesanggaran,Sarongan,desa"


def a_file(tmp_path: Path, *rows: str, encoding: str = "utf-8") -> Path:
    path = tmp_path / "daftar.csv"
    path.write_bytes("\n".join(rows).encode(encoding))
    return path


def refused(path: Path) -> RegionsError:
    with pytest.raises(RegionsError) as caught:
        read_regions(path)
    return caught.value


def test_banyuwangi_has_217_villages_in_25_subdistricts():
    regions = banyuwangi()
    assert Counter(region.kind for region in regions) == {"desa": 189, "kelurahan": 28}
    assert len({region.district_code for region in regions}) == 25


def test_six_groups_take_every_village_once():
    groups = daily_groups(banyuwangi())
    assert sorted(len(group) for group in groups) == [36, 36, 36, 36, 36, 37]
    assert sorted(region.code for group in groups for region in group) == [region.code for region in banyuwangi()]


def test_each_group_mixes_subdistricts():
    for group in daily_groups(banyuwangi()):
        shares = Counter(region.district_code for region in group)
        assert len(shares) >= 24
        assert max(shares.values()) <= 3


def test_groups_do_not_depend_on_the_order_of_the_file():
    assert daily_groups(banyuwangi()[::-1]) == daily_groups(banyuwangi())


def test_another_district_in_the_same_form_is_read(tmp_path):
    path = a_file(tmp_path, "﻿" + HEADER, GOOD, "", "35.10.01.1002,35.10.01,Pesanggaran,Kota,kelurahan")
    assert [region.name for region in read_regions(path)] == ["Kota", "Sarongan"]


@pytest.mark.parametrize(("row", "field", "word"), [
    ("35.10.01.2001,35.10.01,Pesanggaran,Lain,desa", "code", "sudah ada di baris 2"),
    ("35100120011,35.10.01,Pesanggaran,Lain,desa", "code", "bukan kode desa"),
    ("35.10.02.2001,35.10.01,Pesanggaran,Lain,desa", "district_code", "bukan awal dari"),
    ("35.10.01.2002,35.10.01,Pesanggaran," + "x" * 200 + ",desa", "name", "200 huruf"),
    ("35.10.01.2002,35.10.01,Pesanggaran,,desa", "name", "kosong"),
    ("35.10.01.2002,35.10.01,Pesanggaran,Lain,nagari", "kind", "tidak dikenal"),
    ("35.10.01.1002,35.10.01,Pesanggaran,Lain,desa", "kind", "padahal kodenya"),
    ("35.10.01.2200,35.10.01,Pesanggaran,Lain,desa", "code", "di luar"),
    ("35.10.40.2001,35.10.40,Empat Puluh,Lain,desa", "district_code", "kode latihan"),
    ("35.10.01.2002", "name", "kosong"),
])
def test_a_wrong_row_is_named_with_its_row_field_and_remedy(tmp_path, row, field, word):
    error = refused(a_file(tmp_path, HEADER, GOOD, row))
    problem = next(problem for problem in error.problems if problem.field == field)
    assert problem.row == 3
    assert word in problem.why
    assert problem.remedy in str(error)


def test_one_wrong_row_refuses_the_whole_file_and_every_wrong_row_is_told(tmp_path):
    error = refused(a_file(tmp_path, HEADER, GOOD, "x,35.10.01,P,Satu,desa", GOOD, "35.10.01.2003,35.10.01,P,Dua,kota"))
    assert [problem.row for problem in error.problems] == [3, 4, 5]


def test_a_missing_column_is_named(tmp_path):
    error = refused(a_file(tmp_path, "code,district_code,district,nama,kind", GOOD))
    assert [(problem.row, problem.field) for problem in error.problems] == [(1, "name")]


def test_a_wrong_encoding_names_the_row(tmp_path):
    error = refused(a_file(tmp_path, HEADER, GOOD, "35.10.01.2002,35.10.01,Pesanggaran,Désa,desa", encoding="latin-1"))
    assert error.problems[0].row == 3
    assert "UTF-8" in str(error)


@pytest.mark.parametrize("rows", [(), (HEADER,)])
def test_an_empty_file_is_refused(tmp_path, rows):
    assert refused(a_file(tmp_path, *rows)).problems


def test_a_file_that_is_not_there_is_named(tmp_path):
    assert "tidak-ada.csv" in str(refused(tmp_path / "tidak-ada.csv"))
