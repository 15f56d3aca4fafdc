"""What the trainee has before them besides the page: the panel, as they see it, and what they typed and did not save."""

from flask import render_template
from flask.typing import ResponseReturnValue

from instructor.errors import NoSuchTrainee
from sandbox import seats
from sandbox.accounts.guards import staff_required
from sandbox.desks import desk_for
from sandbox.platform.db import read
from sandbox.practice.views.forms import kept
from sandbox.web import services
from scenarios.panel import panel


@staff_required()
def watched_panel(trainee_id: int) -> ResponseReturnValue:
    """Panel and typing, for the frame of the trainee's page. Empty where nobody has touched the copy: looking makes none."""
    with read():  # all of it at one moment
        return _page(trainee_id)


def _page(trainee_id: int) -> str:
    seat = seats.seat(trainee_id)
    if seat is None:
        raise NoSuchTrainee(trainee=trainee_id)
    built = services()
    if not (seat.is_open and built.store.exists(seat.pin)):
        return render_template("hall/watched_panel.html", seat=seat, panel="", typing=())
    desk = desk_for(seat, built.clock, may_write=False)
    with built.store.open(desk.pin) as session:
        typing = kept.here(session, desk)
        return render_template("hall/watched_panel.html", seat=seat, panel=panel.watched(session, desk), typing=typing)
