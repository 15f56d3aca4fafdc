"""A browser without a screen: reads the pages that a trainee gets, fills forms by name, follows redirects.

The transport brings the bytes and keeps the cookies: a Flask test client in a proof, real HTTP in a rehearsal.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any, NamedTuple, Protocol
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit

from lxml import html

Pairs = Sequence[tuple[str, str]]
MOST_REDIRECTS = 8
NO_ANSWER = 0
"""The status of an answer that broke off: a browser shows a page of its own."""


@dataclass(frozen=True, slots=True)
class Response:
    """An answer of the server. `headers` by lower-case name. `status` is NO_ANSWER where it broke off."""

    status: int
    headers: Mapping[str, str]
    body: bytes


class SentFile(NamedTuple):
    """A file as a form sends it: the input that it was chosen in, what it is called, and its bytes."""

    input: str
    name: str
    content: bytes


class Transport(Protocol):
    """How requests travel. `url` is a path with its query."""

    def get(self, url: str) -> Response:
        ...

    def post(self, url: str, data: Pairs, file: SentFile | None = None) -> Response:
        ...


class Lost(Exception):
    """The page has not what the bot looked for. The text says what and where."""


@dataclass(frozen=True)
class Page:
    """A page as it arrived."""

    url: str
    status: int
    tree: Any = field(repr=False)

    def all(self, selector: str) -> list[Any]:
        """Elements by a simple CSS selector of attributes and tags, as XPath."""
        return list(self.tree.xpath(selector))

    def form(self, **marks: object) -> Any | None:
        """The first form with these data- attributes."""
        conditions = "".join(f"[@data-{name.replace('_', '-')}='{value}']" for name, value in marks.items())
        return next(iter(self.tree.xpath(f"//form{conditions}")), None)

    def links(self) -> list[str]:
        return [anchor.get("href") for anchor in self.tree.xpath("//a[@href]")]

    def marked(self, name: str) -> dict[str, str]:
        """Values of all elements with the attribute data-NAME, by that attribute."""
        found = self.tree.xpath(f"//*[@data-{name}][@data-value]")
        return {each.get(f"data-{name}"): each.get("data-value") or "" for each in found}

    def text_of(self, selector: str) -> str:
        found = next(iter(self.tree.xpath(selector)), None)
        return " ".join(found.text_content().split()) if found is not None else ""


class Browser:
    """One person's browser. `page` is what is on the screen."""

    def __init__(self, transport: Transport) -> None:
        self.transport = transport
        self.page = Page("/", 0, html.fromstring("<html></html>"))
        self.requests = 0
        self._sent: tuple[str, Pairs] = ("/", ())

    def get(self, url: str) -> Page:
        """Open an address."""
        return self._arrive(self._path(url), self._counted(self.transport.get(self._path(url))))

    def fragment(self, url: str) -> Any:
        """Fetch a part of a page without leaving the page."""
        return html.fromstring(b"<div>" + self._counted(self.transport.get(url)).body + b"</div>", parser=_parser())

    def download(self, url: str) -> bytes:
        """Fetch a file without leaving the page. Raises Lost if there is none."""
        response = self._counted(self.transport.get(url))
        if response.status != HTTPStatus.OK:
            raise Lost(f"{url}: tidak ada file ({response.status})")
        return response.body

    def submit(self, form: Any, changes: Mapping[str, Sequence[str]] | None = None) -> Page:
        """Send a form as it stands, with `changes` typed over it."""
        pairs = list(_filled(form, changes or {}))
        target = self._path(form.get("action") or self.page.url)
        if (form.get("method") or "get").lower() == "get":
            return self.get(f"{target.split('?')[0]}?{urlencode(pairs)}")
        self._sent = (target, pairs)
        return self.repeat()

    def upload(self, form: Any, file: SentFile) -> Page:
        """Send a form as it stands, with a file."""
        target = self._path(form.get("action") or self.page.url)
        return self._arrive(target, self._counted(self.transport.post(target, list(_filled(form, {})), file)))

    def repeat(self) -> Page:
        """Send the last form again, as the browser's Back and a second press would."""
        target, pairs = self._sent
        return self._arrive(target, self._counted(self.transport.post(target, pairs)))

    def _arrive(self, url: str, response: Response) -> Page:
        for _ in range(MOST_REDIRECTS):
            if response.status not in (301, 302, 303, 307, 308):
                break
            url = self._path(urljoin(url, response.headers["location"]))
            response = self._counted(self.transport.get(url))
        self.page = Page(url, response.status, html.fromstring(response.body or b"<html></html>", parser=_parser()))
        return self.page

    def _counted(self, response: Response) -> Response:
        self.requests += 1
        return response

    def _path(self, url: str) -> str:
        parts = urlsplit(urljoin(self.page.url, url))
        return f"{parts.path}?{parts.query}" if parts.query else parts.path


def _filled(form: Any, changes: Mapping[str, Sequence[str]]) -> Iterator[tuple[str, str]]:
    """The form's own values, those in `changes` replaced; a name that the form lacks is sent as well, as a script would."""
    yield from _loosened(form)
    for name, value in form.form_values():
        if name not in changes:
            yield name, value
    for name, values in changes.items():
        yield from ((name, value) for value in values)


def _parser() -> html.HTMLParser:
    return html.HTMLParser(encoding="utf-8")


def _loosened(form: Any) -> Iterator[tuple[str, str]]:
    """What panel.js gives to the small form of a button that names the page's form: the token and what its address holds."""
    for button in form.xpath(".//button[@formaction][@form]"):
        carrier = form.getroottree().xpath(f"//form[@id='{button.get('form')}']")[0]
        yield "csrf_token", carrier.fields["csrf_token"]
        yield from parse_qsl(urlsplit(button.get("formaction")).query)
