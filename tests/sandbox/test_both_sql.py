"""One SQL for both databases: whatever is asked outside the two stores is said in SQLAlchemy's words, which both understand."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import column, create_engine, func, select

import sandbox

ROOT = Path(sandbox.__file__).parent.parent
AT_HOME = ("sandbox/store/", "sandbox/platform/")
OF_FILES = {
    "seed/building/tables.py": "writes a village's template, which is an SQLite file whichever database the hall has",
    "seed/report/tally.py": "reads such a file",
    "sandbox/server/throwaway/moments.py": "puts back moments of a stage, which lies in SQLite files",
    "scenarios/proof/oracle.py": "a second opinion on the tables, sharing no statement with what it judges; both read its SQL",
    "instructor/backup/making.py": "reads the platform's file in a backup of a hall in one folder",
}
WORDS = ("SELECT ", "INSERT INTO ", "DELETE FROM ", "CREATE ", "ALTER ", "DROP ", "PRAGMA ", "VACUUM", "BEGIN ")
ASKING = ("exec_driver_sql", "literal_column", "DDL", "import text", ", text")


def raw_sql(source: str) -> Iterator[int]:
    """Lines with SQL in them that no dialect has had a look at."""
    if not any(word in source for word in (*WORDS, *ASKING)):  # most files; to parse all takes a second
        return
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value.lstrip().startswith(WORDS):
            yield node.lineno
        if isinstance(node, ast.Attribute) and node.attr == "exec_driver_sql":
            yield node.lineno
        if isinstance(node, ast.ImportFrom) and node.module == "sqlalchemy":
            yield from (node.lineno for name in node.names if name.name in ("text", "literal_column", "DDL"))


def test_raw_sql_stands_in_the_stores_alone():
    found = {}
    for room in ("sandbox", "scenarios", "instructor", "seed"):
        for path in (ROOT / room).rglob("*.py"):
            name = path.relative_to(ROOT).as_posix()
            if not name.startswith(AT_HOME) and (lines := list(raw_sql(path.read_text(encoding="utf-8")))):
                found[name] = lines
    assert found.keys() == OF_FILES.keys(), found


@pytest.mark.parametrize("asked", [
    select(func.strftime("%Y", column("day"))), select(func.group_concat(column("name"))),
    select(column("name").op("GLOB")("a*"))])
def test_a_query_that_only_sqlite_understands_fails_in_whatever_test_asks_it(asked):
    with pytest.raises(AssertionError, match="only SQLite knows"), create_engine("sqlite://").connect() as connection:
        connection.execute(asked)


def test_a_query_of_both_is_compiled_for_both():
    with create_engine("sqlite://").connect() as connection:
        assert connection.execute(select(func.coalesce(None, 3))).scalar_one() == 3
