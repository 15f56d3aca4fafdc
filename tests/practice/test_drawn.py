"""Questions are drawn once a process; a page puts its answers in."""

from sandbox.practice.forms.instruments import FormField, load_all
from sandbox.practice.forms.reading import Typed, none_input

FIELDS = [field for instrument in load_all() for section in instrument.all_sections for field in section.fields]
NAUGHTY = '"><b> value=1>\ue000 &'


def answers_of(field: FormField) -> list[Typed]:
    """Nothing, what is in its list or may be typed, what is not, the explicit none."""
    typed = [option.code for option in field.options[:2]] if field.kind == "choices" else [
        field.options[-1].code if field.options else "31.500"]
    return [Typed({}), Typed({field.name: tuple(typed)}), Typed({field.name: (NAUGHTY,)}),
            Typed({none_input(field.name): ("1",)})]


def test_a_question_shows_every_answer_as_if_it_had_been_drawn_for_it(pages):
    app = pages.browser.app
    with app.test_request_context():
        macros = app.jinja_env.get_template("macros/practice.html").make_module()
        for field in FIELDS:
            for typed in answers_of(field) * 2:
                assert macros.field(field, typed) == macros.draw_field(field, typed)
                assert macros.field(field, typed, "Keliru.") == macros.draw_field(field, typed, "Keliru.")


def test_a_question_that_is_asked_otherwise_is_drawn_anew(pages):
    app, field = pages.browser.app, FIELDS[0]
    with app.test_request_context():
        macros = app.jinja_env.get_template("macros/practice.html").make_module()
        macros.field(field, Typed({}))
        assert "Alamat sekarang" in macros.field(field.model_copy(update={"label": "Alamat sekarang"}), Typed({}))
