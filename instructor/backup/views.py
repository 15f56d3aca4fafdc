"""Cadangan: which there are, one more at a press, one taken home, one put back. In PostgreSQL: one made as it is taken."""

from datetime import UTC, datetime
from http import HTTPStatus
from itertools import chain
from pathlib import Path

from flask import Response, abort, flash, redirect, render_template, request, send_file, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from instructor.backup import by_turns, keeping, restoring
from instructor.backup.errors import NewerGladi, NoBackup, NoRoomForIt
from sandbox.accounts.guards import current_staff, staff_required
from sandbox.clock import WIB
from sandbox.machine.loop import off_loop
from sandbox.platform import audit, schema
from sandbox.platform.db import db, write
from sandbox.platform.postgres import dumps
from sandbox.web import services


@staff_required("organiser", of_all=True)
def backups() -> ResponseReturnValue:
    """Every backup that there is, and what is going on."""
    if services().settings.is_shared:
        return render_template("hall/backup_of_postgres.html", last=by_turns.last(), kept=keeping.NIGHTLY_KEPT,
                               staff=current_staff())
    folder = _instance()
    return render_template("hall/backups.html", backups=keeping.backups(folder), going=keeping.going_on(folder),
                           waiting=restoring.waiting(folder), folder=folder / keeping.FOLDER, kept=keeping.NIGHTLY_KEPT,
                           staff=current_staff())


@staff_required("organiser", of_all=True)
def ask_backup() -> ResponseReturnValue:
    """Have one made."""
    keeping.ask(_instance())
    _record("backup_asked", "")
    return redirect(url_for("hall.backups"))


@staff_required("organiser", of_all=True)
def take_backup(backup_name: str) -> ResponseReturnValue:
    """The file itself, to be kept elsewhere."""
    path = _named(backup_name)
    _record("backup_taken", backup_name)
    return send_file(path, "application/zip", as_attachment=True, download_name=backup_name)


@staff_required("organiser", of_all=True)
def take_dump() -> ResponseReturnValue:
    """A dump of the database, sent as it is made: whichever node answers, nothing stays there."""
    if not services().settings.is_shared:
        return redirect(url_for("hall.backups"))  # which says how it is done there
    name = f"gladi-{datetime.now(WIB):%Y-%m-%d-%H%M%S}.dump"
    parts = dumps.parts(db.engine)
    first = next(parts)  # what is refused is told before the file begins
    _record("backup_taken", name)
    return Response(chain([first], parts), mimetype="application/octet-stream",
                    headers={"Content-Disposition": f"attachment; filename={name}"})


@staff_required("organiser", of_all=True)
def restore_backup(backup_name: str) -> ResponseReturnValue:
    """Check it and have it wait for the next start. Asked once, with what will happen."""
    path = _named(backup_name)
    if request.method == "GET":
        found = next(each for each in keeping.backups(_instance()) if each.path == path)
        return render_template("hall/restore.html", backup=found, staff=current_staff())
    try:
        off_loop(restoring.stage, path, _instance(), newest_schema=schema.newest() or "", now=datetime.now(UTC), replace=True)
    except (NoBackup, NewerGladi, NoRoomForIt) as error:
        flash(f"{error} {error.code}", "error")
        return redirect(url_for("hall.backups"))
    _record("restore_staged", backup_name)
    return redirect(url_for("hall.backups"))


@staff_required("organiser", of_all=True)
def remove_backup(backup_name: str) -> ResponseReturnValue:
    """Remove the file for good."""
    path = _named(backup_name)
    if "yakin" not in request.form:
        flash(_("Belum dihapus: centang dulu bahwa Anda yakin."), "warning")
        return redirect(url_for("hall.backups"))
    path.unlink(missing_ok=True)
    _record("backup_removed", backup_name)
    flash(_("Cadangan %(name)s sudah dihapus.", name=backup_name), "success")
    return redirect(url_for("hall.backups"))


@staff_required("organiser", of_all=True)
def drop_restore() -> ResponseReturnValue:
    """Not after all: the next start changes nothing."""
    restoring.drop(_instance())
    _record("restore_dropped", "")
    flash(_("Tidak jadi dipulihkan. Data sekarang tetap dipakai."), "info")
    return redirect(url_for("hall.backups"))


def _instance() -> Path:
    settings = services().settings
    return abort(HTTPStatus.NOT_FOUND) if settings.is_shared else settings.instance


def _named(name: str) -> Path:
    return keeping.named(_instance(), name) or abort(HTTPStatus.NOT_FOUND)


def _record(deed: str, name: str) -> None:
    with write() as session:
        audit.record(session, deed, f"backup:{name}", by=current_staff().account_id, at=services().clock.now())
