"""`gladi scenario check --browser`: a solution is played in Chromium, with the scripts of its pages."""

from sandbox.server.throwaway.stage import proof_stage
from scenarios.file.loader import library
from scenarios.proof.chromium import ChromiumTransport, problems, served

BROKEN = "window.addEventListener('load', () => { throw new Error('skrip rusak') })"


def test_a_solution_with_a_lost_answer_and_a_question_is_solved_in_chromium_and_an_error_of_a_script_is_a_problem(chromium):
    context = chromium.new_context(locale="id-ID")
    context.add_init_script(BROKEN)
    with proof_stage([]) as stage, served(stage) as address:
        found = list(problems(library()["sudah-diterima-kok-ditolak"], stage, ChromiumTransport(context.new_page(), address)))
    context.close()
    assert [each.what for each in found] == ["di Chromium, skrip halaman gagal: skrip rusak"]
