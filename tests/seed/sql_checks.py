"""The independent check of a finished template: plain SQL over its tables, without any code that made it.

checks/*.sql hold it. prepare.sql copies the tables, mend.sql puts right in the copies what the ledger says is wrong on purpose,
derive.sql makes tables that are easy to ask, rules.sql lists of rules. The other files hold named SELECTs, each of which finds
something impossible:

    -- name: D09 one head
    SELECT …

A mended village has no findings. One that isn't mended has those of the ledger.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from functools import cache
from pathlib import Path

from sandbox.practice.forms.instruments import Table, load
from sandbox.practice.sheets.sheet import all_sheets

Rows = list[tuple[object, ...]]
Findings = dict[str, Rows]

FOLDER = Path(__file__).parent / "checks"
STEPS = ("prepare", "mend", "derive", "rules")
TOPICS = ("people", "households", "cells", "sums", "limits", "across")
NAME = "-- name:"
FORMS = ("ddk_household", "ddk_member")
TABLES = """
CREATE TEMP TABLE form (sheet, row, line, "column", title, unit, kind, computed, decimals, least, most, typed,
                        PRIMARY KEY (sheet, row, "column"));
CREATE TEMP TABLE form_option (sheet, row, "column", word, PRIMARY KEY (sheet, row, "column", word));
CREATE TEMP TABLE question (form, number, kind, required, "table", PRIMARY KEY (form, number));
CREATE TEMP TABLE option (form, number, code, PRIMARY KEY (form, number, code));
"""


def findings(path: Path, *, mended: bool = True) -> Findings:
    """Rows of every check that finds any, by its name. Raises sqlite3.Error that names a check that cannot be asked."""
    with closing(prepared(path, mended=mended)) as connection:
        found = {name: _asked(connection, name, query) for name, query in checks().items()}
    return {name: rows for name, rows in found.items() if rows}


def prepared(path: Path, *, mended: bool) -> sqlite3.Connection:
    """The template, read-only, with the tables that the checks ask."""
    connection = sqlite3.connect(f"file:{path.as_posix()}?mode=ro&immutable=1", uri=True)
    connection.execute("PRAGMA temp_store = MEMORY")
    tell_the_forms(connection)
    for step in STEPS:
        if step != "mend" or mended:
            connection.executescript(_text(step))
    return connection


@cache
def checks() -> dict[str, str]:
    """Every check's SELECT by its name."""
    return dict(check for topic in TOPICS for check in named(topic))


def named(topic: str) -> Iterator[tuple[str, str]]:
    """What a file of checks/ has under each name."""
    for block in _text(topic).split(f"\n{NAME}")[1:]:
        name, _, query = block.partition("\n")
        yield name.strip(), query


def _text(topic: str) -> str:
    return (FOLDER / f"{topic}.sql").read_text(encoding="utf-8")


def _asked(connection: sqlite3.Connection, name: str, query: str) -> Rows:
    try:
        return connection.execute(query).fetchall()
    except sqlite3.Error as error:
        error.add_note(name)
        raise


def tell_the_forms(connection: sqlite3.Connection) -> None:
    """Make the temporary tables of what the forms ask: form, form_option, question, option."""
    cells, words, questions, codes = _forms()
    connection.executescript(TABLES)
    connection.executemany("INSERT INTO form VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", cells)
    connection.executemany("INSERT INTO form_option VALUES (?, ?, ?, ?)", words)
    connection.executemany("INSERT INTO question VALUES (?, ?, ?, ?, ?)", questions)
    connection.executemany("INSERT INTO option VALUES (?, ?, ?)", codes)


@cache
def _forms() -> tuple[Rows, ...]:
    lines = [(sheet, line) for sheet in all_sheets() for line in sheet.lines]
    columns = [(sheet, line, number, column) for sheet, line in lines for number, column in enumerate(line.columns, start=1)]
    parts = [(form, part) for form in FORMS for section in load(form).sections for part in section.parts]
    fields = [(form, part.id if isinstance(part, Table) else None, field) for form, part in parts for field in part.fields]
    return (
        [(sheet.id, line.number, line.title, number, column.label, column.unit, column.kind, column.computed,
          column.most_decimals, column.min, column.max, not all(other.computed for other in line.columns))
         for sheet, line, number, column in columns],
        [(sheet.id, line.number, number, word) for sheet, line, number, column in columns for word in column.labels],
        [(form, field.key, field.kind, field.required, table) for form, table, field in fields],
        [(form, field.key, option.code) for form, _, field in fields for option in field.options])
