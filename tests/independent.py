"""Counts what came of a training, from the databases' files alone: none of Gladi's code is used, so that it can't err with it.

    python -m tests.independent INSTANCE

What counts is said in docs/scenarios.md; here it is done once more, in the plainest way.
"""

import json
import sqlite3
import sys
from collections import defaultdict
from contextlib import closing
from pathlib import Path
from typing import Any

Counts = dict[str, int]


def person_counts(instance: Path) -> dict[int, Counts]:
    """By the id of a trainee: attempts begun, exercises solved, mistakes, mistakes put right, hints."""
    attempts: dict[int, dict[tuple[int, str], dict[str, Any]]] = defaultdict(dict)
    for path in sorted(instance.glob("sandboxes/*/g*.sqlite"), key=lambda each: (int(each.stem[1:]), int(each.parent.name))):
        with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as database:
            rows = database.execute("select id, wall_at, person, action, attempt, detail from journal order by id").fetchall()
        for row in rows:
            _count(attempts, *row)
    return {person: _summed(list(each.values())) for person, each in attempts.items()}


def _count(attempts: dict[int, dict[tuple[int, str], dict[str, Any]]], id_: int, wall_at: str, person: int, action: str,
           attempt: int | None, detail: str) -> None:
    told = json.loads(detail) if detail else {}
    if person < 0:
        person = told.get("trainee", 0)
    mine = attempts[person]
    if action == "begin":
        mine[id_, wall_at] = {"id": id_, "exercise": told["scenario"], "mistakes": set(), "mended": set(), "hints": 0,
                              "solved": False}
        return
    here = [each for each in mine.values() if each["id"] == attempt]
    if not here or here[-1]["solved"]:
        return
    one = here[-1]
    if action in ("hint", "hint_given"):
        one["hints"] = max(one["hints"], told.get("number") or one["hints"] + 1)
    one["mistakes"] |= set(told.get("mistakes", ()))
    one["mended"] = (one["mended"] | set(told.get("repaired", ()))) - set(told.get("again", ()))
    one["solved"] = bool(told.get("solved"))


def _summed(attempts: list[dict[str, Any]]) -> Counts:
    return {"begun": len(attempts), "solved": len({each["exercise"] for each in attempts if each["solved"]}),
            "mistakes": sum(len(each["mistakes"]) for each in attempts), "hints": sum(each["hints"] for each in attempts),
            "mended": sum(len(each["mended"] & each["mistakes"]) for each in attempts)}


def days(instance: Path) -> dict[int, Counts]:
    """By the day's number, of the real training: who was invited and came, without those who left."""
    with closing(sqlite3.connect(f"file:{instance / 'gladi.sqlite'}?mode=ro", uri=True)) as database:
        people = database.execute(
            "select training_group.number, trainee.id from trainee join village on village.id = trainee.village_id "
            "join training_group on training_group.id = village.group_id join training on training.id = village.training_id "
            "where trainee.left_at is null and not training.is_demo").fetchall()
        written = {trainee for trainee, in database.execute(
            "select trainee_id from attendance where taken_back_at is null")}
    seen = written | set(_who_did_anything(instance))
    found: dict[int, Counts] = defaultdict(lambda: {"invited": 0, "present": 0})
    for number, trainee in people:
        found[number]["invited"] += 1
        found[number]["present"] += trainee in seen
    return dict(found)


def _who_did_anything(instance: Path) -> set[int]:
    """Whoever did something in any copy; what comes by itself, in somebody's name, does not count."""
    found = set()
    for path in instance.glob("sandboxes/*/g*.sqlite"):
        with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as database:
            found |= {person for person, in database.execute(
                "select distinct person from journal where person > 0 and action not in ('held', 'judged')")}
    return found


if __name__ == "__main__":
    print(json.dumps({"days": days(Path(sys.argv[1])), "people": person_counts(Path(sys.argv[1]))}, indent=1))
