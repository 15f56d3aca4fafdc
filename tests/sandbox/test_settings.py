"""Settings: the environment over gladi.toml over defaults; a value that can't be read is named with its remedy."""

import errno
import os
import sqlite3
from concurrent.futures import ThreadPoolExecutor

import pytest
from flask import Flask

from sandbox.platform import db as platform
from sandbox.platform import instance, schema
from sandbox.platform.instance import AlreadyRunning, FolderUnusable, FolderWithoutLinks
from sandbox.server.processes.supervisor import NoSuchHost, PortTaken, bind
from sandbox.settings import DEFAULT_PORT, BadSetting, Settings


def load(folder, **environment):
    return Settings.load({"GLADI_INSTANCE": str(folder), **environment})


def test_the_environment_wins_over_the_file_and_the_file_over_the_default(tmp_path):
    (tmp_path / "gladi.toml").write_text("port = 9000\nworkers = 3\n", encoding="utf-8")
    settings = load(tmp_path, GLADI_PORT="9001")
    assert (settings.port, settings.workers, settings.lang) == (9001, 3, "id")
    assert load(tmp_path / "lain").port == DEFAULT_PORT


@pytest.mark.parametrize(("given", "named"), [
    ({"GLADI_PORT": "delapan"}, "port"), ({"GLADI_PORT": "70000"}, "port"), ({"GLADI_LANG": "fr"}, "lang"),
    ({"GLADI_DATABASE_URL": "mysql://x"}, "database_url"), ({"GLADI_WORKERS": "-1"}, "workers"),
    ({"GLADI_DATABASE_URL": "postgresql+psycopg://rini:p@ss/w:rd#@10.0.0.5/gladi"}, "%40"),
    ({"GLADI_DATABASE_URL": "postgresql+psycopg://rini:x@10.0.0.5/gladi\n"}, "%40"),
    ({"GLADI_DATABASE_URL": "postgresql+psycopg://rini:x%00y@10.0.0.5:5433/gladi"}, "%40"),
    ({"GLADI_CONNECTIONS": "0"}, "connections"), ({"GLADI_CLOCK_SPEED": "0"}, "clock_speed"),
    ({"GLADI_CLOCK_SPEED": "nan"}, "clock_speed"), ({"GLADI_CLOCK_SPEED": "inf"}, "clock_speed"),
    ({"GLADI_CLOCK_SPEED": "20"}, "clock_origin")])
def test_a_bad_value_names_the_setting_and_what_is_expected(tmp_path, given, named):
    with pytest.raises(BadSetting) as error:
        load(tmp_path, **given)
    assert named in str(error.value)
    assert "Seharusnya" in str(error.value)


@pytest.mark.parametrize("text", ["port = true", "port = 80.5", "lang = 5", "workers = [1]"])
def test_a_value_of_another_kind_in_the_file_is_not_bent_into_shape(tmp_path, text):
    (tmp_path / "gladi.toml").write_text(text, encoding="utf-8")
    with pytest.raises(BadSetting) as error:
        load(tmp_path)
    assert text.split()[0] in str(error.value)


def test_a_folder_in_place_of_the_file_is_named(tmp_path):
    (tmp_path / "gladi.toml").mkdir()
    with pytest.raises(BadSetting) as error:
        load(tmp_path)
    assert "gladi.toml" in str(error.value)


@pytest.mark.parametrize("text", ["prot = 9000", "port = = 9", "\x00"])
def test_a_bad_file_is_named(tmp_path, text):
    (tmp_path / "gladi.toml").write_text(text, encoding="utf-8")
    with pytest.raises(BadSetting) as error:
        load(tmp_path)
    assert "gladi.toml" in str(error.value)


def test_a_path_with_spaces_and_other_letters_works(tmp_path):
    folder = tmp_path / "ruang latihan é"
    instance.make(folder)
    assert load(folder).templates.parent == folder


def test_a_folder_that_cannot_be_made_is_said_with_the_remedy(tmp_path):
    (tmp_path / "berkas").write_text("x", encoding="utf-8")
    with pytest.raises(FolderUnusable) as error:
        instance.make(tmp_path / "berkas" / "gladi")
    assert "GLADI_INSTANCE" in str(error.value)
    assert "ada file dengan nama itu" in str(error.value)
    instance.make(load(tmp_path / "lain").instance)
    assert (tmp_path / "lain").is_dir()


def test_trying_the_folder_leaves_nothing_behind_and_two_may_try_at_once(tmp_path):
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda _: instance.make(tmp_path), range(64)))
    assert list(tmp_path.iterdir()) == []


def test_a_second_server_of_one_instance_is_refused_and_told_where_the_first_is(tmp_path):
    first, second = instance.lock(tmp_path, url="http://10.0.0.5:8010"), instance.lock(tmp_path, url="http://10.0.0.6:8010")
    with first, pytest.raises(AlreadyRunning) as error, second:
        pass
    assert "http://10.0.0.5:8010" in str(error.value)
    with instance.lock(tmp_path, url="http://10.0.0.6:8010"):
        pass


def test_a_port_in_use_is_said_and_another_is_offered():
    with bind("127.0.0.1", 0) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(PortTaken) as error:
            bind("127.0.0.1", port)
        assert f"GLADI_PORT={port + 1}" in str(error.value)
        with bind("127.0.0.1", 0) as other:
            assert other.getsockname()[1] != port
    with bind("127.0.0.1", port) as again:
        assert again.getsockname()[1] == port


def test_an_address_that_is_not_this_machines_is_not_called_a_port_in_use():
    with pytest.raises(NoSuchHost):
        bind("192.0.2.77", 8010)
    bind("127.0.0.1", 0).close()


@pytest.mark.parametrize("name", ["a%20b", "a%b", "tahun?2026", "a#b", "a b", "ruang & balai", "é"])
def test_a_folder_may_be_called_what_people_call_it(tmp_path, name):
    folder = tmp_path / name
    instance.make(folder)
    app = Flask("platform")
    platform.init_app(app, Settings(folder).platform_url)
    schema.prepare(app)
    assert (folder / "gladi.sqlite").is_file()
    assert [path.name for path in tmp_path.iterdir()] == [name]


@pytest.mark.parametrize("name", ["x" * 256, "/".join(["y" * 200] * 3)])
def test_a_folder_whose_name_is_too_long_is_told_as_that(tmp_path, name):
    settings = Settings.load({"GLADI_INSTANCE": str(tmp_path / name)})
    with pytest.raises(FolderUnusable) as error:
        instance.make(settings.instance)
    assert "namanya terlalu panjang" in str(error.value)


def test_a_disk_without_links_is_told_by_a_sentence_of_its_own(tmp_path, monkeypatch):
    """exFAT answers a link like a missing right, though the file before it was written."""
    def refused(*_):
        raise PermissionError(errno.EPERM, "Operation not permitted")

    monkeypatch.setattr(os, "link", refused)
    with pytest.raises(FolderWithoutLinks) as error:
        instance.make(tmp_path)
    assert "exFAT" in str(error.value)
    assert list(tmp_path.iterdir()) == []
    monkeypatch.undo()  # a folder on this computer's own disk
    instance.make(tmp_path)


@pytest.mark.parametrize(("code", "why"), [
    (sqlite3.SQLITE_FULL, "ruang simpan penuh"), (sqlite3.SQLITE_READONLY, "hanya bisa dibaca"),
    (sqlite3.SQLITE_IOERR_WRITE, "penyimpanannya gagal membaca atau menulis"),
    (sqlite3.SQLITE_CANTOPEN, "filenya tidak bisa dibuka")])
def test_each_cause_of_a_refused_write_has_its_own_sentence(tmp_path, code, why):
    error = sqlite3.OperationalError("refused")
    error.sqlite_errorcode = code
    assert platform.is_full(error)
    assert why in str(instance.unusable(tmp_path, platform.why_refused(error)))
