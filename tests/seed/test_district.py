"""Whole subdistricts: nobody is impossible outside the ledger, nobody is real, no number occurs twice."""

import re
import statistics
from collections import Counter
from contextlib import closing
from datetime import date

import pytest
from faker.providers.person.id_ID import Provider
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from seed.building.template import build
from seed.land.areas import Setting, area
from seed.land.regions import Region
from seed.report import figures
from seed.report.tally import tally
from tests.seed import district
from tests.seed.sql_checks import findings
from tests.seed.villages import AS_OF, SEED, opened

WORDS = {word for words in (Provider.first_names_male, Provider.first_names_female, Provider.last_names_male,
                            Provider.last_names_female) for name in words for word in name.split()}
FILLER = "0" * 16
PARTS = 4
"""The villages are checked in parts, so that several test processes share the work."""
only_whole = pytest.mark.skipif(not district.WHOLE, reason="asks all 217 villages: GLADI_DISTRICT=all pytest tests/seed")
TEXTS = "SELECT text FROM cell WHERE text IS NOT NULL UNION SELECT address FROM household UNION SELECT name FROM person"


@pytest.fixture(scope="module")
def villages(tmp_path_factory, worker_id):
    """In the folder of this run, which the test processes share where there are several."""
    own = tmp_path_factory.getbasetemp()
    return district.built((own if worker_id == "master" else own.parent) / "gladi-district")


@pytest.fixture(scope="module")
def everywhere(villages):
    """A function that asks every village and chains the rows."""
    def ask(query):
        for _, info in villages:
            with closing(opened(info)) as village:
                yield from village.execute(query)
    return ask


def test_every_setting_and_both_kinds_of_village_are_asked(villages):
    assert {area(region, SEED).setting for region, _ in villages} == set(Setting)
    assert {region.kind for region, _ in villages} == {"desa", "kelurahan"}


@pytest.mark.parametrize("part", range(PARTS))
def test_no_village_has_anything_impossible_outside_its_ledger(villages, part):
    found = {region.name: problems for region, info in villages[part::PARTS] if (problems := findings(info.path))}
    assert found == {}


def test_no_number_occurs_twice_in_the_district(everywhere):
    wrong = "SELECT person_id FROM defect WHERE field = 'nik'"
    niks = Counter(nik for nik, in everywhere(f"SELECT nik FROM person WHERE nik IS NOT NULL AND id NOT IN ({wrong})"))
    cards = Counter(number for number, in everywhere("SELECT number FROM household"))
    assert [nik for nik, times in niks.items() if times > 1] == []
    assert [card for card, times in cards.items() if times > 1] == []
    assert not niks.keys() & cards.keys()


def test_no_number_carries_the_code_of_a_subdistrict(villages, everywhere):
    assigned = {region.district_code.replace(".", "") for region, _ in villages}
    numbers = everywhere("SELECT nik FROM person WHERE nik IS NOT NULL UNION SELECT number FROM household")
    prefixes = {number[:6] for number, in numbers if number != FILLER}
    assert not prefixes & assigned
    assert all(61 <= int(prefix[4:]) <= 99 for prefix in prefixes), "the subdistrict's number plus 60: nobody has such a code"


def test_no_other_text_hides_a_number_of_a_person(everywhere):
    assert [text for text, in everywhere(TEXTS) if re.search(r"\d{7}", text)] == []


def test_every_word_of_a_name_is_one_of_fakers(everywhere):
    names = {name for name, in everywhere("SELECT name FROM person")}
    parents = {name for row in everywhere("SELECT json_extract(answers, '$.10'), json_extract(answers, '$.11') FROM person")
               for name in row if name}
    assert {word for name in names | parents for word in name.split()} <= WORDS


@only_whole
def test_the_district_has_the_size_of_the_real_one(villages):
    infos = [info for _, info in villages]
    assert len(infos) == 217
    assert 1_550_000 < sum(info.persons for info in infos) < 1_700_000
    assert sum(info.households for info in infos) > 500_000
    assert statistics.median(info.bytes for info in infos) <= 4_000_000


@only_whole
def test_the_figures_of_the_report_are_as_near_to_the_published_ones_as_stated(villages):
    counted = tally(villages, as_of=AS_OF, seed=SEED, is_whole=True)
    lines = [*figures.compared(counted), *figures.by_subdistrict(counted)]
    assert sum(line.published is not None for line in lines) > 40
    assert [(line.title, round(line.value, 1), line.published.value) for line in lines if line.published and not line.holds] == []


@st.composite
def places(draw):
    """A village of an invented subdistrict anywhere: its code, name and kind."""
    kind = draw(st.sampled_from(["desa", "kelurahan"]))
    subdistrict = f"{draw(st.integers(11, 94))}.{draw(st.integers(1, 79)):02d}.{draw(st.integers(1, 39)):02d}"
    number = draw(st.integers(1, 49))
    code = f"{subdistrict}.{'2' if kind == 'desa' else '1'}{number:03d}"
    return Region(code, subdistrict, "Kecamatan Coba", "Desa Coba", kind)


@settings(max_examples=25 if district.WHOLE else 3, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(place=places(), day=st.dates(date(2016, 1, 1), date(2045, 12, 31)), seed=st.integers(0, 2**31 - 1))
def test_any_village_on_any_day_has_nobody_impossible(tmp_path, place, day, seed):
    assert findings(build(place, as_of=day, seed=seed, folder=tmp_path).path) == {}
