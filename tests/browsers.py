"""A browser for tests of pages: WebTest's, whose forms are found by lxml, as the bots' are.

WebTest's own way parses a page in Python and then each of its forms anew, which takes longer than the page takes to be made.
`page.html` (BeautifulSoup) is as it was: ask it only what `page.tree` (lxml) and `page.form_for` don't tell.
"""

from collections.abc import Iterator
from functools import cached_property
from typing import Any

from lxml import html
from webtest import TestApp, forms
from webtest.app import TestRequest
from webtest.response import TestResponse


class Node:
    """An element as WebTest's forms ask for it."""

    def __init__(self, element: Any) -> None:
        self.element, self.name, self.attrs = element, element.tag, dict(element.attrib)

    def __call__(self, name: str) -> list["Node"]:
        """The elements of that name in it."""
        return [Node(each) for each in self.element.iter(name)]

    @property
    def text(self) -> str:
        return str(self.element.text_content())


class Fields:
    """What is sent with a form: what stands in it, and what names it from elsewhere on the page."""

    def __init__(self, form: Any) -> None:
        self.form, self.id = form, form.get("id")

    def find_all(self, names: tuple[str, ...]) -> list[Node]:
        return [Node(each) for each in self._elements(names)]

    def _elements(self, names: tuple[str, ...]) -> Iterator[Any]:
        if self.id is None:
            return self.form.iter(*names)
        return (each for each in self.form.getroottree().iter(*names)
                if each.get("form") == self.id or self.form in each.iterancestors("form"))


class Form(forms.Form):
    """A form of a page, to be filled and sent."""

    def __init__(self, page: "Page", element: Any) -> None:
        self.response, self.html, self.id = page, Fields(element), None
        self.action, self.method = element.get("action", ""), element.get("method", "GET")
        self.enctype = element.get("enctype", "application/x-www-form-urlencoded")
        self._parse_fields()
        self.id = element.get("id")  # before, WebTest would look for its fields on the page

    @property
    def text(self) -> str:
        """Its HTML."""
        return str(html.tostring(self.html.form, encoding="unicode"))


class Page(TestResponse):
    """An answer, its forms found by lxml."""

    @cached_property
    def tree(self) -> Any:
        return html.document_fromstring(self.testbody or "<html></html>")

    def form_for(self, action: str, **marks: str) -> Form:
        """Its first form of that action (its data-action) with these other data- attributes."""
        wanted = {"data-action": action, **{f"data-{name}": value for name, value in marks.items()}}
        for place, element in enumerate(self.tree.iter("form")):
            if wanted.items() <= dict(element.attrib).items():
                return self.forms[place]
        raise AssertionError(f"no form for {action} on {self.request.path}")

    def _parse_forms(self) -> None:
        self._forms_indexed = found = {}
        for place, element in enumerate(self.tree.iter("form")):
            found[place] = form = Form(self, element)
            if form.id:
                found[form.id] = form


class Request(TestRequest):
    ResponseClass = Page


class Browser(TestApp):
    """One person's browser, before an app."""

    RequestClass = Request
