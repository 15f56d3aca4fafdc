"""The Nu HTML checker finds no error on any kind of page. It needs Java and its jar: npm's `vnu-jar`, named in VNU_JAR."""

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.browser.people import begin, instruct, sit_down
from tests.browser.test_accessibility import HALL, PRACTICE

pytestmark = pytest.mark.browser

JAR = Path(os.environ.get("VNU_JAR", "node_modules/vnu-jar/build/dist/vnu.jar"))
LOOKED_AT = (*PRACTICE, "/desa/keluarga/1/anggota/1", "/desa/keluarga/1/hapus", "/desa/keluarga/1/bagian/aset")

if not JAR.is_file():
    pytestmark = [pytest.mark.browser, pytest.mark.skip(f"the Nu HTML checker is not at {JAR} (npm install vnu-jar; VNU_JAR)")]
elif shutil.which("java") is None:
    pytestmark = [pytest.mark.browser, pytest.mark.skip("the Nu HTML checker needs Java")]


@pytest.fixture
def checked(tmp_path):
    """Keeps pages, and tells what the checker says of all that were kept."""
    def keep(page, *paths):
        for path in paths:
            name = path.strip("/").replace("/", "-").replace("?", "-")
            (tmp_path / f"{name}.html").write_text(page.request.get(path).text(), encoding="utf-8")

    def errors():
        said = subprocess.run(["java", "-jar", JAR, "--format", "json", "--exit-zero-always", *tmp_path.glob("*.html")],
                              capture_output=True, text=True, check=True, timeout=240).stderr
        return [f"{Path(each['url']).name}: {each['message']} {each.get('extract', '')}"
                for each in json.loads(said)["messages"] if each["type"] == "error"]

    keep.errors = errors
    return keep


def test_no_page_of_the_hall_has_an_error(visit, running, checked):
    page = visit("/masuk")
    checked(page, "/masuk", "/pelatih/masuk", running.card(running.seats()[0]), "/kartu/palsu")
    checked(instruct(visit, running), *HALL)
    assert checked.errors() == []


def test_no_page_of_the_practice_system_has_an_error(visit, running, checked):
    page = sit_down(visit, running, running.seats()[0])
    begin(page, "entri-satu-keluarga")
    page.goto("/desa/kotak-keluar?tahap=tervalidasi")
    sent = page.locator("tr[data-reference]").first.get_attribute("data-reference")
    checked(page, *LOOKED_AT, f"/desa/kiriman/{sent}", f"/desa/kiriman/{sent}/tanda-terima")
    assert checked.errors() == []
