"""gladi export-events: what happened, one event a line, for other programs."""

import hashlib
import json
from pathlib import Path

import click
from flask_babel import gettext as _

from instructor.attendance import reading as attendance
from instructor.commands import Opened, json_option, say
from instructor.export import xapi
from instructor.export.events import LearningEvent, events, lines
from instructor.reports.results import days as read_days
from sandbox.machine.output import write_out
from sandbox.web import services


@click.command("export-events")
@click.option("--day", "numbers", type=int, multiple=True, metavar="N",
              help="Hari (nomor kelompok); boleh beberapa. Tanpa ini: semua.")
@click.option("--format", "form", type=click.Choice(["jsonl", "xapi"]), default="jsonl", show_default=True,
              help="Peristiwa Gladi, atau pernyataan xAPI; keduanya satu tiap baris.")
@click.option("--schema", is_flag=True, help="Tulis JSON Schema dari satu baris jsonl, bukan peristiwanya.")
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), required=True, metavar="FILE",
              help="File yang ditulis.")
@json_option
@click.pass_obj
def export_events(opened: Opened, numbers: tuple[int, ...], form: str, schema: bool, out: Path, as_json: bool) -> None:
    """Tulis semua yang terjadi, satu peristiwa tiap baris, tanpa nama orang: hadir, mulai, keliru, betul, petunjuk, selesai."""
    if schema:
        write_out(out, json.dumps(LearningEvent.model_json_schema(), ensure_ascii=False, indent=1).encode() + b"\n")
        say({"file": str(out), "format": "schema", "days": [], "events": 0}, _("Ditulis ke %(file)s.", file=out), as_json)
        return
    with opened().app_context():
        now = services().clock.now()
        days = read_days(numbers, now=now)
        found = list(events(days, dict(attendance.registers([day.group for day in days], now=now))))
        titles = {exercise.id: exercise.title for day in days for exercise in day.course.by_id.values()}
        hall = hashlib.sha256(services().secret + b"xapi").hexdigest()[:12]
    told = lines(found) if form == "jsonl" else (
        json.dumps(xapi.statement(each, hall=hall, titles=titles), ensure_ascii=False) for each in found)
    write_out(out, "".join(f"{line}\n" for line in told).encode())
    say({"file": str(out), "format": form, "days": [day.number for day in days], "events": len(found)},
        _("%(count)s peristiwa ditulis ke %(file)s.", count=len(found), file=out), as_json)
