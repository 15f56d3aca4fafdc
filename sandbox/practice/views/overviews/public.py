"""The village's page for citizens, without any login: of the copy that the office shows, or of a seat's by its link.

It reads one copy, journals nothing, and is made at most twice a minute a copy and process.
"""

from datetime import datetime, timedelta
from http import HTTPStatus

from flask import Blueprint, abort, make_response, render_template
from flask.typing import ResponseReturnValue
from itsdangerous import BadSignature, URLSafeSerializer
from sqlalchemy.orm import Session

from sandbox import seats
from sandbox.desks import desk_for
from sandbox.platform import citizens
from sandbox.practice.public.village import PublicVillage, of_village
from sandbox.seats import Seat
from sandbox.web import services

bp = Blueprint("public", __name__, url_prefix="/desa", template_folder="../templates")

CODE = ".".join(f"<string(length={length}):{name}>" for name, length in (
    ("province", 2), ("regency", 2), ("district", 2), ("serial", 4)))
"""A village's code as an address: with its dots, so that no word of another page is taken for one."""
KEPT_AS = "public page"
KEPT_FOR = timedelta(seconds=30)


@bp.get(f"/{CODE}")
def village(province: str, regency: str, district: str, serial: str) -> ResponseReturnValue:
    """Of the seat whose copies the office shows."""
    there = [seat for role in citizens.ROLES for seat in seats.found(f"{province}.{regency}.{district}.{serial}", role)]
    shown = citizens.shown_by(*(seat.group_id for seat in there))
    return _page(next((seat for seat in there if seat.role == shown.get(seat.group_id)), None))


@bp.get("/warga/<token>")
def shared(token: str) -> ResponseReturnValue:
    """Of the seat whose link it is."""
    try:
        trainee_id = int(_links().loads(token))
    except (BadSignature, ValueError, TypeError):
        abort(HTTPStatus.NOT_FOUND)
    return _page(seats.seat(trainee_id))


def link_of(person: int) -> str:
    """What names that trainee's copy in the link: signed, so that nobody finds another by trying."""
    signed = _links().dumps(person)
    return signed.decode() if isinstance(signed, bytes) else signed


def _links() -> URLSafeSerializer:
    return URLSafeSerializer(services().secret, salt="gladi public village")


def _page(seat: Seat | None) -> ResponseReturnValue:
    # Nobody who only looks makes a copy on another day than its own.
    if seat is None or not (seat.is_open or services().store.exists(seat.pin)):
        abort(HTTPStatus.NOT_FOUND)
    desk = desk_for(seat, services().clock, may_write=False)
    with services().store.open(desk.pin) as session:
        made_at, page = remembered(session, desk.clock.now())
    answer = make_response(render_template("practice/public_village.html", place=desk, page=page, made_at=made_at))
    answer.headers["Cache-Control"] = f"private, max-age={int(KEPT_FOR.total_seconds())}"
    return answer


def remembered(session: Session, now: datetime) -> tuple[datetime, PublicVillage]:
    """The page and when it was made: what this process knows of the copy, if that is young enough."""
    memory = session.info.get("memory", {})
    kept: tuple[datetime, PublicVillage] | None = memory.get(KEPT_AS)
    if kept is None or not kept[0] <= now < kept[0] + KEPT_FOR:
        kept = memory[KEPT_AS] = (now, of_village(session, now))
    return kept
