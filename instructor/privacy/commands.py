"""gladi person: one person's data handed out, or erased."""

import json
from dataclasses import asdict
from pathlib import Path

import click
from flask_babel import gettext as _

from instructor.commands import Opened, json_option, say
from instructor.privacy.copy import copy_of
from instructor.privacy.erasing import erase
from sandbox.machine.output import write_out
from sandbox.platform import audit
from sandbox.web import services


@click.group()
def person() -> None:
    """Data pribadi satu orang: salinannya, atau hapus."""


@person.command("export")
@click.argument("trainee", type=int, metavar="ID")
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), required=True, metavar="FILE",
              help="File yang ditulis.")
@json_option
@click.pass_obj
def export(opened: Opened, trainee: int, out: Path, as_json: bool) -> None:
    """Tulis semua yang disimpan tentang satu orang. ID: nomor di alamat halaman pesertanya."""
    with opened().app_context():
        told = copy_of(trainee, now=services().clock.now(), by=audit.COMMAND_LINE)
    write_out(out, json.dumps(told, ensure_ascii=False, indent=1).encode())
    say({"file": str(out), "seats": len(told["person"])}, _("Ditulis ke %(file)s.", file=out), as_json)


@person.command("erase")
@click.argument("trainee", type=int, metavar="ID")
@click.option("--yes", is_flag=True, required=True, help="Hapus sungguh-sungguh; tidak bisa dibatalkan.")
@json_option
@click.pass_obj
def erase_(opened: Opened, trainee: int, yes: bool, as_json: bool) -> None:
    """Hapus nama, tulisan, dan sertifikat satu orang; hasilnya tinggal sebagai angka."""
    with opened().app_context():
        built = services()
        done = erase(trainee, store=built.store, instance=built.settings.instance, now=built.clock.now(), by=audit.COMMAND_LINE)
    say(asdict(done), _("Nama, tulisan, dan sertifikat orang itu sudah dihapus. Hasilnya tinggal sebagai angka."), as_json)
