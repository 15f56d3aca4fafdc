"""The events of the days: their counts are the reports' to the last digit, without a name; and the same as xAPI statements."""

import json
from collections import Counter
from uuid import UUID

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from instructor.export.commands import export_events
from instructor.export.events import EventKind, LearningEvent, events, lines
from instructor.export.xapi import VERBS, statement
from instructor.people import by_hand
from instructor.reports.figures import figures
from instructor.reports.results import days
from instructor.reports.tables import REPORTS
from tests.conftest import NOON
from tests.instructor.factories import EXERCISE, Journal
from tests.instructor.test_report_pages import begin
from tests.instructor.test_reports import ALONE, HELPED, a_day, told

deeds = st.lists(st.tuples(st.sampled_from(["begun", "save", "hint", "answer", "solve", "mend"]), st.integers(0, 2)), max_size=12)


def read_back(results, registers=None) -> list[LearningEvent]:
    return [LearningEvent.model_validate_json(line) for line in lines(events(results, registers or {}))]


def counted(found: list[LearningEvent]) -> list[dict[str, object]]:
    """What the report on persons says of each, from the lines alone."""
    def one(seat: int) -> dict[str, object]:
        own = [each for each in found if each.seat == seat]
        kinds = Counter(each.kind for each in own)
        return {"Hadir": "ya" if kinds[EventKind.ATTENDED] else "tidak",
                "Latihan selesai": len({each.exercise for each in own if each.kind is EventKind.SOLVED}),
                "Petunjuk": kinds[EventKind.HINT], "Kekeliruan": kinds[EventKind.MISTAKE],
                "Dibetulkan": kinds[EventKind.REPAIRED]}

    return [one(seat) for seat in (1, 2)]


def journal(person: int, drawn) -> Journal:
    """A day of one person, as it may go."""
    told_of, slipped = Journal(person=person, sandbox=person).begun(0), False
    for minute, (what, number) in enumerate(drawn, 1):
        if what == "begun":
            slipped = False
            told_of.begun(minute, number=minute + 1)
        elif what == "hint":
            told_of.noted("hint", minute, detail={"number": number + 1})
        elif what == "answer":
            told_of.noted("answer", minute, detail={"question": "apa", "text": f"jawaban {number}", "right": False})
        elif what != "mend" or slipped:  # nothing is put right that was not wrong
            slipped = slipped or what == "save"
            told_of.did("save", minute, detail={"save": {"mistakes": ["ganda"]}, "solve": {"solved": True},
                                                "mend": {"repaired": ["ganda"]}}[what])
    return told_of


@given(deeds, deeds)
def test_counting_the_lines_gives_the_reports_figures_whatever_was_done(first, second):
    results = [a_day(journal(1, first), journal(2, second))]
    found = read_back(results)
    rows = told(REPORTS["peserta"](results))
    assert counted(found) == [{name: row[name] for name in counted(found)[0]} for row in rows]
    for seat, row in enumerate(told(REPORTS["hasil"](results)), 1):
        kinds = Counter(each.kind for each in found if each.seat == seat)
        assert (kinds[EventKind.BEGUN], kinds[EventKind.WRONG_ANSWER]) == (row["Percobaan"], row["Jawaban belum cocok"])
    assert len({each.id for each in found}) == len(found)


def test_an_event_is_the_same_again_and_its_statement_has_a_verb_an_object_and_a_number_for_its_person():
    found = read_back([a_day(HELPED, ALONE)])
    assert found == read_back([a_day(HELPED, ALONE)])
    assert set(VERBS) == set(EventKind)
    made = [statement(each, hall="abc", titles={EXERCISE.id: EXERCISE.title}) for each in found]
    assert len({UUID(each["id"]) for each in made}) == len(found)
    solved = next(each for each in made if each["verb"]["id"].endswith("/passed"))
    assert solved["object"]["definition"]["name"] == {"id": EXERCISE.title}
    assert (solved["result"], solved["actor"]["account"]["name"]) == ({"success": True, "completion": True}, "1")
    assert solved["timestamp"].endswith("+00:00")


@pytest.mark.parametrize("form", ["jsonl", "xapi"])
def test_the_command_writes_what_the_reports_count_and_no_name(opened, tmp_path, form):
    begin(opened, 1, list(days([1], now=NOON))[0].course.exercises[0], judged={"solved": True, "met": []})
    left = opened.seat(1)
    by_hand.replace(1, "Ratna Dewi", now=NOON, by=0)
    out = tmp_path / "peristiwa"
    done = CliRunner().invoke(export_events, ["--format", form, "--out", str(out), "--json"], obj=lambda: opened.app,
                              catch_exceptions=False)
    text = out.read_text(encoding="utf-8")
    assert json.loads(done.output)["events"] == len(text.splitlines()) == 3
    assert left.name not in text
    assert "Ratna" not in text
    if form == "jsonl":
        told_of = [LearningEvent.model_validate_json(line) for line in text.splitlines()]
        there = {each.seat for each in told_of if each.kind is EventKind.ATTENDED and each.takes_part}
        assert len(there) == figures(days([1], now=NOON)).present == 0


def test_the_schema_knows_every_field(opened, tmp_path):
    out = tmp_path / "schema.json"
    assert CliRunner().invoke(export_events, ["--schema", "--out", str(out)], obj=lambda: opened.app).exit_code == 0
    schema = json.loads(out.read_text(encoding="utf-8"))
    assert schema["properties"].keys() == LearningEvent.model_fields.keys()
    assert schema["additionalProperties"] is False
