"""An event as a statement of xAPI 1.0.3 (the Experience API, with which learning record stores are filled). Pure.

Verbs are ADL's where it has one that says the same, else Gladi's own under the same name as in the event file.
"""

from collections.abc import Mapping
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from instructor.export.events import EventKind, LearningEvent

HOME = "https://gladi.invalid"
"""Of all identifiers that nobody is to open: no server of that name can ever exist."""
ADL = "http://adlnet.gov/expapi/verbs"
VERBS: Mapping[EventKind, str] = {
    EventKind.ATTENDED: f"{ADL}/attended", EventKind.BEGUN: f"{ADL}/attempted", EventKind.SOLVED: f"{ADL}/passed",
    EventKind.WRONG_ANSWER: f"{ADL}/answered", EventKind.RATED: f"{ADL}/commented",
    **{kind: f"{HOME}/verbs/{kind.value}" for kind in (EventKind.MISTAKE, EventKind.REPAIRED, EventKind.HINT)}}
ASSESSMENT, MEETING = (f"http://adlnet.gov/expapi/activities/{kind}" for kind in ("assessment", "meeting"))


def statement(event: LearningEvent, *, hall: str, titles: Mapping[str, str]) -> dict[str, Any]:
    """The statement. `hall` tells this hall's people from those of another; `titles`: of the exercises, by id."""
    told = {"id": str(uuid5(NAMESPACE_URL, f"{HOME}/{hall}/{event.id}")),
            "actor": {"objectType": "Agent", "account": {"homePage": f"{HOME}/{hall}", "name": str(event.person)}},
            "verb": {"id": VERBS[event.kind], "display": {"en": event.kind.value.replace("_", " ")}},
            "object": _object(event, hall, titles), "context": {"extensions": _around(event)}}
    if (result := _result(event)) is not None:
        told["result"] = result
    if event.at is not None:
        told["timestamp"] = event.at.isoformat()
    return told


def _object(event: LearningEvent, hall: str, titles: Mapping[str, str]) -> dict[str, Any]:
    if event.exercise is None:
        return {"id": f"{HOME}/{hall}/days/{event.day}", "definition": {"type": MEETING, "name": {"id": f"Hari {event.day}"}}}
    return {"id": f"{HOME}/exercises/{event.exercise}",
            "definition": {"type": ASSESSMENT, "name": {"id": titles.get(event.exercise, event.exercise)}}}


def _result(event: LearningEvent) -> dict[str, Any] | None:
    if event.kind is EventKind.SOLVED:
        return {"success": True, "completion": True}
    if event.kind is EventKind.WRONG_ANSWER:
        return {"success": False}
    return {"response": event.what} if event.kind is EventKind.RATED else None


def _around(event: LearningEvent) -> dict[str, Any]:
    told = event.model_dump(mode="json", exclude_none=True, include={
        "day", "held_on", "village", "role", "seat", "takes_part", "attempt", "skill", "exam", "what"})
    return {f"{HOME}/extensions/{name}": value for name, value in told.items()}
