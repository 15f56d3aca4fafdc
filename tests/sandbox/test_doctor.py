"""gladi doctor: each thing that keeps a hall from going well is found, by its name, with a remedy that helps."""

import json
import os
import re
import shlex
import socket
import stat
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from click.testing import CliRunner

from instructor.backup import keeping, making
from instructor.commands import reset
from sandbox.clock import WIB
from sandbox.platform import db as platform
from sandbox.platform import groups, instance
from sandbox.server import cli
from sandbox.server.cli import gladi
from sandbox.server.commands import examination
from tests import damaged
from tests.instructor.conftest import a_training, opened  # noqa: F401  the whole app
from tests.servers import free_port

pytestmark = pytest.mark.sqlite  # of files


@pytest.fixture
def settings(opened):  # noqa: F811
    """Those of the opened hall, all of which is well; what is made in it now is private, as a command makes it."""
    instance.tighten(opened.services.settings.instance)
    before = os.umask(0o077)
    yield replace(opened.services.settings, port=free_port())
    os.umask(before)


def wrong(settings):
    return {check.name: check.detail for check in examination.examine(settings) if not check.ok}


def test_a_hall_that_is_well_has_no_finding_and_shows_its_settings_without_its_secret(opened, settings):  # noqa: F811
    checks = examination.examine(settings)
    assert [check for check in checks if not check.ok] == []
    (told,) = [check.detail for check in checks if check.name == "settings"]
    assert f"GLADI_PORT={settings.port}" in told
    assert opened.services.secret.hex() not in told


def test_a_folder_that_is_not_there_yet_is_no_finding_and_is_not_made(tmp_path, settings):
    assert wrong(replace(settings, instance=tmp_path / "baru")) == {}
    assert not (tmp_path / "baru").exists()


@pytest.mark.parametrize("spoil", damaged.KINDS, ids=lambda kind: kind.__name__)
def test_a_damaged_copy_is_named_with_its_file_and_the_command_that_mends_it(opened, settings, spoil):  # noqa: F811
    opened.noted("raise_hand", 1)
    opened.store.close()
    spoil(opened.store.path(opened.seat(1).pin))
    told = wrong(settings)["sandboxes"]
    for word in ("GL-509", "Desa1 (Sekdes)", "1/g1.sqlite", "reset --trainee 1"):
        assert word in told
    done = CliRunner().invoke(reset, ["--trainee", "1"], obj=lambda: opened.app, catch_exceptions=False)
    assert done.exit_code == 0
    (told,) = wrong(settings).values()  # the seat has another one; of the old one it is said that it can't be looked at
    assert "1/g1.sqlite (Desa1 (Sekdes): " in told
    damaged.gone(settings.sandboxes / "1" / "g1.sqlite")
    assert wrong(settings) == {}


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such rights")
def test_rights_that_are_too_wide_are_found_and_tightened_at_the_start_but_only_in_what_is_ours(settings, tmp_path):
    theirs = tmp_path / "laporan.txt"
    theirs.write_text("punya orang", encoding="utf-8")
    for path in (tmp_path, theirs, tmp_path / "gladi.sqlite", tmp_path / "templates"):
        path.chmod(0o777)
    (tmp_path / "templates" / "luar").symlink_to(theirs)
    assert "chmod" in wrong(settings)["rights"]
    ours = (tmp_path, tmp_path / "templates", *tmp_path.glob("gladi.sqlite*"))
    wide = [path for path in ours if path.stat().st_mode & 0o077]
    assert instance.tighten(tmp_path) == len(wide) >= 3
    assert instance.tighten(tmp_path) == 0
    assert wrong(settings) == {}
    assert stat.S_IMODE(theirs.stat().st_mode) == 0o777
    assert stat.S_IMODE(tmp_path.stat().st_mode) == 0o700
    (tmp_path / "templates").chmod(0o755)
    (remedy,) = re.findall(r"Jalankan: (chmod .*)", wrong(settings)["rights"])
    subprocess.run(shlex.split(remedy), check=True)
    assert wrong(settings) == {}


def test_a_port_of_another_program_and_a_clock_set_back_are_found(opened, settings):  # noqa: F811
    with platform.write() as session:
        groups.open_now(session).heartbeat_at = examination.SystemClock(1.0, 0.0).now() + timedelta(days=2)
    looked = [datetime.now(WIB)]
    with socket.create_server(("127.0.0.1", 0)) as other:
        told = wrong(replace(settings, host="127.0.0.1", port=other.getsockname()[1]))
    looked.append(datetime.now(WIB))
    assert set(told) == {"port", "clock"}
    assert any(f"{at:%Y-%m-%d %H.%M}" in told["clock"] for at in looked)  # as the hall's pages say it, wherever the computer is
    assert "GLADI_PORT" in told["port"]
    assert "Betulkan jam" in told["clock"]


def test_a_damaged_template_is_found_and_its_remedy_lets_it_be_made_anew(settings):
    template = sorted(settings.templates.glob("*.sqlite"))[0]
    damaged.scribbled(template)
    assert template.stem in wrong(settings)["templates"]
    template.with_suffix(".json").unlink()
    assert wrong(settings) == {}


def test_a_backup_that_is_too_old_is_found_and_the_command_that_is_named_makes_the_next_one(opened, settings, monkeypatch):  # noqa: F811
    (settings.instance / keeping.FOLDER).mkdir()
    long_ago = settings.instance / keeping.FOLDER / keeping.name_of(datetime.now(UTC) - timedelta(days=4))
    making.make(settings.instance, long_ago, at=opened.clock.now())
    (command,) = re.findall(r"start\.py (backup .*)", wrong(settings)["backups"])
    monkeypatch.setenv("GLADI_INSTANCE", str(settings.instance))
    assert CliRunner().invoke(gladi, shlex.split(command), catch_exceptions=False).exit_code == 0
    assert wrong(settings) == {}


def test_a_broken_or_a_lost_database_is_found_and_nothing_is_asked_of_it(opened, settings):  # noqa: F811
    opened.noted("raise_hand", 1)
    platform.db.engine.dispose()
    damaged.bad_header(settings.instance / "gladi.sqlite")
    assert set(wrong(settings)) == {"database"}
    (settings.instance / "gladi.sqlite").unlink()
    assert "GL-DB" in wrong(settings)["database"]


def test_a_broken_database_is_told_with_the_command_that_brings_it_back(opened, settings, monkeypatch, capsys):  # noqa: F811
    def run(*words):
        monkeypatch.setattr(sys, "argv", ["gladi", *words])
        with pytest.raises(SystemExit) as ended:
            cli.main()
        return ended.value.code or 0, capsys.readouterr().err

    monkeypatch.setenv("GLADI_INSTANCE", str(settings.instance))
    (settings.instance / keeping.FOLDER).mkdir()
    kept = settings.instance / keeping.FOLDER / "gladi-2026-03-02-170000-malam.zip"
    making.make(settings.instance, kept, at=opened.clock.now())
    platform.db.engine.dispose()
    damaged.bad_header(settings.instance / "gladi.sqlite")
    aside = kept.rename(kept.with_suffix(".aside"))
    assert "tidak ada cadangan" in wrong(settings)["database"]
    aside.rename(kept)
    status, said = run("group", "list")
    assert (status, said[:9]) == (1, "GL-DB-2: ")
    assert said == f"{wrong(settings)['database']}\n"
    (remedy,) = re.findall(r"start\.py (restore .*?)\. Yang", said)
    assert run(*shlex.split(remedy))[0] == 0
    assert (wrong(settings).keys() & {"database"}, run("group", "list")[0]) == (set(), 0)
    platform.db.engine.dispose()
    damaged.a_folder(settings.instance / "gladi.sqlite")
    assert remedy in wrong(settings)["database"]
    assert run(*shlex.split(remedy))[0] == 0
    assert "database" not in wrong(settings)


def test_the_command_prints_one_object_and_its_status_tells_whether_something_is_wrong(opened, settings, monkeypatch):  # noqa: F811
    monkeypatch.setenv("GLADI_INSTANCE", str(settings.instance))
    monkeypatch.setenv("GLADI_PORT", str(settings.port))
    monkeypatch.setenv("GLADI_HOST", "127.0.0.1")
    done = CliRunner().invoke(gladi, ["doctor", "--json"])
    told = json.loads(done.output)
    assert (done.exit_code, told["ok"], set(told["checks"][0])) == (0, True, {"name", "ok", "detail"})
    (settings.instance / "secret.key").write_text("pendek", encoding="ascii")
    assert CliRunner().invoke(gladi, ["doctor"]).exit_code == 1
