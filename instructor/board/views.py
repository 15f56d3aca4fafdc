"""The board, its stream, the projector, and the hall's pause."""

from collections import Counter
from collections.abc import Iterator

from flask import Response, flash, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_babel import get_locale
from flask_babel import gettext as _
from flask_wtf.csrf import generate_csrf

from instructor.board import lessons, picture, render, room, stretches
from instructor.board.hall import Hall
from instructor.board.hub import Snapshot, hub
from instructor.board.picture import Picture
from instructor.board.room import MessagePanel
from instructor.board.words import State
from instructor.days import groups
from sandbox.accounts.guards import current_staff, staff_required
from sandbox.web import services
from scenarios.day.course import Course

STREAM_FOR = 600
"""Seconds after which a stream ends and the browser connects again: so a changed role or a closed account is noticed."""
COLUMNS = 3


@staff_required()
def board() -> ResponseReturnValue:
    """Every seat of the open group. With `pesan`, the panel that speaks to the room; with `cari`, who fits those words."""
    seen = hub().snapshot(_lang())
    if seen.hall is None or seen.picture is None:
        return _no_group()
    message = room.panel(seen.picture, seen.hall.group_id, room.asked()) if "pesan" in request.args else None
    return _board(seen, seen.hall, seen.picture, message)


@staff_required()
def send_message() -> ResponseReturnValue:
    """A message to the room. What can't be sent comes back as it was typed."""
    seen = hub().snapshot(_lang())
    if seen.hall is None or seen.picture is None:
        return _no_group()
    wrong = room.sent_or_wrong(seen.picture)
    if not wrong:
        return redirect(url_for("hall.board", pesan=1))
    text = request.form.get("text", "")
    return _board(seen, seen.hall, seen.picture,
                  room.panel(seen.picture, seen.hall.group_id, room.asked(), text, wrong)), 422


@staff_required()
def take_message_back() -> ResponseReturnValue:
    """Out of every panel again."""
    return room.take_back()


@staff_required()
def open_lesson() -> ResponseReturnValue:
    """Open or close an exercise, a block or the examination for the room."""
    return lessons.set_open()


@staff_required()
def end_lesson() -> ResponseReturnValue:
    """Until when the day, an exercise, a block or the examination is open; and more time."""
    return lessons.set_end()


@staff_required()
def set_weather() -> ResponseReturnValue:
    """Choose the weather of a real day for free practice, or take it away."""
    return lessons.set_weather()


def _board(seen: Snapshot, here: Hall, shown: Picture, message: MessagePanel | None) -> str:
    chosen, words = request.args.get("saring", ""), request.args.get("cari", "").strip()
    columns = picture.columns(picture.villages(shown.lines), COLUMNS)
    token = generate_csrf()
    block_key = current_block(shown, here.course)
    people = _people(here, shown)
    wanted = request.args.get("bagian", type=int)
    is_chosen = wanted is not None and 0 <= wanted < len(people)
    return render_template(
        "hall/board.html", hall=here, now=seen.now, version=seen.version, lag_words=render.lag_words(seen.lag),
        is_paused=here.is_paused(services().clock.now()), counts=render.counts(shown),
        chosen=chosen if chosen in set(State) else "", columns=columns,
        rows=max(sum(each.height for each in column) for column in columns),
        lines=seen.lines, staff=current_staff(), needs=render.with_token(seen.needs, token), block_now=block_key,
        exercises=[(each.number, each.title, here.course.heading(each) == block_key) for each in here.exercises],
        message=message, lessons=lessons.lines(here, shown) if message else (), more=lessons.MORE,
        typed=request.args, longest=room.LONGEST, until=here.ends_at(block_key),
        hands=[line for line in shown.lines if line.state is State.HAND],
        words=words, found=picture.found(shown.lines, words) if words else (),
        stretches=list(zip(here.stretches, people, strict=True)), places=stretches.places(here.stretches),
        stretch=wanted if is_chosen else stretches.busiest(people), is_chosen=is_chosen)


@staff_required()
def projector() -> ResponseReturnValue:
    """For the wall: how far the group is, without names."""
    seen = hub().snapshot(_lang())
    if seen.hall is None or seen.picture is None:
        return _no_group()
    here = stretches.busiest(_people(seen.hall, seen.picture))
    shown = seen.hall.stretches[here:here + 1]
    block_key = current_block(seen.picture, seen.hall.course)
    progress = [(index, each, seen.hall.course.heading(each) == block_key, *picture.tally(seen.picture, index))
                for part in shown for index, each in list(enumerate(seen.hall.exercises))[part.start:part.stop]]
    return render_template("hall/projector.html", hall=seen.hall, now=seen.now, version=seen.version, progress=progress,
                           is_paused=seen.hall.is_paused(services().clock.now()), lag_words=render.lag_words(seen.lag),
                           block_now=block_key, stretch=here, until=seen.hall.ends_at(block_key))


@staff_required()
def stream() -> ResponseReturnValue:
    """Server-sent events: row, counts, list, tally, lag."""
    lang, token = _lang(), generate_csrf()
    seen = request.headers.get("Last-Event-ID") or request.args.get("sejak", "")
    stopping, clock = services().stopping, services().clock
    running = hub()
    subscription = running.subscribe(lang, seen)
    until = clock.now().timestamp() + STREAM_FOR * services().settings.clock_speed

    def events() -> Iterator[str]:
        try:
            yield "retry: 1000\n\n"
            while not stopping.is_set() and clock.now().timestamp() < until:
                for event in running.next_events(subscription, timeout=1.0):
                    yield render.with_token(event.encode(), token)
        finally:
            running.unsubscribe(subscription)

    return Response(events(), mimetype="text/event-stream", headers={"X-Accel-Buffering": "no"})


@staff_required()
def pause() -> ResponseReturnValue:
    """Stop the hall's time."""
    group = groups.open_group_row()
    if group is not None:
        groups.pause(group.id, now=services().clock.now(), by=current_staff().account_id)
    return redirect(url_for("hall.board"))


@staff_required()
def resume() -> ResponseReturnValue:
    """Let the hall's time go on."""
    group = groups.open_group_row()
    if group is not None:
        groups.resume(group.id, now=services().clock.now(), by=current_staff().account_id)
    return redirect(url_for("hall.board"))


@staff_required()
def open_group(number: int) -> ResponseReturnValue:
    """Open the first group, or the next one where none is open."""
    group = groups.open_group(number, now=services().clock.now(), by=current_staff().account_id)
    flash(_("Kelompok %(number)s dibuka.", number=group.number), "success")
    return redirect(url_for("hall.board"))


def _people(here: Hall, shown: Picture) -> list[int]:
    return stretches.at_work(here.stretches, here.exercises, (line.number for line in shown.lines))


def current_block(seen: Picture, day: Course) -> str:
    """The block of the day that most people are at work on; empty if nobody is."""
    numbers = Counter(line.number for line in seen.lines if line.number)
    by_block: Counter[str] = Counter()
    for exercise in day.exercises:
        by_block[day.heading(exercise)] += numbers.get(exercise.number, 0)
    block, count = by_block.most_common(1)[0] if by_block else ("", 0)
    return block if count else ""


def _no_group() -> ResponseReturnValue:
    every = groups.all_groups()
    return render_template("hall/no_group.html", next_group=groups.next_planned(every), closed=bool(every),
                           staff=current_staff())


def _lang() -> str:
    locale = get_locale()
    return locale.language if locale is not None else session.get("lang", "id")

