"""The sheet to take home: a trainee's own, and the same for a trainer who prints it."""

from flask import Blueprint, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from instructor.board.hall import hall_around
from instructor.errors import NoSuchTrainee
from instructor.reports.results import PersonResults
from instructor.takehome.sheet import take_home
from instructor.takehome.words import STEPS
from sandbox.accounts.guards import staff_required
from sandbox.accounts.users import SeatUser
from sandbox.platform.models import Feed
from sandbox.web import services
from sandbox.words.languages import said_in
from scenarios.results.rows import attempts
from scenarios.spoken import SOURCE

bp = Blueprint("takehome", __name__, template_folder="../templates")


@bp.get("/lembar")
def own() -> ResponseReturnValue:
    """The sheet of whoever is logged in at a seat, also once their day is over."""
    user = current_user._get_current_object()
    return _page(user.seat.trainee_id) if isinstance(user, SeatUser) else redirect(url_for("accounts.seat_login"))


@staff_required()
def of_trainee(trainee_id: int) -> ResponseReturnValue:
    """The same of any trainee, for a trainer."""
    return _page(trainee_id)


def _page(trainee_id: int) -> ResponseReturnValue:
    found = hall_around(trainee_id)
    if found is None:
        raise NoSuchTrainee(trainee=trainee_id)
    here, seat = found
    person = PersonResults(seat, attempts(Feed.sandbox_id.in_(seat.sandboxes)).get(trainee_id, []))
    with said_in(SOURCE):  # all of it, whoever prints it
        return render_template("hall/takehome.html", sheet=take_home(here.course, person), seat=seat, steps=STEPS,
                               now=services().clock.now())
