"""gladi certificate: issues what is missing and prints all, without a browser."""

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import click
from flask import Flask
from flask_babel import gettext as _

from instructor.certificates.issuing import candidates, issue, pdf, terms
from instructor.reports.results import days
from sandbox.machine import address
from sandbox.machine.output import write_out
from sandbox.paper.size import PaperSize
from sandbox.platform import audit
from sandbox.web import Services


@click.command()
@click.option("--day", "numbers", type=int, multiple=True, metavar="N", help="Hari; boleh beberapa. Tanpa ini: semua.")
@click.option("--signer", required=True, metavar="NAMA", help="Yang menandatangani sertifikat baru.")
@click.option("--place", default="", metavar="TEMPAT", help="Tempat pada sertifikat baru; tanpa ini seperti yang terakhir.")
@click.option("--office", default="", metavar="KANTOR",
              help="Kepada siapa keasliannya ditanyakan; tanpa ini seperti yang terakhir.")
@click.option("--paper", "size", type=click.Choice([size.value for size in PaperSize], case_sensitive=False), default="a4",
              show_default=True, help="Kertasnya.")
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), required=True, metavar="FILE", help="File yang ditulis.")
@click.option("--json", "as_json", is_flag=True, help="Cetak sebagai JSON.")
@click.pass_obj
def certificate(opened: Callable[[], Flask], numbers: tuple[int, ...], signer: str, place: str, office: str, size: str,
                out: Path, as_json: bool) -> None:
    """Terbitkan sertifikat bagi yang layak dan belum punya, lalu tulis semuanya ke satu PDF."""
    with (app := opened()).app_context():
        built: Services = app.extensions["gladi"]
        now, last = built.clock.now(), terms()
        chosen = replace(last, signer=signer, place=place or last.place, office=office or last.office)
        new = issue(candidates(days(numbers, now=now)), chosen, by=audit.COMMAND_LINE, now=now)
        kept = [each.certificate for each in candidates(days(numbers, now=now)) if each.certificate is not None and each.is_good]
        if not kept:
            raise click.ClickException(_("Belum ada yang layak sertifikat, jadi tidak ada yang ditulis."))
        write_out(out, pdf(kept, PaperSize(size), address.url(built.settings.host, built.settings.port)))
    said = {"file": str(out), "certificates": len(kept), "new": len(new)}
    click.echo(json.dumps(said, ensure_ascii=False) if as_json else
               _("%(count)s sertifikat ditulis ke %(file)s, %(new)s di antaranya baru.", count=len(kept), file=out, new=len(new)))
