"""The code list of a district, what is refused in one, who is whose neighbour, and the six daily groups."""

import re
from collections import Counter
from pathlib import Path

import pytest
from sqlalchemy import select

from instructor.days import training
from sandbox.files.file_errors import FileProblem
from sandbox.files.listings import ListingError
from sandbox.platform.db import read
from sandbox.platform.models import Village
from seed.building.prepare import region_of
from seed.building.template import build
from seed.building.worker import Job, failure_line, info_of, job_of
from seed.errors import NoRoom, SeedError
from seed.land.regions import DEMO_FILE, Region, daily_groups, demo_regions, read_regions
from tests.conftest import AS_OF, NOON, a_platform
from tests.seed.villages import SEED, a_village, smallest

HEADER = "code,district_code,district,name,kind"
GOOD = "35.10.01.2001,35.10.01,Pesanggaran,Sarongan,desa"


def a_file(tmp_path: Path, *rows: str, encoding: str = "utf-8") -> Path:
    path = tmp_path / "daftar.csv"
    path.write_bytes("\n".join(rows).encode(encoding))
    return path


def refused(path: Path) -> ListingError:
    with pytest.raises(ListingError) as caught:
        read_regions(path)
    return caught.value


def test_the_demo_has_217_villages_in_25_subdistricts():
    regions = demo_regions()
    assert Counter(region.kind for region in regions) == {"desa": 189, "kelurahan": 28}
    assert len({region.district_code for region in regions}) == 25


def test_six_groups_take_every_village_once():
    groups = daily_groups(demo_regions())
    assert sorted(len(group) for group in groups) == [36, 36, 36, 36, 36, 37]
    assert sorted(region.code for group in groups for region in group) == [region.code for region in demo_regions()]


def test_each_group_mixes_subdistricts():
    for group in daily_groups(demo_regions()):
        shares = Counter(region.district_code for region in group)
        assert len(shares) >= 24
        assert max(shares.values()) <= 3


def test_groups_do_not_depend_on_the_order_of_the_file():
    assert daily_groups(demo_regions()[::-1]) == daily_groups(demo_regions())


def test_another_district_in_the_same_form_is_read(tmp_path):
    path = a_file(tmp_path, "﻿" + HEADER, GOOD, "", "35.10.01.1002,35.10.01,Pesanggaran,Kota,kelurahan")
    assert [region.name for region in read_regions(path)] == ["Kota", "Sarongan"]


@pytest.mark.parametrize(("row", "field", "word"), [
    ("35.10.01.2001,35.10.01,Pesanggaran,Lain,desa", "code", "sudah ada di baris 2"),
    ("35100120011,35.10.01,Pesanggaran,Lain,desa", "code", "bukan kode desa"),
    ("35.10.01.20012,35.10.01,Pesanggaran,Lain,desa", "code", "bukan kode desa"),
    ("35.10.01.200٣,35.10.01,Pesanggaran,Lain,desa", "code", "bukan kode desa"),
    ("35.10.02.2001,35.10.01,Pesanggaran,Lain,desa", "district_code", "bukan awal dari"),
    ("35.10.01.2002,35.10,Pesanggaran,Lain,desa", "district_code", "bukan awal dari"),
    ("35.10.01.2002,35.10.01,Siliragung,Lain,desa", "district", "di baris 2 'Pesanggaran'"),
    ("35.10.01.2002,35.10.01,Pesanggaran," + "x" * 200 + ",desa", "name", "200 huruf"),
    ("35.10.01.2002,35.10.01,Pesanggaran,,desa", "name", "kosong"),
    ("35.10.01.2002,35.10.01,Pesanggaran,2002,desa", "name", "tidak berisi huruf"),
    ("35.10.01.2002,35.10.01,Pesanggaran,La\x07in,desa", "name", "U+0007"),
    ("35.10.01.2002,35.10.01,Pesanggaran,La\u200bin,desa", "name", "U+200B"),
    ("35.10.01.2002,35.10.01,Pesanggaran,La\tin,desa", "name", "U+0009"),
    ("35.10.01.2002,35.10.01,Pesanggaran,Lain,nagari", "kind", "tidak dikenal"),
    ("35.10.01.1002,35.10.01,Pesanggaran,Lain,desa", "kind", "padahal kodenya"),
    ("35.10.01.2200,35.10.01,Pesanggaran,Lain,desa", "code", "di luar"),
    ("35.10.40.2001,35.10.40,Empat Puluh,Lain,desa", "district_code", "kode latihan"),
    ("35.10.01.2002", "name", "kosong"),
    ("35.10.01.2002,35.10.01,Pesanggaran,Lain, Baru,desa", "isi", "6 kolom"),
    ('35.10.01.2002,35.10.01,Pesanggaran,"Lain,desa', "isi", "tidak terbaca sebagai CSV"),
    ('35.10.01.2002,35.10.01,Pesanggaran,"Lain"x,desa', "isi", "tidak terbaca sebagai CSV"),
])
def test_a_wrong_row_is_named_with_its_row_field_and_remedy(tmp_path, row, field, word):
    error = refused(a_file(tmp_path, HEADER, GOOD, row))
    problem = next(problem for problem in error.problems if problem.column == field)
    assert problem.line == 3
    assert word in problem.why
    assert problem.remedy in str(error)


@pytest.mark.parametrize("rows", [
    [HEADER, "", GOOD, ",,,,", "  "],
    ["\ufeff" + HEADER, GOOD],
    [HEADER.replace(",", ";"), GOOD.replace(",", ";")],
    [HEADER.replace(",", "\t"), GOOD.replace(",", "\t")],
    [HEADER.upper() + ",catatan", GOOD + ",apa saja"],
    ["kind,name,district,district_code,code", "desa,Sarongan,Pesanggaran,35.10.01,35.10.01.2001"],
    ["kind,name,district,district_code,code", "DESA,Sarongan,Pesanggaran,35.10.01,35.10.01.2001"],
    [",".join(f'"{part}"' for part in row.split(",")) for row in (HEADER, GOOD)],
    [HEADER, GOOD.replace("Sarongan", " Sarongan\u00a0")],
    [HEADER + "\r", GOOD + "\r"],
])
def test_what_a_spreadsheet_does_to_a_file_does_no_harm(tmp_path, rows):
    only, = read_regions(a_file(tmp_path, *rows))
    assert only == Region("35.10.01.2001", "35.10.01", "Pesanggaran", "Sarongan", "desa", (("35.10.01.2001", "Sarongan"),))


def test_one_wrong_row_refuses_the_whole_file_and_every_wrong_row_is_told(tmp_path):
    error = refused(a_file(tmp_path, HEADER, GOOD, "x,35.10.01,Pesanggaran,Satu,desa", GOOD,
                           "35.10.01.2003,35.10.01,Pesanggaran,Dua,kota"))
    assert [problem.line for problem in error.problems] == [3, 4, 5]


@pytest.mark.parametrize(("header", "missing"), [
    ("code,district_code,district,nama,kind", "name"), ("kode,nama", "code, district_code, district, name, kind"),
    (GOOD, "code, district_code, district, name, kind"), (HEADER + ",code", "code")])
def test_a_missing_or_doubled_column_is_named(tmp_path, header, missing):
    error = refused(a_file(tmp_path, header, GOOD))
    assert [(problem.line, problem.column) for problem in error.problems] == [(1, missing)]
    assert HEADER in str(error)


@pytest.mark.parametrize(("encoding", "row"), [("latin-1", 3), ("cp1252", 3), ("utf-16", 1), ("utf-16-le", 1), ("utf-32", 1)])
def test_a_wrong_encoding_names_the_row_and_the_right_one(tmp_path, encoding, row):
    error = refused(a_file(tmp_path, HEADER, GOOD, "35.10.01.2002,35.10.01,Pesanggaran,Désa,desa", encoding=encoding))
    assert error.problems[0].line == row
    assert "CSV UTF-8" in str(error)


@pytest.mark.parametrize("rows", [(), (HEADER,), ("",), ("\x00\x00\x00",), (HEADER, ",,,,")])
def test_an_empty_file_is_refused(tmp_path, rows):
    assert refused(a_file(tmp_path, *rows)).problems


def test_a_list_of_a_whole_country_is_refused_at_its_first_row_too_many(tmp_path):
    rows = [f"35.10.{n // 198 % 39 + 1:02d}.2{n % 198 + 1:03d},35.10.{n // 198 % 39 + 1:02d},Kecamatan {n // 198},Desa {n},desa"
            for n in range(100_000)]
    problem, = refused(a_file(tmp_path, HEADER, *rows[:40_000])).problems
    assert (problem.line, problem.remedy) == (1002, "Sisakan baris satu kabupaten saja")
    problem, = refused(a_file(tmp_path, HEADER, *rows)).problems
    assert "6 MB, paling besar 5 MB" in problem.why


def test_only_ten_of_many_wrong_rows_are_shown(tmp_path):
    error = refused(a_file(tmp_path, HEADER, *["35.10.01.2001,35.10.01,Pesanggaran,,desa"] * 30))
    assert "dan 49 lagi" in str(error)
    assert len(str(error)) < 2000


def test_what_is_not_there_or_a_folder_is_said(tmp_path):
    assert "tidak-ada.csv" in str(refused(tmp_path / "tidak-ada.csv"))
    assert "tidak ada" in refused(tmp_path / "tidak-ada.csv").problems[0].why
    assert refused(tmp_path).problems[0].why == "ini folder"


def test_every_village_knows_all_of_its_subdistrict_and_itself():
    for region in demo_regions():
        assert (region.code, region.name) in region.siblings
        assert [code for code, _ in region.siblings] == sorted(code for code, _ in region.siblings)
        assert {code[:8] for code, _ in region.siblings} == {region.district_code}
    assert sum(Counter(region.district_code for region in demo_regions()).values()) == 217


def test_a_job_arrives_in_the_worker_as_it_was_sent(tmp_path):
    job = Job(demo_regions()[100], AS_OF, SEED, tmp_path)
    assert job_of(job.line()) == job


def test_what_is_wrong_with_the_facts_is_told_by_a_worker_too(tmp_path):
    wrong = ListingError(tmp_path / "local.csv", [FileProblem(7, "weight", "'x' bukan bilangan dari 0", "Tulis seperti 12")])
    with pytest.raises(SeedError, match="baris 7, kolom weight"):
        info_of(failure_line(wrong))
    with pytest.raises(NoRoom, match="penuh"):
        info_of(failure_line(NoRoom(folder=tmp_path, why="penuh")))


def test_the_platform_gives_a_region_as_the_file_does_though_only_some_villages_are_invited(tmp_path):
    regions = {region.code: region for region in demo_regions()}
    with a_platform(tmp_path).app_context():
        training.create_training([group[:4] for group in daily_groups(demo_regions())], starts_on=AS_OF, seed=SEED,
                                 title="Latihan", now=NOON, name_of=lambda key: key)
        with read() as session:
            villages = session.scalars(select(Village)).all()
    assert len(villages) == 24
    assert all(region_of(village) == regions[village.code] for village in villages)
    known = smallest()
    told = Village(code=known.code, name=known.name, kind=known.kind, district=known.district, district_code=known.district_code,
                   siblings=[list(sibling) for sibling in known.siblings])
    sent = job_of(Job(region_of(told), AS_OF, SEED, tmp_path / "b").line())
    built = build(sent.region, as_of=sent.as_of, seed=sent.seed, folder=sent.folder)
    assert built.sha256 == a_village(tmp_path / "a", known).sha256


def test_no_code_names_the_district_of_the_demo():
    root = Path(__file__).parent.parent.parent
    code = [path for room in ("sandbox", "scenarios", "instructor", "seed") for path in (root / room).rglob("*")
            if path.suffix in (".py", ".html", ".js", ".css", ".yaml", ".po")]
    naming = [path.name for path in code if re.search("banyuwangi", path.read_text("utf-8"), re.IGNORECASE)]
    assert len(code) > 100
    assert naming == ["regions.py"]
    assert DEMO_FILE.name == "banyuwangi.csv"
