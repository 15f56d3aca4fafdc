"""How fast villages are made, in one run: this seed, Faker row by row for the same columns, and bare executemany (the floor).

    python bench/seed.py [--villages 6] [--faker-households 300]

Prints JSON. Rows are those of all tables together: people, households and the cells of their sheets. All three run in one process
on one core, so that the ratios mean something; `group` is the whole first day (37 villages) through the builder with all cores,
start of the processes included.
"""

import json
import sqlite3
import statistics
import sys
import time
from collections.abc import Callable
from contextlib import closing
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import click
from faker import Faker

# Started by its path, this file would hide the package of its own name.
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from sandbox.practice.instruments import Field, load
from sandbox.practice.numbers import card_number, nik, practice_prefix
from sandbox.practice.sheets import Column, all_sheets
from seed.builder import build_many
from seed.indicators.entries import CELL_COLUMNS
from seed.population import HOUSEHOLD_COLUMNS, PERSON_COLUMNS, populate
from seed.regions import Region, daily_groups, demo_regions
from seed.tables import Filling, write
from seed.template import TemplateInfo, build, fillings

AS_OF = date(2026, 3, 2)
SEED = 1
CELLS_A_HOUSEHOLD = 3
TABLES = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%'"


@click.command()
@click.option("--villages", default=6, show_default=True, help="How many villages this seed and the floor are timed on.")
@click.option("--faker-households", default=300, show_default=True, help="How many households Faker makes.")
def main(villages: int, faker_households: int) -> None:
    """Time the seed against Faker and against the floor."""
    regions = daily_groups(demo_regions())[0][:villages]
    with TemporaryDirectory() as place:
        folder = Path(place)
        own = _timed(lambda: [build(region, as_of=AS_OF, seed=SEED, folder=folder / "own").path for region in regions])
        floor = _floor(regions, folder)
        faker = _timed(lambda: [_by_faker(regions[0], faker_households, folder / "faker.sqlite")])
        group = _group(folder / "group")
    result = {
        "rows_per_second": {"seed": own, "faker_row_by_row": faker, "executemany_floor": floor},
        "ratios": {"seed_to_faker": round(own / faker, 1), "floor_to_seed": round(floor / own, 2)},
        "group": group,
    }
    print(json.dumps(result, indent=1))


def _timed(work: Callable[[], list[Path]]) -> int:
    """Rows a second of something that says which files it made."""
    started = time.perf_counter()
    files = work()
    spent = time.perf_counter() - started
    return round(sum(map(_rows, files)) / spent)


def _rows(path: Path) -> int:
    """Of all tables together."""
    with closing(sqlite3.connect(path)) as village:
        tables = [name for name, in village.execute(TABLES)]
        return sum(village.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in tables)


def _floor(regions: list[Region], folder: Path) -> int:
    """Rows a second of writing tuples that exist already, with the same schema and indexes, to a file that is not synced."""
    rows, spent = 0, 0.0
    for number, region in enumerate(regions):
        made = fillings(region, AS_OF, SEED, populate(region, as_of=AS_OF, seed=SEED))
        ready = [Filling(filling.table, filling.columns, list(filling.rows)) for filling in made]
        started = time.perf_counter()
        write(folder / f"floor{number}.sqlite", ready)
        spent += time.perf_counter() - started
        rows += sum(len(list(filling.rows)) for filling in ready)
    return round(rows / spent)


def _by_faker(region: Region, households: int, path: Path) -> Path:
    """The same columns as one would write them with Faker: a call a value, a dict a row, json.dumps, three people a household.

    And as many cells of sheets a household as a village of middling size has.
    """
    fake = Faker("id_ID")
    fake.seed_instance(SEED)
    prefix = practice_prefix(region.district_code)
    homes, people = [], []
    for home in range(1, households + 1):
        issued = fake.date_between(date(2012, 1, 1), AS_OF)
        members = [_person(fake, prefix, home, position) for position in (1, 2, 3)]
        homes.append((home, card_number(prefix, issued, home), members[0][4], fake.city_name(), fake.street_address(), "01", "02",
                      json.dumps(_answers(fake, "ddk_household")), 90, 3, 1,
                      fake.date_time_between(date(2025, 4, 1), AS_OF).strftime("%Y-%m-%d %H:%M:%S.%f"), "Data awal"))
        people += members
    places = [(sheet.id, line.number, number, column) for sheet in all_sheets() for line in sheet.lines
              for number, column in enumerate(line.columns, start=1)]
    cells = [_cell(fake, *place) for place in places[:households * CELLS_A_HOUSEHOLD]]
    write(path, [Filling("household", HOUSEHOLD_COLUMNS, homes), Filling("person", PERSON_COLUMNS, people),
                 Filling("cell", CELL_COLUMNS, cells)])
    return path


def _cell(fake: Faker, sheet_id: str, row: int, number: int, column: Column) -> tuple[Any, ...]:
    words = column.kind in ("text", "choice")
    return (sheet_id, AS_OF.year, row, number, None if words else fake.random_int(0, 9000),
            fake.random_element(column.options or ("Ada", "Krajan")) if words else None)


def _person(fake: Faker, prefix: str, home: int, position: int) -> tuple[Any, ...]:
    sex = fake.random_element("LP")
    born = fake.date_of_birth(minimum_age=0, maximum_age=90)
    name = fake.name_male() if sex == "L" else fake.name_female()
    answers = _answers(fake, "ddk_member") | {"1": fake.bothify("###/####"), "7": "Jawa", "10": fake.name_male(),
                                              "11": fake.name_female()}
    return (home * 10 + position, home, position, nik(prefix, born, sex, position), name, sex, fake.city_name(), born.isoformat(),
            json.dumps(answers))


def _answers(fake: Faker, form: str) -> dict[str, Any]:
    """One drawn answer a question; tables and most several-choice questions stay empty, as they mostly do in the seed."""
    answers: dict[str, Any] = {}
    for section in load(form).sections:
        answers |= {field.key: _answer(fake, field) for field in section.fields}
        answers |= {table.id: [] for table in section.tables}
    return answers


def _answer(fake: Faker, field: Field) -> Any:
    if field.kind == "choices":
        return []
    return fake.random_element(list(field.labels)) if field.kind == "choice" else fake.random_int(1, 40) * 100_000


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
