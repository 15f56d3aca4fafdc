"""Which page the trainee looks at, as an address of the read-only second mount of the practice system."""

from typing import Any

from flask import url_for

from instructor.board.fold import Place
from sandbox.practice.households import households
from sandbox.seats import Seat
from sandbox.store.base import Store

LOOK_ON = "lihat"
"""Name under which the root mounts the practice system for staff."""
MENU = {"households": "households", "outbox": "outbox", "profile": "profile", "member": "households", "draft": "households",
        "login": "login"}
DELETION = "hapus"
BY_REFERENCE = ("submission", "receipt")


def screen(store: Store, seat: Seat, place: Place | None) -> str:
    """Address of that page; of the login page if nothing was opened yet, of its list if the record is gone."""
    endpoint, arguments = _page(store, seat, place)
    return url_for(f"{LOOK_ON}.{endpoint}", trainee_id=seat.trainee_id, **arguments)


def _page(store: Store, seat: Seat, place: Place | None) -> tuple[str, dict[str, Any]]:
    if place is None:
        return "login", {}
    if place.form in BY_REFERENCE and place.record:
        return place.form, {"reference": place.record}
    if place.form == "household" and place.record is None:
        return "household_new", {}
    if place.form in ("household", "member") and place.record:
        return _of_household(_household_id(store, seat, place.record), place.section)
    if place.form == "sheet" and place.record:
        return "sheet", {"sheet_id": place.record}
    if place.form == "sheets" and place.record:
        return "sheets", {"form": place.record, "part_id": place.section}
    return MENU.get(place.form, "home"), {}


def _of_household(id_: int | None, section: str | None) -> tuple[str, dict[str, Any]]:
    if id_ is None:
        return "households", {}
    if section is None or section == DELETION:
        return "household", {"household_id": id_}
    return "section", {"household_id": id_, "section_id": section}


def _household_id(store: Store, seat: Seat, number: str) -> int | None:
    """Of the newest household with that card number."""
    with store.open(seat.pin) as session:
        found = households.by_number(session, number)
    return found[-1].id if found else None
