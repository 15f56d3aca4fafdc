"""The panel's own addresses: begin, hint, raise a hand, answer, start over, and the fragment that the page swaps."""

from collections import Counter
from collections.abc import Sequence
from http import HTTPStatus
from io import BytesIO
from random import Random

from flask import Blueprint, abort, g, jsonify, redirect, render_template, request, send_file, session, url_for
from flask.typing import ResponseReturnValue

from sandbox import actions
from sandbox.actions import Desk
from sandbox.deeds import ANSWER, BEGIN, HINT, LOWER_HAND, MESSAGE_READ, PLACED, RAISE_HAND, RATE, DeedKind
from sandbox.details import AnswerDetails, D, Details, HandDetails, HintDetails, PlacedDetails, RatingDetails, ReadDetails
from sandbox.platform.models import Feed
from sandbox.practice.views.forms.unsaved import keep_sent
from sandbox.web import COPY_SEEN, current_desk, form_token, own_page, services
from sandbox.words.roles import duty
from scenarios.attempt import known
from scenarios.attempt.attempts import Attempt
from scenarios.attempt.world import Data, World
from scenarios.day import course, offer, opening
from scenarios.day.course import Weather
from scenarios.day.opening import NotNow, NotOpenYet
from scenarios.file.loader import Loaded, NoSuchScenario, pinned
from scenarios.file.schema import Scenario
from scenarios.files import workbook
from scenarios.panel import answers, day_shown, panel
from scenarios.placement import items
from scenarios.play import begin
from scenarios.results.fold import AttemptState
from scenarios.results.progress import results
from scenarios.results.rows import rows

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
RATINGS = ("jelas", "agak", "belum")
bp = Blueprint("lesson", __name__, url_prefix="/latihan", template_folder="../templates")


@bp.get("/panel")
def show() -> ResponseReturnValue:
    """The panel alone, for swapping."""
    return panel.fragment()


@bp.post("/ketikan")
def keep_typing() -> ResponseReturnValue:
    """What stands in an input of the panel at this moment: see keep_answers, which every request with such inputs passes."""
    return ("", HTTPStatus.NO_CONTENT) if request.headers.get("Sec-Fetch-Mode") != "navigate" else _back()


def keep_answers() -> None:
    """Keep what is typed into the panel and not answered, whichever form it came with. The root calls it before every request."""
    if request.method == "POST" and "seat" in g and form_token() == current_desk().pin.generation:
        answers.keep_sent(services().store, current_desk(), request.form)


@bp.before_request
def _keep_typing() -> None:
    """Without script a button of the panel brings along the form of the page beside it."""
    if request.method == "POST":
        keep_sent()


@bp.get("/berkas/<name>/<any(isian, asal):which>.xlsx")
def paper_file(name: str, which: str) -> ResponseReturnValue:
    """A file of the berkas to take home: the one to be put right, or the one that it was made from."""
    running = _running()
    paper = running.file(name) if running else None
    if paper is None or (which == "asal" and not paper["source"]):
        abort(HTTPStatus.NOT_FOUND)
    content = workbook.written(paper, as_it_was=which == "asal")
    return send_file(BytesIO(content), XLSX, as_attachment=True, download_name=f"{name}-{which}.xlsx")


@bp.get("/panel/versi")
def version() -> ResponseReturnValue:
    return jsonify(version=panel.version(services().store, current_desk()))


@bp.post("/mulai")
def start() -> ResponseReturnValue:
    """Begin an exercise. `after`: the attempt that was running when the button was shown; a second press changes nothing."""
    desk, running = current_desk(), _running()
    shown_for = request.values.get("after", 0, type=int)
    if form_token() == desk.pin.generation and shown_for == (running.id if running else 0):
        loaded, begun = _of_the_day(desk, request.values.get("scenario", "")), _begun(desk)
        _require_open(desk, loaded.scenario, begun)
        begin.begin(services().store, desk, loaded, number=_next_number(begun, loaded), after=shown_for)
    return redirect(url_for("practice.home" if desk.login_key else "practice.login"))


@bp.post("/bebas")
def practise() -> ResponseReturnValue:
    """Begin an exercise for free practice: one of the weather that was chosen, drawn for this person. `after`: see start."""
    desk, running = current_desk(), _running()
    weather = request.values.get("cuaca", "")
    shown_for = request.values.get("after", 0, type=int)
    if form_token() != desk.pin.generation or shown_for != (running.id if running else 0) or weather not in set(Weather):
        return redirect(url_for("practice.home"))
    attempts = _begun(desk)
    if not day_shown.is_examined(desk, attempts):
        begun = Counter(attempt.scenario for attempt in attempts)
        agenda, openings = desk.day()
        day, done = course.read(agenda), opening.acts(openings)
        found = offer.drawn(day, Weather(weather), lambda each: day_shown.suits(desk, day, done, each), begun,
                            Random(f"{desk.village_code}/{desk.role}:{weather}:{begun.total()}"))
        if found is not None:
            loaded = _of_the_day(desk, found.id)
            begin.begin(services().store, desk, loaded, number=_next_number(attempts, loaded), after=shown_for)
    return redirect(url_for("practice.home"))


@bp.post("/ujian")
def examine() -> ResponseReturnValue:
    """Begin the next exercise of the examination, the first one in a new copy. `after`: see start."""
    desk, running = current_desk(), _running()
    shown_for = request.values.get("after", 0, type=int)
    begun = _begun(desk)
    found = day_shown.exam_of(desk, begun)
    if found is None or found.standing.next is None or not (found.opening.open or found.standing.begun) or desk.companion:
        return redirect(url_for("practice.home"))
    if form_token() == desk.pin.generation and shown_for == (running.id if running else 0):
        paper = found.standing.next
        loaded = _of_the_day(desk, paper.exercise.id)
        here = begin.examine(services().store, desk, loaded, number=_next_number(begun, loaded), part=paper.part,
                             is_first=not found.standing.begun, after=shown_for)
        session[COPY_SEEN] = here.seen_as
    return redirect(url_for("practice.home"))


@bp.post("/ulangi")
def again() -> ResponseReturnValue:
    """Back to the moment before this attempt, in a new generation; results stay."""
    desk, running = current_desk(), _running()
    if running is not None and not running.detail.exam and form_token() == desk.pin.generation:
        loaded = _of_the_day(desk, running.scenario)
        renewed = begin.again(services().store, desk, running, loaded, number=_next_number(_begun(desk), loaded))
        session[COPY_SEEN] = renewed.seen_as
    return redirect(url_for("practice.home"))


@bp.post("/petunjuk")
def hint() -> ResponseReturnValue:
    """Open the next hint. `opened`: how many were open when the button was shown."""
    running = _running()
    if running is not None and running.solved_at is None and not running.detail.exam:
        hints = pinned(running.scenario, running.hash).hints
        if request.values.get("opened", type=int) == running.hints_opened < len(hints):
            _note(HINT, attempt=running.id, detail=HintDetails(number=running.hints_opened + 1),
                  key=f"hint:{current_desk().pin.generation}:{running.id}:{running.hints_opened + 1}")
    return _back()


@bp.post("/nilai")
def rate() -> ResponseReturnValue:
    """Say how clear the solved exercise was, in one press; the first word stands. `latihan`: the attempt that is meant."""
    running, said = _running(), request.values.get("jelas", "")
    is_meant = running is not None and request.values.get("latihan", type=int) == running.id
    if running is not None and is_meant and running.solved_at is not None and said in RATINGS:
        _note(RATE, attempt=running.id, detail=RatingDetails(rating=said),
              key=f"rate:{current_desk().pin.generation}:{running.id}")
    return _back()


@bp.get("/cek/<any(awal, akhir):end>")
def placement(end: str) -> ResponseReturnValue:
    """The questions of Cek kemampuan, at that end of the day."""
    return render_template("lesson/placement.html", end=end, asked=items.asked(_seat(current_desk()), end))


@bp.post("/cek/<any(awal, akhir):end>")
def place(end: str) -> ResponseReturnValue:
    """Keep the answers; the first ones stand. What nobody answered counts as not known. Those of the end wait for its time."""
    desk = current_desk()
    if end == items.END and panel.look(services().store, desk).body.placement != end:
        return redirect(url_for("practice.home"))
    detail = PlacedDetails(end=end, form=items.form_of(_seat(desk), end), asked=tuple(item.skill for item in items.items()),
                           knew=tuple(items.known(_seat(desk), end, request.form)))
    _note(PLACED, detail=detail, key=f"placed:{desk.person}:{end}")
    return redirect(url_for("practice.home"))


def _seat(desk: Desk) -> str:
    return f"{desk.village_code}/{desk.role}"


@bp.post("/angkat-tangan")
def raise_hand() -> ResponseReturnValue:
    """Call help (raise a hand), or add a word to the call; one too long stays where it was typed. `tangan`: see _hand_key."""
    desk, running, said = current_desk(), _running(), request.form.get(answers.HAND_INPUT, "").strip()
    if not answers.too_long(said):
        actions.note(services().store, desk, RAISE_HAND, attempt=running.id if running else None, detail=HandDetails(text=said),
                     key=_hand_key(), also=lambda session, row: answers.forget(session, desk.person, answers.HAND))
    return _back()


@bp.post("/turunkan-tangan")
def lower_hand() -> ResponseReturnValue:
    """Take the call for help back (lower the hand). `tangan`: see _hand_key."""
    running = _running()
    _note(LOWER_HAND, attempt=running.id if running else None, detail=Details(), key=_hand_key())
    return _back()


@bp.post("/pesan/<int:message>/dibaca")
def message_read(message: int) -> ResponseReturnValue:
    desk = current_desk()
    _note(MESSAGE_READ, detail=ReadDetails(message=message), key=f"read:{desk.pin.generation}:{message}:{desk.person}")
    return _back()


@bp.post("/jawab")
def answer() -> ResponseReturnValue:
    """Answer a question of the panel. What is right is known only here, at this moment. Nothing typed is no answer, nor is what
    comes from the panel of an earlier go."""
    desk, running = current_desk(), _running()
    if running is None or running.solved_at is not None:
        return _back()
    scenario = pinned(running.scenario, running.hash)
    question = next((each for each in scenario.questions if each.id == request.values.get("question")), None)
    if question is not None:
        with services().store.open(desk.pin) as session:
            facts = panel.facts_now(World(running, Data(session), desk.clock.now()), desk)
        part = answers.part_of(running.id, question.id)
        typed = request.form.get(answers.input_of(running.id, question.id), "").strip()
        if not typed or answers.too_long(typed):
            return _back()
        right = panel.is_right(typed, question.answer, facts)
        actions.note(services().store, desk, ANSWER, attempt=running.id,
                     detail=AnswerDetails(question=question.id, text=typed, right=right),
                     also=lambda session, row: answers.forget(session, desk.person, part))
    return _back()


def _hand_key() -> str:
    """Key of a change of the hand's state that was seen (`tangan`, see Panel.hand_seen): made once, however often one presses."""
    desk = current_desk()
    return f"hand:{desk.pin.generation}:{desk.person}:{request.values.get('tangan', '')[:20]}"


def _running() -> Attempt | None:
    desk = current_desk()
    with services().store.open(desk.pin) as session:
        return known.current(session, desk.person)


def _note(kind: DeedKind[D], *, detail: D, attempt: int | None = None, key: str | None = None) -> None:
    actions.note(services().store, current_desk(), kind, attempt=attempt, detail=detail, key=key)


def _of_the_day(desk: Desk, scenario_id: str) -> Loaded:
    """The exercise of the group's day, as it was pinned. Raises NoSuchScenario."""
    exercise = course.read(desk.day()[0]).by_id.get(scenario_id)
    if exercise is None:
        raise NoSuchScenario(id=scenario_id, hash="-")
    return Loaded(pinned(scenario_id, exercise.hash), "", exercise.hash)


def _next_number(begun: Sequence[AttemptState], loaded: Loaded) -> int:
    """1 for the first go at this exercise, over all generations."""
    numbers = [attempt.number for attempt in begun if attempt.scenario == loaded.scenario.id]
    return 1 + max(numbers, default=0)


def _begun(desk: Desk) -> Sequence[AttemptState]:
    """What this person has begun, over all generations; of each attempt only that it was begun."""
    return results(rows(Feed.person == desk.person, Feed.action == BEGIN.name), desk.person)


def _require_open(desk: Desk, scenario: Scenario, begun: Sequence[AttemptState]) -> None:
    """Raises NotOpenYet for an exercise that nobody may begin now, and NotNow for one that this person may not."""
    if duty(desk.role) not in scenario.roles or day_shown.is_examined(desk, begun):
        raise NotNow(number=scenario.number, title=scenario.title)
    agenda, openings = desk.day()
    if not opening.of_exercise(course.read(agenda), opening.acts(openings), scenario.id, day_shown.moment(desk)).open:
        raise NotOpenYet(number=scenario.number, title=scenario.title)


def _back() -> ResponseReturnValue:
    """The fragment for a script; otherwise the page that the person came from."""
    if request.headers.get("X-Panel"):
        return panel.fragment()
    came_from, home = own_page(request.referrer) or "", url_for("practice.home")
    return redirect(came_from if came_from.startswith(home) else home)
