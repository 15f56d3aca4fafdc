"""What can be set: GLADI_* environment variables over a gladi.toml in the instance folder over these defaults."""

import math
import os
import re
import tomllib
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

import platformdirs
from sqlalchemy import URL

from sandbox.errors import GladiError
from sandbox.machine.database_address import CONNECTIONS, is_postgres, read_url
from sandbox.words.languages import LANGUAGES
from sandbox.words.texts import lazy_gettext as _l

DEFAULT_PORT = 8010
SECRET = re.compile(r"[0-9a-f]{64}", re.ASCII)


class BadSetting(GladiError):
    code = "GL-SET"
    text = _l("Setelan %(name)s berisi %(value)r. Seharusnya %(expected)s.")


@dataclass(frozen=True, slots=True)
class Settings:
    """The effective settings. Build with `Settings.load()`; tests may build one by hand."""

    instance: Path
    """Folder of everything that this hall keeps: platform database, templates, sandboxes, secret."""
    host: str = "0.0.0.0"
    port: int = DEFAULT_PORT
    lang: str = "id"
    """Language of hall, panel and command line: id or en. The practice system stays Indonesian."""
    workers: int = 0
    """Server processes; 0 = one a core."""
    connections: int = 80
    """Practice connections that one process keeps open."""
    clock_speed: float = 1.0
    """Hall seconds a wall second. Only a dress rehearsal sets another than 1."""
    clock_origin: float = 0.0
    """The moment (Unix seconds) from which the clock runs at `clock_speed`."""
    keep_people_days: int = 0
    """Days after the last day of a training for which its people are named; 0: until the office erases them."""
    database_url: str = ""
    """postgresql+psycopg://NAME:PASSWORD@HOST:5432/DATABASE for a hall of several nodes; empty means SQLite in the folder."""
    database_connections: int = CONNECTIONS
    """Connections that one process opens to PostgreSQL at most."""
    secret: str = ""
    """64 hexadecimal digits that all nodes share; empty: kept in the PostgreSQL database, else in the instance folder."""
    proxies: int = 0
    """Proxies before Gladi (nginx) whose word is taken for who a browser is, counted from Gladi outwards."""

    @property
    def templates(self) -> Path:
        return self.instance / "templates"

    @property
    def sandboxes(self) -> Path:
        return self.instance / "sandboxes"

    @property
    def platform_url(self) -> str | URL:
        """Of the platform database. A folder's name goes in as data: '%' and '?' in it mean themselves."""
        if self.is_shared:
            return read_url(self.database_url) or ""
        return self.database_url or URL.create("sqlite", database=str(self.instance / "gladi.sqlite"))

    @property
    def is_shared(self) -> bool:
        """Whether the hall's data is in PostgreSQL, where several nodes share it."""
        return is_postgres(self.database_url)

    @property
    def worker_count(self) -> int:
        return self.workers or (os.cpu_count() or 1)

    @classmethod
    def load(cls, environ: dict[str, str] | None = None) -> "Settings":
        """Settings of this machine. Raises BadSetting, naming the setting, for a value that can't be read."""
        env = dict(os.environ if environ is None else environ)
        instance = Path(env.get("GLADI_INSTANCE") or platformdirs.user_data_path("gladi")).expanduser().absolute()
        given: dict[str, Any] = {**_from_file(instance / "gladi.toml"), **_from_environment(env)}
        values = {f.name: _converted(f.name, f.default, given[f.name]) for f in fields(cls) if f.name in given}
        settings = cls(instance=instance, **values)
        _check(settings)
        return settings


def _from_file(path: Path) -> dict[str, Any]:
    if not os.path.exists(path):  # `path.exists` raises where the folder's name is too long: instance.make tells of it
        return {}
    try:
        found = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError) as error:
        raise BadSetting(name=str(path), value=str(error), expected=_l("file TOML yang benar")) from error
    known = {f.name for f in fields(Settings)} - {"instance"}
    for name in found:
        if name not in known:
            raise BadSetting(name=f"{path}: {name}", value=found[name],
                             expected=_l("salah satu dari %(names)s", names=", ".join(sorted(known))))
    return found


def _from_environment(env: dict[str, str]) -> dict[str, str]:
    names = {f"GLADI_{f.name.upper()}": f.name for f in fields(Settings) if f.name != "instance"}
    return {name: env[variable] for variable, name in names.items() if env.get(variable)}


def _converted(name: str, default: Any, value: Any) -> Any:
    kind = type(default)
    try:
        if isinstance(value, bool) or (kind is int and isinstance(value, float)):
            raise TypeError(value)  # true and 80.5 are values of TOML that int() would take without a word
        return kind(value)
    except (TypeError, ValueError) as error:
        expected = {int: _l("bilangan bulat"), float: _l("angka")}.get(kind, _l("teks"))
        raise BadSetting(name=name, value=value, expected=expected) from error


def _check(settings: Settings) -> None:
    if not 0 < settings.port < 65536:
        raise BadSetting(name="port", value=settings.port, expected=_l("angka 1 sampai 65535"))
    if settings.workers < 0:
        raise BadSetting(name="workers", value=settings.workers, expected=_l("0 (satu per inti prosesor) atau lebih"))
    if settings.connections < 1:
        raise BadSetting(name="connections", value=settings.connections, expected=_l("1 atau lebih"))
    if settings.keep_people_days < 0:
        raise BadSetting(name="keep_people_days", value=settings.keep_people_days, expected=_l("0 (tanpa batas) atau lebih"))
    if not 0 < settings.clock_speed < math.inf:
        raise BadSetting(name="clock_speed", value=settings.clock_speed, expected=_l("angka di atas 0; biasanya 1"))
    if settings.clock_speed != 1 and not settings.clock_origin:  # else the years since 1970 would run that fast, too
        raise BadSetting(name="clock_origin", value=settings.clock_origin, expected=_l(
            "saat mulai dalam detik Unix, karena clock_speed bukan 1"))
    if settings.lang not in LANGUAGES:
        raise BadSetting(name="lang", value=settings.lang, expected=_l("id atau en"))
    if settings.database_connections < 4:
        raise BadSetting(name="database_connections", value=settings.database_connections, expected=_l("4 atau lebih"))
    if settings.proxies < 0:
        raise BadSetting(name="proxies", value=settings.proxies, expected=_l("0 (tanpa perantara) atau lebih"))
    if settings.secret and not SECRET.fullmatch(settings.secret):
        raise BadSetting(name="secret", value="…", expected=_l("64 angka heksadesimal (0-9, a-f)"))
    url = settings.database_url
    if url and not url.startswith("sqlite:///") and not (settings.is_shared and read_url(url)):
        raise BadSetting(name="database_url", value="…", expected=_l(
            "alamat postgresql+psycopg://NAMA:SANDI@KOMPUTER:5432/BASISDATA, dengan tanda khusus di nama atau sandi ditulis "
            "sebagai kode: %(codes)s", codes="@ %40, / %2F, : %3A, # %23, ? %3F"))
