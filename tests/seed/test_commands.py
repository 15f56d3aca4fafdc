"""gladi seed: what it prints, and what it says to wrong usage."""

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time

import pytest
from click.testing import CliRunner

from sandbox.files.listings import ListingError
from seed.commands import seed
from seed.errors import ReportNotWritten

LIST = "code,district_code,district,name,kind\n"
DAY = ("--as-of", "2026-03-02")


@pytest.fixture
def run(tmp_path, monkeypatch):
    monkeypatch.setenv("GLADI_INSTANCE", str(tmp_path / "instansi"))
    return lambda *args, **options: CliRunner().invoke(seed, args, **options)


@pytest.fixture(scope="module")
def two_small(tmp_path_factory):
    """A district of two small villages of which nothing is known."""
    path = tmp_path_factory.mktemp("daftar") / "daftar.csv"
    path.write_text(f"{LIST}36.99.24.2033,36.99.24,Coba,Satu,desa\n36.99.24.1016,36.99.24,Coba,Dua,kelurahan\n", encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def seeded(two_small, tmp_path_factory):
    """An instance for which both were built, and what was told of it."""
    folder = tmp_path_factory.mktemp("instansi")
    told = CliRunner().invoke(seed, ["--regions", str(two_small), *DAY, "--json"], env={"GLADI_INSTANCE": str(folder)})
    return folder, json.loads(told.stdout)


@pytest.fixture
def again(run, seeded, two_small, tmp_path):
    """Runs it for the same villages and day, in an instance in which they are there already."""
    shutil.copytree(seeded[0], tmp_path / "instansi")
    return lambda *args: run("--regions", str(two_small), *DAY, *args)


def test_seeding_prints_what_was_built_as_json(seeded):
    folder, told = seeded
    assert told.keys() == {"villages", "persons", "households", "seconds", "bytes", "median_bytes", "peak_mb", "sha256"}
    assert told["villages"] == 2
    assert told["persons"] > told["households"] >= 600
    assert sum(path.stat().st_size for path in (folder / "templates").glob("*.sqlite")) == told["bytes"]


def test_a_report_is_one_page_that_needs_nothing_else(again, tmp_path):
    page = tmp_path / "laporan.html"
    told = json.loads(again("--report", str(page), "--json").stdout)
    text = page.read_text(encoding="utf-8")
    assert told["sha256"][:16] in text
    assert "2 desa/kelurahan" in text
    assert "<h1>Kota 36.99 (latihan)</h1>" in text
    assert "<svg" in text
    assert not re.search(r"<script|<link|<img|src=", text)


def test_a_report_that_cannot_be_written_is_told_and_the_villages_stay(again, tmp_path):
    page = tmp_path / "tidak-ada" / "laporan.html"
    result = again("--report", str(page))
    assert str(result.exception).startswith(f"Laporan {page} tidak bisa ditulis: foldernya tidak ada.")
    assert len(list((tmp_path / "instansi" / "templates").glob("*.sqlite"))) == 2
    assert again("--report", str(tmp_path / "laporan.html")).exit_code == 0


def test_a_report_that_fails_leaves_the_one_of_before(again, tmp_path):
    page = tmp_path / "laporan.html"
    page.write_text("yang lama", encoding="utf-8")
    (tmp_path / "laporan.html.tmp").mkdir()
    assert isinstance(again("--report", str(page)).exception, ReportNotWritten)
    assert page.read_text(encoding="utf-8") == "yang lama"


def test_villages_built_anew_have_the_hash_and_the_report_of_those_that_were_there(again, run, two_small, tmp_path):
    pages = [tmp_path / "kedua.html", tmp_path / "pertama.html"]
    there = again("--report", str(pages[0]), "--json")
    shutil.rmtree(tmp_path / "instansi")
    anew = run("--regions", str(two_small), *DAY, "--report", str(pages[1]), "--json")
    assert json.loads(there.stdout)["sha256"] == json.loads(anew.stdout)["sha256"]
    assert pages[0].read_text(encoding="utf-8") == pages[1].read_text(encoding="utf-8")


@pytest.mark.skipif(os.name == "nt", reason="Windows has no process groups to interrupt")
def test_ctrl_c_says_how_to_go_on_and_leaves_nothing_half_made(tmp_path):
    environment = {**os.environ, "GLADI_INSTANCE": str(tmp_path)}
    many = tmp_path / "daftar.csv"
    lines = [f"36.99.24.20{number:02d},36.99.24,Coba,Desa {number},desa\n" for number in range(1, 100)]
    many.write_text(LIST + "".join(lines), encoding="utf-8")
    running = subprocess.Popen(
        [sys.executable, "-m", "sandbox.server", "seed", "--regions", str(many)], env=environment, text=True,
        stderr=subprocess.PIPE, start_new_session=True,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL))  # a background shell ignores it
    templates = tmp_path / "templates"
    while running.poll() is None and not list(templates.glob("*.json")):
        time.sleep(.05)
    os.killpg(running.pid, signal.SIGINT)
    told = running.communicate(timeout=300)[1]
    assert re.fullmatch(r"\n?GL-SEED-5: Dihentikan\. \d+ dari 99 desa sudah siap; perintah yang sama meneruskannya\.\n", told)
    assert running.returncode == 1
    assert {path.stem for path in templates.glob("*.json")} == {path.stem for path in templates.glob("*.sqlite")}
    assert not list(templates.glob("*.tmp*"))


def test_only_so_many_villages_are_built(again):
    assert json.loads(again("--villages", "1", "--json").stdout)["villages"] == 1


def test_without_json_it_says_so_in_words(again):
    assert "1 desa siap untuk 02-03-2026" in again("--villages", "1").stdout


@pytest.mark.parametrize("wrong", [("--villages", "nol"), ("--villages", "0"), ("--as-of", "kemarin"), ("--seed", "-1")])
def test_wrong_usage_is_status_2(run, wrong):
    assert run(*wrong).exit_code == 2


def test_a_wrong_regions_file_builds_nothing(run, tmp_path):
    path = tmp_path / "daftar.csv"
    path.write_text("kode;nama\n1;Satu\n", encoding="utf-8")
    assert isinstance(run("--regions", str(path)).exception, ListingError)
    assert not (tmp_path / "instansi").exists()
