"""How fast villages are made, in one run: this seed, Faker row by row for the same columns, and bare executemany (the floor).

    python bench/seed.py [--villages 6] [--faker-households 300]

Prints JSON. All run in one process on one core, so that the ratios mean something.
`people` are rows of households and members with all their answers. Faker gets the shape of real ones: as many members, answers,
ticks and table rows as the seed's own households have; it draws the values alone, and they fit nothing.
`whole` are the rows of all tables of a finished template: people, the cells of both years' sheets, submissions, defects; synced,
hashed and published. `group` is the first day (37 villages) through the builder with all cores, start of the processes included.
"""

import json
import sqlite3
import statistics
import sys
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import click
from faker import Faker

# Started by its path, this file would hide the package of its own name.
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from sandbox.practice.forms.fields import Field
from sandbox.practice.forms.instruments import load
from sandbox.practice.nik import card_number, nik, practice_prefix
from sandbox.words.folding import folded
from seed.building.builder import build_many
from seed.building.tables import Filling, write
from seed.building.template import TemplateInfo, build, fillings
from seed.land.regions import Region, daily_groups, demo_regions
from seed.village.population import HOUSEHOLD_COLUMNS, PERSON_COLUMNS, Population, populate

AS_OF = date(2026, 3, 2)
SEED = 1
TABLES = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%'"


@click.command()
@click.option("--villages", default=6, show_default=True, help="How many villages this seed and the floor are timed on.")
@click.option("--faker-households", default=300, show_default=True, help="How many households Faker makes.")
def main(villages: int, faker_households: int) -> None:
    """Time the seed against Faker and against the floor."""
    regions = daily_groups(demo_regions())[0][:villages]
    with TemporaryDirectory() as place:
        folder = Path(place)
        build(regions[0], as_of=AS_OF, seed=SEED, folder=folder)  # reads the forms, which is done once a process
        whole = _timed(lambda: [build(region, as_of=AS_OF, seed=SEED, folder=folder / "own").path for region in regions])
        people = _timed(lambda: [_people(region, folder) for region in regions])
        made = [populate(region, as_of=AS_OF, seed=SEED) for region in regions]
        floor = _floor([[*_of_people(village)] for village in made], folder)
        whole_floor = _floor([fillings(village.village.region, AS_OF, SEED, village) for village in made], folder)
        shapes = _shapes(made[0], faker_households)
        faker = _timed(lambda: [_by_faker(regions[0], shapes, folder / "faker.sqlite")])
        group = _group(folder / "group")
    print(json.dumps({
        "rows_per_second": {"people": {"seed": people, "faker_row_by_row": faker, "executemany_floor": floor},
                            "whole": {"seed": whole, "executemany_floor": whole_floor}},
        "ratios": {"people_seed_to_faker": round(people / faker, 1), "people_floor_to_seed": round(floor / people, 2),
                   "whole_floor_to_seed": round(whole_floor / whole, 2)},
        "group": group}, indent=1))


def _timed(work: Callable[[], Iterable[Path]]) -> int:
    """Rows a second of something that says which files it made."""
    started = time.perf_counter()
    files = work()
    spent = time.perf_counter() - started
    return round(sum(map(_rows, files)) / spent)


def _rows(path: Path) -> int:
    """Of all tables together."""
    with closing(sqlite3.connect(path)) as village:
        tables = village.execute(TABLES).fetchall()
        return sum(village.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table, in tables)


def _people(region: Region, folder: Path) -> Path:
    """The households and members of a village, drawn and written."""
    path = folder / f"people-{region.code}.sqlite"
    write(path, _of_people(populate(region, as_of=AS_OF, seed=SEED)))
    return path


def _of_people(village: Population) -> Sequence[Filling]:
    return [Filling("household", HOUSEHOLD_COLUMNS, village.household_rows()),
            Filling("person", PERSON_COLUMNS, village.person_rows())]


def _floor(villages: Sequence[Sequence[Filling]], folder: Path) -> int:
    """Rows a second of writing tuples that exist already, with the same schema and indexes, to a file that is not synced."""
    rows, spent = 0, 0.0
    for made in villages:
        ready = [(filling, list(filling.rows)) for filling in made]
        path = folder / "floor.sqlite"
        path.unlink(missing_ok=True)
        started = time.perf_counter()
        write(path, [Filling(filling.table, filling.columns, tuples) for filling, tuples in ready])
        spent += time.perf_counter() - started
        rows += sum(len(tuples) for _, tuples in ready)
    return round(rows / spent)


@dataclass(frozen=True, slots=True)
class Shape:
    """What a household has: which questions with how many ticks, which tables with how many rows; and its members the same."""

    home: Mapping[str, int]
    members: Sequence[Mapping[str, int]]


def _shapes(village: Population, households: int) -> list[Shape]:
    members: dict[int, list[Mapping[str, int]]] = {}
    for owner, answers in zip(village.persons["household_id"], village.persons["answers"], strict=True):
        members.setdefault(owner, []).append(_counts(answers))
    homes = zip(village.households["id"], village.households["answers"], strict=True)
    return [Shape(_counts(answers), members[number]) for number, answers in list(homes)[:households]]


def _counts(answers: str) -> dict[str, int]:
    return {key: len(value) if isinstance(value, list) else 1 for key, value in json.loads(answers).items() if key != "open"}


def _by_faker(region: Region, shapes: Sequence[Shape], path: Path) -> Path:
    """The same columns as one would write them with Faker: a call a value, a dict a row, json.dumps."""
    fake = Faker("id_ID")
    fake.seed_instance(SEED)
    prefix = practice_prefix(region.district_code)
    homes: list[tuple[Any, ...]] = []
    people: list[tuple[Any, ...]] = []
    for home, shape in enumerate(shapes, start=1):
        issued = fake.date_between(date(2012, 1, 1), AS_OF)
        members = [_person(fake, prefix, len(people) + place, home, place, has)
                   for place, has in enumerate(shape.members, start=1)]
        homes.append((home, card_number(prefix, issued, home), members[0][4], folded(members[0][4]), fake.city_name(),
                      fake.street_address(), "01", "02", json.dumps(_answers(fake, "ddk_household", shape.home)), 90,
                      len(members), 1,
                      fake.date_time_between(date(2025, 4, 1), AS_OF).strftime("%Y-%m-%d %H:%M:%S.%f"), "Data awal"))
        people += members
    write(path, [Filling("household", HOUSEHOLD_COLUMNS, homes), Filling("person", PERSON_COLUMNS, people)])
    return path


def _person(fake: Faker, prefix: str, number: int, home: int, position: int, has: Mapping[str, int]) -> tuple[Any, ...]:
    sex = fake.random_element("LP")
    born = fake.date_of_birth(minimum_age=0, maximum_age=90)
    name = fake.name_male() if sex == "L" else fake.name_female()
    answers = _answers(fake, "ddk_member", has) | {"1": fake.bothify("###/####"), "7": "Jawa", "10": fake.name_male(),
                                                   "11": fake.name_female()}
    return (number, home, position, nik(prefix, born, sex, number % 9999 + 1), name, folded(name), sex, fake.city_name(),
            born.isoformat(), json.dumps(answers))


def _answers(fake: Faker, form: str, has: Mapping[str, int]) -> dict[str, Any]:
    """A drawn value for each question that is answered."""
    asked = load(form)
    return {key: [{field.key: _answer(fake, field, 1) for field in asked.tables[key].fields} for _ in range(count)]
            if key in asked.tables else _answer(fake, asked.by_key[key], count) for key, count in has.items()}


def _answer(fake: Faker, field: Field, ticks: int) -> Any:
    if field.kind == "choices":
        return fake.random_elements(list(field.labels), length=ticks, unique=True)
    if field.kind == "choice":
        return fake.random_element(list(field.labels))
    return fake.word() if field.kind == "text" else fake.random_int(1, 40) * 100_000


def _group(folder: Path) -> dict[str, Any]:
    """The first day's villages as `gladi seed` makes them."""
    built: list[TemplateInfo] = []
    started = time.perf_counter()
    build_many(daily_groups(demo_regions())[0], as_of=AS_OF, seed=SEED, folder=folder, on_done=built.append)
    seconds = round(time.perf_counter() - started, 2)
    return {"villages": len(built), "persons": sum(info.persons for info in built), "seconds": seconds,
            "median_bytes": int(statistics.median(info.bytes for info in built)), "python": sys.version.split()[0],
            "sqlite": sqlite3.sqlite_version}


if __name__ == "__main__":
    main()
