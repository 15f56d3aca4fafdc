"""A template is compiled once for all processes, and anew as soon as anything is different that its code depends on."""

import pytest
from flask import Flask
from jinja2 import DictLoader, Environment

from sandbox import web
from sandbox.files.kept import Shelf
from sandbox.files.templates_kept import KeptTemplates
from sandbox.settings import Settings

NAME = "desa.html"
TEXT = "<p>\n    Desa {{ name }}\n</p>"


class Counting(Environment):
    """Knows how often it had to compile."""

    compiled = 0

    def compile(self, source, name, *args):
        self.compiled += 1
        return super().compile(source, name, *args)


@pytest.fixture
def process(tmp_path):
    """A new process: how often it had to compile, and what it shows, with this text and these extensions."""
    def begin(text=TEXT, name=NAME, extensions=(), shelf=tmp_path / "kept"):
        environment = Counting(loader=DictLoader({name: text}), bytecode_cache=KeptTemplates(Shelf(shelf)), extensions=extensions)
        shown = environment.get_template(name).render(name="Temurejo")
        return environment.compiled, shown
    return begin


def test_the_next_process_compiles_nothing_and_shows_the_same(process):
    assert process() == (1, TEXT.replace("{{ name }}", "Temurejo"))
    assert process() == (0, TEXT.replace("{{ name }}", "Temurejo"))


def test_what_is_different_is_compiled_anew(process):
    process()
    assert process(text="Kelurahan {{ name }}") == (1, "Kelurahan Temurejo")
    assert process(name="dusun.html")[0] == 1
    assert process(extensions=[web.Unindented]) == (1, "<p>\nDesa Temurejo\n</p>")


def test_the_same_extensions_compile_nothing_anew(process):
    for times in (1, 0):
        assert process(extensions=[web.Unindented])[0] == times


def test_a_filter_of_another_file_compiles_anew_for_it_is_asked_for_constants(tmp_path):
    shown = []
    for number_filter in (web.number_filter, str):
        texts, kept = DictLoader({NAME: "{{ 1204|number_id }}"}), KeptTemplates(Shelf(tmp_path))
        environment = Environment(loader=texts, bytecode_cache=kept)
        environment.filters["number_id"] = number_filter
        shown.append(environment.get_template(NAME).render())
    assert shown == ["1.204", "1204"]


def test_a_broken_kept_file_is_compiled_over(process, tmp_path):
    process()
    [path] = (tmp_path / "kept").iterdir()
    for broken in (b"", path.read_bytes()[:-40]):
        path.write_bytes(broken)
        assert process()[0] == 1
        assert process()[0] == 0


def test_a_folder_that_cannot_be_written_to_costs_nothing_but_time(process, tmp_path):
    (tmp_path / "file").write_bytes(b"")
    for _ in range(2):
        assert process(shelf=tmp_path / "file" / "kept") == (1, TEXT.replace("{{ name }}", "Temurejo"))


def test_every_app_of_ours_keeps_its_templates(hall, tmp_path):
    app = Flask("desa")
    web.init_app(app, web.Services(Settings(instance=tmp_path), hall.clock, hall.store, hall.gate, b"latihan"))
    assert isinstance(app.jinja_env.bytecode_cache, KeptTemplates)
