"""Which blocks and exercises of the day are open, for the panel that speaks to the room; and what opens and closes them."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.utils import secure_filename

from instructor.board.hall import Hall
from instructor.board.picture import Picture
from instructor.days import openings, timed, weather
from instructor.errors import NotInTheDay, NotOpen, WrongEnd
from sandbox.accounts.guards import current_staff
from sandbox.files.listings import ListingError
from sandbox.platform.groups import day_of
from sandbox.web import services
from scenarios.day import opening
from scenarios.day.block import DayBlock
from scenarios.day.course import Course, Exercise
from scenarios.day.opening import DAY, EXAM, Acts, Clocks, Opening

MORE = (5, 10, 15)
"""Minutes that a button adds."""


@dataclass(frozen=True, slots=True)
class LessonLine:
    """The whole day, a block, an exercise or the examination. `people`: who are at work in it. `inside`: a block's exercises."""

    id: str
    title: str
    opening: Opening
    people: int
    inside: tuple["LessonLine", ...] = ()


def lines(here: Hall, seen: Picture) -> list[LessonLine]:
    """The day as a whole, then in its order: each block with its exercises, exercises that are in none, and the examination."""
    _agenda, told = day_of(here.group_id)
    wall = services().clock.now()
    day, done, now = here.course, opening.acts(told), Clocks(here.now(wall), wall)
    people = Counter(line.number for line in seen.lines if line.number)
    alone = [each for each in day.exercises if each.id not in day.block_of]
    found = [LessonLine(DAY, _("Semua latihan hari ini"), opening.of_day(done, now), sum(people.values()))]
    found += [_block(day, done, block, now, people) for block in day.blocks]
    found += list(_exercises(day, done, alone, now, people))
    if day.exam is not None:
        found.append(LessonLine(EXAM, _("Ujian"), opening.of_exam(day, done, now), 0))
    return found


def _block(day: Course, done: Acts, block: DayBlock, now: Clocks, people: Counter[str]) -> LessonLine:
    inside = tuple(_exercises(day, done, [day.by_id[each] for each in block.all], now, people))
    return LessonLine(block.id, block.title, opening.of_block(day, done, block, now), sum(each.people for each in inside), inside)


def _exercises(day: Course, done: Acts, some: Iterable[Exercise], now: Clocks, people: Counter[str]) -> Iterable[LessonLine]:
    for each in some:
        yield LessonLine(each.id, f"{each.number} {each.title}", opening.of_exercise(day, done, each.id, now),
                         people[each.number])


def set_open() -> ResponseReturnValue:
    """Open or close what the form names, in the group that it was shown for. Whoever is at work in it goes on."""
    which, is_open = request.form.get("latihan", ""), request.form.get("buka") == "1"
    try:
        openings.set_open(request.form.get("kelompok", 0, type=int), which, is_open, now=services().clock.now(),
                          by=current_staff().account_id)
    except (NotOpen, NotInTheDay) as error:
        flash(str(error), "warning")
    return _back()


def set_end() -> ResponseReturnValue:
    """Until when what the form names is open: `tambah` minutes more, until `pukul`, or (`lepas`) without an end."""
    form, by, now = request.form, current_staff().account_id, services().clock.now()
    group, which, more = form.get("kelompok", 0, int), form.get("latihan", ""), form.get("tambah", 0, int)
    try:
        if more in MORE:
            openings.add_time(group, which, more, seen=form.get("sampai", ""), now=now, by=by)
        else:
            until = None if "lepas" in form else timed.today(form.get("pukul", ""), now) or now
            openings.set_end(group, which, until, now=now, by=by)
    except (NotOpen, NotInTheDay, WrongEnd) as error:
        flash(f"{error} {error.code}", "warning")
        return _back(waktu=which, pukul=form.get("pukul", "")[:5])
    return _back()


def set_weather() -> ResponseReturnValue:
    """Choose a real day's weather for the group that the form names, from the CSV that came along, or (`lepas`) take it away."""
    group, by, now = request.form.get("kelompok", 0, int), current_staff().account_id, services().clock.now()
    sent = request.files.get("gangguan")
    try:
        if "lepas" in request.form:
            weather.take_away(group, now=now, by=by)
            flash(_("Cuaca hari nyata tidak dipakai lagi."), "success")
        elif sent is None or not sent.filename:
            flash(_("Pilih file CSV-nya dulu."), "warning")
        else:
            with TemporaryDirectory(prefix="gladi-gangguan-") as folder:
                path = Path(folder, secure_filename(sent.filename)[-80:] or "cuaca.csv")
                sent.save(path)
                found = weather.choose(group, path, Path(sent.filename).stem, now=now, by=by)
            flash(weather.told(found), "success")
    except NotOpen as error:
        flash(str(error), "warning")
    except ListingError as error:
        flash(error.on_a_page, "warning")
    return _back()


def _back(**typed: Any) -> ResponseReturnValue:
    """To the panel's exercises; `typed`: what was refused, to stand in its field again."""
    return redirect(url_for("hall.board", pesan=1, _anchor="latihan", **typed))
