"""gladi seed: what it prints, and what it says to wrong usage."""

import json
import os
import re
import signal
import subprocess
import sys
import time

import pytest
from click.testing import CliRunner

from sandbox.listings import ListingError
from seed.commands import seed
from seed.errors import ReportNotWritten


@pytest.fixture
def run(tmp_path, monkeypatch):
    monkeypatch.setenv("GLADI_INSTANCE", str(tmp_path / "instansi"))
    return lambda *args, **options: CliRunner().invoke(seed, args, **options)


@pytest.fixture
def two_small(tmp_path):
    """A district of two small villages of which nothing is known."""
    path = tmp_path / "daftar.csv"
    path.write_text("code,district_code,district,name,kind\n36.99.24.2033,36.99.24,Coba,Satu,desa\n"
                    "36.99.24.1016,36.99.24,Coba,Dua,kelurahan\n", encoding="utf-8")
    return path


def test_seeding_prints_what_was_built_as_json(run, two_small, tmp_path):
    result = run("--regions", str(two_small), "--as-of", "2026-03-02", "--json")
    told = json.loads(result.stdout)
    assert told.keys() == {"villages", "persons", "households", "seconds", "bytes", "median_bytes", "peak_mb", "sha256"}
    assert told["villages"] == 2
    assert told["persons"] > told["households"] >= 600
    assert sum(path.stat().st_size for path in (tmp_path / "instansi" / "templates").glob("*.sqlite")) == told["bytes"]


def test_the_same_seed_and_day_have_the_same_hash(run, two_small):
    one = ("--regions", str(two_small), "--villages", "1", "--json", "--as-of")
    first, again, other = (json.loads(run(*one, day).stdout)["sha256"] for day in ("2026-03-02", "2026-03-02", "2026-03-03"))
    assert first == again != other


def test_a_report_is_one_page_that_needs_nothing_else(run, two_small, tmp_path):
    page = tmp_path / "laporan.html"
    told = json.loads(run("--regions", str(two_small), "--report", str(page), "--json").stdout)
    text = page.read_text(encoding="utf-8")
    assert told["sha256"][:16] in text
    assert "2 desa/kelurahan" in text
    assert "<h1>Kota 36.99 (latihan)</h1>" in text
    assert "<svg" in text
    assert not re.search(r"<script|<link|<img|src=", text)


def test_a_report_that_cannot_be_written_is_told_and_the_villages_stay(run, two_small, tmp_path):
    page = tmp_path / "tidak-ada" / "laporan.html"
    result = run("--regions", str(two_small), "--report", str(page))
    assert str(result.exception).startswith(f"Laporan {page} tidak bisa ditulis: foldernya tidak ada.")
    assert len(list((tmp_path / "instansi" / "templates").glob("*.sqlite"))) == 2


def test_a_report_that_fails_leaves_the_one_of_before(run, two_small, tmp_path):
    page = tmp_path / "laporan.html"
    page.write_text("yang lama", encoding="utf-8")
    (tmp_path / "laporan.html.tmp").mkdir()
    assert isinstance(run("--regions", str(two_small), "--report", str(page)).exception, ReportNotWritten)
    assert page.read_text(encoding="utf-8") == "yang lama"


def test_the_report_says_the_same_of_villages_that_were_there_already(run, two_small, tmp_path):
    texts = []
    for name in ("pertama.html", "kedua.html"):
        run("--regions", str(two_small), "--report", str(tmp_path / name))
        texts.append((tmp_path / name).read_text(encoding="utf-8"))
    assert texts[0] == texts[1]


@pytest.mark.skipif(os.name == "nt", reason="Windows has no process groups to interrupt")
def test_ctrl_c_says_how_to_go_on_and_leaves_nothing_half_made(tmp_path):
    environment = {**os.environ, "GLADI_INSTANCE": str(tmp_path)}
    running = subprocess.Popen(
        [sys.executable, "-m", "sandbox.server", "seed", "--villages", "all"], env=environment, text=True, stderr=subprocess.PIPE,
        start_new_session=True, preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL))  # a background shell ignores it
    templates = tmp_path / "templates"
    while running.poll() is None and not list(templates.glob("*.json")):
        time.sleep(.05)
    os.killpg(running.pid, signal.SIGINT)
    told = running.communicate(timeout=60)[1]
    assert re.fullmatch(r"\n?GL-SEED-5: Dihentikan\. \d+ dari 217 desa sudah siap; perintah yang sama meneruskannya\.\n", told)
    assert running.returncode == 1
    assert {path.stem for path in templates.glob("*.json")} == {path.stem for path in templates.glob("*.sqlite")}
    assert not list(templates.glob("*.tmp*"))


def test_only_so_many_villages_are_built(run, two_small):
    assert json.loads(run("--regions", str(two_small), "--villages", "1", "--json").stdout)["villages"] == 1


def test_without_json_it_says_so_in_words(run, two_small):
    assert "1 desa siap untuk 02-03-2026" in run("--regions", str(two_small), "--villages", "1", "--as-of", "2026-03-02").stdout


@pytest.mark.parametrize("wrong", [("--villages", "nol"), ("--villages", "0"), ("--as-of", "kemarin"), ("--seed", "-1")])
def test_wrong_usage_is_status_2(run, wrong):
    assert run(*wrong).exit_code == 2


def test_a_wrong_regions_file_builds_nothing(run, tmp_path):
    path = tmp_path / "daftar.csv"
    path.write_text("kode;nama\n1;Satu\n", encoding="utf-8")
    assert isinstance(run("--regions", str(path)).exception, ListingError)
    assert not (tmp_path / "instansi").exists()
