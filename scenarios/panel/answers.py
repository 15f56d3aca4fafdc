"""What is typed into the panel: the answers to its questions, the word for the trainer. Kept like any typing until it is sent."""

from collections.abc import Mapping
from dataclasses import dataclass

from markupsafe import Markup
from sqlalchemy.orm import Session

from sandbox.actions import Desk
from sandbox.deeds import ANSWER, names
from sandbox.details import AnswerDetails
from sandbox.practice import drafts
from sandbox.practice.drafts import BESIDE, DraftKey
from sandbox.store.base import Store
from scenarios import wording
from scenarios.attempt.attempts import Attempt
from scenarios.file.schema import Question, Scenario
from scenarios.results.fold import FREE

LONGEST = 200
"""Letters that an answer, or a word for the trainer, may have. More is kept as it was typed, and not taken."""
PREFIX = "_jawab-"
"""How the inputs' names begin. Without script they travel with the form of the page, and belong to none of its fields."""
HAND = "tangan"
"""Names the typing that goes with a raised hand among the person's drafts."""
HAND_INPUT = f"{PREFIX}{HAND}"


@dataclass(frozen=True, slots=True)
class Asked:
    """A question and what was answered last. `shown`: what stands in its input, named `input`; `too_long`: see too_long."""

    question: Question
    text: Markup
    answer: str
    right: bool
    guessing: bool
    """Whether the next wrong answer counts as help."""
    shown: str
    too_long: int
    input: str


def asked(attempt: Attempt, scenario: Scenario, facts: Mapping[str, str], typed: Mapping[str, str]) -> list[Asked]:
    """The questions of the exercise. `typed`: see typed_in."""
    answers = {told.question: told for each in attempt.doings(names(ANSWER)) if (told := each.told(ANSWER))}
    wrong = attempt.standing.wrong
    return [Asked(question, wording.mark_up(question.text, facts), told.text, told.right,
                  len(wrong.get(question.id, ())) >= FREE, shown, too_long(shown), input_of(attempt.id, question.id))
            for question in scenario.questions for told in (answers.get(question.id, AnswerDetails()),)
            for shown in (typed.get(part_of(attempt.id, question.id), told.text),)]


def too_long(typed: str) -> int:
    """How many letters it has, where those are more than are taken; else 0. A browser that keeps to its input sends no more."""
    letters = len(typed.strip())
    return letters if letters > LONGEST else 0


def part_of(attempt_id: int, question_id: str) -> str:
    """Names the typing for a question of an attempt among the person's drafts."""
    return f"{attempt_id}-{question_id}"


def input_of(attempt_id: int, question_id: str) -> str:
    """Name of the question's input."""
    return f"{PREFIX}{part_of(attempt_id, question_id)}"


def typed_in(session: Session, person: int, attempt: Attempt, scenario: Scenario) -> dict[str, str]:
    """What is typed and not answered yet, by part_of; nothing is asked of the database where the exercise has no questions."""
    parts = [part_of(attempt.id, question.id) for question in scenario.questions]
    return {part: typed for part in parts if (typed := typed_for(session, person, part)) is not None}


def typed_for(session: Session, person: int, part: str) -> str | None:
    """What is typed into that input and not sent yet; None where nothing is."""
    draft = drafts.find(session, DraftKey(person, BESIDE, part))
    return None if draft is None else draft.typed[0][1]


def keep_sent(store: Store, desk: Desk, sent: Mapping[str, str]) -> None:
    """Keep what stands in the inputs among `sent`, the fields of a request. It is no deed, and waits for no disk."""
    typed = {name.removeprefix(PREFIX): text for name, text in sent.items() if name.startswith(PREFIX)}
    if not any(text.strip() for text in typed.values()):
        return
    with store.open(desk.pin, write=True, durable=False) as session:
        for part, text in typed.items():
            drafts.put(session, DraftKey(desk.person, BESIDE, part[:LONGEST]), [("answer", text)], base="", now=desk.clock.now())
        session.commit()


def forget(session: Session, person: int, part: str) -> None:
    """Remove what was typed into that input, because it was sent."""
    drafts.forget(session, DraftKey(person, BESIDE, part))
