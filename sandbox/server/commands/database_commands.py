"""gladi database check, gladi database distribute: the hall's PostgreSQL database."""

import json
from dataclasses import asdict

import click
from flask_babel import gettext as _
from sqlalchemy import Engine, make_url

from sandbox.errors import GladiError
from sandbox.platform.postgres import condition
from sandbox.platform.postgres import schema as shared
from sandbox.platform.postgres.engine import engine_of
from sandbox.settings import Settings
from sandbox.store.postgres.spreading import distributed
from sandbox.words.texts import lazy_gettext as _l

KEPT_BACK = 10
"""What a server keeps for its administrator."""


class NoSharedDatabase(GladiError):
    code = "GL-DB-12"
    text = _l("Ruangan ini memakai SQLite, jadi tidak ada basis data PostgreSQL. Isi GLADI_DATABASE_URL; caranya di "
              "docs/deploy.md. Untuk memeriksa ruangan ini: python3 start.py doctor")


json_option = click.option("--json", "as_json", is_flag=True, help="Cetak sebagai JSON.")


@click.group()
def database() -> None:
    """Basis data PostgreSQL ruangan ini."""


@database.command()
@json_option
@click.pass_context
def check(context: click.Context, as_json: bool) -> None:
    """Periksa basis data: versi, peran, pembatas antarsalinan, besar, dan sambungan."""
    settings = Settings.load()
    engine = _engine(settings)
    found = condition.condition(engine, schema=shared.revision(engine), needed=needed(settings))
    click.echo(json.dumps(asdict(found), indent=2) if as_json else _told(found))
    context.exit(0 if found.ok else 1)


@database.command()
@json_option
def distribute(as_json: bool) -> None:
    """Sebarkan salinan desa ke semua mesin Citus. Yang sudah tersebar tidak disentuh; Gladi harus berhenti dulu."""
    engine = _engine(Settings.load())
    with shared.alone(engine), engine.begin() as connection:
        spread = distributed(connection)
    click.echo(json.dumps({"tables": spread}) if as_json else
               _("%(count)d tabel disebarkan.", count=len(spread)))


def needed(settings: Settings) -> int:
    """The most connections that this node opens, and what the server keeps back."""
    return (settings.worker_count + 1) * settings.database_connections + KEPT_BACK


def _engine(settings: Settings) -> Engine:
    if not settings.is_shared:
        raise NoSharedDatabase()
    return engine_of(make_url(settings.platform_url), settings.database_connections)


def _told(found: condition.Condition) -> str:
    walls = _("%(count)d tabel salinan, semuanya berpembatas", count=found.walled) if not found.open else _(
        "TANPA PEMBATAS: %(names)s", names=", ".join(found.open))
    enough = _("cukup") if found.needed_connections <= found.most_connections else _(
        "KURANG: naikkan max_connections atau turunkan GLADI_DATABASE_CONNECTIONS")
    return "\n".join((
        _("PostgreSQL %(version)s, basis data %(database)s, sebagai %(login)s", version=found.version, database=found.database,
          login=found.login),
        _("Bentuk: %(schema)s", schema=found.schema or _("belum dibuat; dibuat saat Gladi dijalankan")), walls,
        _("%(sandboxes)d kursi, %(copies)d salinan, %(mega).1f MB", sandboxes=found.sandboxes, copies=found.copies,
          mega=found.bytes / 1e6),
        _("Sambungan: %(now)d terbuka dari %(most)d; komputer ini memakai paling banyak %(needed)d: %(enough)s",
          now=found.connections, most=found.most_connections, needed=found.needed_connections, enough=enough)))
