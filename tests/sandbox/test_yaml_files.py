"""YAML from somebody's hand: whatever is in a file, it is read, or it is told where it is wrong and what to do."""

import re
import time
from pathlib import Path
from typing import Annotated, Literal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pydantic import BaseModel, ConfigDict, Discriminator, Field, Tag, model_validator

from sandbox.files.yaml_files import SHAPES, YamlError, parse, read

ENGLISH = re.compile(r"\b(should|must|input|valid|invalid|expected|found|while|unable|cannot|allowed|function|error)\b",
                     re.IGNORECASE)


class Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Visit(Strict):
    """A part told apart by a literal kind, as faults are."""

    kind: Literal["visit"]
    village: str = Field(min_length=1)
    hours: float = Field(gt=0, le=8, allow_inf_nan=False)


class Rest(Strict):
    kind: Literal["rest"]
    minutes: int = Field(gt=0)


class Meal(Strict):
    """A part told apart by its key, as checks are."""

    meal: Literal["lunch", "supper"]
    guests: int = 0


class Talk(Strict):
    talk: dict[str, str]


def _key(value: object) -> str | None:
    return next((key for key in value if key in ("meal", "talk")), None) if isinstance(value, dict) else None


class Plan(Strict):
    """What the files of this test say."""

    id: str = Field(pattern="^[a-z]+$")
    open: bool = True
    parts: tuple[Annotated[Visit | Rest, Field(discriminator="kind")], ...] = Field(min_length=1)
    extras: tuple[Annotated[Annotated[Meal, Tag("meal")] | Annotated[Talk, Tag("talk")], Discriminator(_key)], ...] = ()

    @model_validator(mode="after")
    def _ends_with_rest(self) -> "Plan":
        if self.parts[-1].kind != "rest":
            raise ValueError(f"parts.{len(self.parts) - 1}: rencana diakhiri istirahat")
        return self


class PlanError(YamlError):
    code = "GL-PLAN"


GOOD = """\
id: satu
open: true
parts:
  - {kind: visit, village: Sarongan, hours: 2.5}
  - {kind: rest, minutes: 10}
extras:
  - {meal: lunch, guests: 3}
  - talk: {a: satu, b: dua}
"""


def refused(text: str) -> PlanError:
    with pytest.raises(PlanError) as caught:
        parse(text, "rencana.yaml", Plan, PlanError)
    return caught.value


def test_a_file_that_fits_is_its_model():
    plan = parse(GOOD, "rencana.yaml", Plan, PlanError)
    assert (plan.id, plan.open, len(plan.parts), plan.parts[1].minutes) == ("satu", True, 2, 10)


@pytest.mark.parametrize(("old", "new", "told"), [
    ("hours: 2.5", "hours: 9", "baris 4, kolom 38: parts.0.hours terlalu besar. Seharusnya 8 atau kurang."),
    ("hours: 2.5", "hours: .inf", "baris 4, kolom 38: parts.0.hours terlalu besar. Tulis angka biasa."),
    ("hours: 2.5", "hour: 2.5", "baris 4, kolom 38: parts.0.hour tidak dikenal. Maksudnya hours?"),
    ("hours: 2.5", "hours: 2.5, guests: 2",
     "baris 4, kolom 50: parts.0.guests tidak dikenal. Yang dikenal di sini: hours, kind, village."),
    (", minutes: 10", "", "baris 5, kolom 5: parts.1.minutes belum ada. Tambahkan kunci itu."),
    ("kind: rest", "kind: rust", "baris 5, kolom 5: parts.1 punya kind “rust” yang tidak dikenal. Maksudnya rest? Pilih salah"),
    ("kind: rest, ", "", "baris 5, kolom 5: parts.1 belum punya kind. Tambahkan kunci itu."),
    ("minutes: 10", "minutes: 2026-02-30", "baris 5, kolom 27: bukan tanggal atau angka yang ada."),
    ("minutes: 10", f"minutes: {'9' * 5000}", "baris 5, kolom 27: angka yang terlalu panjang."),
    ("guests: 3", "guests: banyak", "baris 7, kolom 19: extras.0.guests harus bilangan bulat."),
    ("meal: lunch", "meal: snack", "baris 7, kolom 6: extras.0.meal tidak dikenal. Pilih salah satu: 'lunch' atau 'supper'."),
    ("b: dua", "b: 2", "baris 8, kolom 21: extras.1.talk.b harus teks. Beri tanda kutip."),
    ("b: dua", "2: dua", "baris 8, kolom 21: extras.1.talk.2 harus teks. Beri tanda kutip."),
    ("talk: {a: satu, b: dua}", "talk: tidak", "baris 8, kolom 5: extras.1.talk harus kunci dan nilai."),
    ("  - {kind: rest, minutes: 10}\n", "", "baris 4, kolom 5: parts.0: rencana diakhiri istirahat."),
    ("open: true", "open: true\nopen: false", "baris 3, kolom 1: bukan YAML yang benar: kunci ini sudah ada di atas."),
    ("id: satu", "id: !!python/name:os.system satu", "baris 1, kolom 5: tanda seru di depan nilai tidak dipakai."),
    ("id: satu", "id: \x07", "baris 1, kolom 5: bukan YAML yang benar: ada karakter yang tidak terlihat."),
    ("id: satu", r'id: "\U00110000"', "baris 1, kolom 6: bukan YAML yang benar: garis miring terbalik di dalam tanda kutip."),
    ("id: satu", r'id: "\UFFFFFFFF"', "baris 1, kolom 6: bukan YAML yang benar: garis miring terbalik di dalam tanda kutip."),
    ("id: satu", "- id", "baris 2, kolom 1: bukan YAML yang benar"),
    (GOOD, "", "baris 1, kolom 1: isinya bukan kunci dan nilai. Mulai dengan id, parts."),
])
def test_what_is_wrong_is_told_with_its_line_column_field_and_remedy(old, new, told):
    assert f"rencana.yaml, {told}" in str(refused(GOOD.replace(old, new, 1)))


def test_a_merged_key_that_does_not_fit_is_told_at_what_merges_it():
    text = GOOD.replace("{kind: visit,", "&dulu {kind: visit,").replace("{kind: rest, minutes: 10}", "{<<: *dulu, village: ''}")
    error = refused(text.replace("hours: 2.5", "hours: 9"))
    assert "baris 5, kolom 5: parts.1.hours terlalu besar" in str(error)


def test_everything_that_is_wrong_is_told_at_once_in_the_order_of_the_file():
    error = refused(GOOD.replace("minutes: 10", "minutes: 0").replace("hours: 2.5", "hours: 0").replace("id: satu", "id: SATU"))
    assert [problem.field for problem in error.problems] == ["id", "parts.0.hours", "parts.1.minutes"]


def test_thousands_of_problems_are_told_apart_in_a_moment_and_a_file_of_too_many_values_is_not_read():
    """A trainer's page reads what is typed, and the whole hall waits for it."""
    for lines, told in ((4000, "4002 masalah"), (9000, "baris 7500, kolom 8: isinya terlalu banyak")):
        began = time.process_time()
        with pytest.raises(PlanError) as wrong:
            parse("".join(f"k{number}: x\n" for number in range(lines)), "p.yaml", Plan, PlanError)
        assert told in f"{len(wrong.value.problems)} masalah {wrong.value}"
        assert time.process_time() - began < 5.0, "it took ten seconds where each was compared with all"


def test_of_very_many_problems_ten_are_shown():
    error = refused(GOOD.replace("  - {kind: rest, minutes: 10}\n", "  - {kind: rest, minutes: 0}\n" * 30))
    assert str(error).endswith("… dan 20 lagi")
    assert len(error.lines) == 30


# Any file at all ---------------------------------------------------------------------------------------------------------

PIECES = st.sampled_from([*re.findall(r"\w+|[^\w ]| +", GOOD), "&a ", "*a", "<<: ", "!!set ", "? ", "- ", "|\n", "2026-13-01",
                          "1e999", "0x1f", "~", "\t", "---\n", "...\n", "%YAML 1.1\n", "'", '"', "\\x",
                          "\ufeff", "\u2028", "\x85"])


@st.composite
def changed(draw) -> str:
    """The good file with a few cuts, pieces put in, and pieces doubled."""
    text = GOOD
    for _ in range(draw(st.integers(1, 4))):
        start, end = sorted(draw(st.tuples(st.integers(0, len(text)), st.integers(0, len(text)))))
        end = min(end, start + draw(st.integers(0, 12)))
        text = text[:start] + draw(st.one_of(PIECES, st.just(text[start:end] * 2), st.text(max_size=5))) + text[end:]
    return text


def refusal(path: Path, content: bytes) -> PlanError | None:
    path.write_bytes(content)
    try:
        read(path, Plan, PlanError)
    except PlanError as error:
        return error
    return None


def assert_told_well(error: PlanError | None, text: str) -> None:
    most = len(re.split("\r\n|[\n\r\x85\u2028\u2029]", text)) + 1
    for problem in error.problems if error else ():
        assert 1 <= problem.line <= most
        assert isinstance(problem.column, int)
        assert problem.column >= 1
        assert problem.remedy
        own_words = re.sub(r"“.*”|^[^ ]* ", "", f"{problem}", flags=re.DOTALL)
        assert not ENGLISH.search(own_words), own_words


@given(text=st.one_of(changed(), st.text(), st.lists(PIECES).map("".join)))
@settings(max_examples=100, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture])
def test_any_text_is_read_or_told_with_its_place_in_our_own_words(tmp_path, text):
    assert_told_well(refusal(tmp_path / "rencana.yaml", text.encode(errors="replace")), text)


@given(content=st.binary(max_size=200))
@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture])
def test_any_bytes_are_read_or_told_with_their_place_in_our_own_words(tmp_path, content):
    assert_told_well(refusal(tmp_path / "rencana.yaml", content), content.decode(errors="replace"))


def test_every_pattern_of_an_authors_file_is_told_in_words():
    root = Path(__file__).parents[2]
    used = {pattern for room in ("sandbox", "scenarios", "seed") for path in (root / room).rglob("*.py")
            for pattern in re.findall(r'pattern=r"([^"]+)"', path.read_text(encoding="utf-8"))}
    assert used == set(SHAPES)
