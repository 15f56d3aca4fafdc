"""Trying an exercise at once: begin, wait until it is prepared, sit down in another tab, end."""

from http import HTTPStatus
from pathlib import Path

from flask import Response, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from instructor.authoring import drafts, trials
from sandbox.accounts.guards import current_staff, staff_required
from sandbox.accounts.secret import ticket_cookie
from sandbox.web import services
from sandbox.words.roles import ORGANISER, ROLE_LABELS
from scenarios.file.loader import Loaded, library, parse


@staff_required()
def try_scenario() -> ResponseReturnValue:
    """Begin to try an exercise of the library, named by `latihan`; one that it has not leads back to the list."""
    loaded = library().get(request.form.get("latihan", ""))
    if loaded is None:
        return redirect(url_for("authoring.scenarios"), HTTPStatus.SEE_OTHER)
    return _begun(loaded, url_for("authoring.scenario", scenario_id=loaded.scenario.id), url_for("authoring.try_scenario"))


@staff_required(ORGANISER)
def try_draft(draft_id: str) -> ResponseReturnValue:
    """Begin to try a draft as it was saved; one that the loader refuses is told on its page."""
    here = drafts.find(draft_id)
    back = url_for("authoring.draft", draft_id=draft_id)
    if drafts.reading(draft_id, here.text).problems:
        return redirect(back, HTTPStatus.SEE_OTHER)
    return _begun(parse(here.text, here.file), back, url_for("authoring.try_draft", draft_id=draft_id))


@staff_required()
def trial() -> ResponseReturnValue:
    """What is tried now, and its seats, or that it is over; asked for anew by itself while it is being prepared."""
    found = trials.last(_instance())
    if found is not None and found.is_over and found.account != current_staff().account_id:
        found = None
    page: Response = make_response(render_template(
        "hall/trial.html", trial=found, staff=current_staff(), roles=ROLE_LABELS))
    if found is not None and not found.ready and not found.is_over:
        page.headers["Refresh"] = "3"
    return page


@staff_required()
def sit_down() -> ResponseReturnValue:
    """Give this browser the ticket for what is tried, and lead it to the card of the seat that was chosen."""
    found = trials.present(_instance())
    card = found.cards.get(request.form.get("peran", "")) if found is not None else None
    if found is None or card is None:
        return redirect(url_for("authoring.trial"), HTTPStatus.SEE_OTHER)
    answer = redirect(card, HTTPStatus.SEE_OTHER)
    answer.set_cookie(ticket_cookie(services().secret), trials.ticket(services().secret, found), secure=request.is_secure,
                      httponly=True, samesite="Lax")
    return answer


@staff_required()
def end_trial() -> ResponseReturnValue:
    """End what is tried: its copy is thrown away."""
    found = trials.present(_instance())
    trials.end(_instance())
    answer = redirect(url_for("authoring.scenarios") if found is None else found.back, HTTPStatus.SEE_OTHER)
    answer.delete_cookie(ticket_cookie(services().secret))
    return answer


def _begun(loaded: Loaded, back: str, again: str) -> ResponseReturnValue:
    staff = current_staff()
    found = trials.fresh(loaded.scenario.id, loaded.scenario.title, account=staff.account_id, who=staff.name, back=back,
                         again=again)
    trials.begin(_instance(), found, loaded.text)
    return redirect(url_for("authoring.trial"), HTTPStatus.SEE_OTHER)


def _instance() -> Path:
    return services().settings.instance
