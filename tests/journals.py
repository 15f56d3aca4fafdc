"""Journals of shared sandboxes for properties: two people and staff, attempts, verdicts, hints, hands, copies from a mark."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from hypothesis import strategies as st

from sandbox.deeds import DEEDS
from sandbox.details import read
from sandbox.journal import Deed, Outcome
from scenarios.results.fold import Row
from tests.conftest import NOON

NOTED = ("begin", "hint", "hint_given", "held", "judged", "raise_hand", "lower_hand", "take", "release", "message")
STAFF = ("hint_given", "take", "release", "message")
ACTIONS = st.sampled_from([*NOTED, "begin", "hint", "open", "search", "save", "submit", "resend", "login"])
STAFF_ID = -7


def people_of(sandbox: int) -> tuple[int, int]:
    """The two trainees who share it."""
    return 10 * sandbox + 1, 10 * sandbox + 2


@st.composite
def journals(draw: st.DrawFn, sandbox: int = 1, generation: int = 1, begins_with: Sequence[Row] = ()) -> list[Row]:
    """A plausible journal, in its order. `begins_with`: rows that its mark held."""
    rows = [Row(sandbox, generation, row.deed) for row in begins_with]
    running = {row.deed.person: row.deed.id for row in rows if row.deed.action == "begin"}
    at = NOON + timedelta(hours=generation)
    for number in range(len(rows) + 1, len(rows) + draw(st.integers(1, 14)) + 1):
        action, person = draw(ACTIONS), draw(st.sampled_from(people_of(sandbox)))
        at += timedelta(seconds=draw(st.integers(1, 200)))
        if action == "begin":
            running[person] = number
        outcome = Outcome.NOTED if action in NOTED else draw(st.sampled_from([Outcome.DONE, Outcome.REFUSED]))
        rows.append(Row(sandbox, generation, Deed(
            number, at, at, STAFF_ID if action in STAFF else person, action,
            draw(st.sampled_from(["home", "outbox", "profile"])), None, outcome, "VAL-1" if outcome is Outcome.REFUSED else None,
            running.get(person), None, read(DEEDS[action].details, draw(_details(action, person))))))
    return rows


@st.composite
def copied(draw: st.DrawFn, sandbox: int = 1) -> list[Row]:
    """Two generations of one sandbox, the second begun from a mark of the first."""
    first = draw(journals(sandbox))
    kept = draw(st.integers(0, len(first)))
    return [*first, *draw(journals(sandbox, 2, first[:kept]))]


@st.composite
def _details(draw: st.DrawFn, action: str, person: int) -> dict[str, Any]:
    named: dict[str, Any] = {"trainee": person, "name": "Rini", "until": (NOON + timedelta(minutes=9)).isoformat()}
    if action == "begin":
        return {**named, "scenario": draw(st.sampled_from(["satu", "dua"])), "number": draw(st.integers(1, 3))}
    if action in ("hint", "hint_given"):
        return {**named, "number": draw(st.integers(1, 3))}
    judged = {"met": draw(st.lists(st.sampled_from("ab"), unique=True)), "lost": draw(st.lists(st.just("a"), max_size=1)),
              "mistakes": draw(st.lists(st.sampled_from("xy"), unique=True)), "solved": draw(st.integers(0, 4)) == 4}
    return {**named, **judged}


def interleaved(journals: Sequence[Sequence[Row]], turns: Sequence[int]) -> list[Row]:
    """The rows of several journals, each in its own order, merged as `turns` say."""
    rest = [list(rows) for rows in journals]
    merged: list[Row] = []
    for turn in [*turns, *range(len(rest))]:
        if rest[turn % len(rest)]:
            merged.append(rest[turn % len(rest)].pop(0))
    return merged + [row for rows in rest for row in rows]
