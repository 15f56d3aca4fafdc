"""What a YAML file said is kept for the next process: found by the whole text, and never something else than was read."""

from datetime import date
from uuid import uuid4

import pytest
from pydantic import BaseModel

from sandbox.files import yaml_kept
from sandbox.files.yaml_files import YamlError, parse

LONG = "# keterangan\n" * 100


class Village(BaseModel):
    name: str


class VillageError(YamlError):
    code = "GL-COBA"


def path_of(text):
    return yaml_kept.SHELF.path_of(yaml_kept.key_of(text))


@pytest.fixture
def text():
    """A file's text that no other test has, long enough to be kept."""
    text = f"name: Desa {uuid4()}\n{LONG}"
    yield text
    path_of(text).unlink(missing_ok=True)


def test_what_was_read_is_found_by_its_text_and_no_other(text):
    read = parse(text, "desa.yaml", Village, VillageError)
    assert yaml_kept.find(text) == {"name": read.name}
    assert yaml_kept.find(text + "\n") is None


def test_what_is_kept_is_not_read_anew(text):
    yaml_kept.keep(text, {"name": "Temurejo"})
    assert parse(text, "desa.yaml", Village, VillageError).name == "Temurejo"


def test_a_kept_file_that_fits_no_model_is_told_with_its_place_as_ever(text):
    wrong = text.replace("name", "nama")
    for _ in range(2):
        with pytest.raises(VillageError, match="baris 1"):
            parse(wrong, "desa.yaml", Village, VillageError)
    path_of(wrong).unlink()


def test_what_was_kept_and_torn_is_read_anew(text):
    read = parse(text, "desa.yaml", Village, VillageError)
    path_of(text).write_text("{}")
    assert parse(text, "desa.yaml", Village, VillageError) == read


@pytest.mark.parametrize("values", [{"on": date(2026, 3, 2)}, {1: "satu"}, {"most": float("inf")}, {"seen": {"a": {2: "b"}}}])
def test_what_json_cannot_say_is_not_kept(text, values):
    yaml_kept.keep(text, values)
    assert yaml_kept.find(text) is None


def test_a_short_file_leaves_nothing_behind():
    parse("name: Temurejo", "desa.yaml", Village, VillageError)
    assert not path_of("name: Temurejo").exists()
