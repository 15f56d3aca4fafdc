"""Which page the trainee looks at, as an address of the read-only second mount of the practice system."""

from collections.abc import Callable
from typing import Any

from flask import url_for

from instructor.board.fold import Place
from sandbox.deeds import DRAFT, HOME, HOUSEHOLD, HOUSEHOLDS, LOGIN, MEMBER, MENU, RECEIPT, SHEET, SHEETS, SUBMISSION
from sandbox.practice.keys import RecordKey, key_from
from sandbox.practice.parts import MEMBER as MEMBER_PART
from sandbox.practice.parts import member_part
from sandbox.seats import Seat
from sandbox.words.digits import natural

LOOK_ON = "lihat"
"""Name under which the root mounts the practice system for staff."""
LISTS = {page.name: page.name for page in (*MENU, LOGIN)} | {MEMBER.name: HOUSEHOLDS.name, DRAFT.name: "drafts"}
"""The view for a page that is no record's, or whose record is gone."""
DELETION = "hapus"
BY_REFERENCE = (SUBMISSION.name, RECEIPT.name)


IsThere = Callable[[RecordKey, str], bool]
"""Whether that record is in the trainee's copy, and has that part where one is named."""


def screen(seat: Seat, place: Place | None, is_there: IsThere) -> str:
    """Address of that page; of the login page if nothing was opened yet, of its list if the record is gone."""
    endpoint, arguments = _page(place, is_there)
    return url_for(f"{LOOK_ON}.{endpoint}", trainee_id=seat.trainee_id, **arguments)


def _page(place: Place | None, is_there: IsThere) -> tuple[str, dict[str, Any]]:
    if place is None:
        return LOGIN.name, {}
    if place.form in BY_REFERENCE and place.record:
        return place.form, {"reference": place.record}
    if place.form == HOUSEHOLD.name and place.record is None:
        return "household_new", {}
    if place.form == MEMBER.name and place.record and place.section:
        return _of_member(place.record, place.section, is_there)
    if place.form in (HOUSEHOLD.name, MEMBER.name) and place.record:
        return _of_household(_id(place.record, is_there), place.section)
    if place.form == SHEET.name and place.record:
        entry_id = _id(place.record, is_there)
        return (SHEET.name, {"entry_id": entry_id}) if entry_id else (HOME.name, {})
    if place.form == SHEETS.name and place.record:
        return SHEETS.name, {"form": place.record, "part_id": place.section}
    return LISTS.get(place.form, HOME.name), {}


def _of_household(id_: int | None, section: str | None) -> tuple[str, dict[str, Any]]:
    if id_ is None:
        return HOUSEHOLDS.name, {}
    if section is None or section == DELETION:
        return HOUSEHOLD.name, {"household_id": id_}
    return "section", {"household_id": id_, "section_id": section}


def _of_member(record: str, part: str, is_there: IsThere) -> tuple[str, dict[str, Any]]:
    key, id_ = key_from(record), _id(record, is_there)
    if part == member_part(None) and id_ is not None:
        return "member_new", {"household_id": id_}
    number = natural(part.removeprefix(MEMBER_PART))
    if key is None or number is None or not is_there(key, part):
        return _of_household(id_, None)
    return MEMBER.name, {"household_id": id_, "member_id": number}


def _id(record: str, is_there: IsThere) -> int | None:
    """The id of that record; None if it is not there any more."""
    key = key_from(record)
    return key.id if key and is_there(key, "") else None
