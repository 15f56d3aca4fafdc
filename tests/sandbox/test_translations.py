"""The catalogues have every text of the code, in words. Hall, panel, login and command line speak them; practice does not."""

import os
import re
import subprocess
import sys

import pytest

from sandbox.machine import child
from sandbox.server import cli
from sandbox.server.app import create_app
from sandbox.server.commands.click_words import helps
from sandbox.settings import Settings
from sandbox.translations import catalogue
from tests.browsers import Browser
from tests.conftest import prepare

pytestmark = pytest.mark.slow
PATHS = list(catalogue.catalogues())
each_catalogue = pytest.mark.parametrize("path", PATHS, ids=lambda path: path.parent.parent.name)
LIBRARY = list(catalogue.of_the_library())
PLACE = re.compile(r"%\(\w+\)[a-z]|\{\{.*?\}\}")


@pytest.fixture(scope="module")
def in_code():
    return catalogue.in_code()


@pytest.fixture(scope="module")
def app(tmp_path_factory):
    app = create_app(Settings(tmp_path_factory.mktemp("hall")))
    prepare(app)
    return app


def ids(texts):
    return {message.id for message in texts if message.id}


def test_there_is_an_english_catalogue():
    assert "en" in [path.parent.parent.name for path in PATHS]


@each_catalogue
def test_a_catalogue_has_every_text_of_the_code_and_no_other(path, in_code):
    assert ids(catalogue.read(path)) == ids(in_code), "run: python -m sandbox.translations.catalogue"


@each_catalogue
def test_no_text_is_untranslated_or_unconfirmed(path):
    assert catalogue.untranslated(catalogue.read(path)) == []


@each_catalogue
def test_a_translation_names_the_same_values_as_its_source(path):
    differing = [message.id for message in catalogue.read(path) if message.id
                 and sorted(set(PLACE.findall(message.id))) != sorted(set(PLACE.findall(str(message.string))))]
    assert differing == []


@pytest.mark.parametrize("path", [*PATHS, *LIBRARY], ids=lambda path: f"{path.stem}-{path.parent.parent.name}")
def test_what_runs_is_compiled_from_what_is_written(path):
    assert path.with_suffix(".mo").read_bytes() == catalogue.as_mo(catalogue.read(path)), \
        "run: python -m sandbox.translations.catalogue"


def test_the_login_pages_change_their_language_and_keep_it(app):
    browser = Browser(app)
    page = browser.get("/masuk")
    assert page.html.html["lang"] == "id"
    token = page.forms[0]["csrf_token"].value
    page = browser.post("/bahasa/en", {"csrf_token": token}, headers={"Referer": "http://localhost/pelatih/masuk"}).follow()
    assert page.html.html["lang"] == "en"
    assert "Trainer login" in page
    assert "Log in with your card" in browser.get("/masuk")
    browser.post("/bahasa/id", {"csrf_token": token})
    assert "Masuk dengan kartu" in browser.get("/masuk")


def test_an_unknown_language_changes_nothing(app):
    browser = Browser(app)
    token = browser.get("/masuk").forms[0]["csrf_token"].value
    browser.post("/bahasa/xx", {"csrf_token": token})
    assert "Masuk dengan kartu" in browser.get("/masuk")


def test_an_error_is_told_in_the_reader_s_language(app):
    browser = Browser(app)
    token = browser.get("/masuk").forms[0]["csrf_token"].value
    browser.post("/bahasa/en", {"csrf_token": token})
    assert "There is no such page" in browser.get("/tidak-ada", status=404)


@pytest.fixture
def gladi(tmp_path, monkeypatch, capsys):
    """The console script in an instance of its own: its exit status, what it said, and what it complained of."""
    def run(*words, **told):
        for name, value in {"GLADI_INSTANCE": str(tmp_path), **told}.items():
            monkeypatch.setenv(name, value)
        monkeypatch.setattr(sys, "argv", ["gladi", *words])
        with pytest.raises(SystemExit) as ended:
            cli.main()
        return ended.value.code, *capsys.readouterr()
    return run


@pytest.mark.parametrize(("lang", "said"), [("id", "Seharusnya bilangan bulat"), ("en", "It should be a whole number")])
def test_the_command_line_tells_errors_in_the_language_of_the_settings(gladi, lang, said):
    status, _, complaint = gladi("reset", "--all", GLADI_LANG=lang, GLADI_PORT="x")
    assert status == 1
    assert said in complaint


IN_EACH_LANGUAGE = """
import gc, os, sys
gc.disable()
from sandbox.server import cli

gc.freeze()  # else each of the three looks through it for rubbish, and copies it by that
sys.argv = ["gladi", "group", "open", "--help"]
for lang in ("id", "en"):
    print("==", flush=True)
    if not os.fork():
        os.environ["GLADI_LANG"] = lang
        cli.main()
    os.wait()
"""


@pytest.fixture(scope="module")
def helps_said():
    """The help of a command by language. Each in a process of its own, as a command says its own words in the language in which
    it was first asked; they are forked from one, which is loaded once."""
    told = subprocess.run([sys.executable, "-c", IN_EACH_LANGUAGE], capture_output=True, check=True, text=True, encoding="utf-8",
                          cwd=child.ROOT, env={**os.environ, "PYTHONIOENCODING": "utf-8"})
    return dict(zip(("id", "en"), told.stdout.split("==\n")[1:], strict=True))


@pytest.mark.skipif(os.name == "nt", reason="Windows has no fork")
@pytest.mark.parametrize(("lang", "words"), [
    ("id", ("Pemakaian: gladi group open [PILIHAN] NOMOR", "Pilihan:", "Tampilkan keterangan ini.")),
    ("en", ("Usage: gladi group open [OPTIONS] NUMBER", "Options:", "Show this message and exit.",
            "Open a group; its exercises are fixed at that moment."))])
def test_the_command_line_s_own_words_are_in_the_reader_s_language(helps_said, lang, words):
    assert [word for word in words if word not in helps_said[lang]] == []


def test_every_help_of_a_command_is_said_in_english_and_nothing_else():
    english = catalogue.read(next(path for path in LIBRARY if path.name == "help.po"))
    said = {text for _, _, text in helps(cli.gladi)}
    known = {str(message.id) for message in english if message.id}
    assert ({text for _, name, text in helps(cli.gladi) if name == "help"} - known, known - said) == (set(), set())
    assert [message.id for message in english if message.id and not message.string] == []


def test_the_settings_file_chooses_the_language_too(gladi, tmp_path):
    (tmp_path / "gladi.toml").write_text('lang = "en"\n', encoding="utf-8")
    assert "This training has no Group 9." in gladi("group", "open", "9")[2]


def test_the_practice_system_stays_indonesian(in_code):
    marked = [name for message in in_code for name, _ in message.locations if name.startswith("sandbox/practice/")]
    assert marked == []
