"""What the lesson panel shows to the person at this desk: read from the journal, the data and hall time at every look."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from flask import current_app, g
from flask_babel import gettext as _
from markupsafe import Markup
from sqlalchemy import and_, select
from sqlalchemy.orm import Session

from sandbox import actions
from sandbox.actions import Action, Desk
from sandbox.clock import WIB
from sandbox.deeds import (
    HINT_GIVEN,
    JUDGED,
    LOWER_HAND,
    MESSAGE,
    MESSAGE_BACK,
    MESSAGE_READ,
    RAISE_HAND,
    names,
)
from sandbox.details import Details, News
from sandbox.journal import Deed
from sandbox.platform.groups import group_of, sandboxes_beside, trainees_of
from sandbox.platform.models import Feed, Sandbox
from sandbox.practice import logins, passwords
from sandbox.practice.forms.values import written_date
from sandbox.store.base import Store
from sandbox.web import services
from sandbox.words.digits import bare
from scenarios import wording
from scenarios.attempt import known
from scenarios.attempt.attempts import Attempt
from scenarios.attempt.known import KnownJournal
from scenarios.attempt.world import World
from scenarios.day import course, opening
from scenarios.day.opening import Acts
from scenarios.file.loader import pinned
from scenarios.panel import answers, day_shown
from scenarios.panel.body import Body, GoalLine, MessageLine, MistakeLine, Queued, Running, drawn
from scenarios.play import live
from scenarios.play.judge import GoalState, Judgement
from scenarios.play.standing import Standing
from scenarios.results import fold
from scenarios.results.fold import Hand, PersonState, SeatKey
from scenarios.results.mastery import Rung
from scenarios.results.progress import ScenarioProgress, by_person, by_scenario, by_skill, placed_by_person
from scenarios.results.rows import rows, telling
from scenarios.spoken import every

OWN_CARRIER = "panel-isian"
LINK = re.compile(r'(<a\b[^>]*?) href="(?!#)[^"]*"')
"""What leads out of the panel."""
EARLIER = "earlier generations"
"""The key under which the copy's memory keeps what was reached in earlier generations."""


@dataclass(frozen=True)
class Panel:
    """The panel at this moment: what may be the same at the next look, and what never is."""

    body: Body
    version: str
    minute: int
    """Of the attempt that runs; 0 where none does."""
    paused: bool
    now: datetime
    look_again_in: int
    """Seconds until time alone may change something; 0 if it will not."""
    kept: dict[str, Any]
    """What this process remembers of the copy: there its body stays as it was drawn."""


def lesson_panel(carrier: object = OWN_CARRIER) -> Markup:
    """The panel of this request's desk, as HTML; empty where nobody sits or somebody only looks on.

    `carrier` is the id of the form that its buttons take along without script. The panel brings one for a page that names none.
    """
    desk = g.get("desk")
    if desk is None or not desk.may_write or "seat" not in g or not g.seat.is_open:
        return Markup()
    named = carrier if isinstance(carrier, str) else OWN_CARRIER  # a page that names none hands over Jinja's Undefined
    shown = _beside(g.get("practice_action")) or look(services().store, desk)
    return _drawn(shown, named)


def _drawn(panel: Panel, carrier: str) -> Markup:
    body = drawn(panel.body, panel.kept, carrier=carrier, minute=panel.minute)
    # The template alone: what Flask finds out for every page, the page itself has found out.
    return Markup(current_app.jinja_env.get_template("lesson/panel.html").render(
        panel=panel, carrier=carrier, is_own=carrier == OWN_CARRIER, body=body))


def watched(session: Session, desk: Desk) -> Markup:
    """The panel of whoever sits at that desk, for staff who look on: nothing is noted, and its links lead nowhere."""
    journal = known.known(session)
    attempt = journal.running.get(desk.person)
    standing = None if attempt is None else Standing.of(
        pinned(attempt.scenario, attempt.hash), attempt, known.data(session, journal), desk.clock.now())
    seen = replace(desk, login_key=logins.open_key(session, desk.person))
    html = _drawn(read_panel(session, seen, journal, standing), "")
    return Markup(LINK.sub(r"\1", str(html)))  # noqa: S704 - a page of ours, with less in it; what is put into a Markup is escaped


def fragment() -> str:
    """The panel for a script that swaps it: its buttons belong to their own forms."""
    return str(lesson_panel(carrier=""))


def _beside(action: Action | None) -> Panel | None:
    """What the look at this page has read for it. Not where a fault touched it: since then somebody may have waited."""
    found = action.beside if action is not None and action.fault is None else None
    return found if isinstance(found, Panel) else None


def version(store: Store, desk: Desk) -> str:
    """Changes whenever the panel may look otherwise; cheap, no judging. The minute is hall time's."""
    with store.open(desk.pin) as session:
        return _version(known.known(session), desk)


def look(store: Store, desk: Desk) -> Panel:
    """The panel now. What time alone made true since the last deed is written into the journal, once."""
    with store.open(desk.pin) as session:
        journal = known.known(session)
        attempt = journal.running.get(desk.person)
        standing = None
        if attempt is not None:
            scenario = pinned(attempt.scenario, attempt.hash)
            standing = Standing.of(scenario, attempt, known.data(session, journal), desk.clock.now())
        if standing is None or standing.news is None:
            return read_panel(session, desk, journal, standing)
    _write_news(store, desk, standing.attempt, standing.news)
    return look(store, desk)


def read_panel(session: Session, desk: Desk, journal: KnownJournal, standing: Standing | None) -> Panel:
    """The panel of whoever sits at that desk, as the journal says it now. `standing`: of the attempt that runs."""
    now = standing.now if standing is not None else desk.clock.now()
    state, notes = journal.state(desk.person), journal.notes_of(desk.person)
    here = SeatKey(desk.pin.sandbox, desk.pin.generation, desk.person)
    states = {**_earlier(session, desk), here: state}
    reached = by_person(states).get(desk.person, [])
    exercises = by_scenario(reached)
    rungs = by_skill(reached)
    attempt = standing.attempt if standing is not None else None
    shown = day_shown.of(desk, reached, attempt.scenario if attempt is not None else "")
    running = None
    if standing is not None:
        typed = answers.typed_in(session, desk.person, standing.attempt, standing.scenario)
        running = _running(standing, desk, typed, exercises.get(standing.scenario.id),
                           course.read(desk.day()[0]).skill_title(standing.scenario.skill),
                           rungs.get(standing.scenario.skill, Rung.BELUM))
    # While a fate is unknown even the moment of the next look would tell it.
    watched = standing is not None and running is not None and not (running.solved or standing.found.hidden)
    change = standing.found.next_change_at if standing is not None and watched else None
    login = ("", "") if logins.is_open(session, desk.login_key) else (
        desk.village_code, passwords.of_person(session, desk.person, desk.village_code))
    is_paused = desk.clock.is_paused()
    body = Body(
        person=desk.person, generation=desk.pin.generation, companion=desk.companion, day=shown, running=running,
        messages=_messages(notes, running), hand=_hand(session, desk, state),
        hand_seen=max((note.id for note in notes if note.kind in (RAISE_HAND, LOWER_HAND)), default=0), login=login,
        placement=day_shown.placement(shown, reached, placed_by_person(states).get(desk.person, {})),
        still_at=now if is_paused else None)
    return Panel(body=body, version=_version(journal, desk), minute=_minute(attempt, now) if attempt is not None else 0,
                 paused=is_paused, now=now, look_again_in=_seconds(change, now), kept=session.info["memory"])


def _minute(attempt: Attempt, now: datetime) -> int:
    return int(((attempt.solved_at or now) - attempt.began_at) / timedelta(minutes=1)) + 1


def facts_now(world: World, desk: Desk) -> dict[str, str]:
    """What the texts of an exercise may name at this moment."""
    attempt = world.attempt
    scenario = pinned(attempt.scenario, attempt.hash)
    facts = {**attempt.facts, "jam": f"{world.now.astimezone(WIB):%H.%M.%S}",
             "hari": written_date(world.now.astimezone(WIB).date()), "desa": desk.village_name}
    if not scenario.named_facts.isdisjoint(wording.VILLAGE_FACTS):
        facts |= {"desa.keluarga": str(world.data.household_count()), "desa.periode": str(world.data.period())}
    for name in attempt.ties:
        sent = [each for each in world.submissions(name) if each.withdrawn_at is None]
        if sent:
            facts |= {f"{name}.ref": sent[0].reference, f"{name}.ref4": sent[0].reference[-4:]}
    return facts | live.facts(scenario, attempt)


def numbers_now(world: World) -> dict[str, str]:
    """Card numbers of the picked households as they are now. While a fate is unknown they would tell it."""
    return {f"{name}.no_kk": here.number for name in world.attempt.picked if (here := world.household(name)) is not None}


def _earlier(session: Session, desk: Desk) -> Mapping[SeatKey, PersonState]:
    """What was reached in the other copies of this village, as the feed has it; read once a process and generation."""
    memory = session.info["memory"]
    if EARLIER not in memory:
        is_here = and_(Feed.sandbox_id == desk.pin.sandbox, Feed.generation == desk.pin.generation)
        memory[EARLIER] = fold.fold_all(rows(Feed.sandbox_id.in_(sandboxes_beside(desk.pin.sandbox)), ~is_here, telling()))
    found: Mapping[SeatKey, PersonState] = memory[EARLIER]
    return found


def _version(journal: KnownJournal, desk: Desk) -> str:
    minute = int(desk.clock.now().timestamp() // 60)
    opened = opening.acts(desk.day()[1])
    return f"{desk.pin.generation}.{journal.telling}.{minute}.{int(desk.clock.is_paused())}.{_last(opened)}"


def _last(opened: Acts) -> int:
    """When something was opened or closed last."""
    return max((int(act.at.timestamp()) for act in opened.values()), default=0)


def _write_news(store: Store, desk: Desk, attempt: Attempt, told: News) -> None:
    """Note what time alone made true. The key makes two looks at once write one row."""
    key = f"judged:{desk.pin.generation}:{attempt.id}:{attempt.deeds[-1].id}"
    actions.note(store, desk, JUDGED, detail=Details().with_news(told), attempt=attempt.id, key=key)


def _running(standing: Standing, desk: Desk, typed: Mapping[str, str], exercise: ScenarioProgress | None,
             skill: str, reached: Rung) -> Running:
    attempt, scenario, found = standing.attempt, standing.scenario, standing.found
    facts = facts_now(standing.world, desk) | ({} if found.hidden else numbers_now(standing.world))
    solved = attempt.solved_at is not None
    lines = [_goal_line(state, solved) for state in found.goals]
    alone = attempt.standing.go.alone and (exercise is None or exercise.alone)
    mistakes = [*_mistakes(found), *([] if found.hidden or solved else _gone(standing))]
    # Nobody is told to press nothing while something is left to be put right.
    waits = found.next_change_at is not None and not (found.hidden or solved) and all(line.repaired for line in mistakes)
    return Running(
        attempt=attempt.id, go=attempt.number, scenario=scenario, exam=bool(attempt.detail.exam), kept_before=bool(attempt.mark),
        rated=bool(attempt.standing.rating), papers=attempt.papers, given=attempt.detail.given,
        brief=wording.mark_up(scenario.brief, facts), goals=lines,
        said=_said(attempt, found), mistakes=mistakes, hints=[wording.fill(text, facts) for text in
                                                                       scenario.hints[:attempt.hints_opened]],
        questions=answers.asked(attempt, scenario, facts, typed), waiting=wording.fill(scenario.waiting, facts) if waits else "",
        solved=solved, alone=alone, skill=skill, step=reached.slug, anew=_anew(attempt),
        # While a fate is unknown they would tell whether it was stored.
        strayed={} if found.hidden or solved else {name: standing.world.strayed_cells(name) for name in scenario.kept_sheets})


def _anew(attempt: Attempt) -> str:
    heads = [str(given["head"]) for given in attempt.detail.given.values() if given.get("head")]
    return ", ".join(heads) if attempt.number > 1 else ""


def _goal_line(state: GoalState, solved: bool) -> GoalLine:
    text = str(state.goal.text)
    if state.shown or solved:
        return GoalLine(text, "done")
    if state.part and state.part[0]:
        return GoalLine(text, "partial", *state.part)
    return GoalLine(text, "open")


def _said(attempt: Attempt, found: Judgement) -> str:
    """The goal that the latest deed ticked, to be announced; only what the trainee may know."""
    newest = attempt.deeds[-1].detail.met
    return "; ".join(str(state.goal.text) for state in found.goals if state.shown and state.goal.id in newest)


def _gone(standing: Standing) -> list[MistakeLine]:
    """Families of the exercise that the person has deleted, and not entered anew, though no way to solve it does so."""
    attempt = standing.attempt
    names = [name for name in attempt.picked if name not in standing.scenario.deleted and attempt.ties[name].record is None]
    return [MistakeLine(_("Keluarga %(head)s sudah dihapus, padahal latihan ini tentang keluarga itu. Tidak apa-apa: "
                          "pilih Mulai dari awal di panel.", head=attempt.detail.given[name]["head"]), False) for name in names]


def _mistakes(found: Judgement) -> list[MistakeLine]:
    return [MistakeLine(str(state.mistake.text), state.repaired) for state in found.mistakes if state.shown]


def _unread(notes: Sequence[Deed]) -> list[Deed]:
    seen = {each.told(MESSAGE_READ).message for each in notes if each.kind is MESSAGE_READ}
    back = {each.told(MESSAGE_BACK).message for each in notes if each.kind is MESSAGE_BACK}
    return [each for each in notes if each.kind in (MESSAGE, HINT_GIVEN) and each.id not in seen and each.key not in back]


def _messages(notes: Sequence[Deed], running: Running | None) -> list[MessageLine]:
    """The unread messages; a hint that staff gave in the reader's language, while its exercise runs."""
    said = [(each, _given(each, running) if each.kind is HINT_GIVEN else each.told(MESSAGE).text) for each in _unread(notes)]
    return [MessageLine(each.id, each.at, text) for each, text in said if text]


def _given(deed: Deed, running: Running | None) -> str:
    number = deed.told(HINT_GIVEN).number
    return "".join(running.hints[number - 1:number]) if running is not None and running.attempt == deed.attempt else ""


def _hand(session: Session, desk: Desk, state: PersonState) -> Queued | None:
    if state.hand is None:
        return None
    typed = answers.typed_for(session, desk.person, answers.HAND)
    shown = state.hand.text if typed is None else typed
    return Queued(state.hand.at, 1 + _ahead_of(desk, state.hand), state.taken is not None, state.hand.text, shown,
                  answers.too_long(shown))


def _ahead_of(desk: Desk, mine: Hand) -> int:
    """How many hands of this group have been up for longer, in the copies that are in use."""
    in_use = select(Sandbox.id).where(Sandbox.id == Feed.sandbox_id, Sandbox.generation == Feed.generation)
    found = rows(Feed.person.in_(trainees_of(group_of(desk.person).scalar_subquery())), in_use.exists(),
                 Feed.action.in_(names(RAISE_HAND, LOWER_HAND)))
    hands = [state.hand for key, state in fold.fold_all(found).items() if key.person != desk.person and state.hand is not None]
    return sum(hand.wall_at < mine.wall_at for hand in hands)


def _seconds(change: datetime | None, now: datetime) -> int:
    return 0 if change is None else max(1, int((change - now).total_seconds()) + 1)


def is_right(typed: str, answer: str, facts: Mapping[str, str]) -> bool:
    """Whether that answers it. Where four digits of a reference are asked for, the whole reference answers as well."""
    said = set(every(answer))
    whole = {re.sub(r"\.ref4(?=\s*\}\})", ".ref", each) for each in said}
    return any(_same_answer(typed, wording.fill(right, facts)) for right in said | whole)


def _same_answer(typed: str, right: str) -> bool:
    """Letters and digits count; spaces, dots, dashes and capitals don't."""
    return bare(typed) == bare(right) != ""
