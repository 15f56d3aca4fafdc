"""Deeds and pages have one home: each has its word and its row in the author's guide, and no code names one by a string."""

import ast
import json
import re
from collections.abc import Iterator
from datetime import UTC
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sandbox.deeds import DEEDS, LOOKS, PAGES
from sandbox.details import BeginDetails, Misfit, RecordDetails, copied, read, written
from sandbox.translations import catalogue
from scenarios import parts

HOUSE = Path(__file__).parents[2]
GUIDE = (HOUSE / "docs" / "scenarios.md").read_text(encoding="utf-8")
ROOMS = ("sandbox", "scenarios", "instructor", "bench")
NAMES = {*DEEDS, *PAGES, *LOOKS}
ELSEWHERE = {
    "sandbox/deeds.py": "the registry",
    "sandbox/practice/forms/fields.py": "when a field must be answered",
    "sandbox/practice/forms/instruments.py": "when a rule between fields is asked",
    "sandbox/practice/keys.py": "kinds of records",
}
"""Files in which such a word is a name of something else."""
CARRIED = {
    "problems": st.lists(st.builds(Misfit, st.text(), st.text()), max_size=2).map(tuple), "solved": st.booleans(),
    "until": st.none() | st.datetimes(timezones=st.just(UTC)), "scenario": st.text(), "met": st.lists(st.text()).map(tuple),
    "mistakes": st.lists(st.text()).map(tuple)}
"""What any deed may carry."""
ASKED = re.compile(r"^(action|form|kind|deed|page|look)s?$")
"""What holds such a name: `deed.action == "open"` is found by it."""
TAKEN = {"look", "change", "note", "_note", "Action", "Doing", "in_", "not_in", "_form"}
"""What takes such a name."""


def test_a_deed_has_its_word_and_its_row():
    assert [kind for kind in DEEDS.values()
            if not kind.word or f"| `{kind.name}` | {kind.word} | {kind.effect.value} |" not in GUIDE] == []


def test_a_page_has_its_words_and_its_row():
    assert [page for page in PAGES.values()
            if not (page.word and page.thing) or f"| `{page.name}` | {page.word} |" not in GUIDE] == []


def test_a_look_has_its_words_and_its_row():
    answers = {look: ", ".join(f"`{page.name}`" for page in look.answers) for look in LOOKS.values()}
    assert [look for look in LOOKS.values()
            if not look.text or f"| `{look.name}` | {look.button} | {answers[look]} |" not in GUIDE] == []


def test_the_hall_says_a_word_in_the_reader_s_language():
    words = {each.word for each in (*DEEDS.values(), *PAGES.values())}
    known = [catalogue.read(path) for path in catalogue.catalogues()]
    assert [word for word in words for read in known if not read[word].string] == []


def test_a_scenario_may_name_every_deed_of_the_practice_system_and_no_event():
    named = set(parts.ActionName.__args__)
    assert named == {name for name, kind in DEEDS.items() if not kind.noted}
    assert set(parts.FormName.__args__) == set(PAGES)
    assert set(parts.LookName.__args__) == set(LOOKS)


def test_a_form_s_mark_is_a_deed():
    marked = {(page.stem, mark) for page in (HOUSE / "sandbox/practice/templates/practice").glob("*.html")
              for mark in re.findall(r'data-action="(\w+)"', page.read_text(encoding="utf-8"))}
    assert len(marked) > 20
    assert [(page, mark) for page, mark in marked if mark not in DEEDS] == []


@pytest.mark.parametrize("room", ROOMS)
def test_no_code_names_a_deed_or_a_page_by_a_string(room):
    files = {str(path.relative_to(HOUSE)): path for path in (HOUSE / room).rglob("*.py") if "migrations" not in path.parts}
    found = [f"{name}:{line}: {text}" for name, path in files.items() if name not in ELSEWHERE
             for line, text in named_in(ast.parse(path.read_text(encoding="utf-8")))]
    assert found == []


@pytest.mark.parametrize("room", ROOMS)
def test_nobody_takes_a_detail_by_its_name(room):
    """What a deed carries is a declared field; only a query of the journal names it, and that stands beside the table."""
    files = [path for path in (HOUSE / room).rglob("*.py") if path.name not in ("journal.py", "details.py")]
    texts = {path: path.read_text(encoding="utf-8") for path in files}
    found = [f"{path.relative_to(HOUSE)}:{node.lineno}" for path, text in texts.items() if "detail" in text
             for node in ast.walk(ast.parse(text)) if _takes_a_detail(node)]
    assert found == []


def _takes_a_detail(node: ast.AST) -> bool:
    if isinstance(node, ast.Subscript):
        return isinstance(node.value, ast.Attribute) and node.value.attr == "detail"
    return (isinstance(node, ast.Attribute) and node.attr == "get" and isinstance(node.value, ast.Attribute)
            and node.value.attr == "detail")


@given(st.sampled_from(list(DEEDS.values())), st.data())
def test_what_a_deed_carries_comes_back_from_the_journal_as_it_was(kind, data):
    carried = data.draw(st.builds(kind.details, **CARRIED))
    assert read(kind.details, json.loads(json.dumps(written(carried)))) == carried


def test_what_carries_nothing_writes_nothing():
    assert all(written(kind.details()) == {} for kind in DEEDS.values())


def test_a_field_of_an_older_journal_is_skipped():
    assert read(RecordDetails, {"number": "3510", "page": "baru"}) == RecordDetails(number="3510")


def test_what_names_people_is_not_copied_out_of_its_sandbox():
    begun = BeginDetails(scenario="coba", papers=[{"nik": "3510621208800001"}], prints={"kk": "a"})
    assert copied(begun) == {"scenario": "coba"}


@pytest.mark.parametrize("code", [
    'deed.action == "open"', 'deed.form in ("outbox", "household")', 'look("home", work)', 'Action(name="save")',
    'Journal.action.in_(("hint", "hint_given"))', 'WORDS = {"save": "Simpan", "submit": "Kirim"}', 'name = "restore_draft"',
    'FORMS = frozenset({"household", "member"})', 'Literal["open", "search"]'])
def test_a_name_written_as_a_string_is_found(code):
    assert list(named_in(ast.parse(code)))


@pytest.mark.parametrize("code", ['group.state == "open"', 'url_for("lesson.answer")', 'request.form.get("answer")'])
def test_a_string_that_only_looks_like_a_name_is_left_alone(code):
    assert not list(named_in(ast.parse(code)))


ONLY_A_DEED = {name for name in NAMES if "_" in name}
"""Names that mean nothing else anywhere: never written as a string."""


def named_in(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """(line, name) of each deed or page that a string names: where one is asked for, where one is taken, in a set of them."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and node.value in ONLY_A_DEED:
            yield node.lineno, str(node.value)
        elif isinstance(node, ast.Compare) and any(_asks(side) for side in (node.left, *node.comparators)):
            yield from _strings(node)
        elif isinstance(node, ast.Call) and _called(node) in TAKEN:
            yield from _strings(*node.args, *(keyword.value for keyword in node.keywords))
        elif isinstance(node, ast.Dict | ast.Set | ast.Tuple | ast.List):
            members = node.keys if isinstance(node, ast.Dict) else node.elts
            texts = [each for each in members if isinstance(each, ast.Constant)]
            if len(texts) > 1 and all(each.value in NAMES for each in texts):
                yield from _strings(*texts)


def _asks(node: ast.AST) -> bool:
    name = node.attr if isinstance(node, ast.Attribute) else node.id if isinstance(node, ast.Name) else ""
    return ASKED.match(name) is not None


def _called(node: ast.Call) -> str:
    return node.func.attr if isinstance(node.func, ast.Attribute) else node.func.id if isinstance(node.func, ast.Name) else ""


def _strings(*nodes: ast.AST) -> Iterator[tuple[int, str]]:
    for node in nodes:
        for each in ast.walk(node):
            if isinstance(each, ast.Constant) and each.value in NAMES:
                yield each.lineno, each.value
