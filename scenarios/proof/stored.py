"""What columns of the practice tables hold, read as they are: SQLite and PostgreSQL give it in two ways."""

import json
from datetime import UTC, datetime
from typing import Any


def plain(value: Any) -> Any:
    """What a JSON column with an object holds: SQLite gives its text."""
    return json.loads(value) if isinstance(value, str) else value or {}


def json_of(value: Any) -> Any:
    """What a JSON column with any value may hold: SQLite gives its text, PostgreSQL the value, which may be a text."""
    try:
        return json.loads(value) if isinstance(value, str) else value
    except ValueError:
        return value


def value(row: Any, field: str) -> Any:
    """What stands in that column of a household or a person, or in its answer to that question."""
    found = row._mapping[field] if field in row._mapping else plain(row.answers).get(field)
    return str(found)[:10] if field == "birth_date" else found


def person_of(row: Any) -> dict[str, Any]:
    """A row of the people by the fields of the member's form."""
    return {**plain(row.answers), **{field: value(row, field) for field in ("nik", "name", "sex", "birth_place", "birth_date")}}


def moment(value: Any) -> datetime:
    """What a column of times holds: SQLite gives text, in UTC."""
    found = datetime.fromisoformat(value) if isinstance(value, str) else value
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def alike(found: Any, wanted: Any) -> bool:
    """Whether two values are the same: of texts the letters and digits, whatever their size; of lists the members."""
    if isinstance(found, str) and isinstance(wanted, str):
        return _letters(found) == _letters(wanted)
    if isinstance(found, list) and isinstance(wanted, list):
        return len(found) == len(wanted) and all(any(alike(one, other) for other in wanted) for one in found)
    return bool(found == wanted)


def _letters(words: str) -> str:
    return "".join(letter for letter in words.lower() if letter.isalnum())
