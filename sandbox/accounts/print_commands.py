"""gladi print: what is printed before a group comes, without a browser."""

import json
from collections.abc import Callable
from functools import partial
from pathlib import Path
from urllib.parse import urlsplit

import click
from flask import Flask
from flask_babel import gettext as _

from sandbox.accounts.papers import new_cards, printing
from sandbox.accounts.papers.chosen import Chosen, choose
from sandbox.machine import address
from sandbox.machine.output import write_out
from sandbox.paper.size import PaperSize
from sandbox.platform import audit
from sandbox.web import Services

Opened = Callable[[], Flask]
"""The composition root hands this in: it returns the app of this machine's instance."""


@click.command("print")
@click.argument("paper", type=click.Choice(list(printing.PRINTED)), metavar="APA")
@click.option("--group", "number", type=int, metavar="NOMOR", help="Kelompok; tanpa ini yang dibuka.")
@click.option("--village", default="", metavar="KODE", help="Hanya desa ini, misalnya 35.10.02.2003.")
@click.option("--trainee", type=click.IntRange(1, 2**63 - 1), metavar="ID", help="Hanya peserta ini.")
@click.option("--paper", "size", type=click.Choice([size.value for size in PaperSize], case_sensitive=False), default="a4",
              show_default=True, help="Kertasnya.")
@click.option("--new", "is_new", is_flag=True,
              help="Ganti dulu kartunya: PIN dan kode QR yang lama tidak berlaku lagi. Untuk kartu yang hilang.")
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), required=True, metavar="FILE",
              help="File yang ditulis.")
@click.option("--json", "as_json", is_flag=True, help="Cetak sebagai JSON.")
@click.pass_obj
def print_(opened: Opened, paper: str, number: int | None, village: str, trainee: int | None, size: str, is_new: bool,
           out: Path, as_json: bool) -> None:
    """Buat PDF untuk dicetak. APA: kartu (kartu masuk), meja (papan nama meja), hadir (daftar hadir)."""
    if is_new and paper != "kartu":
        raise click.UsageError(_("--new hanya untuk kartu."))
    with (app := opened()).app_context():
        asked = partial(choose, person=trainee or 0, village=village, number=number)
        replaced = _replaced(app, asked()) if is_new else []
        chosen = asked()
        write_out(out, printing.pdf(paper, chosen, _told(app, PaperSize(size))))
    said = {"file": str(out), "people": len(chosen.seats), "replaced": len(replaced)}
    click.echo(json.dumps(said, ensure_ascii=False) if as_json else
               _("%(file)s ditulis, untuk %(people)s peserta.", file=out, people=len(chosen.seats)))


def _replaced(app: Flask, chosen: Chosen) -> list[int]:
    seen = {seat.trainee_id: seat.card_version for seat in chosen.seats}
    return new_cards.make(chosen.seats, seen=seen, by=audit.COMMAND_LINE, now=_services(app).clock.now())


def _told(app: Flask, size: PaperSize) -> printing.Printing:
    built = _services(app)
    base, addresses = address.url(built.settings.host, built.settings.port), app.url_map.bind("")
    return printing.Printing(built.secret, size, urlsplit(base).netloc,
                             lambda token: base + addresses.build("accounts.card", {"token": token}), built.clock.now())


def _services(app: Flask) -> Services:
    found: Services = app.extensions["gladi"]
    return found
