"""What a file says to no effect: it can be played, but does not do what its author may think. Told like its errors."""

from collections.abc import Iterator
from pathlib import Path

from sandbox.files import yaml_files
from sandbox.files.yaml_cut import cut_texts
from scenarios.checks.data import AnswersAsNoted
from scenarios.file.given import NewFamily, Notes, Pick, PickSheet, TrueCard
from scenarios.file.loader import Loaded, ScenarioError
from scenarios.file.schema import Scenario

Warned = tuple[list[str | int], str, str]
"""Place, why, remedy."""


def warnings(loaded: Loaded, path: Path) -> list[str]:
    """The lines for that file, as it lies there."""
    cut = [f"{path.name}, baris {each.line}, kolom {each.column}: teks terpotong oleh #: yang terbaca hanya “{each.left}”. "
           "Apit teksnya dengan tanda kutip." for each in cut_texts(loaded.text)]
    return [*cut, *(line for place, why, remedy in _ineffective(loaded.scenario)
                    for line in yaml_files.error_in(path, Scenario, ScenarioError, place, why, remedy).lines)]


def _ineffective(scenario: Scenario) -> Iterator[Warned]:
    yield from _unread_questions(scenario)
    yield from _answers_without_notes(scenario)
    yield from _unused_names(scenario)


def _unread_questions(scenario: Scenario) -> Iterator[Warned]:
    read = {name for place, check in scenario.checks() if place[0] == "goals" for name in check.questions()}
    for index, question in enumerate(scenario.questions):
        if question.id not in read:
            yield (["questions", index, "id"], f"pertanyaan {question.id} tidak dibaca tujuan mana pun",
                   f"Tambahkan tujuan dengan check: {{answered: {question.id}}}, atau hapus pertanyaannya")


def _answers_without_notes(scenario: Scenario) -> Iterator[Warned]:
    noted = {given.of for given in scenario.given if isinstance(given, Notes | TrueCard)}
    noted |= {given.name for given in scenario.given if isinstance(given, NewFamily) and given.notes}
    for place, check in scenario.checks():
        for part in check.parts():
            if isinstance(part, AnswersAsNoted) and part.answers not in noted:
                yield ([*place], f"answers: {part.answers} tidak punya catatan RT, jadi selalu benar",
                       f"Tambahkan {{berkas: notes, of: {part.answers}, notes: [\"1\"]}} pada given")
                noted.add(part.answers)


def _unused_names(scenario: Scenario) -> Iterator[Warned]:
    """Picked households and sheets that nothing else of the file names: not a paper, fault, check, step or text.

    A sheet that is emptied was picked for that.
    """
    used = {name for _, name, _ in scenario.mentioned() if name} | {fact.split(".")[0] for fact in scenario.named_facts}
    for index, given in enumerate(scenario.given):
        emptied = isinstance(given, PickSheet) and given.where.blank
        if isinstance(given, Pick | PickSheet) and given.name not in used and not emptied:
            yield (["given", index], f"{given.name} tidak dipakai di mana pun", "Sebut namanya di tugas atau tujuan, atau hapus")
