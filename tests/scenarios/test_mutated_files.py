"""Whatever an author does to a file by mistake is told with its line, in Indonesian; nothing ends in a traceback."""

import re
import warnings
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scenarios.file.loader import ScenarioError, library, parse

WORD = re.compile(r"[\w.-]+")
ENDINGS = (" {", " [", ": 1", " null", " -1", " 99999999999999999999", " true", " *x", " &x", " !!python/name:os", " {a: [1]}: 2")
ENGLISH = re.compile(r"\b(should|must|input|valid|expected|error|None|object|dict|str|int)\b")


def mutated(text: str, rng: Random) -> str:
    """The text with up to three slips: lines lost, doubled, pushed in and out, cut off; wrong words, stray signs."""
    lines = text.split("\n")
    for _ in range(rng.randint(1, 3)):
        at = rng.randrange(len(lines))
        here = WORD.findall(lines[at]) or [""]
        cut = lines[at][:rng.randint(0, len(lines[at]))]
        lines[at:at + 1] = rng.choice((
            [], [lines[at], rng.choice(lines)], ["  " + lines[at]], [lines[at].lstrip()], [cut],
            [lines[at].replace(rng.choice(here), rng.choice(WORD.findall(text)), 1)], [lines[at] + rng.choice(ENDINGS)]))
        lines = lines or [""]
    return "\n".join(lines)


@given(st.integers(0, 10**6))
def test_a_slip_of_the_keyboard_is_told_with_its_line_and_never_in_english(seed):
    rng = Random(seed)
    text = mutated(rng.choice([loaded.text for loaded in library().values()]), rng)
    told = said_of(text)
    assert [line for line in told if not re.match(r"coba\.yaml, baris \d+, kolom \d+: ", line) or ENGLISH.search(line)] == []


def said_of(text: str) -> tuple[str, ...]:
    """What the loader says of it; nothing where it is taken."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # a doubled anchor is allowed
        try:
            parse(text, "coba.yaml")
        except ScenarioError as error:
            return tuple(error.lines)
    return ()


def test_a_key_that_is_a_list_is_told_with_its_place():
    with pytest.raises(ScenarioError, match="baris 2, kolom 2: kuncinya bukan sebuah kata"):
        parse("id: a\n{[1]: 2}: 3\n", "coba.yaml")


def test_a_kind_that_is_left_empty_is_told_so():
    text = library()["kiriman-macet-di-antrean"].text.replace("kind: stall", "kind: null")
    with pytest.raises(ScenarioError, match="kind “kosong”"):
        parse(text, "coba.yaml")
